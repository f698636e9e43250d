/* CSV: the drawing half of the reader of tables; csv.c is the reader, which fills the facts. */
#ifndef BDL_READ_CSV_H
#define BDL_READ_CSV_H

#include "read/reading.h"
#include "read/sheet.h"
#include "read/table.h"

/*
 * Draws the whole of t and makes the part (or says that the file is too big). pages has room for
 * t->row_count and receives for each row the page, from 1, on which it begins.
 */
int bdl_csv_draw(struct bdl_reading *r, const struct bdl_table *t, unsigned *pages,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
