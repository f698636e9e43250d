/*
 * Copying annotations: their looks, their words and their place, moved with the page when it is
 * scaled. Of what they do only leading somewhere stays: to a page of the same document, or to a web
 * or mail address.
 */
#include "read/pdf/copy.h"

#include "read/pdf/attached.h"
#include "read/pdf/attached_mark.h"
#include "read/pdf/fill.h"
#include "read/pdf/redact.h"

#include <math.h>

#define PER_PAGE 20000u

static const struct pdf_value *annots_of(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *page)
{
	const struct pdf_value *v = bdl_source_get(c->source, a, page, "/Annots");

	return v->type == PDF_ARRAY ? v->first : NULL;
}

static void register_page(struct pdf_copy *c, size_t page)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = bdl_page_dict(c->source, &a, &c->pages.pages[page]);
	unsigned count = 0;

	for (const struct pdf_value *v = annots_of(c, &a, dict); v && count < PER_PAGE;
		v = v->next, count++) {
		struct pdf_object *o =
			v->type == PDF_REF ? bdl_copy_object(c, v->id, v->generation) : NULL;

		if (!o || o->kinds)
			continue;
		o->kinds = PDF_IS_ANNOT;
		o->page = (uint32_t)page;
	}
	bdl_arena_release(&a);
}

void bdl_annots_register(struct pdf_copy *c)
{
	for (size_t i = 0; i < c->pages.count && !c->failed; i++)
		if (!bdl_redact_is_anew(c, i))
			register_page(c, i);
}

static bool is_kind(const struct pdf_value *v, const char *subtype)
{
	return bdl_value_is_name(bdl_value_find(v, "/Subtype"), subtype);
}

/* Films, sounds and models: what they play is left behind, the picture in their place stays. */
static bool plays(const struct pdf_value *v)
{
	return is_kind(v, "/Movie") || is_kind(v, "/Sound") || is_kind(v, "/Screen") ||
	       is_kind(v, "/RichMedia") || is_kind(v, "/3D");
}

static bool has_appearance(struct pdf_copy *c, const struct pdf_value *v)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *ap = bdl_source_get(c->source, &a, v, "/AP");
	bool has = bdl_value_find(ap, "/N")->type != PDF_NULL;

	bdl_arena_release(&a);
	return has;
}

static bool is_signature(struct pdf_copy *c, const struct pdf_value *v)
{
	return is_kind(v, "/Widget") && bdl_field_is_signed(c, v);
}

static bool is_kept(struct pdf_copy *c, const struct pdf_value *v)
{
	if (v->type != PDF_DICT || is_kind(v, "/TrapNet"))
		return false;
	return !(plays(v) || is_signature(c, v)) || has_appearance(c, v);
}

/* What the annotation is called in the part: it must not promise what it lost. */
static const char *new_kind(struct pdf_copy *c, const struct pdf_value *v)
{
	if (plays(v) || is_signature(c, v))
		return "/Stamp";
	if (is_kind(v, "/FileAttachment"))
		return has_appearance(c, v) ? "/Stamp" : "/Text";
	return NULL;
}

static void count_losses(struct pdf_copy *c, const struct pdf_value *v)
{
	if (plays(v))
		c->losses.films++;
	if (is_kind(v, "/FileAttachment"))
		bdl_attached_note(c->source, bdl_value_find(v, "/FS"));
	bdl_attached_note_all(c->source, bdl_value_find(v, "/AF"));
}

/* ---- places ---- */

