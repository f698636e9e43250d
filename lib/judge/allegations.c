/* Allegations: which documents are tagged to each. See reckon.h. */
#include "judge/reckon.h"

int bdl_tag_allegations(struct bdl_bundle *b, struct bdl_error *err)
{
	(void)b, (void)err;
	return 0;
}
