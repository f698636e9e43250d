/* The words of a picture on its page: see image_picture.h and ocr.h. */
#include "read/image_picture.h"
#include "read/ocr_gate.h"

#define LONG_SIDE 2400 /* pixels: letters of a page with fewer are small, and enlarged */
#define ENLARGE_MOST 2.0
#define DPI 300

/* Grey of 8 bits in memory, scaled; NULL when libvips could not. g_free() it. */
static void *grey_pixels(VipsImage *image, double scale, struct bdl_grey *out)
{
	VipsImage *grey = NULL, *scaled = NULL;
	void *pixels = NULL;
	size_t size;

	if (vips_colourspace(image, &grey, VIPS_INTERPRETATION_B_W, NULL) == 0 &&
		vips_resize(grey, &scaled, scale, NULL) == 0 && vips_image_get_bands(scaled) == 1 &&
		vips_image_get_format(scaled) == VIPS_FORMAT_UCHAR) {
		pixels = vips_image_write_to_memory(scaled, &size);
		*out = (struct bdl_grey){.pixels = pixels,
			.width = (unsigned)vips_image_get_width(scaled),
			.height = (unsigned)vips_image_get_height(scaled)};
	}
	if (grey)
		g_object_unref(grey);
	if (scaled)
		g_object_unref(scaled);
	return pixels;
}

static double longer_side(VipsImage *image)
{
	int width = vips_image_get_width(image), height = vips_image_get_height(image);

	return width > height ? width : height;
}

static bool is_worth_reading(struct picture *p, VipsImage *image)
{
	double side = longer_side(image);
	struct bdl_grey small;
	struct bdl_gate gate;
	void *pixels;

	if (bdl_ocr_wants_all(p->r))
		return true;
	pixels = grey_pixels(image, side > BDL_GATE_SIDE ? BDL_GATE_SIDE / side : 1, &small);
	if (!pixels)
		return false;
	gate = bdl_gate_look(&small);
	g_free(pixels);
	return bdl_gate_passes(&gate);
}

/* Places in pixels become places on the page. */
static void place_words(struct picture *p, size_t from, const struct bdl_placing *at,
	const struct bdl_grey *picture)
{
	double across = at->width / picture->width, down = at->height / picture->height;

	for (size_t i = from; i < p->layer.count; i++) {
		struct bdl_layer_word *w = &p->layer.words[i];
		bool lies = w->turn == 90 || w->turn == 270;

		w->x = at->x + w->x * across;
		w->y = at->y + w->y * down;
		w->width *= lies ? down : across;
		w->size *= lies ? across : down;
	}
}

static int read_words(struct picture *p, VipsImage *image, const struct bdl_placing *at)
{
	double scale = LONG_SIDE / longer_side(image);
	size_t from = p->layer.count;
	unsigned unread = p->ocr.unread;
	struct bdl_grey picture;
	void *pixels;
	int rc;

	scale = scale < 1 ? 1 : scale > ENLARGE_MOST ? ENLARGE_MOST : scale;
	pixels = grey_pixels(image, scale, &picture);
	if (!pixels)
		return 0;
	rc = bdl_ocr_read(&p->ocr, p->r, &picture, DPI, p->drawn, &p->layer, NULL);
	place_words(p, from, at, &picture);
	g_free(pixels);
	if (p->layer.count > from || p->ocr.none || p->ocr.unread > unread)
		p->r->facts->scanned++;
	return rc;
}

void bdl_picture_words(struct picture *p, VipsImage *image, const struct bdl_placing *at)
{
	if (!bdl_ocr_wants(p->r) || !is_worth_reading(p, image))
		return;
	if (!p->r->recognise)
		p->r->facts->scanned++;
	else if (read_words(p, image, at) < 0)
		p->no_memory = true;
}

/* The words of one page as its text, and their dates. */
static int tell_page(struct picture *p, size_t from, size_t to, struct bdl_error *err)
{
	const struct bdl_layer page = {.text = p->layer.text, .words = p->layer.words, .count = to};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc;

	bdl_layer_write(&page, from, &text);
	rc = text.failed ? bdl_fail_memory(err)
			 : bdl_reading_dates(p->r, bdl_buffer_string(&text), text.length,
				   (unsigned)p->layer.words[from].page + 1, err);
	bdl_buffer_release(&text);
	return rc;
}

int bdl_picture_tell_words(struct picture *p, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = 0;

	p->r->facts->recognised = p->r->recognise && !p->r->no_words;
	for (size_t from = 0, to; from < p->layer.count && rc == 0; from = to) {
		to = from;
		while (to < p->layer.count && p->layer.words[to].page == p->layer.words[from].page)
			to++;
		rc = tell_page(p, from, to, err);
	}
	bdl_layer_write(&p->layer, 0, &text);
	if (rc == 0 && p->layer.count)
		rc = text.failed ? bdl_fail_memory(err)
				 : bdl_reading_opening(
					   p->r, bdl_buffer_string(&text), text.length, err);
	bdl_buffer_release(&text);
	return rc < 0 ? -1 : bdl_ocr_finish(&p->ocr, p->r, err);
}

void bdl_picture_forget_words(struct picture *p)
{
	bdl_layer_cut(&p->layer, 0);
	p->r->facts->scanned = 0;
}

void bdl_picture_release_words(struct picture *p)
{
	bdl_ocr_close(&p->ocr);
	bdl_layer_release(&p->layer);
}
