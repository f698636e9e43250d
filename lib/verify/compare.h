/* Compare: what the manifests list against what is there. Inside this room. */
#ifndef BDL_VERIFY_COMPARE_H
#define BDL_VERIFY_COMPARE_H

#include "base/buffer.h"
#include "verify/findings.h"
#include "verify/members.h"

/* clang-format off */
struct bdl_comparing {
	struct bdl_members *members; /* sorted by it */
	struct bdl_findings *findings;
	const struct bdl_buffer *index; /* index.csv, for the sizes that files had */
	unsigned payload;        /* bits: the hashes of the payload manifests that there are */
	bool complete;           /* each of them has to list every original (version 1.0) */
	bool tag_manifest;       /* there is one: it has to list the payload manifests (RFC 8493, 2.2.1) ... */
	bool sealed_tags;        /* ... and in a bundle of ours every other file of the bag's own */
	size_t files, same;      /* out: originals in the manifests; of them, as sealed */
};
/* clang-format on */

/* -1: out of memory. */
int bdl_compare_members(struct bdl_comparing *c);

/*
 * Before that: missing files of which one with the same bytes is there under a name that differs in capitals or in how its
 * accents are written: some systems take these for one. They become notes, as do system files such as Thumbs.db. -1: out of
 * memory.
 */
int bdl_compare_alike(struct bdl_comparing *c);

/* Missing files of which the bytes are there under another name; marks both as matched. -1: out of memory. */
int bdl_compare_renamed(struct bdl_comparing *c);

/* After that: every file that may be taken out, for listing.h. */
void bdl_compare_list(const struct bdl_comparing *c, struct bdl_buffer *out);

/* A finding about one member, under the name that a person knows. */
struct bdl_finding bdl_about_member(const struct bdl_member *m, enum bdl_finding_kind kind);

/* Its hash in the strongest sort that both manifests and files have; *size bytes. sealed: of the manifest; else as found. */
const uint8_t *bdl_member_key(const struct bdl_comparing *c, const struct bdl_member *m, bool sealed, size_t *size);

#endif
