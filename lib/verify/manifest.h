/* Manifest: the lines of a manifest -> rows of members. Inside this room. */
#ifndef BDL_VERIFY_MANIFEST_H
#define BDL_VERIFY_MANIFEST_H

#include "base/buffer.h"
#include "verify/findings.h"
#include "verify/members.h"

/*
 * `name` is the manifest's own, its hashes are of that sort; originals: it may list only what lies in data/, else only
 * what does not. What cannot be understood becomes a finding. -1: out of memory.
 */
int bdl_verify_manifest(const struct bdl_buffer *text, const char *name, enum bdl_hash hash, bool originals,
	struct bdl_members *m, struct bdl_findings *f);

/* Decodes %0A, %0D and %25 (RFC 8493, 2.1.3) in place. False: it leads out of the bag, here or on another system. */
bool bdl_manifest_path(char *path);

/*
 * The value of a label of bag-info.txt or bagit.txt, into out ("" if there is none or it does not
 * fit).
 */
void bdl_verify_label(const struct bdl_buffer *text, const char *label, char *out, size_t size);

#endif
