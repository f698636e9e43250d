/*
 * Reading bundle.json back. It comes out of a stranger's archive: every field is looked at before
 * it is used, every count is bounded, strings are cut of nothing and trusted for nothing.
 */
#include "base/file.h"
#include "base/json_values.h"
#include "base/text.h"
#include "model/bundle_json.h"
#include "model/bundle_json_fields.h"
#include "model/court_json.h"
#include "model/found_json.h"
#include "model/reckoning_json.h"
#include "model/steps_json.h"
#include "model/told_json.h"
#include "model/waits_json.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A table of 100,000 exhibits has about 6 million values; jansson needs up to 50 bytes for each. */
#define VALUES_MOST ((size_t)12 * 1000 * 1000)

static void excluded(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;

	b->excluded = bdl_field_rows(
		r, list, "excluded", SIZE_MAX, sizeof(*b->excluded), &b->excluded_count);
	for (size_t i = 0; i < b->excluded_count && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(list, i);

		b->excluded[i].path = bdl_field_path(r, o);
		b->excluded[i].name = bdl_field_needed(r, o, "path");
		b->excluded[i].reason = bdl_field_needed(r, o, "reason");
		b->excluded[i].inside = bdl_field_truth(r, o, "inside");
	}
}

static void entries(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;

	b->entries = bdl_field_rows(
		r, list, "chronology", SIZE_MAX, sizeof(*b->entries), &b->entry_count);
	for (size_t i = 0; i < b->entry_count && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_entry *e = &b->entries[i];

		e->date = bdl_field_date(r, json_object_get(o, "date"));
		e->text = bdl_field_needed(r, o, "text");
		e->exhibit = bdl_field_place(r, o, &e->page);
		if (json_object_get(o, "type"))
			e->type = bdl_field_token_text(r, o, "type");
		e->by = bdl_field_text(r, o, "stated_by");
	}
}

/* A day as far as it is known, or a moment by the clock of "zone"; nothing for null. */
static struct bdl_moment moment(struct bdl_fields *r, const json_t *o)
{
	const json_t *zone = json_object_get(o, "zone");
	const char *when = json_string_value(json_object_get(o, "when"));
	struct bdl_moment m = {.zone = BDL_ZONE_NONE};

	if (zone && !json_is_string(zone))
		bdl_field_broken(r, "zone");
	if (when && bdl_moment_parse(when, json_string_value(zone), &m) == 0)
		return m;
	m = (struct bdl_moment){.day = bdl_field_day(r, o, "when")};
	if (bdl_day_exists(m.day))
		bdl_field_broken(r, "when");
	return m;
}

static enum bdl_answered answered(struct bdl_fields *r, const json_t *o)
{
	if (!json_object_get(o, "answered"))
		return BDL_ANSWERED_UNKNOWN;
	return bdl_field_truth(r, o, "answered") ? BDL_ANSWERED_YES : BDL_ANSWERED_NO;
}

static void event(struct bdl_fields *r, const json_t *o, struct bdl_event *e)
{
	struct bdl_record *record = &e->record;
	int64_t length = 0;

	if (!json_is_string(json_object_get(o, "type")))
		bdl_field_broken(r, "type");
	record->type =
		(enum bdl_event_type)bdl_field_token(r, o, "type", bdl_event_type_from_token);
	record->when = moment(r, o);
	record->direction =
		(enum bdl_direction)bdl_field_token(r, o, "direction", bdl_direction_from_token);
	record->party = bdl_field_text(r, o, "party");
	record->text = bdl_field_needed(r, o, "text");
	record->answered = answered(r, o);
	record->has_pence = bdl_field_whole(r, o, "pence", &record->pence);
	record->has_balance = bdl_field_whole(r, o, "balance", &record->balance);
	record->has_length = bdl_field_whole(r, o, "seconds", &length);
	if (length < 0 || length > (int64_t)UINT32_MAX)
		bdl_field_broken(r, "seconds");
	else
		record->length = (uint32_t)length;
	e->exhibit = bdl_field_place(r, o, &record->page);
}

static void events(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;

	b->events =
		bdl_field_rows(r, list, "events", SIZE_MAX, sizeof(*b->events), &b->event_count);
	for (size_t i = 0; i < b->event_count && !bdl_field_over(r); i++)
		event(r, json_array_get(list, i), &b->events[i]);
}

static void about(struct bdl_fields *r, const json_t *value)
{
	const json_t *o = bdl_field_object(r, value, "case");
	struct bdl_case *c = &r->b->about;

	c->title = bdl_field_text(r, o, "title");
	c->summary = bdl_field_text(r, o, "summary");
	c->recipient = bdl_field_text(r, o, "recipient");
	c->from = bdl_field_text(r, o, "from");
	c->about = bdl_field_text(r, o, "about");
	c->reference = bdl_field_text(r, o, "reference");
	c->national_insurance = bdl_field_text(r, o, "national_insurance");
	c->version = bdl_field_text(r, o, "version");
}

static void earlier(struct bdl_fields *r, const json_t *o)
{
	struct bdl_earlier *e;

	o = bdl_field_object(r, o, "supplement_to");
	e = o ? bdl_field_room(r, 1, sizeof(*e)) : NULL;
	if (!e)
		return;
	r->b->supplement = bdl_field_count(r, o, "number");
	if (r->b->supplement == 0)
		bdl_field_broken(r, "supplement_to");
	else
		e->supplement = r->b->supplement - 1;
	e->name = bdl_field_needed(r, o, "name");
	e->made_on = bdl_field_day(r, o, "made_on");
	bdl_field_digest(r, o, "seal", e->seal);
	e->pages = bdl_field_count(r, o, "pages");
	e->documents = bdl_field_count(r, o, "documents");
	r->b->earlier = e;
}

