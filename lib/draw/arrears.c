/* Arrears: what was due and what was paid, month by month; losses and remedy (LOOK section 7). */
#include "draw/pages.h"

bool bdl_has_arrears(const struct bdl_bundle *b)
{
	return b->volume <= 1 && b->reckoning && false;
}

unsigned bdl_arrears(struct bdl_draft *d, unsigned first)
{
	(void)first;
	return bdl_has_arrears(d->b) ? 1 : 0;
}
