/* See csv_layout.h. */
#include "read/csv_layout.h"

#include "base/text.h"

#include <stdint.h>

#define SAMPLE 2000        /* rows of which every cell is measured */
#define SHORT ((size_t)32) /* bytes: cells no longer are measured in all rows */
#define MEASURED ((size_t)400)
#define GAP 10.0
#define GAP_GOOD 16.0
#define GAP_MOST 36.0
#define MARGIN 48.0
#define SLACK 0.25 /* so that rounding never breaks what was measured */

const struct bdl_font bdl_csv_head = { BDL_SANS_BOLD, 10 };

/* How paper and letters may be chosen, the most welcome first. */
static const struct form {
	bool landscape;
	double size, baseline, leading, air;
	double floor;  /* narrowest column of words, unless all its cells are narrower */
	double word;   /* a word up to this width is not broken */
	double figure; /* a figure up to this width is not broken */
} forms[] = {
	{ false, 12, 14.5, 15, 6, 72, 120, 170 },
	{ true, 12, 14.5, 15, 6, 72, 120, 170 },
	{ true, 10, 12.5, 13, 5, 36, 60, 120 },
};

/* Widths of 12-point cells and of heads. */
struct measure {
	double cell, cell_word, head, head_word;
	size_t filled, numbers, names, figures;
};

/* ---- measuring ---- */

static double larger(double a, double b)
{
	return a > b ? a : b;
}

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

/* Width of the widest piece of text between any of the characters `ends`. */
static double widest(struct bdl_canvas *c, struct bdl_font f, const char *text, size_t length, bool words)
{
	double most = 0;
	size_t from = 0;

	for (size_t i = 0; i <= length; i++)
		if (i == length || text[i] == '\n' || (words && bdl_is_space((unsigned char)text[i]))) {
			most = larger(most, bdl_canvas_width(c, f, text + from, i - from));
			from = i + 1;
		}
	return most;
}

/* A number that names and does not count: an account, a telephone. These read from the left. */
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

static void measure_cell(struct measure *m, struct bdl_canvas *c, struct bdl_cell cell, bool sampled)
{
	const struct bdl_font f = { BDL_SANS, 12 };
	size_t length = cell.length < MEASURED ? cell.length : MEASURED;

	if (cell.length == 0)
		return;
	m->filled++;
	m->numbers += bdl_cell_is_number(cell);
	m->names += is_name(cell);
	m->figures += is_figure(cell);
	if (!sampled && cell.length > SHORT)
		return;
	m->cell = larger(m->cell, widest(c, f, cell.text, length, false));
	m->cell_word = larger(m->cell_word, widest(c, f, cell.text, length, true));
}

static void measure_table(struct measure *m, size_t count, struct bdl_canvas *c, const struct bdl_table *t)
{
	size_t step = (t->row_count - t->body) / SAMPLE + 1;

	for (size_t row = t->body; row < t->row_count; row++)
		for (size_t i = 0; i < count; i++)
			measure_cell(&m[i], c, bdl_table_cell(t, row, i), (row - t->body) % step == 0);
	if (t->header == SIZE_MAX)
		return;
	for (size_t i = 0; i < count; i++) {
		struct bdl_cell head = bdl_table_cell(t, t->header, i);

		m[i].head = widest(c, bdl_csv_head, head.text, head.length, false);
		m[i].head_word = widest(c, bdl_csv_head, head.text, head.length, true);
	}
}

/* ---- columns ---- */

/* Cells that most rows have, or as many as there are heads. A row with more shows the rest below itself. */
static int count_columns(size_t *count, struct bdl_arena *a, const struct bdl_table *t)
{
	size_t *rows = bdl_arena_alloc(a, (t->columns + 1) * sizeof(*rows)), most = 0;

	if (!rows)
		return -1;
	for (size_t i = t->body; i < t->row_count; i++)
		rows[t->rows[i].count]++;
	for (size_t i = 1; i <= t->columns; i++)
		if (rows[i] > 0 && rows[i] >= rows[most])
			most = i;
	if (t->header != SIZE_MAX && t->rows[t->header].count > most)
		most = t->rows[t->header].count;
	*count = most;
	return 0;
}

/* The width below which column m is not readable in this form. */
static double least_width(const struct measure *m, const struct form *f)
{
	double cell = m->cell * f->size / 12, word = m->cell_word * f->size / 12;
	double head = smaller(m->head_word, f->word), least;

	if (m->filled > 0 && m->figures * 10 >= m->filled * 8)
		least = smaller(cell, f->figure);
	else
		least = smaller(cell, larger(f->floor, smaller(word, f->word)));
	return larger(larger(least, head), 8) + SLACK;
}

