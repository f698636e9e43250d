/* Encodings of text: told by a mark, by what is valid, by what the letters speak for; line ends of
 * every kind. */
#include "read/charset.h"

#include "base/text.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define B(s) (s), sizeof(s) - 1

struct sample {
	const char *what, *bytes;
	size_t length;
	enum bdl_charset_kind kind;
	const char *text; /* NULL: these bytes are no text */
};

/* clang-format off */
static const struct sample samples[] = {
	{ "ASCII",              B("Dear Sir\n"), BDL_CHARSET_UTF8, "Dear Sir\n" },
	{ "UTF-8",              B("caf\xC3\xA9 \xE2\x82\xAC" "5"), BDL_CHARSET_UTF8, "caf\xC3\xA9 \xE2\x82\xAC" "5" },
	{ "UTF-8 with a mark",  B("\xEF\xBB\xBF" "caf\xC3\xA9"), BDL_CHARSET_UTF8, "caf\xC3\xA9" },
	{ "UTF-16LE, mark",     B("\xFF\xFE" "H\0i\0\xAC\x20"), BDL_CHARSET_UTF16LE, "Hi\xE2\x82\xAC" },
	{ "UTF-16BE, mark",     B("\xFE\xFF" "\0H\0i\x20\xAC"), BDL_CHARSET_UTF16BE, "Hi\xE2\x82\xAC" },
	{ "UTF-16LE",           B("D\0e\0a\0r\0 \0S\0i\0r\0\r\0\n\0"), BDL_CHARSET_UTF16LE, "Dear Sir\n" },
	{ "UTF-16BE",           B("\0D\0e\0a\0r\0 \0S\0i\0r\0\r\0\n"), BDL_CHARSET_UTF16BE, "Dear Sir\n" },
	{ "UTF-16LE, a pair",   B("\xFF\xFE\x3D\xD8\x00\xDE!\0"), BDL_CHARSET_UTF16LE, "\xF0\x9F\x98\x80!" },
	{ "UTF-32LE, mark",     B("\xFF\xFE\0\0H\0\0\0\xAC\x20\0\0"), BDL_CHARSET_UTF32LE, "H\xE2\x82\xAC" },
	{ "UTF-32BE, mark",     B("\0\0\xFE\xFF\0\0\0H\0\0\x20\xAC"), BDL_CHARSET_UTF32BE, "H\xE2\x82\xAC" },
	{ "UTF-32LE",           B("D\0\0\0e\0\0\0a\0\0\0r\0\0\0 \0\0\0S\0\0\0"), BDL_CHARSET_UTF32LE, "Dear S" },
	{ "UTF-32BE",           B("\0\0\0D\0\0\0e\0\0\0a\0\0\0r\0\0\0 \0\0\0S"), BDL_CHARSET_UTF32BE, "Dear S" },
	{ "pounds",             B("I paid \xA3" "50 and \xA3" "20"), BDL_CHARSET_1252, "I paid \xC2\xA3" "50 and \xC2\xA3" "20" },
	{ "quotes and euro",    B("\x93Hello\x94 it\x92s \x80" "5 \x96 ok\x85"), BDL_CHARSET_1252, "\xE2\x80\x9CHello\xE2\x80\x9D it\xE2\x80\x99s \xE2\x82\xAC" "5 \xE2\x80\x93 ok\xE2\x80\xA6" },
	{ "French",             B("d\xE9j\xE0 vu, na\xEFve"), BDL_CHARSET_1252, "d\xC3\xA9j\xC3\xA0 vu, na\xC3\xAFve" },
	{ "Polish",             B("za\xBF\xF3\xB3\xE6 g\xEA\x9Cl\xB9 ja\x9F\xF1"), BDL_CHARSET_1250, "za\xC5\xBC\xC3\xB3\xC5\x82\xC4\x87 g\xC4\x99\xC5\x9Bl\xC4\x85 ja\xC5\xBA\xC5\x84" },
	{ "Russian",            B("\xC7\xE4\xF0\xE0\xE2\xF1\xF2\xE2\xF3\xE9\xF2\xE5, \xF3\xE2\xE0\xE6\xE0\xE5\xEC\xFB\xE9 \xE4\xF0\xF3\xE3"), BDL_CHARSET_1251, "\xD0\x97\xD0\xB4\xD1\x80\xD0\xB0\xD0\xB2\xD1\x81\xD1\x82\xD0\xB2\xD1\x83\xD0\xB9\xD1\x82\xD0\xB5, \xD1\x83\xD0\xB2\xD0\xB0\xD0\xB6\xD0\xB0\xD0\xB5\xD0\xBC\xD1\x8B\xD0\xB9 \xD0\xB4\xD1\x80\xD1\x83\xD0\xB3" },
	{ "UTF-8, one stray",   B("\xC2\xA3" "5 \xC2\xA3" "6 \xA3" "7"), BDL_CHARSET_UTF8, "\xC2\xA3" "5 \xC2\xA3" "6 \xC2\xA3" "7" },
	{ "old Macintosh ends", B("one\rtwo\r\rthree"), BDL_CHARSET_UTF8, "one\ntwo\n\nthree" },
	{ "Windows ends",       B("one\r\ntwo\r\n"), BDL_CHARSET_UTF8, "one\ntwo\n" },
	{ "mixed ends",         B("one\n\rtwo\r\nthree"), BDL_CHARSET_UTF8, "one\n\ntwo\nthree" },
	{ "other ends",         B("one\xE2\x80\xA8two\xC2\x85three"), BDL_CHARSET_UTF8, "one\ntwo\nthree" },
	{ "feeds and tabs",     B("one\ttwo\fthree"), BDL_CHARSET_UTF8, "one\ttwo\fthree" },
	{ "zeros",              B("\0\0\0\0\0\0\0\0"), BDL_CHARSET_UTF8, NULL },
	{ "numbers",            B("\1\2\3\4\5\6\7\x0E\x0F\x10"), BDL_CHARSET_UTF8, NULL },
	{ "a mark over noise",  B("\xFF\xFE\0\xD8\0\xD8\0\xD8\0\xD8"), BDL_CHARSET_UTF16LE, NULL },
};

