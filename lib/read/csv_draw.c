/*
 * A table on pages, word for word: the lines above it, its column heads on every page, every row.
 * Where columns stand is decided in csv_layout.c; here each row is wrapped, measured, and put where
 * it has room.
 */
#include "read/csv.h"

#include "base/text.h"
#include "read/csv_layout.h"
#include "read/csv_measure.h"
#include "read/csv_wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Lists of "head: value": the head from the left edge, the value from VALUE_EDGE. */
#define LABEL_WIDTH 108.0
#define VALUE_EDGE 192.0
#define PAIR_AIR 3.0
#define HEAD_LEADING 12.5
#define HEADS_TALLEST 250.0 /* taller ones would leave no room for rows, or run off the page */
#define LINES_TOGETHER 3 /* of a row that is split, or of the table's beginning */

struct drawing {
	struct bdl_sheet s;
	struct bdl_csv_layout l;
	const struct bdl_table *t;
	struct bdl_csv_wrapping heads, row;
	struct bdl_csv_lines *head, *grid; /* one a column */
	struct bdl_csv_lines *pairs; /* label and value of each cell that has no column */
	size_t pair_count;
	bool failed; /* memory ran out */
};

/* ---- wrapping ---- */

/* The head of a column, or of a label: one run of words, whatever line ends it has in the file. */
static void add_head(const struct drawing *d, size_t column, struct bdl_buffer *out)
{
	struct bdl_cell c = bdl_table_cell(d->t, d->t->header, column);

	for (size_t i = 0; i < c.length; i++)
		bdl_buffer_byte(out, c.text[i] == '\n' ? ' ' : c.text[i]);
}

static void wrap_heads(struct drawing *d)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	for (size_t i = 0; d->t->header != SIZE_MAX && i < d->l.count; i++) {
		bdl_buffer_clear(&b);
		add_head(d, i, &b);
		d->head[i] = bdl_csv_wrap(&d->heads, d->s.canvas, bdl_csv_head,
			d->l.columns[i].width, bdl_buffer_string(&b), b.length);
	}
	d->failed |= b.failed;
	bdl_buffer_release(&b);
}

/* "Sort code:"; "column 9:" where the column has no head. */
static struct bdl_csv_lines wrap_label(struct drawing *d, size_t column)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct bdl_csv_lines lines;

	if (d->t->header != SIZE_MAX)
		add_head(d, column, &b);
	if (b.length == 0)
		bdl_buffer_printf(&b, "column %zu", column + 1);
	if (b.length > 0 && b.data[b.length - 1] != ':')
		bdl_buffer_byte(&b, ':');
	d->failed |= b.failed;
	lines = bdl_csv_wrap(
		&d->row, d->s.canvas, bdl_csv_head, LABEL_WIDTH, bdl_buffer_string(&b), b.length);
	bdl_buffer_release(&b);
	return lines;
}

static bool is_blank(struct bdl_cell c)
{
	size_t i = 0;

	while (i < c.length && bdl_is_space((unsigned char)c.text[i]))
		i++;
	return i == c.length;
}

static void wrap_row(struct drawing *d, size_t row)
{
	bdl_csv_wrapping_clear(&d->row);
	for (size_t i = 0; i < d->l.count; i++) {
		struct bdl_cell c = bdl_table_cell(d->t, row, i);

		d->grid[i] = bdl_csv_wrap(
			&d->row, d->s.canvas, d->l.text, d->l.columns[i].width, c.text, c.length);
	}
	d->pair_count = 0;
	for (size_t i = d->l.count; i < d->t->rows[row].count; i++) {
		struct bdl_cell c = bdl_table_cell(d->t, row, i);
		struct bdl_csv_lines *pair = d->pairs + 2 * d->pair_count;

		if (is_blank(c))
			continue;
		pair[0] = wrap_label(d, i);
		pair[1] = bdl_csv_wrap(
			&d->row, d->s.canvas, d->l.text, d->s.right - VALUE_EDGE, c.text, c.length);
		d->pair_count++;
	}
}

/* ---- drawing ---- */

