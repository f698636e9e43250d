/*
 * Private matter of a document as far as its facts show it, for telling a person before anything is
 * sent. See redact.h.
 */
#include "judge/redact.h"

#include <stdlib.h>
#include <string.h>

struct search {
	struct bdl_bundle *b;
	size_t row;
	struct bdl_error *err;
};

static int search_text(const struct search *s, const struct bdl_private_list *l, unsigned page,
	const char *text, size_t length)
{
	struct bdl_private_spans spans;
	int rc = 0;

	if (!length || bdl_private_find(text, length, l, &spans, s->err) < 0)
		return length ? -1 : 0;
	for (size_t i = 0; rc == 0 && i < spans.count; i++) {
		const struct bdl_private_found found = {
			.row = s->row, .page = page, .kind = spans.list[i].kind, .count = 1};

		rc = bdl_bundle_found(s->b, &found, s->err);
	}
	free(spans.list);
	return rc;
}

/* Of what shows by its form on its pages, all that is not meant to be seen. */
static int search_pages(
	const struct search *s, const struct bdl_facts *f, const struct bdl_private_list *l)
{
	for (size_t i = 0; i < f->hidden_count; i++) {
		const struct bdl_hidden *h = &f->hidden[i];

		if (h->text && search_text(s, l, h->page, h->text, strlen(h->text)) < 0)
			return -1;
	}
	return 0;
}

/* Records of one page at a time: there may be 100,000. */
static int search_records(
	const struct search *s, const struct bdl_facts *f, const struct bdl_private_list *l)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < f->record_count; i++) {
		const struct bdl_record *r = &f->records[i];

		bdl_buffer_printf(
			&text, "%s\n%s\n\n", r->party ? r->party : "", r->text ? r->text : "");
		if (i + 1 < f->record_count && f->records[i + 1].page == r->page)
			continue;
		rc = text.failed ? bdl_fail_memory(s->err)
				 : search_text(s, l, r->page, text.data, text.length);
		bdl_buffer_clear(&text);
	}
	bdl_buffer_release(&text);
	return rc;
}

static bool is_told_by_page(const struct bdl_facts *f)
{
	for (size_t i = 0; i < f->hidden_count; i++)
		if (f->hidden[i].text)
			return true;
	return f->record_count > 0;
}

int bdl_find_private(struct bdl_bundle *b, size_t row, const struct bdl_facts *f,
	const struct bdl_private_list *l, struct bdl_error *err)
{
	const struct search s = {.b = b, .row = row, .err = err};
	struct bdl_private_list listed = *l;

	listed.patterns = l->patterns && !is_told_by_page(f);
	if (search_pages(&s, f, l) < 0 || search_records(&s, f, l) < 0)
		return -1;
	if (f->title && search_text(&s, &listed, 0, f->title, strlen(f->title)) < 0)
		return -1;
	return search_text(&s, &listed, f->pages == 1 ? 1 : 0, f->text, strlen(f->text));
}
