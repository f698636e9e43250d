/* A recipient as data: what `bundle recipients --json` prints. See recipient_json.h. */
#include "model/recipient_json.h"

#include "base/text.h"
#include "model/json_set.h"
#include <jansson.h>
#include <string.h>

/* json_object_set_new() and json_array_append_new() take the value, and fail where it is NULL. */
struct writing {
	struct bdl_day today;
	bool failed;
};

static void set(struct writing *w, json_t *o, const char *key, json_t *value)
{
	if (json_object_set_new(o, key, value) < 0)
		w->failed = true;
}

static void append(struct writing *w, json_t *list, json_t *value)
{
	if (json_array_append_new(list, value) < 0)
		w->failed = true;
}

static json_t *text(const char *s)
{
	return s ? json_string(s) : json_null();
}

static json_t *texts(struct writing *w, const char **list)
{
	json_t *out = json_array();

	for (; list && *list; list++)
		append(w, out, json_string(*list));
	return out;
}

/* Every line says where it comes from, and whether to check it. */
static void set_said(struct writing *w, json_t *o, const struct bdl_said *s)
{
	bool old = bdl_said_is_old(s, w->today);

	set(w, o, "source", text(s->source));
	set(w, o, "confidence", json_pack("s#", &s->confidence, 1));
	set(w, o, "reviewed", text(s->reviewed));
	set(w, o, "old", json_boolean(old));
	set(w, o, "check_with_them", json_boolean(old || !bdl_said_is_official(s)));
}

static json_t *line(struct writing *w, const char *value, const struct bdl_said *s)
{
	json_t *o;

	if (!value)
		return json_null();
	o = json_object();
	set(w, o, "value", text(value));
	set_said(w, o, s);
	return o;
}

static json_t *address(struct writing *w, const struct bdl_recipient *r)
{
	json_t *o;

	if (!r->address)
		return json_null();
	o = json_object();
	set(w, o, "lines", texts(w, r->address));
	set_said(w, o, &r->address_said);
	return o;
}

static json_t *next(struct writing *w, const struct bdl_recipient *r)
{
	json_t *o;

	if (!r->next_said.source)
		return json_null();
	o = json_object();
	set(w, o, "id", text(r->next));
	set(w, o, "words", text(r->next_words));
	set_said(w, o, &r->next_said);
	return o;
}

static json_t *notes(struct writing *w, const struct bdl_recipient *r)
{
	json_t *list = json_array();

	for (size_t i = 0; r->notes && r->notes[i]; i++)
		append(w, list, line(w, r->notes[i], &r->note_said[i]));
	return list;
}

/* ---- rules ---- */

static json_t *enclosures(struct writing *w, const struct bdl_recipient *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->enclosure_count; i++) {
		const struct bdl_enclosure *e = &r->enclosures[i];
		json_t *o = json_object();

		set(w, o, "id", text(e->id));
		set(w, o, "what", text(e->what));
		set(w, o, "wish", text(e->required ? "required" : "advised"));
		set(w, o, "steps", texts(w, e->steps));
		set(w, o, "kinds", texts(w, e->kinds));
		set(w, o, "why", text(e->why));
		set(w, o, "todo", text(e->todo));
		set_said(w, o, &e->said);
		append(w, list, o);
	}
	return list;
}

static void set_period(struct writing *w, json_t *o, const struct bdl_period *p)
{
	static const char *const units[] = {
		[BDL_PERIOD_MONTHS] = "months",
		[BDL_PERIOD_DAYS] = "days",
		[BDL_PERIOD_WEEKS] = "weeks",
		[BDL_PERIOD_WORKING_DAYS] = "working_days",
	};

	set(w, o, units[p->unit], json_integer(p->count));
	set(w, o, "days_of_post", json_integer(p->days_of_post));
	set(w, o, "less_a_day", json_boolean(p->less_a_day));
	set(w, o, "from_receipt", json_boolean(p->from_receipt));
	set(w, o, "rolls", json_boolean(p->rolls));
}

static json_t *deadlines(struct writing *w, const struct bdl_recipient *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->deadline_count; i++) {
		const struct bdl_deadline_rule *d = &r->deadlines[i];
		json_t *o = json_object();

		set(w, o, "id", text(d->id));
		set(w, o, "what", text(d->what));
		set(w, o, "rule", text(d->rule));
		set(w, o, "triggers", texts(w, d->triggers));
		set(w, o, "counts", text(d->first ? "first" : "newest"));
		set(w, o, "done", texts(w, d->done));
		set(w, o, "later", json_boolean(d->later));
		set_period(w, o, &d->period);
		set_said(w, o, &d->said);
		append(w, list, o);
	}
	return list;
}

static json_t *standards(struct writing *w, const struct bdl_recipient *r)
{
	json_t *list = json_array();

	for (size_t i = 0; i < r->standard_count; i++) {
		const struct bdl_standard_rule *s = &r->standards[i];
		json_t *o = json_object();

		set(w, o, "id", text(s->id));
		set(w, o, "what", text(s->what));
		set(w, o, "asked", text(s->asked));
		set(w, o, "answered", texts(w, s->answered));
		set(w, o, "when_answered", json_boolean(s->when_answered));
		set_period(w, o, &s->period);
		set_said(w, o, &s->said);
		append(w, list, o);
	}
	return list;
}

