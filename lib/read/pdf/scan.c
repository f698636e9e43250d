/* See scan.h. */
#include "read/pdf/scan.h"

#include "read/pdf/marks.h"
#include "read/pdf/poppler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define COVER_LEAST 0.7 /* of a scan, so much is under pictures */
#define COVER_LEAST_OF_ALL 0.1 /* where all pictures are wanted */
#define DPI 300.0
#define PIXELS_MOST (20.0 * 1000 * 1000) /* a page of A3 at 300 dpi has 17 million */
#define SIDE_MOST 30000.0 /* pixels */

/* ---- which pages ---- */

double bdl_scans_pictures(struct pdf_copy *c, const struct pdf_page *p)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_buffer content = BDL_BUFFER_INIT;
	const struct pdf_value *dict = bdl_page_dict(c->source, &a, p);
	const struct pdf_value *resources =
		bdl_source_resolve(c->source, &a, bdl_page_resources(p, dict));
	double share;

	bdl_page_content(c, dict, &content);
	share = bdl_marks_pictures(
		c, resources, bdl_buffer_string(&content), content.length, p->box);
	bdl_buffer_release(&content);
	bdl_arena_release(&a);
	return share;
}

static bool is_scan(struct pdf_scans *s, const struct pdf_page *p)
{
	bool all = bdl_ocr_wants_all(s->copy->reading);

	if (s->pdf < 0 || p->lost || p->odd_box)
		return false;
	return bdl_scans_pictures(s->copy, p) >= (all ? COVER_LEAST_OF_ALL : COVER_LEAST);
}

/* ---- the picture of a page ---- */

/* free() the pixels; none when the page could not be rendered. */
static struct bdl_grey read_picture(const struct poppler_child *child)
{
	struct bdl_grey picture = {0};
	unsigned char magic[3], *pixels;
	size_t size;

	if (!bdl_poppler_read_all(child, magic, sizeof(magic)) || memcmp(magic, "P5\n", 3) != 0)
		return picture;
	picture.width = bdl_poppler_head_number(child);
	picture.height = bdl_poppler_head_number(child);
	size = (size_t)picture.width * picture.height;
	if (bdl_poppler_head_number(child) != 255 || size == 0 || (double)size > 2 * PIXELS_MOST)
		return picture;
	pixels = malloc(size);
	if (pixels && bdl_poppler_read_all(child, pixels, size)) {
		picture.pixels = pixels;
		return picture;
	}
	free(pixels);
	return picture;
}

/* Pixels to a unit of user space. */
static double scale_for(const struct pdf_page *p)
{
	double scale = DPI / 72 * p->user_unit;
	double width = bdl_page_width(p), height = bdl_page_height(p);

	scale = fmin(scale, sqrt(PIXELS_MOST / (width * height)));
	return fmin(scale, SIDE_MOST / fmax(width, height));
}

static int read_page(struct pdf_scans *s, size_t page, unsigned poppler_page, struct bdl_error *err)
{
	const struct pdf_page *p = &s->copy->pages.pages[page];
	double scale = scale_for(p);
	size_t from = s->layer.count;
	struct poppler_child child;
	struct bdl_grey picture;
	int rc = 0;

	if (bdl_poppler_page(&child, s->pdf, poppler_page, scale, NULL) < 0)
		return 0;
	picture = read_picture(&child);
	(void)bdl_poppler_end(&child);
	if (picture.pixels)
		rc = bdl_ocr_read(&s->ocr, s->copy->reading, &picture,
			(int)(scale * 72 / p->user_unit + 0.5), page, &s->layer, err);
	free((void *)(uintptr_t)picture.pixels);
	for (size_t i = from; i < s->layer.count; i++) {
		s->layer.words[i].x /= scale;
		s->layer.words[i].y /= scale;
		s->layer.words[i].width /= scale;
		s->layer.words[i].size /= scale;
	}
	return rc;
}

int bdl_scans_page(struct pdf_scans *s, size_t page, unsigned poppler_page, struct bdl_buffer *text,
	struct bdl_error *err)
{
	struct bdl_reading *r = s->copy->reading;
	size_t from = s->layer.count;
	unsigned unread = s->ocr.unread;

	if (!bdl_ocr_wants(r) || !is_scan(s, &s->copy->pages.pages[page]))
		return 0;
	if (!r->recognise) {
		r->facts->scanned++;
		return 0;
	}
	if (read_page(s, page, poppler_page, err) < 0)
		return -1;
	if (s->layer.count > from || s->ocr.none || s->ocr.unread > unread)
		r->facts->scanned++;
	bdl_layer_write(&s->layer, from, text);
	return 0;
}

void bdl_scans_release(struct pdf_scans *s)
{
	bdl_ocr_close(&s->ocr);
	bdl_layer_release(&s->layer);
}
