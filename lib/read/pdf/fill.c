/* See fill.h: which widgets need a look, and what is to be seen in them. */
#include "read/pdf/fill.h"

#include "read/pdf/content.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LEVELS_MOST 16 /* of the tree of fields */
#define SIDE_MOST 20000.0
#define CHARACTERS_MOST 20000 /* bytes of a value */

#define LIST_SIZE 12.0 /* of type in a list that does not say */
#define LIST_LEADING 1.15

enum {
	MULTI_LINE = 1u << 12,
	PASSWORD = 1u << 13,
	PUSH_BUTTON = 1u << 16,
	COMBO = 1u << 17,
	COMB = 1u << 24
};

struct widget {
	struct pdf_copy *copy;
	struct bdl_arena arena;
	const struct pdf_value *dict, *form;
	double width, height; /* as its words run */
	int turn; /* 0, 90, 180, 270: counter-clockwise */
};

/* An entry of the widget, of a field above it, or of the form. */
static const struct pdf_value *inherited(struct widget *w, const char *key)
{
	const struct pdf_value *v = w->dict;

	for (unsigned i = 0; i < LEVELS_MOST && v->type == PDF_DICT; i++) {
		const struct pdf_value *own = bdl_source_get(w->copy->source, &w->arena, v, key);

		if (own->type != PDF_NULL)
			return own;
		v = bdl_source_get(w->copy->source, &w->arena, v, "/Parent");
	}
	return bdl_source_get(w->copy->source, &w->arena, w->form, key);
}

static unsigned number(struct widget *w, const char *key)
{
	const struct pdf_value *v = inherited(w, key);

	return v->type == PDF_NUMBER && v->number > 0 && v->number < 4e9 ? (unsigned)v->number : 0;
}

static int turn_of(struct widget *w)
{
	const struct pdf_value *mk = bdl_source_get(w->copy->source, &w->arena, w->dict, "/MK");
	const struct pdf_value *v = bdl_source_get(w->copy->source, &w->arena, mk, "/R");
	int turn = v->type == PDF_NUMBER && fabs(v->number) < 1e6 ? (int)v->number : 0;

	return turn % 90 ? 0 : (turn % 360 + 360) % 360;
}

static bool measure(struct widget *w)
{
	const struct pdf_value *rect = bdl_source_get(w->copy->source, &w->arena, w->dict, "/Rect");
	const struct pdf_value *m = rect->type == PDF_ARRAY ? rect->first : NULL;
	double n[4];
	size_t i = 0;

	for (; m && i < 4; m = m->next)
		n[i++] = bdl_source_resolve(w->copy->source, &w->arena, m)->number;
	if (i < 4)
		return false;
	w->width = fabs(n[2] - n[0]);
	w->height = fabs(n[3] - n[1]);
	w->turn = turn_of(w);
	if (w->turn % 180) {
		double width = w->width;

		w->width = w->height;
		w->height = width;
	}
	return w->width >= 2 && w->height >= 2 && w->width <= SIDE_MOST && w->height <= SIDE_MOST;
}

/* The name of the state that a button is in; null: off. */
static const struct pdf_value *state(struct widget *w)
{
	const struct pdf_value *v = bdl_source_get(w->copy->source, &w->arena, w->dict, "/AS");

	if (v->type != PDF_NAME)
		v = inherited(w, "/V");
	return v->type == PDF_NAME && !bdl_value_is_name(v, "/Off") ? v : &bdl_value_null;
}

/* A look needs to say how large it is: without that, viewers show nothing. */
static bool is_look(struct widget *w, const struct pdf_value *ref)
{
	const struct pdf_value *dict;
	bool stream = false;

	if (ref->type != PDF_REF)
		return false;
	dict = bdl_source_load(w->copy->source, &w->arena, ref->id, ref->generation, &stream);
	return stream && bdl_value_find(dict, "/BBox")->type != PDF_NULL;
}

static bool is_framed(struct widget *w)
{
	const struct pdf_value *mk = bdl_source_get(w->copy->source, &w->arena, w->dict, "/MK");

	return bdl_value_find(mk, "/BC")->type == PDF_ARRAY;
}

static bool has_look(struct widget *w)
{
	const struct pdf_value *looks = bdl_source_get(w->copy->source, &w->arena, w->dict, "/AP");
	const struct pdf_value *normal = bdl_value_find(looks, "/N"), *now = state(w), *states;

	if (is_look(w, normal))
		return true;
	states = bdl_source_resolve(w->copy->source, &w->arena, normal);
	if (states->type != PDF_DICT)
		return false;
	if (now->type != PDF_NULL)
		return is_look(w, bdl_value_find_name(states, now->text, now->length));
	return is_look(w, bdl_value_find(states, "/Off")) || !is_framed(w);
}

