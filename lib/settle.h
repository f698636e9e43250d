/*
 * Settle: what is given before the first pass: the rules of the world, the case file, whom the bundle is for, and so how its
 * pages are numbered.
 */
#ifndef BDL_SETTLE_H
#define BDL_SETTLE_H

#include "run.h"

/* Loads the rules and bundle.yaml, where there is one, into the run. -1 with r->err. */
int bdl_settle_case(struct bdl_run *r) BDL_MUST_CHECK;

/*
 * Its recipient, and what the numbers on its pages look like: a recipient's rules, then bundle.yaml, then the options win. Needs to
 * know whether it is a supplement. -1 with r->err: BDL_EFORMAT for a recipient that is not known.
 */
int bdl_settle_shape(struct bdl_run *r) BDL_MUST_CHECK;

#endif
