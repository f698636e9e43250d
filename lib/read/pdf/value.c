/* See value.h. */
#include "read/pdf/value.h"

#include "read/pdf/lex.h"

#include <string.h>

#define DEPTH_MOST 100

const struct pdf_value bdl_value_null = {.type = PDF_NULL};

struct parser {
	struct bdl_arena *arena;
	struct pdf_lex lex;
	enum pdf_token token; /* the newest, not used yet */
};

static void advance(struct parser *p)
{
	p->token = bdl_lex_next(&p->lex);
}

static struct pdf_value *make(struct parser *p, enum pdf_type type)
{
	struct pdf_value *v = bdl_arena_alloc(p->arena, sizeof(*v));

	if (!v)
		return NULL;
	v->type = type;
	v->text = p->lex.word;
	v->length = p->lex.length;
	return v;
}

static bool is_word(const struct parser *p, const char *word)
{
	return p->token == PDF_KEYWORD && p->lex.length == strlen(word) &&
	       memcmp(p->lex.word, word, p->lex.length) == 0;
}

static bool fits_int(double n)
{
	return n >= 0 && n <= 2147483647.0;
}

/* A number, or the three words of a reference. The parser stands on the first. */
static struct pdf_value *number_or_reference(struct parser *p)
{
	struct pdf_value *v = make(p, PDF_NUMBER);
	bool whole = p->token == PDF_INTEGER;
	struct parser ahead;

	if (!v)
		return NULL;
	v->number = bdl_lex_number(v->text, v->length);
	advance(p);
	if (!whole || p->token != PDF_INTEGER || !fits_int(v->number))
		return v;
	ahead = *p;
	double generation = bdl_lex_number(ahead.lex.word, ahead.lex.length);

	advance(&ahead);
	if (!is_word(&ahead, "R") || !fits_int(generation))
		return v;
	v->type = PDF_REF;
	v->id = (int)v->number;
	v->generation = (int)generation;
	*p = ahead;
	advance(p);
	return v;
}

static struct pdf_value *scalar(struct parser *p)
{
	enum pdf_type type = PDF_NULL;
	struct pdf_value *v;

	if (p->token == PDF_LITERAL || p->token == PDF_HEX)
		type = PDF_STRING;
	else if (p->token == PDF_WORD_NAME)
		type = PDF_NAME;
	else if (is_word(p, "true") || is_word(p, "false"))
		type = PDF_BOOL;
	v = make(p, type);
	advance(p);
	return v;
}

static struct pdf_value *value(struct parser *p, unsigned depth);

/* Members up to `close`; the parser stands behind the opening bracket. -1: out of memory. */
static int members(struct parser *p, struct pdf_value *owner, enum pdf_token close, unsigned depth)
{
	const struct pdf_value **tail = &owner->first;

	while (p->token != close && p->token != PDF_END) {
		const char *key = p->lex.word;
		size_t key_length = p->lex.length;
		struct pdf_value *v;

		if (owner->type == PDF_DICT) {
			bool named = p->token == PDF_WORD_NAME;

			advance(p);
			if (!named)
				continue;
		}
		v = value(p, depth);
		if (!v)
			return -1;
		if (owner->type == PDF_DICT) {
			v->key = key;
			v->key_length = key_length;
		}
		*tail = v;
		tail = &v->next;
	}
	advance(p);
	return 0;
}

static struct pdf_value *value(struct parser *p, unsigned depth)
{
	bool array = p->token == PDF_ARRAY_OPEN;
	struct pdf_value *v;

	if (p->token == PDF_INTEGER || p->token == PDF_REAL)
		return number_or_reference(p);
	if ((!array && p->token != PDF_DICT_OPEN) || depth == DEPTH_MOST)
		return scalar(p);
	v = make(p, array ? PDF_ARRAY : PDF_DICT);
	advance(p);
	if (!v || members(p, v, array ? PDF_ARRAY_CLOSE : PDF_DICT_CLOSE, depth + 1) < 0)
		return NULL;
	return v;
}

const struct pdf_value *bdl_value_parse(struct bdl_arena *a, const char *text, size_t length)
{
	struct parser p = {.arena = a};

	bdl_lex_init(&p.lex, text, length);
	advance(&p);
	return value(&p, 0);
}

const struct pdf_value *bdl_value_find_name(
	const struct pdf_value *v, const char *key, size_t length)
{
	if (v->type != PDF_DICT)
		return &bdl_value_null;
	for (const struct pdf_value *m = v->first; m; m = m->next)
		if (m->key_length == length && memcmp(m->key, key, length) == 0)
			return m;
	return &bdl_value_null;
}

const struct pdf_value *bdl_value_find(const struct pdf_value *v, const char *key)
{
	return bdl_value_find_name(v, key, strlen(key));
}

bool bdl_value_is_name(const struct pdf_value *v, const char *name)
{
	return v->type == PDF_NAME && v->length == strlen(name) &&
	       memcmp(v->text, name, v->length) == 0;
}

bool bdl_value_is_key(const struct pdf_value *member, const char *key)
{
	return member->key_length == strlen(key) &&
	       memcmp(member->key, key, member->key_length) == 0;
}

size_t bdl_value_count(const struct pdf_value *v)
{
	size_t count = 0;

	if (v->type == PDF_ARRAY || v->type == PDF_DICT)
		for (const struct pdf_value *m = v->first; m; m = m->next)
			count++;
	return count;
}
