/* Step rows: adding steps to the table. Internal to judge. */
#ifndef BDL_JUDGE_STEP_ROWS_H
#define BDL_JUDGE_STEP_ROWS_H

#include "model/bundle.h"

/* Adds a step: to b->steps where its day exists, else to b->undated_steps. */
int bdl_add_step(struct bdl_bundle *b, const struct bdl_step *step, struct bdl_error *err) BDL_MUST_CHECK;

#endif
