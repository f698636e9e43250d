/* UK time: the clocks go forward and back on the right Sundays. */
#include "base/uktime.h"

#include <criterion/criterion.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

Test(uktime, an_instant_on_a_british_clock)
{
	/* instants by `date -u -d ... +%s`; the other side by TZ=Europe/London */
	static const struct {
		int64_t epoch;
		struct bdl_day day;
		uint32_t seconds;
		int32_t offset;
	} cases[] = {{0, {1970, 1, 1}, 0, 0}, {1679792399, {2023, 3, 26}, 3599, 0},
		{1679792400, {2023, 3, 26}, 7200, 60}, {1698541199, {2023, 10, 29}, 7199, 60},
		{1698541200, {2023, 10, 29}, 3600, 0}, {1688166000, {2023, 7, 1}, 0, 60},
		{1688165999, {2023, 6, 30}, 86399, 60}, {1704067199, {2023, 12, 31}, 86399, 0},
		{1774746000, {2026, 3, 29}, 7200, 60}, {-1, {1969, 12, 31}, 86399, 0}};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_uk_time t;

		cr_assert(bdl_uk_time(cases[i].epoch, &t));
		cr_expect_eq(bdl_day_compare(t.day, cases[i].day), 0, "row %zu", i);
		cr_expect_eq(t.seconds, cases[i].seconds, "row %zu: %u", i, t.seconds);
		cr_expect_eq(t.offset, cases[i].offset, "row %zu", i);
		cr_expect_eq(bdl_epoch(t.day, t.seconds, t.offset), cases[i].epoch, "row %zu", i);
	}
}

Test(uktime, no_instant_beyond_the_calendar)
{
	struct bdl_uk_time t;

	cr_expect_not(bdl_uk_time(INT64_MAX, &t));
	cr_expect_not(bdl_uk_time(INT64_MIN, &t));
}
