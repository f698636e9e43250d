/*
 * Copying objects of no special kind. See copy.h. What could act (actions), what leads out of
 * the pages (catalogue, page tree, structure) and what is another file becomes null wherever it is
 * met.
 */
#include "read/pdf/copy.h"

#include "read/jpeg_bare.h"
#include "read/pdf/fill.h"

#include <stdlib.h>
#include <string.h>

#define OBJECTS_AN_ARENA 64 /* so that memory is given back now and then, not after each object */

static bool is_one_of(const struct pdf_value *name, const char *const *names)
{
	for (; *names; names++)
		if (bdl_value_is_name(name, *names))
			return true;
	return false;
}

/*
 * Objects that are no business of pages. Said by an object of its own only: some files lie about
 * their type.
 */
static bool is_foreign(const struct pdf_value *v)
{
	static const char *const types[] = {"/Catalog", "/Pages", "/Page", "/Template",
		"/StructTreeRoot", "/StructElem", "/OBJR", "/Metadata", "/Filespec", "/F",
		"/EmbeddedFile", "/Sig", "/DocTimeStamp", "/Action", "/Outlines", "/Annot", NULL};

	return v->type == PDF_DICT && is_one_of(bdl_value_find(v, "/Type"), types);
}

static bool is_action(const struct pdf_value *v)
{
	static const char *const actions[] = {"/JavaScript", "/Launch", "/SubmitForm",
		"/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Sound", "/Movie",
		"/RichMediaExecute", "/GoTo3DView", NULL};

	return is_one_of(bdl_value_find(v, "/S"), actions);
}

void bdl_copy_ref(struct pdf_copy *c, int id, int generation)
{
	const struct pdf_object *o = bdl_copy_object(c, id, generation);

	if (o)
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, o->local);
}

void bdl_copy_number(struct pdf_copy *c, double n)
{
	char text[PDF_NUMBER_TEXT];

	bdl_part_bytes(c->writer, text, bdl_lex_write(n, text));
}

/* libharu's maps from codes to characters are replaced by a right one. */
static bool write_unicode_map(struct pdf_copy *c, const struct pdf_value *member)
{
	if (!c->options->drawn || !member->key || !bdl_value_is_key(member, "/ToUnicode") ||
		bdl_haru_is_ours(c, member))
		return false;
	if (!c->to_unicode)
		c->to_unicode = bdl_part_reserve(c->writer);
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, c->to_unicode);
	return true;
}

void bdl_copy_member(struct pdf_copy *c, const struct pdf_value *member)
{
	bdl_part_bytes(c->writer, member->key, member->key_length);
	bdl_part_bytes(c->writer, " ", 1);
	if (!write_unicode_map(c, member))
		bdl_copy_value(c, member);
	bdl_part_bytes(c->writer, "\n", 1);
}

void bdl_copy_value(struct pdf_copy *c, const struct pdf_value *v)
{
	switch (v->type) {
	case PDF_NULL:
		bdl_part_text(c->writer, "null");
		break;
	case PDF_REF:
		bdl_copy_ref(c, v->id, v->generation);
		break;
	case PDF_BOOL:
	case PDF_NUMBER:
	case PDF_STRING:
	case PDF_NAME:
		bdl_part_bytes(c->writer, v->text, v->length);
		break;
	case PDF_ARRAY:
		bdl_part_text(c->writer, "[");
		for (const struct pdf_value *m = v->first; m; m = m->next) {
			bdl_copy_value(c, m);
			if (m->next)
				bdl_part_bytes(c->writer, " ", 1);
		}
		bdl_part_text(c->writer, "]");
		break;
	case PDF_DICT:
		if (is_action(v)) {
			bdl_part_text(c->writer, "null");
			break;
		}
		bdl_part_text(c->writer, "<<");
		for (const struct pdf_value *m = v->first; m; m = m->next)
			bdl_copy_member(c, m);
		bdl_part_text(c->writer, ">>");
		break;
	}
}

/* ---- streams ---- */

bool bdl_copy_drops(const struct pdf_value *member)
{
	static const char *const keys[] = {"/Length", "/F", "/FFilter", "/FDecodeParms", "/DL",
		"/Metadata", "/PieceInfo", "/StructParent", "/StructParents", "/OPI", "/Ref", "/AF",
		NULL};

	for (const char *const *k = keys; *k; k++)
		if (bdl_value_is_key(member, *k))
			return true;
	return false;
}

/*
 * An encrypted document says /Crypt where a stream is encrypted in a way of its own; here nothing
 * is.
 */
static bool is_crypt(const struct pdf_value *filter)
{
	if (filter->type == PDF_ARRAY && filter->first)
		filter = filter->first;
	return bdl_value_is_name(filter, "/Crypt");
}

