/* Shape faces: the fonts of a shaper, for shape.c and shape_subset.c. */
#ifndef BDL_DRAW_SHAPE_FACES_H
#define BDL_DRAW_SHAPE_FACES_H

#include "draw/shape.h"
#include <hb.h>

/* Lends; NULL: not installed, or no font. *per_em, not 0, are the font's units in its size. */
hb_font_t *bdl_shaper_font(struct bdl_shaper *s, unsigned file, unsigned *per_em);

#endif
