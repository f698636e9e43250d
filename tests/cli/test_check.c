/* bundle check from outside: of a PDF, an archive, a folder; what it says, and with which status it
 * ends. */
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

TestSuite(check, .init = setup, .fini = teardown, .timeout = 300);

static void put_evidence(void)
{
	fixture_text(&f, "bundle.yaml",
		"title: Ms A and the Child Maintenance Service\nfor: The Independent Case "
		"Examiner\n"
		"reference: \"121212121212\"\nnational_insurance: QQ123456C\n");
	fixture_text(&f, "letters/10 February 2023.txt",
		"Child Maintenance Service\nDate: 10 February 2023\nDear Ms A\nYour complaint has "
		"been looked at.\n");
	fixture_text(&f, "letters/3 March 2023.txt",
		"Child Maintenance Service\nDate: 3 March 2023\nDear Ms A\nThis is our final "
		"response.\n");
	fixture_text(&f, "note.txt", "Nothing is dated here.\n");
	fixture_pdf(&f, "statement.pdf", "Bank statement", 3, 90);
}

static void build(void)
{
	struct run r;

	fixture_run(&f, &r, "$BUNDLE build $E --name T --date 2026-03-01");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

/* The answer as data; the status is expected. */
static json_t *check(int status, const char *arguments)
{
	struct run r;
	json_t *o;

	fixture_run(&f, &r, "$BUNDLE check --json %s", arguments);
	cr_assert_eq(r.status, status, "status %d: %s%s", r.status, r.out, r.err);
	o = json_loads(r.out, 0, NULL);
	cr_assert_not_null(o, "no JSON: %s", r.out);
	run_release(&r);
	return o;
}

static const json_t *rule(const json_t *o, const char *id)
{
	const json_t *rule;
	size_t i;

	json_array_foreach(json_object_get(o, "rules"), i,
		rule) if (strcmp(json_string_value(json_object_get(rule, "id")), id) ==
			  0) return rule;
	cr_assert_fail("there is no rule %s", id);
	return NULL;
}

static void expect(const json_t *o, const char *id, const char *verdict)
{
	const json_t *r = rule(o, id);

	cr_expect_str_eq(json_string_value(json_object_get(r, "verdict")), verdict, "%s: %s", id,
		json_string_value(json_object_get(r, "text")));
}

static void expect_all_47(const json_t *o)
{
	const json_t *rules = json_object_get(o, "rules"), *r;
	size_t i;

	cr_assert_eq(json_array_size(rules), 47);
	json_array_foreach(rules, i, r)
	{
		char id[24];

		snprintf(id, sizeof(id), "R%zu", i + 1);
		cr_expect_str_eq(json_string_value(json_object_get(r, "id")), id);
		cr_expect(json_is_string(json_object_get(r, "verdict")));
		cr_expect(json_is_array(json_object_get(r, "pages")));
		cr_expect(json_string_length(json_object_get(r, "text")) > 0);
	}
}

static void expect_nothing_failed(const json_t *o)
{
	const json_t *r;
	size_t i;

	json_array_foreach(json_object_get(o, "rules"), i, r)
		cr_expect_str_neq(json_string_value(json_object_get(r, "verdict")), "fail",
			"%s: %s", json_string_value(json_object_get(r, "id")),
			json_string_value(json_object_get(r, "text")));
}

Test(check, a_bundle_of_this_program_meets_what_applies)
{
	json_t *o;

	put_evidence();
	build();
	o = check(0, "evidence/bundle/T.pdf");
	expect_all_47(o);
	expect_nothing_failed(o);
	expect(o, "R8", "pass");
	expect(o, "R10", "pass");
	expect(o, "R14", "pass");
	expect(o, "R32", "pass");
	expect(o, "R46", "pass");
	expect(o, "R38", "not-applicable");
	expect(o, "R42", "not-applicable");
	json_decref(o);
	/* it keeps every rule, and is not ready: what the examiner asks for is not in it */
	o = check(1, "--for ice evidence/bundle/T.tar.gz");
	expect_all_47(o);
	expect_nothing_failed(o);
	expect(o, "R8", "pass");
	expect(o, "R38", "pass");
	expect(o, "R41", "pass");
	expect(o, "R42", "pass");
	expect(o, "R44", "pass");
	cr_expect(json_is_true(json_object_get(o, "intact")));
	json_decref(o);
}

Test(check, of_a_folder_the_newest_bundle_is_checked)
{
	json_t *o;

	put_evidence();
	build();
	o = check(1, "evidence");
	expect_nothing_failed(o);
	cr_expect(json_is_false(json_object_get(o, "ready")));
	expect(o, "R42", "pass");
	cr_expect_eq(json_array_size(json_object_get(o, "changes")), 0);
	cr_expect_str_eq(json_string_value(json_object_get(o, "checked")), "T.tar.gz");
	json_decref(o);
	o = check(1, "evidence/bundle");
	cr_expect(json_is_false(json_object_get(o, "ready")));
	expect(o, "R42", "pass");
	json_decref(o);
}

Test(check, a_folder_without_a_bundle_cannot_be_checked)
{
	struct run r;

	put_evidence();
	fixture_text(&f, "bundle.yaml", "for: Somebody whose rules nobody knows\n");
	fixture_run(&f, &r, "$BUNDLE check $E");
	cr_expect_eq(r.status, 3);
	cr_expect(strstr(r.err, "no bundle has been built here"), "%s", r.err);
	cr_expect(strstr(r.err, "bundle build"), "%s", r.err);
	cr_expect_str_eq(r.out, "");
	run_release(&r);
	cr_expect_not(fixture_exists(&f, "evidence/bundle"));
	cr_expect_not(fixture_exists(&f, "evidence/.bundle"));
}

static bool says_change(const json_t *o, const char *change, const char *path)
{
	const json_t *c;
	size_t i;

	json_array_foreach(json_object_get(o, "changes"), i,
		c) if (!strcmp(json_string_value(json_object_get(c, "change")), change) &&
		       !strcmp(json_string_value(json_object_get(c, "path")), path)) return true;
	return false;
}

Test(check, what_has_changed_in_the_folder_since_is_told)
{
	struct run r;
	json_t *o;

	put_evidence();
	build();
	fixture_text(&f, "note.txt", "Now it says something else.\n");
	fixture_text(&f, "another.txt", "This is new.\n");
	fixture_run(&f, &r, "rm $E/statement.pdf");
	run_release(&r);
	o = check(1, "evidence");
	cr_expect_eq(json_array_size(json_object_get(o, "changes")), 3);
	cr_expect(says_change(o, "changed", "note.txt"));
	cr_expect(says_change(o, "added", "another.txt"));
	cr_expect(says_change(o, "removed", "statement.pdf"));
	expect_nothing_failed(o);
	json_decref(o);
	fixture_run(&f, &r, "$BUNDLE check $E");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "to do  The folder has changed since"), "%s", r.out);
	run_release(&r);
}

