/*
 * The source's own bookmarks. An entry that leads nowhere takes the page of the first entry below
 * it that leads somewhere; without one it is left out. Outlines may loop and lie; nothing here
 * follows them twice.
 */
#include "read/pdf/copy.h"
#include "read/pdf/redact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MOST 32
#define ENTRIES_MOST 20000u
#define TITLE_MOST ((size_t)300) /* bytes */

struct entry {
	uint32_t depth;
	struct pdf_target target;
	const char *title;
};

struct outline {
	struct pdf_copy *copy;
	struct entry *entries;
	size_t count;
	struct pdf_map seen;
};

/* Control characters become spaces, and the end is cut between characters. */
static const char *title_of(struct pdf_copy *c, const struct pdf_value *v)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *copy;

	bdl_value_utf8(v, &b);
	for (size_t i = 0; i < b.length; i++)
		if ((unsigned char)b.data[i] < 0x20 || b.data[i] == 0x7F)
			b.data[i] = ' ';
	if (b.length > TITLE_MOST) {
		b.length = TITLE_MOST;
		while (b.length > 0 && ((unsigned char)b.data[b.length] & 0xC0) == 0x80)
			b.length--;
	}
	copy = bdl_arena_bytes(&c->arena, bdl_buffer_string(&b), b.length);
	if (!copy || b.failed)
		c->failed = true;
	bdl_buffer_release(&b);
	return copy ? bdl_redact_line(c, copy) : "";
}

static void add_entry(struct outline *o, const struct pdf_value *v, uint32_t depth)
{
	struct pdf_copy *c = o->copy;
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dest = bdl_source_get(c->source, &a, v, "/Dest"), *uri;
	struct entry *e = &o->entries[o->count++];

	*e = (struct entry){.depth = depth};
	e->target = dest->type != PDF_NULL
			    ? bdl_links_target(c, &a, dest)
			    : bdl_links_action(c, &a, bdl_value_find(v, "/A"), 0, &uri);
	e->title = title_of(c, bdl_source_get(c->source, &a, v, "/Title"));
	if (e->title[strspn(e->title, " ")] == '\0')
		e->title = "(no title)";
	bdl_arena_release(&a);
}

static bool is_new(struct outline *o, const struct pdf_value *ref)
{
	if (ref->type != PDF_REF || bdl_map_find(&o->seen, ref->id, ref->generation))
		return false;
	if (!bdl_map_add(&o->seen, ref->id, ref->generation, 0))
		o->copy->failed = true;
	return !o->copy->failed;
}

/* One level: siblings by /Next, each followed by what is below it. */
static void walk_level(struct outline *o, const struct pdf_value *first, uint32_t depth)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *ref = first;

	while (o->count < ENTRIES_MOST && depth < DEPTH_MOST && is_new(o, ref)) {
		const struct pdf_value *v =
			bdl_source_load(o->copy->source, &a, ref->id, ref->generation, NULL);

		if (v->type != PDF_DICT)
			break;
		add_entry(o, v, depth);
		walk_level(o, bdl_value_find(v, "/First"), depth + 1);
		ref = bdl_value_find(v, "/Next");
	}
	if (ref->type == PDF_REF && o->count == ENTRIES_MOST)
		o->copy->losses.more_bookmarks = true;
	bdl_arena_release(&a);
}

/* From the end, so that each entry finds the target of the one below it settled. */
static void settle(struct outline *o)
{
	for (size_t i = o->count; i-- > 0;) {
		struct entry *e = &o->entries[i];

		if (!e->target.found && i + 1 < o->count && e[1].depth > e->depth)
			e->target = e[1].target;
	}
}

static void write_entries(struct outline *o)
{
	struct pdf_copy *c = o->copy;

	for (size_t i = 0; i < o->count; i++) {
		const struct entry *e = &o->entries[i];
		const struct pdf_page *p = &c->pages.pages[e->target.page];

		if (!e->target.found) {
			c->losses.bookmarks++;
			continue;
		}
		bdl_part_add_bookmark(c->writer, e->depth, e->target.page,
			bdl_page_x(p, e->target.left), bdl_page_y(p, e->target.top), e->title);
	}
}

void bdl_copy_outline(struct pdf_copy *c)
{
	struct outline o = {.copy = c};
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *top = bdl_source_get(c->source, &a, c->source->root, "/Outlines");
	const struct pdf_value *first = bdl_value_find(top, "/First");

	if (first->type == PDF_REF) {
		o.entries = calloc(ENTRIES_MOST, sizeof(*o.entries));
		if (!o.entries)
			c->failed = true;
		else
			walk_level(&o, first, 0);
	}
	settle(&o);
	write_entries(&o);
	free(o.entries);
	bdl_map_release(&o.seen);
	bdl_arena_release(&a);
}
