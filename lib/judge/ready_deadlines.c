/* Ready: last days that are over, near, or cannot be counted. See ready.h. */
#include "judge/ready.h"

#include <string.h>

enum { NEAR = 14 }; /* days before the last one in which it is said */

/* A day of receipt that somebody said, and whether it helps. */
static const char *came_words(
	struct bdl_readying *m, const struct bdl_deadline *d, const struct bdl_step *s)
{
	if (bdl_day_exists(d->came))
		return bdl_ready_printf(m, "; it came on %s", bdl_ready_day(m, d->came));
	if (s && bdl_day_exists(s->received) && bdl_day_compare(s->received, s->day) > 0)
		return bdl_ready_printf(m, "; that it came on %s does not lengthen it",
			bdl_ready_day(m, s->received));
	return "";
}

const char *bdl_ready_counted_from(struct bdl_readying *m, const struct bdl_deadline *d)
{
	const struct bdl_step *s = d->trigger < m->b->step_count ? &m->b->steps[d->trigger] : NULL;
	const char *page = s ? bdl_ready_page(m, s->exhibit, s->page) : "";
	const char *by = s && s->by ? s->by : "the author";

	if (s && s->exhibit == BDL_NONE)
		page = bdl_ready_printf(m, "stated by %s, no document", by);
	return bdl_ready_printf(m,
		s && s->inferred ? "counted from its date, [%s]%s%s%s%s"
				 : "counted from its date, %s%s%s%s%s",
		bdl_ready_day(m, d->from), *page ? " (" : "", page, *page ? ")" : "",
		came_words(m, d, s));
}

static const char *days(struct bdl_readying *m, int n)
{
	return bdl_ready_counted(m, (size_t)n, "day", "days");
}

static void say_over(struct bdl_readying *m, const struct bdl_deadline *d, const char *id,
	const struct bdl_said *said)
{
	bool outer = bdl_day_compare(d->outer, m->b->made_on) >= 0;
	struct bdl_ready_finding *f;

	f = bdl_ready_find(m, BDL_READY_TO_DO, id, "the last day was %s, %s ago: %s, %s",
		bdl_ready_weekday(m, d->safe), days(m, -d->days_left), d->rule,
		bdl_ready_counted_from(m, d));
	bdl_ready_said(m, f, "What comes late may not be taken", said);
	if (outer)
		bdl_ready_todo(m, f,
			"Send it now: read in the applicant's favour the last day is %s.",
			bdl_ready_weekday(m, d->outer));
	else
		bdl_ready_todo(m, f,
			"Ask %s whether it takes it all the same, and say why it is late.", m->who);
}

static void say_near(struct bdl_readying *m, const struct bdl_deadline *d, const char *id,
	const struct bdl_said *said)
{
	struct bdl_ready_finding *f;

	if (d->days_left == 0)
		f = bdl_ready_find(m, BDL_READY_LOOK, id, "the last day is today, %s: %s, %s",
			bdl_ready_weekday(m, d->safe), d->rule, bdl_ready_counted_from(m, d));
	else
		f = bdl_ready_find(m, BDL_READY_LOOK, id, "the last day is %s, in %s: %s, %s",
			bdl_ready_weekday(m, d->safe), days(m, d->days_left), d->rule,
			bdl_ready_counted_from(m, d));
	bdl_ready_said(m, f, "What comes late may not be taken", said);
	if (bdl_day_compare(d->aim, m->b->made_on) > 0)
		bdl_ready_todo(m, f, "Send it so that it arrives by %s, and keep the proof.",
			bdl_ready_weekday(m, d->aim));
	else
		bdl_ready_todo(m, f, "Send it today, and keep the proof.");
}

