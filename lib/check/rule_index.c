/*
 * The index and what it says: every document has its row (R8), the row says the right page (R9) and
 * leads there (R10).
 */
#include "check/index_table.h"
#include "check/page_names.h"

#include "base/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- R8 ---- */

static void judge_rows_by_table(struct bdl_judging *j, const struct bdl_seen_list *index)
{
	struct bdl_pages where = {.count = 0};
	const char *missing = NULL, *extra = NULL, *twice = NULL;
	size_t without = 0, orphans = 0, doubled = 0;
	struct bdl_index_table t;

	if (!bdl_match_index(j, index, &t))
		return;
	for (size_t i = 0; i < t.count; i++) {
		const struct bdl_listed *l = &t.list[i];

		if (!l->exhibit)
			continue;
		if (l->rows == 0) {
			without++;
			missing = missing ? missing : l->title;
			bdl_pages_add(j, &where, l->page);
		} else if (l->rows > 1) {
			doubled++;
			twice = twice ? twice : l->title;
			bdl_pages_add(j, &where, index->rows[l->row].page);
		}
	}
	for (size_t row = 0; row < index->count; row++) {
		if (t.taken[row])
			continue;
		orphans++;
		extra = extra ? extra : index->rows[row].text;
		bdl_pages_add(j, &where, index->rows[row].page);
	}
	if (without)
		bdl_rule_says(j, BDL_FAIL, &where,
			"%zu of %zu documents %s no row in the index, first \"%s\".", without,
			t.documents, without == 1 ? "has" : "have", bdl_quote(j, missing, 80));
	else if (doubled)
		bdl_rule_says(j, BDL_FAIL, &where, "The index lists \"%s\" more than once.",
			bdl_quote(j, twice, 80));
	else if (orphans)
		bdl_rule_says(j, BDL_FAIL, &where,
			"%zu row%s of the index %s about no document of the bundle, first \"%s\".",
			orphans, orphans == 1 ? "" : "s", orphans == 1 ? "is" : "are",
			bdl_quote(j, extra, 80));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"Each of the %zu documents has one row in the index.", t.documents);
}

static int by_row(const void *a, const void *b)
{
	const struct bdl_seen_row *x = *(const struct bdl_seen_row *const *)a;
	const struct bdl_seen_row *y = *(const struct bdl_seen_row *const *)b;
	int order = strcmp(x->squeezed, y->squeezed);

	if (!order)
		order = strcmp(x->from, y->from);
	return order ? order : (x > y) - (x < y);
}

/* Rows that say the same of the same page; the pages where the later ones stand. */
static size_t find_doubles(struct bdl_judging *j, const struct bdl_seen_list *index,
	struct bdl_pages *where, const char **first)
{
	const struct bdl_seen_row **rows =
		bdl_arena_alloc(&j->out->arena, (index->count + 1) * sizeof(*rows));
	size_t doubles = 0;

	if (!rows) {
		j->failed = true;
		return 0;
	}
	for (size_t i = 0; i < index->count; i++)
		rows[i] = &index->rows[i];
	qsort(rows, index->count, sizeof(*rows), by_row);
	for (size_t i = 1; i < index->count; i++) {
		if (strcmp(rows[i]->squeezed, rows[i - 1]->squeezed) != 0 ||
			strcmp(rows[i]->from, rows[i - 1]->from) != 0)
			continue;
		if (doubles++ == 0)
			*first = rows[i]->text;
		bdl_pages_add(j, where, rows[i]->page);
	}
	return doubles;
}

static bool leads_to_listed(const struct bdl_seen_list *index, unsigned page)
{
	for (size_t i = 0; i < index->count; i++)
		if (index->rows[i].from_page == page || index->rows[i].leads_to == page)
			return true;
	return false;
}

/* The depth of bookmarks at which most pages of the index's rows are met; sections stand above
 * documents, so of 0 and 1 it is 1. */
static unsigned depth_of_documents(const struct bdl_judging *j, const struct bdl_seen_list *index)
{
	size_t hits[8] = {0};
	unsigned best = 0;

	for (size_t i = 0; i < j->seen->bookmark_count; i++) {
		const struct bdl_seen_bookmark *m = &j->seen->bookmarks[i];

		if (m->depth < 8 && m->to.kind == BDL_TARGET_PAGE)
			hits[m->depth] += leads_to_listed(index, m->to.page);
	}
	for (unsigned d = 1; d < 8; d++)
		if (hits[d] > hits[best] || (d == 1 && hits[1] && hits[1] == hits[0]))
			best = d;
	return best;
}

