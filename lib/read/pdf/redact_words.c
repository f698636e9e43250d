/* Which words stand where on the pages: those of the source, then those of its pictures. See
 * redact.h. */
#include "read/pdf/bbox.h"
#include "read/pdf/redact.h"

#include <stdlib.h>

#define TEXT_MOST ((size_t)16 * 1024 * 1024) /* of one page */
#define BASELINE 0.2 /* of a word's height, above the lower edge of its box */

struct told {
	struct pdf_copy *copy;
	struct pdf_redaction *r;
	size_t next; /* page of the copy that pdftotext tells of next */
	struct redact_page *page; /* NULL: none of ours */
	size_t begun, ended;
};

static void add_word(struct pdf_redaction *r, struct redact_page *p, const struct redact_word *w,
	const char *text, size_t length)
{
	struct redact_word *grown;

	if (p->text.length + length > TEXT_MOST) {
		r->failed = true;
		return;
	}
	if (p->count == p->space) {
		size_t space = p->space ? p->space * 2 : 256;

		grown = realloc(p->words, space * sizeof(*grown));
		if (!grown) {
			r->failed = true;
			return;
		}
		p->words = grown;
		p->space = space;
	}
	p->words[p->count] = *w;
	p->words[p->count].at = p->text.length;
	p->words[p->count++].length = length;
	bdl_buffer_add(&p->text, text, length);
	bdl_buffer_byte(&p->text, w->layer.end == BDL_WORD_SPACE ? ' ' : '\n');
	if (p->text.failed)
		r->failed = true;
}

/* A line's last word is followed by its end. */
static void end_line(struct redact_page *p)
{
	if (!p || !p->count || p->text.failed)
		return;
	p->text.data[p->text.length - 1] = '\n';
	if (p->words[p->count - 1].layer.end == BDL_WORD_SPACE)
		p->words[p->count - 1].layer.end = BDL_WORD_LINE;
}

/* ---- of the source ---- */

static void begin_page(struct told *t)
{
	const struct pdf_pages *pages = &t->copy->pages;

	t->begun++;
	/* poppler passes over pages that it cannot find */
	while (t->next < pages->count && pages->pages[t->next].lost)
		t->next++;
	t->page = t->next < pages->count ? &t->r->pages[t->next] : NULL;
	t->next++;
}

static void take_word(struct told *t, const struct pdf_bbox *e)
{
	double width = e->box[2] - e->box[0], height = e->box[3] - e->box[1];
	bool upright = width >= height || e->length < 3;
	struct redact_word w = {.layer = {.x = upright ? e->box[0] : e->box[0] + BASELINE * width,
					.y = upright ? e->box[3] - BASELINE * height : e->box[1],
					.width = upright ? width : height,
					.size = upright ? height : width,
					.turn = upright ? 0 : 90}};

	for (size_t i = 0; i < 4; i++)
		w.box[i] = e->box[i];
	w.layer.page = t->next - 1;
	if (t->page && e->length)
		add_word(t->r, t->page, &w, e->text, e->length);
}

static void take(const struct pdf_bbox *e, void *data)
{
	struct told *t = data;

	switch (e->kind) {
	case PDF_BBOX_PAGE:
		begin_page(t);
		break;
	case PDF_BBOX_WORD:
		take_word(t, e);
		break;
	case PDF_BBOX_LINE_END:
		end_line(t->page);
		break;
	case PDF_BBOX_PAGE_END:
		end_line(t->page);
		t->page = NULL;
		t->ended++;
		break;
	}
}

/* ---- of pictures ---- */

/* The rectangle around a word that was recognised: its letters reach over and under its baseline.
 */
static void box_of(const struct bdl_layer_word *w, double box[4])
{
	double up = w->size, down = 0.3 * w->size;
	double along = w->turn == 0 ? w->width : w->turn == 180 ? -w->width : 0;
	double below = w->turn == 90 ? w->width : w->turn == 270 ? -w->width : 0;
	bool level = w->turn == 0 || w->turn == 180;
	double x[2] = {w->x, w->x + along}, y[2] = {w->y, w->y + below};

	box[0] = x[0] < x[1] ? x[0] : x[1];
	box[2] = x[0] < x[1] ? x[1] : x[0];
	box[1] = y[0] < y[1] ? y[0] : y[1];
	box[3] = y[0] < y[1] ? y[1] : y[0];
	box[level ? 1 : 0] -= w->turn == 0 || w->turn == 270 ? up : down;
	box[level ? 3 : 2] += w->turn == 0 || w->turn == 270 ? down : up;
}

static void add_recognised(struct pdf_redaction *r, const struct bdl_layer *ocr)
{
	for (size_t i = 0; ocr && i < ocr->count && !r->failed; i++) {
		struct redact_word w = {.layer = ocr->words[i]};
		struct redact_page *p;

		if (w.layer.page >= r->count)
			continue;
		p = &r->pages[w.layer.page];
		box_of(&w.layer, w.box);
		add_word(r, p, &w, bdl_buffer_string(&ocr->text) + w.layer.at, w.layer.length);
	}
}

int bdl_redact_words(struct pdf_copy *c, struct pdf_redaction *r, const struct bdl_layer *ocr)
{
	struct told t = {.copy = c, .r = r};
	size_t lost = 0;
	bool whole;

	for (size_t i = 0; i < c->pages.count; i++)
		lost += c->pages.pages[i].lost;
	whole = bdl_bbox_read(r->pdf, c->pages.count - lost, take, &t) == 0;
	r->told = t.ended;
	add_recognised(r, ocr);
	if (r->failed)
		return -1;
	return whole && t.begun == t.ended && t.begun + lost == c->pages.count;
}
