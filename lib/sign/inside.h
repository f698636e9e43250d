/* What the files of the readers' side share: the judges of the two kinds, and what they tell of a certificate. */
#ifndef BDL_SIGN_INSIDE_H
#define BDL_SIGN_INSIDE_H

#include "sign/witness.h"
#include <openssl/x509.h>

/* What is to be judged, and the verdict, which begins zeroed. Memory that runs short makes it unfit. */
struct bdl_looking {
	const struct bdl_question *q;
	const unsigned char *bytes; /* the file */
	size_t length;
	struct bdl_witness *w;
};

void bdl_look_at_signature(const struct bdl_looking *l);
void bdl_look_at_stamp(const struct bdl_looking *l);

/* ISO, UTC, with its fractions of a second if it has some; "" where it is no time. */
void bdl_certificate_time(const ASN1_TIME *t, char out[32]);
/* Names, validity and fingerprint. */
void bdl_certificate_tell(X509 *certificate, struct bdl_witness *w);
/*
 * Does a chain lead from it to those that are trusted? purpose: X509_PURPOSE_...; others: certificates that may be links,
 * or NULL; stated: the time that the witness states, or NULL.
 */
void bdl_certificate_vouch(
	const struct bdl_looking *l, X509 *certificate, STACK_OF(X509) *others, int purpose, const ASN1_TIME *stated);
/* Seconds since 1970, counted from `now`; -1: it is no time. */
int64_t bdl_certificate_seconds(const ASN1_TIME *t, int64_t now);

#endif
