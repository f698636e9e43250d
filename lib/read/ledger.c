/* See ledger.h. */
#include "read/ledger.h"

#include <string.h>

static const double LEAD = 14.5; /* a row's first baseline below its top */
static const double LEADING = 15; /* from line to line */
static const double AIR = 6.5; /* below the last baseline */
static const double HEADS_BELOW = 7; /* the line under the heads, below their baseline */
static const double TALLEST = 700; /* a taller row is split */

static struct bdl_font font_of(bool strong)
{
	return (struct bdl_font){.face = strong ? BDL_SANS_BOLD : BDL_SANS, .size = 12};
}

static void draw_heads(struct bdl_ledger *l)
{
	const struct bdl_font head = {.face = BDL_SANS_BOLD, .size = 10};
	struct bdl_sheet *s = l->sheet;
	double y = s->y + 10;

	for (size_t i = 0; i < l->count; i++) {
		const struct bdl_ledger_column *c = &l->columns[i];

		if (c->right)
			bdl_canvas_text_right(
				s->canvas, head, BDL_BLACK, c->x, y, c->head, strlen(c->head));
		else
			bdl_canvas_text(
				s->canvas, head, BDL_BLACK, c->x, y, c->head, strlen(c->head));
	}
	y += HEADS_BELOW;
	bdl_canvas_rule(s->canvas, BDL_LEFT_EDGE, s->right, y, 1, 0);
	s->y = y;
	l->any = false;
}

void bdl_ledger_begin(struct bdl_ledger *l, struct bdl_sheet *s,
	const struct bdl_ledger_column *columns, size_t count)
{
	*l = (struct bdl_ledger){.sheet = s, .columns = columns, .count = count};
	bdl_sheet_need(s, 10 + HEADS_BELOW + 2 * (LEAD + AIR));
	draw_heads(l);
}

/* Lines that the cell takes. */
static unsigned count_lines(struct bdl_ledger *l, size_t column, const char *cell, bool strong)
{
	if (!cell || !*cell)
		return 1;
	return bdl_sheet_count_lines(
		l->sheet, font_of(strong), l->columns[column].width, cell, strlen(cell));
}

static unsigned most_lines(struct bdl_ledger *l, const char *const *cells, bool strong)
{
	unsigned most = 1;

	for (size_t i = 0; i < l->count; i++) {
		unsigned lines = count_lines(l, i, cells[i], strong);

		most = lines > most ? lines : most;
	}
	return most;
}

/* What is still to be drawn of a cell. */
struct rest {
	const char *text;
	size_t length;
};

/* One line of a cell at baseline y. */
static void draw_line(
	struct bdl_ledger *l, size_t column, struct bdl_font font, struct rest *rest, double y)
{
	const struct bdl_ledger_column *c = &l->columns[column];
	struct bdl_canvas *canvas = l->sheet->canvas;
	size_t next, n;

	if (rest->length == 0)
		return;
	n = bdl_canvas_break(canvas, font, c->width, rest->text, rest->length, &next);
	if (c->right)
		bdl_canvas_text_right(canvas, font, BDL_BLACK, c->x, y, rest->text, n);
	else
		bdl_canvas_text(canvas, font, BDL_BLACK, c->x, y, rest->text, n);
	rest->text += next;
	rest->length -= next;
}

static void draw_cells(struct bdl_ledger *l, const char *const *cells, bool strong, unsigned lines)
{
	struct bdl_sheet *s = l->sheet;
	struct rest rest[BDL_LEDGER_COLUMNS];
	double y = s->y + LEAD;

	for (size_t i = 0; i < l->count; i++)
		rest[i] = (struct rest){.text = cells[i] ? cells[i] : "",
			.length = cells[i] ? strlen(cells[i]) : 0};
	for (unsigned line = 0; line < lines && !s->full; line++, y += LEADING) {
		if (y + AIR > s->bottom) {
			bdl_sheet_page(s);
			draw_heads(l);
			y = s->y + LEAD;
		}
		for (size_t i = 0; i < l->count; i++)
			draw_line(l, i, font_of(strong), &rest[i], y);
	}
	s->y = y - LEADING + AIR;
}

static void carry(struct bdl_ledger *l)
{
	const char *cells[BDL_LEDGER_COLUMNS] = {NULL};

	if (!l->carried || l->count < 2)
		return;
	cells[l->count > 1 ? 1 : 0] = l->carried;
	cells[l->count - 1] = l->carried_value;
	draw_cells(l, cells, false, most_lines(l, cells, false));
	l->any = true;
}

/* Begins a page where the height is not there, with heads and what is carried forward. */
static void need(struct bdl_ledger *l, double height)
{
	struct bdl_sheet *s = l->sheet;

	if (s->y + height <= s->bottom || !l->any)
		return;
	bdl_sheet_page(s);
	if (s->full)
		return;
	draw_heads(l);
	carry(l);
}

unsigned bdl_ledger_row(struct bdl_ledger *l, const char *const *cells, bool strong, double keep)
{
	struct bdl_sheet *s = l->sheet;
	unsigned lines, page;
	double height;

	if (s->full)
		return s->pages;
	lines = most_lines(l, cells, strong);
	height = LEAD + (lines - 1) * LEADING + AIR;
	need(l, height > TALLEST ? LEAD + AIR : height + keep);
	if (s->full)
		return s->pages;
	if (l->any)
		bdl_canvas_rule(s->canvas, BDL_LEFT_EDGE, s->right, s->y, 0.4, 0.75);
	page = s->pages;
	draw_cells(l, cells, strong, lines);
	l->any = true;
	return page;
}

void bdl_ledger_group(struct bdl_ledger *l, const char *name)
{
	struct bdl_sheet *s = l->sheet;

	if (s->full)
		return;
	need(l, 24 + 7 + 2 * (LEAD + AIR));
	if (s->full)
		return;
	s->y += l->any ? 24 : 18;
	bdl_canvas_text(
		s->canvas, font_of(true), BDL_BLACK, BDL_LEFT_EDGE, s->y, name, strlen(name));
	s->y += 7;
	bdl_canvas_rule(s->canvas, BDL_LEFT_EDGE, s->right, s->y, 0.75, 0);
	l->any = false;
}

void bdl_ledger_end(struct bdl_ledger *l)
{
	struct bdl_sheet *s = l->sheet;

	if (s->full)
		return;
	bdl_canvas_rule(s->canvas, BDL_LEFT_EDGE, s->right, s->y, 1, 0);
	s->y += 6;
}
