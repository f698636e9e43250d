/* CSV: see csv.h. */
#include "model/csv.h"

#include "base/text.h"
#include <stdlib.h>
#include <string.h>

static bool is_formula(const char *text)
{
	text += strspn(text, "'");
	return *text && strchr("=+-@\t\r", *text);
}

void bdl_csv_put(struct bdl_buffer *out, const char *text)
{
	bool quoted;

	if (!text || !*text)
		return;
	quoted = text[strcspn(text, ",\"\r\n")] != '\0' || text[0] == ' ' ||
		 text[strlen(text) - 1] == ' ';
	if (quoted)
		bdl_buffer_byte(out, '"');
	if (is_formula(text))
		bdl_buffer_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			bdl_buffer_byte(out, '"');
		bdl_buffer_byte(out, *text);
	}
	if (quoted)
		bdl_buffer_byte(out, '"');
}

const char *bdl_csv_unguard(const char *cell)
{
	return *cell == '\'' && is_formula(cell) ? cell + 1 : cell;
}

/* ---- reading ---- */

void bdl_csv_begin(struct bdl_csv *r, const char *text, size_t length, char comma)
{
	size_t end = 5;

	*r = (struct bdl_csv){.text = text, .length = length, .comma = comma, .next_line = 1};
	if (length <= end || memcmp(text, "sep=", 4) != 0 || !strchr("\r\n", text[end]))
		return;
	end += text[end] == '\r' && end + 1 < length && text[end + 1] == '\n';
	r->at = end + 1;
	r->next_line = 2;
}

void bdl_csv_release(struct bdl_csv *r)
{
	bdl_buffer_release(&r->cells);
	free(r->starts);
	r->starts = NULL;
}

/* The character at `at`, a line's end of any kind being '\n'; -1 at the end. Steps behind it. */
static int take(struct bdl_csv *r)
{
	char c;

	if (r->at >= r->length)
		return -1;
	c = r->text[r->at++];
	if (c == '\r') {
		r->at += r->at < r->length && r->text[r->at] == '\n';
		c = '\n';
	}
	r->next_line += c == '\n';
	return (unsigned char)c;
}

static int begin_cell(struct bdl_csv *r, const char *path, struct bdl_error *err)
{
	if (r->count == BDL_CSV_CELLS_MOST)
		return bdl_fail(err, BDL_ELIMIT, path, "line %u has more than %u cells", r->line,
			BDL_CSV_CELLS_MOST);
	if (r->count == r->space) {
		size_t more = r->space ? r->space * 2 : 32;
		size_t *grown = realloc(r->starts, more * sizeof(*grown));

		if (!grown)
			return bdl_fail_memory(err);
		r->starts = grown;
		r->space = more;
	}
	r->starts[r->count++] = r->cells.length;
	return 0;
}

/* Takes what stands in quotation marks, the first being taken already. */
static int quoted(struct bdl_csv *r, const char *path, struct bdl_error *err)
{
	const size_t start = r->cells.length;
	const unsigned opened = r->next_line;
	int c;

	while ((c = take(r)) >= 0) {
		if (c == '"' && (r->at >= r->length || r->text[r->at] != '"'))
			return 0;
		r->at += c == '"';
		bdl_buffer_byte(&r->cells, (char)c);
		if (r->cells.length - start > BDL_CSV_CELL_MOST)
			break;
	}
	bdl_fail(err, BDL_EFORMAT, path, "line %u: a quotation mark is opened and not closed",
		opened);
	return bdl_hint(err, "close it with another, or write two of them where one is meant");
}

/* Blanks in front of a quotation mark, as people type them, are no part of the cell. */
static void skip_blanks(struct bdl_csv *r)
{
	size_t at = r->at;

	while (at < r->length && r->text[at] == ' ')
		at++;
	if (at < r->length && r->text[at] == '"')
		r->at = at;
}

/* One cell; what ended it: the comma, '\n', or -1 for the end. -2 with err. */
static int cell(struct bdl_csv *r, const char *path, struct bdl_error *err)
{
	size_t start = r->cells.length;
	int c;

	if (begin_cell(r, path, err) < 0)
		return -2;
	skip_blanks(r);
	c = take(r);
	if (c == '"') {
		if (quoted(r, path, err) < 0)
			return -2;
		c = take(r);
	}
	for (; c >= 0 && c != '\n' && c != (unsigned char)r->comma; c = take(r))
		bdl_buffer_byte(&r->cells, (char)c);
	if (r->cells.length - start > BDL_CSV_CELL_MOST) {
		bdl_fail(err, BDL_ELIMIT, path, "line %u: a cell is longer than %zu bytes", r->line,
			BDL_CSV_CELL_MOST);
		return -2;
	}
	bdl_buffer_byte(&r->cells, '\0');
	if (r->cells.failed) {
		bdl_fail_memory(err);
		return -2;
	}
	return c;
}

int bdl_csv_next(struct bdl_csv *r, const char *path, struct bdl_error *err)
{
	int c;

	if (r->at >= r->length)
		return 0;
	bdl_buffer_clear(&r->cells);
	r->count = 0;
	r->line = r->next_line;
	do
		c = cell(r, path, err);
	while (c == (unsigned char)r->comma);
	return c == -2 ? -1 : 1;
}

const char *bdl_csv_at(const struct bdl_csv *r, size_t column)
{
	return column < r->count ? r->cells.data + r->starts[column] : "";
}
