/* Columns of index.csv: see steer_columns.h. */
#include "model/steer_columns.h"

#include "base/digest.h"
#include "base/text.h"
#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct {
	const char *name;
	char letter; /* in the notes; 0: none is taken */
} columns[BDL_STEER_COLUMNS] = {
	[BDL_STEER_PATH] =        { "path",        0 },
	[BDL_STEER_TITLE] =       { "title",       't' },
	[BDL_STEER_DATE] =        { "date",        'd' },
	[BDL_STEER_KIND] =        { "kind",        'k' },
	[BDL_STEER_SECTION] =     { "section",     's' },
	[BDL_STEER_ORDER] =       { "order",       0 },
	[BDL_STEER_INCLUDE] =     { "include",     0 },
	[BDL_STEER_EVENT] =       { "event",       'e' },
	[BDL_STEER_RECEIVED] =    { "received",    'r' },
	[BDL_STEER_ALLEGATIONS] = { "allegations", 'a' },
	[BDL_STEER_DATE_SOURCE] = { "date_source", 'g' },
	[BDL_STEER_SHA256] =      { "sha256",      0 },
	[BDL_STEER_UNEDITED] =    { "unedited",    0 },
};

/* clang-format on */

static const char *const not_read[] = {"number", BDL_STEER_ARCHIVED, "pages", "first_page", "shown",
	"duplicate_of", "size", "media_type", "stored_as", "parent", "volume", "note", NULL};

enum { NOTE = 11 }; /* bytes of " t:5f3a91c2" */

const char *bdl_steer_column_name(enum bdl_steer_column c)
{
	return columns[c].name;
}

enum bdl_steer_column bdl_steer_column_find(const char *head)
{
	unsigned c = 0;

	while (c < BDL_STEER_COLUMNS && bdl_text_casecmp(columns[c].name, head) != 0)
		c++;
	return (enum bdl_steer_column)c;
}

bool bdl_steer_column_is_ours(const char *head)
{
	for (const char *const *name = not_read; *name; name++)
		if (bdl_text_casecmp(*name, head) == 0)
			return true;
	return false;
}

const char *bdl_steer_line(struct bdl_arena *a, const char *text)
{
	struct bdl_buffer line = BDL_BUFFER_INIT, safe = BDL_BUFFER_INIT;
	const char *out = NULL;
	bool gap = false;

	for (; *text; text++) {
		if (bdl_is_space((unsigned char)*text)) {
			gap = line.length > 0;
			continue;
		}
		if (gap)
			bdl_buffer_byte(&line, ' ');
		gap = false;
		bdl_buffer_byte(&line, *text);
	}
	if (!line.failed && bdl_text_escape(&safe, bdl_buffer_string(&line), line.length) == 0)
		out = bdl_arena_string(a, bdl_buffer_string(&safe));
	bdl_buffer_release(&line);
	bdl_buffer_release(&safe);
	return out;
}

static bool make_note(enum bdl_steer_column c, const char *text, char note[NOTE + 1])
{
	uint8_t sha256[BDL_SHA256_SIZE];

	if (!text || !*text || !columns[c].letter ||
		bdl_digest_bytes(text, strlen(text), sha256, NULL) < 0)
		return false;
	snprintf(note, NOTE + 1, " %c:%02x%02x%02x%02x", columns[c].letter, sha256[0], sha256[1],
		sha256[2], sha256[3]);
	return true;
}

void bdl_steer_note(struct bdl_buffer *out, enum bdl_steer_column c, const char *text)
{
	char note[NOTE + 1];

	if (make_note(c, text, note))
		bdl_buffer_text(out, note);
}

bool bdl_steer_is_noted(const char *notes, enum bdl_steer_column c, const char *text)
{
	char note[NOTE + 1];

	return notes && make_note(c, text, note) && strstr(notes, note + 1);
}
