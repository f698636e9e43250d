/* Marks: see marks.h. */
#include "judge/marks.h"

#include "base/text.h"
#include <stdio.h>
#include <string.h>

#define CASE_FILE "bundle.yaml"
#define INITIALS_MOST 4
#define WORDS_MOST 32

/* ---- initials ---- */

/* The capital, A to Z, that a character is or is made of; 0 if it is another. small: it is written
 * small. */
static char capital(uint32_t code, bool *small)
{
	/* U+00C0 to U+017F: the letters of Latin-1 and Latin Extended-A without their accents;
	 * small letters small */
	static const char latin[] =
		"AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
		"AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlL"
		"lLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
	char c = 0;

	if (code < 0x80)
		c = bdl_is_alpha((int)code) ? (char)code : 0;
	else if (code >= 0xC0 && code < 0xC0 + sizeof(latin) - 1 && latin[code - 0xC0] != '*')
		c = latin[code - 0xC0];
	*small = c >= 'a';
	return (char)(*small ? c - 'a' + 'A' : c);
}

/*
 * First letters of the words of a name, styles ("Mr") aside. `all`: of small words ("van der") too.
 * How many there are.
 */
static size_t first_letters(const char *name, bool all, char out[WORDS_MOST])
{
	size_t count = 0;

	while (*name && count < WORDS_MOST) {
		size_t length = strcspn(name, " -.,");
		uint32_t code;
		bool small;
		char c;

		bdl_utf8_next(name, length, &code);
		c = length && !bdl_is_style(name, length) ? capital(code, &small) : 0;
		if (c && (all || !small))
			out[count++] = c;
		name += length;
		name += *name ? 1 : 0;
	}
	return count;
}

/* "AB" of "Anna Brown"; of more than four words the first three and the last. */
static int derive_initials(struct bdl_bundle *b, struct bdl_statement *s, struct bdl_error *err)
{
	char letters[WORDS_MOST], initials[INITIALS_MOST + 1] = "";
	size_t count = first_letters(s->witness, false, letters);

	if (count < 2)
		count = first_letters(s->witness, true, letters);
	if (count < 2) {
		bdl_fail(err, BDL_EFORMAT, CASE_FILE,
			"statements: \"%.100s\" has no two initials for the marks of exhibits",
			s->witness);
		return bdl_hint(err, "add two to four capitals: initials: AB");
	}
	for (size_t i = 0; i < count && i < INITIALS_MOST; i++)
		initials[i] = letters[i];
	if (count > INITIALS_MOST)
		initials[INITIALS_MOST - 1] = letters[count - 1];
	s->initials = bdl_arena_string(&b->arena, initials);
	return s->initials ? 0 : bdl_fail_memory(err);
}

/* ---- statements of one witness ---- */

static bool same_witness(const struct bdl_statement *a, const struct bdl_statement *b)
{
	return bdl_text_casecmp(a->witness, b->witness) == 0;
}

/* The newest statement of the same witness in front of number `at`; NULL: there is none. */
static const struct bdl_statement *earlier(const struct bdl_court *c, size_t at)
{
	for (size_t i = at; i-- > 0;)
		if (same_witness(&c->statements[i], &c->statements[at]))
			return &c->statements[i];
	return NULL;
}

