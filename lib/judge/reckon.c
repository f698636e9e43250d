/* Reckon: the order in which what follows from the steps is reckoned. See reckon.h. */
#include "judge/reckon.h"

int bdl_reckon(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err)
{
	if (bdl_reckon_deadlines(b, rules, err) < 0 || bdl_reckon_delays(b, rules, err) < 0 ||
		bdl_reckon_arrears(b, err) < 0)
		return -1;
	return bdl_tag_allegations(b, err);
}
