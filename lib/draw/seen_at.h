/*
 * Seen at: where a step can be seen, in words: "page 66", to be pressed; "page 2/66" of another volume; "Mr R says" where
 * no document carries it. What room it takes does not depend on which page it is, so that a layout settles at once.
 */
#ifndef BDL_DRAW_SEEN_AT_H
#define BDL_DRAW_SEEN_AT_H

#include "draw/rich.h"

struct bdl_seen_at {
	const char *words;
	unsigned page; /* of this PDF; 0: nothing to press */
	double room;   /* points, at 12: never less than the words take */
};

/* step: a row of steps; what its exhibit's page is, or the first where it has no such page. */
struct bdl_seen_at bdl_seen_at(struct bdl_draft *d, size_t step);

/* Draws it on baseline y from x on; returns the x behind. */
double bdl_seen_at_draw(struct bdl_draft *d, const struct bdl_seen_at *s, double x, double y);

/* Adds it to a paragraph; widest: in its place as wide as any could be, to measure by. */
void bdl_seen_at_rich(struct bdl_draft *d, struct bdl_rich *r, size_t step, bool widest);

#endif
