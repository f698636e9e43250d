/*
 * Alike: see alike.h. Of the runs of five words ("shingles") one in eight is kept, by its hash, so
 * that both documents keep the same; two that share most of what they kept share most of their
 * words.
 */
#include "check/alike.h"

#include "base/text.h"
#include "check/index_seen.h"
#include <stdlib.h>
#include <string.h>

enum {
	RUN = 5, /* words of a shingle */
	KEPT_ONE_IN = 8,
	LEAST = 10, /* kept shingles that a document must have to be compared: some 80 words */
	SHARED_BY_MOST = 12, /* documents; what more of them have is a form's own text */
	PAIRS_MOST = 4 * 1000 * 1000
};

/* clang-format off */
struct document {
	unsigned first, last;    /* pages */
	size_t kept;             /* shingles of its own, each once */
};

struct shingle {
	uint64_t hash;
	uint32_t document;
};

struct comparing {
	struct bdl_judging *j;
	struct document *documents; size_t count;
	struct shingle *shingles; size_t shingle_count, shingle_space;
	uint64_t *pairs; size_t pair_count, pair_space; /* one << 32 | other, once for each shared shingle */
};

/* clang-format on */

/* ---- which documents ---- */

static int by_first(const void *a, const void *b)
{
	const struct document *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

static int list_by_table(struct comparing *c)
{
	const struct bdl_bundle *b = c->j->table;

	c->documents = calloc(b->order_count + 1, sizeof(*c->documents));
	for (size_t i = 0; c->documents && i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->first_page && x->shown && x->pages)
			c->documents[c->count++] = (struct document){
				.first = x->first_page, .last = x->first_page + x->pages - 1};
	}
	return c->documents ? 0 : -1;
}

/* A document ends where the next begins. */
static int list_by_index(struct comparing *c)
{
	struct bdl_seen_list index;
	size_t kept = 0;

	if (bdl_find_index(c->j, &index) < 0)
		return -1;
	c->documents = calloc(index.count + 1, sizeof(*c->documents));
	for (size_t i = 0; c->documents && i < index.count; i++)
		if (index.rows[i].from_page > index.last)
			c->documents[c->count++] =
				(struct document){.first = index.rows[i].from_page};
	if (!c->documents)
		return -1;
	if (c->count)
		qsort(c->documents, c->count, sizeof(*c->documents), by_first);
	for (size_t i = 0; i < c->count; i++)
		if (kept == 0 || c->documents[kept - 1].first != c->documents[i].first)
			c->documents[kept++] = c->documents[i];
	c->count = kept;
	for (size_t i = 0; i < c->count; i++)
		c->documents[i].last =
			i + 1 < c->count ? c->documents[i + 1].first - 1 : c->j->seen->page_count;
	return 0;
}

/* ---- shingles ---- */

static uint64_t hash_word(const char *word)
{
	uint64_t h = 1469598103934665603u;

	for (; *word; word++)
		if (bdl_is_alpha((unsigned char)*word) || bdl_is_digit((unsigned char)*word) ||
			(unsigned char)*word >= 0x80)
			h = (h ^ (unsigned char)bdl_lower((unsigned char)*word)) * 1099511628211u;
	return h;
}

static int keep(struct comparing *c, uint64_t hash, uint32_t document)
{
	if (hash % KEPT_ONE_IN)
		return 0;
	if (c->shingle_count == c->shingle_space) {
		size_t space = c->shingle_space ? c->shingle_space * 2 : 4096;
		struct shingle *more = realloc(c->shingles, space * sizeof(*more));

		if (!more)
			return -1;
		c->shingles = more;
		c->shingle_space = space;
	}
	c->shingles[c->shingle_count++] = (struct shingle){.hash = hash, .document = document};
	return 0;
}

/* What the bundle itself prints on the page, its number above all, is not the document's. */
static bool is_number(const struct bdl_printed *n, const struct bdl_seen_word *w)
{
	return n->text && w->left < n->right && w->right > n->left && w->bottom < n->top &&
	       w->top > n->bottom;
}

static int add_document(struct comparing *c, uint32_t at)
{
	const struct bdl_numbers *numbers = bdl_numbers_of(c->j);
	uint64_t run[RUN] = {0};
	size_t words = 0;

	for (unsigned page = c->documents[at].first; page <= c->documents[at].last; page++) {
		const struct bdl_seen_page *p;

		if (page < 1 || page > c->j->seen->page_count)
			break;
		p = &c->j->seen->pages[page - 1];
		for (size_t i = 0; i < p->word_count; i++) {
			uint64_t hash = 0;

			if (is_number(&numbers->pages[page - 1], &p->words[i]))
				continue;
			memmove(run, run + 1, sizeof(run) - sizeof(run[0]));
			run[RUN - 1] = hash_word(p->words[i].text);
			for (int k = 0; k < RUN; k++)
				hash = (hash ^ run[k]) * 0x9E3779B97F4A7C15u + (hash >> 29);
			if (++words >= RUN && keep(c, hash ^ (hash >> 32), at) < 0)
				return -1;
		}
	}
	return 0;
}

