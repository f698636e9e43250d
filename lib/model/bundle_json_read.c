/*
 * Reading bundle.json back. It comes out of a stranger's archive: every field is looked at before
 * it is used, every count is bounded, strings are cut of nothing and trusted for nothing.
 */
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
	size_t n = json_array_size(list);

	b->excluded = bdl_arena_alloc(&b->arena, n * sizeof(*b->excluded));
	if (!b->excluded) {
		r->memory = true;
		return;
	}
	b->excluded_count = n;
	for (size_t i = 0; i < n; i++) {
		b->excluded[i].path = bdl_field_needed(r, json_array_get(list, i), "path");
		b->excluded[i].name = b->excluded[i].path;
		b->excluded[i].reason = bdl_field_needed(r, json_array_get(list, i), "reason");
		b->excluded[i].inside = bdl_field_truth(r, json_array_get(list, i), "inside");
	}
}

static void sections(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list), first = 0;

	b->sections = bdl_arena_alloc(&b->arena, n * sizeof(*b->sections));
	if (!b->sections) {
		r->memory = true;
		return;
	}
	b->section_count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_section *s = &b->sections[i];

		s->letter = bdl_field_needed(r, o, "letter");
		s->id = bdl_field_token_text(r, o, "id");
		s->title = bdl_field_needed(r, o, "title");
		s->page = bdl_field_count(r, o, "page");
		s->mark = bdl_field_text(r, o, "mark");
		if (s->mark)
			s->statement = bdl_court_statement(r->b->about.court, s->mark);
		s->correspondence = bdl_correspondence_from(bdl_field_text(r, o, "correspondence"));
		s->sheets = bdl_field_count(r, o, "sheets");
		if (s->sheets == 0)
			s->sheets = 1;
		if (s->mark && !s->statement)
			bdl_field_broken(r, "mark");
		s->first = first;
		s->count = bdl_field_count(r, o, "exhibits");
		if (s->count > b->order_count - first) {
			bdl_field_broken(r, "sections");
			return;
		}
		for (size_t k = 0; k < s->count; k++)
			b->exhibits[b->order[first + k]].section = i;
		first += s->count;
	}
}

static void front(struct bdl_fields *r, const json_t *o, struct bdl_front *out)
{
	out->cover = bdl_field_count(r, o, "cover");
	out->index = bdl_field_count(r, o, "index");
	out->chronology = bdl_field_count(r, o, "chronology");
	out->summary = bdl_field_count(r, o, "summary");
	out->essential = bdl_field_count(r, o, "essential");
	out->delays = bdl_field_count(r, o, "delays");
	out->arrears = bdl_field_count(r, o, "arrears");
	out->allegations = bdl_field_count(r, o, "allegations");
}

/* The sections of one volume, which hold its exhibits, all of them. */
static void volume_sections(struct bdl_fields *r, const json_t *list, struct bdl_volume *v)
{
	size_t n = json_array_size(list), first = 0;

	v->sections = bdl_arena_alloc(&r->b->arena, (n + 1) * sizeof(*v->sections));
	if (!v->sections) {
		r->memory = true;
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(list, i);

		v->sections[i] = (struct bdl_section){.letter = bdl_field_needed(r, o, "letter"),
			.id = bdl_field_token_text(r, o, "id"),
			.title = bdl_field_needed(r, o, "title"),
			.page = bdl_field_count(r, o, "page"),
			.first = first,
			.count = bdl_field_count(r, o, "exhibits")};
		if (v->sections[i].count == 0 || v->sections[i].count > v->count - first)
			bdl_field_broken(r, "volumes");
		else
			first += v->sections[i].count;
	}
	v->section_count = n;
	if (first != v->count)
		bdl_field_broken(r, "volumes");
}

/* Its exhibits, first to last, are the next of the order, from `at` on. */
static void volume(struct bdl_fields *r, const json_t *o, size_t at, struct bdl_volume *v)
{
	const struct bdl_bundle *b = r->b;
	unsigned first = bdl_field_count(r, o, "first"), last = bdl_field_count(r, o, "last");
	int64_t size = 0;

	if (at >= b->order_count || first != b->exhibits[b->order[at]].number || last < first ||
		last - first >= b->order_count - at) {
		bdl_field_broken(r, "volumes");
		return;
	}
	v->first = at;
	v->count = last - first + 1;
	v->pages = bdl_field_count(r, o, "pages");
	if (bdl_field_whole(r, o, "size", &size) && size > 0)
		v->size = (uint64_t)size;
	front(r, json_object_get(o, "front"), &v->front);
	volume_sections(r, json_object_get(o, "sections"), v);
}

/* Absent: all is one PDF. Else the volumes follow one another and hold every exhibit. */
static void volumes(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list), at = 0;

	if (n > b->order_count) {
		bdl_field_broken(r, "volumes");
		return;
	}
	b->volumes = n ? bdl_arena_alloc(&b->arena, n * sizeof(*b->volumes)) : NULL;
	if (n && !b->volumes) {
		r->memory = true;
		return;
	}
	for (size_t i = 0; i < n && !r->broken && !r->memory; i++) {
		volume(r, json_array_get(list, i), at, &b->volumes[i]);
		at += b->volumes[i].count;
	}
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].volume > n)
			bdl_field_broken(r, "volume");
	if (n && at != b->order_count)
		bdl_field_broken(r, "volumes");
	b->volume_count = r->broken || r->memory ? 0 : n;
}

