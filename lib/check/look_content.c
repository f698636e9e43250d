/*
 * Look, the content of a page: what text it shows and how, which pictures, whether anything is
 * drawn. Walks content streams and the forms in them with the graphics state that matters; clipping
 * and transparency are not followed. See look.h; ISO 32000-1, 8 and 9.
 */
#include "check/look.h"

#include "read/pdf/content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FORM_DEPTH_MOST 12u
#define STATES_MOST 64u
#define OPERATIONS_MOST 4000000u /* of one page with its forms */
#define CONTENT_MOST ((size_t)256 << 20)
#define STREAMS_MOST 100000u
#define RUNS_MOST 20000u /* of one page, after joining */
#define PICTURES_MOST 20000u
#define DRAWN_MOST 64u /* boxes near head and foot; more become one */
#define EDGE 0.15 /* of the page's height: near head and foot */
#define EDGE_LEAST 80.0 /* points */
#define WHITE 0.93
#define UNKNOWN (-1.0)
#define GAP_MOST 1.5 /* of the type's size: runs on one line nearer than that are one */

struct state {
	double ctm[6];
	double colour[3];
	const struct pdf_value *space; /* of the fill colour where it is none of the plain ones */
	double size, spacing, word_spacing, stretch, leading, rise;
	int mode;
	uint32_t font;
	bool has_font;
};

struct walk {
	struct look *look;
	struct bdl_seen_page *page;
	struct bdl_arena arena;
	unsigned operations;
	struct state stack[STATES_MOST];
	unsigned depth;
	double text[6], line[6];
	struct look_box
		path; /* what the path at hand covers, as seen; left above right: nothing yet */
};

enum { FONTS, OBJECTS, SPACES, KINDS };

/* One stream with the resources that its names are found in. */
struct stream {
	struct walk *walk;
	const struct pdf_value *resources;
	unsigned depth, base; /* forms above; states that are not this stream's to take away */
	const struct pdf_value
		*kinds[KINDS]; /* dictionaries of resources, once they were asked for */
	struct pdf_content content;
	size_t before; /* where the operands of the operation at hand begin */
};

static void multiply(const double a[6], const double b[6], double out[6])
{
	const double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
		a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
		a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};

	memcpy(out, m, sizeof(m));
}

static struct state *now(struct walk *w)
{
	return &w->stack[w->depth];
}

static const struct pdf_value *resource(
	struct stream *s, unsigned kind, const struct pdf_operation *op)
{
	static const char *const keys[KINDS] = {"/Font", "/XObject", "/ColorSpace"};
	struct walk *w = s->walk;

	if (!s->kinds[kind])
		s->kinds[kind] = look_get(w->look, &w->arena, s->resources, keys[kind]);
	return op->name ? bdl_value_find_name(s->kinds[kind], op->name, op->name_length)
			: &bdl_value_null;
}

/* ---- colour ---- */

static void set_grey(struct state *g, double v)
{
	g->colour[0] = g->colour[1] = g->colour[2] = v;
}

static void set_cmyk(struct state *g, const double c[4])
{
	for (int i = 0; i < 3; i++)
		g->colour[i] = (1 - fmin(1, c[i])) * (1 - fmin(1, c[3]));
}

static void set_by_count(struct state *g, const double *n, unsigned count)
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

static void choose_space(struct stream *s, const struct pdf_operation *op)
{
	static const char *const plain[] = {
		"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/G", "/RGB", "/CMYK"};
	struct state *g = now(s->walk);

	g->space = &bdl_value_null;
	set_grey(g, 0);
	for (size_t i = 0; op->name && i < sizeof(plain) / sizeof(*plain); i++)
		if (strlen(plain[i]) == op->name_length &&
			memcmp(plain[i], op->name, op->name_length) == 0)
			return;
	g->space = look_load(s->walk->look, &s->walk->arena, resource(s, SPACES, op));
	if (g->space->type != PDF_ARRAY)
		set_grey(g, UNKNOWN);
}

