/* Request: see request.h. */
#include "sign/request.h"

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <string.h>

#define NONCE_SIZE 8

static int set_imprint(TS_REQ *request, const uint8_t seal[BDL_SHA256_SIZE])
{
	TS_MSG_IMPRINT *imprint = TS_MSG_IMPRINT_new();
	X509_ALGOR *algorithm = X509_ALGOR_new();
	unsigned char hash[BDL_SHA256_SIZE];
	int done;

	memcpy(hash, seal, sizeof(hash));
	done = imprint && algorithm &&
	       X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL) == 1 &&
	       TS_MSG_IMPRINT_set_algo(imprint, algorithm) == 1 &&
	       TS_MSG_IMPRINT_set_msg(imprint, hash, sizeof(hash)) == 1 &&
	       TS_REQ_set_msg_imprint(request, imprint) == 1;
	X509_ALGOR_free(algorithm);
	TS_MSG_IMPRINT_free(imprint);
	return done;
}

/* Never 0, and its first bit is 0 and its second 1, so that it is positive and of one length. */
static int set_nonce(TS_REQ *request)
{
	unsigned char random[NONCE_SIZE];
	BIGNUM *number = NULL;
	ASN1_INTEGER *nonce = NULL;
	int done;

	if (RAND_bytes(random, sizeof(random)) != 1)
		return 0;
	random[0] = (unsigned char)((random[0] & 0x3F) | 0x40);
	number = BN_bin2bn(random, sizeof(random), NULL);
	nonce = number ? BN_to_ASN1_INTEGER(number, NULL) : NULL;
	done = nonce && TS_REQ_set_nonce(request, nonce) == 1;
	ASN1_INTEGER_free(nonce);
	BN_free(number);
	return done;
}

int bdl_request_write(
	const uint8_t seal[BDL_SHA256_SIZE], struct bdl_buffer *der, struct bdl_error *err)
{
	TS_REQ *request = TS_REQ_new();
	unsigned char *out = NULL;
	int n = -1, rc;

	if (request && TS_REQ_set_version(request, 1) == 1 && set_imprint(request, seal) &&
		set_nonce(request) && TS_REQ_set_cert_req(request, 1) == 1)
		n = i2d_TS_REQ(request, &out);
	if (n > 0)
		rc = bdl_buffer_add(der, out, (size_t)n) < 0 ? bdl_fail_memory(err) : 0;
	else
		rc = bdl_fail(err, BDL_EINTERNAL, NULL, "libcrypto could not make the request");
	ERR_clear_error();
	OPENSSL_free(out);
	TS_REQ_free(request);
	return rc;
}
