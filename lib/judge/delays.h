/*
 * Delays: who asked what when, when the answer came, how long that took against what is allowed, in working days. It claims
 * only what documents show: an answer closes every question of its sort that was open, so that none is called unanswered that
 * may have been answered; where no time is set nothing is over. One of the same day closes a question too, whichever stands
 * first, unless an older one was waiting for it. What a person said answers what comes before all that. Pure.
 */
#ifndef BDL_JUDGE_DELAYS_H
#define BDL_JUDGE_DELAYS_H

#include "base/arena.h"
#include "model/holidays.h"
#include "model/period.h"
#include "model/step.h"
#include "model/waits.h"

/* clang-format off */
/* What answers a question, and what is allowed for it. */
struct bdl_standard {
	const char *asked;       /* type of the question */
	const char *const *answered; /* types that answer it, NULL-ended */
	struct bdl_period period;/* allowed; count 0: no time is set */
	bool when_answered;      /* promised for these answers alone: no row while none of them has come */
	const char *what;        /* "CMS: reply within 15 working days"; NULL where no time is set */
	const char *source, *reviewed; /* handed on to the row; or NULL */
	char confidence;
	const char *sentence, *label; /* of the sort of question, handed on; or NULL */
};

struct bdl_delays {
	struct bdl_delay *rows; size_t count;      /* by day of asking, then in the order of the standards */
	struct bdl_silence *silences; size_t silence_count; /* of at least as many days as was asked for */
};
/* clang-format on */

struct bdl_delays_input {
	const struct bdl_step *steps; /* by day */
	size_t step_count;
	/*
	 * A question has a row for each standard of its type with a time; where that gives none, one for the first without. Its
	 * silence is that of the first without a time, else of the first.
	 */
	const struct bdl_standard *standards;
	size_t standard_count;
	struct bdl_day today;
	int silence_least;       /* calendar days */
	const struct bdl_holidays *holidays;
	enum bdl_nation nation;
};

/* From the arena. -1: out of memory. A step after today is not looked at; takes time in proportion to steps and standards. */
int bdl_delays_find(const struct bdl_delays_input *in, struct bdl_arena *a, struct bdl_delays *out, struct bdl_error *err)
	BDL_MUST_CHECK;

#endif
