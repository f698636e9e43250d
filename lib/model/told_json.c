/* What a person told, in bundle.json: see told_json.h. What was not said is left out. */
#include "model/told_json.h"

#include "model/json_set.h"
#include "model/told.h"
#include <string.h>

/* ---- writing ---- */

static void set_person(json_t *o, const char *key, const struct bdl_person *p, bool *failed)
{
	json_t *person;

	if (!p->name && !p->given)
		return;
	person = json_object();
	bdl_json_text(person, "name", p->name, failed);
	bdl_json_truth(person, "address_given", p->given & BDL_GIVEN_ADDRESS, failed);
	bdl_json_truth(person, "phone_given", p->given & BDL_GIVEN_PHONE, failed);
	bdl_json_truth(person, "email_given", p->given & BDL_GIVEN_EMAIL, failed);
	bdl_json_truth(person, "date_of_birth_given", p->given & BDL_GIVEN_BORN, failed);
	bdl_json_set(o, key, person, failed);
}

static void set_place(json_t *o, const char *file, unsigned page, bool *failed)
{
	bdl_json_text(o, "file", file, failed);
	bdl_json_count(o, "page", page, failed);
}

static void set_list(json_t *o, const char *key, json_t *list, bool *failed)
{
	if (json_array_size(list))
		bdl_json_set(o, key, list, failed);
	else
		json_decref(list);
}

