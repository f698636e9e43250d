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

/*
 * What the usage dictionary of a group says for an event ("/View", "/Print") where the document
 * asks viewers to heed it: 1 on, 0 off, -1 nothing. ISO 32000-2, 8.11.4.4.
 */
static int usage(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *now,
	const struct pdf_value *group, const char *event, const char *key)
{
	const struct pdf_value *rules = bdl_source_get(c->source, a, now, "/AS");
	const struct pdf_value *use = bdl_source_get(c->source, a, group, "/Usage");
	const struct pdf_value *state =
		bdl_source_get(c->source, a, bdl_value_find(use, event), key);

	for (const struct pdf_value *m = rules->type == PDF_ARRAY ? rules->first : NULL;
		m && state->type == PDF_NAME; m = m->next) {
		const struct pdf_value *rule = bdl_source_resolve(c->source, a, m);
		const struct pdf_value *kinds = bdl_source_get(c->source, a, rule, "/Category");

		if (!bdl_value_is_name(bdl_source_get(c->source, a, rule, "/Event"), event) ||
			!lists(c, a, bdl_value_find(rule, "/OCGs"), group))
			continue;
		for (const struct pdf_value *k = kinds->type == PDF_ARRAY ? kinds->first : NULL; k;
			k = k->next)
			if (bdl_value_is_name(k, event))
				return bdl_value_is_name(state, "/ON");
	}
	return -1;
}

static bool is_hidden(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *now,
	const struct pdf_value *group)
{
	bool base_off = bdl_value_is_name(bdl_source_get(c->source, a, now, "/BaseState"), "/OFF");
	bool hidden = base_off ? !lists(c, a, bdl_value_find(now, "/ON"), group)
			       : lists(c, a, bdl_value_find(now, "/OFF"), group);
	int view = usage(c, a, now, group, "/View", "/ViewState");
	int print = usage(c, a, now, group, "/Print", "/PrintState");

	if (view >= 0)
		hidden = !view;
	if (print >= 0 && print == hidden)
		c->losses.print_layers = true;
	return hidden;
}

void bdl_copy_layers(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *all =
		bdl_source_get(c->source, &a, c->source->root, "/OCProperties");
	const struct pdf_value *groups = bdl_source_get(c->source, &a, all, "/OCGs");
	const struct pdf_value *now = bdl_source_get(c->source, &a, all, "/D");

	for (const struct pdf_value *m = groups->type == PDF_ARRAY ? groups->first : NULL; m;
		m = m->next) {
		const struct pdf_object *o =
			m->type == PDF_REF ? bdl_map_find(&c->map, m->id, m->generation) : NULL;

		if (!o || o->kinds) /* no page refers to it */
			continue;
		bdl_part_add_layer(
			c->writer, o->local, is_hidden(c, &a, now, m) ? BDL_LAYER_OFF : 0);
	}
	bdl_arena_release(&a);
}
