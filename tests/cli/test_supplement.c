/* bundle build --supplement-to: what is new only, under numbers that go on. */
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
	fixture_pdf(&f, "statement.pdf", "Statement 5 March 2023", 3, 0);
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off --output out --name First --date 2023-05-22 --quiet && "
		"cp out/First.tar.gz kept.tar.gz");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(supplement, .init = setup, .fini = teardown, .timeout = 300);

Test(supplement, binds_what_is_new_and_names_the_earlier_seal)
{
	struct run r;

	fixture_text(&f, "letters/9.txt", "Dear Sir, 9 June 2023. I complain again.");
	fixture_text(&f, "letters/2.txt", "Dear Madam, 4 March 2023. Nothing was paid. At all.");
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off --output out --name Second --date 2023-06-30 "
		"--supplement-to out/First.tar.gz && cmp out/First.tar.gz kept.tar.gz");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect(strstr(r.out, "2  shown\n"), "%s", r.out);
	cr_expect(
		strstr(r.out, "2  are in the earlier bundle already: not repeated\n"), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r,
		"cd out && tar xzf Second.tar.gz && $BUNDLE verify First.tar.gz --json >seal.json "
		"&& "
		"python3 -c '"
		"import json; b=json.load(open(\"Second/bundle.json\")); s=b[\"supplement_to\"]; "
		"print(s[\"number\"], s[\"name\"], s[\"made_on\"], s[\"documents\"], "
		"s[\"seal\"]==json.load(open(\"seal.json\"))[\"seal\"]); "
		"print([(x[\"number\"],x[\"path\"]) for x in b[\"exhibits\"]]); "
		"print([(h[\"path\"],h[\"number\"]) for h in b[\"held\"]]); "
		"print(b[\"accounted\"][\"files\"], b[\"accounted\"][\"held\"]); "
		"print([x[\"warnings\"] for x in b[\"exhibits\"] if "
		"x[\"path\"]==\"letters/2.txt\"])' && "
		"ls Second/data/* && pdftotext -l 1 Second.pdf -");
	cr_expect(strstr(r.out, "1 First 2023-05-22 3 True\n"), "%s%s", r.out, r.err);
	cr_expect(strstr(r.out, "[(4, 'letters/2.txt'), (5, 'letters/9.txt')]\n"), "%s", r.out);
	cr_expect(strstr(r.out, "('statement.pdf', "), "%s", r.out);
	cr_expect(strstr(r.out, "\n2 2\n"), "%s", r.out);
	cr_expect(strstr(r.out, "holds another file under this name"), "%s", r.out);
	cr_expect(strstr(r.out, "Supplement 1 to the evidence bundle"), "%s", r.out);
	cr_expect_not(strstr(r.out, "data/statement.pdf"), "it is not sealed twice: %s", r.out);
	run_release(&r);
	/* "page S1/5" stands in the chronology: no pages 1 to 5 */
	fixture_run(&f, &r,
		"$BUNDLE check out/Second.tar.gz --json | python3 -c 'import json, sys; "
		"r = json.load(sys.stdin)[\"rules\"]; print(len(r) > 40, [(x[\"id\"], "
		"x[\"text\"]) for x in r if x[\"verdict\"] == \"fail\"])'");
	cr_expect_str_eq(r.out, "True []\n", "%s%s", r.out, r.err);
	run_release(&r);
}

Test(supplement, of_a_supplement_is_the_second)
{
	struct run r;

	fixture_run(&f, &r,
		"mkdir more && echo 'Letter of 9 June 2023' >more/a.txt && "
		"$BUNDLE build more --ocr off -o out --name S1 --supplement-to out/First.tar.gz -q "
		"&& rm more/a.txt && echo 'Letter of 10 June 2023' >more/b.txt && "
		"$BUNDLE build more --ocr off -o out --supplement-to out/S1.tar.gz "
		"--date 2023-07-01 && $BUNDLE list --json 'out/more Supplement 2 "
		"2023-07-01.tar.gz'");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect(strstr(r.out, "more Supplement 2 2023-07-01.pdf"), "%s", r.out);
	cr_expect(strstr(r.out, "\"number\": 5,"), "four went before: %s", r.out);
	run_release(&r);
}

static const struct {
	const char *arguments;
	int status;
	const char *message;
} mistakes[] = {
	{"--supplement-to out/First.tar.gz --name X", 3, "holds every file of the folder already"},
	{"--supplement-to out/None.tar.gz --name X", 3, "out/None.tar.gz: cannot open"},
	{"--supplement-to out/First.pdf --name X", 3, "out/First.pdf: "},
	{"--supplement-to bad.tar.gz --name X", 3,
		"bad.tar.gz: is not as it was when it was sealed"},
};

Test(supplement, mistakes_are_named)
{
	struct run r;

	fixture_run(&f, &r,
		"cd out && tar xzf First.tar.gz && echo x >>First/data/statement.pdf && "
		"tar czf ../bad.tar.gz First && rm -r First");
	run_release(&r);
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		fixture_run(&f, &r,
			"$BUNDLE build $E --ocr off --output out %s; s=$?; "
			"test ! -e out/X.pdf || echo half; exit $s",
			mistakes[i].arguments);
		cr_expect_eq(
			r.status, mistakes[i].status, "%zu: %d %s%s", i, r.status, r.out, r.err);
		cr_expect(strstr(r.err, mistakes[i].message), "%zu: %s", i, r.err);
		cr_expect_not(strstr(r.out, "half"));
		run_release(&r);
	}
}

Test(supplement, never_takes_the_place_of_what_it_adds_to)
{
	struct run r;

	fixture_text(&f, "new.txt", "Letter of 9 June 2023");
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off --output out --name First "
		"--supplement-to out/First.tar.gz; s=$?; cmp out/First.tar.gz kept.tar.gz && "
		"exit $s");
	cr_expect_eq(r.status, 3, "%s%s", r.out, r.err);
	cr_expect(strstr(r.err, "is the name of the earlier bundle"), "%s", r.err);
	run_release(&r);
}
