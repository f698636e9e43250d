/*
 * Words: what pdftotext finds on the pages of a PDF. One child for the whole file; its answer is
 * read as it comes.
 */
#ifndef BDL_READ_PDF_WORDS_H
#define BDL_READ_PDF_WORDS_H

#include "read/pdf/scan.h"
#include "read/read.h"

/*
 * Marks the pages on which a word stands in the number's corner as taken, and all of whose words
 * nothing is known. With scans it fills text, text_characters and dates of r->facts too, and pages
 * with hardly any words are looked at as scans. Words that cannot be had are a warning, no failure.
 */
int bdl_words_read(struct bdl_reading *r, int pdf, struct pdf_pages *pages,
	struct pdf_scans *scans, struct bdl_error *err) BDL_MUST_CHECK;

#endif
