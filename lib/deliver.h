/*
 * Deliver: the end of a run: the PDFs proven while they are sealed, and all of it put in its place at once.
 */
#ifndef BDL_DELIVER_H
#define BDL_DELIVER_H

#include "run.h"

/*
 * The readers prove the PDFs while they are packed into the archive: neither looks at the other's work. Nothing is delivered
 * before both are done. -1 with r->err.
 */
int bdl_prove_and_seal(struct bdl_run *r) BDL_MUST_CHECK;

/* Puts the results under their names. -1 with r->err: what was there is as it was, or the hint says otherwise. */
int bdl_deliver(struct bdl_run *r) BDL_MUST_CHECK;

#endif
