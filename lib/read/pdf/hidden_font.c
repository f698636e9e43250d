/*
 * The font of hidden words: TrueType with an empty glyph for each character, all of one width, and
 * the map that tells which character each code is. See hidden.h.
 */
#include "read/pdf/hidden.h"

#include "base/text.h"

#define UNITS 1000u /* to the size */
#define ADVANCE 500u
#define ASCENT 720
#define DESCENT (-220)
#define TABLES 9u
#define RANGES_MOST 100u /* in one block of a map */

/* ---- TrueType, big-endian ---- */

static void put16(struct bdl_buffer *b, unsigned value)
{
	bdl_buffer_byte(b, (char)(value >> 8 & 255));
	bdl_buffer_byte(b, (char)(value & 255));
}

static void put32(struct bdl_buffer *b, uint32_t value)
{
	put16(b, value >> 16);
	put16(b, value & 0xFFFF);
}

static void put_zeros(struct bdl_buffer *b, size_t count)
{
	while (count--)
		bdl_buffer_byte(b, 0);
}

static void head(struct bdl_buffer *b, unsigned glyphs)
{
	(void)glyphs;
	put32(b, 0x00010000);
	put32(b, 0x00010000);
	put32(b, 0); /* adjustment of the checksum: none looks at it in a PDF */
	put32(b, 0x5F0F3CF5);
	put16(b, 0);
	put16(b, UNITS);
	put_zeros(b, 16); /* made and changed */
	put16(b, 0);
	put16(b, (unsigned)DESCENT & 0xFFFF);
	put16(b, ADVANCE);
	put16(b, ASCENT);
	put16(b, 0);
	put16(b, 8);
	put16(b, 2);
	put16(b, 0); /* short offsets of glyphs */
	put16(b, 0);
}

static void hhea(struct bdl_buffer *b, unsigned glyphs)
{
	(void)glyphs;
	put32(b, 0x00010000);
	put16(b, ASCENT);
	put16(b, (unsigned)DESCENT & 0xFFFF);
	put16(b, 0);
	put16(b, ADVANCE);
	put_zeros(b, 22);
	put16(b, 1); /* one width for all */
}

static void hmtx(struct bdl_buffer *b, unsigned glyphs)
{
	put16(b, ADVANCE);
	put_zeros(b, 2 * (size_t)glyphs);
}

static void maxp(struct bdl_buffer *b, unsigned glyphs)
{
	put32(b, 0x00010000);
	put16(b, glyphs);
	put_zeros(b, 8);
	put16(b, 1); /* zones */
	put_zeros(b, 16);
}

static void loca(struct bdl_buffer *b, unsigned glyphs)
{
	put_zeros(b, 2 * ((size_t)glyphs + 1)); /* all are empty */
}

static void glyf(struct bdl_buffer *b, unsigned glyphs)
{
	(void)glyphs;
	put_zeros(b, 4);
}

/* No code of its own leads to a glyph: the PDF names glyphs by their numbers. */
static void cmap(struct bdl_buffer *b, unsigned glyphs)
{
	(void)glyphs;
	put16(b, 0);
	put16(b, 1);
	put16(b, 3);
	put16(b, 1);
	put32(b, 12);
	put16(b, 4); /* format 4: one segment, the last */
	put16(b, 24);
	put16(b, 0);
	put16(b, 2);
	put16(b, 2);
	put16(b, 0);
	put16(b, 0);
	put16(b, 0xFFFF);
	put16(b, 0);
	put16(b, 0xFFFF);
	put16(b, 1);
	put16(b, 0);
}

static void name(struct bdl_buffer *b, unsigned glyphs)
{
	(void)glyphs;
	put16(b, 0);
	put16(b, 0);
	put16(b, 6);
}

static void post(struct bdl_buffer *b, unsigned glyphs)
{
	(void)glyphs;
	put32(b, 0x00030000);
	put_zeros(b, 28);
}

static uint32_t checksum(const struct bdl_buffer *b, size_t from)
{
	uint32_t sum = 0;

	for (size_t i = from; i < b->length; i++)
		sum += (uint32_t)(unsigned char)b->data[i] << (24 - 8 * ((i - from) & 3));
	return sum;
}

