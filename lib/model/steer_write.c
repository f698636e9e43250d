/*
 * Writing index.csv for a person to edit: see steer.h. Each row notes what the program itself put
 * into its cells, so that a later reading tells what was edited, however much better it judges by
 * then.
 */
#include "model/steer.h"

#include "base/text.h"
#include "model/bundle.h"
#include "model/csv.h"
#include "model/steer_columns.h"
#include "model/steer_date.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char head[] =
	"number,path,title,date,kind,section,order,include,event,received,allegations,date_source,"
	"pages,first_page,note,sha256,unedited";

struct writing {
	const struct bdl_bundle *b;
	struct bdl_buffer *out;
	struct bdl_buffer notes; /* of the row, for `unedited` */
	struct bdl_buffer scratch;
	struct bdl_arena arena;
	size_t *step_of; /* by row of exhibits: the first step that it shows, or BDL_NO_STEP */
};

static void cell(struct writing *w, const char *text)
{
	bdl_buffer_byte(w->out, ',');
	bdl_csv_put(w->out, text);
}

/* A cell that a person edits: noted unless it is theirs already. */
static void editable(struct writing *w, enum bdl_steer_column c, const char *text, bool theirs)
{
	const char *line = text ? bdl_steer_line(&w->arena, text) : "";

	if (!line)
		w->out->failed = true;
	else if (!theirs)
		bdl_steer_note(&w->notes, c, line);
	cell(w, line);
}

static void count_cell(struct writing *w, unsigned n)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", n);
	cell(w, n ? text : "");
}

/* The exact path where it is UTF-8, else the readable one. */
static const char *path_of(const struct bdl_exhibit *x)
{
	return bdl_utf8_valid(x->path, strlen(x->path)) ? x->path : x->name;
}

static void order_cell(struct writing *w, const struct bdl_steer *s)
{
	char text[32];

	snprintf(text, sizeof(text), "%.6f", s ? s->order : 0);
	for (size_t n = strlen(text); n > 0 && (text[n - 1] == '0' || text[n - 1] == '.'); n--) {
		bool point = text[n - 1] == '.';

		text[n - 1] = '\0';
		if (point)
			break;
	}
	cell(w, s && s->order > 0 ? text : "");
}

static void date_cell(struct writing *w, const struct bdl_exhibit *x, bool theirs)
{
	char text[BDL_STEER_DATE_TEXT];

	bdl_steer_date_text(x->date.day, x->date.until, text);
	if (theirs && x->date.precision == BDL_UNDATED)
		snprintf(text, sizeof(text), "undated");
	editable(w, BDL_STEER_DATE, text, theirs);
	if (theirs)
		bdl_steer_note(&w->notes, BDL_STEER_DATE_SOURCE, text);
}

static void received_cell(struct writing *w, const struct bdl_steer *s)
{
	cell(w, s ? s->received : "");
	if (s && s->received)
		bdl_steer_note(&w->notes, BDL_STEER_RECEIVED, s->received);
}

/* Beside a copy "author" would say that this row gives the date; as a rule its original's does. */
static void source_cell(struct writing *w, const struct bdl_exhibit *x)
{
	bool given = x->steer && (x->steer->has_date || x->steer->undated);

	cell(w, x->duplicate_of != BDL_NONE && x->date.source == BDL_FROM_AUTHOR && !given
			? ""
			: bdl_date_source_token(x->date.source));
}

static void event_cell(struct writing *w, size_t row)
{
	const struct bdl_bundle *b = w->b;
	const struct bdl_steer *s = b->exhibits[row].steer;
	size_t step = w->step_of[row];

	if (s && s->event)
		editable(w, BDL_STEER_EVENT, s->event, true);
	else
		editable(w, BDL_STEER_EVENT, step == BDL_NO_STEP ? "" : b->steps[step].type, false);
}

static bool is_tagged(const struct bdl_allegation *a, size_t row)
{
	for (size_t i = 0; i < a->row_count; i++)
		if (a->rows[i] == row)
			return true;
	return false;
}

static void allegations_cell(struct writing *w, size_t row)
{
	const struct bdl_told *told = w->b->about.told;
	const struct bdl_steer *s = w->b->exhibits[row].steer;

	bdl_buffer_clear(&w->scratch);
	for (size_t i = 0; told && i < told->allegation_count; i++) {
		if (!is_tagged(&told->allegations[i], row))
			continue;
		bdl_buffer_printf(&w->scratch, "%s%s", w->scratch.length ? "; " : "",
			told->allegations[i].heading);
	}
	editable(w, BDL_STEER_ALLEGATIONS, bdl_buffer_string(&w->scratch), s && s->allegations);
}

static void add_note(struct writing *w, const char *sentence)
{
	bdl_buffer_printf(&w->scratch, "%s%s", w->scratch.length ? " " : "", sentence);
}

/* What a person should look at. */
static void note_cell(struct writing *w, const struct bdl_exhibit *x)
{
	const struct bdl_date *d = &x->date;
	char day[BDL_DAY_TEXT];

	bdl_buffer_clear(&w->scratch);
	if (x->duplicate_of != BDL_NONE)
		bdl_buffer_printf(&w->scratch, "Same file as \"%s\", shown once.",
			w->b->exhibits[x->duplicate_of].name);
	else if (x->reason != BDL_REASON_NONE)
		add_note(w, bdl_reason_sentence(&w->arena, x->reason, x->detail));
	if (x->duplicate_of == BDL_NONE && d->ambiguous && d->other.year) {
		bdl_day_long(d->other, day);
		bdl_buffer_printf(
			&w->scratch, "%sThe date could be %s.", w->scratch.length ? " " : "", day);
	}
	for (size_t i = 0; x->duplicate_of == BDL_NONE && x->warnings && x->warnings[i]; i++)
		add_note(w, x->warnings[i]);
	cell(w, bdl_buffer_string(&w->scratch));
}

