/*
 * Call logs as tables: what programs that copy a phone's log write, and itemised bills. Recognised
 * by the heads of the columns, or without heads by what stands in them; never by the file's name.
 */
#ifndef BDL_READ_PHONE_TABLE_H
#define BDL_READ_PHONE_TABLE_H

#include "read/date_order.h"
#include "read/phone.h"
#include "read/table.h"

/* As bdl_table_reader. */
int bdl_phone_table(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err);

/* ---- phone_columns.c ---- */

enum bdl_call_column {
	BDL_COLUMN_DATE, /* perhaps with the time */
	BDL_COLUMN_TIME,
	BDL_COLUMN_WAY, /* in, out, missed */
	BDL_COLUMN_SORT, /* voice call, text message; perhaps the way */
	BDL_COLUMN_ANSWER, /* answered, no answer */
	BDL_COLUMN_NUMBER,
	BDL_COLUMN_NAME,
	BDL_COLUMN_SENDER, /* of a message */
	BDL_COLUMN_LENGTH,
	BDL_COLUMN_TEXT, /* of a message */
	BDL_CALL_COLUMNS
};

struct bdl_call_columns {
	size_t at[BDL_CALL_COLUMNS]; /* column, or SIZE_MAX */
	bool minutes; /* lengths without a unit are minutes */
	bool outgoing; /* a bill: every call was made from this phone */
	enum bdl_date_order order;
	bool ambiguous;
};

/* false: it is no call log. */
bool bdl_find_call_columns(const struct bdl_table *t, struct bdl_call_columns *out);

/* The cell of that column, empty where there is none. */
struct bdl_cell bdl_call_cell(const struct bdl_table *t, const struct bdl_call_columns *c,
	size_t row, enum bdl_call_column which);

/* Date and time of a row. false: none can be read. */
bool bdl_call_moment(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row,
	struct bdl_moment *out);

/* Which way a word says that a call went ("Outgoing", "Missed call", "2"); *unanswered: made, and
 * nobody answered. */
enum bdl_call_way bdl_call_way(struct bdl_cell c, bool *unanswered);

#endif
