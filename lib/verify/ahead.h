/*
 * Ahead: unpacking in a second thread while the first one hashes. Where no thread can be started
 * the same happens in turn. Inside this room.
 */
#ifndef BDL_VERIFY_AHEAD_H
#define BDL_VERIFY_AHEAD_H

#include "base/error.h"
#include "verify/unpack.h"
#include <stddef.h>
#include <stdint.h>

struct bdl_ahead;

/* NULL: out of memory. u stays the caller's, who may look at it again after the close. */
struct bdl_ahead *bdl_ahead_open(struct bdl_unpack *u);

/*
 * Lends the next bytes of the tar until the next call; *length is 0 at the end. -1 as
 * bdl_unpack_next().
 */
int bdl_ahead_next(struct bdl_ahead *a, const uint8_t **bytes, size_t *length,
	struct bdl_error *err) BDL_MUST_CHECK;

void bdl_ahead_close(struct bdl_ahead *a);

#endif
