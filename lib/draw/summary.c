/*
 * Summary: one page behind the cover, for a recipient who asks for it: what the case is, what
 * happened, how long it took, what is owed, what is asked for (LOOK section 9). Never more than a
 * page: what does not fit is cut at whole rows or lines, and it says where the rest is. Of several
 * volumes it stands in the first.
 */
#include "draw/summary.h"
#include "draw/pages.h"
#include "draw/rich.h"
#include "draw/words.h"
#include "model/recipient.h"
#include <math.h>

enum { TITLE_BASELINE = 84, TITLE_LINES = 2, ABOUT_LINES = 4, REMEDY_LINES = 6, ASKS_LINES = 4 };

static const double WIDTH = BDL_RIGHT_EDGE - BDL_LEFT_EDGE;
static const double LEADING = 16;
static const double HEADING_BELOW = 31; /* a heading's baseline below what stands over it */
static const double TEXT_BELOW = 18; /* the first line's below its heading */
static const double HEADS_BELOW = 21; /* column heads' below their heading */
static const double RULE_BELOW = 7; /* the rule's below the heads */
static const double REST_BELOW = 17; /* below the end of a table */
static const double FEWEST_DELAYS = 0.45; /* of the room for both tables, where both are cut */

struct page {
	struct bdl_draft *d;
	struct bdl_table t; /* of the chronology's grid */
	struct bdl_table_form form;
	double y; /* the last baseline, or the end of a table */
};

/* ---- is there one ---- */

static bool is_something_late(const struct bdl_bundle *b)
{
	for (size_t i = 0; bdl_has_delays(b) && i < b->delay_count; i++)
		if (b->delays[i].over > 0)
			return true;
	return false;
}

static bool is_something_typed(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->entry_count; i++)
		if (b->entries[i].type)
			return true;
	return false;
}

static const char *remedy_of(const struct bdl_bundle *b)
{
	return b->losses ? b->losses->remedy : NULL;
}

/* Of a supplement it would sum up what came late as if that were all. */
bool bdl_has_summary(const struct bdl_bundle *b)
{
	if (!b->recipient || !b->recipient->wants_summary || b->volume > 1 || b->main ||
		b->supplement > 0)
		return false;
	return b->about.summary || is_something_typed(b) || is_something_late(b) || b->reckoning ||
	       remedy_of(b);
}

/* ---- words ---- */

/* "The chronology has the rest (page 5)." */
static void draw_rest(struct page *p, const char *where, enum bdl_front_part part)
{
	struct bdl_rich words = BDL_RICH_INIT;

	bdl_rich_text(&words, bdl_draft_printf(p->d, "%s the rest (", where));
	bdl_rich_page(p->d, &words, bdl_front_page(&p->d->b->front, part));
	bdl_rich_text(&words, ").");
	p->y = bdl_rich_draw(p->d, &words, BDL_LEFT_EDGE, p->y + REST_BELOW, WIDTH, LEADING);
}

/* At most so many lines; `where` and `part` say where the rest is. */
static void draw_lines(struct page *p, struct bdl_font f, double above, const char *text,
	size_t most, const char *where, enum bdl_front_part part)
{
	struct bdl_cell words = BDL_CELL_INIT;

	bdl_cell_add(p->d, &words, f, WIDTH, text);
	p->y += above;
	for (size_t i = 0; i < words.count && i < most; i++, p->y += LEADING)
		bdl_cell_draw(p->d, &words, i, BDL_LEFT_EDGE, p->y, false);
	p->y -= LEADING;
	if (words.count > most)
		draw_rest(p, where, part);
	bdl_cell_release(&words);
}

static void draw_heading(struct page *p, const char *words)
{
	p->y += HEADING_BELOW;
	bdl_draft_text(p->d, BDL_HEADING, BDL_LEFT_EDGE, p->y, words);
}

/* A step's day that its document does not state is drawn in brackets. */
static bool some_bracket(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->entry_count; i++) {
		const struct bdl_entry *e = &b->entries[i];

		if (e->type && e->exhibit != BDL_NONE && e->date.precision != BDL_UNDATED &&
			bdl_words_source(&e->date))
			return true;
	}
	return false;
}

/* ---- what stands over and below the tables ---- */

