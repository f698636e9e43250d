/*
 * Which words of the pages are hidden, and which pages are therefore drawn anew. See redact.h.
 *
 * The words of a page are looked at more than once, joined in other ways each time: as they are
 * read; with words that were set letter by letter made whole; and in the order of their places,
 * line by line across the page. What is found in any of them is hidden.
 */
#include "read/pdf/redact.h"
#include "read/pdf/scan.h"

#include "model/hide.h"
#include "read/reading.h"

#include <stdlib.h>

#define PICTURE_LEAST 0.1 /* of a page: less is a letter head */
#define ACROSS 8u /* words on either side of the turn of a page */
#define ROUNDS_MOST 8u /* what is left of a page may make something new */

/* ---- finding ---- */

/* Hides every word that the span touches, and says how many of them had not been hidden. */
static unsigned hide_span(
	const struct redact_view *v, struct redact_page *p, const struct bdl_private_span *s)
{
	unsigned fresh = 0;

	for (size_t i = 0; i < v->count; i++) {
		struct redact_word *w = &p->words[v->words[i]];

		if (v->starts[i] >= s->at + s->length || v->starts[i] + w->length <= s->at)
			continue;
		fresh += !w->hidden;
		w->hidden = true;
	}
	return fresh;
}

/* 1: something was found that had not been; 0: nothing; -1: out of memory. */
static int look(struct pdf_copy *c, struct pdf_redaction *r, size_t page, enum redact_way way)
{
	struct redact_page *p = &r->pages[page];
	struct bdl_private_spans spans = {.list = NULL};
	struct redact_view v;
	int rc = -1;

	if (bdl_redact_view(&v, p, way) == 0)
		rc = bdl_private_find(
			bdl_buffer_string(&v.text), v.text.length, r->list, &spans, NULL);
	for (size_t i = 0; rc >= 0 && i < spans.count; i++) {
		if (hide_span(&v, p, &spans.list[i]) == 0)
			continue;
		rc = bdl_reading_private(c->reading, (unsigned)page + 1, spans.list[i].kind, 1) < 0
			     ? -1
			     : 1;
	}
	free(spans.list);
	bdl_redact_view_release(&v);
	return rc;
}

/* What is left may read otherwise when something between it is gone: until nothing more is found.
 */
static int look_at_page(struct pdf_copy *c, struct pdf_redaction *r, size_t page)
{
	bool more = true;

	for (unsigned round = 0; more && round < ROUNDS_MOST; round++) {
		more = false;
		for (int way = 0; way < REDACT_WAYS; way++) {
			int rc = look(c, r, page, (enum redact_way)way);

			if (rc < 0)
				return -1;
			more = more || rc > 0;
		}
		r->pages[page].anew = r->pages[page].anew || more;
	}
	return 0;
}

/* ---- from one page to the next ---- */

/* Up to ACROSS words behind each other from `from` on, as they are read. */
static void join_edge(
	struct bdl_buffer *b, size_t *starts, const struct redact_page *p, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		starts[i - from] = b->length;
		bdl_buffer_add(b, bdl_buffer_string(&p->text) + p->words[i].at, p->words[i].length);
		bdl_buffer_byte(b, ' ');
	}
}

static bool hide_edge(struct redact_page *p, const size_t *starts, size_t from, size_t to,
	const struct bdl_private_span *s)
{
	bool fresh = false;

	for (size_t i = from; i < to; i++) {
		size_t at = starts[i - from];

		if (at >= s->at + s->length || at + p->words[i].length <= s->at)
			continue;
		fresh = fresh || !p->words[i].hidden;
		p->words[i].hidden = true;
	}
	p->anew = p->anew || fresh;
	return fresh;
}

