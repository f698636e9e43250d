/*
 * Pictures: JPEG, PNG, HEIC, TIFF (every page), WebP, GIF, BMP -> upright on A4 pages. libvips decodes, one known
 * loader for each format, never a guess. A JPEG that decodes to its end and is no finer than 300 dpi is passed through
 * untouched; everything else is drawn from its pixels.
 */
#include "read/image.h"

#include "read/image_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vips/vips.h>

#define TIFF_PAGES_MAX 2000
#define QUALITY 88

struct picture {
	struct bdl_reading *r;
	struct bdl_mapping file;
	struct bdl_canvas *canvas;
	VipsImage *image;    /* the page at hand, lazily decoded */
	struct bdl_bitmap bitmap;
	int turn;            /* EXIF orientation still to be applied, 1 to 8 */
	bool encode_again;   /* pass nothing through: the page's makers refused the file as it is */
	bool truncated;
	unsigned drawn;      /* pages so far */
};

static bool is(const struct picture *p, const char *format)
{
	return strcmp(p->r->facts->format, format) == 0;
}

/* ---- loading ---- */

static VipsImage *load_page(const struct picture *p, int page, VipsFailOn fail_on)
{
	void *bytes = (void *)(uintptr_t)p->file.bytes;
	size_t n = p->file.length;
	VipsImage *image = NULL;
	int rc = -1;

	if (is(p, "jpeg"))
		rc = vips_jpegload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (is(p, "png"))
		rc = vips_pngload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (is(p, "webp"))
		rc = vips_webpload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (is(p, "gif"))
		rc = vips_gifload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (is(p, "heic") || is(p, "avif"))
		rc = vips_heifload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (is(p, "tiff"))
		rc = vips_tiffload_buffer(bytes, n, &image, "page", page, "fail_on", fail_on, NULL);
	vips_error_clear();
	return rc < 0 ? NULL : image;
}

/* Decodes a bitmap whole and hands it to libvips; the pixels stay in p->bitmap. */
static int load_bitmap(struct picture *p)
{
	struct bdl_error err = { 0 };

	if (bdl_bmp_decode(p->file.bytes, p->file.length, &p->bitmap, &err) < 0) {
		bool limit = err.code == BDL_ELIMIT;

		return bdl_not_shown(p->r, limit ? BDL_REASON_TOO_BIG : BDL_REASON_DAMAGED, limit ? err.message : NULL);
	}
	p->truncated = p->bitmap.truncated;
	p->image = vips_image_new_from_memory(p->bitmap.pixels, (size_t)p->bitmap.width * p->bitmap.height * 3,
		(int)p->bitmap.width, (int)p->bitmap.height, 3, VIPS_FORMAT_UCHAR);
	return 0;
}

/* Has every pixel been there? Decodes the page once, row by row, and throws the rows away. */
static bool decodes_to_its_end(const struct picture *p, int page)
{
	VipsImage *image = load_page(p, page, VIPS_FAIL_ON_TRUNCATED);
	double average;
	bool whole = image && vips_avg(image, &average, NULL) == 0;

	if (image)
		g_object_unref(image);
	vips_error_clear();
	return whole;
}

static bool is_too_big(const struct picture *p)
{
	return (uint64_t)vips_image_get_width(p->image) * (uint64_t)vips_image_get_height(p->image) > BDL_PIXELS_MAX;
}

/* ---- which way up, and in which shape ---- */

/* libheif has turned the picture already; an orientation of 0 or 9 means nothing. */
static int orientation(const struct picture *p, const struct bdl_exif *exif)
{
	int turn = is(p, "heic") || is(p, "avif") || is(p, "bmp") ? 1 : vips_image_get_orientation(p->image);

	if (is(p, "png") && turn == 1)
		turn = exif->orientation;

	return turn >= 1 && turn <= 8 ? turn : 1;
}

/* Fax pages have pixels twice as high as wide, and say so by their resolution. */
static double stretch(const struct picture *p)
{
	double across = vips_image_get_xres(p->image), down = vips_image_get_yres(p->image);
	double by;

	if (!is(p, "tiff") || across <= 0 || down <= 0)
		return 1;
	by = across / down;
	if (by < 0.25 || by > 4 || (by > 0.97 && by < 1.03))
		return 1;
	return p->turn >= 5 ? 1 / by : by;
}

/* ---- pixels ---- */

