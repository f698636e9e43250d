/*
 * Image pack: a picture in memory, 8 bits a band, packed for a PDF. Knows nothing of pages.
 */
#ifndef BDL_READ_IMAGE_PACK_H
#define BDL_READ_IMAGE_PACK_H

#include "base/buffer.h"
#include "base/error.h"

struct bdl_pixels {
	unsigned char *bytes; /* rows from the top, without gaps; malloc'ed */
	unsigned width, height;
	unsigned bands; /* 1: grey, 3: RGB */
};

/* Makes one band of three where all three are the same everywhere. */
void bdl_pixels_unite(struct bdl_pixels *p);

/* As JPEG, or without loss where that is hardly larger; *filter is "DCTDecode" or "FlateDecode". -1: out of memory. */
int bdl_pixels_pack(const struct bdl_pixels *p, struct bdl_buffer *out, const char **filter) BDL_MUST_CHECK;

#endif
