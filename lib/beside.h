/*
 * Beside: what lies beside an archive and speaks for it: ARCHIVE.p7s, a signature; ARCHIVE.tsr, a time stamp, and .tsq, the
 * request that it answers. They are strangers' files: this finds them and has them looked at in the sandbox.
 */
#ifndef BDL_BESIDE_H
#define BDL_BESIDE_H

#include "bundle.h"
#include "one_job.h"
#include "places.h"

#define BDL_BESIDE_REQUEST ".tsq"

/* ".p7s", ".tsr" */
const char *bdl_beside_suffix(enum bdl_witness_kind kind);
/* The archive's path, without slashes at its end, and the suffix. */
int bdl_beside_path(const char *archive, const char *suffix, char path[4096], struct bdl_error *err) BDL_MUST_CHECK;

/* Has the file looked at. What a reader that crashes or is too slow leaves behind is a witness that is broken. */
int bdl_beside_look(struct bdl_pool *pool, struct bdl_places *places, const struct bdl_listener *l, int fd,
	const struct bdl_question *q, struct bdl_witness *w, struct bdl_error *err) BDL_MUST_CHECK;

/* Finds both and has them looked at. sealed: of the archive; empty where it has no seal. */
int bdl_beside_look_at_all(struct bdl_pool *pool, struct bdl_places *places, const struct bdl_listener *l,
	const char *archive, const struct bdl_buffer *sealed, struct bdl_beside *b, struct bdl_error *err) BDL_MUST_CHECK;

/* A whole file of such a kind, BDL_WITNESS_MOST bytes at most. */
int bdl_beside_read(const char *path, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;
/* Writes one, which must not be there, whole or not at all. */
int bdl_beside_write(const char *path, const struct bdl_buffer *bytes, struct bdl_error *err) BDL_MUST_CHECK;

#endif
