/*
 * A table from a file: every row on pages, in the file's own order, column heads repeated on each. What kind of bank
 * or telephone wrote it is not asked here. Drawing is in csv_draw.c.
 */
#include "read/csv.h"

#include "base/datefind.h"
#include "base/text.h"
#include "read/bank.h"
#include "read/charset.h"
#include "read/lines.h"
#include "read/phone_table.h"

#include <stdint.h>
#include <string.h>

#define HEADERS_MAX 64

/* ---- facts ---- */

static int set_headers(struct bdl_reading *r, const struct bdl_table *t)
{
	size_t count;
	const char **heads;

	r->facts->rows = t->row_count - t->body;
	if (t->header == SIZE_MAX)
		return 0;
	count = t->rows[t->header].count;
	if (count > HEADERS_MAX)
		count = HEADERS_MAX;
	heads = bdl_arena_alloc(r->arena, (count + 1) * sizeof(*heads));
	if (!heads)
		return -1;
	for (size_t i = 0; i < count; i++) {
		struct bdl_cell c = bdl_table_cell(t, t->header, i);

		heads[i] = bdl_reading_line(r, c.text, c.length, BDL_TITLE_MAX);
		if (!heads[i])
			return -1;
	}
	r->facts->headers = heads;
	return 0;
}

/* ---- dates ---- */

/* The date that a cell is, if it begins with one and holds no more than a time beside it. */
static bool cell_date(struct bdl_cell c, struct bdl_found_date *out)
{
	size_t letters = 0;

	if (c.length == 0 || c.length > 40 || !bdl_find_date(c.text, c.length, 0, out) || out->at > 12)
		return false;
	for (size_t i = out->at + out->length; i < c.length; i++)
		letters += bdl_is_alpha((unsigned char)c.text[i]);
	for (size_t i = 0; i < out->at; i++)
		if (bdl_is_digit((unsigned char)c.text[i]))
			return false;
	return letters <= 4;
}

/* First and second number of "01/31/2023", for telling day first from month first; false if it is no such date. */
static bool two_figures(struct bdl_cell c, unsigned *first, unsigned *second)
{
	size_t i = bdl_bytes_number(c.text, c.length, 2, first), n;

	if (i == 0 || i >= c.length || (c.text[i] != '/' && c.text[i] != '-' && c.text[i] != '.'))
		return false;
	n = bdl_bytes_number(c.text + i + 1, c.length - i - 1, 2, second);
	return n > 0 && i + 1 + n < c.length && c.text[i + 1 + n] == c.text[i];
}

struct date_column {
	size_t column, dates, filled;
	size_t day_first, month_first; /* cells that can only be read so */
};

static void see_column(const struct bdl_table *t, size_t column, struct date_column *out)
{
	struct bdl_found_date found;
	unsigned first, second;

	*out = (struct date_column){ .column = column };
	for (size_t row = t->body; row < t->row_count; row++) {
		struct bdl_cell c = bdl_table_cell(t, row, column);

		out->filled += c.length > 0;
		if (two_figures(c, &first, &second)) {
			out->day_first += first > 12 && first <= 31 && second <= 12;
			out->month_first += second > 12 && second <= 31 && first <= 12;
			out->dates++;
		} else {
			out->dates += cell_date(c, &found);
		}
	}
}

/* The column whose cells are dates: the first that is one nearly throughout. */
static bool find_date_column(const struct bdl_table *t, struct date_column *out)
{
	for (size_t i = 0; i < t->columns && i < HEADERS_MAX; i++) {
		see_column(t, i, out);
		if (out->dates > 0 && out->dates * 10 >= out->filled * 8)
			return true;
	}
	return false;
}

/* The date of a cell as its whole column says that dates are written. */
static bool column_date(const struct date_column *d, struct bdl_cell c, struct bdl_found_date *out)
{
	unsigned first, second, year;
	bool figures = two_figures(c, &first, &second);

	if (figures && d->month_first > 0 && d->day_first == 0) {
		size_t at = 0;

		while (at < c.length && c.text[at] != '/' && c.text[at] != '-' && c.text[at] != '.')
			at++;
		for (at++; at < c.length && bdl_is_digit((unsigned char)c.text[at]); at++)
			;
		*out = (struct bdl_found_date){ .length = c.length };
		if (bdl_bytes_number(c.text + at + 1, c.length - at - 1, 4, &year) != 4 || year < 1900)
			return false;
		out->day = (struct bdl_day){ (int16_t)year, (int8_t)first, (int8_t)second };
		return bdl_day_exists(out->day);
	}
	if (!cell_date(c, out))
		return false;
	if (figures && d->day_first > 0 && d->month_first == 0)
		out->ambiguous = false;
	return true;
}

struct row_date {
	struct bdl_found_date found;
	struct bdl_cell cell;
	size_t row;
};

static int add_row_date(struct bdl_reading *r, const struct row_date *d, const unsigned *pages, struct bdl_error *err)
{
	return bdl_reading_candidate(r,
		&(struct bdl_candidate){ .day = d->found.day,
			.precision = d->found.day.day ? BDL_TO_DAY : d->found.day.month ? BDL_TO_MONTH : BDL_TO_YEAR,
			.source = BDL_FROM_TEXT, .label = BDL_LABEL_ROW, .ambiguous = d->found.ambiguous,
			.page = pages ? pages[d->row] : 0, .offset = d->row, .raw = d->cell.text },
		d->cell.length, err);
}

/* The earliest and the latest row stand for all: between them they say what time the table covers. */
static int add_row_dates(struct bdl_reading *r, const struct bdl_table *t, const unsigned *pages,
	struct bdl_error *err)
{
	struct row_date earliest = { 0 }, latest = { 0 }, now;
	struct date_column column;
	bool any = false;

