/*
 * Private: what somebody listed and what the patterns found, without what is to be kept; all in
 * order of place, without overlaps. See private.h.
 */
#include "base/private.h"

#include "base/private_fold.h"
#include <stdlib.h>
#include <string.h>

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

/* ---- what is kept, what overlaps ---- */

/* Letters and figures alone: "AB 12 34 56 C" and "ab123456c" are one number. */
static bool same_squeezed(const struct bdl_fold *a, const struct bdl_fold *b)
{
	size_t i = bdl_fold_next_joining(a, 0), k = bdl_fold_next_joining(b, 0);

	while (i < a->count && k < b->count && a->cells[i].code == b->cells[k].code) {
		i = bdl_fold_next_joining(a, i + 1);
		k = bdl_fold_next_joining(b, k + 1);
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
				bdl_fold_next_joining(&kept, 0) < kept.count &&
				bdl_private_begins(&span, i, &kept))
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
		rc = bdl_private_listed(&f, l->names, BDL_PRIVATE_NAME, out);
	if (rc == 0)
		rc = bdl_private_listed(&f, l->addresses, BDL_PRIVATE_ADDRESS, out);
	if (rc == 0)
		rc = bdl_private_listed(&f, l->words, BDL_PRIVATE_WORD, out);
	bdl_fold_release(&f);
	if (rc == 0) {
		join(out);
		return 0;
	}
	free(out->list);
	*out = (struct bdl_private_spans){.list = NULL};
	return bdl_fail_memory(err);
}
