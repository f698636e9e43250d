/*
 * What somebody listed, found as words whatever stands between and within them: broken at the end
 * of a line, set letter by letter, glued together, the last name first; numbers however their
 * figures are grouped. When in doubt it is found. See private.h.
 */
#include "base/private_fold.h"

#include <stdlib.h>
#include <string.h>

enum {
	GAP_MOST = 8 /* characters that may stand between two words of a name or an address */,
	GLUED_LEAST = 6 /* letters of words that are found without anything between them */,
	STRAY_LEAST =
		4 /* letters of a word in which a blank may stand that does not belong there */,
	BREAK_MOST = 12 /* characters between the halves of a word at the end of a line */,
	MAIL_LEAST = 3 /* letters of a name that is found in an address of mail */,
	MAIL_REACH = 80 /* characters of one, on either side */,
	NUMBER_LEAST = 7,
	NUMBER_MOST = 30, /* figures of what is searched for as a number */
	NUMBER_GAP = 3 /* characters that may stand between two of its figures */
};

/* How the letters of a word stand. */
enum way { TOGETHER, SPACED /* "E l l i e" */, STRAY /* "El lie" */ };

struct entry {
	const struct bdl_fold *f;
	const struct bdl_fold *pattern;
	enum bdl_private_kind kind;
	enum way way;
	bool glues; /* long enough to be known without anything between its words */
	bool loose; /* in an address of mail: it need not be a word of its own there */
	bool turned; /* the last name stands first: a comma between them at most */
};

size_t bdl_fold_next_joining(const struct bdl_fold *f, size_t at)
{
	while (at < f->count && !bdl_fold_joins(bdl_fold_at(f, at)))
		at++;
	return at;
}

/* ---- where words begin and end ---- */

static bool is_byte(const struct bdl_fold *f, size_t at, char least, char most)
{
	char c = f->text[f->cells[at].at];

	return c >= least && c <= most;
}

/* Between the cells at-1 and at: also between letters and figures, and in "SchoolEllie". */
static bool is_edge(const struct bdl_fold *f, size_t at)
{
	if (at == 0 || at >= f->count || !bdl_fold_joins(f->cells[at].code) ||
		!bdl_fold_joins(f->cells[at - 1].code))
		return true;
	if (bdl_fold_is_figure(f->cells[at].code) != bdl_fold_is_figure(f->cells[at - 1].code))
		return true;
	return is_byte(f, at - 1, 'a', 'z') && is_byte(f, at, 'A', 'Z');
}

/* ---- words ---- */

/* Behind a hyphen at the end of a line the word goes on, in quoted mail behind a mark: the cells to
 * pass over. */
static size_t broken_line(const struct bdl_fold *f, size_t at)
{
	size_t i = at + 1;
	bool broken = false;

	if (bdl_fold_at(f, at) != '-')
		return 0;
	for (; i - at < BREAK_MOST; i++) {
		uint32_t c = bdl_fold_at(f, i);

		broken = broken || c == '\n';
		if (c != '\n' && c != ' ' && (c != '>' || !broken))
			break;
	}
	return broken ? i - at : 0;
}

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == '\n';
}

/* Moves *at from one letter of the word to where the next is to stand; false: it cannot. */
static bool pass_over(const struct entry *e, size_t *at, uint32_t next, unsigned *blanks)
{
	switch (e->way) {
	case SPACED: /* some of them may have been joined again: "E mi l i a" */
		for (unsigned n = 0; n < 2 && is_blank(bdl_fold_at(e->f, *at)); n++, ++*at)
			if (n == 0)
				++*blanks;
		break;
	case STRAY:
		if (*blanks || !is_blank(bdl_fold_at(e->f, *at)))
			break;
		++*blanks;
		++*at;
		break;
	case TOGETHER:
		if (bdl_fold_at(e->f, *at) != next)
			*at += broken_line(e->f, *at);
		break;
	}
	return true;
}

