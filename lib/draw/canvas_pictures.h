/*
 * Canvas pictures: text in a font whose glyphs are pictures, as coloured emoji are. Each picture is put into the PDF once.
 * What it stands for is said by a glyph beside it that draws nothing.
 */
#ifndef BDL_DRAW_CANVAS_PICTURES_H
#define BDL_DRAW_CANVAS_PICTURES_H

#include "draw/canvas_glyphs.h"

struct bdl_glyph_image {
	unsigned file;
	uint32_t glyph;
	HPDF_Image image;
	float left, top, width, height;
};

struct bdl_glyph_images {
	struct bdl_glyph_image *list;
	size_t count, space;
};

void bdl_glyph_images_release(struct bdl_glyph_images *g);

/* Draws a run from x, y (the PDF's own, upwards); text: the fonts that say what it stands for. -1 when out of memory. */
int bdl_glyph_images_draw(struct bdl_glyph_images *g, struct bdl_glyph_fonts *text, HPDF_Doc doc, HPDF_Page page,
	struct bdl_shaper *s, const struct bdl_runs *r, const struct bdl_run *run, double size, double x, double y);

#endif
