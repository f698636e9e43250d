/* Can it be sent, and what is missing: the example for several recipients, in order and with things
 * amiss, and what their covers show. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define DAY "--date 2023-05-22 --ocr off"

static struct fixture f;

static const char head[] =
	"title: \"Ms A and the Child Maintenance Service\"\n"
	"for: \"The Independent Case Examiner\"\n"
	"from: \"Mr R, for his daughter Ms A\"\n"
	"about: \"Child Maintenance Service (CMS)\"\n"
	"reference: \"121212121212\"\n"
	"national_insurance: \"AB 12 34 56 C\"\n"
	"applicant: { name: \"Ms A\", address: \"1 High Street, Leeds, LS1 1AA\", "
	"phone: \"0113 496 0000\", date_of_birth: \"1990-04-05\" }\n"
	"representative: { name: \"Mr R\" }\n"
	"consent: \"consent.txt\"\n"
	"constituency: \"Leeds Central and Headingley\"\n";

static const char events[] =
	"events:\n"
	"  - { type: ice-report, file: papers/ice.txt, date: 2023-05-02 }\n"
	"  - { type: phso-referral, file: papers/referral.txt, date: 2023-05-20 }\n"
	"  - { type: statement-of-facts, file: papers/facts.txt, date: 2023-05-19 }\n"
	"  - { type: witness-statement, file: papers/witness.txt, date: 2023-05-19 }\n"
	"  - { type: statutory-material, file: papers/acts.txt, date: 2023-05-19 }\n"
	"  - { type: decision, file: \"letters/New payment schedule Dec 22.pdf\" }\n"
	"essential: [\"papers/facts.txt\"]\n";

static void write_case(const char *extra)
{
	char yaml[4000];

	snprintf(yaml, sizeof(yaml), "%s%s%s", head, events, extra);
	fixture_text(&f, "bundle.yaml", yaml);
}

static void run_ok(const char *command)
{
	struct run r;

	fixture_run(&f, &r, "%s", command);
	cr_assert_eq(r.status, 0, "%s: %s", command, r.err);
	run_release(&r);
}

static void setup(void)
{
	struct run r;

	fixture_init(&f);
	fixture_run(&f, &r, "cp -R '%s/docs/example/.' $E/ && rm -rf $E/bundle $E/.bundle",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	write_case("");
	fixture_text(&f, "consent.txt",
		"Letter of authority\n20 May 2023\nI authorise Mr R to act for me. I give my "
		"consent "
		"to disclose.\nSigned: Ms A\n");
	fixture_text(&f, "papers/ice.txt", "2 May 2023\nReport of the Independent Case Examiner\n");
	fixture_text(&f, "papers/referral.txt", "20 May 2023\nI refer the complaint of Ms A.\n");
	fixture_text(&f, "papers/facts.txt", "19 May 2023\nStatement of facts and grounds\n");
	fixture_text(&f, "papers/witness.txt", "19 May 2023\nWitness statement of Ms A\n");
	fixture_text(&f, "papers/acts.txt", "19 May 2023\nChild Support Act 1991\n");
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(ready_cli, .init = setup, .fini = teardown, .timeout = 600);

static json_t *check(const char *options, int *status)
{
	struct run r;
	json_t *o;

	fixture_run(&f, &r, "$BUNDLE check --json %s", options);
	o = json_loads(r.out, 0, NULL);
	cr_assert_not_null(o, "%s: no JSON: %s%s", options, r.out, r.err);
	if (status)
		*status = r.status;
	run_release(&r);
	return o;
}

static const json_t *find(const json_t *o, const char *id)
{
	const json_t *list = json_object_get(o, "findings"), *one;
	size_t i;

	json_array_foreach(list, i,
		one) if (strcmp(json_string_value(json_object_get(one, "id")), id) == 0) return one;
	return NULL;
}

static void expect(const json_t *o, const char *what, const char *id, const char *state)
{
	const json_t *one = find(o, id);
	const char *found = json_string_value(json_object_get(one, "state"));

	cr_expect_str_eq(found ? found : "none", state, "%s: %s: %s", what, id,
		one ? json_string_value(json_object_get(one, "text")) : "");
}

static void expect_nothing_to_do(const json_t *o, const char *what)
{
	const json_t *list = json_object_get(o, "findings"), *one;
	size_t i;

	cr_expect(json_is_true(json_object_get(o, "ready")), "%s", what);
	json_array_foreach(list, i, one)
	{
		cr_expect(strcmp(json_string_value(json_object_get(one, "state")), "to-do") != 0,
			"%s: %s: %s", what, json_string_value(json_object_get(one, "id")),
			json_string_value(json_object_get(one, "text")));
	}
}

/* ---- in order ---- */

