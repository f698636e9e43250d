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

/* ---- one look at those that may be the same, not at all of the day ---- */

/* clang-format off */
struct merging {
	struct bdl_bundle *b;
	size_t *first;        /* of each row of exhibits: where those begin that may show the same, in `kin`; one more at the end */
	size_t *kin;
	size_t *newest;       /* of each row: the note on the last step kept that it shows, from 1; 0: none */
	struct note { size_t step, before; } *notes; /* before: the note on the one before it of that row */
	size_t note_count, kept;
};

/* clang-format on */

/* Counts the pairs where there is no room for them yet: first[row + 2] gets their number. */
static void pair(struct merging *m, size_t one, size_t other)
{
	if (m->kin) {
		m->kin[m->first[one + 1]++] = other;
		m->kin[m->first[other + 1]++] = one;
	} else {
		m->first[one + 2]++;
		m->first[other + 2]++;
	}
}

static void pair_all(struct merging *m)
{
	const struct bdl_bundle *b = m->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[i];

		for (size_t n = 0; n < x->like_count; n++)
			if (x->like[n].how == BDL_LIKE_SAME_WORDS)
				pair(m, i, x->like[n].row);
		if (x->inside && x->inside->parent < b->exhibit_count)
			pair(m, i, x->inside->parent);
	}
}

static int find_kin(struct merging *m, struct bdl_error *err)
{
	size_t rows = m->b->exhibit_count;

	pair_all(m);
	for (size_t i = 2; i < rows + 2; i++)
		m->first[i] += m->first[i - 1];
	m->kin = calloc(m->first[rows + 1] + 1, sizeof(*m->kin));
	if (!m->kin)
		return bdl_fail_memory(err);
	pair_all(m);
	return 0;
}

/* A step kept, or one that another was taken into and that is shown elsewhere now. */
static void note(struct merging *m, size_t step)
{
	size_t row = m->b->steps[step].exhibit;

	if (row == BDL_NONE)
		return;
	m->notes[m->note_count] = (struct note){.step = step, .before = m->newest[row]};
	m->newest[row] = ++m->note_count;
}

/* The newest of the row's that is the same; `best` where that is newer; from 1, 0: none. */
static size_t same_of_row(
	const struct merging *m, size_t row, const struct bdl_step *step, size_t best)
{
	const struct bdl_step *steps = m->b->steps;

	for (size_t n = m->newest[row]; n > 0; n = m->notes[n - 1].before) {
		size_t at = m->notes[n - 1].step;

		if (bdl_day_compare(steps[at].day, step->day) != 0)
			break;
		if (is_same_step(m->b, &steps[at], step))
			return at + 1 > best ? at + 1 : best;
	}
	return best;
}

/* Steps that no document shows stand last of their day, and are few: each looks at all of it. */
static size_t same_of_day(const struct merging *m, const struct bdl_step *step)
{
	const struct bdl_step *steps = m->b->steps;
	size_t at = m->kept;

	for (; at > 0 && bdl_day_compare(steps[at - 1].day, step->day) == 0; at--)
		if (is_same_step(m->b, &steps[at - 1], step))
			return at;
	return 0;
}

static size_t find_same(const struct merging *m, const struct bdl_step *step)
{
	size_t row = step->exhibit, best;

	if (row == BDL_NONE)
		return same_of_day(m, step);
	best = same_of_row(m, row, step, 0);
	for (size_t i = m->first[row]; i < m->first[row + 1]; i++)
		best = same_of_row(m, m->kin[i], step, best);
	return best;
}

static void merge_all(struct merging *m)
{
	struct bdl_step *steps = m->b->steps;

	for (size_t i = 0; i < m->b->step_count; i++) {
		size_t same = find_same(m, &steps[i]), at = same ? same - 1 : m->kept;
		size_t row = same ? steps[at].exhibit : BDL_NONE;

		if (same)
			take_in(m->b, &steps[at], &steps[i]);
		else
			steps[m->kept++] = steps[i];
		if (!same || steps[at].exhibit != row)
			note(m, at);
	}
	m->b->step_count = m->kept;
}

/* The steps stand by day. */
static int merge(struct bdl_bundle *b, struct bdl_error *err)
{
	struct merging m = {.b = b};
	int rc;

	m.first = calloc(b->exhibit_count + 2, sizeof(*m.first));
	m.newest = calloc(b->exhibit_count + 1, sizeof(*m.newest));
	m.notes = calloc(b->step_count + 1, sizeof(*m.notes));
	rc = m.first && m.newest && m.notes ? find_kin(&m, err) : bdl_fail_memory(err);
	if (rc == 0)
		merge_all(&m);
	free(m.first);
	free(m.kin);
	free(m.newest);
	free(m.notes);
	return rc;
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
		rc = merge(b, err);
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
