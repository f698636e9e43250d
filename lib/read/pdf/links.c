/*
 * Links: where destinations and actions lead, as a page and a place on it. Names are looked up in
 * the old dictionary and in the name tree of the catalogue, both read once, when the first name is
 * met.
 */
#include "read/pdf/copy.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MOST 500000u
#define NODES_MOST 100000u
#define DEPTH_MOST 32
#define CHAIN_MOST 32u /* actions, one after another */
#define ELEMENTS_MOST 32 /* of the structure, down to one that names its page */
#define URI_MOST 4096

struct name {
	const char *bytes;
	size_t length;
	const struct pdf_value *value;
};

struct pdf_names {
	struct name *names;
	size_t count, space;
	unsigned nodes;
};

static int compare_bytes(const char *a, size_t a_length, const char *b, size_t b_length)
{
	int order = memcmp(a, b, a_length < b_length ? a_length : b_length);

	if (order != 0)
		return order;
	return a_length < b_length ? -1 : a_length > b_length;
}

static int compare_names(const void *a, const void *b)
{
	const struct name *x = a, *y = b;

	return compare_bytes(x->bytes, x->length, y->bytes, y->length);
}

static void add_name(
	struct pdf_copy *c, const struct bdl_buffer *bytes, const struct pdf_value *value)
{
	struct pdf_names *n = c->names;

	if (n->count == NAMES_MOST)
		return;
	if (n->count == n->space) {
		size_t space = n->space ? n->space * 2 : 256;
		struct name *grown = realloc(n->names, space * sizeof(*grown));

		if (!grown) {
			c->failed = true;
			return;
		}
		n->names = grown;
		n->space = space;
	}
	n->names[n->count] = (struct name){.length = bytes->length,
		.value = value,
		.bytes = bdl_arena_bytes(&c->arena, bdl_buffer_string(bytes), bytes->length)};
	if (n->names[n->count].bytes)
		n->count++;
	else
		c->failed = true;
}

/* The bytes of a name as written, "#20" being a space. */
static void name_bytes(const char *text, size_t length, struct bdl_buffer *out)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 1; i < length; i++) {
		const char *high, *low;

		if (text[i] != '#' || i + 2 >= length) {
			bdl_buffer_byte(out, text[i]);
			continue;
		}
		high = memchr(digits, bdl_lower(text[i + 1]), 16);
		low = memchr(digits, bdl_lower(text[i + 2]), 16);
		if (!high || !low) {
			bdl_buffer_byte(out, text[i]);
			continue;
		}
		bdl_buffer_byte(out, (char)((high - digits) << 4 | (low - digits)));
		i += 2;
	}
}

static void read_dictionary(struct pdf_copy *c)
{
	const struct pdf_value *dests =
		bdl_source_get(c->source, &c->arena, c->source->root, "/Dests");
	struct bdl_buffer bytes = BDL_BUFFER_INIT;

	for (const struct pdf_value *m = dests->type == PDF_DICT ? dests->first : NULL; m;
		m = m->next) {
		bdl_buffer_clear(&bytes);
		name_bytes(m->key, m->key_length, &bytes);
		add_name(c, &bytes, m);
	}
	bdl_buffer_release(&bytes);
}

static void read_tree(struct pdf_copy *c, const struct pdf_value *node, unsigned depth)
{
	const struct pdf_value *v = bdl_source_resolve(c->source, &c->arena, node);
	const struct pdf_value *names = bdl_source_get(c->source, &c->arena, v, "/Names");
	const struct pdf_value *kids = bdl_source_get(c->source, &c->arena, v, "/Kids");
	struct bdl_buffer bytes = BDL_BUFFER_INIT;

	if (++c->names->nodes > NODES_MOST || depth == DEPTH_MOST)
		return;
	for (const struct pdf_value *m = names->type == PDF_ARRAY ? names->first : NULL;
		m && m->next; m = m->next->next) {
		bdl_buffer_clear(&bytes);
		bdl_value_bytes(bdl_source_resolve(c->source, &c->arena, m), &bytes);
		add_name(c, &bytes, m->next);
	}
	bdl_buffer_release(&bytes);
	for (const struct pdf_value *k = kids->type == PDF_ARRAY ? kids->first : NULL; k;
		k = k->next)
		read_tree(c, k, depth + 1);
}

