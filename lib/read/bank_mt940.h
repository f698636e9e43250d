/* Bank MT940: its fields, and the parts of a payment's field. Pure. */
#ifndef BDL_READ_BANK_MT940_H
#define BDL_READ_BANK_MT940_H

#include "base/buffer.h"
#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>

#define BDL_MT940_NAME 4

struct bdl_mt940_field {
	char name[BDL_MT940_NAME]; /* "61", "60F" */
	const char *text;
	size_t length; /* lines and all, last line end taken off */
};

/* The field at or behind *next, which moves on; false at the end. Begin with *next == 0. */
bool bdl_mt940_next(const struct bdl_buffer *text, size_t *next, struct bdl_mt940_field *out);

/* "230210" */
bool bdl_mt940_day(const char *s, size_t length, struct bdl_day *out);

/* The parts of ":61:", lent. */
struct bdl_mt940_payment {
	struct bdl_day value, entry;
	bool dated, entered, debit;
	const char *sum, *rest;
	size_t sum_length, rest_length;
};

/* Takes ":61:" apart; false: it is none. Without `dated` the value date does not exist. */
bool bdl_mt940_take_apart(const char *s, size_t length, struct bdl_mt940_payment *out);

#endif
