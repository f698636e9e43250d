/* For the sniffers that look inside containers: bytes at any place, little-endian numbers,
 * searches. */
#ifndef BDL_READ_SNIFF_INSIDE_H
#define BDL_READ_SNIFF_INSIDE_H

#include "read/sniff.h"

/* Up to `length` bytes of the file at `at`; how many there were (0 at the end or on failure). */
size_t bdl_sniff_at(const struct bdl_sniffing *s, uint64_t at, void *bytes, size_t length);

uint32_t bdl_little16(const unsigned char *p);
uint32_t bdl_little32(const unsigned char *p);
uint32_t bdl_big32(const unsigned char *p);

/* The first place of what[0..n) in bytes, or NULL. */
const unsigned char *bdl_find_bytes(
	const unsigned char *bytes, size_t length, const void *what, size_t n);

#endif
