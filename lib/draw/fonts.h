/*
 * Fonts: the font files that pages are drawn with, in the order in which they are tried for a
 * character. Files are looked into when they are first needed. Knows nothing of PDF.
 *
 * The first BDL_FONT_FILES are those that libharu can draw with; it needs no more than the width of each
 * character. All of them, and many more behind them, can be shaped with (shape.h).
 */
#ifndef BDL_DRAW_FONTS_H
#define BDL_DRAW_FONTS_H

#include "draw/canvas.h"
#include "draw/sfnt.h"

#define BDL_FONT_FILES 19
#define BDL_FONT_PATH 128
#define BDL_FACES 5

struct bdl_fonts {
	uint16_t *widths[BDL_FONT_FILES]; /* by code point, see sfnt.h; NULL: not looked into, or absent */
	bool absent[BDL_FONT_FILES];
	bool out_of_memory;               /* an answer may have been wrong */
	struct bdl_shaper *shaper;        /* NULL until it is needed */
};

#define BDL_FONTS_INIT { .out_of_memory = false }

/* Fails unless the faces' own fonts (Liberation) are installed. */
int bdl_fonts_init(struct bdl_fonts *f, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_fonts_release(struct bdl_fonts *f);

/* How many font files there are; some will not be installed. */
unsigned bdl_fonts_count(void);
/* A number that changes with which font files are installed, and with their sizes. */
uint32_t bdl_fonts_mark(void);
/* The full path of a font file; returns out. And which font of that file: collections have several. */
const char *bdl_fonts_path(unsigned file, char out[BDL_FONT_PATH]);
unsigned bdl_fonts_index(unsigned file);

/*
 * The first font of the face that draws all the codes, or -1; their width in thousandths of the
 * size.
 */
int bdl_fonts_find(struct bdl_fonts *f, enum bdl_face face, const uint32_t *codes, size_t count,
	unsigned *width);

/* The shaper; NULL when out of memory. Lends. */
struct bdl_shaper *bdl_fonts_shaper(struct bdl_fonts *f);

/*
 * The font to shape a cluster with: its script's own, else the first of those for emoji, for Chinese,
 * Japanese and Korean, and for signs that has it; -1: none.
 */
int bdl_fonts_find_shaped(struct bdl_fonts *f, enum bdl_face face, const uint32_t *codes, size_t count);

/* The widths of the face's own font, by code point. Lends. */
const uint16_t *bdl_fonts_own(const struct bdl_fonts *f, enum bdl_face face);

#endif
