/* What a page is called and what is printed on it, for each way of numbering. */
#include "model/bundle.h"
#include <criterion/criterion.h>

static struct bdl_section sections[] = {
	{.letter = "A", .page = 4}, {.letter = "B", .page = 10}, {.letter = "AA", .page = 110}};

static const struct row {
	struct bdl_numbering numbering;
	unsigned volume, page;
	const char *label, *number;
} rows[] = {
	{{.by_section = false}, 0, 1, "1", "1"},
	{{.by_section = false}, 0, 165, "165", "165"},
	{{.of_total = true}, 0, 12, "12", "Page 12 of 165"},
	{{.prefix = "App "}, 0, 12, "App 12", "App 12"},
	{{.prefix = "App ", .of_total = true}, 0, 12, "App 12", "Page App 12 of 165"},
	{{.by_section = false}, 2, 12, "2/12", "2/12"},
	{{.prefix = "S"}, 2, 12, "S2/12", "S2/12"},
	{{.by_section = true}, 0, 1, "i", "i"},
	{{.by_section = true}, 0, 3, "iii", "iii"},
	{{.by_section = true}, 0, 4, "A1", "A1"},
	{{.by_section = true}, 0, 9, "A6", "A6"},
	{{.by_section = true}, 0, 10, "B1", "B1"},
	{{.by_section = true}, 0, 109, "B100", "B100"},
	{{.by_section = true}, 0, 165, "AA56", "AA56"},
	{{.by_section = true}, 3, 9, "3/A6", "3/A6"},
};

Test(numbering, labels_and_numbers)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct bdl_bundle b = {.sections = sections,
			.section_count = 3,
			.pages = 165,
			.numbering = rows[i].numbering,
			.volume = rows[i].volume,
			.volume_count = 3};
		char text[BDL_LABEL_TEXT];

		bdl_page_label(&b, rows[i].page, text);
		cr_expect_str_eq(text, rows[i].label, "row %zu: %s", i, text);
		bdl_page_number(&b, rows[i].page, text);
		cr_expect_str_eq(text, rows[i].number, "row %zu: %s", i, text);
	}
}

Test(numbering, marks_and_the_main_bundle)
{
	static const unsigned main_pages[] = {0, 0, 0, 0, 0, 31, 32};
	struct bdl_section exhibit = {.letter = "A", .mark = "AB1", .page = 4, .sheets = 2};
	const struct bdl_bundle b = {
		.sections = &exhibit, .section_count = 1, .pages = 7, .main_pages = main_pages};
	struct bdl_page_words w;

	bdl_page_words(&b, 5, &w);
	cr_expect_str_eq(w.number, "5");
	cr_expect_str_eq(w.mark, "", "the front sheet carries the mark itself");
	cr_expect_str_eq(w.main, "");
	bdl_page_words(&b, 7, &w);
	cr_expect_str_eq(w.mark, "AB1-2");
	cr_expect_str_eq(w.main, "Main bundle page 32");
	cr_expect_str_eq(w.volume, "");
}

Test(numbering, front_pages_in_roman_figures)
{
	static const struct {
		unsigned page;
		const char *label;
	} front[] = {{4, "iv"}, {9, "ix"}, {14, "xiv"}, {40, "xl"}, {99, "xcix"}, {444, "cdxliv"},
		{3999, "mmmcmxcix"}, {4000, "4000"}};
	const struct bdl_bundle b = {.pages = 5000, .numbering = {.by_section = true}};

	for (size_t i = 0; i < sizeof(front) / sizeof(front[0]); i++) {
		char text[BDL_LABEL_TEXT];

		bdl_page_label(&b, front[i].page, text);
		cr_expect_str_eq(text, front[i].label);
	}
}

Test(numbering, bounds)
{
	struct bdl_numbering n = BDL_NUMBERING_INIT;

	cr_expect(bdl_numbering_is_usable(&n));
	n.size = 8.9;
	cr_expect_not(bdl_numbering_is_usable(&n), "too small to be read (R6)");
	n.size = 24;
	cr_expect(bdl_numbering_is_usable(&n));
	n.prefix = "123456789012345-";
	cr_expect(bdl_numbering_is_usable(&n));
	n.prefix = "1234567890123456-";
	cr_expect_not(bdl_numbering_is_usable(&n));
	n.prefix = "S1";
	cr_expect_not(bdl_numbering_is_usable(&n), "page 2 would be S12");
	n.prefix = "caf\xC3\xA9";
	cr_expect_not(bdl_numbering_is_usable(&n), "the stamp's fonts hold one byte a character");
}

Test(numbering, a_volume_is_a_bundle_of_its_own)
{
	size_t order[] = {3, 1, 2};
	struct bdl_volume volumes[] = {
		{.count = 1, .pages = 9}, {.first = 1, .count = 2, .pages = 7}};
	const struct bdl_bundle b = {.order = order,
		.order_count = 3,
		.pages = 16,
		.volumes = volumes,
		.volume_count = 2};
	struct bdl_bundle view;
	char text[BDL_LABEL_TEXT];

	bdl_volume_view(&b, 2, &view);
	cr_expect_eq(view.order_count, 2);
	cr_expect_eq(view.order[0], 1);
	cr_expect_eq(view.pages, 7);
	bdl_volume_words(&view, text);
	cr_expect_str_eq(text, "Volume 2 of 2");
	bdl_volume_words(&b, text);
	cr_expect_str_eq(text, "");
}
