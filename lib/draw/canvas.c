/*
 * Canvas: see canvas.h. Text arrives as runs (runs.h), which hold nothing that libharu would draw
 * wrongly or not at all; runs of glyphs go past libharu's own text (canvas_glyphs.h). libharu works
 * without setjmp: a handler records the first code, and every later call on what failed does
 * nothing.
 */
#include "draw/canvas.h"
#include "draw/canvas_pictures.h"
#include "draw/order.h"
#include "draw/runs.h"
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <stdlib.h>
#include <string.h>

#define REAL(x) ((HPDF_REAL)(x))
#define PACKED_PIECE 1024 /* bytes in which libharu keeps a page that is drawn and deflated */

/* clang-format off */
struct bdl_canvas {
	HPDF_Doc doc;
	HPDF_Page page;                  /* the newest; NULL before the first */
	double height;                   /* of it */
	unsigned page_count;
	HPDF_Font loaded[BDL_FONT_FILES];
	struct bdl_fonts fonts;
	struct bdl_runs runs;            /* scratch */
	struct bdl_glyph_fonts glyphs;   /* of what was shaped */
	struct bdl_glyph_images images;  /* of fonts that are pictures */
	enum bdl_ink ink;
	bool plain;                      /* the accent is black */
	double thickness, grey;          /* of lines, as last set on this page */
	unsigned missing;
	HPDF_STATUS status;              /* libharu's first failure */
	struct bdl_error failure;        /* of this file's own, the first */
};

/* clang-format on */

static void record(HPDF_STATUS code, HPDF_STATUS detail, void *data)
{
	struct bdl_canvas *c = data;

	(void)detail;
	if (c->status == HPDF_OK)
		c->status = code;
}

static void release(struct bdl_canvas *c)
{
	if (c->doc)
		HPDF_Free(c->doc);
	bdl_fonts_release(&c->fonts);
	bdl_runs_release(&c->runs);
	bdl_glyph_fonts_release(&c->glyphs);
	bdl_glyph_images_release(&c->images);
	free(c);
}

struct bdl_canvas *bdl_canvas_open(struct bdl_error *err)
{
	struct bdl_canvas *c = calloc(1, sizeof *c);

	if (!c) {
		bdl_fail_memory(err);
		return NULL;
	}
	if (bdl_fonts_init(&c->fonts, err) < 0) {
		release(c);
		return NULL;
	}
	c->doc = HPDF_New(record, c);
	if (c->doc) {
		HPDF_SetCompressionMode(c->doc, HPDF_COMP_ALL);
		HPDF_UseUTFEncodings(c->doc);
	}
	if (!c->doc || c->status != HPDF_OK) {
		bdl_fail_memory(err);
		release(c);
		return NULL;
	}
	return c;
}

uint32_t bdl_canvas_fonts(void)
{
	return bdl_fonts_mark();
}

static HPDF_STATUS say_deflated(HPDF_Dict contents, HPDF_Stream stream)
{
	(void)contents;
	return HPDF_Stream_WriteStr(stream, "/Filter [/FlateDecode]\012");
}

/*
 * libharu would keep what was drawn on every page as it is until the PDF is saved: an index of
 * 100,000 documents would take a hundred megabytes. It deflates each page when the next begins
 * instead; that the stream is deflated already must then be said by hand.
 */
static void pack_page(HPDF_Page page)
{
	HPDF_PageAttr attr = page->attr;
	HPDF_Stream packed = HPDF_MemStream_New(page->mmgr, PACKED_PIECE);

	if (!packed)
		return;
	if (HPDF_Stream_WriteToStream(
		    attr->stream, packed, HPDF_STREAM_FILTER_FLATE_DECODE, NULL) != HPDF_OK) {
		HPDF_Stream_Free(packed);
		return;
	}
	HPDF_Stream_Free(attr->stream);
	attr->stream = attr->contents->stream = packed;
	attr->contents->filter = HPDF_STREAM_FILTER_NONE;
	attr->contents->write_fn = say_deflated;
}

void bdl_canvas_page(struct bdl_canvas *c, double width, double height)
{
	if (c->page)
		pack_page(c->page);
	c->page = HPDF_AddPage(c->doc);
	if (!c->page)
		return;
	HPDF_Page_SetWidth(c->page, REAL(width));
	HPDF_Page_SetHeight(c->page, REAL(height));
	c->height = height;
	c->ink = BDL_BLACK;
	c->thickness = c->grey = -1;
	c->page_count++;
}

unsigned bdl_canvas_page_count(const struct bdl_canvas *c)
{
	return c->page_count;
}

unsigned bdl_canvas_missing(const struct bdl_canvas *c)
{
	return c->missing;
}

