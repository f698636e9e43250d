/* Late pages: a later version changes no page of the one before (R36), and a supplement says how it
 * is numbered (R37). */
#include "check/cover_seen.h"
#include "check/index_seen.h"

#include "base/text.h"
#include <string.h>

static bool is_supplement(struct bdl_judging *j, const struct bdl_cover *cover)
{
	static const char *const words[] = {"supplement", "supplemental", "supplementary"};
	const char *title = j->seen->title ? j->seen->title : "";

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_text_has_word(title, words[i]) ||
			bdl_text_has_word(cover->text, words[i]) ||
			(j->seen->name && bdl_text_has_word(j->seen->name, words[i])))
			return true;
	return false;
}

void bdl_rule_r36(struct bdl_judging *j)
{
	bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
		"One file alone shows nothing of an earlier version: hold the two against each "
		"other.");
}

/* A name that is not figures alone: "S12", "2/12", "Supp 12". */
static bool has_prefix(struct bdl_judging *j)
{
	const struct bdl_numbers *n = bdl_numbers_of(j);

	for (unsigned page = 0; n->found && page < j->seen->page_count; page++)
		if (n->pages[page].text)
			return !bdl_is_digit((unsigned char)n->pages[page].text[0]) ||
			       strpbrk(n->pages[page].text, "/.-");
	return false;
}

void bdl_rule_r37(struct bdl_judging *j)
{
	struct bdl_cover cover;

	if (!bdl_rule_has_pages(j) || !bdl_find_cover(j, &cover))
		return;
	if (!is_supplement(j, &cover))
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"The file does not say that it is a supplement.");
	else if (has_prefix(j) || bdl_text_has_word(cover.text, "numbered"))
		bdl_rule_says(j, BDL_PASS, NULL,
			"The supplement's pages cannot be taken for those of the first bundle.");
	else
		bdl_rule_says(j, BDL_WARN, NULL,
			"The supplement counts from 1 like the first bundle: nothing on its pages "
			"or its cover tells the two apart.");
}
