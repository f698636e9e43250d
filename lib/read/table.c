/* See table.h: a whole table taken apart by libcsv. The only file that knows libcsv. */
#include "read/table.h"

#include "base/datefind.h"
#include "base/text.h"

#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define HEADER_WITHIN 25 /* rows in which the column heads are looked for */
#define HEAD_MAX 60 /* bytes of a column head */
#define COLUMNS_A_SENTENCE 8 /* one head in so many may explain something at length */
#define NO_QUOTE 0xFFu /* a byte that no UTF-8 has */

/* While parsing, a cell's text is its offset in bytes: the buffer still moves. */
struct parsing {
	struct bdl_table *t;
	size_t first; /* cell of the row now being read */
	bool failed;
};

static void *grow(void *list, size_t *space, size_t count, size_t size)
{
	size_t more = *space ? *space * 2 : 256;
	void *larger;

	if (count < *space)
		return list;
	larger = more > SIZE_MAX / size / 2 ? NULL : realloc(list, more * size);
	if (larger)
		*space = more;
	return larger;
}

static void take_cell(void *text, size_t length, void *data)
{
	struct parsing *p = data;
	struct bdl_table *t = p->t;
	struct bdl_cell *cells = grow(t->cells, &t->cell_space, t->cell_count, sizeof(*cells));

	if (!cells) {
		p->failed = true;
		return;
	}
	t->cells = cells;
	t->cells[t->cell_count].text = NULL;
	t->cells[t->cell_count++].length = length;
	bdl_buffer_add(&t->bytes, text, length);
}

static void take_row(int end, void *data)
{
	struct parsing *p = data;
	struct bdl_table *t = p->t;
	struct bdl_row *rows = grow(t->rows, &t->row_space, t->row_count, sizeof(*rows));
	size_t count = t->cell_count - p->first;

	(void)end;
	if (!rows) {
		p->failed = true;
		return;
	}
	t->rows = rows;
	t->rows[t->row_count++] = (struct bdl_row){.first = p->first, .count = count};
	if (count > t->columns)
		t->columns = count;
	p->first = t->cell_count;
}

/* 0; -1: a quote was never closed, or memory is out (t->bytes.failed, or *failed). */
static int parse(struct bdl_table *t, const char *text, size_t length, char delimiter,
	unsigned char quote, bool *failed)
{
	struct parsing p = {.t = t};
	struct csv_parser parser;
	int rc = 0;

	if (csv_init(&parser, CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) {
		*failed = true;
		return -1;
	}
	csv_set_delim(&parser, (unsigned char)delimiter);
	csv_set_quote(&parser, quote);
	csv_set_blk_size(&parser, 4096);
	if (csv_parse(&parser, text, length, take_cell, take_row, &p) != length)
		p.failed = true;
	else if (csv_fini(&parser, take_cell, take_row, &p) != 0)
		rc = -1;
	csv_free(&parser);
	*failed = p.failed || t->bytes.failed;
	return *failed ? -1 : rc;
}

static void clear(struct bdl_table *t)
{
	bdl_buffer_clear(&t->bytes);
	t->cell_count = t->row_count = t->columns = 0;
}

/* A number, or what begins with a date. */
static bool is_datum(struct bdl_cell c)
{
	struct bdl_found_date date;

	return bdl_cell_is_number(c) || (bdl_find_date(c.text, c.length, 0, &date) && date.at == 0);
}

static size_t filled_cells(const struct bdl_table *t, size_t row)
{
	size_t filled = 0;

	for (size_t i = 0; i < t->rows[row].count; i++)
		filled += bdl_table_cell(t, row, i).length > 0;
	return filled;
}

/* "Account name:" and what it is: a line of a preamble. */
static bool is_label(const struct bdl_table *t, size_t row)
{
	struct bdl_cell c = bdl_table_cell(t, row, 0);

	return c.length > 0 && c.text[c.length - 1] == ':';
}

/*
 * Column heads: as many cells as most rows have, most of them filled, none of them a number or a
 * date, and hardly one of them long.
 */
static bool is_header(const struct bdl_table *t, size_t row, size_t columns)
{
	size_t count = t->rows[row].count, sentences = 0;

	if (count + 1 < columns || count < 2 || is_label(t, row))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct bdl_cell c = bdl_table_cell(t, row, i);

		if (is_datum(c))
			return false;
		sentences += c.length > HEAD_MAX;
	}
	return sentences <= count / COLUMNS_A_SENTENCE && filled_cells(t, row) * 5 >= count * 3;
}

