/*
 * Ready: what is said below the findings: each last day with what it counts from, each answer that
 * took longer than was promised, what is owed and what came in. See ready.h.
 */
#include "judge/ready.h"

static void say(struct bdl_readying *m, const char *head, const char *text, const char *source)
{
	struct bdl_ready *out = m->out;
	struct bdl_ready_line *list =
		bdl_arena_grow(m->arena, out->lines, out->line_count, sizeof(*list));

	if (!list) {
		m->failed = bdl_fail_memory(m->err) < 0;
		return;
	}
	out->lines = list;
	list[out->line_count++] =
		(struct bdl_ready_line){.head = head, .text = text, .source = source};
}

/* "gov.uk/complain-independent-case-examiner, read on 1 May 2023": check it with them where that is
 * not an official text; what was written down from memory was read on no day. */
static const char *source_of(
	struct bdl_readying *m, const char *source, const char *reviewed, char confidence)
{
	struct bdl_day day;
	bool read = confidence != 'M' && reviewed && bdl_day_parse_iso(reviewed, &day) == 0;

	if (!source || !*source)
		return NULL;
	return bdl_ready_printf(m, "%s%s%s%s", source, read ? ", read on " : "",
		read ? bdl_ready_day(m, day) : "",
		bdl_rule_wants_check(confidence, reviewed, m->b->made_on) ? ": check this with them"
									  : "");
}

/* ---- last days ---- */

static const char *how_long(struct bdl_readying *m, int days)
{
	if (days == 0)
		return "today";
	if (days < 0)
		return bdl_ready_printf(
			m, "%s ago", bdl_ready_counted(m, (size_t)-days, "day", "days"));
	return bdl_ready_printf(m, "in %s", bdl_ready_counted(m, (size_t)days, "day", "days"));
}

static void say_deadline(struct bdl_readying *m, const struct bdl_deadline *d)
{
	bool outer = bdl_day_compare(d->outer, d->safe) > 0;
	bool aim =
		bdl_day_compare(d->aim, m->b->made_on) >= 0 && bdl_day_compare(d->aim, d->safe) < 0;
	const char *text =
		bdl_ready_printf(m, "%s, %s: %s, %s.%s%s%s%s%s%s%s", bdl_ready_weekday(m, d->safe),
			how_long(m, d->days_left), d->rule, bdl_ready_counted_from(m, d),
			aim ? " Aim for " : "", aim ? bdl_ready_weekday(m, d->aim) : "",
			aim ? "." : "", outer ? " In the reading that allows most it is " : "",
			outer ? bdl_ready_weekday(m, d->outer) : "", outer ? "." : "",
			d->note ? bdl_ready_printf(m, " %s", d->note) : "");

	say(m, "Deadline", text, source_of(m, d->source, d->reviewed, d->confidence));
}

/* ---- delays ---- */

/* "9 December 2019, page 12". */
static const char *seen(struct bdl_readying *m, const struct bdl_step *s)
{
	const char *page = bdl_ready_page(m, s->exhibit, s->page);

	return bdl_ready_printf(m, "%s%s%s", bdl_ready_step_day(m, s), *page ? ", " : "", page);
}

/* " (CMS: reply within 15 working days)". */
static const char *standard_of(struct bdl_readying *m, const struct bdl_delay *d)
{
	if (!d->standard)
		return "";
	return bdl_ready_printf(m, " (%s%s)", d->standard,
		bdl_rule_wants_check(d->confidence, d->reviewed, m->b->made_on)
			? ": check this with them"
			: "");
}

static void say_delay(struct bdl_readying *m, const struct bdl_delay *d)
{
	const struct bdl_step *asked = &m->b->steps[d->asked];
	const char *answer =
		d->answered < m->b->step_count
			? bdl_ready_printf(m, "answered on %s", seen(m, &m->b->steps[d->answered]))
			: "not answered";

	say(m, "Delay",
		bdl_ready_printf(m, "%s of %s: %s, %s; allowed %d, over by %d%s.",
			d->what ? d->what : "Question", seen(m, asked), answer,
			bdl_ready_counted(m, (size_t)d->taken, "working day", "working days"),
			d->allowed, d->over, standard_of(m, d)),
		NULL);
}

/* ---- arrears ---- */

/* " £1,200.00 was received, of which £800.00 is set against no sum.": what came in must not vanish
 * because it came at a time when nothing was due. */
static const char *left_over(struct bdl_readying *m, const struct bdl_arrears *s)
{
	if (!s->left_over)
		return "";
	return bdl_ready_printf(m, " %s was received, of which %s is set against no sum.",
		bdl_ready_money(m, s->received), bdl_ready_money(m, s->left_over));
}

static void say_arrears(struct bdl_readying *m, const struct bdl_reckoning *r)
{
	bool until = bdl_day_exists(r->until);

	say(m, "Arrears",
		bdl_ready_printf(m,
			"%s owed%s%s: %s was due, %s was paid.%s The applicant's own reckoning, "
			"not a CMS calculation.",
			bdl_ready_money(m, r->sums.owed), until ? " up to " : "",
			until ? bdl_ready_day(m, r->until) : "", bdl_ready_money(m, r->sums.due),
			bdl_ready_money(m, r->sums.paid), left_over(m, &r->sums)),
		NULL);
}

void bdl_ready_lines(struct bdl_readying *m)
{
	const struct bdl_bundle *b = m->b;

	for (size_t i = 0; i < b->deadline_count; i++)
		if (b->deadlines[i].done >= b->step_count)
			say_deadline(m, &b->deadlines[i]);
	for (size_t i = 0; i < b->delay_count; i++)
		if (b->delays[i].over > 0 && b->delays[i].asked < b->step_count)
			say_delay(m, &b->delays[i]);
	if (b->reckoning)
		say_arrears(m, b->reckoning);
}
