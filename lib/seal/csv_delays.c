/* CSV of the delays: who asked what when, and how long the answer took, against what is allowed.
 * See csv.c. */
#include "seal/csv.h"

#include "seal/bag.h"
#include <string.h>

static const struct bdl_exhibit *exhibit_of(const struct bdl_bundle *b, const struct bdl_step *s)
{
	const struct bdl_exhibit *x;

	if (s->exhibit >= b->exhibit_count)
		return NULL;
	x = &b->exhibits[s->exhibit];
	return x->duplicate_of < b->exhibit_count ? &b->exhibits[x->duplicate_of] : x;
}

/* Day, exhibit, page and path, and the volume where there are any; empty for no step. */
static void step_cells(
	struct bdl_buffer *out, const struct bdl_bundle *b, size_t row, unsigned *volume)
{
	const struct bdl_step *s = row < b->step_count ? &b->steps[row] : NULL;
	const struct bdl_exhibit *x = s ? exhibit_of(b, s) : NULL;

	bdl_csv_day(out, s ? s->day : (struct bdl_day){0}, false);
	bdl_csv_number(out, x ? x->number : 0);
	bdl_csv_page(out, b, x, s && s->page ? s->page : 1);
	bdl_csv_text(out, x ? bdl_csv_path(x) : NULL);
	*volume = x ? x->volume : 0;
}

static void figure(struct bdl_buffer *out, bool known, int n)
{
	if (known)
		bdl_buffer_printf(out, ",%d", n);
	else
		bdl_buffer_byte(out, ',');
}

static void delay_row(const struct bdl_bundle *b, const struct bdl_delay *d, struct bdl_buffer *out)
{
	unsigned asked, answered;
	char confidence[2] = {d->confidence, '\0'};

	bdl_csv_cell(out, d->what, true);
	step_cells(out, b, d->asked, &asked);
	step_cells(out, b, d->answered, &answered);
	bdl_csv_text(out, d->standard);
	figure(out, d->standard, d->allowed);
	figure(out, true, d->taken);
	figure(out, d->standard, d->over);
	bdl_csv_text(out, d->source);
	bdl_csv_text(out, d->reviewed);
	bdl_csv_text(out, confidence);
	if (b->volume_count) {
		bdl_csv_number(out, asked);
		bdl_csv_number(out, answered);
	}
	bdl_buffer_text(out, "\r\n");
}

void bdl_bag_delays(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	bdl_buffer_text(out,
		"what,asked,asked_exhibit,asked_page,asked_path,answered,answered_exhibit,"
		"answered_page,answered_path,standard,allowed,taken,over,source,reviewed,"
		"confidence");
	bdl_buffer_text(out, b->volume_count ? ",asked_volume,answered_volume\r\n" : "\r\n");
	for (size_t i = 0; i < b->delay_count; i++)
		delay_row(b, &b->delays[i], out);
}

/* ---- on the row of the question in chronology.csv ---- */

static size_t original(const struct bdl_bundle *b, size_t row)
{
	if (row < b->exhibit_count && b->exhibits[row].duplicate_of < b->exhibit_count)
		return b->exhibits[row].duplicate_of;
	return row;
}

/* Told steps have no exhibit: their own sentence tells them. */
static bool is_told_by(const struct bdl_step *s, const struct bdl_entry *e)
{
	return s->exhibit != BDL_NONE || (s->text && e->text && strcmp(s->text, e->text) == 0);
}

/* The first delay whose question is not before the day. */
static size_t delay_from(const struct bdl_bundle *b, struct bdl_day day)
{
	size_t low = 0, high = b->delay_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (bdl_day_compare(b->steps[b->delays[middle].asked].day, day) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Of the times that are set for the entry's question the longest: that of the answer, not of its
 * acknowledgement. NULL: it asks nothing. */
static const struct bdl_delay *delay_of(const struct bdl_bundle *b, const struct bdl_entry *e)
{
	const struct bdl_delay *found = NULL;

	for (size_t i = delay_from(b, e->date.day); i < b->delay_count; i++) {
		const struct bdl_delay *d = &b->delays[i];
		const struct bdl_step *s = &b->steps[d->asked];

		if (bdl_day_compare(s->day, e->date.day) != 0)
			break;
		if (original(b, s->exhibit) != original(b, e->exhibit) || !is_told_by(s, e))
			continue;
		if (!found || d->allowed > found->allowed)
			found = d;
	}
	return found;
}

void bdl_csv_delay(struct bdl_buffer *out, const struct bdl_bundle *b, const struct bdl_entry *e)
{
	const struct bdl_delay *d = delay_of(b, e);

	if (!d) {
		bdl_buffer_text(out, ",,,,,");
		return;
	}
	bdl_csv_day(out, b->steps[d->asked].day, false);
	bdl_csv_day(out,
		d->answered < b->step_count ? b->steps[d->answered].day : (struct bdl_day){0},
		false);
	figure(out, d->standard, d->allowed);
	figure(out, true, d->taken);
	figure(out, d->standard, d->over);
}
