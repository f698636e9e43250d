/*
 * Delays: who asked what when, when the answer came, how long that took against what is allowed, in working days. It claims
 * only what documents show: an answer closes every question of its sort that was open, so that none is called unanswered that
 * may have been answered; where no time is set nothing is over. Pure.
 */
#ifndef BDL_JUDGE_DELAYS_H
#define BDL_JUDGE_DELAYS_H

#include "base/arena.h"
#include "model/holidays.h"
#include "model/step.h"
#include "model/waits.h"

/* clang-format off */
/* What answers a question, and what is allowed for it. */
struct bdl_standard {
	const char *asked;       /* type of the question */
	const char *const *answered; /* types that answer it, NULL-ended */
	int working_days;        /* allowed; 0: no time is set */
	const char *what, *source; /* handed on to the row; or NULL */
	char confidence;
};

struct bdl_delays {
	struct bdl_delay *rows; size_t count;      /* by day of asking */
	struct bdl_silence *silences; size_t silence_count; /* of at least as many days as was asked for */
};
/* clang-format on */

struct bdl_delays_input {
	const struct bdl_step *steps; /* by day */
	size_t step_count;
	const struct bdl_standard *standards;
	size_t standard_count;
	struct bdl_day today;
	int silence_least;       /* calendar days */
	const struct bdl_holidays *holidays;
	enum bdl_nation nation;
};

/* From the arena. -1: out of memory. A step after today is not looked at. */
int bdl_delays_find(const struct bdl_delays_input *in, struct bdl_arena *a, struct bdl_delays *out, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
