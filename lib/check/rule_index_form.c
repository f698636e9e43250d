/*
 * The index as a reader uses it: the columns are there and nothing is cut short (R11), sections run
 * by date (R12), and there is a way back (R13).
 */
#include "check/index_table.h"

#include "base/text.h"
#include <string.h>

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
static bool lacks_date(struct bdl_judging *j, const struct bdl_seen_row *r,
	const struct bdl_index_table *t, size_t row)
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
	struct bdl_judging *j, const struct bdl_seen_list *index, const struct bdl_index_table *t)
{
	for (size_t i = 0; j->table && i < t->count; i++) {
		const struct bdl_listed *l = &t->list[i];

		for (size_t row = 0; l->rows == 0 && row < index->count; row++)
			if (!t->taken[row] && index->rows[row].from_page == l->page)
				return l->title;
	}
	return NULL;
}

void bdl_rule_r11(struct bdl_judging *j)
{
	struct bdl_pages cut = {.count = 0}, undated = {.count = 0};
	struct bdl_index_table t = {.count = 0};
	const char *missing, *title;
	struct bdl_seen_list index;

	if (!bdl_rule_has_index(j, &index, BDL_WARN) ||
		(j->table && !bdl_match_index(j, &index, &t)))
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

	if (!bdl_rule_has_index(j, &index, BDL_WARN))
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

	if (!bdl_rule_has_index(j, &index, BDL_WARN))
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
