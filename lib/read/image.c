/*
 * Pictures: JPEG, PNG, HEIC, TIFF (every page), WebP, GIF, BMP -> upright on A4 pages. libvips
 * decodes, one known loader for each format, never a guess. A JPEG that decodes to its end and is
 * no finer than 300 dpi is passed through untouched; everything else is drawn from its pixels.
 */
#define _GNU_SOURCE /* MAP_ANONYMOUS */
#include "read/image_facts.h"
#include "read/image_look.h"
#include "read/image_picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#define TIFF_PAGES_MAX 2000
#define HEIF_THREADS 9 /* of libvips, libheif and libde265 together */
#define STACK ((size_t)8 * 1024 * 1024)
#define HEIF_PIXEL ((size_t)5) /* bytes: planes of brightness and colour, and RGB */

/* ---- loading ---- */

static bool speaks_of_memory(const char *words)
{
	/* of libvips, its decoders and GLib; a thread needs memory for its stack */
	static const char *const signs[] = {
		"emory", "EMORY", "lloc", "bad_alloc", "No space for", "hread"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (strstr(words, signs[i]))
			return true;
	return false;
}

/* Forgets libvips' words, unless they tell of a lack of memory: then nothing is known of the
 * picture. */
static void forget_words(struct picture *p)
{
	p->no_memory |= speaks_of_memory(vips_error_buffer());
	vips_error_clear();
}

/* The same after a failure, whose words may say whose fault it is. */
static void clear_error(struct picture *p)
{
	p->unsupported |= strstr(vips_error_buffer(), "upported") != NULL;
	forget_words(p);
}

static bool is_too_big(const struct picture *p)
{
	return (uint64_t)vips_image_get_width(p->image) *
		       (uint64_t)vips_image_get_height(p->image) >
	       BDL_PIXELS_MAX;
}

/*
 * libheif decodes a picture whole, in threads of its own. Short of memory, it hangs, aborts, leaves
 * tiles out or calls the picture unsupported, seldom saying why; so whether there is enough is seen
 * beforehand.
 */
static void see_whether_it_fits(struct picture *p)
{
	size_t pixels = 0, size;
	void *room;

	if (!picture_is(p, "heic") && !picture_is(p, "avif"))
		return;
	if (p->image && !is_too_big(p))
		pixels = (size_t)vips_image_get_width(p->image) *
			 (size_t)vips_image_get_height(p->image);
	size = HEIF_THREADS * STACK + HEIF_PIXEL * pixels;
	room = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
		-1, 0);
	if (room == MAP_FAILED)
		p->no_memory = true;
	else
		munmap(room, size);
}

static VipsImage *load_page(struct picture *p, int page, VipsFailOn fail_on)
{
	void *bytes = (void *)(uintptr_t)p->file.bytes;
	size_t n = p->file.length;
	VipsImage *image = NULL;
	int rc = -1;

	if (picture_is(p, "jpeg"))
		rc = vips_jpegload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (picture_is(p, "png"))
		rc = vips_pngload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (picture_is(p, "webp"))
		rc = vips_webpload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (picture_is(p, "gif"))
		rc = vips_gifload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (picture_is(p, "heic") || picture_is(p, "avif"))
		rc = vips_heifload_buffer(bytes, n, &image, "fail_on", fail_on, NULL);
	else if (picture_is(p, "tiff"))
		rc = vips_tiffload_buffer(bytes, n, &image, "page", page, "fail_on", fail_on, NULL);
	if (rc < 0)
		clear_error(p);
	forget_words(p);
	return rc < 0 ? NULL : image;
}

