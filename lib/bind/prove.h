/*
 * Prove: reopens what bind wrote, with libqpdf, and holds it against the claims: page count, each page's
 * number and its place, upright; every link, label and bookmark; opening view. Knows nothing of how it was
 * made. Runs in the sandbox (linked into bundle-reader alone: library bdl_prove).
 */
#ifndef BDL_BIND_PROVE_H
#define BDL_BIND_PROVE_H

#include "base/buffer.h"
#include "base/error.h"

/*
 * pdf: the whole file in memory. Appends one line to findings for each claim that does not hold ("page 31: no
 * number 31 at its corner"), at most 100; nothing when all hold. -1 only when it could not be examined at all.
 */
int bdl_prove(const char *pdf, size_t length, const char *claims, size_t claims_length,
	struct bdl_buffer *findings, struct bdl_error *err) BDL_MUST_CHECK;

/* The same for an open file, of which no more is kept in memory than is being looked at. */
int bdl_prove_file(int fd, const char *claims, size_t claims_length, struct bdl_buffer *findings,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
