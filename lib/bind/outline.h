/*
 * Outline: the bookmarks, ours and the sources' below them, as one list in depth-first order, and
 * what PDF wants to know of each: its parent, its neighbours, its first and last child.
 */
#ifndef BDL_BIND_OUTLINE_H
#define BDL_BIND_OUTLINE_H

#include "base/buffer.h"
#include <stdbool.h>
#include <stdint.h>

#define BDL_NO_ITEM UINT32_MAX

struct bdl_outline_item {
	uint32_t depth; /* from 0; at most one more than the item before */
	uint32_t page; /* of bundle.pdf, from 1 */
	double left, top; /* user space; NAN: not given; both: the top of the page */
	size_t title; /* in titles, UTF-8 without control characters */
	uint32_t title_length;
	bool open; /* its children are shown */
	/* bdl_outline_join() */
	uint32_t parent, previous, next, first, last; /* rows, or BDL_NO_ITEM */
	uint32_t visible; /* descendants to be seen once it is open */
};

struct bdl_outline {
	struct bdl_outline_item *items;
	size_t count, space;
	struct bdl_buffer titles;
	uint32_t first, last; /* of depth 0 */
	uint32_t visible; /* items to be seen when the file is opened */
};

/* Adds an item with that title; control characters become blanks. */
int bdl_outline_add(struct bdl_outline *o, const struct bdl_outline_item *item, const char *title,
	size_t length, struct bdl_error *err) BDL_MUST_CHECK;

/* Works out who stands beside and below whom. */
int bdl_outline_join(struct bdl_outline *o, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_outline_release(struct bdl_outline *o);

#endif