static void entries(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	b->entries = bdl_arena_alloc(&b->arena, n * sizeof(*b->entries));
	if (!b->entries) {
		r->memory = true;
		return;
	}
	b->entry_count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(list, i);

		b->entries[i].date = bdl_field_date(r, json_object_get(o, "date"));
		b->entries[i].text = bdl_field_needed(r, o, "text");
		b->entries[i].exhibit =
			bdl_field_row(r, bdl_field_count(r, o, "exhibit"), "exhibit");
		b->entries[i].page = bdl_field_count(r, o, "exhibit_page");
		if (json_object_get(o, "type"))
			b->entries[i].type = bdl_field_token_text(r, o, "type");
		b->entries[i].by = bdl_field_text(r, o, "stated_by");
	}
}

static void event(struct bdl_fields *r, const json_t *o, struct bdl_event *e)
{
	const char *when = json_string_value(json_object_get(o, "when"));
	const char *zone = json_string_value(json_object_get(o, "zone"));
	int direction = bdl_field_token(r, o, "direction", bdl_direction_from_token);
	const json_t *answered = json_object_get(o, "answered");
	int64_t length = 0;

	e->record.type =
		(enum bdl_event_type)bdl_field_token(r, o, "type", bdl_event_type_from_token);
	if (when && bdl_moment_parse(when, zone, &e->record.when) < 0)
		e->record.when.day = bdl_field_day(r, o, "when");
	e->record.direction = (enum bdl_direction)direction;
	e->record.party = bdl_field_text(r, o, "party");
	e->record.text = bdl_field_needed(r, o, "text");
	if (json_is_boolean(answered))
		e->record.answered = json_is_true(answered) ? BDL_ANSWERED_YES : BDL_ANSWERED_NO;
	e->record.has_pence = bdl_field_whole(r, o, "pence", &e->record.pence);
	e->record.has_balance = bdl_field_whole(r, o, "balance", &e->record.balance);
	e->record.has_length = bdl_field_whole(r, o, "seconds", &length) && length >= 0 &&
			       length <= (int64_t)UINT32_MAX;
	e->record.length = e->record.has_length ? (uint32_t)length : 0;
	e->exhibit = bdl_field_row(r, bdl_field_count(r, o, "exhibit"), "exhibit");
	e->record.page = bdl_field_count(r, o, "exhibit_page");
}

static void events(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	b->events = bdl_arena_alloc(&b->arena, n * sizeof(*b->events));
	if (!b->events) {
		r->memory = true;
		return;
	}
	b->event_count = n;
	for (size_t i = 0; i < n; i++)
		event(r, json_array_get(list, i), &b->events[i]);
}

static void about(struct bdl_fields *r, const json_t *o)
{
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

	if (!o)
		return;
	e = bdl_arena_alloc(&r->b->arena, sizeof(*e));
	if (!e) {
		r->memory = true;
		return;
	}
	r->b->supplement = bdl_field_count(r, o, "number");
	e->supplement = r->b->supplement ? r->b->supplement - 1 : 0;
	e->name = bdl_field_needed(r, o, "name");
	e->made_on = bdl_field_day(r, o, "made_on");
	bdl_field_digest(r, o, "seal", e->seal);
	e->pages = bdl_field_count(r, o, "pages");
	e->documents = bdl_field_count(r, o, "documents");
	r->b->earlier = e;
}

static void held(struct bdl_fields *r, const json_t *list)
{
	size_t n = json_array_size(list);
	struct bdl_held *rows;

	if (n == 0)
		return;
	rows = bdl_arena_alloc(&r->b->arena, n * sizeof(*rows));
	if (!rows) {
		r->memory = true;
		return;
	}
	for (size_t i = 0; i < n && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);

		rows[i].path = bdl_field_path(r, o);
		rows[i].name = bdl_field_needed(r, o, "path");
		bdl_field_digest(r, o, "sha256", rows[i].sha256);
		rows[i].number = bdl_field_count(r, o, "number");
		rows[i].page = bdl_field_count(r, o, "page");
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

static void top(struct bdl_fields *r, const json_t *o)
{
	r->b->name = bdl_field_needed(r, o, "name");
	r->b->made_on = bdl_field_day(r, o, "made_on");
	bdl_field_digest(r, o, "fingerprint", r->b->fingerprint);
	r->b->pages = bdl_field_count(r, o, "pages");
	numbering(r, json_object_get(o, "numbering"));
	front(r, json_object_get(o, "front"), &r->b->front);
	about(r, json_object_get(o, "case"));
	earlier(r, json_object_get(o, "supplement_to"));
	held(r, json_object_get(o, "held"));
	bdl_exhibits_read(r, json_object_get(o, "exhibits"));
	if (!r->broken && !r->memory)
		bdl_court_read(r, json_object_get(o, "court"));
	if (!r->broken && !r->memory)
		bdl_told_read(r, json_object_get(o, "told"));
	if (!r->broken && !r->memory)
		excluded(r, json_object_get(o, "excluded"));
	if (!r->broken && !r->memory)
		sections(r, json_object_get(o, "sections"));
	if (!r->broken && !r->memory)
		volumes(r, json_object_get(o, "volumes"));
	if (!r->broken && !r->memory)
		entries(r, json_object_get(o, "chronology"));
	if (!r->broken && !r->memory)
		events(r, json_object_get(o, "events"));
	if (!r->broken && !r->memory)
		bdl_steps_read(r, o);
	if (!r->broken && !r->memory)
		bdl_waits_read(r, o); /* needs the steps */
	if (!r->broken && !r->memory)
		bdl_reckoning_read(r, json_object_get(o, "arrears"));
	if (!r->broken && !r->memory)
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
