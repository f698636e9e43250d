/*
 * Clusters: see runs.h. Composition is Unicode's (utf8proc), tried first; else base and marks one
 * by one. What libharu cannot draw is shaped.
 */
#include "base/text.h"
#include "draw/runs.h"
#include "draw/script.h"
#include "draw/shape.h"
#include "draw/signs.h"
#include <string.h>
#include <utf8proc.h>

enum {
	EXPANDED = BDL_CLUSTER_MAX * 4, /* code points that so many decompose into, at most */
	MARKS_MAX = 6 /* on one letter; more of them would cover the lines above and below */
};

enum { ZWNJ = 0x200C, ZWJ = 0x200D, BLACK_FLAG = 0x1F3F4, CIRCLE = 0x25CC, VIRAMA = 9 };

/* ---- fonts ---- */

static bool settle_shaped(struct bdl_fonts *f, enum bdl_face face, struct bdl_cluster *c)
{
	const struct bdl_script *script = bdl_script_find(c->codes[0]);
	int file = bdl_fonts_find_shaped(f, face, c->codes, c->count);

	if (file < 0)
		return false;
	c->file = (unsigned)file;
	c->shaped = true;
	c->joins = script && (script->traits & BDL_SCRIPT_JOINS);
	if (!c->joins)
		c->width = bdl_shaper_width(f->shaper, c->file, c->codes, c->count);
	return true;
}

/*
 * One font for the whole cluster, since its accents were made for its letters. Accents that did not
 * become part of their letter are put in their places by the shaper.
 */
static bool has_glyphs(struct bdl_fonts *f, enum bdl_face face, struct bdl_cluster *c)
{
	int file = bdl_fonts_find(f, face, c->codes, c->count, &c->width);

	if (file < 0 || c->width == 0)
		return false;
	c->file = (unsigned)file;
	if (c->count > 1 && bdl_fonts_shaper(f) &&
		bdl_shaper_covers(f->shaper, c->file, c->codes, c->count)) {
		c->shaped = true;
		c->width = bdl_shaper_width(f->shaper, c->file, c->codes, c->count);
	}
	return true;
}

