/* Deadline: see deadline.h. */
#include "judge/deadline.h"

#include "base/months.h"
#include <assert.h>

static struct bdl_day end_of(const struct bdl_period *p, struct bdl_day start,
	const struct bdl_holidays *h, enum bdl_nation n)
{
	struct bdl_day end = start;

	switch (p->unit) {
	case BDL_PERIOD_MONTHS:
		end = bdl_day_add_months(start, p->count);
		break;
	case BDL_PERIOD_DAYS:
		end = bdl_day_add(start, p->count);
		break;
	case BDL_PERIOD_WEEKS:
		end = bdl_day_add(start, 7 * p->count);
		break;
	case BDL_PERIOD_WORKING_DAYS:
		end = bdl_add_working_days(h, n, start, p->count);
		break;
	}
	return p->less_a_day ? bdl_day_add(end, -1) : end;
}

void bdl_last_days_of(const struct bdl_period *p, struct bdl_day trigger,
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_last_days *out)
{
	assert(bdl_day_exists(trigger) && p->count >= 1 && p->count <= 400);
	out->safe = end_of(p, trigger, h, n);
	out->outer = end_of(p, bdl_day_add(trigger, p->days_of_post), h, n);
	if (p->rolls)
		out->outer = bdl_working_day_from(h, n, out->outer);
	out->aim = bdl_working_day_until(h, n, out->safe);
}