/* A name may begin at the foot of a page and end at the head of the next. -1: out of memory. */
static int look_over(struct pdf_copy *c, struct pdf_redaction *r, size_t page)
{
	struct redact_page *a = &r->pages[page], *b = &r->pages[page + 1];
	size_t first = a->count > ACROSS ? a->count - ACROSS : 0,
	       last = b->count < ACROSS ? b->count : ACROSS;
	size_t before[ACROSS], behind[ACROSS], edge;
	struct bdl_private_spans spans = {.list = NULL};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = 0;

	join_edge(&text, before, a, first, a->count);
	edge = text.length;
	join_edge(&text, behind, b, 0, last);
	if (text.failed ||
		bdl_private_find(bdl_buffer_string(&text), text.length, r->list, &spans, NULL) < 0)
		rc = -1;
	for (size_t i = 0; rc == 0 && i < spans.count; i++) {
		const struct bdl_private_span *s = &spans.list[i];
		bool fresh;

		if (s->at >= edge || s->at + s->length <= edge)
			continue;
		fresh = hide_edge(a, before, first, a->count, s);
		if (hide_edge(b, behind, 0, last, s) || fresh)
			rc = bdl_reading_private(c->reading, (unsigned)page + 1, s->kind, 1);
	}
	free(spans.list);
	bdl_buffer_release(&text);
	return rc;
}

/* ---- which pages ---- */

/* Layers can be switched off, and what is on them is not told then: nothing of them is taken over.
 */
static bool has_layers(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	bool has =
		bdl_source_get(c->source, &a, c->source->root, "/OCProperties")->type == PDF_DICT;

	bdl_arena_release(&a);
	return has;
}

static bool has_form(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	bool has = bdl_source_get(c->source, &a, c->source->root, "/AcroForm")->type == PDF_DICT;

	bdl_arena_release(&a);
	return has;
}

static int look_at_all(struct pdf_copy *c, struct pdf_redaction *r)
{
	bool any = false, all = has_layers(c);

	for (size_t i = 0; i + 1 < r->count; i++)
		if (look_over(c, r, i) < 0)
			return -1;
	for (size_t i = 0; i < r->count; i++) {
		if (look_at_page(c, r, i) < 0)
			return -1;
		if (!c->options->drawn && !r->pages[i].anew && bdl_redact_annots_say(c, r, i)) {
			r->pages[i].anew = true;
			if (bdl_reading_private(c->reading, (unsigned)i + 1, BDL_PRIVATE_WORD, 1) <
				0)
				return -1;
		}
		any = any || r->pages[i].anew;
	}
	/* fields reach over pages: of a form all is drawn or nothing */
	all = all || (any && has_form(c));
	for (size_t i = 0; all && i < r->count; i++)
		r->pages[i].anew = true;
	return 0;
}

/* The page is upside down in the source and shown the right way up. */
static void turn_over(const struct pdf_page *p, struct bdl_layer_word *w)
{
	w->x = bdl_page_width(p) - w->x;
	w->y = bdl_page_height(p) - w->y;
	w->turn = (w->turn + 180) % 360;
}

/* The words of all pictures, and of pages drawn anew all that is not hidden. */
static void lay(struct pdf_copy *c, struct pdf_redaction *r, const struct bdl_layer *ocr)
{
	size_t next = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct redact_page *p = &r->pages[i];
		const char *text = bdl_buffer_string(&p->text);

		for (; ocr && next < ocr->count && ocr->words[next].page <= i; next++)
			if (ocr->words[next].page == i && !p->anew)
				bdl_layer_add(&r->layer, &ocr->words[next],
					bdl_buffer_string(&ocr->text) + ocr->words[next].at,
					ocr->words[next].length);
		for (size_t k = 0; p->anew && k < p->count; k++) {
			struct bdl_layer_word w = p->words[k].layer;

			if (p->words[k].hidden)
				continue;
			if (c->pages.pages[i].turned)
				turn_over(&c->pages.pages[i], &w);
			bdl_layer_add(&r->layer, &w, text + p->words[k].at, p->words[k].length);
		}
	}
	r->failed = r->failed || r->layer.failed;
}

