/*
 * Facts read from JSON. What comes out of the sandbox may be an attacker's, so reading makes
 * nothing fit: whatever the writer would not have written is refused.
 */
#include "model/facts_fit.h"

#include "base/json_values.h"
#include "base/text.h"
#include <jansson.h>
#include <string.h>

enum { KEYS = 32, DATE_KEYS = 8, PIXELS_MAX = 10 * 1000 * 1000 };

/* A tree of these needs up to 50 bytes for each; what a reader may honestly say has fewer. */
#define VALUES_MOST (BDL_FACTS_RECORDS_MAX * 14)

/* Whole numbers that every JSON reader keeps exactly. */
#define NUMBER_MAX ((json_int_t)1 << 53)

struct source {
	struct bdl_arena *arena;
	const char *path;
	struct bdl_error *err;
};

static int refuse(const struct source *s, const char *key)
{
	return bdl_fail(
		s->err, BDL_EFORMAT, s->path, "the reader's answer is not in order: %s", key);
}

/* Copies a checked string to *out. */
static int read_string(const struct source *s, const json_t *json, const char *key, size_t most,
	bool lines, const char **out)
{
	const char *value = json_string_value(json);

	if (!value || !bdl_facts_is_clean(value, json_string_length(json), most, lines))
		return refuse(s, key);
	*out = bdl_arena_string(s->arena, value);
	return *out ? 0 : bdl_fail_memory(s->err);
}

static int read_number(const struct source *s, const json_t *object, const char *key,
	json_int_t most, json_int_t *out)
{
	const json_t *json = json_object_get(object, key);

	*out = json_integer_value(json);
	return json_is_integer(json) && *out >= 0 && *out <= most ? 0 : refuse(s, key);
}

static int read_bool(const struct source *s, const json_t *object, const char *key, bool *out)
{
	const json_t *json = json_object_get(object, key);

	*out = json_is_true(json);
	return json_is_boolean(json) ? 0 : refuse(s, key);
}

/* The enum value of a token; -1 after an error. */
static int read_token(
	const struct source *s, const json_t *object, const char *key, int (*find)(const char *))
{
	const char *token = json_string_value(json_object_get(object, key));
	int value = token ? find(token) : -1;

	return value < 0 ? refuse(s, key) : value;
}

static int read_strings(
	const struct source *s, const json_t *object, const char *key, const char ***out)
{
	const json_t *list = json_object_get(object, key);
	size_t count = json_array_size(list);

	if (json_is_null(list))
		return 0;
	if (!json_is_array(list) || count > BDL_FACTS_STRINGS_MAX)
		return refuse(s, key);
	*out = bdl_arena_alloc(s->arena, (count + 1) * sizeof(**out));
	if (!*out)
		return bdl_fail_memory(s->err);
	for (size_t i = 0; i < count; i++)
		if (read_string(s, json_array_get(list, i), key, BDL_FACTS_STRING_MAX, false,
			    &(*out)[i]) < 0)
			return -1;
	return 0;
}

/* Reads what bdl_day_iso() wrote, by taking it for a full date first. */
static int read_day(const struct source *s, const json_t *object, struct bdl_candidate *c)
{
	const char *text = json_string_value(json_object_get(object, "day"));
	char whole[BDL_DAY_TEXT] = "", again[BDL_DAY_TEXT];
	size_t length = text ? strlen(text) : 0;

	if (length != 4 && length != 7 && length != 10)
		return refuse(s, "day");
	memcpy(whole, text, length);
	memcpy(whole + length, &"YYYY-01-01"[length], sizeof("YYYY-01-01") - length);
	if (bdl_day_parse_iso(whole, &c->day) < 0)
		return refuse(s, "day");
	if (length < 7)
		c->day.month = 0;
	if (length < 10)
		c->day.day = 0;
	bdl_day_iso(c->day, again);
	return strcmp(text, again) == 0 && bdl_facts_day_fits(c->day, c->precision)
		       ? 0
		       : refuse(s, "day");
}

static int read_date(const struct source *s, const json_t *json, const struct bdl_facts *f,
	struct bdl_candidate *c)
{
	int label, precision, from;
	json_int_t offset, page;

	if (!json_is_object(json) || json_object_size(json) != DATE_KEYS)
		return refuse(s, "dates");
	label = read_token(s, json, "label", bdl_date_label_from_token);
	precision = read_token(s, json, "precision", bdl_precision_from_token);
	from = read_token(s, json, "source", bdl_date_source_from_token);
	if (label < 0 || precision < 0 || from < 0 ||
		!bdl_facts_source_fits((enum bdl_date_source)from))
		return refuse(s, "dates");
	c->label = (enum bdl_date_label)label;
	c->precision = (enum bdl_precision)precision;
	c->source = (enum bdl_date_source)from;
	if (read_day(s, json, c) < 0 || read_bool(s, json, "ambiguous", &c->ambiguous) < 0 ||
		read_number(s, json, "offset", NUMBER_MAX, &offset) < 0 ||
		read_number(s, json, "page", (json_int_t)f->pages, &page) < 0)
		return -1;
	c->offset = (size_t)offset;
	c->page = (unsigned)page;
	return read_string(
		s, json_object_get(json, "raw"), "raw", BDL_FACTS_STRING_MAX, false, &c->raw);
}

