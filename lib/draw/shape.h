/*
 * Shape: characters become the glyphs of a font, each at its place. The files shape*.c are the only
 * ones that know HarfBuzz. Fonts are opened when they are first needed and mapped, not read.
 *
 * A font is named by its number among the font files, see fonts.h. Measures are thousandths of the size.
 */
#ifndef BDL_DRAW_SHAPE_H
#define BDL_DRAW_SHAPE_H

#include "base/buffer.h"
#include "draw/bitmap.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One glyph. Those that stand for the same characters together follow each other, the first of them with the count. */
struct bdl_glyph {
	uint32_t id;
	float x, y;             /* where its origin is, from where the run begins; y upwards */
	uint16_t advance;       /* its own width in the font */
	bool spacing;           /* takes room on the line; else it is drawn over or under what does */
	uint16_t count;         /* characters that it and the glyphs behind it stand for; 0: the one before says it */
	size_t code;            /* the first of them, an index into the codes of the line */
};

struct bdl_glyphs {
	struct bdl_glyph *glyphs;
	size_t count, space;
};

struct bdl_shaper;

/* NULL when out of memory. */
struct bdl_shaper *bdl_shaper_open(void);
void bdl_shaper_close(struct bdl_shaper *s); /* NULL is fine */

/* Whether font `file` is installed and has a glyph for each of the codes that is not invisible by nature. */
bool bdl_shaper_covers(struct bdl_shaper *s, unsigned file, const uint32_t *codes, size_t count);

/* A glyph that draws nothing, the space's; 0: the font has none. */
uint32_t bdl_shaper_blank(struct bdl_shaper *s, unsigned file);

/* The width of a single cluster, shaped alone. */
unsigned bdl_shaper_width(struct bdl_shaper *s, unsigned file, const uint32_t *codes, size_t count);

/*
 * Appends the glyphs of codes, all of one font and one direction, from left to right as they stand.
 * first: the index of codes[0] among the line's. x: where the first stands. *width is added to. -1 when out of memory.
 */
int bdl_shape(struct bdl_shaper *s, unsigned file, const uint32_t *codes, size_t count, bool rtl,
	size_t first, struct bdl_glyphs *out, unsigned long *width);

/* A glyph of a font whose glyphs are pictures. */
struct bdl_glyph_picture {
	float left, top, width, height; /* from the glyph's origin, top upwards */
	struct bdl_bitmap bitmap;
};

/* Whether the font's glyphs are pictures; and one of them, -1 if it has none or memory is out. */
bool bdl_shaper_has_pictures(struct bdl_shaper *s, unsigned file);
int bdl_shaper_picture(
	struct bdl_shaper *s, unsigned file, uint32_t glyph, struct bdl_glyph_picture *out);

/* What a PDF says of a font, in thousandths of the size. */
struct bdl_font_measures {
	int ascent, descent; /* descent is negative */
	bool outlines_cff;   /* else TrueType */
};

/*
 * Appends a font with nothing but the given glyphs, ascending and without 0, and fills places with the number of each
 * in it; a CFF font keeps the numbers. -1 when that cannot be done.
 */
int bdl_shaper_subset(struct bdl_shaper *s, unsigned file, const uint32_t *glyphs, size_t count,
	struct bdl_buffer *out, uint16_t *places);
void bdl_shaper_measures(struct bdl_shaper *s, unsigned file, struct bdl_font_measures *out);

#endif
