/* Time stamps: of an authority that openssl ts plays, asked with our request; good ones, and
 * others. */
#include "look.h"
#include "sign/request.h"

#define REPLY                                                                                      \
	"openssl ts -reply -config keys.cnf -section t -signer tsa.pem -inkey tsa.key -queryfile "
#define QUERY "openssl ts -query -out o.tsq -cert "

/* Our request for what is sealed. */
static void ask(const char *path)
{
	struct bdl_buffer der = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	uint8_t seal[BDL_SHA256_SIZE];

	cr_assert_eq(bdl_digest_bytes(sealed, sizeof(sealed) - 1, seal, &err), 0);
	cr_assert_eq(bdl_request_write(seal, &der, &err), 0, "%s", err.message);
	put(path, der.data, der.length);
	bdl_buffer_release(&der);
}

static void start(void)
{
	fixture_init(&f);
	cr_assert_eq(run(WRITE_SEALED "sh $BUNDLE_SOURCE/tests/support/keys.sh tsa stranger"), 0);
	ask("asked.tsq");
	cr_assert_eq(run(REPLY "asked.tsq -chain ca.pem -out good.tsr"), 0);
}

static void stop(void)
{
	fixture_release(&f);
}

TestSuite(stamp, .init = start, .fini = stop);

Test(stamp, both_take_a_good_one)
{
	struct bdl_witness w = look(BDL_WITNESS_STAMP, "good.tsr", "ca.pem", "asked.tsq");

	cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s", w.why);
	cr_expect_eq(w.vouched, BDL_VOUCHED_GOOD, "%s", w.vouched_why);
	cr_expect_str_eq(w.subject, "CN=Example Time");
	cr_expect_str_eq(w.issuer, "CN=Example CA");
	cr_expect_str_eq(w.accuracy, "1.5");
	cr_expect_eq(w.time[10], 'T', "%s", w.time);
	cr_expect_eq(run("openssl ts -verify -in good.tsr -data sealed -CAfile ca.pem"), 0);
	cr_expect_eq(run("openssl ts -verify -in good.tsr -queryfile asked.tsq -CAfile ca.pem"), 0);
	w = look(BDL_WITNESS_STAMP, "good.tsr", NULL, NULL);
	cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s", w.why);
	cr_expect_eq(w.vouched, BDL_VOUCHED_NOBODY);
	w = look(BDL_WITNESS_STAMP, "good.tsr", "stranger.pem", NULL);
	cr_expect_eq(w.vouched, BDL_VOUCHED_NOT);
}

Test(stamp, a_request_says_what_is_wanted_and_never_the_same_number)
{
	ask("again.tsq");
	cr_expect_eq(
		run("openssl ts -query -in asked.tsq -text >text && grep -q 'Certificate required: "
		    "yes' "
		    "text && grep -q 'Hash Algorithm: sha256' text && grep -q 'Nonce: 0x' text"),
		0);
	cr_expect_eq(run("cmp asked.tsq again.tsq"), 1);
}

Test(stamp, after_years_it_still_fits_and_says_that_its_certificate_has_run_out)
{
	struct bdl_witness w = look_later(BDL_WITNESS_STAMP, "good.tsr", "ca.pem", NULL, 1000);

	cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s", w.why);
	cr_expect_eq(w.vouched, BDL_VOUCHED_PAST, "%s", w.vouched_why);
}

Test(stamp, one_of_sha512_and_without_a_number_is_taken_where_nothing_was_asked)
{
	struct bdl_witness w;

	cr_assert_eq(run(QUERY "-data sealed -sha512 -no_nonce && " REPLY "o.tsq -out o.tsr"), 0);
	w = look(BDL_WITNESS_STAMP, "o.tsr", NULL, NULL);
	cr_expect_eq(w.fit, BDL_WITNESS_FITS, "%s", w.why);
	w = look(BDL_WITNESS_STAMP, "o.tsr", NULL, "asked.tsq");
	cr_expect_eq(w.fit, BDL_WITNESS_OTHER, "%s", w.why);
}

