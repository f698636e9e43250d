/* Day first or month first, asked of a whole file. */
#include "read/date_order.h"

#include <criterion/criterion.h>
#include <string.h>

static enum bdl_date_order decide(const char *const *dates, bool *ambiguous)
{
	struct bdl_date_ordering o = {.count = 0};

	for (; *dates; dates++) {
		struct bdl_figures f;

		cr_assert_gt(bdl_figures_read(*dates, strlen(*dates), &f), 0, "%s", *dates);
		bdl_date_order_see(&o, &f, 0);
	}
	return bdl_date_order_decide(&o, ambiguous);
}

Test(date_order, the_whole_file_decides)
{
	static const struct {
		const char *dates[12];
		enum bdl_date_order order;
		bool ambiguous;
	} cases[] = {
		{{"13/04/2023", "01/05/2023"}, BDL_DAY_FIRST, false},
		{{"04/13/2023", "05/01/2023"}, BDL_MONTH_FIRST, false},
		{{"03/04/2023", "05/04/2023"}, BDL_DAY_FIRST, true},
		{{"04/04/2023", "05/05/2023"}, BDL_DAY_FIRST, false},
		{{"03.04.23", "05.04.23"}, BDL_DAY_FIRST, false},
		{{"2023-04-13", "2023-05-01"}, BDL_YEAR_FIRST, false},
		{{"23-04-13", "23-04-15", "23-04-28", "23-05-01", "23-05-20", "23-06-02",
			 "23-06-30", "23-07-01"},
			BDL_YEAR_FIRST, false},
		/* month first runs on; day first would go to and fro */
		{{"3/1/23", "3/4/23", "3/9/23", "4/2/23", "4/8/23", "5/3/23", "5/9/23", "6/1/23",
			 "6/7/23", "7/2/23", "7/9/23"},
			BDL_MONTH_FIRST, false},
		/* newest first, and day first runs on */
		{{"9/7/23", "2/7/23", "7/6/23", "1/6/23", "9/5/23", "3/5/23", "8/4/23", "2/4/23",
			 "9/3/23", "4/3/23", "1/3/23"},
			BDL_DAY_FIRST, false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool ambiguous;

		cr_expect_eq(decide(cases[i].dates, &ambiguous), cases[i].order, "case %zu", i);
		cr_expect_eq(ambiguous, cases[i].ambiguous, "case %zu", i);
	}
}

Test(date_order, figures_that_are_no_date_are_none)
{
	static const char *const none[] = {
		"", "12", "1/2", "1/2/", "123/4/2023", "1/2-2023", "1/2/x", "a"};
	struct bdl_figures f;
	struct bdl_day d;

	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		cr_expect_eq(bdl_figures_read(none[i], strlen(none[i]), &f), 0, "%s", none[i]);
	cr_assert_eq(bdl_figures_read("31. 6. 2023.", 12, &f), 11);
	cr_expect_not(bdl_date_in_order(&f, BDL_DAY_FIRST, &d), "June has no 31st");
}

Test(date_order, what_is_no_day_leaves_none)
{
	const struct bdl_figures f = {.number = {56, 2, 2023}, .digits = {2, 2, 4}};
	struct bdl_day day = {0};

	cr_expect_not(bdl_date_in_order(&f, BDL_DAY_FIRST, &day));
	cr_expect_eq(day.year, 0);
	cr_expect_eq(day.day, 0);
}
