/*
 * Core: a core bundle, which is a view of a bundle: some of its documents, numbered afresh, each page with its number in
 * the main bundle as well (PD 54A, 16.1; Chancery Guide, appendix X, 5).
 */
#ifndef BDL_MODEL_CORE_H
#define BDL_MODEL_CORE_H

#include "model/bundle.h"

/*
 * The core bundle of b, which is paginated: *view shares b's strings, its rows of exhibits and sections are copies in b's
 * arena, with pages of their own still to be given: measure, bdl_core_page_map() and paginate it. Not released.
 * Needs b->about.court->core_rows, at least one.
 */
int bdl_core_view(struct bdl_bundle *b, struct bdl_bundle *view, struct bdl_error *err) BDL_MUST_CHECK;

/* Once it is paginated: main_pages, in the arena of `b`; and core_pages and core_first of b's court. */
int bdl_core_page_map(struct bdl_bundle *b, struct bdl_bundle *view, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * One document alone, from page 1 on, without cover and index: *view shares b's strings and has the pages that it needs.
 * Not released.
 */
int bdl_single_view(struct bdl_bundle *b, size_t row, struct bdl_bundle *view, struct bdl_error *err) BDL_MUST_CHECK;

/* The mark that the page bears in the main bundle: "AB1-9", or "". */
void bdl_core_mark(const struct bdl_bundle *view, unsigned page, char out[BDL_LABEL_TEXT]);

#endif
