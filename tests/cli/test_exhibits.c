/* A claim for judicial review, from the folder to what a court is given: exhibits to witness
 * statements with their marks, essential reading, core bundle, the claim form by itself. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static const char letter[] =
	"Child Maintenance Service\nYour reference number: 1212 1212 1212\nOur reference: "
	"12345678\n\n"
	"%s\n\nDear Ms A\n\nYour complaint\n\nWe are looking into it.\n\nYours sincerely\n\n"
	"Complaints manager\nChild Maintenance Service\n";

static void put_letter(const char *path, const char *date)
{
	char text[1000];

	snprintf(text, sizeof(text), letter, date);
	fixture_text(&f, path, text);
}

static const char claim[] =
	"title: R (Ms A) v Secretary of State for Work and Pensions\n"
	"for: The Administrative Court\n"
	"proceedings:\n"
	"  court: In the High Court of Justice, King's Bench Division, Administrative Court\n"
	"  claim_number: AC-2023-LON-000123\n"
	"  parties:\n"
	"  - {name: The King on the application of Ms A, role: Claimant}\n"
	"  - {name: Secretary of State for Work and Pensions, role: Defendant}\n";

static const char statements[] = "statements:\n"
				 "- witness: Anna Brown\n"
				 "  capacity: solicitor for the Claimant\n"
				 "  on_behalf_of: Claimant\n"
				 "  date: 2023-06-02\n"
				 "  exhibits:\n"
				 "  - {title: Letters, files: [letters]}\n"
				 "  - {files: ['bank/*.csv']}\n"
				 "- witness: Chris Dee\n"
				 "  date: 2023-06-03\n"
				 "  exhibits: [{files: [diary.pdf]}]\n"
				 "- witness: Anna Brown\n"
				 "  date: 2023-07-01\n"
				 "  exhibits: [{files: ['order.txt']}]\n"
				 "essential:\n"
				 "- {file: letters/new.txt, note: the answer}\n"
				 "- {file: diary.pdf, pages: 2-3}\n"
				 "reading_minutes: 20\n"
				 "core: [letters/new.txt, diary.pdf]\n"
				 "separate: [claim.pdf]\n";

static void put_case(const char *more)
{
	char text[4000];

	snprintf(text, sizeof(text), "%s%s", claim, more);
	fixture_text(&f, "bundle.yaml", text);
}

static void setup(void)
{
	fixture_init(&f);
	put_letter("letters/new.txt", "3 March 2023");
	put_letter("letters/old.txt", "9 December 2019");
	fixture_text(&f, "bank/2023.csv",
		"Date,Description,Amount,Balance\n13/02/2023,RENT,-640.00,10.00\n14/02/"
		"2023,PAY,500.00,510.00\n");
	fixture_pdf(&f, "diary.pdf", "Diary", 4, 0);
	fixture_pdf(&f, "claim.pdf", "Claim form N461", 2, 0);
	fixture_text(&f, "order.txt",
		"In the County Court at Anytown\nClaim no: AB123\n\nGeneral form of judgment or "
		"order\n\n"
		"IT IS ORDERED that the defendant pay. This is an order.\n");
	fixture_text(&f, "stray.txt", "A note that nobody exhibits.\n");
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(exhibits, .init = setup, .fini = teardown, .timeout = 300);

static void expect_run(const char *command, int status)
{
	struct run r;

	fixture_run(&f, &r, "%s", command);
	cr_expect_eq(r.status, status, "%s: status %d: %s%s", command, r.status, r.out, r.err);
	run_release(&r);
}

static json_t *build(int status)
{
	struct run r;
	json_t *table;
	char *text;

	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --date 2026-03-01 --json >table.json");
	cr_assert_eq(r.status, status, "status %d: %s", r.status, r.err);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	text = fixture_read(&f, "table.json", NULL);
	table = json_loads(text, 0, NULL);
	free(text);
	cr_assert_not_null(table);
	return table;
}

static const char *string(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static long long number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static const json_t *row(const json_t *table, const char *path)
{
	const json_t *x;
	size_t i;

	json_array_foreach(json_object_get(table, "exhibits"), i,
		x) if (!strcmp(string(x, "path"), path)) return x;
	cr_assert_fail("there is no row for %s", path);
	return NULL;
}

static bool is_warned(const json_t *table, const char *path, const char *words)
{
	const json_t *w;
	size_t i;

	json_array_foreach(json_object_get(row(table, path), "warnings"), i,
		w) if (strstr(json_string_value(w), words)) return true;
	return false;
}

/* Section by section: its mark ("" is none) and the documents in it. */
static const struct {
	const char *mark, *paths[3];
} expected[] = {
	{"AB1", {"letters/old.txt", "letters/new.txt"}},
	{"AB2", {"bank/2023.csv"}},
	{"CD1", {"diary.pdf"}},
	{"AB3", {"order.txt"}},
};

