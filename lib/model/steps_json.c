/* Steps written down and read back: see steps_json.h. */
#include "model/steps_json.h"

#include "model/json_set.h"
#include <string.h>

#define STEPS_MOST ((size_t)200 * 1000)

/* ---- writing ---- */

/* The document, its page and that page's number in the PDF; null where nothing shows it. */
static void set_place(json_t *o, const struct bdl_bundle *b, const struct bdl_step *s, bool *failed)
{
	const struct bdl_exhibit *x =
		s->exhibit < b->exhibit_count ? &b->exhibits[s->exhibit] : NULL;
	bool numbered = x && x->number, placed = x && x->first_page && s->page;

	bdl_json_set(o, "exhibit", numbered ? json_integer(x->number) : json_null(), failed);
	bdl_json_set(o, "exhibit_page", numbered && s->page ? json_integer(s->page) : json_null(),
		failed);
	bdl_json_set(o, "page", placed ? json_integer(x->first_page + s->page - 1) : json_null(),
		failed);
	if (x && x->volume)
		bdl_json_set(o, "volume", json_integer(x->volume), failed);
}

json_t *bdl_step_json(const struct bdl_bundle *b, const struct bdl_step *s, bool *failed)
{
	json_t *o = json_object();
	char day[BDL_DAY_TEXT];

	bdl_json_text(o, "type", s->type, failed);
	bdl_day_iso(s->day, day);
	bdl_json_set(o, "date", day[0] ? json_string(day) : json_null(), failed);
	bdl_json_day(o, "received", s->received, failed);
	set_place(o, b, s, failed);
	bdl_json_text(o, "basis", s->basis, failed);
	bdl_json_text(o, "text", s->text, failed);
	bdl_json_text(o, "stated_by", s->by, failed);
	if (s->answers != BDL_NO_STEP)
		bdl_json_set(o, "answers", json_integer((json_int_t)s->answers + 1), failed);
	bdl_json_set(o, "given", json_boolean(s->given), failed);
	bdl_json_set(o, "inferred", json_boolean(s->inferred), failed);
	return o;
}

/* ---- reading ---- */

/* answers: the number of another row of the same list, from 1. */
static void step(struct bdl_fields *r, const json_t *o, bool dated, size_t row, size_t count,
	struct bdl_step *s)
{
	unsigned answers = bdl_field_count(r, o, "answers");

	s->type = bdl_field_token_text(r, o, "type");
	s->day = bdl_field_day(r, o, "date");
	s->received = bdl_field_day(r, o, "received");
	s->basis = bdl_field_text(r, o, "basis");
	s->text = bdl_field_text(r, o, "text");
	s->by = bdl_field_text(r, o, "stated_by");
	s->given = bdl_field_truth(r, o, "given");
	s->inferred = bdl_field_truth(r, o, "inferred");
	s->exhibit = bdl_field_place(r, o, &s->page);
	s->answers = BDL_NO_STEP;
	if (answers > count || answers == row + 1)
		bdl_field_broken(r, "answers");
	else if (answers)
		s->answers = answers - 1;
	if (!s->type || !*s->type || (dated && !bdl_day_exists(s->day)) ||
		(s->received.year && !bdl_day_exists(s->received)))
		bdl_field_broken(r, "steps");
}

/* Dated ones stand in the order of their days: all that reckons with them counts on it. */
static struct bdl_step *steps(
	struct bdl_fields *r, const json_t *top, const char *key, bool dated, size_t *count)
{
	const json_t *list = json_object_get(top, key);
	struct bdl_step *rows = bdl_field_rows(r, list, key, STEPS_MOST, sizeof(*rows), count);
	size_t n = *count;

	for (size_t i = 0; i < n && !bdl_field_over(r); i++) {
		step(r, json_array_get(list, i), dated, i, dated ? n : 0, &rows[i]);
		if (dated && i > 0 && bdl_day_compare(rows[i].day, rows[i - 1].day) < 0)
			bdl_field_broken(r, "steps");
	}
	*count = bdl_field_over(r) ? 0 : n;
	return rows;
}

void bdl_steps_read(struct bdl_fields *r, const json_t *top)
{
	struct bdl_bundle *b = r->b;

	b->steps = steps(r, top, "steps", true, &b->step_count);
	b->undated_steps = steps(r, top, "undated_steps", false, &b->undated_step_count);
}
