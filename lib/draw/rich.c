/* Rich: see rich.h. Lines are broken first, as one text; then each is drawn in stretches. */
#include "draw/rich.h"
#include "draw/words.h"
#include <string.h>

void bdl_rich_text(struct bdl_rich *r, const char *text)
{
	bdl_buffer_text(&r->text, text);
}

/* What was added from `at` on leads to the page. */
static void link_from(struct bdl_rich *r, size_t at, unsigned page)
{
	if (r->count == BDL_RICH_LINKS)
		return;
	r->links[r->count].at = at;
	r->links[r->count].length = r->text.length - at;
	r->links[r->count].page = page;
	r->count++;
}

void bdl_rich_page(struct bdl_draft *d, struct bdl_rich *r, unsigned page)
{
	size_t at = r->text.length;

	bdl_buffer_text(&r->text, bdl_words_page(d, page));
	link_from(r, at, page);
}

void bdl_rich_number(struct bdl_draft *d, struct bdl_rich *r, unsigned page)
{
	size_t at = r->text.length;
	char label[BDL_LABEL_TEXT];

	bdl_words_number(d, page, label);
	bdl_buffer_text(&r->text, label);
	link_from(r, at, page);
}

void bdl_rich_pages(struct bdl_draft *d, struct bdl_rich *r, const unsigned *pages, size_t count)
{
	if (count == 1) {
		bdl_rich_page(d, r, pages[0]);
		return;
	}
	bdl_rich_text(r, "pages" BDL_NBSP);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			bdl_rich_text(r, i + 1 < count ? ", " : " and" BDL_NBSP);
		bdl_rich_number(d, r, pages[i]);
	}
}

static void rich_exhibit(struct bdl_draft *d, struct bdl_rich *r, const struct bdl_exhibit *x)
{
	size_t at = r->text.length;
	char label[BDL_LABEL_TEXT];

	bdl_exhibit_label(d->b, x, 1, label);
	bdl_buffer_text(&r->text, label);
	if (x->volume == d->b->volume)
		link_from(r, at, x->first_page);
}

void bdl_rich_exhibits(struct bdl_draft *d, struct bdl_rich *r,
	const struct bdl_exhibit *const *list, size_t count)
{
	if (count == 1 && list[0]->volume == d->b->volume) {
		bdl_rich_page(d, r, list[0]->first_page);
		return;
	}
	bdl_rich_text(r, count == 1 ? "page" BDL_NBSP : "pages" BDL_NBSP);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			bdl_rich_text(r, i + 1 < count ? ", " : " and" BDL_NBSP);
		rich_exhibit(d, r, list[i]);
	}
}

static const char *stretch(struct bdl_draft *d, const struct bdl_rich *r, size_t from, size_t to)
{
	return bdl_draft_string(d, bdl_arena_bytes(&d->arena, r->text.data + from, to - from));
}

/*
 * Draws the bytes from..to of the text on one line; a link is never broken, its space being a
 * no-break one.
 */
static void draw_line(
	struct bdl_draft *d, const struct bdl_rich *r, size_t from, size_t to, double x, double y)
{
	for (size_t i = 0; i < r->count; i++) {
		size_t at = r->links[i].at, end = at + r->links[i].length;
		double left;
		if (at < from || end > to)
			continue;
		left = bdl_draft_text(d, BDL_TEXT, x, y, stretch(d, r, from, at));
		x = bdl_draft_press(d, BDL_TEXT, left, y, stretch(d, r, at, end));
		bdl_draft_link(d, left, y - 11, x, y + 4, r->links[i].page);
		from = end;
	}
	bdl_draft_text(d, BDL_TEXT, x, y, stretch(d, r, from, to));
}

double bdl_rich_draw(
	struct bdl_draft *d, struct bdl_rich *r, double x, double y, double width, double leading)
{
	size_t at = 0;

	if (r->text.failed)
		bdl_fail_memory(&d->failure);
	while (at < r->text.length) {
		size_t next, length = bdl_canvas_break(d->c, BDL_TEXT, width, r->text.data + at,
				     r->text.length - at, &next);
		draw_line(d, r, at, at + length, x, y);
		at += next;
		if (at < r->text.length)
			y += leading;
	}
	bdl_buffer_release(&r->text);
	*r = (struct bdl_rich)BDL_RICH_INIT;
	return y;
}
