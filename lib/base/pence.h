/*
 * Pence: sums of money as a person types them into bundle.yaml, in whole pence, without any floating point. Strict: a sum that can be
 * read in two ways is none. (What banks print is read in read/money.h.) Pure.
 */
#ifndef BDL_BASE_PENCE_H
#define BDL_BASE_PENCE_H

#include "base/error.h"
#include <stdint.h>

enum bdl_pence_fault {
	BDL_PENCE_OK,
	BDL_PENCE_NONE,     /* not a sum of money: "about 5", "1,23", "12.5", "1.234,56" */
	BDL_PENCE_NEGATIVE, /* below zero: "-5.00", "(5.00)" */
	BDL_PENCE_ZERO,     /* "0", "£0.00" */
	BDL_PENCE_TOO_MUCH  /* above `most` */
};

/*
 * "£1,234.56", "1234.56", "1234", "£ 20": pounds, with commas between thousands or without, then nothing or a point and both figures of
 * the pence. *out only when OK; it is then 1 to `most`, which is at most 10^15.
 */
enum bdl_pence_fault bdl_pence_parse(const char *text, int64_t most, int64_t *out) BDL_MUST_CHECK;

#define BDL_PENCE_TEXT 32
/* "1,234.56" of a sum from 0. */
const char *bdl_pence_words(int64_t pence, char out[BDL_PENCE_TEXT]);

#endif
