/* See bundle_json_fields.h. */
#include "model/bundle_json_fields.h"

#include <limits.h>
#include <string.h>

void bdl_field_broken(struct bdl_fields *r, const char *field)
{
	if (!r->broken)
		r->field = field;
	r->broken = true;
}

bool bdl_field_over(const struct bdl_fields *r)
{
	return r->broken || r->memory;
}

const json_t *bdl_field_object(struct bdl_fields *r, const json_t *v, const char *key)
{
	if (json_is_object(v))
		return v;
	if (v && !json_is_null(v))
		bdl_field_broken(r, key);
	return NULL;
}

void *bdl_field_room(struct bdl_fields *r, size_t count, size_t size)
{
	void *rows = bdl_arena_alloc(&r->b->arena, (count + 1) * size);

	if (!rows)
		r->memory = true;
	return rows;
}

void *bdl_field_rows(struct bdl_fields *r, const json_t *list, const char *key, size_t most,
	size_t size, size_t *count)
{
	size_t n = json_array_size(list);
	void *rows;

	*count = 0;
	if ((list && !json_is_null(list) && !json_is_array(list)) || n > most) {
		bdl_field_broken(r, key);
		return NULL;
	}
	rows = bdl_field_room(r, n, size);
	*count = rows ? n : 0;
	return rows;
}

/* A string of the object in the arena; NULL for null or absent. */
const char *bdl_field_text(struct bdl_fields *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	char *copy;

	if (!v || json_is_null(v))
		return NULL;
	if (!json_is_string(v)) {
		bdl_field_broken(r, key);
		return NULL;
	}
	copy = bdl_arena_bytes(&r->b->arena, json_string_value(v), json_string_length(v));
	if (!copy)
		r->memory = true;
	return copy;
}

const char *bdl_field_needed(struct bdl_fields *r, const json_t *o, const char *key)
{
	const char *s = bdl_field_text(r, o, key);

	if (!s)
		bdl_field_broken(r, key);
	return s ? s : "";
}

/* Short, lower case, safe to print: "bank-statement". */
const char *bdl_field_token_text(struct bdl_fields *r, const json_t *o, const char *key)
{
	const char *s = bdl_field_needed(r, o, key);
	size_t n = strlen(s);

	if (n == 0 || n > 64 || strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != n)
		bdl_field_broken(r, key);
	return s;
}

/* A count from 0 to INT_MAX; null and absent are 0. */
unsigned bdl_field_count(struct bdl_fields *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	json_int_t n;

	if (!v || json_is_null(v))
		return 0;
	n = json_integer_value(v);
	if (!json_is_integer(v) || n < 0 || n > INT_MAX) {
		bdl_field_broken(r, key);
		return 0;
	}
	return (unsigned)n;
}

bool bdl_field_truth(struct bdl_fields *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (v && !json_is_boolean(v))
		bdl_field_broken(r, key);
	return json_is_true(v);
}

/* The string that stands there, on loan; NULL for null and absent, and, noted, for anything else.
 */
static const char *word_at(struct bdl_fields *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (v && !json_is_null(v) && !json_is_string(v))
		bdl_field_broken(r, key);
	return json_string_value(v);
}

struct bdl_day bdl_field_day(struct bdl_fields *r, const json_t *o, const char *key)
{
	const char *iso = word_at(r, o, key);
	struct bdl_day d = {0};
	char padded[] = "0000-01-01";
	size_t n = iso ? strlen(iso) : 0;

	if (!iso)
		return d;
	if (n != 4 && n != 7 && n != 10) {
		bdl_field_broken(r, key);
		return d;
	}
	memcpy(padded, iso, n);
	if (bdl_day_parse_iso(padded, &d) < 0) {
		bdl_field_broken(r, key);
		return d;
	}
	if (n < 10)
		d.day = 0;
	if (n < 7)
		d.month = 0;
	return d;
}

