/*
 * Arrears: what was due and what was paid, sum by sum, as the applicant reckons it; what was not
 * counted; losses and remedy (LOOK section 7). Of several volumes they stand in the first.
 */
#include "draw/pages.h"
#include "draw/reckoned.h"
#include "draw/rich.h"
#include "draw/words.h"

enum { TITLE_BASELINE = 84, LEGEND_BASELINE = 106, LEADING = 16 };

enum { KEPT_LINES = 12 }; /* of a paragraph: so many are not parted */

static const double CHART_BELOW = 24; /* its heading's baseline below the last line over it */
static const double HEADS_BELOW = 20; /* below the chart */
static const double PARAGRAPH_BELOW = 20;
static const double NOTE_BELOW = 15;

#define HOW_IT_COUNTS                                                                              \
	"A payment counts for the sum of its own period first, then for the oldest that is open, " \
	"then for the next ones. Where no day is given, it was paid on the day it was due. “Owed” " \
	"adds "                                                                                    \
	"up what is short, late payments taken into account."

/* ---- shared ---- */

struct bdl_shown_on bdl_shown_on(struct bdl_draft *d, size_t exhibit, unsigned page)
{
	const struct bdl_bundle *b = d->b;
	const struct bdl_exhibit *x = bdl_exhibit_of_row(b, exhibit);
	struct bdl_shown_on seen = {.words = "", .mark = ""};
	char label[BDL_LABEL_TEXT];

	if (!x)
		return seen;
	if (page < 1 || page > x->pages)
		page = 1;
	if (x->volume != b->volume && x->first_page) {
		bdl_exhibit_label(b, x, page, label);
		seen.words = bdl_draft_printf(d, "page" BDL_NBSP "%s", label);
		return seen;
	}
	seen.page = x->first_page ? x->first_page + page - 1 : 0;
	seen.words = seen.page ? bdl_words_page(d, seen.page) : "page" BDL_NBSP "0";
	seen.mark = bdl_words_mark(d, seen.page);
	return seen;
}

void bdl_shown_cell(
	struct bdl_table *t, const struct bdl_shown_on *seen, double width, unsigned *page)
{
	struct bdl_cell *cell = &t->cells[t->form->column_count - 1];

	*page = seen->page;
	bdl_cell_add(t->d, cell, BDL_TEXT, width,
		seen->page       ? ""
		: seen->words[0] ? seen->words
				 : "no document");
	if (seen->mark[0])
		bdl_cell_add(t->d, cell, BDL_NOTE, width, seen->mark);
}

void bdl_arrears_room(struct bdl_table *t, double height)
{
	if (t->y + height > BDL_LAST_ROW) {
		t->name = NULL;
		bdl_table_turn(t, false);
	}
}

void bdl_arrears_paragraph(struct bdl_table *t, double above, const char *words)
{
	struct bdl_cell cell = BDL_CELL_INIT;
	double y = t->y + above;

	bdl_cell_add(t->d, &cell, BDL_TEXT, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, words);
	if (cell.count <= KEPT_LINES && y + (double)cell.count * LEADING > BDL_LAST_ROW + 6) {
		bdl_table_turn(t, false);
		y = t->y + PARAGRAPH_BELOW + 6;
	}
	for (size_t i = 0; i < cell.count; i++, y += LEADING) {
		if (y + 4 > BDL_LAST_ROW) {
			bdl_table_turn(t, false);
			y = t->y + PARAGRAPH_BELOW + 6;
		}
		bdl_cell_draw(t->d, &cell, i, BDL_LEFT_EDGE, y, false);
	}
	t->y = y - LEADING + 6;
	bdl_cell_release(&cell);
}

/* ---- what stands over the table ---- */

static bool is_told(const struct bdl_reckoning *r)
{
	for (size_t i = 0; i < r->sums.payment_count; i++)
		if (r->payments[i].event == BDL_NONE)
			return true;
	return false;
}

