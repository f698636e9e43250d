/* See bank_csv.h: cells as lines, and what stands above the table: its preamble, and what is the
 * same in every row. */
#include "read/bank_csv.h"

#include "base/text.h"
#include "read/lines.h"

#include <stdint.h>
#include <string.h>

#define SAME_ROWS 3 /* from so many rows on, what all have alike is said once */

/* Without the apostrophe that keeps a spreadsheet from taking figures for a number. */
const char *bdl_bank_csv_cell(struct bdl_bank_csv *g, size_t row, size_t column)
{
	struct bdl_cell c;
	const char *line;

	if (column == SIZE_MAX)
		return NULL;
	c = bdl_table_cell(g->t, row, column);
	line = bdl_bank_line(g->b, c.text, c.length);
	if (line && line[0] == '\'' && line[1] && !strchr(line + 1, '\''))
		line++;
	return line;
}

bool bdl_bank_csv_is_blank(const struct bdl_table *t, size_t row)
{
	for (size_t i = 0; i < t->rows[row].count; i++)
		if (!bdl_bank_cell_is_blank(bdl_table_cell(t, row, i)))
			return false;
	return true;
}

/* At least four figures: an account's number rather than its name. */
bool bdl_bank_csv_is_number(const char *s)
{
	size_t digits = 0;

	for (; s && *s; s++)
		digits += bdl_is_digit((unsigned char)*s);
	return digits >= 4;
}

const char *bdl_bank_csv_value(struct bdl_bank_csv *g, size_t row, size_t column)
{
	const char *value = bdl_bank_csv_cell(g, row, column), *end;

	if (!bdl_bank_csv_is_number(value) || column >= g->c.count ||
		(g->c.roles[column] != BDL_BANK_ACCOUNT && g->c.roles[column] != BDL_BANK_THEIRS))
		return value;
	end = bdl_bank_ending(g->b, value);
	if (!*end)
		return value;
	value = bdl_arena_printf(g->b->r->arena, "ending %s", end);
	g->b->failed |= !value;
	return value;
}

/* ---- columns that are the same throughout ---- */

static bool is_same(struct bdl_bank_csv *g, size_t column)
{
	struct bdl_cell first = {0}, c;
	size_t rows = 0;

	for (size_t row = g->t->body; row < g->t->row_count; row++) {
		if (bdl_bank_csv_is_blank(g->t, row))
			continue;
		c = bdl_table_cell(g->t, row, column);
		if (bdl_bank_cell_is_blank(c))
			return false;
		if (rows++ == 0)
			first = c;
		else if (c.length != first.length || memcmp(c.text, first.text, c.length) != 0)
			return false;
	}
	return rows >= SAME_ROWS;
}

size_t bdl_bank_csv_first_row(const struct bdl_bank_csv *g)
{
	size_t row = g->t->body;

	while (row < g->t->row_count && bdl_bank_csv_is_blank(g->t, row))
		row++;
	return row;
}

const char *bdl_bank_csv_head(struct bdl_bank_csv *g, size_t column)
{
	const char *head;
	size_t length;
	char *copy;

	if (column >= g->c.count || g->t->header == SIZE_MAX)
		return NULL;
	head = bdl_bank_csv_cell(g, g->t->header, column);
	length = head ? strlen(head) : 0;
	if (length == 0 || head[length - 1] != ':')
		return head;
	copy = bdl_arena_bytes(g->b->r->arena, head, length - 1);
	g->b->failed |= !copy;
	return copy;
}

/* "The same in every row: Currency GBP; Status Completed." */
void bdl_bank_csv_note_same(struct bdl_bank_csv *g)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	size_t row = bdl_bank_csv_first_row(g);

	for (size_t i = 0; i < g->c.count && row < g->t->row_count; i++) {
		const char *head, *value;

		g->same[i] = !g->own[i] && is_same(g, i);
		if (!g->same[i])
			continue;
		head = bdl_bank_csv_head(g, i);
		value = bdl_bank_csv_value(g, row, i);
		bdl_buffer_printf(&text, "%s%s%s%s",
			text.length ? "; " : "The same in every row: ", head ? head : "",
			head ? " " : "", value ? value : "");
	}
	if (text.length > 0) {
		bdl_buffer_byte(&text, '.');
		bdl_bank_note(g->b, bdl_arena_string(g->b->r->arena, bdl_buffer_string(&text)));
	}
	g->b->failed |= text.failed;
	bdl_buffer_release(&text);
}

/* ---- what stands above the table ---- */

/* "****45678", "08088804068" become "ending 5678". */
static void mask(struct bdl_bank_csv *g, const char *line, struct bdl_buffer *out)
{
	for (size_t i = 0; line[i];) {
		size_t stars = strspn(line + i, "*"), n = strspn(line + i + stars, "0123456789");

		if ((stars >= 2 && n >= 4) || (stars == 0 && n >= 6)) {
			bdl_buffer_text(out, "ending ");
			bdl_buffer_add(out, line + i + stars + n - 4, 4);
			if (!g->b->accounts[0].number) {
				g->b->accounts[0].number =
					bdl_arena_bytes(g->b->r->arena, line + i + stars, n);
				g->b->failed |= !g->b->accounts[0].number;
			}
			i += stars + n;
		} else {
			size_t run = stars + n > 0 ? stars + n : 1;

			bdl_buffer_add(out, line + i, run);
			i += run;
		}
	}
}

static bool speaks_of_account(const char *line)
{
	static const char *const words[] = {
		"account", "iban", "card", "konto", "rekening", "compte"};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (bdl_bytes_find(line, strlen(line), words[i]))
			return true;
	return false;
}

void bdl_bank_csv_join(
	struct bdl_bank_csv *g, size_t row, const char *between, struct bdl_buffer *out)
{
	for (size_t i = 0; i < g->t->rows[row].count; i++) {
		const char *cell = row < g->t->body ? bdl_bank_csv_cell(g, row, i)
						    : bdl_bank_csv_value(g, row, i);

		if (!cell)
			continue;
		if (out->length > 0)
			bdl_buffer_text(out, out->data[out->length - 1] == ':' ? " " : between);
		bdl_buffer_text(out, cell);
	}
}

/* Lines above the heads, word for word but for account numbers. */
int bdl_bank_csv_preamble(struct bdl_bank_csv *g, struct bdl_error *err)
{
	struct bdl_buffer line = BDL_BUFFER_INIT, shown = BDL_BUFFER_INIT;
	int rc = 0;

	for (size_t row = 0; g->t->header != SIZE_MAX && row < g->t->header && rc == 0; row++) {
		const char *text;

		bdl_buffer_clear(&line);
		bdl_buffer_clear(&shown);
		bdl_bank_csv_join(g, row, ", ", &line);
		text = bdl_buffer_string(&line);
		if (line.length == 0)
			continue;
		rc = bdl_reading_dates(g->b->r, text, line.length, 1, err);
		if (speaks_of_account(text))
			mask(g, text, &shown);
		else
			bdl_buffer_text(&shown, text);
		bdl_bank_note(g->b, bdl_arena_string(g->b->r->arena, bdl_buffer_string(&shown)));
	}
	g->b->failed |= line.failed || shown.failed;
	bdl_buffer_release(&line);
	bdl_buffer_release(&shown);
	return rc;
}
