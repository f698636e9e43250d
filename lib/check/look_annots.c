/* Look, what lies on a page: links, form fields, notes. See look.h; ISO 32000-1, 12.5. */
#include "check/look.h"

#include "base/text.h"

#include <string.h>

#define ANNOTS_MOST 50000u /* of one page */
#define PARENTS_MOST 8u

enum { FLAG_HIDDEN = 1 << 1, FLAG_NO_VIEW = 1 << 5 };

static bool is_hidden(struct look *l, struct bdl_arena *a, const struct pdf_value *v)
{
	double flags = look_number(look_get(l, a, v, "/F"), 0);

	return flags >= 0 && flags < 1e9 && ((unsigned)flags & (FLAG_HIDDEN | FLAG_NO_VIEW));
}

/* A field's own and inherited triggers and kind. */
static void look_field(struct look *l, struct bdl_arena *a, const struct pdf_value *v)
{
	bool is_signature = false, has_value = false;

	l->seen->field_count++;
	for (unsigned i = 0; i < PARENTS_MOST && v->type == PDF_DICT; i++) {
		if (i)
			look_triggers(l, a, bdl_value_find(v, "/AA"));
		is_signature |= bdl_value_is_name(look_get(l, a, v, "/FT"), "/Sig");
		has_value |= bdl_value_find(v, "/V")->type != PDF_NULL;
		v = look_get(l, a, v, "/Parent");
	}
	if (is_signature && has_value)
		l->seen->signed_pdf = true;
}

static void add_link(struct look *l, struct bdl_arena *a, struct bdl_seen_page *page,
	const struct pdf_value *v, const double box[4])
{
	struct bdl_seen_link *k =
		look_more(l, &l->seen->arena, page->links, &page->link_count, sizeof(*k));

	if (!k)
		return;
	page->links = k;
	k += page->link_count - 1;
	*k = (struct bdl_seen_link){box[0], box[1], box[2], box[3], .hidden = is_hidden(l, a, v)};
	k->to = look_target(l, a, bdl_value_find(v, "/Dest"), bdl_value_find(v, "/A"));
}

static void add_mark(struct look *l, struct bdl_arena *a, struct bdl_seen_page *page,
	const struct pdf_value *v, const double box[4])
{
	const char *kind = look_name_text(l, look_get(l, a, v, "/Subtype"));
	struct bdl_seen_mark *m =
		look_more(l, &l->seen->arena, page->marks, &page->mark_count, sizeof(*m));

	if (!m)
		return;
	page->marks = m;
	m += page->mark_count - 1;
	*m = (struct bdl_seen_mark){box[0], box[1], box[2], box[3], .kind = kind ? kind : "",
		.hidden = is_hidden(l, a, v)};
	look_action(l, a, bdl_value_find(v, "/A"));
	if (strcmp(m->kind, "Widget") == 0)
		look_field(l, a, v);
}

static void look_annot(struct look *l, struct bdl_arena *a, unsigned row, const struct pdf_value *v)
{
	double box[4] = {0, 0, 0, 0}, seen[4];

	v = look_load(l, a, v);
	if (v->type != PDF_DICT)
		return;
	look_box(l, a, bdl_value_find(v, "/Rect"), box);
	look_seen_box(&l->pages[row], box, seen);
	look_triggers(l, a, bdl_value_find(v, "/AA"));
	if (bdl_value_is_name(look_get(l, a, v, "/Subtype"), "/Link"))
		add_link(l, a, &l->seen->pages[row], v, seen);
	else if (!bdl_value_is_name(look_get(l, a, v, "/Subtype"), "/Popup"))
		add_mark(l, a, &l->seen->pages[row], v, seen);
}

void look_annots(struct look *l, unsigned row)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = look_page_dict(l, &a, &l->pages[row]);
	const struct pdf_value *annots = look_get(l, &a, dict, "/Annots");
	unsigned count = 0;

	for (const struct pdf_value *m = annots->type == PDF_ARRAY ? annots->first : NULL;
		m && count < ANNOTS_MOST && !l->failed; m = m->next, count++) {
		struct bdl_arena one = BDL_ARENA_INIT;

		look_annot(l, &one, row, m);
		bdl_arena_release(&one);
	}
	if (count == ANNOTS_MOST)
		l->seen->pages[row].broken = true;
	bdl_arena_release(&a);
}
