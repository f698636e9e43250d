/*
 * A time stamp: the whole response of an authority (RFC 3161), whose token is CMS over the hash of
 * what was stamped, the time and the number (nonce) of the request. Who stated the time is who has
 * the key of the certificate in it.
 */
#include "sign/inside.h"

#include <inttypes.h>
#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>

struct stamp {
	const struct bdl_looking *l;
	TS_RESP *response;
	PKCS7 *token; /* lent by response, as the next two */
	TS_TST_INFO *info;
	X509 *certificate;
};

static bool unfit(struct stamp *s, const char *why)
{
	bdl_witness_unfit(s->l->w, BDL_WITNESS_BROKEN, "%s", why);
	return false;
}

/* clang-format off */
static const char *const statuses[] = {"granted", "granted with changes", "rejected", "is waiting",
	"warns of revocation", "certificate revoked"};

static const struct {
	int bit;
	const char *words;
} failures[] = {
	{0,  "the hash is of a kind that it does not take"},
	{2,  "it does not do what was asked"},
	{5,  "it could not read the request"},
	{14, "its clock is not available"},
	{15, "it does not have the policy that was asked for"},
	{16, "it does not know an extension that was asked for"},
	{17, "it has not got further information that was asked for"},
	{25, "something is wrong with its system"},
};

/* clang-format on */

/* The authority's own words, else what its codes mean. */
static void tell_refusal(struct stamp *s, const TS_STATUS_INFO *status, long code)
{
	const STACK_OF(ASN1_UTF8STRING) *texts = TS_STATUS_INFO_get0_text(status);
	const ASN1_BIT_STRING *bits = TS_STATUS_INFO_get0_failure_info(status);
	const char *name = code >= 0 && code < (long)(sizeof(statuses) / sizeof(*statuses))
				   ? statuses[code]
				   : "refused";
	const char *why = "it does not say why";

	if (bits)
		for (size_t i = 0; i < sizeof(failures) / sizeof(*failures); i++)
			if (ASN1_BIT_STRING_get_bit(bits, failures[i].bit))
				why = failures[i].words;
	if (texts && sk_ASN1_UTF8STRING_num(texts) > 0) {
		const ASN1_UTF8STRING *text = sk_ASN1_UTF8STRING_value(texts, 0);

		bdl_witness_unfit(s->l->w, BDL_WITNESS_BROKEN,
			"is no time stamp: the request was not granted (%s: %.*s)", name,
			ASN1_STRING_length(text), (const char *)ASN1_STRING_get0_data(text));
		return;
	}
	bdl_witness_unfit(s->l->w, BDL_WITNESS_BROKEN,
		"is no time stamp: the request was not granted (%s: %s)", name, why);
}

static bool is_granted(struct stamp *s)
{
	TS_STATUS_INFO *status = TS_RESP_get_status_info(s->response);
	const ASN1_INTEGER *number = status ? TS_STATUS_INFO_get0_status(status) : NULL;
	long code = number ? ASN1_INTEGER_get(number) : -1;

	if (code == TS_STATUS_GRANTED || code == TS_STATUS_GRANTED_WITH_MODS)
		return true;
	if (!status)
		return unfit(s, "is no time stamp: it has no status");
	tell_refusal(s, status, code);
	return false;
}

/* The one signer brings the certificate along. */
static bool take_certificate(struct stamp *s)
{
	STACK_OF(PKCS7_SIGNER_INFO) *infos = PKCS7_get_signer_info(s->token);
	STACK_OF(X509) *signers = NULL;
	X509_ALGOR *algorithm = NULL;
	const ASN1_OBJECT *object = NULL;
	const EVP_MD *digest;

	if (!infos || sk_PKCS7_SIGNER_INFO_num(infos) != 1)
		return unfit(s, "is not of exactly one authority");
	signers = PKCS7_get0_signers(s->token, NULL, 0);
	s->certificate = signers ? sk_X509_value(signers, 0) : NULL;
	sk_X509_free(signers);
	if (!s->certificate)
		return unfit(s, "carries no certificate of the authority that made it");
	PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(infos, 0), NULL, &algorithm, NULL);
	if (algorithm)
		X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	digest = object ? EVP_get_digestbyobj(object) : NULL;
	if (!digest || EVP_MD_get_size(digest) < BDL_SHA256_SIZE)
		return unfit(s, "is made with a hash that is weak or not known");
	return true;
}

static bool open_stamp(struct stamp *s)
{
	const unsigned char *p = s->l->bytes;

	s->response = d2i_TS_RESP(NULL, &p, (long)s->l->length);
	if (!s->response)
		return unfit(s, "is no response of RFC 3161, or is cut short");
	if (p != s->l->bytes + s->l->length)
		return unfit(s, "has bytes behind its end");
	if (!is_granted(s))
		return false;
	s->token = TS_RESP_get_token(s->response);
	s->info = TS_RESP_get_tst_info(s->response);
	if (!s->token || !s->info)
		return unfit(s, "is no time stamp: it holds no token");
	return take_certificate(s);
}