static void expect_sections(const json_t *table)
{
	const json_t *sections = json_object_get(table, "sections"),
		     *all = json_object_get(table, "exhibits");
	size_t at = 0;

	for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		cr_expect_str_eq(string(json_array_get(sections, i), "mark"), expected[i].mark);
		for (size_t k = 0; k < 3 && expected[i].paths[k]; k++)
			cr_expect_str_eq(
				string(json_array_get(all, at++), "path"), expected[i].paths[k]);
	}
	cr_expect_str_eq(string(json_array_get(sections, 0), "correspondence"), "letters");
	cr_expect_str_eq(string(json_array_get(sections, 0), "title"), "Letters");
	cr_expect_str_eq(string(json_array_get(sections, 1), "title"), "Payments and bank");
	for (size_t i = 4; i < json_array_size(sections); i++)
		cr_expect_str_eq(string(json_array_get(sections, i), "mark"), "");
}

Test(exhibits, a_claim_goes_from_the_folder_to_the_court)
{
	json_t *table;
	const json_t *court, *one;

	put_case(statements);
	table = build(0);
	expect_sections(table);
	court = json_object_get(table, "court");
	cr_expect_str_eq(string(court, "claim_number"), "AC-2023-LON-000123");
	cr_expect_eq(json_array_size(json_object_get(court, "statements")), 3);
	one = json_array_get(json_object_get(court, "statements"), 2);
	cr_expect(number(one, "number") == 2 && !strcmp(string(one, "date"), "2023-07-01"));
	one = json_array_get(json_object_get(court, "essential"), 1);
	cr_expect_eq(number(one, "page"), number(row(table, "diary.pdf"), "first_page") + 1);
	cr_expect_eq(number(json_object_get(table, "front"), "essential"), 1);
	cr_expect(is_warned(table, "order.txt", "PD 32, 13.2"));
	cr_expect(is_warned(table, "stray.txt", "stands in no exhibit"));
	cr_expect_not(is_warned(table, "claim.pdf", "stands in no exhibit"));
	json_decref(table);
	expect_run("pdftotext out/T.pdf - | tr '\\n' ' ' | grep -q 'exhibit marked “AB1” referred "
		   "to in the first witness "
		   "statement of A. Brown, solicitor for the Claimant, dated 2 June 2023'",
		0);
	expect_run("pdftotext out/T.pdf - | tr '\\n' ' ' | grep -q '“AB3” referred to in the "
		   "second witness statement of "
		   "A. Brown, dated 1 July 2023'",
		0);
	expect_run("pdftotext out/T.pdf - | grep -q 'The documents in this exhibit are copies of "
		   "letters.'",
		0);
	expect_run("pdftotext out/T.pdf - | grep -q 'On a screen'", 1);
	expect_run("cmp \"out/T - Claim form.pdf\" $E/claim.pdf", 0);
	expect_run("cd out && tar xzf T.tar.gz && cd T && sha256sum -c --quiet manifest-sha256.txt "
		   "tagmanifest-sha256.txt "
		   "&& cmp core.pdf '../T Core.pdf' && test ! -e claim-form.pdf && test -e "
		   "data/claim.pdf",
		0);
	expect_run("$BUNDLE verify out/T.tar.gz", 0);
}

