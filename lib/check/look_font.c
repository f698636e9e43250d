/*
 * Look, fonts: whether one lies in the file, whether what it shows can be copied, and about how
 * wide its letters are. See look.h; ISO 32000-1, 9.5 to 9.10.
 */
#include "check/look.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define FONTS_MOST 100000u
#define USUAL_WIDTH 0.5 /* of an em, where a font does not say */

/* Without "ABCDEF+", the tag of a subset. */
static const char *plain_name(const char *name)
{
	for (int i = 0; i < 6; i++)
		if (name[i] < 'A' || name[i] > 'Z')
			return name;
	return name[6] == '+' ? name + 7 : name;
}

static bool has_file(struct look *l, struct bdl_arena *a, const struct pdf_value *font)
{
	const struct pdf_value *d = look_get(l, a, font, "/FontDescriptor");

	return bdl_value_find(d, "/FontFile")->type != PDF_NULL ||
	       bdl_value_find(d, "/FontFile2")->type != PDF_NULL ||
	       bdl_value_find(d, "/FontFile3")->type != PDF_NULL;
}

/* Without a map to Unicode only known names of letters, or a known collection of them, say what is
 * shown. */
static bool says_letters(
	struct look *l, struct bdl_arena *a, const struct pdf_value *font, const char *kind)
{
	const struct pdf_value *encoding = look_get(l, a, font, "/Encoding");
	const struct pdf_value *d = look_get(l, a, font, "/FontDescriptor");
	double flags = look_number(look_get(l, a, d, "/Flags"), 0);
	bool symbolic = flags >= 0 && flags < 1e9 && ((unsigned)flags & 4);

	if (bdl_value_find(font, "/ToUnicode")->type == PDF_REF)
		return true;
	if (strcmp(kind, "Type3") == 0)
		return false;
	if (strcmp(kind, "Type0") == 0)
		return encoding->type == PDF_NAME && !bdl_value_is_name(encoding, "/Identity-H") &&
		       !bdl_value_is_name(encoding, "/Identity-V");
	return encoding->type != PDF_NULL || !symbolic || strcmp(kind, "TrueType") != 0;
}

static float width(const struct pdf_value *v, double unit)
{
	double w = look_number(v, -1) * unit;

	return (float)(w >= 0 && w < 10 ? w : USUAL_WIDTH);
}

/* unit: of a width, in ems. */
static void read_widths(struct look *l, struct bdl_arena *a, const struct pdf_value *font,
	double unit, struct look_font *f)
{
	const struct pdf_value *widths = look_get(l, a, font, "/Widths");
	double first = look_number(look_get(l, a, font, "/FirstChar"), 0);
	size_t code = first >= 0 && first < 256 ? (size_t)first : 0;

	for (size_t i = 0; i < 256; i++)
		f->widths[i] = (float)USUAL_WIDTH;
	if (widths->type != PDF_ARRAY)
		return;
	for (const struct pdf_value *m = widths->first; m && code < 256; m = m->next)
		f->widths[code++] = width(look_load(l, a, m), unit);
}

/* Its matrix says how large its drawings are; its box how tall they are at most. */
static double read_drawn_font(
	struct look *l, struct bdl_arena *a, const struct pdf_value *font, struct look_font *f)
{
	const struct pdf_value *matrix = look_get(l, a, font, "/FontMatrix");
	double unit = 0.001, box[4];

	if (matrix->type == PDF_ARRAY && matrix->first)
		unit = fabs(look_number(look_load(l, a, matrix->first), unit));
	if (!(unit > 0 && unit < 10))
		unit = 0.001;
	f->height = 1000 * unit;
	if (look_box(l, a, bdl_value_find(font, "/FontBBox"), box) && box[3] - box[1] > 0)
		f->height = (box[3] - box[1]) * unit;
	if (!(f->height < 100))
		f->height = 1;
	return unit;
}

static void read_font(struct look *l, struct bdl_arena *a, const struct pdf_value *font,
	struct look_font *f, struct bdl_seen_font *seen)
{
	const char *kind = look_name_text(l, look_get(l, a, font, "/Subtype"));
	const char *name = look_name_text(l, look_get(l, a, font, "/BaseFont"));
	const struct pdf_value *below = look_get(l, a, font, "/DescendantFonts");
	double unit = 0.001;

	kind = kind ? kind : "";
	seen->name = name ? plain_name(name) : "";
	seen->has_unicode = says_letters(l, a, font, kind);
	f->height = 1;
	if (strcmp(kind, "Type3") == 0) {
		seen->embedded = true;
		unit = read_drawn_font(l, a, font, f);
	} else if (strcmp(kind, "Type0") == 0) {
		f->wide = true;
		if (below->type == PDF_ARRAY && below->first)
			seen->embedded = has_file(l, a, look_load(l, a, below->first));
	} else {
		seen->embedded = has_file(l, a, font);
	}
	read_widths(l, a, font, unit, f);
}

/* The row, or fonts' count where the font is new. */
static size_t find(const struct look *l, const struct pdf_value *v, const char *written)
{
	for (size_t i = l->seen->font_count; i-- > 0;) {
		const struct look_font *f = &l->fonts[i];

		if (v->type == PDF_REF ? f->id == v->id && f->generation == v->generation
				       : f->direct && strcmp(f->direct, written) == 0)
			return i;
	}
	return l->seen->font_count;
}

/* Rows of seen->fonts and of l->fonts stand side by side. */
static uint32_t add(
	struct look *l, struct bdl_arena *a, const struct pdf_value *v, const char *written)
{
	struct bdl_seen *s = l->seen;
	size_t count = s->font_count;
	struct look_font *fonts = look_more(l, &l->arena, l->fonts, &count, sizeof(*fonts));
	struct bdl_seen_font *seen;

	if (!fonts)
		return 0;
	seen = look_more(l, &s->arena, s->fonts, &s->font_count, sizeof(*seen));
	if (!seen)
		return 0;
	l->fonts = fonts;
	s->fonts = seen;
	fonts += count - 1;
	if (v->type == PDF_REF) {
		fonts->id = v->id;
		fonts->generation = v->generation;
	} else {
		fonts->direct = bdl_arena_string(&l->arena, written);
	}
	read_font(l, a, look_load(l, a, v), fonts, &seen[count - 1]);
	return (uint32_t)(count - 1);
}

uint32_t look_font(struct look *l, const struct pdf_value *v)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	char written[64] = "";
	const struct pdf_value *name;
	size_t row;

	if (v->type == PDF_DICT) { /* one that stands in the resources: its name has to do */
		name = bdl_value_find(v, "/BaseFont");
		if (name->type == PDF_NAME && name->length < sizeof(written))
			memcpy(written, name->text, name->length);
	}
	row = find(l, v, written);
	if (row == l->seen->font_count && row < FONTS_MOST)
		row = add(l, &a, v, written);
	bdl_arena_release(&a);
	return row < l->seen->font_count ? (uint32_t)row : 0;
}
