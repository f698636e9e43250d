/*
 * Dates as a person, or a spreadsheet that rewrote them, puts them into a cell of index.csv: 2023-02-10, 10/02/2023,
 * 10-Feb-23, 10 February 2023, 2023-02, Feb-23, 2023, 44967 (days since 1900), "2023-03-01 to 2023-03-31", undated.
 * Figures are read day first. Pure. Internal to model/steer_*.c.
 */
#ifndef BDL_MODEL_STEER_DATE_H
#define BDL_MODEL_STEER_DATE_H

#include "base/calendar.h"
#include <stdbool.h>

/* clang-format off */
struct bdl_steer_date {
	struct bdl_day day;      /* as far as given */
	struct bdl_day until;    /* of a span, to the day; else all 0 */
	struct bdl_day turned;   /* day and month in figures, read month first, where that is another day; else all 0 */
	bool undated;
	bool figures;            /* the day in front, the month in figures: 13/02/2023 */
	bool iso;                /* 2023-02-10 and nothing behind it, as people write it who mean that very day */
};
/* clang-format on */

/*
 * False for what is none. turned is set too where the figures make a date month first only, as in 2/13/2023; then it is
 * false, and out->day is all 0.
 */
bool bdl_steer_date(const char *cell, struct bdl_steer_date *out);

/* "2023-02-10", "2023-03-01 to 2023-03-31", "2023-02", "2023", "undated" or "". */
#define BDL_STEER_DATE_TEXT (2 * BDL_DAY_TEXT + 8)
void bdl_steer_date_text(struct bdl_day day, struct bdl_day until, char out[BDL_STEER_DATE_TEXT]);

#endif
