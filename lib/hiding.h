/*
 * Hiding: what a build with --redact does beside the passes: what is to be hidden is handed to the readers, the table's own
 * words are gone through, what was hidden is logged, and the finished PDFs are searched once more.
 */
#ifndef BDL_HIDING_H
#define BDL_HIDING_H

#include "run.h"

/* Settles what is to be hidden, and opens the cache of pages without it. The readers have been met. */
int bdl_hiding_open(struct bdl_run *r) BDL_MUST_CHECK;

/* Goes through the table's own words; with --share decides what stays out of the archive, which changes the fingerprint. */
int bdl_hiding_table(struct bdl_run *r) BDL_MUST_CHECK;

/*
 * Every PDF of the run is searched once more, by a reader that knows nothing of how it was made. BDL_EINTERNAL where anything is
 * found that was to be hidden: nothing may be delivered then.
 */
int bdl_hiding_prove(struct bdl_run *r) BDL_MUST_CHECK;

#endif
