/* What the tests of signatures and of time stamps share: openssl is run in a private folder, and
 * its files are looked at. */
#ifndef TESTS_SIGN_LOOK_H
#define TESTS_SIGN_LOOK_H

#include "sign/look.h"
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct fixture f;

/* What all of them are about, in the file `sealed` too. */
static const char sealed[] = "0123 manifest-sha256.txt\n";

#define WRITE_SEALED "printf '0123 manifest-sha256.txt\\n' >sealed; echo other >other; "

static inline int run(const char *command)
{
	struct run r;
	int status;

	fixture_run(&f, &r, "%s", command);
	status = r.status;
	run_release(&r);
	return status;
}

static inline void put(const char *path, const void *bytes, size_t length)
{
	char whole[256];
	FILE *out;

	snprintf(whole, sizeof(whole), "%s/%s", f.root, path);
	out = fopen(whole, "wb");
	cr_assert_not_null(out);
	cr_assert_eq(fwrite(bytes, 1, length, out), length);
	fclose(out);
}

/* What is said of a file in the folder, `days` from now. ca, request: files in it, or NULL. */
static inline struct bdl_witness look_later(
	enum bdl_witness_kind kind, const char *path, const char *ca, const char *request, int days)
{
	struct bdl_question q = {.kind = kind,
		.now = (int64_t)time(NULL) + (int64_t)days * 86400,
		.sealed = sealed,
		.sealed_length = sizeof(sealed) - 1};
	char *pem = ca ? fixture_read(&f, ca, &q.ca_length) : NULL, whole[256];
	char *asked = request ? fixture_read(&f, request, &q.request_length) : NULL;
	struct bdl_buffer question = BDL_BUFFER_INIT, answer = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_witness w;
	int fd;

	q.ca = pem;
	q.request = asked;
	snprintf(whole, sizeof(whole), "%s/%s", f.root, path);
	fd = open(whole, O_RDONLY);
	cr_assert_geq(fd, 0, "no %s", path);
	cr_assert_eq(bdl_question_write(&q, &question, &err), 0);
	cr_assert_eq(bdl_look_at_witness(fd, question.data, question.length, &answer, &err), 0,
		"%s", err.message);
	cr_assert_eq(bdl_witness_read(&w, answer.data, answer.length, &err), 0, "%s: %s",
		err.message, bdl_buffer_string(&answer));
	close(fd);
	bdl_buffer_release(&question);
	bdl_buffer_release(&answer);
	free(pem);
	free(asked);
	return w;
}

static inline struct bdl_witness look(
	enum bdl_witness_kind kind, const char *path, const char *ca, const char *request)
{
	return look_later(kind, path, ca, request, 0);
}

/* None of its beginnings makes it crash, or passes for the whole. */
static inline void expect_no_cut_fits(enum bdl_witness_kind kind, const char *path)
{
	size_t length;
	char *whole = fixture_read(&f, path, &length);

	for (size_t i = 0; i < length; i += 7) {
		struct bdl_witness w;

		put("cut", whole, i);
		w = look(kind, "cut", NULL, NULL);
		cr_expect_eq(w.fit, BDL_WITNESS_BROKEN, "cut at %zu", i);
	}
	free(whole);
}

/* Whatever byte is changed: it fits no more, or says exactly what it said before. */
static inline void expect_no_changed_byte_lies(enum bdl_witness_kind kind, const char *path)
{
	const struct bdl_witness before = look(kind, path, NULL, NULL);
	size_t length, same = 0;
	char *whole = fixture_read(&f, path, &length);

	for (size_t i = 0; i < length; i++) {
		struct bdl_witness w;

		whole[i] = (char)(whole[i] ^ 1);
		put("changed", whole, length);
		whole[i] = (char)(whole[i] ^ 1);
		w = look(kind, "changed", NULL, NULL);
		same += w.fit == BDL_WITNESS_FITS;
		cr_expect(w.fit != BDL_WITNESS_FITS || memcmp(&w, &before, sizeof(w)) == 0,
			"byte %zu: %s, %s, %s", i, w.subject, w.time, w.fingerprint);
	}
	/* certificates that go along are nothing that is said */
	cr_expect_lt(same, length / 2, "%zu of %zu bytes do not matter", same, length);
	free(whole);
}

#endif
