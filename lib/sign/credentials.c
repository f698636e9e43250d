/* Credentials: see credentials.h. Whatever held a secret is wiped before its memory is given back.
 */
#include "sign/credentials.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#define FILE_MOST ((off_t)1 << 20)

/* A whole file in memory that is wiped when it is let go. */
struct secret_file {
	unsigned char *bytes;
	size_t length;
};

static void release_file(struct secret_file *f)
{
	OPENSSL_clear_free(f->bytes, f->length);
	f->bytes = NULL;
}

static int read_file(struct secret_file *f, const char *path, struct bdl_error *err)
{
	struct stat st;
	int fd = bdl_open_regular(AT_FDCWD, path, err), rc = -1;

	*f = (struct secret_file){.bytes = NULL};
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) < 0)
		bdl_fail_errno(err, path, "examine");
	else if (st.st_size == 0 || st.st_size > FILE_MOST)
		bdl_fail(err, BDL_EFORMAT, path,
			st.st_size ? "is larger than 1 MiB: it is no key or certificate"
				   : "is empty");
	else if (!(f->bytes = OPENSSL_zalloc((size_t)st.st_size)))
		bdl_fail_memory(err);
	else if (bdl_pread_all(fd, f->bytes, (size_t)st.st_size, 0) < 0)
		bdl_fail_errno(err, path, "read");
	else
		rc = 0;
	f->length = f->bytes ? (size_t)st.st_size : 0;
	bdl_close_quietly(fd);
	if (rc < 0)
		release_file(f);
	return rc;
}

/* ---- passphrases ---- */

struct lock {
	const struct bdl_signer_options *o;
	const char *path;
	struct bdl_error *err;
	bool asked;
};

/* -1 with err where there is none. */
static int ask(struct lock *l, char out[BDL_PASSPHRASE_MOST])
{
	enum bdl_passphrase_end end =
		l->o->passphrase ? l->o->passphrase(l->o->passphrase_data, l->path, out)
				 : BDL_PASSPHRASE_NONE;

	l->asked = true;
	if (end == BDL_PASSPHRASE_GIVEN)
		return 0;
	if (end == BDL_PASSPHRASE_STOPPED)
		return bdl_fail(l->err, BDL_ESTOPPED, NULL, "stopped: nothing was signed");
	bdl_fail(l->err, BDL_EFORMAT, l->path,
		"is locked with a passphrase, and there is nobody to ask for it");
	return bdl_hint(l->err, "run this at a terminal, or give --passphrase-file FILE");
}

static int wrong_passphrase(const struct lock *l)
{
	return bdl_fail(l->err, BDL_EFORMAT, l->path, "does not open with this passphrase");
}

/* What libcrypto calls when a key in PEM is locked. */
static int give_passphrase(char *out, int space, int writing, void *data)
{
	char passphrase[BDL_PASSPHRASE_MOST] = "";
	struct lock *l = data;
	int n = -1;

	(void)writing;
	if (ask(l, passphrase) == 0 && strlen(passphrase) < (size_t)space) {
		n = (int)strlen(passphrase);
		memcpy(out, passphrase, (size_t)n);
	}
	OPENSSL_cleanse(passphrase, sizeof(passphrase));
	return n;
}

/* ---- PEM ---- */

