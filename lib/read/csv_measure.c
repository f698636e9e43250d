/* See csv_measure.h. */
#include "read/csv_measure.h"

#include "base/text.h"

#include <stdint.h>

#define SAMPLE 2000 /* rows of which every cell is measured */
#define SHORT ((size_t)32) /* bytes: cells no longer are measured in all rows */
#define LONG ((size_t)400) /* bytes of a cell that are measured */
#define STEP 4.0 /* points from one count of widths to the next */
#define STEPS 128

const struct bdl_font bdl_csv_head = {BDL_SANS_BOLD, 10};

/* How many cells of a column are of each width, and wider than all. */
struct widths {
	size_t count[STEPS];
};

static double larger(double a, double b)
{
	return a > b ? a : b;
}

/* The widest line of text, or its widest word. */
static double widest(
	struct bdl_canvas *c, struct bdl_font f, const char *text, size_t length, bool words)
{
	double most = 0;
	size_t from = 0;

	for (size_t i = 0; i <= length; i++)
		if (i == length || text[i] == '\n' ||
			(words && bdl_is_space((unsigned char)text[i]))) {
			most = larger(most, bdl_canvas_width(c, f, text + from, i - from));
			from = i + 1;
		}
	return most;
}

/* Digits that name and do not count: an account, a telephone. These are read from the left. */
static bool is_name(struct bdl_cell c)
{
	size_t digits = 0;

	while (digits < c.length && bdl_is_digit((unsigned char)c.text[digits]))
		digits++;
	return digits == c.length && (digits >= 7 || (digits > 1 && c.text[0] == '0'));
}

/* A number, a date or a time: nobody wants to see it on two lines. */
static bool is_figure(struct bdl_cell c)
{
	return bdl_cell_is_number(c) || (c.length <= 24 && bdl_is_digit((unsigned char)c.text[0]));
}

static void measure_cell(struct bdl_csv_measure *m, struct widths *w, struct bdl_canvas *c,
	struct bdl_cell cell, bool sampled)
{
	const struct bdl_font f = {BDL_SANS, 12};
	size_t length = cell.length < LONG ? cell.length : LONG;
	bool figure;
	double width;

	if (cell.length == 0)
		return;
	figure = is_figure(cell);
	m->filled++;
	m->numbers += bdl_cell_is_number(cell);
	m->names += is_name(cell);
	m->figures += figure;
	if (!sampled && cell.length > SHORT)
		return;
	width = widest(c, f, cell.text, length, false);
	m->measured++;
	m->sum += width;
	m->cell = larger(m->cell, width);
	m->word = larger(m->word, widest(c, f, cell.text, length, true));
	if (figure)
		m->figure = larger(m->figure, width);
	w->count[width < STEP * (STEPS - 1) ? (size_t)(width / STEP) : STEPS - 1]++;
}

static double usual(const struct bdl_csv_measure *m, const struct widths *w)
{
	size_t beyond = 0, step = STEPS;

	while (step > 0 && (beyond + w->count[step - 1]) * 20 <= m->measured)
		beyond += w->count[--step];
	if (step == STEPS || STEP * (double)step > m->cell)
		return m->cell;
	return STEP * (double)step;
}

static void measure_column(
	struct bdl_csv_measure *m, size_t column, struct bdl_canvas *c, const struct bdl_table *t)
{
	size_t every = (t->row_count - t->body) / SAMPLE + 1;
	struct widths widths = {{0}};

	for (size_t row = t->body; row < t->row_count; row++)
		measure_cell(m, &widths, c, bdl_table_cell(t, row, column),
			(row - t->body) % every == 0);
	m->usual = usual(m, &widths);
	if (t->header != SIZE_MAX) {
		struct bdl_cell head = bdl_table_cell(t, t->header, column);

		m->head = widest(c, bdl_csv_head, head.text, head.length, false);
		m->head_word = widest(c, bdl_csv_head, head.text, head.length, true);
	}
}

void bdl_csv_measure(
	struct bdl_csv_measure *m, size_t count, struct bdl_canvas *c, const struct bdl_table *t)
{
	for (size_t i = 0; i < count; i++)
		measure_column(&m[i], i, c, t);
}