/* The person's own columns, as they were. */
static void own_cells(struct writing *w, const struct bdl_steer *s)
{
	const struct bdl_steering *all = w->b->steering;

	for (size_t i = 0; all && i < all->own_count; i++)
		cell(w, s && s->own ? s->own[i] : "");
}

static void end_row(
	struct writing *w, const uint8_t sha256[BDL_SHA256_SIZE], const struct bdl_steer *s)
{
	char hex[BDL_SHA256_HEX] = "";
	const char *notes = bdl_buffer_string(&w->notes);

	if (sha256)
		bdl_hex(sha256, hex);
	cell(w, hex);
	cell(w, *notes ? notes + 1 : ""); /* the first begins with a blank */
	own_cells(w, s);
	bdl_buffer_text(w->out, "\r\n");
	bdl_buffer_clear(&w->notes);
}

static void write_row(struct writing *w, size_t row)
{
	const struct bdl_bundle *b = w->b;
	const struct bdl_exhibit *x = &b->exhibits[row];
	const struct bdl_steer *s = x->steer;
	bool copy = x->duplicate_of != BDL_NONE;
	char label[BDL_LABEL_TEXT] = "";

	if (x->number)
		bdl_buffer_printf(w->out, "%u", x->number);
	cell(w, path_of(x));
	editable(w, BDL_STEER_TITLE, x->title, s && s->title);
	date_cell(w, x, s && (s->has_date || s->undated));
	editable(w, BDL_STEER_KIND, x->kind, s && s->kind);
	editable(w, BDL_STEER_SECTION,
		!copy && x->section < b->section_count ? b->sections[x->section].title : "",
		s && s->section);
	order_cell(w, copy ? NULL : s);
	cell(w, "yes");
	event_cell(w, row);
	received_cell(w, s);
	allegations_cell(w, row);
	source_cell(w, x);
	count_cell(w, x->pages);
	if (x->first_page)
		bdl_exhibit_label(b, x, 1, label);
	cell(w, label);
	note_cell(w, x);
	end_row(w, x->sha256, s);
}

/* What is left out has no row of the table, but must have one here, or it would be taken in again.
 */
static void write_left_out(struct writing *w, const struct bdl_steer *s)
{
	char date[BDL_STEER_DATE_TEXT];

	bdl_steer_date_text(s->day, s->until, date);
	cell(w, s->path);
	cell(w, s->title);
	cell(w, s->undated ? "undated" : date);
	bdl_steer_note(&w->notes, BDL_STEER_DATE_SOURCE, date);
	cell(w, s->kind);
	cell(w, s->section);
	order_cell(w, s);
	cell(w, s->left_out ? "no" : "yes");
	cell(w, s->event);
	received_cell(w, s);
	bdl_buffer_clear(&w->scratch);
	for (size_t i = 0; s->allegations && s->allegations[i]; i++)
		bdl_buffer_printf(&w->scratch, "%s%s", i ? "; " : "", s->allegations[i]);
	cell(w, bdl_buffer_string(&w->scratch));
	cell(w, s->has_date || s->undated ? "author" : "");
	bdl_buffer_text(w->out, ",,");
	cell(w, s->left_out ? "Left out." : "Inside of what is left out.");
	end_row(w, s->has_sha256 ? s->sha256 : NULL, s);
}

static int find_steps(struct writing *w)
{
	const struct bdl_bundle *b = w->b;

	w->step_of = malloc((b->exhibit_count + 1) * sizeof(*w->step_of));
	if (!w->step_of)
		return -1;
	for (size_t i = 0; i < b->exhibit_count; i++)
		w->step_of[i] = BDL_NO_STEP;
	for (size_t i = b->step_count; i-- > 0;)
		if (b->steps[i].exhibit < b->exhibit_count)
			w->step_of[b->steps[i].exhibit] = i;
	return 0;
}

static void write_all(struct writing *w)
{
	const struct bdl_bundle *b = w->b;
	const struct bdl_steering *s = b->steering;

	bdl_buffer_text(w->out, head);
	for (size_t i = 0; s && i < s->own_count; i++)
		cell(w, s->own[i]);
	bdl_buffer_text(w->out, "\r\n");
	for (size_t i = 0; i < b->order_count; i++)
		write_row(w, b->order[i]);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE)
			write_row(w, i);
	for (size_t i = 0; s && i < s->row_count; i++)
		if (s->rows[i].matched && (s->rows[i].left_out || s->rows[i].carried))
			write_left_out(w, &s->rows[i]);
}

int bdl_steer_write(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	struct writing w = {
		.b = b, .out = out, .notes = BDL_BUFFER_INIT, .scratch = BDL_BUFFER_INIT};
	int rc = find_steps(&w);

	if (rc == 0)
		write_all(&w);
	if (out->failed || w.notes.failed || w.scratch.failed)
		rc = -1;
	bdl_buffer_release(&w.notes);
	bdl_buffer_release(&w.scratch);
	bdl_arena_release(&w.arena);
	free(w.step_of);
	return rc;
}
