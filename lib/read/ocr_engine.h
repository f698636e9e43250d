/*
 * The engine that recognises words, for ocr.c alone: one reading of a picture as it lies, and its
 * opinion about which way up it is.
 */
#ifndef BDL_READ_OCR_ENGINE_H
#define BDL_READ_OCR_ENGINE_H

#include "read/ocr.h"

/* One reading of a picture: the words of a layer from `from` on. */
struct ocr_attempt {
	struct bdl_layer *layer;
	size_t from, page;
	size_t line; /* the first word of the line at hand */
	double best; /* how sure the engine is of the line's best word with a letter or figure */
	unsigned sure; /* letters in words of which the engine is sure */
	unsigned letters;
	bool strict; /* only words that are sure */
	bool given_up; /* it took too long */
};

/* Starts it if it does not run; what is not installed is a warning. -1: out of memory. */
int bdl_ocr_engine_open(struct bdl_ocr *o, struct bdl_reading *r) BDL_MUST_CHECK;

/* Reads a picture; block: as one block of lines, instead of looking for columns and pictures. */
void bdl_ocr_recognise(struct ocr_attempt *a, struct bdl_ocr *o, const struct bdl_grey *picture,
	int dpi, bool block);

/* By how much the picture has to be turned clockwise to be read: 0, 90, 180, 270. */
int bdl_ocr_turn_of(struct bdl_ocr *o, const struct bdl_grey *picture, int dpi);

#endif
