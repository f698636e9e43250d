/*
 * Arrears: a schedule of what was due, payments, and what was reckoned from them (judge/arrears.c): the applicant's own
 * reckoning, not a calculation of the Child Maintenance Service. Whole pence.
 */
#ifndef BDL_MODEL_ARREARS_H
#define BDL_MODEL_ARREARS_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bdl_every { BDL_ONCE, BDL_EVERY_WEEK, BDL_EVERY_2_WEEKS, BDL_EVERY_4_WEEKS, BDL_EVERY_MONTH, BDL_EVERY_YEAR };

#define BDL_DUE_MOST 10000u /* sums due in all */
#define BDL_PENCE_MOST ((int64_t)100000000000) /* of one sum: a thousand million pounds */

/* clang-format off */
/* A stretch of the schedule: `pence` on `from` and so on, up to and with `until`. */
struct bdl_due_rule {
	struct bdl_day from, until; /* until: zero: up to the day before the next stretch, or the end of the reckoning */
	int64_t pence;              /* above 0 */
	enum bdl_every every;       /* months by the corresponding date of `from`: 31 January, 28 February, 31 March */
};

struct bdl_payment {
	struct bdl_day day;
	int64_t pence;              /* above 0 */
	size_t event;               /* row of the bundle's events, BDL_NONE: told by a person; the caller's */
};

/* A part of a payment, set against a sum that was due. */
struct bdl_set_off {
	size_t payment;             /* row of payments */
	int64_t pence;
	int days_late;              /* 0 or less: on the day, or before */
};

struct bdl_due {
	struct bdl_day day;
	int64_t due, paid, short_by; /* short_by = due - paid */
	int64_t owed;               /* all that was short up to here */
	struct bdl_set_off *offs; size_t off_count; /* in the order in which the payments came */
};

struct bdl_arrears {
	struct bdl_due *rows; size_t row_count;
	int64_t *left; size_t payment_count; /* of each payment what is set against nothing */
	int64_t due, received, paid, left_over, owed; /* received = paid + left_over; owed = due - paid */
};

/* The reckoning of a bundle, with what it was made from. */
struct bdl_reckoning {
	struct bdl_arrears sums;
	struct bdl_payment *payments;  /* by day; sums.left has as many */
	size_t *doubles; size_t double_count; /* rows of events: the same transaction in another statement, counted once */
	struct bdl_day until;          /* its last day */
};
/* clang-format on */

#endif
