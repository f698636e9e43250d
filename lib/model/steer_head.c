/* The head of index.csv: see steer_head.h. */
#include "model/steer_head.h"

#include "base/text.h"
#include "model/steer.h"
#include "model/steer_text.h"
#include <errno.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static const char file[] = BDL_STEER_FILE;

size_t bdl_steer_trimmed(const char *s, const char **start)
{
	size_t n;

	while (bdl_is_space((unsigned char)*s))
		s++;
	n = strlen(s);
	while (n > 0 && bdl_is_space((unsigned char)s[n - 1]))
		n--;
	*start = s;
	return n;
}

enum bdl_steer_column bdl_steer_column_of(const char *cell)
{
	char head[32];
	const char *start;
	size_t n = bdl_steer_trimmed(bdl_csv_unguard(cell), &start);

	if (n == 0 || n >= sizeof(head))
		return BDL_STEER_COLUMNS;
	memcpy(head, start, n);
	head[n] = '\0';
	return bdl_steer_column_find(head);
}

/* Reads the head with that comma; how many of its columns are read. `column` gets where they are.
 */
static unsigned try_comma(struct bdl_csv *csv, const char *text, size_t length, char comma,
	size_t column[BDL_STEER_COLUMNS])
{
	struct bdl_error ignored = {0};
	unsigned known = 0;

	for (size_t c = 0; c < BDL_STEER_COLUMNS; c++)
		column[c] = BDL_STEER_NOWHERE;
	bdl_csv_begin(csv, text, length, comma);
	if (bdl_csv_next(csv, file, &ignored) != 1)
		return 0;
	for (size_t i = csv->count; i-- > 0;) {
		enum bdl_steer_column c = bdl_steer_column_of(bdl_csv_at(csv, i));

		if (c == BDL_STEER_COLUMNS)
			continue;
		known += column[c] == BDL_STEER_NOWHERE;
		column[c] = i;
	}
	return known;
}

/* The comma with which the head has the most columns that are read. */
static char find_comma(const char *text, size_t length)
{
	static const char commas[] = {',', ';', '\t'};
	size_t column[BDL_STEER_COLUMNS];
	unsigned most = 0;
	char best = ',';

	for (size_t i = 0; i < sizeof(commas); i++) {
		struct bdl_csv csv;
		unsigned known = try_comma(&csv, text, length, commas[i], column);

		bdl_csv_release(&csv);
		if (known > most) {
			most = known;
			best = commas[i];
		}
	}
	return best;
}

static bool is_head(const size_t column[BDL_STEER_COLUMNS])
{
	bool named = column[BDL_STEER_PATH] != BDL_STEER_NOWHERE ||
		     column[BDL_STEER_SHA256] != BDL_STEER_NOWHERE;

	for (size_t c = BDL_STEER_TITLE; named && c <= BDL_STEER_ALLEGATIONS; c++)
		if (column[c] != BDL_STEER_NOWHERE)
			return true;
	return false;
}

bool bdl_steer_find_head(
	struct bdl_csv *csv, const char *text, size_t length, size_t column[BDL_STEER_COLUMNS])
{
	try_comma(csv, text, length, find_comma(text, length), column);
	return is_head(column);
}

bool bdl_steer_is_blank(const char *text, size_t length)
{
	while (length > 0 && bdl_is_space((unsigned char)text[length - 1]))
		length--;
	return length == 0;
}

int bdl_steer_file_is_index(int fd)
{
	char head[BDL_STEER_HEAD];
	size_t length = 0;

	while (length < sizeof(head)) {
		ssize_t n = pread(fd, head + length, sizeof(head) - length, (off_t)length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		length += (size_t)n;
	}
	return bdl_steer_is_index(head, length);
}

bool bdl_steer_is_index(const void *bytes, size_t length)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct bdl_error ignored = {0};
	size_t column[BDL_STEER_COLUMNS];
	bool ours = false;

	if (length > BDL_STEER_HEAD)
		length = BDL_STEER_HEAD;
	if (bdl_steer_text(&text, bytes, length, file, &ignored) == 0) {
		const char *s = bdl_buffer_string(&text);

		ours = bdl_steer_is_blank(s, text.length);
		if (!ours) {
			struct bdl_csv csv;

			ours = bdl_steer_find_head(&csv, s, text.length, column);
			bdl_csv_release(&csv);
		}
	}
	bdl_buffer_release(&text);
	return ours;
}
