/* The last day of each kind of period, safe and outer: the examples of the rules themselves. */
#include "judge/deadline.h"
#include <criterion/criterion.h>

static const struct row {
	const char *name;
	struct bdl_period period;
	const char *trigger, *safe, *outer, *aim;
} rows[] = {
	{"ICE: six months from receiving the final response",
		{.unit = BDL_PERIOD_MONTHS, .count = 6, .days_of_post = 2}, "2023-03-03",
		"2023-09-03", "2023-09-05", "2023-09-01"},
	{"mandatory reconsideration, by post",
		{.unit = BDL_PERIOD_DAYS, .count = 30, .days_of_post = 2}, "2026-03-02",
		"2026-04-01", "2026-04-03", "2026-04-01"},
	{"mandatory reconsideration, online",
		{.unit = BDL_PERIOD_DAYS, .count = 30, .days_of_post = 1}, "2026-03-02",
		"2026-04-01", "2026-04-02", "2026-04-01"},
	{"judicial review", {.unit = BDL_PERIOD_MONTHS, .count = 3}, "2026-01-01", "2026-04-01",
		"2026-04-01", "2026-04-01"},
	{"judicial review, a shorter month", {.unit = BDL_PERIOD_MONTHS, .count = 3}, "2025-11-30",
		"2026-02-28", "2026-02-28", "2026-02-27"},
	{"JCIO: to be with them by", {.unit = BDL_PERIOD_MONTHS, .count = 3, .less_a_day = true},
		"2026-04-10", "2026-07-09", "2026-07-09", "2026-07-09"},
	{"one's own data", {.unit = BDL_PERIOD_MONTHS, .count = 1, .rolls = true}, "2026-01-31",
		"2026-02-28", "2026-03-02", "2026-02-27"},
	{"tribunal: one month of the notice",
		{.unit = BDL_PERIOD_MONTHS, .count = 1, .rolls = true}, "2026-11-26", "2026-12-26",
		"2026-12-29", "2026-12-24"},
	{"a complaint: fifteen working days", {.unit = BDL_PERIOD_WORKING_DAYS, .count = 15},
		"2026-12-14", "2027-01-07", "2027-01-07", "2027-01-07"},
	{"ICE: eight weeks", {.unit = BDL_PERIOD_WEEKS, .count = 8}, "2026-11-02", "2026-12-28",
		"2026-12-28", "2026-12-24"},
	{"from the last of a month", {.unit = BDL_PERIOD_MONTHS, .count = 6}, "2025-08-31",
		"2026-02-28", "2026-02-28", "2026-02-27"},
};

static void expect(struct bdl_day d, const char *iso, const char *name, const char *which)
{
	char text[BDL_DAY_TEXT];

	bdl_day_iso(d, text);
	cr_expect_str_eq(text, iso, "%s, %s: %s, not %s", name, which, text, iso);
}

Test(deadline, examples)
{
	struct bdl_holidays *h = NULL;

	cr_assert_eq(bdl_holidays_load(&h, NULL, 0, NULL), 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct bdl_last_days last;
		struct bdl_day trigger;

		cr_assert_eq(bdl_day_parse_iso(rows[i].trigger, &trigger), 0);
		bdl_last_days_of(&rows[i].period, trigger, h, BDL_ENGLAND_AND_WALES, &last);
		expect(last.safe, rows[i].safe, rows[i].name, "safe");
		expect(last.outer, rows[i].outer, rows[i].name, "outer");
		expect(last.aim, rows[i].aim, rows[i].name, "aim");
	}
	bdl_holidays_release(h);
}
