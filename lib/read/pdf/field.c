/*
 * Copying form fields: the tree below /AcroForm /Fields, whose roots hang on a field that bind
 * makes, so that names of two exhibits do not meet. Filled-in values and their looks stay;
 * scripts go. A signature holds for the original's bytes alone, so that a field with one would be
 * shown as forged: of it only the look stays, which annot.c copies.
 */
#include "read/pdf/copy.h"

#include <stdlib.h>

#define DEPTH_MOST 32
#define FIELDS_MOST 200000u

bool bdl_field_has(const struct pdf_value *member)
{
	static const char *const keys[] = {"/T", "/TU", "/TM", "/FT", "/Ff", "/V", "/DV", "/DA",
		"/DS", "/RV", "/Q", "/Opt", "/MaxLen", "/TI", "/I", "/Kids", "/Parent", "/Lock",
		"/SV", "/DR"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (bdl_value_is_key(member, keys[i]))
			return true;
	return false;
}

/* ---- finding ---- */

struct walk {
	struct pdf_copy *copy;
	unsigned fields;
};

/* An entry of a field or of one above it. */
static const struct pdf_value *inherited(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v, const char *key)
{
	for (unsigned i = 0; i < DEPTH_MOST && v->type == PDF_DICT; i++) {
		const struct pdf_value *own = bdl_source_get(c->source, a, v, key);

		if (own->type != PDF_NULL)
			return own;
		v = bdl_source_get(c->source, a, v, "/Parent");
	}
	return &bdl_value_null;
}

bool bdl_field_is_signed(struct pdf_copy *c, const struct pdf_value *v)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	bool is = bdl_value_is_name(inherited(c, &a, v, "/FT"), "/Sig") &&
		  inherited(c, &a, v, "/V")->type == PDF_DICT;

	bdl_arena_release(&a);
	if (is)
		c->losses.is_signed = true;
	return is;
}

/* A certified document names the signature that says what may be changed in it. */
static bool is_certified(struct pdf_copy *c, struct bdl_arena *a)
{
	const struct pdf_value *permissions =
		bdl_source_get(c->source, a, c->source->root, "/Perms");

	return bdl_source_get(c->source, a, permissions, "/DocMDP")->type == PDF_DICT;
}

/*
 * Registers one field and all below it; returns its local number, 0 when it is none or known
 * already.
 */
static uint32_t walk_field(
	struct walk *w, const struct pdf_value *ref, uint32_t parent, unsigned depth)
{
	struct pdf_copy *c = w->copy;
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *v, *kids;
	struct pdf_object *o;
	uint32_t local = 0;

	if (ref->type != PDF_REF || depth == DEPTH_MOST || ++w->fields > FIELDS_MOST)
		return 0;
	v = bdl_source_load(c->source, &a, ref->id, ref->generation, NULL);
	o = v->type == PDF_DICT && !bdl_field_is_signed(c, v)
		    ? bdl_copy_object(c, ref->id, ref->generation)
		    : NULL;
	if (!o || (o->kinds & (PDF_IS_FIELD | PDF_IS_PAGE)))
		goto out;
	local = o->local;
	o->kinds |= PDF_IS_FIELD;
	o->parent = parent;
	if (bdl_value_find(v, "/AA")->type != PDF_NULL) /* of a field these are scripts */
		c->losses.scripts = true;
	kids = bdl_source_get(c->source, &a, v, "/Kids");
	for (const struct pdf_value *k = kids->type == PDF_ARRAY ? kids->first : NULL; k;
		k = k->next)
		walk_field(w, k, local, depth + 1);
out:
	bdl_arena_release(&a);
	return local;
}

void bdl_fields_register(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *form = bdl_source_get(c->source, &a, c->source->root, "/AcroForm");
	const struct pdf_value *fields = bdl_source_get(c->source, &a, form, "/Fields");
	struct walk w = {.copy = c};
	size_t most = bdl_value_count(fields);

	if (bdl_source_get(c->source, &a, form, "/XFA")->type != PDF_NULL)
		c->losses.dynamic_form = true;
	if (is_certified(c, &a))
		c->losses.is_signed = true;
	if (fields->type == PDF_ARRAY && most)
		c->root_fields = calloc(most, sizeof(*c->root_fields));
	if (fields->type == PDF_ARRAY && most && !c->root_fields)
		c->failed = true;
	for (const struct pdf_value *f = c->root_fields ? fields->first : NULL; f; f = f->next) {
		uint32_t local = walk_field(&w, f, 0, 0);

		if (local)
			c->root_fields[c->root_field_count++] = local;
	}
	bdl_arena_release(&a);
}

