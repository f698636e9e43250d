/*
 * Made PDF: a small bundle written object by object, which keeps every rule about structure, numbers, view, text and size,
 * and in which a test then breaks one thing. Nothing of the program takes part in making it. Units are points.
 */
#ifndef TESTS_CHECK_MADE_PDF_H
#define TESTS_CHECK_MADE_PDF_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stddef.h>

/* clang-format off */
struct made_options {
	unsigned pages;          /* 0: 6 */
	const char *number;      /* how it is printed, %u in it; NULL: "%u"; "": no numbers */
	int shift;               /* printed is the page and this */
	const char *front;       /* the first page says this instead of its number */
	double size;             /* of the number's type; 0: 12 */
	double x, y;             /* where its last letter ends, from the left, and its baseline; 0: 547 and 24 */
	const char *colour;      /* of it, operators; NULL: "0 g" */
	const char *body;        /* what every page says, %u in it; NULL: "Words of page %u"; "": nothing */

	unsigned odd;            /* the page that the next ones are about */
	const char *odd_number;  /* printed on it; "": nothing */
	double odd_move;         /* its number stands that far left of the others */
	const char *odd_body;    /* "" for nothing */
	const char *odd_content; /* operators behind the body; fonts /F1 (lies in the file), /F2 (does not), pictures /P1 and /P2 */
	const char *odd_entries; /* of its dictionary */
	const char *odd_box;     /* MediaBox; NULL: A4 */
	bool hidden_number;      /* in render mode 3, as recognised words are */

	const char *catalog;     /* entries behind those below */
	bool no_opening, no_outline, no_mode, no_language;
	const char *opening;     /* OpenAction; NULL: page 1 at 100 % */
	const char *bookmark;    /* what the bookmarks have behind /Title; NULL: a place on the page that keeps the zoom */
	const char *labels;      /* PageLabels */
	const char *info;        /* entries of Info; NULL: a title */
	const char *objects;     /* one more object, number MADE_SPARE: "<<...>>" */
	const char *before, *behind; /* bytes in front of the file and behind it */
	unsigned picture_width;  /* pixels of the pictures; 0: 300 */
};
/* clang-format on */

#define MADE_SPARE 5 /* the number of the object in `objects` */
#define MADE_PAGE(n) (10 + 2 * ((n) - 1)) /* the object of page n */

/* *out is filled; bdl_buffer_release() it. Picture /P1 is white, /P2 black, both grey, as high as wide. */
void made_pdf(const struct made_options *o, struct bdl_buffer *out);
/* The same as an unlinked file, open for reading. */
int made_file(const struct made_options *o);

#endif
