/*
 * Reading a PDF: as its own pages, however broken it is. What is done with the pages is in
 * part.c.
 */
#include "read/pdf/part.h"

#include "base/file.h"
#include "base/text.h"
#include "read/pdf/attached.h"
#include "read/pdf/poppler.h"
#include "read/pdf/salvage.h"
#include "read/reading.h"

#include <string.h>

#define RESCUED_MOST ((size_t)256 * 1024 * 1024)
#define TAIL 2048

/* ---- title ---- */

static bool contains(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (; *text; text++) {
		size_t i = 0;

		while (i < length && bdl_lower((unsigned char)text[i]) == word[i])
			i++;
		if (i == length)
			return true;
	}
	return false;
}

static bool ends(const char *text, const char *tail)
{
	size_t length = strlen(text), n = strlen(tail);

	return length >= n && bdl_text_casecmp(text + length - n, tail) == 0;
}

/* Programs fill the title with file names and with nothing; people seldom write one. */
static bool is_meaningful(const char *title)
{
	static const char *const noise[] = {"untitled", "microsoft word - ", "microsoft powerpoint",
		"microsoft excel", "powerpoint presentation", "print job", "scanned document",
		"scanned by", "scanned image", "full page photo", "document1", "presentation1",
		"slide 1", "no title", "\\", "://", "about:blank", "lorem ipsum"};
	static const char *const tails[] = {".pdf", ".doc", ".docx", ".dot", ".dotx", ".odt",
		".rtf", ".txt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".pub", ".indd",
		".qxd", ".qxp", ".pmd", ".ai", ".eps", ".ps", ".dvi", ".tex", ".tif", ".tiff",
		".jpg", ".jpeg", ".png", ".bmp", ".htm", ".html", ".cdr", ".wpd", ".p65", ".fm",
		".psd", ".eml", ".msg", ".xml", ".csv", ".aspx", ".php"};
	unsigned letters = 0;

	for (size_t i = 0; i < sizeof(noise) / sizeof(*noise); i++)
		if (contains(title, noise[i]))
			return false;
	for (size_t i = 0; i < sizeof(tails) / sizeof(*tails); i++)
		if (ends(title, tails[i]))
			return false;
	for (const char *p = title; *p; p++)
		letters += bdl_is_alpha((unsigned char)*p) || (unsigned char)*p >= 0x80;
	return letters >= 3;
}

static int read_title(struct bdl_reading *r, struct pdf_source *s, struct bdl_error *err)
{
	const struct pdf_value *info = bdl_source_get(s, &s->arena, s->trailer, "/Info");
	struct bdl_buffer b = BDL_BUFFER_INIT;
	const char *title;

	bdl_value_utf8(bdl_source_get(s, &s->arena, info, "/Title"), &b);
	if (b.failed || s->failed) {
		bdl_buffer_release(&b);
		return bdl_fail_memory(err);
	}
	title = bdl_reading_line(r, bdl_buffer_string(&b), b.length, BDL_TITLE_MAX);
	bdl_buffer_release(&b);
	if (!title)
		return bdl_fail_memory(err);
	if (is_meaningful(title))
		r->facts->title = title;
	return 0;
}

/* ---- damage ---- */

/* A file that breaks off has lost its end. */
static bool lacks_end(const struct bdl_mapping *m)
{
	size_t from = m->length > TAIL ? m->length - TAIL : 0;

	for (size_t i = from; i < m->length; i++) {
		const char *p = (const char *)m->bytes + i;
		size_t left = m->length - i;

		if ((left >= 4 && memcmp(p, "%%EO", 4) == 0) ||
			(left >= 9 && memcmp(p, "startxref", 9) == 0))
			return false;
	}
	return true;
}

/* How the bytes came to be read: as they are, or made anew by one of the ways to rescue them. */
enum way { AS_IT_IS, ANEW, SALVAGED };

static int read_source(struct bdl_reading *r, struct pdf_source *s, int pdf, enum way way,
	enum pdf_made *made, struct bdl_error *err)
{
	static const struct bdl_pdf_options options = {0};
	const struct pdf_job job = {.reading = r,
		.options = &options,
		.source = s,
		.pdf = pdf,
		.attachments = way == AS_IT_IS,
		.facts = true,
		.doubtful = way == SALVAGED};
	unsigned pages;

