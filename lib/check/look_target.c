/* Look, where links and bookmarks lead, and what else an action would do. See look.h; ISO
 * 32000-1, 12.3.2 and 12.6. */
#include "check/look.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_MOST 500000u
#define NODES_MOST 100000u
#define DEPTH_MOST 32u
#define CHAIN_MOST 16u
#define HOPS_MOST 8u

/* ---- names ---- */

static void walk_names(struct look *l, const struct pdf_value *node, unsigned depth,
	unsigned *nodes,
	void (*visit)(struct look *, const struct pdf_value *, const struct pdf_value *))
{
	const struct pdf_value *v = look_load(l, &l->arena, node);
	const struct pdf_value *names = look_get(l, &l->arena, v, "/Names");
	const struct pdf_value *kids = look_get(l, &l->arena, v, "/Kids");

	if (depth == DEPTH_MOST || ++*nodes > NODES_MOST)
		return;
	for (const struct pdf_value *m = names->type == PDF_ARRAY ? names->first : NULL;
		m && m->next; m = m->next->next)
		visit(l, look_load(l, &l->arena, m), m->next);
	for (const struct pdf_value *k = kids->type == PDF_ARRAY ? kids->first : NULL; k;
		k = k->next)
		walk_names(l, k, depth + 1, nodes, visit);
}

void look_name_tree(struct look *l, const struct pdf_value *node, unsigned depth,
	void (*visit)(struct look *, const struct pdf_value *, const struct pdf_value *))
{
	unsigned nodes = 0;

	walk_names(l, node, depth, &nodes, visit);
}

static void add_name(
	struct look *l, const char *bytes, size_t length, const struct pdf_value *value)
{
	struct look_name *n;

	if (l->name_count == NAMES_MOST)
		return;
	n = look_more(l, &l->arena, l->names, &l->name_count, sizeof(*n));
	if (!n)
		return;
	l->names = n;
	n += l->name_count - 1;
	n->bytes = bdl_arena_bytes(&l->arena, bytes, length);
	n->length = length;
	n->value = value;
	l->failed |= !n->bytes;
}

static void add_from_tree(
	struct look *l, const struct pdf_value *name, const struct pdf_value *value)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	bdl_value_bytes(name, &b);
	add_name(l, bdl_buffer_string(&b), b.length, value);
	l->failed |= b.failed;
	bdl_buffer_release(&b);
}

static int compare(const void *a, const void *b)
{
	const struct look_name *x = a, *y = b;
	int order = memcmp(x->bytes, y->bytes, x->length < y->length ? x->length : y->length);

	return order ? order : x->length < y->length ? -1 : x->length > y->length;
}

static void read_names(struct look *l)
{
	const struct pdf_value *dests = look_get(l, &l->arena, l->source.root, "/Dests");
	const struct pdf_value *names = look_get(l, &l->arena, l->source.root, "/Names");

	l->names_read = true;
	look_name_tree(l, bdl_value_find(names, "/Dests"), 0, add_from_tree);
	for (const struct pdf_value *m = dests->type == PDF_DICT ? dests->first : NULL; m;
		m = m->next)
		add_name(l, m->key + 1, m->key_length - 1, m);
	if (l->name_count && !l->failed)
		qsort(l->names, l->name_count, sizeof(*l->names), compare);
}

static const struct pdf_value *find_name(struct look *l, const struct pdf_value *name)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct look_name key, *found = NULL;

	if (!l->names_read)
		read_names(l);
	if (name->type == PDF_NAME)
		bdl_buffer_add(&b, name->text + 1, name->length - 1);
	else
		bdl_value_bytes(name, &b);
	key = (struct look_name){.bytes = bdl_buffer_string(&b), .length = b.length};
	if (l->name_count && !l->failed)
		found = bsearch(&key, l->names, l->name_count, sizeof(key), compare);
	bdl_buffer_release(&b);
	return found ? found->value : &bdl_value_null;
}

/* ---- destinations ---- */

static const struct pdf_value *item(
	struct look *l, struct bdl_arena *a, const struct pdf_value *v, unsigned n)
{
	for (; v && n; n--)
		v = v->next;
	return v ? look_load(l, a, v) : &bdl_value_null;
}

/* Where on the page, as seen; what is not given stays NAN. */
static void find_place(
	struct look *l, struct bdl_arena *a, const struct pdf_value *how, struct bdl_seen_target *t)
{
	const struct look_page *p = &l->pages[t->page - 1];
	const struct pdf_value *x = item(l, a, how, 1), *y = item(l, a, how, 2);
	double at[4], seen[4];

	at[0] = at[2] = look_number(x, p->box[0]);
	at[1] = at[3] = look_number(y, p->box[3]);
	look_seen_box(p, at, seen);
	if ((p->turn % 180 ? y : x)->type == PDF_NUMBER)
		t->left = seen[0];
	if ((p->turn % 180 ? x : y)->type == PDF_NUMBER)
		t->top = seen[1];
}

