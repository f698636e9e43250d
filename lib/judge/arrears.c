/* Arrears: see arrears.h. First the sums that were due, then the payments in the order they came.
 */
#include "judge/arrears.h"

#include "base/months.h"

static struct bdl_day repeat(const struct bdl_due_rule *r, int times)
{
	switch (r->every) {
	case BDL_EVERY_WEEK:
		return bdl_day_add(r->from, 7 * times);
	case BDL_EVERY_2_WEEKS:
		return bdl_day_add(r->from, 14 * times);
	case BDL_EVERY_4_WEEKS:
		return bdl_day_add(r->from, 28 * times);
	case BDL_EVERY_MONTH:
		return bdl_day_add_months(r->from, times);
	case BDL_EVERY_YEAR:
		return bdl_day_add_months(r->from, 12 * times);
	case BDL_ONCE:
		break;
	}
	return r->from;
}

static struct bdl_day last_of(const struct bdl_arrears_input *in, size_t rule)
{
	const struct bdl_due_rule *r = &in->rules[rule];
	struct bdl_day last = in->until, next;

	if (bdl_day_exists(r->until) && bdl_day_compare(r->until, last) < 0)
		last = r->until;
	if (rule + 1 < in->rule_count && !bdl_day_exists(r->until)) {
		next = bdl_day_add(in->rules[rule + 1].from, -1);
		if (bdl_day_compare(next, last) < 0)
			last = next;
	}
	return last;
}

static int check_rules(const struct bdl_arrears_input *in, struct bdl_error *err)
{
	for (size_t i = 1; i < in->rule_count; i++) {
		const struct bdl_due_rule *before = &in->rules[i - 1], *r = &in->rules[i];
		struct bdl_day end = bdl_day_exists(before->until) ? before->until : before->from;

		if (bdl_day_compare(r->from, end) <= 0)
			return bdl_fail(err, BDL_EFORMAT, NULL,
				"the schedule's stretch %zu begins before the one in front of it "
				"ends",
				i + 1);
	}
	return 0;
}

static int add_due(struct bdl_arena *a, struct bdl_arrears *out, struct bdl_day day, int64_t pence,
	struct bdl_error *err)
{
	struct bdl_due *more;

	if (out->row_count == BDL_DUE_MOST)
		return bdl_fail(
			err, BDL_EFORMAT, NULL, "the schedule has more than %u sums", BDL_DUE_MOST);
	more = bdl_arena_grow(a, out->rows, out->row_count, sizeof(*more));
	if (!more)
		return bdl_fail_memory(err);
	out->rows = more;
	out->rows[out->row_count++] = (struct bdl_due){.day = day, .due = pence, .short_by = pence};
	out->due += pence;
	return 0;
}

static int list_due(const struct bdl_arrears_input *in, struct bdl_arena *a,
	struct bdl_arrears *out, struct bdl_error *err)
{
	for (size_t i = 0; i < in->rule_count; i++) {
		const struct bdl_due_rule *r = &in->rules[i];
		struct bdl_day last = last_of(in, i), day = r->from;

		for (int times = 1; bdl_day_compare(day, last) <= 0; times++) {
			if (add_due(a, out, day, r->pence, err) < 0)
				return -1;
			if (r->every == BDL_ONCE || times > (int)BDL_DUE_MOST)
				break;
			day = repeat(r, times);
		}
	}
	return 0;
}

/* The row in whose period the day lies; row_count: before the first. */
static size_t period_of(
	const struct bdl_arrears_input *in, const struct bdl_arrears *out, struct bdl_day day)
{
	size_t row = out->row_count;

	for (size_t i = 0; i < out->row_count; i++) {
		if (bdl_days_between(day, out->rows[i].day) > in->days_before)
			break;
		row = i;
	}
	return row;
}

/* Sets as much as fits of what is left of the payment against the row. */
static int set_off(const struct bdl_arrears_input *in, struct bdl_arena *a, struct bdl_arrears *out,
	size_t payment, size_t row, struct bdl_error *err)
{
	struct bdl_due *d = &out->rows[row];
	int64_t pence = out->left[payment] < d->short_by ? out->left[payment] : d->short_by;
	struct bdl_set_off *more;

	if (pence == 0)
		return 0;
	more = bdl_arena_grow(a, d->offs, d->off_count, sizeof(*more));
	if (!more)
		return bdl_fail_memory(err);
	d->offs = more;
	d->offs[d->off_count++] = (struct bdl_set_off){.payment = payment,
		.pence = pence,
		.days_late = bdl_days_between(d->day, in->payments[payment].day)};
	d->paid += pence;
	d->short_by -= pence;
	out->left[payment] -= pence;
	return 0;
}

static int place(const struct bdl_arrears_input *in, struct bdl_arena *a, struct bdl_arrears *out,
	size_t payment, struct bdl_error *err)
{
	struct bdl_day day = in->payments[payment].day;
	size_t own = period_of(in, out, day);

	if (own < out->row_count && set_off(in, a, out, payment, own, err) < 0)
		return -1;
	for (size_t i = 0; i < out->row_count && i < own && out->left[payment]; i++)
		if (bdl_day_compare(out->rows[i].day, day) <= 0 &&
			set_off(in, a, out, payment, i, err) < 0)
			return -1;
	/*
	 * In advance: money that came is never claimed again, however long before it was due. But
	 * what came before the first period is not for this schedule.
	 */
	for (size_t i = own; i < out->row_count && out->left[payment]; i++)
		if (set_off(in, a, out, payment, i, err) < 0)
			return -1;
	return 0;
}

static void sum_up(const struct bdl_arrears_input *in, struct bdl_arrears *out)
{
	for (size_t i = 0; i < out->row_count; i++) {
		out->paid += out->rows[i].paid;
		out->owed += out->rows[i].short_by;
		out->rows[i].owed = out->owed;
	}
	for (size_t i = 0; i < out->payment_count; i++) {
		out->received += in->payments[i].pence;
		out->left_over += out->left[i];
	}
}

int bdl_arrears_reckon(const struct bdl_arrears_input *in, struct bdl_arena *a,
	struct bdl_arrears *out, struct bdl_error *err)
{
	*out = (struct bdl_arrears){.rows = NULL};
	if (check_rules(in, err) < 0 || list_due(in, a, out, err) < 0)
		return -1;
	out->left = bdl_arena_alloc(a, (in->payment_count + 1) * sizeof(*out->left));
	if (!out->left)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < in->payment_count; i++) {
		if (bdl_day_compare(in->payments[i].day, in->until) > 0)
			break;
		out->left[i] = in->payments[i].pence;
		out->payment_count++;
		if (place(in, a, out, i, err) < 0)
			return -1;
	}
	sum_up(in, out);
	return 0;
}
