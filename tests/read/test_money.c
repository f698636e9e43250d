/* Money as banks write it, in pence. */
#include "read/money.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static const struct bdl_money_style point = {.comma = false}, comma = {.comma = true};

Test(money, is_read_to_the_penny)
{
	static const struct {
		const char *text;
		bool comma;
		int64_t pence;
	} cases[] = {
		{"12.00", false, 1200},
		{"12", false, 1200},
		{"12.5", false, 1250},
		{".50", false, 50},
		{"12.", false, 1200},
		{"1234.56", false, 123456},
		{"1,234.56", false, 123456},
		{"\xC2\xA3"
		 "1,234.56",
			false, 123456},
		{"-\xC2\xA3"
		 "3.50",
			false, -350},
		{"\xC2\xA3-3.50", false, -350},
		{"\xE2\x88\x92"
		 "3.50",
			false, -350},
		{"(12.00)", false, -1200},
		{"(\xC2\xA3"
		 "12.00)",
			false, -1200},
		{"12.00-", false, -1200},
		{"12.00 CR", false, 1200},
		{"12.00DR", false, -1200},
		{"12.00 OD", false, -1200},
		{"12.00 D", false, -1200},
		{"+12.00", false, 1200},
		{" 12.00 ", false, 1200},
		{"\xC2\xA0"
		 "12.00",
			false, 1200},
		{"GBP 12.00", false, 1200},
		{"12.00 EUR", false, 1200},
		{"$120", false, 12000},
		{"00000000001500.0000", false, 150000},
		{"8.850", false, 885},
		{"1.234,56", true, 123456},
		{"12,5", true, 1250},
		{"-0,07", true, -7},
		{"1 234,56", true, 123456},
		{"1'234.50", false, 123450},
		{"0.00", false, 0},
		{"-0.00", false, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t pence = 99;

		cr_expect_eq(bdl_money_read(cases[i].comma ? comma : point, cases[i].text,
				     strlen(cases[i].text), &pence),
			BDL_MONEY_READ, "%s", cases[i].text);
		cr_expect_eq(pence, cases[i].pence, "%s is %ld", cases[i].text, (long)pence);
	}
}

Test(money, is_never_guessed)
{
	static const char *const cases[] = {"12..34", "1.2.3", "12,34", "1,23.45", "1,2345.00",
		"abc", "-", "\xC2\xA3", "12.345", "12.00 pounds", "--12.00", "-12.00 DR",
		"-12.00 CR", "(12.00", "12.00)", "12.00 CR DR", "1,234,56", "12.00 - 13.00",
		"10/02/2023", "12:30", "0x12", "10000000000000.00", "99999999999999999999999999",
		"+-1", "1e5", "12%"};

	for (size_t i = 0; i < COUNT(cases); i++) {
		int64_t pence = 7;

		cr_expect_eq(bdl_money_read(point, cases[i], strlen(cases[i]), &pence),
			BDL_MONEY_UNREADABLE, "%s", cases[i]);
		cr_expect_eq(pence, 7, "%s touched the value", cases[i]);
	}
}

Test(money, of_an_empty_cell_is_none)
{
	int64_t pence = 7;

	cr_expect_eq(bdl_money_read(point, "", 0, &pence), BDL_MONEY_NONE);
	cr_expect_eq(bdl_money_read(point, " \xC2\xA0", 3, &pence), BDL_MONEY_NONE);
	cr_expect_eq(pence, 7);
}

Test(money, has_a_decimal_comma_only_if_the_file_says_so)
{
	static const struct {
		const char *values[4];
		bool comma;
	} cases[] = {
		{{"1,234.56", "12.00"}, false},
		{{"1.234,56"}, true},
		{{"-3,50", "12"}, true},
		{{"1,234"}, false},
		{{"1.234", "2,5"}, true},
		{{"1,234,567"}, false},
		{{"12", "13"}, false},
		{{"4,884", "1,280.8"}, false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_money_votes votes = {0};

		for (size_t k = 0; k < 4 && cases[i].values[k]; k++)
			bdl_money_vote(&votes, cases[i].values[k], strlen(cases[i].values[k]));
		cr_expect_eq(bdl_money_comma(&votes), cases[i].comma, "%s", cases[i].values[0]);
	}
}

Test(money, is_written_with_commas_and_a_true_minus)
{
	static const struct {
		int64_t pence;
		const char *text;
	} cases[] = {
		{0, "0.00"},
		{5, "0.05"},
		{-5, "\xE2\x88\x92"
		     "0.05"},
		{123456, "1,234.56"},
		{-123456789, "\xE2\x88\x92"
			     "1,234,567.89"},
		{100000, "1,000.00"},
	};

	char text[BDL_MONEY_TEXT];

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_str_eq(bdl_money_text(cases[i].pence, text), cases[i].text);
	cr_expect_str_eq(bdl_money_text(INT64_MIN, text), "\xE2\x88\x92"
							  "92,233,720,368,547,758.08");
}

Test(money, never_overflows)
{
	cr_expect_eq(bdl_money_add(INT64_MAX, 1), INT64_MAX);
	cr_expect_eq(bdl_money_add(INT64_MIN, -1), INT64_MIN);
	cr_expect_eq(bdl_money_add(5, -7), -2);
}
