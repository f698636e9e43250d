/* See bank_words.h. */
#include "read/bank_words.h"

#include "base/text.h"

#include <string.h>

static void add_balance(struct bdl_buffer *out, const char *what, const struct bdl_bank_money *m,
	struct bdl_day day)
{
	char text[BDL_MONEY_TEXT], name[BDL_DAY_TEXT];

	if (!m->raw)
		return;
	bdl_buffer_printf(out, "%s", what);
	if (day.year) {
		bdl_day_long(day, name);
		bdl_buffer_printf(out, ", %s", name);
	}
	bdl_buffer_printf(out, ": %s. ", m->read ? bdl_money_text(m->pence, text) : m->raw);
}

static void add_span(struct bdl_buffer *out, const struct bdl_bank_account *a)
{
	char from[BDL_DAY_TEXT], until[BDL_DAY_TEXT];

	if (!a->from.year || !a->until.year)
		return;
	bdl_day_long(a->from, from);
	bdl_day_long(a->until, until);
	if (bdl_day_compare(a->from, a->until) == 0)
		bdl_buffer_printf(out, "It covers %s. ", from);
	else
		bdl_buffer_printf(out, "It covers %s to %s. ", from, until);
}

/* What is known of one account besides its rows. */
void bdl_bank_account_facts(const struct bdl_bank_account *a, struct bdl_buffer *out)
{
	add_span(out, a);
	add_balance(out, "Balance at the beginning", &a->opening, a->opening_day);
	add_balance(out, "Balance at the end", &a->closing, a->closing_day);
	if (a->mixed)
		bdl_buffer_text(
			out, "Amounts are in more than one currency, so they are not added up. ");
	else if (a->currency && strcmp(a->currency, "GBP") != 0)
		bdl_buffer_printf(out, "Amounts are in %s. ", a->currency);
	if (a->count == 0)
		bdl_buffer_text(out, "It holds no transactions. ");
}

/* "Savings, account ending 4471"; "" where nothing is known. */
void bdl_bank_account_name(
	struct bdl_bank *b, const struct bdl_bank_account *a, struct bdl_buffer *out)
{
	const char *end = a->number ? bdl_bank_ending(b, a->number) : "";

	if (a->name)
		bdl_buffer_text(out, a->name);
	if (*end)
		bdl_buffer_printf(out, "%s %s",
			!a->name                            ? "Account ending"
			: bdl_text_ends(a->name, "account") ? ", ending"
							    : ", account ending",
			end);
}

static size_t payments(const struct bdl_bank *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->row_count; i++)
		n += bdl_bank_is_payment(&b->rows[i]);
	return n;
}

/* "in the file's own order, newest first" */
static const char *order(const struct bdl_bank *b)
{
	for (size_t i = 0; i < b->account_count; i++)
		if (bdl_bank_newest_first(b, &b->accounts[i]))
			return ", newest first";
	return "";
}

static void add_count(const struct bdl_bank *b, struct bdl_buffer *out)
{
	size_t n = payments(b), others = b->row_count - n;

	if (n == 0)
		bdl_buffer_text(out, "It holds no transactions");
	else if (n == 1)
		bdl_buffer_text(out, "It holds one transaction, which is shown");
	else
		bdl_buffer_printf(out,
			"It holds %zu transactions; all are shown, in the file\xE2\x80\x99s own "
			"order%s",
			n, order(b));
	if (others > 0)
		bdl_buffer_printf(out, "; %zu other row%s shown as %s", others,
			others == 1 ? " is" : "s are", others == 1 ? "it stands" : "they stand");
	bdl_buffer_text(out, ". ");
}

/* The paragraph under the title. */
int bdl_bank_provenance(struct bdl_bank *b, struct bdl_buffer *out)
{
	const char *name = bdl_reading_line(b->r, b->r->name, strlen(b->r->name), BDL_TITLE_MAX);
	bool numbers = false;

	if (!name)
		return -1;
	bdl_buffer_printf(out, "Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D", name);
	if (b->account_count == 1 && b->accounts[0].number &&
		*bdl_bank_ending(b, b->accounts[0].number))
		bdl_buffer_printf(
			out, ", account ending %s", bdl_bank_ending(b, b->accounts[0].number));
	bdl_buffer_text(out, ". ");
	add_count(b, out);
	if (b->written)
		bdl_buffer_printf(out, "%s ", b->written);
	if (b->account_count == 1)
		bdl_bank_account_facts(&b->accounts[0], out);
	for (size_t i = 0; i < b->account_count; i++)
		numbers |= b->accounts[i].number && *bdl_bank_ending(b, b->accounts[i].number);
	if (numbers)
		bdl_buffer_text(out, "Account numbers are shown by their last four figures.");
	return out->failed ? -1 : 0;
}
