/*
 * Look, the content of a page: what text it shows and how, which pictures, whether anything is
 * drawn. Walks content streams and the forms in them with the graphics state that matters; clipping
 * and transparency are not followed. See look.h; ISO 32000-1, 8 and 9.
 */
#include "check/look_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORM_DEPTH_MOST 12u
#define OPERATIONS_MOST 4000000u /* of one page with its forms */
#define CONTENT_MOST ((size_t)256 << 20)
#define STREAMS_MOST 100000u
#define PICTURES_MOST 20000u
#define DRAWN_MOST 64u /* boxes near head and foot; more become one */
#define EDGE 0.15 /* of the page's height: near head and foot */
#define EDGE_LEAST 80.0 /* points */
#define WHITE 0.93
#define UNKNOWN (-1.0)

const struct pdf_value *look_resource(
	struct look_stream *s, unsigned kind, const struct pdf_operation *op)
{
	static const char *const keys[LOOK_KINDS] = {"/Font", "/XObject", "/ColorSpace"};
	struct look_walk *w = s->walk;

	if (!s->kinds[kind])
		s->kinds[kind] = look_get(w->look, &w->arena, s->resources, keys[kind]);
	return op->name ? bdl_value_find_name(s->kinds[kind], op->name, op->name_length)
			: &bdl_value_null;
}

/* ---- colour ---- */

static void set_grey(struct look_state *g, double v)
{
	g->colour[0] = g->colour[1] = g->colour[2] = v;
}

static void set_cmyk(struct look_state *g, const double c[4])
{
	for (int i = 0; i < 3; i++)
		g->colour[i] = (1 - fmin(1, c[i])) * (1 - fmin(1, c[3]));
}

static void set_by_count(struct look_state *g, const double *n, unsigned count)
{
	if (count == 1)
		set_grey(g, n[0]);
	else if (count == 3)
		memcpy(g->colour, n, sizeof(g->colour));
	else if (count == 4)
		set_cmyk(g, n);
	else
		set_grey(g, UNKNOWN);
}

static void choose_space(struct look_stream *s, const struct pdf_operation *op)
{
	static const char *const plain[] = {
		"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/G", "/RGB", "/CMYK"};
	struct look_state *g = look_now(s->walk);

	g->space = &bdl_value_null;
	set_grey(g, 0);
	for (size_t i = 0; op->name && i < sizeof(plain) / sizeof(*plain); i++)
		if (strlen(plain[i]) == op->name_length &&
			memcmp(plain[i], op->name, op->name_length) == 0)
			return;
	g->space = look_load(s->walk->look, &s->walk->arena, look_resource(s, LOOK_SPACES, op));
	if (g->space->type != PDF_ARRAY)
		set_grey(g, UNKNOWN);
}

static void choose_colour(struct look_stream *s, const struct pdf_operation *op)
{
	struct look_state *g = look_now(s->walk);
	const struct pdf_value *family =
		g->space->type == PDF_ARRAY && g->space->first
			? look_load(s->walk->look, &s->walk->arena, g->space->first)
			: &bdl_value_null;

	if (op->name || (g->space->type != PDF_NULL && family->type != PDF_NAME)) {
		set_grey(g, UNKNOWN); /* a pattern */
	} else if (g->space->type == PDF_NULL || bdl_value_is_name(family, "/ICCBased") ||
		   bdl_value_is_name(family, "/CalGray") || bdl_value_is_name(family, "/CalRGB")) {
		set_by_count(g, op->numbers, op->number_count);
	} else if (bdl_value_is_name(family, "/Separation") && op->number_count == 1 &&
		   bdl_value_is_name(
			   look_load(s->walk->look, &s->walk->arena,
				   g->space->first->next ? g->space->first->next : &bdl_value_null),
			   "/Black")) {
		set_grey(g, 1 - op->numbers[0]);
	} else {
		set_grey(g, UNKNOWN);
	}
}

/* ---- pictures and forms ---- */

static void add_picture(struct look_walk *w, double width, double height, bool mask, bool one)
{
	const double *m = look_now(w)->ctm;
	double across = hypot(m[0], m[1]) / 72, up = hypot(m[2], m[3]) / 72;
	struct bdl_seen_picture *p = look_more(
		w->look, &w->arena, w->page->pictures, &w->page->picture_count, sizeof(*p));

	if (!p)
		return;
	w->page->pictures = p;
	p += w->page->picture_count - 1;
	p->left = look_finite(m[4] + fmin(0, m[0]) + fmin(0, m[2]));
	p->right = look_finite(m[4] + fmax(0, m[0]) + fmax(0, m[2]));
	p->bottom = look_finite(m[5] + fmin(0, m[1]) + fmin(0, m[3]));
	p->top = look_finite(m[5] + fmax(0, m[1]) + fmax(0, m[3]));
	p->grey_or_black = one;
	if (!mask && across > 0 && up > 0)
		p->dots = look_finite(fmax(width / across, height / up));
	if (w->page->picture_count > PICTURES_MOST) {
		w->page->picture_count--;
		w->page->broken = true;
	}
}

