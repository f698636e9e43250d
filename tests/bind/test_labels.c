/* Labels: the ranges that give every page the label that is printed on it. */
#include "bind/labels.h"

#include <criterion/criterion.h>

static struct bdl_section sections[] = {
	{.letter = "A", .page = 4}, {.letter = "B", .page = 7}, {.letter = "AA", .page = 10}};

static const struct row {
	struct bdl_numbering numbering;
	unsigned volume;
	const char *tree;
} rows[] = {
	{{.size = 12}, 0, "<< /Nums [0 << /S /D >>] >>"},
	{{.of_total = true}, 0, "<< /Nums [0 << /S /D >>] >>"},
	{{.prefix = "App "}, 0, "<< /Nums [0 << /P (App ) /S /D >>] >>"},
	{{.size = 12}, 2, "<< /Nums [0 << /P (2/) /S /D >>] >>"},
	{{.prefix = "a(b)\\"}, 0, "<< /Nums [0 << /P (a\\(b\\)\\\\) /S /D >>] >>"},
	{{.by_section = true}, 0,
		"<< /Nums [0 << /S /r >> 3 << /P (A) /S /D >> 6 << /P (B) /S /D >> "
		"9 << /P (AA) /S /D >>] >>"},
	{{.by_section = true, .prefix = "S:"}, 3,
		"<< /Nums [0 << /P (S:3/) /S /r >> 3 << /P (S:3/A) /S /D >> "
		"6 << /P (S:3/B) /S /D >> 9 << /P (S:3/AA) /S /D >>] >>"},
	/* letters that could be numerals, in front of numerals */
	{{.by_section = true, .prefix = "v"}, 0,
		"<< /Nums [0 << /S /r /St 6 >> 3 << /P (vA) /S /D >> 6 << /P (vB) /S /D >> "
		"9 << /P (vAA) /S /D >>] >>"},
};

Test(labels, are_ranges_of_prefix_and_count)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct bdl_bundle b = {.sections = sections,
			.section_count = 3,
			.pages = 12,
			.numbering = rows[i].numbering,
			.volume = rows[i].volume,
			.volume_count = 3};
		struct bdl_buffer out = BDL_BUFFER_INIT;

		bdl_pdf_labels(&out, &b);
		cr_expect_str_eq(bdl_buffer_string(&out), rows[i].tree, "row %zu: %s", i,
			bdl_buffer_string(&out));
		bdl_buffer_release(&out);
	}
}

/* Numerals end at 3,999; the labels go on in figures. */
Test(labels, begin_anew_where_counting_would_go_wrong)
{
	const struct bdl_bundle b = {.pages = 4100, .numbering = {.by_section = true}};
	struct bdl_buffer out = BDL_BUFFER_INIT;

	bdl_pdf_labels(&out, &b);
	cr_expect_str_eq(
		bdl_buffer_string(&out), "<< /Nums [0 << /S /r >> 3999 << /S /D /St 4000 >>] >>");
	bdl_buffer_release(&out);
}
