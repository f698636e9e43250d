/* See csv_layout.h. */
#include "read/csv_layout.h"

#include "read/csv_measure.h"

#include <stdint.h>

#define COLUMNS_MAX ((size_t)64) /* no paper holds more */
#define MARGIN 48.0
#define GAP 10.0
#define GAP_GOOD 16.0
#define GAP_MOST 36.0
#define SHORT_HEAD 56.0
#define EMPTY 8.0 /* width of a column without a word in it */
#define SLACK 0.25 /* so that rounding never breaks what was measured */

/* clang-format off */

/* How paper and letters may be chosen, the most welcome first. */
struct form {
	bool landscape;
	double size, baseline, leading, air;
	double floor;        /* a column of words is no narrower, unless its cells are */
	double word, figure; /* a word, a number no wider than this is not broken */
	double head;         /* nor is such a word of a column head */
};

static const struct form forms[] = {
	{ false, 12, 14.5, 15, 6, 72, 120, 170, 120 },
	{ true,  12, 14.5, 15, 6, 72, 120, 170, 120 },
	{ true,  10, 12.5, 13, 5, 36,  60, 120,  90 },
	{ true,  10, 12.5, 13, 5, 36,  60, 120,  60 },
};

/* clang-format on */

static double larger(double a, double b)
{
	return a > b ? a : b;
}

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

/*
 * As many columns as there are heads, or as most rows have cells. A row with more shows the rest
 * below itself. -1: memory is out.
 */
static int count_columns(size_t *count, struct bdl_arena *a, const struct bdl_table *t)
{
	size_t *rows = bdl_arena_alloc(a, (t->columns + 1) * sizeof(*rows)), most = 0, heads = 0;

	if (!rows)
		return -1;
	for (size_t i = t->body; i < t->row_count; i++)
		rows[t->rows[i].count]++;
	for (size_t i = 1; i <= t->columns; i++)
		if (rows[i] > 0 && rows[i] >= rows[most])
			most = i;
	if (t->header != SIZE_MAX)
		heads = t->rows[t->header].count;
	*count = heads > 0 && (most < heads || rows[most] * 2 <= t->row_count - t->body) ? heads
											 : most;
	return 0;
}

static bool is_figures(const struct bdl_csv_measure *m)
{
	return m->filled > 0 && m->figures * 10 >= m->filled * 8;
}

static bool is_amounts(const struct bdl_csv_measure *m)
{
	return m->numbers > 0 && m->numbers * 10 >= m->filled * 9 && m->names * 2 < m->filled;
}

/* ---- widths ---- */

/* The width below which a column cannot be read in this form. */
static double least_width(const struct bdl_csv_measure *m, const struct form *f)
{
	double scale = f->size / 12, least;

	if (is_figures(m))
		least = smaller(m->figure * scale, f->figure);
	else
		least = smaller(m->usual * scale, f->floor);
	least = larger(least, smaller(m->word * scale, f->word));
	return larger(larger(least, smaller(m->head_word, f->head)), EMPTY) + SLACK;
}

/* Widths that a column would like, one after the other. */
enum wish { WISH_WORD, WISH_SHORT_HEAD, WISH_USUAL, WISH_HEAD, WISH_CELL };

static double wished(const struct bdl_csv_measure *m, const struct form *f, enum wish wish)
{
	double scale = f->size / 12;

	switch (wish) {
	case WISH_WORD:
		return smaller(m->word, m->usual) * scale + SLACK;
	case WISH_SHORT_HEAD:
		return smaller(m->head, SHORT_HEAD) + SLACK;
	case WISH_USUAL:
		return m->usual * scale + SLACK;
	case WISH_HEAD:
		return m->head + SLACK;
	case WISH_CELL: /* but a total's few words make no column of dates a wide one */
		return (is_figures(m) ? m->figure : m->cell) * scale + SLACK;
	}
	return 0;
}

/* Width that columns take up beyond what they have if each may become as wide as wished, but no
 * wider than level. */
static double taken(const struct bdl_csv_layout *l, const struct bdl_csv_measure *m,
	const struct form *f, enum wish wish, double level)
{
	double sum = 0;

	for (size_t i = 0; i < l->count; i++)
		sum += larger(smaller(wished(&m[i], f, wish), level) - l->columns[i].width, 0);
	return sum;
}

/* Gives columns what they wish, the narrow ones first, as far as *spare goes. */
static void widen(struct bdl_csv_layout *l, const struct bdl_csv_measure *m, const struct form *f,
	enum wish wish, double *spare)
{
	double low = 0, high = BDL_A4_HEIGHT * 4;

