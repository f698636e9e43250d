#include "base/text.h"
#include "draw/order.h"
#include <criterion/criterion.h>
#include <string.h>

static const struct {
	const char *text;
	bool rtl;
	const char *levels; /* a digit a character */
} cases[] = {
	{"abc", false, "000"},
	{"abc.", true, "2221"},
	{"\u05D0\u05D1 x", false, "1100"},
	{"\u05D0\u05D1 x", true, "1112"},
	{"x \u05D0 12 \u05D1", false, "00112211"},
	{"\u0627 12", true, "1122"},
	{"\u05D0(\u05D1)", false, "1111"},
	{"x (\u05D0) y", false, "0001000"},
	{"\u05D0 ", false, "10"},
	{"", true, ""},
};

static size_t decode(const char *text, uint32_t *codes)
{
	size_t count = 0, length = strlen(text);

	for (size_t at = 0; at < length;)
		at += bdl_utf8_next(text + at, length - at, &codes[count++]);
	return count;
}

Test(order, gives_levels)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t codes[32];
		int8_t levels[32];
		char shown[33] = "";
		size_t count = decode(cases[i].text, codes);
		cr_assert_eq(bdl_order_levels(codes, count, cases[i].rtl, levels), 0);
		for (size_t k = 0; k < count; k++)
			shown[k] = (char)('0' + levels[k]);
		cr_expect_str_eq(shown, cases[i].levels, "case %zu: %s", i, shown);
	}
}

Test(order, a_paragraph_runs_as_its_first_letter_does)
{
	static const struct {
		const char *text;
		bool rtl;
	} paragraphs[] = {
		{"", false},
		{"12. - ", false},
		{"abc \u05D0", false},
		{"\u05D0 abc", true},
		{"12 (\u0627)", true},
		{"\u200Fabc", true},
		{"\u2026\u05D0", true},
		{"12\n\u05D0", false},
		{"\u0416 \u05D0", false},
		{"\u65E5 \u05D0", false},
	};

	for (size_t i = 0; i < sizeof paragraphs / sizeof *paragraphs; i++)
		cr_expect_eq(bdl_order_is_rtl(paragraphs[i].text, strlen(paragraphs[i].text)),
			paragraphs[i].rtl, "%s", paragraphs[i].text);
}

Test(order, puts_stretches_where_they_stand)
{
	static const struct {
		int8_t levels[6];
		size_t count, order[6];
	} lines[] = {
		{{0}, 0, {0}},
		{{0, 0, 0}, 3, {0, 1, 2}},
		{{1, 1, 1}, 3, {2, 1, 0}},
		{{0, 1, 1, 0}, 4, {0, 2, 1, 3}},
		{{1, 2, 2, 1}, 4, {3, 1, 2, 0}},
		{{0, 1, 2, 3, 1, 0}, 6, {0, 4, 2, 3, 1, 5}},
	};

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		size_t order[6] = {0};
		bdl_order_visual(lines[i].levels, lines[i].count, order);
		for (size_t k = 0; k < lines[i].count; k++)
			cr_expect_eq(order[k], lines[i].order[k], "line %zu, place %zu: %zu", i, k,
				order[k]);
	}
}

Test(order, knows_what_turns_a_line)
{
	cr_expect_not(bdl_order_turns('a'));
	cr_expect_not(bdl_order_turns(0x416));
	cr_expect_not(bdl_order_turns(0x915));
	cr_expect_not(bdl_order_turns(0x5B0));
	cr_expect_not(bdl_order_turns(0x200D));
	cr_expect(bdl_order_turns(0x5D0));
	cr_expect(bdl_order_turns(0x627));
	cr_expect(bdl_order_turns(0x661));
	cr_expect(bdl_order_turns(0x7CA));
	cr_expect(bdl_order_turns(0x200F));
	cr_expect(bdl_order_turns(0x1E900));
}