static int read_key(struct bdl_credentials *c, struct lock *l)
{
	struct secret_file f;
	BIO *pem;

	if (read_file(&f, l->path, l->err) < 0)
		return -1;
	pem = BIO_new_mem_buf(f.bytes, (int)f.length);
	if (pem)
		c->key = PEM_read_bio_PrivateKey(pem, NULL, give_passphrase, l);
	BIO_free(pem);
	release_file(&f);
	if (c->key)
		return 0;
	if (l->err->code != BDL_OK)
		return -1;
	if (l->asked)
		return wrong_passphrase(l);
	return bdl_fail(l->err, BDL_EFORMAT, l->path,
		"holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
}

/* The first is the signer's where there is none yet; all others go along. */
static int read_certificates(struct bdl_credentials *c, const char *path, struct bdl_error *err)
{
	struct secret_file f;
	int n = 0;
	bool full = false;
	BIO *pem;
	X509 *one;

	if (read_file(&f, path, err) < 0)
		return -1;
	pem = BIO_new_mem_buf(f.bytes, (int)f.length);
	while (pem && !full && (one = PEM_read_bio_X509(pem, NULL, NULL, NULL))) {
		n++;
		if (!c->certificate)
			c->certificate = one;
		else if (sk_X509_push(c->others, one) <= 0)
			full = true;
		if (full)
			X509_free(one);
	}
	full |= !pem;
	BIO_free(pem);
	release_file(&f);
	if (full)
		return bdl_fail_memory(err);
	if (n == 0)
		return bdl_fail(err, BDL_EFORMAT, path,
			"holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
	return 0;
}

/* ---- PKCS#12 ---- */

/* Which passphrase opens it: none, an empty one, or what the user says. */
static int find_passphrase(
	PKCS12 *p12, struct lock *l, char out[BDL_PASSPHRASE_MOST], const char **found)
{
	*found = NULL;
	if (PKCS12_mac_present(p12) != 1) {
		bdl_fail(l->err, BDL_EFORMAT, l->path,
			"has no check of its passphrase (MAC), without which it cannot be opened");
		return bdl_hint(l->err, "renew it: openssl pkcs12 -in OLD -nodes | openssl pkcs12 "
					"-export -out NEW");
	}
	if (PKCS12_verify_mac(p12, NULL, 0) == 1)
		return 0;
	*found = out;
	out[0] = '\0';
	if (PKCS12_verify_mac(p12, "", 0) == 1)
		return 0;
	if (ask(l, out) < 0)
		return -1;
	return PKCS12_verify_mac(p12, out, -1) == 1 ? 0 : wrong_passphrase(l);
}

static int take_p12(struct bdl_credentials *c, PKCS12 *p12, struct lock *l)
{
	char passphrase[BDL_PASSPHRASE_MOST] = "";
	STACK_OF(X509) *others = NULL;
	const char *found;
	int rc = find_passphrase(p12, l, passphrase, &found);

	if (rc == 0 && PKCS12_parse(p12, found, &c->key, &c->certificate, &others) != 1) {
		bdl_fail(l->err, BDL_EFORMAT, l->path,
			"is locked in an old way that this OpenSSL does not open");
		rc = bdl_hint(l->err, "renew it: openssl pkcs12 -legacy -in OLD -nodes | openssl "
				      "pkcs12 -export -out NEW");
	}
	OPENSSL_cleanse(passphrase, sizeof(passphrase));
	for (int i = 0; rc == 0 && i < sk_X509_num(others); i++)
		if (X509_add_cert(c->others, sk_X509_value(others, i), X509_ADD_FLAG_UP_REF) != 1)
			rc = bdl_fail_memory(l->err);
	sk_X509_pop_free(others, X509_free);
	if (rc == 0 && (!c->key || !c->certificate))
		rc = bdl_fail(l->err, BDL_EFORMAT, l->path,
			"does not hold both a key and its certificate");
	return rc;
}

static int read_p12(struct bdl_credentials *c, struct lock *l)
{
	const unsigned char *p;
	struct secret_file f;
	PKCS12 *p12;
	int rc;

	if (read_file(&f, l->path, l->err) < 0)
		return -1;
	p = f.bytes;
	p12 = d2i_PKCS12(NULL, &p, (long)f.length);
	rc = p12 ? take_p12(c, p12, l)
		 : bdl_fail(l->err, BDL_EFORMAT, l->path, "is no PKCS#12 file (.p12, .pfx)");
	PKCS12_free(p12);
	release_file(&f);
	return rc;
}

int bdl_credentials_read(
	struct bdl_credentials *c, const struct bdl_signer_options *o, struct bdl_error *err)
{
	struct lock l = {.o = o, .err = err, .path = o->p12 ? o->p12 : o->key};
	int rc;

	*c = (struct bdl_credentials){.others = sk_X509_new_null()};
	if (!c->others)
		return bdl_fail_memory(err);
	if (o->p12)
		rc = read_p12(c, &l);
	else
		rc = read_certificates(c, o->certificate, err) < 0 ? -1 : read_key(c, &l);
	if (rc == 0 && o->chain)
		rc = read_certificates(c, o->chain, err);
	ERR_clear_error();
	return rc;
}

void bdl_credentials_release(struct bdl_credentials *c)
{
	EVP_PKEY_free(c->key);
	X509_free(c->certificate);
	sk_X509_pop_free(c->others, X509_free);
	*c = (struct bdl_credentials){.key = NULL};
}
