/* What a court is given: cover, exhibit front sheets, essential reading, marks beside pages. */
#include "court_sample.h"
#include "model/core.h"
#include "pdf.h"
#include <criterion/criterion.h>
#include <string.h>

struct drawing {
	struct court_sample c;
	struct bdl_drawn d;
	struct words words;
};

static void draw(struct drawing *g)
{
	struct bdl_error err = {0};

	g->d = (struct bdl_drawn)BDL_DRAWN_INIT;
	cr_assert_eq(court_sample_draw(&g->c, &g->d, &err), 0, "%s", err.message);
	g->words = pdf_words(&g->d.pdf);
}

static void release(struct drawing *g)
{
	free(g->words.words);
	bdl_drawn_release(&g->d);
	sample_release(&g->c.s);
}

/* The text of page `page` of the bundle. free() it. */
static char *page_text(const struct drawing *g, unsigned page)
{
	char command[96];

	for (unsigned i = 0; i < g->d.page_count; i++) {
		if (g->d.pages[i] != page)
			continue;
		snprintf(command, sizeof command, "pdftotext -q -raw -f %u -l %u $F - 2>/dev/null",
			i + 1, i + 1);
		return pdf_command(&g->d.pdf, command, NULL);
	}
	cr_assert_fail("page %u is not drawn", page);
	return NULL;
}

static void expect_in_order(const char *text, const char *const *words)
{
	const char *at = text;

	for (; *words; words++) {
		const char *found = strstr(at, *words);
		cr_assert_not_null(found, "\"%s\" does not come next in \"%s\"", *words, at);
		at = found + strlen(*words);
	}
}

static void expect_links_apart_and_inside(const struct drawing *g)
{
	for (size_t i = 0; i < g->d.link_count; i++) {
		const struct bdl_link *a = &g->d.links[i];

		cr_expect(a->target >= 1 && a->target <= g->c.s.b.pages);
		for (size_t k = i + 1; k < g->d.link_count && g->d.links[k].page == a->page; k++) {
			const struct bdl_link *b = &g->d.links[k];
			bool apart = a->right <= b->left || b->right <= a->left ||
				     a->top <= b->bottom || b->top <= a->bottom;
			cr_expect(apart, "links %zu and %zu on page %u", i, k, a->page);
		}
	}
}

/* Nothing outside the margins, nothing where number and mark will stand, no word on another. */
static void expect_words_apart(const struct drawing *g)
{
	for (size_t i = 0; i < g->words.count; i++) {
		const struct word *w = &g->words.words[i];
		cr_expect(w->left >= 71.5 && w->right <= 547.8 && w->top > 25, "%s", w->text);
		cr_expect(w->bottom < BDL_A4_HEIGHT - 40 || w->right < 180, "%s", w->text);
		for (size_t k = i + 1; k < g->words.count && g->words.words[k].page == w->page;
			k++) {
			const struct word *v = &g->words.words[k];
			bool apart = w->right <= v->left + 0.5 || v->right <= w->left + 0.5 ||
				     w->bottom <= v->top + 3 || v->bottom <= w->top + 3;
			cr_expect(apart, "page %u: \"%s\" on \"%s\"", g->d.pages[w->page - 1],
				w->text, v->text);
		}
	}
}

static void expect_sound(const struct drawing *g)
{
	expect_links_apart_and_inside(g);
	expect_words_apart(g);
}

/* Links on the page that lead to `target`. */
static unsigned count_links(const struct drawing *g, unsigned page, unsigned target)
{
	unsigned found = 0;

	for (size_t i = 0; i < g->d.link_count; i++)
		found += g->d.links[i].page == page && g->d.links[i].target == target;
	return found;
}

static void make_case(struct drawing *g)
{
	sample_case(&g->c.s);
	court_sample_mark(&g->c);
}

Test(court, the_cover_names_the_proceedings)
{
	static const char *const words[] = {"In the High Court of Justice", "Administrative Court",
		"Claim No. AC-2023-LON-000123", "BETWEEN", "The King", "on the application of",
		"Ms A", "Claimant", "– and –", "Secretary of State for Work and Pensions",
		"First Defendant", "– and –", "Mr C", "Interested Party",
		"Ms A and the Child Maintenance Service", "For", "The Independent Case Examiner",
		NULL};
	static const char *const contents[] = {"Index of documents", "Essential reading",
		"Chronology", "A Exhibit AB1: Decisions", "B Exhibit AB2: Letters", "C", NULL};
	struct drawing g;
	char *text, *all;

	make_case(&g);
	draw(&g);
	text = page_text(&g, 1);
	expect_in_order(text, words);
	cr_expect_null(strstr(text, "QQ 12 34 56 C"), "the NI number is nothing for a court");
	all = pdf_text(&g.d.pdf);
	expect_in_order(all, contents);
	cr_expect_null(strstr(all, "On a screen"));
	expect_sound(&g);
	free(text);
	free(all);
	release(&g);
}

