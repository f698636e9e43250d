/* Delays and silences of a bundle, from its steps and the standards of all recipients, whoever it
 * is for. See reckon.h. */
#include "judge/reckon_waits.h"

#include "judge/delays.h"
#include <string.h>

#define SILENCE_DAYS 30 /* LOOK 7: gaps are named from so many days on */

struct standards {
	struct bdl_standard *list;
	size_t count;
};

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_words(const char *const *a, const char *const *b)
{
	if (!a || !b)
		return a == b;
	for (; *a && *b; a++, b++)
		if (strcmp(*a, *b) != 0)
			return false;
	return *a == *b;
}

static bool same_period(const struct bdl_period *a, const struct bdl_period *b)
{
	return a->unit == b->unit && a->count == b->count && a->days_of_post == b->days_of_post &&
	       a->less_a_day == b->less_a_day && a->from_receipt == b->from_receipt &&
	       a->rolls == b->rolls;
}

/* Two stages of one complaint may promise the same thing: it is counted once. */
static bool is_known(const struct standards *s, const struct bdl_standard *one)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct bdl_standard *known = &s->list[i];

		if (same_text(known->asked, one->asked) &&
			same_period(&known->period, &one->period) &&
			known->when_answered == one->when_answered &&
			same_words(known->answered, one->answered))
			return true;
	}
	return false;
}

static void take_standards(
	struct standards *s, const struct bdl_recipient *r, const struct bdl_step_kinds *kinds)
{
	for (size_t i = 0; i < r->standard_count; i++) {
		const struct bdl_standard_rule *rule = &r->standards[i];
		const struct bdl_step_kind *kind = bdl_step_kind_find(kinds, rule->asked);
		struct bdl_standard one = {.asked = rule->asked,
			.answered = (const char *const *)rule->answered,
			.period = rule->period,
			.when_answered = rule->when_answered,
			.what = rule->what,
			.source = rule->said.source,
			.reviewed = rule->said.reviewed,
			.confidence = rule->said.confidence,
			.sentence = kind ? kind->sentence : rule->asked,
			.label = kind ? kind->label : rule->asked};

		if (!is_known(s, &one))
			s->list[s->count++] = one;
	}
}

/* The answers of a sort of question, NULL-ended; from the arena. */
static const char *const *answers_of(struct bdl_arena *a, const struct bdl_step_kind *kind)
{
	const char **list = bdl_arena_alloc(a, (kind->answered_count + 1u) * sizeof(*list));

	for (unsigned i = 0; list && i < kind->answered_count; i++)
		list[i] = kind->answered[i];
	return list;
}

/* Every sort of step that asks something: what ends its silence, and its row where nobody set a
 * time. */
static int take_questions(struct standards *s, struct bdl_arena *a,
	const struct bdl_step_kinds *kinds, struct bdl_error *err)
{
	for (unsigned i = 0; i < kinds->kinds_count; i++) {
		const struct bdl_step_kind *kind = &kinds->kinds[i];
		struct bdl_standard *one = &s->list[s->count];

		if (!kind->asks)
			continue;
		*one = (struct bdl_standard){.asked = kind->id,
			.answered = answers_of(a, kind),
			.sentence = kind->sentence,
			.label = kind->label};
		if (!one->answered)
			return bdl_fail_memory(err);
		s->count++;
	}
	return 0;
}

static int gather(struct standards *s, struct bdl_arena *a,
	const struct bdl_recipient *const *recipients, const struct bdl_step_kinds *kinds,
	struct bdl_error *err)
{
	size_t most = kinds->kinds_count;

	for (size_t i = 0; recipients[i]; i++)
		most += recipients[i]->standard_count;
	*s = (struct standards){.list = bdl_arena_alloc(a, (most + 1) * sizeof(*s->list))};
	if (!s->list)
		return bdl_fail_memory(err);
	for (size_t i = 0; recipients[i]; i++)
		take_standards(s, recipients[i], kinds);
	return take_questions(s, a, kinds, err);
}

/* The rules are lent, the rows stay: what they say becomes the bundle's own. */
static int keep_words(struct bdl_bundle *b, struct bdl_delays *d, struct bdl_error *err)
{
	for (size_t i = 0; i < d->count; i++) {
		struct bdl_delay *row = &d->rows[i];

		row->what = bdl_arena_string(&b->arena, row->what);
		if (!row->what)
			return bdl_fail_memory(err);
		if (!row->standard)
			continue;
		row->standard = bdl_arena_string(&b->arena, row->standard);
		row->source = bdl_arena_string(&b->arena, row->source ? row->source : "");
		row->reviewed = bdl_arena_string(&b->arena, row->reviewed ? row->reviewed : "");
		if (!row->standard || !row->source || !row->reviewed)
			return bdl_fail_memory(err);
	}
	for (size_t i = 0; i < d->silence_count; i++) {
		d->silences[i].what = bdl_arena_string(&b->arena, d->silences[i].what);
		if (!d->silences[i].what)
			return bdl_fail_memory(err);
	}
	return 0;
}

int bdl_reckon_delays_by(struct bdl_bundle *b, const struct bdl_recipient *const *recipients,
	const struct bdl_rules *rules, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;
	struct bdl_delays_input in = {.steps = b->steps,
		.step_count = b->step_count,
		.today = b->made_on,
		.silence_least =
			told && told->silence_days ? (int)told->silence_days : SILENCE_DAYS,
		.holidays = rules->holidays,
		.nation = told ? told->nation : BDL_ENGLAND_AND_WALES};
	struct standards standards;
	struct bdl_delays found;

	if (gather(&standards, &b->arena, recipients, rules->steps, err) < 0)
		return -1;
	in.standards = standards.list;
	in.standard_count = standards.count;
	if (bdl_delays_find(&in, &b->arena, &found, err) < 0 || keep_words(b, &found, err) < 0)
		return -1;
	b->delays = found.rows;
	b->delay_count = found.count;
	b->silences = found.silences;
	b->silence_count = found.silence_count;
	return 0;
}

int bdl_reckon_delays(struct bdl_bundle *b, const struct bdl_rules *rules, struct bdl_error *err)
{
	const struct bdl_recipient **all;
	size_t count = 0;

	while (bdl_recipient_at(rules->recipients, count))
		count++;
	all = bdl_arena_alloc(&b->arena, (count + 1) * sizeof(*all));
	if (!all)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < count; i++)
		all[i] = bdl_recipient_at(rules->recipients, i);
	return bdl_reckon_delays_by(b, all, rules, err);
}
