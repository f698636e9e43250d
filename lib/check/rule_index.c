/*
 * The index: every document has its row (R8), the row says the right page (R9) and leads there
 * (R10), the columns are there and nothing is cut short (R11), sections run by date (R12), and
 * there is a way back (R13).
 */
#include "check/index_seen.h"
#include "check/page_names.h"

#include "base/text.h"
#include "model/numbering.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
/* A document or section as the table has it. */
struct listed {
	const char *squeezed;    /* its title */
	const char *title;
	char label[BDL_LABEL_TEXT];
	unsigned page;
	const struct bdl_exhibit *exhibit; /* NULL: a section */
	size_t rows;             /* of the index that are about it */
	size_t row;              /* the first of them */
};

struct table {
	struct listed *list; size_t count;
	size_t documents;
	bool *taken;             /* for each row of the index */
};

/* clang-format on */

/* ---- what all of them need ---- */

/* False, with a verdict, where there is no index to be judged. */
static bool has_index(struct bdl_judging *j, struct bdl_seen_list *index, enum bdl_verdict without)
{
	if (!bdl_rule_has_pages(j) || bdl_find_index(j, index) < 0)
		return false;
	if (index->count)
		return true;
	if (index->first)
		bdl_rule_says(j, without, &(struct bdl_pages){.list = &index->first, .count = 1},
			"The index on page %u has no rows that end in a page number.",
			index->first);
	else
		bdl_rule_says(j, without, NULL, "There is no index.");
	return false;
}

static void add_listed(struct bdl_judging *j, struct table *t, const char *title, unsigned page,
	const struct bdl_exhibit *x)
{
	struct listed *l = &t->list[t->count++];

	*l = (struct listed){.title = title, .page = page, .exhibit = x};
	l->squeezed = bdl_squeeze(&j->out->arena, title ? title : "");
	bdl_page_label(j->table, page, l->label);
	j->failed |= !l->squeezed;
	t->documents += x != NULL;
}

/* The documents and sections of the table, none of them found in the index yet. */
static bool read_table(struct bdl_judging *j, size_t rows, struct table *t)
{
	const struct bdl_bundle *b = j->table;

	*t = (struct table){.count = 0};
	t->list = bdl_arena_alloc(
		&j->out->arena, (b->order_count + b->section_count + 1) * sizeof(*t->list));
	t->taken = bdl_arena_alloc(&j->out->arena, rows + 1);
	if (!t->list || !t->taken) {
		j->failed = true;
		return false;
	}
	for (size_t i = 0; i < b->section_count; i++)
		add_listed(j, t, b->sections[i].title, b->sections[i].page, NULL);
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		add_listed(j, t, x->title ? x->title : x->name, x->first_page, x);
	}
	return !j->failed;
}

static bool is_about(const struct bdl_seen_row *r, const struct listed *l)
{
	return bdl_squeezed_holds(r->squeezed, l->squeezed);
}

static int by_page(const void *a, const void *b)
{
	const struct listed *x = *(const struct listed *const *)a;
	const struct listed *y = *(const struct listed *const *)b;

	return (x->page > y->page) - (x->page < y->page);
}

static void match(struct table *t, struct listed *l, size_t row)
{
	if (l->rows++ == 0)
		l->row = row;
	t->taken[row] = true;
}

/* Rows that say the page of something with that title. */
static bool match_by_page(struct bdl_judging *j, const struct bdl_seen_list *index, struct table *t)
{
	const struct listed **by = bdl_arena_alloc(&j->out->arena, (t->count + 1) * sizeof(*by));

	if (!by) {
		j->failed = true;
		return false;
	}
	for (size_t i = 0; i < t->count; i++)
		by[i] = &t->list[i];
	if (t->count)
		qsort(by, t->count, sizeof(*by), by_page);
	for (size_t row = 0; row < index->count; row++) {
		size_t low = 0, high = t->count;

		while (low < high) {
			size_t middle = low + (high - low) / 2;

			if (by[middle]->page < index->rows[row].from_page)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < t->count && by[low]->page == index->rows[row].from_page; low++)
			if (!t->taken[row] && is_about(&index->rows[row], by[low]))
				match(t, &t->list[by[low] - t->list], row);
	}
	return true;
}

/* What is left: rows that have the title and another page. */
static void match_by_title(const struct bdl_seen_list *index, struct table *t)
{
	enum { TRIES = 2000 * 2000 };

	size_t tries = 0;

	for (size_t i = 0; i < t->count; i++)
		for (size_t row = 0; t->list[i].rows == 0 && row < index->count && tries < TRIES;
			row++) {
			tries++;
			if (!t->taken[row] && t->list[i].squeezed[0] &&
				is_about(&index->rows[row], &t->list[i]))
				match(t, &t->list[i], row);
		}
}