static int settle_witness(struct bdl_bundle *b, size_t at, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;
	struct bdl_statement *s = &c->statements[at];
	const struct bdl_statement *before = earlier(c, at);

	if (!s->initials && before)
		s->initials = before->initials;
	if (!s->initials && derive_initials(b, s, err) < 0)
		return -1;
	for (size_t i = 0; i < at; i++) {
		bool same = same_witness(&c->statements[i], s);

		if (same == (strcmp(c->statements[i].initials, s->initials) == 0))
			continue;
		if (same)
			bdl_fail(err, BDL_EFORMAT, CASE_FILE,
				"statements: %.100s has the initials %s and %s", s->witness,
				c->statements[i].initials, s->initials);
		else
			bdl_fail(err, BDL_EFORMAT, CASE_FILE,
				"statements: %.100s and %.100s have the same initials, %s",
				c->statements[i].witness, s->witness, s->initials);
		return bdl_hint(err,
			"give each witness initials of their own, three letters for instance: "
			"initials: ABC");
	}
	if (s->number == 0)
		s->number = before ? before->number + 1 : 1;
	if (!before || s->number > before->number)
		return 0;
	bdl_fail(err, BDL_EFORMAT, CASE_FILE,
		"statements: number %u of %.100s stands behind number %u", s->number, s->witness,
		before->number);
	return bdl_hint(err, "list the statements of a witness in their order");
}

/* ---- marks ---- */

/* The highest number that the witness's marks have so far; 0: none. */
static unsigned highest(const struct bdl_court *c, size_t at, size_t exhibits)
{
	unsigned most = 0;

	for (size_t i = 0; i <= at; i++) {
		const struct bdl_statement *s = &c->statements[i];
		size_t count = i < at ? s->exhibit_count : exhibits;

		for (size_t k = 0; same_witness(s, &c->statements[at]) && k < count; k++) {
			size_t initials;
			unsigned number;

			if (bdl_mark_parse(s->exhibits[k].mark, &initials, &number) &&
				number > most)
				most = number;
		}
	}
	return most;
}

/* A mark that bundle.yaml gives. */
static int check_mark(
	const struct bdl_statement *s, const char *mark, unsigned least, struct bdl_error *err)
{
	size_t initials;
	unsigned number;

	if (!bdl_mark_parse(mark, &initials, &number))
		return bdl_fail(err, BDL_EFORMAT, CASE_FILE, "\"%.60s\" is no mark", mark);
	if (strlen(s->initials) != initials || strncmp(mark, s->initials, initials) != 0) {
		bdl_fail(err, BDL_EFORMAT, CASE_FILE,
			"the mark %s does not begin with the initials of %.100s, %s", mark,
			s->witness, s->initials);
		return bdl_hint(err, "give the statement other initials, or the exhibit another "
				     "mark");
	}
	if (number >= least)
		return 0;
	bdl_fail(err, BDL_EFORMAT, CASE_FILE, "the mark %s comes behind %s%u", mark, s->initials,
		least - 1);
	return bdl_hint(err,
		"marks run on across all the statements of a witness: the next is "
		"%s%u",
		s->initials, least);
}

static int mark_statement(struct bdl_bundle *b, size_t at, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;
	struct bdl_statement *s = &c->statements[at];
	unsigned next = highest(c, at, 0) + 1;

	if (s->first_exhibit > 0 && s->first_exhibit < next) {
		bdl_fail(err, BDL_EFORMAT, CASE_FILE,
			"statements: first_exhibit is %u, but %s%u is taken", s->first_exhibit,
			s->initials, next - 1);
		return bdl_hint(err, "the next of %.100s is %u", s->witness, next);
	}
	next = s->first_exhibit > 0 ? s->first_exhibit : next;
	for (size_t i = 0; i < s->exhibit_count; i++) {
		struct bdl_exhibited *x = &s->exhibits[i];

		if (x->mark && check_mark(s, x->mark, next, err) < 0)
			return -1;
		if (!x->mark)
			x->mark = bdl_arena_printf(&b->arena, "%s%u", s->initials, next);
		if (!x->mark)
			return bdl_fail_memory(err);
		next = highest(c, at, i + 1) + 1;
	}
	return 0;
}

int bdl_mark_exhibits(struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;

	for (size_t i = 0; c && i < c->statement_count; i++)
		if (settle_witness(b, i, err) < 0)
			return -1;
	for (size_t i = 0; c && i < c->statement_count; i++)
		if (mark_statement(b, i, err) < 0)
			return -1;
	return 0;
}
