/* Bookmarks: each section and each document has one that leads to its first page (R14), and it says
 * what that is (R15). */
#include "check/index_seen.h"
#include "check/page_names.h"

#include "base/text.h"
#include "model/numbering.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TITLE_MOST = 80 };

/* ---- R14 ---- */

static bool leads_to(const struct bdl_seen_bookmark *m, unsigned page)
{
	return m->to.kind == BDL_TARGET_PAGE && m->to.page == page;
}

static bool is_named(struct bdl_judging *j, const struct bdl_seen_bookmark *m, const char *title)
{
	const char *whole = bdl_squeeze(&j->out->arena, m->title);
	const char *part = bdl_squeeze(&j->out->arena, title);

	j->failed |= !whole || !part;
	return whole && part && bdl_squeezed_holds(whole, part);
}

/* The bookmark at or behind `from` of that depth; behind the last of its parent there is none.
 * count: none. */
static size_t find_bookmark(
	struct bdl_judging *j, size_t from, unsigned depth, unsigned page, const char *title)
{
	const struct bdl_seen *s = j->seen;

	for (size_t i = from; i < s->bookmark_count; i++) {
		const struct bdl_seen_bookmark *m = &s->bookmarks[i];

		if (m->depth < depth)
			break;
		if (m->depth == depth && leads_to(m, page) && is_named(j, m, title))
			return i;
	}
	return s->bookmark_count;
}

struct missing {
	struct bdl_pages where;
	const char *first;
	size_t count;
};

static void miss(struct bdl_judging *j, struct missing *m, const char *title, unsigned page)
{
	if (m->count++ == 0)
		m->first = title;
	bdl_pages_add(j, &m->where, page);
}

static void look_for_all(struct bdl_judging *j, struct missing *m)
{
	const struct bdl_bundle *b = j->table;

	for (size_t s = 0; s < b->section_count; s++) {
		const struct bdl_section *section = &b->sections[s];
		size_t at = find_bookmark(j, 0, 0, section->page, section->title);

		if (at == j->seen->bookmark_count)
			miss(j, m, section->title, section->page);
		at = at == j->seen->bookmark_count ? at : at + 1;
		for (size_t i = section->first; i < section->first + section->count; i++) {
			const struct bdl_exhibit *x = &b->exhibits[b->order[i]];
			size_t found = find_bookmark(j, at, 1, x->first_page, x->title);

			if (found == j->seen->bookmark_count)
				miss(j, m, x->title, x->first_page);
			else
				at = found + 1;
		}
	}
}

/* Without a table the index says which documents there are. */
static void look_for_rows(
	struct bdl_judging *j, const struct bdl_seen_list *index, struct missing *m)
{
	for (size_t i = 0; i < index->count; i++) {
		const struct bdl_seen_row *r = &index->rows[i];
		unsigned page = r->from_page ? r->from_page : r->leads_to;
		bool found = false;

		for (size_t k = 0; k < j->seen->bookmark_count && !found; k++)
			found = leads_to(&j->seen->bookmarks[k], page);
		if (page && !found)
			miss(j, m, r->text, page);
	}
}

static size_t count_dead(struct bdl_judging *j, const char **first)
{
	size_t dead = 0;

	for (size_t i = 0; i < j->seen->bookmark_count; i++) {
		if (j->seen->bookmarks[i].to.kind != BDL_TARGET_DEAD ||
			j->seen->bookmarks[i].depth > 1)
			continue;
		if (dead++ == 0)
			*first = j->seen->bookmarks[i].title;
	}
	return dead;
}

