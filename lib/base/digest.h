/*
 * Digest: SHA-256 (FIPS 180-4) through libcrypto, whose code uses the CPU's SHA instructions.
 * Bags of others may have other hashes: base/hashes.h.
 */
#ifndef BDL_BASE_DIGEST_H
#define BDL_BASE_DIGEST_H

#include "base/error.h"
#include <stddef.h>
#include <stdint.h>

#define BDL_SHA256_SIZE 32
#define BDL_SHA256_HEX 65 /* 64 lower-case digits and a NUL */

struct bdl_digest; /* a running hash */

/* NULL when out of memory. */
struct bdl_digest *bdl_digest_open(void);
/* Adds bytes. A failure (libcrypto's own) is remembered and reported by the close. */
void bdl_digest_add(struct bdl_digest *d, const void *bytes, size_t length);
/* Stores the hash in out (which may be NULL to give up) and frees d in any case. */
int bdl_digest_close(struct bdl_digest *d, uint8_t out[BDL_SHA256_SIZE], struct bdl_error *err);

/* One call for bytes in memory. */
int bdl_digest_bytes(const void *bytes, size_t length, uint8_t out[BDL_SHA256_SIZE], struct bdl_error *err);

/*
 * Hashes fd from its start to its end with pread(), so the file offset is left alone; *size is how
 * many bytes there were. `path` is for messages only.
 */
int bdl_digest_fd(int fd, const char *path, uint8_t out[BDL_SHA256_SIZE], uint64_t *size,
	struct bdl_error *err) BDL_MUST_CHECK;

void bdl_hex(const uint8_t digest[BDL_SHA256_SIZE], char out[BDL_SHA256_HEX]);
/* 0, or -1 if text does not begin with 64 hex digits (either case). */
int bdl_unhex(const char *text, uint8_t out[BDL_SHA256_SIZE]);

#endif
