/* Months: periods of calendar months, by the rules that courts and public bodies count them with. Pure. */
#ifndef BDL_BASE_MONTHS_H
#define BDL_BASE_MONTHS_H

#include "base/calendar.h"

/*
 * The corresponding date `months` (0 to 1,200) later: the day of the event does not count, and a period of months ends on
 * the same day of the month, or on the last day of a month that has none (Dodds v Walker [1981] 1 WLR 1027; CPR 2.10).
 * d must exist.
 */
struct bdl_day bdl_day_add_months(struct bdl_day d, int months);

/* `days` calendar days later; negative: earlier. The result must lie in the years 1 to 9999. */
struct bdl_day bdl_day_add(struct bdl_day d, int days);

/* Calendar days from a to b; negative where b is earlier. */
int bdl_days_between(struct bdl_day a, struct bdl_day b);

/* Easter Sunday of the Gregorian calendar, years 1583 to 9999. */
struct bdl_day bdl_easter(int year);

/* 0 Monday to 6 Sunday. */
int bdl_weekday(struct bdl_day d);

#endif
