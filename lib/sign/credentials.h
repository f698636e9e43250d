/* Credentials: the files of key and certificate, opened and read; whether they are fit to sign says signer.c. */
#ifndef BDL_SIGN_CREDENTIALS_H
#define BDL_SIGN_CREDENTIALS_H

#include "sign/signer.h"
#include <openssl/evp.h>
#include <openssl/x509.h>

struct bdl_credentials {
	EVP_PKEY *key;
	X509 *certificate;
	STACK_OF(X509) *others; /* that go along; may be empty */
};

/* -1 with err; *c is to be released in any case. */
int bdl_credentials_read(struct bdl_credentials *c, const struct bdl_signer_options *o, struct bdl_error *err)
	BDL_MUST_CHECK;
void bdl_credentials_release(struct bdl_credentials *c);

#endif
