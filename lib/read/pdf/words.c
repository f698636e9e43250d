/*
 * See words.h. pdftotext -bbox-layout writes one element a line: <page>, <block>, <line>, <word
 * xMin="" yMin="" xMax="" yMax="">text</word>, with coordinates in units right of and below the
 * upper left corner as seen.
 */
#include "read/pdf/words.h"

#include "base/text.h"
#include "read/pdf/lex.h"
#include "read/pdf/poppler.h"
#include "read/reading.h"

#include <string.h>

#define LINE_MOST ((size_t)256 * 1024) /* of pdftotext's answer; longer lines are cut */
#define LETTERS_OF_SCAN 20u /* a page with fewer may be a scan */
#define EDGE 0.07 /* of the page's height */
#define EDGE_LETTERS_OF_SCAN 120u
#define PAGE_TEXT_MOST ((size_t)4 * 1024 * 1024)
#define OPENING (BDL_FACTS_TEXT_MAX * 2) /* kept while reading: cleaning makes it shorter */

struct words {
	struct bdl_reading *reading;
	struct pdf_pages *pages;
	struct pdf_scans *scans; /* NULL: only the corners are of interest */
	size_t page; /* index of the page being read */
	size_t next; /* index of the page after it */
	size_t begun, ended; /* pages that pdftotext told of so far */
	struct bdl_buffer line, text, opening;
	uint64_t characters;
	double height; /* of this page, units */
	unsigned letters, edge_letters; /* on this page: inside, and at its upper and lower edge */
	double boxes[BDL_SLOT_COUNT][4]; /* to be free on this page, as seen */
	size_t box_count;
	struct bdl_error *err;
	int rc;
};

static void begin_page(struct words *w)
{
	const struct pdf_page *p;

	w->begun++;
	/* poppler passes over pages that it cannot find */
	while (w->next < w->pages->count && w->pages->pages[w->next].lost)
		w->next++;
	w->page = w->next++;
	bdl_buffer_clear(&w->text);
	w->letters = w->edge_letters = 0;
	if (w->page >= w->pages->count)
		return;
	p = &w->pages->pages[w->page];
	w->height = bdl_page_height(p);
	w->box_count = bdl_page_reserved(w->pages, p, w->boxes);
}

/* What was recognised counts as the page's text. */
static int recognise(struct words *w)
{
	size_t before = w->text.length;

	w->rc = bdl_scans_page(w->scans, w->page, (unsigned)w->begun, &w->text, w->err);
	for (size_t i = before; i < w->text.length; i++)
		w->characters += ((unsigned char)w->text.data[i] & 0xC0) != 0x80;
	return w->rc;
}

static void end_page(struct words *w)
{
	w->ended++;
	if (!w->scans || w->rc < 0)
		return;
	if (w->page < w->pages->count && w->letters < LETTERS_OF_SCAN &&
		w->edge_letters < EDGE_LETTERS_OF_SCAN && recognise(w) < 0)
		return;
	if (w->opening.length < OPENING) {
		size_t room = OPENING - w->opening.length;

		bdl_buffer_add(&w->opening, bdl_buffer_string(&w->text),
			w->text.length < room ? w->text.length : room);
	}
	if (w->text.length && w->page < w->pages->count)
		w->rc = bdl_reading_seek(
			w->reading, (unsigned)w->page + 1, w->text.data, w->text.length, w->err);
	if (w->rc == 0 && w->text.length && w->page < w->pages->count)
		w->rc = bdl_reading_dates(
			w->reading, w->text.data, w->text.length, (unsigned)w->page + 1, w->err);
}

/* The number behind `name` in an element; 0 without. */
static double attribute(const char *line, const char *name)
{
	const char *at = strstr(line, name);

	if (!at)
		return 0;
	at += strlen(name);
	return bdl_lex_number(at, strcspn(at, "\""));
}

static void check_corner(struct words *w, const char *line)
{
	double left, right, top, bottom;

	if (w->page >= w->pages->count || w->pages->pages[w->page].corner == PDF_CORNER_TAKEN)
		return;
	left = attribute(line, "xMin=\"");
	right = attribute(line, "xMax=\"");
	top = w->height - attribute(line, "yMin=\"");
	bottom = w->height - attribute(line, "yMax=\"");
	for (size_t i = 0; i < w->box_count; i++)
		if (left < w->boxes[i][2] && right > w->boxes[i][0] && bottom < w->boxes[i][3] &&
			top > w->boxes[i][1])
			w->pages->pages[w->page].corner = PDF_CORNER_TAKEN;
}

