/* schemas/kinds.yaml: the one compiled in is in order, and mistakes in another are told. */
#include "model/kind.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

Test(kind, the_rules_compiled_in_are_in_order)
{
	static const char *const expected[] = {"bank-statement", "cms-letter", "letter",
		"screenshot", "photograph", "call-log", "email", "message-export", "recording",
		"other"};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_kinds *k;

	cr_assert_eq(bdl_kinds_load(&k, NULL, 0, &err), 0, "%s", err.message);
	for (size_t i = 0; i < COUNT(expected); i++)
		cr_expect(bdl_kinds_find(k, expected[i]) != NULL, "%s", expected[i]);
	cr_expect_null(bdl_kinds_find(k, "no such kind"));
	cr_expect_gt(k->enough, 0);
	cr_expect_gt(k->screens_count, 50);
	bdl_kinds_release(k);
	bdl_kinds_release(NULL);
}

Test(kind, every_regex_compiled_in_can_be_tried)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_kinds *k;
	unsigned tried = 0;

	cr_assert_eq(bdl_kinds_load(&k, NULL, 0, &err), 0);
	for (unsigned i = 0; i < k->kinds_count; i++)
		for (unsigned n = 0; n < k->kinds[i].rules_count; n++) {
			bdl_kind_matches(&k->kinds[i].rules[n], "", NULL, NULL);
			tried += k->kinds[i].rules[n].regex != NULL;
			cr_expect(!bdl_kinds_ran_short(k), "%s, rule %u", k->kinds[i].id, n);
		}
	cr_expect_gt(tried, 0);
	bdl_kinds_release(k);
}

Test(kind, a_bank_statement_is_never_told_by_its_name_alone)
{
	struct bdl_error err = {.code = BDL_OK};
	const struct bdl_kind *bank;
	struct bdl_kinds *k;

	cr_assert_eq(bdl_kinds_load(&k, NULL, 0, &err), 0);
	bank = bdl_kinds_find(k, "bank-statement");
	for (unsigned i = 0; i < bank->rules_count; i++)
		cr_expect(!bank->rules[i].name_count || bank->rules[i].any_count ||
				  bank->rules[i].all_count || bank->rules[i].columns_count,
			"rule %u", i);
	bdl_kinds_release(k);
}

#define HEAD "enough: 10\nsections: [{id: a, title: A}]\n"
#define OTHER "{id: other, label: Document, section: a}"

static const struct {
	const char *yaml, *says;
} mistakes[] = {
	{"", ""},
	{"enough: [", ""},
	{"- 1\n", ""},
	{HEAD, "kinds"},
	{HEAD "kinds: [" OTHER "]\nkindz: 3\n", "kindz"},
	{"enough: ten\nsections: [{id: a, title: A}]\nkinds: [" OTHER "]\n", ""},
	{HEAD "kinds: [{id: x, label: X, section: a}]\n", "other"},
	{HEAD "kinds: [{id: other, label: X, section: b}]\n", "no section: b"},
	{HEAD "kinds: [" OTHER ", " OTHER "]\n", "two kinds other"},
	{HEAD "kinds: [{id: other, section: a}]\n", "label"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 5}]}]\n", "no condition"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 0, any: [a]}]}]\n",
		"weight 0"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 101, any: [a]}]}]\n",
		"weight 101"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{any: [a]}]}]\n", "weight"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 5, any: []}]}]\n", ""},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 5, nature: round}]}]\n",
		"nature"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 5, records: cars}]}]\n",
		"records"},
	{HEAD "kinds: [{id: other, label: X, section: a, rules: [{weight: 5, regex: \"a(\"}]}]\n",
		"regex"},
	{HEAD "kinds: [" OTHER ", {id: x, label: X, section: a, of: y}]\n", "no special case of y"},
	{HEAD "kinds: [" OTHER ", {id: x, label: X, section: a, of: other}, "
	      "{id: y, label: Y, section: a, of: x}]\n",
		"no special case of x"},
};

Test(kind, a_mistake_is_one_clear_line)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_kinds *k = NULL;

		cr_assert_eq(bdl_kinds_load(&k, mistakes[i].yaml, strlen(mistakes[i].yaml), &err),
			-1, "row %zu", i);
		cr_expect_null(k);
		cr_expect_eq(err.code, BDL_EFORMAT, "row %zu", i);
		cr_expect(strstr(err.message, mistakes[i].says), "row %zu: %s", i, err.message);
		cr_expect(err.message[0] && !strchr(err.message, '\n'), "row %zu: %s", i,
			err.message);
	}
}

Test(kind, another_text_can_be_read)
{
	static const char yaml[] =
		HEAD "screens: [[1, 2]]\nkinds:\n  - id: x\n    label: X\n    heading: H\n    "
		     "section: a\n"
		     "    rules:\n      - { any: &w [one, two], none: [three], weight: 7 }\n"
		     "      - { all: *w, weight: 100 }\n  - " OTHER "\n";
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_kinds *k;

	cr_assert_eq(bdl_kinds_load(&k, yaml, sizeof(yaml) - 1, &err), 0, "%s", err.message);
	cr_assert_eq(k->kinds_count, 2);
	cr_expect_eq(k->kinds[0].rules_count, 2);
	cr_expect_str_eq(k->kinds[0].rules[1].all[1], "two");
	cr_expect_str_eq(k->kinds[0].heading, "H");
	cr_expect_null(k->kinds[1].heading);
	cr_expect(k->screens_count == 1 && k->screens[0][1] == 2);
	bdl_kinds_release(k);
}
