/* See charset.h. Guessing counts bytes; decoding is by table, but for UTF. */
#include "read/charset.h"

#include "base/text.h"

#include <iconv.h>
#include <string.h>

/* 0x80 to 0x9F of Windows-1252; the five bytes that it leaves open stay control characters. */
static const uint16_t windows_1252[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019,
	0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	0x017E, 0x0178};

/* What a look at the bytes shows. */
struct tally {
	size_t controls; /* C0 but for white space, backspace, escape; DEL */
	size_t nul[4]; /* zero bytes by position modulo 4 */
	size_t wide; /* whole UTF-8 sequences of more than one byte */
	size_t stray; /* bytes from 0x80 that belong to no sequence */
	size_t undefined; /* stray bytes that Windows-1252 leaves open */
	size_t central; /* stray bytes that only Central European writing puts between letters */
	size_t runs; /* stray letters in runs of three and more */
};

static bool is_text_control(unsigned char c)
{
	return (c >= '\b' && c <= '\r') || c == 0x1B || c == 0x1A;
}

static bool is_high_letter(unsigned char c)
{
	return c >= 0xC0 && c != 0xD7 && c != 0xF7;
}

static bool is_letter(unsigned char c)
{
	return bdl_is_alpha(c) || is_high_letter(c);
}

/* The beginning of a UTF-8 sequence that the end of the bytes cuts off. */
static bool is_cut(const unsigned char *p, size_t left)
{
	size_t needs = p[0] >= 0xF0 && p[0] < 0xF5   ? 4
		       : p[0] >= 0xE0 && p[0] < 0xF0 ? 3
		       : p[0] >= 0xC2 && p[0] < 0xE0 ? 2
						     : 0;

	for (size_t i = 1; i < left; i++)
		if ((p[i] & 0xC0) != 0x80)
			return false;
	return left < needs;
}

static void count_stray(
	struct tally *t, const unsigned char *bytes, size_t length, size_t i, size_t *run)
{
	unsigned char c = bytes[i];

	t->stray++;
	if (c == 0x81 || c == 0x8D || c == 0x8F || c == 0x90 || c == 0x9D)
		t->undefined++;
	if ((c == 0xB3 || c == 0xB9 || c == 0xBF || c == 0x9F) && i > 0 && i + 1 < length &&
		is_letter(bytes[i - 1]) && is_letter(bytes[i + 1]))
		t->central++;
	if (!is_high_letter(c))
		return;
	(*run)++;
	if (*run == 3)
		t->runs += 3;
	else if (*run > 3)
		t->runs++;
}

static void take_tally(struct tally *t, const unsigned char *bytes, size_t length)
{
	size_t run = 0, n;

	for (size_t i = 0; i < length; i += n) {
		unsigned char c = bytes[i];
		uint32_t code;

		n = 1;
		if (c >= 0x80) {
			n = bdl_utf8_next((const char *)bytes + i, length - i, &code);
			if (n > 1)
				t->wide++;
			else if (t->wide > 0 && is_cut(bytes + i, length - i))
				return;
			else
				count_stray(t, bytes, length, i, &run);
		}
		if (c < 0xC0)
			run = 0;
		if (c == 0)
			t->nul[i & 3]++;
		else if ((c < 0x20 && !is_text_control(c)) || c == 0x7F)
			t->controls++;
	}
}