/* Replaces p->image by the outcome of a step; -1 when the step failed. *next is empty afterwards. */
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
	int rc = step(p, vips_colourspace(p->image, &next, grey ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB, NULL),
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

	return is(p, "jpeg") && at->shrink >= 1 && !p->truncated && !p->encode_again &&
		(colours == VIPS_INTERPRETATION_sRGB || colours == VIPS_INTERPRETATION_B_W) &&
		(vips_image_get_bands(p->image) == 3 || vips_image_get_bands(p->image) == 1);
}

/* Photographs are kept as JPEG; what has sharp edges is kept without loss. */
static bool is_photographic(const struct picture *p)
{
	return is(p, "jpeg") || is(p, "heic") || is(p, "avif") || is(p, "webp");
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
		(unsigned)vips_image_get_height(image), (unsigned)vips_image_get_bands(image), at->x, at->y, at->width,
		at->height);
	g_free(pixels);
	return 0;
}

static int draw_image(struct picture *p, VipsImage *image, const struct bdl_placing *at)
{
	int rc;

	bdl_canvas_page(p->canvas, at->page_width, at->page_height);
	rc = is_photographic(p) ? draw_jpeg(p, image, at) : draw_pixels(p, image, at);
	bdl_canvas_frame(p->canvas, at->x, at->y, at->width, at->height, 0.4, 0.6);
	p->drawn++;
	return rc;
}

/* Piece n of a long picture, from 0, on a page of its own that says so. */
static int draw_piece(struct picture *p, const struct bdl_placing *whole, unsigned n)
{
	const struct bdl_font note = { BDL_SANS, 10 };
	int all = vips_image_get_height(p->image), first = (int)(n * whole->step_rows * whole->shrink);
	int rows = (int)(whole->piece_rows * whole->shrink);
	struct bdl_placing at = *whole;
	VipsImage *piece = NULL;
	char words[64];
	int rc;

	if (rows > all - first)
		rows = all - first;
	if (rows <= 0 || vips_extract_area(p->image, &piece, 0, first, vips_image_get_width(p->image), rows, NULL) < 0)
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
	return bdl_reading_warn(p->r, "It is a long picture, shown in %u pieces; each begins with the end of the one before.",
		at->pieces);
}

static void draw_as_it_is(struct picture *p, const struct bdl_placing *at)
{
	bdl_canvas_page(p->canvas, at->page_width, at->page_height);
	bdl_canvas_jpeg(p->canvas, p->file.bytes, p->file.length, p->turn, at->x, at->y, at->width, at->height);
	bdl_canvas_frame(p->canvas, at->x, at->y, at->width, at->height, 0.4, 0.6);
	p->drawn++;
}

/* -1: libvips could not decode it. */
static int draw_page(struct picture *p)
{
	bool turned = p->turn >= 5;
	unsigned columns = (unsigned)(turned ? vips_image_get_height(p->image) : vips_image_get_width(p->image));
	unsigned rows = (unsigned)(turned ? vips_image_get_width(p->image) : vips_image_get_height(p->image));
	struct bdl_placing at = bdl_image_place(columns, rows, stretch(p), !is_photographic(p) && !is(p, "tiff"));

	if (at.pieces == 1 && passes_through(p, &at)) {
		draw_as_it_is(p, &at);
		return 0;
	}
	if (make_plain(p) < 0 || make_upright(p) < 0 || make_smaller(p, at.shrink) < 0)
		return -1;
	return at.pieces > 1 ? draw_pieces(p, &at) : draw_image(p, p->image, &at);
}

/* ---- the reader ---- */

static int page_count(const struct picture *p)
{
	int n = is(p, "tiff") ? vips_image_get_n_pages(p->image) : 1;

	return n < 1 ? 1 : n > TIFF_PAGES_MAX ? TIFF_PAGES_MAX : n;
}

static void drop_page(struct picture *p)
{
	if (p->image)
		g_object_unref(p->image);
	p->image = NULL;
}

/* The first page is loaded. 0: all pages that could be are drawn; 1: nothing could be, and the facts say why. */
static int draw_pages(struct picture *p, struct bdl_error *err)
{
	int pages = page_count(p), failed = 0;
	struct bdl_exif exif;

	for (int i = 0; i < pages; i++) {
		if (i > 0)
			p->image = load_page(p, i, VIPS_FAIL_ON_NONE);
		if (!p->image || is_too_big(p)) {
			failed++;
			drop_page(p);
			continue;
		}
		bdl_image_exif(p->r, p->image, &p->file, &exif);
		p->turn = orientation(p, &exif);
		if (i == 0 && bdl_image_note(p->r, p->image, &exif, p->turn, err) < 0)
			return -1;
		if (!is(p, "bmp") && !decodes_to_its_end(p, i))
			p->truncated = true;
		if (draw_page(p) < 0)
			failed++;
		vips_error_clear();
		drop_page(p);
	}
	if (failed && failed < pages)
		return bdl_reading_warn(p->r, "%d of its %d pages could not be decoded.", failed, pages) < 0 ?
			bdl_fail_memory(err) :
			0;
	return failed ? 1 + bdl_not_shown(p->r, BDL_REASON_DAMAGED, NULL) : 0;
}

