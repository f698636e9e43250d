/* Core bundle (R28): where a court's rules want one above so many pages, and how long its own
 * documents may be. */
#include "check/index_seen.h"

#include "base/text.h"
#include <string.h>

/* The first row that is about such a document, with how many pages it has; the next row ends it. */
static const struct bdl_seen_row *find_long(struct bdl_judging *j,
	const struct bdl_seen_list *index, const struct bdl_document_limit *d, unsigned *pages)
{
	for (size_t i = 0; i < index->count; i++) {
		const struct bdl_seen_row *r = &index->rows[i];
		unsigned next = i + 1 < index->count ? r[1].from_page : j->seen->page_count + 1;
		const char *words = bdl_squeeze(&j->out->arena, d->document);

		j->failed |= !words;
		if (!words || !strstr(r->squeezed, words) || !r->from_page)
			continue;
		*pages = *r->to && r->to_page >= r->from_page ? r->to_page - r->from_page + 1
			 : next > r->from_page                ? next - r->from_page
							      : 1;
		if (*pages > d->pages)
			return r;
	}
	return NULL;
}

static bool judge_lengths(struct bdl_judging *j)
{
	struct bdl_seen_list index;

	if (bdl_find_index(j, &index) < 0)
		return true;
	for (unsigned i = 0; i < j->recipient->documents_count; i++) {
		const struct bdl_document_limit *d = &j->recipient->documents[i];
		unsigned pages;
		const struct bdl_seen_row *r = find_long(j, &index, d, &pages);

		if (!r)
			continue;
		bdl_rule_says(j, BDL_WARN,
			&(struct bdl_pages){
				.list = (unsigned *)(uintptr_t)&r->from_page, .count = 1},
			"\"%s\" has %u pages; %s allows %u (%s).", bdl_quote(j, r->text, 80), pages,
			j->recipient->name, d->pages, d->source);
		return true;
	}
	return false;
}

void bdl_rule_r28(struct bdl_judging *j)
{
	const struct bdl_limit *core = j->recipient ? &j->recipient->core_above : NULL;

	if (!core || !core->value) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			j->recipient ? "%s has no rule about core bundles that is known."
				     : "%sAbove how many pages a core bundle is needed depends on "
				       "the recipient: --for.",
			j->recipient ? j->recipient->name : "");
		return;
	}
	if (!bdl_rule_has_pages(j))
		return;
	if (j->seen->page_count > core->value && !j->has_core &&
		!(j->table && j->table->main_pages))
		bdl_rule_says(j, BDL_WARN, NULL,
			"%u pages are more than %llu: a core bundle must go with it (%s).",
			j->seen->page_count, (unsigned long long)core->value, core->source);
	else if (judge_lengths(j) || j->failed)
		return;
	else if (j->seen->page_count > core->value)
		bdl_rule_says(j, BDL_PASS, NULL,
			"%u pages are more than %llu, and a core bundle goes with it (%s).",
			j->seen->page_count, (unsigned long long)core->value, core->source);
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"%u pages need no core bundle: up to %llu are allowed without (%s).",
			j->seen->page_count, (unsigned long long)core->value, core->source);
}
