/* See bank_columns.h. */
#include "read/bank_columns.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

bool bdl_bank_cell_is_blank(struct bdl_cell c)
{
	size_t i = 0;

	while (i < c.length && bdl_is_space((unsigned char)c.text[i]))
		i++;
	return i == c.length;
}

static bool has(const struct bdl_bank_columns *c, enum bdl_bank_role role)
{
	return c->at[role] != SIZE_MAX;
}

/* ---- what the cells of a column are ---- */

struct cells {
	size_t filled, dates, sums, words;
	size_t figures; /* with a digit */
	size_t exact; /* with two digits behind the mark */
	size_t negative; /* sums below nothing */
};

/* "12.50": two figures stand behind the last mark. */
static bool is_exact(struct bdl_cell c)
{
	size_t digits = 0;

	for (size_t i = c.length; i-- > 0;) {
		if (c.text[i] == '.' || c.text[i] == ',')
			return digits == 2;
		digits += bdl_is_digit((unsigned char)c.text[i]);
	}
	return false;
}

static bool has_letters(struct bdl_cell c)
{
	size_t letters = 0;

	for (size_t i = 0; i < c.length; i++)
		letters +=
			bdl_is_alpha((unsigned char)c.text[i]) || (unsigned char)c.text[i] >= 0x80;
	return letters >= 2;
}

static bool has_digit(struct bdl_cell c)
{
	for (size_t i = 0; i < c.length; i++)
		if (bdl_is_digit((unsigned char)c.text[i]))
			return true;
	return false;
}

static void see(const struct bdl_table *t, const struct bdl_bank_columns *c, size_t column,
	struct cells *out)
{
	struct bdl_moment day;
	int64_t pence;

	*out = (struct cells){0};
	for (size_t row = t->body; row < t->row_count; row++) {
		struct bdl_cell cell = bdl_table_cell(t, row, column);

		if (bdl_bank_cell_is_blank(cell))
			continue;
		out->filled++;
		out->figures += has_digit(cell);
		out->dates += bdl_bank_day(cell.text, cell.length, false, &day) ||
			      bdl_bank_day(cell.text, cell.length, true, &day);
		if (bdl_money_read(c->style, cell.text, cell.length, &pence) == BDL_MONEY_READ) {
			out->sums++;
			out->exact += is_exact(cell);
			out->negative += pence < 0;
		}
		out->words += has_letters(cell);
	}
}

/* ---- decimal comma, order of dates ---- */

static bool is_money(enum bdl_bank_role role)
{
	return role == BDL_BANK_AMOUNT || role == BDL_BANK_OUT || role == BDL_BANK_IN ||
	       role == BDL_BANK_BALANCE;
}

static void decide_style(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	struct bdl_money_votes votes = {0};

	for (size_t i = 0; i < c->count; i++)
		for (size_t row = t->body; is_money(c->roles[i]) && row < t->row_count; row++) {
			struct bdl_cell cell = bdl_table_cell(t, row, i);

			bdl_money_vote(&votes, cell.text, cell.length);
		}
	c->style.comma = bdl_money_comma(&votes);
}

static void decide_order(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	struct bdl_bank_order order = {0};

	if (c->layout && c->layout->day_first)
		return;
	for (size_t row = t->body; row < t->row_count; row++) {
		struct bdl_cell cell = bdl_table_cell(t, row, c->at[BDL_BANK_DATE]);

		bdl_bank_order_see(&order, cell.text, cell.length);
	}
	c->month_first = bdl_bank_order_month_first(&order);
	c->open_order = bdl_bank_order_open(&order);
}

/* Every sum in the column of what was paid out is negative or nothing. */
static void decide_sign(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	size_t negative = 0, positive = 0;
	int64_t pence;

	if (!has(c, BDL_BANK_OUT))
		return;
	for (size_t row = t->body; row < t->row_count; row++) {
		struct bdl_cell cell = bdl_table_cell(t, row, c->at[BDL_BANK_OUT]);

		if (bdl_money_read(c->style, cell.text, cell.length, &pence) != BDL_MONEY_READ)
			continue;
		negative += pence < 0;
		positive += pence > 0;
	}
	c->out_is_negative = negative > 0 && positive == 0;
}

/* ---- by heads ---- */

/* Columns that may be called dates and hold them: the best, and the next best. */
static void choose_dates(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	unsigned best = UINT32_MAX, next = UINT32_MAX, rank;

	for (size_t i = 0; i < c->count; i++) {
		struct cells cells;

		if (bdl_bank_head_role(&c->heads[i], &rank) != BDL_BANK_DATE)
			continue;
		see(t, c, i, &cells);
		if (t->body < t->row_count &&
			(cells.dates == 0 || cells.dates * 10 < cells.figures * 7))
			continue;
		if (rank < best) {
			c->other_date = c->at[BDL_BANK_DATE];
			next = best;
			c->at[BDL_BANK_DATE] = i;
			best = rank;
		} else if (rank < next) {
			c->other_date = i;
			next = rank;
		}
	}
}

