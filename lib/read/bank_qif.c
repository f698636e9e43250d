/*
 * QIF: one letter a line says what the line holds, a "^" ends each payment. Lists of categories and
 * the like, which are no payments, are counted and said.
 */
#include "read/bank.h"

#include "base/text.h"
#include "read/bank_date.h"
#include "read/lines.h"

#include <string.h>

enum section { PAYMENTS, ACCOUNT, LIST };

struct reading {
	struct bdl_bank b;
	struct bdl_money_style style;
	bool month_first;
	enum section section;
	struct bdl_bank_row *row; /* the payment that is being read, or NULL */
	struct bdl_buffer shown, rest;
	const char *name; /* of the account that the next payments are of */
	bool named; /* and these have not begun */
	size_t listed; /* entries of lists */
	bool entry; /* an entry of a list has begun */
};

static size_t trim(const struct bdl_line *l)
{
	size_t n = l->length;

	while (n > 0 && bdl_is_space((unsigned char)l->text[n - 1]))
		n--;
	return n;
}

static enum section section_of(const struct bdl_line *l)
{
	static const char *const payments[] = {"!type:bank", "!type:cash", "!type:ccard",
		"!type:oth", "!type:invst", "!type:port"};

	if (bdl_bytes_start(l->text, l->length, "!account"))
		return ACCOUNT;
	for (size_t i = 0; i < sizeof(payments) / sizeof(*payments); i++)
		if (bdl_bytes_start(l->text, l->length, payments[i]))
			return PAYMENTS;
	return bdl_bytes_start(l->text, l->length, "!type:") ? LIST : PAYMENTS;
}

/* ---- first pass: how sums and dates are written ---- */

static void decide(struct reading *g, const struct bdl_buffer *text)
{
	struct bdl_bank_order order = {0};
	struct bdl_money_votes votes = {0};
	enum section section = PAYMENTS;
	struct bdl_line l;

	for (size_t next = 0; bdl_line_next(bdl_buffer_string(text), text->length, &next, &l);) {
		if (l.length > 0 && l.text[0] == '!')
			section = section_of(&l);
		else if (l.length > 1 && section == PAYMENTS && l.text[0] == 'D')
			bdl_bank_order_see(&order, l.text + 1, l.length - 1);
		else if (l.length > 1 && section == PAYMENTS &&
			 (l.text[0] == 'T' || l.text[0] == '$'))
			bdl_money_vote(&votes, l.text + 1, trim(&l) - 1);
	}
	g->style.comma = bdl_money_comma(&votes);
	g->month_first = bdl_bank_order_month_first(&order);
	g->b.open_order = bdl_bank_order_open(&order);
}

/* ---- payments ---- */

static void end_payment(struct reading *g)
{
	struct bdl_bank_row *x = g->row;

	if (!x)
		return;
	if (g->rest.length > 0)
		bdl_buffer_printf(&g->shown, "%s%s", g->shown.length ? "\n" : "",
			bdl_buffer_string(&g->rest));
	x->shown = bdl_arena_string(g->b.r->arena, bdl_buffer_string(&g->shown));
	g->b.failed |= !x->shown || g->shown.failed || g->rest.failed;
	g->row = NULL;
}

static void begin_payment(struct reading *g)
{
	struct bdl_bank_account *a;

	if (g->named || g->b.account_count == 0) {
		a = bdl_bank_account(&g->b);
		if (a)
			a->name = g->name;
		g->named = false;
	}
	g->row = bdl_bank_row(&g->b);
	bdl_buffer_clear(&g->shown);
	bdl_buffer_clear(&g->rest);
}

static void see_payment(struct reading *g, char letter, const char *text, size_t length)
{
	static const struct {
		char letter;
		const char *label;
	} labels[] = {{'N', "Number"}, {'L', "Category"}, {'A', "Address"}, {'S', "Part, category"},
		{'E', "Part, memo"}, {'$', "Part, amount"}, {'Y', "Security"}, {'I', "Price"},
		{'Q', "Quantity"}, {'O', "Commission"}, {'C', "Cleared"}};
	struct bdl_bank_row *x = g->row;
	const char *line = bdl_bank_line(&g->b, text, length);
	struct bdl_bank_money sum;

	switch (letter) {
	case 'D':
		x->date = line;
		x->dated = line && bdl_bank_day(line, strlen(line), g->month_first, &x->when);
		return;
	case 'T':
	case 'U':
		sum = bdl_bank_sum(&g->b, g->style, text, length);
		if (letter == 'T' || !x->amount.raw)
			x->amount = sum;
		return;
	case 'P':
		x->party = line;
		x->text = line ? line : x->text;
		bdl_bank_detail(&g->shown, NULL, line);
		return;
	case 'M':
		x->text = x->text ? x->text : line;
		bdl_bank_detail(&g->shown, NULL, line);
		return;
	default:
		break;
	}
	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (letter == labels[i].letter) {
			bdl_bank_detail(&g->rest, labels[i].label, line);
			return;
		}
	bdl_bank_detail(&g->rest, (char[2]){letter, '\0'}, line);
}

static void see_line(struct reading *g, const struct bdl_line *l)
{
	size_t length = trim(l);

	if (length == 0)
		return;
	if (l->text[0] == '!') {
		end_payment(g);
		g->section = section_of(l);
		return;
	}
	if (l->text[0] == '^') {
		end_payment(g);
		g->listed += g->section == LIST && g->entry;
		g->entry = false;
		return;
	}
	if (g->section == PAYMENTS) {
		if (!g->row)
			begin_payment(g);
		if (g->row && (unsigned char)l->text[0] < 0x80)
			see_payment(g, l->text[0], l->text + 1, length - 1);
		else if (g->row) /* its first letter is more than one byte, and no field's */
			bdl_bank_detail(&g->rest, NULL, bdl_bank_line(&g->b, l->text, length));
	} else if (g->section == ACCOUNT && l->text[0] == 'N') {
		g->name = bdl_bank_line(&g->b, l->text + 1, length - 1);
		g->named = true;
	}
	g->entry = true;
}

static void read_all(struct reading *g, const struct bdl_buffer *text)
{
	struct bdl_line l;

	decide(g, text);
	for (size_t next = 0;
		!g->b.failed && bdl_line_next(bdl_buffer_string(text), text->length, &next, &l);)
		see_line(g, &l);
	end_payment(g);
	if (g->listed > 0)
		bdl_bank_note(
			&g->b, bdl_arena_printf(g->b.r->arena,
				       "It also holds %zu entr%s of lists (categories and the "
				       "like), which %s no "
				       "payment%s and not shown.",
				       g->listed, g->listed == 1 ? "y" : "ies",
				       g->listed == 1 ? "is" : "are", g->listed == 1 ? "" : "s"));
}

int bdl_read_qif(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct reading g = {.section = PAYMENTS};
	int rc = -1;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	bdl_bank_begin(&g.b, r);
	if (bdl_bank_text(r, false, &text, err) < 0)
		goto out;
	read_all(&g, &text);
	if (g.b.failed) {
		bdl_fail_memory(err);
		goto out;
	}
	if (g.b.row_count == 0) {
		rc = bdl_bank_as_text(r, "No payment is found in it; it is shown as text.", err);
		goto out;
	}
	g.b.layout = "QIF";
	g.b.written = "It is a file for money programs (QIF).";
	rc = bdl_bank_show(&g.b, err);
out:
	bdl_buffer_release(&text);
	bdl_buffer_release(&g.shown);
	bdl_buffer_release(&g.rest);
	return rc;
}
