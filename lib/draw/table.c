/* Table: see table.h. The figures are those of the grid: rows, heads and titles of look/LOOK.md. */
#include "draw/table.h"
#include "draw/words.h"
#include <string.h>

enum { TITLE_BASELINE = 84, LEGEND_BASELINE = 106, LEGEND_LEADING = 16 };

enum {
	CONTINUED_BASELINE = 76,
	HEADS_BELOW_LEGEND = 26,
	HEADS_BELOW_CONTINUED = 24,
	RULE_BELOW_HEADS = 7
};

static const double TOP = CONTINUED_BASELINE + HEADS_BELOW_CONTINUED + RULE_BELOW_HEADS;
static const double NOTE_AIR = 0.5; /* a row that ends in a note needs so much less air */

void bdl_table_heads(struct bdl_table *t, double y)
{
	for (size_t i = 0; i < t->form->column_count; i++) {
		const struct bdl_table_column *column = &t->form->columns[i];
		if (column->right)
			bdl_draft_text_right(t->d, BDL_NOTE_STRONG, column->x, y, column->head);
		else
			bdl_draft_text(t->d, BDL_NOTE_STRONG, column->x, y, column->head);
	}
	t->y = y + RULE_BELOW_HEADS;
	bdl_draft_rule(t->d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 1, 0);
	t->after_row = false;
	t->fresh = true;
}

static void begin_page(struct bdl_table *t, unsigned number)
{
	bdl_draft_page(t->d, number);
	bdl_draft_header(t->d, t->d->header_left);
}

void bdl_table_end_page(struct bdl_table *t)
{
	if (t->form->foot)
		bdl_draft_foot(t->d, bdl_front_page(&t->d->b->front, BDL_FRONT_INDEX));
}

void bdl_table_begin(struct bdl_table *t, struct bdl_draft *d, const struct bdl_table_form *form,
	unsigned number, const char *legend)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double y;

	*t = (struct bdl_table){.d = d, .form = form};
	begin_page(t, number);
	bdl_draft_text(d, BDL_TITLE, BDL_LEFT_EDGE, TITLE_BASELINE, form->title);
	bdl_cell_add(d, &words, BDL_TEXT, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, legend);
	y = bdl_cell_paragraph(d, &words, BDL_LEFT_EDGE, LEGEND_BASELINE, LEGEND_LEADING);
	bdl_cell_release(&words);
	bdl_table_heads(t, y + HEADS_BELOW_LEGEND);
}

void bdl_table_release(struct bdl_table *t)
{
	for (size_t i = 0; i < BDL_TABLE_COLUMNS; i++)
		bdl_cell_release(&t->cells[i]);
}

void bdl_table_group(struct bdl_table *t, const char *label, const char *name, unsigned page)
{
	t->label = label;
	t->name = name;
	t->group_page = page;
	t->pending = true;
}

/* Where the group's name must end, so that its page stands free. */
static double group_width(const struct bdl_table_form *form)
{
	return form->columns[form->column_count - 1].x - 40 - form->group_x;
}

double bdl_table_group_height(const struct bdl_table *t)
{
	struct bdl_cell words = BDL_CELL_INIT;
	double height = t->form->group_above + t->form->group_below;

	if (!t->name)
		return height;
	bdl_cell_add(t->d, &words, BDL_STRONG, group_width(t->form), t->name);
	height += bdl_cell_depth(&words, 0, words.count);
	bdl_cell_release(&words);
	return height;
}

