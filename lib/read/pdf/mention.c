/* See mention.h. */
#include "read/pdf/mention.h"

#define SIZE 12
#define DIGITS (2 + BDL_MENTION_PIECES * BDL_MENTION_DIGITS) /* the string, in angle brackets */

/* Calls `visit` for each mention of the page; only pages that we drew have any. */
static void each(struct pdf_copy *c, size_t page,
	void (*visit)(struct pdf_copy *, size_t, const struct bdl_mentioned *, void *), void *data)
{
	const struct bdl_reading *r = c->reading;

	for (size_t i = 0; c->options->drawn && i < r->mention_count; i++)
		if (r->mentions[i].page == page)
			visit(c, page, &r->mentions[i], data);
}

/* From the top of the page to user space. */
static double up(const struct pdf_copy *c, size_t page, double y)
{
	return c->pages.pages[page].box[3] - y;
}

static void place_text(
	struct pdf_copy *c, size_t page, const struct bdl_mentioned *m, struct bdl_buffer *out)
{
	char x[PDF_NUMBER_TEXT], y[PDF_NUMBER_TEXT];
	size_t x_length = bdl_lex_write(m->x, x);
	size_t y_length = bdl_lex_write(up(c, page, m->y), y);

	bdl_buffer_text(out, "1 0 0 1 ");
	bdl_buffer_add(out, x, x_length);
	bdl_buffer_add(out, y, y_length);
	bdl_buffer_text(out, "Tm ");
}

static void measure(struct pdf_copy *c, size_t page, const struct bdl_mentioned *m, void *data)
{
	struct bdl_buffer *out = data;

	place_text(c, page, m, out);
	for (size_t i = 0; i < DIGITS; i++)
		bdl_buffer_byte(out, '0');
	bdl_buffer_text(out, " Tj\n");
}

static void write(struct pdf_copy *c, size_t page, const struct bdl_mentioned *m, void *data)
{
	struct bdl_buffer place = BDL_BUFFER_INIT;

	(void)data;
	place_text(c, page, m, &place);
	if (place.failed)
		c->failed = true;
	bdl_part_text(c->writer, bdl_buffer_string(&place));
	bdl_part_mention(c->writer, (uint32_t)page, m->inner);
	bdl_part_text(c->writer, " Tj\n");
	bdl_buffer_release(&place);
}

uint32_t bdl_mention_stream(struct pdf_copy *c, size_t page)
{
	static const char begin[] = "BT\n/BdlN 12 Tf\n0 g\n", end[] = "ET\n";
	struct bdl_buffer text = BDL_BUFFER_INIT;
	size_t length;
	uint32_t object;

	each(c, page, measure, &text);
	length = text.length;
	if (text.failed)
		c->failed = true;
	bdl_buffer_release(&text);
	if (length == 0)
		return 0;
	object = bdl_part_reserve(c->writer);
	bdl_part_begin(c->writer, object);
	bdl_part_printf(c->writer, "<</Length %zu>>\nstream\n",
		length + sizeof(begin) - 1 + sizeof(end) - 1);
	bdl_part_text(c->writer, begin);
	each(c, page, write, NULL);
	bdl_part_text(c->writer, end);
	bdl_part_text(c->writer, "\nendstream");
	bdl_part_end(c->writer);
	return object;
}

struct list {
	uint32_t *out, count, most;
};

static void add_link(struct pdf_copy *c, size_t page, const struct bdl_mentioned *m, void *data)
{
	struct list *l = data;
	double y = up(c, page, m->y);
	const double rect[4] = {m->x - 1, y - 3, m->x + m->width, y + SIZE};

	if (l->count == l->most)
		return;
	l->out[l->count] = bdl_part_reserve(c->writer);
	bdl_part_begin(c->writer, l->out[l->count++]);
	bdl_part_text(c->writer, "<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
	for (size_t i = 0; i < 4; i++)
		bdl_copy_number(c, rect[i]);
	bdl_part_text(c->writer, "]/P ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, c->pages.pages[page].object);
	bdl_part_text(c->writer, "/Dest[");
	bdl_part_ref(c->writer, BDL_RELOC_INNER, bdl_mention((uint32_t)page, m->inner, 0));
	/* where the top is only the page itself could say: nowhere is higher than this */
	bdl_part_text(c->writer, "/XYZ null 14400 null]>>");
	bdl_part_end(c->writer);
}

uint32_t bdl_mention_links(struct pdf_copy *c, size_t page, uint32_t *out, uint32_t most)
{
	struct list l = {.out = out, .most = most};

	each(c, page, add_link, &l);
	return l.count;
}
