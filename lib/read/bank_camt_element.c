/* See bank_camt.h: elements of the tree and their values. */
#include "read/bank_camt.h"

#include "read/bank_date.h"
#include "read/sheet.h"

#include <string.h>

static const struct bdl_money_style point = {.comma = false};

bool bdl_camt_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

const xmlNode *bdl_camt_child(const xmlNode *n, const char *name)
{
	const xmlNode *c = n ? n->children : NULL;

	while (c && !bdl_camt_is(c, name))
		c = c->next;
	return c;
}

/* "Acct/Id/IBAN" */
const xmlNode *bdl_camt_find(const xmlNode *n, const char *path)
{
	char name[32];

	while (n && *path) {
		size_t length = strcspn(path, "/");

		if (length >= sizeof(name))
			return NULL;
		memcpy(name, path, length);
		name[length] = '\0';
		n = bdl_camt_child(n, name);
		path += length + (path[length] == '/');
	}
	return n;
}

/* The words straight in the element; NULL where there are none. */
const char *bdl_camt_words(struct bdl_camt *g, const xmlNode *n)
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

const char *bdl_camt_words_at(struct bdl_camt *g, const xmlNode *n, const char *path)
{
	return bdl_camt_words(g, bdl_camt_find(n, path));
}

const char *bdl_camt_attribute(struct bdl_camt *g, const xmlNode *n, const char *name)
{
	for (const xmlAttr *a = n ? n->properties : NULL; a; a = a->next)
		if (strcmp((const char *)a->name, name) == 0 && a->children && a->children->content)
			return bdl_bank_line(&g->b, (const char *)a->children->content,
				strlen((const char *)a->children->content));
	return NULL;
}

/* A sum with the sign that CdtDbtInd beside it gives. */
struct bdl_bank_money bdl_camt_sum(struct bdl_camt *g, const xmlNode *n)
{
	const char *text = bdl_camt_words_at(g, n, "Amt"),
		   *side = bdl_camt_words_at(g, n, "CdtDbtInd");
	struct bdl_bank_money m = {0};

	if (!text)
		return m;
	m = bdl_bank_sum(&g->b, point, text, strlen(text));
	if (side && strcmp(side, "DBIT") == 0)
		m.pence = m.read ? -m.pence : -1;
	return m;
}

/* "2023-02-10" of Dt, without the zone that may stand behind it; or DtTm, a moment. */
const char *bdl_camt_day(struct bdl_camt *g, const xmlNode *n, struct bdl_moment *out)
{
	const char *text = bdl_camt_words_at(g, n, "Dt");
	size_t length = text ? strlen(text) : 0;

	*out = (struct bdl_moment){0};
	if (!text) {
		text = bdl_camt_words_at(g, n, "DtTm");
		length = text ? strlen(text) : 0;
	} else if (length > BDL_CAMT_DAY) {
		length = BDL_CAMT_DAY;
	}
	if (text && bdl_bank_day(text, length, false, out) && out->zone == BDL_ZONE_UNKNOWN &&
		out->seconds == 0)
		out->zone = BDL_ZONE_NONE;
	return text;
}
