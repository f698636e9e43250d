/*
 * Exhibits: which documents are exhibited to which witness statement, which are in the core bundle, which are filed by
 * themselves: what bundle.yaml asks for, found in the table. Pure.
 */
#ifndef BDL_JUDGE_EXHIBITS_H
#define BDL_JUDGE_EXHIBITS_H

#include "model/bundle.h"
#include "model/kind.h"

/* clang-format off */
struct bdl_asked {
	const struct bdl_statement *statement;
	const struct bdl_exhibited *exhibited;
};

/* Lives in the bundle's arena. */
struct bdl_claims {
	struct bdl_asked *asked; /* the exhibits that bundle.yaml lists, in its order */
	size_t asked_count;
	size_t *of;              /* by row of exhibits: which of them claims it, or BDL_NONE */
	bool *separate, *core;   /* by row of exhibits */
	struct bdl_statement *whole; /* the only statement, to which every section is an exhibit; else NULL */
};
/* clang-format on */

/*
 * Fills *claims, of which all pointers are NULL where bundle.yaml says nothing of a court; and separate_rows. Needs
 * marks. BDL_EPATH for a path that is nobody's, or in two exhibits.
 */
int bdl_find_claims(struct bdl_bundle *b, struct bdl_claims *claims, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Once exhibits are arranged: what each exhibit's title is where none is given, whether it consists of letters; notes on
 * documents that are in no exhibit, or do not belong into one (R35); core_rows; the rows of the essential reading.
 */
int bdl_describe_exhibits(struct bdl_bundle *b, const struct bdl_kinds *kinds, const struct bdl_claims *claims,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
