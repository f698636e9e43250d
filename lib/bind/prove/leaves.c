/*
 * Prove, the page tree: which object is page 1, which page 2, to the last. Only the tree's nodes
 * are read; that a leaf is a page is seen when the page is looked at. A tree that could be
 * understood in two ways is refused.
 */
#include "bind/prove/inside.h"

#include <stdlib.h>

#define DEPTH_MOST 16u
#define PAGES_MOST 10000000u

/* A node on the way down. */
struct node {
	qpdf_oh object, kids;
	int id;
	unsigned count, kid_count, next, first; /* kids read so far; pages before it */
};

static int compare(const void *a, const void *b)
{
	const struct prover_leaf *x = a, *y = b;

	if (x->object != y->object)
		return x->object < y->object ? -1 : 1;
	return x->page < y->page ? -1 : x->page > y->page;
}

/* Its kids are pages where there are as many as it counts; else nodes. false: it is no node. */
static bool enter(struct prover *p, qpdf_oh object, unsigned first, struct node *out)
{
	qpdf_oh count = bdl_prover_key(p, object, "/Count");
	double pages = bdl_prover_number(p, count);

	out->object = object;
	out->id = qpdf_oh_get_object_id(p->q, object);
	out->kids = bdl_prover_key(p, object, "/Kids");
	if (!bdl_prover_is_name(p, bdl_prover_key(p, object, "/Type"), "/Pages") ||
		!qpdf_oh_is_array(p->q, out->kids) || !qpdf_oh_is_integer(p->q, count) ||
		!(pages >= 1 && pages <= PAGES_MOST))
		return false;
	out->count = (unsigned)pages;
	out->kid_count = (unsigned)qpdf_oh_get_array_n_items(p->q, out->kids);
	out->next = 0;
	out->first = first;
	return out->kid_count >= 1 && out->kid_count <= out->count;
}

/* The node's kids are pages. false: one is no object of its own, or there are too many. */
static bool take_leaves(struct prover *p, const struct node *n, size_t space)
{
	for (unsigned i = 0; i < n->kid_count; i++) {
		qpdf_oh kid = bdl_prover_item(p, n->kids, (int)i);
		int id = qpdf_oh_get_object_id(p->q, kid);

		qpdf_oh_release(p->q, kid);
		if (id <= 0 || p->page_count == space)
			return false;
		p->page_object[p->page_count++] = id;
	}
	return true;
}

/* Down to every node, from left to right. false: no tree that can be relied on. */
static bool walk(struct prover *p, size_t space)
{
	struct node path[DEPTH_MOST];
	unsigned depth = 0;

	if (!enter(p, bdl_prover_key(p, qpdf_get_root(p->q), "/Pages"), 0, &path[0]))
		return false;
	for (;;) {
		struct node *n = &path[depth];

		if (n->kid_count == n->count && n->next == 0) {
			if (!take_leaves(p, n, space))
				return false;
			n->next = n->kid_count;
		}
		if (n->next == n->kid_count) {
			if (p->page_count - n->first != n->count)
				return false;
			qpdf_oh_release(p->q, n->object);
			qpdf_oh_release(p->q, n->kids);
			if (depth-- == 0)
				return true;
			continue;
		}
		if (depth + 1 == DEPTH_MOST ||
			!enter(p, bdl_prover_item(p, n->kids, (int)n->next++), p->page_count,
				&path[depth + 1]))
			return false;
		/* the way up, which readers take for what a page does not say itself */
		if (qpdf_oh_get_object_id(
			    p->q, bdl_prover_key(p, path[depth + 1].object, "/Parent")) != n->id)
			return false;
		depth++;
	}
}

static bool are_different(struct prover *p)
{
	bool different = true;

	for (unsigned i = 1; i < p->page_count; i++)
		if (p->leaves[i].object == p->leaves[i - 1].object) {
			bdl_prover_say(p, "page %u: is page %u once more", p->leaves[i].page,
				p->leaves[i - 1].page);
			different = false;
		}
	return different;
}

int bdl_find_leaves(struct prover *p, struct bdl_error *err)
{
	qpdf_oh root = qpdf_get_root(p->q);
	double count = bdl_prover_number(
		p, bdl_prover_key(p, bdl_prover_key(p, root, "/Pages"), "/Count"));
	size_t space = count >= 1 && count <= (double)(p->length / 8) ? (size_t)count : 0;
	bool found;

	p->page_object = calloc(space + 1, sizeof(*p->page_object));
	p->leaves = calloc(space + 1, sizeof(*p->leaves));
	if (!p->page_object || !p->leaves)
		return bdl_fail_memory(err);

	found = space && walk(p, space);
	if (bdl_prover_trouble(p) || !found) {
		bdl_prover_say(p, "file: its pages cannot be found");
		return 0;
	}
	qpdf_oh_release_all(p->q);
	for (unsigned i = 0; i < p->page_count; i++)
		p->leaves[i] = (struct prover_leaf){p->page_object[i], i + 1};
	qsort(p->leaves, p->page_count, sizeof(*p->leaves), compare);
	return are_different(p);
}

unsigned bdl_page_of(const struct prover *p, int object)
{
	unsigned from = 0, to = p->page_count;

	while (from < to) {
		unsigned middle = from + (to - from) / 2;

		if (p->leaves[middle].object < object)
			from = middle + 1;
		else
			to = middle;
	}
	return from < p->page_count && p->leaves[from].object == object ? p->leaves[from].page : 0;
}