static const char *const recipients[] = {"cms", "ice", "phso", "court"};

Test(ready_cli, the_example_in_order_is_ready_for_each)
{
	for (size_t i = 0; i < COUNT(recipients); i++) {
		char options[200];
		int status;
		struct run r;
		json_t *o;

		fixture_run(&f, &r, "$BUNDLE build $E -q --for %s " DAY, recipients[i]);
		cr_assert(r.status < 2, "%s: %s", recipients[i], r.err);
		run_release(&r);
		snprintf(options, sizeof(options), "$E --for %s " DAY, recipients[i]);
		o = check(options, &status);
		expect_nothing_to_do(o, recipients[i]);
		cr_expect_eq(status, 0, "%s: %d", recipients[i], status);
		cr_expect_str_eq(json_string_value(json_object_get(o, "recipient")), recipients[i]);
		json_decref(o);
	}
}

/* ---- amiss ---- */

/* clang-format off */
static const struct planted {
	const char *recipient, *plant, *date, *id, *state;
} planted[] = {
	{"ice", "rm \"$E/letters/FINAL RESPONSE.pdf\"", "2023-05-22", "enclosure-final-response", "to-do"},
	{"ice", "true", "2023-10-04", "deadline-ice-six-months", "to-do"},
	{"ice", "true", "2023-08-25", "deadline-ice-six-months", "look"},
	{"ice", "true", "2023-05-22", "deadline-ice-six-months", "none"},
	{"ice", "sed -i /^national_insurance/d $E/bundle.yaml", "2023-05-22", "fact-national-insurance", "to-do"},
	{"ice", "sed -i 's/AB 12 34 56 C/GB 12 34 56 C/' $E/bundle.yaml", "2023-05-22", "fact-national-insurance", "to-do"},
	{"ice", "sed -i 's/^consent:.*//' $E/bundle.yaml; rm $E/consent.txt", "2023-05-22", "consent", "to-do"},
	{"ice", "head -c 300 \"$E/letters/FINAL RESPONSE.pdf\" >$E/x.pdf && mv $E/x.pdf \"$E/letters/FINAL RESPONSE.pdf\"",
		"2023-05-22", "enclosure-final-response", "to-do"},
	{"cms", "sed -i /^national_insurance/d $E/bundle.yaml", "2023-05-22", "fact-national-insurance", "to-do"},
	{"cms", "sed -i 's/121212121212/12121212/' $E/bundle.yaml", "2023-05-22", "fact-reference", "to-do"},
	{"phso", "true", "2023-05-22", "fact-national-insurance", "ok"},
	{"phso", "echo 'summary: \"AB123456C\"' >>$E/bundle.yaml", "2023-05-22", "fact-national-insurance", "to-do"},
	{"phso", "sed -i /phso-referral/d $E/bundle.yaml; rm $E/papers/referral.txt", "2023-05-22", "enclosure-mp-referral", "to-do"},
	{"phso", "rm \"$E/letters/FINAL RESPONSE.pdf\"", "2023-05-22", "enclosure-final-response", "to-do"},
	{"court", "sed -i /statutory-material/d $E/bundle.yaml", "2023-05-22", "enclosure-statutory-material", "to-do"},
	{"court", "sed -i /^essential/d $E/bundle.yaml", "2023-05-22", "enclosure-essential-reading", "to-do"},
};

/* clang-format on */

Test(ready_cli, what_is_amiss_is_found)
{
	/* put right in place, so that the cache serves and each reads only what is new */
	run_ok("cp -R $E kept && $BUNDLE check $E -q " DAY " >/dev/null; test -d $E/.bundle");
	for (size_t i = 0; i < COUNT(planted); i++) {
		const struct planted *p = &planted[i];
		char command[400];
		int status;
		json_t *o;

		snprintf(command, sizeof(command), "cp -R kept/. $E && { %s; }",
			p->plant);
		run_ok(command);
		snprintf(command, sizeof(command), "$E --for %s --date %s --ocr off", p->recipient,
			p->date);
		o = check(command, &status);
		expect(o, p->plant, p->id, p->state);
		/* nothing has been built, which is to do as well */
		expect(o, p->plant, "bundle", "to-do");
		cr_expect_eq(status, 1, "%s: %d", p->plant, status);
		json_decref(o);
	}
}

/* ---- sizes ---- */

static const char own[] =
	"id: small-post\nname: \"Small post\"\norder: 900\nreviewed: \"2026-11-22\"\n"
	"pdf:\n  numbering: { value: plain, source: \"made\", confidence: \"S\" }\n"
	"  bytes_most: { value: 25000000, words: \"25 MB\", source: \"made\", confidence: \"S\" "
	"}\n";

