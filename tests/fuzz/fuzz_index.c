/*
 * Fuzz index: the input is index.csv as a spreadsheet saved it. It is refused with a message, or
 * every row says which file it is about and only dates that exist; and once it is written anew, as
 * `bundle list --csv` does, what people said in it reads back the same, and what they left to the
 * program reads back as nothing.
 */
#include "model/bundle.h"
#include "model/steer.h"

#include "base/text.h"
#include "fault.h"
#include "mutate.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool same(const char *a, const char *b)
{
	return a ? b && strcmp(a, b) == 0 : !b;
}

static void check_day(struct bdl_day d)
{
	if (d.day == 0)
		d.day = 1;
	if (d.month == 0)
		d.month = 1;
	if (!bdl_day_exists(d))
		fault("%d-%d-%d is no day", d.year, d.month, d.day);
}

static void check_row(const struct bdl_steer *s)
{
	struct bdl_day day;

	if (!s->path && !s->has_sha256)
		fault("line %u is about no file", s->line);
	if (s->has_date && s->undated)
		fault("line %u has a date and none", s->line);
	if (s->has_date)
		check_day(s->day);
	if (s->until.year && (check_day(s->until), bdl_day_compare(s->day, s->until) > 0))
		fault("line %u ends before it begins", s->line);
	if (s->received && bdl_day_parse_iso(s->received, &day) < 0)
		fault("line %u came on %s", s->line, s->received);
	if (!(s->order >= 0 && s->order <= 1000000))
		fault("line %u has the place %g", s->line, s->order);
}

/* The table that the rows are about, judged as they say. */
static void make_table(struct bdl_bundle *b, struct bdl_steering *s)
{
	bdl_bundle_init(b);
	b->stage = BDL_STAGE_ARRANGED;
	b->steering = s;
	b->exhibits = calloc(s->row_count + 1, sizeof(*b->exhibits));
	b->sections = calloc(s->row_count + 1, sizeof(*b->sections));
	b->order = calloc(s->row_count + 1, sizeof(*b->order));
	if (!b->exhibits || !b->sections || !b->order)
		fault("no memory");
	for (size_t i = 0; i < s->row_count; i++) {
		struct bdl_steer *row = &s->rows[i];
		struct bdl_exhibit *x = &b->exhibits[b->exhibit_count];

		row->matched = true;
		if (row->left_out || !row->path || !bdl_utf8_valid(row->path, strlen(row->path)))
			continue;
		*x = (struct bdl_exhibit){.path = row->path,
			.name = row->path,
			.duplicate_of = BDL_NONE,
			.kind = row->kind ? row->kind : "letter",
			.title = row->title ? row->title : "=judged, \"so\"",
			.date = {.day = row->day,
				.until = row->until,
				.source = row->has_date || row->undated ? BDL_FROM_AUTHOR
									: BDL_FROM_TEXT},
			.number = (unsigned)b->exhibit_count + 1,
			.section = b->exhibit_count,
			.steer = row};
		x->date.precision = !x->date.day.year ? BDL_UNDATED
				    : x->date.day.day ? BDL_TO_DAY
						      : BDL_TO_YEAR;
		memcpy(x->sha256, row->sha256, sizeof(x->sha256));
		b->sections[b->exhibit_count].title = row->section ? row->section : "Letters";
		b->order[b->exhibit_count] = b->exhibit_count;
		b->exhibit_count++;
	}
	b->section_count = b->order_count = b->exhibit_count;
}

static const char *own_of(const struct bdl_steer *row, size_t column, size_t count)
{
	const char *cell = row->own && column < count ? row->own[column] : NULL;

	return cell ? cell : "";
}

/* A column without a head goes where no row that is kept has anything in it. */
static bool is_kept(const struct bdl_steering *old, const struct bdl_bundle *table, size_t column)
{
	if (old->own[column] && old->own[column][0])
		return true;
	for (size_t i = 0; i < table->exhibit_count; i++)
		if (own_of(table->exhibits[i].steer, column, old->own_count)[0])
			return true;
	for (size_t i = 0; i < old->row_count; i++)
		if (old->rows[i].left_out && own_of(&old->rows[i], column, old->own_count)[0])
			return true;
	return false;
}

