/*
 * Sizes as people write them: "25MB", "10.5 mb", "36m", "25MiB", "26214400".
 */
#ifndef BDL_BASE_SIZE_H
#define BDL_BASE_SIZE_H

#include "base/error.h"
#include <stdint.h>

#define BDL_SIZE_TEXT 32

/*
 * Bytes. K, M and G, with or without B, are 1,000, 1,000,000 and 1,000,000,000: what a mail server or a court that says
 * "25 MB" is sure to take. Ki, Mi and Gi are 1,024 and its powers. Capitals or not, one space before the unit or none,
 * a decimal point where there is a unit. -1: not of that form, 0, or more than 2^63 - 1.
 */
int bdl_size_parse(const char *text, uint64_t *out) BDL_MUST_CHECK;

/* "25.0 MB", "12.4 kB", "9,200 bytes": powers of ten, to the nearest tenth. */
const char *bdl_size_words(uint64_t bytes, char out[BDL_SIZE_TEXT]);

#endif