/* Appends text with its entities resolved. */
static void add_text(struct words *w, const char *text, size_t length)
{
	static const struct {
		const char *entity;
		char character;
	} entities[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

	for (size_t i = 0; i < length && w->text.length < PAGE_TEXT_MOST;) {
		size_t k, n = 1;
		char byte = text[i];

		for (k = 0; byte == '&' && k < sizeof(entities) / sizeof(*entities); k++) {
			if (bdl_text_starts(text + i, entities[k].entity)) {
				byte = entities[k].character;
				n = strlen(entities[k].entity);
				break;
			}
		}
		if (((unsigned char)byte & 0xC0) != 0x80)
			w->characters++;
		bdl_buffer_byte(&w->text, byte);
		i += n;
	}
}

/* A scanner's or a fax's own line at the edge does not make a page one of words. */
static void count_letters(struct words *w, const char *line, const char *text, size_t length)
{
	bool edge = attribute(line, "yMax=\"") < EDGE * w->height ||
		    attribute(line, "yMin=\"") > (1 - EDGE) * w->height;

	for (size_t i = 0; i < length; i++)
		if (bdl_is_alpha((unsigned char)text[i]) || (unsigned char)text[i] >= 0xC0)
			*(edge ? &w->edge_letters : &w->letters) += 1;
}

static void word(struct words *w, const char *line)
{
	const char *text = strchr(line, '>'), *end = text ? strstr(text, "</word>") : NULL;

	check_corner(w, line);
	if (!w->scans || !end)
		return;
	count_letters(w, line, text + 1, (size_t)(end - text - 1));
	if (w->text.length && w->text.data[w->text.length - 1] != '\n')
		bdl_buffer_byte(&w->text, ' ');
	add_text(w, text + 1, (size_t)(end - text - 1));
}

static void element(struct words *w)
{
	const char *line = bdl_buffer_string(&w->line);

	while (*line == ' ')
		line++;
	if (bdl_text_starts(line, "<word "))
		word(w, line);
	else if (bdl_text_starts(line, "</line>") || bdl_text_starts(line, "</block>"))
		bdl_buffer_byte(&w->text, '\n');
	else if (bdl_text_starts(line, "<page "))
		begin_page(w);
	else if (bdl_text_starts(line, "</page>"))
		end_page(w);
}

static void take(struct words *w, const char *bytes, size_t length)
{
	while (length) {
		const char *newline = memchr(bytes, '\n', length);
		size_t n = newline ? (size_t)(newline - bytes) : length;
		size_t room = LINE_MOST - w->line.length;

		bdl_buffer_add(&w->line, bytes, n < room ? n : room);
		if (newline) {
			element(w);
			bdl_buffer_clear(&w->line);
			n++;
		}
		bytes += n;
		length -= n;
	}
}

/*
 * What is not known for certain counts as taken: also when our pages may not be pdftotext's pages.
 */
static void mark_unknown(struct words *w, bool whole)
{
	size_t known = w->ended;

	if (whole && w->begun != w->pages->count)
		known = 0;
	for (size_t i = 0; i < w->pages->count; i++)
		if (w->pages->pages[i].lost)
			known = 0;
	for (size_t i = 0; i < w->pages->count; i++)
		if (i >= known || w->pages->pages[i].odd_box)
			w->pages->pages[i].corner = PDF_CORNER_TAKEN;
}

static int report(struct words *w, bool whole)
{
	struct bdl_facts *f = w->reading->facts;

	if (w->line.failed || w->text.failed || w->opening.failed)
		return bdl_fail_memory(w->err);
	if (!w->scans || w->rc < 0)
		return w->rc;
	while (w->opening.length && w->opening.data[w->opening.length - 1] == '\n')
		w->opening.length--;
	if (bdl_reading_opening(
		    w->reading, bdl_buffer_string(&w->opening), w->opening.length, w->err) < 0)
		return -1;
	f->text_characters = w->characters;
	if (!whole && bdl_reading_warn(w->reading, "Its words could be read on %zu of %zu pages.",
			      w->ended, w->pages->count) < 0)
		return bdl_fail_memory(w->err);
	return 0;
}

int bdl_words_read(struct bdl_reading *r, int pdf, struct pdf_pages *pages, struct pdf_scans *scans,
	struct bdl_error *err)
{
	struct words w = {.reading = r, .pages = pages, .scans = scans, .err = err};
	struct poppler_child child;
	char piece[65536];
	bool whole = false;
	size_t n;

	if (pdf >= 0 && bdl_poppler_words(&child, pdf, NULL) == 0) {
		while (w.rc == 0 && (n = bdl_poppler_read(&child, piece, sizeof(piece))) > 0)
			take(&w, piece, n);
		whole = bdl_poppler_end(&child) == 0;
	}
	mark_unknown(&w, whole);
	w.rc = report(&w, whole);
	bdl_buffer_release(&w.line);
	bdl_buffer_release(&w.text);
	bdl_buffer_release(&w.opening);
	return w.rc;
}
