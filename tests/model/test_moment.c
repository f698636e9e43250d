/* Moments as ISO 8601 and back. */
#include "model/bundle.h"

#include <criterion/criterion.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

Test(moment, is_written_and_read_back)
{
	static const struct {
		struct bdl_moment m;
		const char *iso, *zone;
	} cases[] = {
		{{.day = {2023, 2, 10}}, "2023-02-10", NULL},
		{{.day = {2023, 2, 10}, .zone = BDL_ZONE_UNKNOWN, .seconds = 33332},
			"2023-02-10T09:15:32", "unknown"},
		{{.day = {2023, 7, 1}, .zone = BDL_ZONE_LONDON, .seconds = 86399, .offset = 60},
			"2023-07-01T23:59:59+01:00", "Europe/London"},
		{{.day = {2023, 1, 1}, .zone = BDL_ZONE_LONDON}, "2023-01-01T00:00:00+00:00",
			"Europe/London"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char iso[BDL_MOMENT_TEXT];
		struct bdl_moment back;

		bdl_moment_iso(cases[i].m, iso);
		cr_expect_str_eq(iso, cases[i].iso);
		cr_assert_eq(bdl_moment_parse(iso, cases[i].zone, &back), 0, "%s", iso);
		cr_expect_eq(bdl_moment_compare(back, cases[i].m), 0);
		cr_expect_eq(back.offset, cases[i].m.offset);
		cr_expect_eq(back.zone, cases[i].m.zone);
	}
}

Test(moment, that_is_not_in_order_is_refused)
{
	static const char *const cases[][2] = {{"", NULL}, {"2023-02-30", NULL},
		{"2023-02-10T10:00:00", NULL}, {"2023-02-10", "unknown"},
		{"2023-02-10T24:00:00", "unknown"}, {"2023-02-10T10:00:00", "Europe/London"},
		{"2023-02-10T10:00:00+02:00", "Europe/London"}, {"2023-02-10T10:00:00", "Mars"},
		{"2023-02-10 10:00:00", "unknown"}, {"2023-02-10T10:00:00Z", "unknown"}};
	struct bdl_moment m;

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect_eq(bdl_moment_parse(cases[i][0], cases[i][1], &m), -1, "%s", cases[i][0]);
}

Test(moment, a_day_goes_before_its_times)
{
	const struct bdl_moment day = {.day = {2023, 2, 10}},
				midnight = {.day = {2023, 2, 10}, .zone = BDL_ZONE_UNKNOWN};

	cr_expect_lt(bdl_moment_compare(day, midnight), 0);
	cr_expect_gt(bdl_moment_compare(midnight, day), 0);
	cr_expect_eq(bdl_moment_compare(midnight, midnight), 0);
}
