/* Look, the pages: the walk down the page tree, what each page inherits, its box and its turn. See
 * look.h. */
#include "check/look.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 60u
#define PAGES_MOST 200000u
#define NODES_MOST 400000u

struct tree {
	struct look *look;
	size_t space, nodes;
	int path[DEPTH_MOST];
};

/* What a node hands down; values live as long as the look. */
struct inherited {
	const struct pdf_value *resources, *media, *crop, *rotate;
};

static const struct pdf_value *own_or(
	const struct pdf_value *dict, const char *key, const struct pdf_value *above)
{
	const struct pdf_value *own = bdl_value_find(dict, key);

	return own->type == PDF_NULL ? above : own;
}

static bool is_node(const struct pdf_value *v)
{
	if (bdl_value_is_name(bdl_value_find(v, "/Type"), "/Page"))
		return false;
	return bdl_value_find(v, "/Kids")->type != PDF_NULL ||
	       bdl_value_is_name(bdl_value_find(v, "/Type"), "/Pages");
}

static void add_page(struct tree *t, const struct pdf_value *kid, const struct inherited *above)
{
	struct look *l = t->look;
	struct look_page *p;

	if (l->page_count == t->space) {
		size_t space = t->space ? t->space * 2 : 64;
		struct look_page *grown = realloc(l->pages, space * sizeof(*grown));

		if (!grown) {
			l->failed = true;
			return;
		}
		l->pages = grown;
		t->space = space;
	}
	p = &l->pages[l->page_count++];
	*p = (struct look_page){.resources = above->resources,
		.media = above->media,
		.crop = above->crop,
		.rotate = above->rotate,
		.unit = 1};
	if (kid->type == PDF_REF) {
		p->id = kid->id;
		p->generation = kid->generation;
	} else {
		p->direct = kid;
	}
}

static bool comes_back(const struct tree *t, const struct pdf_value *kid, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		if (kid->type == PDF_REF && t->path[i] == kid->id)
			return true;
	return false;
}

static void walk(
	struct tree *t, const struct pdf_value *kid, const struct inherited *above, unsigned depth);

static void walk_node(
	struct tree *t, const struct pdf_value *kid, const struct inherited *above, unsigned depth)
{
	struct look *l = t->look;
	const struct pdf_value *node = look_load(l, &l->arena, kid), *kids;
	const struct inherited own = {.resources = own_or(node, "/Resources", above->resources),
		.media = own_or(node, "/MediaBox", above->media),
		.crop = own_or(node, "/CropBox", above->crop),
		.rotate = own_or(node, "/Rotate", above->rotate)};

	kids = look_get(l, &l->arena, node, "/Kids");
	for (const struct pdf_value *k = kids->type == PDF_ARRAY ? kids->first : NULL;
		k && !l->failed; k = k->next)
		walk(t, k, &own, depth);
}

static void walk(
	struct tree *t, const struct pdf_value *kid, const struct inherited *above, unsigned depth)
{
	struct look *l = t->look;
	struct bdl_arena scratch = BDL_ARENA_INIT;
	const struct pdf_value *v;
	bool node, page;

	if (depth == DEPTH_MOST || ++t->nodes > NODES_MOST || l->page_count >= PAGES_MOST ||
		comes_back(t, kid, depth)) {
		l->seen->damaged = true;
		return;
	}
	v = look_load(l, &scratch, kid);
	node = is_node(v);
	page = v->type == PDF_DICT;
	bdl_arena_release(&scratch);
	t->path[depth] = kid->type == PDF_REF ? kid->id : 0;
	if (node)
		walk_node(t, kid, above, depth + 1);
	else if (page)
		add_page(t, kid, above);
	else
		l->seen->damaged = true;
}

const struct pdf_value *look_page_dict(
	struct look *l, struct bdl_arena *a, const struct look_page *p)
{
	if (p->direct)
		return p->direct;
	return bdl_source_load(&l->source, a, p->id, p->generation, NULL);
}

/* ---- boxes ---- */

static void find_box(
	struct look *l, struct bdl_arena *a, struct look_page *p, const struct pdf_value *dict)
{
	static const double letter[4] = {
		0, 0, 612, 792}; /* what readers show where nothing is said */
	double crop[4], both[4];

