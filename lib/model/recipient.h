/*
 * Recipients: who a bundle is made for, what each asks to find in it and of its PDF, what last days they set and how fast they
 * have promised to answer. Rules of the world as data: the files of schemas/recipients, compiled in, and files of the user's
 * own. Every line has its source, the date of its last review and how sure it is. Code only interprets them. docs/recipients.md
 * says how such a file is written.
 */
#ifndef BDL_MODEL_RECIPIENT_H
#define BDL_MODEL_RECIPIENT_H

#include "base/calendar.h"
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
	const char *reviewed;    /* as in bdl_said */
};

/* A document of the bundle that may not be longer. */
struct bdl_document_limit {
	const char *document;    /* words that its row of the index holds: "skeleton argument" */
	unsigned pages;
	const char *source;
	char confidence;
	const char *reviewed;
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
	const char **steps, **kinds; /* ids of schemas/steps.yaml and kinds.yaml, NULL-ended; or NULL. Both NULL: no program can tell */
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
	bool later;              /* its trigger comes only when the bundle has been sent: without one it has not begun, and nothing is missing */
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
	bool when_answered;      /* promised for that answer alone ("a settlement within 15 weeks"): nothing is over while it has not come */
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
	const char **aliases;    /* other ids by which it is found: "jr"; NULL-ended, or NULL */
	int order;               /* 1 to 1000: they are said in this order */
	const char *path;        /* of the file that it was read from, where that is the user's own; else NULL */
	const char *name;        /* "Independent Case Examiner" */
	const char *short_name;  /* "the examiner": inside a sentence */
	const char *reviewed;    /* ISO date */
	const char **address;    /* postal, in lines, NULL-ended; or NULL */
	const char *email, *phone, *site; /* or NULL */
	struct bdl_said address_said, email_said, phone_said, site_said, next_said; /* source NULL where there is no such line */
	const char *next;        /* id of the next stage; or NULL */
	const char *next_words;  /* "If it is not upheld: ask your MP to refer it to the Ombudsman." or NULL */
	const char **notes;      /* other lines that a sender should know, NULL-ended; or NULL */
	struct bdl_said *note_said; /* of each of notes */
	struct bdl_enclosure *enclosures; size_t enclosure_count;
	struct bdl_deadline_rule *deadlines; size_t deadline_count;
	struct bdl_standard_rule *standards; size_t standard_count;
	struct bdl_fact_rule *facts; size_t fact_count;
	bool by_section;         /* A1, A2 ..., B1 ... instead of 1, 2, 3 */
	const char *number_prefix; /* in front of each printed number, so that it is told from theirs: "App "; or NULL */
	struct bdl_said number_prefix_said; /* source NULL where there is no such line */
	struct bdl_limit number_size; /* points of the printed number; value 0: as usual */
	bool court;              /* the rules about exhibits, hearings and core bundles can apply */
	struct bdl_limit bytes_safe;   /* of one file: above it, look; 0: only the outer figure */
	struct bdl_limit bytes_most;   /* above it, it will be refused */
	struct bdl_limit pages_most;
	struct bdl_limit core_above;   /* pages above which a core bundle is needed */
	struct bdl_limit least_type;   /* points */
	bool wants_reference;    /* from facts: the CMS reference of 12 figures is required on the cover */
	bool wants_insurance;    /* from facts: so is the National Insurance number */
	bool takes_insurance;    /* from facts: it is required or advised, so it is no slip there */
	bool warns_of_messages;  /* letters, screenshots, photographs and chats only where they are asked for */
	bool wants_hearing;      /* file name and subject line end with the date of the hearing */
	bool wants_summary;      /* one page that sums up the case, behind the cover */
	const char *summary_asks;/* what its reader is asked to do: "To refer this complaint ..."; NULL: it says nothing of that */
	struct bdl_said numbering_said, messages_said, hearing_said, summary_said; /* source NULL where there is no such line */
	struct bdl_document_limit *documents; unsigned documents_count;
};
/* clang-format on */

/*
 * More than a year before `today` (which exists): what was true then may not be any more, and whoever shows the line says so.
 * An official text was read: a line for which that is not so is shown as "check this with them".
 */
bool bdl_said_is_old(const struct bdl_said *s, struct bdl_day today);
bool bdl_said_is_official(const struct bdl_said *s);
/* Of a limit of the PDF; of a document that may not be longer. */
struct bdl_said bdl_limit_said(const struct bdl_limit *l);
struct bdl_said bdl_document_limit_said(const struct bdl_document_limit *l);

/* "national-insurance", as in the files; -1 for no fact. "National Insurance number": after "the", "your". */
const char *bdl_fact_token(enum bdl_fact f);
int bdl_fact_from_token(const char *token);
const char *bdl_fact_label(enum bdl_fact f);

struct bdl_recipients;

/* All of them, from what is compiled in. *out is freed with bdl_recipients_release(); NULL is fine there. */
int bdl_recipients_load(struct bdl_recipients **out, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_recipients_release(struct bdl_recipients *r);

/*
 * A recipient of the user's own, from the bytes of a file (at most BDL_RECIPIENT_MOST of them). It takes the place of the one that
 * has the same id. *one, unless NULL, gets it, lent by r. path is kept in it, and stands in errors: BDL_EFORMAT with the line for
 * what breaks schemas/recipient.schema.json, for steps and kinds that there are none of, and for what is there twice; r is
 * as it was then, but for bdl_recipient_at(), whose answers do not outlive a call of this.
 */
int bdl_recipients_add(struct bdl_recipients *r, const char *path, const char *yaml, size_t length,
	const struct bdl_recipient **one, struct bdl_error *err) BDL_MUST_CHECK;
#define BDL_RECIPIENT_MOST (256u * 1024u)

/* "./my-tribunal.yaml": a word given for a recipient that means a file, not an id: it holds a slash or ends in .yaml or .yml. */
bool bdl_recipient_is_path(const char *word);

/*
 * Lend. The one of that id or alias, NULL where there is none; the one of that id, alias or name ("the" in front and capitals
 * do not matter); the one at `at`, in the order in which they are said, NULL behind the last.
 */
const struct bdl_recipient *bdl_recipient_find(const struct bdl_recipients *r, const char *id);
const struct bdl_recipient *bdl_recipient_meant(const struct bdl_recipients *r, const char *words);
const struct bdl_recipient *bdl_recipient_at(const struct bdl_recipients *r, size_t at);

/* An enclosure of r, required or advised, is met by a step of that type. */
bool bdl_recipient_asks_for_step(const struct bdl_recipient *r, const char *type);

/* For tests: one recipient from YAML, the only one of *out, checked as in bdl_recipients_add(). */
int bdl_recipients_load_one(struct bdl_recipients **out, const char *yaml, size_t length, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
