/*
 * Private: what somebody listed, found as words whatever stands between them; what the patterns
 * found beside it; all in order of place, without overlaps. See private.h.
 */
#include "base/private.h"

#include "base/private_fold.h"
#include <stdlib.h>
#include <string.h>

enum { GAP_MOST = 8 }; /* characters that may stand between two words of a name or an address */

static const char *const tokens[] = {[BDL_PRIVATE_INSURANCE] = "national-insurance",
	[BDL_PRIVATE_ACCOUNT] = "account",
	[BDL_PRIVATE_CARD] = "card",
	[BDL_PRIVATE_POSTCODE] = "address-by-postcode",
	[BDL_PRIVATE_NAME] = "name",
	[BDL_PRIVATE_ADDRESS] = "address",
	[BDL_PRIVATE_WORD] = "word",
	[BDL_PRIVATE_GPS] = "gps"};

enum { TOKENS = sizeof(tokens) / sizeof(*tokens) };

const char *bdl_private_token(enum bdl_private_kind k)
{
	return tokens[k];
}

int bdl_private_from_token(const char *token)
{
	for (int i = 0; token && i < TOKENS; i++)
		if (strcmp(tokens[i], token) == 0)
			return i;
	return -1;
}

/* ---- what is listed ---- */

/* Behind a hyphen at the end of a line the word goes on: the cells to pass over. */
static size_t broken_line(const struct bdl_fold *f, size_t at)
{
	if (bdl_fold_at(f, at) != '-' || bdl_fold_at(f, at + 1) != '\n')
		return 0;
	return 2;
}

/*
 * The word of the pattern from *p on at cell `at` of the text; both are moved behind it. A word may
 * be broken at the end of a line.
 */
static bool match_word(
	const struct bdl_fold *f, size_t *at, const struct bdl_fold *pattern, size_t *p)
{
	size_t i = *at, k = *p;

	while (k < pattern->count && bdl_fold_joins(bdl_fold_at(pattern, k))) {
		if (k > *p && bdl_fold_at(f, i) != bdl_fold_at(pattern, k))
			i += broken_line(f, i);
		if (bdl_fold_at(f, i) != bdl_fold_at(pattern, k))
			return false;
		i++, k++;
	}
	if (bdl_fold_joins(bdl_fold_at(f, i)))
		return false;
	*at = i;
	*p = k;
	return true;
}

static size_t next_joining(const struct bdl_fold *f, size_t at)
{
	while (at < f->count && !bdl_fold_joins(bdl_fold_at(f, at)))
		at++;
	return at;
}

/* The end of the pattern's words where they begin at `at`; 0: they do not. */
static size_t match(const struct bdl_fold *f, size_t at, const struct bdl_fold *pattern)
{
	size_t p = next_joining(pattern, 0), i = at, end = 0;

	while (p < pattern->count) {
		size_t start = end ? next_joining(f, i) : i;

		if (end && (start == i || start - i > GAP_MOST))
			return 0;
		i = start;
		if (!match_word(f, &i, pattern, &p))
			return 0;
		end = i;
		p = next_joining(pattern, p);
	}
	return end;
}

static int find_entry(const struct bdl_fold *f, const struct bdl_fold *pattern,
	enum bdl_private_kind kind, struct bdl_private_spans *out)
{
	for (size_t i = 0; i < f->count; i++) {
		size_t end;

		if (!bdl_fold_joins(f->cells[i].code) ||
			(i && bdl_fold_joins(f->cells[i - 1].code)))
			continue;
		end = match(f, i, pattern);
		if (end && bdl_private_span_add(out, f, i, end, kind) < 0)
			return -1;
		if (end)
			i = end - 1;
	}
	return 0;
}

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

static int find_list(const struct bdl_fold *f, const char **list, enum bdl_private_kind kind,
	struct bdl_private_spans *out)
{
	int rc = 0;

