/*
 * The objects of bundle.json, one by one: exhibits, sections, volumes, rows of the chronology,
 * events, and what stands at its head. Keys stand in the order of schemas/bundle.schema.json, so
 * that a person can read the file.
 */
#include "model/bundle_json_rows.h"

#include "model/court_json.h"
#include "model/json_set.h"

static json_t *date_json(const struct bdl_date *d, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "iso", bdl_json_day_or_null(d->day), failed);
	bdl_json_set(o, "precision", json_string(bdl_precision_token(d->precision)), failed);
	bdl_json_set(o, "source", json_string(bdl_date_source_token(d->source)), failed);
	bdl_json_set(o, "raw", bdl_json_clean_or_null(d->raw), failed);
	bdl_json_set(o, "until", bdl_json_day_or_null(d->until), failed);
	bdl_json_set(o, "page", d->page ? json_integer(d->page) : json_null(), failed);
	bdl_json_set(o, "ambiguous", json_boolean(d->ambiguous), failed);
	if (d->other.year)
		bdl_json_set(o, "other", bdl_json_day_or_null(d->other), failed);
	return o;
}

static json_t *strings_json(const char *const *strings, bool *failed)
{
	json_t *list = json_array();

	for (; strings && *strings; strings++)
		if (json_array_append_new(list, bdl_json_clean_or_null(*strings)) < 0)
			*failed = true;
	return list;
}

/* One line for people: why it is not shown, or for a duplicate what it is a copy of. */
static json_t *reason_json(const struct bdl_bundle *b, const struct bdl_exhibit *x)
{
	struct bdl_arena scratch = BDL_ARENA_INIT;
	const char *sentence;
	json_t *text;

	if (x->duplicate_of != BDL_NONE)
		return json_sprintf(
			"Same file as \"%s\", shown once.", b->exhibits[x->duplicate_of].name);
	if (x->reason == BDL_REASON_NONE)
		return json_null();
	sentence = bdl_reason_sentence(&scratch, x->reason, x->detail);
	text = sentence ? bdl_json_clean_or_null(sentence) : NULL;
	bdl_arena_release(&scratch);
	return text;
}

static json_t *like_json(const struct bdl_bundle *b, const struct bdl_exhibit *x, bool *failed)
{
	json_t *list = json_array();

	for (size_t i = 0; i < x->like_count; i++) {
		const struct bdl_exhibit *other = &b->exhibits[x->like[i].row];
		json_t *o = json_object();

		bdl_json_set(o, "number", bdl_json_count_or_null(other->number), failed);
		bdl_json_set(o, "how",
			json_string(x->like[i].how == BDL_LIKE_QUOTED ? "quoted" : "same-words"),
			failed);
		if (json_array_append_new(list, o) < 0)
			*failed = true;
	}
	return list;
}

/* Of its first page, where that is not simply its number. */
static void set_label(
	json_t *o, const struct bdl_bundle *b, const struct bdl_exhibit *x, bool *failed)
{
	char label[BDL_LABEL_TEXT];

	if (!x->first_page || !bdl_labels_are_special(&b->numbering))
		return;
	bdl_exhibit_label(b, x, 1, label);
	bdl_json_set(o, "label", json_string(label), failed);
}

/* What the archive calls it. */
static const char *told_path(const struct bdl_exhibit *x)
{
	return x->told_path ? x->told_path : x->path;
}

json_t *bdl_exhibit_json(
	const struct bdl_bundle *b, const struct bdl_exhibit *x, bool times, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "number", bdl_json_count_or_null(x->number), failed);
	bdl_json_path(o, told_path(x), failed);
	bdl_json_set(o, "name", bdl_json_clean_or_null(x->name), failed);
	bdl_json_set(o, "archive_path",
		bdl_json_clean_or_null(x->withheld ? NULL : x->archive_path), failed);
	if (x->withheld)
		bdl_json_set(o, "withheld", json_true(), failed);
	bdl_json_set(o, "sha256", bdl_json_digest(x->sha256), failed);
	bdl_json_set(o, "size", json_integer((json_int_t)x->size), failed);
	if (times)
		bdl_json_set(o, "modified", json_integer((json_int_t)x->modified), failed);
	bdl_json_set(o, "format", bdl_json_clean_or_null(x->format), failed);
	bdl_json_set(o, "media_type", bdl_json_clean_or_null(x->media_type), failed);
	bdl_json_set(o, "kind", bdl_json_clean_or_null(x->kind), failed);
	bdl_json_set(o, "basis", bdl_json_clean_or_null(x->basis), failed);
	bdl_json_set(o, "title", bdl_json_clean_or_null(x->title), failed);
	bdl_json_set(o, "date", date_json(&x->date, failed), failed);
	bdl_json_set(o, "pages", json_integer(x->pages), failed);
	bdl_json_set(o, "first_page", bdl_json_count_or_null(x->first_page), failed);
	set_label(o, b, x, failed);
	if (x->volume)
		bdl_json_set(o, "volume", json_integer(x->volume), failed);
	bdl_json_set(o, "shown", json_boolean(x->shown), failed);
	bdl_json_set(o, "duplicate_of",
		x->duplicate_of == BDL_NONE
			? json_null()
			: bdl_json_clean_or_null(told_path(&b->exhibits[x->duplicate_of])),
		failed);
	bdl_json_set(o, "parent",
		x->inside ? bdl_json_clean_or_null(told_path(&b->exhibits[x->inside->parent]))
			  : json_null(),
		failed);
	bdl_json_set(o, "reason", reason_json(b, x), failed);
	bdl_json_set(o, "reason_code",
		x->reason == BDL_REASON_NONE ? json_null()
					     : json_string(bdl_reason_token(x->reason)),
		failed);
	bdl_json_set(o, "detail", bdl_json_clean_or_null(x->detail), failed);
	bdl_json_set(o, "warnings", strings_json(x->warnings, failed), failed);
	if (x->like_count)
		bdl_json_set(o, "like", like_json(b, x, failed), failed);
	bdl_json_text(o, "layout", x->layout, failed);
	bdl_json_text(o, "account", x->account, failed);
	bdl_json_text(o, "message_id", x->message_id, failed);
	if (x->scanned) {
		bdl_json_set(o, "scanned", json_integer(x->scanned), failed);
		bdl_json_set(o, "recognised", json_boolean(x->recognised), failed);
	}
	if (x->is_signed)
		bdl_json_set(o, "signed", json_true(), failed);
	return o;
}

