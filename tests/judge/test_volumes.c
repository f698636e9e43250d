/* Where a bundle is cut, and how its volumes are numbered: tables, then chance against brute force.
 */
#include "judge/judge.h"
#include "judge/volumes.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST 64

/*
 * "A10 +3 ++1 B5": documents of 10, 3, 1 and 5 pages, of sections A and B; with each + one document
 * further inside. Each page has 1,000 bytes.
 */
static size_t parse(const char *text, struct bdl_cut_document *out)
{
	size_t count = 0;
	size_t section = 0;

	while (*text) {
		struct bdl_cut_document *d = &out[count++];

		cr_assert_lt(count, MOST);
		*d = (struct bdl_cut_document){.pages = 0};
		for (; *text == '+'; text++)
			d->depth++;
		if (*text >= 'A' && *text <= 'Z')
			section = (size_t)(*text++ - 'A');
		d->section = section;
		d->pages = (unsigned)strtoul(text, NULL, 10);
		d->bytes = (uint64_t)d->pages * 1000;
		text += strspn(text, "0123456789");
		text += strspn(text, " ");
	}
	return count;
}

/* "0 3 5": the documents that volumes begin with. */
static void join(const size_t *first, size_t volumes, char out[256])
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < volumes; i++)
		at += (size_t)snprintf(out + at, 256 - at, "%s%zu", i ? " " : "", first[i]);
}

static const struct {
	const char *what, *documents;
	unsigned max_pages, front, first, share, sheet;
	uint64_t max_bytes, front_bytes, first_bytes;
	const char *volumes;
} cuts[] = {
	{"nothing", "", 10, 1, 0, 0, 0, 0, 0, 0, ""},
	{"one document", "A5", 10, 1, 0, 0, 0, 0, 0, 0, "0"},
	{"one that is too large", "A50", 10, 1, 0, 0, 0, 0, 0, 0, "0"},
	{"no limit", "A50 50 50", 0, 1, 0, 0, 0, 0, 0, 0, "0"},
	{"an exact fit", "A4 5", 10, 1, 0, 0, 0, 0, 0, 0, "0"},
	{"one page more", "A4 6", 10, 1, 0, 0, 0, 0, 0, 0, "0 1"},
	{"each an exact fit", "A9 9 9", 10, 1, 0, 0, 0, 0, 0, 0, "0 1 2"},
	{"all tiny", "A1 1 1 1 1 1 1 1 1 1 1 1", 6, 0, 0, 0, 0, 0, 0, 0, "0 6"},
	{"evenly, not full and rest", "A1 1 1 1 1 1 1 1", 7, 0, 0, 0, 0, 0, 0, 0, "0 4"},
	{"evenly in three", "A1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", 7, 0, 0, 0, 0, 0, 0, 0, "0 5 10"},
	{"the limit is smaller than the front", "A1 1 1", 3, 5, 0, 0, 0, 0, 0, 0, "0 1 2"},
	{"a large one in the middle is alone", "A3 50 3", 10, 1, 0, 0, 0, 0, 0, 0, "0 1 2"},
	{"a large one first", "A50 3 3", 10, 1, 0, 0, 0, 0, 0, 0, "0 1"},
	{"a large one last", "A3 3 50", 10, 1, 0, 0, 0, 0, 0, 0, "0 2"},
	{"two large ones", "A50 60 1", 10, 1, 0, 0, 0, 0, 0, 0, "0 1 2"},
	{"sheets count", "A3 B3 C3", 9, 0, 0, 0, 0, 0, 0, 0, "0"},
	{"sheets are too much", "A3 B3 C3", 9, 0, 0, 0, 1, 0, 0, 0, "0 1"},
	{"the index counts", "A1 1 1 1 1 1 1 1", 9, 1, 0, 0, 0, 0, 0, 0, "0"},
	{"an eighth of a page each", "A1 1 1 1 1 1 1 1", 9, 1, 0, 125, 0, 0, 0, 0, "0 4"},
	{"the chronology is in the first", "A2 2 2 2", 9, 1, 2, 0, 0, 0, 0, 0, "0 2"},
	{"a chronology that fills it", "A2 2 2 2", 9, 1, 6, 0, 0, 0, 0, 0, "0 1"},
	{"at a section near the middle", "A1 1 1 1 B1 1 1 1 1 1", 8, 0, 0, 0, 0, 0, 0, 0, "0 4"},
	{"not at one that costs a volume", "A1 B1 1 1 1 1 1 1 1 1", 8, 0, 0, 0, 0, 0, 0, 0, "0 5"},
	{"not at one far from the middle", "A1 1 B1 1 1 1 1 1 1 1", 9, 0, 0, 0, 0, 0, 0, 0, "0 5"},
	{"a letter keeps what came with it", "A3 +1 +1 4 +1 +1", 10, 0, 0, 0, 0, 0, 0, 0, "0 3"},
	{"even where that is less even", "A1 1 5 +2 +2", 10, 0, 0, 0, 0, 0, 0, 0, "0 2"},
	{"unless it costs a volume", "A6 3 +4 5", 10, 0, 0, 0, 0, 0, 0, 0, "0 2"},
	{"a mailbox larger than a volume", "A1 +4 +4 +4 +4", 10, 0, 0, 0, 0, 0, 0, 0, "0 3"},
	{"its mails keep theirs", "A1 +3 ++2 +3 ++2 ++2", 10, 0, 0, 0, 0, 0, 0, 0, "0 3"},
	{"bytes", "A4 5", 0, 0, 0, 0, 0, 10000, 1000, 0, "0"},
	{"one byte too many", "A4 5", 0, 0, 0, 0, 0, 9999, 1000, 0, "0 1"},
	{"bytes of the chronology", "A4 4", 0, 0, 0, 0, 0, 10000, 1000, 1001, "0 1"},
	{"both limits, pages bind", "A4 4 4", 8, 0, 0, 0, 0, 100000, 0, 0, "0 1"},
	{"both limits, bytes bind", "A4 4 4", 100, 0, 0, 0, 0, 8000, 0, 0, "0 1"},
};

