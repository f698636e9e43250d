/*
 * Alike: documents of one bundle that say the same: a letter that was scanned twice, a mail that a later one quotes. Found
 * by runs of words that they share; what only many have (letter heads) does not count. Pure. Inside this room.
 */
#ifndef BDL_CHECK_ALIKE_H
#define BDL_CHECK_ALIKE_H

#include "check/rules.h"

struct bdl_alike_pair {
	unsigned one, other;     /* first pages; `one` is the shorter where `inside` */
	bool inside;             /* nearly all words of `one` stand in `other`, which says more */
};

struct bdl_alike {
	size_t documents;        /* that were compared */
	struct bdl_alike_pair *pairs; size_t count; /* the most alike first */
};

/* Documents are those of the table or, without one, the rows of the index. -1: out of memory (j->failed). */
int bdl_find_alike(struct bdl_judging *j, struct bdl_alike *out) BDL_MUST_CHECK;

#endif
