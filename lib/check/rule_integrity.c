/*
 * Integrity: every page has its source (R38), the bundle can be made again (R39), pages are as they
 * were (R40), nothing is in it twice (R41), the archive holds what it lists (R42). A PDF alone
 * shows little of this; the archive's own seal is judged where the archive is read, and comes to
 * R38 and R42 there.
 */
#include "check/index_seen.h"

#include "base/digest.h"
#include "base/text.h"
#include "check/alike.h"
#include <stdlib.h>
#include <string.h>

/* ---- R38 ---- */

static bool has_digest(const struct bdl_exhibit *x)
{
	static const uint8_t nothing[BDL_SHA256_SIZE];

	return memcmp(x->sha256, nothing, sizeof(nothing)) != 0;
}

/* Marks the pages that the table gives to something; the first page given twice, or 0. */
static unsigned mark_pages(const struct bdl_bundle *b, unsigned char *owner, unsigned pages)
{
	unsigned front = b->section_count ? b->sections[0].page - 1 : 0;

	for (size_t s = 0; s < b->section_count; s++)
		front = b->sections[s].page - 1 < front ? b->sections[s].page - 1 : front;
	for (size_t i = 0; i < b->order_count && !b->section_count; i++)
		if (!front || b->exhibits[b->order[i]].first_page - 1 < front)
			front = b->exhibits[b->order[i]].first_page - 1;
	for (unsigned page = 1; page <= front && page <= pages; page++)
		owner[page]++;
	for (size_t s = 0; s < b->section_count; s++)
		for (unsigned k = 0; k < (b->sections[s].sheets ? b->sections[s].sheets : 1); k++)
			if (b->sections[s].page + k <= pages)
				owner[b->sections[s].page + k]++;
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		for (unsigned k = 0; k < x->pages && x->first_page + k <= pages; k++)
			owner[x->first_page + k]++;
	}
	for (unsigned page = 1; page <= pages; page++)
		if (owner[page] > 1)
			return page;
	return 0;
}

static void judge_map(struct bdl_judging *j, unsigned char *owner)
{
	const struct bdl_bundle *b = j->table;
	unsigned twice = mark_pages(b, owner, j->seen->page_count);
	struct bdl_pages without = {.count = 0};
	const char *bare = NULL;

	for (unsigned page = 1; page <= j->seen->page_count; page++)
		if (!owner[page])
			bdl_pages_add(j, &without, page);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (!bare && (!has_digest(&b->exhibits[i]) || !b->exhibits[i].path[0]))
			bare = b->exhibits[i].name ? b->exhibits[i].name : b->exhibits[i].path;
	if (b->pages != j->seen->page_count)
		bdl_rule_says(j, BDL_FAIL, NULL, "The table speaks of %u pages and the PDF has %u.",
			b->pages, j->seen->page_count);
	else if (twice)
		bdl_rule_says(j, BDL_FAIL, &(struct bdl_pages){.list = &twice, .count = 1},
			"The table gives page %u to more than one document.", twice);
	else if (without.count)
		bdl_rule_says(j, BDL_FAIL, &without, "The table does not say where %s come%s from.",
			bdl_pages_words(j, &without), without.count == 1 ? "s" : "");
	else if (bare)
		bdl_rule_says(j, BDL_FAIL, NULL, "The table gives no fingerprint of \"%s\".",
			bdl_quote(j, bare, 80));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The table says of each of the %u pages where it comes from, and gives the "
			"fingerprint of each of the %zu documents.",
			b->pages, b->exhibit_count);
}

void bdl_rule_r38(struct bdl_judging *j)
{
	unsigned char *owner;

	if (!j->table) {
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"The PDF alone does not say which file each page comes from: check the "
			"archive.");
		return;
	}
	if (!bdl_rule_has_pages(j))
		return;
	owner = bdl_arena_alloc(&j->out->arena, (size_t)j->seen->page_count + 1);
	j->failed |= !owner;
	if (owner)
		judge_map(j, owner);
}

/* ---- R39, R40 ---- */

void bdl_rule_r39(struct bdl_judging *j)
{
	bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
		"Whether the same files make the same bytes shows only when the bundle is built "
		"again with the same --name and --date.");
}

void bdl_rule_r40(struct bdl_judging *j)
{
	bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
		"Whether a page is as its original can only be seen beside that: the originals lie "
		"in the archive.");
}

/* ---- R41 ---- */

static int by_digest(const void *a, const void *b)
{
	return memcmp((*(const struct bdl_exhibit *const *)a)->sha256,
		(*(const struct bdl_exhibit *const *)b)->sha256, BDL_SHA256_SIZE);
}

/* Two bound documents of the same bytes; NULL: there are none. */
static const struct bdl_exhibit *bound_twice(struct bdl_judging *j, struct bdl_pages *where)
{
	const struct bdl_bundle *b = j->table;
	const struct bdl_exhibit **all =
		bdl_arena_alloc(&j->out->arena, (b->order_count + 1) * sizeof(*all));

	if (!all) {
		j->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < b->order_count; i++)
		all[i] = &b->exhibits[b->order[i]];
	if (b->order_count)
		qsort(all, b->order_count, sizeof(*all), by_digest);
	for (size_t i = 1; i < b->order_count; i++)
		if (all[i]->size > 0 && by_digest(&all[i], &all[i - 1]) == 0) {
			bdl_pages_add(j, where, all[i - 1]->first_page);
			bdl_pages_add(j, where, all[i]->first_page);
			return all[i];
		}
	return NULL;
}

void bdl_rule_r41(struct bdl_judging *j)
{
	struct bdl_pages where = {.count = 0};
	const struct bdl_exhibit *twice;
	struct bdl_alike alike;

	if (!bdl_rule_has_pages(j))
		return;
	twice = j->table ? bound_twice(j, &where) : NULL;
	if (twice) {
		bdl_rule_says(j, BDL_WARN, &where, "\"%s\" is bound more than once, byte for byte.",
			bdl_quote(j, twice->name, 80));
		return;
	}
	if (bdl_find_alike(j, &alike) < 0)
		return;
	for (size_t i = 0; i < alike.count; i++) {
		bdl_pages_add(j, &where, alike.pairs[i].one);
		bdl_pages_add(j, &where, alike.pairs[i].other);
	}
	if (alike.documents < 2)
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"Where one document ends and the next begins cannot be seen, so nothing "
			"can be compared.");
	else if (alike.count && alike.pairs[0].inside)
		bdl_rule_says(j, BDL_WARN, &where,
			"%s: the words of the document on page %u stand in the one on page %u "
			"too%s. Both may be needed: look.",
			bdl_rule_text(j, "%zu pair%s of documents say the same", alike.count,
				alike.count == 1 ? "" : "s"),
			alike.pairs[0].one, alike.pairs[0].other,
			alike.count > 1 ? ", and so on" : "");
	else if (alike.count)
		bdl_rule_says(j, BDL_WARN, &where,
			"%s: those on pages %u and %u have nearly the same words%s. Both may be "
			"needed: look.",
			bdl_rule_text(j, "%zu pair%s of documents say the same", alike.count,
				alike.count == 1 ? "" : "s"),
			alike.pairs[0].one, alike.pairs[0].other,
			alike.count > 1 ? ", and so on" : "");
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"None of the %zu documents has the words of another.", alike.documents);
}

/* ---- R42 ---- */

void bdl_rule_r42(struct bdl_judging *j)
{
	bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
		"There is only the PDF: check the archive to see whether it holds what it lists.");
}
