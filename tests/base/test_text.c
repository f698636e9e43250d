/* UTF-8 from strangers, escaping, natural order. */
#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *bytes;
	size_t length, taken;
	uint32_t code;
} utf8[] = {
	{"a", 1, 1, 'a'},
	{"\xC3\xA9", 2, 2, 0xE9},
	{"\xE2\x82\xAC", 3, 3, 0x20AC},
	{"\xF0\x9F\x91\x8D", 4, 4, 0x1F44D},
	{"\xC0\xAF", 2, 1, BDL_REPLACEMENT}, /* overlong */
	{"\xE0\x80\x80", 3, 1, BDL_REPLACEMENT}, /* overlong */
	{"\xED\xA0\x80", 3, 1, BDL_REPLACEMENT}, /* surrogate */
	{"\xF4\x90\x80\x80", 4, 1, BDL_REPLACEMENT}, /* above U+10FFFF */
	{"\xE2\x82", 2, 1, BDL_REPLACEMENT}, /* cut short */
	{"\x80", 1, 1, BDL_REPLACEMENT},
	{"\xFF", 1, 1, BDL_REPLACEMENT},
};

Test(utf8, reads_what_is_right_and_replaces_what_is_not)
{
	for (size_t i = 0; i < COUNT(utf8); i++) {
		uint32_t code = 0;

		cr_expect_eq(bdl_utf8_next(utf8[i].bytes, utf8[i].length, &code), utf8[i].taken,
			"row %zu", i);
		cr_expect_eq(code, utf8[i].code, "row %zu: U+%04X", i, code);
	}
}

Test(utf8, puts_back_what_it_reads)
{
	for (uint32_t c = 0; c < 0x110000; c += 37) {
		char bytes[4];
		uint32_t again = 0;
		size_t n = bdl_utf8_put(c, bytes);
		uint32_t expected = c >= 0xD800 && c <= 0xDFFF ? BDL_REPLACEMENT : c;

		cr_assert_eq(bdl_utf8_next(bytes, n, &again), n);
		cr_assert_eq(again, expected, "U+%04X came back as U+%04X", c, again);
	}
}

Test(utf8, a_real_replacement_character_is_valid)
{
	cr_expect(bdl_utf8_valid("\xEF\xBF\xBD", 3));
	cr_expect_not(bdl_utf8_valid("\xEF\xBF", 2));
}

static const struct {
	const char *in, *out;
} escapes[] = {
	{"plain name.pdf", "plain name.pdf"},
	{"\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87", "\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87"},
	{"a\nb", "a\\x0Ab"}, {"\033[31mred", "\\x1B[31mred"}, {"caf\xE9", "caf\\xE9"},
	{"\xE2\x80\xAEgnp.exe", "\\u202Egnp.exe"}, /* right-to-left override */
	{"\xC2\x9B"
	 "31m",
		"\\x9B31m"}, /* C1: a terminal's CSI */
};

Test(text, nothing_from_evidence_moves_the_cursor)
{
	for (size_t i = 0; i < COUNT(escapes); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;

		cr_assert_eq(bdl_text_escape(&b, escapes[i].in, strlen(escapes[i].in)), 0);
		cr_expect_str_eq(bdl_buffer_string(&b), escapes[i].out, "row %zu", i);
		bdl_buffer_release(&b);
	}
}

static const char *const in_order[] = {"1 letter.pdf", "2 May.txt", "02 May.txt", "10 May.txt", "a",
	"B", "c1", "c02", "c10", "letter 1", "letter 1a", "letter.pdf"};

Test(text, natural_order_is_total_and_reads_as_a_person_would)
{
	for (size_t i = 0; i < COUNT(in_order); i++)
		for (size_t j = 0; j < COUNT(in_order); j++) {
			int order = bdl_text_natural(in_order[i], in_order[j]);

			if (i == j)
				cr_expect_eq(order, 0);
			else if (strcmp(in_order[i], "2 May.txt") &&
				 strcmp(in_order[i], "02 May.txt"))
				cr_expect_eq(order < 0, i < j, "%s against %s", in_order[i],
					in_order[j]);
			else
				cr_expect_neq(order, 0);
		}
}

Test(text, natural_order_never_calls_different_strings_equal)
{
	cr_expect_neq(bdl_text_natural("a01", "a1"), 0);
	cr_expect_neq(bdl_text_natural("A", "a"), 0);
	cr_expect_eq(bdl_text_natural("a01", "a1") < 0, bdl_text_natural("a1", "a01") > 0);
}
