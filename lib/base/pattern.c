/* Regexes of rules, compiled when first asked. See pattern.h. */
#include "base/pattern.h"

#include <errno.h>
#include <regex.h>
#include <stdlib.h>

struct bdl_pattern {
	const char *regex; /* lent */
	regex_t compiled;
	bool is; /* compiled */
	bool failed; /* could not be tried once */
};

/* 0, or what regcomp() says. */
static int compile(struct bdl_pattern *p)
{
	int failed = p->is ? 0 : regcomp(&p->compiled, p->regex, REG_EXTENDED);

	p->is = failed == 0;
	return failed;
}

struct bdl_pattern *bdl_pattern_open(
	const char *regex, bool tried, const char *where, const char *of, struct bdl_error *err)
{
	struct bdl_pattern *p = calloc(1, sizeof(*p));
	int failed;

	if (!p) {
		bdl_fail_memory(err);
		return NULL;
	}
	p->regex = regex;
	failed = tried ? compile(p) : 0;
	if (failed == 0)
		return p;
	free(p);
	if (failed == REG_ESPACE)
		bdl_fail_memory(err);
	else
		bdl_fail(err, BDL_EFORMAT, where, "%s has a regex that cannot be read: \"%.80s\"",
			of, regex);
	return NULL;
}

bool bdl_pattern_matches(
	struct bdl_pattern *p, const char *text, unsigned group, const char **word, size_t *length)
{
	bool wanted = word && length;
	regmatch_t found[2] = {{-1, -1}, {-1, -1}};
	int rc;

	if (compile(p) != 0) {
		p->failed = true;
		return false;
	}
	errno = 0;
	rc = regexec(&p->compiled, text, wanted ? 2 : 0, found, 0);
	/* glibc says that nothing matches where it had no memory to look */
	if (rc != 0 && (rc != REG_NOMATCH || errno == ENOMEM))
		p->failed = true;
	if (rc != 0 || !wanted)
		return rc == 0;
	*word = text + (found[group].rm_so < 0 ? 0 : found[group].rm_so);
	*length = (size_t)(found[group].rm_eo - found[group].rm_so);
	return true;
}

bool bdl_pattern_ran_short(const struct bdl_pattern *p)
{
	return p && p->failed;
}

void bdl_pattern_close(struct bdl_pattern *p)
{
	if (p && p->is)
		regfree(&p->compiled);
	free(p);
}
