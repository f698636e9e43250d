/* Chronology: one row for each entry, by year, with the page where it can be seen. */
#include "base/text.h"
#include "draw/page_column.h"
#include "draw/pages.h"
#include "draw/waits.h"
#include "draw/words.h"
#include <string.h>

/* clang-format off */
static const struct bdl_table_form form = {
	.title = "Chronology",
	.columns = {
		{ "Date",   72,  126, false },
		{ "Event",  204, 262, false },
		{ "Source", 482, 65,  false },
	},
	.column_count = 3,
	.press = true,
	.rule_left = BDL_LEFT_EDGE, .group_x = BDL_LEFT_EDGE,
	.group_above = 20, .group_above_on_top = 20, .group_below = 5,
	.lead = 14.5, .air = 6.5,
	.foot = true,
};

/* clang-format on */

static const double LABEL_WIDTH = 40; /* of the label in "page 30", as far as the column goes */

/* The exhibit where it can be seen; NULL: no document carries it, or nothing is paginated yet. */
static const struct bdl_exhibit *exhibit_of(const struct bdl_bundle *b, size_t row)
{
	const struct bdl_exhibit *x = bdl_exhibit_of_row(b, row);

	return x && x->first_page ? x : NULL;
}

/* "Mr R says", the name in one piece. */
static const char *says(struct bdl_draft *d, const char *by)
{
	static const char *const titles[] = {"Mr ", "Mrs ", "Ms ", "Miss ", "Dr ", "Mx "};

	for (size_t i = 0; by && i < sizeof(titles) / sizeof(*titles); i++)
		if (bdl_text_starts(by, titles[i]))
			return bdl_draft_printf(d, "%.*s" BDL_NBSP "%s says",
				(int)strlen(titles[i]) - 1, by, by + strlen(titles[i]));
	return bdl_draft_printf(d, "%s says", by ? by : "the author");
}

struct bdl_table_form bdl_chronology_form(const struct bdl_bundle *b)
{
	struct bdl_table_form fit = form;

	fit.columns[1].width -= bdl_page_column_excess(b, LABEL_WIDTH);
	return fit;
}

unsigned bdl_source_cell(struct bdl_table *t, size_t exhibit, unsigned page, const char *by)
{
	const struct bdl_bundle *b = t->d->b;
	const struct bdl_exhibit *x = exhibit_of(b, exhibit);
	const char *mark = "";
	char label[BDL_LABEL_TEXT];

	t->elsewhere = NULL;
	page = x && page > 0 && page <= x->pages ? page : 1;
	bdl_cell_clear(&t->cells[2]);
	if (exhibit == BDL_NONE)
		bdl_cell_add(t->d, &t->cells[2], BDL_TEXT, form.columns[2].width, says(t->d, by));
	if (x && x->volume != b->volume) {
		bdl_exhibit_label(b, x, page, label);
		t->elsewhere = bdl_draft_printf(t->d, "page" BDL_NBSP "%s", label);
		x = NULL;
	}
	page = x ? x->first_page + page - 1 : 0;
	mark = bdl_words_mark(t->d, page);
	if (mark[0]) {
		bdl_cell_add(t->d, &t->cells[2], BDL_TEXT, form.columns[2].width, "");
		bdl_cell_add(t->d, &t->cells[2], BDL_NOTE, BDL_A4_WIDTH, mark);
	}
	return page;
}

unsigned bdl_entry_cells(struct bdl_table *t, const struct bdl_entry *e)
{
	struct bdl_date date = e->date;

	for (size_t i = 0; i < form.column_count; i++)
		bdl_cell_clear(&t->cells[i]);
	/* a day that somebody gives for what no document shows is not in doubt: the source says who
	 */
	if (e->exhibit == BDL_NONE)
		date.source = BDL_FROM_TEXT;
	bdl_date_cell(t->d, &t->cells[0], form.columns[0].width, form.columns[0].width, &date);
	bdl_cell_add(t->d, &t->cells[1], BDL_TEXT, t->form->columns[1].width, e->text);
	return bdl_source_cell(t, e->exhibit, e->page, e->by);
}

