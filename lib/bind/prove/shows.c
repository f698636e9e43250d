/* Shows: see shows.h. */
#include "bind/prove/shows.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define DEPTH 8 /* of q */
#define OPERANDS 8

struct graphics {
	double ctm[6];
	double colour[3];
	char font[16];
	double size;
};

struct reader {
	const char *at, *end;
	const char *fault;
	struct graphics stack[DEPTH];
	size_t depth;
	double line[6]; /* the text line matrix */
	bool in_text;
	double numbers[OPERANDS];
	size_t number_count;
	char name[16];
	char string[BDL_SHOW_TEXT];
	size_t string_length;
	bool has_string;
	struct bdl_show *shows;
	size_t *count;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
	return is_blank(c) || strchr("()<>[]{}/%", c) != NULL;
}

static void multiply(const double a[6], const double b[6], double out[6])
{
	const double m[6] = {a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
		a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
		a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};

	memcpy(out, m, sizeof(m));
}

static void add_byte(struct reader *r, int byte)
{
	if (r->string_length + 1 >= sizeof(r->string))
		r->fault = "a string that is too long";
	else
		r->string[r->string_length++] = (char)byte;
}

/* Behind a backslash: up to three octal digits, or the byte itself. */
static void read_escape(struct reader *r)
{
	int value = 0, digits = 0;

	while (r->at < r->end && digits < 3 && *r->at >= '0' && *r->at <= '7') {
		value = value * 8 + (*r->at++ - '0');
		digits++;
	}
	if (!digits && r->at < r->end)
		value = (unsigned char)*r->at++;
	if (!digits && strchr("nrtbf\n\r", value))
		r->fault = "an escape that it does not need";
	add_byte(r, value & 0xFF);
}

static void read_string(struct reader *r)
{
	r->has_string = true;
	r->string_length = 0;
	for (;;) {
		if (r->at == r->end || *r->at == '(') {
			r->fault = "a string that does not end";
			return;
		}
		if (*r->at == ')')
			break;
		if (*r->at == '\\') {
			r->at++;
			read_escape(r);
		} else {
			add_byte(r, (unsigned char)*r->at++);
		}
		if (r->fault)
			return;
	}
	r->at++;
}

static void read_number(struct reader *r)
{
	double value = 0, place = 0;
	bool negative = *r->at == '-';

	if (negative || *r->at == '+')
		r->at++;
	for (; r->at < r->end && !is_delimiter(*r->at); r->at++) {
		if (*r->at == '.' && place == 0) {
			place = 1;
		} else if (*r->at >= '0' && *r->at <= '9') {
			value = value * 10 + (*r->at - '0');
			place *= 10;
		} else {
			r->fault = "a number that is none";
			return;
		}
	}
	if (r->number_count == OPERANDS) {
		r->fault = "too many numbers";
		return;
	}
	if (place > 1)
		value /= place;
	r->numbers[r->number_count++] = negative ? -value : value;
}

/* Copies the token at `at` (up to the next delimiter) as a string. */
static void read_word(struct reader *r, char out[16])
{
	const char *start = r->at;
	size_t length;

	while (r->at < r->end && !is_delimiter(*r->at))
		r->at++;
	length = (size_t)(r->at - start);
	if (length == 0 || length >= 16) {
		r->fault = "something other than words and numbers";
		length = 0;
	}
	memcpy(out, start, length);
	out[length] = '\0';
}

static bool needs(struct reader *r, size_t numbers)
{
	if (r->number_count != numbers)
		r->fault = "an operator without its numbers";
	return !r->fault;
}

static void show(struct reader *r, const struct graphics *g)
{
	struct bdl_show *s = &r->shows[*r->count];

	if (!r->has_string || !r->in_text || *r->count == BDL_SHOWS_MAX) {
		r->fault = "too much text, or text out of place";
		return;
	}
	memcpy(s->text, r->string, r->string_length);
	s->text[r->string_length] = '\0';
	s->length = r->string_length;
	memcpy(s->font, g->font, sizeof(s->font));
	s->size = g->size;
	memcpy(s->colour, g->colour, sizeof(s->colour));
	multiply(r->line, g->ctm, s->m);
	++*r->count;
}