/*
 * pdftotext puts words in an order of its own, so what is laid is read back until nothing is found
 * in it. What will not become clean is not laid at all.
 */
static int lay_until_clean(struct pdf_copy *c, struct pdf_redaction *r, const struct bdl_layer *ocr)
{
	int more = 1;

	for (unsigned round = 0; more > 0 && round < ROUNDS_MOST; round++) {
		bdl_layer_release(&r->layer);
		lay(c, r, ocr);
		more = r->failed ? -1 : bdl_redact_again(c, r);
	}
	if (more > 0)
		bdl_layer_release(&r->layer);
	return more < 0 || r->failed ? -1 : 0;
}

/* ---- the whole ---- */

/* Its pictures may show words, and none were read in them. */
static bool is_unread(struct pdf_copy *c, size_t page, const struct bdl_layer *ocr, size_t *next)
{
	while (ocr && *next < ocr->count && ocr->words[*next].page < page)
		++*next;
	if (ocr && *next < ocr->count && ocr->words[*next].page == page)
		return false;
	return bdl_scans_pictures(c, &c->pages.pages[page]) >= PICTURE_LEAST;
}

static int say_unread(struct pdf_copy *c, const struct bdl_layer *ocr)
{
	struct bdl_facts *f = c->reading->facts;
	size_t next = 0;

	for (size_t i = 0; i < c->pages.count; i++)
		f->unsearched += is_unread(c, i, ocr, &next);
	if (f->unsearched == 0)
		return 0;
	return bdl_reading_warn(c->reading,
		"Pictures on %u of its pages were not searched: the words in them are not known, "
		"so "
		"nothing could be hidden there.",
		f->unsearched);
}

static int say_unknown(struct pdf_copy *c, const struct pdf_redaction *r)
{
	struct bdl_facts *f = c->reading->facts;

	f->unsearched = (unsigned)(r->count - (r->told < r->count ? r->told : r->count));
	if (f->unsearched == 0)
		f->unsearched = (unsigned)r->count;
	return bdl_reading_warn(c->reading,
		"The words of %u of its pages are not known: nothing could be hidden there.",
		f->unsearched);
}

int bdl_redact_survey(
	struct pdf_copy *c, int pdf, const struct bdl_layer *ocr, struct bdl_error *err)
{
	struct pdf_redaction *r;
	int known;

	if (!c->reading->hide)
		return 0;
	r = bdl_arena_alloc(&c->arena, sizeof(*r));
	if (!r)
		return bdl_fail_memory(err);
	*r = (struct pdf_redaction){.list = c->reading->hide, .pdf = pdf, .count = c->pages.count};
	c->redaction = r;
	r->pages = calloc(r->count + 1, sizeof(*r->pages));
	if (!r->pages)
		return bdl_fail_memory(err);
	known = bdl_redact_words(c, r, ocr);
	if (known < 0 || (known == 0 ? say_unknown(c, r) : say_unread(c, ocr)) < 0 ||
		look_at_all(c, r) < 0)
		return bdl_fail_memory(err);
	return lay_until_clean(c, r, ocr) < 0 ? bdl_fail_memory(err) : 0;
}

void bdl_redact_release(struct pdf_copy *c)
{
	struct pdf_redaction *r = c->redaction;

	for (size_t i = 0; r && r->pages && i < r->count; i++) {
		free(r->pages[i].words);
		bdl_buffer_release(&r->pages[i].text);
	}
	if (r) {
		free(r->pages);
		bdl_layer_release(&r->layer);
	}
	c->redaction = NULL;
}

bool bdl_redact_is_anew(const struct pdf_copy *c, size_t page)
{
	return c->redaction && page < c->redaction->count && c->redaction->pages[page].anew;
}

const char *bdl_redact_line(struct pdf_copy *c, const char *text)
{
	const char *line;

	if (!c->redaction)
		return text;
	line = bdl_hide_line(&c->arena, text, c->redaction->list, NULL, NULL);
	if (!line)
		c->failed = true;
	return line ? line : "";
}