/* ---- writing ---- */

static void copy_kids(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_object *o,
	const struct pdf_value *v)
{
	const struct pdf_value *kids = bdl_source_get(c->source, a, v, "/Kids");

	if (kids->type != PDF_ARRAY)
		return;
	bdl_part_text(c->writer, "/Kids[");
	for (const struct pdf_value *k = kids->first; k; k = k->next) {
		const struct pdf_object *kid =
			k->type == PDF_REF ? bdl_map_find(&c->map, k->id, k->generation) : NULL;

		if (!kid || !(kid->kinds & PDF_IS_FIELD) || kid->parent != o->local)
			continue;
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, kid->local);
		bdl_part_text(c->writer, "\n");
	}
	bdl_part_text(c->writer, "]\n");
}

/*
 * A signature's value is a dictionary; it says nothing about pages that were bound into another
 * document.
 */
static bool is_kept(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *m)
{
	bool stream = false;

	if (bdl_value_is_key(m, "/Kids") || bdl_value_is_key(m, "/Parent") ||
		bdl_value_is_key(m, "/Lock") || bdl_value_is_key(m, "/SV") ||
		bdl_value_is_key(m, "/DR"))
		return false;
	if (!bdl_value_is_key(m, "/V") && !bdl_value_is_key(m, "/DV"))
		return true;
	if (m->type == PDF_REF)
		return bdl_source_load(c->source, a, m->id, m->generation, &stream)->type !=
			       PDF_DICT ||
		       stream;
	return m->type != PDF_DICT;
}

static void copy_form_default(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v)
{
	const struct pdf_value *form = bdl_source_get(c->source, a, c->source->root, "/AcroForm");
	const struct pdf_value *look = bdl_source_get(c->source, a, form, "/DA");

	if (look->type != PDF_STRING || bdl_value_find(v, "/DA")->type != PDF_NULL)
		return;
	bdl_part_text(c->writer, "/DA ");
	bdl_copy_value(c, look);
	bdl_part_text(c->writer, "\n");
}

static void mark(struct pdf_copy *c, const struct pdf_value *ref)
{
	struct pdf_object *o =
		ref->type == PDF_REF ? bdl_copy_object(c, ref->id, ref->generation) : NULL;

	if (o && (o->kinds & ~(uint32_t)PDF_IS_LOOK) == 0)
		o->kinds |= PDF_IS_LOOK;
}

void bdl_field_mark_looks(struct pdf_copy *c, const struct pdf_value *widget)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *looks = bdl_source_get(c->source, &a, widget, "/AP");
	const struct pdf_value *normal = bdl_value_find(looks, "/N");

	mark(c, normal);
	for (const struct pdf_value *m = normal->type == PDF_DICT ? normal->first : NULL; m;
		m = m->next)
		mark(c, m);
	bdl_arena_release(&a);
}

void bdl_field_resources(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *form = bdl_source_get(c->source, &a, c->source->root, "/AcroForm");
	const struct pdf_value *v = bdl_value_find(form, "/DR");

	if (v->type == PDF_REF || v->type == PDF_DICT) {
		bdl_part_text(c->writer, "/Resources ");
		bdl_copy_value(c, v);
		bdl_part_text(c->writer, "\n");
	}
	bdl_arena_release(&a);
}

void bdl_field_entries(struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *v)
{
	struct bdl_arena a = BDL_ARENA_INIT;

	for (const struct pdf_value *m = v->first; m; m = m->next)
		if (bdl_field_has(m) && is_kept(c, &a, m))
			bdl_copy_member(c, m);
	if (o->kinds & PDF_IS_FIELD) {
		copy_kids(c, &a, o, v);
		bdl_part_text(c->writer, "/Parent ");
		bdl_part_ref(c->writer, o->parent ? BDL_RELOC_OBJECT : BDL_RELOC_FIELD, o->parent);
		bdl_part_text(c->writer, "\n");
		if (!o->parent)
			copy_form_default(c, &a, v);
	}
	bdl_arena_release(&a);
}

void bdl_copy_field(struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *v)
{
	if (v->type != PDF_DICT) {
		bdl_part_text(c->writer, "null");
		return;
	}
	bdl_part_text(c->writer, "<<");
	bdl_field_entries(c, o, v);
	bdl_part_text(c->writer, ">>");
}