/* Decodes a bitmap whole and hands it to libvips; the pixels stay in p->bitmap. */
static int load_bitmap(struct picture *p, struct bdl_error *err)
{
	struct bdl_error why = {0};

	if (bdl_bmp_decode(p->file.bytes, p->file.length, &p->bitmap, &why) < 0) {
		bool limit = why.code == BDL_ELIMIT;

		if (why.code == BDL_ENOMEM)
			return bdl_fail_memory(err);
		return bdl_not_shown(p->r, limit ? BDL_REASON_TOO_BIG : BDL_REASON_DAMAGED,
			limit ? why.message : NULL);
	}
	p->truncated = p->bitmap.truncated;
	p->image = vips_image_new_from_memory(p->bitmap.pixels,
		(size_t)p->bitmap.width * p->bitmap.height * 3, (int)p->bitmap.width,
		(int)p->bitmap.height, 3, VIPS_FORMAT_UCHAR);
	return p->image ? 0 : bdl_fail_memory(err);
}

/* Has every pixel been there? Decodes the page once, row by row, to see how it looks. */
static bool decodes_to_its_end(struct picture *p, int page)
{
	VipsImage *image = load_page(p, page, VIPS_FAIL_ON_TRUNCATED);
	struct bdl_look look = {.colours = 0};
	bool whole = image && bdl_image_look(image, &look) == 0;

	if (page == 0)
		p->r->facts->look = look;

	if (image)
		g_object_unref(image);
	forget_words(p);
	return whole;
}

/* ---- which way up ---- */

/* libheif has turned the picture already; an orientation of 0 or 9 means nothing. */
static int orientation(const struct picture *p, const struct bdl_exif *exif)
{
	int turn = picture_is(p, "heic") || picture_is(p, "avif") || picture_is(p, "bmp")
			   ? 1
			   : vips_image_get_orientation(p->image);

	if (picture_is(p, "png") && turn == 1)
		turn = exif->orientation;

	return turn >= 1 && turn <= 8 ? turn : 1;
}

/* ---- the reader ---- */

static int page_count(const struct picture *p)
{
	int n = picture_is(p, "tiff") ? vips_image_get_n_pages(p->image) : 1;

	return n < 1 ? 1 : n > TIFF_PAGES_MAX ? TIFF_PAGES_MAX : n;
}

static void drop_page(struct picture *p)
{
	if (p->image)
		g_object_unref(p->image);
	p->image = NULL;
}

/* "Damaged" is said of the picture only where the decoder does not lay it at its own door. */
static int not_decoded(struct picture *p, struct bdl_error *err)
{
	/* the short form of HEIF, which is younger than its decoder */
	bool young = p->file.length > 24 && memcmp(p->file.bytes + 4, "ftypmif3", 8) == 0 &&
		     memcmp(p->file.bytes + 20, "mini", 4) == 0;

	if (p->no_memory)
		return bdl_fail_memory(err);
	if (young || p->unsupported)
		return bdl_not_shown(p->r, BDL_REASON_NOT_YET, p->r->facts->media_type);
	return bdl_not_shown(p->r, BDL_REASON_DAMAGED, NULL);
}

/* The first page is loaded. 0: all pages that could be are drawn; 1: nothing could be, and the
 * facts say why. */
static int draw_pages(struct picture *p, struct bdl_error *err)
{
	int pages = page_count(p), failed = 0;
	struct bdl_exif exif;

	for (int i = 0; i < pages && !p->no_memory; i++) {
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
		if (picture_is(p, "bmp"))
			(void)bdl_image_look(p->image, &p->r->facts->look);
		else if (!decodes_to_its_end(p, i))
			p->truncated = true;
		if (bdl_picture_draw(p) < 0) {
			failed++;
			clear_error(p);
		}
		forget_words(p);
		drop_page(p);
	}
	if (p->no_memory)
		return bdl_fail_memory(err);
	if (failed && failed < pages)
		return bdl_reading_warn(
			       p->r, "%d of its %d pages could not be decoded.", failed, pages) < 0
			       ? bdl_fail_memory(err)
			       : 0;
	if (!failed)
		return 0;
	return not_decoded(p, err) < 0 ? -1 : 1;
}

