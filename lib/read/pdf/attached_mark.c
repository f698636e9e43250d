/* See attached_mark.h. */
#include "read/pdf/attached_mark.h"

#include "read/pdf/attached.h"

#include <math.h>

struct pdf_mark {
	uint32_t link; /* its local number */
	uint32_t page;
	double rect[4];
	int id, generation; /* of the file's stream */
};

/* The annotation's place, moved with the page. */
static bool place(
	struct pdf_copy *c, struct bdl_arena *a, const struct pdf_value *v, struct pdf_mark *m)
{
	const struct pdf_value *rect = bdl_source_get(c->source, a, v, "/Rect");
	const struct pdf_value *n = rect->type == PDF_ARRAY ? rect->first : NULL;
	const struct pdf_page *p = &c->pages.pages[m->page];
	size_t i = 0;

	for (; n && i < 4; n = n->next, i++) {
		const struct pdf_value *number = bdl_source_resolve(c->source, a, n);

		if (number->type != PDF_NUMBER || fabs(number->number) > BDL_PART_COORDINATE_MAX)
			return false;
		m->rect[i] = i % 2 ? bdl_page_y(p, number->number) : bdl_page_x(p, number->number);
	}
	return i == 4;
}

uint32_t bdl_mark_reserve(struct pdf_copy *c, size_t page, const struct pdf_value *v)
{
	struct pdf_mark m = {.page = (uint32_t)page}, *grown;
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *stream;

	if (!c->attachments || page >= BDL_MENTION_PAGES ||
		!bdl_value_is_name(bdl_value_find(v, "/Subtype"), "/FileAttachment"))
		return 0;
	stream = bdl_attached_stream(c->source, &a, bdl_value_find(v, "/FS"));
	if (stream->type == PDF_REF && place(c, &a, v, &m)) {
		m.id = stream->id;
		m.generation = stream->generation;
		m.link = bdl_part_reserve(c->writer);
		grown = bdl_arena_grow(&c->arena, c->marks, c->mark_count, sizeof(*grown));
		if (grown) {
			c->marks = grown;
			c->marks[c->mark_count++] = m;
		} else {
			c->failed = true;
		}
	}
	bdl_arena_release(&a);
	return m.link;
}

void bdl_marks_write(struct pdf_copy *c)
{
	for (size_t i = 0; i < c->mark_count; i++) {
		const struct pdf_mark *m = &c->marks[i];
		size_t inner = bdl_attached_inner(c->source, m->id, m->generation);

		bdl_part_begin(c->writer, m->link);
		if (inner >= BDL_MENTION_INNERS) {
			bdl_part_text(c->writer, "null");
			bdl_part_end(c->writer);
			continue;
		}
		bdl_part_text(c->writer, "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
		for (size_t k = 0; k < 4; k++)
			bdl_copy_number(c, m->rect[k]);
		bdl_part_text(c->writer, "]/P ");
		bdl_part_ref(c->writer, BDL_RELOC_OBJECT, c->pages.pages[m->page].object);
		bdl_part_text(c->writer, "/Dest[");
		bdl_part_ref(c->writer, BDL_RELOC_INNER, bdl_mention(m->page, (uint32_t)inner, 0));
		bdl_part_text(c->writer, "/XYZ null 14400 null]>>");
		bdl_part_end(c->writer);
	}
}
