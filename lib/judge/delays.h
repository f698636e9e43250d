/*
 * Delays: who asked what when, when the answer came, how long that took against what is allowed, in working days. It claims
 * only what documents show: an answer closes every question of its sort that was open, so that none is called unanswered that
 * may have been answered; where no time is set nothing is over. Pure.
 */
#ifndef BDL_JUDGE_DELAYS_H
#define BDL_JUDGE_DELAYS_H

#include "base/arena.h"
#include "model/holidays.h"

#define BDL_NO_STEP SIZE_MAX

/* clang-format off */
/* Something that was done about the case; sorts are the caller's tokens ("complaint", "final-response"). */
struct bdl_step {
	struct bdl_day day;
	const char *sort;
	size_t exhibit;          /* the caller's */
	size_t answers;          /* row of the step that this one is said to answer; BDL_NO_STEP: nobody said */
};

/* What answers a question, and what is allowed for it. */
struct bdl_standard {
	const char *asked;       /* sort of the question */
	const char *const *answered; /* sorts that answer it, NULL-ended */
	int working_days;        /* allowed; 0: no time is set */
};

struct bdl_delay {
	size_t asked, answered;  /* rows of steps; BDL_NO_STEP: not answered */
	size_t standard;         /* row of standards */
	int allowed;             /* working days; 0: none is set */
	int taken;               /* working days after the day of asking up to that of the answer, or up to today */
	int over;                /* taken - allowed; 0 where it is in time or no time is set */
};

/* Days without an answer: between a question and its answer, or today. */
struct bdl_silence {
	size_t asked;            /* row of steps */
	struct bdl_day from, until; /* of the question; of the answer, or today */
	int days;                /* calendar days */
	bool open;               /* no answer yet */
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