/* Where the payments come from; what was not looked for is said, never guessed. */
static const char *sources(struct bdl_draft *d, const struct bdl_reckoning *r)
{
	const char *of = bdl_words_counted(d, r->looked_at, "transaction", "transactions");
	char count[BDL_NUMBER_TEXT];

	bdl_words_count(r->looked_at, count);
	if (!r->matched && r->looked_at)
		return bdl_draft_printf(d,
			"No rule says which transactions in the bank’s records (%s in all) are "
			"payments, so none of them is counted%s.",
			count, is_told(r) ? "; the author tells of those that are" : "");
	if (!r->matched)
		return is_told(r) ? "The author tells of the payments." : "";
	if (!r->looked_at)
		return is_told(r) ? "There is no bank record that could be searched: the author "
				    "tells of the payments."
				  : "There is no bank record that could be searched.";
	return bdl_draft_printf(d,
		"Paid: found by name and amount among the %s in the bank’s records%s.", of,
		is_told(r) ? ", and what the author tells of" : "");
}

static const char *legend(struct bdl_draft *d)
{
	const struct bdl_reckoning *r = d->b->reckoning;
	const struct bdl_arrears *s = &r->sums;
	const char *from =
		s->row_count ? bdl_words_day(d, s->rows[0].day) : bdl_words_day(d, r->until);

	return bdl_draft_printf(d,
		"The applicant’s own reckoning, not a CMS calculation: what was due, what was "
		"paid, and what was then owed, in pounds, from %s up to %s. %s",
		from, bdl_words_day(d, r->until), sources(d, r));
}

/* ---- what stands below it ---- */

static size_t unpaid(const struct bdl_arrears *s)
{
	size_t count = 0;

	for (size_t i = 0; i < s->row_count; i++)
		count += s->rows[i].paid == 0;
	return count;
}

/* Both totals, each in two ways. */
static const char *balance(struct bdl_draft *d, const struct bdl_arrears *s)
{
	size_t none = unpaid(s);
	char count[BDL_NUMBER_TEXT];
	const char *gaps = "Something was paid of every sum.";

	bdl_words_count(none, count);
	if (none)
		gaps = bdl_draft_printf(d, "Nothing was paid of %s of %s.",
			none == s->row_count ? "any" : count,
			bdl_words_counted(d, s->row_count, "sum", "sums"));
	return bdl_draft_printf(d,
		"Of %s due, %s is paid and %s owed. Of %s received, %s is set against what was "
		"due and %s against nothing. %s",
		bdl_words_money(d, s->due), bdl_words_money(d, s->paid),
		bdl_words_money(d, s->owed), bdl_words_money(d, s->received),
		bdl_words_money(d, s->paid), bdl_words_money(d, s->left_over), gaps);
}

/* " It may come up to 3 days early." */
static const char *early(struct bdl_draft *d)
{
	const struct bdl_told *told = d->b->about.told;

	if (!told || !told->days_before)
		return "";
	return bdl_draft_printf(d,
		" One that comes up to %u" BDL_NBSP "day%s early is for the sum that comes.",
		told->days_before, told->days_before == 1 ? "" : "s");
}

/* How to read the table, in small letters. */
static void explain(struct bdl_table *t)
{
	struct bdl_cell words = BDL_CELL_INIT;

	bdl_cell_add(t->d, &words, BDL_NOTE, BDL_RIGHT_EDGE - BDL_LEFT_EDGE,
		bdl_draft_printf(t->d, "%s%s", HOW_IT_COUNTS, early(t->d)));
	bdl_arrears_room(t, NOTE_BELOW + bdl_cell_depth(&words, 0, words.count) + 4);
	t->y = bdl_cell_paragraph(t->d, &words, BDL_LEFT_EDGE, t->y + NOTE_BELOW, 0) + 4;
	bdl_cell_release(&words);
}

/* "the same figure", "£100.00 more than this reckoning" */
static const char *comparison(struct bdl_draft *d, int64_t stated, int64_t owed)
{
	if (stated == owed)
		return "the same figure";
	return bdl_draft_printf(d, "£%s %s than this reckoning",
		bdl_words_money(d, stated > owed ? stated - owed : owed - stated),
		stated > owed ? "more" : "less");
}

