/* What the files of the picture reader share. */
#ifndef BDL_READ_IMAGE_H
#define BDL_READ_IMAGE_H

#include "read/reading.h"
#include <stdint.h>

/* Pixels a picture may have before it is decoded: a page of 300 dpi needs 9 million. */
#define BDL_PIXELS_MAX ((uint64_t)200 * 1000 * 1000)

/* 8-bit RGB rows from the top; free() pixels. */
struct bdl_bitmap {
	unsigned char *pixels;
	unsigned width, height;
	bool truncated; /* the file broke off; what is missing is white */
};

/*
 * Decodes a Windows bitmap: 1, 4, 8, 16, 24, 32 bits, plain, RLE or bit fields. -1 with BDL_EFORMAT
 * for what is none or is damaged beyond use, BDL_ELIMIT for more than BDL_PIXELS_MAX. libvips in
 * Debian leaves this format to a library that must not see untrusted files.
 */
int bdl_bmp_decode(const unsigned char *bytes, size_t length, struct bdl_bitmap *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Where a picture of columns x rows pixels, as seen, goes on an A4 page, upright or on its side;
 * points, y from the top. */
struct bdl_placing {
	double page_width, page_height;
	double x, y, width, height; /* of the picture, or of each piece but the last */
	unsigned pieces; /* 1, or how many pages a long picture takes */
	unsigned piece_rows; /* pixel rows of a piece */
	unsigned step_rows; /* from the beginning of one piece to that of the next: they overlap */
	double shrink; /* 1, or by how much the pixels are to be reduced to be no finer than 300 dpi
			*/
};

/*
 * stretch: height of a pixel by its width (fax pages: about 2). fine: a screenshot or drawing, at
 * most 0.48 pt a pixel; else as large as fits the page.
 */
struct bdl_placing bdl_image_place(unsigned columns, unsigned rows, double stretch, bool fine);

#endif
