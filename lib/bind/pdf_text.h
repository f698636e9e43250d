/*
 * PDF text: numbers, references and strings as PDF writes them, appended to a buffer. Independent
 * of the locale.
 */
#ifndef BDL_BIND_PDF_TEXT_H
#define BDL_BIND_PDF_TEXT_H

#include "base/buffer.h"
#include <stdint.h>

/*
 * At most `decimals` (up to 9) digits behind the point, no exponent, no trailing zeros; |value|
 * below 9e9.
 */
void bdl_pdf_real(struct bdl_buffer *out, double value, int decimals);
/* The numbers with blanks between them. */
void bdl_pdf_reals(struct bdl_buffer *out, const double *values, int count, int decimals);

/* "12 0 R" */
void bdl_pdf_ref(struct bdl_buffer *out, uint32_t object);

/* A string of bytes as a literal: "(...)", everything outside printable ASCII escaped. */
void bdl_pdf_literal(struct bdl_buffer *out, const char *bytes, size_t length);

/*
 * A text string from UTF-8: a literal where ASCII will do, else UTF-16 with its mark. Control
 * characters become blanks.
 */
void bdl_pdf_string(struct bdl_buffer *out, const char *text, size_t length);

#endif