/* clang-format on */

Test(charset, each_encoding_is_told_and_read)
{
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		const struct sample *s = &samples[i];
		const unsigned char *bytes = (const unsigned char *)s->bytes;
		struct bdl_buffer text = BDL_BUFFER_INIT;
		struct bdl_charset c;
		bool is_text = bdl_charset_guess(bytes, s->length, &c);

		cr_expect_eq(is_text, s->text != NULL, "%s", s->what);
		if (!is_text || !s->text)
			continue;
		cr_expect_eq(c.kind, s->kind, "%s: %s", s->what, bdl_charset_name(c.kind));
		bdl_charset_decode(&c, bytes + c.mark, s->length - c.mark, &text);
		cr_expect_str_eq(bdl_buffer_string(&text), s->text, "%s", s->what);
		bdl_buffer_release(&text);
	}
}

Test(charset, only_what_nobody_says_is_called_a_guess)
{
	struct bdl_charset c;

	cr_expect(bdl_charset_guess((const unsigned char *)"caf\xC3\xA9", 5, &c) && !c.guessed);
	cr_expect(bdl_charset_guess((const unsigned char *)"\xFF\xFEH\0", 4, &c) && !c.guessed);
	cr_expect(bdl_charset_guess((const unsigned char *)"caf\xE9 \xA3"
							   "5",
			  7, &c) &&
		  c.guessed);
}

Test(charset, a_text_may_be_cut_inside_a_character)
{
	struct bdl_charset c;

	/* as many bytes as a head has, the last character cut */
	cr_expect(bdl_charset_guess(
		(const unsigned char *)"\xE2\x82\xAC\xE2\x82\xAC\xE2\x82", 8, &c));
	cr_expect_eq(c.kind, BDL_CHARSET_UTF8);
}

Test(charset, names_are_known_in_any_case)
{
	static const struct {
		const char *name;
		bool known;
		enum bdl_charset_kind kind;
	} names[] = {{"UTF-8", true, BDL_CHARSET_UTF8}, {"utf8", true, BDL_CHARSET_UTF8},
		{"ISO-8859-1", true, BDL_CHARSET_1252}, {"Windows-1252", true, BDL_CHARSET_1252},
		{"windows-1250", true, BDL_CHARSET_1250}, {"", false, BDL_CHARSET_UTF8},
		{"iso-2022-jp", false, BDL_CHARSET_UTF8},
		{"a-name-that-is-longer-than-any-encoding-has", false, BDL_CHARSET_UTF8}};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct bdl_charset c;
		bool known = bdl_charset_named(names[i].name, strlen(names[i].name), &c);

		cr_expect_eq(known, names[i].known, "%s", names[i].name);
		if (known && names[i].known)
			cr_expect_eq(c.kind, names[i].kind, "%s", names[i].name);
	}
}

Test(charset, random_bytes_decode_to_valid_text_in_every_encoding)
{
	uint32_t state = 3;

	for (int round = 0; round < 2000; round++) {
		struct bdl_charset c = {.kind = (enum bdl_charset_kind)(round % 8)};
		size_t length = (size_t)(round % 61);
		unsigned char *bytes = malloc(length + 1);
		struct bdl_buffer text = BDL_BUFFER_INIT;

		cr_assert_not_null(bytes);
		bytes = realloc(bytes, length ? length : 1);
		for (size_t i = 0; i < length; i++) {
			state = state * 1664525 + 1013904223;
			bytes[i] = (unsigned char)(state >> 24);
		}
		bdl_charset_decode(&c, bytes, length, &text);
		cr_expect(bdl_utf8_valid(bdl_buffer_string(&text), text.length));
		cr_expect_null(memchr(bdl_buffer_string(&text), '\r', text.length));
		(void)bdl_charset_guess(bytes, length, &c);
		bdl_buffer_release(&text);
		free(bytes);
	}
}
