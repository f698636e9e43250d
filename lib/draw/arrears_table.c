/*
 * Arrears table: a row for each sum due: what was paid of it, when, where that can be seen, and
 * what was owed then; the balance carried over the ends of pages; the totals (LOOK sections 4 and
 * 7).
 */
#include "draw/reckoned.h"
#include "draw/words.h"

enum { MONTH, DUE, PAID, SEEN, SHORT, OWED, COLUMNS };

static const double SEEN_WIDTH = 52; /* beside what was short */
static const double NOTE_WIDTH = 200; /* below it nothing stands on the right */

/* clang-format off */
static const struct bdl_table_form by_month = {
	.title = BDL_ARREARS_TITLE,
	.columns = {
		{ "Month from", 72,  106, false },
		{ "Due",        242, 62,  true },
		{ "Paid",       322, 74,  true },
		{ "Seen on",    346, 200, false },
		{ "Short by",   462, 62,  true },
		{ "Owed",       547.28, 80, true },
	},
	.column_count = COLUMNS,
	.rule_left = BDL_LEFT_EDGE, .group_x = BDL_LEFT_EDGE,
	.lead = 12.2, .air = 4.2,
	.foot = true,
};

static const struct bdl_table_form by_sum = {
	.title = BDL_ARREARS_TITLE,
	.columns = {
		{ "Due on",     72,  106, false },
		{ "Due",        242, 62,  true },
		{ "Paid",       322, 74,  true },
		{ "Seen on",    346, 200, false },
		{ "Short by",   462, 62,  true },
		{ "Owed",       547.28, 80, true },
	},
	.column_count = COLUMNS,
	.rule_left = BDL_LEFT_EDGE, .group_x = BDL_LEFT_EDGE,
	.lead = 12.2, .air = 4.2,
	.foot = true,
};

/* clang-format on */

/* What is drawn as one row: a sum due with the first payment of it, or one more payment of it. */
struct unit {
	size_t due, part;
};

struct drawing {
	struct bdl_table *t;
	const struct bdl_reckoning *r;
	struct unit at;
	struct bdl_shown_on seen; /* of the row in the cells */
	bool below; /* it stands on the second line: too wide for the first */
};

static void add(struct drawing *g, int column, struct bdl_font f, const char *words)
{
	bdl_cell_add(g->t->d, &g->t->cells[column], f, g->t->form->columns[column].width, words);
}

static void add_money(struct drawing *g, int column, struct bdl_font f, int64_t pence)
{
	add(g, column, f, bdl_words_money(g->t->d, pence));
}

static void clear(struct drawing *g)
{
	for (size_t i = 0; i < COLUMNS; i++)
		bdl_cell_clear(&g->t->cells[i]);
}

/* ---- one payment ---- */

static const char *lateness(struct bdl_draft *d, int days)
{
	if (days > 0)
		return bdl_draft_printf(d, ", %s" BDL_NBSP "late",
			bdl_words_counted(d, (size_t)days, "day", "days"));
	if (days < 0)
		return bdl_draft_printf(d, ", %s" BDL_NBSP "before",
			bdl_words_counted(d, (size_t)-days, "day", "days"));
	return "";
}

/* "300.00 of 600.00 on 30 December 2019, 8 days late": as much of it as the row does not say
 * already. */
static const char *note_of(struct bdl_draft *d, const struct bdl_due *due,
	const struct bdl_set_off *part, const struct bdl_payment *p)
{
	const char *day = bdl_words_day(d, p->day), *late = lateness(d, part->days_late);

	if (part->pence != p->pence)
		return bdl_draft_printf(d, "%s of %s on %s%s", bdl_words_money(d, part->pence),
			bdl_words_money(d, p->pence), day, late);
	if (due->off_count > 1)
		return bdl_draft_printf(
			d, "%s on %s%s", bdl_words_money(d, part->pence), day, late);
	return part->days_late ? bdl_draft_printf(d, "%s%s", day, late) : "";
}

static const char *teller(struct bdl_draft *d, const struct bdl_payment *p)
{
	return bdl_draft_printf(d, "%s says, no document", p->by && *p->by ? p->by : "the author");
}

static void add_seen(struct drawing *g, const struct bdl_due *due, const struct bdl_set_off *part)
{
	struct bdl_draft *d = g->t->d;
	const struct bdl_payment *p = &g->r->payments[part->payment];
	struct bdl_cell *cell = &g->t->cells[SEEN];
	const char *note = note_of(d, due, part, p);

	g->seen = bdl_shown_on(d, p->exhibit, p->page);
	g->below = bdl_draft_width(d, BDL_TEXT, g->seen.words) > SEEN_WIDTH;
	bdl_cell_add(d, cell, BDL_TEXT, NOTE_WIDTH, "");
	if (g->below)
		bdl_cell_add(d, cell, BDL_TEXT, NOTE_WIDTH, "");
	if (g->seen.mark[0])
		bdl_cell_add(d, cell, BDL_NOTE, NOTE_WIDTH, g->seen.mark);
	if (note[0])
		bdl_cell_add(d, cell, BDL_NOTE, NOTE_WIDTH, note);
	if (!g->seen.words[0])
		bdl_cell_add(d, cell, BDL_NOTE, NOTE_WIDTH, teller(d, p));
}