static void copy_behind_first(struct pdf_copy *c, const struct pdf_value *member)
{
	if (member->type != PDF_ARRAY)
		return;
	bdl_part_bytes(c->writer, member->key, member->key_length);
	bdl_part_text(c->writer, "[");
	for (const struct pdf_value *m = member->first ? member->first->next : NULL; m;
		m = m->next) {
		bdl_copy_value(c, m);
		bdl_part_bytes(c->writer, " ", 1);
	}
	bdl_part_text(c->writer, "]\n");
}

static void copy_stream_dict(struct pdf_copy *c, const struct pdf_value *dict)
{
	bool crypt = is_crypt(bdl_value_find(dict, "/Filter"));

	bdl_part_text(c->writer, "<<");
	for (const struct pdf_value *m = dict->first; m; m = m->next) {
		if (bdl_copy_drops(m))
			continue;
		if (crypt &&
			(bdl_value_is_key(m, "/Filter") || bdl_value_is_key(m, "/DecodeParms")))
			copy_behind_first(c, m);
		else
			bdl_copy_member(c, m);
	}
}

static void write_data(struct pdf_copy *c, const void *bytes, size_t length)
{
	bdl_part_printf(c->writer, "/Length %zu>>\nstream\n", length);
	bdl_part_bytes(c->writer, bytes, length);
	bdl_part_text(c->writer, "\nendstream");
}

static bool is_jpeg(const struct pdf_value *dict)
{
	const struct pdf_value *filter = bdl_value_find(dict, "/Filter");

	if (filter->type == PDF_ARRAY && filter->first && !filter->first->next)
		filter = filter->first;
	return bdl_value_is_name(filter, "/DCTDecode") || bdl_value_is_name(filter, "/DCT");
}

/* Where something is hidden, what a camera wrote beside the picture is too. */
static void make_bare(struct pdf_copy *c, const struct pdf_value *dict, struct pdf_bytes *bytes)
{
	struct bdl_buffer bare = BDL_BUFFER_INIT;

	if (!c->redaction || !is_jpeg(dict) || !bytes->data)
		return;
	if (bdl_jpeg_bare(bytes->data, bytes->length, &bare)) {
		free(bytes->data);
		bytes->length = bare.length;
		bytes->data = (unsigned char *)bdl_buffer_take(&bare);
		if (!bytes->data)
			c->failed = true;
	}
	bdl_buffer_release(&bare);
}

static void copy_stream(
	struct pdf_copy *c, const struct pdf_object *o, const struct pdf_value *dict)
{
	struct pdf_bytes bytes = {0};

	if (bdl_source_raw(c->source, o->id, o->generation, &bytes) < 0)
		c->losses.streams++;
	make_bare(c, dict, &bytes);
	copy_stream_dict(c, dict);
	if ((o->kinds & PDF_IS_LOOK) && bdl_value_find(dict, "/Resources")->type == PDF_NULL)
		bdl_field_resources(c);
	write_data(c, bytes.data, bytes.length);
	free(bytes.data);
}

void bdl_copy_stream(
	struct pdf_copy *c, uint32_t object, const char *entries, const void *bytes, size_t length)
{
	bdl_part_begin(c->writer, object);
	bdl_part_text(c->writer, "<<");
	bdl_part_text(c->writer, entries);
	write_data(c, bytes, length);
	bdl_part_end(c->writer);
}

/* ---- whose turn it is ---- */

static void copy_object(struct pdf_copy *c, struct bdl_arena *a, struct pdf_object o)
{
	bool stream;
	const struct pdf_value *v = bdl_source_load(c->source, a, o.id, o.generation, &stream);
	uint32_t look = o.kinds & PDF_IS_ANNOT ? bdl_fill_widget(c, v) : 0;

	bdl_part_begin(c->writer, o.local);
	if (o.kinds & PDF_IS_ANNOT)
		bdl_copy_annot(c, &o, v, look);
	else if (o.kinds & PDF_IS_FIELD)
		bdl_copy_field(c, &o, v);
	else if (is_foreign(v))
		bdl_part_text(c->writer, "null");
	else if (stream)
		copy_stream(c, &o, v);
	else
		bdl_copy_value(c, v);
	bdl_part_end(c->writer);
	if (bdl_part_written(c->writer) > c->reading->output_limit)
		c->too_big = true;
}

void bdl_copy_pending(struct pdf_copy *c)
{
	struct bdl_arena a = BDL_ARENA_INIT;

	for (unsigned n = 1; c->next < c->map.count && !c->failed && !c->too_big; n++) {
		struct pdf_object o = c->map.objects[c->next++]; /* the map may move */

		if (o.kinds & PDF_IS_PAGE)
			continue;
		copy_object(c, &a, o);
		if (n % OBJECTS_AN_ARENA == 0)
			bdl_arena_release(&a);
	}
	bdl_arena_release(&a);
}
