/*
 * The words of an office document on drawn pages, for when LibreOffice is not there or cannot read
 * it: nothing of the layout is kept, and the page says so.
 */
#include "base/text.h"
#include "read/charset.h"
#include "read/html_text.h"
#include "read/lines.h"
#include "read/office.h"
#include "read/reading.h"
#include "read/sheet.h"

#include <string.h>

#define XML_MAX ((size_t)64 * 1024 * 1024)
#define LEADING 16.0
#define NOTE "The layout is not kept: only the words are shown."

static void find_html(const unsigned char *bytes, size_t length, struct bdl_buffer *words)
{
	struct bdl_buffer html = BDL_BUFFER_INIT;
	struct bdl_charset charset;

	(void)bdl_charset_guess(bytes, length, &charset);
	bdl_charset_decode(&charset, bytes + charset.mark, length - charset.mark, &html);
	bdl_html_text(bdl_buffer_string(&html), html.length, NULL, words, NULL);
	words->failed |= html.failed;
	bdl_buffer_release(&html);
}

static void find_words(
	const char *format, const unsigned char *bytes, size_t length, struct bdl_buffer *words)
{
	const char *member = strcmp(format, "docx") == 0  ? "word/document.xml"
			     : strcmp(format, "odt") == 0 ? "content.xml"
							  : NULL;
	struct bdl_buffer xml = BDL_BUFFER_INIT;

	if (strcmp(format, "rtf") == 0)
		bdl_office_rtf((const char *)bytes, length, words);
	else if (strcmp(format, "html") == 0)
		find_html(bytes, length, words);
	else if (member && bdl_office_member(bytes, length, member, XML_MAX, &xml))
		bdl_office_xml(xml.data, xml.length, words);
	words->failed |= xml.failed;
	bdl_buffer_release(&xml);
}

static void draw_words(struct bdl_sheet *s, const char *text, size_t length)
{
	struct bdl_line l;
	size_t next = 0;

	while (!s->full && bdl_line_next(text, length, &next, &l)) {
		s->cursor = l.at;
		bdl_sheet_need(s, LEADING);
		if (l.length == 0)
			s->y += LEADING;
		bdl_sheet_lines(s, bdl_sheet_text, LEADING, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
			text + l.at, l.length);
	}
}

static int find_dates(struct bdl_reading *r, const struct bdl_buffer *text,
	const struct bdl_sheet *s, struct bdl_error *err)
{
	for (unsigned i = 0; i < s->pages; i++) {
		size_t from = s->begins[i], to = i + 1 < s->pages ? s->begins[i + 1] : text->length;

		if (to > from && bdl_reading_dates(r, text->data + from, to - from, i + 1, err) < 0)
			return -1;
	}
	return 0;
}

static int draw(struct bdl_reading *r, const struct bdl_buffer *text, struct bdl_error *err)
{
	const char *label = bdl_reading_label(r),
		   *name = bdl_reading_line(r, r->name, strlen(r->name), BDL_TITLE_MAX);
	size_t *begins = bdl_arena_alloc(r->arena, BDL_DRAWN_PAGES_MAX * sizeof(*begins));
	const char *provenance =
		name ? bdl_arena_printf(r->arena,
			       "Drawn from the file \xE2\x80\x9C%s\xE2\x80\x9D. " NOTE, name)
		     : NULL;
	struct bdl_sheet s;

	if (!label || !begins || !provenance || bdl_reading_warn(r, NOTE) < 0)
		return bdl_fail_memory(err);
	if (bdl_sheet_open(&s, false, label, provenance, err) < 0)
		return -1;
	s.y += 6;
	s.begins = begins;
	begins[0] = 0;
	draw_words(&s, text->data, text->length);
	if (bdl_sheet_close(&s, r, err) < 0 || find_dates(r, text, &s, err) < 0)
		return -1;
	return 1;
}

static bool is_blank(const struct bdl_buffer *b)
{
	for (size_t i = 0; i < b->length; i++)
		if (!bdl_is_space((unsigned char)b->data[i]))
			return false;
	return true;
}

int bdl_office_words(
	struct bdl_reading *r, const unsigned char *bytes, size_t length, struct bdl_error *err)
{
	struct bdl_buffer words = BDL_BUFFER_INIT, plain = BDL_BUFFER_INIT;
	int rc = 0;

	find_words(r->facts->format, bytes, length, &words);
	bdl_sheet_plain(&plain, bdl_buffer_string(&words), words.length);
	if (words.failed || plain.failed)
		rc = bdl_fail_memory(err);
	else if (!is_blank(&words)) {
		rc = bdl_reading_opening(r, words.data, words.length, err);
		if (rc == 0)
			rc = draw(r, &plain, err);
	}
	bdl_buffer_release(&words);
	bdl_buffer_release(&plain);
	return rc;
}
