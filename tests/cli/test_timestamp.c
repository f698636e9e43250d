/* bundle timestamp from outside: openssl ts plays the authority, and must agree with what is said
 * of its answers. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct fixture f;

static void expect_run(const char *command, int status, const char *out, const char *err)
{
	struct run r;

	fixture_run(&f, &r, "%s", command);
	cr_expect_eq(r.status, status, "%s: %d: %s%s", command, r.status, r.out, r.err);
	cr_expect(strstr(r.out, out), "%s: %s", command, r.out);
	cr_expect(strstr(r.err, err), "%s: %s", command, r.err);
	run_release(&r);
}

/* clang-format off */
/* answer REQUEST RESPONSE: the authority. */
static const char authority[] =
	"#!/bin/sh\n"
	"cd \"$(dirname \"$0\")\"\n"
	"openssl ts -reply -config keys.cnf -section t -signer tsa.pem -inkey tsa.key -queryfile \"$1\" -out \"$2\" 2>/dev/null\n";

/* curl as far as it is needed here: what it was told is kept, what it gets goes to the authority. */
static const char curl[] =
	"#!/bin/sh\n"
	"printf '%s\\n' \"$@\" >told\n"
	"case $* in *example.org/busy*) echo 'curl: (22) The requested URL returned error: 503' >&2; exit 22;; esac\n"
	"cat >sent.tsq\n"
	"sh ./answer sent.tsq got.tsr && cat got.tsr\n";

/* clang-format on */

