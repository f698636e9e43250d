#include "draw/draw.h"
#include "pdf.h"
#include "sample.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

struct drawing {
	struct sample s;
	struct bdl_drawn d;
	struct words words;
};

/* Draws what `fill` has put into the sample. */
static void draw(struct drawing *g)
{
	struct bdl_error err = {0};

	g->d = (struct bdl_drawn)BDL_DRAWN_INIT;
	cr_assert_eq(sample_draw(&g->s, &g->d, &err), 0, "%s", err.message);
	g->words = pdf_words(&g->d.pdf);
}

static void release(struct drawing *g)
{
	free(g->words.words);
	bdl_drawn_release(&g->d);
	sample_release(&g->s);
}

/* Page of the bundle on which word i stands. */
static unsigned page_of(const struct drawing *g, const struct word *w)
{
	cr_assert(w->page >= 1 && w->page <= g->d.page_count);
	return g->d.pages[w->page - 1];
}

static bool is_inside(const struct drawing *g, const struct word *w, const struct bdl_link *l)
{
	double y = BDL_A4_HEIGHT - (w->top + w->bottom) / 2;

	return page_of(g, w) == l->page && w->left > l->left - 1 && w->left < l->right &&
	       y > l->bottom && y < l->top;
}

/* A word inside the link that is, or begins with, `text`. */
static bool says(const struct drawing *g, const struct bdl_link *l, const char *text)
{
	for (size_t i = 0; i < g->words.count; i++) {
		if (is_inside(g, &g->words.words[i], l) &&
			strncmp(g->words.words[i].text, text, strlen(text)) == 0)
			return true;
	}
	return false;
}

static void expect_links_on_their_words(const struct drawing *g)
{
	for (size_t i = 0; i < g->d.link_count; i++) {
		const struct bdl_link *l = &g->d.links[i];
		char number[16];
		snprintf(number, sizeof number, "%u", l->target);
		cr_expect(says(g, l, number), "link %zu on page %u to page %u", i, l->page,
			l->target);
		cr_expect(l->left < l->right && l->bottom < l->top);
		cr_expect(l->target >= 1 && l->target <= g->s.b.pages);
		cr_expect(isnan(l->target_top));
	}
}

static void expect_links_apart(const struct drawing *g)
{
	for (size_t i = 0; i < g->d.link_count; i++) {
		for (size_t k = i + 1;
			k < g->d.link_count && g->d.links[k].page == g->d.links[i].page; k++) {
			const struct bdl_link *a = &g->d.links[i], *b = &g->d.links[k];
			bool apart = a->right <= b->left || b->right <= a->left ||
				     a->top <= b->bottom || b->top <= a->bottom;
			cr_expect(apart, "links %zu and %zu on page %u", i, k, a->page);
		}
	}
}

/* Nothing outside the margins, and nothing where the number will stand. */
static void expect_words_inside_margins(const struct drawing *g)
{
	for (size_t i = 0; i < g->words.count; i++) {
		const struct word *w = &g->words.words[i];
		cr_expect(w->left >= 71.5 && w->right <= 547.8 && w->top > 25 && w->bottom < 823,
			"page %u: %s", page_of(g, w), w->text);
		cr_expect(w->right < BDL_A4_WIDTH - 98 || w->bottom < BDL_A4_HEIGHT - 40,
			"page %u: %s", page_of(g, w), w->text);
	}
}

/* Each row of the index is one link, holds the document's number, and is where its stamp says. */
static void expect_rows(const struct drawing *g)
{
	const struct bdl_bundle *b = &g->s.b;
	unsigned first = b->front.cover + 1, last = b->front.cover + b->front.index;

	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];
		const struct bdl_stamp *stamp = &g->d.stamps[b->order[i]];
		char number[16];
		unsigned found = 0;
		snprintf(number, sizeof number, "%u", x->number);
		for (size_t k = 0; k < g->d.link_count; k++) {
			const struct bdl_link *l = &g->d.links[k];
			if (l->target != x->first_page || l->page < first || l->page > last ||
				l->right < 540 || fabs(l->top + 1 - stamp->index_top) > 0.01 ||
				l->page != stamp->index_page)
				continue;
			found++;
			cr_expect(says(g, l, number), "row %u", x->number);
		}
		cr_expect_eq(found, 1, "row %u: %u links", x->number, found);
	}
}

