/* Runs, shaped: lines with words that libharu cannot draw, or that run from right to left. For runs.c. */
#ifndef BDL_DRAW_RUNS_SHAPE_H
#define BDL_DRAW_RUNS_SHAPE_H

#include "draw/runs.h"

/* Fills empty runs from text without signs. -1 when out of memory. */
int bdl_runs_shape(struct bdl_runs *r, struct bdl_fonts *f, enum bdl_face face, bool rtl,
	const char *text, size_t length);

/* Adds an empty run at the end of the text. */
int bdl_runs_add(struct bdl_runs *r, unsigned file);
/* Adds a character for libharu to the last run, or to a new one where the font is another. */
int bdl_runs_add_code(struct bdl_runs *r, unsigned file, uint32_t code, unsigned long width);

#endif
