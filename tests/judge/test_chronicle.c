/* The chronology: one row for each dated exhibit that is bound. */
#include "rows.h"

static const struct {
	const char *title, *text; /* text NULL: no row */
	int year, month, day;
	size_t copy_of;
	size_t place;
} rows[] = {
	{"Letter from the CMS: Your payments will not change",
		"Letter from the CMS: Your payments will not change.", 2023, 2, 10, BDL_NONE, 2},
	{"Is this right?", "Is this right?", 2023, 2, 10, BDL_NONE, 3},
	{"A copy", NULL, 2023, 2, 10, 0, 0},
	{"Undated", NULL, 0, 0, 0, BDL_NONE, 0},
	{"Statement", "Statement.", 2023, 2, 0, BDL_NONE, 1},
	{"He said \xE2\x80\x9CStop.\xE2\x80\x9D", "He said \xE2\x80\x9CStop.\xE2\x80\x9D", 2019, 6,
		22, BDL_NONE, 0},
};

Test(chronicle, one_row_for_each_dated_exhibit_by_date_then_number)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	rows_init(&b, COUNT(rows), BDL_STAGE_DATED);
	for (size_t i = 0; i < COUNT(rows); i++) {
		b.exhibits[i].path = bdl_arena_printf(&b.arena, "%zu", i);
		b.exhibits[i].title = rows[i].title;
		b.exhibits[i].date = rows_day(rows[i].year, rows[i].month, rows[i].day);
		b.exhibits[i].duplicate_of = rows[i].copy_of;
	}
	b.exhibits[0].pages = 3;
	b.exhibits[0].date.page = 2;
	b.exhibits[1].date.page = 9;
	b.exhibits[1].date.ambiguous = true;
	b.exhibits[5].date.until = (struct bdl_day){2021, 10, 21};
	cr_assert_eq(bdl_arrange(&b, kinds, &err), 0);
	cr_assert_eq(bdl_chronicle(&b, &err), 0);
	cr_expect_eq(b.stage, BDL_STAGE_CHRONICLED);
	cr_assert_eq(b.entry_count, 4);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct bdl_entry *e = &b.entries[rows[i].place];

		if (!rows[i].text)
			continue;
		cr_expect_str_eq(e->text, rows[i].text);
		cr_expect_eq(e->exhibit, i);
	}
	cr_expect_eq(b.entries[2].page, 1, "a row leads to the first page of its document");
	cr_expect_eq(b.entries[3].page, 1, "never a page that the exhibit has not got");
	cr_expect(b.entries[3].date.ambiguous);
	cr_expect_eq(b.entries[0].date.until.year, 2021);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}

Test(chronicle, of_nothing_dated_is_empty)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	rows_init(&b, 3, BDL_STAGE_DATED);
	cr_assert_eq(bdl_arrange(&b, kinds, &err), 0);
	cr_assert_eq(bdl_chronicle(&b, &err), 0);
	cr_expect_eq(b.event_count, 0);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}
