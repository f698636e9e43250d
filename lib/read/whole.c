/* See whole.h. */
#include "read/whole.h"

#include "base/text.h"
#include "read/jpeg_bare.h"
#include "read/reading.h"

#include <stdlib.h>
#include <string.h>

static bool is_one_of(const char *format, const char *const *formats)
{
	for (; *formats; formats++)
		if (strcmp(format, *formats) == 0)
			return true;
	return false;
}

static bool contains(const struct bdl_mapping *m, const char *word)
{
	size_t n = strlen(word);

	for (size_t i = 0; i + n <= m->length; i++)
		if (memcmp(m->bytes + i, word, n) == 0)
			return true;
	return false;
}

/* Text in which every character stands for itself. */
static int text_is_whole(struct bdl_reading *r, const struct bdl_mapping *m, struct bdl_error *err)
{
	const char *text = (const char *)m->bytes;
	struct bdl_private_spans spans;

	if (!bdl_utf8_valid(text, m->length) || memchr(text, '\0', m->length) ||
		contains(m, "&#") || contains(m, "\\u"))
		return 0;
	if (bdl_private_find(text, m->length, r->hide, &spans, err) < 0)
		return -1;
	r->facts->whole = spans.count == 0;
	free(spans.list);
	return 0;
}

/* Nothing but the picture: what a camera writes beside it cannot be searched. */
static bool jpeg_is_bare(const struct bdl_mapping *m)
{
	struct bdl_buffer bare = BDL_BUFFER_INIT;
	bool is = bdl_jpeg_bare(m->bytes, m->length, &bare) && !bare.failed &&
		  bare.length == m->length;

	bdl_buffer_release(&bare);
	return is;
}

static bool png_is_bare(const struct bdl_mapping *m)
{
	static const char *const needed[] = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA",
		"cHRM", "pHYs", "sBIT", "bKGD", NULL};
	size_t at = 8;

	while (at + 12 <= m->length) {
		const unsigned char *c = m->bytes + at;
		size_t n = (size_t)c[0] << 24 | (size_t)c[1] << 16 | (size_t)c[2] << 8 | c[3];
		char name[5] = {(char)c[4], (char)c[5], (char)c[6], (char)c[7], '\0'};

		if (n > m->length - at - 12 || !is_one_of(name, needed))
			return false;
		at += 12 + n;
	}
	return at == m->length;
}

int bdl_read_whole(struct bdl_reading *r, struct bdl_error *err)
{
	static const char *const texts[] = {
		"text", "csv", "ofx", "qif", "mt940", "camt", "whatsapp", NULL};
	const char *format = r->facts->format;
	struct bdl_mapping m;
	int rc = 0;

	if (!r->facts->shown || r->facts->hidden_count || r->facts->unsearched)
		return 0;
	if (bdl_reading_map(r, &m, err) < 0)
		return -1;
	if (is_one_of(format, texts))
		rc = text_is_whole(r, &m, err);
	else if (strcmp(format, "jpeg") == 0)
		r->facts->whole = jpeg_is_bare(&m);
	else if (strcmp(format, "png") == 0)
		r->facts->whole = png_is_bare(&m);
	else if (strcmp(format, "pdf") == 0)
		r->facts->whole = bdl_pdf_is_plain(r->input, m.bytes, m.length, r->hide);
	bdl_reading_unmap(&m);
	return rc;
}
