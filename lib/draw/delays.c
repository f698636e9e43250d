/* Delays: the last days that count, and who waited for whom, in working days (LOOK section 7). */
#include "draw/pages.h"

bool bdl_has_delays(const struct bdl_bundle *b)
{
	return b->volume <= 1 && (b->deadline_count > 0 || b->delay_count > 0) && false;
}

unsigned bdl_delays(struct bdl_draft *d, unsigned first)
{
	(void)first;
	return bdl_has_delays(d->b) ? 1 : 0;
}
