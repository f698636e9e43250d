/* See bank_camt.h: one entry as a row, all values that have no column in its description. */
#include "read/bank_camt.h"

#include <string.h>

#define LINES_MAX 200 /* of one description */

/* ---- descriptions ---- */

/* Elements whose value is shown elsewhere, or says nothing to a reader. */
static bool is_silent(const xmlNode *n)
{
	static const char *const names[] = {"Amt", "CdtDbtInd", "BookgDt", "RvslInd", "Sts",
		"BkTxCd", "AmtDtls", "RltdDts", "RltdAgts", "Btch", "Tp", "SchmeNm", "Issr",
		"PmtInfId", "MsgId", "NbOfTxs", "CdtrSchmeId"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (bdl_camt_is(n, names[i]))
			return true;
	return false;
}

static const char *label(const xmlNode *n)
{
	static const struct {
		const char *name, *label;
	} labels[] = {{"Ustrd", NULL}, {"Nm", NULL}, {"AddtlNtryInf", NULL}, {"AddtlTxInf", NULL},
		{"AddtlRmtInf", NULL}, {"NtryRef", "Entry"},
		{"AcctSvcrRef", "Bank\xE2\x80\x99s number"},
		{"EndToEndId", "Payer\xE2\x80\x99s number"}, {"MndtId", "Mandate"},
		{"Ref", "Reference"}, {"TxId", "Payment number"}, {"InstrId", "Instruction"},
		{"ChqNb", "Cheque number"}, {"IBAN", "Account"}, {"Id", "Number"},
		{"UETR", "Payment number"}};

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (bdl_camt_is(n, labels[i].name))
			return labels[i].label;
	return (const char *)n->name;
}

static bool in_account(const xmlNode *n)
{
	for (n = n->parent; n; n = n->parent)
		if (bdl_camt_is(n, "DbtrAcct") || bdl_camt_is(n, "CdtrAcct") ||
			bdl_camt_is(n, "IntrmyAgt1Acct"))
			return true;
	return false;
}

static void add_value(struct bdl_camt *g, const xmlNode *n)
{
	const char *value = bdl_camt_words(g, n), *end;

	if (!value || strcmp(value, "NOTPROVIDED") == 0 || g->lines >= LINES_MAX)
		return;
	if (bdl_camt_is(n, "IBAN") || (bdl_camt_is(n, "Id") && in_account(n))) {
		end = bdl_bank_ending(&g->b, value);
		if (*end)
			value = bdl_arena_printf(g->b.r->arena, "ending %s", end);
		bdl_bank_detail(&g->shown, "Account", value);
	} else {
		bdl_bank_detail(&g->shown, label(n), value);
	}
	g->lines++;
}

/* The element that follows n in the file, below `top`; NULL behind the last. Without what is below
 * n when `skip`. */
static const xmlNode *following(const xmlNode *n, const xmlNode *top, bool skip)
{
	if (!skip && n->children)
		return n->children;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

/* The lines of an address as one: "1 High Street, Anytown, GB". */
static void add_address(struct bdl_camt *g, const xmlNode *address)
{
	struct bdl_buffer line = BDL_BUFFER_INIT;

	for (const xmlNode *n = address->children; n; n = n->next) {
		const char *part = n->type == XML_ELEMENT_NODE ? bdl_camt_words(g, n) : NULL;

		if (part)
			bdl_buffer_printf(&line, "%s%s", line.length ? ", " : "", part);
	}
	g->b.failed |= line.failed;
	bdl_bank_detail(
		&g->shown, NULL, bdl_bank_line(&g->b, bdl_buffer_string(&line), line.length));
	bdl_buffer_release(&line);
	g->lines++;
}

/* One payment of several that an entry puts together. */
static void add_part(struct bdl_camt *g, const xmlNode *details)
{
	struct bdl_bank_money m = bdl_camt_sum(g, details);
	char text[BDL_MONEY_TEXT];
	const char *shown = m.raw;

	if (m.read)
		shown = bdl_arena_string(
			g->b.r->arena, bdl_money_text(m.pence < 0 ? -m.pence : m.pence, text));
	bdl_bank_detail(&g->shown, "Part", shown);
}

static size_t count_parts(const xmlNode *entry)
{
	size_t n = 0;

	for (const xmlNode *d = entry->children; d; d = d->next)
		for (const xmlNode *c = bdl_camt_is(d, "NtryDtls") ? d->children : NULL; c;
			c = c->next)
			n += bdl_camt_is(c, "TxDtls");
	return n;
}

static void add_values(struct bdl_camt *g, const xmlNode *entry)
{
	size_t parts = count_parts(entry);
	bool skip;

	for (const xmlNode *n = entry->children; n; n = following(n, entry, skip)) {
		skip = n->type != XML_ELEMENT_NODE || is_silent(n) || bdl_camt_is(n, "ValDt") ||
		       bdl_camt_is(n, "PstlAdr");
		if (bdl_camt_is(n, "PstlAdr") && g->lines < LINES_MAX)
			add_address(g, n);
		if (skip)
			continue;
		if (bdl_camt_is(n, "TxDtls") && parts > 1)
			add_part(g, n);
		add_value(g, n);
	}
	if (g->lines >= LINES_MAX)
		bdl_bank_detail(&g->shown, NULL, "It has more lines than are shown here.");
}

/* ---- entries ---- */

/* The name of whoever stands on the other side, of the first payment in it. */
static const char *party(struct bdl_camt *g, const xmlNode *entry, bool out)
{
	const xmlNode *people = bdl_camt_find(entry, "NtryDtls/TxDtls/RltdPties");
	const char *name = bdl_camt_words_at(g, people, out ? "Cdtr/Nm" : "Dbtr/Nm");

	return name ? name : bdl_camt_words_at(g, people, out ? "Cdtr/Pty/Nm" : "Dbtr/Pty/Nm");
}

static void add_status(struct bdl_camt *g, const xmlNode *entry)
{
	const char *status = bdl_camt_words_at(g, entry, "Sts"),
		   *reversal = bdl_camt_words_at(g, entry, "RvslInd");

	if (!status)
		status = bdl_camt_words_at(g, entry, "Sts/Cd");
	if (status && strcmp(status, "BOOK") != 0)
		bdl_bank_detail(&g->shown, "Status", status);
	if (reversal && (strcmp(reversal, "true") == 0 || strcmp(reversal, "1") == 0))
		bdl_bank_detail(&g->shown, NULL, "Payment taken back");
}

static void add_value_day(struct bdl_camt *g, const xmlNode *entry, const struct bdl_bank_row *x)
{
	struct bdl_moment m;
	char day[BDL_DAY_TEXT];
	const char *text = bdl_camt_day(g, bdl_camt_child(entry, "ValDt"), &m);

	if (!text || (x->dated && bdl_day_compare(m.day, x->when.day) == 0))
		return;
	if (!m.day.year) {
		bdl_bank_detail(&g->shown, "Value date", text);
		return;
	}
	bdl_day_long(m.day, day);
	bdl_bank_detail(&g->shown, "Value date", bdl_arena_string(g->b.r->arena, day));
}

void bdl_camt_entry(struct bdl_camt *g, const xmlNode *entry, struct bdl_bank_account *a)
{
	struct bdl_bank_row *x = bdl_bank_row(&g->b);
	const char *currency = bdl_camt_attribute(g, bdl_camt_child(entry, "Amt"), "Ccy");

	if (!x)
		return;
	x->amount = bdl_camt_sum(g, entry);
	x->date = bdl_camt_day(g, bdl_camt_child(entry, "BookgDt"), &x->when);
	if (!x->date)
		x->date = bdl_camt_day(g, bdl_camt_child(entry, "ValDt"), &x->when);
	x->dated = x->when.day.year > 0;
	x->party = party(g, entry, x->amount.pence < 0);
	x->text = bdl_camt_words_at(g, entry, "NtryDtls/TxDtls/RmtInf/Ustrd");
	if (!x->text)
		x->text = bdl_camt_words_at(g, entry, "AddtlNtryInf");
	bdl_buffer_clear(&g->shown);
	g->lines = 0;
	bdl_bank_detail(&g->shown, NULL, x->party);
	bdl_bank_detail(&g->shown, NULL, x->text);
	add_values(g, entry);
	add_value_day(g, entry, x);
	add_status(g, entry);
	if (currency && a->currency && strcmp(currency, a->currency) != 0) {
		a->mixed = true;
		bdl_bank_detail(&g->shown, "Currency", currency);
	} else if (currency) {
		a->currency = currency;
	}
	x->shown = bdl_arena_string(g->b.r->arena, bdl_buffer_string(&g->shown));
	g->b.failed |= !x->shown || g->shown.failed;
}
