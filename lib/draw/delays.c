/*
 * Deadlines and delays: the last days that count, then who waited for whom, in working days, then
 * what "allowed" means and where that stands (LOOK section 7). Not for courts (LOOK section 9). Of
 * several volumes it stands in the first.
 */
#include "draw/cell.h"
#include "draw/pages.h"
#include "draw/seen_at.h"
#include "draw/waits.h"
#include "draw/words.h"
#include "model/recipient.h"
#include <string.h>
#include <strings.h>

/* clang-format off */
static const struct bdl_table_form form = {
	.title = "Deadlines and delays",
	.columns = {
		{ "Asked on",    72,  110, false },
		{ "Answered on", 188, 165, false },
		{ "Allowed",     402, 48,  true },
		{ "Taken",       472, 60,  true },
		{ "Over by",     BDL_RIGHT_EDGE, 48, true },
	},
	.column_count = 5,
	.lead = 14.5, .air = 6.5,
	.foot = true,
};

static const double WIDTH = BDL_RIGHT_EDGE - BDL_LEFT_EDGE;
static const double TEXT_WIDTH = 440; /* of running text */
static const double AFTER_NOTE = 3; /* a line of figures behind a note stands off from it */
static const double STEP = 15, NOTE_STEP = 13.5, LEADING = 16;

/* clang-format on */

static bool is_of_court(const struct bdl_bundle *b)
{
	return bdl_is_for_court(&b->about) || (b->recipient && b->recipient->court);
}

bool bdl_has_delays(const struct bdl_bundle *b)
{
	return b->volume <= 1 && !b->main && !is_of_court(b) &&
	       (b->deadline_count > 0 || b->delay_count > 0);
}

/* ---- one question, with a line for each time that is set for it ---- */

struct question {
	const struct bdl_delay *rows;
	size_t count;
};

static bool holds_word_of(const char *title, const char *sentence)
{
	size_t first = strcspn(sentence, " ");

	for (const char *at = title; *at; at++)
		if (strncasecmp(at, sentence, first) == 0)
			return true;
	return false;
}

/* What a person told; the document's title, with the sort of step where that does not say it. */
static const char *what_was_asked(struct bdl_draft *d, const struct bdl_delay *row)
{
	const struct bdl_bundle *b = d->b;
	const struct bdl_step *step = &b->steps[row->asked];
	const char *title;

	if (step->text)
		return bdl_draft_printf(d, "%.*s",
			(int)(strlen(step->text) -
				(step->text[0] && step->text[strlen(step->text) - 1] == '.')),
			step->text);
	title = step->exhibit < b->exhibit_count ? b->exhibits[step->exhibit].title : NULL;
	if (!title || !*title)
		return row->what;
	if (holds_word_of(title, row->what))
		return title;
	return bdl_draft_printf(d, "%s: %s", row->what, title);
}

/* A day that the document does not state, or states in two ways, is in brackets and italic. */
static struct bdl_font day_font(const struct bdl_draft *d, const struct bdl_step *step)
{
	return bdl_step_is_doubtful(d->b, step) ? BDL_SLANTED : BDL_TEXT;
}

static const char *day_words(struct bdl_draft *d, const struct bdl_step *step)
{
	const char *day = bdl_words_day(d, step->day);

	return bdl_step_is_doubtful(d->b, step) ? bdl_draft_printf(d, "[%s]", day) : day;
}

/* Words, then ", page 66" on the same line where there is room up to `right`, else below; long
 * words there take several lines. */
static double draw_seen(struct bdl_draft *d, struct bdl_font f, const char *comma, size_t step,
	double from, double x, double y, double right)
{
	struct bdl_seen_at seen = bdl_seen_at(d, step);
	struct bdl_cell words = BDL_CELL_INIT;

	if (x + bdl_draft_width(d, f, ", ") + seen.room <= right) {
		bdl_seen_at_draw(d, &seen, bdl_draft_text(d, f, x, y, comma), y);
		return y;
	}
	bdl_draft_text(d, f, x, y, ",");
	y += STEP;
	if (from + seen.room <= right || seen.page) {
		bdl_seen_at_draw(d, &seen, from, y);
		return y;
	}
	bdl_cell_add(d, &words, f, right - from, seen.words);
	y = bdl_cell_paragraph(d, &words, from, y, 0);
	bdl_cell_release(&words);
	return y;
}

