/* Title: one line that names an exhibit in the index and in the chronology. Internal to judge. */
#ifndef BDL_JUDGE_TITLE_H
#define BDL_JUDGE_TITLE_H

#include "model/facts.h"
#include "model/kind.h"

/* Writes x->title; x->kind must be set. */
int bdl_title(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f, const struct bdl_kind *kind,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
