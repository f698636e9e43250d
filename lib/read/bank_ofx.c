/*
 * OFX, 1.x (SGML, whose values have no end tag) and 2.x (XML), read alike: a tag with words behind
 * it is a value, a tag with none opens a group. Nothing nests in memory, so depth does no harm.
 * Dealings of an investment account become rows as far as they name a sum; holdings and names of
 * securities are counted and said.
 */
#include "read/bank_ofx.h"

#include "read/lines.h"

#include <string.h>

/* ---- tags ---- */

static bool is(const struct bdl_ofx_tag *t, const char *name)
{
	return strcmp(t->name, name) == 0;
}

static bool is_any(const struct bdl_ofx_tag *t, const char *const *names)
{
	for (; *names; names++)
		if (is(t, *names))
			return true;
	return false;
}

static const char *const statements[] = {"STMTRS", "CCSTMTRS", "INVSTMTRS", NULL};
static const char *const dealings[] = {"STMTTRN", "BUYDEBT", "BUYMF", "BUYOPT", "BUYOTHER",
	"BUYSTOCK", "CLOSUREOPT", "INCOME", "INVEXPENSE", "JRNLFUND", "JRNLSEC", "MARGININTEREST",
	"REINVEST", "RETOFCAP", "SELLDEBT", "SELLMF", "SELLOPT", "SELLOTHER", "SELLSTOCK", "SPLIT",
	"TRANSFER", NULL};
static const char *const holdings[] = {"POSMF", "POSSTOCK", "POSDEBT", "POSOPT", "POSOTHER", NULL};
static const char *const securities[] = {"SECINFO", NULL};
static const char *const sums[] = {"TRNAMT", "TOTAL", "BALAMT", NULL};
static const char *const silent[] = {
	"SUBACCTSEC", "SUBACCTFUND", "UNIQUEIDTYPE", "CURRENCY", "FITID", NULL};

/* ---- the file ---- */

struct reading {
	struct bdl_bank b;
	struct bdl_money_style style;
	struct bdl_bank_row *row; /* the dealing that is being read, or NULL */
	struct bdl_buffer shown, rest;
	const char *kind; /* of the dealing: DEBIT, BUYMF */
	bool in_to; /* the other party's account */
	bool in_ledger, in_available;
	bool in_security; /* a holding or a security's name: no row */
	size_t holdings, securities;
	bool ended;
};

static struct bdl_bank_account *account(struct reading *g)
{
	return g->b.account_count > 0 ? &g->b.accounts[g->b.account_count - 1]
				      : bdl_bank_account(&g->b);
}

static void end_dealing(struct reading *g)
{
	struct bdl_bank_row *x = g->row;

	if (!x)
		return;
	if (g->kind && g->shown.length > 0)
		bdl_buffer_printf(&g->shown, ", %s", g->kind);
	else if (g->kind)
		bdl_buffer_text(&g->shown, g->kind);
	if (g->rest.length > 0)
		bdl_buffer_printf(&g->shown, "\n%s", bdl_buffer_string(&g->rest));
	x->shown = bdl_arena_string(g->b.r->arena, bdl_buffer_string(&g->shown));
	g->b.failed |= !x->shown || g->shown.failed || g->rest.failed;
	g->row = NULL;
}

static void begin_dealing(struct reading *g, const struct bdl_ofx_tag *t)
{
	end_dealing(g);
	g->row = bdl_bank_row(&g->b);
	g->in_to = false;
	g->kind = NULL;
	bdl_buffer_clear(&g->shown);
	bdl_buffer_clear(&g->rest);
	if (!is(t, "STMTTRN")) {
		g->kind = bdl_arena_string(g->b.r->arena, t->name);
		g->b.failed |= !g->kind;
	}
}

/* What a value of a dealing is called on the page. */
static const char *label(const struct bdl_ofx_tag *t)
{
	static const struct {
		const char *name, *label;
	} labels[] = {{"CHECKNUM", "Cheque number"}, {"REFNUM", "Reference"}, {"DTUSER", "Made on"},
		{"DTAVAIL", "Available on"}, {"DTSETTLE", "Settled on"}, {"CURRATE", "Rate"},
		{"CURSYM", "Currency"}, {"UNITS", "Units"}, {"UNITPRICE", "Price"},
		{"UNIQUEID", "Security"}, {"COMMISSION", "Commission"}, {"FEES", "Fees"},
		{"SIC", "Trade code"}, {"ACCTID", "Other account"}, {"BANKID", "Other bank"},
		{"MEMO", ""}, {"NAME", ""}};

	for (size_t i = 0; i < sizeof(labels) / sizeof(*labels); i++)
		if (is(t, labels[i].name))
			return labels[i].label;
	return t->name;
}

