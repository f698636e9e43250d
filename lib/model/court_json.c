/* The court's part of bundle.json: see court_json.h. What does not apply is left out. */
#include "model/court_json.h"

#include "model/json_set.h"
#include <string.h>

static json_t *statement_json(const struct bdl_statement *s, bool *failed)
{
	json_t *o = json_object(), *marks = json_array();
	char iso[BDL_DAY_TEXT];

	bdl_json_text(o, "witness", s->witness, failed);
	bdl_json_text(o, "initials", s->initials, failed);
	bdl_json_text(o, "capacity", s->capacity, failed);
	bdl_json_text(o, "on_behalf_of", s->on_behalf_of, failed);
	bdl_json_count(o, "number", s->number, failed);
	bdl_day_iso(s->date, iso);
	bdl_json_text(o, "date", iso[0] ? iso : NULL, failed);
	for (size_t i = 0; i < s->exhibit_count; i++)
		if (s->exhibits[i].mark)
			bdl_json_append(marks, bdl_json_clean(s->exhibits[i].mark), failed);
	bdl_json_set(o, "exhibits", marks, failed);
	return o;
}

/* A document is named by its number in the index. */
static unsigned number_of(const struct bdl_bundle *b, size_t row)
{
	return row < b->exhibit_count ? b->exhibits[row].number : 0;
}

static json_t *essential_json(
	const struct bdl_bundle *b, const struct bdl_essential *e, bool *failed)
{
	json_t *o = json_object();
	unsigned first = e->exhibit < b->exhibit_count ? b->exhibits[e->exhibit].first_page : 0;

	bdl_json_count(o, "exhibit", number_of(b, e->exhibit), failed);
	bdl_json_count(o, "from", e->from, failed);
	bdl_json_count(o, "to", e->to, failed);
	if (first)
		bdl_json_count(o, "page", first + (e->from ? e->from - 1 : 0), failed);
	bdl_json_text(o, "note", e->note, failed);
	return o;
}

static json_t *core_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_court *c = b->about.court;
	json_t *o = json_object(), *list = json_array();

	bdl_json_count(o, "pages", c->core_pages, failed);
	for (size_t i = 0; i < c->core_count; i++) {
		json_t *one = json_object();

		bdl_json_count(one, "exhibit", number_of(b, c->core_rows[i]), failed);
		bdl_json_count(one, "page", c->core_first ? c->core_first[i] : 0, failed);
		bdl_json_append(list, one, failed);
	}
	bdl_json_set(o, "documents", list, failed);
	return o;
}

json_t *bdl_court_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_court *c = b->about.court;
	json_t *o = json_object(), *list = json_array();

	bdl_json_lines(o, "court", c->court, failed);
	bdl_json_text(o, "claim_number", c->claim_number, failed);
	bdl_json_lines(o, "heading", c->heading, failed);
	for (size_t i = 0; i < c->statement_count; i++)
		bdl_json_append(list, statement_json(&c->statements[i], failed), failed);
	bdl_json_set(o, "statements", list, failed);
	if (c->essential_count) {
		list = json_array();
		for (size_t i = 0; i < c->essential_count; i++)
			bdl_json_append(list, essential_json(b, &c->essential[i], failed), failed);
		bdl_json_set(o, "essential", list, failed);
	}
	bdl_json_count(o, "reading_minutes", c->reading_minutes, failed);
	if (c->core_count)
		bdl_json_set(o, "core", core_json(b, failed), failed);
	if (c->separate_count) {
		list = json_array();
		for (size_t i = 0; i < c->separate_count; i++)
			bdl_json_append(
				list, json_integer(number_of(b, c->separate_rows[i])), failed);
		bdl_json_set(o, "separate", list, failed);
	}
	return o;
}

/* ---- reading ---- */

/* As the case file has them (case_court.c): each section looks its mark up in all of them. */
#define STATEMENTS_MOST 100
#define EXHIBITS_MOST 1000 /* of one statement */

static void read_statement(struct bdl_fields *r, const json_t *o, struct bdl_statement *s)
{
	const json_t *marks = json_object_get(o, "exhibits");

	s->witness = bdl_field_needed(r, o, "witness");
	s->initials = bdl_field_text(r, o, "initials");
	s->capacity = bdl_field_text(r, o, "capacity");
	s->on_behalf_of = bdl_field_text(r, o, "on_behalf_of");
	s->number = bdl_field_count(r, o, "number");
	s->date = bdl_field_day(r, o, "date");
	s->exhibits = bdl_field_rows(
		r, marks, "exhibits", EXHIBITS_MOST, sizeof(*s->exhibits), &s->exhibit_count);
	for (size_t i = 0; i < s->exhibit_count; i++) {
		const char *mark = json_string_value(json_array_get(marks, i));
		size_t initials;
		unsigned number;

		if (!mark || !bdl_mark_parse(mark, &initials, &number)) {
			bdl_field_broken(r, "exhibits");
			return;
		}
		s->exhibits[i].mark = bdl_arena_string(&r->b->arena, mark);
		r->memory = r->memory || !s->exhibits[i].mark;
	}
}

