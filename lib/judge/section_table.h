/*
 * Section table: the sections that there can be, in the order in which they are bound: those of bundle.yaml's `sections:` first, as
 * listed there; then the others as schemas/kinds.yaml has them; then those that a person named in index.csv. Pure.
 */
#ifndef BDL_JUDGE_SECTION_TABLE_H
#define BDL_JUDGE_SECTION_TABLE_H

#include "model/bundle.h"
#include "model/kind.h"

struct bdl_section_entry {
	const char *id;          /* "letters"; "own-1" */
	const char *title;
};

/* In the bundle's arena. */
struct bdl_section_table {
	struct bdl_section_entry *list;
	size_t count;
};

/* BDL_EFORMAT for a name in `sections:` that is no section's, with the nearest, or that stands there twice. */
int bdl_section_table_init(struct bdl_section_table *t, struct bdl_bundle *b, const struct bdl_kinds *kinds,
	struct bdl_error *err) BDL_MUST_CHECK;

/* The row with that id or title, case aside; BDL_NONE. */
size_t bdl_section_table_find(const struct bdl_section_table *t, const char *name);

#endif
