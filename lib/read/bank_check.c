/*
 * Does each balance follow from the one before it? A file in which rows were taken out, or one that
 * a person put together, shows here. Pending and declined payments, fees and rows out of order must
 * not raise a false alarm: where more than one in five does not fit, or the misfit is not alone
 * between rows that fit, nothing is said.
 */
#include "read/bank.h"

#define MOST_MISFITS 5 /* one in so many */
#define NAMED 3 /* misfits that are named one by one */

/* The rows of an account that have an amount and a balance, oldest first. */
struct chain {
	const struct bdl_bank_row **rows;
	int64_t *waiting; /* sum of the amounts without a balance between this row and the one
			     before it */
	size_t count;
	bool *fits; /* this row follows from the one before it; [0] is true */
};

/* -1: out of memory. */
static int collect(
	struct bdl_bank *b, const struct bdl_bank_account *a, bool backwards, struct chain *c)
{
	int64_t waiting = 0;

	c->rows = bdl_arena_alloc(b->r->arena, (a->count + 1) * sizeof(*c->rows));
	c->waiting = bdl_arena_alloc(b->r->arena, (a->count + 1) * sizeof(*c->waiting));
	c->fits = bdl_arena_alloc(b->r->arena, (a->count + 1) * sizeof(*c->fits));
	if (!c->rows || !c->waiting || !c->fits)
		return -1;
	c->count = 0;
	for (size_t i = 0; i < a->count; i++) {
		const struct bdl_bank_row *row =
			&b->rows[backwards ? a->first + a->count - 1 - i : a->first + i];

		if (row->amount.read && row->balance.read) {
			c->rows[c->count] = row;
			c->waiting[c->count++] = waiting;
			waiting = 0;
		} else if (row->amount.read) {
			waiting = bdl_money_add(waiting, row->amount.pence);
		}
	}
	return 0;
}

static bool follows(const struct chain *c, size_t i)
{
	const struct bdl_bank_row *row = c->rows[i];
	int64_t change = row->balance.pence - c->rows[i - 1]->balance.pence;
	int64_t fees[] = {0, row->fee, -row->fee};

	for (size_t k = 0; k < sizeof(fees) / sizeof(*fees); k++) {
		int64_t expected = row->amount.pence + fees[k];

		if (change == expected || change == bdl_money_add(expected, c->waiting[i]))
			return true;
	}
	return false;
}

static size_t judge(const struct chain *c)
{
	size_t misfits = 0;

	for (size_t i = 1; i < c->count; i++) {
		c->fits[i] = follows(c, i);
		misfits += !c->fits[i];
	}
	return misfits;
}

/* Rows before and behind it fit: it is no disorder. */
static bool stands_alone(const struct chain *c, size_t i)
{
	return !c->fits[i] && (i == 1 || c->fits[i - 1]) && (i + 1 == c->count || c->fits[i + 1]);
}

static int warn(struct bdl_bank *b, const struct bdl_bank_row *row)
{
	char day[BDL_DAY_TEXT], sum[BDL_MONEY_TEXT];
	int64_t pence = row->amount.pence < 0 ? -row->amount.pence : row->amount.pence;

	if (row->dated)
		bdl_day_long(row->when.day, day);
	return bdl_reading_warn(b->r,
		"The balance after the payment of %s%s%s does not follow from the one before it: a "
		"row "
		"may be missing.",
		bdl_money_text(pence, sum), row->dated ? " on " : "", row->dated ? day : "");
}

static int check(struct bdl_bank *b, const struct bdl_bank_account *a, struct bdl_error *err)
{
	struct chain oldest, newest, *c = &oldest;
	size_t misfits, others, named = 0;

	if (collect(b, a, false, &oldest) < 0 || collect(b, a, true, &newest) < 0)
		return bdl_fail_memory(err);
	if (oldest.count < 2)
		return 0;
	misfits = judge(&oldest);
	others = judge(&newest);
	if (others < misfits) {
		misfits = others;
		c = &newest;
	}
	if (misfits * MOST_MISFITS > c->count - 1)
		return 0;
	for (size_t i = 1; i < c->count && named < NAMED; i++) {
		if (!stands_alone(c, i))
			continue;
		named++;
		if (warn(b, c->rows[i]) < 0)
			return bdl_fail_memory(err);
	}
	if (misfits > NAMED && named == NAMED &&
		bdl_reading_warn(b->r, "In all, %zu balances do not follow from the one before.",
			misfits) < 0)
		return bdl_fail_memory(err);
	return 0;
}

/* Opening balance, payments and closing balance, where a file has both and no balances between. */
static int check_ends(struct bdl_bank *b, const struct bdl_bank_account *a, struct bdl_error *err)
{
	int64_t sum = a->opening.pence;

	if (!a->opening.read || !a->closing.read || a->count == 0 || a->mixed)
		return 0;
	for (size_t i = a->first; i < a->first + a->count; i++) {
		if (bdl_bank_is_payment(&b->rows[i]) && !b->rows[i].amount.read)
			return 0;
		sum = bdl_money_add(sum, b->rows[i].amount.pence);
	}
	if (sum == a->closing.pence)
		return 0;
	if (bdl_reading_warn(b->r,
		    "The balance at the beginning and the payments do not add up to the balance at "
		    "the end: a row may be missing.") < 0)
		return bdl_fail_memory(err);
	return 0;
}

int bdl_bank_check(struct bdl_bank *b, struct bdl_error *err)
{
	for (size_t i = 0; i < b->account_count; i++)
		if (check(b, &b->accounts[i], err) < 0 || check_ends(b, &b->accounts[i], err) < 0)
			return -1;
	return 0;
}
