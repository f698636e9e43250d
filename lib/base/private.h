/*
 * Private: what in a text is nobody else's business: National Insurance numbers, sort codes and accounts, card numbers, postcodes
 * with the address before them, names and words that somebody listed. Finds, judges nothing: who may see what is the caller's.
 * Pure.
 */
#ifndef BDL_BASE_PRIVATE_H
#define BDL_BASE_PRIVATE_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

/* clang-format off */
enum bdl_private_kind {
	BDL_PRIVATE_INSURANCE,   /* a National Insurance number, with or without spaces (HMRC's NIM39110 says which letters) */
	BDL_PRIVATE_ACCOUNT,     /* a sort code, an account number, both, or an IBAN */
	BDL_PRIVATE_CARD,        /* 13 to 19 figures that pass the check of ISO/IEC 7812 (Luhn) */
	BDL_PRIVATE_POSTCODE,    /* a UK postcode, with the street and town before it in the same line or the lines above */
	BDL_PRIVATE_NAME,        /* of a child or another person, as listed */
	BDL_PRIVATE_ADDRESS,     /* as listed */
	BDL_PRIVATE_WORD,        /* as listed */
	BDL_PRIVATE_GPS          /* where a photograph was taken: found by the readers of pictures, never in a text */
};

#define BDL_PRIVATE_KINDS (BDL_PRIVATE_GPS + 1)

struct bdl_private_span {
	size_t at, length;       /* bytes of the text */
	enum bdl_private_kind kind;
};

/* What is searched for beside the patterns; NULL-ended lists, or NULL. Ignoring case and runs of white space, whole words. */
struct bdl_private_list {
	const char **names, **addresses, **words;
	const char **keep;       /* never found: the applicant's own number where the recipient asks for it */
	bool patterns;           /* numbers and postcodes by their form, too */
};

struct bdl_private_spans {
	struct bdl_private_span *list; size_t count; /* by place, not overlapping; malloc'ed, free() */
};
/* clang-format on */

/* text: UTF-8, NUL-terminated. -1: out of memory; *out is empty then. */
int bdl_private_find(const char *text, size_t length, const struct bdl_private_list *l, struct bdl_private_spans *out,
	struct bdl_error *err) BDL_MUST_CHECK;

/* "national-insurance", "account", ...; -1 for no kind. */
const char *bdl_private_token(enum bdl_private_kind k);
int bdl_private_from_token(const char *token);

#endif