static void compare(struct bdl_table *t, const struct bdl_reckoning *r)
{
	struct bdl_draft *d = t->d;
	struct bdl_shown_on seen = bdl_shown_on(d, r->stated_exhibit, r->stated_page);
	struct bdl_rich words = BDL_RICH_INIT;
	const char *title = "";

	bdl_arrears_room(t, PARAGRAPH_BELOW + 2 * LEADING);
	if (seen.words[0])
		title = bdl_draft_spell(d, BDL_SANS, d->b->exhibits[r->stated_exhibit].title);
	bdl_rich_text(&words, seen.words[0] ? bdl_draft_printf(d, "“%s” gives £%s (", title,
						      bdl_words_money(d, r->stated))
					    : bdl_draft_printf(d,
						      "The author names a figure of £%s (no "
						      "document",
						      bdl_words_money(d, r->stated)));
	if (seen.page)
		bdl_rich_page(d, &words, seen.page);
	else
		bdl_rich_text(&words, seen.words);
	bdl_rich_text(
		&words, bdl_draft_printf(d, "), %s.", comparison(d, r->stated, r->sums.owed)));
	t->y = bdl_rich_draw(d, &words, BDL_LEFT_EDGE, t->y + PARAGRAPH_BELOW,
		BDL_RIGHT_EDGE - BDL_LEFT_EDGE, LEADING);
	t->y += 6;
}

/* ---- the pages ---- */

static void draw_arrears(struct bdl_table *t, struct bdl_draft *d)
{
	const struct bdl_reckoning *r = d->b->reckoning;
	struct bdl_cell words = BDL_CELL_INIT;
	double y;

	bdl_cell_add(d, &words, BDL_TEXT, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, legend(d));
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, LEGEND_BASELINE, LEADING);
	bdl_cell_release(&words);
	if (r->sums.row_count)
		y = bdl_arrears_chart(d, r, y + CHART_BELOW);
	bdl_arrears_table(t, d, y + HEADS_BELOW);
	if (r->sums.paid)
		explain(t);
	bdl_arrears_paragraph(t, PARAGRAPH_BELOW, balance(d, &r->sums));
	if (r->stated)
		compare(t, r);
	bdl_arrears_unmatched(t);
}

bool bdl_has_arrears(const struct bdl_bundle *b)
{
	if (b->volume > 1 || b->main)
		return false;
	return b->reckoning || (b->losses && !bdl_is_for_court(&b->about));
}

unsigned bdl_arrears(struct bdl_draft *d, unsigned first)
{
	struct bdl_table t = {.d = d, .y = TITLE_BASELINE};

	if (!bdl_has_arrears(d->b))
		return 0;
	bdl_draft_page(d, first);
	bdl_draft_header(d, d->header_left);
	bdl_draft_text(d, BDL_TITLE, BDL_LEFT_EDGE, TITLE_BASELINE, BDL_ARREARS_TITLE);
	if (d->b->reckoning)
		draw_arrears(&t, d);
	if (d->b->losses)
		bdl_losses(&t, !d->b->reckoning);
	bdl_table_end_page(&t);
	bdl_table_release(&t);
	return d->page - first + 1;
}

static void see_payment(struct bdl_draft *d, const struct bdl_payment *p,
	void (*see)(struct bdl_draft *, const char *, void *), void *data)
{
	if (p->event < d->b->event_count)
		see(d, d->b->events[p->event].record.text, data);
	see(d, p->by, data);
}

void bdl_arrears_words(
	struct bdl_draft *d, void (*see)(struct bdl_draft *, const char *, void *), void *data)
{
	const struct bdl_reckoning *r = d->b->reckoning;
	const struct bdl_losses *l = d->b->losses;

	if (!bdl_has_arrears(d->b))
		return;
	for (size_t i = 0; r && i < r->sums.payment_count; i++)
		if (r->sums.left[i] || r->payments[i].event == BDL_NONE)
			see_payment(d, &r->payments[i], see, data);
	for (size_t i = 0; r && i < r->near_count; i++)
		see_payment(d, &r->near[i].what, see, data);
	for (size_t i = 0; l && i < l->count; i++)
		see(d, l->rows[i].what, data);
	if (l)
		see(d, l->remedy, data);
}