/* "Complaint to the examiner: 1 May 2023, page 40; the last day is 3 September 2023" */
static const char *done_words(struct bdl_readying *m, const struct bdl_deadline *d)
{
	const struct bdl_step *s = &m->b->steps[d->done];
	const char *page = bdl_ready_page(m, s->exhibit, s->page);

	return bdl_ready_printf(m, "%s: %s%s%s; the last day is %s", d->what,
		bdl_ready_step_day(m, s), *page ? ", " : "", page, bdl_ready_day(m, d->safe));
}

/* What is done cannot be done earlier: that it was late is to be explained, not to be mended. */
static void say_done_late(struct bdl_readying *m, const struct bdl_deadline *d, const char *id,
	const struct bdl_said *said)
{
	struct bdl_ready_finding *f = bdl_ready_find(
		m, BDL_READY_LOOK, id, "%s: it was done after that", done_words(m, d));

	bdl_ready_said(m, f, "What comes late may not be taken", said);
	bdl_ready_todo(m, f,
		"Explain to %s why it is late, with what shows it; if its date is "
		"wrong here, put it right in index.csv.",
		m->who);
	bdl_ready_about(m, f, m->b->steps[d->done].exhibit);
}

static void say_done(struct bdl_readying *m, const struct bdl_deadline *d, const char *id)
{
	const struct bdl_step *s = &m->b->steps[d->done];
	const char *only = "";
	struct bdl_ready_finding *f;

	if (bdl_day_compare(s->day, d->safe) > 0 && bdl_day_exists(d->came))
		only = bdl_ready_printf(
			m, ", in time only if counted from receipt, %s", bdl_ready_day(m, d->came));
	else if (bdl_day_compare(s->day, d->safe) > 0)
		only = bdl_ready_printf(m,
			", in time only in the reading that allows most, up to %s",
			bdl_ready_day(m, d->outer));
	f = bdl_ready_find(m, BDL_READY_OK, id, "%s%s", done_words(m, d), only);
	bdl_ready_about(m, f, s->exhibit);
}

static void ask(struct bdl_readying *m, const struct bdl_deadline *d)
{
	const struct bdl_said said = {
		.source = d->source, .reviewed = d->reviewed, .confidence = d->confidence};
	const char *id = bdl_ready_printf(m, "deadline-%s", d->id);

	if (d->done < m->b->step_count && bdl_day_compare(m->b->steps[d->done].day, d->outer) > 0)
		say_done_late(m, d, id, &said);
	else if (d->done < m->b->step_count)
		say_done(m, d, id);
	else if (d->days_left < 0)
		say_over(m, d, id, &said);
	else if (d->days_left <= NEAR)
		say_near(m, d, id, &said);
}

static const struct bdl_deadline *reckoned(const struct bdl_readying *m, const char *id)
{
	for (size_t i = 0; i < m->b->deadline_count; i++)
		if (strcmp(m->b->deadlines[i].id, id) == 0)
			return &m->b->deadlines[i];
	return NULL;
}

/*
 * Without a document to count from; where that has to be enclosed, its lack is what is to do. Of a
 * time that may not have begun yet nothing is said.
 */
static void say_not_reckoned(struct bdl_readying *m, const struct bdl_deadline_rule *rule)
{
	struct bdl_ready_finding *f = bdl_ready_find(m, BDL_READY_LOOK,
		bdl_ready_printf(m, "deadline-%s", rule->id),
		"the last day cannot be counted: %s, and no document shows that day", rule->rule);

	bdl_ready_said(m, f, "What comes late may not be taken", &rule->said);
	bdl_ready_todo(m, f,
		"Put the document in, or say what happened and when under events in bundle.yaml.");
}

void bdl_ready_deadlines(struct bdl_readying *m)
{
	for (size_t i = 0; i < m->r->deadline_count; i++) {
		const struct bdl_deadline *d = reckoned(m, m->r->deadlines[i].id);

		if (d)
			ask(m, d);
		else if (!m->r->deadlines[i].later)
			say_not_reckoned(m, &m->r->deadlines[i]);
	}
}