/* ---- what is to be seen ---- */

/* What people read for a choice: the second of a pair [exported, shown]. */
static const struct pdf_value *shown_for(struct widget *w, const struct pdf_value *value)
{
	const struct pdf_value *options = inherited(w, "/Opt");

	for (const struct pdf_value *m = options->type == PDF_ARRAY ? options->first : NULL; m;
		m = m->next) {
		const struct pdf_value *pair = bdl_source_resolve(w->copy->source, &w->arena, m);

		if (pair->type == PDF_ARRAY && pair->first && pair->first->next &&
			pair->first->type == PDF_STRING && pair->first->length == value->length &&
			memcmp(pair->first->text, value->text, value->length) == 0)
			return pair->first->next;
	}
	return value;
}

static void add_value(struct widget *w, const struct pdf_value *v, struct bdl_buffer *out)
{
	if (v->type != PDF_STRING)
		return;
	if (out->length)
		bdl_buffer_byte(out, '\n');
	bdl_value_utf8(shown_for(w, v), out);
}

static void value_of(struct widget *w, struct bdl_buffer *out)
{
	const struct pdf_value *v = inherited(w, "/V");

	add_value(w, v, out);
	for (const struct pdf_value *m = v->type == PDF_ARRAY ? v->first : NULL; m; m = m->next)
		add_value(w, bdl_source_resolve(w->copy->source, &w->arena, m), out);
	if (out->length > CHARACTERS_MOST)
		out->length = CHARACTERS_MOST;
}

/* ---- drawing ---- */

static void add_number(struct bdl_buffer *b, double n)
{
	char text[PDF_NUMBER_TEXT];

	bdl_buffer_add(b, text, bdl_lex_write(n, text));
}

static void add_numbers(struct bdl_buffer *out, const double *n, size_t count, const char *operator)
{
	for (size_t i = 0; i < count; i++)
		add_number(out, n[i]);
	bdl_buffer_text(out, operator);
}

/* A colour of /MK: one, three or four numbers. false: none. */
static bool add_colour(
	struct widget *w, const char *key, const char *const operators[5], struct bdl_buffer *out)
{
	const struct pdf_value *mk = bdl_source_get(w->copy->source, &w->arena, w->dict, "/MK");
	const struct pdf_value *v = bdl_source_get(w->copy->source, &w->arena, mk, key);
	double n[4];
	size_t count = 0;

	for (const struct pdf_value *m = v->type == PDF_ARRAY ? v->first : NULL; m && count < 4;
		m = m->next)
		if (m->type == PDF_NUMBER && m->number >= 0 && m->number <= 1)
			n[count++] = m->number;
	if (!operators[count])
		return false;
	add_numbers(out, n, count, operators[count]);
	return true;
}

static void add_box(struct widget *w, bool framed, struct bdl_buffer *out)
{
	static const char *const fill[5] = {NULL, "g\n", NULL, "rg\n", "k\n"};
	static const char *const pen[5] = {NULL, "G\n", NULL, "RG\n", "K\n"};
	const double all[4] = {0, 0, w->width, w->height};
	const double inside[4] = {0.5, 0.5, w->width - 1, w->height - 1};

	if (add_colour(w, "/BG", fill, out))
		add_numbers(out, all, 4, "re f\n");
	if (add_colour(w, "/BC", pen, out) || framed)
		add_numbers(out, inside, 4, "re S\n");
}

/* The default appearance's colour goes out, its size comes back. */
static double add_default(struct widget *w, struct bdl_buffer *out)
{
	const struct pdf_value *v = inherited(w, "/DA");
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct pdf_content c;
	struct pdf_operation o;
	double size = 0;

	bdl_value_bytes(v, &text);
	bdl_content_init(&c, bdl_buffer_string(&text), text.length);
	bdl_buffer_text(out, "0 g\n");
	while (bdl_content_next(&c, &o)) {
		if (o.code == PDF_OP2('T', 'f') && o.number_count)
			size = o.numbers[o.number_count - 1];
		else if (o.code == PDF_OP1('g') && o.number_count == 1)
			add_numbers(out, o.numbers, 1, "g\n");
		else if (o.code == PDF_OP2('r', 'g') && o.number_count == 3)
			add_numbers(out, o.numbers, 3, "rg\n");
		else if (o.code == PDF_OP1('k') && o.number_count == 4)
			add_numbers(out, o.numbers, 4, "k\n");
	}
	bdl_buffer_release(&text);
	return size > 0 && size < 200 ? size : 0;
}