json_t *bdl_excluded_json(const struct bdl_excluded *x, bool *failed)
{
	json_t *o = json_object();

	bdl_json_path(o, x->path, failed);
	bdl_json_set(o, "reason", bdl_json_clean_or_null(x->reason), failed);
	if (x->inside)
		bdl_json_set(o, "inside", json_true(), failed);
	return o;
}

json_t *bdl_accounted_json(const struct bdl_bundle *b, bool *failed)
{
	struct bdl_accounted a = bdl_bundle_account(b);
	json_t *o = json_object();

	bdl_json_set(o, "files", json_integer((json_int_t)a.files), failed);
	bdl_json_set(o, "shown", json_integer((json_int_t)a.shown), failed);
	bdl_json_set(o, "not_shown", json_integer((json_int_t)a.not_shown), failed);
	bdl_json_set(o, "duplicates", json_integer((json_int_t)a.duplicates), failed);
	bdl_json_set(o, "excluded", json_integer((json_int_t)a.excluded), failed);
	if (b->earlier)
		bdl_json_set(o, "held", json_integer((json_int_t)a.held), failed);
	bdl_json_set(o, "inside", json_integer((json_int_t)a.inside), failed);
	bdl_json_set(o, "inside_not_shown", json_integer((json_int_t)a.inside_not_shown), failed);
	return o;
}

json_t *bdl_case_json(const struct bdl_case *c, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "title", bdl_json_clean_or_null(c->title), failed);
	bdl_json_set(o, "summary", bdl_json_clean_or_null(c->summary), failed);
	bdl_json_set(o, "recipient", bdl_json_clean_or_null(c->recipient), failed);
	bdl_json_set(o, "from", bdl_json_clean_or_null(c->from), failed);
	bdl_json_set(o, "about", bdl_json_clean_or_null(c->about), failed);
	bdl_json_set(o, "reference", bdl_json_clean_or_null(c->reference), failed);
	bdl_json_set(
		o, "national_insurance", bdl_json_clean_or_null(c->national_insurance), failed);
	bdl_json_set(o, "version", bdl_json_clean_or_null(c->version), failed);
	return o;
}

json_t *bdl_section_json(const struct bdl_section *s, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "letter", bdl_json_clean_or_null(s->letter), failed);
	bdl_json_set(o, "id", bdl_json_clean_or_null(s->id), failed);
	bdl_json_set(o, "title", bdl_json_clean_or_null(s->title), failed);
	bdl_json_set(o, "page", bdl_json_count_or_null(s->page), failed);
	bdl_json_set(o, "exhibits", json_integer((json_int_t)s->count), failed);
	bdl_json_text(o, "mark", s->mark, failed);
	bdl_json_text(o, "correspondence", bdl_correspondence_token(s->correspondence), failed);
	if (s->sheets > 1)
		bdl_json_set(o, "sheets", json_integer(s->sheets), failed);
	return o;
}

json_t *bdl_entry_json(const struct bdl_bundle *b, const struct bdl_entry *e, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "date", date_json(&e->date, failed), failed);
	bdl_json_set(o, "text", bdl_json_clean_or_null(e->text), failed);
	bdl_json_place(o, b, e->exhibit, e->page, failed);
	bdl_json_text(o, "type", e->type, failed);
	bdl_json_text(o, "stated_by", e->by, failed);
	return o;
}

