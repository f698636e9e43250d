/* bundle check of an archive whose table cannot be read: it says so, and never that all is well. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "bundle.yaml",
		"title: Ms A and the Child Maintenance Service\nfor: Independent Case Examiner\n");
	fixture_text(&f, "final.txt", "3 March 2023\nThis is our final response.\n");
	fixture_run(&f, &r, "$BUNDLE build $E -q --ocr off --name T --date 2023-05-22");
	cr_assert(r.status < 2, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(check_table, .init = setup, .fini = teardown, .timeout = 600);

/* Puts another bundle.json into the archive, and seals it anew, so that it agrees with itself. */
static void put_table(const char *json)
{
	struct run r;

	fixture_text(&f, "../table.json", json);
	fixture_run(&f, &r,
		"mkdir x && tar xzf $E/bundle/T.tar.gz -C x && cp table.json x/T/bundle.json && "
		"cd x/T && cut -d' ' -f3- tagmanifest-sha256.txt | tr '\\n' '\\0' | "
		"xargs -0 sha256sum >../new && mv ../new tagmanifest-sha256.txt && "
		"cd .. && tar czf ../T.tar.gz T && cp ../T.tar.gz $E/bundle/T.tar.gz && cd .. && "
		"rm -r x");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static const json_t *find(const json_t *o, const char *list, const char *id)
{
	const json_t *one;
	size_t i;

	json_array_foreach(json_object_get(o, list), i,
		one) if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0) return one;
	return NULL;
}

/* R42 says it to everybody; a finding, where there are findings. */
static void expect_said(const char *arguments, const char *why, const char *finding)
{
	struct run r;
	json_t *o;
	const char *text;

	fixture_run(&f, &r, "$BUNDLE check --json --ocr off --date 2023-05-22 %s", arguments);
	cr_expect_eq(r.status, 1, "%s: status %d: %s", arguments, r.status, r.err);
	o = json_loads(r.out, 0, NULL);
	cr_assert_not_null(o, "%s: no JSON: %s", arguments, r.out);
	text = json_string_value(json_object_get(find(o, "rules", "R42"), "text"));
	cr_assert_not_null(text);
	cr_expect(strstr(text, "bundle.json, cannot be read: ") && strstr(text, why), "%s: %s",
		arguments, text);
	text = finding ? json_string_value(json_object_get(find(o, "findings", finding), "state"))
		       : NULL;
	cr_expect_str_eq(text ? text : "none", finding ? "to-do" : "none", "%s", arguments);
	cr_expect_neq(json_is_true(json_object_get(o, "ready")), true, "%s", arguments);
	json_decref(o);
	run_release(&r);
}

/* clang-format off */
static const struct {
	const char *json, *why;
} tables[] = {
	{"{", "is not JSON"},
	{"{\"format_version\": 0}", "has no usable \"format_version\""},
	{"{\"format_version\": 1, \"exhibits\": [{\"path\": 3}]}", "has no usable"},
};

/* clang-format on */

Test(check_table, one_that_cannot_be_read_is_to_do)
{
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		put_table(tables[i].json);
		expect_said("T.tar.gz --for ice", tables[i].why, "table");
		expect_said("T.tar.gz", tables[i].why, NULL);
		expect_said("$E", tables[i].why, "table");
	}
}
