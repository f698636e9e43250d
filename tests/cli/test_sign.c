/* bundle sign from outside: with keys of all sorts, and held against what openssl cms says of the
 * same files. */
#define _XOPEN_SOURCE 700 /* posix_openpt() */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

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

/* An archive T.tar.gz, unpacked in T as well, and O.tar.gz with other things in it. */
static void start(void)
{
	fixture_init(&f);
	expect_run("s=$BUNDLE_SOURCE/tests/support; sh $s/bag.sh T 'Dear Sir' && sh $s/bag.sh O "
		   "'Dear Madam' && sh "
		   "$s/keys.sh ed small expired server stranger locked p12 rsa",
		0, "", "");
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(sign, .init = start, .fini = stop, .timeout = 300);

/* Both say yes, or both say no; theirs is of the file T.tar.gz.p7s and of the tag manifest in T. */
static void expect_agreement(const char *name, bool good)
{
	struct run ours, theirs;

	fixture_run(&f, &ours, "$BUNDLE verify --ca ca.pem T.tar.gz");
	fixture_run(&f, &theirs,
		"openssl cms -verify -binary -inform DER -in T.tar.gz.p7s -content "
		"T/tagmanifest-sha256.txt -CAfile "
		"ca.pem -out /dev/null");
	cr_expect_eq(ours.status, good ? 0 : 1, "%s: %s%s", name, ours.out, ours.err);
	cr_expect_eq(theirs.status == 0, good, "%s: openssl: %s", name, theirs.err);
	run_release(&ours);
	run_release(&theirs);
}

static const struct {
	const char *name, *options;
} keys[] = {
	{"ECDSA", "--key ec.key --cert ec.pem"},
	{"PKCS#12", "--p12 ec.p12 --passphrase-file words"},
};

Test(sign, openssl_takes_what_it_signs)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct run r;

		fixture_run(&f, &r,
			"echo 'open sesame' >words; rm -f T.tar.gz.p7s; $BUNDLE sign T.tar.gz %s "
			"&& ls -A | "
			"grep tmp",
			keys[i].options);
		cr_expect_eq(r.status, 1, "%s: %s", keys[i].name, r.err);
		cr_expect(strstr(r.out, "Signed: T.tar.gz.p7s\n"), "%s: %s", keys[i].name, r.out);
		cr_expect_not(strstr(r.out, "tmp-"), "%s: litter: %s", keys[i].name, r.out);
		run_release(&r);
		expect_agreement(keys[i].name, true);
	}
}

/* All that is said of a signature, in one run with the authority's certificate and one without. */
Test(sign, says_by_whom_and_when_and_who_vouches)
{
	expect_run("$BUNDLE sign T.tar.gz --key ec.key --cert ec.pem", 0,
		"by           CN=Anna Żak,C=GB\n", "");
	expect_run(
		"$BUNDLE verify T.tar.gz >said; s=$?; p=$(openssl x509 -in ec.pem -noout "
		"-fingerprint -sha256 | "
		"sed 's/.*=//; s/://g' | tr A-F a-f); for w in 'Signature: T.tar.gz.p7s fits this "
		"archive.s seal.$' "
		"'^  by           CN=Anna Żak,C=GB$' '^  issued by    CN=Example CA$' \", by the "
		"signer's own clock$\" "
		"'Nobody vouches for this name'; do grep -q \"$w\" said || echo \"no $w\"; done; "
		"tr -d ' \n' <said | grep -q $p || echo no fingerprint; exit $s",
		0, "", "");
	expect_run("$BUNDLE verify --ca ca.pem T.tar.gz", 0,
		"A chain of certificates leads to those in ca.pem", "");
	expect_run("$BUNDLE verify --quiet --ca stranger.pem T.tar.gz", 1,
		"NO chain of certificates leads to those in stranger.pem: unable to get local "
		"issuer certificate",
		"");
	expect_run("$BUNDLE verify --ca nowhere T.tar.gz", 3, "", "nowhere: cannot open");
	expect_run(
		"$BUNDLE verify --json --ca ca.pem T.tar.gz | python3 -c 'import json,sys; s = "
		"json.load(sys.stdin)[\"signature\"]; "
		"print(s[\"finding\"], s[\"vouched\"], s[\"subject\"], s[\"file\"], s[\"text\"])'",
		0, "fits good CN=Anna Żak,C=GB T.tar.gz.p7s None\n", "");
}