static void read_names(struct pdf_copy *c)
{
	const struct pdf_value *names;

	c->names = calloc(1, sizeof(*c->names));
	if (!c->names) {
		c->failed = true;
		return;
	}
	names = bdl_source_get(c->source, &c->arena, c->source->root, "/Names");
	read_tree(c, bdl_value_find(names, "/Dests"), 0);
	read_dictionary(c);
	if (c->names->count)
		qsort(c->names->names, c->names->count, sizeof(*c->names->names), compare_names);
}

static const struct pdf_value *find_name(struct pdf_copy *c, const struct pdf_value *name)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;
	struct name key, *found = NULL;

	if (!c->names)
		read_names(c);
	if (name->type == PDF_NAME)
		name_bytes(name->text, name->length, &bytes);
	else
		bdl_value_bytes(name, &bytes);
	key = (struct name){.bytes = bdl_buffer_string(&bytes), .length = bytes.length};
	if (c->names && c->names->count)
		found = bsearch(&key, c->names->names, c->names->count, sizeof(key), compare_names);
	bdl_buffer_release(&bytes);
	return found ? found->value : &bdl_value_null;
}

void bdl_links_release(struct pdf_copy *c)
{
	if (c->names)
		free(c->names->names);
	free(c->names);
	c->names = NULL;
}

/* ---- destinations ---- */

/* The n-th number behind the page; NAN where there is none that can be used. */
static double place(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *how, unsigned n)
{
	const struct pdf_value *v = how;

	for (unsigned i = 0; i < n && v; i++)
		v = v->next;
	v = v ? bdl_source_resolve(c->source, a, v) : &bdl_value_null;
	return v->type == PDF_NUMBER && fabs(v->number) <= BDL_PART_COORDINATE_MAX ? v->number
										   : (double)NAN;
}

/* The page on which an element of the structure begins; a reference, or null. */
static const struct pdf_value *page_of_element(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *element)
{
	for (unsigned i = 0; i < ELEMENTS_MOST; i++) {
		const struct pdf_value *v = bdl_source_resolve(c->source, a, element), *kids;

		if (bdl_value_find(v, "/Pg")->type == PDF_REF)
			return bdl_value_find(v, "/Pg");
		kids = bdl_source_resolve(c->source, a, bdl_value_find(v, "/K"));
		if (kids->type == PDF_ARRAY && kids->first)
			element = kids->first;
		else if (kids->type == PDF_DICT)
			element = kids;
		else
			break;
	}
	return &bdl_value_null;
}

static struct pdf_target explicit_target(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *page)
{
	struct pdf_target t = {.left = (double)NAN, .top = (double)NAN};
	const struct pdf_value *how = page ? page->next : NULL;
	const struct pdf_object *o;

	if (!page)
		return t;
	if (page->type == PDF_NUMBER && page->number >= 0 &&
		page->number < (double)c->pages.count) {
		t.page = (uint32_t)page->number;
		t.found = true;
	} else if (page->type == PDF_REF) {
		o = bdl_map_find(&c->map, page->id, page->generation);
		if (!o || !(o->kinds & PDF_IS_PAGE)) {
			const struct pdf_value *begin = page_of_element(c, a, page);

			o = bdl_map_find(&c->map, begin->id, begin->generation);
		}
		t.found = o && (o->kinds & PDF_IS_PAGE);
		t.page = t.found ? o->page : 0;
	}
	if (!t.found || !how)
		return t;
	if (bdl_value_is_name(how, "/XYZ")) {
		t.left = place(c, a, how, 1);
		t.top = place(c, a, how, 2);
	} else if (bdl_value_is_name(how, "/FitH") || bdl_value_is_name(how, "/FitBH")) {
		t.top = place(c, a, how, 1);
	} else if (bdl_value_is_name(how, "/FitV") || bdl_value_is_name(how, "/FitBV")) {
		t.left = place(c, a, how, 1);
	} else if (bdl_value_is_name(how, "/FitR")) {
		t.left = place(c, a, how, 1);
		t.top = place(c, a, how, 4);
	}
	return t;
}

struct pdf_target bdl_links_target(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *dest)
{
	dest = bdl_source_resolve(c->source, a, dest);
	for (unsigned hop = 0; hop < 8; hop++) {
		if (dest->type == PDF_ARRAY)
			return explicit_target(c, a, dest->first);
		if (dest->type == PDF_NAME || dest->type == PDF_STRING)
			dest = bdl_source_resolve(c->source, a, find_name(c, dest));
		else if (dest->type == PDF_DICT)
			dest = bdl_source_get(c->source, a, dest,
				bdl_value_find(dest, "/D")->type == PDF_NULL ? "/SD" : "/D");
		else
			break;
	}
	return (struct pdf_target){0};
}

/* ---- actions ---- */

