#include "draw/signs.h"
#include <criterion/criterion.h>

static const struct {
	uint32_t codes[6];
	size_t count;
	const char *sign;
} cases[] = {
	{{0x631}, 1, "[character U+0631]"},
	{{0x1FAE0}, 1, "[character U+1FAE0]"},
	{{0x1F44D}, 1, "[emoji: thumbs up]"},
	{{0x5E9, 0x5DC, 0x5D5, 0x5DD}, 4, "[characters U+05E9 U+05DC U+05D5 U+05DD]"},
	{{0x645, 0x631, 0x62D, 0x628, 0x627}, 5, "[5 characters of Arabic, beginning U+0645]"},
	{{0x65E5, 0x672C, 0x8A9E, 0x30C6, 0x30AD}, 5,
		"[5 characters of Japanese, beginning U+65E5]"},
	{{0x4E2D, 0x6587, 0x5B57, 0x4E2D, 0x6587}, 5,
		"[5 characters of Chinese or Japanese, beginning U+4E2D]"},
	{{0x645, 0x4E2D, 0x645, 0x645, 0x645}, 5, "[5 characters, beginning U+0645]"},
	{{0x1F468, 0x200D, 0x1F469, 0x200D, 0x1F466}, 5, "[emoji: man, woman, boy]"},
	{{0x1F44D, 0x1F3FD}, 2, "[emoji: thumbs up, medium skin]"},
	{{0x2764, 0xFE0F}, 2, "[characters U+2764 U+FE0F]"},
	{{0x1F468, 0x200D, 0x1FAE0}, 3, "[emoji: man, U+1FAE0]"},
};

Test(signs, say_what_cannot_be_drawn)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;
		cr_assert_eq(bdl_sign(&out, cases[i].codes, cases[i].count), 0);
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i].sign);
		bdl_buffer_release(&out);
	}
}

Test(signs, know_what_each_character_needs)
{
	static const struct {
		uint32_t code;
		enum bdl_glyph_need need;
	} needs[] = {
		{'a', BDL_GLYPH_PLAIN},
		{0xE9, BDL_GLYPH_PLAIN},
		{0x142, BDL_GLYPH_PLAIN},
		{0x416, BDL_GLYPH_PLAIN},
		{0x3A9, BDL_GLYPH_PLAIN},
		{0x20AC, BDL_GLYPH_PLAIN},
		{0x10D0, BDL_GLYPH_PLAIN},
		{0x4E2D, BDL_GLYPH_SHAPED},
		{0xFFFD, BDL_GLYPH_PLAIN},
		{0xA0, BDL_GLYPH_SPACE},
		{'\t', BDL_GLYPH_SPACE},
		{0x2003, BDL_GLYPH_SPACE},
		{0x2028, BDL_GLYPH_SPACE},
		{0x200B, BDL_GLYPH_NOTHING},
		{0xFEFF, BDL_GLYPH_NOTHING},
		{0x202E, BDL_GLYPH_SIGN},
		{0x202A, BDL_GLYPH_SIGN},
		{0x2069, BDL_GLYPH_SIGN},
		{0x200F, BDL_GLYPH_NOTHING},
		{0x200D, BDL_GLYPH_NOTHING},
		{0xE0041, BDL_GLYPH_SIGN},
		{0x1F3FD, BDL_GLYPH_SHAPED},
		{0x5B0, BDL_GLYPH_SHAPED},
		{0x10330, BDL_GLYPH_SHAPED},
		{0xFE0F, BDL_GLYPH_NOTHING},
		{0xAD, BDL_GLYPH_NOTHING},
		{0x301, BDL_GLYPH_MARK},
		{0x7, BDL_GLYPH_SIGN},
		{0x0, BDL_GLYPH_SIGN},
		{0x7F, BDL_GLYPH_SIGN},
		{0x9B, BDL_GLYPH_SIGN},
		{0x5D0, BDL_GLYPH_SHAPED},
		{0x627, BDL_GLYPH_SHAPED},
		{0x915, BDL_GLYPH_SHAPED},
		{0xE01, BDL_GLYPH_SHAPED},
		{0x1F600, BDL_GLYPH_SHAPED},
		{0xE000, BDL_GLYPH_SIGN},
		{0x378, BDL_GLYPH_SIGN},
	};

	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		cr_expect_eq(bdl_glyph_need(needs[i].code), needs[i].need, "U+%04X",
			(unsigned)needs[i].code);
}
