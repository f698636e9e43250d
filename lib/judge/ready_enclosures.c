/*
 * Ready: what has to be in the bundle, or had better be: each is there, with its date and page, or
 * is missing, or is there in a way that will not do. See ready.h.
 */
#include "judge/ready.h"

#include <string.h>

/* The document that is taken for an enclosure. */
struct found {
	size_t row; /* of exhibits; BDL_NONE: none */
	size_t step; /* BDL_NO_STEP: known by its kind alone, or its step has no day */
	struct bdl_day day; /* all 0: not known */
	size_t count; /* documents that would do */
	size_t left_out; /* row of one that index.csv leaves out; BDL_NONE */
	size_t told; /* step that a person told, without a document; BDL_NO_STEP */
	size_t other; /* row of one of such a kind that shows another step; BDL_NONE */
};

static const char consent_kind[] = "authority";

/* Shown before not shown, dated before undated, then the newest; of one day the first. */
static bool is_better(
	const struct bdl_readying *m, size_t row, struct bdl_day day, const struct found *f)
{
	const struct bdl_exhibit *x = &m->b->exhibits[row], *old;
	int order;

	if (f->row == BDL_NONE)
		return true;
	old = &m->b->exhibits[f->row];
	if (x->shown != old->shown)
		return x->shown;
	order = bdl_day_compare(day, f->day);
	return order > 0 || (order == 0 && x->number < old->number);
}

static void consider(const struct bdl_readying *m, size_t row, size_t step, struct found *f)
{
	const struct bdl_exhibit *x = &m->b->exhibits[row];
	bool dated = step < m->b->step_count;
	struct bdl_day day = dated ? m->b->steps[step].day : x->date.day;

	if (!bdl_ready_is_bound(x)) {
		f->left_out = row;
		return;
	}
	f->count++;
	if (!is_better(m, row, day, f))
		return;
	f->row = row;
	f->step = dated ? step : BDL_NO_STEP;
	f->day = day;
}

/*
 * A step says what a document is; its kind only what it looks like: where steps are asked for, one
 * that shows another step is not it. An exact copy is its original.
 */
static void look_at(
	const struct bdl_readying *m, const struct bdl_enclosure *e, size_t row, struct found *f)
{
	const struct bdl_exhibit *x = &m->b->exhibits[row];
	size_t step;

	if (x->duplicate_of != BDL_NONE)
		return;
	step = bdl_ready_step_of(m, row, e->steps);
	if (step != BDL_NO_STEP)
		consider(m, row, step, f);
	else if (!bdl_ready_is_listed(e->kinds, x->kind))
		return;
	else if (e->steps && bdl_ready_step_shown(m, row))
		f->other = row;
	else
		consider(m, row, BDL_NO_STEP, f);
}

static struct found find(const struct bdl_readying *m, const struct bdl_enclosure *e)
{
	const struct bdl_bundle *b = m->b;
	struct found f = {.row = BDL_NONE,
		.step = BDL_NO_STEP,
		.left_out = BDL_NONE,
		.told = BDL_NO_STEP,
		.other = BDL_NONE};

	for (size_t i = 0; i < b->exhibit_count; i++)
		look_at(m, e, i, &f);
	for (size_t i = 0; i < b->step_count; i++)
		if (b->steps[i].exhibit == BDL_NONE &&
			bdl_ready_is_listed(e->steps, b->steps[i].type))
			f.told = i;
	return f;
}

/* ---- what is wrong with it ---- */

/* The last day is counted from such a document. */
static bool is_trigger(const struct bdl_readying *m, const struct bdl_enclosure *e)
{
	for (size_t i = 0; i < m->r->deadline_count; i++)
		for (const char **s = e->steps; s && *s; s++)
			if (bdl_ready_is_listed(m->r->deadlines[i].triggers, *s))
				return true;
	return false;
}

static enum bdl_ready_state state_of(const struct bdl_enclosure *e)
{
	return e->required ? BDL_READY_TO_DO : BDL_READY_LOOK;
}

/* "letters/FINAL RESPONSE.pdf (page 43)". */
static const char *place(struct bdl_readying *m, size_t row)
{
	const char *page = bdl_ready_page(m, row, 1);

	return *page ? bdl_ready_printf(m, "%s (%s)", m->b->exhibits[row].name, page)
		     : m->b->exhibits[row].name;
}

/* What index.csv leaves out is not in the table: it may be among that. */
static const char *left_out_words(struct bdl_readying *m)
{
	size_t count = 0;

	for (size_t i = 0; i < m->b->excluded_count; i++)
		count += strcmp(m->b->excluded[i].reason, BDL_LEFT_OUT) == 0;
	if (!count)
		return "";
	return bdl_ready_printf(m, " Or is it among the %s that index.csv leaves out?",
		bdl_ready_counted(m, count, "file", "files"));
}