/*
 * The word of the pattern from *p on at cell `at` of the text; both are moved behind it.
 */
static bool match_word(const struct entry *e, size_t *at, size_t *p, unsigned *blanks)
{
	size_t i = *at, k = *p;

	for (; k < e->pattern->count && bdl_fold_joins(bdl_fold_at(e->pattern, k)); i++, k++) {
		uint32_t next = bdl_fold_at(e->pattern, k);

		if ((k > *p && !pass_over(e, &i, next, blanks)) || bdl_fold_at(e->f, i) != next)
			return false;
	}
	*at = i;
	*p = k;
	return true;
}

/* What may stand between two words, from `from` to `to`. */
static bool may_part(const struct entry *e, size_t from, size_t to)
{
	if (from == to)
		return e->glues;
	for (size_t i = from; e->turned && i < to; i++)
		if (e->f->cells[i].code >= 0x80 || !strchr(" \n,_-.", (int)e->f->cells[i].code))
			return false;
	return to - from <= GAP_MOST;
}

/* The end of the pattern's words where they begin at `at`; 0: they do not. */
static size_t match(const struct entry *e, size_t at)
{
	/* within words: fewer is another way of theirs, or chance */
	static const unsigned least[] = {[TOGETHER] = 0, [SPACED] = 2, [STRAY] = 1};
	size_t p = bdl_fold_next_joining(e->pattern, 0), i = at, end = 0;
	unsigned blanks = 0;

	while (p < e->pattern->count) {
		size_t start = end ? bdl_fold_next_joining(e->f, i) : i;

		if (end && !may_part(e, i, start))
			return 0;
		i = start;
		if (!match_word(e, &i, &p, &blanks))
			return 0;
		end = i;
		p = bdl_fold_next_joining(e->pattern, p);
		if (p < e->pattern->count && !e->glues && !is_edge(e->f, end))
			return 0;
	}
	/* "Ellies school" */
	if (end && e->kind == BDL_PRIVATE_NAME && !is_edge(e->f, end) &&
		bdl_fold_at(e->f, end) == 's')
		end++;
	if (!end || (!e->loose && !is_edge(e->f, end)) || blanks < least[e->way])
		return 0;
	return end;
}

static bool is_month(const struct bdl_fold *pattern)
{
	static const char *const months[] = {"march", "april", "may", "june", "august", NULL};
	size_t at = bdl_fold_next_joining(pattern, 0);

	for (size_t i = 0; months[i]; i++)
		if (pattern->count == strlen(months[i]) &&
			bdl_fold_has(pattern, at, pattern->count, months[i]))
			return true;
	return false;
}

/* "10 May", "10th of May", "May 2023": a child may be called so, but this is a date. */
static bool is_in_date(const struct bdl_fold *f, size_t at, size_t end)
{
	size_t before = at;

	if (is_blank(bdl_fold_at(f, end)) && bdl_fold_is_figure(bdl_fold_at(f, end + 1)))
		return true;
	if (before > 3 && bdl_fold_has(f, before - 3, before - 1, "of"))
		before -= 3;
	if (before == 0 || !is_blank(bdl_fold_at(f, before - 1)))
		return false;
	before--;
	if (before > 2 && (bdl_fold_at(f, before - 1) == 'h' || bdl_fold_at(f, before - 1) == 't' ||
				  bdl_fold_at(f, before - 1) == 'd'))
		before -= 2;
	return before > 0 && bdl_fold_is_figure(bdl_fold_at(f, before - 1));
}

/* A word with an @ in it. */
static bool is_in_mail(const struct bdl_fold *f, size_t at)
{
	for (size_t i = at; i < f->count && i - at < MAIL_REACH && !is_blank(f->cells[i].code); i++)
		if (f->cells[i].code == '@')
			return true;
	for (size_t i = at; i > 0 && at - i < MAIL_REACH && !is_blank(f->cells[i - 1].code); i--)
		if (f->cells[i - 1].code == '@')
			return true;
	return false;
}

