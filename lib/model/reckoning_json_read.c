/*
 * Reading the reckoning of arrears back. It comes out of a stranger's archive: rows lead to rows
 * that there are, every sum is added up again, and what does not agree is not in order.
 */
#include "model/reckoning_json.h"

#include "base/months.h"

/* A number of pence from 0 on, or from 1. */
static int64_t pence(struct bdl_fields *r, const json_t *o, const char *key, int64_t least)
{
	int64_t n = 0;

	if (!bdl_field_whole(r, o, key, &n) || n < least || n > BDL_PENCE_MOST) {
		bdl_field_broken(r, key);
		return least;
	}
	return n;
}

static void expect(struct bdl_fields *r, const json_t *o, const char *key, int64_t wanted)
{
	int64_t n = 0;

	if (!bdl_field_whole(r, o, key, &n) || n != wanted)
		bdl_field_broken(r, key);
}

/* A day that there is; any else is not in order. */
static struct bdl_day day(struct bdl_fields *r, const json_t *o, const char *key)
{
	struct bdl_day d = bdl_field_day(r, o, key);

	if (!bdl_day_exists(d))
		bdl_field_broken(r, key);
	return d;
}

static size_t event(struct bdl_fields *r, const json_t *o)
{
	unsigned number = bdl_field_count(r, o, "event");

	if (number > r->b->event_count)
		bdl_field_broken(r, "event");
	return number && number <= r->b->event_count ? number - 1 : BDL_NONE;
}

/* ---- payments ---- */

static void payments(struct bdl_fields *r, const json_t *rows, struct bdl_reckoning *out)
{
	struct bdl_arrears *s = &out->sums;
	size_t n;

	out->payments = bdl_field_rows(r, rows, "payments", SIZE_MAX, sizeof(*out->payments), &n);
	s->left = bdl_field_room(r, n, sizeof(*s->left));
	for (size_t i = 0; i < n && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(rows, i);
		struct bdl_payment *p = &out->payments[i];

		p->day = day(r, o, "date");
		p->pence = pence(r, o, "pence", 1);
		p->event = event(r, o);
		p->by = bdl_field_text(r, o, "by");
		p->exhibit = bdl_field_place(r, o, &p->page);
		s->left[i] = p->pence;
		s->received += p->pence;
	}
	s->payment_count = n;
}

/* What is left of each payment must be what its parts leave. */
static void left_over(struct bdl_fields *r, const json_t *rows, struct bdl_reckoning *out)
{
	struct bdl_arrears *s = &out->sums;

	for (size_t i = 0; i < s->payment_count && !bdl_field_over(r); i++) {
		if (pence(r, json_array_get(rows, i), "left_pence", 0) != s->left[i])
			bdl_field_broken(r, "left_pence");
		s->left_over += s->left[i];
	}
}

static void near(struct bdl_fields *r, const json_t *rows, struct bdl_reckoning *out)
{
	out->near = bdl_field_rows(r, rows, "near", SIZE_MAX, sizeof(*out->near), &out->near_count);
	for (size_t i = 0; i < out->near_count && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(rows, i);
		struct bdl_near_miss *m = &out->near[i];
		int why = bdl_field_token(r, o, "why", bdl_near_from_token);

		m->why = why < 0 ? BDL_NEAR_AMOUNT : (enum bdl_near_why)why;
		m->what.day = bdl_field_day(r, o, "date");
		if (!bdl_field_whole(r, o, "pence", &m->what.pence))
			bdl_field_broken(r, "pence");
		m->what.event = event(r, o);
		m->what.by = bdl_field_text(r, o, "by");
		m->what.exhibit = bdl_field_place(r, o, &m->what.page);
	}
}

static void doubles(struct bdl_fields *r, const json_t *rows, struct bdl_reckoning *out)
{
	out->doubles = bdl_field_rows(
		r, rows, "doubles", SIZE_MAX, sizeof(*out->doubles), &out->double_count);
	for (size_t i = 0; i < out->double_count && !bdl_field_over(r); i++) {
		out->doubles[i] = event(r, json_array_get(rows, i));
		if (out->doubles[i] == BDL_NONE)
			bdl_field_broken(r, "doubles");
	}
}

/* ---- the sums ---- */

static void part(
	struct bdl_fields *r, const json_t *o, struct bdl_reckoning *out, struct bdl_due *d)
{
	struct bdl_set_off *off = &d->offs[d->off_count];
	unsigned number = bdl_field_count(r, o, "payment"), page;
	const struct bdl_payment *paid;
	size_t exhibit;