static void expect_pages(const struct drawing *g)
{
	const struct bdl_bundle *b = &g->s.b;
	size_t sheets = b->section_count,
	       front = b->front.cover + b->front.index + b->front.chronology;

	for (size_t i = 0; i < b->order_count; i++)
		sheets += !b->exhibits[b->order[i]].shown;
	cr_expect_eq(g->d.page_count, front + sheets);
	for (size_t i = 0; i < g->d.page_count; i++) {
		cr_expect(i == 0 ? g->d.pages[i] == 1 : g->d.pages[i] > g->d.pages[i - 1]);
		cr_expect(i >= front || g->d.pages[i] == i + 1);
	}
}

static void expect_all(const struct drawing *g)
{
	expect_pages(g);
	expect_links_on_their_words(g);
	expect_links_apart(g);
	expect_words_inside_margins(g);
	expect_rows(g);
}

Test(draw, puts_every_link_on_its_row_in_a_case_of_every_kind)
{
	struct drawing g;

	sample_case(&g.s);
	draw(&g);
	expect_all(&g);
	release(&g);
}

Test(draw, puts_every_link_on_its_row_for_any_number_of_documents)
{
	static const size_t counts[] = {
		0, 1, 2, 3, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 57, 333};

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		struct drawing g;
		sample_many(&g.s, counts[i]);
		draw(&g);
		expect_all(&g);
		release(&g);
	}
}

Test(draw, draws_a_thousand_rows)
{
	struct drawing g;

	sample_many(&g.s, 1000);
	draw(&g);
	expect_pages(&g);
	expect_words_inside_margins(&g);
	expect_links_apart(&g);
	release(&g);
}

/* Where each of the words, in this order, begins in text; fails on the first that does not come
 * next. */
static void expect_in_order(const char *text, const char *const *words)
{
	const char *at = text;

	for (; *words; words++) {
		const char *found = strstr(at, *words);
		cr_assert_not_null(found, "\"%s\" does not come next in \"%.100s...\"", *words, at);
		at = found + strlen(*words);
	}
}

Test(draw, writes_the_pages_in_reading_order)
{
	static const char *const words[] = {"Evidence bundle", "Ms A and the Child",
		"Maintenance Service", "Unpaid child maintenance", "For",
		"The Independent Case Examiner", "CMS reference", "1212 1212 1212",
		"National Insurance no.", "QQ 12 34 56 C", "Dates covered",
		"24 June 2019 to 4 May 2023", "Version 1, made on 22 May 2023",
		"18 documents, 78 pages", "23 of 23 files",
		"17 are shown; 1 could not be shown (page 64); 3 are exact",
		"copies; 2 were left out (page 3).", "Contents", "Index of documents", "2",
		"Chronology", "4", "A", "Decisions", "Fingerprint",
		"SHA-256 of manifest-sha256.txt in the archive", "0b30 557a 9fc4 e90e", "Index",
		"A date in [square brackets]", "No.", "Document", "Date", "Page", "A", "Decisions",
		"5", "1", "Calculation decision: maintenance for three", "children", "5 July 2019",
		"6", "2", "Annual review", "13 July 2020", "12",
		"Same file as “letters/scan0007.pdf”, shown once.", "It breaks off before its end",
		"Same file as “Downloads/CMS letter (1).pdf”, shown once.",
		"Same file as “Downloads/CMS letter (2).pdf”, shown once.", "undated",
		"[20 April 2023]", "from the file name", "Żaneta", "3 April 2023",
		"day first, as written: 3/4/2023", "1 December 2022", "to 1 February 2023",
		"Index, continued", "Payments and bank, continued", "[6 January 2023]",
		"from the photo’s own data", "Could not be shown. Its page says why.",
		"[12 July 2019", "to 24 May 2021]", "given by the author",
		"23 of 23 files accounted for", "Shown in this bundle", "17",
		"Could not be shown: has a page that says why", "1", "64", "Exact copies", "3",
		"Left out:", "“IMG_0412.jpg”, “IMG_0413.jpg” (symbolic link)", "2",
		"Files received", "23", "Chronology", "Source", "2019", "22 June 2019",
		"Maintenance is due from this date.", "page 24", "2020", "under review", "page 37",
		"the author", "says", "Index: page 2", "Section A", "6 documents, pages 5 to 32.",
		"5 July 2019 to 3 March 2023.", "Section B", "and 1 undated.", "Section E",
		"17. Voicemail from the CMS", "CMS reference 1212 1212 1212", "Document 17",
		"This file could not be shown",
		"It is a sound recording, 2 minutes 14 seconds long.", "Nothing is lost",
		"To hear it, open it there.", "Title", "Voicemail from the CMS", "Date",
		"[21 February 2023], from the file name", "File",
		"data/calls/voicemail 2023-02-21.mp3", "Kind", "sound, MP3", "Size",
		"2,147,328 bytes", "Fingerprint", "SHA-256 of the file, as it was received",
		"Index: page 3", NULL};
	struct drawing g;
	char *text;

	sample_case(&g.s);
	draw(&g);
	text = pdf_text(&g.d.pdf);
	expect_in_order(text, words);
	free(text);
	release(&g);
}

