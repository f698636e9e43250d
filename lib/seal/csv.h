/* CSV: the cells of the tables in the bag (RFC 4180). Each appends to a row that the caller ends. Inside this room. */
#ifndef BDL_SEAL_CSV_H
#define BDL_SEAL_CSV_H

#include "base/buffer.h"
#include "model/bundle.h"

/* The first cell of a row has no comma before it. NULL is an empty cell; what a spreadsheet would take for a formula is told. */
void bdl_csv_cell(struct bdl_buffer *out, const char *text, bool first);
void bdl_csv_text(struct bdl_buffer *out, const char *text);
/* 0 is an empty cell. */
void bdl_csv_number(struct bdl_buffer *out, unsigned number);
void bdl_csv_day(struct bdl_buffer *out, struct bdl_day day, bool first);
/* Page `page` (from 1) of the exhibit: its number in the PDF, or its label where that is another. NULL: an empty cell. */
void bdl_csv_page(struct bdl_buffer *out, const struct bdl_bundle *b, const struct bdl_exhibit *x, unsigned page);
/* The exact path where it is UTF-8, else the readable one. */
const char *bdl_csv_path(const struct bdl_exhibit *x);

/*
 * Five cells behind an entry of the chronology: asked, answered, allowed, taken, over, of the question that its document
 * asks; of several times that are set for it the longest. Empty where it asks nothing.
 */
void bdl_csv_delay(struct bdl_buffer *out, const struct bdl_bundle *b, const struct bdl_entry *e);

#endif
