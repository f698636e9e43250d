/*
 * A look into an office document without LibreOffice: is it behind a password, and does it hold
 * what its pages do not show. Names in a zip file's directory and in a compound file lie open, so
 * most is found by looking for them.
 */
#include "read/office.h"

#include "read/reading.h"
#include "read/sniff_inside.h"

#include <stdio.h>
#include <string.h>

#define LOOKED_AT ((size_t)8 * 1024 * 1024)
#define START_OF_STREAM ((size_t)4096)

static bool holds(const unsigned char *bytes, size_t length, const char *words)
{
	return bdl_find_bytes(bytes, length, words, strlen(words)) != NULL;
}

/* A name as a compound file has it: two bytes a letter. */
static bool holds_wide(const unsigned char *bytes, size_t length, const char *name)
{
	char wide[128];
	size_t n = strlen(name);

	if (2 * n > sizeof(wide))
		return false;
	for (size_t i = 0; i < n; i++) {
		wide[2 * i] = name[i];
		wide[2 * i + 1] = '\0';
	}
	return bdl_find_bytes(bytes, length, wide, 2 * n) != NULL;
}

static bool member_holds(
	const unsigned char *bytes, size_t length, const char *path, const char *words)
{
	struct bdl_buffer member = BDL_BUFFER_INIT;
	bool found = bdl_office_member(bytes, length, path, LOOKED_AT, &member) &&
		     holds((const unsigned char *)member.data, member.length, words);

	bdl_buffer_release(&member);
	return found;
}

/* The flag fEncrypted of the block at the start of a Word file. */
static bool is_locked_word(const unsigned char *start, size_t length)
{
	return length >= 12 && bdl_little16(start) == 0xA5EC && (start[11] & 1);
}

/* A workbook is a row of records: number, length, bytes. FILEPASS stands near its beginning. */
static bool is_locked_workbook(const unsigned char *start, size_t length)
{
	size_t at = 0;

	while (at + 4 <= length) {
		uint32_t number = bdl_little16(start + at);

		if (number == 0x002F)
			return true;
		at += 4 + bdl_little16(start + at + 2);
	}
	return false;
}

static bool stream_is(const unsigned char *bytes, size_t length, const char *name,
	bool (*is_locked)(const unsigned char *start, size_t length))
{
	struct bdl_buffer start = BDL_BUFFER_INIT;
	bool found = bdl_office_member(bytes, length, name, START_OF_STREAM, &start) &&
		     is_locked((const unsigned char *)start.data, start.length);

	bdl_buffer_release(&start);
	return found;
}

bool bdl_office_locked(const char *format, const unsigned char *bytes, size_t length)
{
	if (strcmp(format, "doc") == 0)
		return stream_is(bytes, length, "WordDocument", is_locked_word);
	if (strcmp(format, "xls") == 0)
		return stream_is(bytes, length, "Workbook", is_locked_workbook) ||
		       stream_is(bytes, length, "Book", is_locked_workbook);
	if (strcmp(format, "ppt") == 0)
		return holds_wide(bytes, length, "EncryptedSummary");
	if (format[0] == 'o')
		return member_holds(bytes, length, "META-INF/manifest.xml", "encryption-data");
	return false;
}

/* The beginnings of what stands for today's date in the words of a Word or OpenDocument file. */
static const char *const clocks[] = {
	"> DATE ", ">DATE ", "\" DATE ", "\"DATE ", "> TIME ", ">TIME ", "> DATE<", ">DATE<"};

static bool has_word_clock(const unsigned char *bytes, size_t length)
{
	static const char *const members[] = {"word/document.xml", "word/header1.xml",
		"word/header2.xml", "word/header3.xml", "word/footer1.xml"};

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		for (size_t k = 0; k < sizeof(clocks) / sizeof(*clocks); k++)
			if (member_holds(bytes, length, members[i], clocks[k]))
				return true;
	return false;
}

