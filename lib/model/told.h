/*
 * Told: what a person says of the case beside the documents, in bundle.yaml: who it is about, events, what was due, how
 * payments are known, losses, allegations, what is nobody else's business. All strings are one line of UTF-8, in the case's
 * arena; lists may be empty; NULL or 0 is "not said".
 */
#ifndef BDL_MODEL_TOLD_H
#define BDL_MODEL_TOLD_H

#include "model/arrears.h"
#include "model/holidays.h"
#include <stddef.h>

#define BDL_TOLD_MOST 1000u /* rows of any list here */
#define BDL_DAYS_BEFORE_MOST 27u /* see judge/arrears.h */
#define BDL_DAYS_BEFORE_USUAL 3u /* where payments: of bundle.yaml does not say: people pay a little early */

/* What was said of a person: bits of bdl_person.given. */
enum bdl_given { BDL_GIVEN_ADDRESS = 1, BDL_GIVEN_PHONE = 2, BDL_GIVEN_EMAIL = 4, BDL_GIVEN_BORN = 8 };

/* clang-format off */
/*
 * bundle.json says that these are known, not what they are: in a table read from an archive `given` is as it was, address, phone and
 * email are NULL and born is 0. So whether something was said is asked of `given`, and the members are for who prints them.
 */
struct bdl_person {
	const char *name;        /* "Ms A" */
	const char *address;     /* "1 High Street, Leeds, LS1 1AA" */
	const char *phone, *email;
	struct bdl_day born;     /* all 0: not said */
	unsigned given;          /* enum bdl_given, or-ed */
};

/* Something that happened; also says what a document is (file), or that it is nothing of the kind. */
struct bdl_told_event {
	struct bdl_day day;      /* all 0: that of the file */
	struct bdl_day received; /* all 0: not said */
	const char *type;        /* id of schemas/steps.yaml, "none"; NULL: an event of the chronology only */
	const char *text;        /* one sentence; NULL with a file */
	const char *by;          /* who says so; NULL: the author of the bundle */
	const char *file;        /* where it can be seen: a path, or NULL */
	unsigned page;           /* of that, from 1; 0: the first */
	struct bdl_day answers;  /* the day of the step that it answers; all 0: not said */
	unsigned line;           /* of bundle.yaml; 0: not known */
	size_t row;              /* settle: of exhibits, where `file` is; BDL_NONE: no document shows it */
	const char *said_by;     /* settle: `by`, else the author's name; never NULL */
	const char *sentence;    /* settle: of the chronology: `text`, else what its type is called; NULL: it needs no row */
};

/* A transaction is a payment of what is due if everything that is said here holds. */
struct bdl_payment_rule {
	const char *payer;       /* words in what the bank calls it or in the other party's name, ignoring case */
	const char *reference;   /* the same */
	int64_t least, most;     /* pence; 0: no bound */
	bool paid_out;           /* money out of the account: the statements are the paying parent's; else money in */
	struct bdl_day from, until; /* all 0: no bound */
};

/* A payment that stands in no bank file: cash, or an account that is not in the folder. */
struct bdl_told_payment {
	struct bdl_day day;
	int64_t pence;           /* above 0 */
	const char *by, *file;   /* who says so; where it can be seen; or NULL */
	unsigned page, line;
};

struct bdl_loss {
	const char *what;        /* "Overdraft fees" */
	int64_t pence;           /* 0: not a sum of money */
	struct bdl_day day;      /* all 0: not said */
	const char *file;        /* its proof, or NULL */
	unsigned page, line;
};

struct bdl_allegation {
	const char *heading;     /* "Delay" */
	const char *text;        /* one sentence, or NULL */
	const char **files;      /* paths as in model/court.h, NULL-ended; or NULL */
	size_t *rows; size_t row_count; /* judge: rows of exhibits tagged to it, here or in index.csv, in the bundle's order */
};

/* What a recipient has no need of; the names of people, not of things. NULL-ended lists, or NULL. */
struct bdl_private {
	const char **children;   /* names */
	const char **people;     /* other people's names */
	const char **addresses;  /* any part of them: "12 Elm Road", "LS1 1AA" */
	const char **words;      /* anything else, as it stands: phone numbers, account numbers */
	const char **keep;       /* never hidden: found by pattern, but meant to be seen */
};

struct bdl_node;

/* A path that bundle.yaml names for an event, a payment, a loss or an allegation, and where. */
struct bdl_told_path {
	const char *path;
	const struct bdl_node *node; /* of the file's tree; never NULL */
	bool many;               /* a folder or a pattern may stand there */
};

struct bdl_told {
	struct bdl_person applicant, representative; /* name NULL: not said */
	const char *consent;     /* path of the applicant's consent to being represented; or NULL */
	const char *constituency;/* "Leeds Central and Headingley" */
	const char *mp;          /* the Member's name */
	const char *complaint_reference; /* optional: there is none before a complaint reaches the complaints team */
	enum bdl_nation nation;  /* whose working days count */
	unsigned silence_days;   /* silences of so many calendar days are listed; 0: 30 */

	struct bdl_told_event *events; size_t event_count;

	struct bdl_due_rule *schedule; size_t schedule_count;  /* by `from`, not overlapping */
	struct bdl_payment_rule *payment_rules; size_t payment_rule_count;
	struct bdl_told_payment *payments; size_t payment_count;
	unsigned days_before;    /* up to BDL_DAYS_BEFORE_MOST: a payment so many days before a sum is due is for that sum */
	int64_t stated_owed;     /* a figure in evidence to compare the sum with; 0: none */
	const char *stated_in;   /* the file where it stands, or NULL */
	unsigned stated_page;

	struct bdl_loss *losses; size_t loss_count;
	const char *remedy;      /* what is asked for, one sentence; or NULL */

	struct bdl_allegation *allegations; size_t allegation_count;
	struct bdl_private private;

	struct bdl_told_path *paths; size_t path_count; /* as they are read; none in a table that was read from an archive */
};
/* clang-format on */

/* By enum bdl_nation, NULL-ended: "england-and-wales", ... as bundle.yaml and bundle.json have them. */
extern const char *const bdl_nation_words[];
/* By enum bdl_every, NULL-ended: "once", "week", "2 weeks", ... */
extern const char *const bdl_every_words[];

#endif