int bdl_field_token(
	struct bdl_fields *r, const json_t *o, const char *key, int (*find)(const char *))
{
	const char *s = word_at(r, o, key);
	int n = s ? find(s) : 0;

	if (n < 0)
		bdl_field_broken(r, key);
	return n < 0 ? 0 : n;
}

void bdl_field_digest(
	struct bdl_fields *r, const json_t *o, const char *key, uint8_t out[BDL_SHA256_SIZE])
{
	const json_t *v = json_object_get(o, key);

	if (!json_is_string(v) || json_string_length(v) != BDL_SHA256_HEX - 1 ||
		bdl_unhex(json_string_value(v), out) < 0)
		bdl_field_broken(r, key);
}

struct bdl_date bdl_field_date(struct bdl_fields *r, const json_t *o)
{
	struct bdl_date d = {0};

	if (!json_is_object(o)) {
		bdl_field_broken(r, "date");
		return d;
	}
	d.day = bdl_field_day(r, o, "iso");
	d.until = bdl_field_day(r, o, "until");
	d.precision =
		(enum bdl_precision)bdl_field_token(r, o, "precision", bdl_precision_from_token);
	d.source =
		(enum bdl_date_source)bdl_field_token(r, o, "source", bdl_date_source_from_token);
	d.raw = bdl_field_text(r, o, "raw");
	d.page = bdl_field_count(r, o, "page");
	d.ambiguous = bdl_field_truth(r, o, "ambiguous");
	d.other = bdl_field_day(r, o, "other");
	return d;
}

const char **bdl_field_strings(struct bdl_fields *r, const json_t *list, const char *key)
{
	size_t n;
	const char **out = bdl_field_rows(r, list, key, SIZE_MAX, sizeof(*out), &n);

	for (size_t i = 0; i < n && !bdl_field_over(r); i++) {
		const json_t *v = json_array_get(list, i);

		if (!json_is_string(v))
			bdl_field_broken(r, key);
		out[i] = bdl_arena_string(
			&r->b->arena, json_is_string(v) ? json_string_value(v) : "");
		if (!out[i])
			r->memory = true;
	}
	return out;
}

bool bdl_field_whole(struct bdl_fields *r, const json_t *o, const char *key, int64_t *out)
{
	const json_t *v = json_object_get(o, key);

	if (!v || json_is_null(v))
		return false;
	*out = json_integer_value(v);
	if (!json_is_integer(v) || *out > INT64_C(1) << 53 || *out < -(INT64_C(1) << 53))
		bdl_field_broken(r, key);
	return true;
}

size_t bdl_field_row(struct bdl_fields *r, unsigned number, const char *key)
{
	const struct bdl_bundle *b = r->b;
	unsigned first = b->order_count ? b->exhibits[b->order[0]].number : 0;

	if (number == 0)
		return BDL_NONE;
	if (number >= first && number - first < b->order_count)
		return b->order[number - first];
	bdl_field_broken(r, key);
	return BDL_NONE;
}

size_t bdl_field_needed_row(struct bdl_fields *r, unsigned number, const char *key)
{
	if (number == 0)
		bdl_field_broken(r, key);
	return bdl_field_row(r, number, key);
}

size_t bdl_field_numbered(struct bdl_fields *r, const json_t *list, size_t i, const char *key)
{
	json_int_t n = json_integer_value(json_array_get(list, i));

	return bdl_field_needed_row(r, n > 0 && n <= INT_MAX ? (unsigned)n : 0, key);
}

size_t bdl_field_place(struct bdl_fields *r, const json_t *o, unsigned *page)
{
	size_t row = bdl_field_row(r, bdl_field_count(r, o, "exhibit"), "exhibit");

	*page = bdl_field_count(r, o, "exhibit_page");
	if (*page > (row == BDL_NONE ? 0 : r->b->exhibits[row].pages))
		bdl_field_broken(r, "exhibit_page");
	return row;
}
