/*
 * The words of RTF: groups, control words, bytes in a code page (1252, which is what nearly all of
 * them have), \u characters. Groups that hold no words of the page (fonts, styles, pictures, field
 * codes) are passed over. No recursion: how deep a skipped group lies is a number.
 */
#include "read/office.h"

#include "base/text.h"
#include "read/charset.h"

#include <string.h>

#define WORD_ROOM 32
#define DEPTH_MAX 1000

struct rtf {
	const char *at, *end;
	struct bdl_buffer *out;
	unsigned depth;
	unsigned skipped; /* the depth of the group that is passed over; 0: none */
	unsigned after; /* characters still to pass over: they stand for the last \u */
	uint32_t high; /* the first half of a character of two; 0: none */
};

static void put(struct rtf *t, uint32_t code)
{
	char bytes[4];

	if (t->skipped)
		return;
	if (t->after > 0) {
		t->after--;
		return;
	}
	bdl_buffer_add(t->out, bytes, bdl_utf8_put(code, bytes));
}

/* Code page 1252, whose upper middle differs from Latin 1. */
static uint32_t from_1252(unsigned char c)
{
	static const uint16_t codes[32] = {0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
		0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018,
		0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
		0x0153, 0x9D, 0x017E, 0x0178};

	return c >= 0x80 && c < 0xA0 ? codes[c - 0x80] : c;
}

static int hex(int c)
{
	c = bdl_lower(c);
	return bdl_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void unicode(struct rtf *t, long number)
{
	uint32_t code = (uint32_t)(number < 0 ? number + 0x10000 : number) & 0x1FFFFF;

	t->after = 0;
	if (code >= 0xD800 && code < 0xDC00) {
		t->high = code;
	} else if (code >= 0xDC00 && code < 0xE000 && t->high) {
		put(t, 0x10000 + ((t->high - 0xD800) << 10) + (code - 0xDC00));
		t->high = 0;
	} else {
		put(t, code);
	}
	t->after = 1;
}

/* A group that begins with one of these shows no words. */
static bool is_hidden_group(const char *word)
{
	static const char *const words[] = {"fonttbl", "colortbl", "stylesheet", "info", "pict",
		"fldinst", "object", "themedata", "datastore", "listtable", "listoverridetable",
		"rsidtbl", "generator", "xmlnstbl", "filetbl", "revtbl", "latentstyles", NULL};

	for (size_t i = 0; words[i]; i++)
		if (strcmp(words[i], word) == 0)
			return true;
	return false;
}

static void obey(struct rtf *t, const char *word, long number)
{
	static const struct {
		const char *word;
		uint32_t code;
	} signs[] = {{"par", '\n'}, {"line", '\n'}, {"row", '\n'}, {"sect", '\n'}, {"page", '\n'},
		{"tab", '\t'}, {"cell", '\t'}, {"emdash", 0x2014}, {"endash", 0x2013},
		{"lquote", 0x2018}, {"rquote", 0x2019}, {"ldblquote", 0x201C},
		{"rdblquote", 0x201D}, {"bullet", 0x2022}};

	if (strcmp(word, "u") == 0) {
		unicode(t, number);
		return;
	}
	if (!t->skipped && is_hidden_group(word))
		t->skipped = t->depth;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++)
		if (strcmp(signs[i].word, word) == 0) {
			t->after = 0;
			put(t, signs[i].code);
		}
}

/* A word of letters, with a number behind it or none, and one space that belongs to it. */
static void control_word(struct rtf *t)
{
	char word[WORD_ROOM];
	size_t n = 0;
	long number = 0;
	bool minus;

	for (; t->at < t->end && bdl_is_alpha((unsigned char)*t->at); t->at++)
		if (n + 1 < sizeof(word))
			word[n++] = *t->at;
	word[n] = '\0';
	minus = t->at < t->end && *t->at == '-';
	if (minus)
		t->at++;
	for (; t->at < t->end && bdl_is_digit((unsigned char)*t->at); t->at++)
		if (number < 100000000)
			number = number * 10 + (*t->at - '0');
	if (t->at < t->end && *t->at == ' ')
		t->at++;
	if (strcmp(word, "bin") == 0 && !minus)
		t->at += number < t->end - t->at ? number : t->end - t->at;
	else
		obey(t, word, minus ? -number : number);
}

/* What stands behind a backslash. */
static void control(struct rtf *t)
{
	int c, high, low;

	if (t->at == t->end)
		return;
	c = (unsigned char)*t->at;
	if (bdl_is_alpha(c)) {
		control_word(t);
		return;
	}
	t->at++;
	if (c == '\'' && t->end - t->at >= 2) {
		high = hex((unsigned char)t->at[0]);
		low = hex((unsigned char)t->at[1]);
		t->at += 2;
		if (high >= 0 && low >= 0)
			put(t, from_1252((unsigned char)(high * 16 + low)));
	} else if (c == '*' && !t->skipped) {
		t->skipped = t->depth;
	} else if (c == '~') {
		put(t, 0xA0);
	} else if (c == '\n' || c == '\r') {
		put(t, '\n');
	} else if (c == '{' || c == '}' || c == '\\') {
		put(t, (uint32_t)c);
	}
}

void bdl_office_rtf(const char *rtf, size_t length, struct bdl_buffer *out)
{
	struct rtf t = {.at = rtf, .end = rtf + length, .out = out};

	while (t.at < t.end && !out->failed) {
		char c = *t.at++;

		if (c == '{') {
			t.depth++;
		} else if (c == '}') {
			if (t.skipped && t.skipped >= t.depth)
				t.skipped = 0;
			t.depth -= t.depth > 0;
			t.after = 0;
		} else if (c == '\\') {
			control(&t);
		} else if (c != '\n' && c != '\r' && c != '\0') {
			put(&t, from_1252((unsigned char)c));
		}
	}
}
