/*
 * Drawn: what the draw pass hands to bind: one PDF of all pages that this program draws (cover, index,
 * chronology, section sheets, sheets for what could not be shown), where each of its pages goes, and what
 * is to be pressed on them. Coordinates are points from the page's lower left corner, as in PDF.
 */
#ifndef BDL_MODEL_DRAWN_H
#define BDL_MODEL_DRAWN_H

#include "base/arena.h"
#include "base/buffer.h"
#include <stdbool.h>

/* A rectangle on a page of bundle.pdf that leads to another page. */
struct bdl_link {
	unsigned page;            /* of bundle.pdf, from 1 */
	double left, bottom, right, top;
	unsigned target;          /* page of bundle.pdf */
	double target_top;        /* height to show at the top of the window; NAN: the top of the page */
};

/*
 * What bind stamps on the pages of one exhibit. Strings are in WinAnsi bytes, since the stamp's fonts are.
 * header_* and foot_* are for pages that are BDL_PAGE_DRAWN only; the number is for all.
 */
struct bdl_stamp {
	unsigned index_page;      /* page of bundle.pdf with this exhibit's row; the number links there */
	double index_top;         /* height of that row's upper edge on that page */
	const char *header_left;  /* "32. Call log: 23 calls to and from the CMS", or "Document 32"; 10 pt at x 72 */
	const char *header_right; /* "CMS reference 1212 1212 1212" or "" */
	double header_right_x;    /* on A4 upright; moves with the right edge on pages of another width */
	const char *foot;         /* "Index: " at x 72 */
	const char *foot_link;    /* "page 2", in the accent, underlined, a link */
	double foot_link_left, foot_link_right;
	bool plain;               /* the accent is black, as courts have it */
};

struct bdl_drawn {
	struct bdl_arena arena;
	struct bdl_buffer pdf;       /* by libharu; the number of each page is not on it: bind stamps that */
	unsigned *pages;             /* page of bundle.pdf for each page of `pdf`, strictly increasing */
	unsigned page_count;
	struct bdl_link *links;
	size_t link_count;
	struct bdl_stamp *stamps;    /* one for each row of bdl_bundle.exhibits; duplicates' are unused */
	size_t stamp_count;
	struct bdl_buffer furniture; /* a PDF of one page whose fonts are the stamps' fonts (part.h, exports) */
	unsigned missing;            /* characters that no font could draw, shown by a sign instead */
};

#define BDL_DRAWN_INIT { .arena = BDL_ARENA_INIT, .pdf = BDL_BUFFER_INIT, .furniture = BDL_BUFFER_INIT }

void bdl_drawn_release(struct bdl_drawn *d);

#endif
