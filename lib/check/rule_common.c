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

bool bdl_page_is_bare(const struct bdl_seen_page *page)
{
	return page->picture_count == 0 && page->mark_count == 0 && page->drawing < 2 &&
	       !page->broken;
}
