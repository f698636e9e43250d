/*
 * Scratch: the folder in which one reader's jobs may write. What they leave there is hostile:
 * folders nested to any depth, without permissions, with any names. Emptying it needs one
 * descriptor a level of nothing: folders are lifted to the top and taken apart there.
 */
#ifndef BDL_WORK_SCRATCH_H
#define BDL_WORK_SCRATCH_H

#include "base/error.h"

/* Removes everything in the folder, which nobody may be using. -1 when something would not go. */
int bdl_scratch_empty(const char *path);

/* Empties and removes the folder itself; no folder is fine. */
void bdl_scratch_remove(const char *path);

#endif