static void run(const struct bdl_cut_input *in, size_t *first, size_t *volumes)
{
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_cut(in, first, volumes, &err), 0, "%s", err.message);
}

Test(volumes, where_they_are_cut)
{
	for (size_t i = 0; i < sizeof(cuts) / sizeof(cuts[0]); i++) {
		struct bdl_cut_document documents[MOST];
		size_t first[MOST], volumes;
		char text[256];
		const struct bdl_cut_input in = {.documents = documents,
			.count = parse(cuts[i].documents, documents),
			.max_pages = cuts[i].max_pages,
			.max_bytes = cuts[i].max_bytes,
			.front_pages = cuts[i].front,
			.front_bytes = cuts[i].front_bytes,
			.first_pages = cuts[i].first,
			.first_bytes = cuts[i].first_bytes,
			.index_share = cuts[i].share,
			.sheet_pages = cuts[i].sheet};

		run(&in, first, &volumes);
		join(first, volumes, text);
		cr_expect_str_eq(text, cuts[i].volumes, "%s: %s", cuts[i].what, text);
	}
}

/* ---- chance ---- */

static uint32_t seed = 11;

static unsigned below(unsigned most)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % most;
}

static bool fits(const struct bdl_cut_input *in, size_t from, size_t to)
{
	uint64_t pages = in->front_pages + (from ? 0 : in->first_pages) +
			 ((to - from) * in->index_share + 999) / 1000;
	uint64_t bytes = in->front_bytes + (from ? 0 : in->first_bytes);

	for (size_t i = from; i < to; i++) {
		pages += in->documents[i].pages;
		bytes += in->documents[i].bytes;
		if (i == from || in->documents[i].section != in->documents[i - 1].section)
			pages += in->sheet_pages;
	}
	return (!in->max_pages || pages <= in->max_pages) &&
	       (!in->max_bytes || bytes <= in->max_bytes);
}

/* The fewest volumes, by trying them all. */
static size_t fewest(const struct bdl_cut_input *in)
{
	size_t best[MOST + 1] = {0};

	for (size_t end = 1; end <= in->count; end++) {
		best[end] = SIZE_MAX;
		for (size_t from = 0; from < end; from++)
			if ((end - from == 1 || fits(in, from, end)) && best[from] + 1 < best[end])
				best[end] = best[from] + 1;
	}
	return best[in->count];
}

