/* bundle verify --seal: the seal out of a letter, as people type it, against an archive. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct fixture f;

/* T is as it was sealed, B is not: an original of it was changed. Both have the seal in $s. */
static void start(void)
{
	struct run r;

	fixture_init(&f);
	fixture_run(&f, &r,
		"sh $BUNDLE_SOURCE/tests/support/bag.sh T 'Dear Sir'; cp -r T B; echo x "
		">>B/data/a.txt; tar czf "
		"B.tar.gz B");
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(seal, .init = start, .fini = stop, .timeout = 300);

static const struct {
	const char *name, *arguments;
	int status;
	const char *out, *err;
} cases[] = {
	{"as it is", "--seal $s T.tar.gz", 0, "The seal is the one you gave.\n", ""},
	{"in capitals, in groups, on two lines",
		"--seal \"$(echo $s | tr a-f A-F | sed 's/..../& /g; s/ /\\n/8')\" T.tar.gz", 0,
		"The seal is the one you gave.\n", ""},
	{"of another", "--seal $(echo $s | tr 0-9 1-90) T.tar.gz", 1, "Intact",
		"the seal is NOT the one you gave"},
	{"of what is not intact", "--seal $s B.tar.gz", 1,
		"The seal is the one you gave, but the archive is not as it was sealed.\n", ""},
	{"of another that is not intact", "--seal $(echo $s | tr 0-9 1-90) B.tar.gz", 1,
		"NOT intact", "the seal is NOT the one you gave"},
	{"a figure short", "--seal ${s%?} T.tar.gz", 2, "", "is not a seal"},
	{"a figure too many", "--seal ${s}0 T.tar.gz", 2, "", "is not a seal"},
	{"no figure", "--seal g${s#?} T.tar.gz", 2, "", "is not a seal"},
	{"as data", "--json --seal $s T.tar.gz", 0, "\"seal_matches\": true", ""},
	{"as data, of another", "--json --seal $(echo $s | tr 0-9 1-90) T.tar.gz", 1,
		"\"seal_matches\": false", ""},
};

Test(seal, says_whether_it_is_the_same)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct run r;

		fixture_run(&f, &r,
			"s=$(sha256sum <T/tagmanifest-sha256.txt | cut -c-64); $BUNDLE verify %s",
			cases[i].arguments);
		cr_expect_eq(
			r.status, cases[i].status, "%s: %d %s", cases[i].name, r.status, r.err);
		cr_expect(strstr(r.out, cases[i].out), "%s: %s", cases[i].name, r.out);
		cr_expect(strstr(r.err, cases[i].err), "%s: %s", cases[i].name, r.err);
		run_release(&r);
	}
}
