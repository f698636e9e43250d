/* See phone_table.h. Every cell is shown: those of columns that are not known stand below the name,
 * with their heads. */
#include "read/phone_table.h"

#include "read/lines.h"

#include <string.h>

#define LEAST_KNOWN 2 /* cells without which a row is no call */

static const char *words(struct bdl_reading *r, struct bdl_cell c)
{
	return c.length ? bdl_phone_words(r, c.text, c.length) : NULL;
}

/* What programs write where the phone knows no name. */
static const char *name_of(struct bdl_reading *r, struct bdl_cell c)
{
	if (bdl_bytes_equal(c.text, c.length, "(unknown)") ||
		bdl_bytes_equal(c.text, c.length, "unknown"))
		return NULL;
	return words(r, c);
}

static bool is_known(const struct bdl_call_columns *c, size_t column, bool message)
{
	for (int i = 0; i < BDL_CALL_COLUMNS; i++)
		if (c->at[i] == column)
			return message || (i != BDL_COLUMN_TEXT && i != BDL_COLUMN_SENDER);
	return false;
}

static bool is_message(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row)
{
	struct bdl_cell sort = bdl_call_cell(t, c, row, BDL_COLUMN_SORT);

	if (c->at[BDL_COLUMN_LENGTH] == SIZE_MAX && c->at[BDL_COLUMN_TEXT] != SIZE_MAX)
		return true;
	return bdl_bytes_find(sort.text, sort.length, "message") ||
	       bdl_bytes_find(sort.text, sort.length, "sms") ||
	       bdl_bytes_find(sort.text, sort.length, "text") ||
	       bdl_bytes_find(sort.text, sort.length, "mms");
}

/* What the columns say that are not known: "Cost: 0.35". */
static void add_others(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row,
	bool message, struct bdl_buffer *out)
{
	for (size_t i = 0; i < t->rows[row].count; i++) {
		struct bdl_cell cell = bdl_table_cell(t, row, i), head = {.text = ""};

		if (cell.length == 0 || is_known(c, i, message))
			continue;
		if (t->header != SIZE_MAX)
			head = bdl_table_cell(t, t->header, i);
		bdl_buffer_printf(out, "%s%.*s%s%.*s", out->length ? "; " : "", (int)head.length,
			head.text, head.length ? ": " : "", (int)cell.length, cell.text);
	}
}

static void set_way(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row,
	struct bdl_talk *out)
{
	struct bdl_cell answer = bdl_call_cell(t, c, row, BDL_COLUMN_ANSWER);
	bool unanswered, ignored;

	out->way = bdl_call_way(bdl_call_cell(t, c, row, BDL_COLUMN_WAY), &unanswered);
	if (out->way == BDL_CALL_UNKNOWN)
		out->way = bdl_call_way(bdl_call_cell(t, c, row, BDL_COLUMN_SORT), &unanswered);
	if (out->way == BDL_CALL_UNKNOWN && c->outgoing)
		out->way = BDL_CALL_MADE;
	if (out->way != BDL_CALL_UNKNOWN)
		out->direction = out->way == BDL_CALL_MADE ? BDL_DIRECTION_OUT : BDL_DIRECTION_IN;
	if (out->way == BDL_CALL_RECEIVED && bdl_call_way(answer, &ignored) == BDL_CALL_MISSED)
		out->way = BDL_CALL_MISSED;
	(void)bdl_call_way(answer, &ignored);
	unanswered |= ignored || bdl_bytes_equal(answer.text, answer.length, "no");
	if (out->way == BDL_CALL_RECEIVED && unanswered)
		out->way = BDL_CALL_MISSED;
	out->unanswered =
		out->way == BDL_CALL_MADE && (unanswered || (out->has_length && out->length == 0));
}

static void set_length(const struct bdl_table *t, const struct bdl_call_columns *c, size_t row,
	struct bdl_talk *out)
{
	struct bdl_cell cell = bdl_call_cell(t, c, row, BDL_COLUMN_LENGTH);

	out->has_length = bdl_phone_length(cell.text, cell.length, &out->length);
	if (out->has_length && c->minutes && !memchr(cell.text, ':', cell.length))
		out->length *= 60;
}