static void add_tick(const struct widget *w, struct bdl_buffer *out)
{
	double x = w->width, y = w->height, pen = (x < y ? x : y) / 8;
	const double points[6] = {0.2 * x, 0.5 * y, 0.4 * x, 0.25 * y, 0.8 * x, 0.8 * y};

	bdl_buffer_text(out, "0 G ");
	add_numbers(out, &pen, 1, "w\n");
	add_numbers(out, points, 2, "m ");
	add_numbers(out, points + 2, 2, "l ");
	add_numbers(out, points + 4, 2, "l S\n");
}

static void add_words(struct widget *w, const struct bdl_buffer *value, struct bdl_buffer *out)
{
	unsigned flags = number(w, "/Ff");
	struct pdf_setting s = {.width = w->width,
		.height = w->height,
		.align = (int)(number(w, "/Q") % 3),
		.many_lines = flags & MULTI_LINE,
		.cells = flags & COMB ? number(w, "/MaxLen") : 0};
	const double clip[4] = {0, 0, w->width, w->height};

	if (s.cells > 1000)
		s.cells = 0;
	bdl_buffer_text(out, "/Tx BMC\nq\n");
	add_numbers(out, clip, 4, "re W n\n");
	bdl_buffer_text(out, "BT\n");
	s.size = add_default(w, out);
	w->copy->losses.unset += bdl_fill_text(out, &s, bdl_buffer_string(value), value->length);
	bdl_buffer_text(out, "ET\nQ\nEMC\n");
}

/* ---- lists, of which several lines are seen ---- */

static bool is_same(const struct pdf_value *a, const struct pdf_value *b)
{
	return a->type == PDF_STRING && b->type == PDF_STRING && a->length == b->length &&
	       memcmp(a->text, b->text, a->length) == 0;
}

static bool is_chosen(struct widget *w, const struct pdf_value *exported)
{
	const struct pdf_value *v = inherited(w, "/V");

	if (v->type != PDF_ARRAY)
		return is_same(v, exported);
	for (const struct pdf_value *m = v->first; m; m = m->next)
		if (is_same(bdl_source_resolve(w->copy->source, &w->arena, m), exported))
			return true;
	return false;
}

/* One line, its lower edge at y. */
static void add_choice(struct widget *w, const struct pdf_setting *s, double y,
	const struct pdf_value *option, struct bdl_buffer *out)
{
	const struct pdf_value *pair = bdl_source_resolve(w->copy->source, &w->arena, option);
	const struct pdf_value *exported = pair, *shown = pair;
	const double line[4] = {1, y, s->width - 2, s->height}, move[6] = {1, 0, 0, 1, 0, y};
	struct bdl_buffer words = BDL_BUFFER_INIT;

	if (pair->type == PDF_ARRAY) {
		exported = pair->first ? bdl_source_resolve(w->copy->source, &w->arena, pair->first)
				       : &bdl_value_null;
		shown = pair->first && pair->first->next
				? bdl_source_resolve(w->copy->source, &w->arena, pair->first->next)
				: exported;
	}
	bdl_value_utf8(shown, &words);
	if (is_chosen(w, exported)) {
		bdl_buffer_text(out, "q 0.75 g\n");
		add_numbers(out, line, 4, "re f Q\n");
	}
	bdl_buffer_text(out, "q ");
	add_numbers(out, move, 6, "cm\nBT\n");
	w->copy->losses.unset += bdl_fill_text(out, s, bdl_buffer_string(&words), words.length);
	bdl_buffer_text(out, "ET\nQ\n");
	bdl_buffer_release(&words);
}

/* As many lines as there is room for, what is chosen on grey. false: it has no list. */
static bool add_list(struct widget *w, struct bdl_buffer *out)
{
	const struct pdf_value *options = inherited(w, "/Opt");
	const struct pdf_value *m = options->type == PDF_ARRAY ? options->first : NULL;
	struct pdf_setting s = {.width = w->width, .align = (int)(number(w, "/Q") % 3)};
	const double clip[4] = {0, 0, w->width, w->height};

	for (unsigned top = number(w, "/TI"); top && m && m->next; top--)
		m = m->next;
	if (!m)
		return false;
	bdl_buffer_text(out, "/Tx BMC\nq\n");
	add_numbers(out, clip, 4, "re W n\n");
	s.size = add_default(w, out);
	if (s.size <= 0)
		s.size = LIST_SIZE;
	s.height = s.size * LIST_LEADING;
	for (double y = w->height - 2 - s.height; m && y > -s.height; y -= s.height, m = m->next)
		add_choice(w, &s, y, m, out);
	bdl_buffer_text(out, "Q\nEMC\n");
	return true;
}