/* Values that say nothing beyond the row: the day again, the account's currency, a rate of 1. */
static bool is_idle(struct reading *g, const struct bdl_ofx_tag *t)
{
	struct bdl_moment m;
	int64_t pence;

	if (is_any(t, silent) || is(t, "INV401KSOURCE"))
		return true;
	if (strncmp(t->name, "DT", 2) == 0)
		return g->row->dated && bdl_ofx_day(t, &m) &&
		       bdl_day_compare(m.day, g->row->when.day) == 0;
	if (is(t, "CURSYM"))
		return account(g) && account(g)->currency &&
		       strlen(account(g)->currency) == t->length &&
		       memcmp(account(g)->currency, t->value, t->length) == 0;
	return is(t, "CURRATE") &&
	       bdl_money_read(g->style, t->value, t->length, &pence) == BDL_MONEY_READ &&
	       pence == 100;
}

static void add_value(struct reading *g, const struct bdl_ofx_tag *t)
{
	const char *line = bdl_ofx_line(&g->b, t);

	if (!line || is_idle(g, t))
		return;
	if (is(t, "ACCTID")) {
		const char *end = bdl_bank_ending(&g->b, line);

		line = *end ? bdl_arena_printf(g->b.r->arena, "ending %s", end) : line;
	}
	bdl_bank_detail(&g->rest, label(t), line);
}

static void see_dealing(struct reading *g, const struct bdl_ofx_tag *t)
{
	struct bdl_bank_row *x = g->row;

	if (is(t, "DTPOSTED") || is(t, "DTTRADE")) {
		x->date = bdl_ofx_line(&g->b, t);
		x->dated = bdl_ofx_day(t, &x->when);
	} else if (is(t, "TRNAMT") || is(t, "TOTAL")) {
		x->amount = bdl_bank_sum(&g->b, g->style, t->value, t->length);
	} else if (is(t, "TRNTYPE")) {
		g->kind = bdl_ofx_line(&g->b, t);
	} else if (is(t, "NAME") && !x->party) {
		x->party = x->text = bdl_ofx_line(&g->b, t);
		bdl_bank_detail(&g->shown, NULL, x->party);
	} else if (is(t, "MEMO")) {
		const char *memo = bdl_ofx_line(&g->b, t);

		if (memo && (!x->text || x->text == x->party))
			x->text = memo;
		bdl_bank_detail(&g->shown, NULL, memo);
	} else {
		add_value(g, t);
	}
}

static void see_balance(struct reading *g, const struct bdl_ofx_tag *t, struct bdl_bank_account *a)
{
	struct bdl_moment m;

	if (g->in_ledger && is(t, "BALAMT"))
		a->closing = bdl_bank_sum(&g->b, g->style, t->value, t->length);
	else if (g->in_ledger && is(t, "DTASOF") && bdl_ofx_day(t, &m))
		a->closing_day = m.day;
	else if (g->in_available && is(t, "BALAMT"))
		bdl_bank_note(&g->b, bdl_arena_printf(g->b.r->arena, "Balance available: %.*s.",
					     (int)t->length, t->value));
}

