/*
 * Essential reading: the documents that the court is asked to read first, with page references
 * (PD 54A, 4.4(1)(h)) and, where one is given, an estimate of the time that takes (15.7). Of
 * several volumes it stands in the first.
 */
#include "draw/pages.h"
#include "draw/words.h"

/* clang-format off */
static const struct bdl_table_form form = {
	.title = "Essential reading",
	.columns = {
		{ "Document",     72,  240, false },
		{ "What to read", 326, 160, false },
		{ "Page",         BDL_RIGHT_EDGE, 40, true },
	},
	.column_count = 3,
	.rule_left = BDL_LEFT_EDGE, .group_x = BDL_LEFT_EDGE,
	.group_above = 20, .group_above_on_top = 20, .group_below = 5,
	.lead = 14.5, .air = 6.5,
	.foot = true,
};

/* clang-format on */

static const double ESTIMATE_BELOW = 26;

/* First and last page of the bundle; 0 while nothing is paginated. */
static void pages_of(
	const struct bdl_bundle *b, const struct bdl_essential *e, unsigned *first, unsigned *last)
{
	const struct bdl_exhibit *x = &b->exhibits[e->exhibit];

	*first = *last = 0;
	if (x->first_page == 0)
		return;
	*first = x->first_page + (e->from ? e->from - 1 : 0);
	*last = x->first_page + (e->to ? e->to : x->pages) - 1;
}

/* The PDF that the document is in: this one, or another volume of the bundle. */
static struct bdl_bundle home_of(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	struct bdl_bundle home = *b;

	if (b->volume > 0 && x->volume > 0 && x->volume <= b->volume_count)
		bdl_volume_view(b, x->volume, &home);
	return home;
}

/* "page 12", "pages 12 to 14" */
static const char *range(
	struct bdl_draft *d, const struct bdl_bundle *home, unsigned first, unsigned last)
{
	char from[BDL_LABEL_TEXT], to[BDL_LABEL_TEXT];

	bdl_page_label(home, first, from);
	bdl_page_label(home, last, to);
	if (first == last)
		return bdl_draft_printf(d, "page" BDL_NBSP "%s", from);
	return bdl_draft_printf(d, "pages" BDL_NBSP "%s" BDL_NBSP "to" BDL_NBSP "%s", from, to);
}

static void draw_one(struct bdl_table *t, const struct bdl_essential *e)
{
	struct bdl_draft *d = t->d;
	const struct bdl_exhibit *x = &d->b->exhibits[e->exhibit];
	const struct bdl_bundle home = home_of(d->b, x);
	unsigned first, last;
	char mark[BDL_LABEL_TEXT] = "", end[BDL_LABEL_TEXT] = "";

	for (size_t i = 0; i < form.column_count; i++)
		bdl_cell_clear(&t->cells[i]);
	pages_of(d->b, e, &first, &last);
	bdl_cell_add(d, &t->cells[0], BDL_TEXT, form.columns[0].width,
		bdl_draft_printf(d, "%u. %s", x->number, x->title));
	bdl_cell_add(d, &t->cells[0], BDL_NOTE, form.columns[0].width, bdl_words_date(d, &x->date));
	bdl_cell_add(d, &t->cells[1], BDL_TEXT, form.columns[1].width,
		bdl_draft_printf(
			d, "%s%s", e->from ? "" : "all of it: ", range(d, &home, first, last)));
	if (first) {
		bdl_page_mark(&home, first, mark);
		bdl_page_mark(&home, last, end);
	}
	if (mark[0])
		bdl_cell_add(d, &t->cells[1], BDL_NOTE, form.columns[1].width,
			last > first ? bdl_draft_printf(d, "%s to" BDL_NBSP "%s", mark, end)
				     : mark);
	if (e->note)
		bdl_cell_add(d, &t->cells[1], BDL_NOTE, form.columns[1].width, e->note);
	bdl_table_row(t, home.volume == d->b->volume ? first : 0, 0);
}

/* "1 hour 30 minutes" */
static const char *duration(struct bdl_draft *d, unsigned minutes)
{
	unsigned hours = minutes / 60, rest = minutes % 60;

	if (hours == 0)
		return bdl_words_counted(d, rest, "minute", "minutes");
	if (rest == 0)
		return bdl_words_counted(d, hours, "hour", "hours");
	return bdl_draft_printf(d, "%s %s", bdl_words_counted(d, hours, "hour", "hours"),
		bdl_words_counted(d, rest, "minute", "minutes"));
}

static void draw_estimate(struct bdl_table *t, const struct bdl_court *c)
{
	struct bdl_draft *d = t->d;
	unsigned pages = 0, first, last;
	const char *words;

	for (size_t i = 0; i < c->essential_count; i++) {
		pages_of(d->b, &c->essential[i], &first, &last);
		pages += last ? last - first + 1 : 0;
	}
	words = bdl_words_counted(d, pages, "page", "pages");
	if (c->reading_minutes)
		words = bdl_draft_printf(d, "%s. Estimated time for reading: %s.", words,
			duration(d, c->reading_minutes));
	else
		words = bdl_draft_printf(d, "%s.", words);
	if (t->y + ESTIMATE_BELOW > BDL_LAST_ROW)
		bdl_table_turn(t, false);
	bdl_draft_text(d, BDL_TEXT, BDL_LEFT_EDGE, t->y + ESTIMATE_BELOW, words);
}

bool bdl_has_essential(const struct bdl_bundle *b)
{
	const struct bdl_court *c = b->about.court;

	return c && c->essential_count > 0 && !b->main && b->volume <= 1;
}

unsigned bdl_essential(struct bdl_draft *d, unsigned first)
{
	const struct bdl_court *c = d->b->about.court;
	struct bdl_table t;

	if (!bdl_has_essential(d->b))
		return 0;
	bdl_table_begin(&t, d, &form, first,
		"What the court is asked to read first, and the pages of this bundle on which it "
		"stands.");
	for (size_t i = 0; i < c->essential_count; i++)
		if (c->essential[i].exhibit < d->b->exhibit_count)
			draw_one(&t, &c->essential[i]);
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t.y, 1, 0);
	draw_estimate(&t, c);
	bdl_table_end_page(&t);
	bdl_table_release(&t);
	return d->page - first + 1;
}
