/* Listing: see listing.h. Both sides of it, so that they cannot drift apart. */
#include "verify/listing.h"

#include "base/file.h"
#include "base/text.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define DIGITS_MOST 18 /* of a size: below 2^63 */

static const char letters[] = {
	[BDL_LISTED_SEALED] = 's', [BDL_LISTED_UNSEALED] = 'u', [BDL_LISTED_ALIKE] = 'a'};

void bdl_listing_write(struct bdl_buffer *out, const struct bdl_listed *row)
{
	char hex[BDL_SHA256_HEX];

	bdl_hex(row->sha256, hex);
	bdl_buffer_printf(out, "%c %s %" PRIu64 " ", letters[row->kind], hex, row->size);
	bdl_buffer_add(out, row->path, strlen(row->path) + 1);
}

static bool read_kind(char letter, enum bdl_listed_kind *kind)
{
	for (size_t i = 0; i < sizeof(letters); i++)
		if (letters[i] == letter) {
			*kind = (enum bdl_listed_kind)i;
			return true;
		}
	return false;
}

static bool read_row(const char *line, struct bdl_listed *row)
{
	size_t digits;

	*row = (struct bdl_listed){.path = NULL};
	if (!read_kind(line[0], &row->kind) || line[1] != ' ' ||
		bdl_unhex(line + 2, row->sha256) < 0)
		return false;
	line += 2 + BDL_SHA256_HEX - 1;
	if (*line++ != ' ')
		return false;
	digits = strspn(line, "0123456789");
	if (digits == 0 || digits > DIGITS_MOST || line[digits] != ' ')
		return false;
	row->size = strtoull(line, NULL, 10);
	row->path = line + digits + 1;
	return bdl_path_is_safe(row->path);
}

static int refuse(struct bdl_error *err)
{
	return bdl_fail(
		err, BDL_EFORMAT, NULL, "the reader's list of files is not what it should be");
}

static size_t count_lines(const struct bdl_buffer *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->length; i++)
		n += text->data[i] == '\0';
	return n;
}

int bdl_listing_parse(struct bdl_listing *l, const struct bdl_buffer *text, struct bdl_error *err)
{
	const char *line = text->data, *end = line ? line + text->length : NULL;
	size_t lines = count_lines(text);

	*l = (struct bdl_listing){.rows = NULL};
	if (text->length && end[-1] != '\0')
		return refuse(err);
	l->rows = calloc(lines + 1, sizeof(*l->rows));
	if (!l->rows)
		return bdl_fail_memory(err);
	for (; line < end; line += strlen(line) + 1) {
		struct bdl_listed *row = &l->rows[l->count];

		if (!read_row(line, row) || (l->count && strcmp(row[-1].path, row->path) >= 0))
			return refuse(err);
		l->count++;
	}
	return 0;
}

static int by_path(const void *key, const void *row)
{
	return strcmp(key, ((const struct bdl_listed *)row)->path);
}

struct bdl_listed *bdl_listing_find(struct bdl_listing *l, const char *path)
{
	return l->count ? bsearch(path, l->rows, l->count, sizeof(*l->rows), by_path) : NULL;
}

void bdl_listing_release(struct bdl_listing *l)
{
	free(l->rows);
	*l = (struct bdl_listing){.rows = NULL};
}