/* Fonts go into the PDF when they are first drawn with, each with the glyphs that were drawn. */
static HPDF_Font load_font(struct bdl_canvas *c, unsigned file, const char *encoding)
{
	char path[BDL_FONT_PATH];
	const char *name = HPDF_LoadTTFontFromFile(c->doc, bdl_fonts_path(file, path), HPDF_TRUE);

	return name ? HPDF_GetFont(c->doc, name, encoding) : NULL;
}

static void set_runs(
	struct bdl_canvas *c, struct bdl_font f, bool rtl, const char *text, size_t length)
{
	if (bdl_runs_set(&c->runs, &c->fonts, f.face, rtl, text, length) < 0)
		bdl_fail_memory(&c->failure);
}

double bdl_canvas_width(struct bdl_canvas *c, struct bdl_font f, const char *text, size_t length)
{
	const uint16_t *widths = bdl_fonts_own(&c->fonts, f.face);
	unsigned long sum = 0;
	size_t i;

	for (i = 0; i < length && text[i] >= ' ' && text[i] < 0x7F; i++)
		sum += widths[(unsigned char)text[i]];
	if (i < length) {
		set_runs(c, f, false, text, length);
		sum = bdl_runs_width(&c->runs);
	}
	return (double)sum * f.size / 1000;
}

void bdl_canvas_spell(struct bdl_canvas *c, enum bdl_face face, const char *text, size_t length,
	struct bdl_buffer *out, unsigned *missing)
{
	unsigned uncounted = 0;

	if (bdl_runs_spell(&c->fonts, face, text, length, out, missing ? missing : &uncounted) < 0)
		bdl_fail_memory(&c->failure);
}

static void draw_run(
	struct bdl_canvas *c, const struct bdl_run *run, double size, double x, double y)
{
	char *text = c->runs.text.data + run->at;
	char behind = text[run->length];

	if (!c->loaded[run->file])
		c->loaded[run->file] = load_font(c, run->file, "UTF-8");
	if (!c->loaded[run->file])
		return;
	text[run->length] = '\0';
	HPDF_Page_SetFontAndSize(c->page, c->loaded[run->file], REAL(size));
	HPDF_Page_TextOut(c->page, REAL(x), REAL(c->height - y), text);
	text[run->length] = behind;
}

void bdl_canvas_plain(struct bdl_canvas *c)
{
	c->plain = true;
}

static void set_ink(struct bdl_canvas *c, enum bdl_ink ink)
{
	if (c->plain)
		ink = BDL_BLACK;
	if (c->ink == ink)
		return;
	if (ink == BDL_BLACK)
		HPDF_Page_SetGrayFill(c->page, 0);
	else
		HPDF_Page_SetRGBFill(
			c->page, REAL(0x1A / 255.0), REAL(0x3D / 255.0), REAL(0x73 / 255.0));
	c->ink = ink;
}

static int draw_glyphs(
	struct bdl_canvas *c, const struct bdl_run *run, double size, double x, double y)
{
	struct bdl_shaper *s = c->fonts.shaper;

	if (bdl_shaper_has_pictures(s, run->file))
		return bdl_glyph_images_draw(&c->images, &c->glyphs, c->doc, c->page, s, &c->runs,
			run, size, x, c->height - y);
	return bdl_glyph_fonts_draw(
		&c->glyphs, c->doc, c->page, s, &c->runs, run, size, x, c->height - y);
}

/* Runs of libharu's text follow each other in one text object; one of glyphs stands in its own. */
static double draw_runs(struct bdl_canvas *c, double size, enum bdl_ink ink, double x, double y)
{
	bool open = false;

	if (!c->page || c->runs.count == 0)
		return x;
	set_ink(c, ink);
	for (size_t i = 0; i < c->runs.count; i++) {
		const struct bdl_run *run = &c->runs.runs[i];
		double left = x + (double)run->x * size / 1000;
		if (open == run->shaped) {
			open ? HPDF_Page_EndText(c->page) : HPDF_Page_BeginText(c->page);
			open = !open;
		}
		if (!run->shaped)
			draw_run(c, run, size, left, y);
		else if (draw_glyphs(c, run, size, left, y) < 0)
			bdl_fail_memory(&c->failure);
	}
	if (open)
		HPDF_Page_EndText(c->page);
	c->missing += c->runs.missing;
	return x + (double)bdl_runs_width(&c->runs) * size / 1000;
}

double bdl_canvas_text(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x,
	double y, const char *text, size_t length)
{
	set_runs(c, f, bdl_order_is_rtl(text, length), text, length);
	return draw_runs(c, f.size, ink, x, y);
}

