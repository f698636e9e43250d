/*
 * Canvas font: a font of glyphs as it gathers its codes (canvas_glyphs.c) and as it is put into libharu's PDF at the end:
 * a Type 0 font, cut down to what was drawn. ISO 32000-1, 9.7 and 9.10.3. Shared by these two files and by nobody else.
 */
#ifndef BDL_DRAW_CANVAS_FONT_H
#define BDL_DRAW_CANVAS_FONT_H

#include "draw/runs.h"
#include <hpdf.h>

/* A code of a font: what is drawn and what it stands for. */
struct bdl_glyph_entry {
	uint32_t glyph, code;
	uint16_t advance;
	bool again; /* an entry before it has the same code: the font's tables are not to say it twice */
	size_t text, text_length; /* in bdl_glyph_font.texts: UTF-16BE in hexadecimal; "": another stands for it */
};

struct bdl_glyph_font {
	unsigned file;
	uint32_t blank; /* see bdl_shaper_blank() */
	HPDF_Dict dict; /* the Type 0 font; filled at the end */
	bool cff; /* its codes are the numbers of its glyphs */
	struct bdl_glyph_entry *entries;
	size_t count, space;
	struct bdl_buffer texts;
	uint32_t *slots; /* hash table: index of entries and 1; 0: free */
	size_t slot_count;
};

/* An object of its own in the PDF; NULL when out of memory. The PDF's. */
HPDF_Dict bdl_canvas_object(HPDF_Doc doc);

/* Fills f->dict and what it refers to. -1 with err set: out of memory, or the font cannot be cut down. */
int bdl_glyph_font_finish(struct bdl_glyph_font *f, HPDF_Doc doc, struct bdl_shaper *s,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
