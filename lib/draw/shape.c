/* Shape: see shape.h. Language and script are always said, so that no locale changes what is drawn.
 */
#include "draw/shape.h"
#include "draw/fonts.h"
#include "draw/shape_faces.h"
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

struct face {
	hb_font_t *font; /* NULL: absent, or not looked for */
	unsigned per_em;
	bool tried;
};

struct bdl_shaper {
	hb_buffer_t *buffer;
	struct face *faces;
	size_t face_count;
};

struct bdl_shaper *bdl_shaper_open(void)
{
	struct bdl_shaper *s = calloc(1, sizeof *s);

	if (!s)
		return NULL;
	s->face_count = bdl_fonts_count();
	s->faces = calloc(s->face_count, sizeof *s->faces);
	s->buffer = hb_buffer_create();
	if (!s->faces || !hb_buffer_allocation_successful(s->buffer)) {
		bdl_shaper_close(s);
		return NULL;
	}
	return s;
}

void bdl_shaper_close(struct bdl_shaper *s)
{
	if (!s)
		return;
	for (size_t i = 0; s->faces && i < s->face_count; i++)
		hb_font_destroy(s->faces[i].font);
	hb_buffer_destroy(s->buffer);
	free(s->faces);
	free(s);
}

static void open_face(struct face *f, unsigned file)
{
	char path[BDL_FONT_PATH];
	hb_blob_t *blob;
	hb_face_t *face;

	f->tried = true;
	blob = hb_blob_create_from_file_or_fail(bdl_fonts_path(file, path));
	if (!blob)
		return;
	face = hb_face_create(blob, bdl_fonts_index(file));
	hb_blob_destroy(blob);
	if (hb_face_get_glyph_count(face) > 1 && hb_face_get_upem(face) > 0) {
		f->per_em = hb_face_get_upem(face);
		f->font = hb_font_create(face);
		hb_font_make_immutable(f->font);
	}
	hb_face_destroy(face);
}

hb_font_t *bdl_shaper_font(struct bdl_shaper *s, unsigned file, unsigned *per_em)
{
	struct face *f = &s->faces[file];

	if (!f->tried)
		open_face(f, file);
	*per_em = f->per_em;
	return f->font;
}

/* Drawn as nothing wherever it stands: joiners, direction marks, variation selectors. */
static bool is_invisible(uint32_t code)
{
	return code == 0x034F || code == 0x061C || (code >= 0x200B && code <= 0x200F) ||
	       (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0000 && code <= 0xE0FFF);
}

static unsigned count_missing(const struct bdl_shaper *s)
{
	unsigned count, missing = 0;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(s->buffer, &count);

	for (unsigned i = 0; i < count; i++)
		missing += infos[i].codepoint == 0;
	return missing;
}

/* What a Han character should look like is a matter of the language. */
static hb_language_t language_of(hb_script_t script)
{
	switch ((unsigned)script) {
	case HB_SCRIPT_HIRAGANA:
	case HB_SCRIPT_KATAKANA:
		return hb_language_from_string("ja", -1);
	case HB_SCRIPT_HANGUL:
		return hb_language_from_string("ko", -1);
	case HB_SCRIPT_HAN:
	case HB_SCRIPT_BOPOMOFO:
		return hb_language_from_string("zh-hans", -1);
	default:
		return hb_language_from_string("en", -1);
	}
}

static hb_script_t script_of(const uint32_t *codes, size_t count)
{
	hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();

	for (size_t i = 0; i < count; i++) {
		hb_script_t script = hb_unicode_script(unicode, codes[i]);
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
			script != HB_SCRIPT_UNKNOWN)
			return script;
	}
	return HB_SCRIPT_COMMON;
}

static void shape(
	struct bdl_shaper *s, hb_font_t *font, const uint32_t *codes, size_t count, bool rtl)
{
	hb_script_t script = script_of(codes, count);