static int by_hash(const void *a, const void *b)
{
	const struct shingle *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->document > y->document) - (x->document < y->document);
}

/* ---- pairs ---- */

static int add_pair(struct comparing *c, uint32_t one, uint32_t other)
{
	if (c->pair_count >= PAIRS_MOST)
		return 0;
	if (c->pair_count == c->pair_space) {
		size_t space = c->pair_space ? c->pair_space * 2 : 4096;
		uint64_t *more = realloc(c->pairs, space * sizeof(*more));

		if (!more)
			return -1;
		c->pairs = more;
		c->pair_space = space;
	}
	c->pairs[c->pair_count++] = (uint64_t)one << 32 | other;
	return 0;
}

static int find_shared(struct comparing *c)
{
	size_t kept = 0;

	qsort(c->shingles, c->shingle_count, sizeof(*c->shingles), by_hash);
	for (size_t i = 0; i < c->shingle_count; i++)
		if (kept == 0 || by_hash(&c->shingles[kept - 1], &c->shingles[i]) != 0)
			c->shingles[kept++] = c->shingles[i];
	for (size_t first = 0, end; first < kept; first = end) {
		for (end = first + 1;
			end < kept && c->shingles[end].hash == c->shingles[first].hash;)
			end++;
		if (end - first > SHARED_BY_MOST)
			continue;
		for (size_t i = first; i < end; i++) {
			c->documents[c->shingles[i].document].kept++;
			for (size_t k = i + 1; k < end; k++)
				if (add_pair(c, c->shingles[i].document, c->shingles[k].document) <
					0)
					return -1;
		}
	}
	return 0;
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

/* Nine tenths of the shorter one's shingles are shared; alike if that is four fifths of both
 * together. */
static int judge_pair(struct comparing *c, uint64_t pair, size_t shared, struct bdl_alike *out)
{
	const struct document *a = &c->documents[pair >> 32],
			      *b = &c->documents[pair & 0xFFFFFFFFu];
	const struct document *shorter = a->kept <= b->kept ? a : b, *longer = shorter == a ? b : a;
	struct bdl_alike_pair *list;

	if (shorter->kept < LEAST || shared * 10 < shorter->kept * 9)
		return 0;
	list = bdl_arena_grow(&c->j->out->arena, out->pairs, out->count, sizeof(*list));
	if (!list)
		return -1;
	out->pairs = list;
	list[out->count] = (struct bdl_alike_pair){.one = shorter->first,
		.other = longer->first,
		.inside = shared * 10 < (a->kept + b->kept - shared) * 8};
	/* alike both ways: in the order of the pages */
	if (!list[out->count].inside && a->first < b->first) {
		list[out->count].one = a->first;
		list[out->count].other = b->first;
	}
	out->count++;
	return 0;
}

static int alike_first(const void *a, const void *b)
{
	const struct bdl_alike_pair *x = a, *y = b;

	if (x->inside != y->inside)
		return x->inside ? 1 : -1;
	return x->one != y->one ? (x->one > y->one) - (x->one < y->one)
				: (x->other > y->other) - (x->other < y->other);
}

static int judge_pairs(struct comparing *c, struct bdl_alike *out)
{
	if (c->pair_count)
		qsort(c->pairs, c->pair_count, sizeof(*c->pairs), by_value);
	for (size_t first = 0, end; first < c->pair_count; first = end) {
		for (end = first + 1; end < c->pair_count && c->pairs[end] == c->pairs[first];)
			end++;
		if (judge_pair(c, c->pairs[first], end - first, out) < 0)
			return -1;
	}
	if (out->count)
		qsort(out->pairs, out->count, sizeof(*out->pairs), alike_first);
	return 0;
}

int bdl_find_alike(struct bdl_judging *j, struct bdl_alike *out)
{
	struct comparing c = {.j = j};
	int rc;

	*out = (struct bdl_alike){.count = 0};
	rc = j->table ? list_by_table(&c) : list_by_index(&c);
	out->documents = c.count;
	for (size_t i = 0; rc == 0 && i < c.count; i++)
		rc = add_document(&c, (uint32_t)i);
	if (rc == 0 && c.shingle_count)
		rc = find_shared(&c);
	if (rc == 0)
		rc = judge_pairs(&c, out);
	free(c.documents);
	free(c.shingles);
	free(c.pairs);
	j->failed |= rc < 0;
	return rc;
}
