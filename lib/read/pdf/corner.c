/* See corner.h. */
#include "read/pdf/corner.h"

#include "read/pdf/marks.h"
#include "read/pdf/path.h"

/* ---- annotations ---- */

#define NOT_SEEN (2u | 32u) /* flags: hidden, no view */

static bool covers(struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *annot,
	const double corner[4])
{
	const struct pdf_value *v = bdl_source_resolve(c->source, a, annot);
	const struct pdf_value *rect = bdl_source_get(c->source, a, v, "/Rect");
	const struct pdf_value *flags = bdl_source_get(c->source, a, v, "/F"), *m;
	double n[4], ordered[4];
	size_t i = 0;

	if (bdl_value_is_name(bdl_value_find(v, "/Subtype"), "/Popup"))
		return false;
	if (flags->type == PDF_NUMBER && flags->number > 0 && flags->number < 1e6 &&
		((unsigned)flags->number & NOT_SEEN))
		return false;
	for (m = rect->type == PDF_ARRAY ? rect->first : NULL; m && i < 4; m = m->next)
		n[i++] = bdl_source_resolve(c->source, a, m)->number;
	if (i < 4)
		return false;
	ordered[0] = n[0] < n[2] ? n[0] : n[2];
	ordered[1] = n[1] < n[3] ? n[1] : n[3];
	ordered[2] = n[0] < n[2] ? n[2] : n[0];
	ordered[3] = n[1] < n[3] ? n[3] : n[1];
	return bdl_rect_meets(ordered, corner);
}

/* boxes: in user space. */
static bool annotation_in(struct pdf_copy *c, const struct pdf_value *dict,
	double boxes[BDL_SLOT_COUNT][4], size_t count)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *list = bdl_source_get(c->source, &a, dict, "/Annots");
	bool found = false;

	for (const struct pdf_value *v = list->type == PDF_ARRAY ? list->first : NULL; v && !found;
		v = v->next)
		for (size_t i = 0; i < count && !found; i++)
			found = covers(c, &a, v, boxes[i]);
	bdl_arena_release(&a);
	return found;
}

/* ---- content ---- */

/*
 * Resources that the page before had too, parsed; some documents have thousands of fonts in them.
 */
struct kept {
	struct bdl_arena arena;
	const struct pdf_value *value;
	int id, generation;
};

static const struct pdf_value *resources_of(
	struct pdf_copy *c, struct kept *k, const struct pdf_page *p, const struct pdf_value *dict)
{
	const struct pdf_value *v = bdl_page_resources(p, dict);

	if (v->type != PDF_REF)
		return v;
	if (k->value && k->id == v->id && k->generation == v->generation)
		return k->value;
	bdl_arena_release(&k->arena);
	k->id = v->id;
	k->generation = v->generation;
	k->value = bdl_source_resolve(c->source, &k->arena, v);
	return k->value;
}

static enum pdf_corner judge(struct pdf_copy *c, struct kept *k, const struct pdf_page *p,
	const struct pdf_value *dict, const struct bdl_buffer *content)
{
	enum pdf_corner worst = PDF_CORNER_FREE;
	double boxes[BDL_SLOT_COUNT][4];
	size_t count = bdl_page_reserved(&c->pages, p, boxes);

	for (size_t i = 0; i < count; i++) {
		const double seen[4] = {boxes[i][0], boxes[i][1], boxes[i][2], boxes[i][3]};

		bdl_page_seen_rect(p, seen[0], seen[1], seen[2], seen[3], boxes[i]);
	}
	if (annotation_in(c, dict, boxes, count))
		return PDF_CORNER_TAKEN;
	if (p->streams.broken)
		return PDF_CORNER_LOOK;
	for (size_t i = 0; i < count && worst != PDF_CORNER_TAKEN; i++) {
		enum pdf_corner found = bdl_marks_in(c, resources_of(c, k, p, dict),
			bdl_buffer_string(content), content->length, boxes[i], p->shown);

		if (found > worst)
			worst = found;
	}
	return worst;
}

/* No page is to be upside down (general guidance on electronic bundles, 5; R19). */
static bool is_upside_down(struct pdf_copy *c, struct kept *k, const struct pdf_page *p,
	const struct pdf_value *dict, const struct bdl_buffer *content)
{
	return !p->streams.broken && bdl_marks_upside_down(c, resources_of(c, k, p, dict),
					     bdl_buffer_string(content), content->length, p);
}

static void read_page(struct pdf_copy *c, struct kept *k, struct pdf_page *p, bool look,
	struct bdl_buffer *content)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *dict = bdl_page_dict(c->source, &a, p);

	bdl_buffer_clear(content);
	p->streams = bdl_page_content(c, dict, content);
	bdl_content_balance(&p->balance, bdl_buffer_string(content), content->length);
	if (look && !p->lost && is_upside_down(c, k, p, dict, content)) {
		p->rotate = (p->rotate + 180) % 360;
		p->turned = true;
		/* words were looked for at the other end of the page */
		p->corner = PDF_CORNER_TAKEN;
	}
	if (look && p->corner == PDF_CORNER_FREE && !p->lost)
		p->corner = judge(c, k, p, dict, content);
	bdl_arena_release(&a);
}

void bdl_corner_read(struct pdf_copy *c, bool look)
{
	struct bdl_buffer content = BDL_BUFFER_INIT;
	struct kept kept = {0};

	for (size_t i = 0; i < c->pages.count && !c->failed; i++)
		read_page(c, &kept, &c->pages.pages[i], look, &content);
	bdl_arena_release(&kept.arena);
	bdl_buffer_release(&content);
}
