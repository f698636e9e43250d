/*
 * Chronicle: the rows of the chronology. One row for each dated exhibit that is bound, saying what
 * the document is in one sentence and claiming nothing that is not in it.
 */
#include "judge/judge.h"

#include "base/text.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct entry {
	struct bdl_day day;
	size_t at; /* in b->order: numbers rise with it */
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = bdl_day_compare(x->day, y->day);

	if (order == 0)
		order = (x->at > y->at) - (x->at < y->at);
	return order;
}

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

static int write_event(struct bdl_bundle *b, size_t row, struct bdl_event *e, struct bdl_error *err)
{
	const struct bdl_exhibit *x = &b->exhibits[row];
	const char *text =
		bdl_arena_printf(&b->arena, "%s%s", x->title, is_closed(x->title) ? "" : ".");

	if (!text)
		return bdl_fail_memory(err);
	/* the row speaks of the whole document, so it leads to its first page, as the index does */
	*e = (struct bdl_event){.date = x->date, .text = text, .exhibit = row, .page = 1};
	return 0;
}

static struct entry *find_entries(const struct bdl_bundle *b, size_t *count)
{
	struct entry *entries = calloc(b->order_count + 1, sizeof(*entries));

	*count = 0;
	for (size_t i = 0; entries && i < b->order_count; i++) {
		const struct bdl_exhibit *x = &b->exhibits[b->order[i]];

		if (x->date.precision != BDL_UNDATED)
			entries[(*count)++] = (struct entry){.day = x->date.day, .at = i};
	}
	if (entries)
		qsort(entries, *count, sizeof(*entries), compare_entries);
	return entries;
}

int bdl_chronicle(struct bdl_bundle *b, struct bdl_error *err)
{
	struct entry *entries;
	size_t count;
	int rc = -1;

	assert(b->stage == BDL_STAGE_ARRANGED);
	entries = find_entries(b, &count);
	b->event_count = 0;
	b->events = bdl_arena_alloc(&b->arena, count * sizeof(*b->events));
	if (!entries || !b->events) {
		bdl_fail_memory(err);
		goto out;
	}
	for (; b->event_count < count; b->event_count++) {
		size_t row = b->order[entries[b->event_count].at];

		if (write_event(b, row, &b->events[b->event_count], err) < 0)
			goto out;
	}
	b->stage = BDL_STAGE_CHRONICLED;
	rc = 0;
out:
	free(entries);
	return rc;
}
