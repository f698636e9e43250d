/* schemas/case.schema.json, which editors complete by, says the same as the loader: of mistakes, of
 * what is right, of every list of words. */
#include "case_mistakes.h"
#include "model/case.h"
#include "model/kind.h"
#include "model/recipient.h"
#include "model/step.h"
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void start(void)
{
	fixture_init(&f);
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(case_schema, .init = start, .fini = stop);

/* "ok", "bad" or "no YAML", a line for each file of the evidence folder, by name. */
static void ask(struct run *r)
{
	fixture_run(&f, r,
		"python3 %s/tests/support/check_case.py -v %s/schemas/case.schema.json $E/*",
		getenv("BUNDLE_SOURCE"), getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r->status, 0, "%s", r->err);
}

/* The line at *rest, which moves behind it. */
static const char *next_line(char **rest)
{
	char *line = *rest, *end = strchr(line, '\n');

	cr_assert_not_null(end, "a line is missing");
	*end = '\0';
	*rest = end + 1;
	return line;
}

Test(case_schema, an_editor_sees_the_mistakes_that_a_schema_can_express)
{
	const char *line;
	char *rest;
	struct run r;

	for (size_t i = 0; i < MISTAKE_COUNT; i++) {
		char name[32];

		snprintf(name, sizeof(name), "%03zu.yaml", i);
		fixture_text(&f, name, mistakes[i].yaml);
	}
	ask(&r);
	rest = r.out;
	for (size_t i = 0; i < MISTAKE_COUNT; i++) {
		line = next_line(&rest);
		if (mistakes[i].in_schema)
			cr_expect_str_eq(line, "bad", "%s", mistakes[i].yaml);
		else
			cr_expect_str_neq(line, "bad",
				"the table says that a schema cannot see it: %s", mistakes[i].yaml);
	}
	run_release(&r);
}

/* What the loader takes, an editor does not underline. */
static const char *const right[] = {
	"",
	"# nothing\n",
	"title:\nevents:\nprivate:\n  children:\nproceedings:\nnumbering: ~\n",
	"title: 2023\nfor: ice\nfrom: yes\nreference: 121212121212\nversion: 1\n",
	"for: Aunt Mary\nnation: scotland\nsilence_days: 45\nsections: [payments, letters]\n",
	"applicant:\n  name: Ms A\n  address: |\n    1 High Street\n    Leeds\n  phone: "
	"01134960000\n"
	"  email: a@example.org\n  date_of_birth: 1 May 1985\n",
	"ignore_dates: [2012-05-17, 1 May 2016, 03/04/2017, 3rd April 2018]\n",
	"events:\n- {date: 10/02/2023, type: complaint, text: x, by: Ms A}\n- {file: a.pdf, type: "
	"none}\n"
	"- {file: b.pdf, received: 2023-04-03}\n- {date: 2023-02-11, text: x}\n"
	"- {file: ./c/d.pdf, page: 2, type: response, answers: 2023-02-10}\n",
	"schedule:\n- {from: 2022-01-31, until: 2022-12-31, amount: \"£1,372.06\", every: month}\n"
	"- {from: 2023-01-01, amount: 81, every: 4 weeks}\n",
	"schedule: [{from: 2022-01-31, amount: 81.50, every: once}]\n",
	"payments:\n  match: [{payer: MR C, least: \"1,000.00\", most: \"£ 2,000\"}, {reference: "
	"1234}]\n"
	"  days_before: 0\n  others: [{date: 2022-05-03, amount: 50}]\n  stated: {amount: "
	"12391.53}\n",
	"losses: [{what: Sleep}, {what: Fees, amount: 35, file: a.pdf, page: 1}]\nremedy: Repay "
	"it\n",
	"allegations: [{heading: Delay, files: [letters/, 'calls/*.csv']}, {heading: My own}]\n",
	"private: {children: [A], people: [B], addresses: [LS1 1AA], words: [07700900000], keep: "
	"[]}\n",
	"numbering: {at: top-left, size: 10.5, prefix: 'App ', of_total: yes, colour: red, "
	"by_section: false}\n",
	"volumes: {max_size: 25MB, max_pages: 350}\n",
	"volumes: {max_size: 26214400}\n",
	"proceedings: {court: The High Court, claim_number: 1, parties: [{name: A, role: B}]}\n"
	"statements: [{witness: A B, initials: AB, number: 2, date: 2023-06-02, exhibits: [{mark: "
	"AB1, files: [a]}]}]\n"
	"essential: [a.pdf, {file: b.pdf, pages: 2-3, note: x}, {file: c.pdf, pages: "
	"4}]\nreading_minutes: 45\n"
	"core: [letters]\nseparate: [claim.pdf]\n",
};

#define RIGHT_COUNT (sizeof(right) / sizeof(right[0]))

Test(case_schema, what_is_right_is_right_for_both)
{
	char *rest;
	struct run r;

	for (size_t i = 0; i < RIGHT_COUNT; i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_case c;
		char name[32];

		cr_expect_eq(bdl_case_load(&c, &a, right[i], strlen(right[i]), "bundle.yaml", &err),
			0, "%s: %s: %s", right[i], err.path, err.message);
		bdl_arena_release(&a);
		snprintf(name, sizeof(name), "%03zu.yaml", i);
		fixture_text(&f, name, right[i]);
	}
	ask(&r);
	rest = r.out;
	for (size_t i = 0; i < RIGHT_COUNT; i++)
		cr_expect_str_eq(next_line(&rest), "ok", "%s: %s", right[i], r.err);
	run_release(&r);
}

/* ---- the worked example of docs/case-file.md ---- */

/* What stands between the fences; free() it. */
static char *worked_example(void)
{
	static const char fence[] = "```yaml\n";
	struct run r;
	char *yaml, *end;

	fixture_run(&f, &r, "cat %s/docs/case-file.md", getenv("BUNDLE_SOURCE"));
	yaml = strstr(r.out, fence);
	cr_assert_not_null(yaml);
	yaml += strlen(fence);
	end = strstr(yaml, "\n```");
	cr_assert_not_null(end);
	yaml = strndup(yaml, (size_t)(end + 1 - yaml));
	run_release(&r);
	return yaml;
}

/* Each key of the object's properties, and of what is inside them, stands in the text as "key:". */
static void expect_keys(const json_t *o, const char *yaml)
{
	const char *key;
	json_t *v;
	size_t i;

	json_object_foreach(json_object_get(o, "properties"), key, v)
	{
		char colon[80];

		snprintf(colon, sizeof(colon), "%s:", key);
		cr_expect(strstr(yaml, colon), "docs/case-file.md does not show %s", key);
	}
	if (json_is_object(o)) {
		json_object_foreach((json_t *)(uintptr_t)o, key, v) expect_keys(v, yaml);
	}
	json_array_foreach(o, i, v) expect_keys(v, yaml);
}

static json_t *schema(void);

Test(case_schema, the_worked_example_is_right_and_has_every_key)
{
	char *yaml = worked_example();
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_case c;
	json_t *o = schema();
	struct run r;

	cr_expect_eq(bdl_case_load(&c, &a, yaml, strlen(yaml), "bundle.yaml", &err), 0, "%s: %s",
		err.path, err.message);
	bdl_arena_release(&a);
	fixture_text(&f, "bundle.yaml", yaml);
	ask(&r);
	cr_expect_str_eq(r.out, "ok\n", "%s", r.err);
	run_release(&r);
	expect_keys(o, yaml);
	json_decref(o);
	free(yaml);
}

Test(case_schema, the_case_file_of_the_example_is_right)
{
	char path[1024];
	struct run r;

	snprintf(path, sizeof(path), "%s/docs/example/bundle.yaml", getenv("BUNDLE_SOURCE"));
	fixture_copy(&f, "bundle.yaml", path);
	ask(&r);
	cr_expect_str_eq(r.out, "ok\n", "%s", r.err);
	run_release(&r);
}

/* ---- lists of words that stand in other files, too ---- */

static json_t *schema(void)
{
	char path[1024];
	json_error_t why;
	json_t *o;

	snprintf(path, sizeof(path), "%s/schemas/case.schema.json", getenv("BUNDLE_SOURCE"));
	o = json_load_file(path, 0, &why);
	cr_assert_not_null(o, "%s", why.text);
	return o;
}

static bool has(const json_t *list, const char *word)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *s = json_string_value(json_array_get(list, i));

		if (s && strcmp(s, word) == 0)
			return true;
	}
	return false;
}

