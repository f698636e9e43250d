/* Regexes of rules: what stands where, what cannot be read, and that they wait until they are
 * asked. */
#include "base/pattern.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *regex, *text;
	unsigned group;
	const char *word; /* NULL: not found */
} found[] = {
	{"case ([0-9]+)", "your case 123 is", 0, "case 123"},
	{"case ([0-9]+)", "your case 123 is", 1, "123"},
	{"case( [0-9]+)?", "your case is", 1, ""},
	{"case", "your case is", 1, ""},
	{"^case", "your case is", 0, NULL},
};

Test(pattern, what_is_found_stands_there)
{
	for (size_t i = 0; i < sizeof(found) / sizeof(found[0]); i++) {
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_pattern *p = bdl_pattern_open(found[i].regex, i % 2, "x", "y", &err);
		const char *word = NULL;
		size_t length = 0;

		cr_assert_not_null(p, "row %zu: %s", i, err.message);
		for (int again = 0; again < 2; again++)
			cr_expect_eq(bdl_pattern_matches(
					     p, found[i].text, found[i].group, &word, &length),
				found[i].word != NULL, "row %zu", i);
		cr_expect_eq(bdl_pattern_matches(p, found[i].text, 0, NULL, NULL),
			found[i].word != NULL, "row %zu", i);
		if (found[i].word) {
			cr_expect_eq(length, strlen(found[i].word), "row %zu: %zu", i, length);
			cr_expect_eq(strncmp(word, found[i].word, length), 0, "row %zu", i);
		}
		cr_expect(!bdl_pattern_ran_short(p));
		bdl_pattern_close(p);
	}
}

Test(pattern, one_that_cannot_be_read_is_named_when_tried_and_counts_as_untried_else)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_pattern *p;

	cr_expect_null(bdl_pattern_open("(open", true, "rules.yaml", "a rule of x", &err));
	cr_expect_eq(err.code, BDL_EFORMAT);
	cr_expect(strstr(err.message, "a rule of x has a regex that cannot be read: \"(open\""),
		"%s", err.message);
	p = bdl_pattern_open("(open", false, "rules.yaml", "a rule of x", &err);
	cr_assert_not_null(p);
	cr_expect(!bdl_pattern_ran_short(p));
	cr_expect(!bdl_pattern_matches(p, "(open", 0, NULL, NULL));
	cr_expect(bdl_pattern_ran_short(p));
	bdl_pattern_close(p);
	bdl_pattern_close(NULL);
	cr_expect(!bdl_pattern_ran_short(NULL));
}
