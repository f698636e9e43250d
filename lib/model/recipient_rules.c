/* What has to be in a bundle, by when, how fast it is answered, and what the cover shows. See
 * recipient_read.h. */
#include "model/recipient_read.h"

#include <string.h>

enum { PERIOD_MOST = 400, POST_MOST = 5 };

/* ---- facts have names ---- */

/* In the order of enum bdl_fact. */
static const char *const fact_tokens[] = {"name", "address", "phone", "email", "born", "reference",
	"national-insurance", "constituency", "claim-number", "complaint-reference",
	"representative", "consent", NULL};
static const char *const fact_labels[] = {"name", "address", "telephone number", "e-mail address",
	"date of birth", "12-digit CMS reference", "National Insurance number", "constituency",
	"claim number", "complaint reference", "name of the representative",
	"consent to being represented"};

const char *bdl_fact_token(enum bdl_fact f)
{
	return fact_tokens[f];
}

const char *bdl_fact_label(enum bdl_fact f)
{
	return fact_labels[f];
}

int bdl_fact_from_token(const char *token)
{
	for (int i = 0; fact_tokens[i]; i++)
		if (strcmp(fact_tokens[i], token) == 0)
			return i;
	return -1;
}

/* ---- rows ---- */

/* The id of the row at `at` is not that of one before it. */
static int refuse_twice(const struct bdl_yaml *y, const struct bdl_node *list, size_t at,
	const char *key, const char *id)
{
	const struct bdl_node *here = bdl_recipient_node(bdl_recipient_entry(list, at), key);

	for (size_t i = 0; i < at; i++) {
		const struct bdl_node *other =
			bdl_recipient_node(bdl_recipient_entry(list, i), key);

		if (other->kind != BDL_NODE_TEXT || strcmp(other->text, id) != 0)
			continue;
		bdl_node_wrong(
			y, here, "\"%.60s\" is there twice, first in line %u", id, other->line);
		return bdl_hint(y->err, "keep one of them");
	}
	return 0;
}

/* ---- enclosures ---- */

static int take_required(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const char *const words[] = {"required", "advised", NULL};
	int word = bdl_take_word(y, n, "wish", words);

	*(bool *)into = word == 0;
	return word < 0 ? -1 : 0;
}

int bdl_take_enclosures(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {BDL_KEY("id", struct bdl_enclosure, id, bdl_take_id),
		BDL_KEY("what", struct bdl_enclosure, what, bdl_take_text),
		BDL_KEY("wish", struct bdl_enclosure, required, take_required),
		BDL_KEY("why", struct bdl_enclosure, why, bdl_take_text),
		BDL_KEY("todo", struct bdl_enclosure, todo, bdl_take_text),
		BDL_KEY("steps", struct bdl_enclosure, steps, bdl_take_step_ids),
		BDL_KEY("kinds", struct bdl_enclosure, kinds, bdl_take_kind_ids), BDL_KEY_END};
	struct bdl_recipient *r = into;
	void *rows;
	size_t i = 0;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->enclosures), &rows,
		    &r->enclosure_count) < 0)
		return -1;
	r->enclosures = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		struct bdl_enclosure *e = &r->enclosures[i];

		if (bdl_take_said(y, v, keys, 5, e, &e->said) < 0 ||
			refuse_twice(y, n, i, "id", e->id) < 0)
			return -1;
	}
	return 0;
}

/* ---- periods ---- */

static int take_count(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	unsigned count;

	if (bdl_take_count(y, n, 1, PERIOD_MOST, &count) < 0)
		return -1;
	*(int *)into = (int)count;
	return 0;
}

static int take_post(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	unsigned days;

	if (bdl_take_count(y, n, 0, POST_MOST, &days) < 0)
		return -1;
	*(int *)into = (int)days;
	return 0;
}

#define UNITS 4

/* A deadline or a standard, and its period as the file has it: one of the counts, by enum
 * bdl_period_unit; the others 0. */
struct timed {
	union {
		struct bdl_deadline_rule deadline;
		struct bdl_standard_rule standard;
	} rule;

	int counts[UNITS];
	struct bdl_period period;
};

#define PERIOD_KEYS                                                                                \
	BDL_KEY("months", struct timed, counts[BDL_PERIOD_MONTHS], take_count),                    \
		BDL_KEY("days", struct timed, counts[BDL_PERIOD_DAYS], take_count),                \
		BDL_KEY("weeks", struct timed, counts[BDL_PERIOD_WEEKS], take_count),              \
		BDL_KEY("working_days", struct timed, counts[BDL_PERIOD_WORKING_DAYS],             \
			take_count),                                                               \
		BDL_KEY("days_of_post", struct timed, period.days_of_post, take_post),             \
		BDL_KEY("less_a_day", struct timed, period.less_a_day, bdl_take_truth),            \
		BDL_KEY("from_receipt", struct timed, period.from_receipt, bdl_take_truth),        \
		BDL_KEY("rolls", struct timed, period.rolls, bdl_take_truth), BDL_KEY_END