static void chance(struct bdl_cut_document *documents, struct bdl_cut_input *in)
{
	size_t section = 0;

	*in = (struct bdl_cut_input){.documents = documents, .count = 1 + below(40)};
	for (size_t i = 0; i < in->count; i++) {
		section += below(8) == 0;
		documents[i] = (struct bdl_cut_document){.pages = 1 + below(below(6) ? 9 : 60),
			.bytes = 100 + below(20000),
			.section = section};
		if (i && documents[i - 1].section == section && below(3) == 0)
			documents[i].depth = 1 + below((unsigned)documents[i - 1].depth + 1);
	}
	in->max_pages = below(3) ? 10 + below(90) : 0;
	in->max_bytes = below(3) ? 10000 + below(90000) : 0;
	in->front_pages = below(5);
	in->front_bytes = below(5000);
	in->first_pages = below(9);
	in->first_bytes = below(9000);
	in->index_share = below(300);
	in->sheet_pages = below(2);
}

Test(volumes, they_are_as_few_as_can_be_and_within_the_limits)
{
	for (unsigned round = 0; round < 3000; round++) {
		struct bdl_cut_document documents[MOST];
		struct bdl_cut_input in;
		size_t first[MOST], volumes;

		chance(documents, &in);
		run(&in, first, &volumes);
		cr_assert_eq(volumes, fewest(&in), "round %u: %zu volumes instead of %zu", round,
			volumes, fewest(&in));
		cr_assert_eq(first[0], 0);
		for (size_t i = 0; i < volumes; i++) {
			size_t end = i + 1 < volumes ? first[i + 1] : in.count;

			cr_assert(end > first[i], "round %u: volume %zu is empty", round, i);
			cr_assert(end - first[i] == 1 || fits(&in, first[i], end),
				"round %u: volume %zu is too large", round, i);
		}
	}
}

/* ---- the bundle's volumes ---- */

#define EXHIBITS 7

/* Seven exhibits of 1 to 7 pages in sections A (4 of them, a witness's exhibit) and B. */
static void sample(struct bdl_bundle *b)
{
	bdl_bundle_init(b);
	b->exhibits = bdl_arena_alloc(&b->arena, EXHIBITS * sizeof(*b->exhibits));
	b->order = bdl_arena_alloc(&b->arena, EXHIBITS * sizeof(*b->order));
	b->sections = bdl_arena_alloc(&b->arena, 2 * sizeof(*b->sections));
	b->exhibit_count = b->order_count = EXHIBITS;
	b->section_count = 2;
	b->sections[0] = (struct bdl_section){
		.letter = "A", .id = "a", .title = "Letters", .count = 4, .mark = "AB1"};
	b->sections[1] = (struct bdl_section){
		.letter = "B", .id = "b", .title = "Bank", .first = 4, .count = 3};
	for (size_t i = 0; i < EXHIBITS; i++) {
		/* the order is another than that of the rows */
		b->order[i] = EXHIBITS - 1 - i;
		b->exhibits[b->order[i]] = (struct bdl_exhibit){.duplicate_of = BDL_NONE,
			.pages = (unsigned)i + 1,
			.number = (unsigned)i + 1,
			.section = i >= 4};
	}
	b->stage = BDL_STAGE_CHRONICLED;
}

static const size_t borders[] = {0, 2, 5};

static void split(struct bdl_bundle *b)
{
	static const struct bdl_front fronts[] = {{.cover = 1, .index = 1, .chronology = 2},
		{.cover = 1, .index = 1}, {.cover = 2, .index = 3}};
	struct bdl_error err = {.code = BDL_OK};

	sample(b);
	cr_assert_eq(bdl_volumes_set(b, borders, 3, &err), 0, "%s", err.message);
	cr_assert_eq(b->volume_count, 3);
	for (unsigned n = 1; n <= 3; n++)
		cr_assert_eq(bdl_paginate_volume(b, n, &fronts[n - 1], &err), 0);
	cr_assert_eq(bdl_paginate_whole(b, &err), 0);
}

static const struct {
	unsigned volume, first_page;
	const char *label;
} places[EXHIBITS] = {
	{1, 6, "1/6"},
	{1, 7, "1/7"},
	{2, 4, "2/4"},
	{2, 7, "2/7"},
	{2, 12, "2/12"},
	{3, 7, "3/7"},
	{3, 13, "3/13"},
};

