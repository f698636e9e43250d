/*
 * One bit of a sealed archive is another one: of thousands of such archives, picked by chance from
 * a fixed seed, not one verifies without a word. BUNDLE_FLIPS is how many; BUNDLE_FLIPS_ARCHIVE
 * names an archive to take in place of the one that is made here. docs/testing.md has the figures.
 */
#define _GNU_SOURCE /* memfd_create() */
#include "tamper.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum word { NOTICED, NAMED, SILENT, WORDS };

static uint64_t next(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x >> 11;
}

/* What verify says of the archive in fd. */
static enum word ask(int fd)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_report r;
	enum word word;

	cr_assert_eq(bdl_verify_archive(fd, &json, NULL, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_report_from_json(&r, bdl_buffer_string(&json), json.length, &err), 0, "%s",
		err.message);
	word = !r.intact ? NOTICED : r.count ? NAMED : SILENT;
	bdl_report_release(&r);
	bdl_buffer_release(&json);
	return word;
}

static void flip(int fd, uint64_t bit)
{
	unsigned char byte;

	cr_assert_eq(pread(fd, &byte, 1, (off_t)(bit / 8)), 1);
	byte = (unsigned char)(byte ^ 1u << bit % 8);
	cr_assert_eq(pwrite(fd, &byte, 1, (off_t)(bit / 8)), 1);
}

/* Some that deflate well, some that do not: of each kind of block. */
static char *make_archive(size_t *length)
{
	struct sealed s;
	char *bytes, text[40000] = "";
	uint64_t seed = 7;

	sealed_init(&s);
	for (size_t i = 0; i + 40 < sizeof(text);)
		i += (size_t)sprintf(text + i, "%u,\"Dear Sir\",%u.%02u\n",
			(unsigned)(next(&seed) % 9999), (unsigned)(next(&seed) % 99),
			(unsigned)(next(&seed) % 99));
	sealed_noise(&s, "photo.jpg", 150000, 1);
	sealed_text(&s, "bank.csv", text);
	sealed_text(&s, "letter.txt", "Dear Sir,\n");
	sealed_make(&s);
	bytes = fixture_read(&s.f, "out.tar.gz", length);
	sealed_release(&s);
	return bytes;
}

static char *load_archive(size_t *length)
{
	const char *given = getenv("BUNDLE_FLIPS_ARCHIVE");
	FILE *f = given ? fopen(given, "rb") : NULL;
	long size;
	char *bytes;

	if (!given)
		return make_archive(length);
	cr_assert_not_null(f, "%s", given);
	fseek(f, 0, SEEK_END);
	size = ftell(f);
	rewind(f);
	bytes = malloc((size_t)size);
	cr_assert_not_null(bytes);
	*length = fread(bytes, 1, (size_t)size, f);
	fclose(f);
	return bytes;
}

Test(flips, of_any_single_bit_are_noticed_or_named, .timeout = 3600)
{
	const char *given = getenv("BUNDLE_FLIPS");
	long rounds = given ? atol(given) : 300, words[WORDS] = {0};
	uint64_t seed = 88172645463325252u;
	int fd = memfd_create("flips", 0);
	size_t length;
	char *bytes = load_archive(&length);

	cr_assert_eq(write(fd, bytes, length), (ssize_t)length);
	cr_assert_eq(ask(fd), SILENT, "the archive itself is intact");
	for (long i = 0; i < rounds; i++) {
		uint64_t bit = next(&seed) % (8 * length);
		enum word word;

		flip(fd, bit);
		word = ask(fd);
		words[word]++;
		cr_expect_neq(word, SILENT, "bit %llu of byte %llu was not noticed",
			(unsigned long long)bit % 8, (unsigned long long)bit / 8);
		flip(fd, bit);
	}
	if (given)
		fprintf(stderr, "%ld flips in %zu bytes: %ld noticed, %ld named, %ld not seen\n",
			rounds, length, words[NOTICED], words[NAMED], words[SILENT]);
	free(bytes);
	close(fd);
}