void bdl_rule_r14(struct bdl_judging *j)
{
	struct missing m = {.count = 0};
	struct bdl_seen_list index = {.count = 0};
	const char *dead = "";
	size_t count;

	if (!bdl_rule_has_pages(j) || (!j->table && bdl_find_index(j, &index) < 0))
		return;
	if (j->seen->bookmark_count == 0) {
		bdl_rule_says(j, BDL_FAIL, NULL, "There are no bookmarks.");
		return;
	}
	if (j->table)
		look_for_all(j, &m);
	else
		look_for_rows(j, &index, &m);
	count = count_dead(j, &dead);
	if (m.count)
		bdl_rule_says(j, BDL_FAIL, &m.where,
			"%zu section%s or document%s without a bookmark to the first page, first "
			"\"%s\".",
			m.count, m.count == 1 ? "" : "s", m.count == 1 ? " is" : "s are",
			bdl_quote(j, m.first, TITLE_MOST));
	else if (!j->table && index.count && count)
		bdl_rule_says(j, BDL_FAIL, NULL, "%zu bookmark%s to no page, first \"%s\".", count,
			count == 1 ? " leads" : "s lead", bdl_quote(j, dead, TITLE_MOST));
	else if (!j->table && !index.count)
		bdl_rule_says(j, BDL_WARN, NULL,
			"There are %zu bookmarks, and no index to hold them against.",
			j->seen->bookmark_count);
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"Each section and each document has a bookmark to its first page.");
}

/* ---- R15 ---- */

/* The label as a word of its own: "[p.12]", "page 12", "(12)". */
static bool says_page(const char *title, const char *label)
{
	size_t n = strlen(label);

	for (const char *at = strstr(title, label); n && at; at = strstr(at + 1, label)) {
		unsigned char before = at > title ? (unsigned char)at[-1] : ' ',
			      behind = (unsigned char)at[n];

		if (!bdl_is_digit(before) && !bdl_is_alpha(before) && before != '/' &&
			!bdl_is_digit(behind) && !bdl_is_alpha(behind) && behind != '/')
			return true;
	}
	return false;
}

/* A name that a computer or a camera gave: "scan0007.pdf", "IMG_2290", "C:\letters\x". */
static bool is_file_name(const char *words)
{
	static const char *const extensions[] = {".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff",
		".heic", ".doc", ".docx", ".xls", ".xlsx", ".txt", ".eml", ".msg", ".csv", ".rtf",
		".html"};
	static const char *const bases[] = {"img_", "dsc_", "dscn", "scan", "untitled", "document"};
	size_t n = strlen(words), e;

	for (size_t i = 0; i < sizeof(extensions) / sizeof(*extensions); i++) {
		e = strlen(extensions[i]);
		if (n > e && bdl_text_casecmp(words + n - e, extensions[i]) == 0)
			return true;
	}
	for (size_t i = 0; i < sizeof(bases) / sizeof(*bases); i++) {
		size_t same = 0;

		e = strlen(bases[i]);
		while (same < e && bdl_lower((unsigned char)words[same]) == bases[i][same])
			same++;
		if (same == e && words[e + strspn(words + e, "0123456789 _-")] == '\0')
			return true;
	}
	return strchr(words, '\\') || bdl_text_starts(words, "/");
}

/* clang-format off */
struct titles {
	struct bdl_pages empty, no_page, file, differs;
	const char *first_no_page, *first_file, *first_differs;
	size_t judged;
};

/* clang-format on */

static bool has_letters(const char *words)
{
	for (; *words; words++)
		if (bdl_is_alpha((unsigned char)*words) || (unsigned char)*words >= 0x80)
			return true;
	return false;
}

/* wording: what the index says of it; NULL: not known. */
static void judge_title(struct bdl_judging *j, struct titles *t, const struct bdl_seen_bookmark *m,
	const char *wording)
{
	char label[BDL_LABEL_TEXT];
	const char *words;

	if (m->to.kind != BDL_TARGET_PAGE || m->to.page < 1 || m->to.page > j->seen->page_count)
		return;
	if (j->table && m->to.page <= j->table->pages)
		bdl_page_label(j->table, m->to.page, label);
	else
		snprintf(label, sizeof(label), "%s", bdl_name_of_page(j, m->to.page));
	t->judged++;
	words = bdl_bookmark_words(j, m->title, label);
	if (!has_letters(words)) {
		bdl_pages_add(j, &t->empty, m->to.page);
		return;
	}
	if (!says_page(m->title, label)) {
		t->first_no_page = t->first_no_page ? t->first_no_page : m->title;
		bdl_pages_add(j, &t->no_page, m->to.page);
	}
	if (is_file_name(words)) {
		t->first_file = t->first_file ? t->first_file : words;
		bdl_pages_add(j, &t->file, m->to.page);
	}
	if (wording) {
		const char *whole = bdl_squeeze(&j->out->arena, wording);
		const char *part = bdl_squeeze(&j->out->arena, words);

		j->failed |= !whole || !part;
		if (whole && part && !bdl_squeezed_holds(whole, part)) {
			t->first_differs = t->first_differs ? t->first_differs : m->title;
			bdl_pages_add(j, &t->differs, m->to.page);
		}
	}
}

