/* Canvas glyphs: see canvas_glyphs.h. */
#include "draw/canvas_glyphs.h"
#include "draw/canvas_font.h"
#include "draw/order.h"
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODES_MAX = 60000, SLOTS_LEAST = 256 };

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
	const struct bdl_glyph_entry *e = &f->entries[slot - 1];

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
		const struct bdl_glyph_entry *e = &f->entries[slot - 1];
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
static const struct bdl_glyph_entry *find_entry(
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
		struct bdl_glyph_entry *entries = realloc(f->entries, space * sizeof *entries);
		if (!entries)
			return NULL;
		f->entries = entries;
		f->space = space;
	}
	f->entries[f->count] = (struct bdl_glyph_entry){.glyph = glyph->id,
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
	g->fonts[g->count].dict = bdl_canvas_object(doc);
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
	const struct bdl_glyph_entry *found = find_entry(p->font, glyph, text, length);
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

int bdl_glyph_fonts_finish(
	struct bdl_glyph_fonts *g, HPDF_Doc doc, struct bdl_shaper *s, struct bdl_error *err)
{
	for (size_t i = 0; i < g->count; i++) {
		if (bdl_glyph_font_finish(&g->fonts[i], doc, s, err) < 0)
			return -1;
	}
	return 0;
}
