/* What a recipient asks of the PDF: numbering, sizes, pages. See recipient_take.h. */
#include "model/recipient_take.h"

#include <string.h>

static struct bdl_limit take_limit(
	struct bdl_taking *t, const char *key, const struct bdl_written_limit *w)
{
	struct bdl_said said;

	if (!w)
		return (struct bdl_limit){.value = 0};
	if (w->value == 0)
		bdl_taking_wrong(t, NULL, key, "%s: a limit of 0", key);
	said = bdl_recipient_take_said(t, NULL, &w->said);
	return (struct bdl_limit){.value = w->value,
		.words = bdl_recipient_take_text(t, w->words),
		.source = said.source,
		.confidence = said.confidence,
		.reviewed = said.reviewed};
}

static struct bdl_said take_wish(struct bdl_taking *t, const struct bdl_written_line *w)
{
	return w ? bdl_recipient_take_said(t, NULL, &w->said) : (struct bdl_said){.source = NULL};
}

static void take_numbering(
	struct bdl_taking *t, const struct bdl_written_line *w, struct bdl_recipient *r)
{
	r->numbering_said = bdl_recipient_take_said(t, NULL, &w->said);
	r->by_section = strcmp(w->value, "by-section") == 0;
	if (!r->by_section && strcmp(w->value, "plain") != 0)
		bdl_taking_wrong(t, NULL, w->value,
			"numbering \"%.40s\" is not plain or by-section", w->value);
}

static void take_documents(
	struct bdl_taking *t, const struct bdl_written_pdf *w, struct bdl_recipient *r)
{
	r->documents = bdl_recipient_take_rows(t, w->documents_count, sizeof(*r->documents));
	r->documents_count = r->documents ? w->documents_count : 0;
	for (unsigned i = 0; i < r->documents_count; i++) {
		const struct bdl_written_document *d = &w->documents[i];
		struct bdl_said said = bdl_recipient_take_said(t, NULL, &d->said);

		if (d->pages == 0)
			bdl_taking_wrong(t, NULL, NULL, "%.60s: a limit of 0 pages", d->document);
		r->documents[i] =
			(struct bdl_document_limit){.document = bdl_recipient_take_text(t, d->document),
				.pages = d->pages,
				.source = said.source,
				.confidence = said.confidence,
				.reviewed = said.reviewed};
	}
}

void bdl_recipient_take_pdf(struct bdl_taking *t, const struct bdl_written_pdf *w, struct bdl_recipient *r)
{
	take_numbering(t, &w->numbering, r);
	r->bytes_safe = take_limit(t, "bytes_safe", w->bytes_safe);
	r->bytes_most = take_limit(t, "bytes_most", w->bytes_most);
	r->pages_most = take_limit(t, "pages_most", w->pages_most);
	r->core_above = take_limit(t, "core_above", w->core_above);
	r->least_type = take_limit(t, "least_type", w->least_type);
	if (r->bytes_safe.value && r->bytes_most.value && r->bytes_safe.value > r->bytes_most.value)
		bdl_taking_wrong(t, NULL, "bytes_safe", "bytes_safe is above bytes_most");
	r->hearing_said = take_wish(t, w->hearing);
	r->wants_hearing = w->hearing != NULL;
	r->messages_said = take_wish(t, w->messages);
	r->warns_of_messages = w->messages != NULL;
	take_documents(t, w, r);
}
