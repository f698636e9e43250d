/*
 * Draw: every page that this program itself puts words on for the whole bundle. Layout is that of
 * look/LOOK.md. Needs a paginated bundle for drawing, an arranged and chronicled one for measuring.
 */
#ifndef BDL_DRAW_DRAW_H
#define BDL_DRAW_DRAW_H

#include "model/bundle.h"
#include "model/drawn.h"

/*
 * How many pages cover, index, essential reading and chronology will take; and in `sheets` of each of b's sections how
 * many stand in front of it: an exhibit to a witness statement lists its documents there. Page numbers do not change the layout (they stand in
 * columns of their own), so one measuring is enough; paginate is repeated until it settles all the same.
 */
int bdl_draw_measure(const struct bdl_bundle *b, struct bdl_front *out, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Draws cover, index, essential reading, chronology, a sheet for each section and a sheet for each exhibit that is not shown,
 * in the order of their pages. *d must be BDL_DRAWN_INIT; released by the caller in any case.
 * Without a cover in b->front (a document by itself) there are only such sheets, or no page at all.
 * BDL_EINTERNAL if a part of the front took another number of pages than b->front says.
 */
int bdl_draw(const struct bdl_bundle *b, struct bdl_drawn *d, struct bdl_error *err) BDL_MUST_CHECK;

#endif
