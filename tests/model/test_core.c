/* The core bundle as a view: its own numbers, and for each page that of the main bundle. */
#include "model/core.h"

#include <criterion/criterion.h>
#include <string.h>

static struct bdl_exhibit exhibits[4];
static size_t order[] = {2, 0, 1, 3}, core[] = {0, 3};
static struct bdl_section sections[2];
static struct bdl_court court;

/* Two exhibits to a statement: rows 2, 0, 1 behind two sheets, then row 3. */
static void fill(struct bdl_bundle *b)
{
	static const unsigned pages[] = {2, 3, 1, 4}, first[] = {7, 9, 6, 13};

	bdl_bundle_init(b);
	b->name = "T";
	b->about = (struct bdl_case){.title = "A v B", .court = &court};
	court = (struct bdl_court){.core_rows = core, .core_count = 2};
	for (size_t i = 0; i < 4; i++)
		exhibits[i] = (struct bdl_exhibit){.name = "x",
			.title = "X",
			.pages = pages[i],
			.first_page = first[i],
			.section = i == 3,
			.duplicate_of = BDL_NONE};
	sections[0] = (struct bdl_section){.letter = "A",
		.title = "Letters",
		.mark = "AB1",
		.count = 3,
		.page = 4,
		.sheets = 2};
	sections[1] = (struct bdl_section){
		.letter = "B", .title = "Bank", .first = 3, .count = 1, .page = 12, .sheets = 1};
	b->exhibits = exhibits;
	b->exhibit_count = 4;
	b->order = order;
	b->order_count = 4;
	b->sections = sections;
	b->section_count = 2;
	b->pages = 16;
	b->stage = BDL_STAGE_PAGINATED;
}

/* As paginate does it: a cover and an index, then each section's sheet and its documents. */
static void paginate(struct bdl_bundle *view)
{
	unsigned next = 3;

	for (size_t i = 0; i < view->section_count; i++) {
		struct bdl_section *s = &view->sections[i];

		s->page = next++;
		s->sheets = 1;
		for (size_t k = s->first; k < s->first + s->count; k++) {
			view->exhibits[view->order[k]].first_page = next;
			next += view->exhibits[view->order[k]].pages;
		}
	}
	view->pages = next - 1;
}

static const struct {
	unsigned page;
	const char *main, *mark;
} pages[] = {{1, "", ""}, {2, "", ""}, {3, "", ""}, {4, "Main bundle page 7", "AB1-2"},
	{5, "Main bundle page 8", "AB1-3"}, {6, "", ""}, {7, "Main bundle page 13", ""},
	{10, "Main bundle page 16", ""}};

Test(core, each_page_knows_its_page_in_the_main_bundle)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b, view;

	fill(&b);
	cr_assert_eq(bdl_core_view(&b, &view, &err), 0, "%s", err.message);
	cr_assert_eq(view.section_count, 2);
	cr_expect_str_eq(view.sections[0].title, "From exhibit AB1: Letters");
	cr_expect_null(view.sections[0].mark);
	cr_expect_str_eq(view.sections[1].title, "Bank");
	paginate(&view);
	cr_assert_eq(bdl_core_page_map(&b, &view, &err), 0);
	cr_expect_eq(view.pages, 10);
	cr_expect(view.exhibits[0].number == 1 && view.exhibits[3].number == 2);
	cr_expect(view.exhibits[1].number == 0 && view.exhibits[1].first_page == 0);
	cr_expect_eq(b.exhibits[0].first_page, 7, "the main bundle stays as it is");
	cr_expect(court.core_pages == 10 && court.core_first[1] == 7);
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct bdl_page_words words;

		bdl_page_words(&view, pages[i].page, &words);
		cr_expect_str_eq(
			words.main, pages[i].main, "page %u: %s", pages[i].page, words.main);
		cr_expect_str_eq(
			words.mark, pages[i].mark, "page %u: %s", pages[i].page, words.mark);
	}
	bdl_bundle_release(&b);
}

Test(core, of_volumes_the_page_has_the_volume_in_front)
{
	struct bdl_volume volumes[] = {
		{.first = 0, .count = 3, .sections = &sections[0], .section_count = 1, .pages = 11},
		{.first = 3, .count = 1, .sections = &sections[1], .section_count = 1, .pages = 7}};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_page_words words;
	struct bdl_bundle b, view;

	fill(&b);
	for (size_t i = 0; i < 4; i++)
		exhibits[i].volume = i == 3 ? 2 : 1;
	exhibits[3].first_page = 4;
	sections[1].page = 3;
	b.volumes = volumes;
	b.volume_count = 2;
	cr_assert_eq(bdl_core_view(&b, &view, &err), 0, "%s", err.message);
	paginate(&view);
	cr_assert_eq(bdl_core_page_map(&b, &view, &err), 0);
	bdl_page_words(&view, 8, &words);
	cr_expect_str_eq(words.main, "Main bundle page 2/5");
	cr_expect_str_eq(words.number, "8");
	cr_expect_str_eq(words.volume, "");
	bdl_bundle_release(&b);
}

Test(core, one_document_by_itself_begins_on_page_1)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b, view;

	fill(&b);
	cr_assert_eq(bdl_single_view(&b, 1, &view, &err), 0, "%s", err.message);
	cr_expect(view.order_count == 1 && view.order[0] == 1 && view.pages == 3);
	cr_expect(view.exhibits[1].first_page == 1 && view.section_count == 0);
	cr_expect_eq(view.front.cover, 0);
	cr_expect_eq(b.exhibits[1].first_page, 9);
	bdl_bundle_release(&b);
}
