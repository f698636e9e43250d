/*
 * Signer: the user's own key and certificate, and a CMS signature made with them (RFC 5652, detached, DER), which
 * openssl cms -verify -binary takes. The main program's side: these files are the user's, no evidence.
 */
#ifndef BDL_SIGN_SIGNER_H
#define BDL_SIGN_SIGNER_H

#include "base/buffer.h"
#include <stdint.h>

#define BDL_PASSPHRASE_MOST 1024 /* bytes with the NUL */

enum bdl_passphrase_end {
	BDL_PASSPHRASE_GIVEN,
	BDL_PASSPHRASE_NONE,   /* there is nobody to ask */
	BDL_PASSPHRASE_STOPPED /* the user asked to stop */
};

/* Asked when a key turns out to be locked, once. path: of the locked file. What it writes is wiped by who asked. */
typedef enum bdl_passphrase_end (*bdl_passphrase)(void *data, const char *path, char out[BDL_PASSPHRASE_MOST]);

struct bdl_signer_options {
	const char *key;         /* PEM, perhaps locked with a passphrase; with `certificate` */
	const char *certificate; /* PEM; further certificates in it go along */
	const char *p12;         /* or one PKCS#12 file with both */
	const char *chain;       /* PEM: certificates that go along; or NULL */
	bdl_passphrase passphrase;
	void *passphrase_data;
	int64_t now;             /* seconds since 1970, UTC */
};

struct bdl_signer;

/*
 * Reads them and sees that a signature of theirs can hold: they belong together, the certificate is valid now and may sign, the
 * key is RSA or ECDSA and long enough (Ed25519 cannot stand in CMS with OpenSSL 3.0). NULL with err. The key is wiped by the
 * close.
 */
struct bdl_signer *bdl_signer_open(const struct bdl_signer_options *o, struct bdl_error *err);
void bdl_signer_close(struct bdl_signer *s);


/* Appends the signature over these bytes. */
int bdl_signer_sign(const struct bdl_signer *s, const void *bytes, size_t length, struct bdl_buffer *der,
	struct bdl_error *err) BDL_MUST_CHECK;

/* Overwrites a secret in a way that no compiler leaves out. */
void bdl_wipe(void *secret, size_t length);

#endif