	hb_buffer_reset(s->buffer);
	hb_buffer_set_cluster_level(s->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	hb_buffer_set_flags(s->buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_add_codepoints(s->buffer, codes, (int)count, 0, (int)count);
	hb_buffer_set_direction(s->buffer, rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(s->buffer, script);
	hb_buffer_set_language(s->buffer, language_of(script));
	hb_shape(font, s->buffer, NULL, 0);
}

/* Whether each glyph is a picture that can be read. */
static bool has_pictures(struct bdl_shaper *s, hb_font_t *font, const uint32_t *codes, size_t count)
{
	const hb_glyph_info_t *infos;
	unsigned n, length, known = 0;

	shape(s, font, codes, count, false);
	infos = hb_buffer_get_glyph_infos(s->buffer, &n);
	for (unsigned i = 0; i < n; i++) {
		hb_blob_t *png = hb_ot_color_glyph_reference_png(font, infos[i].codepoint);
		const char *bytes = hb_blob_get_data(png, &length);
		known += bdl_bitmap_is_known(bytes, length);
		hb_blob_destroy(png);
	}
	return n > 0 && known == n;
}

bool bdl_shaper_covers(struct bdl_shaper *s, unsigned file, const uint32_t *codes, size_t count)
{
	unsigned per_em;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	hb_codepoint_t glyph;
	size_t i = 0;

	if (!font)
		return false;
	while (i < count && (is_invisible(codes[i]) ||
				    (hb_font_get_nominal_glyph(font, codes[i], &glyph) && glyph)))
		i++;
	if (i == count)
		return !hb_ot_color_has_png(hb_font_get_face(font)) ||
		       has_pictures(s, font, codes, count);
	if (count == 1 && codes[0] >= 0x10000)
		return false;
	shape(s, font, codes, count, false); /* it may have another spelling of the same */
	return count_missing(s) == 0;
}

/* A character on its own, in most fonts and scripts, is the glyph that the font's table names. */
static bool is_simple(const uint32_t *codes, size_t count)
{
	return count == 1 && (codes[0] >= 0x2E80 || codes[0] < 0x300) &&
	       !(codes[0] >= 0xA800 && codes[0] < 0xAC00);
}

static unsigned long to_thousandths(long units, unsigned per_em)
{
	return units > 0 ? ((unsigned long)units * 1000 + per_em / 2) / per_em : 0;
}

static long sum_advances(const struct bdl_shaper *s)
{
	unsigned count;
	const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(s->buffer, &count);
	long sum = 0;

	for (unsigned i = 0; i < count; i++)
		sum += places[i].x_advance;
	return sum;
}

uint32_t bdl_shaper_blank(struct bdl_shaper *s, unsigned file)
{
	unsigned per_em;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	hb_codepoint_t glyph = 0;

	return font && hb_font_get_nominal_glyph(font, ' ', &glyph) ? glyph : 0;
}

unsigned bdl_shaper_width(struct bdl_shaper *s, unsigned file, const uint32_t *codes, size_t count)
{
	unsigned per_em;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	hb_codepoint_t glyph;

	if (!font)
		return 0;
	if (is_simple(codes, count) && hb_font_get_nominal_glyph(font, codes[0], &glyph))
		return (unsigned)to_thousandths(hb_font_get_glyph_h_advance(font, glyph), per_em);
	shape(s, font, codes, count, false);
	return (unsigned)to_thousandths(sum_advances(s), per_em);
}

static int make_room(struct bdl_glyphs *out, size_t more)
{
	size_t space = out->space ? out->space * 2 : 64;
	struct bdl_glyph *glyphs;

	if (out->space - out->count >= more)
		return 0;
	while (space < out->count + more)
		space *= 2;
	glyphs = realloc(out->glyphs, space * sizeof *glyphs);
	if (!glyphs)
		return -1;
	out->glyphs = glyphs;
	out->space = space;
	return 0;
}

/*
 * Which characters each group of glyphs stands for: those from its own first to the first of the
 * next group in reading order. What stands before all of them (a joiner that became nothing)
 * belongs to the first.
 */
static void say_codes(struct bdl_glyph *glyphs, size_t count, size_t total, size_t first, bool rtl)
{
	size_t end = total;

	for (size_t n = 0; n < count;) {
		size_t last = rtl ? n : count - 1 - n, head = last, length = 1, from;

		while (n + length < count) {
			size_t next = rtl ? last + length : last - length;
			if (glyphs[next].code != glyphs[last].code)
				break;
			head = rtl ? head : next;
			length++;
		}
		from = n + length == count ? 0 : glyphs[head].code;
		for (size_t i = head; i < head + length; i++) {
			glyphs[i].count = i == head ? (uint16_t)(end - from) : 0;
			glyphs[i].code = from;
		}
		end = from;
		n += length;
	}
	for (size_t i = 0; i < count; i++)
		glyphs[i].code += first;
}

int bdl_shape(struct bdl_shaper *s, unsigned file, const uint32_t *codes, size_t count, bool rtl,
	size_t first, struct bdl_glyphs *out, unsigned long *width)
{
	unsigned per_em, n;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	const hb_glyph_info_t *infos;
	const hb_glyph_position_t *places;
	struct bdl_glyph *glyphs;
	double x = (double)*width;

	if (!font || count > UINT16_MAX)
		return -1;
	shape(s, font, codes, count, rtl);
	infos = hb_buffer_get_glyph_infos(s->buffer, &n);
	places = hb_buffer_get_glyph_positions(s->buffer, &n);
	if (!hb_buffer_allocation_successful(s->buffer) || make_room(out, n) < 0)
		return -1;
	glyphs = out->glyphs + out->count;
	for (unsigned i = 0; i < n; i++) {
		long advance = hb_font_get_glyph_h_advance(font, infos[i].codepoint);
		glyphs[i] = (struct bdl_glyph){.id = infos[i].codepoint,
			.x = (float)(x + places[i].x_offset * 1000.0 / per_em),
			.y = (float)(places[i].y_offset * 1000.0 / per_em),
			.advance = (uint16_t)to_thousandths(advance, per_em),
			.spacing = places[i].x_advance > 0 && places[i].y_offset == 0,
			.code = infos[i].cluster};
		x += places[i].x_advance * 1000.0 / per_em;
	}
	say_codes(glyphs, n, count, first, rtl);
	out->count += n;
	*width += to_thousandths(sum_advances(s), per_em);
	return 0;
}

void bdl_shaper_measures(struct bdl_shaper *s, unsigned file, struct bdl_font_measures *out)
{
	unsigned per_em;
	hb_font_t *font = bdl_shaper_font(s, file, &per_em);
	hb_font_extents_t extents = {0};

	*out = (struct bdl_font_measures){.ascent = 1000, .descent = -250};
	if (!font)
		return;
	if (hb_font_get_h_extents(font, &extents)) {
		out->ascent = (int)(extents.ascender * 1000L / (long)per_em);
		out->descent = (int)(extents.descender * 1000L / (long)per_em);
	}
	hb_blob_t *glyf =
		hb_face_reference_table(hb_font_get_face(font), HB_TAG('g', 'l', 'y', 'f'));
	out->outlines_cff = hb_blob_get_length(glyf) == 0;
	hb_blob_destroy(glyf);
}
