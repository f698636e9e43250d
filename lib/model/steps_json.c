/* Steps written down and read back: see steps_json.h. */
#include "model/steps_json.h"

#include "base/text.h"
#include <string.h>

#define STEPS_MOST ((size_t)200 * 1000)

/* ---- writing ---- */

static void set(json_t *o, const char *key, json_t *value, bool *failed)
{
	if (json_object_set_new(o, key, value) < 0)
		*failed = true;
}

static void set_text(json_t *o, const char *key, const char *text, bool *failed)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;

	if (!text)
		return;
	if (bdl_utf8_clean(&clean, text, strlen(text)) < 0)
		*failed = true;
	else
		set(o, key, json_string(bdl_buffer_string(&clean)), failed);
	bdl_buffer_release(&clean);
}

static void set_day(json_t *o, const char *key, struct bdl_day day, bool *failed)
{
	char iso[BDL_DAY_TEXT];

	bdl_day_iso(day, iso);
	set(o, key, iso[0] ? json_string(iso) : json_null(), failed);
}

/* The document, its page and that page's number in the PDF; null where nothing shows it. */
static void set_place(json_t *o, const struct bdl_bundle *b, const struct bdl_step *s, bool *failed)
{
	const struct bdl_exhibit *x =
		s->exhibit < b->exhibit_count ? &b->exhibits[s->exhibit] : NULL;
	bool numbered = x && x->number, placed = x && x->first_page && s->page;

	set(o, "exhibit", numbered ? json_integer(x->number) : json_null(), failed);
	set(o, "exhibit_page", numbered && s->page ? json_integer(s->page) : json_null(), failed);
	set(o, "page", placed ? json_integer(x->first_page + s->page - 1) : json_null(), failed);
	if (x && x->volume)
		set(o, "volume", json_integer(x->volume), failed);
}

json_t *bdl_step_json(const struct bdl_bundle *b, const struct bdl_step *s, bool *failed)
{
	json_t *o = json_object();

	set_text(o, "type", s->type, failed);
	set_day(o, "date", s->day, failed);
	if (s->received.year)
		set_day(o, "received", s->received, failed);
	set_place(o, b, s, failed);
	set_text(o, "basis", s->basis, failed);
	set_text(o, "text", s->text, failed);
	set_text(o, "stated_by", s->by, failed);
	if (s->answers != BDL_NO_STEP)
		set(o, "answers", json_integer((json_int_t)s->answers), failed);
	set(o, "given", json_boolean(s->given), failed);
	set(o, "inferred", json_boolean(s->inferred), failed);
	return o;
}

/* ---- reading ---- */

/* Numbers run from that of the first document in the order of the index. */
static size_t row_of(struct bdl_fields *r, unsigned number)
{
	const struct bdl_bundle *b = r->b;
	unsigned first = b->order_count ? b->exhibits[b->order[0]].number : 0;

	if (number == 0)
		return BDL_NONE;
	if (number < first || number - first >= b->order_count ||
		b->exhibits[b->order[number - first]].number != number) {
		bdl_field_broken(r, "steps");
		return BDL_NONE;
	}
	return b->order[number - first];
}

static void place(struct bdl_fields *r, const json_t *o, struct bdl_step *s)
{
	unsigned pages;

	s->exhibit = row_of(r, bdl_field_count(r, o, "exhibit"));
	s->page = s->exhibit == BDL_NONE ? 0 : bdl_field_count(r, o, "exhibit_page");
	pages = s->exhibit == BDL_NONE ? 0 : r->b->exhibits[s->exhibit].pages;
	if (s->page > pages)
		bdl_field_broken(r, "steps");
}

/* answers: a row of the same list, another one. */
static void step(struct bdl_fields *r, const json_t *o, bool dated, size_t row, size_t count,
	struct bdl_step *s)
{
	int64_t answers;

	s->type = bdl_field_token_text(r, o, "type");
	s->day = bdl_field_day(r, o, "date");
	s->received = bdl_field_day(r, o, "received");
	s->basis = bdl_field_text(r, o, "basis");
	s->text = bdl_field_text(r, o, "text");
	s->by = bdl_field_text(r, o, "stated_by");
	s->given = bdl_field_truth(r, o, "given");
	s->inferred = bdl_field_truth(r, o, "inferred");
	place(r, o, s);
	s->answers = BDL_NO_STEP;
	if (bdl_field_whole(r, o, "answers", &answers)) {
		if (answers < 0 || (uint64_t)answers >= count || (size_t)answers == row)
			bdl_field_broken(r, "answers");
		else
			s->answers = (size_t)answers;
	}
	if (!s->type || !*s->type || (dated && !bdl_day_exists(s->day)) ||
		(s->received.year && !bdl_day_exists(s->received)))
		bdl_field_broken(r, "steps");
}

static struct bdl_step *steps(struct bdl_fields *r, const json_t *list, bool dated, size_t *count)
{
	size_t n = json_array_size(list);
	struct bdl_step *rows;

	*count = 0;
	if (n == 0)
		return NULL;
	if (n > STEPS_MOST) {
		bdl_field_broken(r, "steps");
		return NULL;
	}
	rows = bdl_arena_alloc(&r->b->arena, n * sizeof(*rows));
	if (!rows) {
		r->memory = true;
		return NULL;
	}
	for (size_t i = 0; i < n && !r->broken && !r->memory; i++)
		step(r, json_array_get(list, i), dated, i, dated ? n : 0, &rows[i]);
	*count = r->broken || r->memory ? 0 : n;
	return rows;
}

void bdl_steps_read(struct bdl_fields *r, const json_t *top)
{
	struct bdl_bundle *b = r->b;

	b->steps = steps(r, json_object_get(top, "steps"), true, &b->step_count);
	b->undated_steps =
		steps(r, json_object_get(top, "undated_steps"), false, &b->undated_step_count);
}