static int say_what_is_left_out(struct picture *p)
{
	int n = vips_image_get_n_pages(p->image);

	if (n > 1 && (picture_is(p, "gif") || picture_is(p, "webp")))
		return bdl_reading_warn(
			p->r, "It moves: the first of its %d pictures is shown.", n);
	if (n > 1 && picture_is(p, "heic"))
		return bdl_reading_warn(p->r, "It holds %d pictures; the main one is shown.", n);
	if (n > TIFF_PAGES_MAX && picture_is(p, "tiff"))
		return bdl_reading_warn(
			p->r, "It has %d pages; the first %d are shown.", n, TIFF_PAGES_MAX);
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
	if (bdl_picture_tell_words(p, err) < 0)
		return -1;
	p->r->layer = &p->layer;
	rc = bdl_reading_drawn(p->r, p->canvas, false, err);
	p->r->layer = NULL;
	p->canvas = NULL;
	return rc;
}

/* A JPEG that decodes well may still be refused as it stands (bytes between its segments): then its
 * pixels are drawn. */
static int draw_again(struct picture *p, struct bdl_error *err)
{
	*err = (struct bdl_error){.code = BDL_OK};
	p->encode_again = true;
	p->r->facts->date_count = 0;
	bdl_picture_forget_words(p);
	p->image = load_page(p, 0, VIPS_FAIL_ON_NONE);
	return p->image ? draw_and_close(p, err) : not_decoded(p, err);
}

static int show(struct picture *p, struct bdl_error *err)
{
	int rc;

	if (is_too_big(p))
		return too_big(p);
	see_whether_it_fits(p);
	if (p->no_memory || say_what_is_left_out(p) < 0)
		return bdl_fail_memory(err);
	rc = draw_and_close(p, err);
	if (rc < 0 && picture_is(p, "jpeg") && err->code != BDL_ENOMEM && err->code != BDL_EIO)
		rc = draw_again(p, err);
	if (rc == 0 && p->truncated && p->r->facts->shown)
		p->r->facts->reason = BDL_REASON_TRUNCATED;
	return rc;
}

/* What libvips thinks of a damaged picture is no message for anybody: the facts say what came of
 * it. Of some allocations that fail it tells nobody else, though. */
static void keep_quiet(const char *domain, GLogLevelFlags level, const char *message, void *picture)
{
	struct picture *p = picture;

	(void)domain;
	(void)level;
	if (speaks_of_memory(message))
		p->no_memory = true;
}

static int start_vips(struct picture *p, unsigned *handler, struct bdl_error *err)
{
	if (VIPS_INIT("bundle-reader")) {
		clear_error(p);
		return p->no_memory
			       ? bdl_fail_memory(err)
			       : bdl_fail(err, BDL_EINTERNAL, NULL, "libvips cannot be started");
	}
	*handler = g_log_set_handler("VIPS",
		G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_MESSAGE, keep_quiet, p);
	vips_concurrency_set(1);
	vips_cache_set_max(0);
	vips_block_untrusted_set(TRUE);
	return 0;
}

int bdl_read_image(struct bdl_reading *r, struct bdl_error *err)
{
	struct picture p = {.r = r, .turn = 1};
	unsigned handler = 0;
	int rc = -1;

	r->facts->text = "";
	if (start_vips(&p, &handler, err) < 0 || bdl_reading_map(r, &p.file, err) < 0)
		goto out;
	if (picture_is(&p, "bmp"))
		rc = load_bitmap(&p, err);
	else
		see_whether_it_fits(&p);
	if (!p.no_memory && !picture_is(&p, "bmp"))
		p.image = load_page(&p, 0, VIPS_FAIL_ON_NONE);
	if (p.image)
		rc = show(&p, err);
	else if (p.no_memory)
		rc = bdl_fail_memory(err);
	else if (r->facts->reason == BDL_REASON_NONE && !picture_is(&p, "bmp"))
		rc = not_decoded(&p, err);
out:
	drop_page(&p);
	if (handler)
		g_log_remove_handler("VIPS", handler);
	if (p.canvas && bdl_canvas_close(p.canvas, NULL, NULL) < 0)
		rc = -1;
	bdl_picture_release_words(&p);
	free(p.bitmap.pixels);
	bdl_reading_unmap(&p.file);
	return rc;
}
