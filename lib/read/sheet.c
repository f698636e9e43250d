/* See sheet.h. */
#include "read/sheet.h"

#include "base/text.h"

#include <string.h>

const struct bdl_font bdl_sheet_text = {BDL_SANS, 12};
const struct bdl_font bdl_sheet_note = {BDL_SANS, 10};

static const struct bdl_font title_font = {BDL_SERIF, 20};

uint32_t bdl_sheet_fonts(void)
{
	return bdl_canvas_fonts();
}

void bdl_sheet_page(struct bdl_sheet *s)
{
	if (s->pages == BDL_DRAWN_PAGES_MAX) {
		s->full = true;
		return;
	}
	bdl_canvas_page(s->canvas, s->width, s->height);
	if (s->begins)
		s->begins[s->pages] = s->cursor;
	s->pages++;
	s->y = BDL_SHEET_TOP;
}

void bdl_sheet_need(struct bdl_sheet *s, double height)
{
	if (s->y + height > s->bottom)
		bdl_sheet_page(s);
}

void bdl_sheet_lines(struct bdl_sheet *s, struct bdl_font f, double leading, double x, double width,
	const char *text, size_t length)
{
	const double across =
		x > BDL_LEFT_EDGE ? 0 : width; /* a column beside another keeps its place */
	bool rtl = false;
	size_t at = 0;

	while (at < length && !s->full) {
		size_t next = 0, n;

		bdl_sheet_need(s, leading);
		if (s->full)
			return;
		if (at == 0 || text[at - 1] == '\n')
			rtl = bdl_canvas_is_rtl(text + at, length - at);
		n = bdl_canvas_break(s->canvas, f, width, text + at, length - at, &next);
		bdl_canvas_line(
			s->canvas, f, BDL_BLACK, x, s->y + f.size, across, rtl, text + at, n);
		s->y += leading;
		s->cursor += next;
		at += next;
	}
}

unsigned bdl_sheet_count_lines(
	struct bdl_sheet *s, struct bdl_font f, double width, const char *text, size_t length)
{
	unsigned count = 0;
	size_t at = 0, next;

	while (at < length) {
		next = 0;
		(void)bdl_canvas_break(s->canvas, f, width, text + at, length - at, &next);
		at += next;
		count++;
	}
	return count;
}

int bdl_sheet_open(struct bdl_sheet *s, bool landscape, const char *title, const char *provenance,
	struct bdl_error *err)
{
	*s = (struct bdl_sheet){.width = landscape ? BDL_A4_HEIGHT : BDL_A4_WIDTH,
		.height = landscape ? BDL_A4_WIDTH : BDL_A4_HEIGHT};
	s->right = s->width - 48;
	s->bottom = s->height - 60;
	s->canvas = bdl_canvas_open(err);
	if (!s->canvas)
		return -1;
	bdl_sheet_page(s);
	s->y = 84 - title_font.size;
	bdl_sheet_lines(
		s, title_font, 24, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE, title, strlen(title));
	s->y += 8;
	bdl_sheet_lines(s, bdl_sheet_note, 13.5, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
		provenance, strlen(provenance));
	s->y += 6;
	return 0;
}

void bdl_sheet_abort(struct bdl_sheet *s)
{
	struct bdl_error ignored = {0};

	if (s->canvas && bdl_canvas_close(s->canvas, NULL, &ignored) < 0)
		ignored.code = BDL_OK;
	s->canvas = NULL;
}

int bdl_sheet_close(struct bdl_sheet *s, struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_canvas *c = s->canvas;

	if (s->full) {
		bdl_sheet_abort(s);
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	}
	s->canvas = NULL;
	return bdl_reading_drawn(r, c, true, err);
}

static bool is_hidden(uint32_t c)
{
	return (c < 0x20 && c != '\n' && c != '\t' && c != '\f') || (c >= 0x7F && c < 0xA0) ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

size_t bdl_sheet_plain(struct bdl_buffer *out, const char *text, size_t length)
{
	size_t replaced = 0, n, run = 0;
	uint32_t code;

	for (size_t i = 0; i < length; i += n) {
		n = bdl_utf8_next(text + i, length - i, &code);
		if (!is_hidden(code) && code != 0xFEFF) {
			run += n;
			continue;
		}
		bdl_buffer_add(out, text + i - run, run);
		run = 0;
		if (code == 0xFEFF)
			continue;
		bdl_buffer_printf(out, "[character U+%04X]", (unsigned)code);
		replaced++;
	}
	bdl_buffer_add(out, text + length - run, run);
	return replaced;
}
