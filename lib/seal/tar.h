/*
 * Tar: members one after another into the gzip. The only place that knows libarchive's writer.
 * Inside this room.
 */
#ifndef BDL_SEAL_TAR_H
#define BDL_SEAL_TAR_H

#include "base/error.h"
#include "seal/gzip.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bdl_tar;

/*
 * Every member gets the time mtime (seconds since 1970). g stays the caller's. NULL with err on
 * failure.
 */
struct bdl_tar *bdl_tar_open(struct bdl_gzip *g, int64_t mtime, struct bdl_error *err);

/* Begins a regular file of exactly size bytes, then its bytes in any pieces. The path is UTF-8. */
int bdl_tar_member(
	struct bdl_tar *t, const char *path, uint64_t size, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_tar_add(
	struct bdl_tar *t, const void *bytes, size_t length, struct bdl_error *err) BDL_MUST_CHECK;

/* Writes the end mark, frees t in any case. give_up: free only, returns 0. */
int bdl_tar_close(struct bdl_tar *t, bool give_up, struct bdl_error *err);

#endif
