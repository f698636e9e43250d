/*
 * Period: how long something may take, as a rule has it: six months, 15 working days. judge/deadline.h finds the last day.
 */
#ifndef BDL_MODEL_PERIOD_H
#define BDL_MODEL_PERIOD_H

#include <stdbool.h>

enum bdl_period_unit {
	BDL_PERIOD_MONTHS,       /* calendar months, by the corresponding date */
	BDL_PERIOD_DAYS,         /* calendar days; the day of the trigger does not count */
	BDL_PERIOD_WEEKS,
	BDL_PERIOD_WORKING_DAYS
};

/* clang-format off */
struct bdl_period {
	enum bdl_period_unit unit;
	int count;               /* 1 to 400 */
	int days_of_post;        /* 0 to 5: the outer reading starts so many days after the date of what triggered it (deemed receipt) */
	bool less_a_day;         /* ends the day before the corresponding date (Judicial Conduct Investigations Office) */
	bool from_receipt;       /* runs from the day on which that came, where somebody said it: the outer reading starts there */
	bool rolls;              /* a last day that is no working day moves to the next, in the outer reading */
};
/* clang-format on */

#endif
