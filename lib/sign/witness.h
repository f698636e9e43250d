/*
 * Witness: what a signature or a time stamp says of an archive: does it fit, who gave it, when. Strangers' files are
 * judged in the sandbox (look.h); the judgement comes out as lines of text and is checked like any untrusted input.
 * Both are over the bytes of tagmanifest-sha256.txt, whose hash is the seal. Pure.
 */
#ifndef BDL_SIGN_WITNESS_H
#define BDL_SIGN_WITNESS_H

#include "base/buffer.h"
#include "base/digest.h"
#include <stdint.h>

enum bdl_witness_kind {
	BDL_WITNESS_SIGNATURE, /* CMS (RFC 5652), detached, DER */
	BDL_WITNESS_STAMP,     /* a whole response of RFC 3161, DER */
	BDL_WITNESS_KINDS
};

#define BDL_WITNESS_MOST ((size_t)1 << 20) /* bytes of such a file, and of a file of certificates */

enum bdl_witness_fit {
	BDL_WITNESS_FITS,  /* over these bytes, by the key of the certificate that it carries */
	BDL_WITNESS_OTHER, /* it holds, but is over other bytes, or answers another request */
	BDL_WITNESS_BROKEN /* is none, or does not hold */
};

/* Whether others vouch for the name in the certificate. */
enum bdl_vouched {
	BDL_VOUCHED_NOBODY, /* there was nothing to check it against */
	BDL_VOUCHED_GOOD,   /* a chain leads to the certificates that were given */
	BDL_VOUCHED_PAST,   /* it did at the time that is stated, and has run out since */
	BDL_VOUCHED_NOT     /* none does: see vouched_why */
};

/* clang-format off */
struct bdl_witness {
	enum bdl_witness_fit fit;
	enum bdl_vouched vouched;
	char why[256];           /* what is wrong, one line; "" where it fits */
	char vouched_why[128];
	char subject[512];       /* whose certificate: "CN=Anna Example,O=..."; "" where none could be read */
	char issuer[512];
	char from[32], until[32];/* its validity: 2026-03-01T12:00:00Z */
	char fingerprint[BDL_SHA256_HEX]; /* SHA-256 of it, or "" */
	char time[32];           /* when, perhaps with fractions of a second; of a signature by the signer's own clock; or "" */
	char accuracy[32];       /* of that time, in seconds: "1", "0.5"; "" where it is not stated */
};
/* clang-format on */

/* Marks it as unfit; the first reason stays. The words may come from strangers: they are made one line, cut to fit. */
void bdl_witness_unfit(struct bdl_witness *w, enum bdl_witness_fit fit, const char *format, ...) BDL_PRINTF(3, 4);
/* Copies text that may be a stranger's into a field of `space` bytes: one line of UTF-8, cut to fit. */
void bdl_witness_text(char *field, size_t space, const char *text);

/* The lines; and back: exactly these lines, in bounds, nothing else. */
int bdl_witness_write(const struct bdl_witness *w, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_witness_read(struct bdl_witness *w, const char *text, size_t length, struct bdl_error *err) BDL_MUST_CHECK;

/* What the sandbox is asked about one file. */
struct bdl_question {
	enum bdl_witness_kind kind;
	int64_t now;         /* seconds since 1970, UTC */
	const void *sealed;  /* what it ought to be over; the parts are borrowed, or lent by the text they were read from */
	size_t sealed_length;
	const void *ca;      /* certificates that are trusted, PEM; length 0: none */
	size_t ca_length;
	const void *request; /* of a time stamp: the request that it ought to answer; length 0: any */
	size_t request_length;
};

int bdl_question_write(const struct bdl_question *q, struct bdl_buffer *out, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_question_read(struct bdl_question *q, const char *text, size_t length, struct bdl_error *err) BDL_MUST_CHECK;

#endif