static int read_dates(const struct source *s, const json_t *top, struct bdl_facts *f)
{
	const json_t *list = json_object_get(top, "dates");

	if (!json_is_array(list) || json_array_size(list) > BDL_FACTS_DATES_MAX)
		return refuse(s, "dates");
	f->date_count = json_array_size(list);
	f->dates = bdl_arena_alloc(s->arena, f->date_count * sizeof(*f->dates));
	if (!f->dates)
		return bdl_fail_memory(s->err);
	for (size_t i = 0; i < f->date_count; i++)
		if (read_date(s, json_array_get(list, i), f, &f->dates[i]) < 0)
			return -1;
	return 0;
}

static int read_texts(const struct source *s, const json_t *top, struct bdl_facts *f)
{
	for (size_t i = 0; i < BDL_FACTS_TEXTS; i++) {
		const struct bdl_facts_text *t = &bdl_facts_texts[i];
		const json_t *json = json_object_get(top, t->key);
		const char **out = (const char **)(void *)((char *)f + t->at);

		if (json_is_null(json) && !t->needed)
			continue;
		if (read_string(s, json, t->key, t->most, t->lines, out) < 0)
			return -1;
	}
	return bdl_facts_is_token(f->format) ? 0 : refuse(s, "format");
}

static int read_numbers(const struct source *s, const json_t *top, struct bdl_facts *f)
{
	json_int_t pages, width, height, rows, characters, scanned, unsearched;
	int reason = read_token(s, top, "reason", bdl_reason_from_token);

	if (reason < 0 || read_bool(s, top, "shown", &f->shown) < 0 ||
		read_number(s, top, "pages", BDL_FACTS_PAGES_MAX, &pages) < 0 ||
		read_number(s, top, "width", PIXELS_MAX, &width) < 0 ||
		read_number(s, top, "height", PIXELS_MAX, &height) < 0 ||
		read_number(s, top, "rows", NUMBER_MAX, &rows) < 0 ||
		read_number(s, top, "scanned", BDL_FACTS_PAGES_MAX, &scanned) < 0 ||
		read_number(s, top, "unsearched", BDL_FACTS_PAGES_MAX, &unsearched) < 0 ||
		read_bool(s, top, "recognised", &f->recognised) < 0 ||
		read_bool(s, top, "whole", &f->whole) < 0 ||
		read_bool(s, top, "signed", &f->is_signed) < 0 ||
		read_number(s, top, "text_characters", NUMBER_MAX, &characters) < 0)
		return -1;
	f->reason = (enum bdl_reason)reason;
	f->pages = (unsigned)pages;
	f->width = (unsigned)width;
	f->height = (unsigned)height;
	f->rows = (size_t)rows;
	f->scanned = (unsigned)scanned;
	f->unsearched = (unsigned)unsearched;
	f->text_characters = (uint64_t)characters;
	return bdl_facts_reason_fits(f) ? 0 : refuse(s, "reason");
}

/* Null, or the numbers of struct bdl_look in its order. */
static int read_look(const struct source *s, const json_t *top, struct bdl_look *look)
{
	unsigned *const out[] = {&look->colours, &look->flat, &look->even, &look->paper,
		&look->vivid, &look->ground, &look->tone};
	static const json_int_t most[] = {65536, 1000, 1000, 1000, 1000, 1000, 255};
	const json_t *list = json_object_get(top, "look");

	if (json_is_null(list))
		return 0;
	if (json_array_size(list) != sizeof(most) / sizeof(*most))
		return refuse(s, "look");
	for (size_t i = 0; i < sizeof(most) / sizeof(*most); i++) {
		const json_t *number = json_array_get(list, i);
		json_int_t value = json_integer_value(number);

		if (!json_is_integer(number) || value < (i == 0) || value > most[i])
			return refuse(s, "look");
		*out[i] = (unsigned)value;
	}
	return 0;
}

static int read_lists(const struct source *s, const json_t *top, struct bdl_facts *f)
{
	bool memory = false;

	if (bdl_facts_read_records(f, s->arena, json_object_get(top, "records"), &memory) < 0)
		return memory ? bdl_fail_memory(s->err) : refuse(s, "records");
	if (bdl_facts_read_hidden(f, s->arena, json_object_get(top, "hidden"), &memory) < 0)
		return memory ? bdl_fail_memory(s->err) : refuse(s, "hidden");
	if (bdl_facts_read_inner(f, s->arena, json_object_get(top, "inner"), &memory) < 0)
		return memory ? bdl_fail_memory(s->err) : refuse(s, "inner");
	return 0;
}

int bdl_facts_from_json(struct bdl_facts *f, struct bdl_arena *a, const char *json, size_t length,
	const char *path, struct bdl_error *err)
{
	struct source s = {.arena = a, .path = path, .err = err};
	json_t *top = NULL;
	int rc = -1;

	memset(f, 0, sizeof(*f));
	if (length <= BDL_FACTS_MAX && bdl_json_values(json, length) <= VALUES_MOST)
		top = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);
	if (!top || json_object_size(top) != KEYS)
		refuse(&s, "no facts");
	else if (read_texts(&s, top, f) == 0 && read_numbers(&s, top, f) == 0 &&
		 read_dates(&s, top, f) == 0 && read_look(&s, top, &f->look) == 0 &&
		 read_strings(&s, top, "headers", &f->headers) == 0 &&
		 read_strings(&s, top, "warnings", &f->warnings) == 0 &&
		 read_lists(&s, top, f) == 0)
		rc = 0;
	json_decref(top);
	if (rc < 0)
		memset(f, 0, sizeof(*f));
	return rc;
}