	if (taken(l, m, f, wish, high) <= *spare)
		low = high;
	for (int step = 0; low < high && step < 40; step++) {
		double level = (low + high) / 2;

		if (taken(l, m, f, wish, level) > *spare)
			high = level;
		else
			low = level;
	}
	*spare = larger(*spare - taken(l, m, f, wish, low), 0);
	for (size_t i = 0; i < l->count; i++)
		l->columns[i].width =
			larger(l->columns[i].width, smaller(wished(&m[i], f, wish), low));
}

/* The gap between columns, made as wide as `most` as far as *spare goes. */
static double part(double gap, double most, size_t count, double *spare)
{
	double gaps = (double)(count - 1), wider;

	if (count < 2)
		return gap;
	wider = smaller(gap + *spare / gaps, most);
	*spare -= (wider - gap) * gaps;
	return wider;
}

/* ---- forms ---- */

static void place(struct bdl_csv_layout *l, const struct bdl_csv_measure *m, double gap)
{
	double x = BDL_LEFT_EDGE;

	for (size_t i = 0; i < l->count; i++) {
		l->columns[i].x = x;
		l->columns[i].right = is_amounts(&m[i]);
		x += l->columns[i].width + gap;
	}
	l->right = x - gap;
}

/* A column of long texts that is so narrow that a row runs down the page. */
static bool is_cramped(
	const struct bdl_csv_layout *l, const struct bdl_csv_measure *m, const struct form *f)
{
	for (size_t i = 0; i < l->count; i++) {
		double width = l->columns[i].width;

		if (m[i].measured == 0 || width > 12 * f->size)
			continue;
		if (m[i].sum / (double)m[i].measured * f->size / 12 > 4 * width)
			return true;
	}
	return false;
}

/* false: the columns do not fit in this form. */
static bool try_form(
	struct bdl_csv_layout *l, const struct form *f, const struct bdl_csv_measure *m)
{
	double spare = (f->landscape ? BDL_A4_HEIGHT : BDL_A4_WIDTH) - MARGIN - BDL_LEFT_EDGE, gap;

	spare -= GAP * (double)(l->count - 1);
	for (size_t i = 0; i < l->count; i++) {
		l->columns[i].width = least_width(&m[i], f);
		spare -= l->columns[i].width;
	}
	if (spare < 0)
		return false;
	widen(l, m, f, WISH_WORD, &spare);
	gap = part(GAP, GAP_GOOD, l->count, &spare);
	widen(l, m, f, WISH_SHORT_HEAD, &spare);
	widen(l, m, f, WISH_USUAL, &spare);
	widen(l, m, f, WISH_HEAD, &spare);
	widen(l, m, f, WISH_CELL, &spare);
	place(l, m, part(gap, GAP_MOST, l->count, &spare));
	return !is_cramped(l, m, f);
}

static void use(struct bdl_csv_layout *l, const struct form *f)
{
	l->landscape = f->landscape;
	l->text = (struct bdl_font){BDL_SANS, f->size};
	l->baseline = f->baseline;
	l->leading = f->leading;
	l->air = f->air;
}

/* Finds room for l->count columns; false if there is none. */
static bool find_form(struct bdl_csv_layout *l, const struct bdl_csv_measure *m)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if (try_form(l, &forms[i], m)) {
			use(l, &forms[i]);
			return true;
		}
	return false;
}

int bdl_csv_lay_out(struct bdl_csv_layout *l, struct bdl_arena *a, struct bdl_canvas *c,
	const struct bdl_table *t, struct bdl_error *err)
{
	struct bdl_csv_measure *m;

	*l = (struct bdl_csv_layout){.right = BDL_RIGHT_EDGE};
	use(l, &forms[0]);
	if (count_columns(&l->count, a, t) < 0)
		return bdl_fail_memory(err);
	if (l->count > COLUMNS_MAX)
		l->count = 0;
	m = bdl_arena_alloc(a, (l->count + 1) * sizeof(*m));
	l->columns = bdl_arena_alloc(a, (l->count + 1) * sizeof(*l->columns));
	if (!m || !l->columns)
		return bdl_fail_memory(err);
	bdl_csv_measure(m, l->count, c, t);
	if (bdl_canvas_check(c, err) < 0)
		return -1;
	if (l->count > 0 && !find_form(l, m)) {
		l->count = 0;
		l->right = BDL_RIGHT_EDGE;
	}
	return 0;
}
