/*
 * UK time: an instant as a British clock shows it. Summer time by the rule in force since 1996 (Directive 2000/84/EC and
 * the Summer Time Order 2002): an hour ahead from the last Sunday of March to the last of October, changing at 01:00 UTC. Used for
 * earlier years too, whose changes were up to a week apart from it.
 */
#ifndef BDL_BASE_UKTIME_H
#define BDL_BASE_UKTIME_H

#include "base/calendar.h"

struct bdl_uk_time {
	struct bdl_day day;
	uint32_t seconds; /* since midnight of that day, by the clock on the wall */
	int32_t offset;   /* minutes ahead of UTC: 0 or 60 */
};

/* epoch: seconds since 1970-01-01 00:00 UTC. false: outside the years 1 to 9999. */
bool bdl_uk_time(int64_t epoch, struct bdl_uk_time *out);

/* Seconds since 1970 of a day (that exists) and a time of day by a clock `offset` minutes ahead of UTC. */
int64_t bdl_epoch(struct bdl_day day, uint32_t seconds, int32_t offset);

#endif