/* A date of an OpenDocument text that is not fixed. */
static bool has_open_clock(const unsigned char *bytes, size_t length)
{
	struct bdl_buffer member = BDL_BUFFER_INIT;
	bool found = false;

	if (bdl_office_member(bytes, length, "content.xml", LOOKED_AT, &member)) {
		const char *at = bdl_buffer_string(&member);

		while (!found && (at = strstr(at, "<text:date"))) {
			const char *end = strchr(at, '>'),
				   *fixed = strstr(at, "text:fixed=\"true\"");

			found = !fixed || !end || fixed > end;
			at++;
		}
	}
	bdl_buffer_release(&member);
	return found;
}

static struct bdl_office_contents look_into_zip(const unsigned char *bytes, size_t length)
{
	return (struct bdl_office_contents){.macros = holds(bytes, length, "vbaProject.bin") ||
						      holds(bytes, length, "Basic/script-lc.xml"),
		.clock = has_word_clock(bytes, length) || has_open_clock(bytes, length),
		.embedded = holds(bytes, length, "/embeddings/"),
		.changes = holds(bytes, length, "word/comments.xml") ||
			   holds(bytes, length, "/threadedComments/") ||
			   member_holds(bytes, length, "word/document.xml", "<w:ins ") ||
			   member_holds(bytes, length, "word/document.xml", "<w:del ") ||
			   member_holds(bytes, length, "content.xml", "<text:tracked-changes") ||
			   member_holds(bytes, length, "content.xml", "<office:annotation")};
}

struct bdl_office_contents bdl_office_look(const unsigned char *bytes, size_t length)
{
	if (length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
		return look_into_zip(bytes, length);
	if (length >= 4 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0)
		return (struct bdl_office_contents){
			.macros = holds_wide(bytes, length, "_VBA_PROJECT"),
			.embedded = holds_wide(bytes, length, "ObjectPool")};
	return (struct bdl_office_contents){
		.clock = length >= 5 && memcmp(bytes, "{\\rtf", 5) == 0 &&
			 (holds(bytes, length, "fldinst DATE") ||
				 holds(bytes, length, "fldinst { DATE") ||
				 holds(bytes, length, "fldinst {DATE") ||
				 holds(bytes, length, "\\chdate")),
		.changes = length >= 5 && memcmp(bytes, "{\\rtf", 5) == 0 &&
			   holds(bytes, length, "{\\*\\annotation")};
}

/* Behind `tag` in a member: "<dcterms:modified xsi:type="dcterms:W3CDTF">2023-02-10T...". false:
 * there is none. */
static bool find_saved(
	const unsigned char *bytes, size_t length, const char *path, const char *tag, char iso[11])
{
	struct bdl_buffer member = BDL_BUFFER_INIT;
	const char *at = NULL;

	iso[0] = '\0';
	if (bdl_office_member(bytes, length, path, LOOKED_AT, &member))
		at = strstr(bdl_buffer_string(&member), tag);
	at = at ? strchr(at, '>') : NULL;
	if (at)
		snprintf(iso, 11, "%.10s", at + 1);
	bdl_buffer_release(&member);
	return iso[0] != '\0';
}

int bdl_office_dates(
	struct bdl_reading *r, const unsigned char *bytes, size_t length, struct bdl_error *err)
{
	struct bdl_candidate c = {.precision = BDL_TO_DAY, .source = BDL_FROM_METADATA};
	char iso[11];

	if (length < 4 || memcmp(bytes, "PK\3\4", 4) != 0)
		return 0;
	if (!find_saved(bytes, length, "docProps/core.xml", "<dcterms:modified", iso) &&
		!find_saved(bytes, length, "meta.xml", "<dc:date", iso))
		return 0;
	if (bdl_day_parse_iso(iso, &c.day) < 0)
		return 0;
	c.raw = iso;
	return bdl_reading_candidate(r, &c, strlen(iso), err);
}