Test(volumes, each_counts_from_one)
{
	struct bdl_bundle b, view;
	char label[BDL_LABEL_TEXT];

	split(&b);
	for (size_t i = 0; i < EXHIBITS; i++) {
		const struct bdl_exhibit *x = &b.exhibits[b.order[i]];

		cr_expect_eq(x->volume, places[i].volume, "exhibit %zu", i);
		cr_expect_eq(
			x->first_page, places[i].first_page, "exhibit %zu: %u", i, x->first_page);
		bdl_exhibit_label(&b, x, 1, label);
		cr_expect_str_eq(label, places[i].label, "%s", label);
		for (unsigned n = 1; n <= 3; n++) {
			bdl_volume_view(&b, n, &view);
			bdl_exhibit_label(&view, x, 1, label);
			cr_expect_str_eq(label, places[i].label, "from volume %u: %s", n, label);
		}
	}
	cr_expect_eq(b.volumes[0].pages, 8);
	cr_expect_eq(b.volumes[1].pages, 16);
	cr_expect_eq(b.volumes[2].pages, 19);
	cr_expect_eq(b.pages, 43);
	cr_expect_eq(b.stage, BDL_STAGE_PAGINATED);
	bdl_bundle_release(&b);
}

Test(volumes, a_section_goes_on_in_the_next)
{
	struct bdl_bundle b;
	const struct bdl_section *s;

	split(&b);
	cr_expect_eq(b.volumes[0].section_count, 1);
	cr_expect_str_eq(b.volumes[0].sections[0].title, "Letters");
	cr_expect_eq(b.volumes[0].sections[0].before, 0);
	cr_assert_eq(b.volumes[1].section_count, 2);
	s = b.volumes[1].sections;
	cr_expect_str_eq(s[0].title, "Letters, continued");
	cr_expect_eq(s[0].first, 0);
	cr_expect_eq(s[0].count, 2);
	cr_expect_eq(s[0].page, 3);
	cr_expect_eq(s[0].before, 3);
	cr_expect_str_eq(s[1].title, "Bank");
	cr_expect_eq(s[1].first, 2);
	cr_expect_eq(s[1].count, 1);
	cr_expect_eq(s[1].page, 11);
	cr_expect_str_eq(b.volumes[2].sections[0].title, "Bank, continued");
	cr_expect_eq(b.sections[0].page, 5, "the whole section stands where it begins");
	cr_expect_eq(b.sections[1].page, 11);
	bdl_bundle_release(&b);
}

Test(volumes, the_mark_of_an_exhibit_runs_on)
{
	struct bdl_bundle b, view;
	char mark[BDL_LABEL_TEXT];

	split(&b);
	bdl_volume_view(&b, 1, &view);
	bdl_page_mark(&view, 8, mark);
	cr_expect_str_eq(mark, "AB1-3");
	bdl_volume_view(&b, 2, &view);
	bdl_page_mark(&view, 3, mark);
	cr_expect_str_eq(mark, "", "the sheet has none");
	bdl_page_mark(&view, 4, mark);
	cr_expect_str_eq(mark, "AB1-4", "%s", mark);
	bdl_bundle_release(&b);
}

Test(volumes, a_view_of_a_view_is_one_of_the_whole)
{
	struct bdl_bundle b, second, third;
	size_t count;

	split(&b);
	b.entry_count = 9;
	bdl_volume_view(&b, 2, &second);
	cr_expect_eq(second.entry_count, 0, "the chronology is in the first");
	bdl_volume_view(&second, 3, &third);
	cr_expect_eq(third.order, b.order + 5);
	cr_expect_eq(third.order_count, 2);
	cr_expect_eq(bdl_whole_order(&third, &count), b.order);
	cr_expect_eq(count, EXHIBITS);
	cr_expect_eq(bdl_whole_order(&b, &count), b.order);
	cr_expect_eq(count, EXHIBITS);
	b.entry_count = 0;
	bdl_bundle_release(&b);
}

Test(volumes, one_is_none)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	split(&b);
	cr_assert_eq(bdl_volumes_set(&b, borders, 1, &err), 0);
	cr_expect_eq(b.volume_count, 0);
	cr_expect_null(b.volumes);
	for (size_t i = 0; i < EXHIBITS; i++)
		cr_expect_eq(b.exhibits[i].volume, 0);
	bdl_bundle_release(&b);
}
