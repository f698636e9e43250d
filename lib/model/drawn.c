/* Drawn: see drawn.h. Everything but the two PDFs lives in the arena. */
#include "model/drawn.h"

void bdl_drawn_release(struct bdl_drawn *d)
{
	bdl_arena_release(&d->arena);
	bdl_buffer_release(&d->pdf);
	bdl_buffer_release(&d->furniture);
	*d = (struct bdl_drawn)BDL_DRAWN_INIT;
}
