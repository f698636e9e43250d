/*
 * A decoded picture on its page or pages: made plain (8 bits, grey or RGB, on white), upright, no
 * finer than 300 dpi. A JPEG that needs none of this is passed through.
 */
#include "read/image_picture.h"

#include <stdio.h>

#define QUALITY 88

/* Fax pages have pixels twice as high as wide, and say so by their resolution. */
static double stretch(const struct picture *p)
{
	double across = vips_image_get_xres(p->image), down = vips_image_get_yres(p->image);
	double by;

	if (!picture_is(p, "tiff") || across <= 0 || down <= 0)
		return 1;
	by = across / down;
	if (by < 0.25 || by > 4 || (by > 0.97 && by < 1.03))
		return 1;
	return p->turn >= 5 ? 1 / by : by;
}

/* ---- pixels ---- */

/* Replaces p->image by the outcome of a step; -1 when the step failed. *next is empty afterwards.
 */
static int step(struct picture *p, int rc, VipsImage **next)
{
	if (rc < 0)
		return -1;
	g_object_unref(p->image);
	p->image = *next;
	*next = NULL;
	return 0;
}

static int make_upright(struct picture *p)
{
	VipsImage *next = NULL;

	if (p->turn == 1)
		return 0;
	vips_image_set_int(p->image, VIPS_META_ORIENTATION, p->turn);
	p->turn = 1;
	return step(p, vips_autorot(p->image, &next, NULL), &next);
}

/* Grey or RGB of 8 bits, whatever it was; what shows through is paper. */
static int make_plain(struct picture *p)
{
	VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
	VipsImage *next = NULL;
	bool grey = vips_image_get_interpretation(p->image) == VIPS_INTERPRETATION_B_W ||
		    vips_image_get_interpretation(p->image) == VIPS_INTERPRETATION_GREY16;
	int rc = step(p,
		vips_colourspace(p->image, &next,
			grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB, NULL),
		&next);

	if (rc == 0 && vips_image_hasalpha(p->image))
		rc = step(p, vips_flatten(p->image, &next, "background", white, NULL), &next);
	vips_area_unref(VIPS_AREA(white));
	if (rc == 0)
		rc = step(p, vips_cast_uchar(p->image, &next, NULL), &next);
	if (rc == 0 && vips_image_get_bands(p->image) > 3)
		rc = step(p, vips_extract_band(p->image, &next, 0, "n", 3, NULL), &next);
	if (rc == 0 && vips_image_get_bands(p->image) == 2)
		rc = step(p, vips_extract_band(p->image, &next, 0, NULL), &next);
	return rc;
}

static int make_smaller(struct picture *p, double shrink)
{
	VipsImage *next = NULL;

	if (shrink >= 1)
		return 0;
	return step(p, vips_resize(p->image, &next, shrink, NULL), &next);
}

/* ---- drawing ---- */

static bool passes_through(const struct picture *p, const struct bdl_placing *at)
{
	VipsInterpretation colours = vips_image_get_interpretation(p->image);

	return picture_is(p, "jpeg") && at->shrink >= 1 && !p->truncated && !p->encode_again &&
	       (colours == VIPS_INTERPRETATION_sRGB || colours == VIPS_INTERPRETATION_B_W) &&
	       (vips_image_get_bands(p->image) == 3 || vips_image_get_bands(p->image) == 1);
}

/* Photographs are kept as JPEG; what has sharp edges is kept without loss. */
static bool is_photographic(const struct picture *p)
{
	return picture_is(p, "jpeg") || picture_is(p, "heic") || picture_is(p, "avif") ||
	       picture_is(p, "webp");
}

static int draw_jpeg(struct picture *p, VipsImage *image, const struct bdl_placing *at)
{
	void *bytes = NULL;
	size_t length = 0;

	if (vips_jpegsave_buffer(image, &bytes, &length, "Q", QUALITY, "strip", TRUE, NULL) < 0)
		return -1;
	bdl_canvas_jpeg(p->canvas, bytes, length, 1, at->x, at->y, at->width, at->height);
	g_free(bytes);
	return 0;
}