Test(exhibits, the_core_bundle_has_pages_of_its_own)
{
	const json_t *core, *one;
	json_t *table;
	char command[300];

	put_case(statements);
	table = build(0);
	core = json_object_get(json_object_get(table, "court"), "core");
	cr_expect_eq(json_array_size(json_object_get(core, "documents")), 2);
	snprintf(command, sizeof(command),
		"qpdf --check 'out/T Core.pdf' && test $(pdfinfo 'out/T Core.pdf' | "
		"sed -n 's/^Pages: *//p') = %lld",
		number(core, "pages"));
	expect_run(command, 0);
	one = json_array_get(json_object_get(core, "documents"), 1);
	cr_expect_eq(number(one, "exhibit"), number(row(table, "diary.pdf"), "number"));
	for (long long page = 0; page < 4; page++) {
		snprintf(command, sizeof(command),
			"pdftotext -f %lld -l %lld 'out/T Core.pdf' - | grep -q 'Diary page %lld'",
			number(one, "page") + page, number(one, "page") + page, page + 1);
		expect_run(command, 0);
	}
	/* its index names the page of the main bundle beside its own */
	snprintf(command, sizeof(command),
		"pdftotext -layout -f 2 -l 2 'out/T Core.pdf' - | grep -Eq 'undated +%lld +%lld$'",
		number(row(table, "diary.pdf"), "first_page"), number(one, "page"));
	expect_run(command, 0);
	json_decref(table);
}

Test(exhibits, list_names_marks_and_notes)
{
	struct run r;

	put_case(statements);
	fixture_run(&f, &r, "$BUNDLE list $E");
	cr_expect_eq(r.status, 0, "%s", r.err);
	cr_expect_not_null(strstr(r.out, "AB1-2\n"), "%s", r.out);
	cr_expect_not_null(strstr(r.out, "CD1-1\n"), "%s", r.out);
	cr_expect_not_null(strstr(r.out, "It stands in no exhibit"), "%s", r.out);
	run_release(&r);
	expect_run("$BUNDLE build $E -o out --name T --date 2026-03-01 -q; $BUNDLE list $E >a; "
		   "$BUNDLE list out/T.tar.gz >b; cmp a b",
		0);
}

Test(exhibits, the_same_folder_gives_the_same_bytes)
{
	put_case(statements);
	expect_run(
		"$BUNDLE build $E -o one --name T --date 2026-03-01 -q --jobs 1; cp -r $E other; "
		"rm -rf other/.bundle; "
		"TZ=Asia/Tokyo $BUNDLE build other -o two --name T --date 2026-03-01 -q --jobs 3; "
		"for file in T.pdf 'T Core.pdf' 'T - Claim form.pdf' T.tar.gz; do cmp "
		"one/\"$file\" two/\"$file\" || exit 1; done",
		0);
}

Test(exhibits, a_single_statement_takes_every_section)
{
	const json_t *sections;
	json_t *table;

	put_case("statements: [{witness: A. B., date: 2023-06-02, first_exhibit: 4}]\nseparate: "
		 "[claim.pdf]\n");
	table = build(0);
	sections = json_object_get(table, "sections");
	cr_assert_geq(json_array_size(sections), 3);
	cr_expect_str_eq(string(json_array_get(sections, 0), "mark"), "AB4");
	cr_expect_str_eq(string(json_array_get(sections, 1), "mark"), "AB5");
	cr_expect_str_eq(
		string(json_array_get(sections, json_array_size(sections) - 1), "mark"), "");
	json_decref(table);
}

