/* Delays: see delays.h. For each standard one walk through the steps, a day at a time, with the
 * questions that are open. */
#include "judge/delays.h"

#include "base/months.h"
#include "judge/deadline.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
struct walk {
	const struct bdl_delays_input *in;
	struct bdl_arena *a;
	struct bdl_delays *out;
	struct bdl_error *err;
	size_t count;         /* steps up to today */
	size_t *first_said;   /* of each step: the first that is said to answer it; BDL_NO_STEP */
	size_t *next_said;    /* of each step that is one: the next that answers the same */
	size_t *open;         /* questions without an answer so far */
	size_t *answer;       /* of each question, by the standard at hand */
	bool *timed;          /* questions that have a row with a time */
	int32_t base;         /* number of the day of the first step */
	int *working;         /* of each day from then up to today: working days after `base` up to and with it */
	struct bdl_day asked, begun; /* the days for which `allowed` was reckoned last; all 0: none */
	int allowed;
};

/* clang-format on */

static bool is_of(const struct bdl_delays_input *in, size_t step, const char *type)
{
	return strcmp(in->steps[step].type, type) == 0;
}

static bool can_answer(const struct bdl_standard *s, const char *type)
{
	for (const char *const *p = s->answered; p && *p; p++)
		if (strcmp(*p, type) == 0)
			return true;
	return false;
}

/* Some other standard of the same question has it for its answer: an acknowledgement, say. */
static bool answers_another(
	const struct bdl_delays_input *in, const struct bdl_standard *s, const char *type)
{
	for (size_t i = 0; i < in->standard_count; i++)
		if (strcmp(in->standards[i].asked, s->asked) == 0 &&
			can_answer(&in->standards[i], type))
			return true;
	return false;
}

/*
 * What a person said answers the question: the first that is of a sort that can, else one of a sort
 * that the rules do not know as an answer to anything of the kind.
 */
static size_t said_answer(const struct walk *w, size_t asked, const struct bdl_standard *s)
{
	const struct bdl_step *steps = w->in->steps;
	size_t other = BDL_NO_STEP;

	for (size_t i = w->first_said[asked]; i != BDL_NO_STEP; i = w->next_said[i]) {
		if (bdl_day_compare(steps[i].day, steps[asked].day) < 0)
			continue;
		if (can_answer(s, steps[i].type))
			return i;
		if (other == BDL_NO_STEP && !answers_another(w->in, s, steps[i].type))
			other = i;
	}
	return other;
}

static void list_said(struct walk *w)
{
	for (size_t i = 0; i < w->count; i++)
		w->first_said[i] = w->next_said[i] = BDL_NO_STEP;
	for (size_t i = w->count; i-- > 0;) {
		size_t of = w->in->steps[i].answers;

		if (of >= w->count || of == i)
			continue;
		w->next_said[i] = w->first_said[of];
		w->first_said[of] = i;
	}
}

/* Steps from `first` on that are of the same day: the row behind the last. */
static size_t end_of_day(const struct walk *w, size_t first)
{
	size_t end = first;

	while (end < w->count &&
		bdl_day_compare(w->in->steps[end].day, w->in->steps[first].day) == 0)
		end++;
	return end;
}

/* The next answer from `at` on that nobody said answers something else; `end`: none. */
static size_t next_answer(const struct walk *w, const struct bdl_standard *s, size_t at, size_t end)
{
	while (at < end &&
		(w->in->steps[at].answers != BDL_NO_STEP || !can_answer(s, w->in->steps[at].type)))
		at++;
	return at;
}

/* Finds the answer of every question of the standard's type. */
static void find_answers(struct walk *w, const struct bdl_standard *s)
{
	size_t waiting = 0, end;

	for (size_t first = 0; first < w->count; first = end) {
		size_t answer;

		end = end_of_day(w, first);
		answer = next_answer(w, s, first, end);
		if (waiting > 0 && answer < end) {
			for (size_t i = 0; i < waiting; i++)
				w->answer[w->open[i]] = answer;
			waiting = 0;
			answer = next_answer(w, s, answer + 1, end);
		}
		for (size_t i = first; i < end; i++) {
			if (!is_of(w->in, i, s->asked))
				continue;
			w->answer[i] = said_answer(w, i, s);
			if (w->answer[i] != BDL_NO_STEP)
				continue;
			if (answer < end && answer != i)
				w->answer[i] = answer;
			else
				w->open[waiting++] = i;
		}
	}
}