static int draw_pixels(struct picture *p, VipsImage *image, const struct bdl_placing *at)
{
	size_t size = 0;
	void *pixels = vips_image_write_to_memory(image, &size);

	if (!pixels)
		return -1;
	bdl_canvas_pixels(p->canvas, pixels, (unsigned)vips_image_get_width(image),
		(unsigned)vips_image_get_height(image), (unsigned)vips_image_get_bands(image),
		at->x, at->y, at->width, at->height);
	g_free(pixels);
	return 0;
}

static int draw_image(struct picture *p, VipsImage *image, const struct bdl_placing *at)
{
	int rc;

	bdl_picture_words(p, image, at);
	bdl_canvas_page(p->canvas, at->page_width, at->page_height);
	rc = is_photographic(p) ? draw_jpeg(p, image, at) : draw_pixels(p, image, at);
	bdl_canvas_frame(p->canvas, at->x, at->y, at->width, at->height, 0.4, 0.6);
	p->drawn++;
	return rc;
}

/* Piece n of a long picture, from 0, on a page of its own that says so. */
static int draw_piece(struct picture *p, const struct bdl_placing *whole, unsigned n)
{
	const struct bdl_font note = {BDL_SANS, 10};
	int all = vips_image_get_height(p->image),
	    first = (int)(n * whole->step_rows * whole->shrink);
	int rows = (int)(whole->piece_rows * whole->shrink);
	struct bdl_placing at = *whole;
	VipsImage *piece = NULL;
	char words[64];
	int rc;

	if (rows > all - first)
		rows = all - first;
	if (rows <= 0 || vips_extract_area(p->image, &piece, 0, first,
				 vips_image_get_width(p->image), rows, NULL) < 0)
		return -1;
	at.height = whole->height * rows / (whole->piece_rows * whole->shrink);
	rc = draw_image(p, piece, &at);
	g_object_unref(piece);
	snprintf(words, sizeof(words), "Piece %u of %u of one long picture", n + 1, whole->pieces);
	bdl_canvas_text(p->canvas, note, BDL_BLACK, at.x, at.y - 8, words, strlen(words));
	return rc;
}

static int draw_pieces(struct picture *p, const struct bdl_placing *at)
{
	for (unsigned n = 0; n < at->pieces; n++)
		if (draw_piece(p, at, n) < 0)
			return -1;
	if (bdl_reading_warn(p->r,
		    "It is a long picture, shown in %u pieces; each begins with the end of the one "
		    "before.",
		    at->pieces) < 0)
		p->no_memory = true;
	return p->no_memory ? -1 : 0;
}

/* The picture goes to its page as it is; for its words it is made upright and plain. */
static void read_as_it_is(struct picture *p, const struct bdl_placing *at)
{
	VipsImage *kept = p->image;
	int turn = p->turn;

	if (!bdl_ocr_wants(p->r))
		return;
	g_object_ref(kept);
	if (make_plain(p) == 0 && make_upright(p) == 0)
		bdl_picture_words(p, p->image, at);
	g_object_unref(p->image);
	p->image = kept;
	p->turn = turn;
}

static void draw_as_it_is(struct picture *p, const struct bdl_placing *at)
{
	read_as_it_is(p, at);
	bdl_canvas_page(p->canvas, at->page_width, at->page_height);
	bdl_canvas_jpeg(p->canvas, p->file.bytes, p->file.length, p->turn, at->x, at->y, at->width,
		at->height);
	bdl_canvas_frame(p->canvas, at->x, at->y, at->width, at->height, 0.4, 0.6);
	p->drawn++;
}

int bdl_picture_draw(struct picture *p)
{
	bool turned = p->turn >= 5;
	unsigned columns = (unsigned)(turned ? vips_image_get_height(p->image)
					     : vips_image_get_width(p->image));
	unsigned rows = (unsigned)(turned ? vips_image_get_width(p->image)
					  : vips_image_get_height(p->image));
	struct bdl_placing at = bdl_image_place(
		columns, rows, stretch(p), !is_photographic(p) && !picture_is(p, "tiff"));

	if (at.pieces == 1 && passes_through(p, &at)) {
		draw_as_it_is(p, &at);
		return 0;
	}
	if (make_plain(p) < 0 || make_upright(p) < 0 || make_smaller(p, at.shrink) < 0)
		return -1;
	return at.pieces > 1 ? draw_pieces(p, &at) : draw_image(p, p->image, &at);
}
