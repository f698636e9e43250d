/*
 * Reading index.csv as a person edited it and a spreadsheet saved it: see steer.h. Nothing is
 * looked up here: which document a row is about, and whether a kind exists, is judged in
 * judge/steer*.c.
 */
#include "model/steer.h"

#include "base/text.h"
#include "model/steer_dates.h"
#include "model/steer_head.h"
#include "model/steer_text.h"
#include "model/told.h"
#include <stdlib.h>
#include <string.h>

#define OWN_MOST 256u
#define HEADINGS_MOST BDL_TOLD_MOST
/* Bytes of a title or a section: more than any that the program makes; and of a heading. */
#define LINE_MOST (16u * 1024)
#define HEADING_MOST 1000u
#define ORDER_MOST 1000000.0

static const char file[] = BDL_STEER_FILE;

struct reading {
	struct bdl_arena *arena;
	struct bdl_error *err;
	struct bdl_csv csv;
	size_t column[BDL_STEER_COLUMNS]; /* which cell of a record; BDL_STEER_NOWHERE: there is
					     none */
	size_t own[OWN_MOST];
	bool *filled; /* by cell of a record: whether any row has something there */
	size_t width; /* cells of the widest row, empty ones behind it aside, and of the head */
	struct bdl_steering *s;
	struct bdl_steer_dates dates;
};

/* ---- the head ---- */

static const char *keep(struct reading *r, const char *text)
{
	const char *kept = bdl_arena_string(r->arena, text);

	if (!kept)
		bdl_fail_memory(r->err);
	return kept;
}

/* A column of the person's own. */
static int take_own(struct reading *r, size_t at, const char *head)
{
	struct bdl_steering *s = r->s;

	if (s->own_count == OWN_MOST)
		return bdl_fail(r->err, BDL_ELIMIT, file,
			"has more than %u columns that are not read", OWN_MOST);
	if (!s->own)
		s->own = bdl_arena_alloc(r->arena, OWN_MOST * sizeof(*s->own));
	if (!s->own)
		return bdl_fail_memory(r->err);
	r->own[s->own_count] = at;
	s->own[s->own_count] = bdl_steer_line(r->arena, head);
	return s->own[s->own_count++] ? 0 : bdl_fail_memory(r->err);
}

static int read_head_cell(struct reading *r, size_t at)
{
	const char *head = bdl_csv_unguard(bdl_csv_at(&r->csv, at)), *start;
	enum bdl_steer_column c = bdl_steer_column_of(head);
	size_t n = bdl_steer_trimmed(head, &start);
	char name[32] = "";

	if (n == 0)
		return r->filled[at] ? take_own(r, at, "") : 0;
	if (c == BDL_STEER_COLUMNS) {
		if (n < sizeof(name))
			memcpy(name, start, n);
		r->s->first_days |= bdl_text_casecmp(name, BDL_STEER_ARCHIVED) == 0;
		return bdl_steer_column_is_ours(name) ? 0 : take_own(r, at, head);
	}
	if (r->column[c] == at)
		return 0;
	bdl_fail(r->err, BDL_EFORMAT, file, "line %u: two columns are called \"%s\"", r->csv.line,
		bdl_steer_column_name(c));
	return bdl_hint(r->err, "give one of them another name, or delete it");
}

static int read_head(struct reading *r)
{
	for (size_t i = 0; i < r->width; i++)
		if (read_head_cell(r, i) < 0)
			return -1;
	return 0;
}

/* Which columns hold anything: one without a heading is the person's own only then; spreadsheets
 * save empty ones, too. */
static int find_filled(struct reading *r)
{
	int rc;

	while ((rc = bdl_csv_next(&r->csv, file, r->err)) == 1)
		for (size_t i = 0; i < r->csv.count; i++) {
			const char *cell = bdl_csv_at(&r->csv, i);

			if (bdl_steer_is_blank(cell, strlen(cell)))
				continue;
			r->filled[i] = true;
			r->width = r->width > i ? r->width : i + 1;
		}
	return rc;
}

/* ---- cells ---- */