/* What was asked, bold, over the full width, and where it can be seen; returns the last baseline.
 */
static double draw_heading(struct bdl_draft *d, const struct bdl_delay *row, double y)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double x = BDL_LEFT_EDGE;

	bdl_cell_add(d, &words, BDL_STRONG, WIDTH, what_was_asked(d, row));
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, y, 0);
	if (words.count > 0) {
		const struct bdl_line *last = &words.lines[words.count - 1];

		x += bdl_canvas_width(d->c, BDL_STRONG, words.text.data + last->at, last->length);
	}
	bdl_cell_release(&words);
	return draw_seen(d, BDL_TEXT, ", ", row->asked, BDL_LEFT_EDGE, x, y, BDL_RIGHT_EDGE);
}

static double draw_answer(struct bdl_draft *d, const struct bdl_delay *row, double y)
{
	const struct bdl_table_column *column = &form.columns[1];
	struct bdl_cell words = BDL_CELL_INIT;
	const struct bdl_step *step;
	double x;

	if (row->answered == BDL_NO_STEP) {
		bdl_cell_add(d, &words, BDL_TEXT, column->width,
			bdl_draft_printf(d, "not answered by %s", bdl_words_day(d, d->b->made_on)));
		y = bdl_cell_paragraph(d, &words, column->x, y, 0);
		bdl_cell_release(&words);
		return y;
	}
	step = &d->b->steps[row->answered];
	x = bdl_draft_text(d, day_font(d, step), column->x, y, day_words(d, step));
	return draw_seen(
		d, BDL_TEXT, ", ", row->answered, column->x, x, y, column->x + column->width);
}

static void draw_figures(struct bdl_draft *d, const struct bdl_delay *row, double y)
{
	bool open = row->answered == BDL_NO_STEP;
	const char *over = "–";
	struct bdl_font f = BDL_TEXT;
	char number[BDL_NUMBER_TEXT];

	bdl_words_count((size_t)row->allowed, number);
	bdl_draft_text_right(d, BDL_TEXT, form.columns[2].x, y,
		row->standard ? bdl_draft_printf(d, "%s", number) : "none" BDL_NBSP "set");
	bdl_words_count((size_t)row->taken, number);
	bdl_draft_text_right(d, BDL_TEXT, form.columns[3].x, y,
		bdl_draft_printf(d, "%s%s", number, open ? BDL_NBSP "so" BDL_NBSP "far" : ""));
	if (row->over > 0) {
		bdl_words_count((size_t)row->over, number);
		over = bdl_draft_printf(d, "%s", number);
		f = BDL_STRONG;
	} else if (row->standard) {
		over = open ? "not" BDL_NBSP "yet" : "in" BDL_NBSP "time";
	}
	bdl_draft_text_right(d, f, form.columns[4].x, y, over);
}

/* "; counted from 12 December 2019, the day on which it came" */
static const char *beginning_words(struct bdl_draft *d, const struct bdl_delay *row)
{
	bool said = bdl_day_compare(d->b->steps[row->asked].received, row->from) == 0;

	if (!row->from.year)
		return "";
	return bdl_draft_printf(d, "; counted from %s, %s", bdl_words_day(d, row->from),
		said ? "the day on which it came" : "with days for the post");
}

/* Which time it is, where there are several, where it is not sure or begins later; NULL: that goes
 * without saying. */
static const char *time_words(struct bdl_draft *d, const struct bdl_delay *row, bool several)
{
	bool unsure = row->standard &&
		      bdl_rule_wants_check(row->confidence, row->reviewed, d->b->made_on);

	if (!row->standard || (!several && !unsure && !row->from.year))
		return NULL;
	return bdl_draft_printf(d, "%s%s%s", row->standard, beginning_words(d, row),
		unsure ? "; check this with them" : "");
}

