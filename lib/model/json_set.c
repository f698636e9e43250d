/* Building objects of bundle.json: see json_set.h. */
#include "model/json_set.h"

#include "base/buffer.h"
#include "base/text.h"
#include <string.h>

json_t *bdl_json_clean(const char *s)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	json_t *text = NULL;

	if (bdl_utf8_valid(s, strlen(s)))
		return json_string(s);
	if (bdl_utf8_clean(&out, s, strlen(s)) == 0)
		text = json_string(bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return text;
}

static int add_bytes(const char *bytes, size_t length, void *out)
{
	return bdl_buffer_add(out, bytes, length);
}

int bdl_json_write(struct bdl_buffer *out, json_t *value, size_t flags)
{
	int rc = value ? json_dump_callback(value, add_bytes, out, flags) : -1;

	json_decref(value);
	return rc < 0 || out->failed ? -1 : 0;
}

void bdl_json_set(json_t *o, const char *key, json_t *value, bool *failed)
{
	if (json_object_set_new(o, key, value) < 0)
		*failed = true;
}

void bdl_json_append(json_t *list, json_t *value, bool *failed)
{
	if (json_array_append_new(list, value) < 0)
		*failed = true;
}

void bdl_json_text(json_t *o, const char *key, const char *text, bool *failed)
{
	if (text)
		bdl_json_set(o, key, bdl_json_clean(text), failed);
}

void bdl_json_count(json_t *o, const char *key, size_t n, bool *failed)
{
	if (n)
		bdl_json_set(o, key, json_integer((json_int_t)n), failed);
}

void bdl_json_pence(json_t *o, const char *key, int64_t pence, bool *failed)
{
	if (pence)
		bdl_json_set(o, key, json_integer(pence), failed);
}

void bdl_json_day(json_t *o, const char *key, struct bdl_day day, bool *failed)
{
	char iso[BDL_DAY_TEXT];

	bdl_day_iso(day, iso);
	bdl_json_text(o, key, iso[0] ? iso : NULL, failed);
}

void bdl_json_truth(json_t *o, const char *key, bool truth, bool *failed)
{
	if (truth)
		bdl_json_set(o, key, json_true(), failed);
}

void bdl_json_lines(json_t *o, const char *key, const char *const *lines, bool *failed)
{
	json_t *list;

	if (!lines)
		return;
	list = json_array();
	for (; *lines; lines++)
		bdl_json_append(list, bdl_json_clean(*lines), failed);
	bdl_json_set(o, key, list, failed);
}

json_t *bdl_json_clean_or_null(const char *s)
{
	return s ? bdl_json_clean(s) : json_null();
}

json_t *bdl_json_count_or_null(size_t n)
{
	return n ? json_integer((json_int_t)n) : json_null();
}

json_t *bdl_json_day_or_null(struct bdl_day day)
{
	char iso[BDL_DAY_TEXT];

	bdl_day_iso(day, iso);
	return iso[0] ? json_string(iso) : json_null();
}

json_t *bdl_json_digest(const uint8_t digest[BDL_SHA256_SIZE])
{
	char hex[BDL_SHA256_HEX];

	bdl_hex(digest, hex);
	return json_string(hex);
}

void bdl_json_place(json_t *o, const struct bdl_bundle *b, size_t row, unsigned page, bool *failed)
{
	const struct bdl_exhibit *x = bdl_exhibit_of_row(b, row);
	unsigned first = x ? x->first_page : 0;

	bdl_json_set(o, "exhibit", bdl_json_count_or_null(x ? x->number : 0), failed);
	bdl_json_set(o, "exhibit_page", bdl_json_count_or_null(x ? page : 0), failed);
	bdl_json_set(o, "page", bdl_json_count_or_null(first ? first + (page ? page - 1 : 0) : 0),
		failed);
	bdl_json_count(o, "volume", x ? x->volume : 0, failed);
}
