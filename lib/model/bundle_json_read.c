/*
 * Reading bundle.json back. It comes out of a stranger's archive: every field is looked at before
 * it is used, every count is bounded, strings are cut of nothing and trusted for nothing.
 */
#include "base/json_values.h"
#include "base/text.h"
#include "model/bundle_json.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* A table of 100,000 exhibits has about 6 million values; jansson needs up to 50 bytes for each. */
#define VALUES_MOST ((size_t)12 * 1000 * 1000)

struct reading {
	struct bdl_bundle *b;
	bool broken; /* a field is missing or of the wrong type */
	bool memory; /* an allocation failed */
	const char *field; /* which one, for the message */
};

static void broken(struct reading *r, const char *field)
{
	if (!r->broken)
		r->field = field;
	r->broken = true;
}

/* A string of the object in the arena; NULL for null or absent. */
static const char *text(struct reading *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	char *copy;

	if (!v || json_is_null(v))
		return NULL;
	if (!json_is_string(v)) {
		broken(r, key);
		return NULL;
	}
	copy = bdl_arena_bytes(&r->b->arena, json_string_value(v), json_string_length(v));
	if (!copy)
		r->memory = true;
	return copy;
}

static const char *needed(struct reading *r, const json_t *o, const char *key)
{
	const char *s = text(r, o, key);

	if (!s)
		broken(r, key);
	return s ? s : "";
}

/* Short, lower case, safe to print: "bank-statement". */
static const char *token_text(struct reading *r, const json_t *o, const char *key)
{
	const char *s = needed(r, o, key);
	size_t n = strlen(s);

	if (n == 0 || n > 64 || strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != n)
		broken(r, key);
	return s;
}

/* A count from 0 to INT_MAX; null and absent are 0. */
static unsigned count(struct reading *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	json_int_t n;

	if (!v || json_is_null(v))
		return 0;
	n = json_integer_value(v);
	if (!json_is_integer(v) || n < 0 || n > INT_MAX) {
		broken(r, key);
		return 0;
	}
	return (unsigned)n;
}

static bool truth(struct reading *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (v && !json_is_boolean(v))
		broken(r, key);
	return json_is_true(v);
}

/* "2023-02-10", "2023-02", "2023" or nothing. */
static struct bdl_day day(struct reading *r, const json_t *o, const char *key)
{
	const char *iso = json_string_value(json_object_get(o, key));
	struct bdl_day d = {0};
	char padded[] = "0000-01-01";
	size_t n = iso ? strlen(iso) : 0;

	if (n == 0)
		return d;
	if (n != 4 && n != 7 && n != 10) {
		broken(r, key);
		return d;
	}
	memcpy(padded, iso, n);
	if (bdl_day_parse_iso(padded, &d) < 0) {
		broken(r, key);
		return d;
	}
	if (n < 10)
		d.day = 0;
	if (n < 7)
		d.month = 0;
	return d;
}

static int token(struct reading *r, const json_t *o, const char *key, int (*find)(const char *))
{
	const char *s = json_string_value(json_object_get(o, key));
	int n = s ? find(s) : 0;

	if (n < 0)
		broken(r, key);
	return n < 0 ? 0 : n;
}

static void digest(
	struct reading *r, const json_t *o, const char *key, uint8_t out[BDL_SHA256_SIZE])
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_string(v) || json_string_length(v) != BDL_SHA256_HEX - 1 ||
		bdl_unhex(json_string_value(v), out) < 0)
		broken(r, key);
}

static struct bdl_date date(struct reading *r, const json_t *o)
{
	struct bdl_date d = {0};

	if (!json_is_object(o)) {
		broken(r, "date");
		return d;
	}
	d.day = day(r, o, "iso");
	d.until = day(r, o, "until");
	d.precision = (enum bdl_precision)token(r, o, "precision", bdl_precision_from_token);
	d.source = (enum bdl_date_source)token(r, o, "source", bdl_date_source_from_token);
	d.raw = text(r, o, "raw");
	d.page = count(r, o, "page");
	d.ambiguous = truth(r, o, "ambiguous");
	d.other = day(r, o, "other");
	return d;
}

