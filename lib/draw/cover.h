/* Cover: what its files share: where on its pages it stands, and the fields in their own file. */
#ifndef BDL_DRAW_COVER_H
#define BDL_DRAW_COVER_H

#include "draw/cell.h"
#include "draw/draft.h"

enum { BDL_COVER_VALUE_X = 224 };

struct bdl_cover_page {
	struct bdl_draft *d;
	double y; /* the last baseline or line */
};

/* The next baseline, on a new page where this one is full. */
double bdl_cover_advance(struct bdl_cover_page *c, double step);
/* The cell's lines from x on, the first `first` below the last baseline. */
void bdl_cover_lines(struct bdl_cover_page *c, const struct bdl_cell *cell, double x, double first, double leading);

/* Label and value: for whom, from whom, numbers; those that the recipient wants there, and none that it does not. */
void bdl_cover_fields(struct bdl_cover_page *c);

#endif
