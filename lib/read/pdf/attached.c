/* See attached.h. A file that two specifications share is handed out once. */
#include "read/pdf/attached.h"

#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 16 /* of the name tree */
#define NODES_MOST 20000u

struct pdf_attachment {
	int id, generation; /* of the stream */
	const char *name; /* UTF-8, without folders; "" if it has none */
	size_t inner; /* row of facts.inner; SIZE_MAX: not handed out */
};

/* ---- what is attached ---- */

static bool is_known(const struct pdf_source *s, const struct pdf_value *stream)
{
	for (size_t i = 0; i < s->attached_count; i++)
		if (s->attached[i].id == stream->id &&
			s->attached[i].generation == stream->generation)
			return true;
	return false;
}

size_t bdl_attached_inner(const struct pdf_source *s, int id, int generation)
{
	for (size_t i = 0; i < s->attached_count; i++)
		if (s->attached[i].id == id && s->attached[i].generation == generation)
			return s->attached[i].inner;
	return SIZE_MAX;
}

const struct pdf_value *bdl_attached_stream(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *specification)
{
	static const char *const keys[] = {"/UF", "/F", "/Unix", "/Mac", "/DOS"};
	const struct pdf_value *files = bdl_source_get(s, a, specification, "/EF");

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct pdf_value *stream = bdl_value_find(files, keys[i]);

		if (stream->type == PDF_REF)
			return stream;
	}
	return &bdl_value_null;
}

const struct pdf_value *bdl_attached_name(
	struct pdf_source *s, struct bdl_arena *a, const struct pdf_value *specification)
{
	static const char *const keys[] = {"/UF", "/F", "/Unix", "/Mac", "/DOS"};

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const struct pdf_value *name = bdl_source_get(s, a, specification, keys[i]);

		if (name->type == PDF_STRING && name->length > 2)
			return name;
	}
	return &bdl_value_null;
}

/* Without folders: "C:\papers\a.txt" is called "a.txt". */
static const char *last_part(const char *name)
{
	const char *last = name;

	for (const char *p = name; *p; p++)
		if ((*p == '/' || *p == '\\') && p[1])
			last = p + 1;
	return last;
}

/* The keys of a portfolio's tree begin with the number of a folder: "<3>a.txt". */
static const char *without_folder_number(const char *key)
{
	const char *end = key[0] == '<' ? strchr(key, '>') : NULL;

	return end && end[1] && strspn(key + 1, "0123456789") == (size_t)(end - key - 1) ? end + 1
											 : key;
}

static const char *name_of(
	struct pdf_source *s, const struct pdf_value *specification, const struct pdf_value *key)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *own = bdl_attached_name(s, &a, specification);
	const char *name;

	bdl_value_utf8(own->type == PDF_STRING ? own : key, &b);
	name = last_part(bdl_buffer_string(&b));
	if (own->type != PDF_STRING)
		name = without_folder_number(name);
	name = bdl_arena_string(&s->arena, name);
	if (!name || b.failed)
		s->failed = true;
	bdl_arena_release(&a);
	bdl_buffer_release(&b);
	return name;
}

static void add(struct pdf_source *s, const struct pdf_value *stream, const char *name)
{
	if (s->attached_count == s->attached_space) {
		size_t space = s->attached_space ? s->attached_space * 2 : 16;
		struct pdf_attachment *grown = realloc(s->attached, space * sizeof(*grown));

		if (!grown) {
			s->failed = true;
			return;
		}
		s->attached = grown;
		s->attached_space = space;
	}
	s->attached[s->attached_count++] = (struct pdf_attachment){.id = stream->id,
		.generation = stream->generation,
		.name = name,
		.inner = SIZE_MAX};
}

static void note(
	struct pdf_source *s, const struct pdf_value *specification, const struct pdf_value *key)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *v = bdl_source_resolve(s, &a, specification);
	const struct pdf_value *stream = bdl_attached_stream(s, &a, v);

	if (stream->type == PDF_REF && s->attached_count <= BDL_FACTS_INNER_MAX &&
		!is_known(s, stream)) {
		const char *name = name_of(s, v, key);

		if (name)
			add(s, stream, name);
	}
	bdl_arena_release(&a);
}

void bdl_attached_note(struct pdf_source *s, const struct pdf_value *specification)
{
	note(s, specification, &bdl_value_null);
}

void bdl_attached_note_all(struct pdf_source *s, const struct pdf_value *list)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *v = bdl_source_resolve(s, &a, list);

	if (v->type == PDF_DICT)
		note(s, v, &bdl_value_null);
	for (const struct pdf_value *m = v->type == PDF_ARRAY ? v->first : NULL; m; m = m->next)
		note(s, m, &bdl_value_null);
	bdl_arena_release(&a);
}

