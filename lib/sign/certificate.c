/* Certificate: whose it is, for how long, and who vouches for it. */
#include "sign/inside.h"

#include <inttypes.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <stdio.h>
#include <string.h>

void bdl_certificate_time(const ASN1_TIME *t, char out[32])
{
	struct tm tm;
	const char *raw, *dot;
	char text[128];
	size_t n;

	out[0] = '\0';
	if (!t || ASN1_TIME_to_tm(t, &tm) != 1)
		return;
	raw = (const char *)ASN1_STRING_get0_data(t);
	dot = memchr(raw, '.', (size_t)ASN1_STRING_length(t));
	n = dot ? strspn(dot + 1, "0123456789") : 0;
	snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d%s%.*sZ", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, n ? "." : "",
		n > 9 ? 9 : (int)n, n ? dot + 1 : "");
	if (strlen(text) < 32)
		memcpy(out, text, strlen(text) + 1);
}

int64_t bdl_certificate_seconds(const ASN1_TIME *t, int64_t now)
{
	ASN1_TIME *base = ASN1_TIME_set(NULL, (time_t)now);
	int days, seconds;
	int64_t answer = -1;

	if (base && t && ASN1_TIME_diff(&days, &seconds, base, t) == 1)
		answer = now + (int64_t)days * 86400 + seconds;
	ASN1_TIME_free(base);
	return answer;
}

static void tell_name(const X509_NAME *name, char *field, size_t space)
{
	/* as RFC 2253, the last part first, but letters of all alphabets as they are */
	const unsigned long flags = (XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
	BIO *text = BIO_new(BIO_s_mem());
	char *s;

	if (text && X509_NAME_print_ex(text, name, 0, flags) >= 0 && BIO_write(text, "", 1) == 1 &&
		BIO_get_mem_data(text, &s) > 0)
		bdl_witness_text(field, space, s);
	BIO_free(text);
}

void bdl_certificate_tell(X509 *certificate, struct bdl_witness *w)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned length = 0;

	tell_name(X509_get_subject_name(certificate), w->subject, sizeof(w->subject));
	tell_name(X509_get_issuer_name(certificate), w->issuer, sizeof(w->issuer));
	bdl_certificate_time(X509_get0_notBefore(certificate), w->from);
	bdl_certificate_time(X509_get0_notAfter(certificate), w->until);
	if (X509_digest(certificate, EVP_sha256(), digest, &length) == 1 &&
		length == BDL_SHA256_SIZE)
		bdl_hex(digest, w->fingerprint);
	if (!w->from[0] || !w->until[0] || !w->fingerprint[0])
		bdl_witness_unfit(w, BDL_WITNESS_BROKEN, "its certificate cannot be read");
}

/* All certificates of the file are trusted, as by openssl's -CAfile. NULL: there is none in it. */
static X509_STORE *trusted(const struct bdl_question *q)
{
	X509_STORE *store = X509_STORE_new();
	BIO *pem = BIO_new_mem_buf(q->ca, (int)q->ca_length);
	bool any = false;
	X509 *one;

	while (store && pem && (one = PEM_read_bio_X509(pem, NULL, NULL, NULL))) {
		any |= X509_STORE_add_cert(store, one) == 1;
		X509_free(one);
	}
	BIO_free(pem);
	if (any)
		return store;
	X509_STORE_free(store);
	return NULL;
}

/* X509_V_OK or why not. */
static int chain(
	X509_STORE *store, X509 *certificate, STACK_OF(X509) * others, int purpose, int64_t at)
{
	X509_STORE_CTX *c = X509_STORE_CTX_new();
	int why = X509_V_ERR_OUT_OF_MEM;

	if (c && X509_STORE_CTX_init(c, store, certificate, others) == 1 &&
		X509_STORE_CTX_set_purpose(c, purpose) == 1) {
		X509_STORE_CTX_set_time(c, 0, (time_t)at);
		bool leads = X509_verify_cert(c) == 1;

		why = X509_STORE_CTX_get_error(c);
		if (!leads && why == X509_V_OK)
			why = X509_V_ERR_UNSPECIFIED;
	}
	X509_STORE_CTX_free(c);
	return why;
}

void bdl_certificate_vouch(const struct bdl_looking *l, X509 *certificate, STACK_OF(X509) * others,
	int purpose, const ASN1_TIME *stated)
{
	struct bdl_witness *w = l->w;
	X509_STORE *store;
	int64_t then;
	int why;

	if (l->q->ca_length == 0)
		return;
	w->vouched = BDL_VOUCHED_NOT;
	store = trusted(l->q);
	if (!store) {
		bdl_witness_text(w->vouched_why, sizeof(w->vouched_why),
			"the file of trusted certificates holds none in PEM form");
		return;
	}
	why = chain(store, certificate, others, purpose, l->q->now);
	then = stated ? bdl_certificate_seconds(stated, l->q->now) : -1;
	if (why == X509_V_OK)
		w->vouched = BDL_VOUCHED_GOOD;
	else if (why == X509_V_ERR_CERT_HAS_EXPIRED && then >= 0 &&
		 chain(store, certificate, others, purpose, then) == X509_V_OK)
		w->vouched = BDL_VOUCHED_PAST;
	else
		bdl_witness_text(
			w->vouched_why, sizeof(w->vouched_why), X509_verify_cert_error_string(why));
	X509_STORE_free(store);
}
