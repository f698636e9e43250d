/* Look, the bookmarks. Outlines may loop and lie; no item is met twice. See look.h; ISO
 * 32000-1, 12.3.3. */
#include "check/look.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 32u
#define ITEMS_MOST 200000u

struct outline {
	struct look *look;
	unsigned char *met; /* a bit for each object number */
	int objects;
	unsigned count;
};

static bool is_new(struct outline *o, const struct pdf_value *ref)
{
	unsigned char bit;

	if (ref->type != PDF_REF || ref->id <= 0 || ref->id > 100000000)
		return false;
	if (ref->id >= o->objects) {
		int objects = ref->id * 2;
		unsigned char *grown = realloc(o->met, (size_t)objects / 8 + 1);

		if (!grown) {
			o->look->failed = true;
			return false;
		}
		memset(grown + (o->met ? o->objects / 8 + 1 : 0), 0,
			(size_t)(objects / 8 - (o->met ? o->objects / 8 : -1)));
		o->met = grown;
		o->objects = objects;
	}
	bit = (unsigned char)(1u << ref->id % 8);
	if (o->met[ref->id / 8] & bit)
		return false;
	o->met[ref->id / 8] |= bit;
	return true;
}

static void add(struct look *l, const struct pdf_value *v, unsigned depth)
{
	struct bdl_seen *s = l->seen;
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_seen_bookmark *b =
		look_more(l, &s->arena, s->bookmarks, &s->bookmark_count, sizeof(*b));

	if (!b)
		return;
	s->bookmarks = b;
	b += s->bookmark_count - 1;
	b->depth = depth;
	b->title = look_text(l, look_get(l, &a, v, "/Title"));
	if (!b->title)
		b->title = "";
	b->to = look_target(l, &a, bdl_value_find(v, "/Dest"), bdl_value_find(v, "/A"));
	bdl_arena_release(&a);
}

/* Siblings by /Next, each followed by what is below it. */
static void walk(struct outline *o, int id, int generation, unsigned depth)
{
	struct pdf_value ref = {.type = PDF_REF, .id = id, .generation = generation};

	while (depth < DEPTH_MOST && o->count++ < ITEMS_MOST && !o->look->failed &&
		is_new(o, &ref)) {
		struct bdl_arena a = BDL_ARENA_INIT;
		const struct pdf_value *v = look_load(o->look, &a, &ref), *first, *next;

		if (v->type == PDF_DICT)
			add(o->look, v, depth);
		first = bdl_value_find(v, "/First");
		next = bdl_value_find(v, "/Next");
		if (first->type == PDF_REF)
			walk(o, first->id, first->generation, depth + 1);
		ref = (struct pdf_value){
			.type = next->type, .id = next->id, .generation = next->generation};
		bdl_arena_release(&a);
	}
}

void look_outline(struct look *l)
{
	struct outline o = {.look = l};
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *top = look_get(l, &a, l->source.root, "/Outlines");
	const struct pdf_value *first = bdl_value_find(top, "/First");

	if (first->type == PDF_REF)
		walk(&o, first->id, first->generation, 0);
	bdl_arena_release(&a);
	free(o.met);
}
