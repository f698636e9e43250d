/*
 * Sfnt: reads cmap (format 4, the one that libharu reads), hmtx, loca and glyf of a font file.
 * Fonts are installed by the system's owner and trusted, yet every offset is checked: a read
 * outside is a zero.
 */
#include "draw/sfnt.h"
#include "base/buffer.h"
#include "base/file.h"
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>

#define FONT_FILE_MAX ((size_t)64 * 1024 * 1024)

enum table { OS2, CMAP, CVT, FPGM, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, NAME, POST, PREP, TABLES };

/* libharu copies exactly these into the PDF and fails where one is missing. */
static const char tags[TABLES][5] = {"OS/2", "cmap", "cvt ", "fpgm", "glyf", "head", "hhea", "hmtx",
	"loca", "maxp", "name", "post", "prep"};

struct sfnt {
	const uint8_t *data;
	size_t length;
	size_t at[TABLES];
	uint32_t units_per_em, glyphs, metrics;
	bool long_loca;
};

static uint32_t read16(const struct sfnt *f, size_t at)
{
	if (at >= f->length || f->length - at < 2)
		return 0;
	return (uint32_t)f->data[at] << 8 | f->data[at + 1];
}

static uint32_t read32(const struct sfnt *f, size_t at)
{
	return read16(f, at) << 16 | read16(f, at + 2);
}

/* False unless every table is there, inside the file. */
static bool find_tables(struct sfnt *f)
{
	uint32_t count = read16(f, 4);

	for (unsigned t = 0; t < TABLES; t++) {
		for (uint32_t i = 0; i < count && !f->at[t]; i++) {
			size_t entry = 12 + (size_t)16 * i;
			if (entry + 16 > f->length || memcmp(f->data + entry, tags[t], 4) != 0)
				continue;
			if (read32(f, entry + 8) < f->length)
				f->at[t] = read32(f, entry + 8);
		}
		if (!f->at[t])
			return false;
	}
	return true;
}

static bool read_header(struct sfnt *f)
{
	enum { RESTRICTED = 0x0002, NO_SUBSETS = 0x0100, BITMAPS_ONLY = 0x0200 };

	if (read32(f, 0) != 0x00010000u || !find_tables(f))
		return false;
	f->units_per_em = read16(f, f->at[HEAD] + 18);
	f->long_loca = read16(f, f->at[HEAD] + 50) != 0;
	f->glyphs = read16(f, f->at[MAXP] + 4);
	f->metrics = read16(f, f->at[HHEA] + 34);
	if (read16(f, f->at[OS2] + 8) & (RESTRICTED | NO_SUBSETS | BITMAPS_ONLY))
		return false;
	return f->units_per_em > 0 && f->metrics > 0;
}

/* Offset in the file of a glyph's description; 0 for a glyph without outline, such as the space. */
static size_t outline(const struct sfnt *f, uint32_t glyph)
{
	size_t from, to;

	if (f->long_loca) {
		from = read32(f, f->at[LOCA] + (size_t)4 * glyph);
		to = read32(f, f->at[LOCA] + (size_t)4 * glyph + 4);
	} else {
		from = (size_t)2 * read16(f, f->at[LOCA] + (size_t)2 * glyph);
		to = (size_t)2 * read16(f, f->at[LOCA] + (size_t)2 * glyph + 2);
	}
	return to > from ? f->at[GLYF] + from : 0;
}

static bool is_composite(const struct sfnt *f, uint32_t glyph)
{
	size_t at = outline(f, glyph);

	return at && read16(f, at) >= 0x8000u; /* a negative number of contours */
}

