/* See uktime.h. */
#include "base/uktime.h"

#define DAY 86400

/* Instant of 01:00 UTC on the last Sunday of the month. */
static int64_t last_sunday(int year, int month)
{
	struct bdl_day d = {.year = (int16_t)year,
		.month = (int8_t)month,
		.day = (int8_t)bdl_month_length(year, month)};
	int32_t number = bdl_day_number(d);
	int32_t since_sunday = ((number + 4) % 7 + 7) % 7; /* 1 January 1970 was a Thursday */

	return (int64_t)(number - since_sunday) * DAY + 3600;
}

static bool is_summer(int year, int64_t epoch)
{
	return epoch >= last_sunday(year, 3) && epoch < last_sunday(year, 10);
}

static int64_t floor_days(int64_t epoch)
{
	return epoch / DAY - (epoch % DAY < 0);
}

bool bdl_uk_time(int64_t epoch, struct bdl_uk_time *out)
{
	int64_t days;

	if (epoch < -INT64_C(62135596800) || epoch > INT64_C(253402214400))
		return false;
	days = floor_days(epoch);
	out->offset = is_summer(bdl_day_from_number((int32_t)days).year, epoch) ? 60 : 0;
	epoch += (int64_t)out->offset * 60;
	days = floor_days(epoch);
	out->day = bdl_day_from_number((int32_t)days);
	out->seconds = (uint32_t)(epoch - days * DAY);
	return true;
}

int64_t bdl_epoch(struct bdl_day day, uint32_t seconds, int32_t offset)
{
	return (int64_t)bdl_day_number(day) * DAY + seconds - (int64_t)offset * 60;
}
