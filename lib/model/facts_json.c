/*
 * Facts as JSON, both ways. What a reader finds in a stranger's file may be anything, so writing makes it fit:
 * strings are cleaned and cut, impossible dates left out. What comes out of the sandbox may be an attacker's, so
 * reading makes nothing fit: whatever this writer would not have written is refused.
 */
#include "model/facts.h"

#include "base/text.h"
#include <jansson.h>
#include <limits.h>
#include <string.h>

enum { FORMAT_MAX = 32, KEYS = 17, DATE_KEYS = 8, PIXELS_MAX = 10 * 1000 * 1000 };

/* Whole numbers that every JSON reader keeps exactly. */
#define NUMBER_MAX ((json_int_t)1 << 53)

static const char *const label_tokens[] = { [BDL_LABEL_NONE] = "none",
	[BDL_LABEL_DATE] = "date",
	[BDL_LABEL_BIRTH] = "birth",
	[BDL_LABEL_DUE] = "due",
	[BDL_LABEL_PERIOD_START] = "period-start",
	[BDL_LABEL_PERIOD_END] = "period-end",
	[BDL_LABEL_ROW] = "row" };

const char *bdl_date_label_token(enum bdl_date_label l)
{
	return label_tokens[l];
}

int bdl_date_label_from_token(const char *token)
{
	for (size_t i = 0; i < sizeof(label_tokens) / sizeof(*label_tokens); i++)
		if (strcmp(token, label_tokens[i]) == 0)
			return (int)i;
	return -1;
}

/* The strings of struct bdl_facts. */
static const struct text_field {
	const char *key;
	size_t at, most;
	bool needed, lines; /* never NULL; may hold '\n' */
} text_fields[] = {
	{ "camera", offsetof(struct bdl_facts, camera), BDL_FACTS_STRING_MAX, false, false },
	{ "detail", offsetof(struct bdl_facts, detail), BDL_FACTS_STRING_MAX, false, false },
	{ "format", offsetof(struct bdl_facts, format), FORMAT_MAX, true, false },
	{ "format_basis", offsetof(struct bdl_facts, format_basis), BDL_FACTS_STRING_MAX, true, false },
	{ "media_type", offsetof(struct bdl_facts, media_type), BDL_FACTS_STRING_MAX, true, false },
	{ "text", offsetof(struct bdl_facts, text), BDL_FACTS_TEXT_MAX, true, true },
	{ "title", offsetof(struct bdl_facts, title), BDL_FACTS_STRING_MAX, false, false },
};
#define TEXT_FIELDS (sizeof(text_fields) / sizeof(*text_fields))

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* ---- what both ways agree on ---- */

static bool is_token(const char *s)
{
	for (const char *c = s; *c; c++)
		if (!bdl_is_digit((unsigned char)*c) && *c != '-' && !(*c >= 'a' && *c <= 'z'))
			return false;
	return *s != '\0';
}

static bool day_fits(struct bdl_day d, enum bdl_precision precision)
{
	if (d.year < 1900 || d.year > 2099)
		return false;
	switch (precision) {
	case BDL_UNDATED:
		return false;
	case BDL_TO_YEAR:
		return d.month == 0 && d.day == 0;
	case BDL_TO_MONTH:
		return d.month >= 1 && d.month <= 12 && d.day == 0;
	case BDL_TO_DAY:
		return bdl_day_exists(d);
	}
	return false;
}

/* A reader knows neither the file's true name nor what the author says. */
static bool source_fits(enum bdl_date_source source)
{
	switch (source) {
	case BDL_FROM_TEXT:
	case BDL_FROM_HEADER:
	case BDL_FROM_EXIF:
	case BDL_FROM_METADATA:
		return true;
	case BDL_FROM_NOWHERE:
	case BDL_FROM_FILE_NAME:
	case BDL_FROM_AUTHOR:
		return false;
	}
	return false;
}

static bool reason_fits(const struct bdl_facts *f)
{
	if (f->shown)
		return (f->reason == BDL_REASON_NONE || f->reason == BDL_REASON_TRUNCATED) && f->pages >= 1 &&
			f->pages <= BDL_FACTS_PAGES_MAX;
	return f->reason != BDL_REASON_NONE && f->reason != BDL_REASON_TRUNCATED && f->pages == 0;
}