static int settle_period(const struct bdl_yaml *y, const struct bdl_node *n, struct timed *t)
{
	int given = 0;

	for (int i = 0; i < UNITS; i++)
		if (t->counts[i]) {
			given++;
			t->period.unit = (enum bdl_period_unit)i;
			t->period.count = t->counts[i];
		}
	if (given == 1)
		return 0;
	bdl_node_wrong(y, n, "%s", given ? "there are two periods" : "a period is missing");
	return bdl_hint(y->err, "write one of months, days, weeks and working_days");
}

/* ---- deadlines ---- */

static int take_first(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const char *const words[] = {"first", "newest", NULL};
	int word = bdl_take_word(y, n, "way of counting", words);

	*(bool *)into = word == 0;
	return word < 0 ? -1 : 0;
}

static int needs_a_step(const struct bdl_yaml *y, const struct bdl_node *n, const char *key)
{
	bdl_node_wrong(y, bdl_recipient_node(n, key), "a step is needed");
	return bdl_hint(y->err, "schemas/steps.yaml lists them");
}

int bdl_take_deadlines(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("id", struct timed, rule.deadline.id, bdl_take_id),
		BDL_KEY("what", struct timed, rule.deadline.what, bdl_take_text),
		BDL_KEY("rule", struct timed, rule.deadline.rule, bdl_take_text),
		BDL_KEY("triggers", struct timed, rule.deadline.triggers, bdl_take_step_ids),
		BDL_KEY("done", struct timed, rule.deadline.done, bdl_take_step_ids),
		BDL_KEY("counts", struct timed, rule.deadline.first, take_first),
		BDL_KEY("later", struct timed, rule.deadline.later, bdl_take_truth), PERIOD_KEYS};
	struct bdl_recipient *r = into;
	void *rows;
	size_t i = 0;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->deadlines), &rows,
		    &r->deadline_count) < 0)
		return -1;
	r->deadlines = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		struct timed t = {.counts = {0}};
		struct bdl_deadline_rule *d = &t.rule.deadline;

		if (bdl_take_said(y, v, keys, 4, &t, &d->said) < 0 ||
			refuse_twice(y, n, i, "id", d->id) < 0 || settle_period(y, v, &t) < 0)
			return -1;
		if (!d->triggers)
			return needs_a_step(y, v, "triggers");
		d->period = t.period;
		r->deadlines[i] = *d;
	}
	return 0;
}

/* ---- standards ---- */

int bdl_take_standards(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("id", struct timed, rule.standard.id, bdl_take_id),
		BDL_KEY("what", struct timed, rule.standard.what, bdl_take_text),
		BDL_KEY("asked", struct timed, rule.standard.asked, bdl_take_step),
		BDL_KEY("answered", struct timed, rule.standard.answered, bdl_take_step_ids),
		BDL_KEY("when_answered", struct timed, rule.standard.when_answered, bdl_take_truth),
		PERIOD_KEYS};
	struct bdl_recipient *r = into;
	void *rows;
	size_t i = 0;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->standards), &rows,
		    &r->standard_count) < 0)
		return -1;
	r->standards = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		struct timed t = {.counts = {0}};
		struct bdl_standard_rule *s = &t.rule.standard;

		if (bdl_take_said(y, v, keys, 4, &t, &s->said) < 0 ||
			refuse_twice(y, n, i, "id", s->id) < 0 || settle_period(y, v, &t) < 0)
			return -1;
		if (!s->answered)
			return needs_a_step(y, v, "answered");
		s->period = t.period;
		r->standards[i] = *s;
	}
	return 0;
}

/* ---- facts ---- */

static int take_fact(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	int fact = bdl_take_word(y, n, "fact", fact_tokens);

	if (fact < 0)
		return -1;
	*(enum bdl_fact *)into = (enum bdl_fact)fact;
	return 0;
}

static int take_fact_wish(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const char *const words[] = {
		[BDL_FACT_REQUIRED] = "required",
		[BDL_FACT_ADVISED] = "advised",
		[BDL_FACT_HIDDEN] = "hidden",
		NULL,
	};
	int word = bdl_take_word(y, n, "wish", words);

	if (word < 0)
		return -1;
	*(enum bdl_fact_wish *)into = (enum bdl_fact_wish)word;
	return 0;
}

int bdl_take_facts(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("fact", struct bdl_fact_rule, fact, take_fact),
		BDL_KEY("wish", struct bdl_fact_rule, wish, take_fact_wish),
		BDL_KEY("why", struct bdl_fact_rule, why, bdl_take_text), BDL_KEY_END};
	struct bdl_recipient *r = into;
	void *rows;
	size_t i = 0;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->facts), &rows, &r->fact_count) <
		0)
		return -1;
	r->facts = rows;
	for (const struct bdl_node *v = n->first; v; v = v->next, i++) {
		struct bdl_fact_rule *f = &r->facts[i];
		bool needed, number;

		if (bdl_take_said(y, v, keys, 3, f, &f->said) < 0 ||
			refuse_twice(y, n, i, "fact", bdl_fact_token(f->fact)) < 0)
			return -1;
		needed = f->wish == BDL_FACT_REQUIRED;
		number = f->fact == BDL_FACT_NATIONAL_INSURANCE;
		r->wants_reference |= f->fact == BDL_FACT_REFERENCE && needed;
		r->wants_insurance |= number && needed;
		r->takes_insurance |= number && f->wish != BDL_FACT_HIDDEN;
	}
	return 0;
}