Test(draw, breaks_no_date)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"};
	struct drawing g;
	char *text, *chronology;

	sample_init(&g.s, "Dates", 12, 1);
	sample_section(&g.s, "A", "Letters");
	for (int month = 1; month <= 12; month++) {
		struct bdl_exhibit *x =
			sample_add(&g.s, "Letter", sample_date(2022, month, 28), 12000);
		x->date.until = (struct bdl_day){2022, (int8_t)month, 28};
		x->date.source = BDL_FROM_AUTHOR;
		sample_event(&g.s, x->date, "A letter is written.", (size_t)month - 1, 1);
	}
	draw(&g);
	expect_all(&g);
	text = pdf_text(&g.d.pdf);
	chronology = strstr(text, "Chronology\nWhat");
	cr_assert_not_null(chronology);
	for (size_t i = 0; i < 12; i++) {
		char from[64], to[64];
		snprintf(from, sizeof from, "[28 %s 2022", months[i]);
		snprintf(to, sizeof to, "to 28 %s 2022]", months[i]);
		cr_expect_lt(strstr(text, from), chronology, "%s", from);
		cr_expect_lt(strstr(text, to), chronology, "%s", to);
		cr_expect_not_null(strstr(chronology, from), "%s", from);
		cr_expect_not_null(strstr(chronology, to), "%s", to);
	}
	free(text);
	release(&g);
}

Test(draw, draws_the_same_bytes_twice)
{
	struct drawing one, two;

	sample_case(&one.s);
	sample_case(&two.s);
	draw(&one);
	draw(&two);
	cr_assert_eq(one.d.pdf.length, two.d.pdf.length);
	cr_expect_eq(memcmp(one.d.pdf.data, two.d.pdf.data, one.d.pdf.length), 0);
	cr_expect_eq(memcmp(one.d.furniture.data, two.d.furniture.data, one.d.furniture.length), 0);
	cr_expect_eq(one.d.link_count, two.d.link_count);
	release(&one);
	release(&two);
}

Test(draw, makes_stamps_that_the_fonts_of_bind_can_write)
{
	struct drawing g;
	const struct bdl_stamp *stamps;

	sample_case(&g.s);
	g.s.exhibits[0].title = "Café “quoted” – £5";
	g.s.exhibits[1].title = "Żółć";
	g.s.exhibits[2].title = "A title that is far too wide for the header of a page, which has "
				"room for three hundred "
				"points of it";
	draw(&g);
	stamps = g.d.stamps;
	cr_assert_eq(g.d.stamp_count, g.s.b.exhibit_count);
	cr_expect_str_eq(stamps[0].header_left, "1. Caf\xE9 \x93quoted\x94 \x96 \xA3"
						"5");
	cr_expect_str_eq(stamps[1].header_left, "Document 2");
	cr_expect_str_eq(stamps[2].header_left, "Document 3");
	cr_expect_str_eq(stamps[0].header_right, "CMS reference 1212 1212 1212");
	cr_expect_float_eq(stamps[0].header_right_x, 405.04, 0.01);
	cr_expect_str_eq(stamps[0].foot, "Index: ");
	cr_expect_str_eq(stamps[0].foot_link, "page 2");
	cr_expect_float_eq(stamps[0].foot_link_left, 101.99, 0.01);
	cr_expect_float_eq(stamps[0].foot_link_right, 132.56, 0.01);
	release(&g);
}

/* Every word of a title, however long, stands in the index, in order and on pages of the index
 * alone. */
