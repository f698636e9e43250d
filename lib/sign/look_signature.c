/*
 * A signature: CMS SignedData (RFC 5652) in DER, detached, of one signer, who brings the
 * certificate along. What it states beyond that the key of this certificate signed these bytes, the
 * time above all, the signer says himself.
 */
#include "sign/inside.h"

#include <openssl/cms.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>
#include <string.h>

struct signature {
	const struct bdl_looking *l;
	CMS_ContentInfo *cms;
	CMS_SignerInfo *signer; /* lent by cms, as the next two */
	X509 *certificate;
	const EVP_MD *digest;
};

static bool unfit(struct signature *s, const char *why)
{
	bdl_witness_unfit(s->l->w, BDL_WITNESS_BROKEN, "%s", why);
	return false;
}

/* SHA-1 and MD5 can be led to the same value with other bytes. */
static bool take_digest(struct signature *s)
{
	X509_ALGOR *algorithm = NULL;
	const ASN1_OBJECT *object = NULL;

	CMS_SignerInfo_get0_algs(s->signer, NULL, &s->certificate, &algorithm, NULL);
	if (!s->certificate)
		return unfit(s, "carries no certificate of its signer");
	if (algorithm)
		X509_ALGOR_get0(&object, NULL, NULL, algorithm);
	s->digest = object ? EVP_get_digestbyobj(object) : NULL;
	if (!s->digest || EVP_MD_get_size(s->digest) < BDL_SHA256_SIZE)
		return unfit(s, "is made with a hash that is weak or not known");
	return true;
}

static bool take_signer(struct signature *s)
{
	STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(s->cms);

	if (sk_CMS_SignerInfo_num(signers) != 1)
		return unfit(s, "is not of exactly one signer, which this program needs");
	(void)CMS_set1_signers_certs(s->cms, NULL, 0);
	s->signer = sk_CMS_SignerInfo_value(signers, 0);
	return take_digest(s);
}

static bool open_signature(struct signature *s)
{
	const unsigned char *p = s->l->bytes;

	s->cms = d2i_CMS_ContentInfo(NULL, &p, (long)s->l->length);
	if (!s->cms || OBJ_obj2nid(CMS_get0_type(s->cms)) != NID_pkcs7_signed)
		return unfit(s, "is no CMS signature in DER form");
	if (p != s->l->bytes + s->l->length)
		return unfit(s, "has bytes behind its end");
	if (OBJ_obj2nid(CMS_get0_eContentType(s->cms)) != NID_pkcs7_data ||
		CMS_is_detached(s->cms) != 1)
		return unfit(s, "is no detached signature: it carries what it signs");
	return take_signer(s);
}