/* One line of the question: days and figures. */
static double draw_times(struct bdl_draft *d, const struct bdl_delay *row, bool several, double y)
{
	const struct bdl_step *step = &d->b->steps[row->asked];
	const char *time = time_words(d, row, several);
	struct bdl_cell words = BDL_CELL_INIT;
	double lowest;

	bdl_draft_text(d, day_font(d, step), form.columns[0].x, y, day_words(d, step));
	lowest = draw_answer(d, row, y);
	draw_figures(d, row, y);
	if (!time)
		return lowest;
	bdl_cell_add(d, &words, BDL_NOTE, WIDTH, time);
	lowest = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, lowest + NOTE_STEP, 0);
	bdl_cell_release(&words);
	return lowest;
}

/* From its upper edge; returns its lower one. */
static double draw_question(struct bdl_draft *d, const struct question *q, double top)
{
	double y = draw_heading(d, &q->rows[0], top + form.lead);

	for (size_t i = 0; i < q->count; i++)
		y = draw_times(d, &q->rows[i], q->count > 1, y + STEP + (i > 0 ? AFTER_NOTE : 0));
	return y + form.air;
}

static double question_height(struct bdl_draft *d, const struct question *q)
{
	bool dry = d->dry;
	double height;

	d->dry = true;
	height = draw_question(d, q, 0);
	d->dry = dry;
	return height;
}

static struct question question_at(const struct bdl_bundle *b, size_t at)
{
	struct question q = {.rows = &b->delays[at], .count = 1};

	while (at + q.count < b->delay_count &&
		b->delays[at + q.count].asked == b->delays[at].asked)
		q.count++;
	return q;
}

/* ---- the page ---- */

static void begin_page(struct bdl_table *t, struct bdl_draft *d, unsigned first)
{
	*t = (struct bdl_table){.d = d, .form = &form, .y = 84};
	bdl_draft_page(d, first);
	bdl_draft_header(d, d->header_left);
	bdl_draft_text(d, BDL_TITLE, BDL_LEFT_EDGE, t->y, form.title);
}

static void draw_deadlines(struct bdl_table *t)
{
	const struct bdl_bundle *b = t->d->b;
	double gap = 20.5;

	for (size_t i = 0; i < b->deadline_count; i++) {
		double height = bdl_deadline_height(t->d, &b->deadlines[i]);

		if (t->y + gap + height > BDL_LAST_ROW && i > 0)
			bdl_table_turn(t, false);
		bdl_deadline_draw(t->d, &b->deadlines[i], t->y + gap);
		t->y += gap + height;
		gap = 16;
	}
}

/* A paragraph below; on the next page where it does not fit. */
static void draw_paragraph(
	struct bdl_table *t, struct bdl_font f, double above, double width, const char *text)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double leading = f.size > 10 ? LEADING : NOTE_STEP, y;

	bdl_cell_add(t->d, &words, f, width, text);
	y = t->y + above + leading * (double)(words.count ? words.count - 1 : 0);
	if (y + 4 > BDL_LAST_ROW)
		bdl_table_turn(t, false);
	t->y = bdl_cell_paragraph(t->d, &words, BDL_LEFT_EDGE, t->y + above, leading);
	bdl_cell_release(&words);
}

static const char *nation_words(const struct bdl_bundle *b)
{
	static const char *const names[] = {[BDL_ENGLAND_AND_WALES] = "England and Wales",
		[BDL_SCOTLAND] = "Scotland",
		[BDL_NORTHERN_IRELAND] = "Northern Ireland"};

	return names[b->about.told ? b->about.told->nation : BDL_ENGLAND_AND_WALES];
}

#define BRACKETS                                                                                   \
	" A date in [square brackets] is not stated in the document, or can be read in two ways."

static bool some_bracket(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->delay_count; i++) {
		const struct bdl_delay *row = &b->delays[i];

		if (bdl_step_is_doubtful(b, &b->steps[row->asked]) ||
			(row->answered != BDL_NO_STEP &&
				bdl_step_is_doubtful(b, &b->steps[row->answered])))
			return true;
	}
	return false;
}