static int find_entry(struct entry *e, struct bdl_private_spans *out)
{
	const struct bdl_fold *f = e->f;
	size_t begins = bdl_fold_next_joining(e->pattern, 0);
	uint32_t first = bdl_fold_at(e->pattern, begins);
	bool mail = e->kind == BDL_PRIVATE_NAME && e->pattern->count - begins >= MAIL_LEAST;
	bool months = e->kind == BDL_PRIVATE_NAME && is_month(e->pattern);

	for (size_t i = 0; i < f->count; i++) {
		size_t end;

		if (!bdl_fold_joins(f->cells[i].code))
			continue;
		e->loose =
			e->way == TOGETHER && mail && f->cells[i].code == first && is_in_mail(f, i);
		if (!e->loose && !is_edge(f, i))
			continue;
		/* what begins small, and whose halves are words, is words: "to bias" */
		if (e->way == STRAY && is_byte(f, i, 'a', 'z'))
			continue;
		end = match(e, i);
		if (end && months && is_in_date(f, i, end))
			continue;
		if (end && bdl_private_span_add(out, f, i, end, e->kind) < 0)
			return -1;
		if (end)
			i = end - 1;
	}
	return 0;
}

size_t bdl_private_begins(const struct bdl_fold *f, size_t at, const struct bdl_fold *pattern)
{
	const struct entry e = {.f = f, .pattern = pattern, .kind = BDL_PRIVATE_WORD};

	return match(&e, at);
}

static int find_words(const struct bdl_fold *f, const struct bdl_fold *pattern,
	enum bdl_private_kind kind, bool turned, struct bdl_private_spans *out)
{
	struct entry e = {.f = f, .pattern = pattern, .kind = kind, .turned = turned};
	size_t letters = 0, longest = 0, run = 0;

	for (size_t i = 0; i < pattern->count; i++) {
		run = bdl_fold_joins(pattern->cells[i].code) ? run + 1 : 0;
		letters += run > 0;
		longest = run > longest ? run : longest;
	}
	e.glues = letters >= GLUED_LEAST;
	for (int way = TOGETHER; way <= STRAY; way++) {
		e.way = (enum way)way;
		if ((way == SPACED && letters < 3) ||
			(way == STRAY && (longest < STRAY_LEAST || kind != BDL_PRIVATE_NAME)))
			continue;
		if (find_entry(&e, out) < 0)
			return -1;
	}
	return 0;
}

/* "BROWN, Ellie" */
static int find_last_name_first(const struct bdl_fold *f, const struct bdl_fold *pattern,
	enum bdl_private_kind kind, struct bdl_private_spans *out)
{
	struct bdl_fold turned = {.text = NULL};
	size_t last = pattern->count;
	int rc = 0;

	while (last && !bdl_fold_joins(pattern->cells[last - 1].code))
		last--;
	while (last && bdl_fold_joins(pattern->cells[last - 1].code))
		last--;
	if (kind != BDL_PRIVATE_NAME || bdl_fold_next_joining(pattern, 0) >= last)
		return 0;
	turned.cells = malloc((pattern->count + 1) * sizeof(*turned.cells));
	if (!turned.cells)
		return -1;
	for (size_t i = last; i < pattern->count; i++)
		turned.cells[turned.count++] = pattern->cells[i];
	turned.cells[turned.count++] = (struct bdl_fold_cell){.code = ' '};
	for (size_t i = 0; i < last; i++)
		turned.cells[turned.count++] = pattern->cells[i];
	rc = find_words(f, &turned, kind, true, out);
	bdl_fold_release(&turned);
	return rc;
}

/* ---- marks ---- */

/* What has no letter and no figure in it cannot be a word: it is searched for as it stands. */
static int find_marks(const struct bdl_fold *f, const struct bdl_fold *pattern,
	enum bdl_private_kind kind, struct bdl_private_spans *out)
{
	for (size_t i = 0; pattern->count && i + pattern->count <= f->count; i++) {
		size_t k = 0;

		while (k < pattern->count && f->cells[i + k].code == pattern->cells[k].code)
			k++;
		if (k == pattern->count && bdl_private_span_add(out, f, i, i + k, kind) < 0)
			return -1;
	}
	return 0;
}

