/*
 * Deadline: from the day of a trigger and a rule the last day, in two readings: the safe one, which nobody can say is too late,
 * and the outer one, which the rule may still allow. Where both are the same the rule leaves no room. Pure.
 */
#ifndef BDL_JUDGE_DEADLINE_H
#define BDL_JUDGE_DEADLINE_H

#include "model/holidays.h"

enum bdl_period_unit {
	BDL_PERIOD_MONTHS,       /* calendar months, by the corresponding date */
	BDL_PERIOD_DAYS,         /* calendar days; the day of the trigger does not count */
	BDL_PERIOD_WEEKS,
	BDL_PERIOD_WORKING_DAYS
};

/* clang-format off */
struct bdl_period {
	enum bdl_period_unit unit;
	int count;               /* 1 to 400 */
	int days_of_post;        /* 0 to 5: the outer reading starts so many days after the date of what triggered it (deemed receipt) */
	bool less_a_day;         /* ends the day before the corresponding date (Judicial Conduct Investigations Office) */
	bool rolls;              /* a last day that is no working day moves to the next, in the outer reading */
};

struct bdl_last_days {
	struct bdl_day safe, outer;
	struct bdl_day aim;      /* the last working day up to `safe` */
};
/* clang-format on */

/* trigger must exist. */
void bdl_last_days_of(const struct bdl_period *p, struct bdl_day trigger, const struct bdl_holidays *h,
	enum bdl_nation n, struct bdl_last_days *out);

#endif