/* now: where each of the person's own columns is, as they were read again. */
static void check_same(const struct bdl_steering *old, const struct bdl_steer *a,
	const struct bdl_steer *b, const size_t *now)
{
	if (!same(a->path, b->path) ||
		(a->has_sha256 && memcmp(a->sha256, b->sha256, sizeof(a->sha256)) != 0))
		fault("line %u is about another file: %s", a->line, b->path ? b->path : "none");
	if (!same(a->title, b->title) || !same(a->kind, b->kind) || !same(a->section, b->section))
		fault("line %u has another title, kind or section: %s, %s, %s", a->line,
			b->title ? b->title : "none", b->kind ? b->kind : "none",
			b->section ? b->section : "none");
	if (a->has_date != b->has_date || a->undated != b->undated ||
		bdl_day_compare(a->day, b->day) != 0 || bdl_day_compare(a->until, b->until) != 0)
		fault("line %u has another date", a->line);
	if (a->left_out != b->left_out || fabs(a->order - b->order) > 1e-6)
		fault("line %u has another place: %g became %g", a->line, a->order, b->order);
	if (!same(a->event, b->event) || !same(a->received, b->received))
		fault("line %u has another event: %s", a->line, b->event ? b->event : "none");
	for (size_t i = 0; i < old->own_count; i++)
		if (strcmp(own_of(a, i, old->own_count), own_of(b, now[i], old->own_count)) != 0)
			fault("line %u has another %s", a->line, old->own[i]);
}

static void check_again(const struct bdl_steering *old, const struct bdl_bundle *table,
	const char *text, size_t length)
{
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};
	size_t *now = calloc(old->own_count + 1, sizeof(*now));
	size_t row = 0, kept = 0;

	if (!now)
		return;
	/* what tells it stands at its beginning, unless the person's own heads are that long */
	if (strcspn(text, "\r\n") < BDL_STEER_HEAD && !bdl_steer_is_index(text, length))
		fault("what was written is no index: %s", text);
	if (bdl_steer_read(&arena, text, length, &s, &err) < 0)
		fault("what was written is refused: %s; %s", err.message, text);
	for (size_t i = 0; i < old->own_count; i++) {
		now[i] = is_kept(old, table, i) ? kept++ : old->own_count;
		if (now[i] < old->own_count &&
			(now[i] >= s->own_count || !same(old->own[i], s->own[now[i]])))
			fault("a column %s became another", old->own[i]);
	}
	if (kept != s->own_count)
		fault("%zu columns of the person's own became %zu", kept, s->own_count);
	for (size_t i = 0; i < table->exhibit_count; i++, row++)
		if (row >= s->row_count)
			fault("rows are lost: %s", text);
		else
			check_same(old, table->exhibits[i].steer, &s->rows[row], now);
	for (size_t i = 0; i < old->row_count; i++)
		if (old->rows[i].left_out) {
			if (row >= s->row_count)
				fault("rows that are left out are lost: %s", text);
			check_same(old, &old->rows[i], &s->rows[row++], now);
		}
	if (row != s->row_count)
		fault("%zu rows became %zu", row, s->row_count);
	free(now);
	bdl_arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_arena arena = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};
	struct bdl_bundle b;

	(void)bdl_steer_is_index(bytes, length < BDL_STEER_HEAD ? length : BDL_STEER_HEAD);
	if (bdl_steer_read(&arena, bytes, length, &s, &err) < 0) {
		fault_unless_told(&err);
		bdl_arena_release(&arena);
		return 0;
	}
	for (size_t i = 0; i < s->row_count; i++)
		check_row(&s->rows[i]);
	make_table(&b, s);
	if (bdl_steer_write(&b, &out) < 0)
		fault("no memory");
	check_again(s, &b, bdl_buffer_string(&out), out.length);
	free(b.exhibits);
	free(b.sections);
	free(b.order);
	b.exhibits = NULL;
	bdl_bundle_release(&b);
	bdl_buffer_release(&out);
	bdl_arena_release(&arena);
	return 0;
}