static struct bdl_seen_target explicit_target(
	struct look *l, struct bdl_arena *a, const struct pdf_value *page)
{
	struct bdl_seen_target t = {.kind = BDL_TARGET_DEAD,
		.zoom = (double)NAN,
		.left = (double)NAN,
		.top = (double)NAN};
	const struct pdf_value *how = page ? page->next : NULL;

	if (page && page->type == PDF_REF && page->id > 0 && page->id < l->objects)
		t.page = l->by_object[page->id];
	else if (page && page->type == PDF_NUMBER && page->number >= 0 &&
		 page->number < (double)l->page_count)
		t.page = (unsigned)page->number + 1;
	if (t.page == 0)
		return t;
	t.kind = BDL_TARGET_PAGE;
	t.fit = how ? look_name_text(l, look_load(l, a, how)) : NULL;
	if (t.fit && strcmp(t.fit, "XYZ") == 0) {
		t.zoom = look_number(item(l, a, how, 3), 0);
		find_place(l, a, how, &t);
	}
	return t;
}

static struct bdl_seen_target destination(
	struct look *l, struct bdl_arena *a, const struct pdf_value *dest)
{
	dest = look_load(l, a, dest);
	for (unsigned hop = 0; hop < HOPS_MOST; hop++) {
		if (dest->type == PDF_ARRAY)
			return explicit_target(l, a, dest->first);
		if (dest->type == PDF_NAME || dest->type == PDF_STRING)
			dest = look_load(l, a, find_name(l, dest));
		else if (dest->type == PDF_DICT)
			dest = look_get(l, a, dest, "/D");
		else
			break;
	}
	return explicit_target(l, a, NULL);
}

/* ---- actions ---- */

static bool is_one_of(const struct pdf_value *v, const char *const *names)
{
	for (; *names; names++)
		if (bdl_value_is_name(v, *names))
			return true;
	return false;
}

void look_action(struct look *l, struct bdl_arena *a, const struct pdf_value *action)
{
	static const char *const outside[] = {
		"/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", NULL};

	for (unsigned i = 0; i < CHAIN_MOST; i++) {
		const struct pdf_value *v = look_load(l, a, action), *kind;

		if (v->type == PDF_ARRAY)
			v = v->first ? look_load(l, a, v->first) : &bdl_value_null;
		if (v->type != PDF_DICT)
			return;
		kind = look_get(l, a, v, "/S");
		if (bdl_value_is_name(kind, "/JavaScript") ||
			bdl_value_find(v, "/JS")->type != PDF_NULL)
			l->seen->scripts++;
		else if (is_one_of(kind, outside))
			l->seen->outside++;
		action = bdl_value_find(v, "/Next");
	}
}

void look_triggers(struct look *l, struct bdl_arena *a, const struct pdf_value *aa)
{
	aa = look_load(l, a, aa);
	for (const struct pdf_value *m = aa->type == PDF_DICT ? aa->first : NULL; m; m = m->next)
		look_action(l, a, m);
}

static struct bdl_seen_target named(const struct look *l, const struct pdf_value *name)
{
	static const char *const turning[] = {
		"/NextPage", "/PrevPage", "/FirstPage", "/LastPage", NULL};
	struct bdl_seen_target t = {.kind = BDL_TARGET_ELSEWHERE,
		.zoom = (double)NAN,
		.left = (double)NAN,
		.top = (double)NAN};

	if (is_one_of(name, turning)) {
		t.kind = BDL_TARGET_PAGE;
		t.page = bdl_value_is_name(name, "/LastPage") ? l->page_count : 1;
	}
	return t;
}

struct bdl_seen_target look_target(struct look *l, struct bdl_arena *a,
	const struct pdf_value *dest, const struct pdf_value *action)
{
	struct bdl_seen_target t = {.kind = BDL_TARGET_DEAD,
		.zoom = (double)NAN,
		.left = (double)NAN,
		.top = (double)NAN};
	const struct pdf_value *v, *kind;

	look_action(l, a, action);
	if (dest->type != PDF_NULL)
		return destination(l, a, dest);
	v = look_load(l, a, action);
	if (v->type == PDF_ARRAY)
		v = v->first ? look_load(l, a, v->first) : &bdl_value_null;
	kind = look_get(l, a, v, "/S");
	if (bdl_value_is_name(kind, "/GoTo"))
		return destination(l, a, bdl_value_find(v, "/D"));
	if (bdl_value_is_name(kind, "/Named"))
		return named(l, look_get(l, a, v, "/N"));
	if (bdl_value_is_name(kind, "/URI"))
		t.kind = BDL_TARGET_WEB;
	else if (v->type == PDF_DICT)
		t.kind = BDL_TARGET_ELSEWHERE;
	return t;
}
