/*
 * A statement on pages, as look/LOOK.md sections 4 and 7 have it: where it comes from, then a ruled
 * table for each account, in the file's own order, with sums at its end. Paid out and paid in stand
 * in columns of their own, without signs.
 */
#include "read/bank.h"
#include "read/bank_words.h"
#include "read/ledger.h"

#include <stdio.h>
#include <string.h>

enum { DATE, DESCRIPTION, OUT, IN, BALANCE, COLUMNS };

#define DATE_WIDTH 112.0
#define DESCRIPTION_EDGE 190.0
#define DESCRIPTION_WIDTH 144.0
#define DESCRIPTION_LEAST 60.0
#define HEAD_WIDTH 44.0 /* of a column of money, at least */
#define ROW_HEIGHT 21.0 /* of one line; see LOOK.md section 4 */
#define GAP 8.0 /* between columns */

struct drawing {
	struct bdl_bank *b;
	struct bdl_sheet s;
	struct bdl_ledger l;
	const struct bdl_bank_account *a;
	struct bdl_ledger_column columns[COLUMNS];
	bool balances; /* the last column is drawn */
	bool carries; /* a balance goes over to the next page */
	int64_t out, in;
	size_t outs, ins;
	char carried[BDL_MONEY_TEXT];
};

/* The cells of a row, and the room for what is made for it. */
struct cells {
	const char *text[COLUMNS];
	char out[BDL_MONEY_TEXT], in[BDL_MONEY_TEXT], balance[BDL_MONEY_TEXT];
	char date[BDL_DAY_TEXT * 3];
};

/* ---- words ---- */

/* "10 February 2023" that does not break; time of day on a line below. */
static void date_text(const struct bdl_bank_row *row, char out[BDL_DAY_TEXT * 3])
{
	char day[BDL_DAY_TEXT];
	size_t n = 0;
	unsigned s = row->when.seconds;

	bdl_day_long(row->when.day, day);
	for (const char *p = day; *p; p++) {
		if (*p == ' ')
			out[n++] = '\xC2';
		out[n++] = *p == ' ' ? '\xA0' : *p;
	}
	out[n] = '\0';
	if (row->when.zone == BDL_ZONE_NONE)
		return;
	snprintf(out + n, BDL_DAY_TEXT * 3 - n, s % 60 ? "\n%02u:%02u:%02u" : "\n%02u:%02u",
		s / 3600, s / 60 % 60, s % 60);
}

static const char *magnitude(int64_t pence, char out[BDL_MONEY_TEXT])
{
	return bdl_money_text(pence < 0 ? -pence : pence, out);
}

static void fill(const struct bdl_bank_row *row, struct cells *c)
{
	memset(c->text, 0, sizeof(c->text));
	if (row->dated) {
		date_text(row, c->date);
		c->text[DATE] = c->date;
	} else {
		c->text[DATE] = row->date;
	}
	c->text[DESCRIPTION] = row->shown;
	if (row->amount.read && row->amount.pence < 0)
		c->text[OUT] = magnitude(row->amount.pence, c->out);
	else if (row->amount.read)
		c->text[IN] = bdl_money_text(row->amount.pence, c->in);
	else
		c->text[row->amount.pence < 0 ? OUT : IN] = row->amount.raw;
	c->text[BALANCE] = row->balance.read ? bdl_money_text(row->balance.pence, c->balance)
					     : row->balance.raw;
}

/* ---- columns ---- */

static double width_of(struct drawing *d, const char *text)
{
	const struct bdl_font bold = {.face = BDL_SANS_BOLD, .size = 12};

	return text ? bdl_canvas_width(d->s.canvas, bold, text, strlen(text)) : 0;
}

/* The widest of each column of money in `rows`, and of the sums below them; what could not be read
 * may wrap. */
static void measure(struct drawing *d, double rows[COLUMNS], double sums[COLUMNS])
{
	int64_t out = 0, in = 0;
	struct cells c;

	for (size_t i = d->a->first; i < d->a->first + d->a->count; i++) {
		const struct bdl_bank_row *row = &d->b->rows[i];

		fill(row, &c);
		for (size_t k = OUT; k < COLUMNS; k++) {
			bool read = k == BALANCE ? row->balance.read : row->amount.read;
			double width = read ? width_of(d, c.text[k]) : 0;

			rows[k] = width > rows[k] ? width : rows[k];
		}
		if (row->amount.read && row->amount.pence < 0)
			out = bdl_money_add(out, -row->amount.pence);
		else if (row->amount.read)
			in = bdl_money_add(in, row->amount.pence);
	}
	sums[OUT] = width_of(d, bdl_money_text(out, c.out));
	sums[IN] = width_of(d, bdl_money_text(in, c.in));
	sums[BALANCE] = rows[BALANCE];
}

