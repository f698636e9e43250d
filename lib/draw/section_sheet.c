/* Section sheet: the page in front of a section. It is one page, however many documents there are.
 */
#include "draw/cell.h"
#include "draw/pages.h"
#include "draw/rich.h"
#include "draw/words.h"

enum { LABEL_BASELINE = 150, TITLE_BASELINE = 186 };

static const double LEAD = 16, AIR = 7; /* rows stand a little further apart than in the index */

/* The page behind the section's last one. */
static unsigned section_end(const struct bdl_bundle *b, const struct bdl_section *s)
{
	const struct bdl_exhibit *last;

	if (s->count == 0)
		return s->page + 1;
	last = &b->exhibits[b->order[s->first + s->count - 1]];
	return last->first_page + last->pages;
}

/* "8 documents, pages 47 to 64. 24 June 2019 to 10 February 2023, and 1 undated." */
static const char *section_words(struct bdl_draft *d, const struct bdl_section *s)
{
	struct bdl_span span = {.dated = 0};
	const char *dates, *undated = "";
	char first[BDL_LABEL_TEXT], last[BDL_LABEL_TEXT];

	bdl_words_number(d, s->page, first);
	bdl_words_number(d, section_end(d->b, s) - 1, last);
	for (size_t i = s->first; i < s->first + s->count; i++)
		bdl_span_add(&span, &d->b->exhibits[d->b->order[i]].date);
	dates = bdl_words_span(d, &span);
	if (span.undated > 0 && span.dated > 0)
		undated = bdl_draft_printf(
			d, ", and" BDL_NBSP "%zu" BDL_NBSP "undated", span.undated);
	else if (span.undated > 0)
		undated = span.undated == 1 ? "Undated" : "All undated";
	return bdl_draft_printf(d, "%s, pages" BDL_NBSP "%s to" BDL_NBSP "%s. %s%s.",
		bdl_words_counted(d, s->count, "document", "documents"), first, last, dates,
		undated);
}

/* The section's rows below y if they fit on the page; else where in the index they are. */
static void draw_rows(struct bdl_draft *d, const struct bdl_section *s, double y)
{
	struct bdl_table_form form = bdl_index_form(d->b, s);
	struct bdl_table t = {.d = d, .form = &form};
	double end = y + 7;

	form.lead = LEAD;
	form.air = AIR;
	for (size_t i = s->first; i < s->first + s->count && end <= BDL_LAST_ROW; i++) {
		bdl_index_cells(&t, d->b->order[i], false);
		end += bdl_table_row_height(&t);
	}
	if (end > BDL_LAST_ROW) {
		struct bdl_rich words = BDL_RICH_INIT;
		bdl_rich_text(&words, s->count == 1 ? "It is listed in the index, from "
						    : "They are listed in the index, from ");
		bdl_rich_page(d, &words, d->rows[d->b->order[s->first]].page);
		bdl_rich_text(&words, " on.");
		bdl_rich_draw(d, &words, BDL_LEFT_EDGE, y - 18, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, 16);
	} else if (s->count > 0) {
		bdl_table_heads(&t, y);
		for (size_t i = s->first; i < s->first + s->count; i++) {
			bdl_index_cells(&t, d->b->order[i], false);
			bdl_table_row(&t, d->b->exhibits[d->b->order[i]].first_page, 0);
		}
		bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t.y, 1, 0);
	}
	bdl_table_release(&t);
}

void bdl_section_sheet(struct bdl_draft *d, const struct bdl_section *s)
{
	struct bdl_cell words = BDL_CELL_INIT;
	unsigned index_page = bdl_front_page(&d->b->front, BDL_FRONT_INDEX);
	double y;

	if (s->count > 0)
		index_page = d->rows[d->b->order[s->first]].page;
	bdl_draft_page(d, s->page);
	bdl_draft_header(d, d->header_left);
	bdl_draft_text(d, BDL_HEADING, BDL_LEFT_EDGE, LABEL_BASELINE,
		bdl_draft_printf(d, "Section %s", s->letter));
	bdl_cell_add(d, &words, BDL_SHEET_TITLE, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, s->title);
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, TITLE_BASELINE, 32);
	bdl_cell_clear(&words);
	bdl_cell_add(d, &words, BDL_TEXT, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, section_words(d, s));
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, y + 28, 16);
	bdl_cell_release(&words);
	draw_rows(d, s, y + 42);
	bdl_draft_foot(d, index_page);
}
