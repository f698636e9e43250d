/* What has to be in a bundle, by when, how fast it is answered, and what the cover shows. See
 * recipient_take.h. */
#include "model/recipient_take.h"

#include <string.h>

enum { PERIOD_MOST = 400, POST_MOST = 5 };

/* In the order of enum bdl_fact. */
static const struct {
	const char *token, *label;
} facts[] = {{"name", "name"}, {"address", "address"}, {"phone", "telephone number"},
	{"email", "e-mail address"}, {"born", "date of birth"},
	{"reference", "12-digit CMS reference"},
	{"national-insurance", "National Insurance number"}, {"constituency", "constituency"},
	{"claim-number", "claim number"}, {"complaint-reference", "complaint reference"},
	{"representative", "name of the representative"},
	{"consent", "consent to being represented"}};

#define FACTS (sizeof(facts) / sizeof(facts[0]))

const char *bdl_fact_token(enum bdl_fact f)
{
	return facts[f].token;
}

const char *bdl_fact_label(enum bdl_fact f)
{
	return facts[f].label;
}

int bdl_fact_from_token(const char *token)
{
	for (size_t i = 0; i < FACTS; i++)
		if (strcmp(facts[i].token, token) == 0)
			return (int)i;
	return -1;
}

/* ---- enclosures ---- */

static bool take_required(struct bdl_taking *t, const char *rule, const char *wish)
{
	bool required = strcmp(wish, "required") == 0;

	if (!required && strcmp(wish, "advised") != 0)
		bdl_taking_wrong(
			t, rule, wish, "%s: wish \"%.20s\" is not required or advised", rule, wish);
	return required;
}

void bdl_recipient_take_enclosures(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	r->enclosures = bdl_recipient_take_rows(t, w->enclosures_count, sizeof(*r->enclosures));
	r->enclosure_count = r->enclosures ? w->enclosures_count : 0;
	for (size_t i = 0; i < r->enclosure_count; i++) {
		const struct bdl_written_enclosure *e = &w->enclosures[i];

		for (size_t n = 0; n < i; n++)
			if (strcmp(w->enclosures[n].id, e->id) == 0)
				bdl_taking_wrong(
					t, NULL, e->id, "there are two enclosures %.60s", e->id);
		r->enclosures[i] = (struct bdl_enclosure){.id = bdl_recipient_take_id(t, e->id),
			.what = bdl_recipient_take_text(t, e->what),
			.steps = bdl_recipient_take_step_ids(t, e->id, e->steps, e->steps_count),
			.kinds = bdl_recipient_take_kind_ids(t, e->id, e->kinds, e->kinds_count),
			.required = take_required(t, e->id, e->wish),
			.why = bdl_recipient_take_text(t, e->why),
			.todo = bdl_recipient_take_text(t, e->todo),
			.said = bdl_recipient_take_said(t, e->id, &e->said)};
	}
}

/* ---- periods ---- */

static struct bdl_period take_period(
	struct bdl_taking *t, const char *rule, const struct bdl_written_period *w)
{
	const struct {
		const unsigned *count;
		enum bdl_period_unit unit;
	} units[] = {{w->months, BDL_PERIOD_MONTHS}, {w->days, BDL_PERIOD_DAYS},
		{w->weeks, BDL_PERIOD_WEEKS}, {w->working_days, BDL_PERIOD_WORKING_DAYS}};
	struct bdl_period p = {.less_a_day = w->less_a_day, .rolls = w->rolls};
	unsigned given = 0, count = 0;

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].count) {
			given++;
			count = *units[i].count;
			p.unit = units[i].unit;
		}
	if (given != 1)
		bdl_taking_wrong(t, rule, NULL,
			"%s: one of months, days, weeks and working_days is needed", rule);
	else if (count < 1 || count > PERIOD_MOST)
		bdl_taking_wrong(t, rule, NULL, "%s: a period is from 1 to %d, not %u", rule,
			PERIOD_MOST, count);
	if (w->days_of_post > POST_MOST)
		bdl_taking_wrong(t, rule, "days_of_post",
			"%s: days_of_post is from 0 to %d, not %u", rule, POST_MOST,
			w->days_of_post);
	if (!t->failed) {
		p.count = (int)count;
		p.days_of_post = (int)w->days_of_post;
	}
	return p;
}

/* ---- deadlines ---- */

static bool take_first(struct bdl_taking *t, const char *rule, const char *counts)
{
	bool first = counts && strcmp(counts, "first") == 0;

	if (counts && !first && strcmp(counts, "newest") != 0)
		bdl_taking_wrong(t, rule, counts, "%s: counts \"%.20s\" is not first or newest",
			rule, counts);
	return first;
}

