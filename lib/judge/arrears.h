/*
 * Arrears: what was due by a schedule against what was paid: the applicant's own reckoning, not a calculation of the Child
 * Maintenance Service. Whole pence, no rounding anywhere; every penny of every payment is either set against a sum that was
 * due or left over, and the totals of both sides agree. Pure.
 */
#ifndef BDL_JUDGE_ARREARS_H
#define BDL_JUDGE_ARREARS_H

#include "base/arena.h"
#include "base/calendar.h"
#include "base/error.h"
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
	size_t event;               /* the caller's */
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
/* clang-format on */

struct bdl_arrears_input {
	const struct bdl_due_rule *rules; /* ascending, not overlapping */
	size_t rule_count;
	const struct bdl_payment *payments; /* by day */
	size_t payment_count;
	struct bdl_day until;    /* the reckoning's last day: sums due later, and payments later, do not count */
	int days_before;         /* a payment so many days before a sum is due is for that sum: 0 to 27 */
};

/*
 * A payment goes to the sum of its own period (from days_before before it is due until the next one's), as far as that is
 * open; then to the oldest sum that is short; then, in advance, to the next ones in the schedule that are due within a
 * period; the rest is left over. Everything is from the arena. BDL_EFORMAT: rules overlap or are more than BDL_DUE_MOST.
 */
int bdl_arrears_reckon(const struct bdl_arrears_input *in, struct bdl_arena *a, struct bdl_arrears *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