static void read_statements(struct bdl_fields *r, const json_t *list, struct bdl_court *c)
{
	c->statements = bdl_field_rows(r, list, "statements", STATEMENTS_MOST,
		sizeof(*c->statements), &c->statement_count);
	for (size_t i = 0; i < c->statement_count; i++)
		read_statement(r, json_array_get(list, i), &c->statements[i]);
}

static void read_essential(struct bdl_fields *r, const json_t *list, struct bdl_court *c)
{
	c->essential = bdl_field_rows(
		r, list, "essential", SIZE_MAX, sizeof(*c->essential), &c->essential_count);
	for (size_t i = 0; i < c->essential_count && !bdl_field_over(r); i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_essential *e = &c->essential[i];

		e->exhibit = bdl_field_needed_row(r, bdl_field_count(r, o, "exhibit"), "essential");
		e->from = bdl_field_count(r, o, "from");
		e->to = bdl_field_count(r, o, "to");
		e->note = bdl_field_text(r, o, "note");
		if (e->exhibit == BDL_NONE)
			return;
		e->file = r->b->exhibits[e->exhibit].name;
		if (e->to > r->b->exhibits[e->exhibit].pages || e->from > e->to ||
			(e->from == 0) != (e->to == 0))
			bdl_field_broken(r, "essential");
	}
}

static void read_core(struct bdl_fields *r, const json_t *o, struct bdl_court *c)
{
	const json_t *list = json_object_get(o, "documents");

	c->core_pages = bdl_field_count(r, o, "pages");
	c->core_rows =
		bdl_field_rows(r, list, "core", SIZE_MAX, sizeof(*c->core_rows), &c->core_count);
	c->core_first = bdl_field_room(r, c->core_count, sizeof(*c->core_first));
	for (size_t i = 0; i < c->core_count && !bdl_field_over(r); i++) {
		const json_t *one = json_array_get(list, i);

		c->core_rows[i] =
			bdl_field_needed_row(r, bdl_field_count(r, one, "exhibit"), "core");
		c->core_first[i] = bdl_field_count(r, one, "page");
		if (c->core_first[i] > c->core_pages)
			bdl_field_broken(r, "core");
	}
}

static void read_separate(struct bdl_fields *r, const json_t *list, struct bdl_court *c)
{
	c->separate_rows = bdl_field_rows(
		r, list, "separate", SIZE_MAX, sizeof(*c->separate_rows), &c->separate_count);
	for (size_t i = 0; i < c->separate_count; i++)
		c->separate_rows[i] = bdl_field_numbered(r, list, i, "separate");
}

void bdl_court_read(struct bdl_fields *r, const json_t *o)
{
	struct bdl_court *c;

	o = bdl_field_object(r, o, "court");
	c = o ? bdl_field_room(r, 1, sizeof(*c)) : NULL;
	if (!c)
		return;
	if (json_object_get(o, "court"))
		c->court = bdl_field_strings(r, json_object_get(o, "court"), "court");
	c->claim_number = bdl_field_text(r, o, "claim_number");
	if (json_object_get(o, "heading"))
		c->heading = bdl_field_strings(r, json_object_get(o, "heading"), "heading");
	c->reading_minutes = bdl_field_count(r, o, "reading_minutes");
	read_statements(r, json_object_get(o, "statements"), c);
	read_essential(r, json_object_get(o, "essential"), c);
	read_core(r, bdl_field_object(r, json_object_get(o, "core"), "core"), c);
	read_separate(r, json_object_get(o, "separate"), c);
	r->b->about.court = c;
}

const struct bdl_statement *bdl_court_statement(const struct bdl_court *c, const char *mark)
{
	for (size_t i = 0; c && i < c->statement_count; i++)
		for (size_t k = 0; k < c->statements[i].exhibit_count; k++)
			if (c->statements[i].exhibits[k].mark &&
				strcmp(c->statements[i].exhibits[k].mark, mark) == 0)
				return &c->statements[i];
	return NULL;
}

const char *bdl_correspondence_token(enum bdl_correspondence c)
{
	switch (c) {
	case BDL_LETTERS:
		return "letters";
	case BDL_LETTERS_AND_MAIL:
		return "letters-and-mail";
	case BDL_MIXED:
		break;
	}
	return NULL;
}

int bdl_correspondence_from_token(const char *token)
{
	if (strcmp(token, "letters") == 0)
		return BDL_LETTERS;
	return strcmp(token, "letters-and-mail") == 0 ? BDL_LETTERS_AND_MAIL : -1;
}
