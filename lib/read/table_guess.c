/*
 * The shape of a table from its beginning. Rows of a table have the same number of cells; lines of prose do not.
 * A preamble of a few lines is allowed for, since banks write the account's name above the table.
 */
#include "read/table.h"

#include "base/file.h"
#include "base/text.h"

#include <string.h>

#define RECORDS_MAX 100
#define LOOK_MAX ((size_t)16 * 1024)
#define PREAMBLE_MAX 24
#define COLUMNS_SEEN 512

struct record {
	unsigned cells;
	bool open_end; /* the last cell is empty: a row that ends with a delimiter */
	bool datum;    /* a cell holds a number, a date, a time */
};

struct records {
	struct record list[RECORDS_MAX];
	size_t count;
	size_t letters, cells; /* in all of them, for the mean length of a cell */
};

struct scan {
	struct record now;
	size_t cell_length, digits, letters;
	bool quoted; /* inside quotes */
	bool begun;  /* the record holds anything */
};

static void end_cell(struct scan *s, struct records *all)
{
	s->now.cells++;
	s->now.datum |= s->digits > 0 && s->letters <= 3;
	s->now.open_end = s->cell_length == 0;
	all->letters += s->cell_length;
	all->cells++;
	s->cell_length = s->digits = s->letters = 0;
}

static void end_record(struct scan *s, struct records *all)
{
	if (s->begun) {
		end_cell(s, all);
		all->list[all->count++] = s->now;
	}
	*s = (struct scan){ 0 };
}

static void see_character(struct scan *s, char c)
{
	s->begun = true;
	s->digits += bdl_is_digit((unsigned char)c);
	s->letters += bdl_is_alpha((unsigned char)c) || (unsigned char)c >= 0x80;
	s->cell_length += c != ' ';
}

/* The records of the first lines; one that may be cut off is left out. */
static void see_records(const char *text, size_t length, char delimiter, struct records *all)
{
	size_t most = length < LOOK_MAX ? length : LOOK_MAX;
	struct scan s = { 0 };

	for (size_t i = 0; i < most && all->count < RECORDS_MAX; i++) {
		char c = text[i];

		if (s.quoted && c == '"' && i + 1 < most && text[i + 1] == '"') {
			see_character(&s, text[++i]);
		} else if (c == '"' && (s.quoted || s.cell_length == 0)) {
			s.quoted = !s.quoted;
			s.begun = true;
		} else if (!s.quoted && c == delimiter) {
			s.begun = true;
			end_cell(&s, all);
		} else if (!s.quoted && c == '\n') {
			end_record(&s, all);
		} else {
			see_character(&s, c);
		}
	}
	if (most == length && all->count < RECORDS_MAX && !s.quoted)
		end_record(&s, all);
}

/* The number of cells that most records have, at least two; the larger where two are as frequent. */
static unsigned most_frequent(const struct records *all)
{
	unsigned seen[COLUMNS_SEEN] = { 0 }, best = 0;

	for (size_t i = 0; i < all->count; i++)
		if (all->list[i].cells < COLUMNS_SEEN)
			seen[all->list[i].cells]++;
	for (unsigned n = 2; n < COLUMNS_SEEN; n++)
		if (seen[n] > 0 && (best == 0 || seen[n] >= seen[best]))
			best = n;
	return best;
}

static bool matches(const struct record *r, size_t columns)
{
	return r->cells == columns || (r->cells == columns + 1 && r->open_end) || r->cells + 1 == columns;
}

struct verdict {
	struct bdl_table_shape shape;
	size_t preamble, data;
	bool accepted;
};

/* What is asked for, by how many columns there are and by whether the name says that this is a table. */
static bool is_enough(const struct verdict *v, const struct records *all, bool named)
{
	const struct bdl_table_shape *s = &v->shape;
	size_t mean = all->cells ? all->letters / all->cells : 0;

	if (s->columns < 2 || v->preamble > PREAMBLE_MAX)
		return false;
	if (named)
		return s->matching * 2 >= s->records;
	if (s->columns == 2)
		return s->matching >= 4 && s->matching * 20 >= s->records * 19 && v->data * 5 >= s->matching * 4;
	if (s->matching < 2 || s->matching * 5 < s->records * 4 || mean > 60)
		return false;
	if (v->data * 2 >= s->matching)
		return true;
	return s->matching >= 4 && s->matching * 20 >= s->records * 19 && mean <= 30 && mean > 0;
}

static void judge(const char *text, size_t length, char delimiter, bool named, struct verdict *v)
{
	struct records all = { .count = 0 };

	*v = (struct verdict){ .shape.delimiter = delimiter };
	see_records(text, length, delimiter, &all);
	v->shape.columns = most_frequent(&all);
	while (v->preamble < all.count && all.list[v->preamble].cells != v->shape.columns)
		v->preamble++;
	v->shape.records = all.count - v->preamble;
	for (size_t i = v->preamble; i < all.count; i++) {
		bool match = matches(&all.list[i], v->shape.columns);

		v->shape.matching += match;
		v->data += match && all.list[i].datum;
	}
	v->accepted = is_enough(v, &all, named);
}

bool bdl_table_guess(const char *text, size_t length, const char *name, struct bdl_table_shape *out)
{
	static const char delimiters[] = { ',', ';', '\t', '|' };
	const char *extension = bdl_path_extension(name);
	bool named = bdl_text_casecmp(extension, "csv") == 0 || bdl_text_casecmp(extension, "tsv") == 0 ||
		bdl_text_casecmp(extension, "tab") == 0;
	struct verdict best = { 0 }, v;

	for (size_t i = 0; i < sizeof(delimiters); i++) {
		if (!memchr(text, delimiters[i], length < LOOK_MAX ? length : LOOK_MAX))
			continue;
		judge(text, length, delimiters[i], named, &v);
		if (v.accepted && (!best.accepted || v.preamble < best.preamble ||
			(v.preamble == best.preamble && v.shape.columns > best.shape.columns)))
			best = v;
	}
	*out = best.shape;
	return best.accepted;
}