static bool has_balances(const struct bdl_bank *b, const struct bdl_bank_account *a)
{
	for (size_t i = a->first; i < a->first + a->count; i++)
		if (b->rows[i].balance.raw)
			return true;
	return false;
}

/* LOOK.md's columns; further left where sums are so large that they need it, further right where
 * there is no balance. */
static void lay_out(struct drawing *d)
{
	double rows[COLUMNS] = {0}, sums[COLUMNS] = {0}, right = d->s.right, in = 464, out = 390;
	struct bdl_ledger_column *c = d->columns;
	double width;

	measure(d, rows, sums);
	for (size_t i = OUT; i < COLUMNS; i++) {
		rows[i] = rows[i] > HEAD_WIDTH ? rows[i] : HEAD_WIDTH;
		sums[i] = sums[i] > rows[i] ? sums[i] : rows[i];
	}
	if (!d->balances) {
		in = right;
		out = 464;
	} else if (right - sums[BALANCE] - GAP < in) {
		in = right - sums[BALANCE] - GAP;
	}
	if (in - sums[IN] - GAP < out)
		out = in - sums[IN] - GAP;
	width = out - rows[OUT] - GAP - DESCRIPTION_EDGE;
	if (d->balances && width > DESCRIPTION_WIDTH)
		width = DESCRIPTION_WIDTH;
	if (width < DESCRIPTION_LEAST)
		width = DESCRIPTION_LEAST;
	c[DATE] = (struct bdl_ledger_column){"Date", BDL_LEFT_EDGE, DATE_WIDTH, false};
	c[DESCRIPTION] = (struct bdl_ledger_column){"Description", DESCRIPTION_EDGE, width, false};
	c[OUT] = (struct bdl_ledger_column){
		"Paid out", out, out - DESCRIPTION_EDGE - width - 2, true};
	c[IN] = (struct bdl_ledger_column){"Paid in", in, in - out - 2, true};
	c[BALANCE] = (struct bdl_ledger_column){"Balance", right, right - in - 2, true};
}

/* ---- rows ---- */

static double height_of(struct drawing *d, const struct cells *c)
{
	const struct bdl_font plain = bdl_sheet_text;
	unsigned most = 1;

	for (size_t i = 0; i < d->l.count; i++) {
		const char *cell = c->text[i];
		unsigned lines = cell && *cell ? bdl_sheet_count_lines(&d->s, plain,
							 d->columns[i].width, cell, strlen(cell))
					       : 1;

		most = lines > most ? lines : most;
	}
	return ROW_HEIGHT + 15.0 * (most - 1);
}

static void count_row(struct drawing *d, const struct bdl_bank_row *row)
{
	if (!row->amount.read)
		return;
	if (row->amount.pence < 0) {
		d->out = bdl_money_add(d->out, -row->amount.pence);
		d->outs++;
	} else if (row->amount.pence > 0) {
		d->in = bdl_money_add(d->in, row->amount.pence);
		d->ins++;
	}
}

/* The last row of a page says what goes over to the next. */
static void carry(struct drawing *d, double height)
{
	const char *cells[COLUMNS] = {NULL};

	if (!d->l.carried || !d->l.any || d->s.y + height + ROW_HEIGHT <= d->s.bottom ||
		d->s.y + ROW_HEIGHT > d->s.bottom)
		return;
	cells[DESCRIPTION] = "Balance carried forward";
	cells[BALANCE] = d->l.carried_value;
	bdl_ledger_row(&d->l, cells, false, 0);
	d->s.y = d->s.bottom;
}

static void draw_row(struct drawing *d, struct bdl_bank_row *row, double keep)
{
	struct cells c;

	fill(row, &c);
	carry(d, height_of(d, &c) + keep);
	row->page = bdl_ledger_row(&d->l, c.text, false, keep);
	count_row(d, row);
	if (d->carries && row->balance.read) {
		bdl_money_text(row->balance.pence, d->carried);
		d->l.carried = "Balance brought forward";
		d->l.carried_value = d->carried;
	}
}

