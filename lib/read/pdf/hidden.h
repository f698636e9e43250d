/*
 * Hidden words: those of a layer (read/layer.h) as content of the pages, in a text rendering mode
 * that paints nothing. Their font has a glyph without a mark for each character that occurs.
 */
#ifndef BDL_READ_PDF_HIDDEN_H
#define BDL_READ_PDF_HIDDEN_H

#include "read/layer.h"
#include "read/pdf/copy.h"

struct pdf_hidden {
	const struct bdl_layer *layer; /* NULL: no words */
	size_t next; /* first word of the pages that were not yet written */
	uint32_t font; /* local number; 0: no words */
	uint16_t *codes; /* by code point, from 1; 0: does not occur */
	uint32_t *characters; /* by code */
	uint32_t count; /* of codes */
};

/* Gives each character its code and writes the font. Call before any page is written. */
void bdl_hidden_start(struct pdf_copy *c, const struct bdl_layer *layer);
/* The content stream with the words of a page: its local number; 0: it has none. In page order. */
uint32_t bdl_hidden_page(struct pdf_copy *c, size_t page);
void bdl_hidden_release(struct pdf_copy *c);

/* hidden_font.c: the font, written as a whole; its local number. */
uint32_t bdl_hidden_font(struct pdf_copy *c);

#endif
