/*
 * Reckon: what follows from the steps of a case: last days, delays, arrears, what is tagged to each allegation; and whether the
 * bundle is ready for its recipient. Pure: the day is b->made_on, the rules are handed in.
 */
#ifndef BDL_JUDGE_RECKON_H
#define BDL_JUDGE_RECKON_H

#include "model/bundle.h"
#include "model/facts.h"
#include "model/holidays.h"
#include "model/recipient.h"

/* The steps that one exhibit (a row that is bound, classified and dated) shows, into b->steps. BDL_STAGE_READ. */
int bdl_take_steps(struct bdl_bundle *b, size_t row, const struct bdl_facts *f, const struct bdl_step_kinds *kinds,
	struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Between arrange and chronicle: what bundle.yaml and index.csv say of steps is added and wins; all are sorted by day; calls and
 * payments that somebody named as steps are among them. BDL_EPATH, BDL_EFORMAT with the line of bundle.yaml: a file that is
 * not there, a type that is not known.
 */
int bdl_settle_steps(struct bdl_bundle *b, const struct bdl_step_kinds *kinds, struct bdl_error *err) BDL_MUST_CHECK;

/* Rules that the reckoning needs; lent. */
struct bdl_rules {
	const struct bdl_recipients *recipients;
	const struct bdl_step_kinds *steps;
	const struct bdl_holidays *holidays;
};

/* Behind chronicle: deadlines (of b->recipient, if there is one), delays and silences, arrears, allegations. */
int bdl_reckon(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err) BDL_MUST_CHECK;

/* Its parts, in their order. */
int bdl_reckon_deadlines(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_reckon_delays(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_reckon_arrears(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;
int bdl_tag_allegations(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Can it be sent to recipient r, and what is missing? From the arena. b: reckoned for r, or read back from bundle.json; its
 * made_on is the day that counts as today. built: what has been made of it; NULL or count 0: nothing yet.
 */
int bdl_make_ready(const struct bdl_bundle *b, const struct bdl_recipient *r, const struct bdl_built *built,
	struct bdl_arena *a, struct bdl_ready *out, struct bdl_error *err) BDL_MUST_CHECK;

/* One more finding, in its place: to do, then look, then ok; `ready` is settled anew. Strings and rows are borrowed. */
int bdl_ready_add(struct bdl_ready *ready, const struct bdl_ready_finding *f, struct bdl_arena *a, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
