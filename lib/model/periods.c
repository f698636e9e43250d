/* Periods: see periods.h. */
#include "model/periods.h"

#include "base/months.h"
#include <assert.h>

enum { SHORT_PERIOD = 5, FOUR = 16 * 60, HALF_PAST_FOUR = 16 * 60 + 30 };

static bool counts(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d, int days)
{
	return days > SHORT_PERIOD || bdl_is_working_day(h, n, d);
}

/* The day that has `days` days that count between it and `event`; step -1: before, 1: after. */
static struct bdl_day beyond(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days, int step)
{
	struct bdl_day d = bdl_day_add(event, step);

	for (int left = days; left > 0; d = bdl_day_add(d, step))
		left -= counts(h, n, d, days);
	return d;
}

struct bdl_day bdl_clear_days_before(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days)
{
	assert(days >= 1 && days <= 400);
	return beyond(h, n, event, days, -1);
}

struct bdl_day bdl_days_after(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days)
{
	assert(days >= 1 && days <= 400);
	return bdl_day_add(beyond(h, n, event, days, 1), -1);
}

struct bdl_day bdl_clear_days_after(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day event, int days)
{
	assert(days >= 1 && days <= 400);
	return beyond(h, n, event, days, 1);
}

struct bdl_day bdl_deemed_served(const struct bdl_holidays *h, enum bdl_nation n,
	enum bdl_service how, struct bdl_day day, int minutes)
{
	switch (how) {
	case BDL_BY_POST:
		return bdl_working_day_from(h, n, bdl_day_add(day, 2));
	case BDL_CLAIM_FORM:
		return bdl_add_working_days(h, n, day, 2);
	case BDL_BY_HAND:
	case BDL_ELECTRONIC:
	case BDL_COURT_MAIL:
		break;
	}
	if (minutes < (how == BDL_COURT_MAIL ? FOUR : HALF_PAST_FOUR) &&
		bdl_is_working_day(h, n, day))
		return day;
	return bdl_add_working_days(h, n, day, 1);
}