/* " If refusal.pdf (page 11) is one, say so in index.csv: it is taken for another step
 * (ice-refused)." */
static const char *other_words(struct bdl_readying *m, const struct found *f)
{
	if (f->other == BDL_NONE)
		return "";
	return bdl_ready_printf(m,
		" If %s is one, say so in index.csv: it is taken for another step (%s).",
		place(m, f->other), bdl_ready_step_shown(m, f->other));
}

/* A document of the bundle before, which bundle.yaml says is such a step; NULL: it names none. */
static const struct bdl_held *held_of(const struct bdl_readying *m, const struct bdl_enclosure *e)
{
	const struct bdl_held *held = NULL;

	for (size_t i = 0; !held && i < m->told->event_count; i++)
		if (bdl_ready_is_listed(e->steps, m->told->events[i].type))
			held = bdl_ready_held(m, m->told->events[i].file);
	return held;
}

/* Of a supplement: no harm, as the bundle before it may hold it. */
static void say_earlier(struct bdl_readying *m, const struct bdl_enclosure *e,
	const struct found *f, const char *id)
{
	const struct bdl_held *held = held_of(m, e);
	const char *earlier = bdl_ready_earlier(m);
	struct bdl_ready_finding *x;

	if (held && held->number && held->page) {
		bdl_ready_find(m, BDL_READY_OK, id, "%s: %s, in %s (document %u, page %u)", e->what,
			held->name, earlier, held->number, held->page);
		return;
	}
	if (held) {
		bdl_ready_find(m, BDL_READY_OK, id, "%s: %s, in %s", e->what, held->name, earlier);
		return;
	}
	x = bdl_ready_find(m, BDL_READY_LOOK, id,
		"%s: there is none here; this is a supplement to %s, which may hold it", e->what,
		earlier);
	bdl_ready_said(m, x, e->why, &e->said);
	bdl_ready_todo(m, x, "See that it is there; if it is not, put it into the folder.%s",
		other_words(m, f));
}

static void say_missing(struct bdl_readying *m, const struct bdl_enclosure *e,
	const struct found *f, const char *id)
{
	const struct bdl_step *told = f->told == BDL_NO_STEP ? NULL : &m->b->steps[f->told];
	struct bdl_ready_finding *x;

	if (f->left_out != BDL_NONE)
		x = bdl_ready_find(m, state_of(e), id, "%s: %s is left out by index.csv", e->what,
			m->b->exhibits[f->left_out].name);
	else if (told && bdl_day_exists(told->day))
		x = bdl_ready_find(m, state_of(e), id, "%s: %s says %s, but no document is here",
			e->what, told->by ? told->by : "bundle.yaml", bdl_ready_day(m, told->day));
	else
		x = bdl_ready_find(m, state_of(e), id, "%s: there is none in the folder", e->what);
	bdl_ready_said(m, x, e->why, &e->said);
	if (f->left_out != BDL_NONE)
		bdl_ready_todo(m, x, "Take it in again: include in index.csv.");
	else
		bdl_ready_todo(m, x, "%s%s%s",
			e->todo ? e->todo
				: "Put it into the folder. If it is there, say so in index.csv.",
			other_words(m, f), left_out_words(m));
	bdl_ready_about(m, x, f->left_out);
}

static void say_not_shown(struct bdl_readying *m, const struct bdl_enclosure *e,
	const struct found *f, const char *id)
{
	const struct bdl_exhibit *x = &m->b->exhibits[f->row];
	const char *reason = bdl_reason_sentence(m->arena, x->reason, x->detail);
	struct bdl_ready_finding *y = bdl_ready_find(m, state_of(e), id,
		"%s: %s could not be shown. %s", e->what, place(m, f->row), reason ? reason : "");

	bdl_ready_said(m, y, e->why, &e->said);
	bdl_ready_todo(m, y, "%s",
		x->reason == BDL_REASON_LOCKED ? "Put a copy without the password into the folder."
					       : "Put a copy that can be read into the folder: a "
						 "scan or a photograph will do.");
	bdl_ready_about(m, y, f->row);
}

static void say_undated(struct bdl_readying *m, const struct bdl_enclosure *e,
	const struct found *f, const char *id)
{
	struct bdl_ready_finding *x = bdl_ready_find(
		m, state_of(e), id, "%s: %s, without a full date", e->what, place(m, f->row));

	bdl_ready_said(m, x, "the last day is counted from it", &e->said);
	bdl_ready_todo(m, x, "Say its date in index.csv.");
	bdl_ready_about(m, x, f->row);
}