Test(draw, splits_a_row_that_is_taller_than_a_page_and_loses_no_word)
{
	static const size_t lengths[] = {2000, 4000, 20000};

	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct drawing g;
		char *title = calloc(lengths[i] + 32, 1), *text;
		const char *at;
		sample_init(&g.s, "Long", 4, 2);
		sample_section(&g.s, "A", "Things");
		for (size_t n = 0, length = 0; length < lengths[i]; n++)
			length += (size_t)snprintf(title + length, 32, "word%zu ", n);
		sample_add(&g.s, "Short", sample_date(2020, 1, 1), 1);
		sample_add(&g.s, title, sample_date(2020, 1, 2), 1);
		sample_add(&g.s, "Short again", sample_date(2020, 1, 3), 1);
		draw(&g);
		expect_pages(&g);
		expect_words_inside_margins(&g);
		expect_rows(&g);
		text = pdf_text(&g.d.pdf);
		at = text;
		for (size_t n = 0; n < lengths[i] / 10; n++) {
			char word[32];
			snprintf(word, sizeof word, "word%zu", n);
			at = strstr(at, word);
			cr_assert_not_null(at, "%s", word);
		}
		free(text);
		free(title);
		release(&g);
	}
}

Test(draw, moves_the_contents_to_the_second_page_when_there_are_too_many_sections)
{
	static const char *const letters[] = {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K",
		"L", "M", "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z"};
	unsigned last = 1;

	for (size_t count = 1; count <= 26; count++) {
		struct drawing g;
		sample_init(&g.s, "Many sections", 26, 26);
		for (size_t i = 0; i < count; i++) {
			sample_section(&g.s, letters[i], "Some section");
			sample_add(&g.s, "Some document", sample_date(2020, 1, 2), 1);
		}
		draw(&g);
		expect_all(&g);
		cr_expect_geq(g.s.b.front.cover, last);
		last = g.s.b.front.cover;
		release(&g);
	}
	cr_expect_eq(last, 2);
}

Test(draw, needs_nothing_but_a_name)
{
	struct drawing g;

	sample_init(&g.s, NULL, 2, 1);
	sample_section(&g.s, "A", "Letters");
	sample_add(&g.s, "One", sample_date(0, 0, 0), 1);
	draw(&g);
	expect_all(&g);
	cr_expect_eq(g.s.b.front.chronology, 0);
	release(&g);
}

Test(draw, marks_and_counts_what_it_cannot_draw)
{
	struct drawing g;
	char *text;

	sample_init(&g.s, "A case", 2, 1);
	sample_section(&g.s, "A", "Letters");
	sample_add(&g.s, "مرحبا and \U0001FAE0\uE000", sample_date(2020, 1, 2), 1);
	draw(&g);
	expect_all(&g);
	cr_expect_eq(g.d.missing, 2);
	text = pdf_text(&g.d.pdf);
	cr_expect_not_null(strstr(text, "مرحبا"));
	cr_expect_not_null(strstr(text, "[characters U+1FAE0 U+E000]"));
	free(text);
	release(&g);
}

Test(draw, lists_the_pages_of_everything_that_could_not_be_shown)
{
	struct drawing g;
	size_t hidden = 0;

	sample_many(&g.s, 40);
	for (size_t i = 0; i < 40; i += 2) {
		g.s.exhibits[i].shown = false;
		g.s.exhibits[i].reason = BDL_REASON_DAMAGED;
		g.s.exhibits[i].pages = 1;
	}
	draw(&g);
	expect_all(&g);
	for (size_t k = 0; k < g.d.link_count; k++)
		hidden += g.d.links[k].page == g.s.b.front.cover + g.s.b.front.index &&
			  g.d.links[k].right - g.d.links[k].left < 60;
	cr_expect_eq(hidden, 20, "%zu numbers in the account", hidden);
	release(&g);
}

Test(draw, keeps_two_rows_with_the_account)
{
	for (size_t count = 15; count < 60; count++) {
		struct drawing g;
		unsigned last;
		sample_many(&g.s, count);
		draw(&g);
		last = g.s.b.front.cover + g.s.b.front.index;
		cr_expect_eq(g.d.stamps[g.s.order[count - 2]].index_page, last, "%zu rows", count);
		release(&g);
	}
}

Test(draw, refuses_an_account_that_does_not_add_up)
{
	struct sample s;
	struct bdl_front front;
	struct bdl_error err = {0};

	sample_many(&s, 5);
	s.b.order_count = 4;
	s.sections[0].count = 4;
	s.b.stage = BDL_STAGE_CHRONICLED;
	cr_expect_eq(bdl_draw_measure(&s.b, &front, &err), -1);
	cr_expect_eq(err.code, BDL_EINTERNAL);
	sample_release(&s);
}

