/* What a recipient asks of the PDF: numbering, sizes, pages. See recipient_read.h. */
#include "model/recipient_read.h"

#include "model/numbering.h"

enum { VALUE_MOST = 999999999, PAGES_MOST = 100000 };

/* ---- limits ---- */

static int take_value(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	unsigned value;

	if (bdl_take_count(y, n, 1, VALUE_MOST, &value) < 0)
		return -1;
	*(uint64_t *)into = value;
	return 0;
}

static int take_limit(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {BDL_KEY("value", struct bdl_limit, value, take_value),
		BDL_KEY("words", struct bdl_limit, words, bdl_take_text), BDL_KEY_END};
	struct bdl_limit *l = into;
	struct bdl_said said = {.source = NULL};

	if (bdl_take_said(y, n, keys, 2, l, &said) < 0)
		return -1;
	l->source = said.source;
	l->confidence = said.confidence;
	l->reviewed = said.reviewed;
	return 0;
}

static int take_pages(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	return bdl_take_count(y, n, 1, PAGES_MOST, into);
}

static int take_document(
	const struct bdl_yaml *y, const struct bdl_node *n, struct bdl_document_limit *l)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("document", struct bdl_document_limit, document, bdl_take_text),
		BDL_KEY("pages", struct bdl_document_limit, pages, take_pages), BDL_KEY_END};
	struct bdl_said said = {.source = NULL};

	if (bdl_take_said(y, n, keys, 2, l, &said) < 0)
		return -1;
	l->source = said.source;
	l->confidence = said.confidence;
	l->reviewed = said.reviewed;
	return 0;
}

static int take_documents(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_recipient *r = into;
	size_t count, i = 0;
	void *rows;

	if (bdl_take_rows(y, n, BDL_RECIPIENT_ROWS_MOST, sizeof(*r->documents), &rows, &count) < 0)
		return -1;
	r->documents = rows;
	r->documents_count = (unsigned)count;
	for (const struct bdl_node *v = n->first; v; v = v->next)
		if (take_document(y, v, &r->documents[i++]) < 0)
			return -1;
	return 0;
}

/* ---- wishes ---- */

static int take_numbering_word(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const char *const words[] = {"plain", "by-section", NULL};
	int word = bdl_take_word(y, n, "numbering", words);

	*(bool *)into = word == 1;
	return word < 0 ? -1 : 0;
}

static int take_numbering(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("value", struct bdl_recipient, by_section, take_numbering_word),
		BDL_KEY_END};
	struct bdl_recipient *r = into;

	return bdl_take_said(y, n, keys, 1, r, &r->numbering_said);
}

/* As it stands: the space at its end parts it from the number. */
static int take_prefix_text(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	const char *text = bdl_node_text(y, n);

	if (!text)
		return -1;
	if (!bdl_prefix_is_usable(text)) {
		bdl_node_wrong(y, n, "\"%.40s\" cannot stand before page numbers", text);
		return bdl_hint(
			y->err, "plain letters and signs, 16 at most, and no figure at its end");
	}
	*(const char **)into = text;
	return 0;
}

static int take_prefix(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("value", struct bdl_recipient, number_prefix, take_prefix_text),
		BDL_KEY_END};
	struct bdl_recipient *r = into;

	return bdl_take_said(y, n, keys, 1, r, &r->number_prefix_said);
}

static int take_number_size(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_limit *size = into;

	if (take_limit(y, n, size) < 0)
		return -1;
	if (size->value >= (uint64_t)BDL_NUMBER_SIZE_LEAST &&
		size->value <= (uint64_t)BDL_NUMBER_SIZE_MOST)
		return 0;
	bdl_node_wrong(y, bdl_recipient_node(n, "value"), "is not from 9 to 24");
	return bdl_hint(y->err, "points of the type");
}

static const struct bdl_key no_keys[] = {BDL_KEY_END};

static int take_hearing(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_recipient *r = into;

	r->wants_hearing = true;
	return bdl_take_said(y, n, no_keys, 0, r, &r->hearing_said);
}

static int take_messages(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	struct bdl_recipient *r = into;

	r->warns_of_messages = true;
	return bdl_take_said(y, n, no_keys, 0, r, &r->messages_said);
}

static int take_summary(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {
		BDL_KEY("asks", struct bdl_recipient, summary_asks, bdl_take_text), BDL_KEY_END};
	struct bdl_recipient *r = into;

	r->wants_summary = true;
	return bdl_take_said(y, n, keys, 0, r, &r->summary_said);
}

int bdl_take_pdf(const struct bdl_yaml *y, const struct bdl_node *n, void *into)
{
	static const struct bdl_key keys[] = {{"numbering", take_numbering, 0},
		{"number_prefix", take_prefix, 0},
		BDL_KEY("number_size", struct bdl_recipient, number_size, take_number_size),
		BDL_KEY("bytes_safe", struct bdl_recipient, bytes_safe, take_limit),
		BDL_KEY("bytes_most", struct bdl_recipient, bytes_most, take_limit),
		BDL_KEY("pages_most", struct bdl_recipient, pages_most, take_limit),
		BDL_KEY("core_above", struct bdl_recipient, core_above, take_limit),
		BDL_KEY("least_type", struct bdl_recipient, least_type, take_limit),
		{"hearing", take_hearing, 0}, {"messages", take_messages, 0},
		{"summary", take_summary, 0}, {"documents", take_documents, 0}, BDL_KEY_END};
	struct bdl_recipient *r = into;

	if (bdl_take_mapping(y, n, keys, r) < 0 || bdl_need_keys(y, n, keys, 1) < 0)
		return -1;
	if (r->bytes_safe.value <= r->bytes_most.value || !r->bytes_most.value)
		return 0;
	bdl_node_wrong(y, bdl_recipient_node(n, "bytes_safe"), "is above bytes_most");
	return bdl_hint(y->err, "what is safe is at most what is taken");
}