	if (!find_date_column(t, &column))
		return 0;
	for (now.row = t->body; now.row < t->row_count; now.row++) {
		now.cell = bdl_table_cell(t, now.row, column.column);
		if (!column_date(&column, now.cell, &now.found))
			continue;
		if (!any || bdl_day_compare(now.found.day, earliest.found.day) < 0)
			earliest = now;
		if (!any || bdl_day_compare(now.found.day, latest.found.day) > 0)
			latest = now;
		any = true;
	}
	if (!any)
		return 0;
	if (add_row_date(r, &earliest, pages, err) < 0)
		return -1;
	if (earliest.row == latest.row)
		return 0;
	return add_row_date(r, &latest, pages, err);
}

/* Dates above the table, such as the period of a statement. */
static int add_preamble_dates(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	size_t end = t->header == SIZE_MAX ? 0 : t->header;
	int rc;

	for (size_t row = 0; row < end; row++)
		for (size_t i = 0; i < t->rows[row].count; i++) {
			struct bdl_cell c = bdl_table_cell(t, row, i);

			bdl_buffer_add(&text, c.text, c.length);
			bdl_buffer_byte(&text, i + 1 < t->rows[row].count ? ' ' : '\n');
		}
	rc = bdl_reading_dates(r, bdl_buffer_string(&text), text.length, 1, err);
	bdl_buffer_release(&text);
	return rc;
}

/* ---- warnings ---- */

/* Something stands behind the last column that has a head; an empty cell after a last delimiter is nothing. */
static bool is_ragged(const struct bdl_table *t, size_t row, size_t width)
{
	for (size_t i = width; i < t->rows[row].count; i++)
		if (bdl_table_cell(t, row, i).length > 0)
			return true;
	return false;
}

static int warn(struct bdl_reading *r, const struct bdl_table *t, const struct bdl_charset *charset, size_t replaced)
{
	size_t width = t->header == SIZE_MAX ? 0 : t->rows[t->header].count, ragged = 0;
	int rc = 0;

	for (size_t i = t->body; i < t->row_count && width > 0; i++)
		ragged += is_ragged(t, i, width);
	if (ragged > 0)
		rc |= bdl_reading_warn(r, "%zu row%s more cells than there are column heads; all cells are shown.", ragged,
			ragged == 1 ? " has" : "s have");
	if (t->loose_quote)
		rc |= bdl_reading_warn(r, "A quotation mark is opened and never closed; quotation marks are shown as they "
			"stand.");
	if (charset->guessed)
		rc |= bdl_reading_warn(r, "The file does not say how its letters are encoded; they were read as %s.",
			bdl_charset_name(charset->kind));
	if (replaced > 0)
		rc |= bdl_reading_warn(r, "%zu control character%s shown as a sign in square brackets.", replaced,
			replaced == 1 ? " is" : "s are");
	return rc;
}

/* ---- the reader ---- */

/* Who knows more of a table than that it is one: asked in this order. NULL-ended. */
static bdl_table_reader *const knowing[] = {bdl_phone_table, bdl_bank_table, NULL};

/* As bdl_table_reader. */
static int ask(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && knowing[i]; i++)
		rc = knowing[i](r, t, err);
	return rc;
}

static int show(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err)
{
	unsigned *pages = bdl_arena_alloc(r->arena, (t->row_count + 1) * sizeof(*pages));
	int known;

	if (!pages || set_headers(r, t) < 0)
		return bdl_fail_memory(err);
	known = ask(r, t, err);
	if (known != 0)
		return known < 0 ? -1 : 0;
	if (bdl_csv_draw(r, t, pages, err) < 0)
		return -1;
	if (add_preamble_dates(r, t, err) < 0)
		return -1;
	return add_row_dates(r, t, r->facts->shown ? pages : NULL, err);
}

int bdl_read_csv(struct bdl_reading *r, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, plain = BDL_BUFFER_INIT;
	struct bdl_table table = BDL_TABLE_INIT;
	struct bdl_mapping file = { 0 };
	struct bdl_table_shape shape;
	struct bdl_charset charset;
	size_t replaced;
	int rc = -1;

	if (r->size > BDL_TEXT_FILE_MAX)
		return bdl_not_shown(r, BDL_REASON_TOO_BIG, NULL);
	if (bdl_reading_map(r, &file, err) < 0)
		return -1;
	(void)bdl_charset_guess(file.bytes, file.length, &charset);
	bdl_charset_decode(&charset, file.bytes + charset.mark, file.length - charset.mark, &text);
	replaced = bdl_sheet_plain(&plain, bdl_buffer_string(&text), text.length);
	if (text.failed || plain.failed) {
		bdl_fail_memory(err);
		goto out;
	}
	if (!bdl_table_guess(bdl_buffer_string(&plain), plain.length, r->name, &shape)) {
		rc = bdl_read_text(r, err);
		goto out;
	}
	if (bdl_table_parse(&table, bdl_buffer_string(&plain), plain.length, &shape, err) < 0)
		goto out;
	if (warn(r, &table, &charset, replaced) < 0) {
		bdl_fail_memory(err);
		goto out;
	}
	if (bdl_reading_opening(r, bdl_buffer_string(&text), text.length, err) < 0)
		goto out;
	rc = show(r, &table, err);
out:
	bdl_table_release(&table);
	bdl_buffer_release(&text);
	bdl_buffer_release(&plain);
	bdl_reading_unmap(&file);
	return rc;
}