static json_t *facts(struct writing *w, const struct bdl_recipient *r)
{
	static const char *const wishes[] = {
		[BDL_FACT_REQUIRED] = "required",
		[BDL_FACT_ADVISED] = "advised",
		[BDL_FACT_HIDDEN] = "hidden",
	};
	json_t *list = json_array();

	for (size_t i = 0; i < r->fact_count; i++) {
		const struct bdl_fact_rule *f = &r->facts[i];
		json_t *o = json_object();

		set(w, o, "fact", text(bdl_fact_token(f->fact)));
		set(w, o, "wish", text(wishes[f->wish]));
		set(w, o, "why", text(f->why));
		set_said(w, o, &f->said);
		append(w, list, o);
	}
	return list;
}

/* ---- the PDF ---- */

static json_t *limit(struct writing *w, const struct bdl_limit *l)
{
	const struct bdl_said said = bdl_limit_said(l);
	json_t *o;

	if (!l->value)
		return json_null();
	o = json_object();
	set(w, o, "value", json_integer((json_int_t)l->value));
	set(w, o, "words", text(l->words));
	set_said(w, o, &said);
	return o;
}

static json_t *wish(struct writing *w, const struct bdl_said *s)
{
	json_t *o;

	if (!s->source)
		return json_null();
	o = json_object();
	set_said(w, o, s);
	return o;
}

static json_t *summary(struct writing *w, const struct bdl_recipient *r)
{
	json_t *o = wish(w, &r->summary_said);

	if (r->wants_summary)
		set(w, o, "asks", text(r->summary_asks));
	return o;
}

static json_t *documents(struct writing *w, const struct bdl_recipient *r)
{
	json_t *list = json_array();

	for (unsigned i = 0; i < r->documents_count; i++) {
		const struct bdl_said said = bdl_document_limit_said(&r->documents[i]);
		json_t *o = json_object();

		set(w, o, "document", text(r->documents[i].document));
		set(w, o, "pages", json_integer(r->documents[i].pages));
		set_said(w, o, &said);
		append(w, list, o);
	}
	return list;
}

static json_t *pdf(struct writing *w, const struct bdl_recipient *r)
{
	json_t *o = json_object();

	set(w, o, "numbering", line(w, r->by_section ? "by-section" : "plain", &r->numbering_said));
	set(w, o, "number_prefix", line(w, r->number_prefix, &r->number_prefix_said));
	set(w, o, "number_size", limit(w, &r->number_size));
	set(w, o, "bytes_safe", limit(w, &r->bytes_safe));
	set(w, o, "bytes_most", limit(w, &r->bytes_most));
	set(w, o, "pages_most", limit(w, &r->pages_most));
	set(w, o, "core_above", limit(w, &r->core_above));
	set(w, o, "least_type", limit(w, &r->least_type));
	set(w, o, "hearing", wish(w, &r->hearing_said));
	set(w, o, "summary", summary(w, r));
	set(w, o, "messages", wish(w, &r->messages_said));
	set(w, o, "documents", documents(w, r));
	return o;
}

/* ---- all of it ---- */

/* A name of a file may be any bytes. */
static json_t *path(const char *s)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	json_t *value = NULL;

	if (!s)
		return json_null();
	if (bdl_utf8_clean(&clean, s, strlen(s)) == 0)
		value = json_string(bdl_buffer_string(&clean));
	bdl_buffer_release(&clean);
	return value;
}

static json_t *head(struct writing *w, const struct bdl_recipient *r)
{
	const struct bdl_said whole = {.reviewed = r->reviewed};
	json_t *o = json_object();

	set(w, o, "id", text(r->id));
	set(w, o, "aliases", texts(w, r->aliases));
	set(w, o, "name", text(r->name));
	set(w, o, "short", text(r->short_name));
	set(w, o, "reviewed", text(r->reviewed));
	set(w, o, "old", json_boolean(bdl_said_is_old(&whole, w->today)));
	set(w, o, "file", path(r->path));
	return o;
}

static int dump(struct writing *w, json_t *o, struct bdl_buffer *out, struct bdl_error *err)
{
	int rc = bdl_json_write(out, o, JSON_INDENT(2));

	return rc < 0 || w->failed ? bdl_fail_memory(err) : 0;
}

int bdl_recipient_to_json(const struct bdl_recipient *r, struct bdl_day today,
	struct bdl_buffer *out, struct bdl_error *err)
{
	struct writing w = {.today = today};
	json_t *o = head(&w, r);

	set(&w, o, "court", json_boolean(r->court));
	set(&w, o, "address", address(&w, r));
	set(&w, o, "email", line(&w, r->email, &r->email_said));
	set(&w, o, "phone", line(&w, r->phone, &r->phone_said));
	set(&w, o, "site", line(&w, r->site, &r->site_said));
	set(&w, o, "next", next(&w, r));
	set(&w, o, "notes", notes(&w, r));
	set(&w, o, "enclosures", enclosures(&w, r));
	set(&w, o, "deadlines", deadlines(&w, r));
	set(&w, o, "standards", standards(&w, r));
	set(&w, o, "facts", facts(&w, r));
	set(&w, o, "pdf", pdf(&w, r));
	return dump(&w, o, out, err);
}

int bdl_recipients_to_json(const struct bdl_recipients *all, struct bdl_day today,
	struct bdl_buffer *out, struct bdl_error *err)
{
	struct writing w = {.today = today};
	const struct bdl_recipient *r;
	json_t *o = json_object(), *list = json_array();

	for (size_t i = 0; (r = bdl_recipient_at(all, i)); i++)
		append(&w, list, head(&w, r));
	set(&w, o, "recipients", list);
	return dump(&w, o, out, err);
}