void bdl_recipient_take_deadlines(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	r->deadlines = bdl_recipient_take_rows(t, w->deadlines_count, sizeof(*r->deadlines));
	r->deadline_count = r->deadlines ? w->deadlines_count : 0;
	for (size_t i = 0; i < r->deadline_count; i++) {
		const struct bdl_written_deadline *d = &w->deadlines[i];

		for (size_t n = 0; n < i; n++)
			if (strcmp(w->deadlines[n].id, d->id) == 0)
				bdl_taking_wrong(
					t, NULL, d->id, "there are two deadlines %.60s", d->id);
		if (d->triggers_count == 0)
			bdl_taking_wrong(t, d->id, "triggers",
				"%s: a step that the time is counted from is needed", d->id);
		r->deadlines[i] = (struct bdl_deadline_rule){.id = bdl_recipient_take_id(t, d->id),
			.what = bdl_recipient_take_text(t, d->what),
			.rule = bdl_recipient_take_text(t, d->rule),
			.triggers = bdl_recipient_take_step_ids(t, d->id, d->triggers, d->triggers_count),
			.done = bdl_recipient_take_step_ids(t, d->id, d->done, d->done_count),
			.first = take_first(t, d->id, d->counts),
			.period = take_period(t, d->id, &d->period),
			.said = bdl_recipient_take_said(t, d->id, &d->said)};
	}
}

/* ---- standards ---- */

static const char *take_step(struct bdl_taking *t, const char *rule, char *id)
{
	const char **one = bdl_recipient_take_step_ids(t, rule, &id, 1);

	return one ? one[0] : NULL;
}

void bdl_recipient_take_standards(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	r->standards = bdl_recipient_take_rows(t, w->standards_count, sizeof(*r->standards));
	r->standard_count = r->standards ? w->standards_count : 0;
	for (size_t i = 0; i < r->standard_count; i++) {
		const struct bdl_written_standard *s = &w->standards[i];

		for (size_t n = 0; n < i; n++)
			if (strcmp(w->standards[n].id, s->id) == 0)
				bdl_taking_wrong(
					t, NULL, s->id, "there are two standards %.60s", s->id);
		if (s->answered_count == 0)
			bdl_taking_wrong(t, s->id, "answered",
				"%s: a step that is the answer is needed", s->id);
		r->standards[i] = (struct bdl_standard_rule){.id = bdl_recipient_take_id(t, s->id),
			.what = bdl_recipient_take_text(t, s->what),
			.asked = take_step(t, s->id, s->asked),
			.answered = bdl_recipient_take_step_ids(t, s->id, s->answered, s->answered_count),
			.when_answered = s->when_answered,
			.period = take_period(t, s->id, &s->period),
			.said = bdl_recipient_take_said(t, s->id, &s->said)};
	}
}

/* ---- facts ---- */

static enum bdl_fact take_fact(struct bdl_taking *t, const char *token)
{
	int f = bdl_fact_from_token(token);

	if (f < 0)
		bdl_taking_wrong(t, NULL, token, "there is no fact \"%.40s\"", token);
	return f < 0 ? BDL_FACT_NAME : (enum bdl_fact)f;
}

static enum bdl_fact_wish take_fact_wish(struct bdl_taking *t, const char *fact, const char *wish)
{
	if (strcmp(wish, "hidden") == 0)
		return BDL_FACT_HIDDEN;
	if (strcmp(wish, "required") == 0)
		return BDL_FACT_REQUIRED;
	if (strcmp(wish, "advised") != 0)
		bdl_taking_wrong(t, fact, wish,
			"%s: wish \"%.20s\" is not required, advised or hidden", fact, wish);
	return BDL_FACT_ADVISED;
}

void bdl_recipient_take_facts(
	struct bdl_taking *t, const struct bdl_written_recipient *w, struct bdl_recipient *r)
{
	r->facts = bdl_recipient_take_rows(t, w->facts_count, sizeof(*r->facts));
	r->fact_count = r->facts ? w->facts_count : 0;
	for (size_t i = 0; i < r->fact_count; i++) {
		const struct bdl_written_fact *f = &w->facts[i];
		struct bdl_fact_rule *rule = &r->facts[i];

		*rule = (struct bdl_fact_rule){.fact = take_fact(t, f->fact),
			.wish = take_fact_wish(t, f->fact, f->wish),
			.why = bdl_recipient_take_text(t, f->why),
			.said = bdl_recipient_take_said(t, f->fact, &f->said)};
		for (size_t n = 0; n < i; n++)
			if (r->facts[n].fact == rule->fact)
				bdl_taking_wrong(
					t, NULL, f->fact, "the fact %.40s is there twice", f->fact);
		r->wants_reference |=
			rule->fact == BDL_FACT_REFERENCE && rule->wish != BDL_FACT_HIDDEN;
		r->wants_insurance |=
			rule->fact == BDL_FACT_NATIONAL_INSURANCE && rule->wish != BDL_FACT_HIDDEN;
	}
}
