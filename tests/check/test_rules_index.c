/* R8 to R15, R46, R47: the index, the bookmarks and the chronology, each broken in one place. */
#include "seeing.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdlib.h>
#include <string.h>

static struct seeing s;

static void teardown(void)
{
	seeing_release(&s);
}

TestSuite(rules_index, .fini = teardown, .timeout = 60);

/* ---- what keeps them ---- */

Test(rules_index, a_good_bundle_keeps_them_all)
{
	static const char *const ids[] = {
		"R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "R46", "R47"};

	see_bundle(&s, false);
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		expect_verdict(&s, ids[i], BDL_PASS);
}

Test(rules_index, a_good_bundle_keeps_them_by_its_table_too)
{
	static const char *const ids[] = {
		"R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "R46", "R47"};

	see_bundle(&s, true);
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++)
		expect_verdict(&s, ids[i], BDL_PASS);
}

/* ---- ways to break them ---- */

static struct bdl_seen_word *word(unsigned page, const char *text)
{
	struct bdl_seen_page *p = &s.seen.pages[page - 1];

	for (size_t i = 0; i < p->word_count; i++)
		if (strcmp(p->words[i].text, text) == 0)
			return &p->words[i];
	cr_assert_fail("page %u does not say %s", page, text);
	return NULL;
}

static struct bdl_seen_link *row_link(unsigned page, unsigned to)
{
	struct bdl_seen_page *p = &s.seen.pages[page - 1];

	for (size_t i = 0; i < p->link_count; i++)
		if (p->links[i].to.page == to)
			return &p->links[i];
	cr_assert_fail("page %u does not lead to %u", page, to);
	return NULL;
}

static void drop_bookmark(const char *title)
{
	for (size_t i = 0; i < s.seen.bookmark_count; i++)
		if (strcmp(s.seen.bookmarks[i].title, title) == 0) {
			memmove(&s.seen.bookmarks[i], &s.seen.bookmarks[i + 1],
				(s.seen.bookmark_count - i - 1) * sizeof(*s.seen.bookmarks));
			s.seen.bookmark_count--;
			return;
		}
	cr_assert_fail("there is no bookmark %s", title);
}

/* The row of page 7 is gone from the index. */
static void lose_row(void)
{
	struct bdl_seen_page *p = &s.seen.pages[1];
	double top = word(2, "Call")->top;
	size_t kept = 0;

	for (size_t i = 0; i < p->word_count; i++)
		if (p->words[i].top != top)
			p->words[kept++] = p->words[i];
	p->word_count = kept;
}

static void no_index(void)
{
	s.seen.pages[1].word_count = 0;
}

static void list_twice(void)
{
	see_row(&s, 2, 320, 1, "Letter from the CMS", "10 February 2023", "5", 5);
}

static void list_nothing(void)
{
	see_row(&s, 2, 320, 4, "A letter that is not there", "11 February 2023", "6", 6);
}

static void wrong_page(void)
{
	word(2, "7")->text = "6";
}

static void page_beyond(void)
{
	word(2, "9")->text = "44";
}

static void no_links(void)
{
	s.seen.pages[1].link_count = 0;
}

static void link_elsewhere(void)
{
	row_link(2, 7)->to.page = 8;
}

static void dead_link(void)
{
	row_link(2, 9)->to.kind = BDL_TARGET_DEAD;
}

static void link_to_the_web(void)
{
	row_link(2, 9)->to.kind = BDL_TARGET_WEB;
}

static void short_link(void)
{
	row_link(2, 9)->left = 500;
}

static void no_date_column(void)
{
	word(2, "Date")->text = "Notes";
}

static void cut_short(void)
{
	word(2, "house")->text = "hou...";
}

static void no_date(void)
{
	word(2, "February")->text = "-";
	word(2, "10")->text = "-";
	word(2, "2023")->text = "-";
}

static void out_of_order(void)
{
	word(2, "March")->text = "January";
	s.table.order_count ? s.table.exhibits[1].date.day.month = 1 : 0;
}

static void no_way_back(void)
{
	s.seen.pages[6].link_count = 0;
}

static void no_bookmarks(void)
{
	s.seen.bookmark_count = 0;
}

static void lose_bookmark(void)
{
	drop_bookmark("2. Call log of Mr R [p.7]");
}

static void lose_section_bookmark(void)
{
	drop_bookmark("B Photographs [p.8]");
}

static void bookmark_astray(void)
{
	s.seen.bookmarks[5].to.page = 6;
}

static void bookmark_without_page(void)
{
	s.seen.bookmarks[5].title = "2. Call log of Mr R";
}

static void bookmark_by_file_name(void)
{
	s.seen.bookmarks[5].title = "2. scan0007.pdf [p.7]";
}

static void bookmark_in_other_words(void)
{
	s.seen.bookmarks[5].title = "2. Something else [p.7]";
}

static void bookmark_without_words(void)
{
	s.seen.bookmarks[5].title = "[p.7]";
}

static void event_astray(void)
{
	row_link(3, 7)->to.page = 8;
}

static void event_without_link(void)
{
	s.seen.pages[2].link_count = 0;
}

static void events_out_of_order(void)
{
	word(3, "March")->text = "January";
}

static void chronology_argues(void)
{
	see(&s, 3, 350, 185, "disgraceful");
}

static void times_without_a_clock(void)
{
	see(&s, 3, 350, 185, "at 14:05");
}

/* clang-format off */
struct breach {
	char id[4];
	int verdict;
	bool table;
	int way;
};

/* clang-format on */

static void (*const ways[])(void) = {no_index, lose_row, list_twice, list_nothing, wrong_page,
	page_beyond, no_links, link_elsewhere, dead_link, link_to_the_web, short_link,
	no_date_column, cut_short, no_date, out_of_order, no_way_back, no_bookmarks, lose_bookmark,
	lose_section_bookmark, bookmark_astray, bookmark_without_page, bookmark_by_file_name,
	bookmark_in_other_words, bookmark_without_words, event_astray, event_without_link,
	events_out_of_order, chronology_argues, times_without_a_clock};

static int way_of(void (*f)(void))
{
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++)
		if (ways[i] == f)
			return (int)i;
	return -1;
}

