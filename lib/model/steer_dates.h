/*
 * The dates of an index.csv that is read: which of them are as the program wrote them, and which
 * way round the spreadsheet that saved it writes day and month. A date that it may have turned is
 * neither taken for the old one nor for a new one unless another date of the file proves the one or
 * the other. Internal to model/steer_*.c.
 */
#ifndef BDL_MODEL_STEER_DATES_H
#define BDL_MODEL_STEER_DATES_H

#include "model/steer.h"
#include "model/steer_columns.h"

struct bdl_doubtful_date;

/* clang-format off */
/* Of a whole file; all 0 but for the arena. */
struct bdl_steer_dates {
	struct bdl_arena *arena;
	unsigned day_first, month_first; /* the first line that proves it: 13/02/2023, 2/13/2023, as the program wrote it; 0: none */
	struct bdl_doubtful_date *doubtful; size_t doubtful_count;
};

struct bdl_steer_date_cell {
	enum bdl_steer_column column; /* BDL_STEER_DATE or BDL_STEER_RECEIVED */
	unsigned line;
	const char *text;        /* one line, not empty; stays */
	const char *notes;       /* the cell of the column unedited; only for now */
	bool confirmed;          /* the author says that the date is right */
};

/* clang-format on */

/*
 * Puts what the cell says into the row, the next one of the file: its number is `at`. Nothing where
 * it is as the program wrote it; where that is in doubt, bdl_steer_dates_settle() does. BDL_EFORMAT
 * for what is no date.
 */
int bdl_steer_dates_take(struct bdl_steer_dates *d, const struct bdl_steer_date_cell *cell,
	struct bdl_steer *row, size_t at, struct bdl_error *err) BDL_MUST_CHECK;

/* Once all rows are read. BDL_EFORMAT, with both days, for a date that could be either. */
int bdl_steer_dates_settle(const struct bdl_steer_dates *d, struct bdl_steer *rows,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
