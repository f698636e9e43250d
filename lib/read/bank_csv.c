/*
 * A bank's table as a statement. Each row's cells that have no column on the page go into its
 * description, line by line, so that nothing is lost; what is the same in every row is said once,
 * above the table. Which column is which is decided in bank_columns.c.
 */
#include "read/bank_csv.h"

#include "base/text.h"
#include "read/lines.h"

#include <stdint.h>
#include <string.h>

#define CODE_MAX 6 /* bytes of a type that stands beside the description: "DEB" */

/* ---- cells ---- */

static struct bdl_bank_money cell_sum(struct bdl_bank_csv *g, size_t row, enum bdl_bank_role role)
{
	struct bdl_cell c;

	if (g->c.at[role] == SIZE_MAX)
		return (struct bdl_bank_money){0};
	c = bdl_table_cell(g->t, row, g->c.at[role]);
	return bdl_bank_sum(g->b, g->c.style, c.text, c.length);
}

/* ---- rows ---- */

static bool is_debit(const char *flag)
{
	int c = flag ? bdl_lower((unsigned char)*flag) : 0;

	return c == 'd';
}

/* The amount with its sign: from one column, from one of two, or turned by a column that says D or
 * C. */
static struct bdl_bank_money row_amount(struct bdl_bank_csv *g, size_t row)
{
	struct bdl_bank_money m = cell_sum(g, row, BDL_BANK_AMOUNT), out, in;
	const char *flag = bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_FLAG]);

	if (m.raw) {
		if (m.read && flag && (is_debit(flag) || bdl_lower((unsigned char)*flag) == 'c')) {
			m.pence = m.pence < 0 ? -m.pence : m.pence;
			m.pence = is_debit(flag) ? -m.pence : m.pence;
		}
		return m;
	}
	out = cell_sum(g, row, BDL_BANK_OUT);
	in = cell_sum(g, row, BDL_BANK_IN);
	if (!g->c.out_is_negative)
		out.pence = -out.pence;
	if (out.raw && in.raw && out.read && in.read && (out.pence == 0 || in.pence == 0))
		return out.pence != 0 ? out : in;
	if (out.raw && !out.read)
		out.pence = -1;
	if (out.raw && in.raw) {
		m.raw = bdl_arena_printf(g->b->r->arena, "out %s, in %s", out.raw, in.raw);
		g->b->failed |= !m.raw;
		return m;
	}
	return out.raw ? out : in;
}

static void read_date(struct bdl_bank_csv *g, size_t row, struct bdl_bank_row *x)
{
	size_t column = g->c.at[BDL_BANK_DATE];
	const char *time;

	if (g->c.other_date != SIZE_MAX &&
		bdl_bank_cell_is_blank(bdl_table_cell(g->t, row, column)))
		column = g->c.other_date;
	x->date = bdl_bank_csv_cell(g, row, column);
	if (!x->date)
		return;
	x->dated = bdl_bank_day(x->date, strlen(x->date), g->c.month_first, &x->when);
	time = bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_TIME]);
	if (x->dated && time && x->when.zone == BDL_ZONE_NONE)
		(void)bdl_bank_time(time, strlen(time), &x->when);
}

/* The cell says again what the row says already: its amount, its day, its currency, a fee of
 * nothing. */
static bool is_repeated(
	struct bdl_bank_csv *g, const struct bdl_bank_row *x, size_t row, size_t column)
{
	struct bdl_cell c = bdl_table_cell(g->t, row, column), currency;
	const char *head = g->c.heads[column].text;
	struct bdl_moment day;
	int64_t pence;

	if (g->c.roles[column] == BDL_BANK_DATE)
		return x->dated && bdl_bank_day(c.text, c.length, g->c.month_first, &day) &&
		       bdl_day_compare(day.day, x->when.day) == 0 &&
		       (day.zone == BDL_ZONE_NONE || day.seconds == x->when.seconds);
	if (column != g->c.at[BDL_BANK_CURRENCY] &&
		bdl_bytes_find(head, strlen(head), "currency") &&
		g->c.at[BDL_BANK_CURRENCY] != SIZE_MAX) {
		currency = bdl_table_cell(g->t, row, g->c.at[BDL_BANK_CURRENCY]);
		return c.length == currency.length && memcmp(c.text, currency.text, c.length) == 0;
	}
	if (bdl_money_read(g->c.style, c.text, c.length, &pence) != BDL_MONEY_READ)
		return false;
	if (g->c.roles[column] == BDL_BANK_FEE)
		return pence == 0;
	return x->amount.read && (pence == x->amount.pence || pence == -x->amount.pence) &&
	       (g->c.roles[column] == BDL_BANK_AMOUNT || g->c.roles[column] == BDL_BANK_OUT ||
		       g->c.roles[column] == BDL_BANK_IN ||
		       bdl_bytes_find(head, strlen(head), "amount") != NULL);
}

