/* What annotations say and where they lead, searched for what is to be hidden. See redact.h. */
#include "read/pdf/redact.h"

#include <math.h>
#include <stdlib.h>

#define DEPTH_MOST 12u
#define ANNOTS_MOST 20000u

struct search {
	struct pdf_copy *copy;
	struct bdl_arena arena;
	const struct bdl_private_list *list;
	bool found;
};

static int hex_digit(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* Addresses of the web write "Emma%20Example", "Emma+Example". */
static void decode_uri(struct bdl_buffer *b)
{
	size_t out = 0;

	for (size_t i = 0; i < b->length; i++) {
		char c = b->data[i];

		if (c == '%' && i + 2 < b->length && hex_digit(b->data[i + 1]) >= 0 &&
			hex_digit(b->data[i + 2]) >= 0) {
			c = (char)(hex_digit(b->data[i + 1]) * 16 + hex_digit(b->data[i + 2]));
			i += 2;
		}
		b->data[out++] = c == '+' || c == '\0' ? ' ' : c;
	}
	b->length = out;
}

static void search_text(struct search *s, const struct bdl_buffer *b)
{
	struct bdl_private_spans spans = {.list = NULL};

	if (bdl_private_find(bdl_buffer_string(b), b->length, s->list, &spans, NULL) < 0)
		s->copy->failed = true;
	s->found = s->found || spans.count > 0;
	free(spans.list);
}

static void search_string(struct search *s, const struct pdf_value *v)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	bdl_value_utf8(v, &b);
	search_text(s, &b);
	if (!s->found && b.length && !b.failed) {
		decode_uri(&b);
		search_text(s, &b);
	}
	bdl_buffer_release(&b);
}

static bool is_passed_over(const struct pdf_value *m)
{
	static const char *const keys[] = {"/P", "/AP", "/Kids", "/Popup", "/IRT", "/Dest", "/D"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (bdl_value_is_key(m, keys[i]))
			return true;
	return false;
}

static void search_value(struct search *s, const struct pdf_value *v, unsigned depth)
{
	if (depth == DEPTH_MOST || s->found)
		return;
	v = bdl_source_resolve(s->copy->source, &s->arena, v);
	if (v->type == PDF_STRING)
		search_string(s, v);
	if (v->type != PDF_DICT && v->type != PDF_ARRAY)
		return;
	for (const struct pdf_value *m = v->first; m; m = m->next)
		if (v->type == PDF_ARRAY || !is_passed_over(m))
			search_value(s, m, depth + 1);
}

bool bdl_redact_annots_say(struct pdf_copy *c, const struct pdf_redaction *r, size_t page)
{
	struct search s = {.copy = c, .list = r->list};
	const struct pdf_value *dict = bdl_page_dict(c->source, &s.arena, &c->pages.pages[page]);
	const struct pdf_value *annots = bdl_source_get(c->source, &s.arena, dict, "/Annots");
	unsigned count = 0;

	for (const struct pdf_value *m = annots->type == PDF_ARRAY ? annots->first : NULL;
		m && count < ANNOTS_MOST; m = m->next, count++)
		search_value(&s, m, 0);
	bdl_arena_release(&s.arena);
	return s.found;
}

/* The rectangle as seen: left, top, right, bottom, from the upper left corner. */
static bool seen_rect(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_page *p,
	const struct pdf_value *link, double out[4])
{
	const struct pdf_value *rect = bdl_source_get(c->source, a, link, "/Rect");
	double at[4], corner[2][2];
	size_t count = 0;

	for (const struct pdf_value *m = rect->type == PDF_ARRAY ? rect->first : NULL;
		m && count < 4; m = m->next)
		at[count++] = bdl_source_resolve(c->source, a, m)->number;
	if (count < 4)
		return false;
	for (int i = 0; i < 2; i++) {
		double x = at[2 * i] - p->box[0], y = at[2 * i + 1] - p->box[1];
		double width = p->box[2] - p->box[0], height = p->box[3] - p->box[1];

		corner[i][0] = p->rotate == 90    ? y
			       : p->rotate == 180 ? width - x
			       : p->rotate == 270 ? height - y
						  : x;
		corner[i][1] = p->rotate == 90    ? x
			       : p->rotate == 180 ? y
			       : p->rotate == 270 ? width - x
						  : height - y;
	}
	for (int i = 0; i < 2; i++) {
		out[i] = fmin(corner[0][i], corner[1][i]);
		out[i + 2] = fmax(corner[0][i], corner[1][i]);
	}
	return true;
}

bool bdl_redact_covers(struct pdf_copy *c, size_t page, const struct pdf_value *link)
{
	const struct redact_page *p = &c->redaction->pages[page];
	struct search s = {.copy = c, .list = c->redaction->list};
	double rect[4];
	bool covers;

	search_value(&s, link, 0);
	covers = s.found || c->pages.pages[page].turned ||
		 !seen_rect(c, &s.arena, &c->pages.pages[page], link, rect);
	for (size_t i = 0; !covers && i < p->count; i++) {
		const double *box = p->words[i].box;

		covers = p->words[i].hidden && box[0] < rect[2] && box[2] > rect[0] &&
			 box[1] < rect[3] && box[3] > rect[1];
	}
	bdl_arena_release(&s.arena);
	return covers;
}
