/*
 * Chronicle: the events in the order of time, and the rows of the chronology. One row for each
 * dated exhibit that is bound, saying what the document is in one sentence and claiming nothing
 * that is not in it; and one for each run of calls or messages (runs.c).
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
static int write_document(
	struct bdl_bundle *b, size_t row, struct bdl_entry *entry, struct bdl_error *err)
{
	const struct bdl_exhibit *x = &b->exhibits[row];
	const char *text =
		bdl_arena_printf(&b->arena, "%s%s", x->title, is_closed(x->title) ? "" : ".");

	if (!text || bdl_make_room_for_events(b, 1, err) < 0)
		return bdl_fail_memory(err);
	*entry = (struct bdl_entry){.date = x->date, .text = text, .exhibit = row, .page = 1};
	b->events[b->event_count++] =
		(struct bdl_event){.record = document_record(x, text), .exhibit = row};
	return 0;
}

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

static int write_entries(struct bdl_bundle *b, bool *told, struct bdl_error *err)
{
	size_t count;

	if (bdl_find_runs(b, b->entries, &count, err) < 0)
		return -1;
	mark_told(b->entries, count, told);
	for (size_t i = 0; i < b->order_count; i++) {
		size_t row = b->order[i];

		if (b->exhibits[row].date.precision == BDL_UNDATED)
			continue;
		if (write_document(b, row, &b->entries[count], err) < 0)
			return -1;
		count += !told[row];
	}
	b->entry_count = count;
	if (sort_stably(b->events, b->event_count, sizeof(*b->events), compare_events) < 0 ||
		sort_stably(b->entries, count, sizeof(*b->entries), compare_entries) < 0)
		return bdl_fail_memory(err);
	return 0;
}

int bdl_chronicle(struct bdl_bundle *b, struct bdl_error *err)
{
	bool *told = calloc(b->exhibit_count + 1, sizeof(*told));
	int rc;

	assert(b->stage == BDL_STAGE_ARRANGED);
	b->entry_count = 0;
	b->entries = bdl_arena_alloc(
		&b->arena, (b->event_count + b->order_count + 1) * sizeof(*b->entries));
	if (!told || !b->entries)
		rc = bdl_fail_memory(err);
	else
		rc = write_entries(b, told, err);
	free(told);
	if (rc == 0)
		b->stage = BDL_STAGE_CHRONICLED;
	return rc;
}
