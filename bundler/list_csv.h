/* bundle list --csv: the index as a table to be edited, to stdout or to a file that appears only when it is whole. */
#ifndef BUNDLER_LIST_CSV_H
#define BUNDLER_LIST_CSV_H

#include "bundle.h"

/*
 * folder: of evidence, or an archive. output: NULL for stdout; a file there is replaced only if it is an index of this program,
 * or empty. -1 with err.
 */
int list_csv(const struct bdl_bundle *b, const char *folder, const char *output, bool quiet, struct bdl_error *err)
	BDL_MUST_CHECK;

/* To stderr: what of index.csv is not read, and which of its rows are about files that are no longer what they were. */
void say_steering(const struct bdl_bundle *b);

#endif
