/* Blocks of bytes -> gzip members, checked by gzip itself. */
#include "seal/gzip.h"
#include "seal/pack.h"
#include "sealed.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What gunzip makes of the packed block must be the block; returns how long the packed one is. */
static size_t there_and_back(const uint8_t *in, size_t length)
{
	struct fixture f;
	struct run r;
	struct bdl_packer *p = bdl_packer_open();
	uint8_t *out = malloc(BDL_PACK_BOUND);
	size_t packed, got;
	char *back;

	cr_assert(p && out);
	packed = bdl_pack(p, in, length, out);
	cr_assert_leq(packed, BDL_PACK_BOUND);
	fixture_init(&f);
	fixture_put(&f, "x.gz", out, packed);
	fixture_run(&f, &r, "gzip -t \"$E/x.gz\" && gzip -dc \"$E/x.gz\" > back");
	cr_assert_eq(r.status, 0, "%s", r.err);
	back = fixture_read(&f, "back", &got);
	cr_assert_eq(got, length);
	cr_assert_eq(memcmp(back, in, length), 0);
	free(back);
	run_release(&r);
	fixture_release(&f);
	free(out);
	bdl_packer_close(p);
	return packed;
}

Test(pack, stores_noise_and_shortens_words)
{
	uint8_t *block = malloc(BDL_PACK_BLOCK);

	cr_assert_not_null(block);
	sealed_fill(block, BDL_PACK_BLOCK, 1);
	cr_expect_lt(there_and_back(block, BDL_PACK_BLOCK), BDL_PACK_BLOCK + 200);
	memset(block, 'x', BDL_PACK_BLOCK);
	cr_expect_lt(there_and_back(block, BDL_PACK_BLOCK), 4096);
	free(block);
}

Test(pack, changes_its_mind_from_segment_to_segment)
{
	uint8_t *block = malloc(BDL_PACK_BLOCK);

	cr_assert_not_null(block);
	sealed_fill(block, BDL_PACK_BLOCK, 2);
	for (size_t at = 0; at < BDL_PACK_BLOCK; at += 2 * BDL_PACK_SEGMENT)
		memset(block + at, 'x', BDL_PACK_SEGMENT);
	cr_expect_lt(there_and_back(block, BDL_PACK_BLOCK), BDL_PACK_BLOCK / 2 + 4096);
	free(block);
}

Test(pack, takes_any_length)
{
	static const size_t lengths[] = {
		1, 2, 511, 65535, 65536, 65537, 131070, 131071, BDL_PACK_BLOCK - 1};
	uint8_t *block = malloc(BDL_PACK_BLOCK);

	cr_assert_not_null(block);
	sealed_fill(block, BDL_PACK_BLOCK, 3);
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		there_and_back(block, lengths[i]);
	free(block);
}

/* Packs three and a bit blocks, handed over in odd pieces, with so many threads. */
static char *gzip_with(struct fixture *f, unsigned threads, size_t *length)
{
	static uint8_t bytes[3 * 1024 * 1024 + 12345];
	struct bdl_error err = {0};
	struct bdl_gzip *g;
	uint8_t digest[BDL_SHA256_SIZE];
	char path[128];
	int fd;

	sealed_fill(bytes, sizeof(bytes), 4);
	memset(bytes + 70000, ' ', 900000);
	snprintf(path, sizeof(path), "%s/t%u.gz", f->root, threads);
	fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
	g = bdl_gzip_open(fd, threads, &err);
	cr_assert_not_null(g, "%s", err.message);
	for (size_t at = 0, n; at < sizeof(bytes); at += n) {
		n = 1 + at % 99991 * (threads + 1) % 77777;
		n = n < sizeof(bytes) - at ? n : sizeof(bytes) - at;
		cr_assert_eq(bdl_gzip_add(g, bytes + at, n), 0);
	}
	cr_assert_eq(bdl_gzip_close(g, digest, &err), 0, "%s", err.message);
	close(fd);
	snprintf(path, sizeof(path), "t%u.gz", threads);
	return fixture_read(f, path, length);
}

Test(gzip, writes_the_same_bytes_with_any_number_of_threads)
{
	static const unsigned threads[] = {2, 3, 7, 256};
	struct fixture f;
	size_t one_length, length;
	char *one;

	fixture_init(&f);
	one = gzip_with(&f, 1, &one_length);
	for (size_t i = 0; i < sizeof(threads) / sizeof(threads[0]); i++) {
		char *other = gzip_with(&f, threads[i], &length);

		cr_expect_eq(length, one_length);
		cr_expect_eq(memcmp(one, other, one_length), 0, "%u threads", threads[i]);
		free(other);
	}
	free(one);
	fixture_release(&f);
}

Test(gzip, says_why_it_could_not_be_written)
{
	static uint8_t bytes[1024 * 1024];
	struct bdl_error err = {0};
	uint8_t digest[BDL_SHA256_SIZE];
	int fd = open("/dev/full", O_WRONLY), rc = 0;
	struct bdl_gzip *g = bdl_gzip_open(fd, 2, &err);

	cr_assert_not_null(g);
	sealed_fill(bytes, sizeof(bytes), 5);
	for (int i = 0; i < 64 && rc == 0; i++)
		rc = bdl_gzip_add(g, bytes, sizeof(bytes));
	cr_expect_eq(rc, -1);
	cr_expect_eq(bdl_gzip_close(g, digest, &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	cr_expect_str_eq(err.message, "cannot write the archive: No space left on device");
	close(fd);
}

Test(gzip, can_be_given_up_at_any_time)
{
	static uint8_t bytes[3 * 1024 * 1024];
	int fd = open("/dev/null", O_WRONLY);

	for (size_t n = 0; n <= sizeof(bytes); n += 1500000) {
		struct bdl_error err = {0};
		struct bdl_gzip *g = bdl_gzip_open(fd, 3, &err);

		cr_assert_not_null(g);
		cr_expect_eq(bdl_gzip_add(g, bytes, n), 0);
		cr_expect_eq(bdl_gzip_close(g, NULL, &err), 0);
		cr_expect_eq(err.code, BDL_OK);
	}
	close(fd);
}
