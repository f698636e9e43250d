/* See pages.h: the walk down the page tree, and the boxes of each page. */
#include "read/pdf/pages.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 60 /* of the page tree */
#define NODES_MOST 400000u /* looked at, so that a tree that shares its branches ends */
#define BLANKS_MOST 20u /* pages that are only listed, beyond which a tree is not believed */
#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89
#define SIDE_LEAST 144.0 /* points: smaller pages get white paper to the right and below */
#define SIDE_OF_MANY 300.0 /* the same where more than a number of the usual width is stamped */
#define SIDE_MOST 200000.0 /* units; PDF says 14,400, drawings have more */
#define PLACE_MOST 1000000.0

struct walk {
	struct pdf_source *source;
	struct pdf_pages *pages;
	size_t most;
	unsigned nodes;
	size_t lost; /* kids that are nothing, or a node above them */
	int path[DEPTH_MOST]; /* object numbers from the root: a loop comes back to one */
	enum pdf_pages_answer answer;
};

void bdl_pages_release(struct pdf_pages *p)
{
	free(p->pages);
	*p = (struct pdf_pages){0};
}

static struct pdf_page *add(struct walk *w, struct pdf_inherited *inherited)
{
	struct pdf_pages *p = w->pages;

	if (p->count == w->most) {
		w->answer = PDF_PAGES_TOO_MANY;
		return NULL;
	}
	if (p->count == p->space) {
		size_t space = p->space ? p->space * 2 : 64;
		struct pdf_page *grown = realloc(p->pages, space * sizeof(*grown));

		if (!grown) {
			w->answer = PDF_PAGES_NO_MEMORY;
			return NULL;
		}
		p->pages = grown;
		p->space = space;
	}
	p->pages[p->count] = (struct pdf_page){.inherited = inherited, .scale = 1, .user_unit = 1};
	return &p->pages[p->count++];
}

static const struct pdf_value *or_above(const struct pdf_value *own, const struct pdf_value *above)
{
	return own->type == PDF_NULL ? above : own;
}

/* What the kids of a node inherit; the node's own values must live as long as the source. */
static struct pdf_inherited *hand_down(
	struct walk *w, const struct pdf_value *node, struct pdf_inherited *above)
{
	static const char *const keys[] = {"/MediaBox", "/CropBox", "/Rotate", "/Resources"};
	struct pdf_inherited *own;
	bool any = false;

	for (size_t i = 0; i < 4; i++)
		any = any || bdl_value_find(node, keys[i])->type != PDF_NULL;
	if (!any)
		return above;
	own = bdl_arena_alloc(&w->source->arena, sizeof(*own));
	if (!own) {
		w->answer = PDF_PAGES_NO_MEMORY;
		return above;
	}
	own->media_box = or_above(bdl_value_find(node, keys[0]), above->media_box);
	own->crop_box = or_above(bdl_value_find(node, keys[1]), above->crop_box);
	own->rotate = or_above(bdl_value_find(node, keys[2]), above->rotate);
	own->resources = or_above(bdl_value_find(node, keys[3]), above->resources);
	own->origin = own->resources == above->resources ? above->origin : own;
	return own;
}

static void walk_kid(struct walk *w, const struct pdf_value *kid, struct pdf_inherited *inherited,
	unsigned depth);

static void walk_node(
	struct walk *w, const struct pdf_value *node, struct pdf_inherited *above, unsigned depth)
{
	struct pdf_inherited *inherited = hand_down(w, node, above);
	const struct pdf_value *kids = bdl_source_get(w->source, &w->source->arena, node, "/Kids");

	if (depth == DEPTH_MOST || kids->type != PDF_ARRAY)
		return;
	for (const struct pdf_value *k = kids->first; k && w->answer == PDF_PAGES_FOUND;
		k = k->next)
		walk_kid(w, k, inherited, depth);
}

static bool comes_back(const struct walk *w, const struct pdf_value *kid, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		if (kid->type == PDF_REF && w->path[i] == kid->id)
			return true;
	return false;
}

