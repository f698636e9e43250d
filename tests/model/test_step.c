/* Loading steps.yaml: what it must hold, and mistakes in it named. */
#include "model/step.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

Test(step, the_compiled_in_file_loads_and_its_answers_are_steps)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_step_kinds *k = NULL;
	const struct bdl_step_kind *complaint;

	cr_assert_eq(bdl_step_kinds_load(&k, NULL, 0, &err), 0, "%s", err.message);
	complaint = bdl_step_kind_find(k, "complaint");
	cr_assert(complaint);
	cr_expect(complaint->asks);
	for (unsigned i = 0; i < complaint->answered_count; i++)
		cr_expect_str_neq(complaint->answered[i], "acknowledgement",
			"that a complaint has come is no answer to it");
	cr_expect_null(bdl_step_kind_find(k, "none"));
	bdl_step_kinds_release(k);
}

/* clang-format off */
static const struct { const char *word, *near; } words[] = {
	{ "complant", "complaint" }, { "final response", "final-response" }, { "Final response", "final-response" },
	{ "reply to the complaint", "response" }, { "mr-notise", "mr-notice" }, { "xyzzy", NULL }, { "", NULL },
};

#define KIND "kinds:\n  - id: a\n    label: a\n    sentence: A\n"

static const struct { const char *yaml, *message; } mistakes[] = {
	{ "kinds: []\n", "" },
	{ KIND "  - id: a\n    label: b\n    sentence: B\n", "there are two steps a" },
	{ "kinds:\n  - id: none\n    label: a\n    sentence: A\n", "two steps none" },
	{ KIND "    answered: [b]\n", "a is answered by b, which is no step" },
	{ KIND "    rules:\n      - any: [word]\n", "a rule of a names neither kinds nor a sender" },
	{ KIND "    rules:\n      - kinds: [leter]\n", "asks for the kind leter, which there is none of" },
	{ KIND "    rules:\n      - kinds: [letter]\n        to: '(open'\n", "a has a regex that cannot be read: \"(open\"" },
	{ "blanks: ['[open']\n" KIND, "blanks has a regex that cannot be read" },
	{ KIND "    rules:\n      - kinds: [letter]\n        weight: 3\n", "weight" },
};

/* clang-format on */

Test(step, every_regex_compiled_in_can_be_tried)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_step_kinds *k;

	cr_assert_eq(bdl_step_kinds_load(&k, NULL, 0, &err), 0);
	cr_expect(!bdl_step_is_blank(k, ""));
	cr_expect(!bdl_steps_ran_short(k), "blanks");
	for (unsigned i = 0; i < k->kinds_count; i++)
		for (unsigned n = 0; n < k->kinds[i].rules_count; n++)
			for (unsigned part = 0; part < BDL_STEP_PARTS; part++) {
				bdl_step_rule_matches(&k->kinds[i].rules[n],
					(enum bdl_step_part)part, "", NULL, NULL);
				cr_expect(!bdl_steps_ran_short(k), "%s, rule %u, part %u",
					k->kinds[i].id, n, part);
			}
	bdl_step_kinds_release(k);
}

Test(step, the_nearest_right_word_is_found)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_step_kinds *k = NULL;

	cr_assert_eq(bdl_step_kinds_load(&k, NULL, 0, &err), 0);
	for (size_t i = 0; i < COUNT(words); i++) {
		const char *near = bdl_step_kind_nearest(k, words[i].word);

		cr_expect((near == NULL) == (words[i].near == NULL) &&
				  (!near || strcmp(near, words[i].near) == 0),
			"\"%s\" is near %s", words[i].word, near ? near : "nothing");
	}
	bdl_step_kinds_release(k);
}

Test(step, mistakes_in_the_file_are_named)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_step_kinds *k = NULL;

		cr_expect_eq(
			bdl_step_kinds_load(&k, mistakes[i].yaml, strlen(mistakes[i].yaml), &err),
			-1, "%s", mistakes[i].yaml);
		cr_expect_null(k);
		cr_expect_eq(err.code, BDL_EFORMAT);
		cr_expect(strstr(err.message, mistakes[i].message), "%s", err.message);
		cr_expect_str_eq(err.path, "steps.yaml");
	}
}
