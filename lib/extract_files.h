/* The files of a bag as they come out of the sandbox: hashed again, and written. See extract.c. */
#ifndef BDL_EXTRACT_FILES_H
#define BDL_EXTRACT_FILES_H

#include "base/new_folder.h"
#include "bundle.h"
#include "verify/listing.h"

struct bdl_receiving {
	int stream; /* read end of the pipe, which does not block; borrowed */
	const char *archive; /* for messages */
	struct bdl_listing *listing; /* what is wanted of it is written, and nothing else */
	struct bdl_new_folder *folder;
	bdl_progress progress; /* may be NULL */
	void *progress_data;
	uint64_t total; /* bytes that are wanted */
	bool broke_off; /* out, with -1: the other end is gone; why, the outcome of its job says */
};

/* -1: they are not what was listed, cannot be written, or the user asked to stop. */
int bdl_receive_files(struct bdl_receiving *r, struct bdl_error *err) BDL_MUST_CHECK;

#endif
