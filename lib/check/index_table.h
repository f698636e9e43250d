/*
 * Index against the table: which row of the index as seen is about which document or section of the bundle's own table.
 * What the rules on the index share. Pure. Inside this room.
 */
#ifndef BDL_CHECK_INDEX_TABLE_H
#define BDL_CHECK_INDEX_TABLE_H

#include "check/index_seen.h"
#include "model/numbering.h"

/* clang-format off */
/* A document or section as the table has it. */
struct bdl_listed {
	const char *squeezed;    /* its title */
	const char *title;
	char label[BDL_LABEL_TEXT];
	unsigned page;
	const struct bdl_exhibit *exhibit; /* NULL: a section */
	size_t rows;             /* of the index that are about it */
	size_t row;              /* the first of them */
};

struct bdl_index_table {
	struct bdl_listed *list; size_t count;
	size_t documents;
	bool *taken;             /* for each row of the index */
};
/* clang-format on */

/* False, with a verdict, where there is no index to be judged. `without`: the verdict then. */
bool bdl_rule_has_index(struct bdl_judging *j, struct bdl_seen_list *index, enum bdl_verdict without);

/*
 * Pairs rows with what the table has: first by page and title, what is left by title alone. j->table is not NULL. The
 * lists live in the arena of the verdicts. False: out of memory (j->failed).
 */
bool bdl_match_index(struct bdl_judging *j, const struct bdl_seen_list *index, struct bdl_index_table *t);

#endif
