/* Delays: see delays.h. */
#include "judge/delays.h"

#include "base/months.h"
#include <string.h>

static size_t standard_of(const struct bdl_delays_input *in, const char *type)
{
	for (size_t i = 0; i < in->standard_count; i++)
		if (strcmp(in->standards[i].asked, type) == 0)
			return i;
	return in->standard_count;
}

static bool can_answer(const struct bdl_standard *s, const char *type)
{
	for (const char *const *p = s->answered; *p; p++)
		if (strcmp(*p, type) == 0)
			return true;
	return false;
}

/* Some step is said to answer it: then no other does. */
static size_t said_answer(const struct bdl_delays_input *in, size_t asked)
{
	for (size_t i = 0; i < in->step_count; i++)
		if (in->steps[i].answers == asked)
			return i;
	return BDL_NO_STEP;
}

static size_t answer_of(
	const struct bdl_delays_input *in, size_t asked, const struct bdl_standard *s)
{
	size_t said = said_answer(in, asked);

	if (said != BDL_NO_STEP)
		return said;
	for (size_t i = asked + 1; i < in->step_count; i++)
		if (in->steps[i].answers == BDL_NO_STEP &&
			bdl_day_compare(in->steps[i].day, in->today) <= 0 &&
			bdl_day_compare(in->steps[i].day, in->steps[asked].day) >= 0 &&
			can_answer(s, in->steps[i].type))
			return i;
	return BDL_NO_STEP;
}

static int add_delay(struct bdl_delays *out, struct bdl_arena *a, const struct bdl_delay *d,
	struct bdl_error *err)
{
	struct bdl_delay *more = bdl_arena_grow(a, out->rows, out->count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(err);
	out->rows = more;
	out->rows[out->count++] = *d;
	return 0;
}

static int add_silence(struct bdl_delays *out, struct bdl_arena *a, const struct bdl_silence *s,
	struct bdl_error *err)
{
	struct bdl_silence *more =
		bdl_arena_grow(a, out->silences, out->silence_count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(err);
	out->silences = more;
	out->silences[out->silence_count++] = *s;
	return 0;
}

static int judge(const struct bdl_delays_input *in, size_t asked, size_t standard,
	struct bdl_arena *a, struct bdl_delays *out, struct bdl_error *err)
{
	const struct bdl_standard *s = &in->standards[standard];
	size_t answered = answer_of(in, asked, s);
	struct bdl_day from = in->steps[asked].day,
		       until = answered == BDL_NO_STEP ? in->today : in->steps[answered].day;
	struct bdl_delay d = {.asked = asked,
		.answered = answered,
		.standard = s->what,
		.source = s->source,
		.confidence = s->confidence,
		.allowed = s->working_days,
		.taken = bdl_working_days_between(in->holidays, in->nation, from, until)};
	const struct bdl_silence silence = {.asked = asked,
		.from = from,
		.until = until,
		.days = bdl_days_between(from, until),
		.open = answered == BDL_NO_STEP};

	if (d.allowed > 0 && d.taken > d.allowed)
		d.over = d.taken - d.allowed;
	if (add_delay(out, a, &d, err) < 0)
		return -1;
	if (silence.days < in->silence_least)
		return 0;
	return add_silence(out, a, &silence, err);
}

int bdl_delays_find(const struct bdl_delays_input *in, struct bdl_arena *a, struct bdl_delays *out,
	struct bdl_error *err)
{
	*out = (struct bdl_delays){.rows = NULL};
	for (size_t i = 0; i < in->step_count; i++) {
		size_t standard = standard_of(in, in->steps[i].type);

		if (standard == in->standard_count ||
			bdl_day_compare(in->steps[i].day, in->today) > 0)
			continue;
		if (judge(in, i, standard, a, out, err) < 0)
			return -1;
	}
	return 0;
}
