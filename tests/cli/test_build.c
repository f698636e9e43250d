/* A folder goes in, a bundle comes out, and everything is accounted for. */
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

TestSuite(build, .init = setup, .fini = teardown, .timeout = 300);

/* Builds with --json into ROOT/out and holds the PDF against the table with other people's tools.
 */
static json_t *build_and_check(const char *options, int status)
{
	struct run r;
	json_t *table;

	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --date 2026-03-01 --json %s >table.json",
		options);
	cr_assert_eq(r.status, status, "status %d: %s", r.status, r.err);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	fixture_run(&f, &r,
		"cd out && sha256sum -c T.tar.gz.sha256 && tar xzf T.tar.gz && cd T && "
		"sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt && "
		"cmp bundle.pdf ../T.pdf && cd .. && $BUNDLE verify T.tar.gz");
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	char *text = fixture_read(&f, "table.json", NULL);
	table = json_loads(text, 0, NULL);
	free(text);
	cr_assert_not_null(table);
	return table;
}

static const json_t *row(const json_t *table, const char *path)
{
	size_t i;
	const json_t *x;

	json_array_foreach(json_object_get(table, "exhibits"), i,
		x) if (!strcmp(json_string_value(json_object_get(x, "path")), path)) return x;
	cr_assert_fail("there is no row for %s", path);
	return NULL;
}

