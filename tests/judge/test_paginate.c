/* Page numbers: every page of the bundle is given away exactly once, in order. */
#include "rows.h"

#include <limits.h>
#include <stdlib.h>

static uint32_t seed = 7;

static unsigned random_below(unsigned most)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % most;
}

/* A bundle of random exhibits, some of them duplicates, arranged and chronicled. */
static void random_bundle(struct bdl_bundle *b, const struct bdl_kinds *kinds, size_t count)
{
	struct bdl_error err = {.code = BDL_OK};

	rows_init(b, count, BDL_STAGE_DATED);
	for (size_t i = 0; i < count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];

		x->path = x->name = bdl_arena_printf(&b->arena, "file %u/%zu", random_below(9), i);
		x->kind = kinds->kinds[random_below(kinds->kinds_count)].id;
		x->pages = 1 + random_below(40);
		if (random_below(3))
			x->date = rows_day(2000 + (int)random_below(20), 1 + (int)random_below(12),
				(int)random_below(29));
		if (i && random_below(5) == 0 && b->exhibits[i - 1].duplicate_of == BDL_NONE) {
			x->duplicate_of = i - 1;
			x->pages = 0;
		}
	}
	cr_assert_eq(bdl_arrange(b, kinds, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_chronicle(b, &err), 0, "%s", err.message);
}

static void take(unsigned char *taken, unsigned pages, unsigned first, unsigned count)
{
	for (unsigned p = first; p < first + count; p++) {
		cr_assert(p >= 1 && p <= pages, "page %u of %u", p, pages);
		cr_assert(!taken[p], "page %u is given away twice", p);
		taken[p] = 1;
	}
}

static void expect_partition(const struct bdl_bundle *b)
{
	unsigned char *taken = calloc(b->pages + 1, 1);
	unsigned before = 0;

	take(taken, b->pages, 1, b->front.cover);
	take(taken, b->pages, bdl_index_page(b), b->front.index);
	take(taken, b->pages, b->front.cover + 1, b->front.summary);
	take(taken, b->pages, b->front.cover + b->front.summary + b->front.index + 1,
		b->front.essential);
	if (b->front.chronology)
		take(taken, b->pages, bdl_chronology_page(b), b->front.chronology);
	for (size_t s = 0; s < b->section_count; s++) {
		cr_assert(b->sections[s].page > before);
		before = b->sections[s].page;
		take(taken, b->pages, before, 1);
		for (size_t i = b->sections[s].first;
			i < b->sections[s].first + b->sections[s].count; i++) {
			const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

			cr_assert(x->first_page > before, "in the order of the numbers");
			before = x->first_page;
			take(taken, b->pages, x->first_page, x->pages);
		}
	}
	for (unsigned p = 1; p <= b->pages; p++)
		cr_assert(taken[p], "page %u is given to nobody", p);
	free(taken);
}

Test(paginate, gives_every_page_away_once)
{
	struct bdl_kinds *kinds = rows_kinds();

	for (unsigned round = 0; round < 60; round++) {
		struct bdl_front front = {.cover = 1 + random_below(2),
			.summary = random_below(2),
			.index = 1 + random_below(9),
			.essential = random_below(2),
			.chronology = random_below(4)};
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;

		random_bundle(&b, kinds, round * 7);
		cr_assert_eq(bdl_paginate(&b, &front, &err), 0, "%s", err.message);
		cr_expect_eq(b.stage, BDL_STAGE_PAGINATED);
		expect_partition(&b);
		for (size_t i = 0; i < b.exhibit_count; i++)
			cr_expect_eq(b.exhibits[i].duplicate_of == BDL_NONE,
				b.exhibits[i].first_page > 0);
		bdl_bundle_release(&b);
	}
	bdl_kinds_release(kinds);
}

Test(paginate, again_with_a_longer_index_moves_everything_behind_it)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_front one = {.cover = 1, .index = 1},
			 two = {.cover = 1, .index = 2, .chronology = 1};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;
	unsigned pages, sheet;

	random_bundle(&b, kinds, 20);
	cr_assert_eq(bdl_paginate(&b, &one, &err), 0);
	cr_expect_eq(bdl_chronology_page(&b), 0);
	pages = b.pages;
	sheet = b.sections[0].page;
	cr_assert_eq(bdl_paginate(&b, &two, &err), 0);
	cr_expect_eq(bdl_index_page(&b), 2);
	cr_expect_eq(bdl_chronology_page(&b), 4);
	cr_expect_eq(b.pages, pages + 2);
	cr_expect_eq(b.sections[0].page, sheet + 2);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}

Test(paginate, refuses_more_pages_than_can_be_counted)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_front front = {.cover = 1, .index = 1, .chronology = 1};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	random_bundle(&b, kinds, 4);
	for (size_t i = 0; i < 4; i++)
		if (b.exhibits[i].duplicate_of == BDL_NONE)
			b.exhibits[i].pages = INT_MAX - 10;
	cr_expect_eq(bdl_paginate(&b, &front, &err), -1);
	cr_expect_eq(err.code, BDL_ELIMIT);
	cr_expect_eq(b.stage, BDL_STAGE_CHRONICLED);
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}
