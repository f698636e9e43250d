/*
 * Arrears: what was due by a schedule against what was paid: the applicant's own reckoning, not a calculation of the Child
 * Maintenance Service. Whole pence, no rounding anywhere; every penny of every payment is either set against a sum that was
 * due or left over, and the totals of both sides agree. Pure.
 */
#ifndef BDL_JUDGE_ARREARS_H
#define BDL_JUDGE_ARREARS_H

#include "base/arena.h"
#include "base/error.h"
#include "model/arrears.h"

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
 * open; then to the oldest sum that is short; then, in advance, to the next ones in the schedule; the rest is left over, and so
 * is what came before the first period. Everything is from the arena. BDL_EFORMAT: rules overlap or are more than BDL_DUE_MOST.
 */
int bdl_arrears_reckon(const struct bdl_arrears_input *in, struct bdl_arena *a, struct bdl_arrears *out,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
