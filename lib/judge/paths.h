/*
 * Paths: what bundle.yaml means by a path: a file, a folder, or a pattern with * and ? in it. Pure.
 */
#ifndef BDL_JUDGE_PATHS_H
#define BDL_JUDGE_PATHS_H

#include "model/bundle.h"

/*
 * True if `asked` is that name, a folder that it lies in, or a pattern for either: * is any part of one name, ** also of
 * several, ? one character. Letters are compared as they are.
 */
bool bdl_path_matches(const char *asked, const char *name);

/* Of a supplement: the first file of the earlier bundle that is meant, in this folder or not; NULL: there is none. */
const struct bdl_held *bdl_path_held(const struct bdl_bundle *b, const char *asked);

/* True if there is one, and nothing of what is meant is new. `any`: also if some of it is new. */
bool bdl_path_is_held(const struct bdl_bundle *b, const char *asked, bool any);

/*
 * The files that are meant (not what came out of them), in the order of the table: an array of `exhibit_count` truths in
 * *found, of which those are true; a copy stands for the row that it repeats. How many; 0 with BDL_EPATH if there are
 * none: the message names `asked` and the nearest name that there is. `key` says where in bundle.yaml it stands.
 */
size_t bdl_path_rows(const struct bdl_bundle *b, const char *key, const char *asked, bool *found, struct bdl_error *err)
	BDL_MUST_CHECK;

/*
 * The one row that is meant, what came out of files included; BDL_NONE with err as above, or where several are meant.
 */
size_t bdl_path_row(const struct bdl_bundle *b, const char *key, const char *asked, struct bdl_error *err) BDL_MUST_CHECK;

/* The name of the file that is most like it, to be asked about; NULL: none is near. */
const char *bdl_path_nearest(const struct bdl_bundle *b, const char *asked);

#endif