/* What does not apply is left out: most events are messages, and there may be 100,000 of them. */
json_t *bdl_event_json(const struct bdl_bundle *b, const struct bdl_event *e, bool *failed)
{
	const struct bdl_record *r = &e->record;
	const char *zone = bdl_zone_name(r->when.zone);
	char when[BDL_MOMENT_TEXT];
	json_t *o = json_object();

	bdl_moment_iso(r->when, when);
	bdl_json_set(o, "type", json_string(bdl_event_type_token(r->type)), failed);
	bdl_json_set(o, "when", when[0] ? json_string(when) : json_null(), failed);
	if (zone)
		bdl_json_set(o, "zone", json_string(zone), failed);
	bdl_json_place(o, b, e->exhibit, r->page, failed);
	if (bdl_direction_token(r->direction))
		bdl_json_set(
			o, "direction", json_string(bdl_direction_token(r->direction)), failed);
	if (r->party)
		bdl_json_set(o, "party", bdl_json_clean_or_null(r->party), failed);
	if (r->has_length)
		bdl_json_set(o, "seconds", json_integer(r->length), failed);
	if (r->answered != BDL_ANSWERED_UNKNOWN)
		bdl_json_set(o, "answered", json_boolean(r->answered == BDL_ANSWERED_YES), failed);
	if (r->has_pence)
		bdl_json_set(o, "pence", json_integer((json_int_t)r->pence), failed);
	if (r->has_balance)
		bdl_json_set(o, "balance", json_integer((json_int_t)r->balance), failed);
	bdl_json_set(o, "text", bdl_json_clean_or_null(r->text ? r->text : ""), failed);
	return o;
}

json_t *bdl_earlier_json(const struct bdl_bundle *b, bool *failed)
{
	const struct bdl_earlier *e = b->earlier;
	json_t *o = json_object();

	bdl_json_set(o, "number", json_integer(b->supplement), failed);
	bdl_json_set(o, "name", bdl_json_clean_or_null(e->name), failed);
	bdl_json_set(o, "made_on", bdl_json_day_or_null(e->made_on), failed);
	bdl_json_set(o, "seal", bdl_json_digest(e->seal), failed);
	bdl_json_set(o, "pages", json_integer(e->pages), failed);
	bdl_json_set(o, "documents", json_integer(e->documents), failed);
	return o;
}

json_t *bdl_held_json(const struct bdl_held *h, bool *failed)
{
	json_t *o = json_object();

	bdl_json_path(o, h->path, failed);
	bdl_json_set(o, "sha256", bdl_json_digest(h->sha256), failed);
	bdl_json_set(o, "number", bdl_json_count_or_null(h->number), failed);
	bdl_json_set(o, "page", bdl_json_count_or_null(h->page), failed);
	return o;
}

json_t *bdl_front_json(const struct bdl_front *front, bool *failed)
{
	json_t *o = json_object();

	bdl_json_set(o, "cover", json_integer(front->cover), failed);
	bdl_json_set(o, "index", json_integer(front->index), failed);
	bdl_json_set(o, "chronology", json_integer(front->chronology), failed);
	if (front->summary)
		bdl_json_set(o, "summary", json_integer(front->summary), failed);
	if (front->essential)
		bdl_json_set(o, "essential", json_integer(front->essential), failed);
	if (front->delays)
		bdl_json_set(o, "delays", json_integer(front->delays), failed);
	if (front->arrears)
		bdl_json_set(o, "arrears", json_integer(front->arrears), failed);
	if (front->allegations)
		bdl_json_set(o, "allegations", json_integer(front->allegations), failed);
	return o;
}

/* One PDF of a bundle that comes out as several. */
json_t *bdl_volume_json(const struct bdl_bundle *b, unsigned number, bool *failed)
{
	const struct bdl_volume *v = &b->volumes[number - 1];
	json_t *o = json_object(), *sections = json_array();

	bdl_json_set(o, "number", json_integer(number), failed);
	bdl_json_set(o, "file", json_sprintf("bundle-%u.pdf", number), failed);
	bdl_json_set(o, "pages", json_integer(v->pages), failed);
	bdl_json_set(o, "size", v->size ? json_integer((json_int_t)v->size) : json_null(), failed);
	bdl_json_set(o, "first", json_integer(b->exhibits[b->order[v->first]].number), failed);
	bdl_json_set(o, "last", json_integer(b->exhibits[b->order[v->first + v->count - 1]].number),
		failed);
	bdl_json_set(o, "front", bdl_front_json(&v->front, failed), failed);
	for (size_t i = 0; i < v->section_count; i++)
		if (json_array_append_new(sections, bdl_section_json(&v->sections[i], failed)) < 0)
			*failed = true;
	bdl_json_set(o, "sections", sections, failed);
	return o;
}

json_t *bdl_numbering_json(const struct bdl_numbering *n, bool *failed)
{
	char size[BDL_NUMBER_SIZE_TEXT];
	json_t *o = json_object();

	bdl_number_size_word(n, size);
	bdl_json_set(o, "at", json_string(bdl_number_place_word(n)), failed);
	bdl_json_set(o, "size", json_string(size), failed);
	bdl_json_set(o, "colour", json_string(bdl_number_colour_word(n)), failed);
	bdl_json_set(o, "prefix", bdl_json_clean_or_null(n->prefix ? n->prefix : ""), failed);
	bdl_json_set(o, "of_total", json_boolean(n->of_total), failed);
	bdl_json_set(o, "by_section", json_boolean(n->by_section), failed);
	return o;
}
