/*
 * Canvas glyphs: shaped text in libharu's PDF. Each font that was shaped with becomes a Type 0 font of its own, cut down
 * to the glyphs that were drawn, with a code for each pair of a glyph and the text that it stands for, so
 * that the font's ToUnicode map gives back what was written. See ISO 32000-1, 9.7, 9.10.3 and 14.9.4.
 *
 * Readers of PDF take characters from left to right as they stand and turn words that run from right to left
 * themselves. So a glyph from left to right may stand for several characters; one from right to left stands for
 * the first, and glyphs that draw nothing stand for the others, to the left of it. Marks over and under a letter
 * belong to the letter's text, and an empty ActualText says that they add nothing. Letters that change places, as in
 * Indic scripts, have an ActualText around them.
 */
#ifndef BDL_DRAW_CANVAS_GLYPHS_H
#define BDL_DRAW_CANVAS_GLYPHS_H

#include "draw/runs.h"
#include <hpdf.h>

struct bdl_glyph_font;

struct bdl_glyph_fonts {
	struct bdl_glyph_font *fonts;
	size_t count, space;
	struct bdl_buffer content; /* scratch */
};

void bdl_glyph_fonts_release(struct bdl_glyph_fonts *g);

/* Draws a shaped run from x, y (the PDF's own, upwards) in a text object of its own. -1 when out of memory. */
int bdl_glyph_fonts_draw(struct bdl_glyph_fonts *g, HPDF_Doc doc, HPDF_Page page, struct bdl_shaper *s,
	const struct bdl_runs *r, const struct bdl_run *run, double size, double x, double y);

/* Puts the fonts into the PDF, which is saved next. */
int bdl_glyph_fonts_finish(struct bdl_glyph_fonts *g, HPDF_Doc doc, struct bdl_shaper *s,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