/* The heading stays with the first question. */
static void begin_table(struct bdl_table *t, double first_height)
{
	const double heading = 36, intro = 20, heads = 26, rule = 7;
	struct bdl_draft *d = t->d;
	struct bdl_cell words = BDL_CELL_INIT;
	double depth, y;

	bdl_cell_add(d, &words, BDL_TEXT, WIDTH,
		bdl_draft_printf(d, "In working days of %s, not counting the day of asking.%s",
			nation_words(d->b), some_bracket(d->b) ? BRACKETS : ""));
	depth = LEADING * (double)(words.count - 1);
	y = t->y + heading;
	if (y + intro + depth + heads + rule + first_height > BDL_LAST_ROW &&
		d->b->deadline_count) {
		bdl_table_turn(t, false);
		y = t->y + heading;
	}
	bdl_draft_text(d, BDL_HEADING, BDL_LEFT_EDGE, y, "How long each answer took");
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, y + intro, LEADING);
	bdl_cell_release(&words);
	bdl_table_heads(t, y + heads);
}

static void draw_questions(struct bdl_table *t)
{
	struct bdl_draft *d = t->d;
	const struct bdl_bundle *b = d->b;
	struct question q = question_at(b, 0);

	begin_table(t, question_height(d, &q));
	for (size_t at = 0; at < b->delay_count; at += q.count) {
		q = question_at(b, at);
		if (t->y + question_height(d, &q) > BDL_LAST_ROW && !t->fresh)
			bdl_table_turn(t, true);
		if (t->after_row)
			bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 0.4, 0.75);
		t->y = draw_question(d, &q, t->y);
		t->after_row = true;
		t->fresh = false;
	}
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 1, 0);
}

/* ---- what "allowed" means ---- */

/* Rows whose standard has been explained, one of each: a few. */
struct explained {
	const struct bdl_delay **rows;
	size_t count;
};

/* False where it is among them already. */
static bool take_standard(struct bdl_draft *d, struct explained *e, const struct bdl_delay *row)
{
	const struct bdl_delay **rows;

	for (size_t i = 0; i < e->count; i++)
		if (strcmp(e->rows[i]->standard, row->standard) == 0)
			return false;
	rows = bdl_arena_grow(&d->arena, e->rows, e->count, sizeof(*rows));
	if (!rows) {
		bdl_fail_memory(&d->failure);
		return false;
	}
	e->rows = rows;
	e->rows[e->count++] = row;
	return true;
}

static bool some_standard(const struct bdl_bundle *b, bool wanted)
{
	for (size_t i = 0; i < b->delay_count; i++)
		if ((b->delays[i].standard != NULL) == wanted)
			return true;
	return false;
}

static bool some_beginning(const struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->delay_count; i++)
		if (b->delays[i].from.year)
			return true;
	return false;
}

static void explain(struct bdl_table *t)
{
	struct bdl_draft *d = t->d;
	const struct bdl_bundle *b = d->b;
	bool any = some_standard(b, true);
	struct explained e = {.rows = NULL};

	draw_paragraph(t, BDL_TEXT, 22, TEXT_WIDTH,
		bdl_draft_printf(d,
			"%s%sTime runs from the day after the date of the letter, e-mail or "
			"call%s. Bank holidays are left out.",
			any ? "“Allowed” is the time that an office has set itself, or that the "
			      "law sets it, in working days up to its last day. "
			    : "",
			some_standard(b, false)
				? "Where no time is set for an answer, none is shown and "
				  "nothing is counted as over. "
				: "",
			some_beginning(b)
				? "; where it runs from receipt, from the day that is named"
				: ""));
	for (size_t i = 0; i < b->delay_count; i++) {
		const struct bdl_delay *row = &b->delays[i];

		if (!row->standard || !take_standard(d, &e, row))
			continue;
		draw_paragraph(
			t, BDL_TEXT, 21, TEXT_WIDTH, bdl_draft_printf(d, "%s.", row->standard));
		draw_paragraph(t, BDL_NOTE, 14.5, WIDTH,
			bdl_words_rule_source(d, row->source, row->reviewed, row->confidence));
	}
}

unsigned bdl_delays(struct bdl_draft *d, unsigned first)
{
	struct bdl_table t;

	if (!bdl_has_delays(d->b))
		return 0;
	begin_page(&t, d, first);
	draw_deadlines(&t);
	if (d->b->delay_count > 0) {
		draw_questions(&t);
		explain(&t);
	}
	bdl_table_end_page(&t);
	bdl_table_release(&t);
	return d->page - first + 1;
}
