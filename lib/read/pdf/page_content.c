/*
 * The content of a page: the source's own streams untouched, between one that saves the graphics
 * state (and scales) and one that closes everything that was left open. See page.h and
 * content.h.
 */
#include "read/pdf/page.h"

#include <stdlib.h>
#include <string.h>

#define STREAMS_MOST 100000u /* of one page */
#define CONTENT_MOST ((size_t)128 * 1024 * 1024) /* decoded; what is longer is not looked into */

static const struct pdf_value *contents_of(struct pdf_copy *c, struct bdl_arena *a,
	const struct pdf_value *dict, const struct pdf_value **single)
{
	const struct pdf_value *v = bdl_value_find(dict, "/Contents"), *resolved;

	*single = &bdl_value_null;
	resolved = bdl_source_resolve(c->source, a, v);
	if (resolved->type == PDF_ARRAY)
		return resolved->first;
	if (v->type == PDF_REF)
		*single = v;
	return NULL;
}

/* Calls `visit` for each reference to a content stream of the page. */
static void each_stream(struct pdf_copy *c, const struct pdf_value *dict,
	void (*visit)(struct pdf_copy *, const struct pdf_value *, void *), void *data)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *single, *v = contents_of(c, &a, dict, &single);
	unsigned count = 0;

	if (single->type == PDF_REF)
		visit(c, single, data);
	for (; v && count < STREAMS_MOST; v = v->next, count++)
		if (v->type == PDF_REF)
			visit(c, v, data);
	bdl_arena_release(&a);
}

static bool is_stream(struct pdf_copy *c, const struct pdf_value *ref)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	bool stream = false;

	bdl_source_load(c->source, &a, ref->id, ref->generation, &stream);
	bdl_arena_release(&a);
	return stream;
}

/* A stream that cannot be decoded. */
struct broken {
	int id, generation;
};

struct gather {
	struct bdl_buffer *text;
	struct bdl_buffer broken; /* of struct broken, in order */
	struct pdf_streams streams;
};

static int decode(
	struct pdf_copy *c, const struct pdf_value *ref, size_t most, struct pdf_bytes *out)
{
	if (bdl_source_decoded(c->source, ref->id, ref->generation, out) < 0)
		return -1;
	if (out->length <= most)
		return 0;
	free(out->data);
	return -1;
}

static void gather_stream(struct pdf_copy *c, const struct pdf_value *ref, void *data)
{
	const struct broken b = {ref->id, ref->generation};
	struct gather *g = data;
	struct pdf_bytes bytes;
	size_t room = g->text->length < CONTENT_MOST ? CONTENT_MOST - g->text->length : 0;

	if (decode(c, ref, room, &bytes) == 0) {
		bdl_buffer_add(g->text, bytes.data, bytes.length);
		free(bytes.data);
		g->streams.whole++;
	} else if (is_stream(c, ref)) {
		bdl_buffer_printf(g->text, "/BdlX%u Do", g->streams.broken++);
		bdl_buffer_add(&g->broken, &b, sizeof(b));
	} else {
		g->streams.missing++;
	}
	if (g->text->length < CONTENT_MOST)
		bdl_buffer_byte(g->text, '\n');
}

struct pdf_streams bdl_page_content(
	struct pdf_copy *c, const struct pdf_value *dict, struct bdl_buffer *out)
{
	struct gather g = {.text = out};

	each_stream(c, dict, gather_stream, &g);
	if (out->failed || g.broken.failed)
		c->failed = true;
	bdl_buffer_release(&g.broken);
	return g.streams;
}

static void ref_stream(struct pdf_copy *c, const struct pdf_value *ref, void *data)
{
	(void)data;
	if (!is_stream(c, ref))
		return;
	bdl_copy_ref(c, ref->id, ref->generation);
	bdl_part_text(c->writer, "\n");
}

void bdl_content_refs(struct pdf_copy *c, const struct pdf_value *dict)
{
	each_stream(c, dict, ref_stream, NULL);
}

static void add_number(struct bdl_buffer *b, double n)
{
	char text[PDF_NUMBER_TEXT];

	bdl_buffer_add(b, text, bdl_lex_write(n, text));
}

/*
 * A page that is scaled or enlarged is clipped to what was seen of it: nothing from outside may come
 * into the freed strip or onto the white paper.
 */
