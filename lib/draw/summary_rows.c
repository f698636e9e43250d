/* Summary rows: see summary.h. */
#include "draw/summary.h"

#include "model/recipient.h"
#include <stdlib.h>
#include <string.h>

enum { ANY_STEP, WAITED_FOR, LATE, DECISIVE };

/* What is to be said first: the higher weight, then the later row. */
struct candidate {
	size_t row;
	int weight;
};

static int by_weight(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->weight != y->weight)
		return x->weight > y->weight ? -1 : 1;
	return (x->row < y->row) - (x->row > y->row);
}

static int by_row(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void *room_for(struct bdl_draft *d, size_t count, size_t size)
{
	void *p = bdl_arena_alloc(&d->arena, (count + 1) * size);

	if (!p)
		bdl_fail_memory(&d->failure);
	return p;
}

/* Takes them in turn up to the first that does not fit. */
static struct bdl_summary_rows take(struct bdl_draft *d, struct candidate *list, size_t count,
	double room, bdl_row_height *height, void *data)
{
	struct bdl_summary_rows out = {.rows = room_for(d, count, sizeof(*out.rows))};

	if (!out.rows || count == 0)
		return (struct bdl_summary_rows){.rows = NULL};
	qsort(list, count, sizeof(*list), by_weight);
	for (; out.count < count; out.count++) {
		room -= height(data, list[out.count].row);
		if (room < 0)
			break;
		out.rows[out.count] = list[out.count].row;
	}
	out.left_out = count - out.count;
	qsort(out.rows, out.count, sizeof(*out.rows), by_row);
	return out;
}

/* ---- steps ---- */

static void raise(int *weights, size_t count, size_t step, int weight)
{
	if (step < count && weights[step] < weight)
		weights[step] = weight;
}

/* By row of steps. */
static int *weigh(struct bdl_draft *d)
{
	const struct bdl_bundle *b = d->b;
	int *weights = room_for(d, b->step_count, sizeof(*weights));

	if (!weights)
		return NULL;
	for (size_t i = 0; i < b->step_count; i++)
		weights[i] = ANY_STEP;
	for (size_t i = 0; i < b->delay_count; i++) {
		int weight = b->delays[i].over > 0 ? LATE : WAITED_FOR;

		raise(weights, b->step_count, b->delays[i].asked, weight);
		raise(weights, b->step_count, b->delays[i].answered, weight);
	}
	for (size_t i = 0; i < b->deadline_count; i++)
		raise(weights, b->step_count, b->deadlines[i].trigger, DECISIVE);
	return weights;
}

static bool is_of(const struct bdl_bundle *b, const struct bdl_entry *e, const struct bdl_step *s)
{
	if (bdl_row_shown_for(b, s->exhibit) != bdl_row_shown_for(b, e->exhibit) ||
		strcmp(s->type, e->type) != 0)
		return false;
	return e->exhibit != BDL_NONE || bdl_day_compare(s->day, e->date.day) == 0;
}

static int weight_of(const struct bdl_bundle *b, const int *weights, const struct bdl_entry *e)
{
	int most = (b->recipient && e->type && bdl_recipient_asks_for_step(b->recipient, e->type))
			   ? DECISIVE
			   : ANY_STEP;

	for (size_t i = 0; i < b->step_count; i++)
		if (weights[i] > most && is_of(b, e, &b->steps[i]))
			most = weights[i];
	return most;
}

static bool is_step(const struct bdl_entry *e)
{
	return e->type && strcmp(e->type, BDL_STEP_NONE) != 0;
}

struct bdl_summary_rows bdl_summary_steps(
	struct bdl_draft *d, double room, bdl_row_height *height, void *data)
{
	const struct bdl_bundle *b = d->b;
	struct candidate *list = room_for(d, b->entry_count, sizeof(*list));
	const int *weights = weigh(d);
	size_t count = 0;

	if (!list || !weights)
		return (struct bdl_summary_rows){.rows = NULL};
	for (size_t i = 0; i < b->entry_count; i++)
		if (is_step(&b->entries[i]))
			list[count++] = (struct candidate){
				.row = i, .weight = weight_of(b, weights, &b->entries[i])};
	return take(d, list, count, room, height, data);
}

/* ---- delays ---- */

static const int SURE = 1 << 24; /* more working days than there are */

static int weight_of_delay(const struct bdl_delay *row, struct bdl_day today)
{
	return row->over + (bdl_rule_wants_check(row->confidence, row->reviewed, today) ? 0 : SURE);
}

struct bdl_summary_rows bdl_summary_late(
	struct bdl_draft *d, double room, bdl_row_height *height, void *data)
{
	const struct bdl_bundle *b = d->b;
	struct candidate *list = room_for(d, b->delay_count, sizeof(*list));
	size_t count = 0;

	if (!list)
		return (struct bdl_summary_rows){.rows = NULL};
	for (size_t i = 0; i < b->delay_count; i++)
		if (b->delays[i].over > 0)
			list[count++] = (struct candidate){
				.row = i, .weight = weight_of_delay(&b->delays[i], b->made_on)};
	return take(d, list, count, room, height, data);
}