ParameterizedTestParameters(rules_index, what_breaks_them)
{
	static struct breach list[100];
	size_t n = 0;

#define BREACH(id_, verdict_, table_, f)                                                           \
	do {                                                                                       \
		list[n] = (struct breach){.verdict = verdict_, .table = table_, .way = way_of(f)}; \
		memcpy(list[n++].id, id_, strlen(id_) + 1);                                        \
	} while (0)
#define BOTH(id_, verdict_, f)                                                                     \
	BREACH(id_, verdict_, false, f);                                                           \
	BREACH(id_, verdict_, true, f)
	BOTH("R8", BDL_FAIL, no_index);
	BOTH("R8", BDL_FAIL, lose_row);
	BOTH("R8", BDL_FAIL, list_twice);
	BREACH("R8", BDL_FAIL, true, list_nothing);
	BOTH("R9", BDL_FAIL, no_index);
	BOTH("R9", BDL_FAIL, wrong_page);
	BOTH("R9", BDL_FAIL, page_beyond);
	BOTH("R10", BDL_FAIL, no_index);
	BOTH("R10", BDL_FAIL, no_links);
	BOTH("R10", BDL_FAIL, link_elsewhere);
	BOTH("R10", BDL_FAIL, dead_link);
	BOTH("R10", BDL_FAIL, link_to_the_web);
	BOTH("R10", BDL_WARN, short_link);
	BOTH("R11", BDL_WARN, no_date_column);
	BOTH("R11", BDL_WARN, cut_short);
	BOTH("R11", BDL_WARN, no_date);
	BOTH("R12", BDL_WARN, out_of_order);
	BOTH("R13", BDL_WARN, no_way_back);
	BOTH("R14", BDL_FAIL, no_bookmarks);
	BOTH("R14", BDL_FAIL, lose_bookmark);
	BOTH("R14", BDL_FAIL, lose_section_bookmark);
	BOTH("R14", BDL_FAIL, bookmark_astray);
	BOTH("R15", BDL_WARN, no_bookmarks);
	BOTH("R15", BDL_WARN, bookmark_without_page);
	BOTH("R15", BDL_WARN, bookmark_by_file_name);
	BOTH("R15", BDL_WARN, bookmark_in_other_words);
	BOTH("R15", BDL_WARN, bookmark_without_words);
	BOTH("R46", BDL_FAIL, event_astray);
	BOTH("R46", BDL_FAIL, event_without_link);
	BOTH("R46", BDL_FAIL, events_out_of_order);
	BOTH("R47", BDL_WARN, chronology_argues);
	BOTH("R47", BDL_WARN, times_without_a_clock);
	return cr_make_param_array(struct breach, list, n);
}

ParameterizedTest(struct breach *b, rules_index, what_breaks_them)
{
	const struct bdl_rule_found *found;

	see_bundle(&s, b->table);
	ways[b->way]();
	for (int made = 0; made < 2; made++) {
		found = made ? seeing_judge_made(&s, b->id) : seeing_judge(&s, b->id);
		cr_expect_eq(found->verdict, (enum bdl_verdict)b->verdict,
			"%s, way %d, %s table, %s: verdict %d: %s", b->id, b->way,
			b->table ? "with" : "without", made ? "PDF" : "by hand",
			(int)found->verdict, found->text);
	}
}

/* ---- what other programs write ---- */

