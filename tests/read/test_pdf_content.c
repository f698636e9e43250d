/* What content streams leave open, and what is taken out of them. */
#include "read/pdf/content.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

/* clang-format off */
static const struct {
	const char *name, *content;
	unsigned saves, marks, stray;
	bool text, image, cut;
} balances[] = {
	{ "nothing", "", 0, 0, 0, false, false, false },
	{ "balanced", "q 1 0 0 1 0 0 cm Q", 0, 0, 0, false, false, false },
	{ "open q", "q q Q q", 2, 0, 0, false, false, false },
	{ "stray Q", "Q q Q Q", 0, 0, 2, false, false, false },
	{ "open text", "BT /F1 12 Tf (a) Tj", 0, 0, 0, true, false, false },
	{ "closed text", "BT ET", 0, 0, 0, false, false, false },
	{ "marks", "/P <</MCID 0>> BDC /A BMC EMC", 0, 1, 0, false, false, false },
	{ "stray EMC", "EMC", 0, 0, 0, false, false, false },
	{ "q in a string", "(q q \\) q) Tj", 0, 0, 0, false, false, false },
	{ "q in a hex string", "<71> Tj q", 1, 0, 0, false, false, false },
	{ "q in a name", "/q gs /Q gs", 0, 0, 0, false, false, false },
	{ "q in a comment", "% q q\nq", 1, 0, 0, false, false, false },
	{ "q in an array", "[ (q) 1 q ] TJ", 0, 0, 0, false, false, false },
	{ "string without end", "q (abc Tj ET Q", 1, 0, 0, false, false, true },
	{ "array without end", "[(abc) 1 2 TJ", 0, 0, 0, false, false, true },
	{ "dictionary without end", "/P << /MCID 0 BDC q", 0, 0, 0, false, false, true },
	{ "glued", "q[]0 d/F1 1 Tf(a)Tj Q", 0, 0, 0, false, false, false },
	{ "picture", "q BI /W 2 /H 1 /CS /G /BPC 8 ID q EI Q", 0, 0, 0, false, false, false },
	{ "picture with EI in it", "BI /W 9 ID \x01 EI\xFF\xFF q EI q", 1, 0, 0, false, false, false },
	{ "picture without end", "q BI /W 2 ID abcdef", 1, 0, 0, false, true, false },
	{ "picture without data", "q BI /W 2", 1, 0, 0, false, false, true },
	{ "unknown operators", "qq QQ Qq", 0, 0, 0, false, false, false },
};

/* clang-format on */

Test(pdf_content, knows_what_is_left_open)
{
	for (size_t i = 0; i < COUNT(balances); i++) {
		struct pdf_balance b;

		bdl_content_balance(&b, balances[i].content, strlen(balances[i].content));
		cr_expect_eq(b.saves, balances[i].saves, "%s: %u open", balances[i].name, b.saves);
		cr_expect_eq(b.marks, balances[i].marks, "%s", balances[i].name);
		cr_expect_eq(b.stray, balances[i].stray, "%s", balances[i].name);
		cr_expect_eq(b.text, balances[i].text, "%s", balances[i].name);
		cr_expect_eq(b.image, balances[i].image, "%s", balances[i].name);
		cr_expect_eq(b.cut, balances[i].cut, "%s", balances[i].name);
	}
}

static const struct {
	const char *content;
	bool starved;
} operands[] = {
	{ "1 0 0 1 0 0 cm 0 0 m 9 9 l S", false },
	{ "1 0 0 1 0 cm", true },
	{ "BT /F1 12 Tf 3 Td ET", true },
	{ "BT /F1 Tf ET", true },
	{ "/F1 12 Tf [(a) -3 (b)] TJ (c) Tj (d) '", false },
	{ "Tj", true },
	{ "(a) (b) re", true },
	{ "/Span << /MCID 0 >> BDC EMC [3 2] 0 d [] 0 d", false },
	{ "/Span BDC", true },
	{ "1 g 0.5 0 0 rg 0 0 0 1 k /P scn 0.2 sc", false },
	{ "9 1 0 0 1 0 0 cm", false },
};

Test(pdf_content, knows_which_operator_lacks_operands)
{
	for (size_t i = 0; i < COUNT(operands); i++) {
		struct pdf_balance b;

		bdl_content_balance(&b, operands[i].content, strlen(operands[i].content));
		cr_expect_eq(b.starved, operands[i].starved, "%s", operands[i].content);
	}
}

/* Whatever was open: behind the tidied content and its closing, nothing is. */
Test(pdf_content, leaves_nothing_open_behind_it)
{
	for (size_t i = 0; i < COUNT(balances); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;
		struct pdf_balance before, after;

		bdl_content_balance(&before, balances[i].content, strlen(balances[i].content));
		bdl_content_tidy(balances[i].content, strlen(balances[i].content), &out);
		bdl_buffer_byte(&out, '\n');
		bdl_content_close(&before, &out);
		bdl_content_balance(&after, out.data, out.length);
		cr_expect_eq(after.saves, 0, "%s: %s", balances[i].name, out.data);
		cr_expect_eq(after.stray, 0, "%s: %s", balances[i].name, out.data);
		cr_expect_eq(after.marks, 0, "%s: %s", balances[i].name, out.data);
		cr_expect_not(after.text || after.image || after.cut, "%s: %s", balances[i].name,
			out.data);
		bdl_buffer_release(&out);
	}
}

Test(pdf_content, takes_out_nothing_but_what_spills_over)
{
	/* clang-format off */
	static const struct {
		const char *content, *tidy;
	} cases[] = {
		{ "q 1 g Q", "q 1 g Q" },
		{ "1 g Q 2 w", "1 g   2 w" },
		{ "q Q Q\nBT (Q) Tj ET Q", "q Q  \nBT (Q) Tj ET  " },
		{ "1 g (abc", "1 g " },
		{ "1 g [(a) (b", "1 g " },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;

		bdl_content_tidy(cases[i].content, strlen(cases[i].content), &out);
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i].tidy);
		bdl_buffer_release(&out);
	}
}

Test(pdf_content, keeps_the_last_operands)
{
	const char *text = "1 2 3 [4 5] /Name (x) 6 re";
	struct pdf_content c;
	struct pdf_operation o;

	bdl_content_init(&c, text, strlen(text));
	cr_assert(bdl_content_next(&c, &o));
	cr_expect_eq(o.code, PDF_OP2('r', 'e'));
	cr_assert_eq(o.number_count, 6);
	cr_expect_float_eq(o.numbers[5], 6, 1e-9);
	cr_expect_eq(o.name_length, 5);
	cr_expect_not(bdl_content_next(&c, &o));
}

Test(pdf_content, does_not_overflow_with_operands)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct pdf_content c;
	struct pdf_operation o;

	for (int i = 0; i < 1000; i++)
		bdl_buffer_printf(&b, "%d ", i);
	bdl_buffer_text(&b, "m");
	bdl_content_init(&c, b.data, b.length);
	cr_assert(bdl_content_next(&c, &o));
	cr_expect_eq(o.number_count, PDF_OPERANDS);
	cr_expect_float_eq(o.numbers[PDF_OPERANDS - 1], 999, 1e-9);
	bdl_buffer_release(&b);
}