/* The group's name over its rows: bold, with a line below, and its page where it begins. */
static void draw_group(struct bdl_table *t, bool continued)
{
	const struct bdl_table_form *form = t->form;
	struct bdl_draft *d = t->d;
	struct bdl_cell words = BDL_CELL_INIT;
	double top = t->y, width = group_width(form);
	double y = top + (continued || t->y <= TOP ? form->group_above_on_top : form->group_above);
	unsigned page = continued ? 0 : t->group_page;

	bdl_cell_add(d, &words, BDL_STRONG, width,
		continued ? bdl_words_continued(d, t->name) : t->name);
	if (t->label)
		bdl_draft_text(d, BDL_STRONG, BDL_LEFT_EDGE, y, t->label);
	t->y = bdl_cell_paragraph(d, &words, form->group_x, y, 0) + form->group_below;
	bdl_cell_release(&words);
	if (t->group_page && !continued) {
		bdl_draft_number(d, BDL_STRONG, form->columns[form->column_count - 1].x, y, page);
		bdl_draft_link(d, BDL_LEFT_EDGE, y - 13.5, BDL_RIGHT_EDGE, t->y - 1, page);
	}
	bdl_draft_rule(d, BDL_LEFT_EDGE, BDL_RIGHT_EDGE, t->y, 0.75, 0);
	t->after_row = false;
}

void bdl_table_turn(struct bdl_table *t, bool rows)
{
	bdl_table_end_page(t);
	begin_page(t, t->d->page + 1);
	bdl_draft_text(t->d, BDL_STRONG, BDL_LEFT_EDGE, CONTINUED_BASELINE,
		bdl_draft_printf(t->d, "%s, continued", t->form->title));
	t->y = CONTINUED_BASELINE;
	t->after_row = false;
	if (!rows)
		return;
	bdl_table_heads(t, CONTINUED_BASELINE + HEADS_BELOW_CONTINUED);
	if (t->name && !t->pending)
		draw_group(t, true);
	t->fresh = true;
}

/* Height of lines from[i].. of each cell, as one row. */
static double rest_height(const struct bdl_table *t, const size_t *from)
{
	double tallest = 0;

	for (size_t i = 0; i < t->form->column_count; i++) {
		const struct bdl_cell *cell = &t->cells[i];
		double depth;
		if (from[i] >= cell->count)
			continue;
		depth = t->form->lead + bdl_cell_depth(cell, from[i], cell->count) + t->form->air;
		if (cell->lines[cell->count - 1].font.size <= 10)
			depth -= NOTE_AIR;
		tallest = depth > tallest ? depth : tallest;
	}
	return tallest > 0 ? tallest : t->form->lead + t->form->air;
}

double bdl_table_row_height(const struct bdl_table *t)
{
	static const size_t from[BDL_TABLE_COLUMNS] = {0};

	return rest_height(t, from);
}

/*
 * Draws what fits of one cell, from line *from, and one line at least; returns the lowest baseline,
 * or y.
 */
static double draw_cell(struct bdl_table *t, size_t column, size_t *from, double y)
{
	const struct bdl_cell *cell = &t->cells[column];
	const struct bdl_table_column *place = &t->form->columns[column];
	double baseline = y + t->form->lead, lowest = y;

	while (*from < cell->count &&
		(baseline + t->form->air <= BDL_LAST_ROW || (t->fresh && lowest <= y))) {
		bdl_cell_draw(t->d, cell, *from, place->x, baseline, place->right);
		lowest = baseline;
		(*from)++;
		if (*from < cell->count)
			baseline += cell->lines[*from].step;
	}
	return lowest;
}

static void draw_page_cell(struct bdl_table *t, unsigned page)
{
	const struct bdl_table_column *last = &t->form->columns[t->form->column_count - 1];
	double y = t->y + t->form->lead;

	if (t->form->press) {
		const char *words = bdl_words_page(t->d, page);
		double x = BDL_RIGHT_EDGE - bdl_draft_width(t->d, BDL_TEXT, words);
		bdl_draft_press(t->d, BDL_TEXT, x < last->x ? x : last->x, y, words);
	} else {
		bdl_draft_number(t->d, BDL_TEXT, last->x, y, page);
	}
}