static void read_heads(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	unsigned best[BDL_BANK_ROLES], rank;

	c->count = t->rows[t->header].count;
	if (c->count > BDL_BANK_COLUMNS)
		c->count = BDL_BANK_COLUMNS;
	for (size_t i = 0; i < BDL_BANK_ROLES; i++)
		best[i] = UINT32_MAX;
	for (size_t i = 0; i < c->count; i++) {
		enum bdl_bank_role role;

		bdl_bank_head_read(bdl_table_cell(t, t->header, i), &c->heads[i]);
		role = c->roles[i] = bdl_bank_head_role(&c->heads[i], &rank);
		if (role != BDL_BANK_OTHER && role != BDL_BANK_DATE && rank < best[role]) {
			best[role] = rank;
			c->at[role] = i;
		}
	}
	c->layout = bdl_bank_layout_find(c->heads, c->count);
}

/* Half the sums can be read, at least: a table of other things under the same heads is none of
 * ours. */
static bool holds_sums(const struct bdl_table *t, const struct bdl_bank_columns *c)
{
	size_t filled = 0, sums = 0;

	for (size_t i = 0; i < c->count; i++) {
		struct cells cells;

		if (c->at[c->roles[i]] != i || !is_money(c->roles[i]) ||
			c->roles[i] == BDL_BANK_BALANCE)
			continue;
		see(t, c, i, &cells);
		filled += cells.filled;
		sums += cells.sums;
	}
	return sums > 0 && sums * 2 >= filled;
}

/*
 * Date, words and an amount alone may be anybody's list, of school costs for instance: a bank
 * writes what is paid out with a minus, or names the account or the currency.
 */
static bool is_list(const struct bdl_table *t, const struct bdl_bank_columns *c)
{
	static const enum bdl_bank_role banks_own[] = {BDL_BANK_BALANCE, BDL_BANK_CURRENCY,
		BDL_BANK_ACCOUNT, BDL_BANK_SORT_CODE, BDL_BANK_TYPE, BDL_BANK_FLAG, BDL_BANK_OUT};
	struct cells amounts;

	if (c->layout && t->header != SIZE_MAX)
		return false;
	for (size_t i = 0; i < sizeof(banks_own) / sizeof(*banks_own); i++)
		if (has(c, banks_own[i]))
			return false;
	see(t, c, c->at[BDL_BANK_AMOUNT], &amounts);
	return amounts.negative == 0;
}

static bool find_by_heads(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	bool pair, words;

	read_heads(t, c);
	if (has(c, BDL_BANK_CALL))
		return false;
	decide_style(t, c);
	choose_dates(t, c);
	if (!has(c, BDL_BANK_DATE))
		return false;
	if (t->body == t->row_count)
		return c->layout != NULL;
	pair = has(c, BDL_BANK_OUT) && has(c, BDL_BANK_IN);
	words = has(c, BDL_BANK_DESCRIPTION) || has(c, BDL_BANK_PARTY) || has(c, BDL_BANK_ACCOUNT);
	if (!pair && !(has(c, BDL_BANK_AMOUNT) && (words || has(c, BDL_BANK_BALANCE))))
		return false;
	return holds_sums(t, c) && !is_list(t, c);
}

/* ---- without heads ---- */

/* Date, words, amount; all rows alike. */
static bool find_headless(const struct bdl_table *t, struct bdl_bank_columns *c)
{
	static const enum bdl_bank_role roles[] = {
		BDL_BANK_DATE, BDL_BANK_DESCRIPTION, BDL_BANK_AMOUNT};
	struct cells date, words, sum;

	if (t->columns != 3 || t->row_count == 0)
		return false;
	c->count = 3;
	for (size_t i = 0; i < 3; i++) {
		c->roles[i] = roles[i];
		c->at[roles[i]] = i;
	}
	decide_style(t, c);
	see(t, c, 0, &date);
	see(t, c, 1, &words);
	see(t, c, 2, &sum);
	c->layout = c->style.comma ? NULL : &bdl_bank_headless;
	return date.dates == t->row_count && words.words * 10 >= t->row_count * 9 &&
	       sum.exact == t->row_count && !is_list(t, c);
}

bool bdl_bank_columns_find(const struct bdl_table *t, struct bdl_bank_columns *out)
{
	bool found;

	*out = (struct bdl_bank_columns){.other_date = SIZE_MAX};
	for (size_t i = 0; i < BDL_BANK_ROLES; i++)
		out->at[i] = SIZE_MAX;
	found = t->header == SIZE_MAX ? find_headless(t, out) : find_by_heads(t, out);
	if (!found)
		return false;
	decide_order(t, out);
	decide_sign(t, out);
	return true;
}
