/* The words, values and strings of PDF syntax. */
#include "read/pdf/lex.h"
#include "read/pdf/value.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

Test(pdf_lex, tells_tokens_apart)
{
	/* clang-format off */
	static const struct {
		const char *text;
		enum pdf_token token;
		size_t length;
	} cases[] = {
		{ "12 ", PDF_INTEGER, 2 }, { "-12.5 ", PDF_REAL, 5 }, { ".5]", PDF_REAL, 2 }, { "re", PDF_KEYWORD, 2 },
		{ "(a(b)c) ", PDF_LITERAL, 7 }, { "(a\\)b)", PDF_LITERAL, 6 }, { "<41 42>", PDF_HEX, 7 },
		{ "/Na#20me/", PDF_WORD_NAME, 8 }, { "/ x", PDF_WORD_NAME, 1 }, { "<<", PDF_DICT_OPEN, 2 },
		{ ">>", PDF_DICT_CLOSE, 2 }, { "[1", PDF_ARRAY_OPEN, 1 }, { "]", PDF_ARRAY_CLOSE, 1 },
		{ "% note\n7", PDF_INTEGER, 1 }, { "  \t\f\r\n", PDF_END, 0 }, { "", PDF_END, 0 },
		{ ")", PDF_KEYWORD, 1 }, { ">", PDF_KEYWORD, 1 }, { "T*", PDF_KEYWORD, 2 }, { "-", PDF_KEYWORD, 1 },
		{ "1.2.3 ", PDF_REAL, 5 }, { "'(x)", PDF_KEYWORD, 1 },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct pdf_lex l;

		bdl_lex_init(&l, cases[i].text, strlen(cases[i].text));
		cr_expect_eq(bdl_lex_next(&l), cases[i].token, "%s", cases[i].text);
		cr_expect_eq(l.length, cases[i].length, "%s: %zu", cases[i].text, l.length);
		cr_expect_not(l.unfinished);
	}
}

Test(pdf_lex, notices_a_string_that_never_ends)
{
	static const char *const texts[] = {"(abc", "(a(b)", "<4142", "(a\\"};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct pdf_lex l;

		bdl_lex_init(&l, texts[i], strlen(texts[i]));
		bdl_lex_next(&l);
		cr_expect(l.unfinished, "%s", texts[i]);
		cr_expect_eq(bdl_lex_next(&l), PDF_END, "%s", texts[i]);
	}
}

Test(pdf_lex, reads_numbers_whatever_they_look_like)
{
	/* clang-format off */
	static const struct {
		const char *text;
		double value;
	} cases[] = {
		{ "0", 0 }, { "-0.0", 0 }, { "12", 12 }, { "+3", 3 }, { "-3.25", -3.25 }, { ".5", 0.5 }, { "4.", 4 },
		{ "--7", -7 }, { "1-2", -12 }, { "", 0 },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++)
		cr_expect(fabs(bdl_lex_number(cases[i].text, strlen(cases[i].text)) -
				  cases[i].value) < 1e-9,
			"%s", cases[i].text);
	cr_expect(isfinite(bdl_lex_number("99999999999999999999999999999999999999999", 41)));
}

static const struct pdf_value *parse(struct bdl_arena *a, const char *text)
{
	const struct pdf_value *v = bdl_value_parse(a, text, strlen(text));

	cr_assert_not_null(v);
	return v;
}

Test(pdf_value, parses_an_object_into_a_tree)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct pdf_value *v = parse(&a, "<< /Type /Page /Kids [ 1 0 R 2 3 R 4 5 ] /Box << /A "
					      "(x) /B true >> /N -1.5 /Z null >>");
	const struct pdf_value *kids = bdl_value_find(v, "/Kids");

	cr_assert_eq(v->type, PDF_DICT);
	cr_expect(bdl_value_is_name(bdl_value_find(v, "/Type"), "/Page"));
	cr_expect_eq(bdl_value_count(kids), 4, "%zu", bdl_value_count(kids));
	cr_expect_eq(kids->first->type, PDF_REF);
	cr_expect_eq(kids->first->next->id, 2);
	cr_expect_eq(kids->first->next->generation, 3);
	cr_expect_eq(kids->first->next->next->type, PDF_NUMBER);
	cr_expect_eq(bdl_value_find(bdl_value_find(v, "/Box"), "/A")->type, PDF_STRING);
	cr_expect_eq(bdl_value_find(v, "/N")->type, PDF_NUMBER);
	cr_expect_eq(bdl_value_find(v, "/Z")->type, PDF_NULL);
	cr_expect_eq(bdl_value_find(bdl_value_find(v, "/Nothing"), "/A")->type, PDF_NULL);
	bdl_arena_release(&a);
}

Test(pdf_value, survives_nonsense_and_depth)
{
	static const char *const texts[] = {"", "]", "<<", "<< /A", "[ [ [", "<< 1 2 /A >>", "(",
		"R", "1 0 R R", "<< /A /B /C >>", ">> <<"};
	struct bdl_arena a = BDL_ARENA_INIT;
	char deep[5000];

	for (size_t i = 0; i < COUNT(texts); i++)
		parse(&a, texts[i]);
	memset(deep, '[', sizeof(deep));
	deep[sizeof(deep) - 1] = '\0';
	cr_expect_eq(parse(&a, deep)->type, PDF_ARRAY);
	bdl_arena_release(&a);
}

Test(pdf_value, decodes_strings)
{
	/* clang-format off */
	static const struct {
		const char *written, *text;
	} cases[] = {
		{ "(plain)", "plain" },
		{ "(a\\(b\\)\\\\)", "a(b)\\" },
		{ "(\\101\\102\\7)", "AB\a" },
		{ "(line\\\nfolded)", "linefolded" },
		{ "<48 65 6C6c 6F>", "Hello" },
		{ "<4>", "@" },
		{ "(\\223quoted\\224 \\240)", "\xEF\xAC\x81quoted\xEF\xAC\x82 \xE2\x82\xAC" },
		{ "<FEFF017B00F30142>", "\xC5\xBB\xC3\xB3\xC5\x82" },
		{ "<FFFE7B01>", "\xC5\xBB" },
		{ "<FEFFD83DDE00>", "\xF0\x9F\x98\x80" },
		{ "<FEFFD83D0041>", "\xEF\xBF\xBD" "A" },
		{ "<FEFF001B0065006E001B0041>", "A" },
		{ "<EFBBBFC582>", "\xC5\x82" },
		{ "/Name", "" },
		{ "()", "" },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_buffer b = BDL_BUFFER_INIT;

		bdl_value_utf8(parse(&a, cases[i].written), &b);
		cr_expect_str_eq(bdl_buffer_string(&b), cases[i].text, "%s: %s", cases[i].written,
			bdl_buffer_string(&b));
		bdl_buffer_release(&b);
		bdl_arena_release(&a);
	}
}