static bool is_node(const struct pdf_value *v)
{
	if (bdl_value_is_name(bdl_value_find(v, "/Type"), "/Page"))
		return false;
	return bdl_value_find(v, "/Kids")->type != PDF_NULL ||
	       bdl_value_is_name(bdl_value_find(v, "/Type"), "/Pages");
}

static void add_page(
	struct walk *w, const struct pdf_value *kid, bool lost, struct pdf_inherited *inherited)
{
	struct pdf_page *page = add(w, inherited);

	if (!page)
		return;
	page->lost = lost;
	if (lost) {
		page->direct = &bdl_value_null;
		w->lost++;
	} else if (kid->type == PDF_REF) {
		page->id = kid->id;
		page->generation = kid->generation;
	} else {
		page->direct = kid;
	}
}

/*
 * Nodes are kept for as long as the source, since pages inherit from them; pages are loaded again
 * later.
 */
static void walk_kid(struct walk *w, const struct pdf_value *kid, struct pdf_inherited *inherited,
	unsigned depth)
{
	struct bdl_arena scratch = BDL_ARENA_INIT;
	const struct pdf_value *v;

	if (++w->nodes > NODES_MOST) {
		w->answer = PDF_PAGES_TOO_MANY;
		return;
	}
	if (comes_back(w, kid, depth)) {
		add_page(w, kid, true, inherited);
		return;
	}
	v = bdl_source_resolve(w->source, &scratch, kid);
	w->path[depth] = kid->type == PDF_REF ? kid->id : 0;
	if (is_node(v))
		walk_node(w, bdl_source_resolve(w->source, &w->source->arena, kid), inherited,
			depth + 1);
	else
		add_page(w, kid, v->type != PDF_DICT, inherited);
	bdl_arena_release(&scratch);
}

/*
 * Kids that were nothing stay as blank pages as far as the tree's own count knows of them, unless
 * that would make the document a heap of blank pages.
 */
static void drop_lost(struct pdf_pages *p, size_t lost, const struct pdf_value *count)
{
	size_t real = p->count - lost, blank = 0, kept = 0;

	if (count->type == PDF_NUMBER && count->number > (double)real)
		blank = count->number < (double)p->count ? (size_t)count->number - real : lost;
	if (real == 0 || (blank > real && blank > BLANKS_MOST)) {
		p->dropped = blank;
		blank = 0;
	}
	for (size_t i = 0; i < p->count; i++) {
		if (p->pages[i].lost && blank == 0)
			continue;
		blank -= p->pages[i].lost;
		p->pages[kept++] = p->pages[i];
	}
	p->count = kept;
}

/* ---- boxes ---- */

static bool numbers(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *v, double out[4])
{
	const struct pdf_value *m;
	size_t i = 0;

	v = bdl_source_resolve(s, a, v);
	if (v->type != PDF_ARRAY)
		return false;
	for (m = v->first; m && i < 4; m = m->next) {
		const struct pdf_value *n = bdl_source_resolve(s, a, m);

		if (n->type != PDF_NUMBER || n->number > PLACE_MOST || n->number < -PLACE_MOST)
			return false;
		out[i++] = n->number;
	}
	return i == 4;
}

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

static bool usable(const double b[4])
{
	return b[2] - b[0] >= 1 && b[3] - b[1] >= 1 && b[2] - b[0] <= SIDE_MOST &&
	       b[3] - b[1] <= SIDE_MOST;
}

/* A rectangle with its corners in order; false if there is none that could be a page. */
static bool rectangle(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *v, double out[4])
{
	double n[4];

	if (!numbers(s, a, v, n))
		return false;
	out[0] = smaller(n[0], n[2]);
	out[1] = smaller(n[1], n[3]);
	out[2] = larger(n[0], n[2]);
	out[3] = larger(n[1], n[3]);
	return usable(out);
}

