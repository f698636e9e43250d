/*
 * Gzip: bytes in, a file of many gzip members out, packed by several threads. The bytes are cut
 * into blocks of 1 MiB by their count alone, so the file does not depend on the number of threads.
 * Inside this room.
 */
#ifndef BDL_SEAL_GZIP_H
#define BDL_SEAL_GZIP_H

#include "base/digest.h"
#include "base/error.h"
#include <stddef.h>
#include <stdint.h>

struct bdl_gzip;

/* Writes to fd (the caller's) where it stands. threads: 1 to 256. NULL with err on failure. */
struct bdl_gzip *bdl_gzip_open(int fd, unsigned threads, struct bdl_error *err);

/*
 * Adds bytes, waiting while all blocks are full. -1 once anything has failed; the close says what.
 */
int bdl_gzip_add(struct bdl_gzip *g, const void *bytes, size_t length) BDL_MUST_CHECK;

/*
 * Ends the file and frees g in any case. digest: SHA-256 of all that was written; NULL to give up,
 * which returns 0 but still tells in err what had failed, if anything had.
 */
int bdl_gzip_close(struct bdl_gzip *g, uint8_t digest[BDL_SHA256_SIZE], struct bdl_error *err);

#endif