Test(rules_index, the_index_is_found_without_a_title)
{
	seeing_init(&s, 6);
	see(&s, 1, 72, 60, "Smith v Jones");
	see(&s, 1, 72, 100, "Tab Description of document");
	see(&s, 1, 394, 100, "Date");
	see(&s, 1, 500, 100, "Page");
	see_row(&s, 1, 130, 1, "Particulars of claim", "1 May 2022", "2", 2);
	see_row(&s, 1, 150, 2, "Defence", "9 June 2022", "3", 3);
	see_row(&s, 1, 170, 3, "Reply", "undated", "5", 5);
	see_numbers(&s, "");
	expect_verdict(&s, "R8", BDL_PASS);
	expect_verdict(&s, "R9", BDL_PASS);
	expect_verdict(&s, "R10", BDL_PASS);
	expect_verdict(&s, "R11", BDL_PASS);
}

Test(rules_index, ranges_and_dots_are_read)
{
	seeing_init(&s, 9);
	see_title(&s, 1, 80, "INDEX");
	see(&s, 1, 72, 130, "Particulars of claim .................................");
	see_to(&s, 1, 540, 130, "2 - 4");
	see_link(&s, 1, 70, 130, 545, 2);
	see(&s, 1, 72, 150, "Defence .............................................");
	see_to(&s, 1, 540, 150, "5-9");
	see_link(&s, 1, 70, 150, 545, 5);
	see_numbers(&s, "");
	expect_verdict(&s, "R8", BDL_PASS);
	expect_verdict(&s, "R9", BDL_PASS);
	expect_verdict(&s, "R10", BDL_PASS);
}

Test(rules_index, a_range_that_ends_nowhere_is_wrong)
{
	seeing_init(&s, 9);
	see_title(&s, 1, 80, "Index");
	see_row(&s, 1, 130, 1, "Particulars of claim", "1 May 2022", "2 - 40", 2);
	see_row(&s, 1, 150, 2, "Defence", "9 June 2022", "5 - 9", 5);
	see_numbers(&s, "");
	expect_verdict(&s, "R9", BDL_FAIL);
}

Test(rules_index, pages_may_be_called_by_section)
{
	static const char *const names[] = {"i", "A1", "A2", "A3", "B1", "B2"};

	seeing_init(&s, 6);
	see_title(&s, 1, 80, "Index");
	see_row(&s, 1, 130, 1, "Application", "1 May 2022", "A1", 2);
	see_row(&s, 1, 150, 2, "Statement of the mother", "9 June 2022", "B1", 5);
	s.seen.has_labels = true;
	for (unsigned i = 0; i < 6; i++)
		s.seen.pages[i].label = names[i];
	expect_verdict_by_hand(&s, "R9", BDL_PASS);
	expect_verdict_by_hand(&s, "R10", BDL_PASS);
}

Test(rules_index, pages_with_a_prefix_are_the_same_pages)
{
	seeing_init(&s, 6);
	see_title(&s, 1, 80, "Index");
	see_row(&s, 1, 130, 1, "Notice of appeal", "1 May 2022", "App 2", 2);
	see_row(&s, 1, 150, 2, "Decision notice", "9 June 2022", "App 5", 5);
	see_numbers(&s, "App ");
	expect_verdict(&s, "R9", BDL_PASS);
	expect_verdict(&s, "R10", BDL_PASS);
}

Test(rules_index, a_title_on_two_lines_is_one_title)
{
	see_bundle(&s, true);
	s.table.exhibits[0].title =
		"Letter from the CMS that is too long to stand on one line alone";
	s.table.entries[1].text = "Letter from the CMS.";
	/* the rows below move down by a line */
	for (size_t i = 0; i < s.seen.pages[1].word_count; i++)
		if (s.seen.pages[1].words[i].top < 841.89 - 190 &&
			s.seen.pages[1].words[i].bottom > 60) {
			s.seen.pages[1].words[i].top -= 15;
			s.seen.pages[1].words[i].bottom -= 15;
		}
	for (size_t i = 2; i < s.seen.pages[1].link_count; i++) {
		s.seen.pages[1].links[i].top -= 15;
		s.seen.pages[1].links[i].bottom -= 15;
	}
	see(&s, 2, 106, 199.5, "that is too long to stand on one line alone");
	expect_verdict(&s, "R8", BDL_PASS);
	expect_verdict(&s, "R9", BDL_PASS);
}

Test(rules_index, rows_of_a_merged_file_are_not_made_up)
{
	seeing_init(&s, 3);
	see(&s, 1, 72, 100, "Dear Sir, I paid 400 on 1 May 2022 and 300 on 3 June 2022");
	see(&s, 2, 72, 100, "Yours faithfully");
	expect_verdict(&s, "R8", BDL_FAIL);
	expect_verdict(&s, "R14", BDL_FAIL);
	expect_verdict(&s, "R46", BDL_NOT_APPLICABLE);
}

