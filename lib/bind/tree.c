/* Tree: the page tree's shape, and the number of every object. Pure arithmetic. */
#include "bind/plan.h"

#define OBJECTS_MAX 2147483646u /* readers hold object numbers in an int */

static unsigned level_size(unsigned below)
{
	return (below + BDL_TREE_FAN_OUT - 1) / BDL_TREE_FAN_OUT;
}

uint32_t bdl_tree_nodes(unsigned pages)
{
	unsigned level = level_size(pages), nodes = level;

	while (level > 1) {
		level = level_size(level);
		nodes += level;
	}
	return nodes;
}

uint32_t bdl_tree_leaf(const struct bdl_plan *plan, unsigned page)
{
	return plan->first_node + (page - 1) / BDL_TREE_FAN_OUT;
}

uint32_t bdl_tree_root(const struct bdl_plan *plan)
{
	return plan->first_node + bdl_tree_nodes(plan->page_count) - 1;
}

/* Takes `count` numbers and returns the first of them. */
static uint32_t take(uint64_t *next, uint64_t count)
{
	uint64_t first = *next;

	*next += count;
	return (uint32_t)first;
}

static void number_pages(struct bdl_plan *plan, uint64_t *next)
{
	for (unsigned page = 1; page <= plan->page_count; page++) {
		struct bdl_linked_page *p = &plan->pages[page - 1];
		struct bdl_link ignored;

		while (bdl_plan_link(plan, page, p->link_count, &ignored))
			p->link_count++;
		p->first_link = take(next, p->link_count);
		p->object += plan->parts[p->part].base;
	}
}

int bdl_plan_number(struct bdl_plan *plan, struct bdl_error *err)
{
	uint64_t next = 1;

	plan->catalog = take(&next, 1);
	plan->info = take(&next, 1);
	plan->nothing = take(&next, 1);
	plan->first_node = take(&next, bdl_tree_nodes(plan->page_count));
	plan->outlines = take(&next, 1);
	plan->first_item = take(&next, plan->outline.count);
	plan->first_annots = take(&next, plan->page_count);
	plan->first_stamp = take(&next, plan->page_count);
	for (size_t i = 0; i < plan->part_count; i++) {
		struct bdl_linked_part *p = &plan->parts[i];

		p->base = take(&next, p->object_count) - 1;
		p->field = p->has_fields ? take(&next, 1) : 0;
	}
	plan->fonts[0] += plan->parts[BDL_FURNITURE_PART].base;
	plan->fonts[1] += plan->parts[BDL_FURNITURE_PART].base;
	number_pages(plan, &next);
	if (next - 1 > OBJECTS_MAX) {
		bdl_fail(err, BDL_ELIMIT, NULL, "the bundle would have too many parts for a PDF");
		return bdl_hint(err, "make two bundles of the folder");
	}
	plan->object_count = (uint32_t)(next - 1);
	return 0;
}
