/*
 * Layout of a table: which way the paper lies, how large the letters are, and where each column
 * stands. Measured, not drawn. A table that no paper can hold in readable columns is shown as one
 * list for each row.
 */
#ifndef BDL_READ_CSV_LAYOUT_H
#define BDL_READ_CSV_LAYOUT_H

#include "base/arena.h"
#include "draw/canvas.h"
#include "read/table.h"

struct bdl_csv_column {
	double x, width;
	bool right; /* amounts: they end where the column ends */
};

struct bdl_csv_layout {
	bool landscape;
	struct bdl_font text;
	double baseline, leading,
		air; /* first baseline below a row's top; between lines; below the last */
	struct bdl_csv_column *columns; /* of the arena */
	size_t count; /* of columns in the grid; 0: a list for each row */
	double right; /* where the lines between rows end */
};

/* c measures and is not drawn on. */
int bdl_csv_lay_out(struct bdl_csv_layout *l, struct bdl_arena *a, struct bdl_canvas *c,
	const struct bdl_table *t, struct bdl_error *err) BDL_MUST_CHECK;

#endif
