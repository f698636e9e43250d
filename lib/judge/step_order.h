/* Step order: each step once, by day; and which of them answers which, where a person said so. Internal to judge. */
#ifndef BDL_JUDGE_STEP_ORDER_H
#define BDL_JUDGE_STEP_ORDER_H

#include "model/bundle.h"

/*
 * The steps by day; on one day in the order of the index, those that no document shows last. A step that several copies
 * of one document show, or a document and a person, counts once: where it can be seen, with what a person said of it.
 */
int bdl_order_steps(struct bdl_bundle *b, struct bdl_error *err) BDL_MUST_CHECK;

/* `answers` of the events of bundle.yaml. BDL_EFORMAT where no step of that day waits for an answer. */
int bdl_bind_answers(struct bdl_bundle *b, const struct bdl_step_kinds *kinds, struct bdl_error *err) BDL_MUST_CHECK;

#endif
