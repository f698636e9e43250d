/*
 * Marks: does a page's content draw lines, surfaces or pictures in a rectangle? A small interpreter
 * of content streams that follows places, not colours. It may see marks where there are none (LOOK:
 * somebody has to look at the pixels) but not the other way round. Words are none of its business:
 * see words.h.
 */
#ifndef BDL_READ_PDF_MARKS_H
#define BDL_READ_PDF_MARKS_H

#include "read/pdf/copy.h"

enum pdf_corner bdl_marks_in(struct pdf_copy *c, const struct pdf_value *resources,
	const char *content, size_t length, const double rectangle[4], const double seen[4]);

/* How much of what is seen lies under pictures, all of them together: 0 to 1. */
double bdl_marks_pictures(struct pdf_copy *c, const struct pdf_value *resources,
	const char *content, size_t length, const double seen[4]);

/* Do all words that the content shows, so far as it shows any, stand on their heads as the page is seen? */
bool bdl_marks_upside_down(struct pdf_copy *c, const struct pdf_value *resources, const char *content, size_t length,
	const struct pdf_page *page);

#endif