static bool is_points(const struct pdf_value *m)
{
	static const char *const keys[] = {
		"/Rect", "/QuadPoints", "/Vertices", "/L", "/CL", "/InkList", "/Path"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (bdl_value_is_key(m, keys[i]))
			return true;
	return false;
}

/* x and y by turns, in arrays of arrays too. */
static void move_points(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_page *p,
	const struct pdf_value *v, unsigned depth)
{
	bool upright = false;

	v = bdl_source_resolve(c->source, a, v);
	if (v->type != PDF_ARRAY || depth > 3) {
		bdl_part_text(c->writer, "null ");
		return;
	}
	bdl_part_text(c->writer, "[");
	for (const struct pdf_value *m = v->first; m; m = m->next) {
		const struct pdf_value *n = bdl_source_resolve(c->source, a, m);

		if (n->type != PDF_NUMBER || fabs(n->number) > BDL_PART_COORDINATE_MAX) {
			move_points(c, a, p, n, depth + 1);
			continue;
		}
		bdl_copy_number(c, upright ? bdl_page_y(p, n->number) : bdl_page_x(p, n->number));
		upright = !upright;
	}
	bdl_part_text(c->writer, "]");
}

static void shrink_margins(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_page *p,
	const struct pdf_value *v)
{
	v = bdl_source_resolve(c->source, a, v);
	bdl_part_text(c->writer, "[");
	for (const struct pdf_value *m = v->type == PDF_ARRAY ? v->first : NULL; m; m = m->next)
		if (m->type == PDF_NUMBER && fabs(m->number) <= BDL_PART_COORDINATE_MAX)
			bdl_copy_number(c, m->number * p->scale);
	bdl_part_text(c->writer, "]");
}

/* ---- entries ---- */

static bool is_left_out(const struct pdf_value *m)
{
	static const char *const keys[] = {"/P", "/A", "/AA", "/PA", "/Dest", "/JS", "/FS",
		"/Sound", "/Movie", "/RichMediaContent", "/RichMediaSettings", "/3DD", "/3DV",
		"/3DA", "/3DI", "/StructParent", "/AF", "/Popup", "/IRT", "/Metadata",
		"/PieceInfo"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (bdl_value_is_key(m, keys[i]))
			return true;
	return bdl_field_has(m); /* field.c writes those */
}

static void copy_entry(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_page *p,
	const struct pdf_value *m)
{
	bool points = is_points(m), margins = bdl_value_is_key(m, "/RD");

	if (p->scale >= 1 || !(points || margins)) {
		bdl_copy_member(c, m);
		return;
	}
	bdl_part_bytes(c->writer, m->key, m->key_length);
	if (points)
		move_points(c, a, p, m, 0);
	else
		shrink_margins(c, a, p, m);
	bdl_part_text(c->writer, "\n");
}

static void copy_entries(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_page *p,
	const struct pdf_value *v, uint32_t look)
{
	const char *kind = new_kind(c, v);

	for (const struct pdf_value *m = v->first; m; m = m->next) {
		if (is_left_out(m))
			continue;
		if (kind && (bdl_value_is_key(m, "/Subtype") || bdl_value_is_key(m, "/Name")))
			continue;
		if (look && (bdl_value_is_key(m, "/AP") || bdl_value_is_key(m, "/AS")))
			continue;
		copy_entry(c, a, p, m);
	}
	if (look) {
		bdl_part_text(c->writer, "/AP<</N ");
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, look);
		bdl_part_text(c->writer, ">>\n");
	}
	if (kind)
		bdl_part_printf(c->writer, "/Subtype%s\n", kind);
}

/* A reference from one annotation to another that is kept too. */
static void copy_companion(struct pdf_copy *c, const struct pdf_value *v, const char *key)
{
	const struct pdf_value *m = bdl_value_find(v, key);
	const struct pdf_object *o =
		m->type == PDF_REF ? bdl_map_find(&c->map, m->id, m->generation) : NULL;

	if (!o || !(o->kinds & PDF_IS_ANNOT))
		return;
	bdl_part_text(c->writer, key);
	bdl_part_text(c->writer, " ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, o->local);
	bdl_part_text(c->writer, "\n");
}

/* The mark of a file says, if nothing else, what the file is called. */
static void name_file(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v)
{
	const struct pdf_value *name = bdl_attached_name(c->source, a, bdl_value_find(v, "/FS"));

	if (bdl_value_find(v, "/Contents")->type != PDF_NULL || name->type != PDF_STRING)
		return;
	bdl_part_text(c->writer, "/Contents ");
	bdl_copy_value(c, name);
	bdl_part_text(c->writer, "\n");
}

/* What happens when the annotation is pressed. */
static void copy_press(
	struct pdf_copy *c, struct bdl_arena *a, uint32_t page, const struct pdf_value *v)
{
	const struct pdf_value *dest = bdl_source_get(c->source, a, v, "/Dest");
	const struct pdf_value *uri = &bdl_value_null;
	struct pdf_target t = {0};

	if (dest->type != PDF_NULL)
		t = bdl_links_target(c, a, dest);
	if (!t.found)
		t = bdl_links_action(c, a, bdl_value_find(v, "/A"), page, &uri);
	if (t.found) {
		bdl_part_text(c->writer, "/A<</S/GoTo/D");
		bdl_links_write(c, &t);
		bdl_part_text(c->writer, ">>\n");
	} else if (uri->type == PDF_STRING) {
		bdl_part_text(c->writer, "/A<</S/URI/URI");
		bdl_copy_value(c, uri);
		bdl_part_text(c->writer, ">>\n");
	} else if (t.outside) {
		c->losses.outside++;
	}
}

/* What happens by itself: when the pointer comes near, when a field is filled in. */
static void look_for_scripts(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v)
{
	const struct pdf_value *actions = bdl_source_get(c->source, a, v, "/AA"), *uri;

	for (const struct pdf_value *m = actions->type == PDF_DICT ? actions->first : NULL; m;
		m = m->next)
		(void)bdl_links_action(c, a, m, 0, &uri);
}

void bdl_copy_annot(
	struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *v, uint32_t look)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_page *p = &c->pages.pages[o->page];

	if (v->type == PDF_DICT)
		count_losses(c, v);
	if (!is_kept(c, v)) {
		bdl_part_text(c->writer, "null");
		return;
	}
	if (is_kind(v, "/Widget"))
		bdl_field_mark_looks(c, v);
	bdl_part_text(c->writer, "<<");
	copy_entries(c, &a, p, v, look);
	if (is_kind(v, "/Widget") && !is_signature(c, v))
		bdl_field_entries(c, o, v);
	else if (is_kind(v, "/Popup"))
		copy_companion(c, v, "/Parent");
	else if (is_kind(v, "/FileAttachment"))
		name_file(c, &a, v);
	copy_companion(c, v, "/Popup");
	copy_companion(c, v, "/IRT");
	bdl_part_text(c->writer, "/P ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, p->object);
	bdl_part_text(c->writer, "\n");
	copy_press(c, &a, o->page, v);
	look_for_scripts(c, &a, v);
	bdl_part_text(c->writer, ">>");
	bdl_arena_release(&a);
}

static uint32_t direct_annot(struct pdf_copy *c, size_t page, const struct pdf_value *v)
{
	struct pdf_object o = {.kinds = PDF_IS_ANNOT, .page = (uint32_t)page};
	uint32_t look;

	if (!is_kept(c, v))
		return 0;
	look = bdl_fill_widget(c, v);
	o.local = bdl_part_reserve(c->writer);
	bdl_part_begin(c->writer, o.local);
	bdl_copy_annot(c, &o, v, look);
	bdl_part_end(c->writer);
	return o.local;
}

static uint32_t kept_annot(struct pdf_copy *c, const struct pdf_value *ref)
{
	const struct pdf_object *o = bdl_map_find(&c->map, ref->id, ref->generation);
	struct bdl_arena a = BDL_ARENA_INIT;
	uint32_t local = 0;

	if (o && (o->kinds & PDF_IS_ANNOT) &&
		is_kept(c, bdl_source_load(c->source, &a, ref->id, ref->generation, NULL)))
		local = o->local;
	bdl_arena_release(&a);
	return local;
}

/* Over the mark of a file that is attached there. */
static uint32_t link_over(struct pdf_copy *c, size_t page, const struct pdf_value *annot)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	uint32_t link = bdl_mark_reserve(c, page, bdl_source_resolve(c->source, &a, annot));

	bdl_arena_release(&a);
	return link;
}

uint32_t bdl_annots_list(
	struct pdf_copy *c, size_t page, const struct pdf_value *dict, uint32_t *out, uint32_t most)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	uint32_t count = 0;

	for (const struct pdf_value *v = annots_of(c, &a, dict); v && count < most; v = v->next) {
		uint32_t local = v->type == PDF_REF ? kept_annot(c, v) : direct_annot(c, page, v);
		uint32_t link = local ? link_over(c, page, v) : 0;

		if (local)
			out[count++] = local;
		if (link && count < most)
			out[count++] = link;
	}
	bdl_arena_release(&a);
	return count;
}

