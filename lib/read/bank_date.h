/*
 * Days and times as banks write them, one value at a time: the whole value is a day, perhaps with a
 * time behind it. Whether figures stand day first or month first is decided over a whole file.
 * Pure.
 */
#ifndef BDL_READ_BANK_DATE_H
#define BDL_READ_BANK_DATE_H

#include "model/bundle.h"

/* How many values of a file can only be read in one order, and how many in both. */
struct bdl_bank_order {
	size_t day_first, month_first, either;
};

void bdl_bank_order_see(struct bdl_bank_order *o, const char *text, size_t length);
/* Month first where some values say so and none says the opposite. */
bool bdl_bank_order_month_first(const struct bdl_bank_order *o);
/* There are values that can be read in both orders, and no value decides. */
bool bdl_bank_order_open(const struct bdl_bank_order *o);

/*
 * "10/02/2023", "10.2.23", "2023-02-10", "2012/3/22", "20230210", "10 Feb 2023", "Feb 10, 2023",
 * "1/ 5' 4"; behind it, perhaps, "14:05:12", "T14:05:12.123Z", "14:05 +0100". With an offset the
 * moment is on a British clock, else its clock is unknown.
 */
bool bdl_bank_day(const char *text, size_t length, bool month_first, struct bdl_moment *out);

/* "14:05", "14:05:12", "2:05 PM" from a cell of its own, added to the day of *m. false: it is no
 * time, *m stays. */
bool bdl_bank_time(const char *text, size_t length, struct bdl_moment *m);

#endif