static void start(void)
{
	fixture_init(&f);
	fixture_text(&f, "../answer", authority);
	fixture_text(&f, "../bin/curl", curl);
	expect_run("chmod +x bin/curl; s=$BUNDLE_SOURCE/tests/support; sh $s/bag.sh T 'Dear Sir' "
		   "&& sh $s/bag.sh "
		   "O 'Dear Madam' && sh $s/keys.sh tsa",
		0, "", "");
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(timestamp, .init = start, .fini = stop, .timeout = 300);

Test(timestamp, a_request_an_answer_and_both_say_when)
{
	expect_run("$BUNDLE timestamp T.tar.gz", 0,
		"  bundle timestamp --response answer.tsr 'T.tar.gz'\n", "");
	expect_run("openssl ts -query -in T.tar.gz.tsq -text", 0, "Certificate required: yes", "");
	expect_run("sh answer T.tar.gz.tsq answer.tsr && $BUNDLE timestamp --response answer.tsr "
		   "T.tar.gz",
		0,
		"Time stamp: T.tar.gz.tsr fits this archive's seal.\n  by           CN=Example "
		"Time\n",
		"");
	expect_run("cmp answer.tsr T.tar.gz.tsr", 0, "", "");
	expect_run("$BUNDLE verify --ca ca.pem T.tar.gz", 0,
		" UTC, within 1.5 seconds\n  A chain of certificates "
		"leads to those in ca.pem\n",
		"");
	expect_run(
		"openssl ts -verify -in T.tar.gz.tsr -data T/tagmanifest-sha256.txt -CAfile ca.pem",
		0, "Verification: OK", "");
	expect_run(
		"$BUNDLE verify --json T.tar.gz | python3 -c 'import json,sys; s = "
		"json.load(sys.stdin); t = s[\"timestamp\"]; "
		"print(t[\"finding\"], t[\"vouched\"], t[\"accuracy_seconds\"], s[\"signature\"])'",
		0, "fits nobody 1.5 None\n", "");
	/* nothing is replaced */
	expect_run("$BUNDLE timestamp --response answer.tsr T.tar.gz", 3, "",
		"T.tar.gz.tsr: is there already");
	expect_run("$BUNDLE timestamp T.tar.gz", 3, "", "T.tar.gz.tsq: is there already");
}

/* What comes back in place of the answer to T.tar.gz.tsq. */
static const struct {
	const char *name, *command, *says;
} answers[] = {
	{"to another request",
		"openssl ts -query -data T/tagmanifest-sha256.txt -sha256 -cert -out o.tsq && sh "
		"answer o.tsq a.tsr",
		"bundle: a.tsr: answers another request: the number in it is not that of the "
		"request\n"},
	{"of another archive",
		"openssl ts -query -data O/tagmanifest-sha256.txt -sha256 -cert -out o.tsq && sh "
		"answer o.tsq a.tsr",
		"bundle: a.tsr: is over other bytes: it belongs to another archive, or this one "
		"was changed\n"},
	{"not granted",
		"openssl ts -query -data T/bagit.txt -sha384 -out o.tsq; sh answer o.tsq a.tsr",
		"bundle: a.tsr: is no time stamp: the request was not granted (rejected: "},
	{"cut short", "sh answer T.tar.gz.tsq b.tsr; head -c 200 b.tsr >a.tsr",
		"bundle: a.tsr: is no response of RFC 3161, or is cut short\n"},
	{"a page of the web", "echo '<html>' >a.tsr", "bundle: a.tsr: is no response of RFC 3161"},
	{"nothing", "true", "bundle: a.tsr: cannot open: No such file or directory\n"},
};

Test(timestamp, what_is_no_answer_is_not_kept)
{
	expect_run("$BUNDLE timestamp -q T.tar.gz", 0, "", "");
	for (size_t i = 0; i < COUNT(answers); i++) {
		struct run r;

		fixture_run(&f, &r,
			"{ rm -f *.tsr; %s; } 2>/dev/null; $BUNDLE timestamp --response a.tsr "
			"T.tar.gz",
			answers[i].command);
		cr_expect_eq(r.status, 3, "%s: %d %s", answers[i].name, r.status, r.out);
		cr_expect(strstr(r.err, answers[i].says), "%s: %s", answers[i].name, r.err);
		cr_expect_not(fixture_exists(&f, "T.tar.gz.tsr"), "%s", answers[i].name);
		run_release(&r);
	}
	expect_run("rm T.tar.gz.tsq; sh answer o.tsq a.tsr; $BUNDLE timestamp --response a.tsr "
		   "T.tar.gz",
		3, "", "T.tar.gz.tsq: is not there: no time stamp was asked for");
}

Test(timestamp, curl_carries_it_only_when_asked_and_to_that_place)
{
	expect_run("PATH=$PWD/bin:$PATH $BUNDLE timestamp -q T.tar.gz; ls told 2>/dev/null; rm "
		   "T.tar.gz.tsq",
		0, "", "");
	expect_run("PATH=$PWD/bin:$PATH $BUNDLE timestamp --tsa https://example.org/busy T.tar.gz",
		3, "",
		"bundle: https://example.org/busy: no answer: curl: (22) The requested URL "
		"returned error: 503\n");
	cr_expect_not(fixture_exists(&f, "T.tar.gz.tsr"));
	/* the request that was made is sent again */
	expect_run("PATH=$PWD/bin:$PATH $BUNDLE timestamp --tsa https://example.org/tsr T.tar.gz "
		   "&& cmp sent.tsq "
		   "T.tar.gz.tsq && tail -n 2 told && $BUNDLE verify --ca ca.pem T.tar.gz",
		0, "--url\nhttps://example.org/tsr\n", "");
	expect_run("PATH=$PWD/none $BUNDLE timestamp --tsa https://example.org/tsr O.tar.gz", 3, "",
		"bundle: --tsa needs curl, which is not installed here\n  send the request another "
		"way");
}

static const struct {
	const char *name, *command;
	int status;
	const char *says;
} mistakes[] = {
	{"both", "--response a.tsr --tsa https://example.org/ T.tar.gz", 2, "exclude each other"},
	{"no address", "--tsa file:///etc/passwd T.tar.gz", 2,
		"is no address that begins with http:// or https://"},
	{"an option for curl", "--tsa '-o x' T.tar.gz", 2, "is no address"},
	{"two addresses", "--tsa 'http://a/ http://b/' T.tar.gz", 2, "is no address"},
	{"not there", "nowhere.tar.gz", 3, "nowhere.tar.gz: cannot open"},
	{"nothing", "", 2, "something is missing"},
	{"not intact", "E.tar.gz", 3, "E.tar.gz: is not intact"},
};

Test(timestamp, mistakes_are_one_clear_line)
{
	expect_run("sh $BUNDLE_SOURCE/tests/support/bag.sh E x; echo >E/data/a.txt; tar czf "
		   "E.tar.gz E",
		0, "", "");
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct run r;

		fixture_run(&f, &r, "$BUNDLE timestamp %s; s=$?; ls *.tsq 2>/dev/null; exit $s",
			mistakes[i].command);
		cr_expect_eq(r.status, mistakes[i].status, "%s: %d %s", mistakes[i].name, r.status,
			r.err);
		cr_expect(strstr(r.err, mistakes[i].says), "%s: %s", mistakes[i].name, r.err);
		cr_expect_str_eq(r.out, "", "%s: %s", mistakes[i].name, r.out);
		run_release(&r);
	}
}
