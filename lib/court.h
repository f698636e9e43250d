/*
 * Court: what the pipeline makes for a court beside the bundle: the core bundle, documents that are filed by themselves.
 */
#ifndef BDL_COURT_H
#define BDL_COURT_H

#include "press.h"

/* r->core, paginated, where bundle.yaml asks for a core bundle. r->b must be paginated. */
int bdl_court_core(struct bdl_run *r) BDL_MUST_CHECK;

/*
 * "NAME - Claim form.pdf" for row `i` of separate_rows; others are named by their files. Room for 300 bytes.
 */
int bdl_court_separate_name(const struct bdl_run *r, size_t i, char out[300]) BDL_MUST_CHECK;

/*
 * Makes p->file of a PDF: its bytes as they were taken in, or BDL_ECHANGED. It goes into the results only: the archive
 * has it under data/.
 */
int bdl_court_copy(struct bdl_run *r, size_t row, struct bdl_pressed *p) BDL_MUST_CHECK;

#endif