static void draw_head(struct page *p)
{
	const struct bdl_bundle *b = p->d->b;
	const struct bdl_case *about = &b->about;

	p->y = TITLE_BASELINE;
	bdl_draft_text(p->d, BDL_TITLE, BDL_LEFT_EDGE, p->y, "Summary");
	draw_lines(p, BDL_STRONG, 25, about->title ? about->title : b->name, TITLE_LINES,
		"The cover has", BDL_FRONT_COVER);
	if (about->summary)
		draw_lines(p, BDL_TEXT, TEXT_BELOW, about->summary, ABOUT_LINES, "The cover has",
			BDL_FRONT_COVER);
	if (some_bracket(b))
		draw_lines(p, BDL_TEXT, TEXT_BELOW, BDL_BRACKETS, ABOUT_LINES, "", BDL_FRONT_COVER);
}

/* " £1,200.00 was received, of which £800.00 is set against no sum." */
static const char *left_over(struct bdl_draft *d, const struct bdl_arrears *s)
{
	if (!s->left_over)
		return "";
	return bdl_draft_printf(d, " £%s was received, of which £%s is set against no sum.",
		bdl_words_money(d, s->received), bdl_words_money(d, s->left_over));
}

static void draw_owed(struct page *p, const struct bdl_reckoning *r)
{
	struct bdl_draft *d = p->d;
	struct bdl_rich words = BDL_RICH_INIT;

	draw_heading(p, "What is owed");
	bdl_rich_text(&words,
		bdl_draft_printf(d,
			"£%s up to %s. It is the applicant’s own reckoning, not a CMS calculation: "
			"of £%s due, £%s is paid (",
			bdl_words_money(d, r->sums.owed), bdl_words_day(d, r->until),
			bdl_words_money(d, r->sums.due), bdl_words_money(d, r->sums.paid)));
	bdl_rich_page(d, &words, bdl_front_page(&d->b->front, BDL_FRONT_ARREARS));
	bdl_rich_text(&words, bdl_draft_printf(d, ").%s", left_over(d, &r->sums)));
	p->y = bdl_rich_draw(d, &words, BDL_LEFT_EDGE, p->y + TEXT_BELOW, WIDTH, LEADING);
}

/* What stands below the tables, whatever does not fit into these. */
static void draw_tail(struct page *p)
{
	const struct bdl_bundle *b = p->d->b;

	if (b->reckoning)
		draw_owed(p, b->reckoning);
	if (remedy_of(b)) {
		draw_heading(p, "What is asked for");
		draw_lines(p, BDL_TEXT, TEXT_BELOW, remedy_of(b), REMEDY_LINES,
			"“Arrears and losses” has", BDL_FRONT_ARREARS);
	}
	if (b->recipient->summary_asks) {
		draw_heading(p, "What you are asked to do");
		draw_lines(p, BDL_TEXT, TEXT_BELOW, b->recipient->summary_asks, ASKS_LINES,
			"The cover has", BDL_FRONT_COVER);
	}
}

static double tail_height(struct page *p)
{
	bool dry = p->d->dry;
	double y = p->y, height;

	p->d->dry = true;
	p->y = 0;
	draw_tail(p);
	height = p->y;
	p->d->dry = dry;
	p->y = y;
	return height;
}

/* ---- the tables ---- */

static double step_height(void *data, size_t row)
{
	struct page *p = data;

	bdl_entry_cells(&p->t, &p->d->b->entries[row]);
	return bdl_table_row_height(&p->t);
}

/* "Complaint to the CMS. Answered after 147 working days; 15 allowed; over by 132." */
static const char *late_words(struct bdl_draft *d, const struct bdl_delay *row)
{
	char allowed[BDL_NUMBER_TEXT], over[BDL_NUMBER_TEXT];
	const char *taken = bdl_words_counted(d, (size_t)row->taken, "working day", "working days");
	bool open = row->answered == BDL_NO_STEP;

	bdl_words_count((size_t)row->allowed, allowed);
	bdl_words_count((size_t)row->over, over);
	if (open)
		return bdl_draft_printf(d,
			"%s. Not answered by %s: %s so far; %s allowed; over by" BDL_NBSP "%s.",
			row->what, bdl_words_day(d, d->b->made_on), taken, allowed, over);
	return bdl_draft_printf(d, "%s. Answered after %s; %s allowed; over by" BDL_NBSP "%s.",
		row->what, taken, allowed, over);
}

