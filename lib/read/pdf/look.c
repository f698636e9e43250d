/*
 * Looking at the pixels of corners where a picture or a surface lies. See corner.h and
 * look/LOOK.md section 6.
 */
#include "read/pdf/corner.h"

#include "read/pdf/poppler.h"

#include <math.h>
#include <string.h>

#define LIGHT 153 /* 60 % white */
/* Pages rendered of one document, some 80 ms each for a scan; the rest counts as taken. */
#define LOOKS_MOST 150u

static bool same_place(const struct pdf_page *a, const struct pdf_page *b)
{
	return fabs(bdl_page_width(a) - bdl_page_width(b)) < 0.5 &&
	       fabs(bdl_page_height(a) - bdl_page_height(b)) < 0.5 &&
	       fabs(a->user_unit - b->user_unit) < 0.001;
}

static bool can_look(const struct pdf_page *p)
{
	return p->corner == PDF_CORNER_LOOK && !p->enlarged && !p->odd_box;
}

/* One number of a PGM's head, with the white space behind it. -1 where there is none. */
static int head_number(const struct poppler_child *child)
{
	int value = -1;
	char byte;

	while (bdl_poppler_read(child, &byte, 1) == 1 && byte >= '0' && byte <= '9' &&
		value < 100000)
		value = (value < 0 ? 0 : value) * 10 + (byte - '0');
	return value;
}

/* Reads one picture; TAKEN where a pixel is dark, and where there is no picture. */
static enum pdf_corner read_picture(const struct poppler_child *child)
{
	enum pdf_corner verdict = PDF_CORNER_FREE;
	unsigned char piece[4096];
	char magic[3];
	long left;

	for (size_t i = 0; i < sizeof(magic); i++)
		if (bdl_poppler_read(child, magic + i, 1) != 1)
			return PDF_CORNER_TAKEN;
	if (memcmp(magic, "P5\n", 3) != 0)
		return PDF_CORNER_TAKEN;
	left = head_number(child);
	left *= head_number(child);
	if (left <= 0 || head_number(child) != 255)
		return PDF_CORNER_TAKEN;
	while (left > 0) {
		size_t n =
			bdl_poppler_read(child, piece, left < 4096 ? (size_t)left : sizeof(piece));

		if (n == 0)
			return PDF_CORNER_TAKEN;
		for (size_t i = 0; i < n; i++)
			if (piece[i] < LIGHT)
				verdict = PDF_CORNER_TAKEN;
		left -= (long)n;
	}
	return verdict;
}

/* The pixels of one box, which is as seen, on pages first to last - 1; -1: they cannot be had. */
static int look_at(
	struct pdf_copy *c, int pdf, size_t first, size_t last, double height, const double box[4])
{
	double x = floor(box[0]), y = floor(height - box[3]);
	struct poppler_view v = {.first = (unsigned)first + 1,
		.last = (unsigned)last,
		.x = (unsigned)fmax(x, 0),
		.y = (unsigned)fmax(y, 0),
		.width = (unsigned)fmax(ceil(box[2]) - x, 1),
		.height = (unsigned)fmax(ceil(height - box[1]) - y, 1)};
	struct poppler_child child;

	if (bdl_poppler_view(&child, pdf, &v, NULL) < 0)
		return -1;
	for (size_t i = first; i < last; i++)
		if (read_picture(&child) == PDF_CORNER_TAKEN)
			c->pages.pages[i].corner = PDF_CORNER_TAKEN;
	(void)bdl_poppler_end(&child);
	return 0;
}

/* Pages first to last - 1 are of one size and all need a look. */
static void look(struct pdf_copy *c, int pdf, size_t first, size_t last)
{
	const struct pdf_page *p = &c->pages.pages[first];
	double boxes[BDL_SLOT_COUNT][4];
	size_t count = bdl_page_reserved(&c->pages, p, boxes);

	for (size_t i = 0; i < count; i++)
		if (look_at(c, pdf, first, last, bdl_page_height(p), boxes[i]) < 0)
			return;
	for (size_t i = first; i < last; i++)
		if (c->pages.pages[i].corner == PDF_CORNER_LOOK)
			c->pages.pages[i].corner = PDF_CORNER_FREE;
}

void bdl_corner_settle(struct pdf_copy *c, int pdf)
{
	size_t looks = 0, next;

	for (size_t i = 0; i < c->pages.count; i = next) {
		struct pdf_page *p = &c->pages.pages[i];

		next = i + 1;
		if (!can_look(p) || pdf < 0)
			continue;
		while (next < c->pages.count && looks + (next - i) < LOOKS_MOST &&
			can_look(&c->pages.pages[next]) && same_place(p, &c->pages.pages[next]))
			next++;
		if (looks < LOOKS_MOST)
			look(c, pdf, i, next);
		looks += next - i;
	}
	for (size_t i = 0; i < c->pages.count; i++)
		if (c->pages.pages[i].corner != PDF_CORNER_FREE)
			bdl_page_scale(&c->pages, &c->pages.pages[i]);
}
