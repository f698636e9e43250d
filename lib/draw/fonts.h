/*
 * Fonts: the font files that pages are drawn with, in the order in which they are tried for a
 * character. Files are looked into when they are first needed. Knows nothing of PDF.
 */
#ifndef BDL_DRAW_FONTS_H
#define BDL_DRAW_FONTS_H

#include "draw/canvas.h"
#include "draw/sfnt.h"

#define BDL_FONT_FILES 19
#define BDL_FACES 5

struct bdl_fonts {
	uint16_t *widths[BDL_FONT_FILES]; /* by code point, see sfnt.h; NULL: not looked into, or absent */
	bool absent[BDL_FONT_FILES];
	bool out_of_memory;               /* an answer may have been wrong */
};

#define BDL_FONTS_INIT { .out_of_memory = false }

/* Fails unless the faces' own fonts (Liberation) are installed. */
int bdl_fonts_init(struct bdl_fonts *f, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_fonts_release(struct bdl_fonts *f);

/* The full path of a font file. */
void bdl_fonts_path(unsigned file, char out[128]);

/*
 * The first font of the face that draws all the codes, or -1; their width in thousandths of the
 * size.
 */
int bdl_fonts_find(struct bdl_fonts *f, enum bdl_face face, const uint32_t *codes, size_t count,
	unsigned *width);

/* The widths of the face's own font, by code point. Lends. */
const uint16_t *bdl_fonts_own(const struct bdl_fonts *f, enum bdl_face face);

#endif