/* "page 2/12": of another volume, so there is nothing to press. */
static void draw_elsewhere(struct bdl_table *t)
{
	const struct bdl_table_column *last = &t->form->columns[t->form->column_count - 1];
	double x = BDL_RIGHT_EDGE - bdl_draft_width(t->d, BDL_TEXT, t->elsewhere);

	bdl_draft_text(
		t->d, BDL_TEXT, x < last->x ? x : last->x, t->y + t->form->lead, t->elsewhere);
}

/* As much of the row as fits on this page; true when all of it is drawn. */
static bool draw_chunk(struct bdl_table *t, size_t *from, unsigned page)
{
	size_t last = t->form->column_count - 1;
	double height = rest_height(t, from), lowest = t->y;
	bool done = true, first = from[0] == 0 && from[1] == 0;

	for (size_t i = 0; i <= last; i++) {
		double y;
		if (i == last && page && first)
			draw_page_cell(t, page);
		else if (i == last && t->elsewhere && first)
			draw_elsewhere(t);
		y = draw_cell(t, i, &from[i], t->y);
		lowest = y > lowest ? y : lowest;
		done = done && from[i] >= t->cells[i].count;
	}
	if (!done)
		height = lowest + t->form->air - t->y;
	bdl_draft_link(t->d, BDL_LEFT_EDGE, t->y + 1, BDL_RIGHT_EDGE, t->y + height - 1, page);
	t->y += height;
	return done;
}

/*
 * Turns the page unless the row fits, with what is to be kept with it, or would fit no better
 * there.
 */
static void make_room(struct bdl_table *t, double keep)
{
	double group = t->name ? bdl_table_group_height(t) : 0;
	double capacity = BDL_LAST_ROW - TOP - group;
	double need = bdl_table_row_height(t);
	bool giant = need > capacity;

	if (need + keep <= capacity)
		need += keep;
	if (giant)
		need = capacity;
	if (t->pending)
		need += group;
	if (t->y + need > BDL_LAST_ROW && !(t->fresh && (giant || t->y <= TOP + group)))
		bdl_table_turn(t, true);
}

double bdl_table_aside_height(const struct bdl_table *t, const struct bdl_cell *words)
{
	return t->form->lead + bdl_cell_depth(words, 0, words->count) + t->form->air;
}

void bdl_table_aside(struct bdl_table *t, const struct bdl_cell *words, double x, double keep)
{
	const double inset = 12;
	double height = bdl_table_aside_height(t, words),
	       group = t->name ? bdl_table_group_height(t) : 0;
	double need = height + (t->pending ? group : 0);

	if (need + keep <= BDL_LAST_ROW - TOP - group)
		need += keep;
	if (t->y + need > BDL_LAST_ROW && !t->fresh)
		bdl_table_turn(t, true);
	if (t->pending) {
		draw_group(t, false);
		t->pending = false;
	}
	if (t->after_row)
		bdl_draft_rule(t->d, x, BDL_RIGHT_EDGE, t->y, 0.4, 0.75);
	if (!t->d->dry)
		bdl_canvas_bar(t->d->c, x + 1, t->y + 4, t->y + height - 3, 1.5, 0.6);
	bdl_cell_paragraph(t->d, words, x + inset, t->y + t->form->lead, 0);
	t->y += height;
	t->after_row = true;
	t->fresh = false;
}

struct bdl_place bdl_table_row(struct bdl_table *t, unsigned page, double keep)
{
	size_t from[BDL_TABLE_COLUMNS] = {0};
	struct bdl_place place;

	make_room(t, keep);
	if (t->pending) {
		draw_group(t, false);
		t->pending = false;
	}
	if (t->after_row)
		bdl_draft_rule(t->d, t->form->rule_left, BDL_RIGHT_EDGE, t->y, 0.4, 0.75);
	place = (struct bdl_place){.page = t->d->page, .top = t->y};
	while (!draw_chunk(t, from, page))
		bdl_table_turn(t, true);
	t->elsewhere = NULL;
	t->after_row = true;
	t->fresh = false;
	return place;
}