/* libharu embeds the components of a composite glyph, but not the components' own components. */
static bool is_nested(const struct sfnt *f, uint32_t glyph)
{
	enum { WORDS = 1, SCALE = 8, MORE = 32, TWO_SCALES = 64, MATRIX = 128 };

	uint32_t flags = MORE;

	if (!is_composite(f, glyph))
		return false;
	for (size_t at = outline(f, glyph) + 10; flags & MORE; at += 4) {
		if (at >= f->length)
			return true;
		flags = read16(f, at);
		if (is_composite(f, read16(f, at + 2)))
			return true;
		at += flags & WORDS ? 4 : 2;
		at += flags & SCALE ? 2 : flags & TWO_SCALES ? 4 : flags & MATRIX ? 8 : 0;
	}
	return false;
}

static uint16_t glyph_width(const struct sfnt *f, uint32_t glyph)
{
	uint32_t metric = glyph < f->metrics ? glyph : f->metrics - 1;
	uint32_t width;

	if (glyph == 0 || glyph >= f->glyphs || is_nested(f, glyph))
		return BDL_SFNT_NONE;
	width = read16(f, f->at[HMTX] + (size_t)4 * metric) * 1000 / f->units_per_em;
	return width < BDL_SFNT_NONE ? (uint16_t)width : BDL_SFNT_NONE;
}

/* Offset of the Windows Unicode subtable in format 4; 0 if there is none. */
static size_t find_map(const struct sfnt *f)
{
	uint32_t count = read16(f, f->at[CMAP] + 2);

	for (uint32_t i = 0; i < count; i++) {
		size_t entry = f->at[CMAP] + 4 + (size_t)8 * i;
		size_t map = f->at[CMAP] + read32(f, entry + 4);
		if (read16(f, entry) == 3 && read16(f, entry + 2) == 1 && read16(f, map) == 4)
			return map;
	}
	return 0;
}

/*
 * Format 4: parallel arrays of segment ends, starts, deltas and offsets, with two bytes after the
 * ends.
 */
static void read_segment(
	const struct sfnt *f, size_t map, size_t segment, size_t segments, uint16_t *widths)
{
	size_t starts = map + 16 + 2 * segments, offsets = starts + 4 * segments;
	uint32_t end = read16(f, map + 14 + 2 * segment);
	uint32_t start = read16(f, starts + 2 * segment);
	uint32_t delta = read16(f, starts + 2 * segments + 2 * segment);
	uint32_t offset = read16(f, offsets + 2 * segment);

	for (uint32_t code = start; code <= end && code < 0xFFFFu; code++) {
		uint32_t glyph = code;
		if (offset)
			glyph = read16(
				f, offsets + 2 * segment + offset + 2 * (size_t)(code - start));
		if (offset && glyph == 0)
			continue;
		widths[code] = glyph_width(f, (glyph + delta) & 0xFFFFu);
	}
}

static int read_font(struct sfnt *f, const char *path, uint16_t *widths, struct bdl_error *err)
{
	size_t map, segments;

	if (!read_header(f))
		return bdl_fail(err, BDL_EFORMAT, path, "not a font that can be embedded");
	map = find_map(f);
	if (!map)
		return bdl_fail(err, BDL_EFORMAT, path, "no Unicode table in this font");
	memset(widths, 0xFF, sizeof *widths * BDL_SFNT_CODES);
	segments = read16(f, map + 6) / 2;
	for (size_t i = 0; i < segments; i++)
		read_segment(f, map, i, segments, widths);
	return 0;
}

int bdl_sfnt_widths(const char *path, uint16_t widths[BDL_SFNT_CODES], struct bdl_error *err)
{
	struct bdl_buffer bytes = BDL_BUFFER_INIT;
	int fd, rc = -1;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		bdl_fail_errno(err, path, "open");
		goto out;
	}
	if (bdl_read_fd(fd, path, FONT_FILE_MAX, &bytes, err) < 0)
		goto out;
	struct sfnt f = {
		.data = (const uint8_t *)bdl_buffer_string(&bytes), .length = bytes.length};
	rc = read_font(&f, path, widths, err);
out:
	bdl_buffer_release(&bytes);
	bdl_close_quietly(fd);
	return rc;
}