static const json_t *member(const json_t *o, const char *const *path)
{
	for (; *path; path++)
		o = json_is_array(o) ? json_array_get(o, (size_t)atoi(*path))
				     : json_object_get(o, *path);
	cr_assert_not_null(o);
	return o;
}

Test(case_schema, every_type_of_step_can_be_completed)
{
	static const char *const path[] = {"$defs", "event", "properties", "type", "enum", NULL};
	struct bdl_step_kinds *kinds = NULL;
	struct bdl_error err = {.code = BDL_OK};
	json_t *o = schema();
	const json_t *list = member(o, path);

	cr_assert_eq(bdl_step_kinds_load(&kinds, NULL, 0, &err), 0);
	cr_expect_eq(json_array_size(list), kinds->kinds_count + 2, "and none, and nothing");
	for (unsigned i = 0; i < kinds->kinds_count; i++)
		cr_expect(has(list, kinds->kinds[i].id), "add it to the schema: %s",
			kinds->kinds[i].id);
	cr_expect(has(list, BDL_STEP_NONE));
	bdl_step_kinds_release(kinds);
	json_decref(o);
}

Test(case_schema, every_section_can_be_completed)
{
	static const char *const path[] = {"properties", "sections", "items", "enum", NULL};
	struct bdl_kinds *kinds = NULL;
	struct bdl_error err = {.code = BDL_OK};
	json_t *o = schema();
	const json_t *list = member(o, path);

	cr_assert_eq(bdl_kinds_load(&kinds, NULL, 0, &err), 0);
	cr_expect_eq(json_array_size(list), kinds->sections_count);
	for (unsigned i = 0; i < kinds->sections_count; i++)
		cr_expect(has(list, kinds->sections[i].id), "add it to the schema: %s",
			kinds->sections[i].id);
	bdl_kinds_release(kinds);
	json_decref(o);
}

Test(case_schema, every_recipient_can_be_completed)
{
	static const char *const path[] = {"properties", "for", "anyOf", "0", "enum", NULL};
	struct bdl_recipients *known = NULL;
	struct bdl_error err = {.code = BDL_OK};
	json_t *o = schema();
	const json_t *list = member(o, path);

	cr_assert_eq(bdl_recipients_load(&known, &err), 0, "%s", err.message);
	for (size_t i = 0; bdl_recipient_at(known, i); i++)
		cr_expect(has(list, bdl_recipient_at(known, i)->id), "add it to the schema: %s",
			bdl_recipient_at(known, i)->id);
	bdl_recipients_release(known);
	json_decref(o);
}