static void state_operator(struct reader *r, struct graphics *g, const char *op)
{
	if (strcmp(op, "q") == 0) {
		if (r->depth + 1 == DEPTH) {
			r->fault = "too many q";
			return;
		}
		r->stack[r->depth + 1] = *g;
		r->depth++;
	} else if (strcmp(op, "Q") == 0) {
		if (r->depth == 0)
			r->fault = "more Q than q";
		else
			r->depth--;
	} else if (needs(r, 6)) {
		multiply(r->numbers, g->ctm, g->ctm);
	}
}

static void text_operator(struct reader *r, struct graphics *g, const char *op)
{
	static const double one[6] = {1, 0, 0, 1, 0, 0};

	if (strcmp(op, "BT") == 0 || strcmp(op, "ET") == 0) {
		if (r->in_text == (op[0] == 'B'))
			r->fault = "text within text";
		r->in_text = op[0] == 'B';
		memcpy(r->line, one, sizeof(one));
	} else if (strcmp(op, "Tf") == 0 && needs(r, 1)) {
		memcpy(g->font, r->name, sizeof(g->font));
		g->size = r->numbers[0];
	} else if (strcmp(op, "Td") == 0 && needs(r, 2)) {
		multiply((const double[]){1, 0, 0, 1, r->numbers[0], r->numbers[1]}, r->line,
			r->line);
	} else if (strcmp(op, "Tm") == 0 && needs(r, 6)) {
		memcpy(r->line, r->numbers, sizeof(r->line));
	} else if (strcmp(op, "Tj") == 0) {
		show(r, g);
	}
}

static bool is_one_of(const char *op, const char *const *list)
{
	for (; *list; list++)
		if (strcmp(op, *list) == 0)
			return true;
	return false;
}

static void operate(struct reader *r, const char *op)
{
	static const char *const state[] = {"q", "Q", "cm", NULL};
	static const char *const text[] = {"BT", "ET", "Tf", "Td", "Tm", "Tj", NULL};
	static const char *const harmless[] = {"BMC", "EMC", "RG", "G", "w", "m", "l", "S", NULL};
	struct graphics *g = &r->stack[r->depth];

	if (is_one_of(op, state)) {
		state_operator(r, g, op);
	} else if (is_one_of(op, text)) {
		text_operator(r, g, op);
	} else if (strcmp(op, "g") == 0 && needs(r, 1)) {
		g->colour[0] = g->colour[1] = g->colour[2] = r->numbers[0];
	} else if (strcmp(op, "rg") == 0 && needs(r, 3)) {
		memcpy(g->colour, r->numbers, sizeof(g->colour));
	} else if (!is_one_of(op, harmless)) {
		r->fault = "an operator that has no business there";
	}
	r->number_count = 0;
	r->has_string = false;
}

static void read_token(struct reader *r)
{
	char op[16];

	if (is_blank(*r->at)) {
		r->at++;
	} else if (*r->at == '(') {
		r->at++;
		read_string(r);
	} else if (*r->at == '/') {
		r->at++;
		read_word(r, r->name);
	} else if (strchr("+-.0123456789", *r->at)) {
		read_number(r);
	} else {
		read_word(r, op);
		if (!r->fault)
			operate(r, op);
	}
}

const char *bdl_read_shows(
	const char *content, size_t length, struct bdl_show shows[BDL_SHOWS_MAX], size_t *count)
{
	struct reader r = {.at = content, .end = content + length, .shows = shows, .count = count};

	r.stack[0] = (struct graphics){.ctm = {1, 0, 0, 1, 0, 0}};
	*count = 0;
	while (r.at < r.end && !r.fault)
		read_token(&r);
	if (!r.fault && (r.depth || r.in_text))
		r.fault = "a beginning without an end";
	return r.fault;
}