static bool match_table(struct bdl_judging *j, const struct bdl_seen_list *index, struct table *t)
{
	if (!read_table(j, index->count, t) || !match_by_page(j, index, t))
		return false;
	match_by_title(index, t);
	return true;
}

/* ---- R8 ---- */

static void judge_rows_by_table(struct bdl_judging *j, const struct bdl_seen_list *index)
{
	struct bdl_pages where = {.count = 0};
	const char *missing = NULL, *extra = NULL, *twice = NULL;
	size_t without = 0, orphans = 0, doubled = 0;
	struct table t;

	if (!match_table(j, index, &t))
		return;
	for (size_t i = 0; i < t.count; i++) {
		const struct listed *l = &t.list[i];

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

	if (!has_index(j, &index, BDL_FAIL))
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
	struct table t;

	if (!match_table(j, index, &t))
		return;
	for (size_t i = 0; i < t.count; i++) {
		const struct listed *l = &t.list[i];
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

	if (!has_index(j, &index, BDL_FAIL))
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

	if (!has_index(j, &index, BDL_FAIL))
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

/* ---- R11 ---- */

static bool heads_say(const char *heads, const char *const *words)
{
	for (; *words; words++)
		if (bdl_text_has_word(heads, *words))
			return true;
	return false;
}

static const char *missing_column(struct bdl_judging *j, const char *heads)
{
	static const char *const number[] = {"no", "number", "tab", "item", "ref", "doc", NULL};
	static const char *const document[] = {
		"document", "documents", "description", "title", "item", NULL};
	static const char *const date[] = {"date", "dated", NULL};
	static const char *const page[] = {"page", "pages", "pg", "pp", NULL};
	const char *none = bdl_rule_text(j, "%s%s%s%s", heads_say(heads, number) ? "" : ", number",
		heads_say(heads, document) ? "" : ", description",
		heads_say(heads, date) ? "" : ", date", heads_say(heads, page) ? "" : ", page");

	return *none ? none + 2 : NULL;
}

static bool is_cut(const struct bdl_seen_row *r)
{
	for (size_t i = 0; i < r->line.count; i++) {
		const char *w = r->line.words[i]->text;
		size_t n = strlen(w);

		if (n > 3 && (strcmp(w + n - 3, "...") == 0 || strcmp(w + n - 3, "\u2026") == 0) &&
			!strstr(r->text, "[character"))
			return true;
	}
	return false;
}

/* A row whose document is not dated must say so. Rows of sections have neither date nor the word.
 */
static bool lacks_date(
	struct bdl_judging *j, const struct bdl_seen_row *r, const struct table *t, size_t row)
{
	if (r->day.year || r->undated)
		return false;
	if (!j->table)
		return !(bdl_is_alpha((unsigned char)r->text[0]) &&
			 (r->text[1] == ' ' || r->text[1] == '.'));
	for (size_t i = 0; i < t->count; i++)
		if (t->list[i].exhibit && t->list[i].rows && t->list[i].row == row)
			return true;
	return false;
}

static bool overflows(const struct bdl_judging *j, const struct bdl_seen_list *index)
{
	const struct bdl_seen_page *p = &j->seen->pages[index->first - 1];

	return index->body_left < 10 || index->body_right > p->width - 10;
}

/* A title that the row holds in a part only. */
static const char *truncated(
	struct bdl_judging *j, const struct bdl_seen_list *index, const struct table *t)
{
	for (size_t i = 0; j->table && i < t->count; i++) {
		const struct listed *l = &t->list[i];

		for (size_t row = 0; l->rows == 0 && row < index->count; row++)
			if (!t->taken[row] && index->rows[row].from_page == l->page)
				return l->title;
	}
	return NULL;
}

void bdl_rule_r11(struct bdl_judging *j)
{
	struct bdl_pages cut = {.count = 0}, undated = {.count = 0};
	struct table t = {.count = 0};
	const char *missing, *title;
	struct bdl_seen_list index;

	if (!has_index(j, &index, BDL_WARN) || (j->table && !match_table(j, &index, &t)))
		return;
	for (size_t i = 0; i < index.count; i++) {
		if (is_cut(&index.rows[i]))
			bdl_pages_add(j, &cut, index.rows[i].page);
		if (lacks_date(j, &index.rows[i], &t, i))
			bdl_pages_add(j, &undated, index.rows[i].page);
	}
	missing = missing_column(j, index.heads);
	title = truncated(j, &index, &t);
	if (missing)
		bdl_rule_says(j, BDL_WARN, &(struct bdl_pages){.list = &index.first, .count = 1},
			"The index has no column for: %s.", missing);
	else if (cut.count || title)
		bdl_rule_says(j, BDL_WARN, &cut, "Titles in the index are cut short%s%s%s.",
			title ? ", such as \"" : "", title ? bdl_quote(j, title, 80) : "",
			title ? "\"" : "");
	else if (undated.count)
		bdl_rule_says(j, BDL_WARN, &undated,
			"Rows of the index have neither a date nor the word undated.");
	else if (overflows(j, &index))
		bdl_rule_says(j, BDL_WARN, NULL, "The index runs beyond the margins of its pages.");
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The index has number, description, date and page, and cuts nothing "
			"short.");
}

/* ---- R12 ---- */

static void judge_order_by_table(struct bdl_judging *j)
{
	const struct bdl_bundle *b = j->table;
	struct bdl_pages where = {.count = 0};
	const char *first = NULL;

	for (size_t s = 0; s < b->section_count; s++) {
		const struct bdl_section *section = &b->sections[s];
		const struct bdl_exhibit *before = NULL;

		for (size_t i = section->first; i < section->first + section->count; i++) {
			const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

			/* what came with a document stands behind it */
			if (x->inside)
				continue;
			if (before && (before->date.precision == BDL_UNDATED
						      ? x->date.precision != BDL_UNDATED
						      : x->date.precision != BDL_UNDATED &&
								bdl_day_compare(x->date.day,
									before->date.day) < 0)) {
				first = first ? first : x->title;
				bdl_pages_add(j, &where, x->first_page);
			}
			before = x;
		}
	}
	if (where.count)
		bdl_rule_says(j, BDL_WARN, &where,
			"%zu document%s not in the order of the dates, first \"%s\".",
			bdl_pages_total(&where), where.count == 1 ? " is" : "s are",
			bdl_quote(j, first ? first : "", 80));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"In each section the documents stand in the order of their dates.");
}

static void judge_order_alone(struct bdl_judging *j, const struct bdl_seen_list *index)
{
	struct bdl_pages where = {.count = 0};
	struct bdl_day before = {0};
	const char *first = NULL;
	size_t dated = 0;

	for (size_t i = 0; i < index->count; i++) {
		const struct bdl_seen_row *r = &index->rows[i];

		if (r->attached)
			continue;
		if (!r->day.year) {
			/* neither dated nor said to be undated: the head of a section */
			if (!r->undated)
				before = (struct bdl_day){0};
			continue;
		}
		dated++;
		if (before.year && bdl_day_compare(r->day, before) < 0) {
			first = first ? first : r->text;
			bdl_pages_add(j, &where, r->page);
		}
		before = r->day;
	}
	if (!dated)
		bdl_rule_says(j, BDL_NOT_APPLICABLE, NULL,
			"The index shows no dates by which its order could be judged.");
	else if (where.count)
		bdl_rule_says(j, BDL_WARN, &where,
			"Documents are not in the order of their dates, first \"%s\".",
			bdl_quote(j, first, 80));
	else
		bdl_rule_says(j, BDL_PASS, NULL,
			"The rows of the index stand in the order of their dates.");
}

/* A period that a row shows ends its dates: the table says where it begins. */
void bdl_rule_r12(struct bdl_judging *j)
{
	struct bdl_seen_list index;

	if (!has_index(j, &index, BDL_WARN))
		return;
	if (j->table)
		judge_order_by_table(j);
	else
		judge_order_alone(j, &index);
}

/* ---- R13 ---- */

static bool leads_back(
	const struct bdl_judging *j, const struct bdl_seen_list *index, unsigned page)
{
	const struct bdl_seen_page *p = &j->seen->pages[page - 1];

	for (size_t i = 0; i < p->link_count; i++)
		if (p->links[i].to.kind == BDL_TARGET_PAGE && !p->links[i].hidden &&
			p->links[i].to.page >= index->first && p->links[i].to.page <= index->last)
			return true;
	return false;
}

void bdl_rule_r13(struct bdl_judging *j)
{
	struct bdl_pages where = {.count = 0};
	struct bdl_seen_list index;
	size_t documents = 0;

	if (!has_index(j, &index, BDL_WARN))
		return;
	for (size_t i = 0; i < index.count; i++) {
		unsigned page =
			index.rows[i].from_page ? index.rows[i].from_page : index.rows[i].leads_to;

		if (page < 1 || page > j->seen->page_count)
			continue;
		documents++;
		if (!leads_back(j, &index, page))
			bdl_pages_add(j, &where, page);
	}
	if (where.count)
		bdl_rule_says(j, BDL_WARN, &where,
			"%zu of %zu documents have no link back to the index on their first page.",
			bdl_pages_total(&where), documents);
	else
		bdl_rule_says(j, BDL_PASS, NULL, "Each document has a link back to the index.");
}
