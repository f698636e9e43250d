/*
 * What small PDFs hold is still there in the bundle, seen with qpdf and poppler alone; and the
 * program that looks sees what is not.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
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

TestSuite(fidelity, .init = setup, .fini = teardown, .timeout = 300);

static void measure(struct run *r)
{
	fixture_run(&f, r, "python3 %s/tests/corpus/fidelity $E $BUNDLE --keep kept",
		getenv("BUNDLE_SOURCE"));
}

/* A line of the table: what it is called, how many there were, are, and are not accounted for. */
static bool has_line(const char *out, const char *name, int before, int after, int unsaid)
{
	char line[80];

	snprintf(line, sizeof(line), "\n%-12s %9d %9d %9d\n", name, before, after, unsaid);
	return strstr(out, line) != NULL;
}

Test(fidelity, all_that_small_pdfs_hold_is_there_or_is_said)
{
	struct run r;

	fixture_run(
		&f, &r, "python3 %s/tests/support/fidelity_pdfs.py $E", getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	measure(&r);
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect(has_line(r.out, "links", 34, 34, 0), "%s", r.out);
	cr_expect(has_line(r.out, "bookmarks", 12, 12, 0), "%s", r.out);
	cr_expect(has_line(r.out, "pictures", 23, 23, 0), "%s", r.out);
	cr_expect(
		has_line(r.out, "fields", 22, 21, 0), "of the signature only the look: %s", r.out);
	cr_expect(has_line(r.out, "layers", 2, 2, 0), "%s", r.out);
	cr_expect(has_line(r.out, "attachments", 4, 4, 0), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r,
		"python3 %s/tests/support/check_bundle.py kept/F.pdf kept/table.json && "
		"$BUNDLE verify kept/F.tar.gz",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

Test(fidelity, a_mail_names_the_pages_of_what_came_with_it)
{
	struct run r;

	fixture_text(&f, "mail.eml",
		"From: A <a@b.org>\r\nTo: c@d.org\r\nSubject: Papers\r\nDate: Fri, 10 Feb 2023 "
		"10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
		"boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
		"--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; "
		"filename=first.txt\r\n\r\nThe first.\r\n"
		"--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; "
		"filename=second.txt\r\n\r\nIn the folder too.\r\n--x--\r\n");
	fixture_text(&f, "z.txt", "In the folder too.");
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --json >table.json && python3 - <<'P'\n"
		"import json, subprocess\n"
		"t = json.load(open('table.json'))\n"
		"rows = {x['path']: x for x in t['exhibits']}\n"
		"page = str(rows['mail.eml']['first_page'])\n"
		"words = subprocess.run(['pdftotext', '-layout', '-f', page, '-l', page, "
		"'out/T.pdf', '-'],\n"
		"    capture_output=True, text=True).stdout\n"
		"words = ' '.join(words.split())\n"
		"for name, path in (('first.txt', 'mail.eml/first.txt'), ('second.txt', "
		"'z.txt')):\n"
		"    wanted = '%%s page %%d ' %% (name, rows[path]['first_page'])\n"
		"    assert wanted in words, (wanted, words)\n"
		"P\n"
		"python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

/* The measure itself: a table that is one page out makes nearly everything a fault. */
Test(fidelity, a_bundle_that_is_one_page_out_is_seen)
{
	struct run r;

	fixture_run(&f, &r,
		"python3 %s/tests/support/fidelity_pdfs.py $E && cd $E && ls | grep -v links | "
		"tr '\\n' '\\0' | xargs -0 rm",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	measure(&r);
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	fixture_run(&f, &r,
		"python3 -c 'import json; t = json.load(open(\"kept/table.json\")); "
		"t[\"exhibits\"][0][\"first_page\"] -= 1; json.dump(t, open(\"kept/table.json\", "
		"\"w\"))'");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	measure(&r);
	cr_expect_eq(r.status, 1, "%s", r.out);
	cr_expect(has_line(r.out, "links", 8, 0, 8), "%s", r.out);
	cr_expect_not_null(strstr(r.out, "UNSAID words"), "%s", r.out);
	cr_expect_not_null(strstr(r.out, "UNSAID pictures"), "%s", r.out);
	cr_expect_not_null(strstr(r.out, "UNSAID bookmarks"), "%s", r.out);
	run_release(&r);
}
