/*
 * Allegations: what is complained of, each heading with its sentence and the documents for it, so
 * that the gaps are seen before the reader sees them. On the grid of the index. Of several volumes
 * it stands in the first.
 */
#include "draw/page_column.h"
#include "draw/pages.h"
#include "draw/words.h"

enum { DOCUMENT = 1 };

static const double SENTENCE_WIDTH = 400;
static const double LAST_RULE = 8; /* the line at the end of the table, below the last row */

static const char none_given[] = "No document is given for this.";

static void clear(struct bdl_table *t)
{
	for (size_t i = 0; i < t->form->column_count; i++)
		bdl_cell_clear(&t->cells[i]);
}

/* A row of words across the columns. */
static void words_cell(struct bdl_table *t, struct bdl_font font, const char *words)
{
	clear(t);
	bdl_cell_add(t->d, &t->cells[DOCUMENT], font, SENTENCE_WIDTH, words);
}

static void draw_document(struct bdl_table *t, size_t row)
{
	const struct bdl_bundle *b = t->d->b;
	const struct bdl_exhibit *x = &b->exhibits[row];
	char label[BDL_LABEL_TEXT];

	bdl_index_cells(t, row, false);
	if (x->first_page && x->volume != b->volume) {
		bdl_exhibit_label(b, x, 1, label);
		t->elsewhere = bdl_draft_printf(t->d, "page" BDL_NBSP "%s", label);
	}
	bdl_table_row(t, x->volume == b->volume ? x->first_page : 0, 0);
}

/* The sentence stays with what comes below it. */
static void draw_sentence(struct bdl_table *t, const struct bdl_allegation *a)
{
	double keep;

	if (a->row_count)
		bdl_index_cells(t, a->rows[0], false);
	else
		words_cell(t, BDL_SLANTED, none_given);
	keep = bdl_table_row_height(t);
	words_cell(t, BDL_TEXT, a->text);
	bdl_table_row(t, 0, keep);
}

static void draw_one(struct bdl_table *t, size_t number, const struct bdl_allegation *a)
{
	struct bdl_draft *d = t->d;

	bdl_table_group(t, bdl_draft_printf(d, "%zu", number), a->heading, 0);
	if (a->text)
		draw_sentence(t, a);
	for (size_t i = 0; i < a->row_count; i++)
		if (a->rows[i] < d->b->exhibit_count)
			draw_document(t, a->rows[i]);
	if (a->row_count)
		return;
	words_cell(t, BDL_SLANTED, none_given);
	bdl_table_row(t, 0, 0);
}

static bool has_bracket(const struct bdl_bundle *b)
{
	const struct bdl_told *told = b->about.told;

	for (size_t i = 0; i < told->allegation_count; i++)
		for (size_t k = 0; k < told->allegations[i].row_count; k++) {
			const struct bdl_date *date =
				&b->exhibits[told->allegations[i].rows[k]].date;

			if (date->precision != BDL_UNDATED && bdl_words_source(date))
				return true;
		}
	return false;
}

bool bdl_has_allegations(const struct bdl_bundle *b)
{
	return b->volume <= 1 && !b->main && b->about.told && b->about.told->allegation_count > 0;
}

unsigned bdl_allegations(struct bdl_draft *d, unsigned first)
{
	const struct bdl_told *told = d->b->about.told;
	struct bdl_table_form form;
	struct bdl_table t;

	if (!bdl_has_allegations(d->b))
		return 0;
	form = bdl_index_form(d->b, NULL);
	form.title = "What is complained of";
	form.foot = true;
	bdl_table_begin(&t, d, &form, first,
		bdl_draft_printf(d, "%s and the documents given for %s.%s%s",
			bdl_words_counted(d, told->allegation_count, "heading", "headings"),
			told->allegation_count == 1 ? "it" : "each", has_bracket(d->b) ? " " : "",
			has_bracket(d->b) ? BDL_BRACKETS : ""));
	for (size_t i = 0; i < told->allegation_count; i++)
		draw_one(&t, i + 1, &told->allegations[i]);
	t.y += LAST_RULE;
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t.y, 1, 0);
	bdl_table_end_page(&t);
	bdl_table_release(&t);
	return d->page - first + 1;
}
