/*
 * Office documents: their pages as LibreOffice lays them out, made into a part like those of any
 * PDF. Where it is not installed, or cannot do it, the words of the document on drawn pages, and
 * where they cannot be had either, a sheet that says why. What is locked is told before anything
 * else is tried.
 */
#include "read/office.h"

#include "read/office_kit.h"
#include "read/reading.h"

#include <string.h>
#include <time.h>

#define OFFICE_FILE_MAX ((uint64_t)256 * 1024 * 1024)

/* What a sheet or a warning calls it. */
static const char *kind_of(const char *format)
{
	static const char *const kinds[][2] = {{"docx", "Word document"}, {"doc", "Word document"},
		{"odt", "text document"}, {"rtf", "rich text document"},
		{"xlsx", "Excel spreadsheet"}, {"xls", "Excel spreadsheet"}, {"ods", "spreadsheet"},
		{"pptx", "PowerPoint presentation"}, {"ppt", "PowerPoint presentation"},
		{"odp", "presentation"}, {"html", "web page"}};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i][0], format) == 0)
			return kinds[i][1];
	return "document";
}

/* A day that a clock in any part of the world could have put there a moment ago. */
static bool is_today(struct bdl_day day)
{
	int32_t today = (int32_t)(time(NULL) / 86400), apart = 9;

	if (bdl_day_exists(day))
		apart = bdl_day_number(day) - today;
	return apart >= -1 && apart <= 1;
}

/* Today's date on the pages may be of the clock's making: it is not offered as the document's. How
 * many there were. */
static size_t drop_today(struct bdl_facts *f)
{
	size_t kept = 0, count = f->date_count;

	for (size_t i = 0; i < count; i++)
		if (!is_today(f->dates[i].day))
			f->dates[kept++] = f->dates[i];
	f->date_count = kept;
	return count - kept;
}

/* Of these it is known whether they hold such a date; of slides, sheets and old Word files only
 * that it is today's. */
static bool tells_its_clock(const char *format)
{
	return strcmp(format, "docx") == 0 || strcmp(format, "odt") == 0 ||
	       strcmp(format, "rtf") == 0 || strcmp(format, "html") == 0;
}

static int warn_of_clock(struct bdl_reading *r, bool clock)
{
	if (!clock && (tells_its_clock(r->facts->format) || drop_today(r->facts) == 0))
		return 0;
	drop_today(r->facts);
	return bdl_reading_warn(r,
		"It holds a date that changes whenever it is opened: where its pages show "
		"the day on which this bundle was made, the document may have shown another.");
}

static int warn_of_contents(struct bdl_reading *r, const struct bdl_mapping *file)
{
	const struct bdl_office_contents c = bdl_office_look(file->bytes, file->length);

	if (warn_of_clock(r, c.clock) < 0)
		return -1;
	if (c.macros && bdl_reading_warn(r, "It holds macros; they were not run.") < 0)
		return -1;
	if (c.changes &&
		bdl_reading_warn(r, "It may hold tracked changes or comments that its pages do "
				    "not show in full.") < 0)
		return -1;
	if (c.embedded &&
		bdl_reading_warn(r, "It holds other documents, which were not unpacked.") < 0)
		return -1;
	return 0;
}

/* 1: shown; 0: what LibreOffice wrote is no PDF with pages; -1: failure. */
static int make_part(struct bdl_reading *r, const struct bdl_buffer *pdf, struct bdl_error *err)
{
	const struct bdl_pdf_options options = {.facts = true};
	struct bdl_error why = {0};
	unsigned pages;

	if (bdl_pdf_to_part(r, pdf->data, pdf->length, &options, &pages, &why) == 0) {
		r->facts->shown = true;
		r->facts->pages = pages;
		r->facts->recognised = r->recognise && !r->no_words;
		return 1;
	}
	if (why.code == BDL_EFORMAT)
		return 0;
	*err = why;
	return -1;
}

/* What such a file has at least; where it is there, it is not for damage that LibreOffice refuses
 * it. */
static bool is_whole(const char *format, const struct bdl_mapping *file)
{
	static const char *const members[][2] = {{"docx", "[Content_Types].xml"},
		{"xlsx", "[Content_Types].xml"}, {"pptx", "[Content_Types].xml"},
		{"odt", "content.xml"}, {"ods", "content.xml"}, {"odp", "content.xml"},
		{"doc", "WordDocument"}, {"xls", "Workbook"}, {"ppt", "PowerPoint Document"}};
	struct bdl_buffer ignored = BDL_BUFFER_INIT;
	bool whole = false;

	for (size_t i = 0; i < sizeof(members) / sizeof(*members) && !whole; i++)
		whole = strcmp(members[i][0], format) == 0 &&
			bdl_office_member(file->bytes, file->length, members[i][1], 1, &ignored);
	bdl_buffer_release(&ignored);
	return whole;
}

static int without_layout(struct bdl_reading *r, const struct bdl_mapping *file,
	enum bdl_office_answer answer, struct bdl_error *err)
{
	const char *kind = kind_of(r->facts->format);
	int shown = bdl_office_words(r, file->bytes, file->length, err);

	if (shown != 0)
		return shown < 0 ? -1 : 0;
	switch (answer) {
	case BDL_OFFICE_ABSENT:
		return bdl_not_shown(r, BDL_REASON_NOT_YET,
			bdl_arena_printf(r->arena, "%s; install LibreOffice to show it", kind));
	case BDL_OFFICE_SLOW:
		return bdl_not_shown(r, BDL_REASON_TOO_SLOW, NULL);
	case BDL_OFFICE_DONE:
	case BDL_OFFICE_FAILED:
		break;
	}
	if (!is_whole(r->facts->format, file))
		return bdl_not_shown(r, BDL_REASON_DAMAGED, NULL);
	return bdl_not_shown(r, BDL_REASON_NOT_YET,
		bdl_arena_printf(r->arena, "%s that LibreOffice does not open", kind));
}

static int show(struct bdl_reading *r, const struct bdl_mapping *file, struct bdl_error *err)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	enum bdl_office_answer answer =
		bdl_office_convert(r, file->bytes, file->length, r->facts->format, &pdf);
	int rc = 0;

	if (pdf.failed)
		rc = bdl_fail_memory(err);
	else if (answer == BDL_OFFICE_DONE)
		rc = make_part(r, &pdf, err);
	bdl_buffer_release(&pdf);
	if (rc == 0)
		rc = without_layout(r, file, answer, err);
	if (rc >= 0 && r->facts->shown && warn_of_contents(r, file) < 0)
		return bdl_fail_memory(err);
	if (rc >= 0)
		rc = bdl_office_dates(r, file->bytes, file->length, err);
	return rc < 0 ? -1 : 0;
}

int bdl_read_office(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_mapping file;
	int rc;

	if (r->size > OFFICE_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	if (strcmp(r->facts->media_type, "application/encrypted") == 0 ||
		bdl_office_locked(r->facts->format, file.bytes, file.length))
		rc = bdl_not_shown(r, BDL_REASON_LOCKED, NULL);
	else
		rc = show(r, &file, err);
	bdl_reading_unmap(&file);
	return rc;
}