static void choose_colour(struct stream *s, const struct pdf_operation *op)
{
	struct state *g = now(s->walk);
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

/* ---- text ---- */

struct shown {
	double advance; /* along the baseline, in units of text space */
	bool any;
};

static void add_code(
	const struct state *g, const struct look_font *f, unsigned code, struct shown *out)
{
	double wide = f ? (double)f->widths[f->wide ? 0 : code & 255] : 0.5;

	out->advance +=
		(wide * g->size + g->spacing + (code == ' ' ? g->word_spacing : 0)) * g->stretch;
	out->any |= f && f->wide ? code != 0 : code > ' ';
}

static unsigned hex_digit(char c)
{
	return c >= '0' && c <= '9' ? (unsigned)(c - '0') : ((unsigned)c | 32u) - 'a' + 10u;
}

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (((unsigned)c | 32u) >= 'a' && ((unsigned)c | 32u) <= 'f');
}

struct codes {
	const struct state *g;
	const struct look_font *f;
	struct shown *out;
	unsigned pending;
	bool half;
};

/* Bytes of a string become codes: one each, or two. */
static void add_byte(struct codes *c, unsigned byte)
{
	if (!c->f || !c->f->wide) {
		add_code(c->g, c->f, byte, c->out);
	} else if (c->half) {
		add_code(c->g, c->f, c->pending << 8 | byte, c->out);
		c->half = false;
	} else {
		c->pending = byte;
		c->half = true;
	}
}

static void add_hex(struct codes *c, const char *text, size_t length)
{
	unsigned high = 0;
	bool half = false;

	for (size_t i = 0; i < length; i++) {
		if (!is_hex(text[i]))
			continue;
		if (half)
			add_byte(c, high << 4 | hex_digit(text[i]));
		high = hex_digit(text[i]);
		half = !half;
	}
	if (half)
		add_byte(c, high << 4);
}

static void add_literal(struct codes *c, const char *text, size_t length)
{
	for (size_t i = 1; i + 1 < length; i++) {
		unsigned byte = (unsigned char)text[i];

		if (byte == '\\' && i + 2 < length) {
			byte = (unsigned char)text[++i];
			if (byte >= '0' && byte <= '7') {
				unsigned digits = 1;

				for (byte -= '0'; digits < 3 && i + 2 < length &&
						  text[i + 1] >= '0' && text[i + 1] <= '7';
					digits++)
					byte = byte * 8 + (unsigned)(text[++i] - '0');
			} else if (byte == '\n' || byte == '\r') {
				continue;
			}
		}
		add_byte(c, byte & 255);
	}
}

/* What the operands show: strings, and the numbers between them. */
static struct shown measure(struct stream *s, const struct state *g, size_t end)
{
	const struct look *l = s->walk->look;
	const struct look_font *f = g->has_font && l->seen->font_count ? &l->fonts[g->font] : NULL;
	struct shown out = {0};
	struct codes c = {.g = g, .f = f, .out = &out};
	struct pdf_lex lex;
	enum pdf_token t;
	bool array = false;

	bdl_lex_init(&lex, s->content.lex.start + s->before, end - s->before);
	while ((t = bdl_lex_next(&lex)) != PDF_END) {
		if (t == PDF_LITERAL)
			add_literal(&c, lex.word, lex.length);
		else if (t == PDF_HEX)
			add_hex(&c, lex.word, lex.length);
		else if (t == PDF_ARRAY_OPEN)
			array = true;
		else if (array && (t == PDF_INTEGER || t == PDF_REAL))
			out.advance -=
				bdl_lex_number(lex.word, lex.length) / 1000 * g->size * g->stretch;
	}
	return out;
}

static double finite(double v)
{
	return v > -1e7 && v < 1e7 ? v : 0;
}