static long long number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static const char *string(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

Test(build, a_small_folder_becomes_a_bundle)
{
	json_t *table;

	fixture_text(&f, "letters/10 February 2023.txt",
		"Child Maintenance Service\nDate: 10 February 2023\nDear Ms A\n");
	fixture_text(&f, "note.txt", "Nothing is dated here.\n");
	fixture_pdf(&f, "statement.pdf", "Bank statement", 3, 0);
	table = build_and_check("", 0);
	cr_expect_eq(number(json_object_get(table, "accounted"), "files"), 3);
	cr_expect_eq(number(json_object_get(table, "accounted"), "shown"), 3);
	cr_expect_eq(number(row(table, "statement.pdf"), "pages"), 3);
	cr_expect_str_eq(
		string(json_object_get(row(table, "letters/10 February 2023.txt"), "date"), "iso"),
		"2023-02-10");
	cr_expect_str_eq(
		string(json_object_get(row(table, "note.txt"), "date"), "precision"), "none");
	json_decref(table);
}

Test(build, the_last_line_is_the_account)
{
	struct run r;

	fixture_text(&f, "a.txt", "a");
	fixture_put(&f, "empty.pdf", "", 0);
	fixture_put(&f, "strange.bin", "\x01\x02\x03\x04\xFF\xFE\xFD", 7);
	fixture_run(&f, &r, "$BUNDLE build $E | tail -n 1");
	cr_expect_str_eq(r.out, "3 of 3 files accounted for; 2 could not be shown\n");
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE build $E >/dev/null");
	cr_expect_eq(r.status, 1);
	run_release(&r);
}

Test(build, what_cannot_be_shown_has_a_page_and_a_reason)
{
	json_t *table;

	fixture_text(&f, "a.txt", "a");
	fixture_put(&f, "empty.pdf", "", 0);
	fixture_put(&f, "broken.pdf", "%PDF-1.4\nthis is no PDF at all", 30);
	fixture_put(&f, "broken.png", "\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
	fixture_put(&f, "strange.bin", "\x01\x02\x03\x04\xFF\xFE\xFD", 7);
	table = build_and_check("", 1);
	cr_expect_eq(number(json_object_get(table, "accounted"), "not_shown"), 4);
	cr_expect_str_eq(string(row(table, "empty.pdf"), "reason"), "It is empty: 0 bytes.");
	cr_expect_str_eq(string(row(table, "broken.pdf"), "reason_code"), "damaged");
	cr_expect_str_eq(string(row(table, "broken.png"), "reason_code"), "damaged");
	cr_expect_str_eq(string(row(table, "strange.bin"), "reason_code"), "unknown-kind");
	cr_expect_eq(number(row(table, "empty.pdf"), "pages"), 1);
	json_decref(table);
}

Test(build, exact_copies_are_bound_once_and_named)
{
	json_t *table;

	fixture_pdf(&f, "letters/one.pdf", "Letter", 2, 0);
	fixture_pdf(&f, "Downloads/one (1).pdf", "Letter", 2, 0);
	table = build_and_check("", 0);
	cr_expect_eq(number(json_object_get(table, "accounted"), "duplicates"), 1);
	cr_expect_str_eq(
		string(row(table, "Downloads/one (1).pdf"), "duplicate_of"), "letters/one.pdf");
	cr_expect(json_is_null(json_object_get(row(table, "Downloads/one (1).pdf"), "number")));
	json_decref(table);
}

Test(build, links_pipes_and_devices_are_left_out_by_name)
{
	struct run r;
	json_t *table;

	fixture_text(&f, "a.txt", "a");
	fixture_run(&f, &r, "ln -s /etc/hosts $E/hosts; mkfifo $E/pipe; ln -s ../evidence $E/loop");
	run_release(&r);
	table = build_and_check("", 0);
	cr_expect_eq(number(json_object_get(table, "accounted"), "excluded"), 3);
	cr_expect_eq(number(json_object_get(table, "accounted"), "files"), 4);
	json_decref(table);
}

Test(build, evidence_in_a_folder_called_bundle_is_evidence)
{
	struct run r;

	fixture_text(&f, "bundle/letter.txt", "a letter of 10 February 2023");
	for (int i = 0; i < 2; i++) {
		fixture_run(&f, &r, "$BUNDLE build $E --name T --json");
		cr_assert_eq(r.status, 0, "%s", r.err);
		cr_expect(strstr(r.out, "\"bundle/letter.txt\""), "run %d", i);
		cr_expect(strstr(r.out, "\"files\": 1"), "run %d took its own results as evidence",
			i);
		run_release(&r);
	}
	cr_expect(fixture_exists(&f, "evidence/bundle-2/T.pdf"));
}

Test(build, the_number_stands_upright_on_every_turned_page)
{
	fixture_pdf(&f, "a.pdf", "upright", 1, 0);
	fixture_pdf(&f, "b.pdf", "turned", 1, 90);
	fixture_pdf(&f, "c.pdf", "upside down", 1, 180);
	fixture_pdf(&f, "d.pdf", "turned back", 1, 270);
	json_decref(build_and_check("", 0));
}

Test(build, the_table_keeps_its_schema)
{
	struct run r;

	fixture_text(&f, "a.txt", "10 February 2023");
	fixture_put(&f, "caf\xE9.bin", "\x01\x02\xFF", 3);
	json_decref(build_and_check("", 1));
	fixture_run(&f, &r,
		"python3 -c \"import json,jsonschema,sys; jsonschema.Draft202012Validator("
		"json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))\" "
		"%s/schemas/bundle.schema.json out/T/bundle.json",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

Test(build, list_says_the_same_of_the_folder_and_of_the_archive)
{
	struct run r, s;

	fixture_text(&f, "a.txt", "Date: 10 February 2023");
	fixture_pdf(&f, "b.pdf", "B", 2, 0);
	fixture_text(&f, "copy.txt", "Date: 10 February 2023");
	json_decref(build_and_check("", 0));
	fixture_run(&f, &r, "$BUNDLE list $E --name T --date 2026-03-01 --json");
	cr_assert_eq(r.status, 0, "%s", r.err);
	fixture_run(&f, &s, "$BUNDLE list out/T.tar.gz --json");
	cr_assert_eq(s.status, 0, "%s", s.err);
	cr_expect_str_eq(r.out, s.out);
	run_release(&r);
	run_release(&s);
}

Test(build, the_case_file_reaches_the_cover)
{
	struct run r;

	fixture_text(&f, "a.txt", "a");
	fixture_text(&f, "bundle.yaml",
		"title: Ms A and the Child Maintenance Service\nfor: The Independent Case "
		"Examiner\n"
		"reference: 121212121212\n");
	fixture_run(&f, &r, "$BUNDLE build $E --output out --name T && pdftotext -l 1 out/T.pdf -");
	cr_assert_eq(r.status, 0, "%s", r.err);
	cr_expect(strstr(r.out, "The Independent Case Examiner"), "%s", r.out);
	cr_expect(strstr(r.out, "1212"), "%s", r.out);
	run_release(&r);
}

Test(build, a_second_build_after_one_more_letter_reads_one_letter)
{
	struct run r;

	for (int i = 0; i < 5; i++) {
		char name[32];

		snprintf(name, sizeof(name), "letter %d.pdf", i);
		fixture_pdf(&f, name, name, 2, 0);
	}
	fixture_run(&f, &r, "$BUNDLE build $E --name T --quiet && ls $E/.bundle/*/ | wc -l");
	cr_assert_eq(r.status, 0, "%s", r.err);
	long before = strtol(r.out, NULL, 10);
	run_release(&r);
	fixture_text(&f, "new.txt", "one more");
	fixture_run(&f, &r,
		"find $E/.bundle -name '*.part' >1; $BUNDLE build $E --name T --quiet; "
		"find $E/.bundle -name '*.part' -newer 1 | wc -l");
	cr_expect_eq(strtol(r.out, NULL, 10), 1, "of %ld cached files %s were made again", before,
		r.out);
	run_release(&r);
}