static void write_font(struct bdl_buffer *out, unsigned glyphs)
{
	static const struct {
		const char *tag;
		void (*write)(struct bdl_buffer *, unsigned);
	} tables[TABLES] = {{"cmap", cmap}, {"glyf", glyf}, {"head", head}, {"hhea", hhea},
		{"hmtx", hmtx}, {"loca", loca}, {"maxp", maxp}, {"name", name}, {"post", post}};
	struct bdl_buffer body = BDL_BUFFER_INIT;

	put32(out, 0x00010000);
	put16(out, TABLES);
	put16(out, 128); /* how to search nine tables by halves */
	put16(out, 3);
	put16(out, 16 * TABLES - 128);
	for (size_t i = 0; i < TABLES; i++) {
		size_t from = body.length;

		tables[i].write(&body, glyphs);
		bdl_buffer_text(out, tables[i].tag);
		put32(out, checksum(&body, from));
		put32(out, (uint32_t)(12 + 16 * TABLES + from));
		put32(out, (uint32_t)(body.length - from));
		while (body.length % 4)
			bdl_buffer_byte(&body, 0);
	}
	bdl_buffer_add(out, bdl_buffer_string(&body), body.length);
	out->failed |= body.failed;
	bdl_buffer_release(&body);
}

/* ---- the font's objects ---- */

static uint32_t write_program(struct pdf_copy *c)
{
	struct bdl_buffer font = BDL_BUFFER_INIT, entries = BDL_BUFFER_INIT;
	uint32_t object = bdl_part_reserve(c->writer);

	write_font(&font, (unsigned)c->hidden->count + 1);
	bdl_buffer_printf(&entries, "/Length1 %zu", font.length);
	if (font.failed || entries.failed)
		c->failed = true;
	bdl_copy_stream(
		c, object, bdl_buffer_string(&entries), bdl_buffer_string(&font), font.length);
	bdl_buffer_release(&font);
	bdl_buffer_release(&entries);
	return object;
}

static void add_utf16(struct bdl_buffer *b, uint32_t character)
{
	if (character < 0x10000)
		bdl_buffer_printf(b, "%04X", (unsigned)character);
	else
		bdl_buffer_printf(b, "%04X%04X", (unsigned)(0xD800 + ((character - 0x10000) >> 10)),
			(unsigned)(0xDC00 + ((character - 0x10000) & 0x3FF)));
}

static uint32_t write_map(struct pdf_copy *c)
{
	const struct pdf_hidden *h = c->hidden;
	uint32_t object = bdl_part_reserve(c->writer);
	struct bdl_buffer b = BDL_BUFFER_INIT;

	bdl_buffer_text(&b,
		"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (uint32_t code = 1; code <= h->count; code++) {
		uint32_t left = h->count - code + 1;

		if ((code - 1) % RANGES_MOST == 0)
			bdl_buffer_printf(&b, "%u beginbfchar\n",
				(unsigned)(left < RANGES_MOST ? left : RANGES_MOST));
		bdl_buffer_printf(&b, "<%04X> <", (unsigned)code);
		add_utf16(&b, h->characters[code]);
		bdl_buffer_text(&b, ">\n");
		if (code % RANGES_MOST == 0 || code == h->count)
			bdl_buffer_text(&b, "endbfchar\n");
	}
	bdl_buffer_text(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	if (b.failed)
		c->failed = true;
	bdl_copy_stream(c, object, "", bdl_buffer_string(&b), b.length);
	bdl_buffer_release(&b);
	return object;
}

static uint32_t write_descriptor(struct pdf_copy *c, uint32_t program)
{
	uint32_t object = bdl_part_reserve(c->writer);

	bdl_part_begin(c->writer, object);
	bdl_part_printf(c->writer,
		"<</Type/FontDescriptor/FontName/BundleHidden/Flags 5/FontBBox[0 %d %u %d]"
		"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 ",
		DESCENT, ADVANCE, ASCENT, ASCENT, DESCENT, ASCENT);
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, program);
	bdl_part_text(c->writer, ">>");
	bdl_part_end(c->writer);
	return object;
}

uint32_t bdl_hidden_font(struct pdf_copy *c)
{
	uint32_t map = write_map(c), descriptor = write_descriptor(c, write_program(c));
	uint32_t object = bdl_part_reserve(c->writer);

	bdl_part_begin(c->writer, object);
	bdl_part_text(c->writer,
		"<</Type/Font/Subtype/Type0/BaseFont/BundleHidden/Encoding/Identity-H/ToUnicode ");
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, map);
	bdl_part_printf(c->writer,
		"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/BundleHidden"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
		"/CIDToGIDMap/Identity/DW %u/FontDescriptor ",
		ADVANCE);
	bdl_part_ref(c->writer, BDL_RELOC_OBJECT, descriptor);
	bdl_part_text(c->writer, ">>]>>");
	bdl_part_end(c->writer);
	return object;
}