static const struct {
	const char *name, *options;
	int status;
	const char *says;
} refusals[] = {
	{"no key", "", 2, "give --key KEY.pem and --cert CERT.pem, or --p12 FILE alone"},
	{"a key alone", "--key ec.key", 2, "give --key"},
	{"both", "--key ec.key --cert ec.pem --p12 ec.p12", 2, "alone"},
	{"another's certificate", "--key ec.key --cert rsa.pem", 3,
		"rsa.pem: the certificate does not belong to the key"},
	{"Ed25519", "--key ed.key --cert ed.pem", 3,
		"ed.key: is an Ed25519 key, which OpenSSL 3.0 cannot use"},
	{"a short key", "--key small.key --cert small.pem", 3, "small.key: is a key of 1024 bits"},
	{"run out", "--key expired.key --cert expired.pem", 3,
		"expired.pem: the certificate ran out on 20"},
	{"not to sign with", "--key server.key --cert server.pem", 3, "is not for signatures"},
	{"nobody to ask", "--key locked.key --cert ec.pem", 3,
		"locked.key: is locked with a passphrase, and there is nobody"},
	{"nobody to ask, PKCS#12", "--p12 ec.p12", 3, "give --passphrase-file"},
	{"a wrong passphrase", "--key locked.key --cert ec.pem --passphrase-file ca.pem", 3,
		"locked.key: does not open with this passphrase"},
	{"a wrong passphrase, PKCS#12", "--p12 ec.p12 --passphrase-file ca.pem", 3,
		"ec.p12: does not open with this passphrase"},
	{"no passphrase file", "--p12 ec.p12 --passphrase-file nowhere", 3,
		"nowhere: cannot read: No such file"},
	{"no key in it", "--key ec.pem --cert ec.pem", 3,
		"ec.pem: holds no private key in PEM form"},
	{"no certificate in it", "--key ec.key --cert ec.key", 3,
		"ec.key: holds no certificate in PEM form"},
	{"PKCS#12 without a MAC", "--p12 nomac.p12 --passphrase-file ca.pem", 3,
		"nomac.p12: has no check of its passphrase"},
	{"no PKCS#12", "--p12 ec.pem", 3, "ec.pem: is no PKCS#12 file"},
	{"no such key", "--key nowhere --cert ec.pem", 3, "nowhere: cannot open"},
	{"an empty file", "--key /dev/null --cert ec.pem", 3, "/dev/null"},
	{"a chain that is none", "--key ec.key --cert ec.pem --chain ec.key", 3,
		"holds no certificate"},
};

Test(sign, each_refusal_is_one_clear_line_and_leaves_nothing)
{
	for (size_t i = 0; i < COUNT(refusals); i++) {
		struct run r;
		size_t own = 0;

		fixture_run(&f, &r, "$BUNDLE sign T.tar.gz %s", refusals[i].options);
		cr_expect_eq(r.status, refusals[i].status, "%s: %d %s", refusals[i].name, r.status,
			r.err);
		cr_expect(strstr(r.err, refusals[i].says), "%s: %s", refusals[i].name, r.err);
		for (const char *s = r.err; (s = strstr(s, "bundle: ")); s++)
			own++;
		cr_expect_eq(own, 1, "%s: %s", refusals[i].name, r.err);
		cr_expect_str_eq(r.out, "", "%s", refusals[i].name);
		cr_expect_not(fixture_exists(&f, "T.tar.gz.p7s"), "%s", refusals[i].name);
		run_release(&r);
	}
}

Test(sign, only_what_is_intact_and_never_over_what_is_there)
{
	expect_run("echo x >>T/data/a.txt; tar czf T.tar.gz T; $BUNDLE sign T.tar.gz --key ec.key "
		   "--cert ec.pem; s=$?; "
		   "ls *.p7s 2>/dev/null; exit $s",
		3, "", "T.tar.gz: is not intact");
	expect_run("echo mine >O.tar.gz.p7s; $BUNDLE sign O.tar.gz --key ec.key --cert ec.pem; "
		   "s=$?; cat "
		   "O.tar.gz.p7s; exit $s",
		3, "mine\n", "O.tar.gz.p7s: is there already");
	expect_run("$BUNDLE sign nowhere.tar.gz --key ec.key --cert ec.pem", 3, "",
		"nowhere.tar.gz: cannot open");
}