/*
 * A row with as many cells as most have, half of them filled, and a number or a date in one. A
 * balance above the heads is not filled so well.
 */
static bool is_data(const struct bdl_table *t, size_t row, size_t columns)
{
	if (t->rows[row].count < columns || is_label(t, row) ||
		filled_cells(t, row) * 2 < t->rows[row].count)
		return false;
	for (size_t i = 0; i < t->rows[row].count; i++)
		if (is_datum(bdl_table_cell(t, row, i)))
			return true;
	return false;
}

/*
 * The first row that could be heads, unless the row straight above the data could be so as well and
 * has more words in it: then the first is a line of a preamble.
 */
static void find_header(struct bdl_table *t, size_t columns)
{
	size_t above = SIZE_MAX; /* the newest row with anything in it */

	t->header = SIZE_MAX;
	t->body = 0;
	for (size_t i = 0; i < t->row_count && i < HEADER_WITHIN; i++) {
		if (is_data(t, i, columns)) {
			if (t->header != SIZE_MAX && is_header(t, above, columns) &&
				filled_cells(t, above) > filled_cells(t, t->header))
				t->header = above;
			break;
		}
		if (filled_cells(t, i) == 0)
			continue;
		above = i;
		if (t->header == SIZE_MAX && is_header(t, i, columns))
			t->header = i;
	}
	if (t->header != SIZE_MAX)
		t->body = t->header + 1;
}

int bdl_table_parse(struct bdl_table *t, const char *text, size_t length,
	const struct bdl_table_shape *shape, struct bdl_error *err)
{
	const char *at;
	bool failed;
	int rc = parse(t, text, length, shape->delimiter, CSV_QUOTE, &failed);

	if (rc < 0 && !failed) {
		clear(t);
		t->loose_quote = true;
		rc = parse(t, text, length, shape->delimiter, NO_QUOTE, &failed);
	}
	if (rc < 0)
		return bdl_fail_memory(err);
	at = bdl_buffer_string(&t->bytes);
	for (size_t i = 0; i < t->cell_count; i++) {
		t->cells[i].text = at;
		at += t->cells[i].length;
	}
	find_header(t, shape->columns);
	return 0;
}

void bdl_table_release(struct bdl_table *t)
{
	bdl_buffer_release(&t->bytes);
	free(t->cells);
	free(t->rows);
	*t = (struct bdl_table)BDL_TABLE_INIT;
}

struct bdl_cell bdl_table_cell(const struct bdl_table *t, size_t row, size_t column)
{
	const struct bdl_row *r = &t->rows[row];

	if (column >= r->count)
		return (struct bdl_cell){.text = "", .length = 0};
	return t->cells[r->first + column];
}

/* Bytes of a currency sign, of a sign, of a bracket: what may stand round the digits of a number.
 */
static size_t skip_sign(const char *s, size_t length)
{
	static const char *const signs[] = {"\xC2\xA3", "\xE2\x82\xAC", "\xE2\x88\x92", "\xC2\xA0",
		"$", "-", "+", "(", ")", " ", "%"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (length >= strlen(signs[i]) && memcmp(s, signs[i], strlen(signs[i])) == 0)
			return strlen(signs[i]);
	return 0;
}

bool bdl_cell_is_number(struct bdl_cell c)
{
	size_t i = 0, n, points = 0, digits = 0;

	while (i < c.length && (n = skip_sign(c.text + i, c.length - i)) > 0)
		i += n;
	while (i < c.length &&
		(bdl_is_digit((unsigned char)c.text[i]) || c.text[i] == ',' || c.text[i] == '.')) {
		digits += bdl_is_digit((unsigned char)c.text[i]);
		points += c.text[i] == '.';
		i++;
	}
	while (i < c.length && (n = skip_sign(c.text + i, c.length - i)) > 0)
		i += n;
	if (c.length - i == 2 &&
		(memcmp(c.text + i, "CR", 2) == 0 || memcmp(c.text + i, "DR", 2) == 0))
		i += 2;
	return digits > 0 && i == c.length && points <= 1;
}