static void held(struct bdl_fields *r, const json_t *list)
{
	const struct bdl_earlier *e = r->b->earlier;
	struct bdl_held *rows;
	size_t n;

	if (list && !e)
		bdl_field_broken(r, "held");
	rows = bdl_field_rows(r, list, "held", SIZE_MAX, sizeof(*rows), &n);
	for (size_t i = 0; i < n && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(list, i);

		rows[i].path = bdl_field_path(r, o);
		rows[i].name = bdl_field_needed(r, o, "path");
		bdl_field_digest(r, o, "sha256", rows[i].sha256);
		rows[i].number = bdl_field_count(r, o, "number");
		rows[i].page = bdl_field_count(r, o, "page");
		if (rows[i].number > e->documents || rows[i].page > e->pages)
			bdl_field_broken(r, "held");
	}
	r->b->held = rows;
	r->b->held_count = n;
}

/* Absent: plain numbers. */
static void numbering(struct bdl_fields *r, const json_t *o)
{
	struct bdl_numbering *n = &r->b->numbering;
	const char *at, *size, *colour;

	*n = (struct bdl_numbering)BDL_NUMBERING_INIT;
	o = bdl_field_object(r, o, "numbering");
	if (!o)
		return;
	at = bdl_field_needed(r, o, "at");
	size = bdl_field_needed(r, o, "size");
	colour = bdl_field_needed(r, o, "colour");
	n->prefix = bdl_field_text(r, o, "prefix");
	n->of_total = bdl_field_truth(r, o, "of_total");
	n->by_section = bdl_field_truth(r, o, "by_section");
	if (!at || !bdl_number_place_from(at, n) || !size || !bdl_number_size_from(size, n) ||
		!colour || !bdl_number_colour_from(colour, n) || !bdl_numbering_is_usable(n))
		bdl_field_broken(r, "numbering");
}

/* Files are called by it: it must not lead anywhere. */
static const char *name(struct bdl_fields *r, const json_t *o)
{
	const char *s = bdl_field_needed(r, o, "name");

	if (!bdl_path_is_safe(s) || strchr(s, '/'))
		bdl_field_broken(r, "name");
	return s;
}

static void top(struct bdl_fields *r, const json_t *o)
{
	r->b->name = name(r, o);
	r->b->made_on = bdl_field_day(r, o, "made_on");
	bdl_field_digest(r, o, "fingerprint", r->b->fingerprint);
	r->b->pages = bdl_field_count(r, o, "pages");
	numbering(r, json_object_get(o, "numbering"));
	bdl_front_read(r, json_object_get(o, "front"), &r->b->front);
	about(r, json_object_get(o, "case"));
	earlier(r, json_object_get(o, "supplement_to"));
	held(r, json_object_get(o, "held"));
	bdl_exhibits_read(r, json_object_get(o, "exhibits"));
	if (!bdl_field_over(r))
		bdl_court_read(r, json_object_get(o, "court"));
	if (!bdl_field_over(r))
		bdl_told_read(r, json_object_get(o, "told"));
	if (!bdl_field_over(r))
		excluded(r, json_object_get(o, "excluded"));
	if (!bdl_field_over(r))
		bdl_sections_read(r, o);
	if (!bdl_field_over(r))
		bdl_volumes_read(r, json_object_get(o, "volumes"));
	if (!bdl_field_over(r))
		bdl_pages_check(r);
	if (!bdl_field_over(r))
		entries(r, json_object_get(o, "chronology"));
	if (!bdl_field_over(r))
		events(r, json_object_get(o, "events"));
	if (!bdl_field_over(r))
		bdl_steps_read(r, o);
	if (!bdl_field_over(r))
		bdl_waits_read(r, o); /* needs the steps */
	if (!bdl_field_over(r))
		bdl_reckoning_read(r, json_object_get(o, "arrears"));
	if (!bdl_field_over(r))
		bdl_found_from_json(r, json_object_get(o, "redactions"));
}

int bdl_bundle_from_json(
	struct bdl_bundle *b, const char *json, size_t length, struct bdl_error *err)
{
	json_error_t why;
	struct bdl_fields r = {.b = b};
	json_t *o;

	if (bdl_json_values(json, length) > VALUES_MOST)
		return bdl_fail(
			err, BDL_ELIMIT, "bundle.json", "holds more than a bundle can hold");
	o = json_loadb(json, length, JSON_REJECT_DUPLICATES, &why);
	if (!o)
		return bdl_fail(err, BDL_EFORMAT, "bundle.json", "is not JSON: line %d: %s",
			why.line, why.text);
	if (json_integer_value(json_object_get(o, "format_version")) < 1)
		bdl_field_broken(&r, "format_version");
	else
		top(&r, o);
	json_decref(o);
	b->stage = BDL_STAGE_SEALED;
	if (r.memory)
		return bdl_fail_memory(err);
	if (r.broken)
		return bdl_fail(err, BDL_EFORMAT, "bundle.json", "has no usable \"%s\"", r.field);
	return 0;
}
