/* See waits_json.h. What is read back comes out of a stranger's archive: every step that a row
 * names must be there. */
#include "model/waits_json.h"

#include "model/json_set.h"
#include <limits.h>
#include <string.h>

/* ---- writing ---- */

/* null for what is empty, too. */
static json_t *text_or_null(const char *s)
{
	return bdl_json_clean_or_null(s && *s ? s : NULL);
}

static json_t *letter_json(char confidence)
{
	const char text[2] = {confidence, '\0'};

	return confidence ? json_string(text) : json_null();
}

/* Sets PREFIXstep, PREFIXexhibit, PREFIXpage and, where there are volumes, PREFIXvolume: where the
 * step can be seen. */
static void set_seen(
	json_t *o, const struct bdl_bundle *b, size_t row, const char *prefix, bool *failed)
{
	const struct bdl_step *step = row < b->step_count ? &b->steps[row] : NULL;
	const struct bdl_exhibit *x = step ? bdl_exhibit_of_row(b, step->exhibit) : NULL;
	unsigned page = step && step->page ? step->page : 1;
	char key[40];

	snprintf(key, sizeof(key), "%sstep", prefix);
	bdl_json_set(o, key, step ? json_integer((json_int_t)row + 1) : json_null(), failed);
	snprintf(key, sizeof(key), "%sexhibit", prefix);
	bdl_json_set(o, key, x ? bdl_json_count_or_null(x->number) : json_null(), failed);
	snprintf(key, sizeof(key), "%sexhibit_page", prefix);
	bdl_json_set(o, key, x ? json_integer(page) : json_null(), failed);
	snprintf(key, sizeof(key), "%spage", prefix);
	bdl_json_set(o, key,
		x && x->first_page ? json_integer(x->first_page + page - 1) : json_null(), failed);
	snprintf(key, sizeof(key), "%svolume", prefix);
	if (x && x->volume)
		bdl_json_set(o, key, json_integer(x->volume), failed);
}

/* A step of a deadline: type, date, and where it can be seen. */
static json_t *step_json(const struct bdl_bundle *b, size_t row, const char *label, bool *failed)
{
	json_t *o;

	if (row >= b->step_count)
		return json_null();
	o = json_object();
	bdl_json_set(o, "type", text_or_null(b->steps[row].type), failed);
	if (label)
		bdl_json_set(o, "label", text_or_null(label), failed);
	bdl_json_set(o, "date", bdl_json_day_or_null(b->steps[row].day), failed);
	bdl_json_set(o, "received", bdl_json_day_or_null(b->steps[row].received), failed);
	set_seen(o, b, row, "", failed);
	return o;
}

json_t *bdl_deadline_json(const struct bdl_bundle *b, const struct bdl_deadline *d, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "id", text_or_null(d->id), failed);
	bdl_json_set(o, "what", text_or_null(d->what), failed);
	bdl_json_set(o, "rule", text_or_null(d->rule), failed);
	bdl_json_set(o, "source", text_or_null(d->source), failed);
	bdl_json_set(o, "reviewed", text_or_null(d->reviewed), failed);
	bdl_json_set(o, "confidence", letter_json(d->confidence), failed);
	bdl_json_set(o, "trigger", step_json(b, d->trigger, d->label, failed), failed);
	bdl_json_set(o, "from", bdl_json_day_or_null(d->from), failed);
	bdl_json_set(o, "came", bdl_json_day_or_null(d->came), failed);
	bdl_json_set(o, "safe", bdl_json_day_or_null(d->safe), failed);
	bdl_json_set(o, "outer", bdl_json_day_or_null(d->outer), failed);
	bdl_json_set(o, "aim", bdl_json_day_or_null(d->aim), failed);
	bdl_json_set(o, "days_left", json_integer(d->days_left), failed);
	bdl_json_set(o, "done", step_json(b, d->done, NULL, failed), failed);
	bdl_json_set(o, "note", text_or_null(d->note), failed);
	return o;
}

static json_t *step_day(const struct bdl_bundle *b, size_t row)
{
	return row < b->step_count ? bdl_json_day_or_null(b->steps[row].day) : json_null();
}

