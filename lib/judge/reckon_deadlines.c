/* Deadlines of a bundle: the last days that its recipient's rules set for the applicant, each with
 * the step that it counts from. See reckon.h. */
#include "judge/reckon.h"

#include "base/months.h"
#include "judge/deadline.h"
#include <stdlib.h>
#include <string.h>

/* clang-format off */
/* The days that a trigger may be of. */
struct reading {
	struct bdl_day early, late; /* of the letter; the same where its date can be read one way only */
	struct bdl_day received;    /* as somebody said, where the rule runs from it; else all 0 */
};

/* clang-format on */

static bool is_any_of(const char *const *types, const char *type)
{
	for (; types && *types; types++)
		if (strcmp(*types, type) == 0)
			return true;
	return false;
}

static bool has_happened(const struct bdl_bundle *b, size_t step)
{
	return bdl_day_compare(b->steps[step].day, b->made_on) <= 0;
}

/* The newest step of any of the types (the oldest, if that counts); *count is how many there are.
 */
static size_t trigger_of(
	const struct bdl_bundle *b, const struct bdl_deadline_rule *rule, size_t *count)
{
	size_t found = BDL_NO_STEP;

	*count = 0;
	for (size_t i = 0; i < b->step_count; i++) {
		if (!has_happened(b, i) ||
			!is_any_of((const char *const *)rule->triggers, b->steps[i].type))
			continue;
		(*count)++;
		if (!rule->first || found == BDL_NO_STEP)
			found = i;
	}
	return found;
}

/* The first step from the trigger's day on that is what was to be done. */
static size_t done_by(
	const struct bdl_bundle *b, const struct bdl_deadline_rule *rule, struct bdl_day from)
{
	for (size_t i = 0; i < b->step_count; i++)
		if (has_happened(b, i) && bdl_day_compare(b->steps[i].day, from) >= 0 &&
			is_any_of((const char *const *)rule->done, b->steps[i].type))
			return i;
	return BDL_NO_STEP;
}

/* The date of the document that the step was taken from, where it has the step's day; or NULL. */
static const struct bdl_date *date_of(const struct bdl_bundle *b, const struct bdl_step *step)
{
	const struct bdl_date *date;

	if (step->exhibit >= b->exhibit_count)
		return NULL;
	date = &b->exhibits[step->exhibit].date;
	return bdl_day_compare(date->day, step->day) == 0 ? date : NULL;
}

/* 3/4/2023 read the other way; a day that is still to come cannot be meant. */
static struct reading read_trigger(const struct bdl_bundle *b, const struct bdl_deadline_rule *rule,
	const struct bdl_step *step)
{
	struct reading r = {.early = step->day, .late = step->day};
	const struct bdl_date *date = date_of(b, step);

	if (date && date->ambiguous && bdl_day_exists(date->other) &&
		bdl_day_compare(date->other, b->made_on) <= 0) {
		if (bdl_day_compare(date->other, r.early) < 0)
			r.early = date->other;
		if (bdl_day_compare(date->other, r.late) > 0)
			r.late = date->other;
	}
	if (rule->period.from_receipt && bdl_day_exists(step->received) &&
		bdl_day_compare(step->received, step->day) >= 0)
		r.received = step->received;
	return r;
}

static void reckon_days(const struct bdl_deadline_rule *rule, const struct reading *r,
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_deadline *d)
{
	struct bdl_period counted = rule->period;
	bool known = bdl_day_exists(r->received);
	struct bdl_last_days early, late;

	if (known)
		counted.days_of_post = 0;
	bdl_last_days_of(&rule->period, r->early, h, n, &early);
	bdl_last_days_of(&counted, known ? r->received : r->late, h, n, &late);
	d->from = r->early;
	d->came = r->received;
	d->safe = early.safe;
	d->aim = early.aim;
	d->outer = bdl_day_compare(late.outer, early.safe) < 0 ? early.safe : late.outer;
}

static void add_sentence(struct bdl_arena *a, const char **note, const char *sentence)
{
	if (*note && sentence)
		*note = bdl_arena_printf(a, "%s%s%s", *note, **note ? " " : "", sentence);
	else
		*note = NULL;
}

static const char *not_stated(const struct bdl_step *step, const struct bdl_date *date)
{
	if ((!date && step->given) || (date && date->source == BDL_FROM_AUTHOR))
		return "Its date does not stand in it: the author gave it.";
	if (date && date->source == BDL_FROM_FILE_NAME)
		return "Its date does not stand in it: it comes from the name of the file.";
	return "Its date does not stand in it.";
}

