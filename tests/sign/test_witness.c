/* What comes out of the sandbox about a signature is believed only in its exact form. */
#include "sign/witness.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct bdl_witness whole = {.fit = BDL_WITNESS_FITS,
	.vouched = BDL_VOUCHED_NOT,
	.vouched_why = "self-signed certificate",
	.subject = "CN=Anna Żak",
	.issuer = "CN=Example CA",
	.from = "2026-01-01T00:00:00Z",
	.until = "2027-01-01T00:00:00Z",
	.fingerprint = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
	.time = "2026-03-01T12:00:00.565Z",
	.accuracy = "1.5"};

Test(witness, comes_out_as_it_went_in)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_witness w;

	cr_assert_eq(bdl_witness_write(&whole, &text, &err), 0);
	cr_assert_eq(bdl_witness_read(&w, text.data, text.length, &err), 0, "%s", err.message);
	cr_expect_eq(w.fit, whole.fit);
	cr_expect_eq(w.vouched, whole.vouched);
	cr_expect_str_eq(w.subject, whole.subject);
	cr_expect_str_eq(w.time, whole.time);
	cr_expect_str_eq(w.accuracy, whole.accuracy);
	cr_expect_str_eq(w.vouched_why, whole.vouched_why);
	bdl_buffer_release(&text);
}

/* clang-format off */
/* One text in the lines is replaced by another. */
static const struct {
	const char *name, *from, *to;
} hostile[] = {
	{"an unknown word", "fit fits", "fit good"},
	{"a reason although it fits", "why \n", "why none\n"},
	{"no reason although it does not fit", "fit fits", "fit broken"},
	{"a line too many", "accuracy 1.5\n", "accuracy 1.5\nmore \n"},
	{"a line twice", "issuer CN", "subject CN"},
	{"a line missing", "vouched not\n", ""},
	{"cut short", "accuracy 1.5\n", "accuracy 1.5"},
	{"a control character", "Anna", "\033[2J"},
	{"no UTF-8", "Ż", "\xC5"},
	{"a time cut short", "2026-03-01T12:00:00.565Z", "2026-03-01T12:00:0"},
	{"words for a time", "2026-01-01T00:00:00Z", "%s%s%s"},
	{"more behind a time", "565Z", "565Z or so"},
	{"a fingerprint that is none", "abcdef\n", "abcdeg\n"},
	{"a short fingerprint", "fingerprint 01", "fingerprint "},
	{"words for an accuracy", "1.5", "good"},
	{"no certificate although it fits", "from 2026-01-01T00:00:00Z", "from "},
	{"an accuracy too long", "1.5", "1.5000000000000000000000000000000000000"},
};

/* clang-format on */

Test(witness, what_has_not_its_form_is_not_believed)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;

	cr_assert_eq(bdl_witness_write(&whole, &text, NULL), 0);
	for (size_t i = 0; i < COUNT(hostile); i++) {
		const char *all = bdl_buffer_string(&text), *at = strstr(all, hostile[i].from);
		struct bdl_buffer changed = BDL_BUFFER_INIT;
		struct bdl_error err = {0};
		struct bdl_witness w;

		cr_assert_not_null(at, "%s", hostile[i].name);
		bdl_buffer_add(&changed, all, (size_t)(at - all));
		bdl_buffer_text(&changed, hostile[i].to);
		bdl_buffer_text(&changed, at + strlen(hostile[i].from));
		cr_expect_eq(bdl_witness_read(&w, changed.data, changed.length, &err), -1, "%s",
			hostile[i].name);
		cr_expect_str_eq(w.subject, "", "%s", hostile[i].name);
		bdl_buffer_release(&changed);
	}
	bdl_buffer_release(&text);
}

Test(witness, a_strangers_words_become_one_line_that_fits)
{
	struct bdl_witness w = {0};
	char small[8];

	bdl_witness_text(small, sizeof(small), "12345ŻŻ");
	cr_expect_str_eq(small, "12345Ż");
	bdl_witness_text(small, sizeof(small), "a\nb");
	cr_expect_str_eq(small, "a\\x0Ab");
	bdl_witness_unfit(&w, BDL_WITNESS_OTHER, "%s", "first");
	bdl_witness_unfit(&w, BDL_WITNESS_BROKEN, "%s", "second");
	cr_expect_eq(w.fit, BDL_WITNESS_OTHER);
	cr_expect_str_eq(w.why, "first");
}

Test(question, comes_out_as_it_went_in)
{
	const struct bdl_question q = {.kind = BDL_WITNESS_STAMP,
		.now = 1772366400,
		.sealed = "sealed",
		.sealed_length = 6,
		.ca = "",
		.request = "re\0quest",
		.request_length = 8};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_question r;

	cr_assert_eq(bdl_question_write(&q, &text, NULL), 0);
	for (size_t n = 0; n < text.length; n++)
		cr_expect_eq(bdl_question_read(&r, text.data, n, NULL), -1, "cut at %zu", n);
	cr_assert_eq(bdl_question_read(&r, text.data, text.length, NULL), 0);
	cr_expect_eq(r.kind, q.kind);
	cr_expect_eq(r.now, q.now);
	cr_expect_eq(r.sealed_length, 6);
	cr_expect_eq(memcmp(r.sealed, "sealed", 6), 0);
	cr_expect_eq(r.ca_length, 0);
	cr_expect_eq(memcmp(r.request, "re\0quest", 8), 0);
	bdl_buffer_release(&text);
}

Test(question, figures_that_do_not_add_up_are_refused)
{
	static const char *const heads[] = {"2 0 0 0 0\n", "0 0 1 0 0\n",
		"0 0 999999999999999999 1 1\nx", "0 0 99999999999999999999 0 0\n", "0 0 0 0\n",
		"0 0 0 0 0 0\n", "-1 0 0 0 0\n", ""};

	for (size_t i = 0; i < COUNT(heads); i++) {
		struct bdl_question q;

		cr_expect_eq(bdl_question_read(&q, heads[i], strlen(heads[i]), NULL), -1, "%s",
			heads[i]);
	}
}