static bool has_one_component(struct look_walk *w, const struct pdf_value *dict)
{
	const struct pdf_value *space = look_get(w->look, &w->arena, dict, "/ColorSpace"), *icc;

	if (look_number(look_get(w->look, &w->arena, dict, "/BitsPerComponent"), 8) == 1)
		return true;
	if (bdl_value_is_name(space, "/DeviceGray") || bdl_value_is_name(space, "/CalGray"))
		return true;
	if (space->type != PDF_ARRAY || !space->first)
		return false;
	icc = space->first->next ? look_load(w->look, &w->arena, space->first->next)
				 : &bdl_value_null;
	if (bdl_value_is_name(look_load(w->look, &w->arena, space->first), "/ICCBased"))
		return look_number(look_get(w->look, &w->arena, icc, "/N"), 3) == 1;
	return bdl_value_is_name(look_load(w->look, &w->arena, space->first), "/CalGray");
}

/* BI: the few keys that matter, in their short or their long form. */
static void inline_picture(struct look_stream *s, size_t from)
{
	double width = 0, height = 0, bits = 8, *next = NULL;
	bool mask = false, waits = false;
	struct pdf_lex lex;
	enum pdf_token t;

	bdl_lex_init(&lex, s->content.lex.start + from,
		(size_t)(s->content.lex.end - s->content.lex.start) - from);
	while ((t = bdl_lex_next(&lex)) != PDF_END) {
		if (t == PDF_KEYWORD && lex.length == 2 && memcmp(lex.word, "ID", 2) == 0)
			break;
		if (waits && t == PDF_KEYWORD)
			mask = lex.length == 4;
		if (next && t == PDF_INTEGER)
			*next = bdl_lex_number(lex.word, lex.length);
		next = NULL;
		waits = false;
		if (t != PDF_WORD_NAME)
			continue;
		if (lex.length == 2 ? lex.word[1] == 'W'
				    : lex.length == 6 && memcmp(lex.word, "/Width", 6) == 0)
			next = &width;
		else if (lex.length == 2 ? lex.word[1] == 'H'
					 : lex.length == 7 && memcmp(lex.word, "/Height", 7) == 0)
			next = &height;
		else if (lex.length == 4 && memcmp(lex.word, "/BPC", 4) == 0)
			next = &bits;
		else
			waits = (lex.length == 3 && memcmp(lex.word, "/IM", 3) == 0) ||
				(lex.length == 10 && memcmp(lex.word, "/ImageMask", 10) == 0);
	}
	add_picture(s->walk, width, height, mask, bits == 1);
}

static void walk_stream(struct look_walk *w, const char *text, size_t length,
	const struct pdf_value *resources, unsigned depth);

static void draw_form(
	struct look_stream *s, const struct pdf_value *ref, const struct pdf_value *dict)
{
	struct look_walk *w = s->walk;
	const struct pdf_value *resources = look_get(w->look, &w->arena, dict, "/Resources"),
			       *matrix;
	double m[6] = {1, 0, 0, 1, 0, 0}, text[6], line[6];
	struct pdf_bytes bytes;
	size_t i = 0;

	if (s->depth == FORM_DEPTH_MOST || w->depth + 1 == LOOK_STATES_MOST) {
		w->page->broken = true;
		return;
	}
	if (look_stream(w->look, ref, &bytes) < 0) {
		w->page->broken = true;
		return;
	}
	matrix = look_get(w->look, &w->arena, dict, "/Matrix");
	for (const struct pdf_value *v = matrix->type == PDF_ARRAY ? matrix->first : NULL;
		v && i < 6; v = v->next)
		m[i++] = look_number(look_load(w->look, &w->arena, v), 0);
	memcpy(text, w->text, sizeof(text));
	memcpy(line, w->line, sizeof(line));
	w->stack[w->depth + 1] = w->stack[w->depth];
	w->depth++;
	if (i == 6)
		look_multiply(m, look_now(w)->ctm, look_now(w)->ctm);
	walk_stream(w, (const char *)bytes.data, bytes.length,
		resources->type == PDF_DICT ? resources : s->resources, s->depth + 1);
	w->depth--;
	memcpy(w->text, text, sizeof(text));
	memcpy(w->line, line, sizeof(line));
	free(bytes.data);
}

