/*
 * Table: text parted by a delimiter, as rows of cells. First its shape is guessed from the beginning (this is
 * also how a CSV is told from prose with commas), then the whole is taken apart by libcsv, which only table.c knows.
 */
#ifndef BDL_READ_TABLE_H
#define BDL_READ_TABLE_H

#include "base/buffer.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

struct bdl_table_shape {
	char delimiter;
	size_t columns;  /* of most rows */
	size_t records;  /* looked at */
	size_t matching; /* of these, with that many columns */
};

/*
 * text is UTF-8 and may break off anywhere. name: an extension such as .csv lowers what is asked for, it does not
 * decide. false: this is no table.
 */
bool bdl_table_guess(const char *text, size_t length, const char *name, struct bdl_table_shape *out);

struct bdl_cell {
	const char *text;
	size_t length;
};

struct bdl_row {
	size_t first, count; /* in cells */
};

struct bdl_table {
	struct bdl_buffer bytes; /* of all cells */
	struct bdl_cell *cells;
	size_t cell_count, cell_space;
	struct bdl_row *rows;
	size_t row_count, row_space;
	size_t columns;   /* of the widest row */
	size_t header;    /* row with the column heads, or SIZE_MAX: there are none; rows before it are a preamble */
	size_t body;      /* first row behind header and preamble */
	bool loose_quote; /* a quote was never closed, so quotes were read as they stand */
};

#define BDL_TABLE_INIT { .bytes = BDL_BUFFER_INIT }

/* Takes UTF-8 text apart; blank lines are no rows. *t must be BDL_TABLE_INIT and is released by the caller. */
int bdl_table_parse(struct bdl_table *t, const char *text, size_t length, const struct bdl_table_shape *shape,
	struct bdl_error *err) BDL_MUST_CHECK;
void bdl_table_release(struct bdl_table *t);

/* Lends; an empty cell where the row is shorter. */
struct bdl_cell bdl_table_cell(const struct bdl_table *t, size_t row, size_t column);

/* "1,234.50", "-£12.00", "(3.50)", "12%", "12.50 CR"; an empty cell is none. */
bool bdl_cell_is_number(struct bdl_cell c);

#endif
