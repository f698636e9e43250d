/*
 * Scans: pages that are pictures of words and have no words of their own. They are counted, and
 * read when that is asked for: the page as it is seen is rendered and recognised.
 */
#ifndef BDL_READ_PDF_SCAN_H
#define BDL_READ_PDF_SCAN_H

#include "read/ocr.h"
#include "read/pdf/copy.h"

struct pdf_scans {
	struct pdf_copy *copy;
	int pdf; /* for children; -1: none */
	struct bdl_ocr ocr;
	struct bdl_layer layer;
};

/*
 * A page with hardly any words of its own. poppler_page: its number for poppler, from 1. If it is a
 * scan, it is counted or, when recognising, its words go into the layer and are appended to text.
 * -1: out of memory.
 */
int bdl_scans_page(struct pdf_scans *s, size_t page, unsigned poppler_page, struct bdl_buffer *text,
	struct bdl_error *err) BDL_MUST_CHECK;

/* How much of the page is under pictures: 0 to 1. */
double bdl_scans_pictures(struct pdf_copy *c, const struct pdf_page *p);

void bdl_scans_release(struct pdf_scans *s);

#endif
