/*
 * OFX, 1.x (SGML, whose values have no end tag) and 2.x (XML), read alike: a tag with words behind
 * it is a value, a tag with none opens a group. Nothing nests in memory, so depth does no harm.
 * Dealings of an investment account become rows as far as they name a sum; holdings and names of
 * securities are counted and said.
 */
#include "read/bank.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/lines.h"

#include <string.h>

#define TAG_MAX 32

/* ---- tags ---- */

struct tag {
	char name[TAG_MAX]; /* upper case, cut to its room */
	bool closes;
	const char *value; /* what stands behind it, ends trimmed */
	size_t length;
};

static size_t trim(const char **text, size_t length)
{
	while (length > 0 && bdl_is_space((unsigned char)**text)) {
		++*text;
		length--;
	}
	while (length > 0 && bdl_is_space((unsigned char)(*text)[length - 1]))
		length--;
	return length;
}

/* The tag at or behind *at, which moves on; false at the end. */
static bool next_tag(const struct bdl_buffer *text, size_t *at, struct tag *out)
{
	const char *all = bdl_buffer_string(text), *open, *end, *stop;
	size_t n = 0;

	for (;;) {
		open = *at < text->length ? memchr(all + *at, '<', text->length - *at) : NULL;
		if (!open || !(end = memchr(open, '>', text->length - (size_t)(open - all))))
			return false;
		*at = (size_t)(end - all) + 1;
		if (open[1] != '?' && open[1] != '!')
			break;
	}
	*out = (struct tag){.closes = open[1] == '/'};
	for (const char *p = open + 1 + out->closes; p < end && !bdl_is_space((unsigned char)*p);
		p++)
		if (n + 1 < TAG_MAX && *p != '/')
			out->name[n++] = (char)(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
	out->value = all + *at;
	stop = memchr(all + *at, '<', text->length - *at);
	out->length = stop ? (size_t)(stop - out->value) : text->length - *at;
	out->length = trim(&out->value, out->length);
	return true;
}

static bool is(const struct tag *t, const char *name)
{
	return strcmp(t->name, name) == 0;
}

static bool is_any(const struct tag *t, const char *const *names)
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

/* ---- values ---- */

/* "&amp;" and its like; anything else stays as it is. */
static size_t entity(const char *s, size_t length, char out[4], size_t *put)
{
	static const struct {
		const char *name;
		uint32_t code;
	} known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'},
		{"&apos;", '\''}, {"&nbsp;", 0xA0}};

	unsigned code;
	size_t n;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (bdl_bytes_start(s, length, known[i].name)) {
			*put = bdl_utf8_put(known[i].code, out);
			return strlen(known[i].name);
		}
	if (length < 4 || s[1] != '#')
		return 0;
	n = bdl_bytes_number(s + 2, length - 2, 6, &code);
	if (n == 0 || 2 + n >= length || s[2 + n] != ';' || code < 32 ||
		(code >= 127 && code < 160))
		return 0;
	*put = bdl_utf8_put(code, out);
	return n + 3;
}

static const char *value_line(struct bdl_bank *b, const struct tag *t)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *line;
	char piece[4];
	size_t put;

	for (size_t i = 0; i < t->length;) {
		size_t n =
			t->value[i] == '&' ? entity(t->value + i, t->length - i, piece, &put) : 0;

		if (n > 0)
			bdl_buffer_add(&text, piece, put);
		else
			bdl_buffer_byte(&text, t->value[i]);
		i += n > 0 ? n : 1;
	}
	b->failed |= text.failed;
	line = bdl_bank_line(b, bdl_buffer_string(&text), text.length);
	bdl_buffer_release(&text);
	return line;
}

/* "[-5:EST]" */
static bool read_zone(const char *s, size_t length, int32_t *offset)
{
	unsigned hours = 0, part = 0;
	size_t i = 1, n;
	bool west;

	if (length < 3 || s[0] != '[')
		return false;
	west = s[i] == '-';
	i += s[i] == '-' || s[i] == '+';
	n = bdl_bytes_number(s + i, length - i, 2, &hours);
	if (n == 0 || hours > 14)
		return false;
	i += n;
	if (i + 1 < length && s[i] == '.' &&
		bdl_bytes_number(s + i + 1, length - i - 1, 2, &part) == 2)
		part = part * 60 / 100;
	*offset = (int32_t)(hours * 60 + part) * (west ? -1 : 1);
	return true;
}

/*
 * "20120720", "20120720143000.000[-4:EDT]". Midnight and noon stand for "some time that day": they
 * give no time, and the day is the bank's own.
 */
static bool read_day(const struct tag *t, struct bdl_moment *out)
{
	unsigned date, clock = 0, ignored;
	struct bdl_uk_time here;
	size_t at = 8, n;
	int32_t offset;

	*out = (struct bdl_moment){0};
	if (bdl_bytes_number(t->value, t->length, 8, &date) != 8)
		return false;
	out->day = (struct bdl_day){
		(int16_t)(date / 10000), (int8_t)(date / 100 % 100), (int8_t)(date % 100)};
	if (date < 19000101 || date > 20991231 || !bdl_day_exists(out->day))
		return false;
	n = bdl_bytes_number(t->value + at, t->length - at, 6, &clock);
	if (n == 4)
		clock *= 100;
	else if (n != 6 && n != 0)
		return false;
	if (clock == 0 || clock == 120000)
		return true;
	at += n;
	if (clock / 10000 > 23 || clock / 100 % 100 > 59 || clock % 100 > 59)
		return false;
	out->zone = BDL_ZONE_UNKNOWN;
	out->seconds = clock / 10000 * 3600 + clock / 100 % 100 * 60 + clock % 100;
	if (at < t->length && t->value[at] == '.')
		at += 1 + bdl_bytes_number(t->value + at + 1, t->length - at - 1, 3, &ignored);
	if (at < t->length && read_zone(t->value + at, t->length - at, &offset) &&
		bdl_uk_time(bdl_epoch(out->day, out->seconds, offset), &here))
		*out = (struct bdl_moment){here.day, BDL_ZONE_LONDON, here.seconds, here.offset};
	return true;
}

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