/* ---- pages that are drawn anew ---- */

/* Its place and where it leads; what else it says may be what is hidden. */
static uint32_t bare_link(struct pdf_copy *c, size_t page, const struct pdf_value *v)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_page *p = &c->pages.pages[page];
	uint32_t local = bdl_part_reserve(c->writer);

	bdl_part_begin(c->writer, local);
	bdl_part_text(c->writer, "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect");
	move_points(c, &a, p, bdl_value_find(v, "/Rect"), 0);
	bdl_part_text(c->writer, "\n/P ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, p->object);
	bdl_part_text(c->writer, "\n");
	copy_press(c, &a, (uint32_t)page, v);
	bdl_part_text(c->writer, ">>");
	bdl_part_end(c->writer);
	bdl_arena_release(&a);
	return local;
}

uint32_t bdl_annots_links(
	struct pdf_copy *c, size_t page, const struct pdf_value *dict, uint32_t *out, uint32_t most)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	uint32_t count = 0;

	for (const struct pdf_value *m = annots_of(c, &a, dict); m && count < most; m = m->next) {
		const struct pdf_value *v = bdl_source_resolve(c->source, &a, m);
		uint32_t link = v->type == PDF_DICT ? bdl_mark_reserve(c, page, v) : 0;

		if (v->type == PDF_DICT)
			count_losses(c, v);
		if (is_kind(v, "/Link") && !bdl_redact_covers(c, page, v))
			out[count++] = bare_link(c, page, v);
		if (link && count < most)
			out[count++] = link;
	}
	bdl_arena_release(&a);
	return count;
}
