/*
 * camt.052, .053 and .054: what banks tell programs, in XML. Read by libxml2 without network, and
 * without putting in entities that the file declares. Every entry is a payment; the values below it
 * that have no column go into its description.
 */
#include "read/bank.h"

#include "base/text.h"
#include "read/bank_date.h"
#include "read/sheet.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <limits.h>
#include <string.h>

#define LINES_MAX 200 /* of one description */
#define DAY_LENGTH ((size_t)10) /* "2023-02-10" */

static const struct bdl_money_style point = {.comma = false};

struct reading {
	struct bdl_bank b;
	struct bdl_buffer shown;
	size_t lines;
};

/* ---- elements ---- */

static bool is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static const xmlNode *child(const xmlNode *n, const char *name)
{
	const xmlNode *c = n ? n->children : NULL;

	while (c && !is(c, name))
		c = c->next;
	return c;
}

/* "Acct/Id/IBAN" */
static const xmlNode *find(const xmlNode *n, const char *path)
{
	char name[32];

	while (n && *path) {
		size_t length = strcspn(path, "/");

		if (length >= sizeof(name))
			return NULL;
		memcpy(name, path, length);
		name[length] = '\0';
		n = child(n, name);
		path += length + (path[length] == '/');
	}
	return n;
}

/* The words straight in the element; NULL where there are none. */
static const char *words(struct reading *g, const xmlNode *n)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, plain = BDL_BUFFER_INIT;
	const char *line;

	for (const xmlNode *c = n ? n->children : NULL; c; c = c->next)
		if ((c->type == XML_TEXT_NODE || c->type == XML_CDATA_SECTION_NODE) && c->content)
			bdl_buffer_text(&text, (const char *)c->content);
	bdl_sheet_plain(&plain, bdl_buffer_string(&text), text.length);
	g->b.failed |= text.failed || plain.failed;
	line = bdl_bank_line(&g->b, bdl_buffer_string(&plain), plain.length);
	bdl_buffer_release(&text);
	bdl_buffer_release(&plain);
	return line;
}

static const char *words_at(struct reading *g, const xmlNode *n, const char *path)
{
	return words(g, find(n, path));
}

static const char *attribute(struct reading *g, const xmlNode *n, const char *name)
{
	for (const xmlAttr *a = n ? n->properties : NULL; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0 && a->children && a->children->content)
			return bdl_bank_line(&g->b, (const char *)a->children->content,
				strlen((const char *)a->children->content));
	return NULL;
}

/* A sum with the sign that CdtDbtInd beside it gives. */
static struct bdl_bank_money sum_of(struct reading *g, const xmlNode *n)
{
	const char *text = words_at(g, n, "Amt"), *side = words_at(g, n, "CdtDbtInd");
	struct bdl_bank_money m = {0};

	if (!text)
		return m;
	m = bdl_bank_sum(&g->b, point, text, strlen(text));
	if (side && strcmp(side, "DBIT") == 0)
		m.pence = m.read ? -m.pence : -1;
	return m;
}

/* "2023-02-10" of Dt, without the zone that may stand behind it; or DtTm, a moment. */
static const char *read_day(struct reading *g, const xmlNode *n, struct bdl_moment *out)
{
	const char *text = words_at(g, n, "Dt");
	size_t length = text ? strlen(text) : 0;

	*out = (struct bdl_moment){0};
	if (!text) {
		text = words_at(g, n, "DtTm");
		length = text ? strlen(text) : 0;
	} else if (length > DAY_LENGTH) {
		length = DAY_LENGTH;
	}
	if (text && bdl_bank_day(text, length, false, out) && out->zone == BDL_ZONE_UNKNOWN &&
		out->seconds == 0)
		out->zone = BDL_ZONE_NONE;
	return text;
}

/* ---- descriptions ---- */

