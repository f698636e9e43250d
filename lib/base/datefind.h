/*
 * Finding dates in English text, day first as in Britain: "10 February 2023", "10 Feb 2023", "2nd March
 * 2026", "February 2023", "10/02/2023", "10.2.23", "10-02-2023", "2023-02-10", "20230210" (file names only),
 * "Mar 2, 2026". Never a clock or a locale. Pure.
 */
#ifndef BDL_BASE_DATEFIND_H
#define BDL_BASE_DATEFIND_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>

struct bdl_found_date {
	struct bdl_day day;     /* month or day 0 where the text does not say */
	bool ambiguous;         /* all figures, day and month both 1..12 and different; "24-01-02", which may begin with the year; "1-2 June 2022" */
	size_t at, length;      /* of the date in the text, bytes */
};

/*
 * The first date in text[from..length); false if there is none. The next search begins at at + length.
 * A date that does not exist (31 June), a number in a longer number, reference, sum of money, telephone
 * number, version or fraction is none. Years 1900 to 2099; two-digit years 00 to 49 are 20xx, else 19xx.
 */
bool bdl_find_date(const char *text, size_t length, size_t from, struct bdl_found_date *out);

/*
 * The best date of a file's path (base name first, then its folders): also compact forms of phones and cameras
 * (IMG_20201110_171155, IMG-20240101-WA0001, Screenshot_20230117-141626_Messages, "2024-01-01 at 10.11.12"),
 * "2023-02" and "Feb 2023". false if there is none.
 */
bool bdl_find_date_in_name(const char *path, struct bdl_found_date *out);

#endif
