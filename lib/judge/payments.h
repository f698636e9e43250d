/*
 * Payments: which transactions of the bundle's bank records are payments of what is due, by rules that a person gave; what
 * looks like one and is not; and what stands in two statements. Pure. Internal to judge.
 */
#ifndef BDL_JUDGE_PAYMENTS_H
#define BDL_JUDGE_PAYMENTS_H

#include "model/bundle.h"

/*
 * Fills of *out (zeroed, its `until` set) payments, doubles, near, matched and looked_at from b->events and from
 * b->about.told, and *count with how many payments there are. Without rules no transaction is taken for a payment. A transaction is the same as one of
 * another statement if day, pence and words agree, and account and balance where both say them; two that are alike in one
 * statement are two. BDL_EPATH, BDL_EFORMAT with the line of bundle.yaml: a proof that is not there, words that are too
 * long to be looked for.
 */
int bdl_find_payments(struct bdl_bundle *b, struct bdl_reckoning *out, size_t *count, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Where a person says that something can be seen: `file` and its page (0: the first) of bundle.yaml, line `line`, under
 * `key`. file NULL: *exhibit is BDL_NONE. *held: it stands in the bundle that this one is a supplement to; may be NULL.
 * BDL_EPATH: there is no such file, or it has no such page.
 */
struct bdl_told_place {
	const char *key, *file;
	unsigned page, line;
};

int bdl_find_proof(const struct bdl_bundle *b, const struct bdl_told_place *told, size_t *exhibit, unsigned *page,
	bool *held, struct bdl_error *err) BDL_MUST_CHECK;

#endif
