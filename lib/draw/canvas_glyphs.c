/* Canvas glyphs: see canvas_glyphs.h. The objects are made with libharu's own functions for
 * objects. */
#include "draw/canvas_glyphs.h"
#include "draw/order.h"
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODES_MAX = 60000, SLOTS_LEAST = 256 };

/* A code of a font: what is drawn and what it stands for. */
struct entry {
	uint32_t glyph, code;
	uint16_t advance;
	bool again; /* an entry before it has the same code: the font's tables are not to say it
		       twice */
	size_t text, text_length; /* in bdl_glyph_font.texts: UTF-16BE in hexadecimal; "": another
				     stands for it */
};

struct bdl_glyph_font {
	unsigned file;
	uint32_t blank; /* see bdl_shaper_blank() */
	HPDF_Dict dict; /* the Type 0 font; filled at the end */
	bool cff; /* its codes are the numbers of its glyphs */
	struct entry *entries;
	size_t count, space;
	struct bdl_buffer texts;
	uint32_t *slots; /* hash table: index of entries and 1; 0: free */
	size_t slot_count;
};

void bdl_glyph_fonts_release(struct bdl_glyph_fonts *g)
{
	for (size_t i = 0; i < g->count; i++) {
		free(g->fonts[i].entries);
		free(g->fonts[i].slots);
		bdl_buffer_release(&g->fonts[i].texts);
	}
	free(g->fonts);
	bdl_buffer_release(&g->content);
	*g = (struct bdl_glyph_fonts){.count = 0};
}

/* ---- codes ---- */