static const char *raw(const struct reading *r, enum bdl_steer_column c)
{
	return r->column[c] == BDL_STEER_NOWHERE
		       ? ""
		       : bdl_csv_unguard(bdl_csv_at(&r->csv, r->column[c]));
}

static int too_long(struct reading *r, enum bdl_steer_column c, unsigned most)
{
	bdl_fail(r->err, BDL_ELIMIT, file, "line %u: %s is longer than %u bytes", r->csv.line,
		bdl_steer_column_name(c), most);
	return bdl_hint(r->err, "write it shorter; the rest can go into a document of its own");
}

/* One line of text in *out, NULL where the cell is empty or as the program wrote it. -1 with err.
 */
static int read_list(struct reading *r, enum bdl_steer_column c, const char **out)
{
	const char *line = bdl_steer_line(r->arena, raw(r, c));

	if (!line)
		return bdl_fail_memory(r->err);
	*out = line[0] && !bdl_steer_is_noted(raw(r, BDL_STEER_UNEDITED), c, line) ? line : NULL;
	return 0;
}

static int read_text(struct reading *r, enum bdl_steer_column c, const char **out)
{
	if (read_list(r, c, out) < 0)
		return -1;
	return *out && strlen(*out) > LINE_MOST ? too_long(r, c, LINE_MOST) : 0;
}

static int read_include(struct reading *r, struct bdl_steer *row)
{
	static const char *const yes[] = {"yes", "y", "true", "1"}, *const no[] = {"no", "n",
									    "false", "0"};
	const char *word = bdl_steer_line(r->arena, raw(r, BDL_STEER_INCLUDE));

	if (!word)
		return bdl_fail_memory(r->err);
	if (!*word)
		return 0;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		if (bdl_text_casecmp(word, yes[i]) == 0)
			return 0;
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		row->left_out = row->left_out || bdl_text_casecmp(word, no[i]) == 0;
	if (row->left_out)
		return 0;
	bdl_fail(r->err, BDL_EFORMAT, file, "line %u: include: \"%.100s\" is neither yes nor no",
		row->line, word);
	return bdl_hint(r->err, "write yes, or no for a file that is to be left out");
}

/* "3", "3.5", "3,5"; strtod() would ask the locale. */
static bool parse_order(const char *s, double *out)
{
	size_t whole = strspn(s, "0123456789"), part = 0;
	double scale = 1;

	*out = 0;
	if (whole == 0 || whole > 7)
		return false;
	for (size_t i = 0; i < whole; i++)
		*out = *out * 10 + (s[i] - '0');
	s += whole;
	if (*s == '.' || *s == ',') {
		s++;
		part = strspn(s, "0123456789");
		for (size_t i = 0; i < part && i < 6; i++)
			*out += (s[i] - '0') * (scale /= 10);
		s += part;
	}
	return *s == '\0' && *out > 0 && *out <= ORDER_MOST;
}

static int read_order(struct reading *r, struct bdl_steer *row)
{
	const char *cell = bdl_steer_line(r->arena, raw(r, BDL_STEER_ORDER));

	if (!cell)
		return bdl_fail_memory(r->err);
	if (!*cell || parse_order(cell, &row->order))
		return 0;
	bdl_fail(r->err, BDL_EFORMAT, file, "line %u: order: \"%.100s\" is not a number above 0",
		row->line, cell);
	return bdl_hint(r->err,
		"number the documents of a section 1, 2, 3; 1.5 goes between; empty: by date");
}

static int read_digest(struct reading *r, struct bdl_steer *row)
{
	const char *cell = bdl_steer_line(r->arena, raw(r, BDL_STEER_SHA256));

	if (!cell)
		return bdl_fail_memory(r->err);
	if (!*cell)
		return 0;
	row->has_sha256 = strlen(cell) == BDL_SHA256_HEX - 1 && bdl_unhex(cell, row->sha256) == 0;
	if (row->has_sha256)
		return 0;
	bdl_fail(r->err, BDL_EFORMAT, file, "line %u: sha256: \"%.100s\" is not one", row->line,
		cell);
	return bdl_hint(r->err, "leave these cells as they were written, or empty them");
}