Test(sign, a_signature_of_another_archive_both_refuse)
{
	expect_run("$BUNDLE sign O.tar.gz --key ec.key --cert ec.pem -q && mv O.tar.gz.p7s "
		   "T.tar.gz.p7s && "
		   "$BUNDLE verify T.tar.gz",
		1,
		"Signature NOT good: T.tar.gz.p7s is over other bytes: it belongs to another "
		"archive",
		"");
	expect_agreement("of another", false);
	expect_run("$BUNDLE verify --signature nowhere.p7s T.tar.gz", 3, "",
		"nowhere.p7s: cannot open");
	expect_run(
		"$BUNDLE verify --signature T.tar.gz.p7s O", 0, "Signature: T.tar.gz.p7s fits", "");
}

/* ---- a person at a terminal ---- */

struct terminal {
	int fd;
	pid_t child;
	char seen[16384];
	size_t length;
};

static void sit_down(struct terminal *t)
{
	char program[4096];

	memset(t, 0, sizeof(*t));
	snprintf(program, sizeof(program), "%s/bundler/bundle", getenv("BUNDLE_BINARY"));
	t->fd = posix_openpt(O_RDWR | O_NOCTTY);
	if (t->fd < 0 || grantpt(t->fd) < 0 || unlockpt(t->fd) < 0)
		cr_skip_test("no pseudo terminal can be had here (/dev/pts is not mounted)");
	t->child = fork();
	cr_assert_geq(t->child, 0);
	if (t->child == 0) {
		int fd;

		setsid();
		fd = open(ptsname(t->fd), O_RDWR);
		if (fd < 0 || ioctl(fd, TIOCSCTTY, 0) < 0 || dup2(fd, 0) < 0 || dup2(fd, 1) < 0 ||
			dup2(fd, 2) < 0 || chdir(f.root) < 0)
			_exit(126);
		execl(program, "bundle", "sign", "--p12", "ec.p12", "T.tar.gz", (char *)NULL);
		_exit(127);
	}
}

static bool look(struct terminal *t)
{
	struct pollfd p = {.fd = t->fd, .events = POLLIN};
	ssize_t n;

	if (poll(&p, 1, 20000) <= 0 || t->length + 1 >= sizeof(t->seen))
		return false;
	n = read(t->fd, t->seen + t->length, sizeof(t->seen) - 1 - t->length);
	if (n <= 0)
		return false;
	t->length += (size_t)n;
	t->seen[t->length] = '\0';
	return true;
}

/* Waits for the question and types; the terminal shows nothing meanwhile. */
static void answer(struct terminal *t, const char *typed)
{
	struct termios now;

	while (!strstr(t->seen, "(it is not shown): "))
		cr_assert(look(t), "no question: %s", t->seen);
	cr_assert_eq(tcgetattr(t->fd, &now), 0);
	cr_expect_not(now.c_lflag & ECHO, "what is typed is shown");
	cr_assert_eq(write(t->fd, typed, strlen(typed)), (ssize_t)strlen(typed));
}

/* The exit status; the terminal shows again what is typed. */
static int get_up(struct terminal *t)
{
	int keep = open(ptsname(t->fd), O_RDWR | O_NOCTTY), status;
	struct termios now;

	while (waitpid(t->child, &status, WNOHANG) == 0)
		(void)look(t);
	cr_expect_eq(tcgetattr(t->fd, &now), 0);
	cr_expect(now.c_lflag & ECHO, "the terminal was left as it must not be");
	close(keep);
	close(t->fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Test(sign, a_passphrase_is_asked_for_and_not_shown)
{
	struct terminal t;

	sit_down(&t);
	/* nor do Ctrl-Z and Ctrl-\\ leave a silent terminal behind */
	answer(&t, "\032\034open sesame\n");
	cr_expect_eq(get_up(&t), 0, "%s", t.seen);
	cr_expect_not(strstr(t.seen, "sesame"), "%s", t.seen);
	expect_run("$BUNDLE verify --ca ca.pem T.tar.gz", 0, "fits", "");
}

Test(sign, ctrl_c_at_the_passphrase_gives_the_terminal_back)
{
	struct terminal t;

	sit_down(&t);
	answer(&t, "open\003");
	cr_expect_eq(get_up(&t), 3, "%s", t.seen);
	cr_expect(strstr(t.seen, "stopped: nothing was signed"), "%s", t.seen);
	cr_expect_not(fixture_exists(&f, "T.tar.gz.p7s"));
}

Test(sign, a_passphrase_never_stands_on_the_command_line)
{
	expect_run(
		"$BUNDLE sign --passphrase x T.tar.gz", 2, "", "there is no option --passphrase");
	expect_run("printf 'open sesame' | $BUNDLE sign --p12 ec.p12 --passphrase-file /dev/stdin "
		   "T.tar.gz",
		0, "Signed", "");
}
