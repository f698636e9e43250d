/*
 * Waits: the rows of the delay table and of the deadlines, as judge/ reckons them, as they are drawn, and as they stand in
 * bundle.json and in the answer of `bundle check`.
 */
#ifndef BDL_MODEL_WAITS_H
#define BDL_MODEL_WAITS_H

#include "base/calendar.h"
#include <stdbool.h>
#include <stddef.h>

/* clang-format off */
/* What somebody waited for. */
struct bdl_delay {
	size_t asked, answered;  /* rows of steps; answered BDL_NO_STEP: not answered */
	const char *what;        /* sentence of the asking step's sort: "Complaint" */
	const char *standard;    /* what was promised, and by whom: "CMS: reply within 15 working days"; NULL: no time is set */
	const char *source;      /* of that; or NULL */
	const char *reviewed;    /* ISO date on which that was read; or NULL */
	char confidence;         /* as in model/recipient.h; 0 without a standard */
	struct bdl_day from;     /* the day that `allowed` begins with, where it is not that of asking: of receipt, said or deemed; else all 0 */
	int allowed;             /* working days after the day of asking up to the last that is allowed; 0: none is set */
	int taken;               /* working days after the day of asking up to that of the answer, or up to today */
	int over;                /* taken - allowed; 0 where it is in time or no time is set */
};

/* Days without an answer: between a question and its answer, or today. */
struct bdl_silence {
	size_t asked, answered;  /* rows of steps; answered BDL_NO_STEP: not answered */
	const char *what;        /* label of the asking step's sort, after "the": "complaint" */
	struct bdl_day from, until; /* of the question; of the answer, or today */
	int days;                /* calendar days */
	bool open;               /* no answer yet */
};

/* One last day for the applicant. Never without what it counts from. */
struct bdl_deadline {
	const char *id;          /* "ice-six-months" */
	const char *what;        /* "Complaint to the Independent Case Examiner" */
	const char *rule;        /* "six months from receiving the final response" */
	const char *source;
	const char *reviewed;    /* ISO date */
	char confidence;         /* as in model/recipient.h */
	size_t trigger;          /* row of steps */
	const char *label;       /* of the trigger's sort, after "the": "final response" */
	struct bdl_day from;     /* the day that `safe` is counted from: of the letter, in its earliest reading */
	struct bdl_day came;     /* the day that `outer` is counted from, where the rule runs from receipt and somebody said it; else all 0 */
	struct bdl_day safe;     /* the earliest reading: counted from the date of the letter, whatever is said of its receipt */
	struct bdl_day outer;    /* the latest: from receipt, known or deemed; never earlier than `safe`; see judge/deadline.h */
	struct bdl_day aim;      /* the last working day up to `safe` */
	int days_left;           /* calendar days from today to `safe`; below 0: it is over */
	size_t done;             /* row of the step that was to be done; BDL_NO_STEP: not yet, as far as the documents show */
	const char *note;        /* sentences on what is not sure about the day that is counted from; NULL: nothing */
};
/* clang-format on */

/*
 * True where a rule is to be checked with those who made it: it was not read in an official text, or was last read more
 * than a year before today, or nobody said when.
 */
bool bdl_rule_wants_check(char confidence, const char *reviewed, struct bdl_day today);

#endif
