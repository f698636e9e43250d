/*
 * Account: what became of every file that was received, at the end of the index and on the cover;
 * where there are volumes, of all of them in each.
 * Its sums agree, or nothing is drawn.
 */
#ifndef BDL_DRAW_ACCOUNT_H
#define BDL_DRAW_ACCOUNT_H

#include "draw/table.h"

#define BDL_ACCOUNT_ROWS 8 /* the last three only where there is something to count */

struct bdl_account {
	struct bdl_accounted counts;
	struct bdl_found_sum found;
	struct bdl_cell labels[BDL_ACCOUNT_ROWS]; /* in the order of the rows */
	const struct bdl_exhibit **hidden;        /* what could not be shown */
	double height;                            /* of all of it, heading included */
};

/* Failures are noted in the draft. */
void bdl_account_init(struct bdl_account *a, struct bdl_draft *d);
void bdl_account_release(struct bdl_account *a);

/* Draws it below t->y, on further pages where it is long, and says in the draft where it stands. */
void bdl_account_draw(struct bdl_account *a, struct bdl_table *t);

#endif