bool bdl_canvas_is_rtl(const char *text, size_t length)
{
	return bdl_order_is_rtl(text, length);
}

void bdl_canvas_line(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x, double y,
	double width, bool rtl, const char *text, size_t length)
{
	set_runs(c, f, rtl, text, length);
	if (rtl && width > 0)
		x += width - (double)bdl_runs_width(&c->runs) * f.size / 1000;
	draw_runs(c, f.size, ink, x, y);
}

void bdl_canvas_text_right(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x,
	double y, const char *text, size_t length)
{
	bdl_canvas_text(c, f, ink, x - bdl_canvas_width(c, f, text, length), y, text, length);
}

size_t bdl_canvas_break(struct bdl_canvas *c, struct bdl_font f, double width, const char *text,
	size_t length, size_t *next)
{
	double thousandths = width > 0 ? width * 1000 / f.size : 0;

	return bdl_runs_break(&c->runs, &c->fonts, f.face, (unsigned long)(thousandths + 0.5), text,
		length, next);
}

static void set_pen(struct bdl_canvas *c, double thickness, double grey)
{
	if (c->thickness < thickness || c->thickness > thickness)
		HPDF_Page_SetLineWidth(c->page, REAL(thickness));
	if (c->grey < grey || c->grey > grey)
		HPDF_Page_SetGrayStroke(c->page, REAL(grey));
	c->thickness = thickness;
	c->grey = grey;
}

static void line(struct bdl_canvas *c, double x0, double y0, double x1, double y1)
{
	HPDF_Page_MoveTo(c->page, REAL(x0), REAL(c->height - y0));
	HPDF_Page_LineTo(c->page, REAL(x1), REAL(c->height - y1));
	HPDF_Page_Stroke(c->page);
}

void bdl_canvas_rule(
	struct bdl_canvas *c, double x0, double x1, double y, double thickness, double grey)
{
	if (!c->page)
		return;
	set_pen(c, thickness, grey);
	line(c, x0, y, x1, y);
}

void bdl_canvas_bar(
	struct bdl_canvas *c, double x, double y0, double y1, double thickness, double grey)
{
	if (!c->page)
		return;
	set_pen(c, thickness, grey);
	line(c, x, y0, x, y1);
}

void bdl_canvas_frame(struct bdl_canvas *c, double x, double y, double width, double height,
	double thickness, double grey)
{
	if (!c->page)
		return;
	set_pen(c, thickness, grey);
	HPDF_Page_Rectangle(
		c->page, REAL(x), REAL(c->height - y - height), REAL(width), REAL(height));
	HPDF_Page_Stroke(c->page);
}

void bdl_canvas_underline(struct bdl_canvas *c, double x0, double x1, double y)
{
	if (!c->page)
		return;
	HPDF_Page_SetLineWidth(c->page, REAL(0.5));
	if (c->plain)
		HPDF_Page_SetGrayStroke(c->page, 0);
	else
		HPDF_Page_SetRGBStroke(
			c->page, REAL(0x1A / 255.0), REAL(0x3D / 255.0), REAL(0x73 / 255.0));
	line(c, x0, y + 1.9, x1, y + 1.9);
	c->thickness = c->grey = -1;
}

/*
 * Places the unit square of an image, its first row at the top, so that the EXIF orientation is
 * undone.
 */
static void place(
	struct bdl_canvas *c, HPDF_Image image, int turn, double x, double y, double w, double h)
{
	/* clang-format off */
	static const signed char turns[8][6] = { /* a b c d in parts of w and h; e f: whole w, h added */
		{  1,  0,  0,  1, 0, 0 }, { -1,  0,  0,  1, 1, 0 },
		{ -1,  0,  0, -1, 1, 1 }, {  1,  0,  0, -1, 0, 1 },
		{  0, -1, -1,  0, 1, 1 }, {  0, -1,  1,  0, 0, 1 },
		{  0,  1,  1,  0, 0, 0 }, {  0,  1, -1,  0, 1, 0 },
	};
	/* clang-format on */
	const signed char *t = turns[turn >= 1 && turn <= 8 ? turn - 1 : 0];

	HPDF_Page_GSave(c->page);
	HPDF_Page_Concat(c->page, REAL(t[0] * w), REAL(t[1] * h), REAL(t[2] * w), REAL(t[3] * h),
		REAL(x + t[4] * w), REAL(c->height - y - h + t[5] * h));
	HPDF_Page_ExecuteXObject(c->page, image);
	HPDF_Page_GRestore(c->page);
}

