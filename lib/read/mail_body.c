/* See mail_body.h. */
#include "read/mail_body.h"

#include "base/text.h"
#include "read/lines.h"
#include "read/mail_text.h"

#include <string.h>

#define BAR_X 73.0
#define QUOTE_STEP 12.0

struct body {
	struct bdl_sheet *sheet;
	struct bdl_text_form form;
	unsigned quotes; /* of the line before */
	bool said; /* that a quoted message follows */
	size_t attribution; /* bytes from which on lines belong to the quote below; SIZE_MAX: none
			     */
};

static void draw_bars(struct bdl_sheet *s, unsigned quotes, double height)
{
	for (unsigned i = 0; i < quotes; i++)
		bdl_canvas_bar(s->canvas, BAR_X + i * QUOTE_STEP, s->y, s->y + height, 1.5, 0.7);
}

/* One line of the message, wrapped; a bar beside each line of it for each time it was quoted. */
static void draw_words(struct body *b, const char *text, size_t length, unsigned quotes)
{
	struct bdl_sheet *s = b->sheet;
	double x = BDL_LEFT_EDGE + quotes * QUOTE_STEP, leading = b->form.leading;
	bool rtl = bdl_canvas_is_rtl(text, length);
	size_t at = 0;

	while (at < length && !s->full) {
		size_t next = 0, n;

		bdl_sheet_need(s, leading);
		if (s->full)
			return;
		n = bdl_canvas_break(
			s->canvas, b->form.font, s->right - x, text + at, length - at, &next);
		draw_bars(s, quotes, leading);
		bdl_canvas_line(s->canvas, b->form.font, BDL_BLACK, x, s->y + b->form.font.size,
			s->right - x, rtl, text + at, n);
		s->y += leading;
		at += next;
	}
}

/* An empty line: half a line of air, a whole one in aligned text. Nothing at the head of a page. */
static void draw_air(struct body *b, unsigned quotes)
{
	struct bdl_sheet *s = b->sheet;
	double height = b->form.font.face == BDL_MONO ? b->form.leading : b->form.leading / 2;

	if (s->y + height > s->bottom || s->y <= BDL_SHEET_TOP)
		return;
	draw_bars(s, quotes, height);
	s->y += height;
}

static void announce_quote(struct body *b)
{
	static const char words[] = "Earlier message quoted in this e-mail:";
	struct bdl_sheet *s = b->sheet;

	if (b->said)
		return;
	b->said = true;
	bdl_sheet_need(s, 13.5 + 6 + 4 + 2 * b->form.leading);
	if (s->full)
		return;
	s->y += 4;
	bdl_canvas_text(s->canvas, bdl_sheet_note, BDL_BLACK, BDL_LEFT_EDGE, s->y + 10, words,
		sizeof(words) - 1);
	s->y += 13.5 + 4;
}

static bool is_blank(const char *s, size_t length)
{
	size_t i = 0;

	while (i < length && (bdl_is_space((unsigned char)s[i])))
		i++;
	return i == length;
}

/* "On 10 February 2023 the Child Maintenance Service wrote:" */
static bool ends_in_colon(const struct bdl_line *l)
{
	size_t n = l->length;

	while (n > 0 && bdl_is_space((unsigned char)l->text[n - 1]))
		n--;
	return n > 0 && l->text[n - 1] == ':';
}

/* Does the paragraph at `from` (up to three lines) only say who wrote the quote below it? */
static bool introduces_quote(const char *text, size_t length, size_t from)
{
	size_t next = from, at;
	struct bdl_line l;
	unsigned lines = 0;
	bool colon = false;

	while (bdl_line_next(text, length, &next, &l)) {
		bool blank = is_blank(l.text, l.length);

		if (bdl_mail_quotes(l.text, l.length, &at) > 0)
			return colon;
		if (blank && !colon)
			return false;
		if (blank)
			continue;
		if (colon || ++lines > 3)
			return false;
		colon = ends_in_colon(&l);
	}
	return false;
}

static void spread_tabs(struct bdl_buffer *out, const char *s, size_t length)
{
	bdl_buffer_clear(out);
	for (size_t i = 0; i < length; i++)
		if (s[i] == '\t')
			bdl_buffer_text(out, "    ");
		else if (s[i] != '\f')
			bdl_buffer_byte(out, s[i]);
}

void bdl_mail_draw_body(
	struct bdl_sheet *sheet, const struct bdl_text_form *form, const char *text, size_t length)
{
	struct body body = {.sheet = sheet, .form = *form}, *b = &body;
	struct bdl_buffer line = BDL_BUFFER_INIT;
	size_t next = 0, at;
	struct bdl_line l;
	bool introducing = false, paragraph_begins = true;

	while (!b->sheet->full && bdl_line_next(text, length, &next, &l)) {
		unsigned quotes = bdl_mail_quotes(l.text, l.length, &at);
		bool blank = is_blank(l.text + at, l.length - at);

		b->sheet->cursor = l.at;
		if (quotes == 0 && !blank && paragraph_begins)
			introducing = introduces_quote(text, length, l.at);
		introducing &= quotes == 0;
		paragraph_begins = blank || quotes > 0;
		if (introducing)
			quotes = 1;
		if (blank) {
			draw_air(b, quotes < b->quotes ? quotes : b->quotes);
			b->quotes = quotes;
			continue;
		}
		if (quotes > 0)
			announce_quote(b);
		if (quotes == 0 && b->quotes > 0)
			draw_air(b, 0);
		spread_tabs(&line, l.text + at, l.length - at);
		draw_words(b, bdl_buffer_string(&line), line.length, quotes);
		b->quotes = quotes;
	}
	bdl_buffer_release(&line);
}