static const char **strings(struct reading *r, const json_t *list, const char *key)
{
	size_t n = json_array_size(list);
	const char **out = bdl_arena_alloc(&r->b->arena, (n + 1) * sizeof(*out));

	if (!out) {
		r->memory = true;
		return NULL;
	}
	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_array_get(list, i);

		if (!json_is_string(v))
			broken(r, key);
		out[i] = json_is_string(v) ? bdl_arena_string(&r->b->arena, json_string_value(v))
					   : "";
		if (!out[i])
			r->memory = true;
	}
	return out;
}

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The exact bytes of a path, or the readable ones where it is UTF-8 anyway. */
static const char *exact_path(struct reading *r, const json_t *o)
{
	const char *readable = needed(r, o, "path"),
		   *code = json_string_value(json_object_get(o, "path_base64"));
	size_t n = code ? strlen(code) : 0, k = 0;
	char *out;

	if (!code)
		return readable;
	out = bdl_arena_alloc(&r->b->arena, n + 1);
	if (!out) {
		r->memory = true;
		return readable;
	}
	for (size_t i = 0; i + 3 < n; i += 4) {
		int v[4] = {base64_value(code[i]), base64_value(code[i + 1]),
			base64_value(code[i + 2]), base64_value(code[i + 3])};

		if (v[0] < 0 || v[1] < 0)
			break;
		out[k++] = (char)(v[0] << 2 | v[1] >> 4);
		if (v[2] >= 0)
			out[k++] = (char)((v[1] & 15) << 4 | v[2] >> 2);
		if (v[2] >= 0 && v[3] >= 0)
			out[k++] = (char)((v[2] & 3) << 6 | v[3]);
	}
	out[k] = '\0';
	if (strlen(out) != k || k == 0)
		broken(r, "path_base64");
	return out;
}

static void exhibit(struct reading *r, const json_t *o, struct bdl_exhibit *x)
{
	json_int_t size = json_integer_value(json_object_get(o, "size"));

	x->number = count(r, o, "number");
	x->path = exact_path(r, o);
	x->name = text(r, o, "name");
	if (!x->name)
		x->name = x->path;
	x->archive_path = text(r, o, "archive_path");
	digest(r, o, "sha256", x->sha256);
	if (!json_is_integer(json_object_get(o, "size")) || size < 0)
		broken(r, "size");
	x->size = size < 0 ? 0 : (uint64_t)size;
	x->format = token_text(r, o, "format");
	x->media_type = needed(r, o, "media_type");
	x->kind = token_text(r, o, "kind");
	x->basis = text(r, o, "basis");
	x->title = needed(r, o, "title");
	x->date = date(r, json_object_get(o, "date"));
	x->pages = count(r, o, "pages");
	x->first_page = count(r, o, "first_page");
	x->shown = truth(r, o, "shown");
	x->reason = (enum bdl_reason)token(r, o, "reason_code", bdl_reason_from_token);
	x->detail = text(r, o, "detail");
	x->warnings = strings(r, json_object_get(o, "warnings"), "warnings");
	x->layout = text(r, o, "layout");
	x->account = text(r, o, "account");
	x->message_id = text(r, o, "message_id");
	x->scanned = count(r, o, "scanned");
	x->recognised = truth(r, o, "recognised");
	x->duplicate_of = BDL_NONE;
	x->section = BDL_NONE;
}

/* Rows by path as the file writes it, so that 100,000 copies find their originals quickly. */
struct by_path {
	const char *path;
	size_t row;
};

static int compare_paths(const void *a, const void *b)
{
	return strcmp(((const struct by_path *)a)->path, ((const struct by_path *)b)->path);
}

static struct by_path *sort_paths(struct reading *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	struct by_path *sorted = bdl_arena_alloc(&b->arena, b->exhibit_count * sizeof(*sorted));

	if (!sorted) {
		r->memory = true;
		return NULL;
	}
	for (size_t i = 0; i < b->exhibit_count; i++)
		sorted[i] = (struct by_path){
			json_string_value(json_object_get(json_array_get(list, i), "path")), i};
	qsort(sorted, b->exhibit_count, sizeof(*sorted), compare_paths);
	return sorted;
}

/* What lies inside a document gets the row of that document. */
static void parents(struct reading *r, const json_t *list, const struct by_path *sorted)
{
	struct bdl_bundle *b = r->b;

	for (size_t i = 0; sorted && i < b->exhibit_count; i++) {
		const char *of =
			json_string_value(json_object_get(json_array_get(list, i), "parent"));
		const struct by_path *found;
		struct bdl_inside *inside;

		if (!of)
			continue;
		found = bsearch(&(struct by_path){of, 0}, sorted, b->exhibit_count, sizeof(*sorted),
			compare_paths);
		if (!found || found->row == i) {
			broken(r, "parent");
			continue;
		}
		inside = bdl_arena_alloc(&b->arena, sizeof(*inside));
		if (!inside) {
			r->memory = true;
			return;
		}
		inside->parent = found->row;
		b->exhibits[i].inside = inside;
	}
}

