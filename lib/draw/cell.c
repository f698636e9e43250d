/* Cell: see cell.h. */
#include "draw/cell.h"
#include <stdlib.h>
#include <string.h>

void bdl_cell_clear(struct bdl_cell *cell)
{
	bdl_buffer_clear(&cell->text);
	cell->count = 0;
}

static bool add_line(struct bdl_cell *cell, struct bdl_line line)
{
	if (cell->count == cell->space) {
		size_t space = cell->space ? cell->space * 2 : 8;
		struct bdl_line *lines = realloc(cell->lines, space * sizeof *lines);
		if (!lines)
			return false;
		cell->lines = lines;
		cell->space = space;
	}
	cell->lines[cell->count++] = line;
	return true;
}

/* Rows of 12 points are 15 apart, notes of 10 points 13.5. */
static double step_of(struct bdl_font f)
{
	return f.size > 10 ? 15 : 13.5;
}

void bdl_cell_add(struct bdl_draft *d, struct bdl_cell *cell, struct bdl_font f, double width,
	const char *text)
{
	size_t at = cell->text.length, length;
	bool rtl = bdl_canvas_is_rtl(text, strlen(text));

	bdl_canvas_spell(d->c, f.face, text, strlen(text), &cell->text, NULL);
	length = cell->text.length;
	do {
		size_t next = 0;
		struct bdl_line line = {.at = at, .font = f, .step = step_of(f), .rtl = rtl};
		if (at < length)
			line.length = bdl_canvas_break(
				d->c, f, width, cell->text.data + at, length - at, &next);
		if (!add_line(cell, line)) {
			bdl_fail_memory(&d->failure);
			return;
		}
		at += next;
	} while (at < length);
}

void bdl_cell_release(struct bdl_cell *cell)
{
	bdl_buffer_release(&cell->text);
	free(cell->lines);
	*cell = (struct bdl_cell)BDL_CELL_INIT;
}

double bdl_cell_depth(const struct bdl_cell *cell, size_t from, size_t to)
{
	double depth = 0;

	for (size_t i = from + 1; i < to; i++)
		depth += cell->lines[i].step;
	return depth;
}

void bdl_cell_draw(
	struct bdl_draft *d, const struct bdl_cell *cell, size_t i, double x, double y, bool right)
{
	const struct bdl_line *line = &cell->lines[i];

	if (d->dry || line->length == 0)
		return;
	if (right)
		bdl_canvas_text_right(d->c, line->font, BDL_BLACK, x, y, cell->text.data + line->at,
			line->length);
	else
		bdl_canvas_line(d->c, line->font, BDL_BLACK, x, y, 0, line->rtl,
			cell->text.data + line->at, line->length);
}

double bdl_cell_paragraph(
	struct bdl_draft *d, const struct bdl_cell *cell, double x, double y, double leading)
{
	for (size_t i = 0; i < cell->count; i++) {
		if (i > 0)
			y += leading > 0 ? leading : cell->lines[i].step;
		bdl_cell_draw(d, cell, i, x, y, false);
	}
	return y;
}
