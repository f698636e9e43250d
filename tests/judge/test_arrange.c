/* Sections, order, numbers. */
#include "rows.h"

#include <stdio.h>

static void arrange(struct bdl_bundle *b, const struct bdl_kinds *kinds)
{
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_arrange(b, kinds, &err), 0, "%s", err.message);
	cr_expect_eq(b->stage, BDL_STAGE_ARRANGED);
}

static const struct {
	const char *path, *kind;
	int year, month, day;
	size_t copy_of;
	unsigned number;
	const char *section;
} rows[] = {
	{"1 letter.pdf", "letter", 2023, 2, 10, BDL_NONE, 5, "Other letters and e-mails"},
	{"b/scan10.pdf", "cms-letter", 0, 0, 0, BDL_NONE, 3, "Letters from the CMS"},
	{"b/scan2.pdf", "cms-letter", 0, 0, 0, BDL_NONE, 2, "Letters from the CMS"},
	{"c.pdf", "cms-letter", 2023, 3, 3, BDL_NONE, 1, "Letters from the CMS"},
	{"copy.pdf", "cms-letter", 2023, 3, 3, 3, 0, NULL},
	{"letter.pdf", "letter", 2023, 2, 10, BDL_NONE, 6, "Other letters and e-mails"},
	{"month.pdf", "letter", 2023, 2, 0, BDL_NONE, 4, "Other letters and e-mails"},
	{"x.bin", "no such kind", 2020, 1, 1, BDL_NONE, 7, "Other documents"},
};

Test(arrange, by_section_then_date_then_name_the_undated_last)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_bundle b;

	rows_init(&b, COUNT(rows), BDL_STAGE_DATED);
	for (size_t i = 0; i < COUNT(rows); i++) {
		b.exhibits[i].path = b.exhibits[i].name = rows[i].path;
		b.exhibits[i].kind = rows[i].kind;
		b.exhibits[i].date = rows_day(rows[i].year, rows[i].month, rows[i].day);
		b.exhibits[i].duplicate_of = rows[i].copy_of;
	}
	arrange(&b, kinds);
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct bdl_exhibit *x = &b.exhibits[i];

		cr_expect_eq(x->number, rows[i].number, "%s has number %u", x->path, x->number);
		if (rows[i].section)
			cr_expect_str_eq(
				b.sections[x->section].title, rows[i].section, "%s", x->path);
		else
			cr_expect_eq(x->section, BDL_NONE);
	}
	cr_assert_eq(b.section_count, 3);
	cr_expect_str_eq(b.sections[0].letter, "A");
	cr_expect_str_eq(b.sections[2].letter, "C");
	cr_expect_eq(b.order_count, COUNT(rows) - 1);
	for (size_t i = 0; i < b.order_count; i++)
		cr_expect_eq(b.exhibits[b.order[i]].number, i + 1);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}

Test(arrange, nothing_is_no_section)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_bundle b;

	rows_init(&b, 0, BDL_STAGE_DATED);
	arrange(&b, kinds);
	cr_expect(b.section_count == 0 && b.order_count == 0);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}

Test(arrange, letters_go_on_behind_Z)
{
	static const char *const expected[] = {"A", "Y", "Z", "AA", "AB", "AZ", "BA"};
	static const size_t at[] = {0, 24, 25, 26, 27, 51, 52};
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_kinds *kinds = NULL;
	struct bdl_bundle b;
	size_t count = 60;

	bdl_buffer_text(&yaml, "enough: 10\nsections:\n");
	for (size_t i = 0; i < count; i++)
		bdl_buffer_printf(&yaml, "- {id: s%zu, title: S}\n", i);
	bdl_buffer_text(&yaml, "kinds:\n- {id: other, label: D, section: s0}\n");
	for (size_t i = 0; i < count; i++)
		bdl_buffer_printf(&yaml, "- {id: k%zu, label: K, section: s%zu}\n", i, i);
	cr_assert_eq(bdl_kinds_load(&kinds, yaml.data, yaml.length, &err), 0, "%s", err.message);
	rows_init(&b, count, BDL_STAGE_DATED);
	for (size_t i = 0; i < count; i++)
		b.exhibits[i].kind = kinds->kinds[i + 1].id;
	arrange(&b, kinds);
	for (size_t i = 0; i < COUNT(at); i++)
		cr_expect_str_eq(b.sections[at[i]].letter, expected[i]);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
	bdl_buffer_release(&yaml);
}

Test(arrange, a_hundred_thousand_rows_of_one_day_keep_the_order_of_their_names)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_bundle b;
	size_t count = 100000;

	rows_init(&b, count, BDL_STAGE_DATED);
	for (size_t i = 0; i < count; i++) {
		b.exhibits[i].path = bdl_arena_printf(&b.arena, "IMG %zu.jpg", count - i);
		b.exhibits[i].date = rows_day(2023, 2, 10);
	}
	arrange(&b, kinds);
	for (size_t i = 0; i < count; i++)
		cr_assert_eq(b.exhibits[i].number, count - i);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}

Test(arrange, what_came_out_of_a_document_stands_behind_it)
{
	/* a mail with a letter and a mail that has an attachment; an older letter of the same kind
	 */
	static const struct {
		size_t parent; /* BDL_NONE: a file */
		int year;
		unsigned number;
	} inside_rows[] = {{BDL_NONE, 2023, 2}, {BDL_NONE, 2021, 1}, {0, 2019, 3}, {0, 0, 4}, {0, 2020, 6},
		{3, 2018, 5}};

	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_inside inside[COUNT(inside_rows)];
	struct bdl_bundle b;

	rows_init(&b, COUNT(inside_rows), BDL_STAGE_DATED);
	for (size_t i = 0; i < COUNT(inside_rows); i++) {
		inside[i] = (struct bdl_inside){.parent = inside_rows[i].parent};
		b.exhibits[i].inside = inside_rows[i].parent == BDL_NONE ? NULL : &inside[i];
		b.exhibits[i].date =
			rows_day(inside_rows[i].year, inside_rows[i].year ? 1 : 0, inside_rows[i].year ? 1 : 0);
		b.exhibits[i].kind = i == 2 ? "photo" : "other";
	}
	arrange(&b, kinds);
	cr_expect_eq(b.section_count, 1, "an attachment stands in the section of its letter");
	for (size_t i = 0; i < COUNT(inside_rows); i++)
		cr_expect_eq(b.exhibits[i].number, inside_rows[i].number, "row %zu has number %u", i,
			b.exhibits[i].number);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}
