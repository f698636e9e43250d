/*
 * Facts written as JSON. What a reader finds in a stranger's file may be anything, so writing makes
 * it fit: strings are cleaned and cut, impossible dates left out.
 */
#include "model/facts_fit.h"

#include "base/text.h"
#include <jansson.h>
#include <string.h>

/* The string as JSON: what is no text becomes U+FFFD or a space, and it is cut between characters.
 */
json_t *bdl_facts_write_string(const char *s, size_t most, bool lines)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	size_t length;
	json_t *json;

	if (!s)
		return json_null();
	length = strlen(s);
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;
		char bytes[4];
		size_t put;

		n = bdl_utf8_next(s + i, length - i, &code);
		put = bdl_utf8_put(
			bdl_facts_is_control(code) && !(lines && code == '\n') ? ' ' : code, bytes);
		if (clean.length + put > most)
			break;
		bdl_buffer_add(&clean, bytes, put);
	}
	json = clean.failed ? NULL : json_stringn(bdl_buffer_string(&clean), clean.length);
	bdl_buffer_release(&clean);
	return json;
}

static json_t *write_strings(const char **strings, size_t most)
{
	json_t *list;

	if (!strings)
		return json_null();
	list = json_array();
	for (size_t i = 0; list && strings[i] && i < most; i++) {
		if (json_array_append_new(list,
			    bdl_facts_write_string(strings[i], BDL_FACTS_STRING_MAX, false)) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *write_date(const struct bdl_candidate *c, const struct bdl_facts *f)
{
	char iso[BDL_DAY_TEXT];
	json_t *date = json_object();
	int rc = 0;

	bdl_day_iso(c->day, iso);
	rc |= json_object_set_new(date, "ambiguous", json_boolean(c->ambiguous));
	rc |= json_object_set_new(date, "day", json_string(iso));
	rc |= json_object_set_new(date, "label", json_string(bdl_date_label_token(c->label)));
	rc |= json_object_set_new(date, "offset", json_integer((json_int_t)c->offset));
	rc |= json_object_set_new(
		date, "page", json_integer(c->page <= f->pages ? (json_int_t)c->page : 0));
	rc |= json_object_set_new(
		date, "precision", json_string(bdl_precision_token(c->precision)));
	rc |= json_object_set_new(date, "raw",
		bdl_facts_write_string(c->raw ? c->raw : iso, BDL_FACTS_STRING_MAX, false));
	rc |= json_object_set_new(date, "source", json_string(bdl_date_source_token(c->source)));
	if (rc == 0)
		return date;
	json_decref(date);
	return NULL;
}

static json_t *write_dates(const struct bdl_facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < f->date_count && json_array_size(list) < BDL_FACTS_DATES_MAX;
		i++) {
		const struct bdl_candidate *c = &f->dates[i];

		if (!bdl_facts_day_fits(c->day, c->precision) || !bdl_facts_source_fits(c->source))
			continue;
		if (json_array_append_new(list, write_date(c, f)) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

/* In the order of the struct; null if nobody looked. */
static json_t *write_look(const struct bdl_look *l)
{
	if (l->colours == 0)
		return json_null();
	return json_pack("[i,i,i,i,i,i,i]", (int)l->colours, (int)l->flat, (int)l->even,
		(int)l->paper, (int)l->vivid, (int)l->ground, (int)l->tone);
}

static json_t *write_facts(const struct bdl_facts *f)
{
	json_t *top = json_object();
	int rc = 0;

	for (size_t i = 0; i < BDL_FACTS_TEXTS; i++) {
		const struct bdl_facts_text *t = &bdl_facts_texts[i];
		const char *s = *(const char *const *)(const void *)((const char *)f + t->at);

		rc |= json_object_set_new(top, t->key,
			bdl_facts_write_string(s || !t->needed ? s : "", t->most, t->lines));
	}
	rc |= json_object_set_new(top, "dates", write_dates(f));
	rc |= json_object_set_new(top, "headers", write_strings(f->headers, BDL_FACTS_STRINGS_MAX));
	rc |= json_object_set_new(top, "hidden", bdl_facts_write_hidden(f));
	rc |= json_object_set_new(top, "inner", bdl_facts_write_inner(f));
	rc |= json_object_set_new(top, "look", write_look(&f->look));
	rc |= json_object_set_new(top, "recognised", json_boolean(f->recognised));
	rc |= json_object_set_new(top, "records", bdl_facts_write_records(f));
	rc |= json_object_set_new(top, "scanned", json_integer((json_int_t)f->scanned));
	rc |= json_object_set_new(top, "height", json_integer((json_int_t)f->height));
	rc |= json_object_set_new(top, "pages", json_integer((json_int_t)f->pages));
	rc |= json_object_set_new(top, "reason", json_string(bdl_reason_token(f->reason)));
	rc |= json_object_set_new(top, "rows", json_integer((json_int_t)f->rows));
	rc |= json_object_set_new(top, "shown", json_boolean(f->shown));
	rc |= json_object_set_new(top, "signed", json_boolean(f->is_signed));
	rc |= json_object_set_new(
		top, "text_characters", json_integer((json_int_t)f->text_characters));
	rc |= json_object_set_new(top, "unsearched", json_integer((json_int_t)f->unsearched));
	rc |= json_object_set_new(
		top, "warnings", write_strings(f->warnings, BDL_FACTS_STRINGS_MAX));
	rc |= json_object_set_new(top, "whole", json_boolean(f->whole));
	rc |= json_object_set_new(top, "width", json_integer((json_int_t)f->width));
	if (rc == 0)
		return top;
	json_decref(top);
	return NULL;
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
	return bdl_buffer_add(out, bytes, length);
}

int bdl_facts_to_json(const struct bdl_facts *f, struct bdl_buffer *out, struct bdl_error *err)
{
	json_t *top;
	int rc;

	if (!f->format || !bdl_facts_is_token(f->format))
		return bdl_fail(err, BDL_EINTERNAL, NULL, "the reader named no format");
	if (!bdl_facts_reason_fits(f))
		return bdl_fail(err, BDL_EINTERNAL, NULL, "the reader's %u pages do not fit \"%s\"",
			f->pages, bdl_reason_token(f->reason));
	top = write_facts(f);
	if (!top)
		return bdl_fail_memory(err);
	rc = json_dump_callback(top, add_bytes, out, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(top);
	return rc < 0 || out->failed ? bdl_fail_memory(err) : 0;
}