/* ---- rows ---- */

/* `again`: the sum's name is said once more, on a new page. */
static void fill(struct drawing *g, struct unit u, bool again)
{
	const struct bdl_due *due = &g->r->sums.rows[u.due];
	struct bdl_draft *d = g->t->d;
	const char *day = bdl_words_day(d, due->day);

	clear(g);
	g->seen = (struct bdl_shown_on){.words = ""};
	if (u.part == 0) {
		add(g, MONTH, BDL_TEXT, day);
		add_money(g, DUE, BDL_TEXT, due->due);
		add_money(g, PAID, BDL_TEXT, due->paid);
		add_money(g, SHORT, BDL_TEXT, due->short_by);
		add_money(g, OWED, BDL_TEXT, due->owed);
	} else if (again) {
		bdl_cell_add(d, &g->t->cells[MONTH], BDL_NOTE, 240, bdl_words_continued(d, day));
	}
	if (u.part < due->off_count)
		add_seen(g, due, &due->offs[u.part]);
}

static void press_seen(struct drawing *g, struct bdl_place place)
{
	const struct bdl_shown_on *seen = &g->seen;
	struct bdl_draft *d = g->t->d;
	double x = g->t->form->columns[SEEN].x, right;
	double y = place.top + g->t->form->lead + (g->below ? 15 : 0);

	if (!seen->words[0] || place.page != d->page)
		return;
	if (!seen->page) {
		bdl_draft_text(d, BDL_TEXT, x, y, seen->words);
		return;
	}
	right = bdl_draft_press(d, BDL_TEXT, x, y, seen->words);
	bdl_draft_link(d, x, y - 10.5, right, y + 3.5, seen->page);
}

static void balance(struct drawing *g, const char *words, int64_t pence)
{
	clear(g);
	bdl_cell_add(g->t->d, &g->t->cells[MONTH], BDL_TEXT, 300, words);
	add_money(g, OWED, BDL_TEXT, pence);
	bdl_table_row(g->t, 0, 0);
}

static double line_height(const struct bdl_table *t)
{
	return t->form->lead + t->form->air;
}

static bool next_unit(const struct bdl_arrears *s, struct unit *u)
{
	if (u->part + 1 < s->rows[u->due].off_count) {
		u->part++;
		return true;
	}
	*u = (struct unit){.due = u->due + 1};
	return u->due < s->row_count;
}

/* What must stand on the page from the unit on: with the last two the total, with all others the
 * balance. */
static double needed(struct drawing *g, struct unit u)
{
	const struct bdl_arrears *s = &g->r->sums;
	struct unit next = u, behind;
	double height, total = line_height(g->t) + 2;

	fill(g, u, true);
	height = bdl_table_row_height(g->t);
	if (!next_unit(s, &next))
		return height + total;
	behind = next;
	if (next_unit(s, &behind))
		return height + line_height(g->t);
	fill(g, next, true);
	return height + bdl_table_row_height(g->t) + total;
}

/* The balance is what is owed behind the last row that stands whole on the page. */
static void turn(struct drawing *g, struct unit u)
{
	const struct bdl_due *rows = g->r->sums.rows;
	int64_t owed = u.part ? rows[u.due].owed : u.due ? rows[u.due - 1].owed : 0;

	balance(g, "Balance carried forward", owed);
	bdl_draft_rule(g->t->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, g->t->y, 1, 0);
	bdl_table_turn(g->t, true);
	balance(g, "Balance brought forward", owed);
}

static void draw_unit(struct drawing *g, struct unit u)
{
	bool turned = !g->t->fresh && g->t->y + needed(g, u) > BDL_LAST_ROW;

	if (turned)
		turn(g, u);
	fill(g, u, turned);
	if (u.part && !turned)
		g->t->after_row = false; /* no line between payments of one sum */
	press_seen(g, bdl_table_row(g->t, 0, 0));
}

static void draw_total(struct drawing *g)
{
	const struct bdl_arrears *s = &g->r->sums;

	clear(g);
	bdl_draft_rule(g->t->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, g->t->y, 1, 0);
	g->t->after_row = false;
	add(g, MONTH, BDL_STRONG, "Total");
	bdl_cell_add(g->t->d, &g->t->cells[DUE], BDL_STRONG, 120, bdl_words_money(g->t->d, s->due));
	add_money(g, PAID, BDL_STRONG, s->paid);
	bdl_cell_add(
		g->t->d, &g->t->cells[SHORT], BDL_STRONG, 116, bdl_words_money(g->t->d, s->owed));
	add_money(g, OWED, BDL_STRONG, s->owed);
	bdl_table_row(g->t, 0, 0);
}

void bdl_arrears_table(struct bdl_table *t, struct bdl_draft *d, double y)
{
	const struct bdl_reckoning *r = d->b->reckoning;
	struct drawing g = {.t = t, .r = r};
	struct unit u = {0};

	*t = (struct bdl_table){.d = d, .form = r->monthly ? &by_month : &by_sum};
	bdl_table_heads(t, y);
	if (r->sums.row_count > 0) {
		do
			draw_unit(&g, u);
		while (next_unit(&r->sums, &u));
	}
	draw_total(&g);
}
