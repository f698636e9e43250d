/*
 * Marks of attached files on pages: a link over each leads to the page on which the file begins, once
 * that has become a document of its own.
 */
#ifndef BDL_READ_PDF_ATTACHED_MARK_H
#define BDL_READ_PDF_ATTACHED_MARK_H

#include "read/pdf/copy.h"

/* The local number of a link that is to lie over the annotation v of a page; 0: none is needed. */
uint32_t bdl_mark_reserve(struct pdf_copy *c, size_t page, const struct pdf_value *v);

/* Writes the links; the files have been handed out. */
void bdl_marks_write(struct pdf_copy *c);

#endif
