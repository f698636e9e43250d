/*
 * A page drawn anew: what is seen of it as one picture, in which every hidden word is black. The
 * blackening is done to the pixels before anything is written. See redact.h.
 */
#include "read/image_pack.h"
#include "read/pdf/poppler.h"
#include "read/pdf/redact.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DPI 200.0
#define PIXELS_MOST (16.0 * 1000 * 1000)
#define SIDE_MOST 30000.0 /* pixels */
#define BAR_GAP 1.5 /* heights */
#define MARGIN 1.5 /* units around each hidden word, at least */
#define MARGIN_SHARE 0.12 /* of its height */

/* ---- rendering ---- */

/* free() the bytes; none when the page could not be rendered. */
static struct bdl_pixels read_picture(const struct poppler_child *child)
{
	struct bdl_pixels picture = {.bands = 3};
	unsigned char magic[3];
	size_t size;

	if (!bdl_poppler_read_all(child, magic, sizeof(magic)) || memcmp(magic, "P6\n", 3) != 0)
		return picture;
	picture.width = bdl_poppler_head_number(child);
	picture.height = bdl_poppler_head_number(child);
	size = (size_t)picture.width * picture.height;
	if (bdl_poppler_head_number(child) != 255 || size == 0 || (double)size > 2 * PIXELS_MOST)
		return picture;
	picture.bytes = malloc(size * 3);
	if (picture.bytes && bdl_poppler_read_all(child, picture.bytes, size * 3))
		return picture;
	free(picture.bytes);
	picture.bytes = NULL;
	return picture;
}

/* How much of the page's box, as seen, the source shows: there may be paper to the right and below.
 */
static void shown_size(const struct pdf_page *p, double out[2])
{
	bool across = p->rotate == 90 || p->rotate == 270;
	double width = p->shown[2] - p->shown[0], height = p->shown[3] - p->shown[1];

	out[0] = across ? height : width;
	out[1] = across ? width : height;
}

/* Pixels to a unit of user space. */
static double scale_for(const struct pdf_page *p)
{
	double size[2], scale;

	shown_size(p, size);
	scale = fmin(DPI / 72 * p->user_unit, sqrt(PIXELS_MOST / (size[0] * size[1])));
	return fmin(scale, SIDE_MOST / fmax(size[0], size[1]));
}

/* Its number for poppler, which passes over pages that it cannot find. */
static unsigned poppler_number(const struct pdf_copy *c, size_t page)
{
	unsigned number = 1;

	for (size_t i = 0; i < page; i++)
		number += !c->pages.pages[i].lost;
	return number;
}

/* ---- blackening ---- */

static size_t clamp(double at, unsigned most)
{
	return at <= 0 ? 0 : at >= most ? most : (size_t)at;
}

static void blacken(struct bdl_pixels *picture, const double box[4], double across, double down)
{
	/* what was recognised lies a little beside what is seen */
	double margin = fmax(MARGIN, MARGIN_SHARE * fmin(box[2] - box[0], box[3] - box[1]));
	size_t left = clamp(floor((box[0] - margin) * across), picture->width);
	size_t right = clamp(ceil((box[2] + margin) * across), picture->width);
	size_t top = clamp(floor((box[1] - margin) * down), picture->height);
	size_t bottom = clamp(ceil((box[3] + margin) * down), picture->height);

	for (size_t y = top; y < bottom && left < right; y++)
		memset(picture->bytes + (y * picture->width + left) * picture->bands, 0,
			(right - left) * picture->bands);
}

/* Words that are hidden one behind the other become one bar: how many and how long they were is
 * hidden too. */
static bool is_one_bar(const struct redact_word *a, const struct redact_word *b)
{
	double height = fmax(a->box[3] - a->box[1], b->box[3] - b->box[1]);

	return a->hidden && b->hidden && fabs(a->box[3] - b->box[3]) < height / 2 &&
	       b->box[0] >= a->box[0] && b->box[0] - a->box[2] < BAR_GAP * height;
}

static void blacken_words(
	struct bdl_pixels *picture, const struct redact_page *p, double across, double down)
{
	for (size_t i = 0; i < p->count; i++) {
		const struct redact_word *w = &p->words[i];
		double box[4] = {w->box[0], w->box[1], w->box[2], w->box[3]};

		if (!w->hidden)
			continue;
		if (i + 1 < p->count && is_one_bar(w, w + 1)) {
			box[1] = fmin(box[1], w[1].box[1]);
			box[2] = fmax(box[2], w[1].box[2]);
			box[3] = fmax(box[3], w[1].box[3]);
		}
		blacken(picture, box, across, down);
	}
}

