/* The bytes of index.csv as UTF-8: see steer_text.h. */
#include "model/steer_text.h"

#include "base/text.h"
#include <string.h>

enum encoding { UTF8, UTF16_LITTLE, UTF16_BIG, WINDOWS_1252 };

/* Windows-1252 from 0x80 to 0x9F; 0: no character. */
static const uint16_t windows[32] = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D,
	0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

/* More characters of several bytes than bytes that are none: UTF-8 that was hurt, not another
 * encoding. */
static bool is_utf8(const char *s, size_t length)
{
	size_t good = 0, bad = 0;

	for (size_t at = 0; at < length;) {
		uint32_t code;
		size_t n = bdl_utf8_next(s + at, length - at, &code);

		good += n > 1;
		bad += n == 1 && code == BDL_REPLACEMENT;
		at += n;
	}
	return bad == 0 || good > bad;
}

/* Finds the encoding and steps over the byte order mark. */
static enum encoding guess(const char **s, size_t *length)
{
	static const struct {
		const char *mark;
		size_t length;
		enum encoding encoding;
	} marks[] = {{"\xEF\xBB\xBF", 3, UTF8}, {"\xFF\xFE", 2, UTF16_LITTLE},
		{"\xFE\xFF", 2, UTF16_BIG}};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (*length < marks[i].length || memcmp(*s, marks[i].mark, marks[i].length) != 0)
			continue;
		*s += marks[i].length;
		*length -= marks[i].length;
		return marks[i].encoding;
	}
	/* the first letter of a head is one of ASCII */
	if (*length >= 4 && (*s)[0] && !(*s)[1] && (*s)[2] && !(*s)[3])
		return UTF16_LITTLE;
	if (*length >= 4 && !(*s)[0] && (*s)[1] && !(*s)[2] && (*s)[3])
		return UTF16_BIG;
	return is_utf8(*s, *length) ? UTF8 : WINDOWS_1252;
}

static int put(struct bdl_buffer *out, uint32_t code)
{
	char bytes[4];

	return bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes));
}

static uint32_t unit(const char *s, bool big)
{
	const unsigned char *u = (const unsigned char *)s;

	return big ? (uint32_t)u[0] << 8 | u[1] : (uint32_t)u[1] << 8 | u[0];
}

static void from_utf16(struct bdl_buffer *out, const char *s, size_t length, bool big)
{
	for (size_t at = 0; at + 1 < length; at += 2) {
		uint32_t code = unit(s + at, big), low;

		if (code >= 0xD800 && code < 0xDC00 && at + 3 < length) {
			low = unit(s + at + 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
				at += 2;
			}
		}
		put(out, code);
	}
	if (length % 2)
		put(out, BDL_REPLACEMENT);
}

static void from_windows(struct bdl_buffer *out, const char *s, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)s[i];
		uint32_t code = c;

		if (c >= 0x80 && c < 0xA0)
			code = windows[c - 0x80] ? windows[c - 0x80] : BDL_REPLACEMENT;
		put(out, code);
	}
}

int bdl_steer_text(struct bdl_buffer *out, const void *bytes, size_t length, const char *path,
	struct bdl_error *err)
{
	const char *s = bytes;
	enum encoding encoding = guess(&s, &length);
	size_t before = out->length;

	switch (encoding) {
	case UTF8:
		bdl_utf8_clean(out, s, length);
		break;
	case UTF16_LITTLE:
	case UTF16_BIG:
		from_utf16(out, s, length, encoding == UTF16_BIG);
		break;
	case WINDOWS_1252:
		from_windows(out, s, length);
		break;
	}
	if (out->failed)
		return bdl_fail_memory(err);
	if (out->length > before && memchr(out->data + before, '\0', out->length - before)) {
		bdl_fail(err, BDL_EFORMAT, path, "holds bytes that stand for no character");
		return bdl_hint(err, "save it as CSV (UTF-8) from the spreadsheet");
	}
	return 0;
}