/* Bookmarked like the documents of the index, and not in it. Front matter has bookmarks and no
 * rows. */
static size_t find_unlisted(struct bdl_judging *j, const struct bdl_seen_list *index,
	struct bdl_pages *where, const char **first)
{
	unsigned depth = depth_of_documents(j, index);
	struct bdl_seen_list chronology;
	size_t n = 0;

	if (bdl_find_chronology(j, &chronology) < 0)
		return 0;
	for (size_t i = 0; i < j->seen->bookmark_count; i++) {
		const struct bdl_seen_bookmark *m = &j->seen->bookmarks[i];
		bool below = i + 1 < j->seen->bookmark_count && m[1].depth > m->depth;

		if (m->depth != depth || m->to.kind != BDL_TARGET_PAGE ||
			m->to.page <= index->last ||
			(m->to.page >= chronology.first && m->to.page <= chronology.last) ||
			(depth == 0 && below) || leads_to_listed(index, m->to.page))
			continue;
		if (n++ == 0)
			*first = m->title;
		bdl_pages_add(j, where, m->to.page);
	}
	return n;
}

static void judge_rows_alone(struct bdl_judging *j, const struct bdl_seen_list *index)
{
	struct bdl_pages where = {.count = 0};
	const char *first = "";
	size_t n = find_doubles(j, index, &where, &first);

	if (n) {
		bdl_rule_says(j, BDL_FAIL, &where, "The index lists \"%s\" more than once.",
			bdl_quote(j, first, 80));
		return;
	}
	n = find_unlisted(j, index, &where, &first);
	if (n)
		bdl_rule_says(j, BDL_FAIL, &where,
			"%zu document%s with a bookmark %s no row in the index, first \"%s\".", n,
			n == 1 ? "" : "s", n == 1 ? "has" : "have", bdl_quote(j, first, 80));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The index has %zu rows, none twice; whether a document is missing only "
			"the archive can say.",
			index->count);
}

void bdl_rule_r8(struct bdl_judging *j)
{
	struct bdl_seen_list index;

	if (!bdl_rule_has_index(j, &index, BDL_FAIL))
		return;
	if (j->table)
		judge_rows_by_table(j, &index);
	else
		judge_rows_alone(j, &index);
}

/* ---- R9 ---- */

static void judge_pages_by_table(struct bdl_judging *j, const struct bdl_seen_list *index)
{
	struct bdl_pages where = {.count = 0};
	const char *first = NULL;
	size_t wrong = 0, right = 0;
	struct bdl_index_table t;

	if (!bdl_match_index(j, index, &t))
		return;
	for (size_t i = 0; i < t.count; i++) {
		const struct bdl_listed *l = &t.list[i];
		const struct bdl_seen_row *r = &index->rows[l->row];
		unsigned end =
			l->exhibit && l->exhibit->pages ? l->page + l->exhibit->pages - 1 : l->page;

		if (l->rows == 0)
			continue;
		if (r->from_page == l->page && (!*r->to || !l->exhibit || r->to_page == end)) {
			right++;
			continue;
		}
		if (wrong++ == 0)
			first = bdl_rule_text(j,
				"\"%s\" is said to be on page %s%s%s and is on page %s",
				bdl_quote(j, l->title, 80), r->from, *r->to ? " to " : "", r->to,
				l->label);
		bdl_pages_add(j, &where, r->page);
	}
	if (wrong)
		bdl_rule_says(j, BDL_FAIL, &where, "%zu row%s of the index say%s another page: %s.",
			wrong, wrong == 1 ? "" : "s", wrong == 1 ? "s" : "", first);
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"%zu rows of the index say the page on which it begins.", right);
}

/* What each bookmark says, squeezed; NULL where it leads to no page. */
static const char **words_of_bookmarks(struct bdl_judging *j)
{
	const struct bdl_seen *s = j->seen;
	const char **words =
		bdl_arena_alloc(&j->out->arena, (s->bookmark_count + 1) * sizeof(*words));

	j->failed |= !words;
	for (size_t i = 0; words && i < s->bookmark_count; i++) {
		const struct bdl_seen_bookmark *m = &s->bookmarks[i];

		if (m->to.kind != BDL_TARGET_PAGE)
			continue;
		words[i] = bdl_squeeze(&j->out->arena,
			bdl_bookmark_words(j, m->title, bdl_name_of_page(j, m->to.page)));
		j->failed |= !words[i];
	}
	return words;
}

