/*
 * A bank's table as a statement. Each row's cells that have no column on the page go into its
 * description, line by line, so that nothing is lost; what is the same in every row is said once,
 * above the table. Which column is which is decided in bank_columns.c.
 */
#include "read/bank.h"

#include "base/text.h"
#include "read/bank_columns.h"
#include "read/lines.h"

#include <stdint.h>
#include <string.h>

#define CODE_MAX 6 /* bytes of a type that stands beside the description: "DEB" */
#define SAME_ROWS 3 /* from so many rows on, what all have alike is said once */

struct reading {
	struct bdl_bank *b;
	const struct bdl_table *t;
	struct bdl_bank_columns c;
	bool same[BDL_BANK_COLUMNS]; /* the column holds one value throughout */
	bool own[BDL_BANK_COLUMNS]; /* it is shown in a place of its own */
};

/* ---- cells ---- */

/* Without the apostrophe that keeps a spreadsheet from taking figures for a number. */
static const char *cell_line(struct reading *g, size_t row, size_t column)
{
	struct bdl_cell c;
	const char *line;

	if (column == SIZE_MAX)
		return NULL;
	c = bdl_table_cell(g->t, row, column);
	line = bdl_bank_line(g->b, c.text, c.length);
	if (line && line[0] == '\'' && line[1] && !strchr(line + 1, '\''))
		line++;
	return line;
}

static struct bdl_bank_money cell_sum(struct reading *g, size_t row, enum bdl_bank_role role)
{
	struct bdl_cell c;

	if (g->c.at[role] == SIZE_MAX)
		return (struct bdl_bank_money){0};
	c = bdl_table_cell(g->t, row, g->c.at[role]);
	return bdl_bank_sum(g->b, g->c.style, c.text, c.length);
}

static bool is_blank_row(const struct bdl_table *t, size_t row)
{
	for (size_t i = 0; i < t->rows[row].count; i++)
		if (!bdl_bank_cell_is_blank(bdl_table_cell(t, row, i)))
			return false;
	return true;
}

/* At least four figures: an account's number rather than its name. */
static bool is_number(const char *s)
{
	size_t digits = 0;

	for (; s && *s; s++)
		digits += bdl_is_digit((unsigned char)*s);
	return digits >= 4;
}

/* ---- columns that are the same throughout ---- */

static bool is_same(struct reading *g, size_t column)
{
	struct bdl_cell first = {0}, c;
	size_t rows = 0;

	for (size_t row = g->t->body; row < g->t->row_count; row++) {
		if (is_blank_row(g->t, row))
			continue;
		c = bdl_table_cell(g->t, row, column);
		if (bdl_bank_cell_is_blank(c))
			return false;
		if (rows++ == 0)
			first = c;
		else if (c.length != first.length || memcmp(c.text, first.text, c.length) != 0)
			return false;
	}
	return rows >= SAME_ROWS;
}

static size_t first_row(const struct reading *g)
{
	size_t row = g->t->body;

	while (row < g->t->row_count && is_blank_row(g->t, row))
		row++;
	return row;
}

static const char *head_line(struct reading *g, size_t column)
{
	const char *head;
	size_t length;
	char *copy;

	if (column >= g->c.count || g->t->header == SIZE_MAX)
		return NULL;
	head = cell_line(g, g->t->header, column);
	length = head ? strlen(head) : 0;
	if (length == 0 || head[length - 1] != ':')
		return head;
	copy = bdl_arena_bytes(g->b->r->arena, head, length - 1);
	g->b->failed |= !copy;
	return copy;
}

/* "The same in every row: Currency GBP; Status Completed." */
static void note_same(struct reading *g)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	size_t row = first_row(g);

	for (size_t i = 0; i < g->c.count && row < g->t->row_count; i++) {
		const char *head, *value;

		g->same[i] = !g->own[i] && is_same(g, i);
		if (!g->same[i])
			continue;
		head = head_line(g, i);
		value = cell_line(g, row, i);
		if (value && g->c.roles[i] == BDL_BANK_THEIRS && is_number(value))
			value = bdl_arena_printf(
				g->b->r->arena, "ending %s", bdl_bank_ending(g->b, value));
		bdl_buffer_printf(&text, "%s%s%s%s",
			text.length ? "; " : "The same in every row: ", head ? head : "",
			head ? " " : "", value ? value : "");
	}
	if (text.length > 0) {
		bdl_buffer_byte(&text, '.');
		bdl_bank_note(g->b, bdl_arena_string(g->b->r->arena, bdl_buffer_string(&text)));
	}
	g->b->failed |= text.failed;
	bdl_buffer_release(&text);
}

/* ---- what stands above the table ---- */

