/*
 * Paginate: every page number of the bundle. Cover, index and chronology come first, then each
 * section: its sheet, then its exhibits in order. This is the only place where a page number is
 * made.
 */
#include "judge/judge.h"

#include <assert.h>
#include <limits.h>

/* Gives the next `count` pages away: *first is the first of them, *next moves behind them. */
static int take_pages(unsigned *next, unsigned count, unsigned *first, struct bdl_error *err)
{
	if (count > (unsigned)INT_MAX - *next)
		return bdl_fail(err, BDL_ELIMIT, NULL, "the bundle would have more than %d pages",
			INT_MAX - 1);
	*first = *next;
	*next += count;
	return 0;
}

static int paginate_section(
	struct bdl_bundle *b, struct bdl_section *s, unsigned *next, struct bdl_error *err)
{
	assert(s->first <= b->order_count && s->count <= b->order_count - s->first);
	if (s->sheets == 0)
		s->sheets = 1;
	if (take_pages(next, s->sheets, &s->page, err) < 0)
		return -1;
	for (size_t i = s->first; i < s->first + s->count; i++) {
		struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		assert(x->pages > 0);
		if (take_pages(next, x->pages, &x->first_page, err) < 0)
			return -1;
	}
	return 0;
}

int bdl_paginate(struct bdl_bundle *b, const struct bdl_front *front, struct bdl_error *err)
{
	unsigned next = 1, first;

	assert(b->stage == BDL_STAGE_CHRONICLED || b->stage == BDL_STAGE_PAGINATED);
	if (take_pages(&next, front->cover, &first, err) < 0 ||
		take_pages(&next, front->index, &first, err) < 0 ||
		take_pages(&next, front->chronology, &first, err) < 0)
		return -1;
	for (size_t i = 0; i < b->exhibit_count; i++)
		b->exhibits[i].first_page = 0;
	for (size_t i = 0; i < b->section_count; i++)
		if (paginate_section(b, &b->sections[i], &next, err) < 0)
			return -1;
	b->front = *front;
	b->pages = next - 1;
	b->stage = BDL_STAGE_PAGINATED;
	return 0;
}

unsigned bdl_index_page(const struct bdl_bundle *b)
{
	return b->front.cover + 1;
}

unsigned bdl_chronology_page(const struct bdl_bundle *b)
{
	return b->front.chronology ? b->front.cover + b->front.index + 1 : 0;
}