static int set_text(struct bdl_phone *p, const struct bdl_table *t,
	const struct bdl_call_columns *c, size_t row, struct bdl_talk *out)
{
	bool message = out->type == BDL_TALK_MESSAGE;
	struct bdl_buffer others = BDL_BUFFER_INIT;
	const char *rest;

	add_others(t, c, row, message, &others);
	rest = others.failed ? NULL
			     : bdl_phone_words(p->r, bdl_buffer_string(&others), others.length);
	if (message && out->direction == BDL_DIRECTION_IN)
		out->author = words(p->r, bdl_call_cell(t, c, row, BDL_COLUMN_SENDER));
	if (message) {
		out->text = words(p->r, bdl_call_cell(t, c, row, BDL_COLUMN_TEXT));
		out->notes = rest && *rest ? rest : NULL;
	} else {
		out->text = rest;
	}
	bdl_buffer_release(&others);
	return rest ? 0 : -1;
}

/* A row that is no call: a sum, a line of explanation. */
static int add_line(struct bdl_phone *p, const struct bdl_table *t, size_t row)
{
	struct bdl_talk line = {.type = BDL_TALK_NOTICE};
	struct bdl_buffer b = BDL_BUFFER_INIT;
	int rc = -1;

	for (size_t i = 0; i < t->rows[row].count; i++) {
		struct bdl_cell cell = bdl_table_cell(t, row, i);

		if (cell.length > 0)
			bdl_buffer_printf(
				&b, "%s%.*s", b.length ? "  " : "", (int)cell.length, cell.text);
	}
	line.text = b.failed ? NULL : bdl_phone_words(p->r, bdl_buffer_string(&b), b.length);
	if (line.text)
		rc = *line.text ? bdl_phone_add(p, &line) : 0;
	bdl_buffer_release(&b);
	return rc;
}

static int add_row(struct bdl_phone *p, const struct bdl_table *t, const struct bdl_call_columns *c,
	size_t row)
{
	struct bdl_cell date = bdl_call_cell(t, c, row, BDL_COLUMN_DATE);
	struct bdl_talk talk = {.type = is_message(t, c, row) ? BDL_TALK_MESSAGE : BDL_TALK_CALL};
	bool dated = bdl_call_moment(t, c, row, &talk.when);

	set_length(t, c, row, &talk);
	set_way(t, c, row, &talk);
	talk.name = name_of(p->r, bdl_call_cell(t, c, row, BDL_COLUMN_NAME));
	talk.number = words(p->r, bdl_call_cell(t, c, row, BDL_COLUMN_NUMBER));
	if (dated + talk.has_length + (talk.way != BDL_CALL_UNKNOWN && !c->outgoing) +
			(talk.name || talk.number) <
		LEAST_KNOWN)
		return add_line(p, t, row);
	if (date.length > 0) {
		struct bdl_figures figures;
		size_t n = bdl_figures_read(date.text, date.length, &figures);

		talk.raw = bdl_reading_line(p->r, date.text, n ? n : date.length, BDL_RAW_MAX);
		if (!talk.raw)
			return -1;
	}
	if (set_text(p, t, c, row, &talk) < 0)
		return -1;
	return bdl_phone_add(p, &talk);
}

/* True if every row names an instant, so that its time is known as UK time. */
static bool all_instants(const struct bdl_phone *p)
{
	for (size_t i = 0; i < p->count; i++)
		if (p->items[i].when.day.year != 0 && p->items[i].when.zone != BDL_ZONE_LONDON)
			return false;
	return p->count > 0;
}

int bdl_phone_table(struct bdl_reading *r, const struct bdl_table *t, struct bdl_error *err)
{
	struct bdl_call_columns columns;
	struct bdl_phone p = {.r = r, .origin = "", .table = true};

	if (!bdl_find_call_columns(t, &columns))
		return 0;
	p.layout =
		columns.at[BDL_COLUMN_LENGTH] == SIZE_MAX && columns.at[BDL_COLUMN_TEXT] != SIZE_MAX
			? "Message log"
		: columns.outgoing ? "Itemised bill"
				   : "Call log";
	p.ambiguous = columns.ambiguous;
	for (size_t row = 0; row < t->row_count; row++) {
		if (row == t->header)
			continue;
		if ((row < t->body ? add_line(&p, t, row) : add_row(&p, t, &columns, row)) < 0) {
			bdl_phone_release(&p);
			return bdl_fail_memory(err);
		}
	}
	p.zone = all_instants(&p) ? BDL_ZONE_LONDON : BDL_ZONE_UNKNOWN;
	return bdl_phone_show(&p, err) < 0 ? -1 : 1;
}
