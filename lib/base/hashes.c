/* Hashes: see hashes.h. */
#include "base/hashes.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

struct bdl_hashing {
	EVP_MD_CTX *contexts[BDL_HASH_COUNT]; /* NULL: not asked for */
	bool failed;
};

static const struct {
	const char *name;
	size_t size;
	const EVP_MD *(*method)(void);
} known[BDL_HASH_COUNT] = {
	[BDL_HASH_MD5] = {"md5", 16, EVP_md5},
	[BDL_HASH_SHA1] = {"sha1", 20, EVP_sha1},
	[BDL_HASH_SHA256] = {"sha256", 32, EVP_sha256},
	[BDL_HASH_SHA512] = {"sha512", 64, EVP_sha512},
};

size_t bdl_hash_size(enum bdl_hash hash)
{
	return known[hash].size;
}

const char *bdl_hash_name(enum bdl_hash hash)
{
	return known[hash].name;
}

static void release(struct bdl_hashing *h)
{
	for (size_t i = 0; i < BDL_HASH_COUNT; i++)
		EVP_MD_CTX_free(h->contexts[i]);
	free(h);
}

struct bdl_hashing *bdl_hashing_open(unsigned which)
{
	struct bdl_hashing *h = calloc(1, sizeof(*h));

	for (size_t i = 0; h && i < BDL_HASH_COUNT; i++) {
		if (!(which & BDL_HASH_BIT(i)))
			continue;
		h->contexts[i] = EVP_MD_CTX_new();
		if (!h->contexts[i] ||
			EVP_DigestInit_ex(h->contexts[i], known[i].method(), NULL) != 1) {
			release(h);
			return NULL;
		}
	}
	return h;
}

void bdl_hashing_add(struct bdl_hashing *h, const void *bytes, size_t length)
{
	for (size_t i = 0; i < BDL_HASH_COUNT; i++)
		if (h->contexts[i] && EVP_DigestUpdate(h->contexts[i], bytes, length) != 1)
			h->failed = true;
}

int bdl_hashing_close(struct bdl_hashing *h, struct bdl_hashes *out, struct bdl_error *err)
{
	bool failed;

	if (!h)
		return bdl_fail_memory(err);
	failed = h->failed;
	if (out)
		memset(out, 0, sizeof(*out));
	for (size_t i = 0; out && i < BDL_HASH_COUNT; i++)
		if (h->contexts[i] && EVP_DigestFinal_ex(h->contexts[i], out->of[i], NULL) != 1)
			failed = true;
	release(h);
	return out && failed ? bdl_fail(err, BDL_EINTERNAL, NULL, "a hash of libcrypto failed") : 0;
}

static int nibble(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int bdl_unhex_bytes(const char *text, uint8_t *out, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		int high = nibble(text[2 * i]);
		int low = high < 0 ? -1 : nibble(text[2 * i + 1]);

		if (low < 0)
			return -1;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return 0;
}