/* A date that is not certain is shown with what it could be instead. */
static void say_doubtful(struct bdl_readying *m, const struct bdl_enclosure *e,
	const struct found *f, const char *id)
{
	const struct bdl_date *d = &m->b->exhibits[f->row].date;
	struct bdl_ready_finding *x;

	if (d->ambiguous && bdl_day_exists(d->other))
		x = bdl_ready_find(m, BDL_READY_LOOK, id, "%s: %s, of %s or of %s", e->what,
			place(m, f->row), bdl_ready_day(m, f->day), bdl_ready_day(m, d->other));
	else
		x = bdl_ready_find(m, BDL_READY_LOOK, id,
			d->ambiguous ? "%s: %s, %s: its date can be read in two ways"
				     : "%s: %s, %s, a date that it does not state itself",
			e->what, place(m, f->row), bdl_ready_day(m, f->day));
	bdl_ready_said(m, x, "the last day is counted from it", &e->said);
	bdl_ready_todo(m, x, "Put the right date into index.csv.");
	bdl_ready_about(m, x, f->row);
}

/*
 * Dated by a person: nothing is doubtful then. That somebody said what it is, and not of which day,
 * does not make a day certain that it does not state.
 */
static bool is_certain(const struct bdl_readying *m, const struct found *f)
{
	const struct bdl_date *d = &m->b->exhibits[f->row].date;
	const struct bdl_step *step = f->step == BDL_NO_STEP ? NULL : &m->b->steps[f->step];

	if (step && step->given && (!step->inferred || bdl_day_compare(step->day, d->day) != 0))
		return true;
	return d->source == BDL_FROM_AUTHOR || (!d->ambiguous && bdl_date_is_stated(d));
}

static void say_there(struct bdl_readying *m, const struct bdl_enclosure *e, const struct found *f,
	const char *id)
{
	const char *day = f->day.year ? bdl_ready_day(m, f->day) : "undated";
	struct bdl_ready_finding *x;

	if (!is_certain(m, f) && f->day.year)
		day = bdl_ready_printf(m, "[%s]", day);
	if (f->count > 1)
		x = bdl_ready_find(m, BDL_READY_OK, id, "%s: %s, %s; %s in all", e->what, day,
			place(m, f->row), bdl_ready_counted(m, f->count, "document", "documents"));
	else
		x = bdl_ready_find(
			m, BDL_READY_OK, id, "%s: %s, %s", e->what, day, place(m, f->row));
	bdl_ready_about(m, x, f->row);
}

/* The list of essential reading that bundle.yaml makes. */
static bool is_made_here(const struct bdl_readying *m, const struct bdl_enclosure *e)
{
	const struct bdl_court *court = m->b->about.court;

	return court && court->essential_count &&
	       bdl_ready_is_listed(e->steps, "essential-reading");
}

/* What the folder cannot show: only its author can say whether it is there, or is needed. */
static void say_unknown(struct bdl_readying *m, const struct bdl_enclosure *e, const char *id)
{
	struct bdl_ready_finding *x = bdl_ready_find(
		m, BDL_READY_LOOK, id, "%s: no program can tell whether it is there", e->what);

	bdl_ready_said(m, x, e->why, &e->said);
	bdl_ready_todo(m, x, "%s", e->todo ? e->todo : "See that it is.");
}

static bool somebody_acts(const struct bdl_readying *m)
{
	return m->told->representative.name != NULL;
}

static void ask(struct bdl_readying *m, const struct bdl_enclosure *e)
{
	const char *id = bdl_ready_printf(m, "enclosure-%s", e->id);
	struct found f = find(m, e);

	/* whoever speaks for himself needs nobody's consent: ready_facts.c */
	if (bdl_ready_is_listed(e->kinds, consent_kind) && (!somebody_acts(m) || m->told->consent))
		return;
	if (is_made_here(m, e))
		bdl_ready_find(m, BDL_READY_OK, id, "%s: in the bundle", e->what);
	else if (!e->steps && !e->kinds)
		say_unknown(m, e, id);
	else if (f.row == BDL_NONE && f.left_out == BDL_NONE && bdl_ready_earlier(m))
		say_earlier(m, e, &f, id);
	else if (f.row == BDL_NONE)
		say_missing(m, e, &f, id);
	else if (!m->b->exhibits[f.row].shown)
		say_not_shown(m, e, &f, id);
	else if (!bdl_day_exists(f.day) && is_trigger(m, e))
		say_undated(m, e, &f, id);
	else if (is_trigger(m, e) && !is_certain(m, &f))
		say_doubtful(m, e, &f, id);
	else
		say_there(m, e, &f, id);
}

void bdl_ready_enclosures(struct bdl_readying *m)
{
	for (size_t i = 0; i < m->r->enclosure_count; i++)
		ask(m, &m->r->enclosures[i]);
}