/* Elements whose value is shown elsewhere, or says nothing to a reader. */
static bool is_silent(const xmlNode *n)
{
	static const char *const names[] = {"Amt", "CdtDbtInd", "BookgDt", "RvslInd", "Sts",
		"BkTxCd", "AmtDtls", "RltdDts", "RltdAgts", "Btch", "Tp", "SchmeNm", "Issr",
		"PmtInfId", "MsgId", "NbOfTxs", "CdtrSchmeId"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (is(n, names[i]))
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
		if (is(n, labels[i].name))
			return labels[i].label;
	return (const char *)n->name;
}

static bool in_account(const xmlNode *n)
{
	for (n = n->parent; n; n = n->parent)
		if (is(n, "DbtrAcct") || is(n, "CdtrAcct") || is(n, "IntrmyAgt1Acct"))
			return true;
	return false;
}

static void add_value(struct reading *g, const xmlNode *n)
{
	const char *value = words(g, n), *end;

	if (!value || strcmp(value, "NOTPROVIDED") == 0 || g->lines >= LINES_MAX)
		return;
	if (is(n, "IBAN") || (is(n, "Id") && in_account(n))) {
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
static void add_address(struct reading *g, const xmlNode *address)
{
	struct bdl_buffer line = BDL_BUFFER_INIT;

	for (const xmlNode *n = address->children; n; n = n->next) {
		const char *part = n->type == XML_ELEMENT_NODE ? words(g, n) : NULL;

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
static void add_part(struct reading *g, const xmlNode *details)
{
	struct bdl_bank_money m = sum_of(g, details);
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
		for (const xmlNode *c = is(d, "NtryDtls") ? d->children : NULL; c; c = c->next)
			n += is(c, "TxDtls");
	return n;
}

static void add_values(struct reading *g, const xmlNode *entry)
{
	size_t parts = count_parts(entry);
	bool skip;

	for (const xmlNode *n = entry->children; n; n = following(n, entry, skip)) {
		skip = n->type != XML_ELEMENT_NODE || is_silent(n) || is(n, "ValDt") ||
		       is(n, "PstlAdr");
		if (is(n, "PstlAdr") && g->lines < LINES_MAX)
			add_address(g, n);
		if (skip)
			continue;
		if (is(n, "TxDtls") && parts > 1)
			add_part(g, n);
		add_value(g, n);
	}
	if (g->lines >= LINES_MAX)
		bdl_bank_detail(&g->shown, NULL, "It has more lines than are shown here.");
}

/* ---- entries ---- */

/* The name of whoever stands on the other side, of the first payment in it. */
static const char *party(struct reading *g, const xmlNode *entry, bool out)
{
	const xmlNode *people = find(entry, "NtryDtls/TxDtls/RltdPties");
	const char *name = words_at(g, people, out ? "Cdtr/Nm" : "Dbtr/Nm");

	return name ? name : words_at(g, people, out ? "Cdtr/Pty/Nm" : "Dbtr/Pty/Nm");
}

static void add_status(struct reading *g, const xmlNode *entry)
{
	const char *status = words_at(g, entry, "Sts"), *reversal = words_at(g, entry, "RvslInd");

	if (!status)
		status = words_at(g, entry, "Sts/Cd");
	if (status && strcmp(status, "BOOK") != 0)
		bdl_bank_detail(&g->shown, "Status", status);
	if (reversal && (strcmp(reversal, "true") == 0 || strcmp(reversal, "1") == 0))
		bdl_bank_detail(&g->shown, NULL, "Payment taken back");
}

static void add_value_day(struct reading *g, const xmlNode *entry, const struct bdl_bank_row *x)
{
	struct bdl_moment m;
	char day[BDL_DAY_TEXT];
	const char *text = read_day(g, child(entry, "ValDt"), &m);

	if (!text || (x->dated && bdl_day_compare(m.day, x->when.day) == 0))
		return;
	if (!m.day.year) {
		bdl_bank_detail(&g->shown, "Value date", text);
		return;
	}
	bdl_day_long(m.day, day);
	bdl_bank_detail(&g->shown, "Value date", bdl_arena_string(g->b.r->arena, day));
}

static void read_entry(struct reading *g, const xmlNode *entry, struct bdl_bank_account *a)
{
	struct bdl_bank_row *x = bdl_bank_row(&g->b);
	const char *currency = attribute(g, child(entry, "Amt"), "Ccy");

	if (!x)
		return;
	x->amount = sum_of(g, entry);
	x->date = read_day(g, child(entry, "BookgDt"), &x->when);
	if (!x->date)
		x->date = read_day(g, child(entry, "ValDt"), &x->when);
	x->dated = x->when.day.year > 0;
	x->party = party(g, entry, x->amount.pence < 0);
	x->text = words_at(g, entry, "NtryDtls/TxDtls/RmtInf/Ustrd");
	if (!x->text)
		x->text = words_at(g, entry, "AddtlNtryInf");
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

/* ---- statements ---- */

static void read_balance(struct reading *g, const xmlNode *n, struct bdl_bank_account *a)
{
	const char *kind = words_at(g, n, "Tp/CdOrPrtry/Cd");
	struct bdl_moment m;

	(void)read_day(g, child(n, "Dt"), &m);
	if (!kind)
		return;
	if (strcmp(kind, "OPBD") == 0 || (strcmp(kind, "PRCD") == 0 && !a->opening.raw)) {
		a->opening = sum_of(g, n);
		a->opening_day = m.day;
	} else if (strcmp(kind, "CLBD") == 0) {
		a->closing = sum_of(g, n);
		a->closing_day = m.day;
	} else {
		return;
	}
	if (!a->currency)
		a->currency = attribute(g, child(n, "Amt"), "Ccy");
}

static struct bdl_day period_day(
	struct reading *g, const xmlNode *n, const char *day, const char *time)
{
	const char *text = words_at(g, n, day);
	struct bdl_moment m = {0};

	if (!text)
		text = words_at(g, n, time);
	/* the day as written: a zone behind it must not move it */
	if (text && strlen(text) >= DAY_LENGTH)
		(void)bdl_bank_day(text, DAY_LENGTH, false, &m);
	return m.day;
}

static void read_statement(struct reading *g, const xmlNode *n)
{
	struct bdl_bank_account *a = bdl_bank_account(&g->b);
	const char *number;

	if (!a)
		return;
	a->number = words_at(g, n, "Acct/Id/IBAN");
	if (!a->number)
		a->number = words_at(g, n, "Acct/Id/Othr/Id");
	a->currency = words_at(g, n, "Acct/Ccy");
	number = words_at(g, n, "ElctrncSeqNb");
	if (number)
		a->name = bdl_arena_printf(g->b.r->arena, "Statement %s", number);
	a->from = period_day(g, n, "FrToDt/FrDt", "FrToDt/FrDtTm");
	a->until = period_day(g, n, "FrToDt/ToDt", "FrToDt/ToDtTm");
	for (const xmlNode *c = n->children; c && !g->b.failed; c = c->next) {
		if (is(c, "Bal"))
			read_balance(g, c, a);
		else if (is(c, "Ntry"))
			read_entry(g, c, a);
		else if (is(c, "AddtlStmtInf") || is(c, "AddtlRptInf") || is(c, "AddtlNtfctnInf"))
			if (words(g, c))
				bdl_bank_note(&g->b, words(g, c));
	}
	if (!a->from.year && a->opening_day.year && a->closing_day.year &&
		bdl_day_compare(a->opening_day, a->closing_day) <= 0) {
		a->from = a->opening_day;
		a->until = a->closing_day;
	}
}

static const char *format_of(const xmlNode *n)
{
	if (is(n, "Stmt"))
		return "camt.053";
	if (is(n, "Rpt"))
		return "camt.052";
	return is(n, "Ntfctn") ? "camt.054" : NULL;
}

static void read_document(struct reading *g, const xmlNode *root)
{
	for (const xmlNode *m = root ? root->children : NULL; m; m = m->next)
		for (const xmlNode *n = m->type == XML_ELEMENT_NODE ? m->children : NULL; n;
			n = n->next)
			if (format_of(n)) {
				g->b.layout = format_of(n);
				read_statement(g, n);
			}
}

static void stay_silent(void *data, const char *message, ...)
{
	(void)data;
	(void)message;
}

/* What can be read of a damaged file, too: *whole tells. NULL: nothing at all. */
static xmlDoc *parse(const struct bdl_mapping *file, bool *whole)
{
	const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
	xmlDoc *doc;

	if (file->length > INT_MAX)
		return NULL;
	xmlSetGenericErrorFunc(NULL, stay_silent);
	doc = xmlReadMemory((const char *)file->bytes, (int)file->length, NULL, NULL, options);
	*whole = doc != NULL;
	if (!doc)
		doc = xmlReadMemory((const char *)file->bytes, (int)file->length, NULL, NULL,
			options | XML_PARSE_RECOVER);
	return doc;
}

static int show(struct reading *g, bool whole, struct bdl_error *err)
{
	struct bdl_reading *r = g->b.r;
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = bdl_bank_text(r, &text, err);

	bdl_buffer_release(&text);
	if (rc < 0)
		return -1;
	if (g->b.account_count == 0) {
		if (bdl_reading_warn(r, "No account is found in it; it is shown as text.") < 0)
			return bdl_fail_memory(err);
		return bdl_read_text(r, err);
	}
	g->b.written = bdl_arena_printf(r->arena,
		"It is a bank\xE2\x80\x99s statement for programs (%s); codes that only banks need "
		"are left out.",
		g->b.layout);
	rc = bdl_bank_show(&g->b, err);
	if (rc == 0 && r->facts->shown && !whole)
		r->facts->reason = BDL_REASON_TRUNCATED;
	return rc;
}

int bdl_read_camt(struct bdl_reading *r, struct bdl_error *err)
{
	struct reading g = {.lines = 0};
	struct bdl_mapping file = {0};
	bool whole = false;
	xmlDoc *doc;
	int rc;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	bdl_bank_begin(&g.b, r);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	doc = parse(&file, &whole);
	bdl_reading_unmap(&file);
	if (doc)
		read_document(&g, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	xmlCleanupParser();
	rc = g.b.failed ? bdl_fail_memory(err) : show(&g, whole, err);
	bdl_buffer_release(&g.shown);
	return rc;
}
