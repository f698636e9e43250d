/* bundle diff: two sealed bundles of one case, from outside. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "letters/1.txt", "Dear Sir, 3 March 2023. The sum is 400.53 a month.");
	fixture_text(&f, "letters/2.txt", "Dear Madam, 4 March 2023. Nothing was paid.");
	fixture_text(&f, "letters/3.txt", "Dear Sir, 5 March 2023. I complain.");
	fixture_text(&f, "note.txt", "Called them on 6 March 2023.");
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off --output out --name First --quiet && "
		"mv $E/letters/2.txt $E/letters/second.txt && rm $E/letters/3.txt && "
		"echo 'Called them on 7 March 2023.' >$E/note.txt && "
		"echo 'Letter of 9 March 2023.' >$E/letters/4.txt && "
		"$BUNDLE build $E --ocr off --output out --name Second --quiet");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(diff, .init = setup, .fini = teardown, .timeout = 300);

static void expect(const char *arguments, int status, const char *const *lines)
{
	struct run r;

	fixture_run(&f, &r, "cd out && $BUNDLE diff %s", arguments);
	cr_expect_eq(r.status, status, "%s: %d %s%s", arguments, r.status, r.out, r.err);
	for (; *lines; lines++)
		cr_expect(strstr(r.out, *lines) || strstr(r.err, *lines), "%s: no \"%s\" in\n%s%s",
			arguments, *lines, r.out, r.err);
	run_release(&r);
}

Test(diff, says_what_differs_and_that_nothing_else_does)
{
	expect("First.tar.gz Second.tar.gz", 1,
		(const char *const[]){"added    letters/4.txt\n", "removed  letters/3.txt\n",
			"changed  note.txt\n",
			"renamed  letters/2.txt -> letters/second.txt, its content is the same\n",
			"Nothing else differs: one file is the same, byte for byte.\n", NULL});
}

Test(diff, as_data)
{
	struct run r;

	fixture_run(&f, &r,
		"cd out && $BUNDLE diff --json First.tar.gz Second.tar.gz | python3 -c '"
		"import json,sys; d=json.load(sys.stdin); "
		"p=lambda k: [x[\"path\"] for x in d[k]]; "
		"print(p(\"added\"),p(\"removed\"),p(\"changed\"),d[\"renamed\"][0][\"to\"],"
		"p(\"same\"),d[\"a\"][\"files\"],d[\"b\"][\"name\"])'");
	cr_expect_str_eq(r.out,
		"['letters/4.txt'] ['letters/3.txt'] ['note.txt'] letters/second.txt "
		"['letters/1.txt'] 4 Second\n",
		"%s%s", r.out, r.err);
	run_release(&r);
}

Test(diff, one_and_the_same)
{
	expect("First.tar.gz First.tar.gz", 0,
		(const char *const[]){
			"No file differs: 4 files are the same, byte for byte.\n", NULL});
}

Test(diff, what_is_not_intact_is_not_compared)
{
	struct run r;

	fixture_run(&f, &r,
		"cd out && tar xzf Second.tar.gz && echo x >>Second/data/note.txt && "
		"tar czf Bad.tar.gz Second");
	run_release(&r);
	expect("First.tar.gz Bad.tar.gz", 3,
		(const char *const[]){"Bad.tar.gz: is not as it was when it was sealed", NULL});
	expect("First.tar.gz nowhere.tar.gz", 3,
		(const char *const[]){"nowhere.tar.gz: cannot open", NULL});
	expect("First.tar.gz", 2, (const char *const[]){"bundle", NULL});
}