static uint32_t unit16(const unsigned char *p, bool big)
{
	return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static uint32_t unit32(const unsigned char *p, bool big)
{
	return big ? unit16(p, true) << 16 | unit16(p + 2, true)
		   : unit16(p + 2, false) << 16 | unit16(p, false);
}

/* The next code point of UTF-16 or UTF-32; U+FFFD for what is none. Returns the bytes taken. */
static size_t next_wide(
	enum bdl_charset_kind kind, const unsigned char *p, size_t length, uint32_t *code)
{
	bool big = kind == BDL_CHARSET_UTF16BE || kind == BDL_CHARSET_UTF32BE;
	size_t size = kind == BDL_CHARSET_UTF32LE || kind == BDL_CHARSET_UTF32BE ? 4 : 2;
	uint32_t low;

	*code = BDL_REPLACEMENT;
	if (length < size)
		return length;
	*code = size == 4 ? unit32(p, big) : unit16(p, big);
	if (size == 2 && *code >= 0xD800 && *code < 0xDC00 && length >= 4) {
		low = unit16(p + 2, big);
		if (low >= 0xDC00 && low < 0xE000) {
			*code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
			return 4;
		}
	}
	if (*code > 0x10FFFF || (*code >= 0xD800 && *code < 0xE000))
		*code = BDL_REPLACEMENT;
	return size;
}

/* True if nearly all that comes out is text: one unit in fifty may be odd. */
static bool reads_as(enum bdl_charset_kind kind, const unsigned char *bytes, size_t length)
{
	size_t odd = 0, all = 0;
	uint32_t code;

	for (size_t i = 0; i + 4 <= length; all++) {
		i += next_wide(kind, bytes + i, length - i, &code);
		odd += code == BDL_REPLACEMENT ||
		       (code < 0x20 && !is_text_control((unsigned char)code)) ||
		       (code >= 0x7F && code < 0xA0) || (code >= 0xE000 && code < 0xF900) ||
		       code >= 0xF0000;
	}
	return odd * 50 <= all;
}

static bool guess_wide(
	const struct tally *t, const unsigned char *bytes, size_t length, struct bdl_charset *out)
{
	size_t quarter = length / 4;
	size_t even = t->nul[0] + t->nul[2], odd = t->nul[1] + t->nul[3];

	out->guessed = true;
	if (quarter == 0)
		return false;
	if (t->nul[1] + t->nul[2] + t->nul[3] >= quarter * 3 - quarter / 4 &&
		t->nul[0] * 20 <= quarter)
		out->kind = BDL_CHARSET_UTF32LE;
	else if (t->nul[0] + t->nul[1] + t->nul[2] >= quarter * 3 - quarter / 4 &&
		 t->nul[3] * 20 <= quarter)
		out->kind = BDL_CHARSET_UTF32BE;
	else if (odd * 5 >= quarter * 4 && even * 50 <= quarter)
		out->kind = BDL_CHARSET_UTF16LE;
	else if (even * 5 >= quarter * 4 && odd * 50 <= quarter)
		out->kind = BDL_CHARSET_UTF16BE;
	else
		return false;
	return reads_as(out->kind, bytes, length);
}

static const struct {
	enum bdl_charset_kind kind;
	size_t length;
	char mark[5];
} marks[] = {
	{BDL_CHARSET_UTF8, 3, "\xEF\xBB\xBF"},
	{BDL_CHARSET_UTF32LE, 4, "\xFF\xFE\0\0"},
	{BDL_CHARSET_UTF32BE, 4, "\0\0\xFE\xFF"},
	{BDL_CHARSET_UTF16LE, 2, "\xFF\xFE"},
	{BDL_CHARSET_UTF16BE, 2, "\xFE\xFF"},
};

static bool find_mark(const unsigned char *bytes, size_t length, struct bdl_charset *out)
{
	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		if (length < marks[i].length || memcmp(bytes, marks[i].mark, marks[i].length) != 0)
			continue;
		out->kind = marks[i].kind;
		out->mark = marks[i].length;
		return true;
	}
	return false;
}

static void guess_single(const struct tally *t, struct bdl_charset *out)
{
	out->guessed = true;
	if (t->wide > t->stray)
		out->kind = BDL_CHARSET_UTF8;
	else if (t->runs >= 24 && t->runs * 10 > t->stray * 7)
		out->kind = BDL_CHARSET_1251;
	else if (t->central >= 2)
		out->kind = BDL_CHARSET_1250;
	else
		out->kind = BDL_CHARSET_1252;
}

bool bdl_charset_guess(const unsigned char *bytes, size_t length, struct bdl_charset *out)
{
	struct tally t = {0};
	size_t zeros;

	*out = (struct bdl_charset){.kind = BDL_CHARSET_UTF8};
	if (find_mark(bytes, length, out) && out->kind != BDL_CHARSET_UTF8)
		return reads_as(out->kind, bytes + out->mark, length - out->mark);
	take_tally(&t, bytes, length);
	zeros = t.nul[0] + t.nul[1] + t.nul[2] + t.nul[3];
	if (zeros > length / 100)
		return guess_wide(&t, bytes, length, out);
	if (t.stray > 0)
		guess_single(&t, out);
	if (out->kind == BDL_CHARSET_1252)
		t.controls += t.undefined;
	return (t.controls + zeros) * 100 <= length;
}

static const struct {
	const char *name;
	enum bdl_charset_kind kind;
} names[] = {
	{"utf-8", BDL_CHARSET_UTF8},
	{"utf8", BDL_CHARSET_UTF8},
	{"us-ascii", BDL_CHARSET_UTF8},
	{"ascii", BDL_CHARSET_UTF8},
	{"iso-8859-1", BDL_CHARSET_1252},
	{"iso-8859-15", BDL_CHARSET_1252},
	{"latin1", BDL_CHARSET_1252},
	{"windows-1252", BDL_CHARSET_1252},
	{"cp1252", BDL_CHARSET_1252},
	{"windows-1250", BDL_CHARSET_1250},
	{"windows-1251", BDL_CHARSET_1251},
};