Test(court, an_exhibit_begins_with_its_marking_and_its_list)
{
	static const char *const words[] = {"On behalf of: the Claimant", "Witness: A. Brown",
		"Statement: Second", "Exhibit: AB1", "Dated: 2 June 2023", "Claim No.", "BETWEEN",
		"Interested Party", "EXHIBIT AB1",
		"This is the exhibit marked “AB1” referred to in the second witness",
		"statement of A. Brown, solicitor for the Claimant, dated 2 June 2023.",
		"The documents in this exhibit are copies of letters.", "No.", "Document", "Date",
		"Mark", "Page", "1", "Calculation decision", "5 July 2019", "AB1-1", "2",
		"Annual review decision", "AB1-7", NULL};
	const struct bdl_section *s;
	struct drawing g;
	char *text;

	make_case(&g);
	draw(&g);
	s = &g.c.s.sections[0];
	text = page_text(&g, s->page);
	expect_in_order(text, words);
	free(text);
	for (size_t i = s->first; i < s->first + s->count; i++) {
		unsigned links = 0;

		for (unsigned page = s->page; page < s->page + s->sheets; page++)
			links += count_links(&g, page, g.c.s.exhibits[g.c.s.order[i]].first_page);
		cr_expect_eq(links, 1, "document %zu", i + 1);
	}
	text = page_text(&g, g.c.s.sections[1].page);
	cr_expect_null(strstr(text, "copies of letters"));
	free(text);
	text = page_text(&g, g.c.s.sections[2].page);
	cr_expect_not_null(strstr(text, "Section C"));
	cr_expect_null(strstr(text, "Mark"));
	free(text);
	release(&g);
}

Test(court, a_statement_that_is_not_made_yet_leaves_room_for_its_date)
{
	struct drawing g;
	char *text;

	make_case(&g);
	g.c.statement.date = (struct bdl_day){0};
	g.c.statement.capacity = g.c.statement.on_behalf_of = NULL;
	draw(&g);
	text = page_text(&g, g.c.s.sections[0].page);
	cr_expect_not_null(strstr(text, "of A. Brown, dated ____"), "%s", text);
	cr_expect_null(strstr(text, "On behalf of"));
	expect_sound(&g);
	free(text);
	release(&g);
}

Test(court, a_long_list_goes_on_on_further_sheets)
{
	static const size_t counts[] = {1, 12, 13, 14, 15, 16, 17, 18, 60, 400};
	unsigned before = 0;

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct drawing g;
		const struct bdl_section *s;
		unsigned rows = 0;

		sample_many(&g.c.s, counts[i] * 10);
		court_sample_mark(&g.c);
		draw(&g);
		s = &g.c.s.sections[0];
		cr_expect_geq(s->sheets, before, "%zu documents", counts[i]);
		before = s->sheets;
		for (size_t k = 0; k < g.d.link_count; k++)
			rows += g.d.links[k].page >= s->page &&
				g.d.links[k].page < s->page + s->sheets &&
				g.d.links[k].target >= s->page + s->sheets;
		cr_expect_eq(rows, s->count, "%zu documents, %u rows", s->count, rows);
		if (counts[i] < 100)
			expect_sound(&g);
		release(&g);
	}
	cr_expect_gt(before, 5);
}

Test(court, essential_reading_has_page_references)
{
	static const char *const words[] = {"Essential reading", "What to read", "1. Calculation",
		"5 July 2019", "pages ", "AB1-2 to AB1-3", "paragraphs 3 to 9", "2. Annual review",
		"all of it: pages", "AB1-7 to AB1-12",
		"8 pages. Estimated time for reading: 1 hour 35 minutes.", NULL};
	struct drawing g;
	unsigned page;
	char *text;

	make_case(&g);
	draw(&g);
	cr_assert_eq(g.c.s.b.front.essential, 1);
	page = g.c.s.b.front.cover + g.c.s.b.front.index + 1;
	text = page_text(&g, page);
	expect_in_order(text, words);
	cr_expect_eq(count_links(&g, page, g.c.s.exhibits[0].first_page + 1), 1);
	cr_expect_eq(count_links(&g, page, g.c.s.exhibits[1].first_page), 1);
	free(text);
	release(&g);
}

Test(court, the_chronology_names_page_and_mark)
{
	struct drawing g;
	char *text, words[64];
	const struct bdl_bundle *b = &g.c.s.b;

	make_case(&g);
	draw(&g);
	text = page_text(&g, b->front.cover + b->front.index + b->front.essential + 1);
	snprintf(words, sizeof words, "page %u\nAB1-1", b->exhibits[0].first_page);
	cr_expect_not_null(strstr(text, words), "%s", text);
	free(text);
	release(&g);
}

