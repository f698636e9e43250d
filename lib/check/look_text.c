/*
 * Look, the text of a page: how far shown strings go, where they stand as seen, and how they join
 * to runs. See look_walk.h; ISO 32000-1, 9.4.
 */
#include "check/look_walk.h"

#include <math.h>

#define RUNS_MOST 20000u /* of one page, after joining */
#define GAP_MOST 1.5 /* of the type's size: runs on one line nearer than that are one */

struct shown {
	double advance; /* along the baseline, in units of text space */
	bool any;
};

static void add_code(
	const struct look_state *g, const struct look_font *f, unsigned code, struct shown *out)
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
	const struct look_state *g;
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
static struct shown measure(struct look_stream *s, const struct look_state *g, size_t end)
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

static void add_run(struct look_walk *w, const struct bdl_seen_run *r)
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
		double px = look_finite(m[0] * x[i & 1] + m[2] * y[i >> 1] + m[4]);
		double py = look_finite(m[1] * x[i & 1] + m[3] * y[i >> 1] + m[5]);

		r->left = fmin(r->left, px);
		r->right = fmax(r->right, px);
		r->bottom = fmin(r->bottom, py);
		r->top = fmax(r->top, py);
	}
}

static void show(struct look_stream *s, size_t end)
{
	struct look_walk *w = s->walk;
	struct look_state *g = look_now(w);
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

	look_multiply(raised, w->text, m);
	look_multiply(m, g->ctm, m);
	look_multiply(along, w->text, w->text);
	r.size = look_finite(fabs(g->size) * height * hypot(m[2], m[3]));
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

static void next_line(struct look_walk *w, double x, double y)
{
	const double step[6] = {1, 0, 0, 1, x, y};

	look_multiply(step, w->line, w->line);
	memcpy(w->text, w->line, sizeof(w->text));
}

static void choose_font(struct look_stream *s, const struct pdf_operation *op)
{
	struct look_state *g = look_now(s->walk);
	const struct pdf_value *v = look_resource(s, LOOK_FONTS, op);

	if (op->number_count)
		g->size = op->numbers[op->number_count - 1];
	g->has_font = v->type == PDF_REF || v->type == PDF_DICT;
	if (g->has_font)
		g->font = look_font(s->walk->look, v);
}

void look_text_operation(struct look_stream *s, const struct pdf_operation *op)
{
	static const double one[6] = {1, 0, 0, 1, 0, 0};
	struct look_walk *w = s->walk;
	struct look_state *g = look_now(w);
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