Test(check, a_pdf_that_is_not_the_archives_is_told)
{
	struct run r;
	json_t *o;

	put_evidence();
	build();
	fixture_run(&f, &r, "echo >>$E/bundle/T.pdf");
	run_release(&r);
	o = check(1, "evidence");
	cr_expect(says_change(o, "changed", "T.pdf"));
	json_decref(o);
}

Test(check, an_archive_that_was_changed_fails)
{
	struct run r;
	json_t *o;

	put_evidence();
	build();
	fixture_run(&f, &r,
		"mkdir x && tar xzf $E/bundle/T.tar.gz -C x && echo more >>x/T/data/note.txt && "
		"tar czf y.tar.gz -C x T");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	o = check(1, "y.tar.gz");
	expect(o, "R38", "fail");
	expect(o, "R42", "fail");
	expect(o, "R8", "pass");
	cr_expect(json_is_false(json_object_get(o, "intact")));
	json_decref(o);
	fixture_run(&f, &r, "rm x/T/bundle.json && tar czf z.tar.gz -C x T");
	run_release(&r);
	o = check(1, "z.tar.gz");
	expect(o, "R42", "fail");
	expect(o, "R8", "pass");
	json_decref(o);
}

Test(check, an_archive_without_a_pdf_cannot_be_checked)
{
	struct run r;

	fixture_text(&f, "a.txt", "a");
	fixture_run(&f, &r, "tar czf x.tar.gz evidence && $BUNDLE check x.tar.gz");
	cr_expect_eq(r.status, 3);
	cr_expect(strstr(r.err, "x.tar.gz: holds no PDF that could be checked"), "%s", r.err);
	run_release(&r);
}

