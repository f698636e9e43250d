/* Outline: a list in depth-first order becomes a tree. */
#include "bind/outline.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NONE BDL_NO_ITEM

static void add(struct bdl_outline *o, uint32_t depth, bool open)
{
	const struct bdl_outline_item item = {.depth = depth, .page = 1, .open = open};
	struct bdl_error err = {0};

	cr_assert_eq(bdl_outline_add(o, &item, "x", 1, &err), 0);
}

Test(outline, knows_parents_neighbours_and_counts)
{
	/* Cover; A (open): 1 with two below, the first with one of its own; 2; B (open): 3 */
	static const struct {
		uint32_t depth;
		bool open;
		uint32_t parent, previous, next, first, last, visible;
	} rows[] = {
		{0, false, NONE, NONE, 1, NONE, NONE, 0},
		{0, true, NONE, 0, 7, 2, 6, 2},
		{1, false, 1, NONE, 6, 3, 5, 2},
		{2, false, 2, NONE, 5, 4, 4, 1},
		{3, false, 3, NONE, NONE, NONE, NONE, 0},
		{2, false, 2, 3, NONE, NONE, NONE, 0},
		{1, false, 1, 2, NONE, NONE, NONE, 0},
		{0, true, NONE, 1, NONE, 8, 8, 1},
		{1, false, 7, NONE, NONE, NONE, NONE, 0},
	};
	struct bdl_outline o = {0};
	struct bdl_error err = {0};
	const size_t count = sizeof(rows) / sizeof(rows[0]);

	for (size_t i = 0; i < count; i++)
		add(&o, rows[i].depth, rows[i].open);
	cr_assert_eq(bdl_outline_join(&o, &err), 0);
	for (size_t i = 0; i < count; i++) {
		const struct bdl_outline_item *item = &o.items[i];

		cr_expect_eq(item->parent, rows[i].parent, "row %zu", i);
		cr_expect_eq(item->previous, rows[i].previous, "row %zu", i);
		cr_expect_eq(item->next, rows[i].next, "row %zu", i);
		cr_expect_eq(item->first, rows[i].first, "row %zu", i);
		cr_expect_eq(item->last, rows[i].last, "row %zu", i);
		cr_expect_eq(item->visible, rows[i].visible, "row %zu", i);
	}
	cr_expect_eq(o.first, 0);
	cr_expect_eq(o.last, 7);
	cr_expect_eq(o.visible, 6, "three of ours and three documents");
	bdl_outline_release(&o);
}

Test(outline, refuses_an_item_below_none)
{
	struct bdl_outline o = {0};
	struct bdl_error err = {0};

	add(&o, 0, false);
	add(&o, 2, false);
	cr_expect_eq(bdl_outline_join(&o, &err), -1);
	cr_expect_eq(err.code, BDL_EINTERNAL);
	bdl_outline_release(&o);
}

Test(outline, makes_one_line_of_every_title)
{
	static const char title[] = "a\nb\tc \xFF \xC2\x85.";
	struct bdl_outline o = {0};
	const struct bdl_outline_item item = {.page = 1};
	struct bdl_error err = {0};

	cr_assert_eq(bdl_outline_add(&o, &item, title, strlen(title), &err), 0);
	cr_expect_str_eq(bdl_buffer_string(&o.titles), "a b c \xEF\xBF\xBD  .");
	bdl_outline_release(&o);
}