Test(rules_index, a_document_with_a_bookmark_alone_is_missed)
{
	see_bundle(&s, false);
	see_bookmark(&s, 1, "4. A letter that nobody listed [p.6]", 6);
	expect_verdict(&s, "R8", BDL_FAIL);
}

Test(rules_index, bookmarks_of_the_sources_are_left_alone)
{
	see_bundle(&s, true);
	s.seen.bookmarks[5].to.page = 6;
	s.seen.bookmarks[5].depth = 2;
	s.seen.bookmarks[5].title = "chapter.doc";
	see_bookmark(&s, 0, "A Letters and calls [p.4]", 4);
	expect_verdict(&s, "R15", BDL_PASS);
}

Test(rules_index, an_inferred_date_must_be_marked)
{
	see_bundle(&s, true);
	s.table.entries[0].date.source = BDL_FROM_FILE_NAME;
	expect_verdict(&s, "R46", BDL_FAIL);
	word(3, "8")->text = "[8";
	word(3, "January")->text = "January";
	expect_verdict(&s, "R46", BDL_PASS);
}

Test(rules_index, entries_of_the_table_that_are_not_shown_are_missed)
{
	see_bundle(&s, true);
	s.table.entries[1].text = "Something else that happened.";
	expect_verdict(&s, "R46", BDL_FAIL);
}

/* The fourth entry of the chronology, which no document carries. */
static void tell(const char *text, const char *by)
{
	struct bdl_entry *more = bdl_arena_alloc(&s.table.arena, 4 * sizeof(*more));

	cr_assert(more);
	memcpy(more, s.table.entries, 3 * sizeof(*more));
	more[3] = (struct bdl_entry){
		.date = {.day = {2023, 5, 15}, .precision = BDL_TO_DAY, .source = BDL_FROM_AUTHOR},
		.text = text,
		.exhibit = BDL_NONE,
		.by = by};
	s.table.entries = more;
	s.table.entry_count = 4;
}

static void see_told(const char *day, const char *source)
{
	see_bundle(&s, true);
	tell("The landlord of Ms A agrees to wait.", "Mr R");
	see(&s, 3, 72, 227, day);
	see(&s, 3, 230, 227, "The landlord of Ms A");
	see(&s, 3, 482, 227, source);
	see(&s, 3, 230, 242, "agrees to wait.");
}

Test(rules_index, an_entry_without_a_document_names_who_says_so)
{
	see_told("15 May 2023", "Mr R says");
	expect_verdict(&s, "R46", BDL_PASS);
	expect_verdict(&s, "R47", BDL_PASS);
}

Test(rules_index, an_entry_without_a_document_that_names_somebody_else_is_missed)
{
	see_told("15 May 2023", "Mr Q says");
	expect_verdict(&s, "R46", BDL_FAIL);
}

Test(rules_index, an_entry_without_a_document_on_another_day_is_missed)
{
	see_told("16 May 2023", "Mr R says");
	expect_verdict(&s, "R46", BDL_FAIL);
}

Test(rules_index, an_entry_without_a_document_that_is_not_shown_is_missed)
{
	see_bundle(&s, true);
	tell("The landlord of Ms A agrees to wait.", "Mr R");
	expect_verdict(&s, "R46", BDL_FAIL);
}

Test(rules_index, a_chronology_that_is_missing_altogether_is_a_failure)
{
	see_bundle(&s, true);
	s.seen.pages[2].word_count = 0;
	expect_verdict(&s, "R46", BDL_FAIL);
}

/* "AB1-1" beside the page is the mark of an exhibit, and below it too. */
Test(rules_index, marks_of_exhibits_are_no_pages)
{
	seeing_init(&s, 9);
	see_title(&s, 1, 80, "Index");
	see_row(&s, 1, 130, 1, "Letter from the CMS", "1 May 2022", "5", 5);
	see(&s, 1, 490, 130, "AB1-1");
	see_row(&s, 1, 151, 2, "Answer of the CMS", "9 June 2022", "7", 7);
	see(&s, 1, 490, 151, "AB1-3");
	see_title(&s, 2, 84, "Chronology");
	see(&s, 2, 72, 160, "1 May 2022");
	see(&s, 2, 230, 160, "Letter from the CMS.");
	see(&s, 2, 482, 160, "page 5");
	see(&s, 2, 72, 175, "to 3 May 2022");
	see(&s, 2, 482, 175, "AB1-1");
	see_link(&s, 2, 70, 160, 549, 5);
	see_numbers(&s, "");
	expect_verdict(&s, "R9", BDL_PASS);
	expect_verdict(&s, "R10", BDL_PASS);
	expect_verdict(&s, "R46", BDL_PASS);
}
