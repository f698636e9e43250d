/* A picture on its way from the file to its pages: shared by image.c, which loads it, and
 * image_draw.c. */
#ifndef BDL_READ_IMAGE_PICTURE_H
#define BDL_READ_IMAGE_PICTURE_H

#include "read/image.h"
#include "read/ocr.h"

#include <string.h>
#include <vips/vips.h>

struct picture {
	struct bdl_reading *r;
	struct bdl_mapping file;
	struct bdl_canvas *canvas;
	VipsImage *image; /* the page at hand, lazily decoded */
	struct bdl_bitmap bitmap;
	int turn; /* EXIF orientation still to be applied, 1 to 8 */
	bool encode_again; /* pass nothing through: the page's makers refused the file as it is */
	bool truncated;
	bool unsupported; /* the decoder says that it lacks something, not that the picture does */
	bool no_memory; /* libvips or a decoder ran out of it, whatever came of that */
	unsigned drawn; /* pages so far */
	struct bdl_ocr ocr;
	struct bdl_layer layer; /* words of the pages so far */
};

static inline bool picture_is(const struct picture *p, const char *format)
{
	return strcmp(p->r->facts->format, format) == 0;
}

/* Draws p->image, turned by p->turn, on a page of the canvas, or on several. -1: libvips could not
 * decode it. */
int bdl_picture_draw(struct picture *p);

/* ---- image_words.c: words in pictures ---- */

/*
 * Counts or reads, as is asked for, the words of an upright plain picture that is about to be drawn.
 * Lack of memory goes into p->no_memory.
 */
void bdl_picture_words(struct picture *p, VipsImage *image, const struct bdl_placing *at);
/* Puts the words of all pages, and the dates among them, into the facts. */
int bdl_picture_tell_words(struct picture *p, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_picture_forget_words(struct picture *p);
void bdl_picture_release_words(struct picture *p);

#endif