Test(exhibits, a_claim_form_that_is_no_pdf_is_filed_as_its_pages)
{
	fixture_text(&f, "form.txt", "Claim form N461\nAdministrative Court\n");
	put_case("separate: [form.txt, claim.pdf]\n");
	json_decref(build(0));
	expect_run("qpdf --check 'out/T - Claim form.pdf' && pdftotext 'out/T - Claim form.pdf' - "
		   "| grep -q N461 && "
		   "test $(pdfinfo 'out/T - Claim form.pdf' | sed -n 's/^Pages: *//p') = 1",
		0);
	expect_run("cmp 'out/T - claim.pdf' $E/claim.pdf", 0);
	expect_run("tar xzf out/T.tar.gz && cmp T/claim-form.pdf 'out/T - Claim form.pdf' && "
		   "$BUNDLE verify out/T.tar.gz",
		0);
}

static const struct {
	const char *yaml, *says;
} mistakes[] = {
	{"statements: [{witness: A B, exhibits: [{files: [leters/old.txt]}]}]\n",
		"bundle: bundle.yaml: AB1: there is no file \"leters/old.txt\"\n  the nearest is "
		"\"letters/old.txt\"\n"},
	{"statements: [{witness: A B, exhibits: [{files: [letters]}, {files: "
	 "[letters/new.txt]}]}]\n",
		"\"letters/new.txt\" stands in two exhibits, AB1 and AB2"},
	{"core: [x]\n", "core: there is no file \"x\""},
	{"essential: [{file: diary.pdf, pages: 5}]\n", "\"diary.pdf\" has no page 5: it has 4"},
	{"statements: [{witness: Cher}]\n", "has no two initials"},
};

Test(exhibits, a_mistake_is_one_line_and_nothing_is_written)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		struct run r;

		put_case(mistakes[i].yaml);
		fixture_run(&f, &r, "$BUNDLE build $E --output out --date 2026-03-01");
		cr_expect_eq(r.status, 3, "%s", mistakes[i].yaml);
		cr_expect_not_null(strstr(r.err, mistakes[i].says), "%s", r.err);
		run_release(&r);
		expect_run("test -z \"$(ls out 2>/dev/null)\"", 0);
	}
}

Test(exhibits, more_than_400_pages_without_a_core_bundle_are_noted)
{
	struct run r;

	fixture_pdf(&f, "long.pdf", "Long", 400, 0);
	put_case("");
	fixture_run(&f, &r, "$BUNDLE build $E --output out --date 2026-03-01");
	cr_expect_eq(r.status, 0);
	cr_expect_not_null(strstr(r.err, "more than 400 pages and no core bundle"), "%s", r.err);
	run_release(&r);
	put_case("core: [diary.pdf]\n");
	fixture_run(&f, &r, "$BUNDLE build $E --output out --date 2026-03-01");
	cr_expect_null(strstr(r.err, "core bundle"), "%s", r.err);
	run_release(&r);
}

/* The worked example of the manual is built as it stands there. */
Test(exhibits, the_example_of_the_manual_works)
{
	static const char *const files[] = {"claim form.pdf",
		"decisions/2023-03-10 mandatory reconsideration notice.pdf",
		"letters/2019-12-09 complaint.pdf", "letters/2020-07-10 answer.pdf",
		"letters/2023-03-03 final response.pdf"};
	struct run r;

	fixture_run(&f, &r, "rm -r $E && mkdir $E");
	run_release(&r);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		fixture_pdf(&f, files[i], files[i], 2, 0);
	fixture_text(&f, "bank/2023.csv",
		"Date,Description,Amount,Balance\n13/02/2023,RENT,-640.00,10.00\n");
	fixture_run(&f, &r,
		"sed -n '/^`bundle.yaml`, all of it:/,/^`bundle build` then makes/s/^    //p' "
		"%s/docs/exhibits.md "
		">$E/bundle.yaml && $BUNDLE build $E -o out --name NAME --date 2026-03-01 && "
		"ls out",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect_not_null(
		strstr(r.out, "NAME - Claim form.pdf\nNAME Core.pdf\nNAME.pdf\nNAME.tar.gz\n"),
		"%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE list $E");
	cr_expect_not_null(strstr(r.out, "JA1-1"), "%s", r.out);
	cr_expect_not_null(strstr(r.out, "AB1-5"), "%s", r.out);
	run_release(&r);
}
