/*
 * Split: a bundle over the limits of its recipient comes out as volumes. judge/volumes.h says where to cut, from an
 * estimate; how large a volume is, only its PDF tells. So it is pressed and measured, and cut again with what was learnt,
 * until the limits hold for what comes out. Deterministic.
 */
#ifndef BDL_SPLIT_H
#define BDL_SPLIT_H

#include "run.h"

#define BDL_VOLUMES_MOST 500

/* Whether there is a limit: the options', else the case file's, else of size the recipient's. Known from the case file on. */
bool bdl_split_is_asked(const struct bdl_run *r);
/* The limit of size is the recipient's: nobody gave one. */
bool bdl_split_size_is_theirs(const struct bdl_run *r);

/*
 * Paginates an arranged and chronicled bundle that is to be one PDF. Then, if it is over a limit as far as can be told
 * before binding, in volumes. BDL_ELIMIT: it would take more than BDL_VOLUMES_MOST.
 */
int bdl_split_paginate(struct bdl_run *r) BDL_MUST_CHECK;

/* Makes the bundle's PDFs, one or several, into r->pdfs, proven and within the limits but for a single document. */
int bdl_split_press(struct bdl_run *r) BDL_MUST_CHECK;

#endif
