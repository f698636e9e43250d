/*
 * Mention: words on a drawn page that will name the page of a document inside this one, and the link
 * that leads there. See bdl_reading_mention() and bdl_part_mention().
 */
#ifndef BDL_READ_PDF_MENTION_H
#define BDL_READ_PDF_MENTION_H

#include "read/pdf/copy.h"

/* The content stream with the page's mentions, its local number; 0: it has none. */
uint32_t bdl_mention_stream(struct pdf_copy *c, size_t page);

/* The links over them: local numbers, `most` at most; returns how many. */
uint32_t bdl_mention_links(struct pdf_copy *c, size_t page, uint32_t *out, uint32_t most);

#endif