/* The gaps that end with the entry, or with today, and their cells. */
struct gaps {
	struct bdl_gap *list;
	size_t count, at; /* the next that is to be drawn */
};

static void fill_gap(struct bdl_table *t, const struct gaps *g, size_t i, struct bdl_cell *words)
{
	const double inset = 12;

	bdl_cell_clear(words);
	bdl_cell_add(t->d, words, BDL_SLANTED, form.columns[1].width - inset,
		bdl_words_gap(t->d, &t->d->b->silences[g->list[i].silence]));
}

/* Height of those in front of entry `entry` from number `from` on. */
static double gaps_height(struct bdl_table *t, const struct gaps *g, size_t from, size_t entry)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double height = 0;

	for (size_t i = from; i < g->count && g->list[i].entry == entry; i++) {
		fill_gap(t, g, i, &words);
		height += bdl_table_aside_height(t, &words);
	}
	bdl_cell_release(&words);
	return height;
}

/* They stay with the row that ends them, `row` points high. */
static void draw_gaps(struct bdl_table *t, struct gaps *g, size_t entry, double row)
{
	struct bdl_cell words = BDL_CELL_INIT;

	for (; g->at < g->count && g->list[g->at].entry == entry; g->at++) {
		fill_gap(t, g, g->at, &words);
		bdl_table_aside(
			t, &words, form.columns[1].x, row + gaps_height(t, g, g->at + 1, entry));
	}
	bdl_cell_release(&words);
}

/* One that ends in an earlier year, without a row of its own, stands behind the rows of that year.
 */
static void draw_gaps_of_earlier_years(struct bdl_table *t, struct gaps *g, size_t entry, int year)
{
	struct bdl_cell words = BDL_CELL_INIT;

	for (; g->at < g->count && g->list[g->at].entry == entry &&
		g->list[g->at].until.year < year;
		g->at++) {
		fill_gap(t, g, g->at, &words);
		bdl_table_aside(t, &words, form.columns[1].x, 0);
	}
	bdl_cell_release(&words);
}

/* What is open to the end stays with the last row. */
static void draw_entry(struct bdl_table *t, struct gaps *g, size_t i)
{
	const struct bdl_bundle *b = t->d->b;
	unsigned page = bdl_entry_cells(t, &b->entries[i]);
	bool last = i + 1 == b->entry_count;
	double height = bdl_table_row_height(t);

	draw_gaps(t, g, i, height);
	bdl_table_row(t, page, last ? gaps_height(t, g, g->at, b->entry_count) : 0);
}

static const char *legend(struct bdl_draft *d)
{
	return bdl_draft_printf(d,
		"What happened, in order, and the page where it can be seen%s.%s",
		d->b->volume ? ", with its volume in front" : "",
		bdl_some_bracket(d->b, true) ? " " BDL_BRACKETS : "");
}

static const char *year_name(struct bdl_draft *d, int year)
{
	if (year == 0)
		return "Undated";
	return bdl_draft_printf(d, "%d", year);
}

unsigned bdl_chronology(struct bdl_draft *d, unsigned first)
{
	const struct bdl_bundle *b = d->b;
	struct bdl_table_form fit = bdl_chronology_form(b);
	struct bdl_table t;
	struct gaps gaps = {.at = 0};

	if (b->entry_count == 0)
		return 0;
	gaps.count = bdl_gaps(d, &gaps.list);
	bdl_table_begin(&t, d, &fit, first, legend(d));
	for (size_t i = 0; i < b->entry_count; i++) {
		int year = b->entries[i].date.day.year;
		if (i == 0 || year != b->entries[i - 1].date.day.year) {
			draw_gaps_of_earlier_years(&t, &gaps, i, year);
			bdl_table_group(&t, NULL, year_name(d, year), 0);
		}
		draw_entry(&t, &gaps, i);
	}
	draw_gaps(&t, &gaps, b->entry_count, 0);
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t.y, 1, 0);
	bdl_table_end_page(&t);
	bdl_table_release(&t);
	return d->page - first + 1;
}
