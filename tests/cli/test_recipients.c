/* bundle recipients: whom a bundle can be made for, and files of recipients that people write. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(recipients, .init = setup, .fini = teardown);

#define OWN                                                                                        \
	"id: our-panel\nname: \"Panel of the Borough\"\nreviewed: \"2026-05-01\"\n"                \
	"deadlines:\n  - id: panel-ten-days\n    what: Letter to the panel\n"                      \
	"    rule: ten days after the final response\n    triggers: [final-response]\n"            \
	"    days: 10\n    source: its leaflet\n    confidence: \"2\"\n"                           \
	"pdf:\n  numbering: { value: plain, source: its leaflet, confidence: S }\n"

static void run_ok(struct run *r, const char *arguments)
{
	fixture_run(&f, r, "$BUNDLE recipients %s", arguments);
	cr_assert_eq(r->status, 0, "%s: %s", arguments, r->err);
	cr_assert_str_eq(r->err, "", "%s", arguments);
}

static json_t *run_json(const char *arguments)
{
	struct run r;
	json_t *o;

	run_ok(&r, arguments);
	o = json_loads(r.out, 0, NULL);
	cr_assert(o, "%s", r.out);
	run_release(&r);
	return o;
}

static const char *text_of(json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));

	return text ? text : "";
}

/* In `list`, the object whose id is that. */
static json_t *of_id(json_t *o, const char *list, const char *id)
{
	json_t *rows = json_object_get(o, list);

	for (size_t i = 0; i < json_array_size(rows); i++)
		if (strcmp(text_of(json_array_get(rows, i), "id"), id) == 0)
			return json_array_get(rows, i);
	cr_assert_fail("there is no %s in %s", id, list);
	return NULL;
}

static size_t widest(const char *text)
{
	size_t widest = 0;

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n') {
		size_t length = strcspn(text, "\n");

		widest = length > widest ? length : widest;
	}
	return widest;
}

