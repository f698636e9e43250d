/*
 * OCR: the words of a picture. ocr_engine.c is the only file that knows tesseract. The engine is
 * started when the first picture comes and kept for all pictures of a file.
 */
#ifndef BDL_READ_OCR_H
#define BDL_READ_OCR_H

#include "read/layer.h"
#include "read/read.h"

struct bdl_ocr {
	void *engine; /* NULL: not started */
	void *turner; /* tells which way up a page is */
	bool none; /* there is no engine, or none for the language: the warning has been given */
	bool no_turner;
	unsigned unread; /* pictures that were given up */
};

/* 8-bit grey rows from the top, without gaps. */
struct bdl_grey {
	const unsigned char *pixels;
	unsigned width, height;
};

/* What is asked for by r->ocr: pictures of words, or all pictures. Both false: nothing. */
bool bdl_ocr_wants(const struct bdl_reading *r);
bool bdl_ocr_wants_all(const struct bdl_reading *r);

/*
 * Adds the words of a picture to the layer, as of the page with that index; places are in pixels.
 * dpi: of the picture, near 300. A picture in which nothing can be read adds nothing; a language
 * that is not installed is a warning. -1: out of memory.
 */
int bdl_ocr_read(struct bdl_ocr *o, struct bdl_reading *r, const struct bdl_grey *picture, int dpi,
	size_t page, struct bdl_layer *out, struct bdl_error *err) BDL_MUST_CHECK;

/* Frees the engine; first warns of pictures that were given up. */
int bdl_ocr_finish(struct bdl_ocr *o, struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_ocr_close(struct bdl_ocr *o);

#endif
