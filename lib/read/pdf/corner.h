/*
 * Corner: on which pages the place of the number, or of the words beside it, is taken
 * (look/LOOK.md section 6), and what content leaves open.
 */
#ifndef BDL_READ_PDF_CORNER_H
#define BDL_READ_PDF_CORNER_H

#include "read/pdf/copy.h"

/*
 * Reads the content of every page: sets balance, streams and, where words (words.h) have
 * not taken the corner already, corner to FREE, LOOK or TAKEN. look false: leaves corner alone.
 */
void bdl_corner_read(struct pdf_copy *c, bool look);

/*
 * Settles the pages left at LOOK by rendering their corners (pdf: descriptor, or -1), and scales
 * those taken.
 */
void bdl_corner_settle(struct pdf_copy *c, int pdf);

#endif
