/* See step_order.h. */
#include "judge/step_order.h"

#include <stdlib.h>
#include <string.h>

/* ---- the same step twice ---- */

static bool is_like(const struct bdl_exhibit *x, size_t other)
{
	for (size_t i = 0; i < x->like_count; i++)
		if (x->like[i].row == other && x->like[i].how == BDL_LIKE_SAME_WORDS)
			return true;
	return false;
}

static bool came_with(const struct bdl_exhibit *x, size_t parent)
{
	return x->inside && x->inside->parent == parent;
}

/* One letter: scanned and as a file, or a mail and the letter that came with it. */
static bool show_the_same(const struct bdl_bundle *b, size_t one, size_t other)
{
	const struct bdl_exhibit *x, *y;

	if (one == BDL_NONE || other == BDL_NONE || one == other)
		return true;
	x = &b->exhibits[one];
	y = &b->exhibits[other];
	return is_like(x, other) || is_like(y, one) || came_with(x, other) || came_with(y, one);
}

static bool is_same_step(
	const struct bdl_bundle *b, const struct bdl_step *x, const struct bdl_step *y)
{
	return bdl_day_compare(x->day, y->day) == 0 && strcmp(x->type, y->type) == 0 &&
	       show_the_same(b, x->exhibit, y->exhibit);
}

/* `of` stays: where it can be seen, else where a person put it. */
static void take_in(struct bdl_bundle *b, struct bdl_step *of, const struct bdl_step *other)
{
	bool seen = of->exhibit == BDL_NONE && other->exhibit != BDL_NONE;
	bool inner = of->exhibit != BDL_NONE && other->exhibit != BDL_NONE && !of->given &&
		     came_with(&b->exhibits[other->exhibit], of->exhibit);

	if (seen || inner) {
		of->exhibit = other->exhibit;
		of->page = other->page;
		of->inferred = other->inferred;
		of->by = NULL;
		if (!of->given)
			of->basis = other->basis;
	}
	if (!of->received.year)
		of->received = other->received;
	if (!of->text)
		of->text = other->text;
	of->given = of->given || other->given;
}

/* steps: by day. */
static void merge(struct bdl_bundle *b)
{
	size_t kept = 0;

	for (size_t i = 0; i < b->step_count; i++) {
		size_t same = kept;

		while (same > 0 && bdl_day_compare(b->steps[same - 1].day, b->steps[i].day) == 0 &&
			!is_same_step(b, &b->steps[same - 1], &b->steps[i]))
			same--;
		if (same > 0 && is_same_step(b, &b->steps[same - 1], &b->steps[i]))
			take_in(b, &b->steps[same - 1], &b->steps[i]);
		else
			b->steps[kept++] = b->steps[i];
	}
	b->step_count = kept;
}

/* ---- order ---- */

struct placed {
	struct bdl_step step;
	size_t place, before; /* in the index; in the list as it was */
};

static int by_day(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	int order = bdl_day_compare(x->step.day, y->step.day);

	if (order == 0)
		order = (x->place > y->place) - (x->place < y->place);
	return order ? order : (x->before > y->before) - (x->before < y->before);
}

static void sort(const size_t *places, struct placed *list, struct bdl_step *steps, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		list[i].step = steps[i];
		list[i].place = steps[i].exhibit == BDL_NONE ? SIZE_MAX : places[steps[i].exhibit];
		list[i].before = i;
	}
	qsort(list, count, sizeof(*list), by_day);
	for (size_t i = 0; i < count; i++)
		steps[i] = list[i].step;
}

int bdl_order_steps(struct bdl_bundle *b, struct bdl_error *err)
{
	size_t most = b->step_count > b->undated_step_count ? b->step_count : b->undated_step_count;
	size_t *places = calloc(b->exhibit_count + 1, sizeof(*places));
	struct placed *list = calloc(most + 1, sizeof(*list));
	int rc = places && list ? 0 : bdl_fail_memory(err);

	for (size_t i = 0; rc == 0 && i < b->order_count; i++)
		places[b->order[i]] = i;
	if (rc == 0) {
		sort(places, list, b->steps, b->step_count);
		merge(b);
		sort(places, list, b->undated_steps, b->undated_step_count);
	}
	free(places);
	free(list);
	return rc;
}

/* ---- answers ---- */

static bool is_answered_by(
	const struct bdl_step_kinds *kinds, const struct bdl_step *asked, const char *type)
{
	const struct bdl_step_kind *kind = bdl_step_kind_find(kinds, asked->type);

	for (unsigned i = 0; kind && i < kind->answered_count; i++)
		if (strcmp(kind->answered[i], type) == 0)
			return true;
	return false;
}

/* The step of that day that waits for an answer, best of all for one like this. */
static size_t find_asked(const struct bdl_bundle *b, const struct bdl_step_kinds *kinds,
	const struct bdl_told_event *e)
{
	size_t found = BDL_NO_STEP;

	for (size_t i = 0; i < b->step_count; i++) {
		const struct bdl_step *s = &b->steps[i];
		const struct bdl_step_kind *kind = bdl_step_kind_find(kinds, s->type);

		if (bdl_day_compare(s->day, e->answers) != 0 || !kind || !kind->asks)
			continue;
		if (is_answered_by(kinds, s, e->type))
			return i;
		found = found == BDL_NO_STEP ? i : found;
	}
	return found;
}

/* The event's own step: it was told, so it is `given`. */
static struct bdl_step *find_told(struct bdl_bundle *b, const struct bdl_told_event *e)
{
	struct bdl_day day = e->day;

	if (!day.year && e->row != BDL_NONE)
		day = b->exhibits[e->row].date.day;
	for (size_t i = 0; i < b->step_count; i++) {
		struct bdl_step *s = &b->steps[i];

		if (s->given && strcmp(s->type, e->type) == 0 &&
			bdl_day_compare(s->day, day) == 0 &&
			(e->row == BDL_NONE || show_the_same(b, s->exhibit, e->row)))
			return s;
	}
	return NULL;
}

static int bind(struct bdl_bundle *b, const struct bdl_step_kinds *kinds,
	const struct bdl_told_event *e, struct bdl_error *err)
{
	struct bdl_step *step = find_told(b, e);
	size_t asked = find_asked(b, kinds, e);
	char day[BDL_DAY_TEXT];

	bdl_day_long(e->answers, day);
	if (asked == BDL_NO_STEP) {
		bdl_fail(err, BDL_EFORMAT, "bundle.yaml",
			"line %u: answers: nothing of %s waits for an answer", e->line, day);
		return bdl_hint(err,
			"give the day of the complaint, request or question; bundle list "
			"--json shows them under \"steps\"");
	}
	if (!step || step == &b->steps[asked] ||
		bdl_day_compare(b->steps[asked].day, step->day) > 0) {
		bdl_fail(err, BDL_EFORMAT, "bundle.yaml",
			"line %u: answers: an answer comes after what it answers, here %s", e->line,
			day);
		return bdl_hint(err, "give the day of what was asked, and the day of the answer");
	}
	step->answers = asked;
	return 0;
}

int bdl_bind_answers(
	struct bdl_bundle *b, const struct bdl_step_kinds *kinds, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;

	for (size_t i = 0; told && i < told->event_count; i++) {
		const struct bdl_told_event *e = &told->events[i];

		if (!e->answers.year || !e->type || strcmp(e->type, BDL_STEP_NONE) == 0)
			continue;
		if (bind(b, kinds, e, err) < 0)
			return -1;
	}
	return 0;
}