/* ---- the name tree ---- */

static void note_tree(
	struct pdf_source *s, const struct pdf_value *node, unsigned depth, unsigned *nodes)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *v = bdl_source_resolve(s, &a, node);
	const struct pdf_value *names = bdl_source_get(s, &a, v, "/Names");
	const struct pdf_value *kids = bdl_source_get(s, &a, v, "/Kids");

	if (++*nodes <= NODES_MOST && depth < DEPTH_MOST) {
		for (const struct pdf_value *m = names->type == PDF_ARRAY ? names->first : NULL;
			m && m->next; m = m->next->next)
			note(s, m->next, bdl_source_resolve(s, &a, m));
		for (const struct pdf_value *k = kids->type == PDF_ARRAY ? kids->first : NULL; k;
			k = k->next)
			note_tree(s, k, depth + 1, nodes);
	}
	bdl_arena_release(&a);
}

/* Those of the document as a whole come in front of those of its pages. */
static void note_document(struct pdf_source *s)
{
	struct pdf_attachment *pages = s->attached;
	size_t count = s->attached_count;
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *names = bdl_source_get(s, &a, s->root, "/Names");
	unsigned nodes = 0;

	s->attached = NULL;
	s->attached_count = s->attached_space = 0;
	note_tree(s, bdl_value_find(names, "/EmbeddedFiles"), 0, &nodes);
	bdl_attached_note_all(s, bdl_value_find(s->root, "/AF"));
	for (size_t i = 0; i < count; i++) {
		const struct pdf_value stream = {
			.id = pages[i].id, .generation = pages[i].generation};

		if (!is_known(s, &stream))
			add(s, &stream, pages[i].name);
	}
	free(pages);
	bdl_arena_release(&a);
}

/* ---- handing out ---- */

/* A picture that is attached may be the stream's data as they stand. */
static bool is_picture(struct pdf_source *s, const struct pdf_attachment *f)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = bdl_source_load(s, &a, f->id, f->generation, NULL);
	const struct pdf_value *filter = bdl_source_get(s, &a, dict, "/Filter");
	bool picture;

	if (filter->type == PDF_ARRAY && bdl_value_count(filter) == 1)
		filter = bdl_source_resolve(s, &a, filter->first);
	picture =
		bdl_value_is_name(filter, "/DCTDecode") || bdl_value_is_name(filter, "/JPXDecode");
	bdl_arena_release(&a);
	return picture;
}

/* Lack of memory for one file is that file's loss, not the document's: its pages are made. */
static bool take(struct pdf_source *s, const struct pdf_attachment *f, struct pdf_bytes *out)
{
	bool failed = s->failed, taken;

	if (is_picture(s, f))
		taken = bdl_source_raw(s, f->id, f->generation, out) == 0;
	else
		taken = bdl_source_decoded(s, f->id, f->generation, out) == 0;
	s->failed = failed;
	return taken;
}

static int tell(struct bdl_reading *r, size_t out, size_t lost)
{
	int rc = 0;

	if (out == 1)
		rc |= bdl_reading_warn(r,
			"1 file was attached to this PDF; it follows as a document "
			"of its own.");
	else if (out)
		rc |= bdl_reading_warn(r,
			"%zu files were attached to this PDF; they follow as documents of their "
			"own.",
			out);
	if (lost)
		rc |= bdl_reading_warn(r,
			"%zu file%s attached to this PDF could not be taken out of it; %s in the "
			"original only.",
			lost, lost == 1 ? "" : "s", lost == 1 ? "it is" : "they are");
	return rc < 0 ? -1 : 0;
}

int bdl_attached_hand_out(struct bdl_reading *r, struct pdf_source *s, struct bdl_error *err)
{
	size_t before = r->facts->inner_count, lost = 0;

	if (s->handed_out)
		return 0;
	s->handed_out = true;
	note_document(s);
	for (size_t i = 0; i < s->attached_count; i++) {
		struct pdf_bytes bytes = {0};
		size_t row = r->facts->inner_count;
		int rc;

		if (!take(s, &s->attached[i], &bytes)) {
			lost++;
			continue;
		}
		rc = bdl_reading_inner(r, s->attached[i].name, bytes.data, bytes.length, err);
		free(bytes.data);
		if (rc < 0)
			return -1;
		if (r->facts->inner_count > row)
			s->attached[i].inner = row;
	}
	if (s->failed)
		return bdl_fail_memory(err);
	return tell(r, r->facts->inner_count - before, lost) < 0 ? bdl_fail_memory(err) : 0;
}
