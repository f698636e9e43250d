/* Signer: see signer.h. */
#include "sign/signer.h"

#include "sign/credentials.h"
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#define SECURITY_BITS_LEAST 112 /* RSA of 2,048 bits, an elliptic curve of 224 */

struct bdl_signer {
	struct bdl_credentials c;
};

static int fit_key(const struct bdl_credentials *c, const char *path, struct bdl_error *err)
{
	int kind = EVP_PKEY_get_base_id(c->key);

	if (kind == EVP_PKEY_ED25519 || kind == EVP_PKEY_ED448) {
		bdl_fail(err, BDL_EUNSUPPORTED, path,
			"is an %s key, which OpenSSL 3.0 cannot use for a signature of this kind",
			kind == EVP_PKEY_ED25519 ? "Ed25519" : "Ed448");
		return bdl_hint(err, "sign with an ECDSA or RSA key");
	}
	if (kind != EVP_PKEY_RSA && kind != EVP_PKEY_EC)
		return bdl_fail(err, BDL_EUNSUPPORTED, path, "is neither an RSA nor an ECDSA key");
	if (EVP_PKEY_get_security_bits(c->key) < SECURITY_BITS_LEAST)
		return bdl_fail(err, BDL_EUNSUPPORTED, path,
			"is a key of %d bits, which can be broken: RSA needs 2048, ECDSA 224",
			EVP_PKEY_get_bits(c->key));
	return 0;
}

static int fit_certificate(
	const struct bdl_credentials *c, const char *path, time_t now, struct bdl_error *err)
{
	struct tm tm = {0};

	if (X509_cmp_time(X509_get0_notAfter(c->certificate), &now) < 0) {
		(void)ASN1_TIME_to_tm(X509_get0_notAfter(c->certificate), &tm);
		return bdl_fail(err, BDL_EUNSUPPORTED, path,
			"the certificate ran out on %04d-%02d-%02d: a signature with it would "
			"prove little",
			tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	}
	if (X509_cmp_time(X509_get0_notBefore(c->certificate), &now) > 0) {
		(void)ASN1_TIME_to_tm(X509_get0_notBefore(c->certificate), &tm);
		return bdl_fail(err, BDL_EUNSUPPORTED, path,
			"the certificate is valid from %04d-%02d-%02d only: is the clock right?",
			tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	}
	/* all bits are set where the certificate does not say what for */
	if (!(X509_get_key_usage(c->certificate) & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)))
		return bdl_fail(err, BDL_EUNSUPPORTED, path,
			"the certificate is not for signatures (its key usage says so)");
	return 0;
}

static int are_fit(
	const struct bdl_credentials *c, const struct bdl_signer_options *o, struct bdl_error *err)
{
	const char *key = o->p12 ? o->p12 : o->key;
	const char *certificate = o->p12 ? o->p12 : o->certificate;

	if (X509_check_private_key(c->certificate, c->key) != 1) {
		bdl_fail(err, BDL_EFORMAT, certificate,
			"the certificate does not belong to the key: it is that of another");
		return bdl_hint(err, "the signer's own certificate must come first in the file");
	}
	if (fit_key(c, key, err) < 0)
		return -1;
	return fit_certificate(c, certificate, (time_t)o->now, err);
}

struct bdl_signer *bdl_signer_open(const struct bdl_signer_options *o, struct bdl_error *err)
{
	struct bdl_signer *s = calloc(1, sizeof(*s));
	int rc = s ? bdl_credentials_read(&s->c, o, err) : bdl_fail_memory(err);

	if (rc == 0)
		rc = are_fit(&s->c, o, err);
	ERR_clear_error();
	if (rc == 0)
		return s;
	bdl_signer_close(s);
	return NULL;
}

void bdl_signer_close(struct bdl_signer *s)
{
	if (!s)
		return;
	bdl_credentials_release(&s->c);
	free(s);
}

/* The attributes that are signed along: what was signed, when by our clock, and which certificate
 * it was. */
static CMS_ContentInfo *sign(const struct bdl_signer *s, BIO *bytes)
{
	const unsigned flags = CMS_BINARY | CMS_DETACHED | CMS_PARTIAL;
	CMS_ContentInfo *cms = CMS_sign(NULL, NULL, s->c.others, NULL, flags);

	if (cms &&
		CMS_add1_signer(cms, s->c.certificate, s->c.key, EVP_sha256(),
			CMS_NOSMIMECAP | CMS_CADES | CMS_PARTIAL) &&
		CMS_final(cms, bytes, NULL, CMS_BINARY | CMS_DETACHED) == 1)
		return cms;
	CMS_ContentInfo_free(cms);
	return NULL;
}

int bdl_signer_sign(const struct bdl_signer *s, const void *bytes, size_t length,
	struct bdl_buffer *der, struct bdl_error *err)
{
	BIO *in = BIO_new_mem_buf(bytes, (int)length);
	CMS_ContentInfo *cms = in ? sign(s, in) : NULL;
	unsigned char *out = NULL;
	int n = cms ? i2d_CMS_ContentInfo(cms, &out) : -1, rc;

	if (n > 0)
		rc = bdl_buffer_add(der, out, (size_t)n) < 0 ? bdl_fail_memory(err) : 0;
	else
		rc = bdl_fail(err, BDL_EINTERNAL, NULL, "libcrypto could not sign: %s",
			ERR_reason_error_string(ERR_peek_last_error()));
	ERR_clear_error();
	OPENSSL_free(out);
	CMS_ContentInfo_free(cms);
	BIO_free(in);
	return rc;
}

void bdl_wipe(void *secret, size_t length)
{
	OPENSSL_cleanse(secret, length);
}
