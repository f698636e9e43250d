/* Index against the table: see index_table.h. */
#include "check/index_table.h"

#include "base/text.h"
#include <stdlib.h>

bool bdl_rule_has_index(
	struct bdl_judging *j, struct bdl_seen_list *index, enum bdl_verdict without)
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

static void add_listed(struct bdl_judging *j, struct bdl_index_table *t, const char *title,
	unsigned page, const struct bdl_exhibit *x)
{
	struct bdl_listed *l = &t->list[t->count++];

	*l = (struct bdl_listed){.title = title, .page = page, .exhibit = x};
	l->squeezed = bdl_squeeze(&j->out->arena, title ? title : "");
	bdl_page_label(j->table, page, l->label);
	j->failed |= !l->squeezed;
	t->documents += x != NULL;
}

/* The documents and sections of the table, none of them found in the index yet. */
static bool read_table(struct bdl_judging *j, size_t rows, struct bdl_index_table *t)
{
	const struct bdl_bundle *b = j->table;

	*t = (struct bdl_index_table){.count = 0};
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

static bool is_about(const struct bdl_seen_row *r, const struct bdl_listed *l)
{
	return bdl_squeezed_holds(r->squeezed, l->squeezed);
}

static int by_page(const void *a, const void *b)
{
	const struct bdl_listed *x = *(const struct bdl_listed *const *)a;
	const struct bdl_listed *y = *(const struct bdl_listed *const *)b;

	return (x->page > y->page) - (x->page < y->page);
}

static void match(struct bdl_index_table *t, struct bdl_listed *l, size_t row)
{
	if (l->rows++ == 0)
		l->row = row;
	t->taken[row] = true;
}

/* Rows that say the page of something with that title. */
static bool match_by_page(
	struct bdl_judging *j, const struct bdl_seen_list *index, struct bdl_index_table *t)
{
	const struct bdl_listed **by =
		bdl_arena_alloc(&j->out->arena, (t->count + 1) * sizeof(*by));

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
static void match_by_title(const struct bdl_seen_list *index, struct bdl_index_table *t)
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

bool bdl_match_index(
	struct bdl_judging *j, const struct bdl_seen_list *index, struct bdl_index_table *t)
{
	if (!read_table(j, index->count, t) || !match_by_page(j, index, t))
		return false;
	match_by_title(index, t);
	return true;
}