/* What is not sure about the day that it counts from; "" where there is nothing, NULL without
 * memory. */
static const char *note_of(struct bdl_bundle *b, const struct bdl_step *step,
	const struct reading *r, size_t count, const struct bdl_deadline_rule *rule)
{
	struct bdl_arena *a = &b->arena;
	const struct bdl_date *date = date_of(b, step);
	char day[BDL_DAY_TEXT], other[BDL_DAY_TEXT];
	const char *note = "";

	if (bdl_day_compare(r->early, r->late) != 0) {
		bdl_day_long(r->early, day);
		bdl_day_long(r->late, other);
		add_sentence(a, &note,
			bdl_arena_printf(a,
				"Its date can be read as %s and as %s: the earlier is counted "
				"from.",
				day, other));
	}
	if (step->inferred)
		add_sentence(a, &note, not_stated(step, date));
	if (rule->period.from_receipt && bdl_day_exists(step->received) &&
		!bdl_day_exists(r->received)) {
		bdl_day_long(step->received, day);
		add_sentence(a, &note,
			bdl_arena_printf(a,
				"It is said to have come on %s, before its own date: that is left "
				"out "
				"of account.",
				day));
	}
	if (count > 1)
		add_sentence(a, &note,
			bdl_arena_printf(a,
				"There are %zu that the time could run from; this is the %s.",
				count, rule->first ? "first" : "newest"));
	return note;
}

static int keep_rule(struct bdl_bundle *b, const struct bdl_deadline_rule *rule,
	const struct bdl_step_kinds *kinds, struct bdl_deadline *d, struct bdl_error *err)
{
	const char *type = b->steps[d->trigger].type;
	const struct bdl_step_kind *kind = bdl_step_kind_find(kinds, type);
	const struct bdl_said *said = &rule->said;

	d->id = bdl_arena_string(&b->arena, rule->id);
	d->what = bdl_arena_string(&b->arena, rule->what);
	d->rule = bdl_arena_string(&b->arena, rule->rule);
	d->source = bdl_arena_string(&b->arena, said->source ? said->source : "");
	d->reviewed = bdl_arena_string(&b->arena, said->reviewed ? said->reviewed : "");
	d->confidence = said->confidence;
	d->label = bdl_arena_string(&b->arena, kind ? kind->label : type);
	if (!d->label || !d->id || !d->what || !d->rule || !d->source || !d->reviewed)
		return bdl_fail_memory(err);
	return 0;
}

static int reckon_one(struct bdl_bundle *b, const struct bdl_deadline_rule *rule, size_t trigger,
	size_t count, const struct bdl_rules *rules, struct bdl_deadline *d, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;
	const struct bdl_step *step = &b->steps[trigger];
	const struct reading r = read_trigger(b, rule, step);

	*d = (struct bdl_deadline){.trigger = trigger};
	reckon_days(rule, &r, rules->holidays, told ? told->nation : BDL_ENGLAND_AND_WALES, d);
	d->done = done_by(b, rule, r.early);
	d->days_left = bdl_days_between(b->made_on, d->safe);
	d->note = note_of(b, step, &r, count, rule);
	if (!d->note)
		return bdl_fail_memory(err);
	if (!*d->note)
		d->note = NULL;
	return keep_rule(b, rule, rules->steps, d, err);
}

static int by_safe_day(const void *a, const void *b)
{
	const struct bdl_deadline *x = a, *y = b;
	int order = bdl_day_compare(x->safe, y->safe);

	return order ? order : strcmp(x->id, y->id);
}

int bdl_reckon_deadlines(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err)
{
	const struct bdl_recipient *r = b->recipient;

	b->deadline_count = 0;
	if (!r || r->deadline_count == 0)
		return 0;
	b->deadlines = bdl_arena_alloc(&b->arena, r->deadline_count * sizeof(*b->deadlines));
	if (!b->deadlines)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < r->deadline_count; i++) {
		size_t count, trigger = trigger_of(b, &r->deadlines[i], &count);

		if (trigger == BDL_NO_STEP)
			continue;
		if (reckon_one(b, &r->deadlines[i], trigger, count, rules,
			    &b->deadlines[b->deadline_count], err) < 0)
			return -1;
		b->deadline_count++;
	}
	qsort(b->deadlines, b->deadline_count, sizeof(*b->deadlines), by_safe_day);
	return 0;
}