static int by_start(const void *a, const void *b)
{
	const struct bdl_seen_row *x = a, *y = b;

	if (x->from_page != y->from_page)
		return x->from_page < y->from_page ? -1 : 1;
	return (x->page > y->page) - (x->page < y->page);
}

/* What the rows of the index that lead to that page say, one behind the other; NULL: there is none.
 * rows are sorted. */
static const char *wording_of(
	struct bdl_judging *j, const struct bdl_seen_list *index, unsigned page)
{
	size_t low = 0, high = index->count;
	const char *all = NULL;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (index->rows[middle].from_page < page)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < index->count && index->rows[low].from_page == page; low++)
		all = all ? bdl_rule_text(j, "%s %s", all, index->rows[low].text)
			  : index->rows[low].text;
	return all;
}

/* The index with its rows in the order of the pages that they name. */
static bool sort_rows(struct bdl_judging *j, struct bdl_seen_list *index)
{
	struct bdl_seen_row *rows =
		bdl_arena_alloc(&j->out->arena, (index->count + 1) * sizeof(*rows));

	if (!rows) {
		j->failed = true;
		return false;
	}
	if (index->count) {
		memcpy(rows, index->rows, index->count * sizeof(*rows));
		qsort(rows, index->count, sizeof(*rows), by_start);
	}
	index->rows = rows;
	return true;
}

/* Bookmarks of the sources stand below those of the documents and keep their own words. */
static void judge_titles(struct bdl_judging *j, struct bdl_seen_list *index, struct titles *t)
{
	unsigned deepest = 0;

	if (!sort_rows(j, index))
		return;
	for (size_t i = 0; i < j->seen->bookmark_count; i++)
		if (j->seen->bookmarks[i].to.kind == BDL_TARGET_PAGE &&
			wording_of(j, index, j->seen->bookmarks[i].to.page) &&
			j->seen->bookmarks[i].depth == 1)
			deepest = 1;
	for (size_t i = 0; i < j->seen->bookmark_count && !j->failed; i++) {
		const struct bdl_seen_bookmark *m = &j->seen->bookmarks[i];
		const char *wording =
			m->to.kind == BDL_TARGET_PAGE ? wording_of(j, index, m->to.page) : NULL;

		if (m->depth <= deepest && (index->count == 0 || wording))
			judge_title(j, t, m, wording);
	}
}

void bdl_rule_r15(struct bdl_judging *j)
{
	struct titles t = {.judged = 0};
	struct bdl_seen_list index;

	if (!bdl_rule_has_pages(j) || bdl_find_index(j, &index) < 0)
		return;
	if (j->seen->bookmark_count == 0) {
		bdl_rule_says(j, BDL_WARN, NULL, "There are no bookmarks.");
		return;
	}
	judge_titles(j, &index, &t);
	if (t.empty.count)
		bdl_rule_says(j, BDL_WARN, &t.empty, "%zu bookmark%s no words.",
			bdl_pages_total(&t.empty), t.empty.count == 1 ? " has" : "s have");
	else if (t.no_page.count)
		bdl_rule_says(j, BDL_WARN, &t.no_page,
			"%zu of %zu bookmarks do not say the page, first \"%s\".",
			bdl_pages_total(&t.no_page), t.judged,
			bdl_quote(j, t.first_no_page, TITLE_MOST));
	else if (t.file.count)
		bdl_rule_says(j, BDL_WARN, &t.file,
			"%zu bookmark%s called by a file's name, first \"%s\".",
			bdl_pages_total(&t.file), t.file.count == 1 ? " is" : "s are",
			bdl_quote(j, t.first_file, TITLE_MOST));
	else if (t.differs.count)
		bdl_rule_says(j, BDL_WARN, &t.differs,
			"%zu bookmark%s other words than the index, first \"%s\".",
			bdl_pages_total(&t.differs), t.differs.count == 1 ? " has" : "s have",
			bdl_quote(j, t.first_differs, TITLE_MOST));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The bookmarks of sections and documents say what is there and on which "
			"page.");
}
