/* Reading back what a PDF consists of: its front, its sections, and the volumes of a bundle that is
 * more than one. */
#include "model/bundle_json_fields.h"
#include "model/court_json.h"

#include <string.h>

#define LETTERS_MOST 8 /* as many as a page's label shows */

void bdl_front_read(struct bdl_fields *r, const json_t *value, struct bdl_front *out)
{
	const json_t *o = bdl_field_object(r, value, "front");

	out->cover = bdl_field_count(r, o, "cover");
	out->index = bdl_field_count(r, o, "index");
	out->chronology = bdl_field_count(r, o, "chronology");
	out->summary = bdl_field_count(r, o, "summary");
	out->essential = bdl_field_count(r, o, "essential");
	out->delays = bdl_field_count(r, o, "delays");
	out->arrears = bdl_field_count(r, o, "arrears");
	out->allegations = bdl_field_count(r, o, "allegations");
}

/* ---- sections ---- */

/* "A" to "ZZ" and beyond. */
static const char *letter(struct bdl_fields *r, const json_t *o)
{
	const char *s = bdl_field_needed(r, o, "letter");
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

	if (n == 0 || n > LETTERS_MOST || s[n])
		bdl_field_broken(r, "letter");
	return s;
}

static void section(struct bdl_fields *r, const json_t *o, struct bdl_section *s)
{
	s->letter = letter(r, o);
	s->id = bdl_field_token_text(r, o, "id");
	s->title = bdl_field_needed(r, o, "title");
	s->page = bdl_field_count(r, o, "page");
	s->count = bdl_field_count(r, o, "exhibits");
	s->mark = bdl_field_text(r, o, "mark");
	if (s->mark)
		s->statement = bdl_court_statement(r->b->about.court, s->mark);
	if (s->mark && !s->statement)
		bdl_field_broken(r, "mark");
	s->correspondence = (enum bdl_correspondence)bdl_field_token(
		r, o, "correspondence", bdl_correspondence_from_token);
	s->sheets = bdl_field_count(r, o, "sheets");
	if (s->sheets == 0)
		s->sheets = 1;
}

/* The sections of some PDF: one behind the other they hold all of its `whole` exhibits. */
static struct bdl_section *sections(
	struct bdl_fields *r, const json_t *o, const char *key, size_t whole, size_t *count)
{
	const json_t *list = json_object_get(o, "sections");
	struct bdl_section *rows = bdl_field_rows(r, list, "sections", whole, sizeof(*rows), count);
	size_t first = 0;

	for (size_t i = 0; i < *count && !bdl_field_over(r); i++) {
		section(r, json_array_get(list, i), &rows[i]);
		rows[i].first = first;
		if (rows[i].count == 0 || rows[i].count > whole - first)
			bdl_field_broken(r, key);
		else
			first += rows[i].count;
	}
	if (first != whole)
		bdl_field_broken(r, key);
	return rows;
}

void bdl_sections_read(struct bdl_fields *r, const json_t *top)
{
	struct bdl_bundle *b = r->b;

	b->sections = sections(r, top, "sections", b->order_count, &b->section_count);
	for (size_t i = 0; i < b->section_count && !bdl_field_over(r); i++)
		for (size_t k = 0; k < b->sections[i].count; k++)
			b->exhibits[b->order[b->sections[i].first + k]].section = i;
}

/* ---- volumes ---- */

/* Bytes; absent and null: not known yet. */
static uint64_t size_of(struct bdl_fields *r, const json_t *o)
{
	int64_t size = 0;

	if (bdl_field_whole(r, o, "size", &size) && size < 1)
		bdl_field_broken(r, "size");
	return size > 0 ? (uint64_t)size : 0;
}

/* Its exhibits, first to last, are the next of the order, from `at` on. */
static void volume(struct bdl_fields *r, const json_t *o, size_t at, struct bdl_volume *v)
{
	const struct bdl_bundle *b = r->b;
	unsigned first = bdl_field_count(r, o, "first"), last = bdl_field_count(r, o, "last");

	if (at >= b->order_count || first != b->exhibits[b->order[at]].number || last < first ||
		last - first >= b->order_count - at) {
		bdl_field_broken(r, "volumes");
		return;
	}
	v->first = at;
	v->count = last - first + 1;
	v->pages = bdl_field_count(r, o, "pages");
	v->size = size_of(r, o);
	bdl_front_read(r, json_object_get(o, "front"), &v->front);
	v->sections = sections(r, o, "volumes", v->count, &v->section_count);
}

/* Each exhibit says in which volume it is; copies are in none. */
static void expect_volumes(struct bdl_fields *r)
{
	const struct bdl_bundle *b = r->b;
	size_t v = 0;

	for (size_t i = 0; i < b->order_count; i++) {
		while (v < b->volume_count && i >= b->volumes[v].first + b->volumes[v].count)
			v++;
		if (b->exhibits[b->order[i]].volume != (b->volume_count ? v + 1 : 0))
			bdl_field_broken(r, "volume");
	}
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].duplicate_of != BDL_NONE && b->exhibits[i].volume)
			bdl_field_broken(r, "volume");
}

void bdl_volumes_read(struct bdl_fields *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n, at = 0;

	b->volumes = bdl_field_rows(r, list, "volumes", b->order_count, sizeof(*b->volumes), &n);
	for (size_t i = 0; i < n && !bdl_field_over(r); i++) {
		volume(r, json_array_get(list, i), at, &b->volumes[i]);
		at += b->volumes[i].count;
	}
	if (n && at != b->order_count)
		bdl_field_broken(r, "volumes");
	if (n == 0)
		b->volumes = NULL;
	b->volume_count = bdl_field_over(r) ? 0 : n;
	if (!bdl_field_over(r))
		expect_volumes(r);
}