/* A page that is a picture of noise, which nothing makes smaller. */
static void put_large(const char *path, size_t megabytes)
{
	size_t width = 1000, height = megabytes * 1000000 / 3 / width, length = width * height * 3,
	       n;
	char *pdf = malloc(length + 1000);
	unsigned x = 1;

	cr_assert(pdf);
	n = (size_t)sprintf(pdf,
		"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
		"1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
		"/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj\n4 0 obj<</Length "
		"27>>stream\n"
		"q 400 0 0 600 90 120 cm /I Do Q\nendstream endobj\n"
		"5 0 obj<</Type/XObject/Subtype/Image/Width %zu/Height %zu/ColorSpace/DeviceRGB"
		"/BitsPerComponent 8/Length %zu>>stream\n",
		width, height, length);
	for (size_t i = 0; i < length; i++) {
		x = x * 1664525u + 1013904223u;
		pdf[n++] = (char)(x >> 24);
	}
	n += (size_t)sprintf(pdf + n, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n");
	fixture_put(&f, path, pdf, n);
	free(pdf);
}

Test(ready_cli, twenty_six_megabytes_are_too_many_for_twenty_five)
{
	struct run r;
	json_t *o;

	run_ok("rm -rf $E/*");
	fixture_text(&f, "a.txt", "3 March 2023\nHello\n");
	put_large("scan.pdf", 26);
	fixture_text(&f, "../own.yaml", own);
	fixture_run(&f, &r, "$BUNDLE build $E --for ./own.yaml " DAY);
	cr_expect_eq(r.status, 1, "%s%s", r.out, r.err);
	cr_expect(strstr(r.err, "one file of at most 25.0 MB is taken"), "%s", r.err);
	cr_expect(strstr(r.err, "not ready for the Small post: 1 thing to do"), "%s", r.err);
	run_release(&r);
	o = check("$E --for ./own.yaml " DAY, NULL);
	expect(o, "26 MB", "size", "to-do");
	json_decref(o);
	run_ok("rm $E/scan.pdf");
	put_large("scan.pdf", 24);
	fixture_run(&f, &r, "$BUNDLE build $E -q --for ./own.yaml " DAY);
	cr_expect(r.status < 2, "%s%s", r.out, r.err);
	run_release(&r);
	o = check("$E --for ./own.yaml " DAY, NULL);
	expect(o, "24 MB", "size", "ok");
	json_decref(o);
}

/* ---- covers ---- */

/* clang-format off */
static const struct cover {
	const char *recipient, *words;
	bool shown;
} covers[] = {
	{"cms", "AB 12 34 56 C", true},
	{"cms", "1212 1212 1212", true},
	{"cms", "1 High Street, Leeds, LS1 1AA", true},
	{"ice", "The Independent Case Examiner", true},
	{"ice", "AB 12 34 56 C", true},
	{"ice", "0113 496 0000", true},
	{"ice", "(consent: page", true},
	{"ice", "3 March 2023 (page", true},
	{"ice", "Leeds Central", false},
	{"mp", "AB 12 34 56 C", false},
	{"mp", "Leeds Central and Headingley", true},
	{"mp", "1 High Street", true},
	{"phso", "AB 12 34 56 C", false},
	{"phso", "report 2 May 2023 (page", true},
	{"phso", "1 High Street", false},
	{"court", "AB 12 34 56 C", false},
	{"court", "Final response", false},
	{"court", "0113 496 0000", false},
	{"tribunal", "AB 12 34 56 C", false},
	{"tribunal", "(consent: page App ", true},
};

/* clang-format on */

Test(ready_cli, the_cover_shows_what_they_want_and_no_more)
{
	const char *built = "";

	for (size_t i = 0; i < COUNT(covers); i++) {
		const struct cover *c = &covers[i];
		struct run r;

		if (strcmp(built, c->recipient) != 0) {
			fixture_run(&f, &r,
				"rm -rf out && $BUNDLE build $E -q -o out --name 'Ms A Bundle "
				"2023-05-22' --for %s " DAY " ; pdftotext -l 1 -layout 'out/Ms A "
				"Bundle 2023-05-22.pdf' - | tr "
				"-s ' \\302\\240' ' ' | sed \"s/Examiner’s //\" >cover.txt",
				c->recipient);
			cr_assert(
				fixture_exists(&f, "cover.txt"), "%s: %s", c->recipient, r.err);
			run_release(&r);
			built = c->recipient;
		}
		fixture_run(&f, &r, "grep -qF '%s' cover.txt", c->words);
		cr_expect_eq(r.status == 0, c->shown, "%s: %s", c->recipient, c->words);
		run_release(&r);
	}
}

/* ---- as data, and in words ---- */

Test(ready_cli, the_answer_keeps_its_schema)
{
	static const char *const options[] = {"$E " DAY, "$E --for phso " DAY,
		"$E/bundle/*.tar.gz " DAY, "$E/bundle/*.pdf --for ice",
		"$E --for court --date 2024-05-22 --ocr off"};
	struct run r;

	fixture_run(&f, &r, "$BUNDLE build $E -q " DAY);
	cr_assert(r.status < 2, "%s", r.err);
	run_release(&r);
	for (size_t i = 0; i < COUNT(options); i++) {
		fixture_run(&f, &r,
			"$BUNDLE check --json %s >answer.json; test $? -lt 2 && python3 -c "
			"\"import "
			"json,jsonschema,sys\n"
			"schema = json.load(open(sys.argv[1]))\n"
			"jsonschema.Draft202012Validator.check_schema(schema)\n"
			"jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv["
			"2])))"
			"\" %s/schemas/check.schema.json answer.json",
			options[i], getenv("BUNDLE_SOURCE"));
		cr_expect_eq(r.status, 0, "%s: %s", options[i], r.err);
		run_release(&r);
	}
}

Test(ready_cli, a_pdf_alone_has_no_table_to_judge)
{
	json_t *o;
	struct run r;

	fixture_run(&f, &r, "$BUNDLE build $E -q " DAY);
	run_release(&r);
	o = check("$E/bundle/*.pdf --for ice", NULL);
	cr_expect(json_is_null(json_object_get(o, "ready")));
	cr_expect_eq(json_array_size(json_object_get(o, "rules")), 47);
	json_decref(o);
	/* an archive says itself who it is for, and days are counted from the one given */
	o = check("$E/bundle/*.tar.gz --date 2023-10-04", NULL);
	cr_expect_str_eq(json_string_value(json_object_get(o, "recipient")), "ice");
	expect(o, "archive", "deadline-ice-six-months", "to-do");
	cr_expect_eq(json_integer_value(json_object_get(
			     json_array_get(json_object_get(o, "deadlines"), 0), "days_left")),
		-31);
	json_decref(o);
}

Test(ready_cli, what_lies_beside_the_folder_counts_too)
{
	json_t *o;
	struct run r;

	fixture_run(&f, &r, "$BUNDLE build $E -q --for ice " DAY);
	run_release(&r);
	o = check("$E --for cms " DAY, NULL);
	expect(o, "built for another", "bundle-recipient", "to-do");
	json_decref(o);
	fixture_text(&f, "later.txt", "21 May 2023\nOne more.\n");
	o = check("$E --for ice " DAY, NULL);
	expect(o, "one more file", "bundle-changed", "to-do");
	expect(o, "one more file", "bundle-recipient", "none");
	json_decref(o);
}

Test(ready_cli, it_is_said_in_words)
{
	struct run r;

	fixture_run(&f, &r, "$BUNDLE check $E " DAY);
	cr_expect_eq(r.status, 1);
	cr_expect(strncmp(r.out, "Independent Case Examiner: not ready, 1 thing to do, ", 53) == 0,
		"%s", r.out);
	cr_expect(strstr(r.out, "\nto do  no bundle has been built yet\n"
				"       Build it: bundle build --for ice\n"),
		"%s", r.out);
	cr_expect(
		strstr(r.out, "\nok     final response: 3 March 2023, letters/FINAL RESPONSE.pdf"),
		"%s", r.out);
	cr_expect(strstr(r.out,
			  "\nDeadline  Sunday 3 September 2023, in 104 days: six months from "
			  "receiving the\n          final response, counted from its date, 3 March "
			  "2023"),
		"%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE build $E --for ice " DAY);
	cr_expect(strstr(r.err, "bundle: ready for the Independent Case Examiner"), "%s", r.err);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE check $E --for icee");
	cr_expect_eq(r.status, 2);
	cr_expect(strstr(r.err, "\"icee\" is not known"), "%s", r.err);
	cr_expect(strstr(r.err, "ice"), "%s", r.err);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE build $E --for icee");
	cr_expect_eq(r.status, 2, "%s", r.err);
	run_release(&r);
}

/* Without a recipient it is as it was: no bundle, nothing to check. */
Test(ready_cli, for_nobody_in_particular)
{
	struct run r;

	run_ok("sed -i /^for:/d $E/bundle.yaml");
	fixture_run(&f, &r, "$BUNDLE check $E " DAY);
	cr_expect_eq(r.status, 3);
	cr_expect(strstr(r.err, "no bundle has been built here"), "%s", r.err);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE build $E -q " DAY " ; $BUNDLE check --json $E " DAY);
	cr_expect(strstr(r.out, "\"ready\": null"), "%s", r.out);
	run_release(&r);
}
