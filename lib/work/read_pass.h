/* What read_pass.c (who is next) and read_result.c (what came of it) share. */
#ifndef BDL_WORK_READ_PASS_H
#define BDL_WORK_READ_PASS_H

#include "work/cache.h"

/* Fills the row from facts that have been checked. */
int bdl_row_take_facts(struct bdl_bundle *b, struct bdl_exhibit *x, const struct bdl_facts *f,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Gives each document inside the rows from..to, which have been read, a row of its own at the end of the table, in the order of
 * their parents and of their place in them: path below the parent's, size, digest, copy of what. Below BDL_INNER_LEVELS
 * it only warns. See unfold.c.
 */
#define BDL_INNER_LEVELS 8
int bdl_unfold(struct bdl_bundle *b, const struct bdl_cache *c, size_t from, size_t to, unsigned level,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Fills the row of a file whose reading came to no end. first: what it looked like, or NULL. */
int bdl_row_take_failure(struct bdl_bundle *b, struct bdl_exhibit *x, enum bdl_reason reason,
	const struct bdl_facts *first, const struct bdl_limits *l,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Fills the row of a copy: what the file is, but no pages. */
void bdl_row_take_copy(struct bdl_exhibit *x, const struct bdl_exhibit *original);

#endif
