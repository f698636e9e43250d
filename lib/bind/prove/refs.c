/*
 * Prove, the references of an object ("12 0 R") as its bytes name them. Only words are parted here,
 * no values are read: what this finds is never less than what libqpdf finds in the same bytes.
 */
#include "bind/prove/inside.h"

#include <limits.h>
#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_delimiter(char c)
{
	return c && strchr("()<>[]{}/%", c);
}

static void skip_word(struct bdl_refs *r)
{
	while (r->at < r->end && !is_blank(*r->at) && !is_delimiter(*r->at))
		r->at++;
}

static void skip_to(struct bdl_refs *r, const char *ends)
{
	while (r->at < r->end && !(*r->at && strchr(ends, *r->at)))
		r->at++;
}

/* From "(" on, over brackets within it. */
static void skip_string(struct bdl_refs *r)
{
	unsigned depth = 0;

	for (; r->at < r->end; r->at++) {
		if (*r->at == '\\')
			r->at++;
		else if (*r->at == '(')
			depth++;
		else if (*r->at == ')' && --depth == 0)
			break;
	}
	if (r->at < r->end)
		r->at++;
	else
		r->at = r->end;
}

/* Whatever begins with a delimiter; a name is kept. */
static void skip_delimited(struct bdl_refs *r)
{
	const char *from = r->at;

	if (*from == '(') {
		skip_string(r);
		return;
	}
	r->at++;
	if (*from != '%')
		r->is_value = *from == '/';
	if (*from == '/') {
		skip_word(r);
		r->key = from;
		r->key_length = (size_t)(r->at - from);
	} else if (*from == '%') {
		skip_to(r, "\r\n");
	} else if (*from == '<' && r->at < r->end && *r->at != '<') {
		skip_to(r, ">");
	} else if (*from == '<' && r->at < r->end) {
		r->at++;
	}
}

/* -1: the word is no whole number, or a larger one than objects have. */
static int whole_number(const char *word, size_t length)
{
	int value = 0;

	for (size_t i = 0; i < length; i++) {
		if (word[i] < '0' || word[i] > '9' || value > (INT_MAX - 9) / 10)
			return -1;
		value = value * 10 + (word[i] - '0');
	}
	return value;
}

static bool is_word(const char *word, size_t length, const char *wanted)
{
	return length == strlen(wanted) && memcmp(word, wanted, length) == 0;
}

struct bdl_refs bdl_refs_of(const struct prover *p, unsigned object)
{
	const char *row = p->pdf + p->rows + (size_t)object * BDL_TABLE_ROW;
	size_t at = 0;

	for (int i = 0; i < 10; i++)
		at = at * 10 + (size_t)(row[i] - '0');
	return (struct bdl_refs){.at = p->pdf + at, .end = p->pdf + p->length};
}

bool bdl_refs_key(const struct bdl_refs *r, const char *key)
{
	return is_word(r->key, r->key_length, key);
}

bool bdl_refs_next(struct bdl_refs *r)
{
	int before = -1, last = -1; /* the two words passed last, where they are whole numbers */

	r->is_value = false;
	while (r->at < r->end) {
		const char *word = r->at;
		size_t length;

		if (is_blank(*word)) {
			r->at++;
			continue;
		}
		if (is_delimiter(*word)) {
			skip_delimited(r);
			/* a comment parts no more than a blank does */
			if (*word != '%')
				before = last = -1;
			continue;
		}
		skip_word(r);
		length = (size_t)(r->at - word);
		if (is_word(word, length, "R") && before > 0 && last >= 0) {
			r->object = (unsigned)before;
			return true;
		}
		if (is_word(word, length, "endobj") || is_word(word, length, "stream"))
			r->end = r->at;
		before = last;
		last = whole_number(word, length);
	}
	return false;
}
