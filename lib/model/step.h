/*
 * Steps: what was done about the case, as typed events: a complaint, its acknowledgement, the final response, a decision, a
 * request to reconsider it. A step is found in a document (judge/steps.c) or told by a person in bundle.yaml or index.csv,
 * which wins. What sorts of step there are, and how one tells, is data: schemas/steps.yaml, compiled in.
 */
#ifndef BDL_MODEL_STEP_H
#define BDL_MODEL_STEP_H

#include "base/calendar.h"
#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BDL_NO_STEP SIZE_MAX
#define BDL_STEP_NONE "none" /* said in index.csv or bundle.yaml: this document is no step, whatever it looks like */

/* clang-format off */
struct bdl_step {
	const char *type;        /* id of schemas/steps.yaml: "final-response" */
	struct bdl_day day;      /* on which it was done: of a letter its date; exists, to the day */
	struct bdl_day received; /* on which it came, where somebody said so; else all 0 */
	size_t exhibit;          /* row of exhibits where it can be seen; BDL_NONE: told by `by`, no document */
	unsigned page;           /* of the exhibit, from 1; 0 without one */
	const char *basis;       /* why it is taken for that: "kind: final response; words: "our final response"" */
	const char *text;        /* one sentence, where a person told it; else NULL */
	const char *by;          /* who told it: "Mr R"; NULL: the document shows it */
	size_t answers;          /* row of the step that this one is said to answer; BDL_NO_STEP: nobody said */
	bool given;              /* said in index.csv or bundle.yaml, not judged */
	bool inferred;           /* its day is not stated in the document (bdl_date_is_stated()) */
};
/* clang-format on */

/* The parts of a letter or a mail that a regex of a rule is held against, folded; see judge/letter.h. */
enum bdl_step_part {
	BDL_STEP_TO,      /* everything up to the salutation: address, references, a mail's header; with the salutation */
	BDL_STEP_HEADING, /* the title behind the salutation, or a mail's subject */
	BDL_STEP_OPENING, /* heading and first sentences */
	BDL_STEP_SAYS,    /* all of its own words: without what it quotes or forwards */
	BDL_STEP_UNLESS,  /* the opening again: the rule does not hold where this is found */
	BDL_STEP_PARTS
};

struct bdl_step_patterns;

/*
 * How one tells a step: every condition named must hold. Words as in model/kind.h, looked for in the document's own words;
 * regexes are POSIX extended, held against folded text as there.
 */
struct bdl_step_rule {
	const char **kinds;  unsigned kinds_count;  /* the exhibit is one of these kinds */
	const char **any;    unsigned any_count;    /* at least one of these in its own words */
	const char **all;    unsigned all_count;
	const char **none;   unsigned none_count;
	const char **sender; unsigned sender_count; /* at least one of these in the sender of mail */
	const char **not_sender; unsigned not_sender_count; /* none of these there */
	const char *to, *heading, *opening, *says, *unless; /* NULL: no such condition */
	struct bdl_step_patterns *patterns; /* of those */
};

struct bdl_step_kind {
	const char *id;          /* "final-response" */
	const char *label;       /* "final response": after "the", "a" */
	const char *sentence;    /* for a row of delays and of the chronology: "Complaint to the CMS" */
	bool asks;               /* an answer is waited for */
	const char **answered;   unsigned answered_count; /* ids of what answers it, in any case */
	struct bdl_step_rule *rules; unsigned rules_count; /* the first that holds decides; kinds earlier in the file win */
};

struct bdl_step_kinds {
	const char **blanks;     unsigned blanks_count; /* regexes: what only a draft, a form to be filled in, a specimen says */
	const char **names;      unsigned names_count; /* words of a path that mean the same */
	struct bdl_step_kind *kinds; unsigned kinds_count;
	struct bdl_step_patterns *patterns; /* of blanks */
};

/*
 * Reads the YAML text (NULL: the one compiled in, whose regexes are taken as right). *out is freed with
 * bdl_step_kinds_release(); NULL is fine there. Not for two threads at once, since regexes are compiled when first asked.
 */
int bdl_step_kinds_load(struct bdl_step_kinds **out, const char *yaml, size_t length, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_step_kinds_release(struct bdl_step_kinds *k);

/* Lend; NULL where there is none of that id. */
const struct bdl_step_kind *bdl_step_kind_find(const struct bdl_step_kinds *k, const char *id);

/* The id that a mistaken word may have been meant for; NULL: none is near. */
const char *bdl_step_kind_nearest(const struct bdl_step_kinds *k, const char *word);

/*
 * True if the rule's regex for that part, which it must have, is found in the text. *word and *length get what stands there;
 * not where either is NULL, which is much quicker.
 */
bool bdl_step_rule_matches(const struct bdl_step_rule *r, enum bdl_step_part part, const char *folded, const char **word,
	size_t *length);

/* True if the folded text says what only a draft, a form to be filled in or a specimen says. */
bool bdl_step_is_blank(const struct bdl_step_kinds *k, const char *folded);

/* Whether one of these was ever answered with no because there was no memory to try it. */
bool bdl_steps_ran_short(const struct bdl_step_kinds *k);

#endif
