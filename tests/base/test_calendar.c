/* Civil dates: arithmetic, words, reading. */
#include "base/calendar.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

Test(calendar, every_day_of_eight_centuries_follows_the_one_before)
{
	struct bdl_day d = {1600, 1, 1};
	int32_t n = bdl_day_number(d);

	cr_assert_eq(n, -135140);
	for (; d.year < 2400; n++) {
		struct bdl_day again = bdl_day_from_number(n);

		cr_assert(bdl_day_exists(d));
		cr_assert_eq(bdl_day_number(d), n);
		cr_assert_eq(bdl_day_compare(d, again), 0);
		if (++d.day > bdl_month_length(d.year, d.month)) {
			d.day = 1;
			if (++d.month > 12) {
				d.month = 1;
				d.year++;
			}
		}
	}
}

static const struct {
	struct bdl_day day;
	bool exists;
} days[] = {
	{{2024, 2, 29}, true},
	{{2023, 2, 29}, false},
	{{1900, 2, 29}, false},
	{{2000, 2, 29}, true},
	{{2023, 6, 31}, false},
	{{2023, 13, 1}, false},
	{{2023, 0, 1}, false},
	{{2023, 1, 0}, false},
	{{0, 1, 1}, false},
};

Test(calendar, only_days_that_exist_exist)
{
	for (size_t i = 0; i < COUNT(days); i++)
		cr_expect_eq(bdl_day_exists(days[i].day), days[i].exists, "row %zu", i);
}

Test(calendar, says_what_is_known_and_no_more)
{
	char out[BDL_DAY_TEXT];

	bdl_day_long((struct bdl_day){2023, 2, 10}, out);
	cr_expect_str_eq(out, "10 February 2023");
	bdl_day_long((struct bdl_day){2023, 2, 0}, out);
	cr_expect_str_eq(out, "February 2023");
	bdl_day_iso((struct bdl_day){2023, 0, 0}, out);
	cr_expect_str_eq(out, "2023");
	bdl_day_short((struct bdl_day){2023, 9, 5}, out);
	cr_expect_str_eq(out, "5 Sep 2023");
	cr_expect_str_eq(bdl_day_weekday((struct bdl_day){2023, 9, 3}), "Sunday");
	cr_expect_str_eq(bdl_day_weekday((struct bdl_day){1969, 12, 31}), "Wednesday");
}

Test(calendar, reads_only_whole_iso_dates)
{
	struct bdl_day d = {0};

	cr_expect_eq(bdl_day_parse_iso("2023-02-10", &d), 0);
	cr_expect_eq(d.day, 10);
	cr_expect_eq(bdl_day_parse_iso("2023-2-10", &d), -1);
	cr_expect_eq(bdl_day_parse_iso("2023-02-30", &d), -1);
	cr_expect_eq(bdl_day_parse_iso("2023-02-100", &d), -1);
	cr_expect_eq(bdl_day_parse_iso("", &d), -1);
}

Test(calendar, knows_months_by_name)
{
	cr_expect_eq(bdl_month_from_name("February", 8), 2);
	cr_expect_eq(bdl_month_from_name("SEPT", 4), 9);
	cr_expect_eq(bdl_month_from_name("dec", 3), 12);
	cr_expect_eq(bdl_month_from_name("Febr", 4), 0);
	cr_expect_eq(bdl_month_from_name("mayor", 5), 0);
}