static int say_what_is_left_out(struct picture *p)
{
	int n = vips_image_get_n_pages(p->image);

	if (n > 1 && (is(p, "gif") || is(p, "webp")))
		return bdl_reading_warn(p->r, "It moves: the first of its %d pictures is shown.", n);
	if (n > 1 && is(p, "heic"))
		return bdl_reading_warn(p->r, "It holds %d pictures; the main one is shown.", n);
	if (n > TIFF_PAGES_MAX && is(p, "tiff"))
		return bdl_reading_warn(p->r, "It has %d pages; the first %d are shown.", n, TIFF_PAGES_MAX);
	return 0;
}

static int too_big(struct picture *p)
{
	char words[96];

	snprintf(words, sizeof(words), "it has %d by %d pixels", vips_image_get_width(p->image),
		vips_image_get_height(p->image));
	return bdl_not_shown(p->r, BDL_REASON_TOO_BIG, words);
}

/* 0: a part, or a reason why not; -1: the canvas or the part could not be made. */
static int draw_and_close(struct picture *p, struct bdl_error *err)
{
	int rc;

	p->canvas = bdl_canvas_open(err);
	if (!p->canvas)
		return -1;
	rc = draw_pages(p, err);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	rc = bdl_reading_drawn(p->r, p->canvas, false, err);
	p->canvas = NULL;
	return rc;
}

/* A JPEG that decodes well may still be refused as it stands (bytes between its segments): then its pixels are drawn. */
static int draw_again(struct picture *p, struct bdl_error *err)
{
	*err = (struct bdl_error){ .code = BDL_OK };
	p->encode_again = true;
	p->r->facts->date_count = 0;
	p->image = load_page(p, 0, VIPS_FAIL_ON_NONE);
	return p->image ? draw_and_close(p, err) : bdl_not_shown(p->r, BDL_REASON_DAMAGED, NULL);
}

static int show(struct picture *p, struct bdl_error *err)
{
	int rc;

	if (is_too_big(p))
		return too_big(p);
	if (say_what_is_left_out(p) < 0)
		return bdl_fail_memory(err);
	rc = draw_and_close(p, err);
	if (rc < 0 && is(p, "jpeg") && err->code != BDL_ENOMEM && err->code != BDL_EIO)
		rc = draw_again(p, err);
	if (rc == 0 && p->truncated && p->r->facts->shown)
		p->r->facts->reason = BDL_REASON_TRUNCATED;
	return rc;
}

/* What libvips thinks of a damaged picture is no message for anybody: the facts say what came of it. */
static void keep_quiet(const char *domain, GLogLevelFlags level, const char *message, void *nothing)
{
	(void)domain;
	(void)level;
	(void)message;
	(void)nothing;
}

static int start_vips(struct bdl_error *err)
{
	if (VIPS_INIT("bundle-reader"))
		return bdl_fail(err, BDL_EINTERNAL, NULL, "libvips cannot be started");
	g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_MESSAGE, keep_quiet, NULL);
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_block_untrusted_set(TRUE);
	return 0;
}

int bdl_read_image(struct bdl_reading *r, struct bdl_error *err)
{
	struct picture p = { .r = r, .turn = 1 };
	int rc = -1;

	r->facts->text = "";
	if (start_vips(err) < 0 || bdl_reading_map(r, &p.file, err) < 0)
		goto out;
	if (is(&p, "bmp"))
		rc = load_bitmap(&p);
	else
		p.image = load_page(&p, 0, VIPS_FAIL_ON_NONE);
	if (p.image)
		rc = show(&p, err);
	else if (r->facts->reason == BDL_REASON_NONE)
		rc = bdl_not_shown(r, BDL_REASON_DAMAGED, NULL);
out:
	drop_page(&p);
	if (p.canvas && bdl_canvas_close(p.canvas, NULL, NULL) < 0)
		rc = -1;
	free(p.bitmap.pixels);
	bdl_reading_unmap(&p.file);
	return rc;
}