static json_t *events_json(const struct bdl_told *t, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->event_count; i++) {
		const struct bdl_told_event *e = &t->events[i];
		json_t *o = json_object();

		bdl_json_day(o, "date", e->day, failed);
		bdl_json_text(o, "type", e->type, failed);
		bdl_json_text(o, "text", e->text, failed);
		bdl_json_text(o, "by", e->by, failed);
		set_place(o, e->file, e->page, failed);
		bdl_json_day(o, "received", e->received, failed);
		bdl_json_day(o, "answers", e->answers, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static json_t *schedule_json(const struct bdl_told *t, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->schedule_count; i++) {
		const struct bdl_due_rule *r = &t->schedule[i];
		json_t *o = json_object();

		bdl_json_day(o, "from", r->from, failed);
		bdl_json_day(o, "until", r->until, failed);
		bdl_json_pence(o, "pence", r->pence, failed);
		bdl_json_text(o, "every", bdl_every_words[r->every], failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static json_t *match_json(const struct bdl_told *t, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->payment_rule_count; i++) {
		const struct bdl_payment_rule *r = &t->payment_rules[i];
		json_t *o = json_object();

		bdl_json_text(o, "payer", r->payer, failed);
		bdl_json_text(o, "reference", r->reference, failed);
		bdl_json_pence(o, "least_pence", r->least, failed);
		bdl_json_pence(o, "most_pence", r->most, failed);
		if (r->paid_out)
			bdl_json_text(o, "direction", "out", failed);
		bdl_json_day(o, "from", r->from, failed);
		bdl_json_day(o, "until", r->until, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static json_t *others_json(const struct bdl_told *t, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->payment_count; i++) {
		const struct bdl_told_payment *p = &t->payments[i];
		json_t *o = json_object();

		bdl_json_day(o, "date", p->day, failed);
		bdl_json_pence(o, "pence", p->pence, failed);
		bdl_json_text(o, "by", p->by, failed);
		set_place(o, p->file, p->page, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

static void set_payments(json_t *told, const struct bdl_told *t, bool *failed)
{
	json_t *o, *stated;

	if (!t->payment_rule_count && !t->payment_count && !t->days_before && !t->stated_owed)
		return;
	o = json_object();
	set_list(o, "match", match_json(t, failed), failed);
	bdl_json_count(o, "days_before", t->days_before, failed);
	set_list(o, "others", others_json(t, failed), failed);
	if (t->stated_owed) {
		stated = json_object();
		bdl_json_pence(stated, "pence", t->stated_owed, failed);
		set_place(stated, t->stated_in, t->stated_page, failed);
		bdl_json_set(o, "stated", stated, failed);
	}
	bdl_json_set(told, "payments", o, failed);
}

static json_t *losses_json(const struct bdl_told *t, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < t->loss_count; i++) {
		const struct bdl_loss *loss = &t->losses[i];
		json_t *o = json_object();

		bdl_json_text(o, "what", loss->what, failed);
		bdl_json_pence(o, "pence", loss->pence, failed);
		bdl_json_day(o, "date", loss->day, failed);
		set_place(o, loss->file, loss->page, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

/* Documents are named by their numbers in the index; a copy has none and is shown by its original.
 */
static json_t *allegations_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_told *t = b->about.told;
	json_t *list = json_array();

	for (size_t i = 0; i < t->allegation_count; i++) {
		const struct bdl_allegation *a = &t->allegations[i];
		json_t *o = json_object(), *numbers = json_array();

		bdl_json_text(o, "heading", a->heading, failed);
		bdl_json_text(o, "text", a->text, failed);
		bdl_json_lines(o, "files", a->files, failed);
		for (size_t k = 0; k < a->row_count; k++)
			if (a->rows[k] < b->exhibit_count && b->exhibits[a->rows[k]].number)
				bdl_json_append(numbers,
					json_integer(b->exhibits[a->rows[k]].number), failed);
		bdl_json_set(o, "exhibits", numbers, failed);
		bdl_json_append(list, o, failed);
	}
	return list;
}

json_t *bdl_told_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_told *t = b->about.told;
	json_t *o = json_object();

	set_person(o, "applicant", &t->applicant, failed);
	set_person(o, "representative", &t->representative, failed);
	bdl_json_text(o, "consent", t->consent, failed);
	bdl_json_text(o, "constituency", t->constituency, failed);
	bdl_json_text(o, "mp", t->mp, failed);
	bdl_json_text(o, "complaint_reference", t->complaint_reference, failed);
	bdl_json_text(o, "nation", bdl_nation_words[t->nation], failed);
	bdl_json_count(o, "silence_days", t->silence_days, failed);
	set_list(o, "events", events_json(t, failed), failed);
	set_list(o, "schedule", schedule_json(t, failed), failed);
	set_payments(o, t, failed);
	set_list(o, "losses", losses_json(t, failed), failed);
	bdl_json_text(o, "remedy", t->remedy, failed);
	set_list(o, "allegations", allegations_json(b, failed), failed);
	return o;
}

/* ---- reading ---- */

/* Above 0 and no more than anybody can owe; 0 where it is absent, which is noted if it must be
 * there. */
static int64_t pence_of(struct bdl_fields *r, const json_t *o, const char *key, bool needed)
{
	int64_t pence = 0;

	if (!bdl_field_whole(r, o, key, &pence)) {
		if (needed)
			bdl_field_broken(r, key);
		return 0;
	}
	if (pence <= 0 || pence > BDL_PENCE_MOST) {
		bdl_field_broken(r, key);
		return 0;
	}
	return pence;
}

/* A day that exists, or none at all; the latter is noted if it must be there. */
static struct bdl_day day_of(struct bdl_fields *r, const json_t *o, const char *key, bool needed)
{
	const json_t *v = json_object_get(o, key);
	struct bdl_day d = bdl_field_day(r, o, key);

	if ((v || needed) && !bdl_day_exists(d)) {
		bdl_field_broken(r, key);
		return (struct bdl_day){0, 0, 0};
	}
	return d;
}

/* The index in the list of words; 0 where nothing is said. */
static int word_of(struct bdl_fields *r, const json_t *o, const char *key, const char *const *words)
{
	const char *word = json_string_value(json_object_get(o, key));

	for (int i = 0; word && words[i]; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	if (json_object_get(o, key))
		bdl_field_broken(r, key);
	return 0;
}

static void read_person(
	struct bdl_fields *r, const json_t *told, const char *key, struct bdl_person *p)
{
	const json_t *o = bdl_field_object(r, json_object_get(told, key), key);

	static const struct {
		const char *key;
		enum bdl_given bit;
	} given[] = {{"address_given", BDL_GIVEN_ADDRESS}, {"phone_given", BDL_GIVEN_PHONE},
		{"email_given", BDL_GIVEN_EMAIL}, {"date_of_birth_given", BDL_GIVEN_BORN}};

	if (!o)
		return;
	p->name = bdl_field_text(r, o, "name");
	for (size_t i = 0; i < sizeof(given) / sizeof(given[0]); i++)
		if (bdl_field_truth(r, o, given[i].key))
			p->given |= given[i].bit;
}

static void read_events(struct bdl_fields *r, const json_t *told, struct bdl_told *t)
{
	const json_t *list = json_object_get(told, "events");

	t->events = bdl_field_rows(
		r, list, "events", BDL_TOLD_MOST, sizeof(*t->events), &t->event_count);
	for (size_t i = 0; i < t->event_count && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_told_event *e = &t->events[i];

		e->day = day_of(r, o, "date", false);
		e->received = day_of(r, o, "received", false);
		e->answers = day_of(r, o, "answers", false);
		if (json_object_get(o, "type"))
			e->type = bdl_field_token_text(r, o, "type");
		e->text = bdl_field_text(r, o, "text");
		e->by = bdl_field_text(r, o, "by");
		e->file = bdl_field_text(r, o, "file");
		e->page = bdl_field_count(r, o, "page");
		if (!e->file && (!bdl_day_exists(e->day) || !e->text))
			bdl_field_broken(r, "events");
	}
}

/* As the case file leaves it: ascending, no stretch beginning in another. */
static void read_schedule(struct bdl_fields *r, const json_t *told, struct bdl_told *t)
{
	const json_t *list = json_object_get(told, "schedule");

	t->schedule = bdl_field_rows(
		r, list, "schedule", BDL_TOLD_MOST, sizeof(*t->schedule), &t->schedule_count);
	for (size_t i = 0; i < t->schedule_count && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_due_rule *s = &t->schedule[i];
		struct bdl_day before = {0, 0, 0};

		if (i > 0)
			before = bdl_day_exists(s[-1].until) ? s[-1].until : s[-1].from;
		s->from = day_of(r, o, "from", true);
		s->until = day_of(r, o, "until", false);
		s->pence = pence_of(r, o, "pence", true);
		s->every = (enum bdl_every)word_of(r, o, "every", bdl_every_words);
		if (bdl_day_compare(s->from, before) <= 0 ||
			(bdl_day_exists(s->until) && bdl_day_compare(s->until, s->from) < 0))
			bdl_field_broken(r, "schedule");
	}
}

/* "out", or absent: in. */
static bool is_out(struct bdl_fields *r, const json_t *o)
{
	const char *direction = bdl_field_text(r, o, "direction");

	if (direction && strcmp(direction, "out") != 0)
		bdl_field_broken(r, "direction");
	return direction != NULL;
}

static void read_match(struct bdl_fields *r, const json_t *payments, struct bdl_told *t)
{
	const json_t *list = json_object_get(payments, "match");

	t->payment_rules = bdl_field_rows(
		r, list, "match", BDL_TOLD_MOST, sizeof(*t->payment_rules), &t->payment_rule_count);
	for (size_t i = 0; i < t->payment_rule_count && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_payment_rule *p = &t->payment_rules[i];

		p->payer = bdl_field_text(r, o, "payer");
		p->reference = bdl_field_text(r, o, "reference");
		p->least = pence_of(r, o, "least_pence", false);
		p->most = pence_of(r, o, "most_pence", false);
		p->paid_out = is_out(r, o);
		p->from = day_of(r, o, "from", false);
		p->until = day_of(r, o, "until", false);
	}
}

static void read_others(struct bdl_fields *r, const json_t *payments, struct bdl_told *t)
{
	const json_t *list = json_object_get(payments, "others");

	t->payments = bdl_field_rows(
		r, list, "others", BDL_TOLD_MOST, sizeof(*t->payments), &t->payment_count);
	for (size_t i = 0; i < t->payment_count && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_told_payment *p = &t->payments[i];

		p->day = day_of(r, o, "date", true);
		p->pence = pence_of(r, o, "pence", true);
		p->by = bdl_field_text(r, o, "by");
		p->file = bdl_field_text(r, o, "file");
		p->page = bdl_field_count(r, o, "page");
	}
}

static void read_payments(struct bdl_fields *r, const json_t *told, struct bdl_told *t)
{
	const json_t *o = bdl_field_object(r, json_object_get(told, "payments"), "payments"),
		     *stated = bdl_field_object(r, json_object_get(o, "stated"), "stated");

	read_match(r, o, t);
	read_others(r, o, t);
	t->days_before = bdl_field_count(r, o, "days_before");
	if (t->days_before > BDL_DAYS_BEFORE_MOST)
		bdl_field_broken(r, "days_before");
	if (!stated)
		return;
	t->stated_owed = pence_of(r, stated, "pence", true);
	t->stated_in = bdl_field_text(r, stated, "file");
	t->stated_page = bdl_field_count(r, stated, "page");
}

static void read_losses(struct bdl_fields *r, const json_t *told, struct bdl_told *t)
{
	const json_t *list = json_object_get(told, "losses");

	t->losses = bdl_field_rows(
		r, list, "losses", BDL_TOLD_MOST, sizeof(*t->losses), &t->loss_count);
	for (size_t i = 0; i < t->loss_count && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_loss *loss = &t->losses[i];

		loss->what = bdl_field_needed(r, o, "what");
		loss->pence = pence_of(r, o, "pence", false);
		loss->day = day_of(r, o, "date", false);
		loss->file = bdl_field_text(r, o, "file");
		loss->page = bdl_field_count(r, o, "page");
	}
}

static void read_rows(struct bdl_fields *r, const json_t *numbers, struct bdl_allegation *a)
{
	size_t n;

	a->rows =
		bdl_field_rows(r, numbers, "allegations", r->b->order_count, sizeof(*a->rows), &n);
	for (size_t i = 0; i < n && !r->broken; i++)
		a->rows[a->row_count++] = bdl_field_numbered(r, numbers, i, "allegations");
}

static void read_allegations(struct bdl_fields *r, const json_t *told, struct bdl_told *t)
{
	const json_t *list = json_object_get(told, "allegations");

	t->allegations = bdl_field_rows(r, list, "allegations", BDL_TOLD_MOST,
		sizeof(*t->allegations), &t->allegation_count);
	for (size_t i = 0; i < t->allegation_count && !r->broken; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_allegation *a = &t->allegations[i];

		a->heading = bdl_field_needed(r, o, "heading");
		a->text = bdl_field_text(r, o, "text");
		if (json_object_get(o, "files"))
			a->files = bdl_field_strings(r, json_object_get(o, "files"), "files");
		read_rows(r, json_object_get(o, "exhibits"), a);
	}
}

void bdl_told_read(struct bdl_fields *r, const json_t *o)
{
	struct bdl_told *t;

	o = bdl_field_object(r, o, "told");
	t = o ? bdl_field_room(r, 1, sizeof(*t)) : NULL;
	if (!t)
		return;
	read_person(r, o, "applicant", &t->applicant);
	read_person(r, o, "representative", &t->representative);
	t->consent = bdl_field_text(r, o, "consent");
	t->constituency = bdl_field_text(r, o, "constituency");
	t->mp = bdl_field_text(r, o, "mp");
	t->complaint_reference = bdl_field_text(r, o, "complaint_reference");
	t->nation = (enum bdl_nation)word_of(r, o, "nation", bdl_nation_words);
	t->silence_days = bdl_field_count(r, o, "silence_days");
	read_events(r, o, t);
	read_schedule(r, o, t);
	read_payments(r, o, t);
	read_losses(r, o, t);
	t->remedy = bdl_field_text(r, o, "remedy");
	read_allegations(r, o, t);
	r->b->about.told = t;
}
