/* See csv_wrap.h. */
#include "read/csv_wrap.h"

#include <stdlib.h>

static bool add_line(struct bdl_csv_wrapping *w, size_t at, size_t length)
{
	if (w->count == w->space) {
		size_t space = w->space ? w->space * 2 : 256;
		struct bdl_csv_line *more = realloc(w->lines, space * sizeof(*more));

		if (!more)
			return false;
		w->lines = more;
		w->space = space;
	}
	w->lines[w->count++] = (struct bdl_csv_line){.at = at, .length = length};
	return true;
}

static bool is_plain(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return true;
}

void bdl_csv_spell(struct bdl_csv_wrapping *w, struct bdl_canvas *c, enum bdl_face face,
	const char *text, size_t length)
{
	size_t at = w->text.length;

	if (is_plain(text, length))
		bdl_buffer_add(&w->text, text, length);
	else
		bdl_canvas_spell(c, face, text, length, &w->text, &w->missing);
	w->failed |= w->text.failed;
	for (; at < w->text.length; at++)
		if (w->text.data[at] == '\t' || w->text.data[at] == '\f')
			w->text.data[at] = ' ';
}

/* A sign is spelled before it is wrapped, so that it breaks like the words that it is. */
struct bdl_csv_lines bdl_csv_wrap(struct bdl_csv_wrapping *w, struct bdl_canvas *c,
	struct bdl_font f, double width, const char *text, size_t length)
{
	struct bdl_csv_lines lines = {.first = w->count};
	size_t at = w->text.length, next;

	bdl_csv_spell(w, c, f.face, text, length);
	while (!w->failed && at < w->text.length) {
		size_t n = bdl_canvas_break(
			c, f, width, w->text.data + at, w->text.length - at, &next);

		if (!add_line(w, at, n))
			w->failed = true;
		at += next;
	}
	lines.count = w->count - lines.first;
	return lines;
}

size_t bdl_csv_tallest(const struct bdl_csv_lines *cells, size_t count)
{
	size_t most = 0;

	for (size_t i = 0; i < count; i++)
		if (cells[i].count > most)
			most = cells[i].count;
	return most;
}

void bdl_csv_wrapping_clear(struct bdl_csv_wrapping *w)
{
	bdl_buffer_clear(&w->text);
	w->count = 0;
}

void bdl_csv_wrapping_release(struct bdl_csv_wrapping *w)
{
	bdl_buffer_release(&w->text);
	free(w->lines);
	*w = (struct bdl_csv_wrapping){0};
}
