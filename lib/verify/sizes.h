/*
 * Sizes: how many bytes a file had when it was sealed, from index.csv, by its hash. Inside this
 * room.
 */
#ifndef BDL_VERIFY_SIZES_H
#define BDL_VERIFY_SIZES_H

#include "base/buffer.h"
#include "base/digest.h"
#include <stdbool.h>
#include <stdint.h>

struct bdl_size {
	uint8_t sha256[BDL_SHA256_SIZE];
	uint64_t size;
};

struct bdl_sizes {
	struct bdl_size *rows; /* by hash */
	size_t count;
};

/* Reads index.csv; what cannot be understood is left out. -1: out of memory. */
int bdl_sizes_read(struct bdl_sizes *s, const struct bdl_buffer *csv);

bool bdl_sizes_find(
	const struct bdl_sizes *s, const uint8_t sha256[BDL_SHA256_SIZE], uint64_t *size);

void bdl_sizes_release(struct bdl_sizes *s);

#endif
