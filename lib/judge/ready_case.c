/*
 * Ready: whether the case is told: chronology, what is complained of, arrears and losses, and what
 * a sender should know of this recipient. See ready.h.
 */
#include "judge/ready.h"

#include "base/months.h"
#include "base/text.h"
#include "judge/paths.h"
#include <string.h>

/* Who told what no document shows, where it is one person; else "bundle.yaml". */
static const char *teller(const struct bdl_readying *m)
{
	const char *by = NULL;

	for (size_t i = 0; i < m->told->event_count; i++) {
		const char *one = m->told->events[i].by;

		if (m->told->events[i].file)
			continue;
		if (!one || (by && strcmp(by, one) != 0))
			return "the author";
		by = one;
	}
	return by ? by : "the author";
}

static void ask_chronology(struct bdl_readying *m)
{
	size_t told = 0, all = m->b->entry_count;
	struct bdl_ready_finding *f;

	for (size_t i = 0; i < all; i++)
		told += m->b->entries[i].exhibit == BDL_NONE;
	if (!all) {
		f = bdl_ready_find(m, BDL_READY_LOOK, "chronology", "chronology: it has no entry");
		bdl_ready_why(m, f, "It is what is read first.");
		bdl_ready_todo(m, f,
			"Give documents their dates in index.csv, or tell events in bundle.yaml.");
	} else if (told) {
		bdl_ready_find(m, BDL_READY_OK, "chronology",
			"chronology: %s, %zu with a page, %zu told by %s",
			bdl_ready_counted(m, all, "entry", "entries"), all - told, told, teller(m));
	} else {
		bdl_ready_find(m, BDL_READY_OK, "chronology", "chronology: %s, each with a page",
			bdl_ready_counted(m, all, "entry", "entries"));
	}
}

/* One of the documents of the bundle before is: named in bundle.yaml, or tagged in index.csv. */
static bool is_shown_earlier(const struct bdl_readying *m, const struct bdl_allegation *a)
{
	const struct bdl_steering *all = m->b->steering;

	if (!m->b->earlier)
		return false;
	for (const char **file = a->files; file && *file; file++)
		if (bdl_path_is_held(m->b, *file, true))
			return true;
	for (size_t i = 0; all && i < all->row_count; i++)
		if (all->rows[i].path &&
			bdl_ready_is_listed(all->rows[i].allegations, a->heading) &&
			bdl_ready_held(m, all->rows[i].path))
			return true;
	return false;
}

static void ask_allegations(struct bdl_readying *m)
{
	const char *earlier = bdl_ready_earlier(m);

	for (size_t i = 0; i < m->told->allegation_count; i++) {
		const struct bdl_allegation *a = &m->told->allegations[i];
		struct bdl_ready_finding *f;

		if (a->row_count || is_shown_earlier(m, a))
			continue;
		f = bdl_ready_find(m, BDL_READY_LOOK, "allegation",
			"complaint \"%s\": no document%s%s is named for it", a->heading,
			earlier ? " of this supplement to " : "", earlier ? earlier : "");
		bdl_ready_why(m, f, "What no document shows is one word against another.");
		bdl_ready_todo(m, f, "%s",
			earlier ? "See that one is named in that bundle."
				: "Name one in index.csv or bundle.yaml, or take it out.");
	}
}

static void ask_arrears(struct bdl_readying *m)
{
	const struct bdl_told *t = m->told;
	struct bdl_ready_finding *f;

	if (!t->schedule_count || t->payment_rule_count || t->payment_count)
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, "arrears",
		"arrears: nothing says which payments in the bank statements are the maintenance");
	bdl_ready_why(m, f, "Without that no payment counts, and all that was due seems owed.");
	bdl_ready_todo(
		m, f, "Say under payments in bundle.yaml who pays, and with which reference.");
}

/* Whoever paid it will say that it was for what is owed. */
static void ask_left_over(struct bdl_readying *m)
{
	const struct bdl_arrears *s = m->b->reckoning ? &m->b->reckoning->sums : NULL;
	struct bdl_ready_finding *f;

	if (!s || s->left_over <= 0 || s->owed <= 0)
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, "arrears-left-over",
		"arrears: %s was received and is set against no sum, while %s is owed",
		bdl_ready_money(m, s->left_over), bdl_ready_money(m, s->owed));
	bdl_ready_why(m, f, "Whoever paid it will say that it was for what is owed.");
	bdl_ready_todo(m, f,
		"The page of arrears lists it. If it was for sums that the schedule lacks, add "
		"these under schedule in bundle.yaml; if it was for something else, be ready to "
		"say for what.");
}