static int add_delay(struct walk *w, const struct bdl_delay *d)
{
	struct bdl_delays *out = w->out;
	struct bdl_delay *more = bdl_arena_grow(w->a, out->rows, out->count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(w->err);
	out->rows = more;
	out->rows[out->count++] = *d;
	return 0;
}

static int add_silence(struct walk *w, const struct bdl_silence *s)
{
	struct bdl_delays *out = w->out;
	struct bdl_silence *more =
		bdl_arena_grow(w->a, out->silences, out->silence_count, sizeof(*more));

	if (!more)
		return bdl_fail_memory(w->err);
	out->silences = more;
	out->silences[out->silence_count++] = *s;
	return 0;
}

static struct bdl_day until(const struct walk *w, size_t asked)
{
	size_t answered = w->answer[asked];

	return answered == BDL_NO_STEP ? w->in->today : w->in->steps[answered].day;
}

/* Both from the day of the first step up to today. */
static int working_days(const struct walk *w, struct bdl_day from, struct bdl_day to)
{
	return w->working[bdl_day_number(to) - w->base] -
	       w->working[bdl_day_number(from) - w->base];
}

/* The day that the time begins with: of asking, or of receipt, as somebody said or as the rule
 * deems it. */
static struct bdl_day beginning(const struct bdl_step *asked, const struct bdl_period *p)
{
	if (p->from_receipt && bdl_day_exists(asked->received) &&
		bdl_day_compare(asked->received, asked->day) >= 0)
		return asked->received;
	return bdl_day_add(asked->day, p->days_of_post);
}

/*
 * Working days after that of asking up to the last one that the period allows, in the reading that
 * is kindest to whoever was asked: of eight weeks, those in them.
 */
static int allowed(
	struct walk *w, struct bdl_day day, struct bdl_day begun, const struct bdl_standard *s)
{
	const struct bdl_delays_input *in = w->in;
	struct bdl_period period = s->period;
	struct bdl_last_days last;

	period.days_of_post = 0;
	if (bdl_day_compare(day, w->asked) != 0 || bdl_day_compare(begun, w->begun) != 0) {
		bdl_last_days_of(&period, begun, in->holidays, in->nation, &last);
		w->allowed = bdl_working_days_between(in->holidays, in->nation, day, last.outer);
		w->asked = day;
		w->begun = begun;
	}
	return w->allowed;
}

static int take_delay(struct walk *w, size_t asked, const struct bdl_standard *s)
{
	const struct bdl_delays_input *in = w->in;
	struct bdl_day day = in->steps[asked].day;
	struct bdl_delay d = {.asked = asked,
		.answered = w->answer[asked],
		.what = s->sentence,
		.standard = s->what,
		.source = s->source,
		.reviewed = s->reviewed,
		.confidence = s->confidence,
		.taken = working_days(w, day, until(w, asked))};

	if (s->period.count > 0) {
		struct bdl_day begun = beginning(&in->steps[asked], &s->period);

		d.allowed = allowed(w, day, begun, s);
		if (bdl_day_compare(begun, day) != 0)
			d.from = begun;
		if (d.taken > d.allowed)
			d.over = d.taken - d.allowed;
	}
	return add_delay(w, &d);
}

static int take_silence(struct walk *w, size_t asked, const struct bdl_standard *s)
{
	struct bdl_silence silence = {.asked = asked,
		.answered = w->answer[asked],
		.what = s->label,
		.from = w->in->steps[asked].day,
		.until = until(w, asked),
		.open = w->answer[asked] == BDL_NO_STEP};

	silence.days = bdl_days_between(silence.from, silence.until);
	return silence.days < w->in->silence_least ? 0 : add_silence(w, &silence);
}

/* Is there another standard of the same question that sets a time (or none)? */
static bool has_sibling(
	const struct bdl_delays_input *in, size_t standard, bool timed, bool earlier_only)
{
	for (size_t i = 0; i < (earlier_only ? standard : in->standard_count); i++)
		if (i != standard && (in->standards[i].period.count > 0) == timed &&
			strcmp(in->standards[i].asked, in->standards[standard].asked) == 0)
			return true;
	return false;
}

/* The standard by which a question's silence is told: the first without a time, else the first. */
static bool tells_silence(const struct bdl_delays_input *in, size_t standard)
{
	if (in->standards[standard].period.count == 0)
		return !has_sibling(in, standard, false, true);
	return !has_sibling(in, standard, false, false) && !has_sibling(in, standard, true, true);
}

static bool has_row(const struct walk *w, size_t step, const struct bdl_standard *s)
{
	if (s->period.count == 0)
		return !w->timed[step];
	return !s->when_answered || w->answer[step] != BDL_NO_STEP;
}

static int judge(struct walk *w, size_t standard)
{
	const struct bdl_delays_input *in = w->in;
	const struct bdl_standard *s = &in->standards[standard];
	bool silence = tells_silence(in, standard), timed = s->period.count > 0;

	if (!timed && has_sibling(in, standard, false, true))
		return 0;
	find_answers(w, s);
	w->asked = w->begun = (struct bdl_day){0};
	for (size_t i = 0; i < w->count; i++) {
		if (!is_of(in, i, s->asked))
			continue;
		if (has_row(w, i, s)) {
			w->timed[i] = w->timed[i] || timed;
			if (take_delay(w, i, s) < 0)
				return -1;
		}
		if (silence && take_silence(w, i, s) < 0)
			return -1;
	}
	return 0;
}

/* Those that set a time first: a question that has a row with one needs none without. */
static int judge_all(struct walk *w)
{
	for (int timed = 1; timed >= 0; timed--)
		for (size_t i = 0; i < w->in->standard_count; i++)
			if ((w->in->standards[i].period.count > 0) == timed && judge(w, i) < 0)
				return -1;
	return 0;
}

/* The rows of one standard stand together: by question, those of one question as they were. */
static int sort_rows(struct walk *w)
{
	struct bdl_delays *out = w->out;
	struct bdl_delay *sorted = bdl_arena_alloc(w->a, (out->count + 1) * sizeof(*sorted));
	size_t *at = calloc(w->count + 1, sizeof(*at));

	if (!sorted || !at) {
		free(at);
		return bdl_fail_memory(w->err);
	}
	for (size_t i = 0; i < out->count; i++)
		at[out->rows[i].asked + 1]++;
	for (size_t i = 1; i <= w->count; i++)
		at[i] += at[i - 1];
	for (size_t i = 0; i < out->count; i++)
		sorted[at[out->rows[i].asked]++] = out->rows[i];
	out->rows = sorted;
	free(at);
	return 0;
}

static int by_asked(const void *a, const void *b)
{
	const struct bdl_silence *x = a, *y = b;

	return (x->asked > y->asked) - (x->asked < y->asked);
}

/* So that no two days are counted between twice. */
static int count_working_days(struct walk *w)
{
	const struct bdl_delays_input *in = w->in;
	int32_t days;

	if (w->count == 0)
		return 0;
	w->base = bdl_day_number(in->steps[0].day);
	days = bdl_day_number(in->today) - w->base;
	w->working = calloc((size_t)days + 1, sizeof(*w->working));
	if (!w->working)
		return bdl_fail_memory(w->err);
	for (int32_t i = 1; i <= days; i++)
		w->working[i] = w->working[i - 1] + bdl_is_working_day(in->holidays, in->nation,
							    bdl_day_from_number(w->base + i));
	return 0;
}

static int find(struct walk *w)
{
	if (count_working_days(w) < 0)
		return -1;
	list_said(w);
	if (judge_all(w) < 0)
		return -1;
	if (w->out->silence_count > 1)
		qsort(w->out->silences, w->out->silence_count, sizeof(*w->out->silences), by_asked);
	return sort_rows(w);
}

int bdl_delays_find(const struct bdl_delays_input *in, struct bdl_arena *a, struct bdl_delays *out,
	struct bdl_error *err)
{
	struct walk w = {.in = in, .a = a, .out = out, .err = err};
	size_t *rows;
	int rc;

	*out = (struct bdl_delays){.rows = NULL};
	while (w.count < in->step_count && bdl_day_compare(in->steps[w.count].day, in->today) <= 0)
		w.count++;
	rows = calloc(4 * w.count + 1, sizeof(*rows));
	w.timed = calloc(w.count + 1, sizeof(*w.timed));
	if (!rows || !w.timed) {
		free(rows);
		free(w.timed);
		return bdl_fail_memory(err);
	}
	w.first_said = rows;
	w.next_said = rows + w.count;
	w.open = rows + 2 * w.count;
	w.answer = rows + 3 * w.count;
	rc = find(&w);
	free(w.working);
	free(w.timed);
	free(rows);
	return rc;
}
