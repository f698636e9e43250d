/* Whatever is done to an archive, verify names it and says 1. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "letters/1.txt", "Dear Sir, the sum is 400.53 a month.");
	fixture_text(&f, "letters/2.txt", "Dear Madam, nothing was paid.");
	fixture_text(&f, "bank.csv", "Date,Amount\n01/02/2023,400.53\n");
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --quiet && cd out && tar xzf T.tar.gz");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(tamper, .init = setup, .fini = teardown, .timeout = 300);

static const struct {
	const char *name, *deed, *line, *matched;
} deeds[] = {
	{"a byte changed", "sed -i s/400.53/400.54/ T/data/letters/1.txt",
		"changed letters/1.txt\n", "The other 2 files are as sealed.\n"},
	{"a byte added", "printf x >>T/data/letters/2.txt", "changed letters/2.txt\n",
		"The other 2 files are as sealed.\n"},
	{"a file removed", "rm T/data/bank.csv", "missing bank.csv\n",
		"The other 2 files are as sealed.\n"},
	{"a file added", "echo new >T/data/letters/3.txt", "extra letters/3.txt\n",
		"All 3 files are as sealed.\n"},
	{"a file renamed", "mv T/data/letters/1.txt T/data/letters/9.txt",
		"renamed letters/1.txt -> letters/9.txt\n", "The other 2 files are as sealed.\n"},
	{"the PDF changed", "printf x >>T/bundle.pdf", "changed bundle.pdf\n",
		"All 3 files are as sealed.\n"},
	{"the index changed", "printf x >>T/index.csv", "changed index.csv\n",
		"All 3 files are as sealed.\n"},
	{"the manifest changed", "sed -i 1s/^./0/ T/manifest-sha256.txt",
		"changed manifest-sha256.txt\n", "The other 2 files are as sealed.\n"},
};

Test(tamper, every_deed_is_named)
{
	for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++) {
		struct run r;

		fixture_run(&f, &r,
			"cd out && rm -rf T && tar xzf T.tar.gz && %s && "
			"tar czf changed.tar.gz T/[bm]ag* T/manifest* T/README.txt T/bundle.* "
			"T/*.csv T/tag* T/data && "
			"$BUNDLE verify changed.tar.gz",
			deeds[i].deed);
		cr_expect_eq(r.status, 1, "%s: %d %s%s", deeds[i].name, r.status, r.out, r.err);
		cr_expect(strstr(r.out, deeds[i].line), "%s: %s", deeds[i].name, r.out);
		cr_expect(strstr(r.out, deeds[i].matched), "%s: %s", deeds[i].name, r.out);
		run_release(&r);
	}
}

Test(tamper, an_archive_packed_again_unchanged_is_intact)
{
	struct run r;

	fixture_run(&f, &r, "cd out && tar czf again.tar.gz T && $BUNDLE verify again.tar.gz");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}

Test(tamper, cut_short_anywhere_is_noticed)
{
	struct run r;

	fixture_run(&f, &r,
		"cd out && size=$(stat -c %%s T.tar.gz) && for n in 1 10 100 1000 $((size / 2)) "
		"$((size - 1)); do "
		"head -c $n T.tar.gz >cut.tar.gz; $BUNDLE verify cut.tar.gz >/dev/null 2>&1; s=$?; "
		"[ $s = 1 ] || [ $s = 3 ] || echo \"$n: $s\"; done");
	cr_expect_str_eq(r.out, "", "%s", r.out);
	run_release(&r);
}