void bdl_canvas_jpeg(struct bdl_canvas *c, const void *jpeg, size_t length, int turn, double x,
	double y, double width, double height)
{
	HPDF_Image image;

	if (!c->page)
		return;
	if (length > INT32_MAX) {
		bdl_fail(&c->failure, BDL_ELIMIT, NULL, "picture too big");
		return;
	}
	image = HPDF_LoadJpegImageFromMem(c->doc, jpeg, (HPDF_UINT)length);
	if (image && (HPDF_Image_GetWidth(image) == 0 || HPDF_Image_GetHeight(image) == 0))
		bdl_fail(&c->failure, BDL_EFORMAT, NULL, "a JPEG without a picture");
	else if (image)
		place(c, image, turn, x, y, width, height);
}

void bdl_canvas_pixels(struct bdl_canvas *c, const void *pixels, unsigned columns, unsigned rows,
	unsigned components, double x, double y, double width, double height)
{
	HPDF_Image image;

	if (!c->page)
		return;
	image = HPDF_LoadRawImageFromMem(c->doc, pixels, columns, rows,
		components == 1 ? HPDF_CS_DEVICE_GRAY : HPDF_CS_DEVICE_RGB, 8);
	if (image)
		place(c, image, 1, x, y, width, height);
}

/* Copies what libharu has saved in memory. */
static int save(HPDF_Doc doc, struct bdl_buffer *out)
{
	HPDF_UINT32 left;

	if (HPDF_SaveToStream(doc) != HPDF_OK)
		return -1;
	left = HPDF_GetStreamSize(doc);
	while (left > 0) {
		HPDF_BYTE bytes[16384];
		HPDF_UINT32 count = left < sizeof bytes ? left : (HPDF_UINT32)sizeof bytes;
		HPDF_ReadFromStream(doc, bytes, &count);
		if (count == 0 || bdl_buffer_add(out, bytes, count) < 0)
			return -1;
		left -= count;
	}
	return 0;
}

int bdl_canvas_check(const struct bdl_canvas *c, struct bdl_error *err)
{
	if (c->failure.code != BDL_OK)
		return bdl_fail(err, c->failure.code, NULL, "%s", c->failure.message);
	if (c->fonts.out_of_memory || c->status == HPDF_FAILD_TO_ALLOC_MEM)
		return bdl_fail_memory(err);
	if (c->status != HPDF_OK)
		return bdl_fail(err, BDL_EINTERNAL, NULL,
			"cannot draw pages: libharu error 0x%04lX", (unsigned long)c->status);
	return 0;
}

/* Appends the PDF, all of it or nothing. */
static int append(struct bdl_canvas *c, struct bdl_buffer *out, struct bdl_error *err)
{
	size_t before = out->length;

	if (bdl_canvas_check(c, err) < 0)
		return -1;
	if (bdl_glyph_fonts_finish(&c->glyphs, c->doc, c->fonts.shaper, err) < 0)
		return -1;
	if (save(c->doc, out) == 0)
		return bdl_canvas_check(c, err);
	out->length = before;
	if (out->data)
		out->data[before] = '\0';
	if (out->failed)
		return bdl_fail_memory(err);
	if (bdl_canvas_check(c, err) < 0)
		return -1;
	return bdl_fail(err, BDL_EINTERNAL, NULL, "cannot draw pages: libharu gave no PDF");
}

int bdl_canvas_close(struct bdl_canvas *c, struct bdl_buffer *out, struct bdl_error *err)
{
	int rc = out ? append(c, out, err) : 0;

	release(c);
	return rc;
}

/* Every character of WinAnsi that has a glyph, since libharu embeds those that it has drawn. */
static void draw_win_ansi(struct bdl_canvas *c, enum bdl_face face, double y)
{
	HPDF_Font font = load_font(c, (unsigned)face, "WinAnsiEncoding");
	char text[256];
	size_t length = 0;

	for (int code = 0x20; font && code <= 0xFF; code++) {
		if (code != 0x7F && code != 0x81 && code != 0x8D && code != 0x8F && code != 0x90 &&
			code != 0x9D)
			text[length++] = (char)code;
	}
	text[length] = '\0';
	HPDF_Page_BeginText(c->page);
	HPDF_Page_SetFontAndSize(c->page, font, 4);
	HPDF_Page_TextOut(c->page, REAL(BDL_LEFT_EDGE), REAL(c->height - y), text);
	HPDF_Page_EndText(c->page);
}

int bdl_canvas_furniture(struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_canvas *c = bdl_canvas_open(err);

	if (!c)
		return -1;
	bdl_canvas_page(c, BDL_A4_WIDTH, BDL_A4_HEIGHT);
	if (c->page) {
		draw_win_ansi(c, BDL_SANS, 100);
		draw_win_ansi(c, BDL_SANS_BOLD, 110);
	}
	return bdl_canvas_close(c, out, err);
}
