/*
 * Chronicle: the events in the order of time, and the rows of the chronology. One row for each
 * dated exhibit that is bound, saying what the document is in one sentence and claiming nothing
 * that is not in it; one for each run of calls or messages (runs.c); and one for each event that a
 * person tells of in bundle.yaml, unless it only says what a document is.
 */
#include "judge/judge.h"

#include "base/text.h"
#include "judge/runs.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* True where a full stop behind the text would be one too many. */
static bool is_closed(const char *text)
{
	static const char *const ends[] = {".", "?", "!", "\u2026", ".\"", "?\"", "!\"", ".)", "?)",
		"!)", ".\u201d", "?\u201d", "!\u201d", ".\u2019", "?\u2019", "!\u2019"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (bdl_text_ends(text, ends[i]))
			return true;
	return false;
}

/* The day as far as it is known; a month counts from its first. */
static struct bdl_record document_record(const struct bdl_exhibit *x, const char *text)
{
	return (struct bdl_record){
		.type = BDL_EVENT_DOCUMENT, .when = {.day = x->date.day}, .text = text, .page = 1};
}

/* The row speaks of the whole document, so it leads to its first page, as the index does. */
static int write_document(struct bdl_bundle *b, size_t row, const char *type,
	struct bdl_entry *entry, struct bdl_error *err)
{
	const struct bdl_exhibit *x = &b->exhibits[row];
	const char *text =
		bdl_arena_printf(&b->arena, "%s%s", x->title, is_closed(x->title) ? "" : ".");

	if (!text || bdl_make_room_for_events(b, 1, err) < 0)
		return bdl_fail_memory(err);
	*entry = (struct bdl_entry){
		.date = x->date, .text = text, .exhibit = row, .page = 1, .type = type};
	b->events[b->event_count++] =
		(struct bdl_event){.record = document_record(x, text), .exhibit = row};
	return 0;
}

/* ---- what a person tells ---- */

static enum bdl_precision precision_of(struct bdl_day day)
{
	return day.day     ? BDL_TO_DAY
	       : day.month ? BDL_TO_MONTH
	       : day.year  ? BDL_TO_YEAR
			   : BDL_UNDATED;
}

/* The day of an event that only says what its document is, is that document's. */
static struct bdl_date date_of(const struct bdl_bundle *b, const struct bdl_told_event *e)
{
	if (!e->day.year && e->row != BDL_NONE)
		return b->exhibits[e->row].date;
	return (struct bdl_date){.day = e->day,
		.precision = precision_of(e->day),
		.source = e->day.year ? BDL_FROM_AUTHOR : BDL_FROM_NOWHERE};
}

static int write_told(struct bdl_bundle *b, const struct bdl_told_event *e, struct bdl_entry *entry,
	struct bdl_error *err)
{
	const char *text =
		bdl_arena_printf(&b->arena, "%s%s", e->sentence, is_closed(e->sentence) ? "" : ".");
	bool typed = e->type && strcmp(e->type, BDL_STEP_NONE) != 0;
	struct bdl_record record = {.type = BDL_EVENT_STATED,
		.when = {.day = date_of(b, e).day},
		.party = bdl_arena_string(&b->arena, e->said_by),
		.text = text,
		.page = e->row == BDL_NONE ? 0 : e->page};

	if (!text || !record.party || bdl_make_room_for_events(b, 1, err) < 0)
		return bdl_fail_memory(err);
	*entry = (struct bdl_entry){.date = date_of(b, e),
		.text = text,
		.exhibit = e->row,
		.page = record.page,
		.type = typed ? e->type : NULL,
		.by = record.party};
	b->events[b->event_count++] = (struct bdl_event){.record = record, .exhibit = e->row};
	return 0;
}

static int write_all_told(struct bdl_bundle *b, size_t *count, struct bdl_error *err)
{
	const struct bdl_told *told = b->about.told;

	for (size_t i = 0; told && i < told->event_count; i++)
		if (told->events[i].sentence &&
			write_told(b, &told->events[i], &b->entries[(*count)++], err) < 0)
			return -1;
	return 0;
}

/* ---- order ---- */

/* By time; at the same time in the order of the index, then as the document has them. */
static int compare_events(const void *a, const void *b)
{
	const struct bdl_event *x = a, *y = b;

	return bdl_moment_compare(x->record.when, y->record.when);
}

static void *copy_rows(const void *rows, size_t bytes)
{
	void *copy = malloc(bytes ? bytes : 1);

	if (copy && bytes)
		memcpy(copy, rows, bytes);
	return copy;
}

/* A stable merge sort: qsort() would leave the order of equals to the C library. */
static int sort_stably(
	void *rows, size_t count, size_t size, int (*compare)(const void *, const void *))
{
	char *to = rows, *from = copy_rows(rows, count * size);

	if (!from)
		return -1;
	for (size_t width = 1; width < count; width *= 2) {
		memcpy(from, to, count * size);
		for (size_t left = 0; left < count; left += 2 * width) {
			size_t middle = left + width < count ? left + width : count;
			size_t right = middle + width < count ? middle + width : count;
			size_t i = left, k = middle;

			for (size_t at = left; at < right; at++) {
				bool second =
					i == middle || (k < right && compare(from + k * size,
									     from + i * size) < 0);

				memcpy(to + at * size, from + (second ? k++ : i++) * size, size);
			}
		}
	}
	free(from);
	return 0;
}

static int compare_entries(const void *a, const void *b)
{
	const struct bdl_entry *x = a, *y = b;

	return bdl_day_compare(x->date.day, y->date.day);
}

/* Exhibits whose calls or messages have rows of their own need none besides. */
static void mark_told(const struct bdl_entry *runs, size_t count, bool *told)
{
	for (size_t i = 0; i < count; i++)
		told[runs[i].exhibit] = true;
}

/* What the documents show that was done: by row of exhibits, of the day of the document. */
static void type_rows(const struct bdl_bundle *b, const char **types)
{
	for (size_t i = b->step_count; i-- > 0;) {
		const struct bdl_step *s = &b->steps[i];

		if (s->exhibit != BDL_NONE &&
			bdl_day_compare(s->day, b->exhibits[s->exhibit].date.day) == 0)
			types[s->exhibit] = s->type;
	}
}

static int write_entries(
	struct bdl_bundle *b, bool *told, const char *const *types, struct bdl_error *err)
{
	size_t count;

	if (bdl_find_runs(b, b->entries, &count, err) < 0)
		return -1;
	mark_told(b->entries, count, told);
	for (size_t i = 0; i < b->order_count; i++) {
		size_t row = b->order[i];

		if (b->exhibits[row].date.precision == BDL_UNDATED)
			continue;
		if (write_document(b, row, types[row], &b->entries[count], err) < 0)
			return -1;
		count += !told[row];
	}
	if (write_all_told(b, &count, err) < 0)
		return -1;
	b->entry_count = count;
	if (sort_stably(b->events, b->event_count, sizeof(*b->events), compare_events) < 0 ||
		sort_stably(b->entries, count, sizeof(*b->entries), compare_entries) < 0)
		return bdl_fail_memory(err);
	return 0;
}

int bdl_chronicle(struct bdl_bundle *b, struct bdl_error *err)
{
	bool *told = calloc(b->exhibit_count + 1, sizeof(*told));
	const char **types = calloc(b->exhibit_count + 1, sizeof(*types));
	size_t events = b->about.told ? b->about.told->event_count : 0;
	int rc;

	assert(b->stage == BDL_STAGE_ARRANGED);
	b->entry_count = 0;
	b->entries = bdl_arena_alloc(
		&b->arena, (b->event_count + b->order_count + events + 1) * sizeof(*b->entries));
	rc = told && types && b->entries ? 0 : bdl_fail_memory(err);
	if (rc == 0)
		type_rows(b, types);
	if (rc == 0)
		rc = write_entries(b, told, types, err);
	free(told);
	free(types);
	if (rc == 0)
		b->stage = BDL_STAGE_CHRONICLED;
	return rc;
}
