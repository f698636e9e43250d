/*
 * Home: is this cache the one that was made here? A folder of evidence that was received may bring a cache along, and
 * parts in it would be shown in place of the originals. So a cache notes the identity and the moment of birth of its own
 * folder, which nobody can know who makes it on another disk; one that does not match is thrown away.
 */
#ifndef BDL_WORK_CACHE_HOME_H
#define BDL_WORK_CACHE_HOME_H

#include "base/error.h"
#include <stdbool.h>

/* folder: of the cache. False where the note is missing, or is another folder's. */
bool bdl_cache_is_home(int folder);
/* Writes the note. */
int bdl_cache_make_home(int folder, struct bdl_error *err) BDL_MUST_CHECK;

#endif