/* ---- dates ---- */

static int read_date(struct reading *r, struct bdl_steer *row, enum bdl_steer_column c)
{
	const struct bdl_steer_date_cell cell = {.column = c,
		.line = row->line,
		.text = bdl_steer_line(r->arena, raw(r, c)),
		.notes = raw(r, BDL_STEER_UNEDITED),
		.confirmed = row->confirmed};

	if (!cell.text)
		return bdl_fail_memory(r->err);
	return *cell.text ? bdl_steer_dates_take(&r->dates, &cell, row, r->s->row_count, r->err)
			  : 0;
}

/* Whether the date of the row is the author's, and both dates. */
static int read_dates(struct reading *r, struct bdl_steer *row)
{
	const char *source = bdl_steer_line(r->arena, raw(r, BDL_STEER_DATE_SOURCE));

	if (!source)
		return bdl_fail_memory(r->err);
	row->confirmed = bdl_text_casecmp(source, "author") == 0;
	if (read_date(r, row, BDL_STEER_DATE) < 0 || read_date(r, row, BDL_STEER_RECEIVED) < 0)
		return -1;
	return 0;
}

/* ---- rows ---- */

/* Adds a heading unless it is there; white space around it does not count. */
static int add_heading(
	struct reading *r, struct bdl_steer *row, size_t *count, const char *s, size_t n)
{
	char *text = bdl_arena_bytes(r->arena, s, n);
	const char *line = text ? bdl_steer_line(r->arena, text) : NULL;

	if (!line)
		return bdl_fail_memory(r->err);
	if (strlen(line) > HEADING_MOST)
		return too_long(r, BDL_STEER_ALLEGATIONS, HEADING_MOST);
	for (size_t i = 0; i < *count; i++)
		if (bdl_text_casecmp(row->allegations[i], line) == 0)
			return 0;
	if (*line)
		row->allegations[(*count)++] = line;
	return 0;
}

/* How many headings a list may have, each but the last ending in ';'. */
static size_t parts_of(const char *list)
{
	size_t parts = 1;

	for (; *list; list++)
		parts += *list == ';';
	return parts;
}

static int read_allegations(struct reading *r, struct bdl_steer *row)
{
	const char *list;
	size_t count = 0, parts;

	if (read_list(r, BDL_STEER_ALLEGATIONS, &list) < 0)
		return -1;
	if (!list)
		return 0;
	parts = parts_of(list);
	if (parts > HEADINGS_MOST)
		return bdl_fail(r->err, BDL_ELIMIT, file, "line %u names more than %u allegations",
			row->line, HEADINGS_MOST);
	row->allegations = bdl_arena_alloc(r->arena, (parts + 1) * sizeof(*row->allegations));
	if (!row->allegations)
		return bdl_fail_memory(r->err);
	while (*list) {
		size_t n = strcspn(list, ";");

		if (add_heading(r, row, &count, list, n) < 0)
			return -1;
		list += n + (list[n] == ';');
	}
	if (count == 0)
		row->allegations = NULL;
	return 0;
}

static int read_own(struct reading *r, struct bdl_steer *row)
{
	const struct bdl_steering *s = r->s;

	for (size_t i = 0; i < s->own_count; i++) {
		const char *cell = bdl_csv_unguard(bdl_csv_at(&r->csv, r->own[i]));

		if (!*cell)
			continue;
		if (!row->own)
			row->own = bdl_arena_alloc(r->arena, s->own_count * sizeof(*row->own));
		if (!row->own)
			return bdl_fail_memory(r->err);
		row->own[i] = keep(r, cell);
		if (!row->own[i])
			return -1;
	}
	return 0;
}

static int read_words(struct reading *r, struct bdl_steer *row)
{
	if (read_text(r, BDL_STEER_TITLE, &row->title) < 0 ||
		read_text(r, BDL_STEER_KIND, &row->kind) < 0 ||
		read_text(r, BDL_STEER_SECTION, &row->section) < 0 ||
		read_text(r, BDL_STEER_EVENT, &row->event) < 0)
		return -1;
	return read_allegations(r, row);
}

