/*
 * arrears.csv: the reckoning as data: a row for each sum due, for each part of a payment of it, for
 * what was set against nothing, for what looks like a payment and is not counted, and the totals.
 * Pounds with two decimals, no commas.
 */
#include "seal/bag.h"
#include "seal/csv.h"

#include <inttypes.h>

static void money(struct bdl_buffer *out, int64_t pence)
{
	uint64_t whole = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;

	bdl_buffer_printf(out, ",%s%" PRIu64 ".%02u", pence < 0 ? "-" : "", whole / 100,
		(unsigned)(whole % 100));
}

static void nothing(struct bdl_buffer *out, unsigned cells)
{
	while (cells--)
		bdl_buffer_byte(out, ',');
}

static void end(struct bdl_buffer *out, const struct bdl_bundle *b, unsigned volume)
{
	if (b->volume_count)
		bdl_csv_number(out, volume);
	bdl_buffer_text(out, "\r\n");
}

/* From "paid_on" on. late: NULL where a payment is for no sum. */
static void payment(struct bdl_buffer *out, const struct bdl_bundle *b, const struct bdl_payment *p,
	int64_t pence, const int *late, const char *note)
{
	const struct bdl_exhibit *x =
		p->exhibit < b->exhibit_count ? &b->exhibits[p->exhibit] : NULL;
	const struct bdl_record *r = p->event < b->event_count ? &b->events[p->event].record : NULL;

	bdl_csv_day(out, p->day, false);
	money(out, pence);
	if (late)
		bdl_buffer_printf(out, ",%d", *late);
	else
		nothing(out, 1);
	bdl_csv_number(out, x ? x->number : 0);
	bdl_csv_page(out, b, x, p->page ? p->page : 1);
	bdl_csv_text(out, x ? bdl_csv_path(x) : NULL);
	bdl_csv_text(out, !r ? NULL : r->text ? r->text : r->party);
	bdl_csv_text(out, p->by);
	bdl_csv_text(out, note);
	end(out, b, x ? x->volume : 0);
}

static void due(struct bdl_buffer *out, const struct bdl_bundle *b, const struct bdl_due *d)
{
	bdl_csv_cell(out, "due", true);
	bdl_csv_day(out, d->day, false);
	money(out, d->due);
	money(out, d->paid);
	money(out, d->short_by);
	money(out, d->owed);
	nothing(out, 9);
	end(out, b, 0);
	for (size_t i = 0; i < d->off_count; i++) {
		const struct bdl_set_off *part = &d->offs[i];

		bdl_csv_cell(out, "part", true);
		bdl_csv_day(out, d->day, false);
		nothing(out, 4);
		payment(out, b, &b->reckoning->payments[part->payment], part->pence,
			&part->days_late, NULL);
	}
}

static void other(struct bdl_buffer *out, const struct bdl_bundle *b, const char *row,
	const struct bdl_payment *p, int64_t pence, const char *note)
{
	bdl_csv_cell(out, row, true);
	nothing(out, 5);
	payment(out, b, p, pence, NULL, note);
}

static const char *why(enum bdl_near_why near)
{
	switch (near) {
	case BDL_NEAR_AMOUNT:
		return "another amount";
	case BDL_NEAR_DAY:
		return "outside the dates";
	case BDL_NEAR_DIRECTION:
		return "the other way";
	case BDL_NEAR_UNDATED:
		return "no day";
	case BDL_NEAR_LATER:
		return "after the last day";
	}
	return NULL;
}

static void others(struct bdl_buffer *out, const struct bdl_bundle *b)
{
	const struct bdl_reckoning *r = b->reckoning;

	for (size_t i = 0; i < r->sums.payment_count; i++)
		if (r->sums.left[i])
			other(out, b, "left over", &r->payments[i], r->sums.left[i], NULL);
	for (size_t i = 0; i < r->near_count; i++)
		other(out, b, "not counted", &r->near[i].what, r->near[i].what.pence,
			why(r->near[i].why));
	for (size_t i = 0; i < r->double_count; i++) {
		const struct bdl_event *e = &b->events[r->doubles[i]];
		const struct bdl_payment p = {.day = e->record.when.day,
			.event = r->doubles[i],
			.exhibit = e->exhibit,
			.page = e->record.page};

		other(out, b, "counted once", &p, e->record.pence, "in another statement too");
	}
}

void bdl_bag_arrears(const struct bdl_bundle *b, struct bdl_buffer *out)
{
	const struct bdl_arrears *s;

	if (!b->reckoning)
		return;
	s = &b->reckoning->sums;
	bdl_buffer_text(out, "row,due_on,due,paid,short_by,owed,paid_on,amount,days_late,exhibit,"
			     "page,path,text,by,note");
	bdl_buffer_text(out, b->volume_count ? ",volume\r\n" : "\r\n");
	for (size_t i = 0; i < s->row_count; i++)
		due(out, b, &s->rows[i]);
	others(out, b);
	bdl_csv_cell(out, "total", true);
	nothing(out, 1);
	money(out, s->due);
	money(out, s->paid);
	money(out, s->owed);
	money(out, s->owed);
	nothing(out, 1);
	money(out, s->received);
	nothing(out, 7);
	end(out, b, 0);
}