/* Widens columns towards `targets`, the narrow ones first, as far as `spare` goes; returns what is left of it. */
static double widen(struct bdl_csv_column *columns, const double *targets, size_t count, double spare)
{
	double low = 0, high = 0, need = 0;

	for (size_t i = 0; i < count; i++) {
		need += larger(targets[i] - columns[i].width, 0);
		high = larger(high, targets[i]);
	}
	for (int step = 0; need > spare && step < 40; step++) {
		double level = (low + high) / 2, taken = 0;

		for (size_t i = 0; i < count; i++)
			taken += larger(smaller(targets[i], level) - columns[i].width, 0);
		if (taken > spare)
			high = level;
		else
			low = level;
	}
	if (need <= spare)
		low = high;
	for (size_t i = 0; i < count; i++) {
		double width = larger(columns[i].width, smaller(targets[i], low));

		spare -= width - columns[i].width;
		columns[i].width = width;
	}
	return larger(spare, 0);
}

/* Widens the gap between columns up to `most`, as far as *spare goes. */
static double part(double gap, double most, size_t count, double *spare)
{
	double gaps = (double)(count - 1), wider;

	if (count < 2)
		return gap;
	wider = smaller(gap + *spare / gaps, most);
	*spare -= (wider - gap) * gaps;
	return wider;
}

static void place(struct bdl_csv_layout *l, double gap)
{
	double x = BDL_LEFT_EDGE;

	for (size_t i = 0; i < l->count; i++) {
		l->columns[i].x = x;
		x += l->columns[i].width + gap;
	}
	l->right = x - gap;
}

/* false: the columns do not fit in this form. */
static bool try_form(struct bdl_csv_layout *l, const struct form *f, const struct measure *m, double *targets)
{
	double spare = (f->landscape ? BDL_A4_HEIGHT : BDL_A4_WIDTH) - MARGIN - BDL_LEFT_EDGE, gap;

	spare -= GAP * (double)(l->count - 1);
	for (size_t i = 0; i < l->count; i++) {
		l->columns[i].width = least_width(&m[i], f);
		spare -= l->columns[i].width;
	}
	if (spare < 0)
		return false;
	for (size_t i = 0; i < l->count; i++)
		targets[i] = m[i].cell_word * f->size / 12 + SLACK;
	spare = widen(l->columns, targets, l->count, spare);
	gap = part(GAP, GAP_GOOD, l->count, &spare);
	for (size_t i = 0; i < l->count; i++)
		targets[i] = m[i].cell * f->size / 12 + SLACK;
	spare = widen(l->columns, targets, l->count, spare);
	for (size_t i = 0; i < l->count; i++)
		targets[i] = m[i].head + SLACK;
	spare = widen(l->columns, targets, l->count, spare);
	place(l, part(gap, GAP_MOST, l->count, &spare));
	return true;
}

static void use(struct bdl_csv_layout *l, const struct form *f)
{
	l->landscape = f->landscape;
	l->text = (struct bdl_font){ BDL_SANS, f->size };
	l->baseline = f->baseline;
	l->leading = f->leading;
	l->air = f->air;
}

int bdl_csv_lay_out(struct bdl_csv_layout *l, struct bdl_arena *a, struct bdl_canvas *c,
	const struct bdl_table *t, struct bdl_error *err)
{
	struct measure *m;
	double *targets;

	*l = (struct bdl_csv_layout){ 0 };
	if (count_columns(&l->count, a, t) < 0)
		return bdl_fail_memory(err);
	m = bdl_arena_alloc(a, (l->count + 1) * sizeof(*m));
	targets = bdl_arena_alloc(a, (l->count + 1) * sizeof(*targets));
	l->columns = bdl_arena_alloc(a, (l->count + 1) * sizeof(*l->columns));
	if (!m || !targets || !l->columns)
		return bdl_fail_memory(err);
	measure_table(m, l->count, c, t);
	if (bdl_canvas_check(c, err) < 0)
		return -1;
	for (size_t i = 0; i < l->count; i++)
		l->columns[i].right = m[i].numbers > 0 && m[i].numbers * 10 >= m[i].filled * 9 &&
			m[i].names * 2 < m[i].filled;
	for (size_t i = 0; l->count > 0 && i < sizeof(forms) / sizeof(*forms); i++)
		if (try_form(l, &forms[i], m, targets)) {
			use(l, &forms[i]);
			return 0;
		}
	use(l, &forms[0]);
	l->count = 0;
	l->right = BDL_RIGHT_EDGE;
	return 0;
}
