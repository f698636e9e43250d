/*
 * Arrears: a schedule of what was due, payments, and what was reckoned from them (judge/arrears.c): the applicant's own
 * reckoning, not a calculation of the Child Maintenance Service; and what was lost. Whole pence. Rows of exhibits and of
 * events are BDL_NONE (model/bundle.h) where there is none.
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
	/* where it can be seen; the reckoning (judge/arrears.c) does not look at what follows */
	size_t exhibit;             /* row of exhibits, BDL_NONE: no document */
	unsigned page;              /* of the exhibit, from 1 */
	const char *by;             /* who told of it; NULL: a bank's record, or nobody is named */
};

/* Why something that looks like a payment is not counted as one. */
enum bdl_near_why {
	BDL_NEAR_AMOUNT,            /* the rules' payer, another amount */
	BDL_NEAR_DAY,               /* outside the rules' dates */
	BDL_NEAR_DIRECTION,         /* the money went the other way */
	BDL_NEAR_UNDATED,           /* the bank's record gives no day */
	BDL_NEAR_LATER              /* behind the reckoning's last day */
};

struct bdl_near_miss {
	struct bdl_payment what;    /* its day may be all 0; pence below 0: paid out */
	enum bdl_near_why why;
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
	bool monthly;                  /* every stretch of the schedule is by the month */
	bool matched;                  /* rules say how payments are known; false: no transaction was taken for one */
	size_t looked_at;              /* transactions of the bundle; so many were held against the rules, if there are any */
	struct bdl_near_miss *near; size_t near_count; /* by day; not counted */
	int64_t stated;                /* a figure in evidence to compare the sum with; 0: none */
	size_t stated_exhibit;         /* where it stands; BDL_NONE: nobody said */
	unsigned stated_page;
};

/* One loss, with its proof. */
struct bdl_lost {
	const char *what;              /* "Overdraft fees" */
	int64_t pence;                 /* 0: not a sum of money */
	struct bdl_day day;            /* all 0: not said */
	size_t exhibit;                /* row of exhibits, BDL_NONE: no document of this bundle */
	unsigned page;
	bool held;                     /* its proof stands in the bundle that this one is a supplement to */
};

struct bdl_losses {
	struct bdl_lost *rows; size_t count; /* as they were given */
	int64_t pence;                 /* of all */
	const char *remedy;            /* what is asked for, one sentence; or NULL */
};
/* clang-format on */

#endif