/* Joins the run to the one before it, if they stand on one line and look the same. */
static bool joins(struct bdl_seen_page *p, const struct bdl_seen_run *r)
{
	struct bdl_seen_run *last = p->run_count ? &p->runs[p->run_count - 1] : NULL;
	double gap = GAP_MOST * r->size;

	if (!last || last->font != r->font || last->invisible != r->invisible ||
		fabs(last->size - r->size) > 0.05 || fabs(last->angle - r->angle) > 0.1 ||
		last->red != r->red || last->green != r->green || last->blue != r->blue)
		return false;
	if (r->angle == 0 || r->angle == 180) {
		if (fabs(last->bottom - r->bottom) > LOOK_SAME_LINE * r->size ||
			r->left > last->right + gap || last->left > r->right + gap)
			return false;
	} else if (r->left > last->right + gap || last->left > r->right + gap ||
		   r->bottom > last->top + gap || last->bottom > r->top + gap) {
		return false;
	}
	last->left = fmin(last->left, r->left);
	last->bottom = fmin(last->bottom, r->bottom);
	last->right = fmax(last->right, r->right);
	last->top = fmax(last->top, r->top);
	return true;
}

static void add_run(struct walk *w, const struct bdl_seen_run *r)
{
	struct bdl_seen_page *p = w->page;
	struct bdl_seen_run *grown;

	if (joins(p, r))
		return;
	if (p->run_count == RUNS_MOST) {
		p->broken = true;
		return;
	}
	grown = look_more(w->look, &w->arena, p->runs, &p->run_count, sizeof(*grown));
	if (!grown)
		return;
	p->runs = grown;
	grown[p->run_count - 1] = *r;
}

/* From the descenders to the height of capitals, along the advance. */
static void box_run(const double m[6], double advance, double size, struct bdl_seen_run *r)
{
	const double x[2] = {0, advance}, y[2] = {-0.2 * size, 0.75 * size};

	r->left = r->bottom = 1e9;
	r->right = r->top = -1e9;
	for (int i = 0; i < 4; i++) {
		double px = finite(m[0] * x[i & 1] + m[2] * y[i >> 1] + m[4]);
		double py = finite(m[1] * x[i & 1] + m[3] * y[i >> 1] + m[5]);

		r->left = fmin(r->left, px);
		r->right = fmax(r->right, px);
		r->bottom = fmin(r->bottom, py);
		r->top = fmax(r->top, py);
	}
}

static void show(struct stream *s, size_t end)
{
	struct walk *w = s->walk;
	struct state *g = now(w);
	struct shown shown = measure(s, g, end);
	const double raised[6] = {1, 0, 0, 1, 0, g->rise},
		     along[6] = {1, 0, 0, 1, shown.advance, 0};
	double m[6], height = g->has_font && w->look->seen->font_count
				      ? w->look->fonts[g->font].height
				      : 1;
	struct bdl_seen_run r = {.red = g->colour[0],
		.green = g->colour[1],
		.blue = g->colour[2],
		.invisible = g->mode == 3,
		.font = g->font};

	multiply(raised, w->text, m);
	multiply(m, g->ctm, m);
	multiply(along, w->text, w->text);
	r.size = finite(fabs(g->size) * height * hypot(m[2], m[3]));
	r.angle = fmod(atan2(m[1] * (g->size < 0 ? -1 : 1), m[0] * (g->size < 0 ? -1 : 1)) * 180 /
				       3.14159265358979323846 +
			       360,
		360);
	/* words in a mirror are no words upside down: no turning mends them */
	if (m[0] * m[3] < m[1] * m[2])
		r.angle = fmod(r.angle, 180);
	if (r.angle > 359.9 || r.angle < 0.1)
		r.angle = 0;
	if (!shown.any || !(r.size > 0) || g->mode == 7)
		return;
	box_run(m, shown.advance, g->size, &r);
	add_run(w, &r);
}