/* ---- writing ---- */

/* The string as JSON: what is no text becomes U+FFFD or a space, and it is cut between characters. */
static json_t *write_string(const char *s, size_t most, bool lines)
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
		put = bdl_utf8_put(is_control(code) && !(lines && code == '\n') ? ' ' : code, bytes);
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
		if (json_array_append_new(list, write_string(strings[i], BDL_FACTS_STRING_MAX, false)) < 0) {
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
	rc |= json_object_set_new(date, "page", json_integer(c->page <= f->pages ? (json_int_t)c->page : 0));
	rc |= json_object_set_new(date, "precision", json_string(bdl_precision_token(c->precision)));
	rc |= json_object_set_new(date, "raw", write_string(c->raw ? c->raw : iso, BDL_FACTS_STRING_MAX, false));
	rc |= json_object_set_new(date, "source", json_string(bdl_date_source_token(c->source)));
	if (rc == 0)
		return date;
	json_decref(date);
	return NULL;
}

static json_t *write_dates(const struct bdl_facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < f->date_count && json_array_size(list) < BDL_FACTS_DATES_MAX; i++) {
		const struct bdl_candidate *c = &f->dates[i];

		if (!day_fits(c->day, c->precision) || !source_fits(c->source))
			continue;
		if (json_array_append_new(list, write_date(c, f)) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

static json_t *write_facts(const struct bdl_facts *f)
{
	json_t *top = json_object();
	int rc = 0;

	for (size_t i = 0; i < TEXT_FIELDS; i++) {
		const struct text_field *t = &text_fields[i];
		const char *s = *(const char *const *)(const void *)((const char *)f + t->at);

		rc |= json_object_set_new(top, t->key, write_string(s || !t->needed ? s : "", t->most, t->lines));
	}
	rc |= json_object_set_new(top, "dates", write_dates(f));
	rc |= json_object_set_new(top, "headers", write_strings(f->headers, BDL_FACTS_STRINGS_MAX));
	rc |= json_object_set_new(top, "height", json_integer((json_int_t)f->height));
	rc |= json_object_set_new(top, "pages", json_integer((json_int_t)f->pages));
	rc |= json_object_set_new(top, "reason", json_string(bdl_reason_token(f->reason)));
	rc |= json_object_set_new(top, "rows", json_integer((json_int_t)f->rows));
	rc |= json_object_set_new(top, "shown", json_boolean(f->shown));
	rc |= json_object_set_new(top, "text_characters", json_integer((json_int_t)f->text_characters));
	rc |= json_object_set_new(top, "warnings", write_strings(f->warnings, BDL_FACTS_STRINGS_MAX));
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

	if (!f->format || !is_token(f->format))
		return bdl_fail(err, BDL_EINTERNAL, NULL, "the reader named no format");
	if (!reason_fits(f))
		return bdl_fail(err, BDL_EINTERNAL, NULL, "the reader's %u pages do not fit \"%s\"", f->pages,
			bdl_reason_token(f->reason));
	top = write_facts(f);
	if (!top)
		return bdl_fail_memory(err);
	rc = json_dump_callback(top, add_bytes, out, JSON_COMPACT | JSON_SORT_KEYS);
	json_decref(top);
	return rc < 0 || out->failed ? bdl_fail_memory(err) : 0;
}

/* ---- reading ---- */

struct source {
	struct bdl_arena *arena;
	const char *path;
	struct bdl_error *err;
};

static int refuse(const struct source *s, const char *key)
{
	return bdl_fail(s->err, BDL_EFORMAT, s->path, "the reader's answer is not in order: %s", key);
}

static bool is_clean(const char *s, size_t length, size_t most, bool lines)
{
	if (length > most || !bdl_utf8_valid(s, length))
		return false;
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;

		n = bdl_utf8_next(s + i, length - i, &code);
		if (is_control(code) && !(lines && code == '\n'))
			return false;
	}
	return true;
}

/* Copies a checked string to *out. */
static int read_string(const struct source *s, const json_t *json, const char *key, size_t most, bool lines,
	const char **out)
{
	const char *value = json_string_value(json);

	if (!value || !is_clean(value, json_string_length(json), most, lines))
		return refuse(s, key);
	*out = bdl_arena_string(s->arena, value);
	return *out ? 0 : bdl_fail_memory(s->err);
}

static int read_number(const struct source *s, const json_t *object, const char *key, json_int_t most,
	json_int_t *out)
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
static int read_token(const struct source *s, const json_t *object, const char *key, int (*find)(const char *))
{
	const char *token = json_string_value(json_object_get(object, key));
	int value = token ? find(token) : -1;

	return value < 0 ? refuse(s, key) : value;
}

static int read_strings(const struct source *s, const json_t *object, const char *key, const char ***out)
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
		if (read_string(s, json_array_get(list, i), key, BDL_FACTS_STRING_MAX, false, &(*out)[i]) < 0)
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
	return strcmp(text, again) == 0 && day_fits(c->day, c->precision) ? 0 : refuse(s, "day");
}

