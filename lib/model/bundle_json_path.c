/*
 * Paths in bundle.json. One that is not UTF-8 stands there twice: readable as "path", each byte
 * that is none as U+FFFD, and exact as "path_base64".
 */
#include "base/text.h"
#include "model/bundle_json_fields.h"
#include "model/json_set.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* ---- writing ---- */

static json_t *base64(const char *s)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const unsigned char *u = (const unsigned char *)s;
	size_t n = strlen(s);
	json_t *text;

	for (size_t i = 0; i < n; i += 3) {
		unsigned long v = (unsigned long)u[i] << 16 |
				  (i + 1 < n ? (unsigned long)u[i + 1] << 8 : 0) |
				  (i + 2 < n ? u[i + 2] : 0);
		char four[4] = {digits[v >> 18 & 63], digits[v >> 12 & 63],
			i + 1 < n ? digits[v >> 6 & 63] : '=', i + 2 < n ? digits[v & 63] : '='};

		bdl_buffer_add(&out, four, sizeof(four));
	}
	text = out.failed ? NULL : json_string(bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return text;
}

void bdl_json_path(json_t *o, const char *path, bool *failed)
{
	bdl_json_set(o, "path", bdl_json_clean(path), failed);
	if (!bdl_utf8_valid(path, strlen(path)))
		bdl_json_set(o, "path_base64", base64(path), failed);
}

/* ---- reading ---- */

/* 0 to 63; -1: no digit. */
static int value_of(char c)
{
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : -1;
}

/* The bytes of one group of four to out, and how many; 0: it is none. Only the last may be filled
 * up with '='. */
static size_t decode_four(const char *code, bool last, char out[3])
{
	size_t count = !last || code[3] != '=' ? 3 : code[2] != '=' ? 2 : 1;
	unsigned long v = 0;

	for (size_t i = 0; i < 4; i++) {
		int digit = i <= count ? value_of(code[i]) : 0;

		if (digit < 0)
			return 0;
		v = v << 6 | (unsigned long)digit;
	}
	for (size_t i = 0; i < count; i++)
		out[i] = (char)(unsigned char)(v >> (16 - 8 * i) & 0xFF);
	return count;
}

/* Into out, which has room for it, with a NUL behind; how many bytes, 0: it is no base64. */
static size_t decode(const char *code, char *out)
{
	size_t n = strlen(code), length = 0;

	for (size_t i = 0; i < n && n % 4 == 0; i += 4) {
		size_t count = decode_four(code + i, i + 4 == n, out + length);

		if (count == 0)
			return 0;
		length += count;
	}
	out[length] = '\0';
	return length;
}

/* True if that is how the exact path is written readably. */
static bool reads_as(struct bdl_fields *r, const char *exact, const char *readable)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT;
	bool same = false;

	if (bdl_utf8_clean(&clean, exact, strlen(exact)) < 0)
		r->memory = true;
	else
		same = strcmp(bdl_buffer_string(&clean), readable) == 0;
	bdl_buffer_release(&clean);
	return same;
}

const char *bdl_field_path(struct bdl_fields *r, const json_t *o)
{
	const json_t *code = json_object_get(o, "path_base64");
	const char *readable = bdl_field_needed(r, o, "path");
	size_t length;
	char *exact;

	if (!code)
		return readable;
	exact = bdl_field_room(r, json_string_length(code), 1);
	if (!exact)
		return readable;
	length = json_is_string(code) ? decode(json_string_value(code), exact) : 0;
	if (length == 0 || strlen(exact) != length || !reads_as(r, exact, readable))
		bdl_field_broken(r, "path_base64");
	return exact;
}