/* The rows that are copies get the row that they repeat; all others stand in order. */
static void copies(struct reading *r, const json_t *list, const struct by_path *sorted)
{
	struct bdl_bundle *b = r->b;

	for (size_t i = 0; sorted && i < b->exhibit_count; i++) {
		const char *of =
			json_string_value(json_object_get(json_array_get(list, i), "duplicate_of"));
		const struct by_path *found;

		if (!of) {
			b->order[b->order_count++] = i;
			continue;
		}
		found = bsearch(&(struct by_path){of, 0}, sorted, b->exhibit_count, sizeof(*sorted),
			compare_paths);
		if (found)
			b->exhibits[i].duplicate_of = found->row;
		else
			broken(r, "duplicate_of");
	}
}

static void exhibits(struct reading *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	if (!json_is_array(list)) {
		broken(r, "exhibits");
		return;
	}
	b->exhibits = bdl_arena_alloc(&b->arena, n * sizeof(*b->exhibits));
	b->order = bdl_arena_alloc(&b->arena, n * sizeof(*b->order));
	if (!b->exhibits || !b->order) {
		r->memory = true;
		return;
	}
	b->exhibit_count = n;
	for (size_t i = 0; i < n && !r->memory; i++)
		exhibit(r, json_array_get(list, i), &b->exhibits[i]);
	if (n && !r->memory && !r->broken) {
		const struct by_path *sorted = sort_paths(r, list);

		copies(r, list, sorted);
		parents(r, list, sorted);
	}
}

static void excluded(struct reading *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	b->excluded = bdl_arena_alloc(&b->arena, n * sizeof(*b->excluded));
	if (!b->excluded) {
		r->memory = true;
		return;
	}
	b->excluded_count = n;
	for (size_t i = 0; i < n; i++) {
		b->excluded[i].path = needed(r, json_array_get(list, i), "path");
		b->excluded[i].name = b->excluded[i].path;
		b->excluded[i].reason = needed(r, json_array_get(list, i), "reason");
	}
}

static void sections(struct reading *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list), first = 0;

	b->sections = bdl_arena_alloc(&b->arena, n * sizeof(*b->sections));
	if (!b->sections) {
		r->memory = true;
		return;
	}
	b->section_count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(list, i);
		struct bdl_section *s = &b->sections[i];

		s->letter = needed(r, o, "letter");
		s->id = token_text(r, o, "id");
		s->title = needed(r, o, "title");
		s->page = count(r, o, "page");
		s->first = first;
		s->count = count(r, o, "exhibits");
		if (s->count > b->order_count - first) {
			broken(r, "sections");
			return;
		}
		for (size_t k = 0; k < s->count; k++)
			b->exhibits[b->order[first + k]].section = i;
		first += s->count;
	}
}

/* The row whose exhibit number is n: numbers run from 1 in the order of the index. */
static size_t row_of_number(const struct bdl_bundle *b, unsigned n)
{
	return n >= 1 && n <= b->order_count ? b->order[n - 1] : BDL_NONE;
}

static void entries(struct reading *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	b->entries = bdl_arena_alloc(&b->arena, n * sizeof(*b->entries));
	if (!b->entries) {
		r->memory = true;
		return;
	}
	b->entry_count = n;
	for (size_t i = 0; i < n; i++) {
		const json_t *o = json_array_get(list, i);

		b->entries[i].date = date(r, json_object_get(o, "date"));
		b->entries[i].text = needed(r, o, "text");
		b->entries[i].exhibit = row_of_number(b, count(r, o, "exhibit"));
		b->entries[i].page = count(r, o, "exhibit_page");
	}
}

/* A whole number that JSON keeps exactly; false: there is none. */
static bool whole(struct reading *r, const json_t *o, const char *key, int64_t *out)
{
	const json_t *v = json_object_get(o, key);

	if (!v)
		return false;
	*out = json_integer_value(v);
	if (!json_is_integer(v) || *out > INT64_C(1) << 53 || *out < -(INT64_C(1) << 53))
		broken(r, key);
	return true;
}

