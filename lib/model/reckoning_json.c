/* Writing the reckoning of arrears, and the losses, as JSON. See reckoning_json.h. */
#include "model/reckoning_json.h"

#include "model/json_set.h"
#include <string.h>

static const char *const near_tokens[] = {[BDL_NEAR_AMOUNT] = "amount",
	[BDL_NEAR_DAY] = "day",
	[BDL_NEAR_DIRECTION] = "direction",
	[BDL_NEAR_UNDATED] = "undated",
	[BDL_NEAR_LATER] = "later"};

const char *bdl_near_token(enum bdl_near_why why)
{
	return near_tokens[why];
}

int bdl_near_from_token(const char *token)
{
	for (size_t i = 0; i < sizeof(near_tokens) / sizeof(*near_tokens); i++)
		if (strcmp(token, near_tokens[i]) == 0)
			return (int)i;
	return -1;
}

static void set_number(json_t *o, const char *key, int64_t number, bool *failed)
{
	bdl_json_set(o, key, json_integer((json_int_t)number), failed);
}

/* null for NULL; words come out of bank files and of bundle.yaml. */
static void set_text(json_t *o, const char *key, const char *text, bool *failed)
{
	bdl_json_set(o, key, bdl_json_clean_or_null(text), failed);
}

static void set_day(json_t *o, const char *key, struct bdl_day day, bool *failed)
{
	bdl_json_set(o, key, bdl_json_day_or_null(day), failed);
}

/* What the bank calls it; NULL for what a person tells. */
static const char *words_of(const struct bdl_bundle *b, const struct bdl_payment *p)
{
	const struct bdl_record *r = p->event < b->event_count ? &b->events[p->event].record : NULL;

	return !r ? NULL : r->text ? r->text : r->party;
}

/* What is known of a payment by itself. */
static json_t *payment_json(
	const struct bdl_bundle *b, const struct bdl_payment *p, int64_t pence, bool *failed)
{
	json_t *o = json_object();

	set_day(o, "date", p->day, failed);
	set_number(o, "pence", pence, failed);
	set_text(o, "text", words_of(b, p), failed);
	if (p->event == BDL_NONE)
		set_text(o, "by", p->by, failed);
	bdl_json_place(o, b, p->exhibit, p->page, failed);
	return o;
}

/* Rows of the table of events are counted from 1. */
static void set_event(json_t *o, size_t event, bool *failed)
{
	bdl_json_set(o, "event",
		event == BDL_NONE ? json_null() : json_integer((json_int_t)event + 1), failed);
}

/* ---- the sums ---- */

static json_t *part_json(const struct bdl_bundle *b, const struct bdl_set_off *part, bool *failed)
{
	json_t *o = payment_json(b, &b->reckoning->payments[part->payment], part->pence, failed);

	set_number(o, "payment", (int64_t)part->payment + 1, failed);
	set_number(o, "days_late", part->days_late, failed);
	return o;
}

static json_t *row_json(const struct bdl_bundle *b, const struct bdl_due *d, bool *failed)
{
	json_t *o = json_object(), *parts = json_array();

	set_day(o, "date", d->day, failed);
	set_number(o, "due_pence", d->due, failed);
	set_number(o, "paid_pence", d->paid, failed);
	set_number(o, "short_pence", d->short_by, failed);
	set_number(o, "owed_pence", d->owed, failed);
	for (size_t i = 0; i < d->off_count; i++)
		bdl_json_append(parts, part_json(b, &d->offs[i], failed), failed);
	bdl_json_set(o, "payments", parts, failed);
	return o;
}

