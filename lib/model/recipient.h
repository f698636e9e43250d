/*
 * Recipients: who a bundle is made for, and what each asks of its PDF. Rules of the world as data: schemas/recipients,
 * compiled in, each rule with its source, the date of its last review and how sure it is. Code only interprets them.
 */
#ifndef BDL_MODEL_RECIPIENT_H
#define BDL_MODEL_RECIPIENT_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
/* A figure of a recipient's rules; value 0: no figure is known, and the rest is NULL. */
struct bdl_limit {
	uint64_t value;
	const char *words;       /* as the source has it: "10.0 MB" */
	const char *source;      /* where it stands */
	char confidence;         /* 'S' an official text was read, '2' a secondary one, 'C' source code, 'M' none: ask the recipient */
};

/* A document of the bundle that may not be longer. */
struct bdl_document_limit {
	const char *document;    /* words that its row of the index holds: "skeleton argument" */
	unsigned pages;
	const char *source;
	char confidence;
};

struct bdl_recipient {
	const char *id;          /* "ice" */
	const char *name;        /* "Independent Case Examiner" */
	const char *reviewed;    /* ISO date */
	bool by_section;         /* A1, A2 ..., B1 ... instead of 1, 2, 3 */
	bool court;              /* the rules about exhibits, hearings and core bundles can apply */
	struct bdl_limit bytes_safe;   /* of one file: above it, look; 0: only the outer figure */
	struct bdl_limit bytes_most;   /* above it, it will be refused */
	struct bdl_limit pages_most;
	struct bdl_limit core_above;   /* pages above which a core bundle is needed */
	struct bdl_limit least_type;   /* points */
	bool wants_reference;    /* the CMS reference of 12 figures stands on the cover */
	bool wants_insurance;    /* the National Insurance number stands on the cover; it is no slip there */
	bool warns_of_messages;  /* letters, screenshots, photographs and chats only where they are asked for */
	bool wants_hearing;      /* file name and subject line end with the date of the hearing */
	struct bdl_document_limit *documents; unsigned documents_count;
};
/* clang-format on */

struct bdl_recipients;

/* All of them, from what is compiled in. *out is freed with bdl_recipients_release(); NULL is fine there. */
int bdl_recipients_load(struct bdl_recipients **out, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_recipients_release(struct bdl_recipients *r);

/* Lend. The one of that id, NULL where there is none; the one at `at`, in the order in which they are said, NULL behind the last. */
const struct bdl_recipient *bdl_recipient_find(const struct bdl_recipients *r, const char *id);
const struct bdl_recipient *bdl_recipient_at(const struct bdl_recipients *r, size_t at);

/* For tests: one recipient from YAML, the only one of *out. */
int bdl_recipients_load_one(struct bdl_recipients **out, const char *yaml, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