static void event(struct reading *r, const json_t *o, struct bdl_event *e)
{
	const char *when = json_string_value(json_object_get(o, "when"));
	const char *zone = json_string_value(json_object_get(o, "zone"));
	int direction = token(r, o, "direction", bdl_direction_from_token);
	const json_t *answered = json_object_get(o, "answered");
	int64_t length = 0;

	e->record.type = (enum bdl_event_type)token(r, o, "type", bdl_event_type_from_token);
	if (when && bdl_moment_parse(when, zone, &e->record.when) < 0)
		e->record.when.day = day(r, o, "when");
	e->record.direction = (enum bdl_direction)direction;
	e->record.party = text(r, o, "party");
	e->record.text = needed(r, o, "text");
	if (json_is_boolean(answered))
		e->record.answered = json_is_true(answered) ? BDL_ANSWERED_YES : BDL_ANSWERED_NO;
	e->record.has_pence = whole(r, o, "pence", &e->record.pence);
	e->record.has_balance = whole(r, o, "balance", &e->record.balance);
	e->record.has_length =
		whole(r, o, "seconds", &length) && length >= 0 && length <= (int64_t)UINT32_MAX;
	e->record.length = e->record.has_length ? (uint32_t)length : 0;
	e->exhibit = row_of_number(r->b, count(r, o, "exhibit"));
	e->record.page = count(r, o, "exhibit_page");
}

static void events(struct reading *r, const json_t *list)
{
	struct bdl_bundle *b = r->b;
	size_t n = json_array_size(list);

	b->events = bdl_arena_alloc(&b->arena, n * sizeof(*b->events));
	if (!b->events) {
		r->memory = true;
		return;
	}
	b->event_count = n;
	for (size_t i = 0; i < n; i++)
		event(r, json_array_get(list, i), &b->events[i]);
}

static void about(struct reading *r, const json_t *o)
{
	struct bdl_case *c = &r->b->about;

	c->title = text(r, o, "title");
	c->summary = text(r, o, "summary");
	c->recipient = text(r, o, "recipient");
	c->from = text(r, o, "from");
	c->about = text(r, o, "about");
	c->reference = text(r, o, "reference");
	c->national_insurance = text(r, o, "national_insurance");
	c->version = text(r, o, "version");
	if (json_array_size(json_object_get(o, "ignore_dates")))
		c->ignore_dates = strings(r, json_object_get(o, "ignore_dates"), "ignore_dates");
}

static void top(struct reading *r, const json_t *o)
{
	const json_t *front = json_object_get(o, "front");

	r->b->name = needed(r, o, "name");
	r->b->made_on = day(r, o, "made_on");
	digest(r, o, "fingerprint", r->b->fingerprint);
	r->b->pages = count(r, o, "pages");
	r->b->front.cover = count(r, front, "cover");
	r->b->front.index = count(r, front, "index");
	r->b->front.chronology = count(r, front, "chronology");
	about(r, json_object_get(o, "case"));
	exhibits(r, json_object_get(o, "exhibits"));
	if (!r->broken && !r->memory)
		excluded(r, json_object_get(o, "excluded"));
	if (!r->broken && !r->memory)
		sections(r, json_object_get(o, "sections"));
	if (!r->broken && !r->memory)
		entries(r, json_object_get(o, "chronology"));
	if (!r->broken && !r->memory)
		events(r, json_object_get(o, "events"));
}

int bdl_bundle_from_json(
	struct bdl_bundle *b, const char *json, size_t length, struct bdl_error *err)
{
	json_error_t why;
	struct reading r = {.b = b};
	json_t *o;

	if (bdl_json_values(json, length) > VALUES_MOST)
		return bdl_fail(
			err, BDL_ELIMIT, "bundle.json", "holds more than a bundle can hold");
	o = json_loadb(json, length, JSON_REJECT_DUPLICATES, &why);
	if (!o)
		return bdl_fail(err, BDL_EFORMAT, "bundle.json", "is not JSON: line %d: %s",
			why.line, why.text);
	if (json_integer_value(json_object_get(o, "format_version")) < 1)
		broken(&r, "format_version");
	else
		top(&r, o);
	json_decref(o);
	b->stage = BDL_STAGE_SEALED;
	if (r.memory)
		return bdl_fail_memory(err);
	if (r.broken)
		return bdl_fail(err, BDL_EFORMAT, "bundle.json", "has no usable \"%s\"", r.field);
	return 0;
}
