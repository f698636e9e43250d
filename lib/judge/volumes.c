/*
 * Volumes: see volumes.h. How few they can be is found by filling each as far as it goes; then each
 * border is moved back, within what keeps their number, to where the volumes are about even, and to
 * a section's beginning if one is near.
 */
#include "judge/volumes.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>

struct cutting {
	const struct bdl_cut_input *in;
	uint64_t *pages, *bytes; /* of the documents before each: sums */
	uint64_t *weights; /* likewise, of a volume's limit in millionths, the larger of pages and
			      bytes */
	size_t *sections; /* sections begun up to each */
	size_t *need; /* volumes that the documents from each on need, were they not the first */
	unsigned *parted; /* families that a volume could hold and that a border before each would
			     part */
};

/* ---- what a volume of documents from..to-1 would be ---- */

static uint64_t pages_of(const struct cutting *c, size_t from, size_t to)
{
	const struct bdl_cut_input *in = c->in;
	uint64_t sections = c->sections[to - 1] - c->sections[from] + 1;
	uint64_t index = ((uint64_t)(to - from) * in->index_share + 999) / 1000;

	return in->front_pages + (from == 0 ? in->first_pages : 0) + index +
	       sections * in->sheet_pages + c->pages[to] - c->pages[from];
}

static uint64_t bytes_of(const struct cutting *c, size_t from, size_t to)
{
	return c->in->front_bytes + (from == 0 ? c->in->first_bytes : 0) + c->bytes[to] -
	       c->bytes[from];
}

static bool fits(const struct cutting *c, size_t from, size_t to)
{
	return (!c->in->max_pages || pages_of(c, from, to) <= c->in->max_pages) &&
	       (!c->in->max_bytes || bytes_of(c, from, to) <= c->in->max_bytes);
}

/* ---- what is known of each document ---- */

/* part / of in millionths, at most one. */
static uint64_t millionths(uint64_t part, uint64_t of)
{
	const uint64_t most = 1000000;

	if (!of)
		return 0;
	if (part >= of)
		return most;
	return part > UINT64_MAX / most ? part / (of / most + 1) : part * most / of;
}

static void sum(struct cutting *c)
{
	const struct bdl_cut_input *in = c->in;

	for (size_t i = 0; i < in->count; i++) {
		const struct bdl_cut_document *d = &in->documents[i];
		uint64_t pages = millionths(d->pages, in->max_pages);
		uint64_t bytes = millionths(d->bytes, in->max_bytes);

		assert(d->pages > 0);
		c->pages[i + 1] = c->pages[i] + d->pages;
		c->bytes[i + 1] = c->bytes[i] + d->bytes;
		c->weights[i + 1] = c->weights[i] + (pages > bytes ? pages : bytes);
		c->sections[i] = i ? c->sections[i - 1] + (d->section != d[-1].section) : 1;
	}
}

/* The document behind the last one that came out of document i. */
static size_t family_end(const struct bdl_cut_input *in, size_t i)
{
	size_t end = i + 1;

	while (end < in->count && in->documents[end].depth > in->documents[i].depth &&
		in->documents[end].section == in->documents[i].section)
		end++;
	return end;
}

/* Families lie in one another: what is larger than a volume is parted anyway and counts for
 * nothing. */
static void find_families(struct cutting *c)
{
	for (size_t i = 0; i < c->in->count; i++) {
		size_t end = family_end(c->in, i);

		if (end - i > 1 && fits(c, i, end))
			for (size_t k = i + 1; k < end; k++)
				c->parted[k]++;
	}
}

/* From the back; the earlier a volume begins, the earlier it ends. */
static void find_needs(struct cutting *c)
{
	size_t end = c->in->count;

	for (size_t i = c->in->count; i-- > 0;) {
		while (end > i + 1 && !fits(c, i, end))
			end--;
		c->need[i] = 1 + c->need[end];
	}
}

/* ---- borders ---- */

/* Behind the last document that a volume from `from` on can hold; one it holds in any case. */
static size_t furthest(const struct cutting *c, size_t from)
{
	size_t end = from + 1;

	while (end < c->in->count && fits(c, from, end + 1))
		end++;
	return end;
}

static uint64_t distance(uint64_t a, uint64_t b)
{
	return a > b ? a - b : b - a;
}

/*
 * Where the volume that begins with document `from` ends, `left` volumes being left with it: where
 * it parts the fewest families, and there as near as can be to an even share of what is left; but
 * at a section's beginning if one is within a quarter of that share.
 */
