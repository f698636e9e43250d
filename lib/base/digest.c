/*
 * Digest: SHA-256 by libcrypto's own functions for it, which use the same code as its newer ones
 * but ask for no memory: where memory ends while the newer ones look for a provider, libcrypto 3.0
 * crashes or waits for ever.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/digest.h"

#include "base/hashes.h"
#include <errno.h>
#include <openssl/sha.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

#define PIECE ((size_t)256 * 1024)

struct bdl_digest {
	SHA256_CTX context;
	bool failed;
};

struct bdl_digest *bdl_digest_open(void)
{
	struct bdl_digest *d = calloc(1, sizeof(*d));

	if (d)
		d->failed = SHA256_Init(&d->context) != 1;
	return d;
}

void bdl_digest_add(struct bdl_digest *d, const void *bytes, size_t length)
{
	if (SHA256_Update(&d->context, bytes, length) != 1)
		d->failed = true;
}

int bdl_digest_close(struct bdl_digest *d, uint8_t out[BDL_SHA256_SIZE], struct bdl_error *err)
{
	int rc = 0;

	if (!d)
		return bdl_fail_memory(err);
	if (out && (d->failed || SHA256_Final(out, &d->context) != 1))
		rc = bdl_fail(err, BDL_EINTERNAL, NULL, "the SHA-256 of libcrypto failed");
	free(d);
	return rc;
}

int bdl_digest_bytes(
	const void *bytes, size_t length, uint8_t out[BDL_SHA256_SIZE], struct bdl_error *err)
{
	struct bdl_digest *d = bdl_digest_open();

	if (d)
		bdl_digest_add(d, bytes, length);
	return bdl_digest_close(d, out, err);
}

int bdl_digest_fd(int fd, const char *path, uint8_t out[BDL_SHA256_SIZE], uint64_t *size,
	struct bdl_error *err)
{
	struct bdl_digest *d = bdl_digest_open();
	char *piece = malloc(PIECE);
	uint64_t at = 0;
	ssize_t got = 0;

	if (!d || !piece) {
		bdl_fail_memory(err);
		goto fail;
	}
	for (;;) {
		got = pread(fd, piece, PIECE, (off_t)at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		bdl_digest_add(d, piece, (size_t)got);
		at += (uint64_t)got;
	}
	if (got < 0) {
		bdl_fail_errno(err, path, "read");
		goto fail;
	}
	free(piece);
	*size = at;
	return bdl_digest_close(d, out, err);
fail:
	free(piece);
	if (d)
		(void)bdl_digest_close(d, NULL, NULL);
	return -1;
}

void bdl_hex(const uint8_t digest[BDL_SHA256_SIZE], char out[BDL_SHA256_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < BDL_SHA256_SIZE; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[BDL_SHA256_HEX - 1] = '\0';
}

int bdl_unhex(const char *text, uint8_t out[BDL_SHA256_SIZE])
{
	return bdl_unhex_bytes(text, out, BDL_SHA256_SIZE);
}
