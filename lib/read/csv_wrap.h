/*
 * Wrapping: the cells of a row taken apart into the lines that they fill in their columns, so that
 * the row's height is known before anything is drawn.
 */
#ifndef BDL_READ_CSV_WRAP_H
#define BDL_READ_CSV_WRAP_H

#include "draw/canvas.h"

struct bdl_csv_line {
	size_t at, length; /* in the wrapping's text */
};

/* Lines of one cell, in the wrapping's lines. */
struct bdl_csv_lines {
	size_t first, count;
};

struct bdl_csv_wrapping {
	struct bdl_buffer text;
	struct bdl_csv_line *lines;
	size_t count, space;
	unsigned missing; /* characters shown by a sign since the beginning */
	bool failed; /* memory ran out; stays set */
};

/* Adds text as it will be drawn, no lines made of it yet. */
void bdl_csv_spell(struct bdl_csv_wrapping *w, struct bdl_canvas *c, enum bdl_face face,
	const char *text, size_t length);

/* Adds text and makes lines no wider than `width` of it; c measures and is not drawn on. */
struct bdl_csv_lines bdl_csv_wrap(struct bdl_csv_wrapping *w, struct bdl_canvas *c,
	struct bdl_font f, double width, const char *text, size_t length);

/* The most lines that one of the cells has. */
size_t bdl_csv_tallest(const struct bdl_csv_lines *cells, size_t count);

/* Back to empty for the next row, memory and `missing` kept. */
void bdl_csv_wrapping_clear(struct bdl_csv_wrapping *w);
void bdl_csv_wrapping_release(struct bdl_csv_wrapping *w);

#endif