/* clang-format off */
#define CHANGE(how) "python3 -c 'import re; b = bytearray(open(\"good.tsr\", \"rb\").read()); " how "; open(\"bad.tsr\", \"wb\").write(b)'"

static const struct {
	const char *name, *command; /* makes bad.tsr */
	enum bdl_witness_fit fit;
	const char *why;
	bool openssl_refuses;
} forgeries[] = {
	{"another request", QUERY "-data sealed -sha256 && " REPLY "o.tsq -out bad.tsr",
		BDL_WITNESS_OTHER, "answers another request: the number in it", true},
	{"other bytes", QUERY "-data other -sha256 && " REPLY "o.tsq -out bad.tsr",
		BDL_WITNESS_OTHER, "is over other bytes: it belongs to another archive", true},
	{"not granted", QUERY "-data sealed -sha384; " REPLY "o.tsq -out bad.tsr",
		BDL_WITNESS_BROKEN, "is no time stamp: the request was not granted (rejected: ", true},
	{"cut short", "head -c 400 good.tsr >bad.tsr", BDL_WITNESS_BROKEN, "is no response of RFC 3161, or is cut short", true},
	{"empty", ": >bad.tsr", BDL_WITNESS_BROKEN, "is no response", true},
	{"garbage", "head -c 5000 /dev/urandom >bad.tsr", BDL_WITNESS_BROKEN, "is no response", true},
	{"a page of the web", "echo '<html>Not found</html>' >bad.tsr", BDL_WITNESS_BROKEN, "is no response", true},
	{"bytes behind it", "{ cat good.tsr; echo; } >bad.tsr", BDL_WITNESS_BROKEN, "has bytes behind its end", false},
	{"a changed byte", CHANGE("b[-1] ^= 1"), BDL_WITNESS_BROKEN, "does not hold: it was damaged or forged", true},
	{"another time", CHANGE("i = re.search(rb\"20[0-9]{12}[.][0-9]+Z\", b).start(); b[i + 13] ^= 1"),
		BDL_WITNESS_BROKEN, "does not hold", true},
	{"the token alone", "openssl ts -reply -in good.tsr -token_out -out bad.tsr", BDL_WITNESS_BROKEN, "is no response", true},
	{"no certificate", "openssl ts -query -out o.tsq -data sealed -sha256 && " REPLY "o.tsq -out bad.tsr",
		BDL_WITNESS_BROKEN, "carries no certificate of the authority", true},
};

/* clang-format on */

Test(stamp, what_is_forged_is_refused)
{
	for (size_t i = 0; i < COUNT(forgeries); i++) {
		struct bdl_witness w;

		cr_assert_eq(run(forgeries[i].command), 0, "%s", forgeries[i].name);
		w = look(BDL_WITNESS_STAMP, "bad.tsr", NULL, "asked.tsq");
		cr_expect_eq(w.fit, forgeries[i].fit, "%s: %s", forgeries[i].name, w.why);
		cr_expect(strstr(w.why, forgeries[i].why), "%s: %s", forgeries[i].name, w.why);
		if (forgeries[i].openssl_refuses)
			cr_expect_neq(run("openssl ts -verify -in bad.tsr -queryfile asked.tsq "
					  "-CAfile ca.pem"),
				0, "openssl takes it: %s", forgeries[i].name);
	}
}

Test(stamp, a_request_of_another_archive_is_told)
{
	struct bdl_witness w;

	cr_assert_eq(run(QUERY "-data other -sha256"), 0);
	w = look(BDL_WITNESS_STAMP, "good.tsr", NULL, "o.tsq");
	cr_expect_eq(w.fit, BDL_WITNESS_OTHER);
	cr_expect(strstr(w.why, "that is about another archive"), "%s", w.why);
	w = look(BDL_WITNESS_STAMP, "good.tsr", NULL, "sealed");
	cr_expect(strstr(w.why, "that is none of RFC 3161"), "%s", w.why);
}

Test(stamp, no_cut_fits)
{
	expect_no_cut_fits(BDL_WITNESS_STAMP, "good.tsr");
}

Test(stamp, no_changed_byte_lies)
{
	expect_no_changed_byte_lies(BDL_WITNESS_STAMP, "good.tsr");
}
