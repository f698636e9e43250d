/*
 * A cheap look at a picture before its words are read, which takes seconds: could it be a page, a
 * screen or a slip of paper with writing? Three hundred holiday photographs must not be read.
 */
#ifndef BDL_READ_OCR_GATE_H
#define BDL_READ_OCR_GATE_H

#include "read/ocr.h"

#define BDL_GATE_SIDE 800 /* pixels: the longer side of the picture that is looked at */

/* What a picture looks like, in thousandths of it. */
struct bdl_gate {
	unsigned tiles; /* pieces of it with writing */
	unsigned writing;
	unsigned bare; /* plain ground: paper, screen, sky */
};

struct bdl_gate bdl_gate_look(const struct bdl_grey *small);
/* Is it worth reading? */
bool bdl_gate_passes(const struct bdl_gate *g);

#endif
