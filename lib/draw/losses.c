/* Losses: what was lost, with its proof, and what is asked for. */
#include "draw/reckoned.h"
#include "draw/words.h"

static const double ABOVE = 34; /* the heading's baseline below what stands over it */
static const double ABOVE_ON_TOP = 30;
static const double HEADS_BELOW = 22;
static const double PARAGRAPH_BELOW = 18;

enum { WHAT, DAY, AMOUNT, PROOF, COLUMNS };

/* clang-format off */
static const struct bdl_table_form form = {
	.title = BDL_ARREARS_TITLE,
	.columns = {
		{ "What",   72,  186, false },
		{ "Date",   270, 112, false },
		{ "Amount", 452, 66,  true },
		{ "Proof",  472, 75.28, false },
	},
	.column_count = COLUMNS,
	.press = true,
	.rule_left = BDL_LEFT_EDGE, .group_x = BDL_LEFT_EDGE,
	.lead = 14.5, .air = 6.5,
	.foot = true,
};

/* clang-format on */

static void heading(struct bdl_table *t, const char *words, bool top, double below)
{
	double above = top ? ABOVE_ON_TOP : ABOVE;

	bdl_arrears_room(t, above + below);
	t->y += above;
	bdl_draft_text(t->d, BDL_HEADING, BDL_LEFT_EDGE, t->y, words);
}

static void clear(struct bdl_table *t)
{
	for (size_t i = 0; i < COLUMNS; i++)
		bdl_cell_clear(&t->cells[i]);
}

static unsigned fill(struct bdl_table *t, const struct bdl_lost *lost)
{
	struct bdl_draft *d = t->d;
	struct bdl_shown_on seen = bdl_shown_on(d, lost->exhibit, lost->page);
	unsigned page;

	clear(t);
	bdl_cell_add(d, &t->cells[WHAT], BDL_TEXT, form.columns[WHAT].width, lost->what);
	bdl_cell_add(
		d, &t->cells[DAY], BDL_TEXT, form.columns[DAY].width, bdl_words_day(d, lost->day));
	bdl_cell_add(d, &t->cells[AMOUNT], BDL_TEXT, form.columns[AMOUNT].width,
		lost->pence ? bdl_words_money(d, lost->pence) : "\u2013");
	if (!seen.words[0])
		seen.words = lost->held ? "in the earlier bundle" : "no document";
	bdl_shown_cell(t, &seen, form.columns[PROOF].width, &page);
	return page;
}

static void draw_rows(struct bdl_table *t, const struct bdl_losses *l)
{
	double total = form.lead + form.air + 2;

	for (size_t i = 0; i < l->count; i++) {
		double keep = i + 1 == l->count ? total : 0;
		unsigned page;

		if (i + 2 == l->count) {
			fill(t, &l->rows[i + 1]);
			keep = bdl_table_row_height(t) + total;
		}
		page = fill(t, &l->rows[i]);
		bdl_table_row(t, page, keep);
	}
}

static void draw_total(struct bdl_table *t, const struct bdl_losses *l)
{
	bdl_draft_rule(t->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 1, 0);
	t->after_row = false;
	clear(t);
	bdl_cell_add(t->d, &t->cells[WHAT], BDL_STRONG, form.columns[WHAT].width, "Total");
	bdl_cell_add(t->d, &t->cells[AMOUNT], BDL_STRONG, 180, bdl_words_money(t->d, l->pence));
	bdl_table_row(t, 0, 0);
}

void bdl_losses(struct bdl_table *t, bool top)
{
	const struct bdl_losses *l = t->d->b->losses;

	t->form = &form;
	if (l->count) {
		heading(t, "Losses", top, HEADS_BELOW + 70);
		bdl_table_heads(t, t->y + HEADS_BELOW);
		draw_rows(t, l);
		draw_total(t, l);
	}
	if (l->remedy) {
		heading(t, "What is asked for", top && !l->count, PARAGRAPH_BELOW + 32);
		bdl_arrears_paragraph(t, PARAGRAPH_BELOW, l->remedy);
	}
}