/* "****45678", "08088804068" become "ending 5678". */
static void mask(struct reading *g, const char *line, struct bdl_buffer *out)
{
	for (size_t i = 0; line[i];) {
		size_t stars = strspn(line + i, "*"), n = strspn(line + i + stars, "0123456789");

		if ((stars >= 2 && n >= 4) || (stars == 0 && n >= 6)) {
			bdl_buffer_text(out, "ending ");
			bdl_buffer_add(out, line + i + stars + n - 4, 4);
			if (!g->b->accounts[0].number) {
				g->b->accounts[0].number =
					bdl_arena_bytes(g->b->r->arena, line + i + stars, n);
				g->b->failed |= !g->b->accounts[0].number;
			}
			i += stars + n;
		} else {
			size_t run = stars + n > 0 ? stars + n : 1;

			bdl_buffer_add(out, line + i, run);
			i += run;
		}
	}
}

static bool speaks_of_account(const char *line)
{
	static const char *const words[] = {
		"account", "iban", "card", "konto", "rekening", "compte"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_bytes_find(line, strlen(line), words[i]))
			return true;
	return false;
}

static void join_cells(struct reading *g, size_t row, const char *between, struct bdl_buffer *out)
{
	for (size_t i = 0; i < g->t->rows[row].count; i++) {
		const char *cell = cell_line(g, row, i);

		if (!cell)
			continue;
		if (out->length > 0)
			bdl_buffer_text(out, out->data[out->length - 1] == ':' ? " " : between);
		bdl_buffer_text(out, cell);
	}
}

/* Lines above the heads, word for word but for account numbers. */
static int read_preamble(struct reading *g, struct bdl_error *err)
{
	struct bdl_buffer line = BDL_BUFFER_INIT, shown = BDL_BUFFER_INIT;
	int rc = 0;

	for (size_t row = 0; g->t->header != SIZE_MAX && row < g->t->header && rc == 0; row++) {
		const char *text;

		bdl_buffer_clear(&line);
		bdl_buffer_clear(&shown);
		join_cells(g, row, ", ", &line);
		text = bdl_buffer_string(&line);
		if (line.length == 0)
			continue;
		rc = bdl_reading_dates(g->b->r, text, line.length, 1, err);
		if (speaks_of_account(text))
			mask(g, text, &shown);
		else
			bdl_buffer_text(&shown, text);
		bdl_bank_note(g->b, bdl_arena_string(g->b->r->arena, bdl_buffer_string(&shown)));
	}
	g->b->failed |= line.failed || shown.failed;
	bdl_buffer_release(&line);
	bdl_buffer_release(&shown);
	return rc;
}

/* ---- rows ---- */

static bool is_debit(const char *flag)
{
	int c = flag ? bdl_lower((unsigned char)*flag) : 0;

	return c == 'd';
}

/* The amount with its sign: from one column, from one of two, or turned by a column that says D or
 * C. */
static struct bdl_bank_money row_amount(struct reading *g, size_t row)
{
	struct bdl_bank_money m = cell_sum(g, row, BDL_BANK_AMOUNT), out, in;
	const char *flag = cell_line(g, row, g->c.at[BDL_BANK_FLAG]);

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

static void read_date(struct reading *g, size_t row, struct bdl_bank_row *x)
{
	size_t column = g->c.at[BDL_BANK_DATE];
	const char *time;

	if (g->c.other_date != SIZE_MAX &&
		bdl_bank_cell_is_blank(bdl_table_cell(g->t, row, column)))
		column = g->c.other_date;
	x->date = cell_line(g, row, column);
	if (!x->date)
		return;
	x->dated = bdl_bank_day(x->date, strlen(x->date), g->c.month_first, &x->when);
	time = cell_line(g, row, g->c.at[BDL_BANK_TIME]);
	if (x->dated && time && x->when.zone == BDL_ZONE_NONE)
		(void)bdl_bank_time(time, strlen(time), &x->when);
}

/* The cell says again what the row says already: its amount, its day, its currency, a fee of
 * nothing. */
static bool is_repeated(struct reading *g, const struct bdl_bank_row *x, size_t row, size_t column)
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
	struct reading *g, const struct bdl_bank_row *x, size_t row, struct bdl_buffer *shown)
{
	for (size_t i = 0; i < g->t->rows[row].count; i++) {
		const char *value = cell_line(g, row, i), *label;

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
		label = g->c.at[BDL_BANK_TYPE] == i ? NULL : head_line(g, i);
		if (g->c.roles[i] == BDL_BANK_THEIRS && is_number(value))
			value = bdl_arena_printf(
				g->b->r->arena, "ending %s", bdl_bank_ending(g->b, value));
		bdl_bank_detail(shown, label, value);
	}
}

static const char *keep(struct reading *g, const struct bdl_buffer *b)
{
	const char *copy = bdl_arena_string(g->b->r->arena, bdl_buffer_string(b));

	g->b->failed |= !copy || b->failed;
	return copy;
}