static void draw_object(struct look_stream *s, const struct pdf_operation *op)
{
	struct look_walk *w = s->walk;
	const struct pdf_value *ref = look_resource(s, LOOK_OBJECTS, op), *dict, *kind;

	dict = look_load(w->look, &w->arena, ref);
	kind = look_get(w->look, &w->arena, dict, "/Subtype");
	if (bdl_value_is_name(kind, "/Form"))
		draw_form(s, ref, dict);
	else if (bdl_value_is_name(kind, "/Image"))
		add_picture(w, look_number(look_get(w->look, &w->arena, dict, "/Width"), 0),
			look_number(look_get(w->look, &w->arena, dict, "/Height"), 0),
			bdl_value_find(dict, "/ImageMask")->type == PDF_BOOL &&
				bdl_value_find(dict, "/ImageMask")->length == 4,
			has_one_component(w, dict));
}

/* ---- paths ---- */

static void no_path(struct look_walk *w)
{
	w->path = (struct look_box){1e9, 1e9, -1e9, -1e9};
}

static void add_point(struct look_walk *w, double x, double y)
{
	const double *m = look_now(w)->ctm;
	double px = look_finite(m[0] * x + m[2] * y + m[4]),
	       py = look_finite(m[1] * x + m[3] * y + m[5]);

	w->path.left = fmin(w->path.left, px);
	w->path.right = fmax(w->path.right, px);
	w->path.bottom = fmin(w->path.bottom, py);
	w->path.top = fmax(w->path.top, py);
}

static void path_operation(struct look_walk *w, const struct pdf_operation *op)
{
	const double *n = op->numbers;

	if (op->code == PDF_OP2('r', 'e') && op->number_count >= 4) {
		for (int i = 0; i < 4; i++)
			add_point(w, n[0] + (i & 1 ? n[2] : 0), n[1] + (i & 2 ? n[3] : 0));
		return;
	}
	for (unsigned i = 0; i + 1 < op->number_count; i += 2)
		add_point(w, n[i], n[i + 1]);
}

/* Notes what is painted near head and foot, where numbers stand. */
static void paint(struct look_walk *w, bool only_filled)
{
	struct look_page *p = &w->look->pages[w->page - w->look->seen->pages];
	const struct look_state *g = look_now(w);
	double edge = fmax(EDGE * w->page->height, EDGE_LEAST);
	struct look_box box = w->path, *grown;

	w->page->drawing++;
	no_path(w);
	if (box.left > box.right || (box.bottom > edge && box.top < w->page->height - edge))
		return;
	if (only_filled && g->colour[0] >= WHITE && g->colour[1] >= WHITE && g->colour[2] >= WHITE)
		return;
	if (p->drawn_count == DRAWN_MOST) {
		struct look_box *last = &p->drawn[DRAWN_MOST - 1];

		*last = (struct look_box){fmin(last->left, box.left),
			fmin(last->bottom, box.bottom), fmax(last->right, box.right),
			fmax(last->top, box.top)};
		return;
	}
	grown = look_more(w->look, &w->look->arena, p->drawn, &p->drawn_count, sizeof(*grown));
	if (!grown)
		return;
	p->drawn = grown;
	grown[p->drawn_count - 1] = box;
}

/* ---- operators ---- */

static void save(struct look_walk *w)
{
	if (w->depth + 1 == LOOK_STATES_MOST) {
		w->page->broken = true;
		return;
	}
	w->stack[w->depth + 1] = w->stack[w->depth];
	w->depth++;
}

static void colour_operation(struct look_stream *s, const struct pdf_operation *op)
{
	struct look_state *g = look_now(s->walk);

	if (op->code == PDF_OP2('c', 's')) {
		choose_space(s, op);
	} else if (op->code == PDF_OP2('s', 'c') || op->code == PDF_OP3('s', 'c', 'n')) {
		choose_colour(s, op);
	} else {
		g->space = &bdl_value_null;
		set_by_count(g, op->numbers, op->number_count);
	}
}

