/*
 * Walk: the tar's members in their order, each hashed. The only place that knows libarchive's
 * reader. Inside this room.
 */
#ifndef BDL_VERIFY_WALK_H
#define BDL_VERIFY_WALK_H

#include "base/buffer.h"
#include "verify/ahead.h"
#include "verify/findings.h"
#include "verify/members.h"

/* A file whose contents are wanted, if it is no longer than `most`. */
struct bdl_kept {
	const char *name; /* inside the top folder */
	size_t most;
	struct bdl_buffer *text; /* NULL: not wanted */
	bool too_long;
};

enum bdl_walk_wish { BDL_WALK_PASS, BDL_WALK_TAKE, BDL_WALK_STOP };

struct bdl_walk {
	struct bdl_ahead *ahead;
	struct bdl_members *members;
	struct bdl_findings *findings;
	struct bdl_kept *kept;
	size_t kept_count;
	bool ended; /* out: the tar's own end was reached */
	/* Where set: asked for each file as it begins, then given its bytes. -1 (with err) ends the walk. */
	enum bdl_walk_wish (*wish)(void *data, const char *name);
	int (*take)(void *data, const void *bytes, size_t length, struct bdl_error *err);
	void *data;
	bool stopped; /* out: wish said so */
};

/*
 * What is wrong with the archive becomes findings. -1: it cannot be read at all, or memory is out.
 */
int bdl_walk(struct bdl_walk *w, struct bdl_error *err) BDL_MUST_CHECK;

#endif