/* The line of a cell that is the nth from the row's top, if there is one. */
static void draw_line(struct drawing *d, const struct bdl_csv_wrapping *w,
	struct bdl_csv_lines cell, size_t nth, struct bdl_font f,
	const struct bdl_csv_column *column, double y)
{
	const struct bdl_csv_line *l = w->lines + cell.first + nth;

	if (nth >= cell.count || l->length == 0)
		return;
	if (column->right)
		bdl_canvas_text_right(d->s.canvas, f, BDL_BLACK, column->x + column->width, y,
			w->text.data + l->at, l->length);
	else
		bdl_canvas_text(
			d->s.canvas, f, BDL_BLACK, column->x, y, w->text.data + l->at, l->length);
}

static double heads_height(const struct drawing *d)
{
	size_t lines = bdl_csv_tallest(d->head, d->l.count);

	return lines > 0 ? 2 + (double)lines * HEAD_LEADING + 5 : 0;
}

/* Heads stand on the line below them; a table without heads begins with the line alone. */
static void draw_heads(struct drawing *d)
{
	size_t most = bdl_csv_tallest(d->head, d->l.count);
	double last = d->s.y + heads_height(d) - 7;

	for (size_t i = 0; i < d->l.count; i++)
		for (size_t k = 0; k < d->head[i].count; k++)
			draw_line(d, &d->heads, d->head[i], k, bdl_csv_head, &d->l.columns[i],
				last - (double)(d->head[i].count - 1 - k) * HEAD_LEADING);
	if (most > 0)
		d->s.y = last + 7;
	bdl_canvas_rule(d->s.canvas, BDL_LEFT_EDGE, d->l.right, d->s.y, 1, 0);
}

/* A page with the heads on it, unless the sheet is full. */
static void next_page(struct drawing *d)
{
	bdl_sheet_page(&d->s);
	if (!d->s.full)
		draw_heads(d);
}

/* Cells side by side, over as many pages as their lines need. */
static void draw_cells(struct drawing *d, const struct bdl_csv_lines *cells,
	const struct bdl_csv_column *columns, const struct bdl_font *fonts, size_t count)
{
	size_t most = bdl_csv_tallest(cells, count), done = 0;

	while (done < most && !d->s.full) {
		double room = (d->s.bottom - d->l.air - d->s.y) / d->l.leading;
		size_t lines = room >= 1 ? (size_t)room : 1;

		if (lines > most - done)
			lines = most - done;
		for (size_t i = 0; i < count; i++)
			for (size_t k = 0; k < lines; k++)
				draw_line(d, &d->row, cells[i], done + k,
					fonts ? fonts[i] : d->l.text, &columns[i],
					d->s.y + d->l.baseline + (double)k * d->l.leading);
		d->s.y += (double)lines * d->l.leading;
		done += lines;
		if (done < most)
			next_page(d);
	}
}

static double pair_height(const struct drawing *d, size_t pair)
{
	return (double)bdl_csv_tallest(d->pairs + 2 * pair, 2) * d->l.leading + PAIR_AIR;
}

static void draw_pairs(struct drawing *d)
{
	const struct bdl_csv_column columns[2] = {{.x = BDL_LEFT_EDGE, .width = LABEL_WIDTH},
		{.x = VALUE_EDGE, .width = d->s.right - VALUE_EDGE}};
	const struct bdl_font fonts[2] = {bdl_csv_head, d->l.text};

	if (d->pair_count > 0 && d->l.count > 0)
		d->s.y += PAIR_AIR;
	for (size_t i = 0; i < d->pair_count && !d->s.full; i++) {
		if (d->s.y + d->l.leading + d->l.air > d->s.bottom)
			next_page(d);
		if (!d->s.full)
			draw_cells(d, d->pairs + 2 * i, columns, fonts, 2);
		d->s.y += PAIR_AIR;
	}
}

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

static double row_height(const struct drawing *d)
{
	size_t lines = bdl_csv_tallest(d->grid, d->l.count);
	double height = d->l.air + (d->pair_count > 0 && d->l.count > 0 ? PAIR_AIR : 0);

	if (lines == 0 && d->pair_count == 0)
		lines = 1;
	height += (double)lines * d->l.leading;
	for (size_t i = 0; i < d->pair_count; i++)
		height += pair_height(d, i);
	return height;
}

/*
 * A row keeps together unless it is taller than a page. The first one follows the heads in any
 * case: heads alone are no use to anybody.
 */
static bool begins_page(const struct drawing *d, size_t row)
{
	double height = row_height(d), room = d->s.bottom - BDL_SHEET_TOP - heads_height(d);

	if (height > room || row == d->t->body)
		height = smaller(height, LINES_TOGETHER * d->l.leading + d->l.air);
	return d->s.y + height > d->s.bottom + 0.001;
}