/* Pixels that are blue, on all pages: the accent is no grey. */
static size_t count_blue(const struct bdl_buffer *pdf)
{
	size_t length, found = 0, at = 0;
	char *pixels = pdf_command(pdf, "pdftoppm -q -r 30 $F", &length);

	while (at < length) {
		unsigned width, height;
		int header;

		cr_assert_eq(sscanf(pixels + at, "P6 %u %u 255%n", &width, &height, &header), 2);
		at += (size_t)header + 1;
		for (size_t end = at + (size_t)3 * width * height; at < end; at += 3)
			found += (unsigned char)pixels[at + 2] > (unsigned char)pixels[at] + 20;
	}
	free(pixels);
	return found;
}

Test(court, links_are_black)
{
	struct drawing g;
	size_t blue;

	make_case(&g);
	draw(&g);
	blue = count_blue(&g.d.pdf);
	for (size_t i = 0; i < g.d.stamp_count; i++)
		cr_expect(g.d.stamps[i].plain);
	release(&g);
	cr_expect_eq(blue, 0, "%zu", blue);
	make_case(&g);
	g.c.s.b.about.court = NULL;
	for (size_t i = 0; i < 2; i++)
		g.c.s.sections[i].mark = NULL;
	draw(&g);
	cr_expect_gt(count_blue(&g.d.pdf), 200, "elsewhere they are not");
	release(&g);
}

Test(court, a_heading_and_names_of_any_length_find_room)
{
	struct drawing g;
	const char *heading[61] = {NULL};

	make_case(&g);
	for (size_t i = 0; i < 60; i++)
		heading[i] = i % 3 == 2 ? "and"
			     : i % 3 == 1
				     ? "Defendant"
				     : "The Chief Constable of a Very Long Name Indeed, who is "
				       "sued for himself and for all others who are named "
				       "in the schedule";
	g.c.court.heading = heading;
	g.c.statement.on_behalf_of = "the Secretary of State for Work and Pensions and others";
	g.c.statement.capacity =
		"head of a department that has a name of many words, which is why it takes more "
		"than one line to say it, and then another";
	g.c.s.sections[0].title =
		"Letters, decisions, schedules and everything else that was ever written about the "
		"payments, in both directions, by anybody";
	draw(&g);
	cr_expect_gt(g.c.s.sections[0].sheets, 2);
	expect_sound(&g);
	release(&g);
}

/* ---- the core bundle ---- */

Test(court, the_core_bundle_has_both_pages_in_its_index)
{
	static const char *const words[] = {"Core bundle: Ms A and the Child", "2 documents",
		"Copies of pages of the "
		"main bundle",
		"From exhibit AB1: Decisions", "Index", "“Main” is the page of the main bundle.",
		"Main", "Page", "A", "From exhibit AB1", "1", "Calculation", "2", NULL};
	size_t rows[] = {0, 1};
	struct bdl_drawn d = BDL_DRAWN_INIT;
	struct bdl_error err = {0};
	struct bdl_bundle view;
	struct sample core;
	struct bdl_front front;
	struct drawing g;
	char *text, main[64];

	make_case(&g);
	draw(&g);
	g.c.court.core_rows = rows;
	g.c.court.core_count = 2;
	cr_assert_eq(bdl_core_view(&g.c.s.b, &view, &err), 0, "%s", err.message);
	core = (struct sample){.b = view,
		.exhibits = view.exhibits,
		.sections = view.sections,
		.order = view.order};
	for (int round = 0; round < 2; round++) {
		cr_assert_eq(bdl_draw_measure(&core.b, &front, &err), 0, "%s", err.message);
		sample_paginate(&core, &front);
		cr_assert_eq(bdl_core_page_map(&g.c.s.b, &core.b, &err), 0);
	}
	cr_assert_eq(bdl_draw(&core.b, &d, &err), 0, "%s", err.message);
	text = pdf_text(&d.pdf);
	expect_in_order(text, words);
	snprintf(main, sizeof main, "5 July 2019 %u %u", g.c.s.exhibits[0].first_page,
		core.exhibits[0].first_page);
	cr_expect_not_null(strstr(text, main), "%s in %s", main, text);
	cr_expect_null(strstr(text, "accounted for"));
	cr_expect_null(strstr(text, "Essential reading"));
	cr_expect_null(d.stamps[0].foot, "the page of the main bundle stands there");
	free(text);
	bdl_drawn_release(&d);
	release(&g);
}

Test(court, a_document_by_itself_has_no_page_of_ours)
{
	struct bdl_drawn d = BDL_DRAWN_INIT;
	struct bdl_error err = {0};
	struct bdl_bundle view;
	struct drawing g;

	make_case(&g);
	draw(&g);
	cr_assert_eq(bdl_single_view(&g.c.s.b, 0, &view, &err), 0);
	cr_assert_eq(bdl_draw(&view, &d, &err), 0, "%s", err.message);
	cr_expect_eq(d.page_count, 0);
	cr_expect_eq(d.pdf.length, 0);
	cr_expect_gt(d.furniture.length, 0);
	cr_expect_null(d.stamps[0].foot);
	bdl_drawn_release(&d);
	release(&g);
}
