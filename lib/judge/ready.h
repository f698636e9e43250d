/*
 * Ready: what the questions of readiness (ready_*.c) share: the table, the recipient, and how a finding is put down.
 * Each file asks one sort of question; ready.c asks them in order.
 */
#ifndef BDL_JUDGE_READY_H
#define BDL_JUDGE_READY_H

#include "base/buffer.h"
#include "judge/reckon.h"
#include "model/numbering.h"

/* clang-format off */
/* By row of exhibits, but next: by step, where those of unknown day (undated_steps) follow those of a known one. */
struct bdl_ready_steps {
	size_t *first, *next;            /* the document's steps, in their order; BDL_NO_STEP ends them */
	size_t *copy_of;                 /* the document whose steps it shows: itself, or one with the same words that has them */
	bool *none;                      /* a person said that it is no step */
};

struct bdl_readying {
	const struct bdl_bundle *b;
	const struct bdl_recipient *r;
	const struct bdl_told *told;     /* never NULL */
	const char *who;                 /* the recipient inside a sentence: "the examiner" */
	struct bdl_built built;
	struct bdl_ready_steps steps;
	struct bdl_arena *arena;
	struct bdl_ready *out;
	struct bdl_error *err;
	bool failed;                     /* out of memory: nothing more is said */
};
/* clang-format on */

/* The questions, one file each. */
void bdl_ready_enclosures(struct bdl_readying *m);
void bdl_ready_facts(struct bdl_readying *m);
void bdl_ready_deadlines(struct bdl_readying *m);
void bdl_ready_dates(struct bdl_readying *m);
void bdl_ready_files(struct bdl_readying *m);
void bdl_ready_limits(struct bdl_readying *m);
void bdl_ready_case(struct bdl_readying *m);
/* Before them: which steps each document shows. */
void bdl_ready_list_steps(struct bdl_readying *m);
/* What is said below them. */
void bdl_ready_lines(struct bdl_readying *m);

/*
 * Begins a finding: "" and NULL until said. NULL when out of memory: what follows is then to be left out, which the
 * functions below do for themselves. Valid until the next.
 */
struct bdl_ready_finding *bdl_ready_find(struct bdl_readying *m, enum bdl_ready_state state, const char *id,
	const char *format, ...) BDL_PRINTF(4, 5);
void bdl_ready_why(struct bdl_readying *m, struct bdl_ready_finding *f, const char *format, ...) BDL_PRINTF(3, 4);
void bdl_ready_todo(struct bdl_readying *m, struct bdl_ready_finding *f, const char *format, ...) BDL_PRINTF(3, 4);
void bdl_ready_about(struct bdl_readying *m, struct bdl_ready_finding *f, size_t row);
/* Why it matters, with the source if that was read; notes whether the recipient has to be asked. words may be NULL. */
void bdl_ready_said(struct bdl_readying *m, struct bdl_ready_finding *f, const char *words, const struct bdl_said *said);
/* The same of a limit. */
void bdl_ready_limit(struct bdl_readying *m, struct bdl_ready_finding *f, const char *words, const struct bdl_limit *l);

/* ---- words; from the arena, "" where memory has run out ---- */

const char *bdl_ready_printf(struct bdl_readying *m, const char *format, ...) BDL_PRINTF(2, 3);
/* "3 March 2023". */
const char *bdl_ready_day(struct bdl_readying *m, struct bdl_day d);
/* The day of a step; "[3 March 2023]" where its document does not state it. */
const char *bdl_ready_step_day(struct bdl_readying *m, const struct bdl_step *s);
/* "page 43" of the bundle, where it stands in it; "" where it has no place there. */
const char *bdl_ready_page(struct bdl_readying *m, size_t row, unsigned page);
/* "Sunday 3 September 2023". */
const char *bdl_ready_weekday(struct bdl_readying *m, struct bdl_day d);
/* "counted from its date, 3 March 2023 (page 43); it came on 6 March 2023": of a last day. */
const char *bdl_ready_counted_from(struct bdl_readying *m, const struct bdl_deadline *d);
/* "23, 30, 33, 34", at most twelve, then "and 5 more": the numbers of documents. */
const char *bdl_ready_numbers(struct bdl_readying *m, const size_t *rows, size_t count);
/* "13 files", "1 file". */
const char *bdl_ready_counted(struct bdl_readying *m, size_t count, const char *one, const char *many);
/* "£1,200.00". */
const char *bdl_ready_money(struct bdl_readying *m, int64_t pence);

/* ---- what a document shows; the row of one that is no exact copy ---- */

/* The newest of its steps that is of these types, with those of unknown day last: a number as above; BDL_NO_STEP. */
size_t bdl_ready_step_of(const struct bdl_readying *m, size_t row, const char **types);
/* The type of a step that it or a scan of it shows; "none": a person said that it is no step; NULL: nobody knows of one. */
const char *bdl_ready_step_shown(const struct bdl_readying *m, size_t row);

/* ---- supplements: what they lack the bundle before them may hold ---- */

/* What that is called; NULL: this is no supplement. */
const char *bdl_ready_earlier(const struct bdl_readying *m);
/* The file that bundle.yaml names, as it stands there; NULL: it does not, or some of what is named is new. */
const struct bdl_held *bdl_ready_held(const struct bdl_readying *m, const char *file);

/* It has a place in the bundle: it was neither left out nor is it a copy. */
bool bdl_ready_is_bound(const struct bdl_exhibit *x);
bool bdl_ready_is_listed(const char **list, const char *word); /* NULL-ended, or NULL */

#endif