static void draw_row(struct drawing *d, size_t row, unsigned *page)
{
	wrap_row(d, row);
	if (begins_page(d, row))
		next_page(d);
	*page = d->s.pages;
	if (d->s.full)
		return;
	if (d->pair_count == 0 && bdl_csv_tallest(d->grid, d->l.count) == 0)
		d->s.y += d->l.leading;
	draw_cells(d, d->grid, d->l.columns, NULL, d->l.count);
	draw_pairs(d);
	d->s.y += d->l.air;
	if (row + 1 < d->t->row_count)
		bdl_canvas_rule(d->s.canvas, BDL_LEFT_EDGE, d->l.right, d->s.y, 0.4, 0.75);
}

/* What stands above the column heads, a line for each row of the file. */
static void draw_preamble(struct drawing *d, unsigned *pages)
{
	for (size_t row = 0; row < d->t->body && !d->s.full; row++) {
		bool any = false;

		if (row == d->t->header)
			break;
		bdl_csv_wrapping_clear(&d->row);
		for (size_t i = 0; i < d->t->rows[row].count; i++) {
			struct bdl_cell c = bdl_table_cell(d->t, row, i);

			if (c.length == 0)
				continue;
			if (any)
				bdl_buffer_byte(&d->row.text, ' ');
			any = true;
			bdl_csv_spell(&d->row, d->s.canvas, BDL_SANS, c.text, c.length);
		}
		d->row.failed |= d->row.text.failed;
		bdl_sheet_need(&d->s, 16);
		pages[row] = d->s.pages;
		bdl_sheet_lines(&d->s, bdl_sheet_text, 16, BDL_LEFT_EDGE,
			d->s.right - BDL_LEFT_EDGE, bdl_buffer_string(&d->row.text),
			d->row.text.length);
	}
}

/* Appends the heads of columns in which no row has anything. */
static void add_unused(struct drawing *d, struct bdl_buffer *out)
{
	size_t heads = d->t->header == SIZE_MAX ? 0 : d->t->rows[d->t->header].count;
	bool *used = calloc(heads + 1, sizeof(*used));

	if (!used) {
		d->failed = true;
		return;
	}
	for (size_t row = d->t->body; row < d->t->row_count; row++)
		for (size_t i = 0; i < heads && i < d->t->rows[row].count; i++)
			used[i] |= !is_blank(bdl_table_cell(d->t, row, i));
	for (size_t i = 0; i < heads; i++) {
		if (used[i] || is_blank(bdl_table_cell(d->t, d->t->header, i)))
			continue;
		bdl_buffer_text(out, out->length ? "; " : "Empty in every row: ");
		add_head(d, i, out);
	}
	d->failed |= out->failed;
	free(used);
}

/* Lists leave empty cells out, so the heads that no list has are named once, above them. */
static void draw_unused(struct drawing *d)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	add_unused(d, &b);
	bdl_csv_wrapping_clear(&d->row);
	bdl_csv_spell(&d->row, d->s.canvas, BDL_SANS, bdl_buffer_string(&b), b.length);
	bdl_sheet_lines(&d->s, bdl_sheet_note, 13.5, BDL_LEFT_EDGE, d->s.right - BDL_LEFT_EDGE,
		bdl_buffer_string(&d->row.text), d->row.text.length);
	d->s.y += b.length > 0 ? 8 : 0;
	bdl_buffer_release(&b);
}

static void draw_table(struct drawing *d, unsigned *pages)
{
	const double top = d->s.y;

	draw_preamble(d, pages);
	if (d->l.count == 0)
		draw_unused(d);
	d->s.y += d->s.y > top ? 8 : 4;
	bdl_sheet_need(&d->s, heads_height(d) + LINES_TOGETHER * d->l.leading + d->l.air);
	if (d->s.full)
		return;
	draw_heads(d);
	if (d->t->header != SIZE_MAX)
		pages[d->t->header] = d->s.pages;
	for (size_t row = d->t->body; row < d->t->row_count && !d->s.full && !d->row.failed; row++)
		draw_row(d, row, &pages[row]);
	if (d->t->row_count > d->t->body && !d->s.full)
		bdl_canvas_rule(d->s.canvas, BDL_LEFT_EDGE, d->l.right, d->s.y, 1, 0);
}