Test(check, a_pdf_of_pages_alone_fails_what_it_lacks)
{
	json_t *o;

	fixture_pdf(&f, "plain.pdf", "Some words", 5, 0);
	o = check(1, "evidence/plain.pdf");
	expect_all_47(o);
	expect(o, "R8", "fail");
	expect(o, "R9", "fail");
	expect(o, "R10", "fail");
	expect(o, "R14", "fail");
	expect(o, "R46", "not-applicable");
	json_decref(o);
}

Test(check, what_is_no_pdf_fails_the_first_rule)
{
	json_t *o;

	fixture_text(&f, "letter.txt", "This is no PDF at all, only called so.");
	o = check(1, "evidence/letter.txt");
	expect_all_47(o);
	expect(o, "R1", "fail");
	expect(o, "R8", "not-applicable");
	json_decref(o);
}

Test(check, what_is_not_there_cannot_be_read)
{
	struct run r;

	fixture_run(&f, &r, "$BUNDLE check nothing.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(strstr(r.err, "bundle: nothing.pdf: "), "%s", r.err);
	run_release(&r);
}

Test(check, an_unknown_recipient_is_told_which_are_known)
{
	struct run r;

	fixture_run(&f, &r, "$BUNDLE check --for icee x.pdf");
	cr_expect_eq(r.status, 2);
	cr_expect(strstr(r.err, "bundle: recipient \"icee\" is not known\n  did you mean ice?\n  "
				"known: cms, ice, mp, "
				"phso, tribunal, court, family,"),
		"%s", r.err);
	run_release(&r);
}

/* What the family court asks for is not asked for by others. */
Test(check, the_recipient_chooses_the_rules)
{
	json_t *o;

	put_evidence();
	build();
	o = check(1, "--for family evidence/bundle/T.pdf");
	expect(o, "R3", "fail");
	expect(o, "R45", "warn");
	cr_expect_str_eq(json_string_value(json_object_get(o, "for")), "family");
	json_decref(o);
}

static void expect_narrow(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n"), wide = 0;

		for (size_t i = 0; i < n; i++)
			wide += ((unsigned char)text[i] & 0xC0) != 0x80;
		cr_expect_leq(wide, 80, "%.*s", (int)n, text);
		text += n + (text[n] == '\n');
	}
}

Test(check, the_answer_can_be_read_on_eighty_columns)
{
	struct run r;

	put_evidence();
	build();
	fixture_run(&f, &r, "$BUNDLE check $E/bundle/T.pdf");
	cr_expect(strncmp(r.out, "T.pdf: ", 7) == 0, "%s", r.out);
	cr_expect(strstr(r.out, "\nok     "), "%s", r.out);
	expect_narrow(r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE check --all $E/bundle/T.pdf");
	for (int i = 1; i <= 47; i++) {
		char end[16];

		snprintf(end, sizeof(end), " R%d\n", i);
		cr_expect(strstr(r.out, end), "no line ends in R%d", i);
	}
	expect_narrow(r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE check --quiet $E/bundle/T.pdf | wc -l");
	cr_expect_str_eq(r.out, "1\n");
	run_release(&r);
}

Test(check, words_of_the_pdf_do_not_drive_the_terminal)
{
	struct run r;

	fixture_put(&f, "x\x1b[2J.pdf", "%PDF-1.4\nnothing", 16);
	fixture_run(&f, &r,
		"$BUNDLE check --all evidence/x*.pdf; $BUNDLE check evidence/y*\033.pdf 2>&1");
	cr_expect_null(strchr(r.out, '\x1b'), "%s", r.out);
	cr_expect_null(strchr(r.err, '\x1b'), "%s", r.err);
	run_release(&r);
}
