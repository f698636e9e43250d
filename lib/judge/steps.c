/* Steps: what a document shows that was done about the case. See reckon.h. */
#include "judge/reckon.h"

int bdl_take_steps(struct bdl_bundle *b, size_t row, const struct bdl_facts *f,
	const struct bdl_step_kinds *kinds, struct bdl_error *err)
{
	(void)b, (void)row, (void)f, (void)kinds, (void)err;
	return 0;
}