static unsigned late_cells(struct page *p, size_t at)
{
	struct bdl_draft *d = p->d;
	const struct bdl_delay *row = &d->b->delays[at];
	const struct bdl_step *step = &d->b->steps[row->asked];
	bool unsure = bdl_rule_wants_check(row->confidence, row->reviewed, d->b->made_on);
	struct bdl_cell *cells = p->t.cells;
	bool doubtful = bdl_step_is_doubtful(d->b, step);
	const char *day = bdl_words_day(d, step->day);

	for (size_t i = 0; i < p->form.column_count; i++)
		bdl_cell_clear(&cells[i]);
	bdl_cell_add(d, &cells[0], doubtful ? BDL_SLANTED : BDL_TEXT, p->form.columns[0].width,
		doubtful ? bdl_draft_printf(d, "[%s]", day) : day);
	bdl_cell_add(d, &cells[1], BDL_TEXT, p->form.columns[1].width, late_words(d, row));
	if (row->standard)
		bdl_cell_add(d, &cells[1], BDL_NOTE, p->form.columns[1].width,
			bdl_draft_printf(
				d, "%s%s", row->standard, unsure ? "; check this with them" : ""));
	return bdl_source_cell(&p->t, step->exhibit, step->page, step->by);
}

static double late_height(void *data, size_t row)
{
	struct page *p = data;

	late_cells(p, row);
	return bdl_table_row_height(&p->t);
}

static void begin_table(struct page *p, const char *heading, const char *first_column)
{
	draw_heading(p, heading);
	p->form.columns[0].head = first_column;
	bdl_table_heads(&p->t, p->y + HEADS_BELOW);
}

static void end_table(struct page *p)
{
	bdl_draft_rule(p->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, p->t.y, 1, 0);
	p->y = p->t.y;
}

static void draw_steps(struct page *p, const struct bdl_summary_rows *steps)
{
	begin_table(p, "What happened", "Date");
	for (size_t i = 0; i < steps->count; i++) {
		unsigned page = bdl_entry_cells(&p->t, &p->d->b->entries[steps->rows[i]]);

		bdl_table_row(&p->t, page, 0);
	}
	end_table(p);
	if (steps->left_out)
		draw_rest(p, "The chronology has", BDL_FRONT_CHRONOLOGY);
}

static void draw_late(struct page *p, const struct bdl_summary_rows *late)
{
	begin_table(p, "How long it took", "Asked on");
	for (size_t i = 0; i < late->count; i++) {
		unsigned page = late_cells(p, late->rows[i]);

		bdl_table_row(&p->t, page, 0);
	}
	end_table(p);
	if (late->left_out)
		draw_rest(p, "“Deadlines and delays” has", BDL_FRONT_DELAYS);
}

/* What the rows of a table take, and what stands over and below them. */
static double rows_height(
	struct page *p, const struct bdl_summary_rows *all, bdl_row_height *height)
{
	double sum = 0;

	for (size_t i = 0; i < all->count; i++)
		sum += height(p, all->rows[i]);
	return sum;
}

static double frame_height(const struct bdl_summary_rows *all)
{
	return all->count ? HEADING_BELOW + HEADS_BELOW + RULE_BELOW + REST_BELOW : 0;
}

/* Both tables, in what the tail leaves them. */
static void draw_tables(struct page *p)
{
	struct bdl_summary_rows steps, late = {.rows = NULL};
	double room = BDL_LAST_ROW - p->y - tail_height(p), wanted, late_wanted;

	steps = bdl_summary_steps(p->d, INFINITY, step_height, p);
	if (is_something_late(p->d->b))
		late = bdl_summary_late(p->d, INFINITY, late_height, p);
	room -= frame_height(&steps) + frame_height(&late);
	wanted = rows_height(p, &steps, step_height);
	late_wanted = rows_height(p, &late, late_height);
	if (wanted + late_wanted > room && late.count) {
		late = bdl_summary_late(p->d,
			fmin(late_wanted, fmax(room * FEWEST_DELAYS, room - wanted)), late_height,
			p);
		late_wanted = rows_height(p, &late, late_height);
	}
	if (wanted + late_wanted > room)
		steps = bdl_summary_steps(p->d, room - late_wanted, step_height, p);
	if (steps.count + steps.left_out)
		draw_steps(p, &steps);
	if (late.count + late.left_out)
		draw_late(p, &late);
}

unsigned bdl_summary(struct bdl_draft *d, unsigned first)
{
	struct page p = {.d = d};

	if (!bdl_has_summary(d->b))
		return 0;
	p.form = bdl_chronology_form(d->b);
	p.form.title = "Summary";
	p.t = (struct bdl_table){.d = d, .form = &p.form};
	bdl_draft_page(d, first);
	bdl_draft_header(d, d->header_left);
	draw_head(&p);
	draw_tables(&p);
	draw_tail(&p);
	bdl_table_end_page(&p.t);
	bdl_table_release(&p.t);
	return d->page - first + 1;
}
