/*
 * Hashes: the four that manifests of bags use, over the same bytes in one go, through libcrypto. MD5 and SHA-1 are there to
 * check what others wrote; nothing of this program's own stands on them.
 */
#ifndef BDL_BASE_HASHES_H
#define BDL_BASE_HASHES_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From the weakest to the strongest. */
enum bdl_hash { BDL_HASH_MD5, BDL_HASH_SHA1, BDL_HASH_SHA256, BDL_HASH_SHA512, BDL_HASH_COUNT };

#define BDL_HASH_BIT(hash) (1u << (hash))
#define BDL_HASH_LONGEST 64

/* Each at its place; those that were not asked for are zero. */
struct bdl_hashes {
	uint8_t of[BDL_HASH_COUNT][BDL_HASH_LONGEST];
};

/* Bytes of one: 16, 20, 32, 64. Its name as in "manifest-sha256.txt". */
size_t bdl_hash_size(enum bdl_hash hash);
const char *bdl_hash_name(enum bdl_hash hash);

struct bdl_hashing;

/* which: bits of BDL_HASH_BIT. NULL: out of memory, or libcrypto has one of them not. */
struct bdl_hashing *bdl_hashing_open(unsigned which);
/* Adds bytes. A failure is remembered and reported by the close. */
void bdl_hashing_add(struct bdl_hashing *h, const void *bytes, size_t length);
/* Stores the hashes in out (NULL to give up) and frees h, which may be NULL (out of memory), in any case. */
int bdl_hashing_close(struct bdl_hashing *h, struct bdl_hashes *out, struct bdl_error *err);

/* 0, or -1 if text does not begin with `size` pairs of hex digits, either case. */
int bdl_unhex_bytes(const char *text, uint8_t *out, size_t size);

#endif