Test(draw, refuses_pages_that_do_not_match_what_was_measured)
{
	struct sample s;
	struct bdl_front front;
	struct bdl_drawn d = BDL_DRAWN_INIT;
	struct bdl_error err = {0};

	sample_many(&s, 57);
	s.b.stage = BDL_STAGE_CHRONICLED;
	cr_assert_eq(bdl_draw_measure(&s.b, &front, &err), 0);
	front.index++;
	sample_paginate(&s, &front);
	cr_expect_eq(bdl_draw(&s.b, &d, &err), -1);
	cr_expect_eq(err.code, BDL_EINTERNAL);
	cr_expect_eq(d.pdf.length, 0);
	bdl_drawn_release(&d);
	sample_release(&s);
}

/* `bad` documents that could not be shown, behind `good` ones that could. */
static void draw_not_shown(struct drawing *g, size_t good, size_t bad)
{
	sample_init(&g->s, "A case", good + bad, 1);
	sample_section(&g->s, "A", "Letters");
	for (size_t i = 0; i < good + bad; i++) {
		struct bdl_exhibit *x =
			sample_add(&g->s, "Letter", sample_date(2020, 1, 2), i < good ? 2 : 1);
		if (i < good)
			continue;
		x->shown = false;
		x->reason = BDL_REASON_LOCKED;
	}
	draw(g);
	expect_all(g);
}

Test(draw, names_the_pages_of_what_could_not_be_shown)
{
	static const struct {
		size_t good, bad;
		const char *cover, *heading, *row;
	} cases[] = {
		{0, 1, "None is shown; 1 could not be shown (page 4)", "1 of 1 file accounted for",
			"Could not be shown: has a page that says why 1 4"},
		{1, 0, "It is shown; none was left out.", "1 of 1 file accounted for",
			"Could not be shown 0"},
		{2, 2, "2 are shown; 2 could not be shown (pages 8 and 9)",
			"4 of 4 files accounted for",
			"Could not be shown: pages 8 and 9 say why 2"},
		{1, 3, "1 is shown; 3 could not be shown (pages 6, 7 and 8)",
			"4 of 4 files accounted for",
			"Could not be shown: pages 6, 7 and 8 say why 3"},
		{1, 4, "1 is shown; 4 could not be shown (listed on page 2)",
			"5 of 5 files accounted for",
			"Could not be shown: each has a page that says why 4 6 7 8 9"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct drawing g;
		const char *words[] = {cases[i].cover, cases[i].heading, cases[i].row, NULL};
		char *text;
		draw_not_shown(&g, cases[i].good, cases[i].bad);
		text = pdf_text(&g.d.pdf);
		for (char *at = text; *at; at++) {
			if (*at == '\n')
				*at = ' ';
		}
		expect_in_order(text, words);
		free(text);
		release(&g);
	}
}

Test(draw, says_below_its_row_what_a_document_has_lost)
{
	static const char *warnings[] = {
		"The file does not say how its letters are encoded; they were read as UTF-8.",
		"1 control character is shown as a sign in square brackets.",
		"It holds 2 attached files; they are in the original only.",
		"Its words could be read on 1 of 3 pages.",
		"It moves: the first of its 12 pictures is shown.", NULL};
	static const char *const words[] = {"Index", "1", "Letter",
		"It holds 2 attached files; they are in the original",
		"It moves: the first of its 12 pictures is shown.",
		"Same file as “copy.pdf”, shown once.", "2 January 2020", "2", "Voicemail",
		"Could not be shown. Its page says why.", "3 of 3 files accounted for", NULL};
	struct drawing g;
	struct bdl_exhibit *x;
	char *text;

	sample_init(&g.s, "A case", 3, 1);
	sample_section(&g.s, "A", "Letters");
	sample_add(&g.s, "Letter", sample_date(2020, 1, 2), 1)->warnings = warnings;
	sample_copy(&g.s, "copy.pdf");
	x = sample_add(&g.s, "Voicemail", sample_date(2020, 1, 3), 1);
	x->shown = false;
	x->reason = BDL_REASON_SOUND;
	x->warnings = warnings;
	draw(&g);
	expect_all(&g);
	text = pdf_text(&g.d.pdf);
	expect_in_order(text, words);
	cr_expect_null(strstr(text, "does not say"));
	cr_expect_null(strstr(text, "control character"));
	cr_expect_null(strstr(text, "Its words could"));
	free(text);
	release(&g);
}
