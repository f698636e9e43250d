/* What a person types into bundle.yaml: sums of money, days, and words with a slip in them. */
#include "base/day_words.h"
#include "base/nearest.h"
#include "base/pence.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define POUND "\xC2\xA3"

/* ---- sums ---- */

static const struct {
	const char *text;
	enum bdl_pence_fault fault;
	int64_t pence;
} sums[] = {
	/* clang-format off */
	{POUND "1,234.56", BDL_PENCE_OK, 123456}, {"1234.56", BDL_PENCE_OK, 123456}, {"1234", BDL_PENCE_OK, 123400},
	{POUND "372.06", BDL_PENCE_OK, 37206},    {" " POUND " 20 ", BDL_PENCE_OK, 2000}, {"0.01", BDL_PENCE_OK, 1},
	{"12,391.53", BDL_PENCE_OK, 1239153},     {"1,000,000", BDL_PENCE_OK, 100000000}, {"007", BDL_PENCE_OK, 700},
	{"10,000,000.00", BDL_PENCE_OK, 1000000000},
	{"10,000,000.01", BDL_PENCE_TOO_MUCH, 0}, {"99999999999", BDL_PENCE_TOO_MUCH, 0},
	{"0", BDL_PENCE_ZERO, 0},                 {POUND "0.00", BDL_PENCE_ZERO, 0},
	{"-5.00", BDL_PENCE_NEGATIVE, 0},         {"-" POUND "5", BDL_PENCE_NEGATIVE, 0}, {POUND "-5", BDL_PENCE_NEGATIVE, 0},
	{"(5.00)", BDL_PENCE_NEGATIVE, 0},        {"\xE2\x88\x92" "5", BDL_PENCE_NEGATIVE, 0}, {"-0", BDL_PENCE_NEGATIVE, 0},
	{"", BDL_PENCE_NONE, 0},                  {POUND, BDL_PENCE_NONE, 0},     {"about 5", BDL_PENCE_NONE, 0},
	{"1,23", BDL_PENCE_NONE, 0},              {"1234,567", BDL_PENCE_NONE, 0}, {"1,2345", BDL_PENCE_NONE, 0},
	{",123", BDL_PENCE_NONE, 0},              {"1.234,56", BDL_PENCE_NONE, 0}, {"12.5", BDL_PENCE_NONE, 0},
	{"12.", BDL_PENCE_NONE, 0},               {"12.345", BDL_PENCE_NONE, 0},  {".50", BDL_PENCE_NONE, 0},
	{"5 a week", BDL_PENCE_NONE, 0},          {"1e3", BDL_PENCE_NONE, 0},     {"$5", BDL_PENCE_NONE, 0},
	{"12345678901234567890", BDL_PENCE_NONE, 0}, {"5)", BDL_PENCE_NONE, 0},   {"0x10", BDL_PENCE_NONE, 0},
	/* clang-format on */
};

Test(written, sums_are_whole_pence_or_no_sums)
{
	for (size_t i = 0; i < COUNT(sums); i++) {
		int64_t pence = 0;

		cr_expect_eq(bdl_pence_parse(sums[i].text, 1000000000, &pence), sums[i].fault, "%s",
			sums[i].text);
		cr_expect_eq(pence, sums[i].pence, "%s: %lld", sums[i].text, (long long)pence);
	}
}

Test(written, every_sum_reads_back_as_it_is_written)
{
	for (int64_t n = 1; n < 1000000000000; n = n * 7 + 3) {
		char words[BDL_PENCE_TEXT];
		int64_t back = 0;

		cr_expect_eq(bdl_pence_parse(bdl_pence_words(n, words), INT64_MAX, &back),
			BDL_PENCE_OK, "%s", words);
		cr_expect_eq(back, n, "%s", words);
	}
}

/* ---- days ---- */

static const struct {
	const char *text;
	int year, month, day; /* 0: it is none */
} days[] = {
	{"2023-02-10", 2023, 2, 10},
	{"10 February 2023", 2023, 2, 10},
	{"10 Feb 2023", 2023, 2, 10},
	{"1st march 2023", 2023, 3, 1},
	{"22nd  May 2023", 2023, 5, 22},
	{"10/02/2023", 2023, 2, 10},
	{"1/2/2023", 2023, 2, 1},
	{" 2024-02-29 ", 2024, 2, 29},
	{"2023-02-29", 0, 0, 0},
	{"29 February 2023", 0, 0, 0},
	{"31/04/2023", 0, 0, 0},
	{"02/13/2023", 0, 0, 0},
	{"10/02/23", 0, 0, 0},
	{"10 February", 0, 0, 0},
	{"10February 2023", 0, 0, 0},
	{"10 Febtober 2023", 0, 0, 0},
	{"2023-02", 0, 0, 0},
	{"2023/02/10", 0, 0, 0},
	{"2023-02-10 or so", 0, 0, 0},
	{"0/1/2023", 0, 0, 0},
	{"32 May 2023", 0, 0, 0},
	{"10 February 20235", 0, 0, 0},
	{"", 0, 0, 0},
	{"soon", 0, 0, 0},
};

Test(written, days_exist_and_have_one_reading)
{
	for (size_t i = 0; i < COUNT(days); i++) {
		struct bdl_day d = {0, 0, 0};
		int rc = bdl_day_parse_words(days[i].text, &d);

		cr_expect_eq(rc, days[i].year ? 0 : -1, "%s", days[i].text);
		cr_expect(
			d.year == days[i].year && d.month == days[i].month && d.day == days[i].day,
			"%s: %d-%d-%d", days[i].text, d.year, d.month, d.day);
	}
}

/* ---- words ---- */

static const char *const words[] = {"reference", "complaint_reference", "representative", "for",
	"from", "title", "remedy", "final-response", NULL};

static const struct {
	const char *typed, *meant;
} slips[] = {{"refrence", "reference"}, {"Reference", "reference"}, {"referecne", "reference"},
	{"refference", "reference"}, {"ref", "reference"}, {"fro", "for"}, {"form", "from"},
	{"ofr", "for"}, {"titel", "title"}, {"remidy", "remedy"}, {"re", NULL}, {"rem", "remedy"},
	{"rep", "representative"}, {"final_response", "final-response"}, {"xyzzy", NULL},
	{"", NULL},
	{"a-word-that-is-longer-than-any-that-anybody-would-type-into-such-a-file-by-mistake",
		NULL}};

Test(written, the_word_that_was_meant)
{
	for (size_t i = 0; i < COUNT(slips); i++) {
		const char *found = bdl_nearest(slips[i].typed, words);

		cr_expect_str_eq(found ? found : "", slips[i].meant ? slips[i].meant : "", "%s",
			slips[i].typed);
	}
}

static const struct {
	const char *a, *b;
	size_t most, distance;
} distances[] = {{"", "", 2, 0}, {"abc", "", 9, 3}, {"abc", "acb", 9, 1}, {"ca", "abc", 9, 3},
	{"kitten", "sitting", 9, 3}, {"kitten", "sitting", 2, 3}, {"kitten", "sitting", 1, 2},
	{"ab", "BA", 9, 1}, {"abcdef", "badcfe", 9, 3}};

Test(written, distances)
{
	for (size_t i = 0; i < COUNT(distances); i++) {
		cr_expect_eq(bdl_word_distance(distances[i].a, distances[i].b, distances[i].most),
			distances[i].distance, "%s %s", distances[i].a, distances[i].b);
		cr_expect_eq(bdl_word_distance(distances[i].b, distances[i].a, distances[i].most),
			distances[i].distance, "%s %s", distances[i].b, distances[i].a);
	}
}
