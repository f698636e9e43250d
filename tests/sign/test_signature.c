/* Signatures: ours held against openssl cms, and what others made, well or badly. */
#include "look.h"
#include "sign/signer.h"

static void start(void)
{
	fixture_init(&f);
	cr_assert_eq(
		run(WRITE_SEALED "sh $BUNDLE_SOURCE/tests/support/keys.sh rsa stranger locked p12"),
		0);
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(signature, .init = start, .fini = stop);

static enum bdl_passphrase_end passphrase(
	void *data, const char *path, char out[BDL_PASSPHRASE_MOST])
{
	(void)path;
	snprintf(out, BDL_PASSPHRASE_MOST, "%s", (const char *)data);
	return BDL_PASSPHRASE_GIVEN;
}

/* Signs with files of the folder into ours.p7s. */
static void sign(const char *key, const char *certificate, const char *p12, const char *chain)
{
	static char words[] = "open sesame";
	const struct bdl_signer_options o = {.key = key,
		.certificate = certificate,
		.p12 = p12,
		.chain = chain,
		.passphrase = passphrase,
		.passphrase_data = words,
		.now = (int64_t)time(NULL)};
	struct bdl_buffer der = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_signer *s;

	cr_assert_eq(chdir(f.root), 0);
	s = bdl_signer_open(&o, &err);
	cr_assert_not_null(s, "%s: %s", err.path, err.message);
	cr_assert_eq(
		bdl_signer_sign(s, sealed, sizeof(sealed) - 1, &der, &err), 0, "%s", err.message);
	bdl_signer_close(s);
	put("ours.p7s", der.data, der.length);
	bdl_buffer_release(&der);
}

static const char check[] = "openssl cms -verify -binary -inform DER -in ours.p7s -content sealed "
			    "-CAfile ca.pem -out /dev/null";

static const struct {
	const char *name, *key, *certificate, *p12, *chain;
} keys[] = {
	{"ECDSA", "ec.key", "ec.pem", NULL, NULL},
	{"RSA", "rsa.key", "rsa.pem", NULL, NULL},
	{"PKCS#12", NULL, NULL, "ec.p12", NULL},
	{"PKCS#12 with an empty passphrase", NULL, NULL, "open.p12", NULL},
	{"a locked key", "locked.key", "ec.pem", NULL, NULL},
	{"with a chain", "ec.key", "ec.pem", NULL, "ca.pem"},
};

Test(signature, openssl_takes_ours_and_so_do_we)
{
	for (size_t i = 0; i < COUNT(keys); i++) {
		struct bdl_witness w;

		sign(keys[i].key, keys[i].certificate, keys[i].p12, keys[i].chain);
		cr_expect_eq(run(check), 0, "%s", keys[i].name);
		w = look(BDL_WITNESS_SIGNATURE, "ours.p7s", "ca.pem", NULL);
		cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s: %s", keys[i].name, w.why);
		cr_expect_eq(w.vouched, BDL_VOUCHED_GOOD, "%s: %s", keys[i].name, w.vouched_why);
		cr_expect_str_eq(w.issuer, "CN=Example CA");
		cr_expect_str_eq(w.accuracy, "");
		cr_expect(w.time[0] == '2', "%s: %s", keys[i].name, w.time);
	}
}

Test(signature, once_the_certificate_has_run_out_it_says_so_and_still_fits)
{
	struct bdl_witness w;

	sign("ec.key", "ec.pem", NULL, NULL);
	w = look_later(BDL_WITNESS_SIGNATURE, "ours.p7s", "ca.pem", NULL, 400);
	cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s", w.why);
	cr_expect_eq(w.vouched, BDL_VOUCHED_PAST, "%s", w.vouched_why);
	w = look_later(BDL_WITNESS_SIGNATURE, "ours.p7s", "stranger.pem", NULL, 400);
	cr_expect_eq(w.vouched, BDL_VOUCHED_NOT);
}

Test(signature, what_openssl_signs_is_taken)
{
	static const char *const ways[] = {"", "-cades", "-noattr", "-md sha512", "-keyid"};

	for (size_t i = 0; i < COUNT(ways); i++) {
		struct bdl_witness w;
		char command[512];

		snprintf(command, sizeof(command),
			"openssl cms -sign -binary -outform DER %s -signer ec.pem -inkey ec.key "
			"-in "
			"sealed -out a.p7s",
			ways[i]);
		cr_assert_eq(run(command), 0, "%s", command);
		w = look(BDL_WITNESS_SIGNATURE, "a.p7s", NULL, NULL);
		cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s: %s", ways[i], w.why);
		cr_expect_eq(w.vouched, BDL_VOUCHED_NOBODY);
		cr_expect_str_eq(w.subject, "CN=Anna Żak,C=GB");
	}
}

/* clang-format off */
#define SIGN "openssl cms -sign -binary -outform DER -out ours.p7s "

static const struct {
	const char *name, *command; /* makes ours.p7s, or changes the one that is good */
	enum bdl_witness_fit fit;
	const char *why;
	bool openssl_refuses;
} forgeries[] = {
	{"other bytes", SIGN "-signer ec.pem -inkey ec.key -in other", BDL_WITNESS_OTHER, "is over other bytes", true},
	{"other bytes, no attributes", SIGN "-noattr -signer ec.pem -inkey ec.key -in other",
		BDL_WITNESS_BROKEN, "does not hold", true},
	{"cut short", "truncate -s 300 ours.p7s", BDL_WITNESS_BROKEN, "is no CMS signature in DER form", true},
	{"empty", ": >ours.p7s", BDL_WITNESS_BROKEN, "is no CMS signature in DER form", true},
	{"garbage", "head -c 5000 /dev/urandom >ours.p7s", BDL_WITNESS_BROKEN, "is no CMS signature in DER form", true},
	{"a changed byte", "python3 -c 'b = bytearray(open(\"ours.p7s\", \"rb\").read()); b[-1] ^= 1; open(\"ours.p7s\", \"wb\").write(b)'",
		BDL_WITNESS_BROKEN, "does not hold: it was damaged or forged", true},
	{"no certificate", SIGN "-nocerts -certfile stranger.pem -signer ec.pem -inkey ec.key -in sealed",
		BDL_WITNESS_BROKEN, "carries no certificate of its signer", true},
	{"another name in its certificate", "python3 -c 'b = open(\"ours.p7s\", \"rb\").read(); open(\"ours.p7s\", \"wb\").write(b.replace(b\"Anna\", b\"Hans\"))'",
		BDL_WITNESS_BROKEN, "is not by the certificate that it carries: that was exchanged", true},
	{"bytes behind it", "echo more >>ours.p7s", BDL_WITNESS_BROKEN, "has bytes behind its end", false},
	{"content inside", SIGN "-nodetach -signer ec.pem -inkey ec.key -in other",
		BDL_WITNESS_BROKEN, "is no detached signature", false},
	{"a weak hash", SIGN "-md sha1 -signer ec.pem -inkey ec.key -in sealed",
		BDL_WITNESS_BROKEN, "is made with a hash that is weak", false},
	{"encrypted", "openssl cms -encrypt -binary -outform DER -in sealed -out ours.p7s rsa.pem",
		BDL_WITNESS_BROKEN, "is no CMS signature", true},
	{"two signers", SIGN "-signer ec.pem -inkey ec.key -signer rsa.pem -inkey rsa.key -in sealed",
		BDL_WITNESS_BROKEN, "is not of exactly one signer", false},
	{"something large", "head -c 1100000 /dev/zero >ours.p7s", BDL_WITNESS_BROKEN, "is larger than 1 MiB", true},
};

/* clang-format on */

Test(signature, what_is_forged_is_refused)
{
	for (size_t i = 0; i < COUNT(forgeries); i++) {
		struct bdl_witness w;

		sign("ec.key", "ec.pem", NULL, NULL);
		cr_assert_eq(run(forgeries[i].command), 0, "%s", forgeries[i].name);
		w = look(BDL_WITNESS_SIGNATURE, "ours.p7s", "ca.pem", NULL);
		cr_expect_eq(w.fit, forgeries[i].fit, "%s: %s", forgeries[i].name, w.why);
		cr_expect(strstr(w.why, forgeries[i].why), "%s: %s", forgeries[i].name, w.why);
		if (forgeries[i].openssl_refuses)
			cr_expect_neq(run(check), 0, "openssl takes it: %s", forgeries[i].name);
	}
}

Test(signature, no_cut_fits)
{
	sign("ec.key", "ec.pem", NULL, NULL);
	expect_no_cut_fits(BDL_WITNESS_SIGNATURE, "ours.p7s");
}

Test(signature, no_changed_byte_lies)
{
	sign("ec.key", "ec.pem", NULL, NULL);
	expect_no_changed_byte_lies(BDL_WITNESS_SIGNATURE, "ours.p7s");
}

Test(signature, a_stranger_of_the_same_name_is_not_vouched_for)
{
	struct bdl_witness w;

	sign("stranger.key", "stranger.pem", NULL, NULL);
	w = look(BDL_WITNESS_SIGNATURE, "ours.p7s", "ca.pem", NULL);
	cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s", w.why);
	cr_expect_eq(w.vouched, BDL_VOUCHED_NOT);
	cr_expect_neq(run(check), 0);
	w = look(BDL_WITNESS_SIGNATURE, "ours.p7s", "ec.key", NULL);
	cr_expect_str_eq(w.vouched_why, "the file of trusted certificates holds none in PEM form");
}