static double height_of_row(struct drawing *d, size_t i)
{
	struct cells c;

	fill(&d->b->rows[i], &c);
	return height_of(d, &c);
}

static void draw_totals(struct drawing *d)
{
	const char *cells[COLUMNS] = {NULL};
	char out[BDL_MONEY_TEXT], in[BDL_MONEY_TEXT], count[64];

	if (d->outs + d->ins == 0 || d->a->mixed)
		return;
	if (d->ins == 0)
		snprintf(count, sizeof(count), "%zu paid out", d->outs);
	else if (d->outs == 0)
		snprintf(count, sizeof(count), "%zu paid in", d->ins);
	else
		snprintf(count, sizeof(count), "%zu paid out, %zu paid in", d->outs, d->ins);
	cells[DATE] = "Total";
	cells[DESCRIPTION] = count;
	cells[OUT] = bdl_money_text(d->out, out);
	cells[IN] = bdl_money_text(d->in, in);
	bdl_canvas_rule(d->s.canvas, BDL_LEFT_EDGE, d->s.right, d->s.y, 1, 0);
	d->l.any = false;
	bdl_ledger_row(&d->l, cells, true, 0);
}

static void draw_table(struct drawing *d)
{
	size_t end = d->a->first + d->a->count;

	d->balances = has_balances(d->b, d->a);
	d->carries = d->balances && !bdl_bank_newest_first(d->b, d->a);
	d->out = d->in = 0;
	d->outs = d->ins = 0;
	lay_out(d);
	bdl_ledger_begin(&d->l, &d->s, d->columns, d->balances ? COLUMNS : BALANCE);
	for (size_t i = d->a->first; i < end && !d->s.full; i++) {
		double keep = 0;

		if (i + 2 >= end)
			keep = 36 + (i + 2 == end ? height_of_row(d, i + 1) : 0);
		draw_row(d, &d->b->rows[i], keep);
	}
	if (d->s.full)
		return;
	draw_totals(d);
	bdl_ledger_end(&d->l);
}

/* ---- head of the page ---- */

static void note(struct drawing *d, const char *text)
{
	bdl_sheet_lines(&d->s, bdl_sheet_note, 13.5, BDL_LEFT_EDGE, d->s.right - BDL_LEFT_EDGE,
		text, strlen(text));
}

static void draw_account(struct drawing *d, size_t nth)
{
	const struct bdl_font bold = {.face = BDL_SANS_BOLD, .size = 14};
	struct bdl_buffer b = BDL_BUFFER_INIT;

	d->a = &d->b->accounts[nth];
	if (d->b->account_count > 1) {
		bdl_sheet_need(&d->s, 150);
		bdl_bank_account_name(d->b, d->a, &b);
		if (b.length == 0)
			bdl_buffer_printf(&b, "Account %zu", nth + 1);
		d->s.y += nth > 0 ? 18 : 6;
		bdl_sheet_lines(&d->s, bold, 18, BDL_LEFT_EDGE, d->s.right - BDL_LEFT_EDGE,
			bdl_buffer_string(&b), b.length);
		bdl_buffer_clear(&b);
		bdl_bank_account_facts(d->a, &b);
		note(d, bdl_buffer_string(&b));
		d->s.y += 6;
	}
	d->b->failed |= b.failed;
	bdl_buffer_release(&b);
	if (d->a->count > 0)
		draw_table(d);
}

int bdl_bank_draw(struct bdl_bank *b, struct bdl_error *err)
{
	struct drawing d = {.b = b};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = -1;

	if (bdl_bank_provenance(b, &text) < 0) {
		bdl_fail_memory(err);
		goto out;
	}
	if (bdl_sheet_open(&d.s, false, b->title, bdl_buffer_string(&text), err) < 0)
		goto out;
	for (size_t i = 0; i < b->note_count; i++)
		note(&d, b->notes[i]);
	d.s.y += b->note_count > 0 ? 12 : 6;
	for (size_t i = 0; i < b->account_count && !d.s.full; i++)
		draw_account(&d, i);
	if (b->failed) {
		bdl_sheet_abort(&d.s);
		bdl_fail_memory(err);
		goto out;
	}
	rc = bdl_sheet_close(&d.s, b->r, err);
out:
	bdl_buffer_release(&text);
	return rc;
}
