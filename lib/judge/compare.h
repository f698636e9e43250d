/*
 * Compare: what two bundles have in common and what not, file by file, by their bytes. Pure.
 */
#ifndef BDL_JUDGE_COMPARE_H
#define BDL_JUDGE_COMPARE_H

#include "model/bundle.h"

enum bdl_difference_kind {
	BDL_SAME,    /* the same bytes under the same path */
	BDL_RENAMED, /* the same bytes under another path */
	BDL_CHANGED, /* other bytes under the same path */
	BDL_ADDED,   /* in the second bundle only */
	BDL_REMOVED  /* in the first bundle only */
};

/* clang-format off */
/* One file. Rows of the tables that were compared. */
struct bdl_difference {
	enum bdl_difference_kind kind;
	const struct bdl_exhibit *before; /* in the first bundle; NULL: ADDED */
	const struct bdl_exhibit *after;  /* in the second; NULL: REMOVED */
};

struct bdl_comparison {
	struct bdl_difference *files; /* by kind, by path inside each (RENAMED: by the old one) */
	size_t count;
	size_t counts[BDL_REMOVED + 1]; /* by kind */
	size_t renumbered; /* SAME or RENAMED, bound in both, with another document number or first page */
	size_t redescribed; /* of these two kinds, with another title or date */
};
/* clang-format on */

/*
 * Compares what was received: files of the folder, copies too; what came out of a file is part of it. Bytes are the same
 * when SHA-256 is. A path that has other bytes while its old bytes stand under another path is a rename, not a change. *out is released by bdl_comparison_release() in any case.
 */
int bdl_compare(const struct bdl_bundle *before, const struct bdl_bundle *after, struct bdl_comparison *out,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_comparison_release(struct bdl_comparison *c);

/* The file has another number or page; another title or date. Both must be there. */
bool bdl_is_renumbered(const struct bdl_difference *d);
bool bdl_is_redescribed(const struct bdl_difference *d);

#endif
