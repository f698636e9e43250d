/*
 * The resources of a page, written anew so that the stamps' fonts are among them; those that
 * several pages share are written once. See page.h.
 */
#include "read/pdf/hidden.h"
#include "read/pdf/page.h"

const struct pdf_value *bdl_page_resources(const struct pdf_page *p, const struct pdf_value *dict)
{
	const struct pdf_value *own = bdl_value_find(dict, "/Resources");

	return own->type == PDF_NULL && p->inherited ? p->inherited->resources : own;
}

static void write_font_dict(struct pdf_copy *c, const struct pdf_value *fonts)
{
	bdl_part_text(c->writer, "<<");
	for (const struct pdf_value *m = fonts->type == PDF_DICT ? fonts->first : NULL; m;
		m = m->next)
		if (!bdl_value_is_key(m, "/BdlN") && !bdl_value_is_key(m, "/BdlB") &&
			!bdl_value_is_key(m, "/BdlO"))
			bdl_copy_member(c, m);
	bdl_part_text(c->writer, "/BdlN ");
	bdl_part_ref(c->writer, BDL_RELOC_FONT, 0);
	bdl_part_text(c->writer, "/BdlB ");
	bdl_part_ref(c->writer, BDL_RELOC_FONT, 1);
	if (c->hidden) {
		bdl_part_text(c->writer, "/BdlO ");
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, c->hidden->font);
	}
	bdl_part_text(c->writer, ">>");
}

uint32_t bdl_resources_anew(struct pdf_copy *c, uint32_t picture)
{
	uint32_t object = bdl_part_reserve(c->writer);

	bdl_part_begin(c->writer, object);
	bdl_part_text(c->writer, "<<");
	if (picture) {
		bdl_part_text(c->writer, "/XObject<</BdlR ");
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, picture);
		bdl_part_text(c->writer, ">>\n");
	}
	bdl_part_text(c->writer, "/Font ");
	write_font_dict(c, &bdl_value_null);
	bdl_part_text(c->writer, ">>");
	bdl_part_end(c->writer);
	return object;
}

static void write_xobjects(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v,
	const struct pdf_forms *f)
{
	v = bdl_source_resolve(c->source, a, v);
	bdl_part_text(c->writer, "/XObject<<");
	for (const struct pdf_value *m = v->type == PDF_DICT ? v->first : NULL; m; m = m->next)
		bdl_copy_member(c, m);
	for (unsigned i = 0; i < f->count; i++) {
		bdl_part_printf(c->writer, "/BdlX%u ", i);
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, f->objects[i]);
	}
	bdl_part_text(c->writer, ">>\n");
}

/*
 * The dictionary of fonts that many pages may share, written as an object of its own; 0: it is
 * direct.
 */
static uint32_t shared_fonts(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *fonts)
{
	struct pdf_object *o;
	uint32_t object;

	if (fonts->type != PDF_REF)
		return 0;
	o = bdl_map_find(&c->fonts, fonts->id, fonts->generation);
	if (o)
		return o->local;
	object = bdl_part_reserve(c->writer);
	if (!bdl_map_add(&c->fonts, fonts->id, fonts->generation, object))
		c->failed = true;
	bdl_part_begin(c->writer, object);
	write_font_dict(c, bdl_source_resolve(c->source, a, fonts));
	bdl_part_end(c->writer);
	return object;
}

static void write_resources(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v,
	uint32_t fonts, const struct pdf_forms *f)
{
	bdl_part_text(c->writer, "<<");
	for (const struct pdf_value *m = v->type == PDF_DICT ? v->first : NULL; m; m = m->next) {
		if (bdl_value_is_key(m, "/Font") || (f->count && bdl_value_is_key(m, "/XObject")))
			continue;
		bdl_copy_member(c, m);
	}
	if (f->count)
		write_xobjects(c, a, bdl_value_find(v, "/XObject"), f);
	bdl_part_text(c->writer, "/Font ");
	if (fonts)
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, fonts);
	else
		write_font_dict(c, bdl_value_find(v, "/Font"));
	bdl_part_text(c->writer, ">>");
}

/*
 * Resources that several pages may share are written once: where the source keeps their local
 * number; else NULL.
 */
static uint32_t *place_of_resources(
	struct pdf_copy *c, const struct pdf_page *p, const struct pdf_value *v, bool inherited)
{
	struct pdf_object *o;

	if (v->type != PDF_REF)
		return inherited ? &p->inherited->origin->resources_object : NULL;
	o = bdl_map_find(&c->resources, v->id, v->generation);
	if (!o)
		o = bdl_map_add(&c->resources, v->id, v->generation, 0);
	if (!o)
		c->failed = true;
	return o ? &o->local : NULL;
}

uint32_t bdl_resources_object(struct pdf_copy *c, const struct pdf_page *p,
	const struct pdf_value *dict, const struct pdf_forms *f)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	bool inherited = bdl_value_find(dict, "/Resources")->type == PDF_NULL;
	const struct pdf_value *v = bdl_page_resources(p, dict), *resolved;
	uint32_t *place = f->count ? NULL : place_of_resources(c, p, v, inherited);
	uint32_t object, fonts;

	if (place && *place)
		return *place;
	object = bdl_part_reserve(c->writer);
	if (place)
		*place = object;
	resolved = bdl_source_resolve(c->source, &a, v);
	fonts = shared_fonts(c, &a, bdl_value_find(resolved, "/Font"));
	bdl_part_begin(c->writer, object);
	write_resources(c, &a, resolved, fonts, f);
	bdl_part_end(c->writer);
	bdl_arena_release(&a);
	return object;
}