json_t *bdl_delay_json(const struct bdl_bundle *b, const struct bdl_delay *d, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "what", text_or_null(d->what), failed);
	bdl_json_set(o, "asked", step_day(b, d->asked), failed);
	set_seen(o, b, d->asked, "asked_", failed);
	bdl_json_set(o, "answered", step_day(b, d->answered), failed);
	set_seen(o, b, d->answered, "answered_", failed);
	bdl_json_set(o, "standard", text_or_null(d->standard), failed);
	bdl_json_set(o, "source", text_or_null(d->source), failed);
	bdl_json_set(o, "reviewed", text_or_null(d->reviewed), failed);
	bdl_json_set(o, "confidence", letter_json(d->confidence), failed);
	bdl_json_set(o, "counted_from", bdl_json_day_or_null(d->from), failed);
	bdl_json_set(o, "allowed", d->standard ? json_integer(d->allowed) : json_null(), failed);
	bdl_json_set(o, "taken", json_integer(d->taken), failed);
	bdl_json_set(o, "over", d->standard ? json_integer(d->over) : json_null(), failed);
	return o;
}

json_t *bdl_silence_json(const struct bdl_bundle *b, const struct bdl_silence *s, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "what", text_or_null(s->what), failed);
	bdl_json_set(o, "asked", bdl_json_day_or_null(s->from), failed);
	set_seen(o, b, s->asked, "asked_", failed);
	bdl_json_set(o, "answered", step_day(b, s->answered), failed);
	set_seen(o, b, s->answered, "answered_", failed);
	bdl_json_set(o, "until", bdl_json_day_or_null(s->until), failed);
	bdl_json_set(o, "days", json_integer(s->days), failed);
	bdl_json_set(o, "open", json_boolean(s->open), failed);
	return o;
}

static json_t *whole(json_t *list, bool failed)
{
	if (list && !failed)
		return list;
	json_decref(list);
	return NULL;
}

json_t *bdl_deadlines_json(const struct bdl_bundle *b)
{
	json_t *list = json_array();
	bool failed = false;

	for (size_t i = 0; i < b->deadline_count && !failed; i++)
		bdl_json_append(list, bdl_deadline_json(b, &b->deadlines[i], &failed), &failed);
	return whole(list, failed);
}

json_t *bdl_delays_json(const struct bdl_bundle *b)
{
	json_t *list = json_array();
	bool failed = false;

	for (size_t i = 0; i < b->delay_count && !failed; i++)
		bdl_json_append(list, bdl_delay_json(b, &b->delays[i], &failed), &failed);
	return whole(list, failed);
}

json_t *bdl_silences_json(const struct bdl_bundle *b)
{
	json_t *list = json_array();
	bool failed = false;

	for (size_t i = 0; i < b->silence_count && !failed; i++)
		bdl_json_append(list, bdl_silence_json(b, &b->silences[i], &failed), &failed);
	return whole(list, failed);
}

/* ---- reading ---- */

/* The row of the step whose number stands there; BDL_NO_STEP for null, where that may be. */
static size_t step_of(struct bdl_fields *r, const json_t *o, const char *key, bool needed)
{
	unsigned number = bdl_field_count(r, o, key);

	if (number >= 1 && number <= r->b->step_count)
		return number - 1;
	if (needed || number)
		bdl_field_broken(r, key);
	return BDL_NO_STEP;
}

/* A full day that exists. */
static struct bdl_day needed_day(struct bdl_fields *r, const json_t *o, const char *key)
{
	struct bdl_day day = bdl_field_day(r, o, key);

	if (!bdl_day_exists(day))
		bdl_field_broken(r, key);
	return day;
}

static int whole_number(struct bdl_fields *r, const json_t *o, const char *key)
{
	int64_t n = 0;

	if (!bdl_field_whole(r, o, key, &n) || n < INT_MIN || n > INT_MAX) {
		bdl_field_broken(r, key);
		return 0;
	}
	return (int)n;
}

static char confidence_of(struct bdl_fields *r, const json_t *o)
{
	const char *text = bdl_field_text(r, o, "confidence");

	if (!text)
		return 0;
	if (strlen(text) != 1 || !strchr("S2CM", text[0])) {
		bdl_field_broken(r, "confidence");
		return 0;
	}
	return text[0];
}