/* Of the attributes that are signed too: the hash of what was signed. Lent; NULL: there is none. */
static const ASN1_OCTET_STRING *stated_hash(const struct signature *s)
{
	return CMS_signed_get0_data_by_OBJ(
		s->signer, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
}

static bool is_over_other_bytes(const struct signature *s)
{
	const ASN1_OCTET_STRING *stated = stated_hash(s);
	unsigned char hash[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (!stated || CMS_SignerInfo_verify(s->signer) != 1 ||
		EVP_Digest(s->l->q->sealed, s->l->q->sealed_length, hash, &n, s->digest, NULL) != 1)
		return false;
	return ASN1_STRING_length(stated) != (int)n ||
	       memcmp(ASN1_STRING_get0_data(stated), hash, n) != 0;
}

/* Behind a buffer: of plain memory CMS_verify() of OpenSSL 3.0 makes a copy, which it loses where
 * it fails. NULL: no memory. */
static BIO *sealed_bytes(const struct bdl_question *q)
{
	BIO *bytes = BIO_new_mem_buf(q->sealed, (int)q->sealed_length);
	BIO *front = bytes ? BIO_new(BIO_f_buffer()) : NULL;

	if (front)
		return BIO_push(front, bytes);
	BIO_free(bytes);
	return NULL;
}

static bool holds(struct signature *s)
{
	BIO *sealed = sealed_bytes(s->l->q);
	bool good = sealed && CMS_verify(s->cms, NULL, NULL, sealed, NULL,
				      CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) == 1;

	BIO_free_all(sealed);
	if (good)
		return true;
	if (!is_over_other_bytes(s))
		return unfit(s, "does not hold: it was damaged or forged");
	bdl_witness_unfit(s->l->w, BDL_WITNESS_OTHER,
		"is over other bytes: it belongs to another archive, or this one was changed");
	return false;
}

/* Of the attributes that are signed too: a sequence. NULL: there is none. */
static const ASN1_STRING *signed_sequence(const struct signature *s, int nid)
{
	return CMS_signed_get0_data_by_OBJ(s->signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE);
}

/*
 * The key alone does not tell which certificate was meant: its name could be another's. Most
 * signatures, ours too, have the certificate's hash among what is signed (RFC 5035). One without
 * leaves that to who vouches for the certificate.
 */
static bool is_by_its_certificate(struct signature *s)
{
	const ASN1_STRING *first = signed_sequence(s, NID_id_smime_aa_signingCertificate);
	const ASN1_STRING *second = signed_sequence(s, NID_id_smime_aa_signingCertificateV2);
	STACK_OF(X509) *chain = CMS_get1_certs(s->cms);
	ESS_SIGNING_CERT *v1 = NULL;
	ESS_SIGNING_CERT_V2 *v2 = NULL;
	bool good = first || second ? chain != NULL : true;
	const unsigned char *p;

	if (first && (p = ASN1_STRING_get0_data(first)))
		good &= (v1 = d2i_ESS_SIGNING_CERT(NULL, &p, ASN1_STRING_length(first))) != NULL;
	if (second && (p = ASN1_STRING_get0_data(second)))
		good &= (v2 = d2i_ESS_SIGNING_CERT_V2(NULL, &p, ASN1_STRING_length(second))) !=
			NULL;
	/* the signer's own must be the first of both */
	if (good && (v1 || v2))
		good = X509_up_ref(s->certificate) == 1 &&
		       sk_X509_unshift(chain, s->certificate) > 0 &&
		       OSSL_ESS_check_signing_certs(v1, v2, chain, 1) == 1;
	ESS_SIGNING_CERT_free(v1);
	ESS_SIGNING_CERT_V2_free(v2);
	sk_X509_pop_free(chain, X509_free);
	return good || unfit(s, "is not by the certificate that it carries: that was exchanged");
}

/* By the signer's own clock. Lent; NULL: it is not stated. */
static const ASN1_TIME *stated_time(const struct signature *s)
{
	int at = CMS_signed_get_attr_by_NID(s->signer, NID_pkcs9_signingTime, -1);
	X509_ATTRIBUTE *attribute = at < 0 ? NULL : CMS_signed_get_attr(s->signer, at);
	const ASN1_TYPE *value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;

	if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
		return NULL;
	return value->value.asn1_string;
}

static void judge(struct signature *s)
{
	struct bdl_witness *w = s->l->w;
	const ASN1_TIME *time;
	STACK_OF(X509) * others;

	if (!open_signature(s))
		return;
	bdl_certificate_tell(s->certificate, w);
	if (!holds(s) || !is_by_its_certificate(s))
		return;
	time = stated_time(s);
	bdl_certificate_time(time, w->time);
	/* times of one form compare as texts */
	if (w->time[0] && (strcmp(w->time, w->from) < 0 || strcmp(w->time, w->until) > 0))
		unfit(s, "says that it was made at a time when its certificate was not valid");
	others = CMS_get1_certs(s->cms);
	bdl_certificate_vouch(s->l, s->certificate, others, X509_PURPOSE_SMIME_SIGN, time);
	sk_X509_pop_free(others, X509_free);
}

void bdl_look_at_signature(const struct bdl_looking *l)
{
	struct signature s = {.l = l};

	judge(&s);
	CMS_ContentInfo_free(s.cms);
}
