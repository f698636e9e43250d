/* See bbox.h. */
#include "read/pdf/bbox.h"

#include "base/text.h"
#include "read/pdf/lex.h"
#include "read/pdf/poppler.h"

#include <string.h>

#define PAGES_AT_A_TIME 250u /* a child has but so much time */
#define LINE_MOST ((size_t)256 * 1024) /* of pdftotext's answer; longer lines are cut */

/* The number behind `name` in an element; 0 without. */
static double attribute(const char *line, const char *name)
{
	const char *at = strstr(line, name);

	if (!at)
		return 0;
	at += strlen(name);
	return bdl_lex_number(at, strcspn(at, "\""));
}

static void resolve(struct bdl_buffer *out, const char *text, size_t length)
{
	static const struct {
		const char *entity;
		char character;
	} entities[] = {
		{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};

	for (size_t i = 0; i < length;) {
		size_t n = 1;
		char byte = text[i];

		for (size_t k = 0; byte == '&' && k < sizeof(entities) / sizeof(*entities); k++) {
			if (!bdl_text_starts(text + i, entities[k].entity))
				continue;
			byte = entities[k].character;
			n = strlen(entities[k].entity);
			break;
		}
		bdl_buffer_byte(out, byte);
		i += n;
	}
}

static void word(struct pdf_bbox_reader *r, const char *line)
{
	const char *text = strchr(line, '>'), *end = text ? strstr(text, "</word>") : NULL;
	struct pdf_bbox e = {.kind = PDF_BBOX_WORD};

	bdl_buffer_clear(&r->word);
	r->cut |= !end;
	if (end)
		resolve(&r->word, text + 1, (size_t)(end - text - 1));
	e.box[0] = attribute(line, "xMin=\"");
	e.box[1] = attribute(line, "yMin=\"");
	e.box[2] = attribute(line, "xMax=\"");
	e.box[3] = attribute(line, "yMax=\"");
	e.text = bdl_buffer_string(&r->word);
	e.length = r->word.length;
	r->take(&e, r->data);
}

static void element(struct pdf_bbox_reader *r)
{
	const char *line = bdl_buffer_string(&r->line);
	struct pdf_bbox e = {.kind = PDF_BBOX_LINE_END};

	while (*line == ' ')
		line++;
	if (bdl_text_starts(line, "<word ")) {
		word(r, line);
		return;
	}
	if (bdl_text_starts(line, "<page "))
		e.kind = PDF_BBOX_PAGE;
	else if (bdl_text_starts(line, "</page>"))
		e.kind = PDF_BBOX_PAGE_END;
	else if (!bdl_text_starts(line, "</line>") && !bdl_text_starts(line, "</block>"))
		return;
	r->take(&e, r->data);
}

void bdl_bbox_take(struct pdf_bbox_reader *r, const char *bytes, size_t length)
{
	while (length) {
		const char *newline = memchr(bytes, '\n', length);
		size_t n = newline ? (size_t)(newline - bytes) : length;
		size_t room = LINE_MOST - r->line.length;

		bdl_buffer_add(&r->line, bytes, n < room ? n : room);
		if (newline) {
			element(r);
			bdl_buffer_clear(&r->line);
			n++;
		}
		bytes += n;
		length -= n;
	}
}

bool bdl_bbox_release(struct pdf_bbox_reader *r)
{
	bool whole = !r->line.failed && !r->word.failed;

	bdl_buffer_release(&r->line);
	bdl_buffer_release(&r->word);
	return whole;
}

static bool read_some(struct pdf_bbox_reader *r, int pdf, unsigned first, unsigned last)
{
	struct poppler_child child;
	char piece[65536];
	size_t n;

	if (bdl_poppler_words_of(&child, pdf, first, last, NULL) < 0)
		return false;
	while ((n = bdl_poppler_read(&child, piece, sizeof(piece))) > 0)
		bdl_bbox_take(r, piece, n);
	return bdl_poppler_end(&child) == 0;
}

int bdl_bbox_read(
	int pdf, size_t pages, void (*call)(const struct pdf_bbox *e, void *data), void *data)
{
	struct pdf_bbox_reader r = {.take = call, .data = data};
	bool whole = pdf >= 0;

	for (size_t first = 1; whole && first <= pages; first += PAGES_AT_A_TIME) {
		size_t last = first + PAGES_AT_A_TIME - 1;

		whole = read_some(
			&r, pdf, (unsigned)first, (unsigned)(last < pages ? last : pages));
	}
	return bdl_bbox_release(&r) && whole && !r.cut ? 0 : -1;
}
