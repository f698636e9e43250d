/*
 * Plan: which page stands where, and where its number leads. Pure: reads the bundle and the drawn
 * pages, opens nothing.
 */
#include "bind/plan.h"

#include <math.h>
#include <stdlib.h>

/* From the top of a section's first row in the index up to that of its heading. */
#define SECTION_ROW 31.0
#define FOOT_LEFT 72.0 /* for which draw has measured the foot */

/* The page of the bundle that a part's page is bound as: nobody else's, and in the bundle. */
static int claim(
	struct bdl_plan *plan, unsigned page, uint32_t part, uint32_t index, struct bdl_error *err)
{
	struct bdl_linked_page *p;

	if (page < 1 || page > plan->page_count)
		return bdl_fail(err, BDL_EINTERNAL, plan->parts[part].name,
			"page %u is outside the bundle", page);
	p = &plan->pages[page - 1];
	if (p->part != BDL_FURNITURE_PART)
		return bdl_fail(err, BDL_EINTERNAL, plan->parts[part].name,
			"page %u is already taken", page);
	p->part = part;
	p->index = index;
	return 0;
}

static int claim_all(struct bdl_plan *plan, struct bdl_error *err)
{
	const struct bdl_drawn *drawn = plan->in->drawn;

	for (unsigned i = 0; i < drawn->page_count; i++)
		if (claim(plan, drawn->pages[i], BDL_DRAWN_PART, i, err) < 0)
			return -1;
	for (uint32_t part = BDL_FIRST_EXHIBIT_PART; part < plan->part_count; part++) {
		const struct bdl_exhibit *x =
			&plan->in->bundle->exhibits[plan->parts[part].exhibit];

		for (unsigned i = 0; i < x->pages; i++)
			if (claim(plan, x->first_page + i, part, i, err) < 0)
				return -1;
	}
	for (unsigned i = 0; i < plan->page_count; i++)
		if (plan->pages[i].part == BDL_FURNITURE_PART)
			return bdl_fail(err, BDL_EINTERNAL, NULL,
				"page %u of the bundle belongs to nobody", i + 1);
	return 0;
}

static int list_parts(struct bdl_plan *plan, struct bdl_error *err)
{
	const struct bdl_bundle *b = plan->in->bundle;

	plan->parts = calloc(b->order_count + BDL_FIRST_EXHIBIT_PART, sizeof(*plan->parts));
	if (!plan->parts)
		return bdl_fail_memory(err);
	plan->parts[BDL_DRAWN_PART] =
		(struct bdl_linked_part){.exhibit = BDL_NONE, .name = "the drawn pages"};
	plan->parts[BDL_DRAWN_PART].page_count = plan->in->drawn->page_count;
	plan->parts[BDL_FURNITURE_PART] =
		(struct bdl_linked_part){.exhibit = BDL_NONE, .name = "the fonts"};
	plan->parts[BDL_FURNITURE_PART].page_count = 1;
	plan->part_count = BDL_FIRST_EXHIBIT_PART;
	for (size_t i = 0; i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (!x->shown)
			continue;
		if (!x->part || !x->pages)
			return bdl_fail(
				err, BDL_EINTERNAL, x->name, "is to be shown but has no pages");
		plan->parts[plan->part_count++] = (struct bdl_linked_part){
			.exhibit = b->order[i], .name = x->name, .page_count = x->pages};
	}
	return 0;
}

/* The row's place in the index becomes the place to which the number of that page leads. */
static void lead_back(struct bdl_plan *plan, unsigned page, size_t exhibit, double above)
{
	const struct bdl_stamp *s = &plan->in->drawn->stamps[exhibit];

	if (page < 1 || page > plan->page_count || s->index_page < 1 ||
		s->index_page > plan->page_count)
		return;
	plan->pages[page - 1].back_page = s->index_page;
	plan->pages[page - 1].back_top = s->index_top + above;
}

static void lead_all_back(struct bdl_plan *plan)
{
	const struct bdl_bundle *b = plan->in->bundle;
	unsigned index = b->front.index ? bdl_front_page(&b->front, BDL_FRONT_INDEX) : 0;

	for (unsigned i = 0; i < plan->page_count; i++) {
		plan->pages[i].back_page = index <= plan->page_count ? index : 0;
		plan->pages[i].back_top = (double)NAN;
	}
	for (size_t i = 0; i < b->section_count; i++)
		if (b->sections[i].count && b->sections[i].first < b->order_count)
			lead_back(plan, b->sections[i].page, b->order[b->sections[i].first],
				SECTION_ROW);
	for (size_t i = 0; i < b->order_count; i++)
		for (unsigned page = 0; page < b->exhibits[b->order[i]].pages; page++)
			lead_back(plan, b->exhibits[b->order[i]].first_page + page, b->order[i], 0);
}