/* ---- numbers ---- */

/* The figures of a pattern that is a number and nothing else; 0: it is none. */
static size_t figures_of(const struct bdl_fold *pattern, char out[NUMBER_MOST + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < pattern->count; i++) {
		uint32_t c = pattern->cells[i].code;

		if (bdl_fold_is_figure(c) && n < NUMBER_MOST)
			out[n++] = (char)c;
		else if (c >= 0x80 || bdl_fold_joins(c))
			return 0;
	}
	out[n] = '\0';
	return n >= NUMBER_LEAST ? n : 0;
}

/* The end of the figures, however they are grouped, where they begin at `at`; 0: they do not. */
static size_t number_end(
	const struct bdl_fold *f, size_t at, const char *before, const char *figures)
{
	size_t i = at;

	for (size_t n = 0, all = strlen(before) + strlen(figures); n < all; n++, i++) {
		char next = n < strlen(before) ? before[n] : figures[n - strlen(before)];

		for (size_t gap = 0;
			n && gap < NUMBER_GAP && bdl_fold_at(f, i) && bdl_fold_at(f, i) < 0x80 &&
			strchr(" \n-./()", (int)bdl_fold_at(f, i));
			gap++)
			i++;
		if (bdl_fold_at(f, i) != (uint32_t)(unsigned char)next)
			return 0;
	}
	return bdl_fold_is_figure(bdl_fold_at(f, i)) ? 0 : i;
}

/* "0161 496 0713" is "+44 (0)161 496 0713", too. */
static int find_number(const struct bdl_fold *f, const char *figures, enum bdl_private_kind kind,
	struct bdl_private_spans *out)
{
	static const char *const ways[] = {"0", "44", "440", "0044", "00440", "", NULL};
	static const char *const as_it_is[] = {"", NULL};
	const char *const *before = ways;

	if (strncmp(figures, "0044", 4) == 0)
		figures += 4;
	else if (strncmp(figures, "44", 2) == 0 && strlen(figures) >= 11)
		figures += 2;
	else if (figures[0] != '0' || strlen(figures) < 10)
		before = as_it_is;
	if (before == ways && figures[0] == '0')
		figures++;
	for (size_t i = 0; i < f->count; i++) {
		size_t end = 0;

		if (!bdl_fold_is_figure(f->cells[i].code) ||
			(i && bdl_fold_is_figure(f->cells[i - 1].code)))
			continue;
		for (size_t k = 0; !end && before[k]; k++)
			end = number_end(f, i, before[k], figures);
		if (end && bdl_private_span_add(out, f, i, end, kind) < 0)
			return -1;
	}
	return 0;
}

/* ---- the list ---- */

static int find_one(const struct bdl_fold *f, const struct bdl_fold *pattern,
	enum bdl_private_kind kind, struct bdl_private_spans *out)
{
	char figures[NUMBER_MOST + 1];

	if (bdl_fold_next_joining(pattern, 0) == pattern->count)
		return find_marks(f, pattern, kind, out);
	if (figures_of(pattern, figures) && find_number(f, figures, kind, out) < 0)
		return -1;
	if (find_words(f, pattern, kind, false, out) < 0)
		return -1;
	return find_last_name_first(f, pattern, kind, out);
}

int bdl_private_listed(const struct bdl_fold *f, const char **list, enum bdl_private_kind kind,
	struct bdl_private_spans *out)
{
	int rc = 0;

	for (; rc == 0 && list && *list; list++) {
		struct bdl_fold pattern;

		rc = bdl_fold(&pattern, *list, strlen(*list));
		if (rc == 0)
			rc = find_one(f, &pattern, kind, out);
		bdl_fold_release(&pattern);
	}
	return rc;
}
