/*
 * Draft: a drawing of the bundle's own pages in progress: the canvas, where each page goes, the
 * links, and where each exhibit's row of the index stands. A dry draft goes through the same
 * motions without drawing, so that what was measured is what is drawn. y is measured from the
 * page's upper edge.
 */
#ifndef BDL_DRAW_DRAFT_H
#define BDL_DRAW_DRAFT_H

#include "draw/canvas.h"
#include "model/bundle.h"
#include "model/drawn.h"

#define BDL_LAST_ROW 782.0 /* no row ends below */
#define BDL_NBSP "\xC2\xA0"

/* The type of LOOK: two sizes to read, three for titles. */
extern const struct bdl_font BDL_TEXT, BDL_STRONG, BDL_SLANTED, BDL_NOTE, BDL_NOTE_STRONG,
	BDL_HEADING, BDL_TITLE, BDL_SHEET_TITLE, BDL_COVER_TITLE, BDL_DIGITS;

/* Where something stands. */
struct bdl_place {
	unsigned page; /* of bundle.pdf */
	double top;
};

struct bdl_draft {
	const struct bdl_bundle *b;
	struct bdl_canvas *c;
	struct bdl_arena arena;        /* strings, until the release */
	bool dry;
	bool court;                    /* pages are drawn as courts want them (LOOK 9) */
	unsigned page;                 /* of bundle.pdf: the newest */
	const char *header_left, *header_right;
	struct bdl_place *rows;        /* of the index, by row of exhibits; a duplicate's is its first's */
	struct bdl_place account;      /* the account at the end of the index */
	unsigned most_pages;           /* seen_at.c: no page of the bundle has a higher number; 0: not reckoned yet */
	size_t *first_copy, *next_copy;/* by row of exhibits: its exact copies as a list; BDL_NONE ends */
	unsigned *pages;               /* as in struct bdl_drawn */
	size_t page_count, page_space;
	struct bdl_link *links;
	size_t link_count, link_space;
	struct bdl_error failure;      /* the first; drawing goes on and is thrown away */
};

int bdl_draft_init(struct bdl_draft *d, const struct bdl_bundle *b, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_draft_release(struct bdl_draft *d);
/* Forgets pages and links: from now on it is drawn, or measured again. */
void bdl_draft_restart(struct bdl_draft *d, bool dry);

/* s, or "" with the failure noted where s is NULL: for strings out of the arena. */
const char *bdl_draft_string(struct bdl_draft *d, const char *s);
/* A formatted string from the arena; "" likewise. */
const char *bdl_draft_printf(struct bdl_draft *d, const char *format, ...) BDL_PRINTF(2, 3);

/* Begins the page that will be `number` of bundle.pdf. */
void bdl_draft_page(struct bdl_draft *d, unsigned number);
/* Header: left, the reference on the right, and a hairline. */
void bdl_draft_header(struct bdl_draft *d, const char *left);
/* Foot: "Index: page 2". */
void bdl_draft_foot(struct bdl_draft *d, unsigned index_page);

/* One line. The text must be spelled already, or the program's own. */
double bdl_draft_text(struct bdl_draft *d, struct bdl_font f, double x, double y, const char *text);
void bdl_draft_text_right(
	struct bdl_draft *d, struct bdl_font f, double x, double y, const char *text);
double bdl_draft_width(struct bdl_draft *d, struct bdl_font f, const char *text);
/* Words to press: accent, underlined. Draws no link rectangle. Returns the x behind. */
double bdl_draft_press(
	struct bdl_draft *d, struct bdl_font f, double x, double y, const char *text);
/* A page's number to press, ending at x; returns where it begins. */
double bdl_draft_number(struct bdl_draft *d, struct bdl_font f, double x, double y, unsigned page);
void bdl_draft_rule(
	struct bdl_draft *d, double x0, double x1, double y, double thickness, double grey);

/* A rectangle that leads to a page; nothing while the page is not known. */
void bdl_draft_link(
	struct bdl_draft *d, double left, double top, double right, double bottom, unsigned target);
/* The same, to a height on that page. */
void bdl_draft_link_to(struct bdl_draft *d, double left, double top, double right, double bottom,
	struct bdl_place target);

/* Text as it is drawn in the face, signs and all, from the arena. */
const char *bdl_draft_spell(struct bdl_draft *d, enum bdl_face face, const char *text);

#endif