/* Every payment that counts, and what of it is set against nothing. */
static json_t *payments_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_reckoning *r = b->reckoning;
	json_t *list = json_array();

	for (size_t i = 0; i < r->sums.payment_count; i++) {
		json_t *o = payment_json(b, &r->payments[i], r->payments[i].pence, failed);

		set_number(o, "left_pence", r->sums.left[i], failed);
		set_event(o, r->payments[i].event, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

/* Both sides: sums that nothing was paid of, and what was paid for no sum. */
static json_t *unmatched_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_reckoning *r = b->reckoning;
	json_t *list = json_array();

	for (size_t i = 0; i < r->sums.row_count; i++) {
		json_t *o;

		if (r->sums.rows[i].paid)
			continue;
		o = json_object();
		bdl_json_set(o, "side", json_string("due"), failed);
		set_day(o, "date", r->sums.rows[i].day, failed);
		set_number(o, "pence", r->sums.rows[i].due, failed);
		bdl_json_append(list, o, failed);
	}
	for (size_t i = 0; i < r->sums.payment_count; i++) {
		json_t *o;

		if (!r->sums.left[i])
			continue;
		o = payment_json(b, &r->payments[i], r->sums.left[i], failed);
		bdl_json_set(o, "side", json_string("payment"), failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static json_t *near_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_reckoning *r = b->reckoning;
	json_t *list = json_array();

	for (size_t i = 0; i < r->near_count; i++) {
		const struct bdl_near_miss *near = &r->near[i];
		json_t *o = payment_json(b, &near->what, near->what.pence, failed);

		bdl_json_set(o, "why", json_string(bdl_near_token(near->why)), failed);
		set_event(o, near->what.event, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static json_t *doubles_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_reckoning *r = b->reckoning;
	json_t *list = json_array();

	for (size_t i = 0; i < r->double_count; i++) {
		const struct bdl_event *e = &b->events[r->doubles[i]];
		const struct bdl_payment p = {.day = e->record.when.day,
			.pence = e->record.pence,
			.event = r->doubles[i],
			.exhibit = e->exhibit,
			.page = e->record.page};
		json_t *o = payment_json(b, &p, p.pence, failed);

		set_event(o, p.event, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static json_t *stated_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_reckoning *r = b->reckoning;
	json_t *o;

	if (!r->stated)
		return json_null();
	o = json_object();
	set_number(o, "owed_pence", r->stated, failed);
	bdl_json_place(o, b, r->stated_exhibit, r->stated_page, failed);
	return o;
}

static void set_reckoning(json_t *o, const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_reckoning *r = b->reckoning;
	json_t *rows = json_array();

	set_day(o, "until", r->until, failed);
	bdl_json_set(o, "monthly", json_boolean(r->monthly), failed);
	for (size_t i = 0; i < r->sums.row_count; i++)
		bdl_json_append(rows, row_json(b, &r->sums.rows[i], failed), failed);
	bdl_json_set(o, "rows", rows, failed);
	set_number(o, "due_pence", r->sums.due, failed);
	set_number(o, "received_pence", r->sums.received, failed);
	set_number(o, "paid_pence", r->sums.paid, failed);
	set_number(o, "left_over_pence", r->sums.left_over, failed);
	set_number(o, "owed_pence", r->sums.owed, failed);
	bdl_json_set(o, "matched", json_boolean(r->matched), failed);
	set_number(o, "transactions", (int64_t)r->looked_at, failed);
	bdl_json_set(o, "payments", payments_json(b, failed), failed);
	bdl_json_set(o, "unmatched", unmatched_json(b, failed), failed);
	bdl_json_set(o, "near", near_json(b, failed), failed);
	bdl_json_set(o, "doubles", doubles_json(b, failed), failed);
	bdl_json_set(o, "stated", stated_json(b, failed), failed);
}

/* ---- losses ---- */

static void set_losses(json_t *o, const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_losses *l = b->losses;
	json_t *list = json_array();

	for (size_t i = 0; i < l->count; i++) {
		const struct bdl_lost *lost = &l->rows[i];
		json_t *row = json_object();

		set_text(row, "what", lost->what, failed);
		bdl_json_set(row, "pence",
			lost->pence ? json_integer((json_int_t)lost->pence) : json_null(), failed);
		set_day(row, "date", lost->day, failed);
		bdl_json_place(row, b, lost->exhibit, lost->page, failed);
		if (lost->held)
			bdl_json_set(row, "held", json_true(), failed);
		bdl_json_append(list, row, failed);
	}
	bdl_json_set(o, "losses", list, failed);
	set_number(o, "losses_pence", l->pence, failed);
	set_text(o, "remedy", l->remedy, failed);
}

json_t *bdl_reckoning_json(const struct bdl_bundle *b, bool *failed)
{
	json_t *o;

	if (!b->reckoning && !b->losses)
		return json_null();
	o = json_object();
	if (!o)
		*failed = true;
	if (b->reckoning)
		set_reckoning(o, b, failed);
	if (b->losses)
		set_losses(o, b, failed);
	return o;
}