bool bdl_charset_named(const char *name, size_t length, struct bdl_charset *out)
{
	char plain[32];

	if (length >= sizeof(plain))
		return false;
	memcpy(plain, name, length);
	plain[length] = '\0';
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (bdl_text_casecmp(plain, names[i].name) != 0)
			continue;
		*out = (struct bdl_charset){.kind = names[i].kind};
		return true;
	}
	return false;
}

const char *bdl_charset_name(enum bdl_charset_kind kind)
{
	switch (kind) {
	case BDL_CHARSET_UTF8:
		return "UTF-8";
	case BDL_CHARSET_UTF16LE:
	case BDL_CHARSET_UTF16BE:
		return "UTF-16";
	case BDL_CHARSET_UTF32LE:
	case BDL_CHARSET_UTF32BE:
		return "UTF-32";
	case BDL_CHARSET_1252:
		return "Windows-1252";
	case BDL_CHARSET_1250:
		return "Windows-1250";
	case BDL_CHARSET_1251:
		return "Windows-1251";
	}
	return "";
}

/* Code points of the bytes 0x80 to 0xFF; Windows-1252 where the C library does not have the other
 * one. */
static void fill_table(enum bdl_charset_kind kind, uint32_t table[128])
{
	iconv_t converter = (iconv_t)-1;

	for (unsigned i = 0; i < 128; i++)
		table[i] = i < 32 ? windows_1252[i] : 0x80 + i;
	if (kind != BDL_CHARSET_UTF8 && kind != BDL_CHARSET_1252)
		converter = iconv_open("UTF-8", kind == BDL_CHARSET_1250 ? "CP1250" : "CP1251");
	if (converter == (iconv_t)-1)
		return;
	for (unsigned i = 0; i < 128; i++) {
		char in = (char)(0x80 + i), utf8[8] = {0};
		char *from = &in, *to = utf8;
		size_t in_left = 1, out_left = sizeof(utf8) - 1;

		if (iconv(converter, &from, &in_left, &to, &out_left) != (size_t)-1)
			bdl_utf8_next(utf8, sizeof(utf8) - 1 - out_left, &table[i]);
	}
	iconv_close(converter);
}

/* Adds code, a line end of any kind as '\n'. */
static void put(struct bdl_buffer *out, uint32_t code, bool *after_return)
{
	bool follows = *after_return && code == '\n';
	char bytes[4];

	*after_return = code == '\r';
	if (follows)
		return;
	if (code == '\r' || code == 0x85 || code == 0x2028 || code == 0x2029)
		code = '\n';
	bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes));
}

/* How many bytes from i on are plain ASCII that needs no look. */
static size_t plain_run(const unsigned char *bytes, size_t length, size_t i)
{
	size_t n = 0;

	while (i + n < length && bytes[i + n] < 0x80 && bytes[i + n] != '\r')
		n++;
	return n;
}

static void decode_bytes(enum bdl_charset_kind kind, const unsigned char *bytes, size_t length,
	struct bdl_buffer *out)
{
	bool after_return = false;
	uint32_t table[128];
	size_t n;

	fill_table(kind, table);
	for (size_t i = 0; i < length; i += n) {
		uint32_t code = bytes[i];

		n = after_return ? 0 : plain_run(bytes, length, i);
		if (n > 0) {
			bdl_buffer_add(out, bytes + i, n);
			continue;
		}
		n = 1;
		if (kind == BDL_CHARSET_UTF8)
			n = bdl_utf8_next((const char *)bytes + i, length - i, &code);
		if (n == 1 && bytes[i] >= 0x80)
			code = table[bytes[i] - 0x80];
		put(out, code, &after_return);
	}
}

void bdl_charset_decode(const struct bdl_charset *c, const unsigned char *bytes, size_t length,
	struct bdl_buffer *out)
{
	bool after_return = false;
	uint32_t code;

	switch (c->kind) {
	case BDL_CHARSET_UTF8:
	case BDL_CHARSET_1252:
	case BDL_CHARSET_1250:
	case BDL_CHARSET_1251:
		decode_bytes(c->kind, bytes, length, out);
		return;
	case BDL_CHARSET_UTF16LE:
	case BDL_CHARSET_UTF16BE:
	case BDL_CHARSET_UTF32LE:
	case BDL_CHARSET_UTF32BE:
		break;
	}
	for (size_t i = 0; i < length;) {
		i += next_wide(c->kind, bytes + i, length - i, &code);
		put(out, code, &after_return);
	}
}
