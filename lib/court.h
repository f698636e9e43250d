/*
 * Court: what the pipeline makes for a court beside the bundle: the core bundle, documents that are filed by themselves.
 */
#ifndef BDL_COURT_H
#define BDL_COURT_H

#include "press.h"

/* r->core, paginated, where bundle.yaml asks for a core bundle. r->b must be paginated. */
int bdl_court_core(struct bdl_run *r) BDL_MUST_CHECK;

/*
 * What a court is given beside the bundle, once that is pressed: the core bundle; and each document that is filed by itself,
 * a PDF byte for byte as it was taken in (or BDL_ECHANGED), anything else as the pages that were made of it. A copy goes into
 * the results only: the archive has it under data/.
 */
int bdl_court_press(struct bdl_run *r) BDL_MUST_CHECK;

#endif
