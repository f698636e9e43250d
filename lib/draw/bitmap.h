/*
 * Bitmap: a PNG out of a font, such as an emoji's, as pixels on white. Reads what fonts have: 8 bits a channel with
 * colour and transparency, or a palette of 4 or 8 bits; not interlaced. Knows nothing of PDF.
 */
#ifndef BDL_DRAW_BITMAP_H
#define BDL_DRAW_BITMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_BITMAP_SIDE 512u /* no larger picture is read */

struct bdl_bitmap {
	unsigned columns, rows;
	uint8_t *pixels; /* RGB, rows from the top; free() it */
};

/* Whether its head says that it can be read. */
bool bdl_bitmap_is_known(const void *png, size_t length);

/* -1: no such PNG, or out of memory. */
int bdl_bitmap_read(const void *png, size_t length, struct bdl_bitmap *out);

#endif