static void set_boxes(struct pdf_page *p, struct pdf_source *s, struct bdl_arena *a,
	const struct pdf_value *media_box, const struct pdf_value *crop_box)
{
	static const double a4[4] = {0, 0, A4_WIDTH, A4_HEIGHT};
	double crop[4], seen[4];

	if (!rectangle(s, a, media_box, p->media)) {
		memcpy(p->media, a4, sizeof(a4));
		p->odd_box = true;
	}
	memcpy(p->box, p->media, sizeof(p->box));
	if (p->odd_box || !rectangle(s, a, crop_box, crop))
		return;
	seen[0] = larger(crop[0], p->media[0]);
	seen[1] = larger(crop[1], p->media[1]);
	seen[2] = smaller(crop[2], p->media[2]);
	seen[3] = smaller(crop[3], p->media[3]);
	if (usable(seen))
		memcpy(p->box, seen, sizeof(seen));
}

static int turn(const struct pdf_value *v)
{
	double n = v->type == PDF_NUMBER ? v->number : 0;
	long quarters;

	if (n > 1e6 || n < -1e6)
		return 0;
	quarters = (long)n;
	if ((double)quarters != n || quarters % 90 != 0)
		return 0;
	return (int)((quarters % 360 + 360) % 360);
}

/* A number needs room: a page smaller than that is shown on larger paper, at its upper left. */
static void enlarge(struct pdf_page *p, double side)
{
	double least = side / p->user_unit, width = bdl_page_width(p),
	       height = bdl_page_height(p);
	double right = larger(width, least), bottom = smaller(0, height - least), box[4];

	if (width >= least && height >= least)
		return;
	bdl_page_seen_rect(p, 0, bottom, right, height, box);
	memcpy(p->box, box, sizeof(box));
	memcpy(p->media, box, sizeof(box));
	p->enlarged = true;
}

static void measure(struct pdf_page *p, struct pdf_source *s, double side)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_inherited *above = p->inherited;
	const struct pdf_value *dict = bdl_page_dict(s, &a, p);
	const struct pdf_value *unit = bdl_source_get(s, &a, dict, "/UserUnit");
	const struct pdf_value *rotate = or_above(bdl_value_find(dict, "/Rotate"), above->rotate);

	set_boxes(p, s, &a, or_above(bdl_value_find(dict, "/MediaBox"), above->media_box),
		or_above(bdl_value_find(dict, "/CropBox"), above->crop_box));
	p->rotate = turn(bdl_source_resolve(s, &a, rotate));
	if (unit->type == PDF_NUMBER && unit->number >= 0.01 && unit->number <= 1000)
		p->user_unit = unit->number;
	memcpy(p->shown, p->box, sizeof(p->shown));
	enlarge(p, side);
	bdl_arena_release(&a);
}

static double least_side(const struct bdl_stamping *s)
{
	const struct bdl_stamping usual = BDL_STAMPING_INIT;

	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++)
		if (s->has[kind] != usual.has[kind])
			return SIDE_OF_MANY;
	return s->width > usual.width || s->size > usual.size ? SIDE_OF_MANY : SIDE_LEAST;
}

enum pdf_pages_answer bdl_pages_find(struct pdf_pages *p, struct pdf_source *s, size_t most,
	const struct bdl_stamping *stamping)
{
	const struct pdf_value *top = bdl_value_find(s->root, "/Pages"), *count;
	struct walk w = {.source = s, .pages = p, .most = most};
	struct pdf_inherited *above = bdl_arena_alloc(&s->arena, sizeof(*above));

	*p = (struct pdf_pages){.stamping = *stamping};
	if (!above)
		return PDF_PAGES_NO_MEMORY;
	*above = (struct pdf_inherited){.media_box = &bdl_value_null,
		.crop_box = &bdl_value_null,
		.rotate = &bdl_value_null,
		.resources = &bdl_value_null,
		.origin = above};
	walk_kid(&w, top, above, 0);
	count = bdl_source_get(s, &s->arena, top, "/Count");
	if (w.lost)
		drop_lost(p, w.lost, count);
	for (size_t i = 0; i < p->count && w.answer == PDF_PAGES_FOUND; i++)
		measure(&p->pages[i], s, least_side(stamping));
	return s->failed ? PDF_PAGES_NO_MEMORY : w.answer;
}

const struct pdf_value *bdl_page_dict(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_page *p)
{
	if (p->direct)
		return p->direct;
	return bdl_source_load(s, a, p->id, p->generation, NULL);
}
