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

/* How one tells a step: every condition named must hold. Words as in model/kind.h. */
struct bdl_step_rule {
	const char **kinds; unsigned kinds_count; /* the exhibit is one of these kinds */
	const char **any;   unsigned any_count;   /* at least one of these in title or text */
	const char **all;   unsigned all_count;
	const char **none;  unsigned none_count;
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
	struct bdl_step_kind *kinds; unsigned kinds_count;
};

/* Reads the YAML text (NULL: the one compiled in). *out is freed with bdl_step_kinds_release(); NULL is fine there. */
int bdl_step_kinds_load(struct bdl_step_kinds **out, const char *yaml, size_t length, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_step_kinds_release(struct bdl_step_kinds *k);

/* Lend; NULL where there is none of that id. */
const struct bdl_step_kind *bdl_step_kind_find(const struct bdl_step_kinds *k, const char *id);

#endif
