/*
 * Blank: draw/canvas.h without libharu and without fonts, so that a reader of evidence can be
 * fuzzed a thousand times a second: every character is half as wide as it is high. What is drawn is
 * looked at and forgotten: it must be UTF-8, stand on a page and not above or below it. The "PDF"
 * says how many pages there were, and becomes a part of so many.
 */
#include "base/text.h"
#include "draw/canvas.h"
#include "fault.h"
#include "read/read.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct bdl_canvas {
	unsigned pages;
	double width, height; /* of the newest page */
};

static double wide(struct bdl_font f)
{
	return f.size / 2;
}

static size_t characters(const char *text, size_t length)
{
	size_t n = 0;
	uint32_t code;

	for (size_t at = 0; at < length; n++)
		at += bdl_utf8_next(text + at, length - at, &code);
	return n;
}

static void look(const struct bdl_canvas *c, double x, double y, const char *text, size_t length)
{
	if (c->pages == 0)
		fault("words without a page");
	if (!isfinite(x) || !isfinite(y) || y < 0 || y > c->height)
		fault("words at %g, %g of a page %g high", x, y, c->height);
	if (!bdl_utf8_valid(text, length))
		fault("words that are not UTF-8: %.*s", (int)length, text);
}

uint32_t bdl_canvas_fonts(void)
{
	return 1;
}

struct bdl_canvas *bdl_canvas_open(struct bdl_error *err)
{
	(void)err;
	return calloc(1, sizeof(struct bdl_canvas));
}

void bdl_canvas_page(struct bdl_canvas *c, double width, double height)
{
	c->pages++;
	c->width = width;
	c->height = height;
}

unsigned bdl_canvas_page_count(const struct bdl_canvas *c)
{
	return c->pages;
}

double bdl_canvas_width(struct bdl_canvas *c, struct bdl_font f, const char *text, size_t length)
{
	(void)c;
	return wide(f) * (double)characters(text, length);
}

double bdl_canvas_text(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x,
	double y, const char *text, size_t length)
{
	(void)ink;
	look(c, x, y, text, length);
	return x + bdl_canvas_width(c, f, text, length);
}

bool bdl_canvas_is_rtl(const char *text, size_t length)
{
	uint32_t code = 0;

	(void)bdl_utf8_next(text, length, &code);
	return code >= 0x590 && code < 0x700;
}

void bdl_canvas_line(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x, double y,
	double width, bool rtl, const char *text, size_t length)
{
	(void)width;
	(void)rtl;
	(void)bdl_canvas_text(c, f, ink, x, y, text, length);
}

void bdl_canvas_text_right(struct bdl_canvas *c, struct bdl_font f, enum bdl_ink ink, double x,
	double y, const char *text, size_t length)
{
	(void)bdl_canvas_text(c, f, ink, x, y, text, length);
}

size_t bdl_canvas_break(struct bdl_canvas *c, struct bdl_font f, double width, const char *text,
	size_t length, size_t *next)
{
	size_t at = 0, space = 0;
	double used = wide(f);
	uint32_t code;

	(void)c;
	while (at < length && text[at] != '\n' && (at == 0 || used <= width)) {
		if (text[at] == ' ')
			space = at;
		at += bdl_utf8_next(text + at, length - at, &code);
		used += wide(f);
	}
	if (at < length && text[at] != '\n' && text[at] != ' ' && space > 0)
		at = space;
	*next = at;
	while (*next < length && text[*next] == ' ')
		++*next;
	if (*next < length && text[*next] == '\n')
		++*next;
	return at;
}

void bdl_canvas_underline(struct bdl_canvas *c, double x0, double x1, double y)
{
	look(c, x0 + x1, y, "", 0);
}

/* Signs for runs of control characters, as long as the true ones. */
void bdl_canvas_spell(struct bdl_canvas *c, enum bdl_face face, const char *text, size_t length,
	struct bdl_buffer *out, unsigned *missing)
{
	(void)c;
	(void)face;
	for (size_t i = 0, run; i < length; i += run) {
		for (run = 0; i + run < length && (unsigned char)text[i + run] < ' '; run++)
			;
		if (run > 0)
			bdl_buffer_printf(out, "[%zu characters, beginning U+0014]", run);
		else
			bdl_buffer_add(out, text + i, run = 1);
		if (missing)
			*missing += (unsigned)(run > 1 ? run : 0);
	}
}

void bdl_canvas_rule(
	struct bdl_canvas *c, double x0, double x1, double y, double thickness, double grey)
{
	look(c, x0 + x1 + thickness + grey, y, "", 0);
}

void bdl_canvas_bar(
	struct bdl_canvas *c, double x, double y0, double y1, double thickness, double grey)
{
	look(c, x + thickness + grey, y0, "", 0);
	look(c, x, y1, "", 0);
}

unsigned bdl_canvas_missing(const struct bdl_canvas *c)
{
	(void)c;
	return 0;
}

int bdl_canvas_check(const struct bdl_canvas *c, struct bdl_error *err)
{
	(void)c;
	(void)err;
	return 0;
}

int bdl_canvas_close(struct bdl_canvas *c, struct bdl_buffer *out, struct bdl_error *err)
{
	(void)err;
	if (out)
		bdl_buffer_printf(out, "%u", c->pages);
	free(c);
	return 0;
}

int bdl_pdf_to_part(struct bdl_reading *r, const void *pdf, size_t length,
	const struct bdl_pdf_options *o, unsigned *pages, struct bdl_error *err)
{
	(void)r;
	(void)length;
	(void)o;
	(void)err;
	*pages = (unsigned)strtoul(pdf, NULL, 10);
	if (*pages == 0)
		fault("a document without pages");
	return 0;
}
