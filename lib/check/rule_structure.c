/* Rule R1: the file opens everywhere, and does nothing but be read. */
#include "check/rules.h"

#include <string.h>

/* The first file inside that a computer would run; NULL without. */
static const char *program_inside(const struct bdl_seen *s)
{
	for (size_t i = 0; i < s->file_count; i++)
		if (s->files[i].program)
			return s->files[i].name;
	return NULL;
}

/* What breaks the rule, worst first; NULL where nothing does. */
static const char *find_fault(struct bdl_judging *j)
{
	const struct bdl_seen *s = j->seen;
	const char *program = program_inside(s);

	if (s->unreadable)
		return bdl_rule_text(
			j, "The file cannot be opened: %s.", bdl_quote(j, s->unreadable, 200));
	if (s->encrypted)
		return "The file is encrypted or restricted; courts want a file without any "
		       "password.";
	if (!s->starts_right)
		return "The file does not begin with %PDF-.";
	if (!s->ends_right)
		return "The file does not end with %%EOF; it may have been cut short.";
	if (s->damaged)
		return bdl_rule_text(j,
			"The file is damaged and had to be repaired to be opened%s%s.",
			s->damage ? ": " : "", s->damage ? bdl_quote(j, s->damage, 200) : "");
	if (s->scripts)
		return bdl_rule_text(j, "The file holds %zu piece%s of JavaScript.", s->scripts,
			s->scripts == 1 ? "" : "s");
	if (s->outside)
		return bdl_rule_text(j,
			"The file holds %zu action%s that start a program, send a form or open "
			"another file.",
			s->outside, s->outside == 1 ? "" : "s");
	if (program)
		return bdl_rule_text(
			j, "The file holds a program inside it: %s.", bdl_quote(j, program, 100));
	return NULL;
}

void bdl_rule_r1(struct bdl_judging *j)
{
	const char *fault = find_fault(j);
	struct bdl_pages broken = {0};

	for (unsigned i = 0; i < j->seen->page_count; i++)
		if (j->seen->pages[i].broken)
			bdl_pages_add(j, &broken, i + 1);
	if (fault)
		bdl_rule_says(j, BDL_FAIL, NULL, "%s", fault);
	else if (broken.count)
		bdl_rule_says(j, BDL_WARN, &broken,
			"The file opens, but the content of %s is damaged.",
			bdl_pages_words(j, &broken));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The file opens without a password and does nothing by itself.");
}