static bool is_safe_address(const struct pdf_value *uri)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:"};
	struct bdl_buffer b = BDL_BUFFER_INIT;
	bool safe = false;

	bdl_value_bytes(uri, &b);
	for (size_t i = 0; i < b.length; i++)
		if (i < 8)
			b.data[i] = (char)bdl_lower((unsigned char)b.data[i]);
	for (size_t i = 0; i < 3; i++)
		safe = safe || bdl_text_starts(bdl_buffer_string(&b), schemes[i]);
	for (size_t i = 0; i < b.length; i++)
		safe = safe && (unsigned char)b.data[i] >= 0x20;
	safe = safe && b.length <= URI_MOST;
	bdl_buffer_release(&b);
	return safe;
}

static struct pdf_target named_page(struct pdf_copy *c, const struct pdf_value *name, uint32_t from)
{
	struct pdf_target t = {.found = true, .left = (double)NAN, .top = (double)NAN};
	uint32_t last = (uint32_t)c->pages.count - 1;

	if (bdl_value_is_name(name, "/FirstPage"))
		t.page = 0;
	else if (bdl_value_is_name(name, "/LastPage"))
		t.page = last;
	else if (bdl_value_is_name(name, "/NextPage"))
		t.page = from < last ? from + 1 : last;
	else if (bdl_value_is_name(name, "/PrevPage"))
		t.page = from > 0 ? from - 1 : 0;
	else
		t.found = false;
	return t;
}

/* One action and those behind it, until one leads somewhere. */
struct chain {
	struct pdf_copy *copy;
	struct bdl_arena *arena;
	uint32_t from_page;
	unsigned left; /* actions still to be looked at */
	const struct pdf_value *uri;
	struct pdf_target target;
};

static void try_action(struct chain *ch, const struct pdf_value *v)
{
	struct pdf_copy *c = ch->copy;
	const struct pdf_value *kind = bdl_source_get(c->source, ch->arena, v, "/S");
	const struct pdf_value *address = bdl_source_get(c->source, ch->arena, v, "/URI");
	bool outside = ch->target.outside;

	if (bdl_value_is_name(kind, "/GoTo")) {
		ch->target = bdl_links_target(c, ch->arena, bdl_value_find(v, "/D"));
		if (!ch->target.found)
			ch->target = bdl_links_target(c, ch->arena, bdl_value_find(v, "/SD"));
	} else if (bdl_value_is_name(kind, "/Named")) {
		ch->target =
			named_page(c, bdl_source_get(c->source, ch->arena, v, "/N"), ch->from_page);
		outside = outside || !ch->target.found;
	} else if (bdl_value_is_name(kind, "/URI") && is_safe_address(address)) {
		ch->uri = address;
	} else if (kind->type == PDF_NAME) {
		outside = true;
	}
	if (bdl_value_is_name(kind, "/JavaScript"))
		c->losses.scripts = true;
	ch->target.outside = outside;
}

static void follow(struct chain *ch, const struct pdf_value *action)
{
	while (ch->left && !ch->target.found && ch->uri->type == PDF_NULL) {
		const struct pdf_value *v = bdl_source_resolve(ch->copy->source, ch->arena, action);

		ch->left--;
		if (v->type == PDF_ARRAY) {
			for (const struct pdf_value *m = v->first; m && ch->left; m = m->next)
				follow(ch, m);
			return;
		}
		if (v->type != PDF_DICT)
			return;
		try_action(ch, v);
		action = bdl_value_find(v, "/Next");
	}
}

struct pdf_target bdl_links_action(struct pdf_copy *c, struct bdl_arena *a,
	const struct pdf_value *action, uint32_t from_page, const struct pdf_value **uri)
{
	struct chain ch = {.copy = c,
		.arena = a,
		.from_page = from_page,
		.left = CHAIN_MOST,
		.uri = &bdl_value_null};

	follow(&ch, action);
	*uri = ch.uri;
	return ch.target;
}

void bdl_links_write(struct pdf_copy *c, const struct pdf_target *t)
{
	const struct pdf_page *p = &c->pages.pages[t->page];
	double corner[2];

	bdl_page_upper_left(p, corner);
	bdl_part_text(c->writer, "[");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, p->object);
	bdl_part_text(c->writer, "/XYZ ");
	bdl_copy_number(c, isnan(t->left) ? corner[0] : bdl_page_x(p, t->left));
	bdl_copy_number(c, isnan(t->top) ? corner[1] : bdl_page_y(p, t->top));
	bdl_part_text(c->writer, "null]");
}
