/* Months: see months.h. */
#include "base/months.h"

#include <assert.h>

struct bdl_day bdl_day_add_months(struct bdl_day d, int months)
{
	int count = d.year * 12 + (d.month - 1) + months;
	int year = count / 12, month = count % 12 + 1, last = bdl_month_length(year, month);

	assert(bdl_day_exists(d) && months >= 0 && months <= 1200);
	return (struct bdl_day){(int16_t)year, (int8_t)month, d.day < last ? d.day : (int8_t)last};
}

struct bdl_day bdl_day_add(struct bdl_day d, int days)
{
	return bdl_day_from_number(bdl_day_number(d) + days);
}

int bdl_days_between(struct bdl_day a, struct bdl_day b)
{
	return bdl_day_number(b) - bdl_day_number(a);
}

/* The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8). */
struct bdl_day bdl_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
	int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return (struct bdl_day){(int16_t)year, (int8_t)(n / 31), (int8_t)(n % 31 + 1)};
}

int bdl_weekday(struct bdl_day d)
{
	/* 1 January 1970 was a Thursday */
	return (int)(((int64_t)bdl_day_number(d) + 3) % 7 + 7) % 7;
}
