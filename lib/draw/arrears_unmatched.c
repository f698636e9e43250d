/*
 * Unmatched: what of the payments was set against nothing, what looks like a payment and is not
 * counted, what stands in two statements and is counted once: so that nothing is dropped in
 * silence.
 */
#include "draw/reckoned.h"
#include "draw/words.h"

static const double FIRST_ROWS = 160; /* heads, a group and a long first row */
static const double ABOVE = 26; /* the heads' baseline below what stands over them */

enum { DAY, WHAT, AMOUNT, SOURCE, COLUMNS };

/* clang-format off */
static const struct bdl_table_form form = {
	.title = BDL_ARREARS_TITLE,
	.columns = {
		{ "Date",                72,  112, false },
		{ "What the bank calls it", 188, 196, false },
		{ "Amount",              452, 66,  true },
		{ "Seen on",             472, 75.28, false },
	},
	.column_count = COLUMNS,
	.press = true,
	.rule_left = BDL_LEFT_EDGE, .group_x = BDL_LEFT_EDGE,
	.group_above = 24, .group_above_on_top = 20, .group_below = 6,
	.lead = 14.5, .air = 6.5,
	.foot = true,
};

/* clang-format on */

static const char *why_words(enum bdl_near_why why)
{
	switch (why) {
	case BDL_NEAR_AMOUNT:
		return "another amount than is asked for";
	case BDL_NEAR_DAY:
		return "outside the dates that are asked for";
	case BDL_NEAR_DIRECTION:
		return "the money went the other way";
	case BDL_NEAR_UNDATED:
		return "the record gives no day";
	case BDL_NEAR_LATER:
		return "after the last day of this reckoning";
	}
	return "";
}

static const char *words_of(struct bdl_draft *d, const struct bdl_payment *p)
{
	const struct bdl_record *r =
		p->event < d->b->event_count ? &d->b->events[p->event].record : NULL;

	if (!r)
		return bdl_draft_printf(
			d, "a payment that %s tells of", p->by && *p->by ? p->by : "the author");
	if (r->text && *r->text)
		return r->text;
	return r->party && *r->party ? r->party : "no words";
}

static void draw_row(
	struct bdl_table *t, const struct bdl_payment *p, int64_t pence, const char *note)
{
	struct bdl_draft *d = t->d;
	struct bdl_shown_on seen = bdl_shown_on(d, p->exhibit, p->page);
	const char *day = bdl_words_day(d, p->day);
	unsigned page;

	for (size_t i = 0; i < COLUMNS; i++)
		bdl_cell_clear(&t->cells[i]);
	bdl_cell_add(d, &t->cells[DAY], BDL_TEXT, form.columns[DAY].width, *day ? day : "undated");
	bdl_cell_add(d, &t->cells[WHAT], BDL_TEXT, form.columns[WHAT].width, words_of(d, p));
	if (note)
		bdl_cell_add(d, &t->cells[WHAT], BDL_NOTE, form.columns[WHAT].width, note);
	bdl_cell_add(d, &t->cells[AMOUNT], BDL_TEXT, form.columns[AMOUNT].width,
		bdl_words_money(d, pence));
	bdl_shown_cell(t, &seen, form.columns[SOURCE].width, &page);
	bdl_table_row(t, page, 0);
}

static void left_over(struct bdl_table *t, const struct bdl_reckoning *r)
{
	bdl_table_group(t, NULL, "Received, and set against nothing that was due", 0);
	for (size_t i = 0; i < r->sums.payment_count; i++) {
		int64_t all = r->payments[i].pence, left = r->sums.left[i];

		if (left)
			draw_row(t, &r->payments[i], left,
				left == all ? NULL
					    : bdl_draft_printf(t->d, "the rest of %s",
						      bdl_words_money(t->d, all)));
	}
}

static void near(struct bdl_table *t, const struct bdl_reckoning *r)
{
	bdl_table_group(t, NULL, "Looks like a payment, and is not counted", 0);
	for (size_t i = 0; i < r->near_count; i++)
		draw_row(t, &r->near[i].what, r->near[i].what.pence, why_words(r->near[i].why));
}

static void doubles(struct bdl_table *t, const struct bdl_reckoning *r)
{
	bdl_table_group(t, NULL, "In a second statement too, and counted once", 0);
	for (size_t i = 0; i < r->double_count; i++) {
		const struct bdl_event *e = &t->d->b->events[r->doubles[i]];
		const struct bdl_payment p = {.day = e->record.when.day,
			.event = r->doubles[i],
			.exhibit = e->exhibit,
			.page = e->record.page};

		draw_row(t, &p, e->record.pence, NULL);
	}
}

void bdl_arrears_unmatched(struct bdl_table *t)
{
	const struct bdl_reckoning *r = t->d->b->reckoning;

	if (!r->sums.left_over && !r->near_count && !r->double_count)
		return;
	bdl_arrears_room(t, ABOVE + FIRST_ROWS);
	t->form = &form;
	bdl_table_heads(t, t->y + ABOVE);
	if (r->sums.left_over)
		left_over(t, r);
	if (r->near_count)
		near(t, r);
	if (r->double_count)
		doubles(t, r);
	bdl_draft_rule(t->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 1, 0);
	t->name = NULL;
	t->pending = false;
}