static void next_line(struct walk *w, double x, double y)
{
	const double step[6] = {1, 0, 0, 1, x, y};

	multiply(step, w->line, w->line);
	memcpy(w->text, w->line, sizeof(w->text));
}

static void choose_font(struct stream *s, const struct pdf_operation *op)
{
	struct state *g = now(s->walk);
	const struct pdf_value *v = resource(s, FONTS, op);

	if (op->number_count)
		g->size = op->numbers[op->number_count - 1];
	g->has_font = v->type == PDF_REF || v->type == PDF_DICT;
	if (g->has_font)
		g->font = look_font(s->walk->look, v);
}

static void text_operation(struct stream *s, const struct pdf_operation *op)
{
	static const double one[6] = {1, 0, 0, 1, 0, 0};
	struct walk *w = s->walk;
	struct state *g = now(w);
	const double *n = op->numbers;
	unsigned count = op->number_count;

	if (op->code == PDF_OP2('B', 'T')) {
		memcpy(w->line, one, sizeof(one));
		memcpy(w->text, one, sizeof(one));
	} else if (op->code == PDF_OP2('T', 'f')) {
		choose_font(s, op);
	} else if (op->code == PDF_OP2('T', 'm') && count >= 6) {
		memcpy(w->line, n, sizeof(w->line));
		memcpy(w->text, n, sizeof(w->text));
	} else if ((op->code == PDF_OP2('T', 'd') || op->code == PDF_OP2('T', 'D')) && count >= 2) {
		if (op->code == PDF_OP2('T', 'D'))
			g->leading = -n[1];
		next_line(w, n[0], n[1]);
	} else if (op->code == PDF_OP2('T', '*')) {
		next_line(w, 0, -g->leading);
	} else if (op->code == PDF_OP2('T', 'j') || op->code == PDF_OP2('T', 'J')) {
		show(s, op->at);
	} else if (op->code == PDF_OP1('\'') || op->code == PDF_OP1('"')) {
		if (op->code == PDF_OP1('"') && count >= 2) {
			g->word_spacing = n[0];
			g->spacing = n[1];
		}
		next_line(w, 0, -g->leading);
		show(s, op->at);
	} else if (count < 1) {
		return;
	} else if (op->code == PDF_OP2('T', 'c')) {
		g->spacing = n[0];
	} else if (op->code == PDF_OP2('T', 'w')) {
		g->word_spacing = n[0];
	} else if (op->code == PDF_OP2('T', 'z')) {
		g->stretch = n[0] / 100;
	} else if (op->code == PDF_OP2('T', 'L')) {
		g->leading = n[0];
	} else if (op->code == PDF_OP2('T', 's')) {
		g->rise = n[0];
	} else if (op->code == PDF_OP2('T', 'r')) {
		g->mode = n[0] >= 0 && n[0] < 8 ? (int)n[0] : 0;
	}
}

/* ---- pictures and forms ---- */

static void add_picture(struct walk *w, double width, double height, bool mask, bool one)
{
	const double *m = now(w)->ctm;
	double across = hypot(m[0], m[1]) / 72, up = hypot(m[2], m[3]) / 72;
	struct bdl_seen_picture *p = look_more(
		w->look, &w->arena, w->page->pictures, &w->page->picture_count, sizeof(*p));

	if (!p)
		return;
	w->page->pictures = p;
	p += w->page->picture_count - 1;
	p->left = finite(m[4] + fmin(0, m[0]) + fmin(0, m[2]));
	p->right = finite(m[4] + fmax(0, m[0]) + fmax(0, m[2]));
	p->bottom = finite(m[5] + fmin(0, m[1]) + fmin(0, m[3]));
	p->top = finite(m[5] + fmax(0, m[1]) + fmax(0, m[3]));
	p->grey_or_black = one;
	if (!mask && across > 0 && up > 0)
		p->dots = finite(fmax(width / across, height / up));
	if (w->page->picture_count > PICTURES_MOST) {
		w->page->picture_count--;
		w->page->broken = true;
	}
}

