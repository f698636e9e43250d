/*
 * Gaps: where in the chronology silences are said, and in which words (LOOK sections 7 and 8): in
 * front of the row that ends them; what is open, behind the last row up to the bundle's date.
 * Courts and tribunals have none (LOOK 9).
 */
#include "draw/waits.h"

#include "draw/words.h"
#include "model/recipient.h"
#include <stdlib.h>

/* Its rules may be known under a name that the case file does not give. */
static bool has_gaps(const struct bdl_bundle *b)
{
	const struct bdl_case known = {.recipient = b->recipient ? b->recipient->name : NULL};

	return !bdl_is_for_court(&b->about) && !bdl_is_for_tribunal(&b->about) &&
	       !bdl_is_for_tribunal(&known) && !(b->recipient && b->recipient->court);
}

/* The first entry that is not before the day. */
static size_t entry_from(const struct bdl_bundle *b, struct bdl_day day)
{
	size_t low = 0, high = b->entry_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (bdl_day_compare(b->entries[middle].date.day, day) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The entry of the answer; where it has none, the first of its day or later. */
static size_t ending(const struct bdl_bundle *b, const struct bdl_silence *s)
{
	size_t first, exhibit;

	if (s->open) {
		first = entry_from(b, s->until);
		while (first < b->entry_count &&
			bdl_day_compare(b->entries[first].date.day, s->until) == 0)
			first++;
		return first;
	}
	first = entry_from(b, s->until);
	exhibit = bdl_row_shown_for(b, b->steps[s->answered].exhibit);
	for (size_t i = first;
		i < b->entry_count && bdl_day_compare(b->entries[i].date.day, s->until) == 0; i++)
		if (bdl_row_shown_for(b, b->entries[i].exhibit) == exhibit)
			return i;
	return first;
}

/* By the row that ends them, then by the day on which they end, then the older question first. */
static int compare(const void *a, const void *b)
{
	const struct bdl_gap *x = a, *y = b;
	int order = bdl_day_compare(x->until, y->until);

	if (x->entry != y->entry)
		return x->entry < y->entry ? -1 : 1;
	return order ? order : (x->silence > y->silence) - (x->silence < y->silence);
}

size_t bdl_gaps(struct bdl_draft *d, struct bdl_gap **out)
{
	const struct bdl_bundle *b = d->b;

	*out = NULL;
	if (b->silence_count == 0 || !has_gaps(b))
		return 0;
	*out = bdl_arena_alloc(&d->arena, b->silence_count * sizeof(**out));
	if (!*out) {
		bdl_fail_memory(&d->failure);
		return 0;
	}
	for (size_t i = 0; i < b->silence_count; i++)
		(*out)[i] = (struct bdl_gap){.entry = ending(b, &b->silences[i]),
			.silence = i,
			.until = b->silences[i].until};
	qsort(*out, b->silence_count, sizeof(**out), compare);
	return b->silence_count;
}

const char *bdl_words_gap(struct bdl_draft *d, const struct bdl_silence *s)
{
	bool doubtful = bdl_step_is_doubtful(d->b, &d->b->steps[s->asked]);
	char days[BDL_NUMBER_TEXT];

	bdl_words_count((size_t)s->days, days);
	return bdl_draft_printf(d,
		doubtful ? "%s" BDL_NBSP "%s without an answer to the %s of [%s]%s%s"
			 : "%s" BDL_NBSP "%s without an answer to the %s of %s%s%s",
		days, s->days == 1 ? "day" : "days", s->what, bdl_words_day(d, s->from),
		s->open ? ", up to " : "", s->open ? bdl_words_day(d, s->until) : "");
}
