/*
 * Reckoned: what the pages of arrears and of losses share: the grid, sums of money, the place where something can be seen.
 * Internal to lib/draw/arrears*.c and losses.c.
 */
#ifndef BDL_DRAW_RECKONED_H
#define BDL_DRAW_RECKONED_H

#include "draw/table.h"

#define BDL_ARREARS_TITLE "Arrears and losses"

/* Where something can be seen: words, and the page that they lead to; 0: in another volume, or nowhere. */
struct bdl_shown_on {
	const char *words; /* "page 96", no-break; "" where no document carries it */
	const char *mark;  /* "AB1-3"; "" */
	unsigned page;
};

struct bdl_shown_on bdl_shown_on(struct bdl_draft *d, size_t exhibit, unsigned page);

/* For the last cell of a table whose column says "page 30": what stands there, and in *page what it leads to. */
void bdl_shown_cell(struct bdl_table *t, const struct bdl_shown_on *seen, double width, unsigned *page);

/* The chart of what was due and paid, with its heading on baseline y; returns its lower end. */
double bdl_arrears_chart(struct bdl_draft *d, const struct bdl_reckoning *r, double y);

/* The table of sums due from heads on baseline y on, with its total. Leaves t->y below it. */
void bdl_arrears_table(struct bdl_table *t, struct bdl_draft *d, double y);

/* What was not counted, and what counted for nothing; nothing where there is none. From t->y on. */
void bdl_arrears_unmatched(struct bdl_table *t);

/* Losses and remedy from t->y on; `top`: they are the first thing on their page. */
void bdl_losses(struct bdl_table *t, bool top);

/* A paragraph of 12 points, `above` below t->y; turns the page where it does not fit. */
void bdl_arrears_paragraph(struct bdl_table *t, double above, const char *words);

/* Room for `height` more on this page, or a new one without heads. */
void bdl_arrears_room(struct bdl_table *t, double height);

#endif