/* "DEB" */
static bool is_code(const char *s)
{
	size_t n = strlen(s);

	for (size_t i = 0; i < n; i++)
		if (!bdl_is_digit((unsigned char)s[i]) && (s[i] < 'A' || s[i] > 'Z') && s[i] != '/')
			return false;
	return n <= CODE_MAX;
}

/* Every other cell of the row, under its head. */
static void add_details(
	struct bdl_bank_csv *g, const struct bdl_bank_row *x, size_t row, struct bdl_buffer *shown)
{
	for (size_t i = 0; i < g->t->rows[row].count; i++) {
		const char *value = bdl_bank_csv_value(g, row, i), *label;

		if (!value)
			continue;
		if (i >= g->c.count) {
			bdl_bank_detail(shown, NULL, value);
			continue;
		}
		if (g->own[i] || g->same[i] || is_repeated(g, x, row, i))
			continue;
		if (g->c.at[BDL_BANK_TYPE] == i && is_code(value) && shown->length > 0) {
			bdl_buffer_printf(shown, ", %s", value);
			continue;
		}
		label = g->c.at[BDL_BANK_TYPE] == i ? NULL : bdl_bank_csv_head(g, i);
		bdl_bank_detail(shown, label, value);
	}
}

static const char *keep(struct bdl_bank_csv *g, const struct bdl_buffer *b)
{
	const char *copy = bdl_arena_string(g->b->r->arena, bdl_buffer_string(b));

	g->b->failed |= !copy || b->failed;
	return copy;
}

/* ASCII letters in either case. */
static bool holds(const char *text, const char *words)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++)
		if (bdl_bytes_start(text + i, length - i, words))
			return true;
	return false;
}

static void describe(struct bdl_bank_csv *g, struct bdl_bank_row *x, size_t row)
{
	struct bdl_buffer shown = BDL_BUFFER_INIT;
	const char *words = bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_DESCRIPTION]);

	x->party = bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_PARTY]);
	x->text = words ? words : x->party;
	if (x->party && !(words && holds(words, x->party)))
		bdl_bank_detail(&shown, NULL, x->party);
	bdl_bank_detail(&shown, NULL, words);
	add_details(g, x, row, &shown);
	x->shown = keep(g, &shown);
	bdl_buffer_release(&shown);
}

/* A row that is no payment and has no date: all of it, as it stands. */
static void show_whole(struct bdl_bank_csv *g, struct bdl_bank_row *x, size_t row)
{
	struct bdl_buffer shown = BDL_BUFFER_INIT;

	bdl_bank_csv_join(g, row, ", ", &shown);
	*x = (struct bdl_bank_row){.shown = keep(g, &shown)};
	bdl_buffer_release(&shown);
}

/* Of a row without a date that can be read: there is an amount, and what stands for a date or a
 * description. */
static bool is_payment(struct bdl_bank_csv *g, const struct bdl_bank_row *x, size_t row)
{
	bool words = bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_DESCRIPTION]) ||
		     bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_PARTY]);

	return x->amount.raw && (words || (x->date && strpbrk(x->date, "0123456789")));
}

static void read_row(struct bdl_bank_csv *g, size_t row)
{
	struct bdl_bank_row *x = bdl_bank_row(g->b);
	struct bdl_bank_money fee;

	if (!x)
		return;
	read_date(g, row, x);
	x->amount = row_amount(g, row);
	if (!x->dated && !is_payment(g, x, row)) {
		show_whole(g, x, row);
		return;
	}
	x->balance = cell_sum(g, row, BDL_BANK_BALANCE);
	fee = cell_sum(g, row, BDL_BANK_FEE);
	x->fee = fee.read ? fee.pence : 0;
	describe(g, x, row);
}

/* ---- accounts ---- */

static bool same_account(const char *a, const char *b)
{
	return (!a && !b) || (a && b && strcmp(a, b) == 0);
}

/* The rows of each account stand together: each number comes in one run. Up to 50 accounts are told
 * apart. */
static bool in_runs(struct bdl_bank_csv *g)
{
	const char *seen[50], *last = NULL;
	size_t count = 0;

	for (size_t row = g->t->body; row < g->t->row_count; row++) {
		const char *now;

		now = bdl_bank_csv_cell(g, row, g->c.at[BDL_BANK_ACCOUNT]);
		if (!now)
			continue;
		if (!bdl_bank_csv_is_number(now))
			return false;
		if (last && same_account(now, last))
			continue;
		for (size_t i = 0; i < count; i++)
			if (same_account(now, seen[i]))
				return false;
		if (count == sizeof(seen) / sizeof(*seen))
			return false;
		seen[count++] = last = now;
	}
	return count > 0;
}