static void begin_dealing(struct reading *g, const struct tag *t)
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
static const char *label(const struct tag *t)
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
static bool is_idle(struct reading *g, const struct tag *t)
{
	struct bdl_moment m;
	int64_t pence;

	if (is_any(t, silent) || is(t, "INV401KSOURCE"))
		return true;
	if (strncmp(t->name, "DT", 2) == 0)
		return g->row->dated && read_day(t, &m) &&
		       bdl_day_compare(m.day, g->row->when.day) == 0;
	if (is(t, "CURSYM"))
		return account(g) && account(g)->currency &&
		       strlen(account(g)->currency) == t->length &&
		       memcmp(account(g)->currency, t->value, t->length) == 0;
	return is(t, "CURRATE") &&
	       bdl_money_read(g->style, t->value, t->length, &pence) == BDL_MONEY_READ &&
	       pence == 100;
}

static void add_value(struct reading *g, const struct tag *t)
{
	const char *line = value_line(&g->b, t);

	if (!line || is_idle(g, t))
		return;
	if (is(t, "ACCTID")) {
		const char *end = bdl_bank_ending(&g->b, line);

		line = *end ? bdl_arena_printf(g->b.r->arena, "ending %s", end) : line;
	}
	bdl_bank_detail(&g->rest, label(t), line);
}

static void see_dealing(struct reading *g, const struct tag *t)
{
	struct bdl_bank_row *x = g->row;

	if (is(t, "DTPOSTED") || is(t, "DTTRADE")) {
		x->date = value_line(&g->b, t);
		x->dated = read_day(t, &x->when);
	} else if (is(t, "TRNAMT") || is(t, "TOTAL")) {
		x->amount = bdl_bank_sum(&g->b, g->style, t->value, t->length);
	} else if (is(t, "TRNTYPE")) {
		g->kind = value_line(&g->b, t);
	} else if (is(t, "NAME") && !x->party) {
		x->party = x->text = value_line(&g->b, t);
		bdl_bank_detail(&g->shown, NULL, x->party);
	} else if (is(t, "MEMO")) {
		const char *memo = value_line(&g->b, t);

		if (memo && (!x->text || x->text == x->party))
			x->text = memo;
		bdl_bank_detail(&g->shown, NULL, memo);
	} else {
		add_value(g, t);
	}
}

static void see_balance(struct reading *g, const struct tag *t, struct bdl_bank_account *a)
{
	struct bdl_moment m;

	if (g->in_ledger && is(t, "BALAMT"))
		a->closing = bdl_bank_sum(&g->b, g->style, t->value, t->length);
	else if (g->in_ledger && is(t, "DTASOF") && read_day(t, &m))
		a->closing_day = m.day;
	else if (g->in_available && is(t, "BALAMT"))
		bdl_bank_note(&g->b, bdl_arena_printf(g->b.r->arena, "Balance available: %.*s.",
					     (int)t->length, t->value));
}

static const char *account_kind(struct reading *g, const struct tag *t)
{
	static const struct {
		const char *token, *name;
	} kinds[] = {{"CHECKING", "Current account"}, {"SAVINGS", "Savings account"},
		{"CREDITLINE", "Credit line"}, {"MONEYMRKT", "Money market account"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (bdl_bytes_equal(t->value, t->length, kinds[i].token))
			return kinds[i].name;
	return value_line(&g->b, t);
}

/* A value outside any dealing. */
static void see_account(struct reading *g, const struct tag *t)
{
	struct bdl_bank_account *a;
	struct bdl_moment m;

	if (g->b.account_count == 0)
		return;
	a = account(g);
	if (is(t, "CURDEF"))
		a->currency = value_line(&g->b, t);
	else if (is(t, "ACCTID") && !a->number)
		a->number = value_line(&g->b, t);
	else if (is(t, "ACCTTYPE"))
		a->name = account_kind(g, t);
	else if (is(t, "DTSTART") && read_day(t, &m))
		a->from = m.day;
	else if (is(t, "DTEND") && read_day(t, &m))
		a->until = m.day;
	else
		see_balance(g, t, a);
}

static void see_close(struct reading *g, const struct tag *t)
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

static void see_open(struct reading *g, const struct tag *t)
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
	struct tag t;

	for (size_t at = 0; next_tag(text, &at, &t);)
		if (!t.closes && is_any(&t, sums))
			bdl_money_vote(&votes, t.value, t.length);
	g->style.comma = bdl_money_comma(&votes);
	for (size_t at = 0; next_tag(text, &at, &t) && !g->b.failed;) {
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
	if (bdl_bank_text(r, &text, err) < 0)
		goto out;
	read_all(&g, &text);
	if (g.b.failed) {
		bdl_fail_memory(err);
		goto out;
	}
	if (g.b.account_count == 0) {
		rc = bdl_reading_warn(r, "No account is found in it; it is shown as text.") < 0
			     ? bdl_fail_memory(err)
			     : bdl_read_text(r, err);
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
