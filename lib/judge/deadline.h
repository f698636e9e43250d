/*
 * Deadline: from the day of a trigger and a rule the last day, in two readings: the safe one, which nobody can say is too late,
 * and the outer one, which the rule may still allow. Where both are the same the rule leaves no room. Pure.
 */
#ifndef BDL_JUDGE_DEADLINE_H
#define BDL_JUDGE_DEADLINE_H

#include "model/holidays.h"
#include "model/period.h"

/* clang-format off */
struct bdl_last_days {
	struct bdl_day safe, outer;
	struct bdl_day aim;      /* the last working day up to `safe` */
};
/* clang-format on */

/* trigger must exist. */
void bdl_last_days_of(const struct bdl_period *p, struct bdl_day trigger, const struct bdl_holidays *h,
	enum bdl_nation n, struct bdl_last_days *out);

#endif