/*
 * A bookmark of the row's own words says where it begins; of several the one that says most, and
 * half of the row at least, since a document's own bookmarks may say a part of it. 0: there is
 * none.
 */
static unsigned page_by_bookmark(
	const struct bdl_seen *s, const char **words, const struct bdl_seen_row *r)
{
	size_t most = 0, least = strlen(r->squeezed) / 2;
	unsigned page = 0;

	for (size_t i = 0; i < s->bookmark_count; i++) {
		size_t n = words[i] ? strlen(words[i]) : 0;

		if (n == 0 || n < least || n <= most || !strstr(r->squeezed, words[i]))
			continue;
		most = n;
		page = s->bookmarks[i].to.page;
	}
	return page;
}

static void judge_pages_alone(struct bdl_judging *j, const struct bdl_seen_list *index)
{
	const char **words = words_of_bookmarks(j);
	struct bdl_pages where = {.count = 0};
	const char *first = NULL;
	size_t wrong = 0, right = 0;

	for (size_t i = 0; i < index->count && !j->failed; i++) {
		const struct bdl_seen_row *r = &index->rows[i];
		unsigned is = r->leads_to ? r->leads_to : page_by_bookmark(j->seen, words, r);
		bool there =
			r->from_page && (!is || is == r->from_page) && r->to_page >= r->from_page;

		if (there) {
			right += is != 0;
			continue;
		}
		if (wrong++ == 0)
			first = bdl_rule_text(j,
				r->from_page && is ? "\"%s\" is said to be on page %s, and its "
						     "link leads to page %s"
						   : "\"%s\" is said to be on page %s, and there "
						     "is no such page%s",
				bdl_quote(j, r->text, 80), r->from,
				r->from_page && is ? bdl_name_of_page(j, is) : "");
		bdl_pages_add(j, &where, r->page);
	}
	if (wrong)
		bdl_rule_says(j, BDL_FAIL, &where, "%zu row%s of the index say%s another page: %s.",
			wrong, wrong == 1 ? "" : "s", wrong == 1 ? "s" : "", first);
	else if (right == index->count)
		bdl_rule_says(j, BDL_PASS, NULL,
			"All %zu rows of the index say the page to which they lead.", right);
	else
		bdl_rule_says(j, BDL_WARN, NULL,
			"%zu of %zu rows of the index have neither a link nor a bookmark that "
			"would say whether their page is right.",
			index->count - right, index->count);
}

void bdl_rule_r9(struct bdl_judging *j)
{
	struct bdl_seen_list index;

	if (!bdl_rule_has_index(j, &index, BDL_FAIL))
		return;
	if (j->table)
		judge_pages_by_table(j, &index);
	else
		judge_pages_alone(j, &index);
}

/* ---- R10 ---- */

void bdl_rule_r10(struct bdl_judging *j)
{
	struct bdl_pages without = {.count = 0}, astray = {.count = 0}, in_part = {.count = 0};
	size_t none = 0, wrong = 0, part = 0;
	struct bdl_seen_list index;

	if (!bdl_rule_has_index(j, &index, BDL_FAIL))
		return;
	for (size_t i = 0; i < index.count; i++) {
		const struct bdl_seen_row *r = &index.rows[i];

		if (!r->words_linked) {
			none++;
			bdl_pages_add(j, &without, r->page);
		} else if (r->dead || r->outward || r->leads_apart ||
			   (r->from_page && r->leads_to != r->from_page)) {
			wrong++;
			bdl_pages_add(j, &astray, r->page);
		} else if (r->words_linked < r->line.count) {
			part++;
			bdl_pages_add(j, &in_part, r->page);
		}
	}
	if (none)
		bdl_rule_says(j, BDL_FAIL, &without,
			"%zu of %zu rows of the index are no link to their document.", none,
			index.count);
	else if (wrong)
		bdl_rule_says(j, BDL_FAIL, &astray,
			"The links of %zu of %zu rows of the index lead to another page than they "
			"say, or to none.",
			wrong, index.count);
	else if (part)
		bdl_rule_says(j, BDL_WARN, &in_part,
			"%zu of %zu rows of the index can be pressed in a part only.", part,
			index.count);
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"All %zu rows of the index are links to the page that they name.",
			index.count);
}