/* ASCII letters in either case. */
static bool holds(const char *text, const char *words)
{
	size_t n = strlen(words);

	for (size_t i = 0; text[i]; i++)
		if (bdl_bytes_start(text + i, strlen(text + i), words))
			return true;
	return n == 0;
}

static void describe(struct reading *g, struct bdl_bank_row *x, size_t row)
{
	struct bdl_buffer shown = BDL_BUFFER_INIT;
	const char *words = cell_line(g, row, g->c.at[BDL_BANK_DESCRIPTION]);

	x->party = cell_line(g, row, g->c.at[BDL_BANK_PARTY]);
	x->text = words ? words : x->party;
	if (x->party && !(words && holds(words, x->party)))
		bdl_bank_detail(&shown, NULL, x->party);
	bdl_bank_detail(&shown, NULL, words);
	add_details(g, x, row, &shown);
	x->shown = keep(g, &shown);
	bdl_buffer_release(&shown);
}

/* A row that is no payment and has no date: all of it, as it stands. */
static void show_whole(struct reading *g, struct bdl_bank_row *x, size_t row)
{
	struct bdl_buffer shown = BDL_BUFFER_INIT;

	join_cells(g, row, ", ", &shown);
	*x = (struct bdl_bank_row){.shown = keep(g, &shown)};
	bdl_buffer_release(&shown);
}

/* Of a row without a date that can be read: there is an amount, and what stands for a date or a
 * description. */
static bool is_payment(struct reading *g, const struct bdl_bank_row *x, size_t row)
{
	bool words = cell_line(g, row, g->c.at[BDL_BANK_DESCRIPTION]) ||
		     cell_line(g, row, g->c.at[BDL_BANK_PARTY]);

	return x->amount.raw && (words || (x->date && strpbrk(x->date, "0123456789")));
}

static void read_row(struct reading *g, size_t row)
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
static bool in_runs(struct reading *g)
{
	const char *seen[50], *last = NULL;
	size_t count = 0;

	for (size_t row = g->t->body; row < g->t->row_count; row++) {
		const char *now;

		if (is_blank_row(g->t, row))
			continue;
		now = cell_line(g, row, g->c.at[BDL_BANK_ACCOUNT]);
		if (!is_number(now))
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

static bool starts_account(struct reading *g, const char *number)
{
	const struct bdl_bank_account *a = &g->b->accounts[g->b->account_count - 1];

	return a->number ? !same_account(a->number, number) : a->count > 0;
}

static void read_rows(struct reading *g)
{
	size_t column = g->c.at[BDL_BANK_ACCOUNT];
	bool runs = column != SIZE_MAX && in_runs(g);

	if (runs)
		g->own[column] = true;
	note_same(g);
	for (size_t row = g->t->body; row < g->t->row_count && !g->b->failed; row++) {
		const char *number;

		if (is_blank_row(g->t, row))
			continue;
		if (runs) {
			number = cell_line(g, row, column);
			if (starts_account(g, number) && !bdl_bank_account(g->b))
				return;
			g->b->accounts[g->b->account_count - 1].number = number;
		}
		read_row(g, row);
	}
}

/* One currency for all rows, or a line in each. */
static void find_currency(struct reading *g)
{
	size_t column = g->c.at[BDL_BANK_CURRENCY], row = first_row(g);
	const char *first = NULL;
	bool mixed = false;

	for (size_t i = 0; i < g->c.count && !first; i++)
		if (*g->c.heads[i].currency && g->c.at[g->c.roles[i]] == i)
			first = g->c.heads[i].currency;
	if (column != SIZE_MAX && row < g->t->row_count) {
		first = cell_line(g, row, column);
		for (; row < g->t->row_count && first; row++) {
			const char *now = cell_line(g, row, column);

			mixed |= now && strcmp(now, first) != 0;
		}
		g->own[column] = !mixed;
	}
	for (size_t i = 0; i < g->b->account_count; i++) {
		g->b->accounts[i].currency = first ? bdl_arena_string(g->b->r->arena, first) : NULL;
		g->b->accounts[i].mixed = mixed;
	}
}

/* Where every time of day is midnight, none was given. */
static void drop_midnights(struct bdl_bank *b)
{
	for (size_t i = 0; i < b->row_count; i++)
		if (b->rows[i].when.zone != BDL_ZONE_UNKNOWN || b->rows[i].when.seconds != 0)
			return;
	for (size_t i = 0; i < b->row_count; i++)
		b->rows[i].when.zone = BDL_ZONE_NONE;
}

static void set_own(struct reading *g)
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
	struct reading g = {.b = &b, .t = t};

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
	b.open_order = g.c.open_order;
	set_own(&g);
	if (read_preamble(&g, err) < 0)
		return -1;
	find_currency(&g);
	read_rows(&g);
	drop_midnights(&b);
	find_currency(&g);
	return bdl_bank_show(&b, err) < 0 ? -1 : 1;
}