static void add_clip(struct bdl_buffer *b, const struct pdf_page *p)
{
	add_number(b, p->shown[0]);
	add_number(b, p->shown[1]);
	add_number(b, p->shown[2] - p->shown[0]);
	add_number(b, p->shown[3] - p->shown[1]);
	bdl_buffer_text(b, "re W n\n");
}

static void add_scaling(struct bdl_buffer *b, const struct pdf_page *p)
{
	double anchor[2];

	bdl_page_anchor(p, anchor);
	add_number(b, p->scale);
	bdl_buffer_text(b, "0 0 ");
	add_number(b, p->scale);
	add_number(b, (1 - p->scale) * anchor[0]);
	add_number(b, (1 - p->scale) * anchor[1]);
	bdl_buffer_text(b, "cm\n");
}

/* Writes text as a stream of its own and releases it. */
static uint32_t write_text_stream(struct pdf_copy *c, struct bdl_buffer *text)
{
	uint32_t object = bdl_part_reserve(c->writer);

	if (text->failed)
		c->failed = true;
	bdl_copy_stream(c, object, "", bdl_buffer_string(text), text->length);
	bdl_buffer_release(text);
	return object;
}

uint32_t bdl_content_prefix(struct pdf_copy *c, const struct pdf_page *p)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	bool plain = p->scale >= 1 && !p->enlarged;
	uint32_t object;

	if (plain && c->plain_prefix)
		return c->plain_prefix;
	bdl_buffer_text(&text, "q\n");
	if (p->scale < 1)
		add_scaling(&text, p);
	if (!plain)
		add_clip(&text, p);
	object = write_text_stream(c, &text);
	if (plain)
		c->plain_prefix = object;
	return object;
}

uint32_t bdl_content_suffix(struct pdf_copy *c, const struct pdf_balance *b)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	bool plain = !(b->saves || b->marks || b->text || b->image);
	uint32_t object;

	if (plain && c->plain_suffix)
		return c->plain_suffix;
	bdl_content_close(b, &text);
	bdl_buffer_text(&text, "Q\n");
	object = write_text_stream(c, &text);
	if (plain)
		c->plain_suffix = object;
	return object;
}

/* The page's own resources, for a form that holds all of its content. */
static void write_own_resources(
	struct pdf_copy *c, const struct pdf_page *p, const struct pdf_value *dict)
{
	const struct pdf_value *v = bdl_page_resources(p, dict);

	if (v->type == PDF_NULL)
		return;
	bdl_part_text(c->writer, "/Resources ");
	bdl_copy_value(c, v);
	bdl_part_text(c->writer, "\n");
}

/* A form is drawn with a state of its own, whatever its stream does, and its end ends everything in
 * it. page: the dictionary whose resources it takes along; NULL: it finds them where it is drawn.
 */
static uint32_t write_form(struct pdf_copy *c, const struct pdf_page *p, const struct broken *b,
	const struct pdf_value *page)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = bdl_source_load(c->source, &a, b->id, b->generation, NULL);
	uint32_t object = bdl_part_reserve(c->writer);
	struct pdf_bytes bytes;

	if (bdl_source_raw(c->source, b->id, b->generation, &bytes) < 0)
		bytes = (struct pdf_bytes){0};
	bdl_part_begin(c->writer, object);
	bdl_part_text(c->writer, "<</Type/XObject/Subtype/Form/BBox[");
	for (size_t i = 0; i < 4; i++)
		bdl_copy_number(c, p->box[i]);
	bdl_part_text(c->writer, "]\n");
	if (page)
		write_own_resources(c, p, page);
	if (bdl_value_find(dict, "/Filter")->type != PDF_NULL)
		bdl_copy_member(c, bdl_value_find(dict, "/Filter"));
	if (bdl_value_find(dict, "/DecodeParms")->type != PDF_NULL)
		bdl_copy_member(c, bdl_value_find(dict, "/DecodeParms"));
	bdl_part_printf(c->writer, "/Length %zu>>\nstream\n", bytes.length);
	bdl_part_bytes(c->writer, bytes.data, bytes.length);
	bdl_part_text(c->writer, "\nendstream");
	bdl_part_end(c->writer);
	free(bytes.data);
	bdl_arena_release(&a);
	return object;
}

static void write_forms(
	struct pdf_copy *c, const struct pdf_page *p, const struct gather *g, struct pdf_forms *f)
{
	unsigned count = (unsigned)(g->broken.length / sizeof(struct broken));
	struct broken b;

