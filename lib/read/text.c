/*
 * Plain text in any encoding: line for line as in the file, long lines wrapped, nothing left out. The words are
 * the file's own; only tabs become space and control characters become visible signs.
 */
#include "read/charset.h"
#include "read/lines.h"
#include "read/reading.h"
#include "read/sheet.h"

#include <string.h>

#define LEADING 16.0
#define TAB_STOP 54.0 /* eight digits of 12-point Liberation Sans */
#define TAB_SPACES "    "

/* A line with tabs that fits when each piece begins at a tab stop. false: it does not fit, nothing is drawn. */
static bool draw_tabbed(struct bdl_sheet *s, const char *text, size_t length)
{
	for (int drawing = 0; drawing < 2; drawing++) {
		double x = BDL_LEFT_EDGE;
		size_t at = 0;

		while (at < length) {
			const char *tab = memchr(text + at, '\t', length - at);
			size_t n = tab ? (size_t)(tab - text) - at : length - at;

			if (drawing && n > 0)
				bdl_canvas_text(s->canvas, bdl_sheet_text, BDL_BLACK, x, s->y + bdl_sheet_text.size, text + at, n);
			x += bdl_canvas_width(s->canvas, bdl_sheet_text, text + at, n);
			if (x > s->right)
				return false;
			if (tab)
				x = BDL_LEFT_EDGE + TAB_STOP * (double)((int)((x - BDL_LEFT_EDGE + 4) / TAB_STOP) + 1);
			at += n + (tab ? 1 : 0);
		}
	}
	s->y += LEADING;
	return true;
}

static int draw_line(struct bdl_sheet *s, const char *text, size_t length)
{
	struct bdl_buffer spaced = BDL_BUFFER_INIT;
	int rc;

	if (!memchr(text, '\t', length)) {
		bdl_sheet_lines(s, bdl_sheet_text, LEADING, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE, text, length);
		return 0;
	}
	if (draw_tabbed(s, text, length))
		return 0;
	for (size_t i = 0; i < length; i++)
		bdl_buffer_add(&spaced, text[i] == '\t' ? TAB_SPACES : text + i, text[i] == '\t' ? strlen(TAB_SPACES) : 1);
	bdl_sheet_lines(s, bdl_sheet_text, LEADING, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
		bdl_buffer_string(&spaced), spaced.length);
	rc = spaced.failed ? -1 : 0;
	bdl_buffer_release(&spaced);
	return rc;
}

/* What stands between two form feeds of one line. */
static int draw_piece(struct bdl_sheet *s, const char *text, size_t from, size_t to)
{
	s->cursor = from;
	bdl_sheet_need(s, LEADING);
	if (s->full)
		return 0;
	if (from == to) {
		s->y += LEADING;
		return 0;
	}
	return draw_line(s, text + from, to - from);
}

/* All lines; a form feed ends a page. */
static int draw_text(struct bdl_sheet *s, const char *text, size_t length)
{
	struct bdl_line l;
	size_t next = 0;

	while (!s->full && bdl_line_next(text, length, &next, &l)) {
		size_t at = l.at, end = l.at + l.length;
		const char *feed;

		while ((feed = memchr(text + at, '\f', end - at))) {
			size_t stop = (size_t)(feed - text);

			if (stop > at && draw_piece(s, text, at, stop) < 0)
				return -1;
			at = stop + 1;
			s->cursor = at;
			if (at < length)
				bdl_sheet_page(s);
		}
		if ((end > at || l.length == 0) && draw_piece(s, text, at, end) < 0)
			return -1;
	}
	return 0;
}

/* Page by page, so that a date knows its page. */
static int find_dates(struct bdl_reading *r, const char *text, size_t length, const struct bdl_sheet *s,
	struct bdl_error *err)
{
	for (unsigned i = 0; i < s->pages; i++) {
		size_t from = s->begins[i], to = i + 1 < s->pages ? s->begins[i + 1] : length;

		if (to > from && bdl_reading_dates(r, text + from, to - from, i + 1, err) < 0)
			return -1;
	}
	return 0;
}

static int warn(struct bdl_reading *r, const struct bdl_charset *charset, size_t replaced)
{
	int rc = 0;

	if (charset->guessed)
		rc = bdl_reading_warn(r, "The file does not say how its letters are encoded; they were read as %s.",
			bdl_charset_name(charset->kind));
	if (rc == 0 && replaced > 0)
		rc = bdl_reading_warn(r, "%zu control character%s shown as a sign in square brackets.", replaced,
			replaced == 1 ? " is" : "s are");
	return rc;
}

/* The decoded text on pages. */
static int show(struct bdl_reading *r, const struct bdl_buffer *text, struct bdl_error *err)
{
	const char *label = bdl_reading_label(r), *name = bdl_reading_line(r, r->name, strlen(r->name), BDL_TITLE_MAX);
	size_t *begins = bdl_arena_alloc(r->arena, BDL_DRAWN_PAGES_MAX * sizeof(*begins));
	const char *provenance;
	struct bdl_sheet s;

	if (!label || !name || !begins)
		return bdl_fail_memory(err);
	provenance = bdl_arena_printf(r->arena,
		"Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D. Its words are shown in full, line by line.", name);
	if (!provenance)
		return bdl_fail_memory(err);
	if (bdl_sheet_open(&s, false, label, provenance, err) < 0)
		return -1;
	s.y += 6;
	s.begins = begins;
	s.cursor = 0;
	if (draw_text(&s, bdl_buffer_string(text), text->length) < 0) {
		bdl_sheet_abort(&s);
		return bdl_fail_memory(err);
	}
	if (bdl_sheet_close(&s, r, err) < 0)
		return -1;
	return find_dates(r, bdl_buffer_string(text), text->length, &s, err);
}

int bdl_read_text(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, plain = BDL_BUFFER_INIT;
	struct bdl_mapping file = { 0 };
	struct bdl_charset charset;
	size_t replaced;
	int rc = -1;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	(void)bdl_charset_guess(file.bytes, file.length, &charset);
	bdl_charset_decode(&charset, file.bytes + charset.mark, file.length - charset.mark, &text);
	replaced = bdl_sheet_plain(&plain, bdl_buffer_string(&text), text.length);
	if (text.failed || plain.failed || warn(r, &charset, replaced) < 0) {
		bdl_fail_memory(err);
		goto out;
	}
	if (bdl_reading_opening(r, bdl_buffer_string(&text), text.length, err) < 0)
		goto out;
	rc = show(r, &plain, err);
out:
	bdl_buffer_release(&text);
	bdl_buffer_release(&plain);
	bdl_reading_unmap(&file);
	return rc;
}