static size_t border(const struct cutting *c, size_t from, size_t left)
{
	const struct bdl_cut_document *documents = c->in->documents;
	uint64_t share = (c->weights[c->in->count] - c->weights[from]) / left;
	uint64_t nearest = UINT64_MAX, nearest_section = share / 4;
	size_t most = furthest(c, from), best = most, section = 0;
	unsigned fewest = UINT_MAX;

	for (size_t end = from + 1; end <= most && end < c->in->count; end++) {
		uint64_t off = distance(c->weights[end] - c->weights[from], share);

		if (c->need[end] > left - 1)
			continue;
		if (c->parted[end] < fewest || (c->parted[end] == fewest && off < nearest)) {
			fewest = c->parted[end];
			nearest = off;
			best = end;
		}
		if (documents[end].section != documents[end - 1].section &&
			off <= nearest_section && (!section || off < nearest_section)) {
			nearest_section = off;
			section = end;
		}
	}
	return section ? section : best;
}

static void cut(const struct cutting *c, size_t *first, size_t *volumes)
{
	size_t from = 0, left = c->in->count ? 1 + c->need[furthest(c, 0)] : 0;

	*volumes = 0;
	for (; left > 0; left--) {
		first[(*volumes)++] = from;
		if (left > 1)
			from = border(c, from, left);
	}
}

int bdl_cut(const struct bdl_cut_input *in, size_t *first, size_t *volumes, struct bdl_error *err)
{
	struct cutting c = {.in = in};
	size_t room = in->count + 1;
	int rc = 0;

	c.pages = calloc(room, sizeof(*c.pages));
	c.bytes = calloc(room, sizeof(*c.bytes));
	c.weights = calloc(room, sizeof(*c.weights));
	c.sections = calloc(room, sizeof(*c.sections));
	c.need = calloc(room, sizeof(*c.need));
	c.parted = calloc(room, sizeof(*c.parted));
	if (c.pages && c.bytes && c.weights && c.sections && c.need && c.parted) {
		sum(&c);
		find_families(&c);
		find_needs(&c);
		cut(&c, first, volumes);
	} else {
		rc = bdl_fail_memory(err);
	}
	free(c.pages);
	free(c.bytes);
	free(c.weights);
	free(c.sections);
	free(c.need);
	free(c.parted);
	return rc;
}

/* ---- into the bundle ---- */

/* Pages of the section's documents that stand before document `at` of the order. */
static unsigned pages_before(const struct bdl_bundle *b, const struct bdl_section *s, size_t at)
{
	unsigned pages = 0;

	for (size_t i = s->first; i < at; i++)
		pages += b->exhibits[b->order[i]].pages;
	return pages;
}

/* Section s as volume v shows it, if it has any of it. */
static int add_section(struct bdl_bundle *b, struct bdl_volume *v, const struct bdl_section *s,
	struct bdl_error *err)
{
	size_t end = v->first + v->count;
	size_t first = s->first > v->first ? s->first : v->first;
	size_t last = s->first + s->count < end ? s->first + s->count : end;
	struct bdl_section *here = &v->sections[v->section_count];

	if (first >= last)
		return 0;
	*here = *s;
	here->first = first - v->first;
	here->count = last - first;
	if (first > s->first) {
		here->before = pages_before(b, s, first);
		here->title = bdl_arena_printf(&b->arena, "%s, continued", s->title);
		if (!here->title)
			return bdl_fail_memory(err);
	}
	v->section_count++;
	return 0;
}

static int fill_volume(struct bdl_bundle *b, unsigned number, struct bdl_error *err)
{
	struct bdl_volume *v = &b->volumes[number - 1];
	size_t sections = b->section_count < v->count ? b->section_count : v->count;

	v->sections = bdl_arena_alloc(&b->arena, (sections + 1) * sizeof(*v->sections));
	if (!v->sections)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->section_count; i++)
		if (add_section(b, v, &b->sections[i], err) < 0)
			return -1;
	for (size_t i = v->first; i < v->first + v->count; i++)
		b->exhibits[b->order[i]].volume = number;
	return 0;
}

int bdl_volumes_set(
	struct bdl_bundle *b, const size_t *first, size_t volumes, struct bdl_error *err)
{
	for (size_t i = 0; i < b->exhibit_count; i++)
		b->exhibits[i].volume = 0;
	b->volumes = NULL;
	b->volume_count = 0;
	if (volumes <= 1)
		return 0;
	b->volumes = bdl_arena_alloc(&b->arena, volumes * sizeof(*b->volumes));
	if (!b->volumes)
		return bdl_fail_memory(err);
	b->volume_count = volumes;
	for (size_t i = 0; i < volumes; i++) {
		size_t end = i + 1 < volumes ? first[i + 1] : b->order_count;

		b->volumes[i] = (struct bdl_volume){.first = first[i], .count = end - first[i]};
		if (fill_volume(b, (unsigned)i + 1, err) < 0)
			return -1;
	}
	return 0;
}
