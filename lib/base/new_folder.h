/*
 * New folder: a folder under construction, beside the place where it is to stand and under a
 * temporary name, that appears there whole or not at all. Whoever names the files in it is not
 * trusted: nothing is followed, nothing is replaced, and nothing is written anywhere else.
 */
#ifndef BDL_BASE_NEW_FOLDER_H
#define BDL_BASE_NEW_FOLDER_H

#include "base/error.h"

struct bdl_new_folder {
	int parent; /* borrowed from the caller, must stay open */
	int fd; /* of the folder; -1: there is none */
	char name[256]; /* final name, inside parent */
	char temp[64];
};

/* Only its owner may look into it, or into what is made in it. BDL_EPATH: there is something of
 * that name already. */
int bdl_new_folder_open(struct bdl_new_folder *f, int parent, const char *name,
	struct bdl_error *err) BDL_MUST_CHECK;
/*
 * Makes the file of that path inside the folder, and folders on the way. A descriptor to write to,
 * the caller's; -1. A path that is not bdl_path_is_safe(), lies too deep or is taken is refused.
 */
int bdl_new_folder_file(
	const struct bdl_new_folder *f, const char *path, struct bdl_error *err) BDL_MUST_CHECK;
/* Everything onto the disk, then the final name, unless that is taken by now. On failure nothing is
 * left. */
int bdl_new_folder_commit(struct bdl_new_folder *f, struct bdl_error *err) BDL_MUST_CHECK;
/* Removes it with all that is in it. */
void bdl_new_folder_abort(struct bdl_new_folder *f);

#endif
