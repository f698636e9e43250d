/* Canvas font: see canvas_font.h. The objects are made with libharu's own functions for objects. */
#include "draw/canvas_font.h"
#include "draw/canvas.h"
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

HPDF_Dict bdl_canvas_object(HPDF_Doc doc)
{
	HPDF_Dict d = HPDF_Dict_New(doc->mmgr);

	return d && HPDF_Xref_Add(doc->xref, d) == HPDF_OK ? d : NULL;
}

/* A new stream with the bytes, compressed; NULL when out of memory. */
static HPDF_Dict new_stream(HPDF_Doc doc, const void *bytes, size_t length)
{
	HPDF_Dict stream = HPDF_DictStream_New(doc->mmgr, doc->xref);

	if (!stream)
		return NULL;
	stream->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
	HPDF_Stream_Write(stream->stream, bytes, (HPDF_UINT)length);
	return stream;
}

/* "<0041> <0628>" for each code that stands for something. */
static HPDF_Dict new_unicode_map(HPDF_Doc doc, const struct bdl_glyph_font *f)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	HPDF_Dict stream = NULL;
	size_t left = 0, open = 0;

	bdl_buffer_text(&b,
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
		"/CMapName /" BDL_GLYPH_MAP " def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 0; i < f->count; i++)
		left += f->entries[i].text_length > 0 && !f->entries[i].again;
	for (size_t i = 0; i < f->count; i++) {
		const struct bdl_glyph_entry *e = &f->entries[i];
		if (e->text_length == 0 || e->again)
			continue;
		if (open == 0) {
			open = left < 100 ? left : 100;
			bdl_buffer_printf(&b, "%zu beginbfchar\n", open);
		}
		bdl_buffer_printf(&b, "<%04X> <%.*s>\n", (unsigned)e->code, (int)e->text_length,
			f->texts.data + e->text);
		left--;
		if (--open == 0)
			bdl_buffer_text(&b, "endbfchar\n");
	}
	bdl_buffer_text(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	if (!b.failed)
		stream = new_stream(doc, b.data, b.length);
	if (stream)
		HPDF_Dict_AddName(stream, "CMapName", BDL_GLYPH_MAP);
	bdl_buffer_release(&b);
	return stream;
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

/* The glyphs of the font, ascending, each once; how many. */
static size_t list_glyphs(const struct bdl_glyph_font *f, uint32_t *glyphs)
{
	size_t count = 0;

	for (size_t i = 0; i < f->count; i++)
		glyphs[i] = f->entries[i].glyph;
	qsort(glyphs, f->count, sizeof *glyphs, by_value);
	for (size_t i = 0; i < f->count; i++) {
		if (glyphs[i] && (count == 0 || glyphs[i] != glyphs[count - 1]))
			glyphs[count++] = glyphs[i];
	}
	return count;
}

/* "BDLXYZ+NotoSansArabic-Regular": six letters that tell apart what the same font was cut down to,
 * then its name. */
static void name_font(const struct bdl_glyph_font *f, const uint32_t *glyphs, size_t count,
	char out[BDL_FONT_PATH + 8])
{
	char path[BDL_FONT_PATH];
	const char *name = strrchr(bdl_fonts_path(f->file, path), '/');
	uint32_t h = 2166136261u;
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		h = (h ^ glyphs[i]) * 16777619u;
	for (; n < 6; n++, h /= 26)
		out[n] = (char)('A' + h % 26);
	out[n++] = '+';
	for (const char *s = name + 1; *s && *s != '.'; s++)
		out[n++] = *s;
	out[n] = '\0';
}

/* An array in d; NULL when out of memory. */
static HPDF_Array add_array(HPDF_Doc doc, HPDF_Dict d, const char *key)
{
	HPDF_Array a = HPDF_Array_New(doc->mmgr);

	return a && HPDF_Dict_Add(d, key, a) == HPDF_OK ? a : NULL;
}

/* [c [w] c [w] ...]; codes that follow each other share a list. */
static void add_widths(HPDF_Doc doc, HPDF_Dict d, const struct bdl_glyph_font *f)
{
	HPDF_Array all = add_array(doc, d, "W"), list = NULL;

	for (size_t i = 0; all && i < f->count; i++) {
		const struct bdl_glyph_entry *e = &f->entries[i];
		if (e->again)
			continue;
		if (!list || e->code != f->entries[i - 1].code + 1) {
			list = HPDF_Array_New(doc->mmgr);
			HPDF_Array_AddNumber(all, (HPDF_INT32)e->code);
			if (!list || HPDF_Array_Add(all, list) != HPDF_OK)
				return;
		}
		HPDF_Array_AddNumber(list, e->advance);
	}
}

static HPDF_Dict new_descriptor(
	HPDF_Doc doc, const char *name, const struct bdl_font_measures *m, HPDF_Dict program)
{
	HPDF_Dict d = bdl_canvas_object(doc);
	HPDF_Array box = d ? add_array(doc, d, "FontBBox") : NULL;

	if (!box)
		return NULL;
	HPDF_Array_AddNumber(box, -1000);
	HPDF_Array_AddNumber(box, m->descent);
	HPDF_Array_AddNumber(box, 2000);
	HPDF_Array_AddNumber(box, m->ascent);
	HPDF_Dict_AddName(d, "Type", "FontDescriptor");
	HPDF_Dict_AddName(d, "FontName", name);
	HPDF_Dict_AddNumber(d, "Flags", 4);
	HPDF_Dict_AddNumber(d, "ItalicAngle", 0);
	HPDF_Dict_AddNumber(d, "Ascent", m->ascent);
	HPDF_Dict_AddNumber(d, "Descent", m->descent);
	HPDF_Dict_AddNumber(d, "CapHeight", m->ascent);
	HPDF_Dict_AddNumber(d, "StemV", 80);
	if (m->outlines_cff)
		HPDF_Dict_AddName(program, "Subtype", "OpenType");
	HPDF_Dict_Add(d, m->outlines_cff ? "FontFile3" : "FontFile2", program);
	return d;
}

/* Which glyph of the embedded font each code draws. */
static HPDF_Dict new_glyph_map(HPDF_Doc doc, const struct bdl_glyph_font *f, const uint32_t *glyphs,
	const uint16_t *places, size_t count)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	HPDF_Dict stream = NULL;

	bdl_buffer_add(&b, "\0", 2);
	for (size_t i = 0; i < f->count; i++) {
		const uint32_t *found =
			bsearch(&f->entries[i].glyph, glyphs, count, sizeof *glyphs, by_value);
		unsigned place = found ? places[found - glyphs] : 0;
		bdl_buffer_byte(&b, (char)(place >> 8));
		bdl_buffer_byte(&b, (char)(place & 0xFF));
	}
	if (!b.failed)
		stream = new_stream(doc, b.data, b.length);
	bdl_buffer_release(&b);
	return stream;
}

static void add_system_info(HPDF_Doc doc, HPDF_Dict d)
{
	HPDF_Dict info = HPDF_Dict_New(doc->mmgr);

	if (!info || HPDF_Dict_Add(d, "CIDSystemInfo", info) != HPDF_OK)
		return;
	HPDF_Dict_Add(info, "Registry", HPDF_String_New(doc->mmgr, "Adobe", NULL));
	HPDF_Dict_Add(info, "Ordering", HPDF_String_New(doc->mmgr, "Identity", NULL));
	HPDF_Dict_AddNumber(info, "Supplement", 0);
}

static HPDF_Dict new_cid_font(HPDF_Doc doc, const struct bdl_glyph_font *f, const char *name,
	const struct bdl_font_measures *m, HPDF_Dict program)
{
	HPDF_Dict d = bdl_canvas_object(doc);
	HPDF_Dict descriptor = new_descriptor(doc, name, m, program);

	if (!d || !descriptor)
		return NULL;
	HPDF_Dict_AddName(d, "Type", "Font");
	HPDF_Dict_AddName(d, "Subtype", m->outlines_cff ? "CIDFontType0" : "CIDFontType2");
	HPDF_Dict_AddName(d, "BaseFont", name);
	add_system_info(doc, d);
	HPDF_Dict_Add(d, "FontDescriptor", descriptor);
	HPDF_Dict_AddNumber(d, "DW", 1000);
	add_widths(doc, d, f);
	return d;
}

/* The Type 0 font itself; libharu has noted what failed. */
static void fill_font(struct bdl_glyph_font *f, HPDF_Doc doc, const char *name, HPDF_Dict cid_font)
{
	HPDF_Array descendants = add_array(doc, f->dict, "DescendantFonts");
	HPDF_Dict unicode = new_unicode_map(doc, f);

	if (!descendants || !unicode)
		return;
	HPDF_Array_Add(descendants, cid_font);
	HPDF_Dict_AddName(f->dict, "Type", "Font");
	HPDF_Dict_AddName(f->dict, "Subtype", "Type0");
	HPDF_Dict_AddName(f->dict, "BaseFont", name);
	HPDF_Dict_AddName(f->dict, "Encoding", "Identity-H");
	HPDF_Dict_Add(f->dict, "ToUnicode", unicode);
}

int bdl_glyph_font_finish(
	struct bdl_glyph_font *f, HPDF_Doc doc, struct bdl_shaper *s, struct bdl_error *err)
{
	uint32_t *glyphs = calloc(f->count + 1, sizeof *glyphs);
	uint16_t *places = calloc(f->count + 1, sizeof *places);
	struct bdl_buffer program = BDL_BUFFER_INIT;
	char name[BDL_FONT_PATH + 8], path[BDL_FONT_PATH];
	struct bdl_font_measures m;
	HPDF_Dict file, map = NULL, cid_font;
	size_t count;
	int rc = -1;

	if (!glyphs || !places)
		goto memory;
	count = list_glyphs(f, glyphs);
	name_font(f, glyphs, count, name);
	bdl_shaper_measures(s, f->file, &m);
	if (bdl_shaper_subset(s, f->file, glyphs, count, &program, places) < 0) {
		if (program.failed)
			goto memory;
		bdl_fail(err, BDL_EINTERNAL, bdl_fonts_path(f->file, path), "cannot be embedded");
		goto out;
	}
	file = new_stream(doc, program.data, program.length);
	cid_font = file ? new_cid_font(doc, f, name, &m, file) : NULL;
	if (!m.outlines_cff)
		map = new_glyph_map(doc, f, glyphs, places, count);
	if (!cid_font || (!map && !m.outlines_cff))
		goto memory;
	if (map)
		HPDF_Dict_Add(cid_font, "CIDToGIDMap", map);
	HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)program.length);
	fill_font(f, doc, name, cid_font);
	rc = HPDF_Dict_GetItem(f->dict, "ToUnicode", HPDF_OCLASS_DICT) ? 0 : bdl_fail_memory(err);
	goto out;
memory:
	bdl_fail_memory(err);
out:
	free(glyphs);
	free(places);
	bdl_buffer_release(&program);
	return rc;
}