	f->objects = bdl_arena_alloc(&c->arena, count * sizeof(*f->objects));
	if (!f->objects) {
		c->failed = true;
		return;
	}
	for (f->count = 0; f->count < count; f->count++) {
		memcpy(&b, g->broken.data + f->count * sizeof(b), sizeof(b));
		f->objects[f->count] = write_form(c, p, &b, NULL);
	}
}

/* Room for one more form behind those that there are. */
static bool add_form(struct pdf_copy *c, struct pdf_forms *f, uint32_t object)
{
	uint32_t *more = bdl_arena_alloc(&c->arena, (f->count + 1) * sizeof(*more));

	if (!more) {
		c->failed = true;
		return false;
	}
	if (f->count)
		memcpy(more, f->objects, f->count * sizeof(*more));
	more[f->count++] = object;
	f->objects = more;
	return true;
}

/* Puts the whole content into a form of its own; `text` becomes the words that draw it. */
static void isolate(struct pdf_copy *c, const struct pdf_page *p, const struct pdf_value *dict,
	struct bdl_buffer *text, struct pdf_forms *f)
{
	uint32_t object = bdl_part_reserve(c->writer);

	bdl_content_close(&p->balance, text);
	if (text->failed)
		c->failed = true;
	bdl_part_begin(c->writer, object);
	bdl_part_text(c->writer, "<</Type/XObject/Subtype/Form/BBox[");
	for (size_t i = 0; i < 4; i++)
		bdl_copy_number(c, p->media[i]);
	bdl_part_text(c->writer, "]\n");
	if (f->count ==
		0) /* its content draws no form of ours, which only the page's resources know */
		write_own_resources(c, p, dict);
	bdl_part_printf(c->writer, "/Length %zu>>\nstream\n", text->length);
	bdl_part_bytes(c->writer, bdl_buffer_string(text), text->length);
	bdl_part_text(c->writer, "\nendstream");
	bdl_part_end(c->writer);
	bdl_buffer_clear(text);
	if (add_form(c, f, object))
		bdl_buffer_printf(text, "/BdlX%u Do\n", f->count - 1);
}

/*
 * Patterns hold on to the space of what they are painted in: on a page that is scaled by its
 * content they would stay where they were. In a form they move with it.
 */
bool bdl_content_needs_frame(
	struct pdf_copy *c, const struct pdf_page *p, const struct pdf_value *dict)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *patterns;
	bool any;

	if (p->scale >= 1)
		return false;
	patterns = bdl_source_get(c->source, &a, bdl_page_resources(p, dict), "/Pattern");
	any = patterns->type == PDF_DICT && patterns->first;
	bdl_arena_release(&a);
	return any;
}

/* Content that is one sound stream becomes a form as it stands. */
static bool frame_as_it_is(struct pdf_copy *c, const struct pdf_page *p,
	const struct pdf_value *dict, struct bdl_buffer *text, struct pdf_forms *f)
{
	const struct pdf_balance *b = &p->balance;
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *single;
	bool done = false;

	contents_of(c, &a, dict, &single);
	if (single->type == PDF_REF && p->streams.whole == 1 && !p->streams.broken &&
		!(b->stray || b->cut || b->starved)) {
		const struct broken whole = {single->id, single->generation};

		done = add_form(c, f, write_form(c, p, &whole, dict));
	}
	if (done)
		bdl_buffer_text(text, "/BdlX0 Do\n");
	bdl_arena_release(&a);
	return done;
}

uint32_t bdl_content_tidied(struct pdf_copy *c, const struct pdf_page *p,
	const struct pdf_value *dict, struct pdf_forms *f)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, tidy = BDL_BUFFER_INIT;
	struct gather g = {.text = &text};
	bool framed = bdl_content_needs_frame(c, p, dict);

	if (framed && frame_as_it_is(c, p, dict, &tidy, f))
		return write_text_stream(c, &tidy);
	each_stream(c, dict, gather_stream, &g);
	if (text.failed || g.broken.failed)
		c->failed = true;
	if (g.broken.length)
		write_forms(c, p, &g, f);
	bdl_content_tidy(bdl_buffer_string(&text), text.length, &tidy);
	if (p->balance.starved || framed)
		isolate(c, p, dict, &tidy, f);
	bdl_buffer_release(&text);
	bdl_buffer_release(&g.broken);
	return write_text_stream(c, &tidy);
}
