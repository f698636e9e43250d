/*
 * Fill: what stands in a form field, set in plain type, for fields that do not say how they look or
 * whose document says that their looks are out of date: viewers would draw them by themselves, each
 * in its own way or not at all.
 */
#ifndef BDL_READ_PDF_FILL_H
#define BDL_READ_PDF_FILL_H

#include "read/pdf/copy.h"

/*
 * Writes the look of a widget as an object of its own and returns its number; 0: it has one, or
 * needs none.
 */
uint32_t bdl_fill_widget(struct pdf_copy *c, const struct pdf_value *widget);

/* Text in a box whose lower left corner is 0 0; units of user space. */
struct pdf_setting {
	double width, height;
	double size; /* of the type; 0: as fits */
	int align; /* 0 left, 1 middle, 2 right */
	bool many_lines;
	unsigned cells; /* one character each; 0: running text */
};

/*
 * Appends the operators that show text (UTF-8), font /BdlN, and returns how many characters it
 * cannot show.
 */
unsigned bdl_fill_text(
	struct bdl_buffer *out, const struct pdf_setting *s, const char *text, size_t length);

#endif