static int read_date(const struct source *s, const json_t *json, const struct bdl_facts *f, struct bdl_candidate *c)
{
	int label, precision, from;
	json_int_t offset, page;

	if (!json_is_object(json) || json_object_size(json) != DATE_KEYS)
		return refuse(s, "dates");
	label = read_token(s, json, "label", bdl_date_label_from_token);
	precision = read_token(s, json, "precision", bdl_precision_from_token);
	from = read_token(s, json, "source", bdl_date_source_from_token);
	if (label < 0 || precision < 0 || from < 0 || !source_fits((enum bdl_date_source)from))
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
	return read_string(s, json_object_get(json, "raw"), "raw", BDL_FACTS_STRING_MAX, false, &c->raw);
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
	for (size_t i = 0; i < TEXT_FIELDS; i++) {
		const struct text_field *t = &text_fields[i];
		const json_t *json = json_object_get(top, t->key);
		const char **out = (const char **)(void *)((char *)f + t->at);

		if (json_is_null(json) && !t->needed)
			continue;
		if (read_string(s, json, t->key, t->most, t->lines, out) < 0)
			return -1;
	}
	return is_token(f->format) ? 0 : refuse(s, "format");
}

static int read_numbers(const struct source *s, const json_t *top, struct bdl_facts *f)
{
	json_int_t pages, width, height, rows, characters;
	int reason = read_token(s, top, "reason", bdl_reason_from_token);

	if (reason < 0 || read_bool(s, top, "shown", &f->shown) < 0 ||
		read_number(s, top, "pages", BDL_FACTS_PAGES_MAX, &pages) < 0 ||
		read_number(s, top, "width", PIXELS_MAX, &width) < 0 ||
		read_number(s, top, "height", PIXELS_MAX, &height) < 0 ||
		read_number(s, top, "rows", NUMBER_MAX, &rows) < 0 ||
		read_number(s, top, "text_characters", NUMBER_MAX, &characters) < 0)
		return -1;
	f->reason = (enum bdl_reason)reason;
	f->pages = (unsigned)pages;
	f->width = (unsigned)width;
	f->height = (unsigned)height;
	f->rows = (size_t)rows;
	f->text_characters = (uint64_t)characters;
	return reason_fits(f) ? 0 : refuse(s, "reason");
}

int bdl_facts_from_json(struct bdl_facts *f, struct bdl_arena *a, const char *json, size_t length,
	const char *path, struct bdl_error *err)
{
	struct source s = { .arena = a, .path = path, .err = err };
	json_t *top = NULL;
	int rc = -1;

	memset(f, 0, sizeof(*f));
	if (length <= BDL_FACTS_MAX)
		top = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);
	if (!top || json_object_size(top) != KEYS)
		refuse(&s, "no facts");
	else if (read_texts(&s, top, f) == 0 && read_numbers(&s, top, f) == 0 && read_dates(&s, top, f) == 0 &&
		read_strings(&s, top, "headers", &f->headers) == 0 && read_strings(&s, top, "warnings", &f->warnings) == 0)
		rc = 0;
	json_decref(top);
	if (rc < 0)
		memset(f, 0, sizeof(*f));
	return rc;
}
