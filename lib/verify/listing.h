/*
 * Listing: the files of a bag that may be taken out of it, each with the hash and the size that it
 * was found to have. bdl_verify_members() writes it inside the sandbox; out here it is checked like
 * any untrusted input.
 */
#ifndef BDL_VERIFY_LISTING_H
#define BDL_VERIFY_LISTING_H

#include "base/buffer.h"
#include "base/digest.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bdl_listed_kind {
	BDL_LISTED_SEALED, /* stands in a manifest and is as that says */
	BDL_LISTED_UNSEALED, /* a file of the bag's own that needs to stand in no manifest: the tag
				manifest itself */
	BDL_LISTED_ALIKE /* sealed under a name whose accents are written in another way */
};

struct bdl_listed {
	const char *path; /* inside the bag: "data/letter.pdf"; in the buffer that was parsed */
	enum bdl_listed_kind kind;
	uint8_t sha256[BDL_SHA256_SIZE];
	uint64_t size;
	bool wanted, taken; /* the reader's own notes; false */
};

struct bdl_listing {
	struct bdl_listed *rows; /* by path, no path twice, each safe by bdl_path_is_safe() */
	size_t count;
};

/* text is borrowed for as long as the listing is used. *l is released by the caller in any case. */
int bdl_listing_parse(
	struct bdl_listing *l, const struct bdl_buffer *text, struct bdl_error *err) BDL_MUST_CHECK;
/* NULL: there is none. */
struct bdl_listed *bdl_listing_find(struct bdl_listing *l, const char *path);
void bdl_listing_release(struct bdl_listing *l);

/* Appends one line: KIND SHA256 SIZE PATH, ended by a NUL since paths may hold anything else. */
void bdl_listing_write(struct bdl_buffer *out, const struct bdl_listed *row);

#endif
