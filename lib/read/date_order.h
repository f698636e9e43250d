/*
 * Order of figures in dates: whether "3/4/2023" is 3 April or 4 March is asked of the whole file,
 * not of one date. A number that is no month decides; else the order in which the records run,
 * which is by time in one direction; else day first, as in Britain. Pure.
 */
#ifndef BDL_READ_DATE_ORDER_H
#define BDL_READ_DATE_ORDER_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum bdl_date_order { BDL_DAY_FIRST, BDL_MONTH_FIRST, BDL_YEAR_FIRST, BDL_DATE_ORDERS };

/* A date in figures as it stands: three numbers, with how many digits each is written. */
struct bdl_figures {
	unsigned number[3], digits[3];
	bool dotted; /* parted by dots, as nobody does who puts the month first */
};

/* What was seen so far. All zeros at the start. */
struct bdl_date_ordering {
	struct {
		size_t impossible, forward, back;
		int64_t before; /* the time before, seconds */
	} seen[BDL_DATE_ORDERS];

	size_t count;
	bool differ; /* a date means two things, day or month first */
	bool dotted;
};

/* seconds: of the day, 0 where no time is given. Dates are shown in the order of the file. */
void bdl_date_order_see(struct bdl_date_ordering *o, const struct bdl_figures *f, uint32_t seconds);

/* *ambiguous: nothing tells day first from month first, and some dates could be either. */
enum bdl_date_order bdl_date_order_decide(const struct bdl_date_ordering *o, bool *ambiguous);

/* false, and *out is never such a day: read so it is none. Two-digit years are 2000 to 2049 and 1950 to 1999. */
bool bdl_date_in_order(const struct bdl_figures *f, enum bdl_date_order order, struct bdl_day *out);

/* "13/6/2018", "13. 6. 2018.", "2018-06-13" at text; its length, or 0. */
size_t bdl_figures_read(const char *text, size_t length, struct bdl_figures *out);

#endif