	for (; rc == 0 && list && *list; list++) {
		struct bdl_fold pattern;

		rc = bdl_fold(&pattern, *list, strlen(*list));
		if (rc == 0)
			rc = next_joining(&pattern, 0) < pattern.count
				     ? find_entry(f, &pattern, kind, out)
				     : find_marks(f, &pattern, kind, out);
		bdl_fold_release(&pattern);
	}
	return rc;
}

/* ---- what is kept, what overlaps ---- */

/* Letters and figures alone: "AB 12 34 56 C" and "ab123456c" are one number. */
static bool same_squeezed(const struct bdl_fold *a, const struct bdl_fold *b)
{
	size_t i = next_joining(a, 0), k = next_joining(b, 0);

	while (i < a->count && k < b->count && a->cells[i].code == b->cells[k].code) {
		i = next_joining(a, i + 1);
		k = next_joining(b, k + 1);
	}
	return i == a->count && k == b->count;
}

/* 1: the span is, or holds, something that is to be kept; an address is kept for its postcode. -1:
 * out of memory. */
static int is_kept(const char *text, const struct bdl_private_span *s, const char **keep)
{
	struct bdl_fold span;
	int rc = bdl_fold(&span, text + s->at, s->length);

	for (; rc == 0 && keep && *keep; keep++) {
		struct bdl_fold kept;

		rc = bdl_fold(&kept, *keep, strlen(*keep));
		if (rc == 0 && same_squeezed(&span, &kept))
			rc = 1;
		for (size_t i = 0; rc == 0 && s->kind == BDL_PRIVATE_POSTCODE && i < span.count;
			i++)
			if ((i == 0 || !bdl_fold_joins(span.cells[i - 1].code)) &&
				next_joining(&kept, 0) < kept.count && match(&span, i, &kept))
				rc = 1;
		bdl_fold_release(&kept);
	}
	bdl_fold_release(&span);
	return rc;
}

static int drop_kept(const char *text, const char **keep, struct bdl_private_spans *s)
{
	size_t left = 0;

	for (size_t i = 0; i < s->count; i++) {
		int kept = is_kept(text, &s->list[i], keep);

		if (kept < 0)
			return -1;
		if (!kept)
			s->list[left++] = s->list[i];
	}
	s->count = left;
	return 0;
}

static int by_place(const void *a, const void *b)
{
	const struct bdl_private_span *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->length != y->length)
		return x->length > y->length ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

/* What overlaps becomes one, of the kind of the first. */
static void join(struct bdl_private_spans *s)
{
	size_t left = 0;

	if (s->count == 0)
		return;
	qsort(s->list, s->count, sizeof(*s->list), by_place);
	for (size_t i = 1; i < s->count; i++) {
		struct bdl_private_span *last = &s->list[left];
		const struct bdl_private_span *next = &s->list[i];

		if (next->at >= last->at + last->length)
			s->list[++left] = *next;
		else if (next->at + next->length > last->at + last->length)
			last->length = next->at + next->length - last->at;
	}
	s->count = left + 1;
}

int bdl_private_find(const char *text, size_t length, const struct bdl_private_list *l,
	struct bdl_private_spans *out, struct bdl_error *err)
{
	struct bdl_fold f;
	int rc = bdl_fold(&f, text, length);

	*out = (struct bdl_private_spans){.list = NULL};
	if (rc == 0 && l->patterns)
		rc = bdl_private_numbers(&f, out);
	if (rc == 0 && l->patterns)
		rc = bdl_private_addresses(&f, out);
	if (rc == 0)
		rc = drop_kept(text, l->keep, out);
	if (rc == 0)
		rc = find_list(&f, l->names, BDL_PRIVATE_NAME, out);
	if (rc == 0)
		rc = find_list(&f, l->addresses, BDL_PRIVATE_ADDRESS, out);
	if (rc == 0)
		rc = find_list(&f, l->words, BDL_PRIVATE_WORD, out);
	bdl_fold_release(&f);
	if (rc == 0) {
		join(out);
		return 0;
	}
	free(out->list);
	*out = (struct bdl_private_spans){.list = NULL};
	return bdl_fail_memory(err);
}