static bool has_one_component(struct walk *w, const struct pdf_value *dict)
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
static void inline_picture(struct stream *s, size_t from)
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

static void walk_stream(struct walk *w, const char *text, size_t length,
	const struct pdf_value *resources, unsigned depth);

static void draw_form(struct stream *s, const struct pdf_value *ref, const struct pdf_value *dict)
{
	struct walk *w = s->walk;
	const struct pdf_value *resources = look_get(w->look, &w->arena, dict, "/Resources"),
			       *matrix;
	double m[6] = {1, 0, 0, 1, 0, 0}, text[6], line[6];
	struct pdf_bytes bytes;
	size_t i = 0;

	if (s->depth == FORM_DEPTH_MOST || w->depth + 1 == STATES_MOST) {
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
		multiply(m, now(w)->ctm, now(w)->ctm);
	walk_stream(w, (const char *)bytes.data, bytes.length,
		resources->type == PDF_DICT ? resources : s->resources, s->depth + 1);
	w->depth--;
	memcpy(w->text, text, sizeof(text));
	memcpy(w->line, line, sizeof(line));
	free(bytes.data);
}

static void draw_object(struct stream *s, const struct pdf_operation *op)
{
	struct walk *w = s->walk;
	const struct pdf_value *ref = resource(s, OBJECTS, op), *dict, *kind;

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

static void no_path(struct walk *w)
{
	w->path = (struct look_box){1e9, 1e9, -1e9, -1e9};
}

static void add_point(struct walk *w, double x, double y)
{
	const double *m = now(w)->ctm;
	double px = finite(m[0] * x + m[2] * y + m[4]), py = finite(m[1] * x + m[3] * y + m[5]);

	w->path.left = fmin(w->path.left, px);
	w->path.right = fmax(w->path.right, px);
	w->path.bottom = fmin(w->path.bottom, py);
	w->path.top = fmax(w->path.top, py);
}

static void path_operation(struct walk *w, const struct pdf_operation *op)
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
static void paint(struct walk *w, bool only_filled)
{
	struct look_page *p = &w->look->pages[w->page - w->look->seen->pages];
	const struct state *g = now(w);
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

static void save(struct walk *w)
{
	if (w->depth + 1 == STATES_MOST) {
		w->page->broken = true;
		return;
	}
	w->stack[w->depth + 1] = w->stack[w->depth];
	w->depth++;
}

static void colour_operation(struct stream *s, const struct pdf_operation *op)
{
	struct state *g = now(s->walk);

	if (op->code == PDF_OP2('c', 's')) {
		choose_space(s, op);
	} else if (op->code == PDF_OP2('s', 'c') || op->code == PDF_OP3('s', 'c', 'n')) {
		choose_colour(s, op);
	} else {
		g->space = &bdl_value_null;
		set_by_count(g, op->numbers, op->number_count);
	}
}

static void operate(struct stream *s, const struct pdf_operation *op)
{
	struct walk *w = s->walk;

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
			multiply(op->numbers, now(w)->ctm, now(w)->ctm);
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
		text_operation(s, op);
	}
}

static void walk_stream(struct walk *w, const char *text, size_t length,
	const struct pdf_value *resources, unsigned depth)
{
	struct stream s = {.walk = w, .resources = resources, .depth = depth, .base = w->depth};
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
	struct walk *w = calloc(1, sizeof(*w));
	struct bdl_seen_page *page = &l->seen->pages[row];
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const struct pdf_value *dict, *resources;

	if (!w) {
		l->failed = true;
		return;
	}
	*w = (struct walk){.look = l, .page = page, .arena = BDL_ARENA_INIT};
	w->stack[0] = (struct state){.stretch = 1, .space = &bdl_value_null};
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
