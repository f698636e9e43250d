/*
 * Walk: the members of a tar, a ZIP or a folder in their order, each hashed. What they have in common
 * is in walk_member.c, the archives, and so libarchive's reader, in walk.c, the folder in
 * walk_folder.c. Inside this room.
 */
#ifndef BDL_VERIFY_WALK_H
#define BDL_VERIFY_WALK_H

#include "base/buffer.h"
#include "base/digest.h"
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
	struct bdl_ahead *ahead; /* of a tar; else NULL */
	int fd;                  /* of a ZIP or a folder */
	unsigned hashes;         /* bits of those that are wanted beside SHA-256 */
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
 * The members of the tar that `ahead` unpacks; of the ZIP in fd; of the bag whose folder fd is. What is wrong becomes findings.
 * -1: it cannot be read at all, or memory is out.
 */
int bdl_walk(struct bdl_walk *w, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_walk_zip(struct bdl_walk *w, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_walk_folder(struct bdl_walk *w, struct bdl_error *err) BDL_MUST_CHECK;

/* The one of these that fits fd; what was wrong with the file as such becomes findings too. -1 as above. */
int bdl_walk_bag(struct bdl_walk *w, struct bdl_error *err) BDL_MUST_CHECK;

/* ---- one member ---- */

struct bdl_incoming {
	struct bdl_walk *w;
	struct bdl_member *row; /* NULL: it is not wanted */
	struct bdl_kept *kept;
	struct bdl_digest *digest;
	struct bdl_hashing *hashing;
	bool taken; /* its bytes go to w->take */
};

/*
 * A file of that name inside the bag begins; `shown` names it in findings. 0, with in->row NULL where it is told and passed over; 1
 * where no more members are wanted; -1 with err.
 */
int bdl_incoming_begin(struct bdl_incoming *in, struct bdl_walk *w, const char *name, const char *shown,
	struct bdl_error *err) BDL_MUST_CHECK;
/* Its next bytes. -1 with err. */
int bdl_incoming_add(struct bdl_incoming *in, const void *bytes, size_t length, struct bdl_error *err) BDL_MUST_CHECK;
/* It is given up. */
void bdl_incoming_drop(struct bdl_incoming *in);
/* Its end; cut: it should have gone on. -1 with err. */
int bdl_incoming_end(struct bdl_incoming *in, bool cut, struct bdl_error *err) BDL_MUST_CHECK;

/* Tells what a name would do on Windows: a drive, a share, a way up with backslashes. False: nothing is wrong with it. */
bool bdl_name_is_foreign(struct bdl_walk *w, const char *name, const char *shown);

#endif
