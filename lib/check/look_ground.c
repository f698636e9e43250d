/*
 * Look, the paper around the numbers: where a picture or a drawing comes near the number of a page,
 * that part of the page is rendered, and what surrounds the number is dark or it is not. See
 * look.h.
 */
#include "check/look.h"

#include "check/rules.h"
#include "read/pdf/poppler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MARGIN 4.0 /* points around the number that are looked at */
#define DARK 140u /* of 255 */
#define DARK_PART                                                                                  \
	0.10 /* of the pixels around it that must be dark for the number to stand on something */
#define PAGES_MOST 3000u /* rendered; the first of those where it is needed */
#define SIDE_MOST 2000u /* pixels */

static bool meets(const struct look_box *a, double left, double bottom, double right, double top)
{
	return left < a->right && right > a->left && bottom < a->top && top > a->bottom;
}

static struct look_box around(const struct bdl_printed *p)
{
	return (struct look_box){
		p->left - MARGIN, p->bottom - MARGIN, p->right + MARGIN, p->top + MARGIN};
}

static bool is_needed(const struct look *l, unsigned row, const struct bdl_printed *p)
{
	const struct bdl_seen_page *page = &l->seen->pages[row];
	const struct look_page *drawn = &l->pages[row];
	struct look_box box = around(p);

	for (size_t i = 0; i < page->picture_count; i++)
		if (meets(&box, page->pictures[i].left, page->pictures[i].bottom,
			    page->pictures[i].right, page->pictures[i].top))
			return true;
	for (size_t i = 0; i < drawn->drawn_count; i++)
		if (meets(&box, drawn->drawn[i].left - 1, drawn->drawn[i].bottom - 1,
			    drawn->drawn[i].right + 1, drawn->drawn[i].top + 1))
			return true;
	return false;
}

/* A number behind blanks in the head of a PGM; 0: there is none. */
static unsigned number(const struct bdl_buffer *pgm, size_t *at)
{
	unsigned value = 0;

	while (*at < pgm->length && strchr(" \n\t\r", pgm->data[*at]))
		++*at;
	for (; *at < pgm->length && pgm->data[*at] >= '0' && pgm->data[*at] <= '9' &&
		value < 100000;
		++*at)
		value = value * 10 + (unsigned)(pgm->data[*at] - '0');
	return value;
}

/* The pixels between the number's own box and the edge of what was rendered: how many of them are
 * dark. */
static bool is_dark(const struct bdl_buffer *pgm, const double own[4])
{
	size_t at = 2, seen = 0, dark = 0;
	unsigned width, height;

	if (pgm->length < 2 || memcmp(pgm->data, "P5", 2) != 0)
		return false;
	width = number(pgm, &at);
	height = number(pgm, &at);
	if (number(pgm, &at) != 255 || !width || !height || width > SIDE_MOST ||
		height > SIDE_MOST || pgm->length - at - 1 < (size_t)width * height)
		return false;
	at++;
	for (unsigned y = 0; y < height; y++)
		for (unsigned x = 0; x < width; x++) {
			if (x + 1 > own[0] && x < own[2] && y + 1 > own[1] && y < own[3])
				continue;
			seen++;
			dark += (unsigned char)pgm->data[at + (size_t)y * width + x] < DARK;
		}
	return seen && (double)dark >= DARK_PART * (double)seen;
}

/* One page. Pixels are units of user space, from the upper left corner as seen. */
static void render(struct look *l, unsigned row, const struct bdl_printed *p)
{
	struct bdl_seen_page *page = &l->seen->pages[row];
	struct look_box box = around(p);
	double left = fmax(0, floor(box.left / page->unit)),
	       upper = fmax(0, floor((page->height - box.top) / page->unit));
	double right = fmin(page->width, box.right) / page->unit,
	       lower = fmin(page->height, page->height - box.bottom) / page->unit;
	const double own[4] = {p->left / page->unit - left - 1,
		(page->height - p->top) / page->unit - upper, p->right / page->unit - left + 1,
		(page->height - p->bottom) / page->unit - upper};
	const struct poppler_view view = {row + 1, row + 1, (unsigned)left, (unsigned)upper,
		(unsigned)fmin(SIDE_MOST, fmax(1, ceil(right - left))),
		(unsigned)fmin(SIDE_MOST, fmax(1, ceil(lower - upper)))};
	struct bdl_buffer pgm = BDL_BUFFER_INIT;
	struct poppler_child child;
	char piece[16384];
	size_t n;

	if (bdl_poppler_view(&child, l->fd, &view, NULL) < 0)
		return;
	while ((n = bdl_poppler_read(&child, piece, sizeof(piece))) > 0 &&
		pgm.length < 64 + (size_t)SIDE_MOST * SIDE_MOST)
		bdl_buffer_add(&pgm, piece, n);
	if (bdl_poppler_end(&child) == 0 && !pgm.failed)
		page->number_ground = is_dark(&pgm, own) ? BDL_GROUND_DARK : BDL_GROUND_CLEAR;
	bdl_buffer_release(&pgm);
}

void look_grounds(struct look *l)
{
	struct bdl_verdicts none = {.arena = BDL_ARENA_INIT};
	struct bdl_judging j = {.seen = l->seen, .out = &none};
	const struct bdl_numbers *n = bdl_numbers_of(&j);
	unsigned rendered = 0;

	for (unsigned i = 0; n->found && i < l->page_count && rendered < PAGES_MOST && !j.failed;
		i++) {
		if (!n->pages[i].text || !is_needed(l, i, &n->pages[i]))
			continue;
		render(l, i, &n->pages[i]);
		rendered++;
	}
	l->failed |= j.failed;
	bdl_verdicts_release(&none);
}
