/* Outline: see outline.h. Pure. */
#include "bind/outline.h"
#include "base/text.h"

#include <stdlib.h>

#define DEPTHS 64 /* the sources' depth is limited by part.h, ours is 2 */

static int make_room(struct bdl_outline *o)
{
	size_t space = o->space ? o->space + o->space / 2 : 64;
	struct bdl_outline_item *items;

	if (o->count < o->space)
		return 0;
	if (o->count >= BDL_NO_ITEM - 1)
		return -1;
	items = realloc(o->items, space * sizeof(*items));
	if (!items)
		return -1;
	o->items = items;
	o->space = space;
	return 0;
}

static void add_title(struct bdl_buffer *out, const char *title, size_t length)
{
	while (length) {
		char utf8[4];
		uint32_t code;
		size_t n = bdl_utf8_next(title, length, &code);

		title += n;
		length -= n;
		if (code < 0x20 || (code >= 0x7F && code < 0xA0))
			code = ' ';
		bdl_buffer_add(out, utf8, bdl_utf8_put(code, utf8));
	}
}

int bdl_outline_add(struct bdl_outline *o, const struct bdl_outline_item *item, const char *title,
	size_t length, struct bdl_error *err)
{
	struct bdl_outline_item *row;

	if (make_room(o) < 0)
		return bdl_fail_memory(err);
	row = &o->items[o->count];
	*row = *item;
	row->title = o->titles.length;
	add_title(&o->titles, title, length);
	if (o->titles.failed)
		return bdl_fail_memory(err);
	row->title_length = (uint32_t)(o->titles.length - row->title);
	o->count++;
	return 0;
}

/* Puts row i behind the last item of its depth, below the last one above it. */
static void join_one(struct bdl_outline *o, uint32_t i, uint32_t last[DEPTHS])
{
	struct bdl_outline_item *item = &o->items[i];

	item->parent = item->depth ? last[item->depth - 1] : BDL_NO_ITEM;
	item->previous = last[item->depth];
	item->next = item->first = item->last = BDL_NO_ITEM;
	item->visible = 0;
	if (item->previous != BDL_NO_ITEM)
		o->items[item->previous].next = i;
	else if (item->depth)
		o->items[item->parent].first = i;
	else
		o->first = i;
	if (item->depth)
		o->items[item->parent].last = i;
	else
		o->last = i;
	last[item->depth] = i;
	for (size_t below = item->depth + 1; below < DEPTHS; below++)
		last[below] = BDL_NO_ITEM;
}

int bdl_outline_join(struct bdl_outline *o, struct bdl_error *err)
{
	uint32_t last[DEPTHS];

	o->first = o->last = BDL_NO_ITEM;
	o->visible = 0;
	for (size_t i = 0; i < DEPTHS; i++)
		last[i] = BDL_NO_ITEM;
	for (uint32_t i = 0; i < o->count; i++) {
		uint32_t depth = o->items[i].depth;

		if (depth >= DEPTHS || (depth && last[depth - 1] == BDL_NO_ITEM))
			return bdl_fail(err, BDL_EINTERNAL, NULL,
				"bookmark %u stands below no other", (unsigned)i + 1);
		join_one(o, i, last);
	}
	/*
	 * children come behind their parents, so backwards each item's sum is whole before it is
	 * passed up
	 */
	for (uint32_t i = (uint32_t)o->count; i-- > 0;) {
		struct bdl_outline_item *item = &o->items[i];
		uint32_t seen = 1 + (item->open ? item->visible : 0);

		if (item->parent == BDL_NO_ITEM)
			o->visible += seen;
		else
			o->items[item->parent].visible += seen;
	}
	return 0;
}

void bdl_outline_release(struct bdl_outline *o)
{
	free(o->items);
	bdl_buffer_release(&o->titles);
	*o = (struct bdl_outline){0};
}
