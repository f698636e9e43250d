/* Deadlines and delays of a bundle, from its steps and the rules of all recipients. See reckon.h.
 */
#include "judge/reckon.h"

int bdl_reckon_deadlines(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err)
{
	(void)b, (void)rules, (void)err;
	return 0;
}

int bdl_reckon_delays(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err)
{
	(void)b, (void)rules, (void)err;
	return 0;
}