static bool starts_account(struct bdl_bank_csv *g, const char *number)
{
	const struct bdl_bank_account *a = &g->b->accounts[g->b->account_count - 1];

	return a->number ? !same_account(a->number, number) : a->count > 0;
}

static void read_rows(struct bdl_bank_csv *g)
{
	size_t column = g->c.at[BDL_BANK_ACCOUNT];
	bool runs = column != SIZE_MAX && in_runs(g);

	if (runs)
		g->own[column] = true;
	bdl_bank_csv_note_same(g);
	for (size_t row = g->t->body; row < g->t->row_count && !g->b->failed; row++) {
		const char *number;

		if (bdl_bank_csv_is_blank(g->t, row))
			continue;
		number = runs ? bdl_bank_csv_cell(g, row, column) : NULL;
		if (number) {
			if (starts_account(g, number) && !bdl_bank_account(g->b))
				return;
			g->b->accounts[g->b->account_count - 1].number = number;
		}
		read_row(g, row);
	}
}

struct currency {
	const char *code; /* or NULL */
	bool mixed;
};

/* One currency for all rows, or a line in each. */
static struct currency find_currency(struct bdl_bank_csv *g)
{
	size_t column = g->c.at[BDL_BANK_CURRENCY], row = bdl_bank_csv_first_row(g);
	struct currency c = {0};

	for (size_t i = 0; i < g->c.count && !c.code; i++)
		if (*g->c.heads[i].currency && g->c.at[g->c.roles[i]] == i)
			c.code = g->c.heads[i].currency;
	if (column == SIZE_MAX || row >= g->t->row_count)
		return c;
	c.code = bdl_bank_csv_cell(g, row, column);
	for (; row < g->t->row_count && c.code; row++) {
		const char *now = bdl_bank_csv_cell(g, row, column);

		c.mixed |= now && strcmp(now, c.code) != 0;
	}
	g->own[column] = !c.mixed;
	return c;
}

static void set_currency(struct bdl_bank *b, const struct currency *c)
{
	const char *code = c->code ? bdl_arena_string(b->r->arena, c->code) : NULL;

	b->failed |= c->code && !code;
	for (size_t i = 0; i < b->account_count; i++) {
		b->accounts[i].currency = code;
		b->accounts[i].mixed = c->mixed;
	}
}

/* Where every time of day is midnight, none was given. */
static void drop_midnights(struct bdl_bank *b)
{
	for (size_t i = 0; i < b->row_count; i++)
		if (b->rows[i].dated &&
			(b->rows[i].when.zone != BDL_ZONE_UNKNOWN || b->rows[i].when.seconds != 0))
			return;
	for (size_t i = 0; i < b->row_count; i++)
		b->rows[i].when.zone = BDL_ZONE_NONE;
}

static void set_own(struct bdl_bank_csv *g)
{
	static const enum bdl_bank_role shown[] = {BDL_BANK_DATE, BDL_BANK_TIME,
		BDL_BANK_DESCRIPTION, BDL_BANK_PARTY, BDL_BANK_AMOUNT, BDL_BANK_OUT, BDL_BANK_IN,
		BDL_BANK_BALANCE, BDL_BANK_FLAG};

	for (size_t i = 0; i < sizeof(shown) / sizeof(*shown); i++)
		if (g->c.at[shown[i]] != SIZE_MAX)
			g->own[g->c.at[shown[i]]] = true;
	if (g->c.at[BDL_BANK_AMOUNT] != SIZE_MAX) {
		for (size_t i = BDL_BANK_OUT; i <= BDL_BANK_IN; i++)
			if (g->c.at[i] != SIZE_MAX)
				g->own[g->c.at[i]] = false;
	}
}

int bdl_bank_table(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err)
{
	struct bdl_bank b;
	struct bdl_bank_csv g = {.b = &b, .t = t};
	struct currency currency;

	if (!bdl_bank_columns_find(t, &g.c))
		return 0;
	bdl_bank_begin(&b, r);
	if (!bdl_bank_account(&b))
		return bdl_fail_memory(err);
	if (g.c.layout) {
		b.layout = g.c.layout->name;
		b.written = bdl_arena_printf(
			r->arena, "It is laid out as %s writes it.", g.c.layout->name);
	}
	if (!g.c.layout && g.c.at[BDL_BANK_BALANCE] == SIZE_MAX &&
		g.c.at[BDL_BANK_ACCOUNT] == SIZE_MAX)
		b.title = "Transactions"; /* whose they are, nothing says */
	b.open_order = g.c.open_order;
	set_own(&g);
	if (bdl_bank_csv_preamble(&g, err) < 0)
		return -1;
	currency = find_currency(&g);
	read_rows(&g);
	drop_midnights(&b);
	set_currency(&b, &currency);
	return bdl_bank_show(&b, err) < 0 ? -1 : 1;
}
