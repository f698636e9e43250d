/*
 * Whole: has all that a file holds been searched, not only what its pages show? Only then may its bytes go to somebody from whom
 * private matter is hidden. The answer is no wherever there is a doubt.
 */
#ifndef BDL_READ_WHOLE_H
#define BDL_READ_WHOLE_H

#include "read/read.h"

/* Behind bdl_read() with something to hide: sets facts.whole. -1: out of memory. */
int bdl_read_whole(struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;

#endif