Test(recipients, every_file_keeps_the_schema)
{
	struct run r;

	fixture_run(&f, &r,
		"python3 -c \"import glob,json,jsonschema,yaml,sys\n"
		"schema = json.load(open(sys.argv[1] + '/recipient.schema.json'))\n"
		"jsonschema.Draft202012Validator.check_schema(schema)\n"
		"keeps = jsonschema.Draft202012Validator(schema)\n"
		"files = glob.glob(sys.argv[1] + '/recipients/*.yaml')\n"
		"assert len(files) >= 17, files\n"
		"for file in files:\n"
		"    keeps.validate(yaml.safe_load(open(file)))\" %s/schemas",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

Test(recipients, the_list_names_every_file_and_fits_80_columns)
{
	json_t *all = run_json("--json --date 2026-11-24"),
	       *rows = json_object_get(all, "recipients");
	struct run r, files;

	run_ok(&r, "--date 2026-11-24");
	cr_expect_leq(widest(r.out), 80);
	fixture_run(&f, &files, "ls %s/schemas/recipients/*.yaml | wc -l", getenv("BUNDLE_SOURCE"));
	cr_expect_eq((int)json_array_size(rows), atoi(files.out));
	for (size_t i = 0; i < json_array_size(rows); i++) {
		cr_expect(strstr(r.out, text_of(json_array_get(rows, i), "id")));
		cr_expect(json_is_false(json_object_get(json_array_get(rows, i), "old")));
	}
	cr_expect(strstr(r.out, "jr for court"), "%s", r.out);
	cr_expect_not(strstr(r.out, "old"), "%s", r.out);
	run_release(&files);
	run_release(&r);
	json_decref(all);
}

Test(recipients, each_one_can_be_said_in_80_columns_and_as_data)
{
	json_t *all = run_json("--json"), *rows = json_object_get(all, "recipients");
	char arguments[100];
	struct run r;

	cr_assert_gt(json_array_size(rows), 10);
	for (size_t i = 0; i < json_array_size(rows); i++) {
		const char *id = text_of(json_array_get(rows, i), "id");
		json_t *one;

		snprintf(arguments, sizeof(arguments), "%s --date 2031-01-01", id);
		run_ok(&r, arguments);
		cr_expect_leq(widest(r.out), 80, "%s", r.out);
		run_release(&r);
		snprintf(arguments, sizeof(arguments), "%s --json", id);
		one = run_json(arguments);
		cr_expect_str_eq(text_of(one, "id"), id);
		cr_expect(json_is_object(json_object_get(one, "pdf")));
		json_decref(one);
	}
	json_decref(all);
}

Test(recipients, one_says_what_it_asks_for_with_its_source)
{
	static const char *const says[] = {"Independent Case Examiner (ice)", "PO Box 209",
		"must      final response", "six months from receiving the final response",
		"counted from: final response", "within 15 weeks of allocation",
		"must      National Insurance number",
		"gov.uk/complain-independent-case-examiner (6 March 2023)",
		"check this with them: from memory", "Send copies only", "bundle recipients mp"};
	struct run r;

	run_ok(&r, "ice --date 2026-11-24");
	for (size_t i = 0; i < sizeof(says) / sizeof(says[0]); i++)
		cr_expect(strstr(r.out, says[i]), "%s is not in\n%s", says[i], r.out);
	cr_expect_not(strstr(r.out, "more than a year ago"), "%s", r.out);
	run_release(&r);
}

Test(recipients, data_say_what_to_check)
{
	json_t *ice = run_json("ice --json --date 2026-11-24"), *rule;

	rule = of_id(ice, "deadlines", "ice-six-months");
	cr_expect_eq(json_integer_value(json_object_get(rule, "months")), 6);
	cr_expect(json_is_false(json_object_get(rule, "check_with_them")));
	cr_expect(json_is_true(json_object_get(json_object_get(ice, "email"), "check_with_them")));
	cr_expect(json_is_true(
		json_object_get(of_id(ice, "standards", "ice-settlement"), "when_answered")));
	cr_expect_str_eq(text_of(of_id(ice, "enclosures", "final-response"), "wish"), "required");
	json_decref(ice);
}

Test(recipients, what_was_read_more_than_a_year_ago_says_so)
{
	struct run r;
	json_t *ice;

	run_ok(&r, "--date 2027-11-22");
	cr_expect_not(strstr(r.out, " old"), "%s", r.out);
	run_release(&r);
	run_ok(&r, "--date 2027-11-23");
	cr_expect(strstr(r.out, "22 Nov 2026 old"), "%s", r.out);
	run_release(&r);
	run_ok(&r, "ice --date 2027-11-23");
	cr_expect(strstr(r.out, "more than a year ago"), "%s", r.out);
	cr_expect(strstr(r.out, "check this with them (read on 22 Nov 2026)"), "%s", r.out);
	run_release(&r);
	ice = run_json("ice --json --date 2027-11-23");
	cr_expect(json_is_true(
		json_object_get(of_id(ice, "deadlines", "ice-six-months"), "check_with_them")));
	json_decref(ice);
}

Test(recipients, names_and_short_ids_do_too)
{
	static const char *const words[] = {
		"jr", "court", "\"Administrative Court\"", "\"the administrative court\""};
	struct run r;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		run_ok(&r, words[i]);
		cr_expect(strstr(r.out, "Administrative Court (court, jr)"), "%s", words[i]);
		run_release(&r);
	}
}

Test(recipients, one_of_your_own_is_a_file)
{
	struct run r;
	json_t *own;

	fixture_text(&f, "our-panel.yaml", OWN);
	run_ok(&r, "evidence/our-panel.yaml --date 2026-06-01");
	cr_expect(strstr(r.out, "Panel of the Borough (our-panel)"), "%s", r.out);
	cr_expect(strstr(r.out, "ten days after the final response"), "%s", r.out);
	cr_expect(strstr(r.out, "check this with them: its leaflet"), "%s", r.out);
	run_release(&r);
	own = run_json("./evidence/our-panel.yaml --json");
	cr_expect_str_eq(text_of(own, "file"), "./evidence/our-panel.yaml");
	json_decref(own);
}

Test(recipients, the_examples_of_the_documentation_are_right)
{
	struct run r;
	json_t *small, *large;

	/* the indented blocks that begin with an id, and the mistake that it shows */
	fixture_run(&f, &r,
		"python3 -c \"import re,sys,textwrap\n"
		"text = open(sys.argv[1] + '/docs/recipients.md').read()\n"
		"blocks = [textwrap.dedent(b) for b in re.findall(r'(?:^(?:    .*)?\\n)+', text, "
		"re.M)]\n"
		"blocks = [b.lstrip() for b in blocks if b.lstrip().startswith('id: ')]\n"
		"assert len(blocks) == 2, blocks\n"
		"open('small.yaml', 'w').write(blocks[0])\n"
		"open('large.yaml', 'w').write(blocks[1])\n"
		"wrong = blocks[1].replace('steps: [final-response]', 'steps: [final-respose]')\n"
		"open('our-panel.yaml', 'w').write(wrong)\n"
		"mistake = re.search(r'^    bundle: (.*)', text, re.M).group(1)\n"
		"open('mistake', 'w').write(mistake)\" %s",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	small = run_json("./small.yaml --json");
	large = run_json("./large.yaml --json");
	cr_expect_str_eq(text_of(small, "id"), "our-panel");
	cr_expect_eq(json_integer_value(json_object_get(
			     of_id(large, "deadlines", "panel-two-months"), "months")),
		2);
	json_decref(small);
	json_decref(large);
	fixture_run(&f, &r,
		"$BUNDLE recipients ./our-panel.yaml 2>said; grep -Fx \"bundle: $(cat mistake)\" "
		"said");
	cr_expect_eq(
		r.status, 0, "the mistake is named otherwise: %s", fixture_read(&f, "said", NULL));
	run_release(&r);
}

static const struct {
	const char *name, *command;
	int status;
	const char *says; /* in stderr */
} mistakes[] = {
	{"nobody of that name", "$BUNDLE recipients icee", 2, "did you mean ice?"},
	{"nobody near", "$BUNDLE recipients qqqqqqqq", 2, "known: cms, ice, mp"},
	{"no such file", "$BUNDLE recipients ./nowhere.yaml", 3, "./nowhere.yaml: cannot open"},
	{"a folder", "mkdir d.yaml; $BUNDLE recipients ./d.yaml", 3, "not a regular file"},
	{"two", "$BUNDLE recipients ice cms", 2, "one thing too many"},
	{"an empty file", "touch a.yaml; $BUNDLE recipients a.yaml", 3, "a.yaml"},
	{"a step that is none",
		"sed s/final-response/final-respose/ $E/own.yaml >a.yaml; $BUNDLE recipients "
		"a.yaml",
		3,
		"a.yaml:8:16: deadlines: triggers: there is no step \"final-respose\"; did you "
		"mean"},
	{"a key that is none", "sed s/rule:/rules:/ $E/own.yaml >a.yaml; $BUNDLE recipients a.yaml",
		3, "a.yaml:7:5: deadlines: there is no \"rules\"; did you mean \"rule\"?"},
	{"a confidence", "sed 's/\"2\"/sure/' $E/own.yaml >a.yaml; $BUNDLE recipients a.yaml", 3,
		"a.yaml:11:17: deadlines: confidence: \"sure\" is not S, 2, C or M"},
	{"a day that is none", "sed s/05-01/05-32/ $E/own.yaml >a.yaml; $BUNDLE recipients a.yaml",
		3, "a.yaml:3:11: reviewed: \"2026-05-32\" is not a date"},
	{"too large", "head -c 300000 /dev/zero | tr '\\0' '#' >a.yaml; $BUNDLE recipients a.yaml",
		3, "a.yaml"},
};

Test(recipients, each_mistake_is_named_with_its_line)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct run r;

		teardown();
		setup();
		fixture_text(&f, "own.yaml", OWN);
		fixture_run(&f, &r, "%s", mistakes[i].command);
		cr_expect_eq(r.status, mistakes[i].status, "%s: status %d, %s", mistakes[i].name,
			r.status, r.err);
		cr_expect(strstr(r.err, mistakes[i].says), "%s: said %s", mistakes[i].name, r.err);
		cr_expect_str_eq(r.out, "", "%s", mistakes[i].name);
		run_release(&r);
	}
}