/* ---- words ---- */

static const char *counted(struct bdl_arena *a, size_t n)
{
	if (n < 1000)
		return bdl_arena_printf(a, "%zu", n);
	if (n < 1000000)
		return bdl_arena_printf(a, "%zu,%03zu", n / 1000, n % 1000);
	return bdl_arena_printf(a, "%zu,%03zu,%03zu", n / 1000000, n / 1000 % 1000, n % 1000);
}

static const char listed[] =
	" Its columns are too many or too wide to stand side by side: each row is a list, "
	"in which empty cells are left out.";

static const char *provenance(struct bdl_reading *r, const struct drawing *d)
{
	const char *name = bdl_reading_line(r, r->name, strlen(r->name), BDL_TITLE_MAX);
	size_t rows = d->t->row_count - d->t->body;
	const char *n = counted(r->arena, rows), *account;

	if (!name || !n)
		return NULL;
	if (rows == 0)
		account = "It holds no rows below its column heads.";
	else if (rows == 1)
		account = "It holds 1 row, which is shown.";
	else
		account = bdl_arena_printf(r->arena,
			"It holds %s rows; all %s are shown, in the file\xE2\x80\x99s own order.",
			n, n);
	if (!account)
		return NULL;
	return bdl_arena_printf(r->arena, "Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D. %s%s",
		name, account, d->l.count == 0 && rows > 0 ? listed : "");
}

/* ---- all of it ---- */

/* Where the heads are too tall to stand above columns, each row is a list. c measures. */
static int lay_out_heads(
	struct drawing *d, struct bdl_reading *r, struct bdl_canvas *c, struct bdl_error *err)
{
	d->head = bdl_arena_alloc(r->arena, (d->l.count + 1) * sizeof(*d->head));
	if (!d->head)
		return bdl_fail_memory(err);
	d->s.canvas = c;
	wrap_heads(d);
	if (heads_height(d) <= HEADS_TALLEST)
		return bdl_canvas_check(c, err);
	d->l.count = 0;
	d->l.landscape = false;
	d->l.right = BDL_RIGHT_EDGE;
	return bdl_canvas_check(c, err);
}

static int lay_out(struct drawing *d, struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_canvas *c = bdl_canvas_open(err);
	struct bdl_error ignored = {0};
	int rc;

	if (!c)
		return -1;
	rc = bdl_csv_lay_out(&d->l, r->arena, c, d->t, err);
	if (rc == 0)
		rc = lay_out_heads(d, r, c, err);
	if (bdl_canvas_close(c, NULL, &ignored) < 0 || rc < 0)
		return -1;
	d->grid = bdl_arena_alloc(r->arena, (d->l.count + 1) * sizeof(*d->grid));
	d->pairs = bdl_arena_alloc(r->arena, (d->t->columns + 1) * 2 * sizeof(*d->pairs));
	return d->grid && d->pairs ? 0 : bdl_fail_memory(err);
}

static int warn_of_signs(struct bdl_reading *r, const struct drawing *d)
{
	unsigned missing = d->heads.missing + d->row.missing;

	if (missing == 0)
		return 0;
	return bdl_reading_warn(r,
		"%u character%s that cannot be printed here %s shown by a sign in square brackets.",
		missing, missing == 1 ? "" : "s", missing == 1 ? "is" : "are");
}

int bdl_csv_draw(
	struct bdl_reading *r, const struct bdl_table *t, unsigned *pages, struct bdl_error *err)
{
	struct drawing d = {.t = t};
	const char *title = bdl_reading_label(r), *from;
	int rc = -1;

	if (lay_out(&d, r, err) < 0)
		goto out;
	from = provenance(r, &d);
	if (!title || !from) {
		bdl_fail_memory(err);
		goto out;
	}
	if (bdl_sheet_open(&d.s, d.l.landscape, title, from, err) < 0)
		goto out;
	draw_table(&d, pages);
	if (d.failed || d.heads.failed || d.row.failed || (!d.s.full && warn_of_signs(r, &d) < 0)) {
		bdl_sheet_abort(&d.s);
		bdl_fail_memory(err);
		goto out;
	}
	rc = bdl_sheet_close(&d.s, r, err);
out:
	bdl_csv_wrapping_release(&d.heads);
	bdl_csv_wrapping_release(&d.row);
	return rc;
}
