/*
 * Recipients: who a bundle is made for, and what each asks of its PDF. Rules of the world as data: schemas/recipients,
 * compiled in, each rule with its source, the date of its last review and how sure it is. Code only interprets them.
 */
#ifndef BDL_MODEL_RECIPIENT_H
#define BDL_MODEL_RECIPIENT_H

#include "base/error.h"
#include "model/period.h"
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

/* Where a line of the rules comes from. */
struct bdl_said {
	const char *source;      /* where it stands, with its edition */
	const char *reviewed;    /* ISO date on which it was last read: the line's own, else the file's */
	char confidence;         /* as in bdl_limit: only 'S' was read in an official text */
};

/* Something that has to be in the bundle, or had better be. Any of steps or kinds will do. */
struct bdl_enclosure {
	const char *id;          /* "final-response" */
	const char *what;        /* "final response": after "the" */
	const char **steps, **kinds; /* ids of schemas/steps.yaml and kinds.yaml, NULL-ended; or NULL */
	bool required;           /* else advised */
	const char *why;         /* "the examiner takes no complaint without it" */
	const char *todo;        /* "Put it into the folder; it says at its end that you can go to the examiner." */
	struct bdl_said said;
};

/* A last day for the applicant. */
struct bdl_deadline_rule {
	const char *id;          /* "ice-six-months" */
	const char *what;        /* "Complaint to the Independent Case Examiner" */
	const char *rule;        /* "six months from receiving the final response" */
	const char **triggers;   /* ids of steps: the newest of any counts, NULL-ended */
	const char **done;       /* ids of steps that are what was to be done; NULL-ended, or NULL */
	bool first;              /* the oldest trigger counts, not the newest */
	struct bdl_period period;
	struct bdl_said said;
};

/* What a recipient has promised: how fast it answers. Counted whoever the bundle is for. */
struct bdl_standard_rule {
	const char *id;          /* "cms-reply" */
	const char *what;        /* "CMS: reply within 15 working days" */
	const char *asked;       /* id of a step */
	const char **answered;   /* ids of steps that answer it, NULL-ended */
	struct bdl_period period;
	struct bdl_said said;
};

enum bdl_fact {
	BDL_FACT_NAME, BDL_FACT_ADDRESS, BDL_FACT_PHONE, BDL_FACT_EMAIL, BDL_FACT_BORN, BDL_FACT_REFERENCE,
	BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_CONSTITUENCY, BDL_FACT_CLAIM_NUMBER, BDL_FACT_COMPLAINT_REFERENCE,
	BDL_FACT_REPRESENTATIVE, BDL_FACT_CONSENT
};

/* What the cover must show, or must not. */
struct bdl_fact_rule {
	enum bdl_fact fact;
	enum bdl_fact_wish { BDL_FACT_REQUIRED, BDL_FACT_ADVISED, BDL_FACT_HIDDEN } wish;
	const char *why;
	struct bdl_said said;
};

struct bdl_recipient {
	const char *id;          /* "ice" */
	const char *name;        /* "Independent Case Examiner" */
	const char *short_name;  /* "the examiner": inside a sentence */
	const char *reviewed;    /* ISO date */
	const char **address;    /* postal, in lines, NULL-ended; or NULL */
	const char *email, *phone, *site; /* or NULL */
	struct bdl_said address_said, email_said;
	const char *next;        /* id of the next stage; or NULL */
	const char *next_words;  /* "If it is not upheld: ask your MP to refer it to the Ombudsman." or NULL */
	const char **notes;      /* other lines that a sender should know, NULL-ended; or NULL */
	struct bdl_enclosure *enclosures; size_t enclosure_count;
	struct bdl_deadline_rule *deadlines; size_t deadline_count;
	struct bdl_standard_rule *standards; size_t standard_count;
	struct bdl_fact_rule *facts; size_t fact_count;
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

/* Lend. The one of that id, NULL where there is none; the one of that id or name ("the" in front and capitals do not matter); the one at `at`, in the order in which they are said, NULL behind the last. */
const struct bdl_recipient *bdl_recipient_find(const struct bdl_recipients *r, const char *id);
const struct bdl_recipient *bdl_recipient_meant(const struct bdl_recipients *r, const char *words);
const struct bdl_recipient *bdl_recipient_at(const struct bdl_recipients *r, size_t at);

/* For tests: one recipient from YAML, the only one of *out. */
int bdl_recipients_load_one(struct bdl_recipients **out, const char *yaml, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