static void ask_losses(struct bdl_readying *m)
{
	const struct bdl_losses *all = m->b->losses;
	struct bdl_buffer names = BDL_BUFFER_INIT;
	struct bdl_ready_finding *f;
	size_t count = 0;

	for (size_t i = 0; all && i < all->count; i++)
		if (all->rows[i].exhibit == BDL_NONE && !all->rows[i].held)
			bdl_buffer_printf(&names, "%s%s", count++ ? ", " : "", all->rows[i].what);
	if (count) {
		f = bdl_ready_find(m, BDL_READY_LOOK, "losses", "%s: %s",
			bdl_ready_counted(m, count, "loss has no proof", "losses have no proof"),
			bdl_buffer_string(&names));
		bdl_ready_why(m, f, "A loss is paid for where a bill or a statement shows it.");
		bdl_ready_todo(m, f, "Name a bill or a statement for each in bundle.yaml.");
	}
	if (names.failed)
		m->failed = bdl_fail_memory(m->err) < 0;
	bdl_buffer_release(&names);
}

/* ---- courts and tribunals ---- */

/* What a case before a court or a tribunal leaves in a folder. */
static bool is_of_proceedings(const struct bdl_readying *m, size_t row)
{
	static const char *steps[] = {"claim-issued", "court-order", "appeal", "appeal-response",
		"appeal-decision", "pre-action-letter", NULL};
	const char *kind = m->b->exhibits[row].kind;

	return (kind && strcmp(kind, "court-order") == 0) ||
	       bdl_ready_step_of(m, row, steps) != BDL_NO_STEP;
}

/* The note in which the recipient speaks of courts; its row, or that of none. */
static size_t court_note(const struct bdl_recipient *r)
{
	size_t i = 0;

	for (; r->notes && r->notes[i]; i++)
		if (strstr(r->notes[i], "court") || strstr(r->notes[i], "tribunal"))
			break;
	return i;
}

/* Complaints bodies leave alone what is, or was, before a court. */
static void ask_proceedings(struct bdl_readying *m)
{
	const struct bdl_bundle *b = m->b;
	size_t note = court_note(m->r), count = 0;
	size_t *rows = bdl_arena_alloc(m->arena, (b->order_count + 1) * sizeof(*rows));
	struct bdl_ready_finding *f;

	if (!rows)
		m->failed = bdl_fail_memory(m->err) < 0;
	for (size_t i = 0; rows && i < b->order_count; i++)
		if (is_of_proceedings(m, b->order[i]))
			rows[count++] = b->order[i];
	if (!count || m->r->court || !m->r->notes || !m->r->notes[note])
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, "proceedings",
		"papers of a court or tribunal are in the folder: %s",
		bdl_ready_numbers(m, rows, count));
	bdl_ready_said(m, f, m->r->notes[note], &m->r->note_said[note]);
	bdl_ready_todo(m, f, "Say what came of that case, and why this is another matter.");
	for (size_t i = 0; i < count; i++)
		bdl_ready_about(m, f, rows[i]);
}

/* ---- the rules themselves ---- */

/* What was last read long ago may have changed. */
static void ask_age(struct bdl_readying *m)
{
	struct bdl_day day;
	struct bdl_ready_finding *f;

	if (!m->r->reviewed || bdl_day_parse_iso(m->r->reviewed, &day) < 0 ||
		bdl_day_compare(bdl_day_add_months(day, 12), m->b->made_on) >= 0)
		return;
	f = bdl_ready_find(m, BDL_READY_LOOK, "rules-old",
		"the rules of %s that this program knows were last read on %s, more than a year "
		"ago",
		m->who, bdl_ready_day(m, day));
	bdl_ready_todo(m, f, "Check with them, or look for a newer version of this program.");
	if (f)
		f->check_with_them = true;
}

void bdl_ready_case(struct bdl_readying *m)
{
	ask_chronology(m);
	ask_allegations(m);
	ask_arrears(m);
	ask_left_over(m);
	ask_losses(m);
	ask_proceedings(m);
	ask_age(m);
}
