/*
 * Paginate: every page number of the bundle. Cover, index, essential reading and
 * chronology come first, then each
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

/* order: the rows that the section's `first` counts in. */
static int paginate_section(struct bdl_bundle *b, const size_t *order, struct bdl_section *s,
	unsigned *next, struct bdl_error *err)
{
	if (s->sheets == 0)
		s->sheets = 1;
	if (take_pages(next, s->sheets, &s->page, err) < 0)
		return -1;
	for (size_t i = s->first; i < s->first + s->count; i++) {
		struct bdl_exhibit *x = &b->exhibits[order[i]];

		assert(x->pages > 0);
		if (take_pages(next, x->pages, &x->first_page, err) < 0)
			return -1;
	}
	return 0;
}

static int take_front(unsigned *next, const struct bdl_front *front, struct bdl_error *err)
{
	unsigned first;

	for (size_t i = 0; i < BDL_FRONT_PARTS; i++)
		if (take_pages(next, front->part[i], &first, err) < 0)
			return -1;
	return 0;
}

int bdl_paginate(struct bdl_bundle *b, const struct bdl_front *front, struct bdl_error *err)
{
	unsigned next = 1;

	assert(b->stage == BDL_STAGE_CHRONICLED || b->stage == BDL_STAGE_PAGINATED);
	assert(b->volume_count == 0);
	if (take_front(&next, front, err) < 0)
		return -1;
	for (size_t i = 0; i < b->exhibit_count; i++)
		b->exhibits[i].first_page = 0;
	for (size_t i = 0; i < b->section_count; i++) {
		struct bdl_section *s = &b->sections[i];

		assert(s->first <= b->order_count && s->count <= b->order_count - s->first);
		if (paginate_section(b, b->order, s, &next, err) < 0)
			return -1;
	}
	b->front = *front;
	b->pages = next - 1;
	b->stage = BDL_STAGE_PAGINATED;
	return 0;
}

int bdl_paginate_volume(
	struct bdl_bundle *b, unsigned number, const struct bdl_front *front, struct bdl_error *err)
{
	struct bdl_volume *v = &b->volumes[number - 1];
	unsigned next = 1;

	assert(b->stage == BDL_STAGE_CHRONICLED || b->stage == BDL_STAGE_PAGINATED);
	assert(number >= 1 && number <= b->volume_count);
	if (take_front(&next, front, err) < 0)
		return -1;
	for (size_t i = 0; i < v->section_count; i++)
		if (paginate_section(b, b->order + v->first, &v->sections[i], &next, err) < 0)
			return -1;
	v->front = *front;
	v->pages = next - 1;
	return 0;
}

/* A section stands where its first document does. */
static void place_section(struct bdl_bundle *b, struct bdl_section *s)
{
	const struct bdl_volume *v = b->volumes;

	while (s->first >= v->first + v->count)
		v++;
	for (size_t i = 0; i < v->section_count; i++)
		if (v->first + v->sections[i].first == s->first) {
			s->page = v->sections[i].page;
			s->sheets = v->sections[i].sheets;
		}
}

int bdl_paginate_whole(struct bdl_bundle *b, struct bdl_error *err)
{
	unsigned next = 1, first;

	assert(b->volume_count > 0);
	b->front = (struct bdl_front){0};
	for (size_t i = 0; i < b->volume_count; i++)
		if (take_pages(&next, b->volumes[i].pages, &first, err) < 0)
			return -1;
	for (size_t i = 0; i < b->section_count; i++)
		place_section(b, &b->sections[i]);
	b->pages = next - 1;
	b->stage = BDL_STAGE_PAGINATED;
	return 0;
}

unsigned bdl_index_page(const struct bdl_bundle *b)
{
	return bdl_front_page(&b->front, BDL_FRONT_INDEX);
}

unsigned bdl_chronology_page(const struct bdl_bundle *b)
{
	const struct bdl_front *f = &b->front;

	return f->chronology ? bdl_front_page(f, BDL_FRONT_CHRONOLOGY) : 0;
}
