/*
 * Cell: wrapped lines of one table cell, of one or more types of letters. Text is spelled and
 * wrapped when it is added; nothing is cut.
 */
#ifndef BDL_DRAW_CELL_H
#define BDL_DRAW_CELL_H

#include "draw/draft.h"

struct bdl_line {
	size_t at, length; /* in bdl_cell.text */
	struct bdl_font font;
	double step;       /* from the baseline before */
	bool rtl;          /* its text runs from right to left; it keeps its place all the same */
};

struct bdl_cell {
	struct bdl_buffer text;
	struct bdl_line *lines;
	size_t count, space;
};

#define BDL_CELL_INIT { .count = 0 }

void bdl_cell_clear(struct bdl_cell *cell);
/* Adds text, as many lines as it takes; an empty text is one empty line. */
void bdl_cell_add(struct bdl_draft *d, struct bdl_cell *cell, struct bdl_font f, double width,
	const char *text);
void bdl_cell_release(struct bdl_cell *cell);

/* From the first baseline to the last, of the lines from `from` up to but not including `to`. */
double bdl_cell_depth(const struct bdl_cell *cell, size_t from, size_t to);

/* Draws line i at x, y; ends at x if right. */
void bdl_cell_draw(
	struct bdl_draft *d, const struct bdl_cell *cell, size_t i, double x, double y, bool right);

/*
 * Draws all lines at x, the first on baseline y, `leading` apart (0: each line's own step). Returns
 * the baseline of the last; y if there are none.
 */
double bdl_cell_paragraph(
	struct bdl_draft *d, const struct bdl_cell *cell, double x, double y, double leading);

#endif