	if (!look_box(l, a, own_or(dict, "/MediaBox", p->media), p->box) ||
		!(p->box[2] - p->box[0] > 0) || !(p->box[3] - p->box[1] > 0))
		memcpy(p->box, letter, sizeof(letter));
	if (!look_box(l, a, own_or(dict, "/CropBox", p->crop), crop))
		return;
	for (int i = 0; i < 2; i++) {
		both[i] = fmax(p->box[i], crop[i]);
		both[i + 2] = fmin(p->box[i + 2], crop[i + 2]);
	}
	if (both[0] < both[2] && both[1] < both[3])
		memcpy(p->box, both, sizeof(both));
}

static void measure(struct look *l, unsigned row)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct look_page *p = &l->pages[row];
	struct bdl_seen_page *seen = &l->seen->pages[row];
	const struct pdf_value *dict = look_page_dict(l, &a, p);
	double turn = look_number(look_load(l, &a, own_or(dict, "/Rotate", p->rotate)), 0), m[4];

	p->unit = look_number(look_get(l, &a, dict, "/UserUnit"), 1);
	if (!(p->unit >= 0.001 && p->unit <= 10000))
		p->unit = 1;
	if (fabs(turn) < 1e6)
		p->turn = ((int)turn / 90 * 90 % 360 + 360) % 360;
	find_box(l, &a, p, dict);
	look_triggers(l, &a, bdl_value_find(dict, "/AA"));
	bdl_arena_release(&a);
	look_seen_box(p, p->box, m);
	seen->width = m[2];
	seen->height = m[3];
	seen->rotate = p->turn;
	seen->unit = p->unit;
}

void look_matrix(const struct look_page *p, double m[6])
{
	const double *b = p->box, u = p->unit;
	const double upright[6] = {u, 0, 0, u, -u * b[0], -u * b[1]},
		     quarter[6] = {0, -u, u, 0, -u * b[1], u * b[2]},
		     half[6] = {-u, 0, 0, -u, u * b[2], u * b[3]},
		     three[6] = {0, u, -u, 0, u * b[3], -u * b[0]};

	memcpy(m,
		p->turn == 90    ? quarter
		: p->turn == 180 ? half
		: p->turn == 270 ? three
				 : upright,
		sizeof(upright));
}

void look_seen_box(const struct look_page *p, const double box[4], double out[4])
{
	double m[6], x[2], y[2];

	look_matrix(p, m);
	for (int i = 0; i < 2; i++) {
		const double *c = box + i * 2;

		x[i] = m[0] * c[0] + m[2] * c[1] + m[4];
		y[i] = m[1] * c[0] + m[3] * c[1] + m[5];
	}
	out[0] = fmin(x[0], x[1]);
	out[1] = fmin(y[0], y[1]);
	out[2] = fmax(x[0], x[1]);
	out[3] = fmax(y[0], y[1]);
}

static void number_objects(struct look *l)
{
	int most = 0;

	for (unsigned i = 0; i < l->page_count; i++)
		if (l->pages[i].id > most)
			most = l->pages[i].id;
	if (most > 100000000) /* no object that there is has such a number */
		most = 0;
	l->by_object = calloc((size_t)most + 1, sizeof(*l->by_object));
	if (!l->by_object) {
		l->failed = true;
		return;
	}
	l->objects = most + 1;
	/* a page that the tree names twice is the first of them to whoever links to it */
	for (unsigned i = l->page_count; i-- > 0;)
		if (l->pages[i].id > 0 && l->pages[i].id <= most)
			l->by_object[l->pages[i].id] = i + 1;
}

void look_pages(struct look *l)
{
	struct tree t = {.look = l};
	const struct inherited nothing = {
		&bdl_value_null, &bdl_value_null, &bdl_value_null, &bdl_value_null};
	struct bdl_seen *s = l->seen;

	walk(&t, bdl_value_find(l->source.root, "/Pages"), &nothing, 0);
	if (l->failed || l->page_count == 0)
		return;
	s->pages = bdl_arena_alloc(&s->arena, l->page_count * sizeof(*s->pages));
	if (!s->pages) {
		l->failed = true;
		return;
	}
	s->page_count = l->page_count;
	for (unsigned i = 0; i < l->page_count; i++)
		measure(l, i);
	number_objects(l);
}