static void deadline(struct bdl_fields *r, const json_t *o, struct bdl_deadline *d)
{
	const json_t *done = json_object_get(o, "done");

	d->id = bdl_field_token_text(r, o, "id");
	d->what = bdl_field_needed(r, o, "what");
	d->rule = bdl_field_needed(r, o, "rule");
	d->source = bdl_field_text(r, o, "source");
	d->reviewed = bdl_field_text(r, o, "reviewed");
	d->confidence = confidence_of(r, o);
	d->trigger = step_of(r, json_object_get(o, "trigger"), "step", true);
	d->label = bdl_field_needed(r, json_object_get(o, "trigger"), "label");
	d->from = needed_day(r, o, "from");
	d->came = bdl_field_day(r, o, "came");
	if (d->came.year && !bdl_day_exists(d->came))
		bdl_field_broken(r, "came");
	d->safe = needed_day(r, o, "safe");
	d->outer = needed_day(r, o, "outer");
	d->aim = needed_day(r, o, "aim");
	d->days_left = whole_number(r, o, "days_left");
	d->done = json_is_object(done) ? step_of(r, done, "step", true) : BDL_NO_STEP;
	d->note = bdl_field_text(r, o, "note");
}

static void delay(struct bdl_fields *r, const json_t *o, struct bdl_delay *d)
{
	d->what = bdl_field_needed(r, o, "what");
	d->asked = step_of(r, o, "asked_step", true);
	d->answered = step_of(r, o, "answered_step", false);
	d->standard = bdl_field_text(r, o, "standard");
	d->source = bdl_field_text(r, o, "source");
	d->reviewed = bdl_field_text(r, o, "reviewed");
	d->confidence = confidence_of(r, o);
	d->from = bdl_field_day(r, o, "counted_from");
	if (d->from.year && !bdl_day_exists(d->from))
		bdl_field_broken(r, "counted_from");
	d->taken = whole_number(r, o, "taken");
	if (!d->standard)
		return;
	d->allowed = whole_number(r, o, "allowed");
	d->over = whole_number(r, o, "over");
	if (d->allowed < 0 || d->over < 0)
		bdl_field_broken(r, "allowed");
}

static void silence(struct bdl_fields *r, const json_t *o, struct bdl_silence *s)
{
	s->what = bdl_field_needed(r, o, "what");
	s->asked = step_of(r, o, "asked_step", true);
	s->answered = step_of(r, o, "answered_step", false);
	s->from = needed_day(r, o, "asked");
	s->until = needed_day(r, o, "until");
	s->days = whole_number(r, o, "days");
	s->open = bdl_field_truth(r, o, "open");
	if (s->open != (s->answered == BDL_NO_STEP) || s->days < 0)
		bdl_field_broken(r, "silences");
}

void bdl_waits_read(struct bdl_fields *r, const json_t *o)
{
	const json_t *deadlines = json_object_get(o, "deadlines"),
		     *delays = json_object_get(o, "delays"),
		     *silences = json_object_get(o, "silences");
	struct bdl_bundle *b = r->b;

	b->deadlines = bdl_field_rows(
		r, deadlines, "deadlines", SIZE_MAX, sizeof(*b->deadlines), &b->deadline_count);
	for (size_t i = 0; i < b->deadline_count && !bdl_field_over(r); i++)
		deadline(r, json_array_get(deadlines, i), &b->deadlines[i]);
	b->delays =
		bdl_field_rows(r, delays, "delays", SIZE_MAX, sizeof(*b->delays), &b->delay_count);
	for (size_t i = 0; i < b->delay_count && !bdl_field_over(r); i++)
		delay(r, json_array_get(delays, i), &b->delays[i]);
	b->silences = bdl_field_rows(
		r, silences, "silences", SIZE_MAX, sizeof(*b->silences), &b->silence_count);
	for (size_t i = 0; i < b->silence_count && !bdl_field_over(r); i++)
		silence(r, json_array_get(silences, i), &b->silences[i]);
}
