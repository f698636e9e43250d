/* Core: see core.h. */
#include "model/core.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* These documents, numbered from 1; all other rows have no page and no number. */
static int choose(struct bdl_bundle *b, struct bdl_bundle *view, size_t *order, size_t count,
	struct bdl_error *err)
{
	size_t size = b->exhibit_count * sizeof(*view->exhibits);

	*view = *b;
	view->exhibits = bdl_arena_alloc(&b->arena, size);
	view->order = order;
	view->order_count = count;
	view->entry_count = view->event_count = view->volume_count = 0;
	view->volumes = NULL;
	view->front = (struct bdl_front){.cover = 0};
	view->pages = 0;
	if (!view->exhibits)
		return bdl_fail_memory(err);
	memcpy(view->exhibits, b->exhibits, size);
	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &view->exhibits[i];

		x->number = x->first_page = x->volume = 0;
		x->section = BDL_NONE;
	}
	for (size_t i = 0; i < view->order_count; i++)
		view->exhibits[view->order[i]].number = (unsigned)i + 1;
	return 0;
}

/* A section of the core bundle is no exhibit, only a part of one: its title says of which. */
static int open_section(struct bdl_bundle *b, struct bdl_bundle *view, const struct bdl_section *of,
	size_t first, struct bdl_error *err)
{
	struct bdl_section *s = &view->sections[view->section_count++];

	*s = (struct bdl_section){
		.letter = of->letter, .id = of->id, .title = of->title, .first = first};
	if (of->mark)
		s->title = bdl_arena_printf(&b->arena, "From exhibit %s: %s", of->mark, of->title);
	return s->title ? 0 : bdl_fail_memory(err);
}

static int divide(struct bdl_bundle *b, struct bdl_bundle *view, struct bdl_error *err)
{
	size_t before = BDL_NONE;

	view->sections =
		bdl_arena_alloc(&b->arena, (b->section_count + 1) * sizeof(*view->sections));
	view->section_count = 0;
	if (!view->sections)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < view->order_count; i++) {
		size_t section = b->exhibits[view->order[i]].section;

		if (section != before && open_section(b, view, &b->sections[section], i, err) < 0)
			return -1;
		before = section;
		view->exhibits[view->order[i]].section = view->section_count - 1;
		view->sections[view->section_count - 1].count++;
	}
	return 0;
}

int bdl_core_view(struct bdl_bundle *b, struct bdl_bundle *view, struct bdl_error *err)
{
	assert(b->stage >= BDL_STAGE_PAGINATED && b->about.court && b->about.court->core_count);
	if (choose(b, view, b->about.court->core_rows, b->about.court->core_count, err) < 0)
		return -1;
	view->name = bdl_arena_printf(&b->arena, "%s Core", b->name);
	if (!view->name)
		return bdl_fail_memory(err);
	if (b->about.title)
		view->about.title = bdl_arena_printf(&b->arena, "Core bundle: %s", b->about.title);
	if (b->about.title && !view->about.title)
		return bdl_fail_memory(err);
	view->stage = BDL_STAGE_CHRONICLED;
	view->main = b;
	return divide(b, view, err);
}

int bdl_single_view(
	struct bdl_bundle *b, size_t row, struct bdl_bundle *view, struct bdl_error *err)
{
	size_t *order = bdl_arena_alloc(&b->arena, sizeof(*order));

	assert(b->stage >= BDL_STAGE_PAGINATED);
	if (!order)
		return bdl_fail_memory(err);
	*order = row;
	if (choose(b, view, order, 1, err) < 0)
		return -1;
	view->name = bdl_arena_printf(&b->arena, "%s, %s", b->name, b->exhibits[row].title);
	view->about.title = b->exhibits[row].title;
	view->exhibits[row].first_page = 1;
	view->pages = view->exhibits[row].pages;
	view->sections = NULL;
	view->section_count = 0;
	return view->name ? 0 : bdl_fail_memory(err);
}

int bdl_core_page_map(struct bdl_bundle *b, struct bdl_bundle *view, struct bdl_error *err)
{
	struct bdl_court *c = b->about.court;
	unsigned *map = bdl_arena_alloc(&b->arena, (view->pages + (size_t)1) * sizeof(*map));

	c->core_first =
		bdl_arena_alloc(&b->arena, (view->order_count + 1) * sizeof(*c->core_first));
	if (!map || !c->core_first)
		return bdl_fail_memory(err);
	c->core_pages = view->pages;
	for (size_t i = 0; i < view->order_count; i++) {
		const struct bdl_exhibit *here = &view->exhibits[view->order[i]];
		const struct bdl_exhibit *there = &b->exhibits[view->order[i]];

		c->core_first[i] = here->first_page;
		for (unsigned page = 0; page < here->pages; page++)
			map[here->first_page + page - 1] = there->first_page + page;
	}
	view->main_pages = map;
	return 0;
}

/* The row of the document that stands on the page; BDL_NONE in front of the first. */
static size_t document_at(const struct bdl_bundle *view, unsigned page)
{
	size_t low = 0, high = view->order_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (view->exhibits[view->order[middle]].first_page <= page)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? view->order[low - 1] : BDL_NONE;
}

/* The main bundle, or the volume of it that the page stands in; its page, or 0. */
static unsigned place_in_main(const struct bdl_bundle *view, unsigned page, struct bdl_bundle *main)
{
	size_t row;

	if (!view->main || !view->main_pages || page < 1 || page > view->pages ||
		!view->main_pages[page - 1])
		return 0;
	*main = *view->main;
	row = document_at(view, page);
	if (main->volume_count > 0 && row != BDL_NONE && main->exhibits[row].volume > 0)
		bdl_volume_view(view->main, main->exhibits[row].volume, main);
	return view->main_pages[page - 1];
}

void bdl_main_label(const struct bdl_bundle *b, unsigned page, char out[BDL_LABEL_TEXT])
{
	struct bdl_bundle main;
	unsigned there = place_in_main(b, page, &main);

	out[0] = '\0';
	if (there)
		bdl_page_label(&main, there, out);
	else if (!b->main && b->main_pages && b->main_pages[page - 1])
		snprintf(out, BDL_LABEL_TEXT, "%u", b->main_pages[page - 1]);
}

void bdl_core_mark(const struct bdl_bundle *view, unsigned page, char out[BDL_LABEL_TEXT])
{
	struct bdl_bundle main;
	unsigned there = place_in_main(view, page, &main);

	out[0] = '\0';
	if (there)
		bdl_page_mark(&main, there, out);
}