/* A stable counting sort of the drawn links by page. */
static int sort_links(struct bdl_plan *plan, struct bdl_error *err)
{
	const struct bdl_drawn *drawn = plan->in->drawn;

	plan->drawn_links = calloc(drawn->link_count + 1, sizeof(*plan->drawn_links));
	plan->drawn_from = calloc((size_t)plan->page_count + 2, sizeof(*plan->drawn_from));
	if (!plan->drawn_links || !plan->drawn_from)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < drawn->link_count; i++) {
		const struct bdl_link *l = &drawn->links[i];

		if (l->page < 1 || l->page > plan->page_count || l->target < 1 ||
			l->target > plan->page_count ||
			!isfinite(l->left + l->bottom + l->right + l->top) || isinf(l->target_top))
			return bdl_fail(err, BDL_EINTERNAL, NULL,
				"a link on page %u leads to page %u of %u", l->page, l->target,
				plan->page_count);
		plan->drawn_from[l->page + 1]++;
	}
	for (unsigned page = 1; page <= plan->page_count; page++)
		plan->drawn_from[page + 1] += plan->drawn_from[page];
	/* drawn_from[p] now counts up from the start of page p's links to their end */
	for (size_t i = 0; i < drawn->link_count; i++)
		plan->drawn_links[plan->drawn_from[drawn->links[i].page]++] = i;
	return 0;
}

int bdl_plan_lay_out(struct bdl_plan *plan, const struct bdl_bind_input *in, struct bdl_error *err)
{
	const struct bdl_bundle *b = in->bundle;

	*plan = (struct bdl_plan){.in = in, .page_count = b->pages};
	plan->stamping = bdl_bundle_stamping(b);
	if (!b->pages || in->drawn->stamp_count != b->exhibit_count)
		return bdl_fail(err, BDL_EINTERNAL, NULL, "the bundle is not ready to be bound");
	plan->pages = calloc(b->pages, sizeof(*plan->pages));
	if (!plan->pages)
		return bdl_fail_memory(err);
	for (unsigned i = 0; i < b->pages; i++)
		plan->pages[i].part = BDL_FURNITURE_PART; /* never bound: belongs to nobody */
	if (list_parts(plan, err) < 0 || claim_all(plan, err) < 0)
		return -1;
	lead_all_back(plan);
	return sort_links(plan, err);
}

int bdl_plan_make(struct bdl_plan *plan, const struct bdl_bind_input *in, struct bdl_error *err)
{
	if (bdl_plan_lay_out(plan, in, err) < 0 || bdl_plan_survey(plan, err) < 0)
		return -1;
	return bdl_plan_number(plan, err);
}

void bdl_plan_release(struct bdl_plan *plan)
{
	free(plan->parts);
	free(plan->pages);
	free(plan->drawn_links);
	free(plan->drawn_from);
	free(plan->mentions);
	free(plan->first_inner);
	bdl_outline_release(&plan->outline);
	*plan = (struct bdl_plan){0};
}

const struct bdl_stamp *bdl_plan_furniture(const struct bdl_plan *plan, unsigned page)
{
	const struct bdl_linked_page *p = &plan->pages[page - 1];
	size_t exhibit = plan->parts[p->part].exhibit;

	if (!(p->flags & BDL_PAGE_DRAWN) || exhibit == BDL_NONE)
		return NULL;
	return &plan->in->drawn->stamps[exhibit];
}

/* Around the printed number, large enough for a finger. */
void bdl_plan_stamped(const struct bdl_plan *plan, unsigned page, struct bdl_stamped *out)
{
	bdl_stamped_page(plan->in->bundle, &plan->stamping, page, &plan->pages[page - 1].place,
		bdl_plan_furniture(plan, page), out);
}

static void number_link(const struct bdl_plan *plan, unsigned page,
	const struct bdl_stamped *stamped, struct bdl_link *out)
{
	const struct bdl_linked_page *p = &plan->pages[page - 1];
	const struct bdl_stamped_words *n = &stamped->at[BDL_SLOT_NUMBER];

	*out = (struct bdl_link){.page = page,
		.left = fmax(0, n->left - 6),
		.bottom = fmax(0, n->baseline - 6),
		.right = fmin(bdl_place_width(&p->place), n->left + n->width + 6),
		.top = fmin(bdl_place_height(&p->place), n->baseline + n->size + 3),
		.target = p->back_page,
		.target_top = p->back_top};
}

static void foot_link(const struct bdl_plan *plan, unsigned page, const struct bdl_stamp *s,
	const struct bdl_stamped *stamped, struct bdl_link *out)
{
	const struct bdl_linked_page *p = &plan->pages[page - 1];
	double by = stamped->foot_left - FOOT_LEFT;

	*out = (struct bdl_link){.page = page,
		.left = s->foot_link_left + by,
		.bottom = stamped->foot_baseline - 4,
		.right = s->foot_link_right + by,
		.top = stamped->foot_baseline + 11,
		.target = p->back_page,
		.target_top = p->back_top};
}

bool bdl_plan_link(const struct bdl_plan *plan, unsigned page, size_t i, struct bdl_link *out)
{
	const struct bdl_stamp *s = bdl_plan_furniture(plan, page);
	size_t first = plan->drawn_from[page - 1];
	struct bdl_stamped stamped;

	if (i < plan->drawn_from[page] - first) {
		*out = plan->in->drawn->links[plan->drawn_links[first + i]];
		return true;
	}
	i -= plan->drawn_from[page] - first;
	if (!plan->pages[page - 1].back_page || i > 1)
		return false;
	if (i == 1 && !(s && s->foot_link && s->foot_link[0]))
		return false;
	bdl_plan_stamped(plan, page, &stamped);
	if (i == 0)
		number_link(plan, page, &stamped, out);
	else
		foot_link(plan, page, s, &stamped, out);
	return true;
}
