/*
 * Salvage: pages from a PDF whose end is missing. Without its catalogue, neither libqpdf nor
 * poppler find anything in it, though most of its objects are there.
 */
#ifndef BDL_READ_PDF_SALVAGE_H
#define BDL_READ_PDF_SALVAGE_H

#include "base/buffer.h"

/*
 * Appends a PDF of every page that is whole, in the order of the file. -1: there is none, or memory
 * is out.
 */
int bdl_pdf_salvage(const void *pdf, size_t length, struct bdl_buffer *out) BDL_MUST_CHECK;

#endif