	off->pence = pence(r, o, "pence", 1);
	if (number < 1 || number > out->sums.payment_count || bdl_field_over(r) ||
		off->pence > out->sums.left[number - 1] || off->pence > d->short_by) {
		bdl_field_broken(r, "payments");
		return;
	}
	off->payment = number - 1;
	paid = &out->payments[number - 1];
	off->days_late = bdl_days_between(d->day, paid->day);
	expect(r, o, "days_late", off->days_late);
	exhibit = bdl_field_place(r, o, &page);
	if (exhibit != paid->exhibit || page != paid->page ||
		bdl_day_compare(bdl_field_day(r, o, "date"), paid->day) != 0)
		bdl_field_broken(r, "payments");
	out->sums.left[off->payment] -= off->pence;
	d->paid += off->pence;
	d->short_by -= off->pence;
	d->off_count++;
}

static void row(struct bdl_fields *r, const json_t *o, struct bdl_reckoning *out, struct bdl_due *d)
{
	struct bdl_arrears *s = &out->sums;
	const json_t *parts = json_object_get(o, "payments");
	size_t n;

	d->day = day(r, o, "date");
	d->due = d->short_by = pence(r, o, "due_pence", 1);
	d->offs = bdl_field_rows(r, parts, "payments", SIZE_MAX, sizeof(*d->offs), &n);
	for (size_t i = 0; i < n && !bdl_field_over(r); i++)
		part(r, json_array_get(parts, i), out, d);
	s->due += d->due;
	s->paid += d->paid;
	s->owed += d->short_by;
	d->owed = s->owed;
}

static void rows(struct bdl_fields *r, const json_t *all, struct bdl_reckoning *out)
{
	struct bdl_arrears *s = &out->sums;

	s->rows = bdl_field_rows(r, all, "rows", BDL_DUE_MOST, sizeof(*s->rows), &s->row_count);
	for (size_t i = 0; i < s->row_count && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(all, i);

		row(r, o, out, &s->rows[i]);
		expect(r, o, "paid_pence", s->rows[i].paid);
		expect(r, o, "short_pence", s->rows[i].short_by);
		expect(r, o, "owed_pence", s->rows[i].owed);
	}
}

static void stated(struct bdl_fields *r, const json_t *o, struct bdl_reckoning *out)
{
	out->stated_exhibit = BDL_NONE;
	o = bdl_field_object(r, o, "stated");
	if (!o)
		return;
	out->stated = pence(r, o, "owed_pence", 1);
	out->stated_exhibit = bdl_field_place(r, o, &out->stated_page);
}

static void reckoning(struct bdl_fields *r, const json_t *o, struct bdl_reckoning *out)
{
	struct bdl_arrears *s = &out->sums;

	out->until = day(r, o, "until");
	out->monthly = bdl_field_truth(r, o, "monthly");
	out->matched = bdl_field_truth(r, o, "matched");
	out->looked_at = bdl_field_count(r, o, "transactions");
	payments(r, json_object_get(o, "payments"), out);
	if (!bdl_field_over(r))
		rows(r, json_object_get(o, "rows"), out);
	if (!bdl_field_over(r))
		left_over(r, json_object_get(o, "payments"), out);
	if (bdl_field_over(r))
		return;
	expect(r, o, "due_pence", s->due);
	expect(r, o, "received_pence", s->received);
	expect(r, o, "paid_pence", s->paid);
	expect(r, o, "left_over_pence", s->left_over);
	expect(r, o, "owed_pence", s->owed);
	near(r, json_object_get(o, "near"), out);
	doubles(r, json_object_get(o, "doubles"), out);
	stated(r, json_object_get(o, "stated"), out);
}

/* ---- losses ---- */

static void losses(struct bdl_fields *r, const json_t *o, struct bdl_losses *out)
{
	const json_t *all = json_object_get(o, "losses");
	size_t n;

	out->remedy = bdl_field_text(r, o, "remedy");
	out->rows = bdl_field_rows(r, all, "losses", SIZE_MAX, sizeof(*out->rows), &n);
	for (size_t i = 0; i < n && !bdl_field_over(r); i++) {
		const json_t *one = json_array_get(all, i);
		struct bdl_lost *lost = &out->rows[out->count++];

		lost->what = bdl_field_needed(r, one, "what");
		if (!json_is_null(json_object_get(one, "pence")))
			lost->pence = pence(r, one, "pence", 1);
		lost->day = bdl_field_day(r, one, "date");
		lost->exhibit = bdl_field_place(r, one, &lost->page);
		lost->held = bdl_field_truth(r, one, "held");
		out->pence += lost->pence;
	}
	expect(r, o, "losses_pence", out->pence);
}

void bdl_reckoning_read(struct bdl_fields *r, const json_t *o)
{
	o = bdl_field_object(r, o, "arrears");
	if (json_object_get(o, "rows")) {
		r->b->reckoning = bdl_field_room(r, 1, sizeof(*r->b->reckoning));
		if (r->b->reckoning)
			reckoning(r, o, r->b->reckoning);
	}
	if (json_object_get(o, "losses") && !bdl_field_over(r)) {
		r->b->losses = bdl_field_room(r, 1, sizeof(*r->b->losses));
		if (r->b->losses)
			losses(r, o, r->b->losses);
	}
}
