/*
 * The page that sums up the case, from outside: the example for a Member of Parliament has it
 * behind the cover and the index behind that, on the right pages; others have none; of volumes the
 * first has it.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

/* Runs a command that must end with that status. */
#define EXPECT(wanted, ...)                                                                        \
	do {                                                                                       \
		struct run run_;                                                                   \
		fixture_run(&f, &run_, __VA_ARGS__);                                               \
		cr_assert_eq(                                                                      \
			run_.status, wanted, "status %d: %s%s", run_.status, run_.out, run_.err);  \
		run_release(&run_);                                                                \
	} while (0)

static void setup(void)
{
	fixture_init(&f);
	EXPECT(0, "cp -R '%s/docs/example/.' $E/ && rm -rf $E/bundle $E/.bundle",
		getenv("BUNDLE_SOURCE"));
	EXPECT(0, "printf 'remedy: An apology, and the arrears to be collected.\\n' "
		  ">>$E/bundle.yaml");
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(summary, .init = setup, .fini = teardown, .timeout = 600);

/* It lacks papers that the recipients ask for: the build says 1. */
static json_t *build(const char *options)
{
	char *text;
	json_t *o;

	EXPECT(0,
		"$BUNDLE build $E -q -o out --name T --ocr off --date 2023-05-22 %s; test $? -le 1 "
		"&& "
		"cd out && tar xzf T.tar.gz && cp T/bundle.json ../table.json",
		options);
	EXPECT(0,
		"python3 -c \"import json,jsonschema,sys; jsonschema.Draft202012Validator("
		"json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))\" "
		"%s/schemas/bundle.schema.json table.json",
		getenv("BUNDLE_SOURCE"));
	text = fixture_read(&f, "table.json", NULL);
	o = json_loads(text, 0, NULL);
	free(text);
	cr_assert_not_null(o);
	return o;
}

static json_int_t front(json_t *of, const char *part)
{
	return json_integer_value(json_object_get(json_object_get(of, "front"), part));
}

Test(summary, stands_behind_the_cover_for_a_member_of_parliament)
{
	json_t *o;

	o = build("--for mp");
	cr_expect_eq(front(o, "cover"), 1);
	cr_expect_eq(front(o, "summary"), 1);
	json_decref(o);
	EXPECT(0, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	EXPECT(0,
		"pdftotext -f 2 -l 2 out/T.pdf page.txt && head -40 page.txt | grep -qx Summary && "
		"grep -q 'final response to your' page.txt && grep -q 'over by' page.txt && "
		"grep -q 'An apology, and the arrears to be collected' page.txt && "
		"grep -q 'To refer this complaint to the Parliamentary' page.txt");
	EXPECT(1, "grep -E 'QQ|12 34 56' page.txt");
	EXPECT(0, "pdftotext -f 3 -l 3 out/T.pdf - | grep -q '^Index'");
	EXPECT(0, "qpdf --json out/T.pdf | grep -q '\"Summary .p.2.\"'");
	EXPECT(0, "$BUNDLE check out/T.pdf --for mp --all >checked.txt; "
		  "for i in 2 4 5 6 7 8 9 10; do grep -E \"^ok .* R$i\\$\" checked.txt || exit 1; "
		  "done; ! grep -E '^to do .* R([2-9]|10)$' checked.txt");
}

Test(summary, others_have_none)
{
	json_t *o;

	o = build("--for ice");
	cr_expect_null(json_object_get(json_object_get(o, "front"), "summary"));
	json_decref(o);
	EXPECT(0, "pdftotext -f 2 -l 2 out/T.pdf - | grep -q '^Index'");
	EXPECT(1, "qpdf --json out/T.pdf | grep '\"Summary '");
}

Test(summary, of_volumes_the_first_has_it)
{
	json_t *o, *volumes;

	o = build("--for mp --max-pages 26");
	volumes = json_object_get(o, "volumes");
	cr_assert_geq(json_array_size(volumes), 2);
	cr_expect_eq(front(json_array_get(volumes, 0), "summary"), 1);
	cr_expect_eq(front(json_array_get(volumes, 1), "summary"), 0);
	cr_expect_leq(json_integer_value(json_object_get(json_array_get(volumes, 0), "pages")), 26);
	json_decref(o);
	for (unsigned i = 1; i <= 2; i++)
		EXPECT(0,
			"python3 %s/tests/support/check_bundle.py \"$(ls out/*'Volume %u of "
			"'*.pdf)\" table.json --volume %u",
			getenv("BUNDLE_SOURCE"), i, i);
}