static const char *account_kind(struct reading *g, const struct bdl_ofx_tag *t)
{
	static const struct {
		const char *token, *name;
	} kinds[] = {{"CHECKING", "Current account"}, {"SAVINGS", "Savings account"},
		{"CREDITLINE", "Credit line"}, {"MONEYMRKT", "Money market account"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (bdl_bytes_equal(t->value, t->length, kinds[i].token))
			return kinds[i].name;
	return bdl_ofx_line(&g->b, t);
}

/* A value outside any dealing. */
static void see_account(struct reading *g, const struct bdl_ofx_tag *t)
{
	struct bdl_bank_account *a;
	struct bdl_moment m;

	if (g->b.account_count == 0)
		return;
	a = account(g);
	if (is(t, "CURDEF"))
		a->currency = bdl_ofx_line(&g->b, t);
	else if (is(t, "ACCTID") && !a->number)
		a->number = bdl_ofx_line(&g->b, t);
	else if (is(t, "ACCTTYPE"))
		a->name = account_kind(g, t);
	else if (is(t, "DTSTART") && bdl_ofx_day(t, &m))
		a->from = m.day;
	else if (is(t, "DTEND") && bdl_ofx_day(t, &m))
		a->until = m.day;
	else
		see_balance(g, t, a);
}

static void see_close(struct reading *g, const struct bdl_ofx_tag *t)
{
	if (is_any(t, dealings) || is(t, "BANKTRANLIST") || is(t, "INVTRANLIST") ||
		is_any(t, statements))
		end_dealing(g);
	if (is_any(t, holdings) || is_any(t, securities))
		g->in_security = false;
	g->in_ledger &= !is(t, "LEDGERBAL");
	g->in_available &= !is(t, "AVAILBAL");
	g->ended |= is(t, "OFX");
}

static void see_open(struct reading *g, const struct bdl_ofx_tag *t)
{
	if (is_any(t, statements)) {
		end_dealing(g);
		(void)bdl_bank_account(&g->b);
	} else if (is_any(t, dealings)) {
		begin_dealing(g, t);
	} else if (is_any(t, holdings) || is_any(t, securities)) {
		end_dealing(g);
		g->in_security = true;
		g->holdings += is_any(t, holdings);
		g->securities += is_any(t, securities);
	}
	if (is(t, "LEDGERBAL") || is(t, "AVAILBAL")) {
		end_dealing(g);
		g->in_ledger = is(t, "LEDGERBAL");
		g->in_available = is(t, "AVAILBAL");
	}
}

static void read_all(struct reading *g, const struct bdl_buffer *text)
{
	struct bdl_money_votes votes = {0};
	struct bdl_ofx_tag t;

	for (size_t at = 0; bdl_ofx_next(text, &at, &t);)
		if (!t.closes && is_any(&t, sums))
			bdl_money_vote(&votes, t.value, t.length);
	g->style.comma = bdl_money_comma(&votes);
	for (size_t at = 0; bdl_ofx_next(text, &at, &t) && !g->b.failed;) {
		if (t.closes)
			see_close(g, &t);
		else if (t.length == 0)
			see_open(g, &t);
		else if (g->in_security)
			continue;
		else if (g->row)
			see_dealing(g, &t);
		else
			see_account(g, &t);
	}
	end_dealing(g);
}

static void say_rest(struct reading *g)
{
	struct bdl_arena *a = g->b.r->arena;

	if (g->holdings > 0)
		bdl_bank_note(&g->b,
			bdl_arena_printf(a,
				"It also lists %zu holding%s of shares or funds, which %s no "
				"payment%s and not shown.",
				g->holdings, g->holdings == 1 ? "" : "s",
				g->holdings == 1 ? "is" : "are", g->holdings == 1 ? "" : "s"));
	if (g->securities > 0)
		bdl_bank_note(
			&g->b, bdl_arena_printf(a, "It also names %zu security or securities.",
				       g->securities));
}

/* Dealings that only move shares have no sum: rows without one are no payments. */
int bdl_read_ofx(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct reading g = {.ended = false};
	int rc = -1;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	bdl_bank_begin(&g.b, r);
	if (bdl_bank_text(r, true, &text, err) < 0)
		goto out;
	read_all(&g, &text);
	if (g.b.failed) {
		bdl_fail_memory(err);
		goto out;
	}
	if (g.b.account_count == 0) {
		rc = bdl_bank_as_text(r, "No account is found in it; it is shown as text.", err);
		goto out;
	}
	say_rest(&g);
	g.b.layout = "OFX";
	g.b.written = "It is a file for money programs (OFX); the numbers by which programs tell "
		      "payments apart are left out.";
	rc = bdl_bank_show(&g.b, err);
	if (rc == 0 && r->facts->shown && !g.ended)
		r->facts->reason = BDL_REASON_TRUNCATED;
out:
	bdl_buffer_release(&text);
	bdl_buffer_release(&g.shown);
	bdl_buffer_release(&g.rest);
	return rc;
}
