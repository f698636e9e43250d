/*
 * Clusters: see runs.h. Composition is Unicode's (utf8proc), tried first; else base and marks one
 * by one.
 */
#include "base/text.h"
#include "draw/runs.h"
#include "draw/signs.h"
#include <string.h>
#include <utf8proc.h>

enum { EXPANDED = 64 }; /* code points that BDL_CLUSTER_MAX of them decompose into, at most */

/*
 * One font for the whole cluster, since its accents were made for its letters, and libharu draws
 * nothing of a string whose width is 0, as an accent's on its own is.
 */
static bool has_glyphs(struct bdl_fonts *f, enum bdl_face face, struct bdl_cluster *c)
{
	int file = bdl_fonts_find(f, face, c->codes, c->count, &c->width);

	if (file < 0 || c->width == 0)
		return false;
	c->file = (unsigned)file;
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
	c->width = 0;
	return BDL_CLUSTER_SIGN;
}

/* Takes the marks behind the first character into the cluster; leaves room for one code. */
static void take_marks(const char *text, size_t length, struct bdl_cluster *c)
{
	while (c->count < BDL_CLUSTER_MAX - 1 && c->bytes < length &&
		(unsigned char)text[c->bytes] >= 0xCC) {
		uint32_t code;
		size_t bytes = bdl_utf8_next(text + c->bytes, length - c->bytes, &code);
		if (bdl_glyph_need(code) != BDL_GLYPH_MARK)
			break;
		c->codes[c->count++] = code;
		c->bytes += bytes;
	}
}

/* An accent with nothing before it stands on a dotted circle, as in Unicode's own charts. */
static void put_on_circle(struct bdl_cluster *c)
{
	c->count++;
	memmove(c->codes + 1, c->codes, (c->count - 1) * sizeof *c->codes);
	c->codes[0] = 0x25CC;
}

void bdl_cluster_next(struct bdl_fonts *f, enum bdl_face face, const char *text, size_t length,
	struct bdl_cluster *out)
{
	enum bdl_glyph_need need;

	out->bytes = bdl_utf8_next(text, length, &out->codes[0]);
	out->count = 1;
	out->width = 0;
	need = bdl_glyph_need(out->codes[0]);
	if (need != BDL_GLYPH_NOTHING && need != BDL_GLYPH_SPACE)
		take_marks(text, length, out);
	switch (need) {
	case BDL_GLYPH_MARK:
		put_on_circle(out);
		out->kind = settle(f, face, out);
		break;
	case BDL_GLYPH_PLAIN:
		out->kind = settle(f, face, out);
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