/* c's codes in another of Unicode's equal spellings; false if that does not fit. */
static bool respell(const struct bdl_cluster *c, bool compose, struct bdl_cluster *out)
{
	utf8proc_int32_t codes[EXPANDED];
	utf8proc_ssize_t count;
	char text[BDL_CLUSTER_MAX * 4];
	size_t length = 0;

	for (size_t i = 0; i < c->count; i++)
		length += bdl_utf8_put(c->codes[i], text + length);
	count = utf8proc_decompose((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, codes,
		EXPANDED, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
	if (count > 0 && count <= EXPANDED && compose)
		count = utf8proc_normalize_utf32(codes, count, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (count <= 0 || count > BDL_CLUSTER_MAX)
		return false;
	*out = *c;
	out->count = (size_t)count;
	for (size_t i = 0; i < out->count; i++)
		out->codes[i] = (uint32_t)codes[i];
	return true;
}

static enum bdl_cluster_kind settle(struct bdl_fonts *f, enum bdl_face face, struct bdl_cluster *c)
{
	struct bdl_cluster other;

	if (c->count > 1 && respell(c, true, &other) && has_glyphs(f, face, &other)) {
		*c = other;
		return BDL_CLUSTER_DRAWN;
	}
	if (has_glyphs(f, face, c))
		return BDL_CLUSTER_DRAWN;
	if (respell(c, false, &other) && has_glyphs(f, face, &other)) {
		*c = other;
		return BDL_CLUSTER_DRAWN;
	}
	if (settle_shaped(f, face, c))
		return BDL_CLUSTER_DRAWN;
	c->width = 0;
	return BDL_CLUSTER_SIGN;
}

/* ---- which characters stay together ---- */

/* The marks behind the first character; leaves room for one code. */
static void take_marks(const char *text, size_t length, struct bdl_cluster *c)
{
	while (c->count <= MARKS_MAX && c->bytes < length &&
		(unsigned char)text[c->bytes] >= 0xCC) {
		uint32_t code;
		size_t bytes = bdl_utf8_next(text + c->bytes, length - c->bytes, &code);
		if (bdl_glyph_need(code) != BDL_GLYPH_MARK)
			break;
		c->codes[c->count++] = code;
		c->bytes += bytes;
	}
}

static bool is_variation(uint32_t code)
{
	return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

/* Vowels that are letters to Unicode, yet are written on the letter before them: Thai and Lao AM.
 */
static bool is_half_mark(uint32_t code)
{
	return code == 0x0E33 || code == 0x0EB3;
}

static bool is_mark(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
	       category == UTF8PROC_CATEGORY_MC;
}

/* A sign that binds the consonant behind it to the one before. */
static bool binds_letters(uint32_t code)
{
	return utf8proc_get_property((utf8proc_int32_t)code)->combining_class == VIRAMA &&
	       code != 0x0BCD && code != 0x0E3A && code != 0x0EBA && code != 0x103A;
}

static bool is_letter_of(uint32_t code, const struct bdl_script *script)
{
	return script && bdl_script_find(code) == script &&
	       utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LO;
}

/* Korean letters that are written together as one syllable. */
static bool continues_syllable(uint32_t last, uint32_t code)
{
	return last >= 0x1100 && last <= 0x11FF && code >= 0x1160 && code <= 0x11FF;
}

/* Whether code stays with the cluster so far. */
static bool belongs(const struct bdl_cluster *c, const struct bdl_script *script, uint32_t code)
{
	uint32_t first = c->codes[0], last = c->codes[c->count - 1];
	bool emoji = first >= 0x2190 && (first < 0x2E80 || first >= 0x1F000);

	if (is_variation(code) || code == ZWJ || code == ZWNJ || is_mark(code))
		return true;
	if (emoji && (bdl_is_skin_tone(code) || (last == ZWJ && code >= 0x2190)))
		return true;
	if (first == BLACK_FLAG && code >= 0xE0020 && code <= 0xE007F)
		return true;
	if (bdl_is_flag_letter(first) && bdl_is_flag_letter(code) && c->count == 1)
		return true;
	if (last == ZWJ && c->count > 1 && binds_letters(c->codes[c->count - 2]))
		return is_letter_of(code, script);
	if (binds_letters(last))
		return is_letter_of(code, script);
	return is_half_mark(code) || continues_syllable(last, code);
}

static bool is_stacked(uint32_t code)
{
	return utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_MN;
}

/* What belongs to a character that is shaped. */
static void take_followers(const char *text, size_t length, struct bdl_cluster *c)
{
	const struct bdl_script *script = bdl_script_find(c->codes[0]);
	unsigned stacked = is_stacked(c->codes[0]);

	while (c->count < BDL_CLUSTER_MAX - 1 && c->bytes < length &&
		(unsigned char)text[c->bytes] >= 0x80) {
		uint32_t code;
		size_t bytes = bdl_utf8_next(text + c->bytes, length - c->bytes, &code);
		stacked = is_stacked(code) && !is_variation(code) ? stacked + 1 : 0;
		if (!belongs(c, script, code) || stacked > MARKS_MAX)
			break;
		c->codes[c->count++] = code;
		c->bytes += bytes;
	}
}

/*
 * A plain character before what makes it one to be shaped: the choice of a look, "\u2764\uFE0F"
 * being the red heart, not the black one; a joiner; or, for the dotted circle, a mark of a script
 * that is shaped.
 */
static bool is_drawn_in(const char *text, size_t length, const struct bdl_cluster *c)
{
	uint32_t code;

	if (c->bytes >= length || (unsigned char)text[c->bytes] < 0xD6 ||
		(c->codes[0] < 0x203C && (c->codes[0] > '9' || c->codes[0] == ' ')))
		return false;
	bdl_utf8_next(text + c->bytes, length - c->bytes, &code);
	return is_variation(code) || code == ZWJ || bdl_is_skin_tone(code) ||
	       (c->codes[0] == CIRCLE && is_mark(code) && bdl_glyph_need(code) == BDL_GLYPH_SHAPED);
}

/* An accent with nothing before it stands on a dotted circle, as in Unicode's own charts. */
static void put_on_circle(struct bdl_cluster *c)
{
	c->count++;
	memmove(c->codes + 1, c->codes, (c->count - 1) * sizeof *c->codes);
	c->codes[0] = CIRCLE;
}

static void settle_or_sign(struct bdl_fonts *f, enum bdl_face face, struct bdl_cluster *c)
{
	c->kind = settle_shaped(f, face, c) ? BDL_CLUSTER_DRAWN : BDL_CLUSTER_SIGN;
}

/* An ASCII letter that nothing can belong to, in the face's own font: most of what is ever drawn.
 */
static bool is_simple(const struct bdl_fonts *f, enum bdl_face face, const char *text,
	size_t length, struct bdl_cluster *c)
{
	unsigned char letter = (unsigned char)*text;
	uint16_t width;

	if (letter <= ' ' || letter >= 0x7F || (length > 1 && (unsigned char)text[1] >= 0xCC))
		return false;
	width = bdl_fonts_own(f, face)[letter];
	if (width == BDL_SFNT_NONE || width == 0)
		return false;
	c->kind = BDL_CLUSTER_DRAWN;
	c->bytes = c->count = 1;
	c->codes[0] = letter;
	c->file = (unsigned)face;
	c->width = width;
	c->shaped = c->joins = false;
	return true;
}

void bdl_cluster_next(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_cluster *out)
{
	enum bdl_glyph_need need;

	if (is_simple(f, face, text, length, out))
		return;
	out->bytes = bdl_utf8_next(text, length, &out->codes[0]);
	out->count = 1;
	out->width = 0;
	out->shaped = out->joins = false;
	need = bdl_glyph_need(out->codes[0]);
	if (need == BDL_GLYPH_PLAIN && is_drawn_in(text, length, out))
		need = BDL_GLYPH_SHAPED;
	if (need == BDL_GLYPH_PLAIN || need == BDL_GLYPH_MARK)
		take_marks(text, length, out);
	switch (need) {
	case BDL_GLYPH_MARK:
		put_on_circle(out);
		out->kind = settle(f, face, out);
		break;
	case BDL_GLYPH_PLAIN:
		out->kind = settle(f, face, out);
		break;
	case BDL_GLYPH_SHAPED:
		take_followers(text, length, out);
		if (is_stacked(out->codes[0]))
			put_on_circle(out);
		settle_or_sign(f, face, out);
		break;
	case BDL_GLYPH_SPACE:
		out->kind = BDL_CLUSTER_SPACE;
		out->width = bdl_fonts_own(f, face)[' '];
		break;
	case BDL_GLYPH_NOTHING:
		out->kind = BDL_CLUSTER_NOTHING;
		break;
	case BDL_GLYPH_SIGN:
		out->kind = BDL_CLUSTER_SIGN;
		break;
	}
}

bool bdl_cluster_continues(
	const struct bdl_cluster *before, const struct bdl_cluster *c, size_t codes)
{
	bool digit = utf8proc_category((utf8proc_int32_t)c->codes[0]) == UTF8PROC_CATEGORY_ND;
	bool digit_before =
		utf8proc_category((utf8proc_int32_t)before->codes[0]) == UTF8PROC_CATEGORY_ND;

	return c->kind == BDL_CLUSTER_DRAWN && before->kind == BDL_CLUSTER_DRAWN && c->joins &&
	       before->joins && c->file == before->file && digit == digit_before &&
	       codes + c->count <= BDL_WORD_MAX;
}
