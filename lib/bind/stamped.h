/*
 * Stamped: the words that are stamped on one page, with their places: number, volume, mark and page
 * of the main bundle in the slots of model/stamping.h; the foot of a drawn page where these leave
 * it room. Pure.
 */
#ifndef BDL_BIND_STAMPED_H
#define BDL_BIND_STAMPED_H

#include "bind/place.h"
#include "model/bundle.h"
#include "model/drawn.h"

/* Seen points. */
struct bdl_stamped_words {
	const char *words; /* NULL: none here */
	double size, left, baseline, width;
};

struct bdl_stamped {
	struct bdl_page_words all;
	struct bdl_stamped_words at[BDL_SLOT_COUNT]; /* words point into `all` */
	double foot_left, foot_baseline; /* where the foot begins, if the page has one */
};

/*
 * furniture: NULL: the page has no header and no foot. What a page is too small for is left off it,
 * but never the number.
 */
void bdl_stamped_page(const struct bdl_bundle *b, const struct bdl_stamping *s, unsigned page,
	const struct bdl_place *place, const struct bdl_stamp *furniture, struct bdl_stamped *out);

#endif
