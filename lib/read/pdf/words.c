/* See words.h; what pdftotext says is read by bbox.h. */
#include "read/pdf/words.h"

#include "base/text.h"
#include "read/pdf/bbox.h"
#include "read/pdf/poppler.h"
#include "read/reading.h"

#include <string.h>

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
	struct bdl_buffer text, opening;
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

static void check_corner(struct words *w, const double box[4])
{
	double top, bottom;

	if (w->page >= w->pages->count || w->pages->pages[w->page].corner == PDF_CORNER_TAKEN)
		return;
	top = w->height - box[1];
	bottom = w->height - box[3];
	for (size_t i = 0; i < w->box_count; i++)
		if (box[0] < w->boxes[i][2] && box[2] > w->boxes[i][0] && bottom < w->boxes[i][3] &&
			top > w->boxes[i][1])
			w->pages->pages[w->page].corner = PDF_CORNER_TAKEN;
}

static void add_text(struct words *w, const char *text, size_t length)
{
	size_t room = w->text.length < PAGE_TEXT_MOST ? PAGE_TEXT_MOST - w->text.length : 0;

	if (length > room)
		length = room;
	bdl_buffer_add(&w->text, text, length);
	for (size_t i = 0; i < length; i++)
		w->characters += ((unsigned char)text[i] & 0xC0) != 0x80;
}

/* A scanner's or a fax's own line at the edge does not make a page one of words. */
static void count_letters(struct words *w, const struct pdf_bbox *e)
{
	bool edge = e->box[3] < EDGE * w->height || e->box[1] > (1 - EDGE) * w->height;

	for (size_t i = 0; i < e->length; i++)
		if (bdl_is_alpha((unsigned char)e->text[i]) || (unsigned char)e->text[i] >= 0xC0)
			*(edge ? &w->edge_letters : &w->letters) += 1;
}

static void word(struct words *w, const struct pdf_bbox *e)
{
	check_corner(w, e->box);
	if (!w->scans || e->length == 0)
		return;
	count_letters(w, e);
	if (w->text.length && w->text.data[w->text.length - 1] != '\n')
		bdl_buffer_byte(&w->text, ' ');
	add_text(w, e->text, e->length);
}

static void element(const struct pdf_bbox *e, void *data)
{
	struct words *w = data;

	switch (e->kind) {
	case PDF_BBOX_PAGE:
		begin_page(w);
		break;
	case PDF_BBOX_PAGE_END:
		end_page(w);
		break;
	case PDF_BBOX_WORD:
		word(w, e);
		break;
	case PDF_BBOX_LINE_END:
		bdl_buffer_byte(&w->text, '\n');
		break;
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

	if (w->text.failed || w->opening.failed)
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
	struct pdf_bbox_reader answer = {.take = element, .data = &w};
	struct poppler_child child;
	char piece[65536];
	bool whole = false;
	size_t n;

	if (pdf >= 0 && bdl_poppler_words(&child, pdf, NULL) == 0) {
		while (w.rc == 0 && (n = bdl_poppler_read(&child, piece, sizeof(piece))) > 0)
			bdl_bbox_take(&answer, piece, n);
		whole = bdl_poppler_end(&child) == 0;
	}
	mark_unknown(&w, whole);
	w.rc = report(&w, whole);
	if (!bdl_bbox_release(&answer) && w.rc == 0)
		w.rc = bdl_fail_memory(err);
	bdl_buffer_release(&w.text);
	bdl_buffer_release(&w.opening);
	return w.rc;
}