static size_t hash(uint32_t glyph, const char *text, size_t length)
{
	uint32_t h = 2166136261u ^ glyph;

	h *= 16777619u;
	for (size_t i = 0; i < length; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h;
}

static bool is_entry(const struct bdl_glyph_font *f, uint32_t slot, uint32_t glyph,
	const char *text, size_t length)
{
	const struct entry *e = &f->entries[slot - 1];

	return e->glyph == glyph && e->text_length == length &&
	       (length == 0 || memcmp(f->texts.data + e->text, text, length) == 0);
}

/* The slot of an entry, or the free one where it belongs. */
static uint32_t *find_slot(
	const struct bdl_glyph_font *f, uint32_t glyph, const char *text, size_t length)
{
	size_t at = hash(glyph, text, length) & (f->slot_count - 1);

	while (f->slots[at] && !is_entry(f, f->slots[at], glyph, text, length))
		at = (at + 1) & (f->slot_count - 1);
	return &f->slots[at];
}

static int grow_slots(struct bdl_glyph_font *f)
{
	size_t count = f->slot_count ? f->slot_count * 2 : SLOTS_LEAST;
	uint32_t *slots = calloc(count, sizeof *slots);

	if (!slots)
		return -1;
	free(f->slots);
	f->slots = slots;
	f->slot_count = count;
	for (uint32_t slot = 1; slot <= f->count; slot++) {
		const struct entry *e = &f->entries[slot - 1];
		*find_slot(f, e->glyph, f->texts.data + e->text, e->text_length) = slot;
	}
	return 0;
}

static bool has_glyph(const struct bdl_glyph_font *f, uint32_t glyph)
{
	size_t i = 0;

	while (i < f->count && f->entries[i].glyph != glyph)
		i++;
	return i < f->count;
}

/* The code for a glyph that stands for the text. Lends; NULL when out of memory. */
static const struct entry *find_entry(
	struct bdl_glyph_font *f, const struct bdl_glyph *glyph, const char *text, size_t length)
{
	uint32_t *slot;

	if (f->count * 2 >= f->slot_count && grow_slots(f) < 0)
		return NULL;
	slot = find_slot(f, glyph->id, text, length);
	if (*slot)
		return &f->entries[*slot - 1];
	if (f->count == f->space) {
		size_t space = f->space ? f->space * 2 : 64;
		struct entry *entries = realloc(f->entries, space * sizeof *entries);
		if (!entries)
			return NULL;
		f->entries = entries;
		f->space = space;
	}
	f->entries[f->count] = (struct entry){.glyph = glyph->id,
		.code = f->cff ? glyph->id : (uint32_t)f->count + 1,
		.again = f->cff && has_glyph(f, glyph->id),
		.advance = glyph->advance,
		.text = f->texts.length,
		.text_length = length};
	if (bdl_buffer_add(&f->texts, text, length) < 0)
		return NULL;
	*slot = (uint32_t)++f->count;
	return &f->entries[*slot - 1];
}

/* An object of its own; NULL when out of memory. */
static HPDF_Dict new_object(HPDF_Doc doc)
{
	HPDF_Dict d = HPDF_Dict_New(doc->mmgr);

	return d && HPDF_Xref_Add(doc->xref, d) == HPDF_OK ? d : NULL;
}

/* The font of a file that has room for another run. */
static struct bdl_glyph_font *find_font(
	struct bdl_glyph_fonts *g, HPDF_Doc doc, struct bdl_shaper *s, unsigned file)
{
	struct bdl_font_measures m;

	for (size_t i = g->count; i-- > 0;) {
		if (g->fonts[i].file == file && g->fonts[i].count < CODES_MAX)
			return &g->fonts[i];
	}
	if (g->count == g->space) {
		size_t space = g->space ? g->space * 2 : 8;
		struct bdl_glyph_font *fonts = realloc(g->fonts, space * sizeof *fonts);
		if (!fonts)
			return NULL;
		g->fonts = fonts;
		g->space = space;
	}
	bdl_shaper_measures(s, file, &m);
	g->fonts[g->count] = (struct bdl_glyph_font){
		.file = file, .blank = bdl_shaper_blank(s, file), .cff = m.outlines_cff};
	g->fonts[g->count].dict = new_object(doc);
	if (!g->fonts[g->count].dict)
		return NULL;
	return &g->fonts[g->count++];
}

/* ---- content ---- */

/* With three decimals at most, whatever the locale. */
static void put_number(struct bdl_buffer *b, double value)
{
	long thousandths = (long)(value * 1000 + (value < 0 ? -0.5 : 0.5));
	unsigned long n =
		thousandths < 0 ? 0UL - (unsigned long)thousandths : (unsigned long)thousandths;

	bdl_buffer_printf(b, "%s%lu", thousandths < 0 ? "-" : "", n / 1000);
	if (n % 1000)
		bdl_buffer_printf(b, ".%03lu", n % 1000);
	bdl_buffer_byte(b, ' ');
}

static void put_utf16(struct bdl_buffer *b, uint32_t code)
{
	if (code < 0x10000)
		bdl_buffer_printf(b, "%04X", (unsigned)code);
	else
		bdl_buffer_printf(b, "%04X%04X", (unsigned)(0xD800 + ((code - 0x10000) >> 10)),
			(unsigned)(0xDC00 + ((code - 0x10000) & 0x3FF)));
}

/* A run that is being written. */
struct pen {
	struct bdl_buffer *out;
	struct bdl_glyph_font *font;
	const struct bdl_runs *runs;
	double size, x, y; /* of the run's beginning */
	double at_x, at_y; /* where the next glyph would come to stand, in thousandths from there */
	bool in_string;
	bool failed;
	struct bdl_buffer text; /* scratch */
};

static void end_string(struct pen *p)
{
	if (p->in_string)
		bdl_buffer_text(p->out, "> Tj\n");
	p->in_string = false;
}

static void begin_span(struct pen *p, const char *text)
{
	end_string(p);
	bdl_buffer_printf(p->out, "/Span<</ActualText<FEFF%s>>>BDC\n", text);
}

static void end_span(struct pen *p)
{
	end_string(p);
	bdl_buffer_text(p->out, "EMC\n");
}

/* Moves to where the glyph stands, unless the one before ended there. */
static void move_to(struct pen *p, const struct bdl_glyph *glyph)
{
	double dx = (double)glyph->x - p->at_x, dy = (double)glyph->y - p->at_y;

	if (dx <= 1 && dx >= -1 && dy <= 0.5 && dy >= -0.5)
		return;
	end_string(p);
	bdl_buffer_text(p->out, "1 0 0 1 ");
	put_number(p->out, p->x + (double)glyph->x * p->size / 1000);
	put_number(p->out, p->y + (double)glyph->y * p->size / 1000);
	bdl_buffer_text(p->out, "Tm\n");
	p->at_x = (double)glyph->x;
	p->at_y = (double)glyph->y;
}

/* Draws a glyph that stands for the text, UTF-16BE in hexadecimal. */
static void put_said(struct pen *p, const struct bdl_glyph *glyph, const char *text, size_t length)
{
	const struct entry *found = find_entry(p->font, glyph, text, length);
	bool spanned = found && found->again && length > 0;

	p->failed = p->failed || !found || p->text.failed;
	if (!found)
		return;
	if (spanned)
		begin_span(p, text);
	move_to(p, glyph);
	if (!p->in_string)
		bdl_buffer_text(p->out, "<");
	p->in_string = true;
	bdl_buffer_printf(p->out, "%04X", (unsigned)found->code);
	p->at_x += glyph->advance;
	if (spanned)
		end_span(p);
}

/* Draws a glyph that stands for `count` characters of the line from `code` on. */
static void put_glyph(struct pen *p, const struct bdl_glyph *glyph, size_t code, size_t count)
{
	bdl_buffer_clear(&p->text);
	for (size_t i = 0; i < count; i++)
		put_utf16(&p->text, p->runs->codes[code + i]);
	put_said(p, glyph, bdl_buffer_string(&p->text), p->text.length);
}

/* The glyphs of a group that stand on the line, or those that do not, except one. */
static void put_glyphs(
	struct pen *p, const struct bdl_glyph *glyphs, size_t count, size_t except, bool spacing)
{
	for (size_t i = 0; i < count; i++) {
		if (i != except && glyphs[i].spacing == spacing)
			put_glyph(p, &glyphs[i], 0, 0);
	}
}

/* Several letters that change places: one text for all of them, from the first to the last on the
 * line. */
static void put_together(struct pen *p, const struct bdl_glyph *glyphs, size_t count, size_t lead)
{
	bdl_buffer_clear(&p->text);
	for (size_t i = 0; i < glyphs->count; i++)
		put_utf16(&p->text, p->runs->codes[glyphs->code + i]);
	begin_span(p, bdl_buffer_string(&p->text));
	put_glyph(p, &glyphs[lead], glyphs->code, glyphs->count);
	put_glyphs(p, glyphs, count, lead, false);
	put_glyphs(p, glyphs, count, lead, true);
	end_span(p);
}

/* Which of the characters the letter itself stands for: not a joiner before it. */
static size_t letter_of(const struct pen *p, const struct bdl_glyph *glyph)
{
	size_t i = 0;

	while (i + 1 < glyph->count && (p->runs->codes[glyph->code + i] & ~3u) == 0x200C)
		i++;
	return i;
}

/* From right to left: each character for itself, the later ones to the left of the letter. */
static void put_rtl_letter(struct pen *p, const struct bdl_glyph *glyphs, size_t lead)
{
	size_t letter = letter_of(p, glyphs);
	struct bdl_glyph blank = {.id = p->font->blank, .x = glyphs[lead].x, .y = glyphs[lead].y};

	for (size_t i = glyphs->count; i-- > letter + 1;)
		put_glyph(p, &blank, glyphs->code + i, 1);
	put_glyph(p, &glyphs[lead], glyphs->code + letter, 1);
	blank.x += glyphs[lead].advance;
	for (size_t i = letter; i-- > 0;)
		put_glyph(p, &blank, glyphs->code + i, 1);
}

/* One letter with its marks. */
static void put_letter(
	struct pen *p, const struct bdl_glyph *glyphs, size_t count, size_t lead, bool rtl)
{
	if (rtl && p->font->blank)
		put_rtl_letter(p, glyphs, lead);
	else
		put_glyph(p, &glyphs[lead], glyphs->code, glyphs->count);
	if (count == 1)
		return;
	begin_span(p, "");
	put_glyphs(p, glyphs, count, lead, true);
	put_glyphs(p, glyphs, count, lead, false);
	end_span(p);
}

/* Glyphs that stand for their characters together. */
static void put_group(struct pen *p, const struct bdl_glyph *glyphs, size_t count, bool rtl)
{
	size_t lead = count, spacing = 0;

	for (size_t i = 0; i < count; i++) {
		if (glyphs[i].spacing && (rtl || spacing == 0))
			lead = i;
		spacing += glyphs[i].spacing;
	}
	if (lead == count)
		lead = 0;
	if (spacing > 1 && !rtl)
		put_together(p, glyphs, count, lead);
	else
		put_letter(p, glyphs, count, lead, rtl);
}

/*
 * Words from right to left whose last character has no direction of its own, such as a mark or a
 * bracket: behind it stands a direction mark that nobody sees, or who reads the PDF takes it for a
 * part of what stands to the left.
 */
static void end_rtl(struct pen *p, const struct bdl_glyph *last)
{
	struct bdl_glyph blank = {.id = p->font->blank}; /* where the run begins */

	if (blank.id && !bdl_order_turns(p->runs->codes[last->code + last->count - 1]))
		put_said(p, &blank, "200F", 4);
}

int bdl_glyph_fonts_draw(struct bdl_glyph_fonts *g, HPDF_Doc doc, HPDF_Page page,
	struct bdl_shaper *s, const struct bdl_runs *r, const struct bdl_run *run, double size,
	double x, double y)
{
	struct bdl_glyph_font *f = find_font(g, doc, s, run->file);
	const struct bdl_glyph *glyphs = r->glyphs.glyphs + run->at;
	struct pen p = {.out = &g->content, .font = f, .runs = r, .size = size, .x = x, .y = y};
	const char *name = f ? HPDF_Page_GetLocalFontName(page, f->dict) : NULL;

	if (!name)
		return -1;
	bdl_buffer_clear(&g->content);
	bdl_buffer_printf(p.out, "BT\n/%s ", name);
	put_number(p.out, size);
	bdl_buffer_text(p.out, "Tf\n1 0 0 1 ");
	put_number(p.out, x);
	put_number(p.out, y);
	bdl_buffer_text(p.out, "Tm\n");
	if (run->rtl && run->ends && run->length > 0)
		end_rtl(&p, glyphs);
	for (size_t i = 0, n; i < run->length; i += n) {
		for (n = 1; i + n < run->length && glyphs[i + n].count == 0; n++)
			;
		put_group(&p, glyphs + i, n, run->rtl);
	}
	end_string(&p);
	bdl_buffer_text(p.out, "ET\n");
	bdl_buffer_release(&p.text);
	if (p.failed || p.out->failed)
		return -1;
	HPDF_Stream_Write(((HPDF_PageAttr)page->attr)->stream, (const HPDF_BYTE *)p.out->data,
		(HPDF_UINT)p.out->length);
	return 0;
}

/* ---- fonts ---- */

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
		const struct entry *e = &f->entries[i];
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
		const struct entry *e = &f->entries[i];
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
	HPDF_Dict d = new_object(doc);
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
	HPDF_Dict d = new_object(doc);
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

static int finish_font(
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

int bdl_glyph_fonts_finish(
	struct bdl_glyph_fonts *g, HPDF_Doc doc, struct bdl_shaper *s, struct bdl_error *err)
{
	for (size_t i = 0; i < g->count; i++) {
		if (finish_font(&g->fonts[i], doc, s, err) < 0)
			return -1;
	}
	return 0;
}
