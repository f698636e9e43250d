/* Days and times as banks write them. */
#include "read/bank_date.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

/* "2023-02-10 14:05:12 UK", "-" for no day. */
static const char *told(const char *text, bool month_first, char out[64])
{
	struct bdl_moment m = {0};
	char day[BDL_DAY_TEXT];

	if (!bdl_bank_day(text, strlen(text), month_first, &m))
		return "-";
	bdl_day_iso(m.day, day);
	if (m.zone == BDL_ZONE_NONE)
		snprintf(out, 64, "%s", day);
	else
		snprintf(out, 64, "%s %02u:%02u:%02u%s", day, m.seconds / 3600, m.seconds / 60 % 60,
			m.seconds % 60, m.zone == BDL_ZONE_LONDON ? " UK" : "");
	return out;
}

Test(bank_date, is_read_in_every_layout)
{
	static const struct {
		const char *text;
		bool month_first;
		const char *told;
	} cases[] = {
		{"10/02/2023", false, "2023-02-10"},
		{"10/02/2023", true, "2023-10-02"},
		{"10-02-23", false, "2023-02-10"},
		{"10.2.23", false, "2023-02-10"},
		{"2023-02-10", false, "2023-02-10"},
		{"2023-02-10", true, "2023-02-10"},
		{"2012/3/22", false, "2012-03-22"},
		{"20230210", false, "2023-02-10"},
		{"10 Feb 2023", true, "2023-02-10"},
		{"10 Feb 18", false, "2018-02-10"},
		{"10-Feb-2023", false, "2023-02-10"},
		{"2nd March 2026", false, "2026-03-02"},
		{"Feb 10, 2023", false, "2023-02-10"},
		{"1/ 5' 4", false, "2004-05-01"},
		{" 10/02/2023 ", false, "2023-02-10"},
		{"10/02/2023 14:05", false, "2023-02-10 14:05:00"},
		{"2023-02-10T14:05:12", false, "2023-02-10 14:05:12"},
		{"2021-09-06 6:11:59", false, "2021-09-06 06:11:59"},
		{"2018-07-25 12:34:56 +0000", false, "2018-07-25 13:34:56 UK"},
		{"2018-02-25T23:30:00Z", false, "2018-02-25 23:30:00 UK"},
		{"2018-07-25T23:30:00.000Z", false, "2018-07-26 00:30:00 UK"},
		{"2015-01-18T10:15:00+01:00", false, "2015-01-18 09:15:00 UK"},
		{"10/02/2023 2:05 PM", false, "2023-02-10 14:05:00"},
	};

	char out[64];

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_str_eq(told(cases[i].text, cases[i].month_first, out), cases[i].told,
			"%s", cases[i].text);
}

Test(bank_date, is_nothing_else)
{
	static const char *const cases[] = {"", "31/02/2023", "13/13/2023", "10/02",
		"10/02/2023 abc", "12.50", "1234567", "pending", "10/02-2023", "0/1/2023",
		"1111-11-11", "10/02/2023 25:00", "99999999", "Balance", "10 Fleb 2023", "12/2023"};
	char out[64];

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_str_eq(told(cases[i], false, out), "-", "%s", cases[i]);
}

Test(bank_date, order_is_decided_by_what_can_only_be_read_one_way)
{
	static const struct {
		const char *values[3];
		bool month_first, open;
	} cases[] = {
		{{"10/02/2023", "13/02/2023"}, false, false},
		{{"10/02/2023", "02/13/2023"}, true, false},
		{{"10/02/2023", "03/02/2023"}, false, true},
		{{"02.02.2023", "03.02.2023"}, false, false},
		{{"2023-02-10"}, false, false},
		{{"02/02/2023"}, false, false},
		{{"13/02/2023", "02/13/2023"}, false, false},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_bank_order order = {0};

		for (size_t k = 0; k < 3 && cases[i].values[k]; k++)
			bdl_bank_order_see(&order, cases[i].values[k], strlen(cases[i].values[k]));
		cr_expect_eq(bdl_bank_order_month_first(&order), cases[i].month_first, "%zu", i);
		cr_expect_eq(bdl_bank_order_open(&order), cases[i].open, "%zu", i);
	}
}

Test(bank_date, time_of_its_own_cell_is_added)
{
	struct bdl_moment m = {0};

	cr_expect(bdl_bank_time("14:05:12", 8, &m));
	cr_expect_eq(m.seconds, 14u * 3600 + 5 * 60 + 12);
	cr_expect_eq(m.zone, BDL_ZONE_UNKNOWN);
	cr_expect_not(bdl_bank_time("1405", 4, &m));
	cr_expect_not(bdl_bank_time("14:65", 5, &m));
}
