/*
 * Layers: the optional content groups that the pages refer to, and which of them are off. See
 * copy.h.
 */
#include "read/pdf/copy.h"

static bool lists(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *list,
	const struct pdf_value *ref)
{
	list = bdl_source_resolve(c->source, a, list);
	for (const struct pdf_value *m = list->type == PDF_ARRAY ? list->first : NULL; m;
		m = m->next)
		if (m->type == PDF_REF && m->id == ref->id && m->generation == ref->generation)
			return true;
	return false;
}

void bdl_copy_layers(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *all =
		bdl_source_get(c->source, &a, c->source->root, "/OCProperties");
	const struct pdf_value *groups = bdl_source_get(c->source, &a, all, "/OCGs");
	const struct pdf_value *now = bdl_source_get(c->source, &a, all, "/D");
	const struct pdf_value *on = bdl_source_get(c->source, &a, now, "/ON");
	const struct pdf_value *off = bdl_source_get(c->source, &a, now, "/OFF");
	bool base_off = bdl_value_is_name(bdl_source_get(c->source, &a, now, "/BaseState"), "/OFF");

	for (const struct pdf_value *m = groups->type == PDF_ARRAY ? groups->first : NULL; m;
		m = m->next) {
		const struct pdf_object *o =
			m->type == PDF_REF ? bdl_map_find(&c->map, m->id, m->generation) : NULL;
		bool hidden;

		if (!o || o->kinds) /* no page refers to it */
			continue;
		hidden = base_off ? !lists(c, &a, on, m) : lists(c, &a, off, m);
		bdl_part_add_layer(c->writer, o->local, hidden ? BDL_LAYER_OFF : 0);
	}
	bdl_arena_release(&a);
}