static void operate(struct look_stream *s, const struct pdf_operation *op)
{
	struct look_walk *w = s->walk;

	switch (op->code) {
	case PDF_OP1('q'):
		save(w);
		break;
	case PDF_OP1('Q'):
		if (w->depth > s->base)
			w->depth--;
		break;
	case PDF_OP2('c', 'm'):
		if (op->number_count >= 6)
			look_multiply(op->numbers, look_now(w)->ctm, look_now(w)->ctm);
		break;
	case PDF_OP1('g'):
	case PDF_OP2('r', 'g'):
	case PDF_OP1('k'):
	case PDF_OP2('c', 's'):
	case PDF_OP2('s', 'c'):
	case PDF_OP3('s', 'c', 'n'):
		colour_operation(s, op);
		break;
	case PDF_OP2('D', 'o'):
		draw_object(s, op);
		break;
	case PDF_OP2('B', 'I'):
		inline_picture(s, op->at);
		break;
	case PDF_OP1('m'):
	case PDF_OP1('l'):
	case PDF_OP1('c'):
	case PDF_OP1('v'):
	case PDF_OP1('y'):
	case PDF_OP2('r', 'e'):
		path_operation(w, op);
		break;
	case PDF_OP1('n'):
		no_path(w);
		break;
	case PDF_OP1('f'):
	case PDF_OP1('F'):
	case PDF_OP2('f', '*'):
		paint(w, true);
		break;
	case PDF_OP2('s', 'h'):
		w->path = (struct look_box){0, 0, w->page->width, w->page->height};
		paint(w, false);
		break;
	case PDF_OP1('S'):
	case PDF_OP1('s'):
	case PDF_OP1('B'):
	case PDF_OP2('B', '*'):
	case PDF_OP1('b'):
	case PDF_OP2('b', '*'):
		paint(w, false);
		break;
	default:
		look_text_operation(s, op);
	}
}

static void walk_stream(struct look_walk *w, const char *text, size_t length,
	const struct pdf_value *resources, unsigned depth)
{
	struct look_stream s = {
		.walk = w, .resources = resources, .depth = depth, .base = w->depth};
	struct pdf_operation op;
	unsigned base = w->depth;

	bdl_content_init(&s.content, text, length);
	while (!w->look->failed && bdl_content_next(&s.content, &op)) {
		if (++w->operations > OPERATIONS_MOST) {
			w->page->broken = true;
			break;
		}
		operate(&s, &op);
		s.before = (size_t)(s.content.lex.at - s.content.lex.start);
	}
	w->depth = base;
}

/* ---- the page ---- */

/* The page's streams, one after the other; what cannot be decoded is left out, and said. */
static void gather(struct look *l, const struct pdf_value *contents, struct bdl_seen_page *page,
	struct bdl_buffer *out, struct bdl_arena *a)
{
	const struct pdf_value *v = look_load(l, a, contents), *only = contents;
	unsigned count = 0;

	if (v->type == PDF_ARRAY)
		only = v->first;
	for (; only && count < STREAMS_MOST;
		only = v->type == PDF_ARRAY ? only->next : NULL, count++) {
		struct pdf_bytes bytes;

		if (only->type == PDF_NULL)
			continue;
		if (look_stream(l, only, &bytes) < 0 || out->length + bytes.length > CONTENT_MOST) {
			page->broken = true;
			free(bytes.data);
			continue;
		}
		bdl_buffer_add(out, bytes.data, bytes.length);
		bdl_buffer_byte(out, '\n');
		free(bytes.data);
	}
	page->broken |= out->failed;
}

/* Lists grow in the page's own arena and are kept at their true length. */
static void *keep(struct look *l, const void *list, size_t count, size_t size)
{
	void *kept = count ? bdl_arena_alloc(&l->seen->arena, count * size) : NULL;

	if (kept)
		memcpy(kept, list, count * size);
	l->failed |= count && !kept;
	return kept;
}

void look_content(struct look *l, unsigned row)
{
	struct look_walk *w = calloc(1, sizeof(*w));
	struct bdl_seen_page *page = &l->seen->pages[row];
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const struct pdf_value *dict, *resources;

	if (!w) {
		l->failed = true;
		return;
	}
	*w = (struct look_walk){.look = l, .page = page, .arena = BDL_ARENA_INIT};
	w->stack[0] = (struct look_state){.stretch = 1, .space = &bdl_value_null};
	look_matrix(&l->pages[row], w->stack[0].ctm);
	no_path(w);
	dict = look_page_dict(l, &w->arena, &l->pages[row]);
	resources = look_load(l, &w->arena, bdl_value_find(dict, "/Resources"));
	if (resources->type != PDF_DICT)
		resources = look_load(l, &w->arena, l->pages[row].resources);
	gather(l, bdl_value_find(dict, "/Contents"), page, &text, &w->arena);
	walk_stream(w, bdl_buffer_string(&text), text.length, resources, 0);
	page->runs = keep(l, page->runs, page->run_count, sizeof(*page->runs));
	page->pictures = keep(l, page->pictures, page->picture_count, sizeof(*page->pictures));
	bdl_buffer_release(&text);
	bdl_arena_release(&w->arena);
	free(w);
}
