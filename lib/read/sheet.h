/*
 * Sheet: pages of a drawn document (text, table) as look/LOOK.md section 7 has them: title, where it comes from, then
 * content between the header and the foot that bind stamps. Positions are those of canvas.h.
 */
#ifndef BDL_READ_SHEET_H
#define BDL_READ_SHEET_H

#include "read/reading.h"

#define BDL_SHEET_TOP 60.0 /* rows begin below the header, on every page but the first */

struct bdl_sheet {
	struct bdl_canvas *canvas;
	double width, height; /* of each page */
	double right, bottom; /* where content ends */
	double y;             /* top of what comes next */
	unsigned pages;
	bool full;            /* more pages than are allowed: stop */
	size_t cursor;        /* offset in the document's text of what is drawn next, kept by who draws */
	size_t *begins;       /* NULL, or room for BDL_DRAWN_PAGES_MAX: the cursor at which each page begins */
};

extern const struct bdl_font bdl_sheet_text; /* Liberation Sans 12 */
extern const struct bdl_font bdl_sheet_note; /* Liberation Sans 10 */

/* A number that is another where other fonts are installed: pages are drawn with those that there are. */
uint32_t bdl_sheet_fonts(void);

/* Opens the canvas and begins the first page with title and provenance. landscape: A4 on its side. */
int bdl_sheet_open(struct bdl_sheet *s, bool landscape, const char *title, const char *provenance,
	struct bdl_error *err) BDL_MUST_CHECK;

void bdl_sheet_page(struct bdl_sheet *s);
/* Begins a page if less than `height` is left on this one. */
void bdl_sheet_need(struct bdl_sheet *s, double height);

/*
 * Text in lines between x and x + width, from the sheet's y, which moves down by `leading` a line; the cursor
 * moves on by the bytes drawn. A paragraph from right to left ends at the right edge, unless x says that it stands in a
 * column beside another.
 */
void bdl_sheet_lines(struct bdl_sheet *s, struct bdl_font f, double leading, double x, double width,
	const char *text, size_t length);

/* How many lines that would be. */
unsigned bdl_sheet_count_lines(struct bdl_sheet *s, struct bdl_font f, double width, const char *text,
	size_t length);

/* To a part (see bdl_reading_drawn), or, if the sheet is full, to "too big". Frees the canvas in any case. */
int bdl_sheet_close(struct bdl_sheet *s, struct bdl_reading *r, struct bdl_error *err) BDL_MUST_CHECK;
/* Frees the canvas; what was drawn is lost. */
void bdl_sheet_abort(struct bdl_sheet *s);

/*
 * Appends text fit for a page: control characters, and what would turn the direction of the words around it, as
 * "[character U+0007]"; tabs and newlines stay. Returns how many were replaced.
 */
size_t bdl_sheet_plain(struct bdl_buffer *out, const char *text, size_t length);

#endif
