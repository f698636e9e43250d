/*
 * Plain text in any encoding: line for line as in the file, long lines wrapped, nothing left out.
 * The words are the file's own; only tabs become space and control characters become visible signs.
 */
#include "base/text.h"
#include "read/charset.h"
#include "read/lines.h"
#include "read/reading.h"
#include "read/sheet.h"
#include "read/text_form.h"

#include <string.h>

#define TAB_SPACES "    "

/* A line with tabs that fits when each piece begins at a tab stop. false: it does not fit, nothing
 * is drawn. */
static bool draw_tabbed(
	struct bdl_sheet *s, const struct bdl_text_form *f, const char *text, size_t length)
{
	for (int drawing = 0; drawing < 2; drawing++) {
		double x = BDL_LEFT_EDGE;
		size_t at = 0;

		while (at < length) {
			const char *tab = memchr(text + at, '\t', length - at);
			size_t n = tab ? (size_t)(tab - text) - at : length - at;

			if (drawing && n > 0)
				bdl_canvas_text(s->canvas, f->font, BDL_BLACK, x,
					s->y + f->font.size, text + at, n);
			x += bdl_canvas_width(s->canvas, f->font, text + at, n);
			if (x > s->right)
				return false;
			if (tab)
				x = BDL_LEFT_EDGE +
				    f->tab * (double)((int)((x - BDL_LEFT_EDGE + 4) / f->tab) + 1);
			at += n + (tab ? 1 : 0);
		}
	}
	s->y += f->leading;
	return true;
}

static int draw_line(
	struct bdl_sheet *s, const struct bdl_text_form *f, const char *text, size_t length)
{
	struct bdl_buffer spaced = BDL_BUFFER_INIT;
	int rc;

	if (!memchr(text, '\t', length)) {
		bdl_sheet_lines(s, f->font, f->leading, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
			text, length);
		return 0;
	}
	if (draw_tabbed(s, f, text, length))
		return 0;
	for (size_t i = 0; i < length; i++)
		bdl_buffer_add(&spaced, text[i] == '\t' ? TAB_SPACES : text + i,
			text[i] == '\t' ? strlen(TAB_SPACES) : 1);
	bdl_sheet_lines(s, f->font, f->leading, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
		bdl_buffer_string(&spaced), spaced.length);
	rc = spaced.failed ? -1 : 0;
	bdl_buffer_release(&spaced);
	return rc;
}

/* What stands between two form feeds of one line. */
static int draw_piece(struct bdl_sheet *s, const struct bdl_text_form *f, const char *text,
	size_t from, size_t to)
{
	s->cursor = from;
	bdl_sheet_need(s, f->leading);
	if (s->full)
		return 0;
	if (from == to) {
		s->y += f->leading;
		return 0;
	}
	return draw_line(s, f, text + from, to - from);
}

/* All lines; a form feed ends a page, unless nothing stands on it yet. */
static int draw_text(
	struct bdl_sheet *s, const struct bdl_text_form *f, const char *text, size_t length)
{
	struct bdl_line l;
	size_t next = 0;

	while (!s->full && bdl_line_next(text, length, &next, &l)) {
		size_t at = l.at, end = l.at + l.length;
		const char *feed;

		while ((feed = memchr(text + at, '\f', end - at))) {
			size_t stop = (size_t)(feed - text);

			if (stop > at && draw_piece(s, f, text, at, stop) < 0)
				return -1;
			at = stop + 1;
			s->cursor = at;
			if (stop > 0 && at < length && s->y > BDL_SHEET_TOP)
				bdl_sheet_page(s);
		}
		if ((end > at || l.length == 0) && draw_piece(s, f, text, at, end) < 0)
			return -1;
	}
	return 0;
}

/* Page by page, so that a date knows its page. */
static int find_dates(struct bdl_reading *r, const char *text, size_t length,
	const struct bdl_sheet *s, struct bdl_error *err)
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
		rc = bdl_reading_warn(r,
			"The file does not say how its letters are encoded; they were read as %s.",
			bdl_charset_name(charset->kind));
	if (rc == 0 && replaced > 0)
		rc = bdl_reading_warn(r,
			"%zu control character%s shown as a sign in square brackets.", replaced,
			replaced == 1 ? " is" : "s are");
	return rc;
}

static bool is_blank(const char *text, size_t length)
{
	size_t i = 0;

	while (i < length && bdl_is_space((unsigned char)text[i]))
		i++;
	return i == length;
}

/* The decoded text on pages. */
static int show(struct bdl_reading *r, const struct bdl_buffer *text, struct bdl_error *err)
{
	const char *label = bdl_reading_label(r),
		   *name = bdl_reading_line(r, r->name, strlen(r->name), BDL_TITLE_MAX);
	size_t *begins = bdl_arena_alloc(r->arena, BDL_DRAWN_PAGES_MAX * sizeof(*begins));
	const struct bdl_text_form form = bdl_text_form(bdl_buffer_string(text), text->length);
	const char *provenance;
	struct bdl_sheet s;

	if (!label || !name || !begins)
		return bdl_fail_memory(err);
	provenance = bdl_arena_printf(r->arena,
		"Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D. %s", name,
		is_blank(bdl_buffer_string(text), text->length)
			? "It holds nothing but white space."
			: "Its words are shown in full, line by line.");
	if (!provenance)
		return bdl_fail_memory(err);
	if (bdl_sheet_open(&s, form.landscape, label, provenance, err) < 0)
		return -1;
	s.y += 6;
	s.begins = begins;
	s.cursor = 0;
	if (draw_text(&s, &form, bdl_buffer_string(text), text->length) < 0) {
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
	struct bdl_mapping file = {0};
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
