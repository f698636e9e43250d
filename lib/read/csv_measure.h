/* Measures of a table's columns: how wide its cells and words are, and whether they are figures. */
#ifndef BDL_READ_CSV_MEASURE_H
#define BDL_READ_CSV_MEASURE_H

#include "draw/canvas.h"
#include "read/table.h"

/* Widths are those of 12-point letters, of heads those of bdl_csv_head. Long cells are measured in
 * part. */
struct bdl_csv_measure {
	double cell, word,
		figure; /* widest of all cells, of all words, of all numbers, dates and times */
	double usual; /* what 19 of 20 cells are no wider than */
	double head, head_word; /* the column head and its widest word */
	double sum; /* of all widths in `measured` */
	size_t filled, measured; /* cells */
	size_t numbers, names, figures;
};

extern const struct bdl_font bdl_csv_head; /* Liberation Sans Bold 10 */

/* The first `count` columns of t; c measures and is not drawn on. m is zeroed before. */
void bdl_csv_measure(
	struct bdl_csv_measure *m, size_t count, struct bdl_canvas *c, const struct bdl_table *t);

#endif