static void turn_over(struct bdl_pixels *picture)
{
	size_t n = picture->bands;
	unsigned char *a = picture->bytes, pixel[4];
	unsigned char *b = a + ((size_t)picture->width * picture->height - 1) * n;

	for (; a < b; a += n, b -= n) {
		memcpy(pixel, a, n);
		memcpy(a, b, n);
		memcpy(b, pixel, n);
	}
}

static bool render(struct pdf_copy *c, size_t page, struct bdl_pixels *picture)
{
	const struct pdf_redaction *r = c->redaction;
	const struct pdf_page *p = &c->pages.pages[page];
	struct poppler_child child;
	double size[2];

	*picture = (struct bdl_pixels){.bytes = NULL};
	if (p->lost || bdl_poppler_colours(
			       &child, r->pdf, poppler_number(c, page), scale_for(p), NULL) < 0)
		return false;
	*picture = read_picture(&child);
	if (bdl_poppler_end(&child) < 0 || !picture->bytes) {
		free(picture->bytes);
		picture->bytes = NULL;
		return false;
	}
	shown_size(p, size);
	blacken_words(
		picture, &r->pages[page], picture->width / size[0], picture->height / size[1]);
	if (p->turned)
		turn_over(picture);
	return true;
}

/* ---- writing ---- */

uint32_t bdl_redact_picture(struct pdf_copy *c, size_t page)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;
	struct bdl_pixels picture;
	const char *filter = NULL;
	char entries[200];
	uint32_t object = 0;

	if (!render(c, page, &picture)) {
		c->redaction->pages[page].blank = true;
		return 0;
	}
	bdl_pixels_unite(&picture);
	if (bdl_pixels_pack(&picture, &bytes, &filter) < 0) {
		c->failed = true;
	} else {
		snprintf(entries, sizeof(entries),
			"/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
			"/ColorSpace/%s/Filter/%s",
			picture.width, picture.height,
			picture.bands == 1 ? "DeviceGray" : "DeviceRGB", filter);
		object = bdl_part_reserve(c->writer);
		bdl_copy_stream(c, object, entries, bytes.data, bytes.length);
	}
	free(picture.bytes);
	bdl_buffer_release(&bytes);
	if (bdl_part_written(c->writer) > c->reading->output_limit)
		c->too_big = true;
	return object;
}

/* The point in user space of what is seen so far from the left and from the bottom. */
static void seen_point(const struct pdf_page *p, double x, double y, double out[2])
{
	double rect[4];

	bdl_page_seen_rect(p, x, y, x, y, rect);
	out[0] = rect[0];
	out[1] = rect[1];
}

static void number(struct bdl_buffer *b, double n)
{
	char text[PDF_NUMBER_TEXT];

	bdl_buffer_add(b, text, bdl_lex_write(n, text));
	bdl_buffer_byte(b, ' ');
}

/* Where it stands the page is scaled already, if it is scaled at all. */
uint32_t bdl_redact_content(struct pdf_copy *c, size_t page)
{
	const struct pdf_page *p = &c->pages.pages[page];
	double size[2], top = bdl_page_height(p), origin[2], right[2], up[2];
	struct bdl_buffer b = BDL_BUFFER_INIT;
	uint32_t object = bdl_part_reserve(c->writer);

	shown_size(p, size);
	seen_point(p, 0, top - size[1], origin);
	seen_point(p, size[0], top - size[1], right);
	seen_point(p, 0, top, up);
	bdl_buffer_text(&b, "q ");
	number(&b, right[0] - origin[0]);
	number(&b, right[1] - origin[1]);
	number(&b, up[0] - origin[0]);
	number(&b, up[1] - origin[1]);
	number(&b, origin[0]);
	number(&b, origin[1]);
	bdl_buffer_text(&b, "cm /BdlR Do Q\n");
	if (b.failed)
		c->failed = true;
	bdl_copy_stream(c, object, "", bdl_buffer_string(&b), b.length);
	bdl_buffer_release(&b);
	return object;
}