static uint32_t write_form(struct widget *w, const struct bdl_buffer *content)
{
	static const char *const matrices[4] = {
		"[1 0 0 1 0 0]", "[0 1 -1 0 0 0]", "[-1 0 0 -1 0 0]", "[0 -1 1 0 0 0]"};
	struct bdl_part_writer *out = w->copy->writer;
	uint32_t object = bdl_part_reserve(out);

	bdl_part_begin(out, object);
	bdl_part_text(out, "<</Type/XObject/Subtype/Form/BBox[0 0 ");
	bdl_copy_number(w->copy, w->width);
	bdl_copy_number(w->copy, w->height);
	/* viewers move what is turned back into the widget's rectangle */
	bdl_part_printf(out, "]/Matrix%s", matrices[w->turn / 90]);
	bdl_part_text(out, "/Resources<</Font<</BdlN ");
	bdl_part_ref(out, BDL_RELOC_FONT, 0);
	bdl_part_printf(out, ">>>>/Length %zu>>\nstream\n", content->length);
	bdl_part_bytes(out, bdl_buffer_string(content), content->length);
	bdl_part_text(out, "\nendstream");
	bdl_part_end(out);
	return object;
}

/* What is to be drawn; false: nothing, the widget stays as it is. */
static bool draw(struct widget *w, struct bdl_buffer *out)
{
	const struct pdf_value *kind = inherited(w, "/FT");
	bool outdated = bdl_value_is_name(kind, "/Tx") || bdl_value_is_name(kind, "/Ch");
	struct bdl_buffer value = BDL_BUFFER_INIT;
	unsigned flags = number(w, "/Ff");
	bool drawn = false;

	if (bdl_value_is_name(kind, "/Btn") && !(flags & PUSH_BUTTON)) {
		add_box(w, true, out);
		if (state(w)->type == PDF_NAME)
			add_tick(w, out);
		return true;
	}
	if (!outdated || (flags & PASSWORD))
		return false;
	if (bdl_value_is_name(kind, "/Ch") && !(flags & COMBO)) {
		add_box(w, false, out);
		if (add_list(w, out))
			return true;
		bdl_buffer_clear(out);
	}
	value_of(w, &value);
	if (value.length) {
		add_box(w, false, out);
		add_words(w, &value, out);
		drawn = true;
	}
	bdl_buffer_release(&value);
	return drawn;
}

/*
 * Says the document that viewers are to draw the words of its fields by themselves? Buttons keep
 * their looks.
 */
static bool are_outdated(struct widget *w)
{
	const struct pdf_value *v =
		bdl_source_get(w->copy->source, &w->arena, w->form, "/NeedAppearances");

	return v->type == PDF_BOOL && v->text[0] == 't' &&
	       !bdl_value_is_name(inherited(w, "/FT"), "/Btn");
}

/*
 * Draws a new look; false: there is none, or the old one is the better one: it is out of date at
 * worst, and shows characters that cannot be printed here.
 */
static bool needs_look(struct widget *w, struct bdl_buffer *out)
{
	unsigned unset = w->copy->losses.unset;
	bool old = has_look(w);

	if ((old && !are_outdated(w)) || !draw(w, out))
		return false;
	if (!old || w->copy->losses.unset == unset)
		return true;
	w->copy->losses.unset = unset;
	return false;
}

uint32_t bdl_fill_widget(struct pdf_copy *c, const struct pdf_value *widget)
{
	struct widget w = {.copy = c, .dict = widget};
	struct bdl_buffer content = BDL_BUFFER_INIT;
	uint32_t object = 0;

	if (!bdl_value_is_name(bdl_value_find(widget, "/Subtype"), "/Widget"))
		return 0;
	w.form = bdl_source_get(c->source, &w.arena, c->source->root, "/AcroForm");
	if (measure(&w) && needs_look(&w, &content))
		object = write_form(&w, &content);
	if (content.failed)
		c->failed = true;
	bdl_buffer_release(&content);
	bdl_arena_release(&w.arena);
	return object;
}
