/*
 * Prove, an excerpt: libqpdf holds the whole table of objects in memory, a hundred bytes for each,
 * so that it is not shown the file's own table but a short one behind the file's end: the rows, as
 * they stand, of those objects that a few pages or bookmarks need. An object that was left out is
 * null to libqpdf, so that what is claimed of it does not hold.
 */
#include "bind/prove/inside.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OBJECTS_A_REST 128u
#define LINE_MOST 64u
#define BOOKMARKS_MOST 256u /* objects of an excerpt for bookmarks */

static void add(struct prover *p, unsigned object)
{
	struct excerpt *e = &p->excerpt;
	unsigned *grown;

	if (object < 1 || object >= p->object_count || bdl_excerpt_has(p, object))
		return;
	if (e->count == e->space) {
		e->space = e->space * 2 + 256;
		grown = realloc(e->objects, e->space * sizeof(*grown));
		if (!grown) {
			p->out_of_memory = true;
			e->space = e->count;
			return;
		}
		e->objects = grown;
	}
	e->has[object / 8] |= (unsigned char)(1u << object % 8);
	e->objects[e->count++] = object;
}

bool bdl_excerpt_has(const struct prover *p, unsigned object)
{
	return object < p->object_count && p->excerpt.has[object / 8] & 1u << object % 8;
}

/* Another page is led to, but nothing that is on it is looked at. */
static bool is_end(const struct prover *p, unsigned object)
{
	unsigned page = bdl_page_of(p, (int)object);

	return page && (page < p->excerpt.first_page || page > p->excerpt.last_page);
}

/* Ways up and back: they lead to all the rest of the file, and prove does not go them. */
static bool leads_back(const struct bdl_refs *r)
{
	return r->is_value &&
	       (bdl_refs_key(r, "/Parent") || bdl_refs_key(r, "/Prev") || bdl_refs_key(r, "/Last"));
}

/*
 * All that is reached from number `from` of the excerpt on, by references of this key alone (NULL:
 * any), until it has `most` objects.
 */
static void reach(struct prover *p, size_t from, const char *key, size_t most)
{
	struct excerpt *e = &p->excerpt;

	for (size_t i = from; i < e->count && e->count < most; i++) {
		struct bdl_refs r = bdl_refs_of(p, e->objects[i]);

		if (i % OBJECTS_A_REST == 0)
			bdl_prover_let_go(p);
		if (is_end(p, e->objects[i]))
			continue;
		while (bdl_refs_next(&r))
			if (key ? bdl_refs_key(&r, key) : !leads_back(&r))
				add(p, r.object);
	}
}

static void forget(struct excerpt *e)
{
	for (size_t i = 0; i < e->count; i++)
		e->has[e->objects[i] / 8] = 0;
	e->count = 0;
	e->first_page = e->last_page = 0;
}

static void begin(struct prover *p)
{
	forget(&p->excerpt);
	add(p, p->excerpt.labels);
	reach(p, 0, NULL, SIZE_MAX);
}

/*
 * What is needed itself, but not what it leads to: last, so that it does not stand in the way of
 * the same object as a part of a page.
 */
static void finish(struct prover *p)
{
	add(p, p->excerpt.root);
	add(p, p->excerpt.info);
	add(p, p->excerpt.pages);
	add(p, p->excerpt.outlines);
	/* lest libqpdf finds the trailer's count wrong */
	add(p, p->object_count - 1);
}

void bdl_excerpt_tree(struct prover *p)
{
	size_t from;

	begin(p);
	from = p->excerpt.count;
	add(p, p->excerpt.pages);
	reach(p, from, "/Kids", SIZE_MAX);
	finish(p);
}

void bdl_excerpt_pages(struct prover *p, unsigned first, unsigned last)
{
	size_t from;

	begin(p);
	from = p->excerpt.count;
	p->excerpt.first_page = first;
	p->excerpt.last_page = last;
	for (unsigned page = first; page <= last; page++)
		add(p, (unsigned)p->page_object[page - 1]);
	reach(p, from, NULL, SIZE_MAX);
	finish(p);
}

void bdl_excerpt_bookmarks(struct prover *p, unsigned item)
{
	size_t from;

	begin(p);
	from = p->excerpt.count;
	add(p, item);
	reach(p, from, NULL, from + BOOKMARKS_MOST);
	finish(p);
}

int bdl_excerpt_begin(struct prover *p)
{
	struct bdl_refs r = {.at = p->pdf + p->trailer, .end = p->pdf + p->trailer_end};
	struct excerpt *e = &p->excerpt;

	e->has = calloc(p->object_count / 8 + 1, 1);
	if (!e->has)
		return bdl_fail_memory(p->err);
	while (bdl_refs_next(&r))
		if (bdl_refs_key(&r, "/Root"))
			e->root = r.object;
		else if (bdl_refs_key(&r, "/Info"))
			e->info = r.object;
	if (e->root < 1 || e->root >= p->object_count)
		return 0;
	for (r = bdl_refs_of(p, e->root); bdl_refs_next(&r);)
		if (bdl_refs_key(&r, "/Pages"))
			e->pages = r.object;
		else if (bdl_refs_key(&r, "/Outlines"))
			e->outlines = r.object;
		else if (bdl_refs_key(&r, "/PageLabels"))
			e->labels = r.object;
	return 0;
}

void bdl_excerpt_end(struct prover *p)
{
	free(p->excerpt.has);
	free(p->excerpt.objects);
}

static int compare(const void *a, const void *b)
{
	const unsigned *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

size_t bdl_excerpt_room(const struct prover *p)
{
	/* at most a line of its own for each row */
	return (size_t)p->object_count * (BDL_TABLE_ROW + 24) + p->trailer_end - p->trailer +
	       3 * LINE_MOST;
}

size_t bdl_excerpt_write(struct prover *p, char *out)
{
	struct excerpt *e = &p->excerpt;
	size_t trailer = p->trailer_end - p->trailer;
	char *to = out;

	qsort(e->objects, e->count, sizeof(*e->objects), compare);
	to += snprintf(to, LINE_MOST, "xref\n0 1\n0000000000 65535 f \n");
	for (size_t i = 0, n; i < e->count; i += n) {
		for (n = 1; i + n < e->count && e->objects[i + n] == e->objects[i] + n; n++)
			;
		to += snprintf(to, LINE_MOST, "%u %zu\n", e->objects[i], n);
		memcpy(to, p->pdf + p->rows + (size_t)e->objects[i] * BDL_TABLE_ROW,
			n * BDL_TABLE_ROW);
		to += n * BDL_TABLE_ROW;
	}
	memcpy(to, p->pdf + p->trailer, trailer);
	to += trailer;
	to += snprintf(to, LINE_MOST, "startxref\n%zu\n%%%%EOF\n", p->length);
	return (size_t)(to - out);
}