/* Is there anything in the cells that can be edited? */
static bool says_something(const struct reading *r)
{
	for (unsigned c = BDL_STEER_TITLE; c <= BDL_STEER_ALLEGATIONS; c++)
		if (!bdl_steer_is_blank(raw(r, (enum bdl_steer_column)c),
			    strlen(raw(r, (enum bdl_steer_column)c))))
			return true;
	return false;
}

static int read_row(struct reading *r)
{
	struct bdl_steering *s = r->s;
	struct bdl_steer row = {.line = r->csv.line}, *rows;
	const char *path = raw(r, BDL_STEER_PATH);

	if (read_digest(r, &row) < 0)
		return -1;
	if (!bdl_steer_is_blank(path, strlen(path))) {
		row.path = keep(r, path);
		if (!row.path)
			return -1;
	}
	if (!row.path && !row.has_sha256) {
		if (!says_something(r))
			return 0;
		bdl_fail(r->err, BDL_EFORMAT, file, "line %u does not say which file it is about",
			row.line);
		return bdl_hint(r->err, "write the path of the file, as it is below the folder, "
					"into the column path");
	}
	if (read_words(r, &row) < 0 || read_dates(r, &row) < 0 || read_order(r, &row) < 0 ||
		read_include(r, &row) < 0 || read_own(r, &row) < 0)
		return -1;
	rows = bdl_arena_grow(r->arena, s->rows, s->row_count, sizeof(*rows));
	if (!rows)
		return bdl_fail_memory(r->err);
	s->rows = rows;
	rows[s->row_count++] = row;
	return 0;
}

/* At the head, which says which column is where. */
static int begin(struct reading *r, const char *text, size_t length)
{
	bdl_csv_release(&r->csv);
	if (bdl_steer_find_head(&r->csv, text, length, r->column)) {
		r->width = r->width > r->csv.count ? r->width : r->csv.count;
		return 0;
	}
	bdl_fail(r->err, BDL_EFORMAT, file, "has no columns that are known");
	return bdl_hint(
		r->err, "bundle list --csv writes one; a file that is evidence needs another name");
}

static int read_records(struct reading *r, const char *text, size_t length)
{
	int rc;

	r->filled = bdl_arena_alloc(r->arena, BDL_CSV_CELLS_MOST * sizeof(*r->filled));
	if (!r->filled)
		return bdl_fail_memory(r->err);
	if (begin(r, text, length) < 0 || find_filled(r) < 0 || begin(r, text, length) < 0 ||
		read_head(r) < 0)
		return -1;
	r->s->noted = r->column[BDL_STEER_UNEDITED] != BDL_STEER_NOWHERE;
	r->s->first_days = r->s->first_days && !r->s->noted;
	while ((rc = bdl_csv_next(&r->csv, file, r->err)) == 1)
		if (read_row(r) < 0)
			return -1;
	return rc < 0 ? -1 : bdl_steer_dates_settle(&r->dates, r->s->rows, r->err);
}

int bdl_steer_read(struct bdl_arena *a, const void *bytes, size_t length, struct bdl_steering **out,
	struct bdl_error *err)
{
	struct reading r = {.arena = a, .err = err, .dates = {.arena = a}};
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = -1;

	if (length > BDL_STEER_MOST)
		return bdl_fail(err, BDL_ELIMIT, file, "is larger than 64 MiB");
	r.s = bdl_arena_alloc(a, sizeof(*r.s));
	if (!r.s) {
		bdl_fail_memory(err);
		goto out;
	}
	if (bdl_steer_text(&text, bytes, length, file, err) < 0)
		goto out;
	rc = 0;
	if (!bdl_steer_is_blank(bdl_buffer_string(&text), text.length))
		rc = read_records(&r, bdl_buffer_string(&text), text.length);
	*out = r.s;
out:
	bdl_csv_release(&r.csv);
	bdl_buffer_release(&text);
	return rc;
}

size_t bdl_steer_unmatched(const struct bdl_steering *s, size_t from)
{
	while (s && from < s->row_count && s->rows[from].matched)
		from++;
	return from;
}