/*
 * Signature, purpose of the certificate and the reference to it in the token. The certificate
 * stands in for those that are trusted: who vouches for it is another question
 * (bdl_certificate_vouch()).
 */
static bool holds(struct stamp *s)
{
	X509_STORE *store = X509_STORE_new();
	int64_t then = bdl_certificate_seconds(TS_TST_INFO_get_time(s->info), s->l->q->now);
	X509 *signer = NULL;
	bool good = false;

	if (store && then >= 0 && X509_STORE_add_cert(store, s->certificate) == 1) {
		X509_VERIFY_PARAM_set_flags(
			X509_STORE_get0_param(store), X509_V_FLAG_PARTIAL_CHAIN);
		X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), (time_t)then);
		good = TS_RESP_verify_signature(s->token, NULL, store, &signer) == 1;
	}
	X509_free(signer);
	X509_STORE_free(store);
	return good || unfit(s, "does not hold: it was damaged or forged, or its certificate is "
				"none for time stamps");
}

static bool is_imprint_of_sealed(TS_MSG_IMPRINT *imprint, const struct bdl_question *q)
{
	const ASN1_OCTET_STRING *stamped = TS_MSG_IMPRINT_get_msg(imprint);
	const ASN1_OBJECT *object = NULL;
	unsigned char hash[EVP_MAX_MD_SIZE];
	const EVP_MD *digest;
	unsigned n = 0;

	X509_ALGOR_get0(&object, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
	digest = EVP_get_digestbyobj(object);
	return digest && EVP_MD_get_size(digest) >= BDL_SHA256_SIZE &&
	       EVP_Digest(q->sealed, q->sealed_length, hash, &n, digest, NULL) == 1 &&
	       ASN1_STRING_length(stamped) == (int)n &&
	       memcmp(ASN1_STRING_get0_data(stamped), hash, n) == 0;
}

static void other(struct stamp *s, const char *why)
{
	bdl_witness_unfit(s->l->w, BDL_WITNESS_OTHER, "%s", why);
}

/* Its number must be that of the request, which must be about this archive. */
static void judge_request(struct stamp *s)
{
	const unsigned char *p = s->l->q->request;
	TS_REQ *request = d2i_TS_REQ(NULL, &p, (long)s->l->q->request_length);
	const ASN1_INTEGER *asked = request ? TS_REQ_get_nonce(request) : NULL;
	const ASN1_INTEGER *answered = TS_TST_INFO_get_nonce(s->info);

	if (!request)
		unfit(s, "cannot be held against the request: that is none of RFC 3161");
	else if (!is_imprint_of_sealed(TS_REQ_get_msg_imprint(request), s->l->q))
		other(s, "cannot be held against the request: that is about another archive");
	else if (asked && (!answered || ASN1_INTEGER_cmp(asked, answered) != 0))
		other(s, "answers another request: the number in it is not that of the request");
	TS_REQ_free(request);
}

/* "1", "0.5"; parts of a second that are not stated are none. */
static void tell_accuracy(struct stamp *s)
{
	TS_ACCURACY *a = TS_TST_INFO_get_accuracy(s->info);
	const ASN1_INTEGER *parts[3];
	int64_t n[3] = {0};
	char text[32];
	size_t end;

	if (!a)
		return;
	parts[0] = TS_ACCURACY_get_seconds(a);
	parts[1] = TS_ACCURACY_get_millis(a);
	parts[2] = TS_ACCURACY_get_micros(a);
	for (size_t i = 0; i < 3; i++)
		if (parts[i] && (ASN1_INTEGER_get_int64(&n[i], parts[i]) != 1 || n[i] < 0 ||
					n[i] > (i ? 999 : INT32_MAX)))
			return;
	snprintf(text, sizeof(text), "%" PRId64 ".%03" PRId64 "%03" PRId64, n[0], n[1], n[2]);
	end = strlen(text);
	while (text[end - 1] == '0')
		end--;
	if (text[end - 1] == '.')
		end--;
	text[end] = '\0';
	bdl_witness_text(s->l->w->accuracy, sizeof(s->l->w->accuracy), text);
}

static void judge(struct stamp *s)
{
	if (!open_stamp(s))
		return;
	bdl_certificate_tell(s->certificate, s->l->w);
	if (!holds(s))
		return;
	bdl_certificate_time(TS_TST_INFO_get_time(s->info), s->l->w->time);
	if (!s->l->w->time[0])
		unfit(s, "states no time that can be read");
	tell_accuracy(s);
	if (!is_imprint_of_sealed(TS_TST_INFO_get_msg_imprint(s->info), s->l->q))
		other(s, "is over other bytes: it belongs to another archive, or this one was "
			 "changed");
	if (s->l->q->request_length)
		judge_request(s);
	bdl_certificate_vouch(s->l, s->certificate, s->token->d.sign->cert,
		X509_PURPOSE_TIMESTAMP_SIGN, TS_TST_INFO_get_time(s->info));
}

void bdl_look_at_stamp(const struct bdl_looking *l)
{
	struct stamp s = {.l = l};

	judge(&s);
	TS_RESP_free(s.response);
}
