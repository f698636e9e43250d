/* Canvas pictures: see canvas_pictures.h. */
#include "draw/canvas_pictures.h"
#include <stdlib.h>

enum { TEXT_FILE = 0 }; /* the font that says the text; any that has a space */

void bdl_glyph_images_release(struct bdl_glyph_images *g)
{
	free(g->list);
	*g = (struct bdl_glyph_images){.count = 0};
}

static void load(struct bdl_glyph_image *image, HPDF_Doc doc, struct bdl_shaper *s)
{
	struct bdl_glyph_picture picture;

	if (bdl_shaper_picture(s, image->file, image->glyph, &picture) < 0)
		return;
	image->left = picture.left;
	image->top = picture.top;
	image->width = picture.width;
	image->height = picture.height;
	image->image = HPDF_LoadRawImageFromMem(doc, picture.bitmap.pixels, picture.bitmap.columns,
		picture.bitmap.rows, HPDF_CS_DEVICE_RGB, 8);
	free(picture.bitmap.pixels);
}

/* Lends; NULL when out of memory. */
static const struct bdl_glyph_image *find(struct bdl_glyph_images *g, HPDF_Doc doc,
	struct bdl_shaper *s, unsigned file, uint32_t glyph)
{
	for (size_t i = 0; i < g->count; i++) {
		if (g->list[i].file == file && g->list[i].glyph == glyph)
			return &g->list[i];
	}
	if (g->count == g->space) {
		size_t space = g->space ? g->space * 2 : 16;
		struct bdl_glyph_image *list = realloc(g->list, space * sizeof *list);
		if (!list)
			return NULL;
		g->list = list;
		g->space = space;
	}
	g->list[g->count] = (struct bdl_glyph_image){.file = file, .glyph = glyph};
	load(&g->list[g->count], doc, s);
	return &g->list[g->count++];
}

/* The text of the pictures in glyphs that draw nothing and take as much room. */
static int say(struct bdl_glyph_fonts *text, HPDF_Doc doc, HPDF_Page page, struct bdl_shaper *s,
	const struct bdl_runs *r, const struct bdl_run *run, double size, double x, double y)
{
	struct bdl_runs blank = {.codes = r->codes, .code_count = r->code_count};
	struct bdl_run blank_run = {
		.file = TEXT_FILE, .shaped = true, .rtl = run->rtl, .width = run->width};
	int rc;

	blank.glyphs.glyphs = calloc(run->length, sizeof *blank.glyphs.glyphs);
	if (!blank.glyphs.glyphs)
		return -1;
	for (size_t i = 0; i < run->length; i++) {
		const struct bdl_glyph *glyph = &r->glyphs.glyphs[run->at + i];
		if (glyph->count == 0)
			continue;
		blank.glyphs.glyphs[blank.glyphs.count] = *glyph;
		blank.glyphs.glyphs[blank.glyphs.count++].id = bdl_shaper_blank(s, TEXT_FILE);
	}
	blank_run.length = blank.glyphs.count;
	rc = bdl_glyph_fonts_draw(text, doc, page, s, &blank, &blank_run, size, x, y);
	free(blank.glyphs.glyphs);
	return rc;
}

int bdl_glyph_images_draw(struct bdl_glyph_images *g, struct bdl_glyph_fonts *text, HPDF_Doc doc,
	HPDF_Page page, struct bdl_shaper *s, const struct bdl_runs *r, const struct bdl_run *run,
	double size, double x, double y)
{
	const double unit = size / 1000;

	for (size_t i = 0; i < run->length; i++) {
		const struct bdl_glyph *glyph = &r->glyphs.glyphs[run->at + i];
		const struct bdl_glyph_image *image = find(g, doc, s, run->file, glyph->id);
		if (!image || !image->image)
			return -1;
		HPDF_Page_GSave(page);
		HPDF_Page_Concat(page, (HPDF_REAL)((double)image->width * unit), 0, 0,
			(HPDF_REAL)((double)image->height * unit),
			(HPDF_REAL)(x + ((double)glyph->x + (double)image->left) * unit),
			(HPDF_REAL)(y + ((double)glyph->y + (double)image->top -
						(double)image->height) *
						unit));
		HPDF_Page_ExecuteXObject(page, image->image);
		HPDF_Page_GRestore(page);
	}
	return run->length > 0 ? say(text, doc, page, s, r, run, size, x, y) : 0;
}
