/*
 * camt.052, .053 and .054: what banks tell programs, in XML. Read by libxml2 without network, and
 * without putting in entities that the file declares. Every entry is a payment; the values below it
 * that have no column go into its description.
 */
#include "read/bank_camt.h"

#include "read/bank_date.h"

#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

/* ---- statements ---- */

static void read_balance(struct bdl_camt *g, const xmlNode *n, struct bdl_bank_account *a)
{
	const char *kind = bdl_camt_words_at(g, n, "Tp/CdOrPrtry/Cd");
	struct bdl_moment m;

	(void)bdl_camt_day(g, bdl_camt_child(n, "Dt"), &m);
	if (!kind)
		return;
	if (strcmp(kind, "OPBD") == 0 || (strcmp(kind, "PRCD") == 0 && !a->opening.raw)) {
		a->opening = bdl_camt_sum(g, n);
		a->opening_day = m.day;
	} else if (strcmp(kind, "CLBD") == 0) {
		a->closing = bdl_camt_sum(g, n);
		a->closing_day = m.day;
	} else {
		return;
	}
	if (!a->currency)
		a->currency = bdl_camt_attribute(g, bdl_camt_child(n, "Amt"), "Ccy");
}

static struct bdl_day period_day(
	struct bdl_camt *g, const xmlNode *n, const char *day, const char *time)
{
	const char *text = bdl_camt_words_at(g, n, day);
	struct bdl_moment m = {0};

	if (!text)
		text = bdl_camt_words_at(g, n, time);
	/* the day as written: a zone behind it must not move it */
	if (text && strlen(text) >= BDL_CAMT_DAY)
		(void)bdl_bank_day(text, BDL_CAMT_DAY, false, &m);
	return m.day;
}

static void read_statement(struct bdl_camt *g, const xmlNode *n)
{
	struct bdl_bank_account *a = bdl_bank_account(&g->b);
	const char *number;

	if (!a)
		return;
	a->number = bdl_camt_words_at(g, n, "Acct/Id/IBAN");
	if (!a->number)
		a->number = bdl_camt_words_at(g, n, "Acct/Id/Othr/Id");
	a->currency = bdl_camt_words_at(g, n, "Acct/Ccy");
	number = bdl_camt_words_at(g, n, "ElctrncSeqNb");
	if (number)
		a->name = bdl_arena_printf(g->b.r->arena, "Statement %s", number);
	a->from = period_day(g, n, "FrToDt/FrDt", "FrToDt/FrDtTm");
	a->until = period_day(g, n, "FrToDt/ToDt", "FrToDt/ToDtTm");
	for (const xmlNode *c = n->children; c && !g->b.failed; c = c->next) {
		if (bdl_camt_is(c, "Bal"))
			read_balance(g, c, a);
		else if (bdl_camt_is(c, "Ntry"))
			bdl_camt_entry(g, c, a);
		else if (bdl_camt_is(c, "AddtlStmtInf") || bdl_camt_is(c, "AddtlRptInf") ||
			 bdl_camt_is(c, "AddtlNtfctnInf"))
			if (bdl_camt_words(g, c))
				bdl_bank_note(&g->b, bdl_camt_words(g, c));
	}
	if (!a->from.year && a->opening_day.year && a->closing_day.year &&
		bdl_day_compare(a->opening_day, a->closing_day) <= 0) {
		a->from = a->opening_day;
		a->until = a->closing_day;
	}
}

static const char *format_of(const xmlNode *n)
{
	if (bdl_camt_is(n, "Stmt"))
		return "camt.053";
	if (bdl_camt_is(n, "Rpt"))
		return "camt.052";
	return bdl_camt_is(n, "Ntfctn") ? "camt.054" : NULL;
}

static void read_document(struct bdl_camt *g, const xmlNode *root)
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

static int show(struct bdl_camt *g, bool whole, struct bdl_error *err)
{
	struct bdl_reading *r = g->b.r;
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = bdl_bank_text(r, true, &text, err);

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
	struct bdl_camt g = {.lines = 0};
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
	rc = g.b.failed ? bdl_fail_memory(err) : show(&g, whole, err);
	bdl_buffer_release(&g.shown);
	return rc;
}