	if (bdl_part_make(&job, made, &pages, err) < 0)
		return -1;
	if (*made != PDF_MADE)
		return 0;
	r->facts->shown = true;
	r->facts->pages = pages;
	return read_title(r, s, err);
}

/* Reads a PDF in memory that was made of the evidence. */
static int read_made(struct bdl_reading *r, const struct bdl_buffer *pdf, enum way way,
	enum pdf_made *made, struct bdl_error *err)
{
	struct pdf_source s = {0};
	enum pdf_opened opened = bdl_source_open(&s, pdf->data, pdf->length);
	int fd, rc = 0;

	if (opened == PDF_NO_MEMORY)
		rc = bdl_fail_memory(err);
	if (opened == PDF_OPENED) {
		fd = bdl_part_as_file(pdf->data, pdf->length);
		rc = read_source(r, &s, fd, way, made, err);
		bdl_close_quietly(fd);
	}
	bdl_source_close(&s);
	return rc;
}

/* First poppler writes the file anew; if it cannot, pages are picked from what there is. */
static int rescue(struct bdl_reading *r, const struct bdl_mapping *file, enum pdf_opened opened,
	enum pdf_made *made, struct bdl_error *err)
{
	bool encrypted = opened == PDF_LOCKED || opened == PDF_FOREIGN;
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	int rc = 0;

	*made = PDF_NO_PAGES;
	if (bdl_poppler_rescue(r->input, RESCUED_MOST, &pdf) == 0)
		rc = read_made(r, &pdf, ANEW, made, err);
	else if (pdf.failed)
		rc = bdl_fail_memory(err);
	bdl_buffer_release(&pdf);
	if (rc < 0 || *made != PDF_NO_PAGES || encrypted)
		goto out;
	if (bdl_pdf_salvage(file->bytes, file->length, &pdf) == 0)
		rc = read_made(r, &pdf, SALVAGED, made, err);
	else if (pdf.failed)
		rc = bdl_fail_memory(err);
	bdl_buffer_release(&pdf);
out:
	if (rc < 0 || *made != PDF_MADE)
		return rc;
	rc = bdl_reading_warn(r, "%s",
		encrypted ? "It is encrypted in an unusual way; its pages were written anew to "
			    "show them."
			  : "The file is damaged; it is shown as far as it could be read.");
	return rc < 0 ? bdl_fail_memory(err) : 0;
}

static int conclude(
	struct bdl_reading *r, enum pdf_opened opened, enum pdf_made made, bool broken_off)
{
	if (made == PDF_TOO_BIG)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (made == PDF_NO_PAGES)
		return bdl_not_shown(r,
			opened == PDF_LOCKED || opened == PDF_FOREIGN ? BDL_REASON_LOCKED
								      : BDL_REASON_DAMAGED,
			NULL);
	if (broken_off)
		r->facts->reason = BDL_REASON_TRUNCATED;
	return 0;
}

int bdl_read_pdf(struct bdl_reading *r, struct bdl_error *err)
{
	enum pdf_made made = PDF_NO_PAGES;
	struct pdf_source s = {0};
	enum pdf_opened opened;
	struct bdl_mapping file;
	bool broken;
	int rc = -1;

	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	opened = bdl_source_open(&s, file.bytes, file.length);
	if (opened == PDF_NO_MEMORY) {
		bdl_fail_memory(err);
		goto out;
	}
	if (opened == PDF_OPENED && read_source(r, &s, r->input, AS_IT_IS, &made, err) < 0)
		goto out;
	broken = opened != PDF_OPENED || s.repaired || made == PDF_NO_PAGES;
	if (made == PDF_NO_PAGES && rescue(r, &file, opened, &made, err) < 0)
		goto out;
	r->facts->recognised = r->recognise && !r->no_words;
	if (opened == PDF_OPENED && bdl_attached_hand_out(r, &s, err) < 0)
		goto out;
	rc = conclude(r, opened, made, broken && lacks_end(&file));
out:
	bdl_source_close(&s);
	bdl_reading_unmap(&file);
	return rc;
}
