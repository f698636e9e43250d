/* Bank OFX: tags and what stands behind them, for SGML and XML alike. */
#ifndef BDL_READ_BANK_OFX_H
#define BDL_READ_BANK_OFX_H

#include "read/bank.h"

#define BDL_OFX_NAME 32

struct bdl_ofx_tag {
	char name[BDL_OFX_NAME]; /* upper case, ASCII alone, cut to its room */
	bool closes;
	const char *value; /* what stands behind it, ends trimmed */
	size_t length;
};

/* The tag at or behind *at, which moves on; false at the end. */
bool bdl_ofx_next(const struct bdl_buffer *text, size_t *at, struct bdl_ofx_tag *out);

/* The value as one line, "&amp;" and its like put in; NULL where there is none. */
const char *bdl_ofx_line(struct bdl_bank *b, const struct bdl_ofx_tag *t);

/*
 * "20120720", "20120720143000.000[-4:EDT]". Midnight and noon stand for "some time that day": they
 * give no time, and the day is the bank's own.
 */
bool bdl_ofx_day(const struct bdl_ofx_tag *t, struct bdl_moment *out);

#endif
