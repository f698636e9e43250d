/* Rules, what several files of rules need: see rules.h. */
#include "check/rules.h"

bool bdl_rule_has_pages(struct bdl_judging *j)
{
	if (!j->seen->unreadable && j->seen->page_count)
		return true;
	bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
		"The file cannot be opened, so that this cannot be judged.");
	return false;
}
