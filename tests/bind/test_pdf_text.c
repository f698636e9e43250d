/* PDF text: numbers and strings, by tables. */
#include "bind/pdf_text.h"

#include <criterion/criterion.h>
#include <string.h>

Test(pdf_text, writes_numbers_without_needless_digits)
{
	static const struct {
		double value;
		int decimals;
		const char *text;
	} cases[] = {{0, 4, "0"}, {-0.0, 4, "0"}, {1, 4, "1"}, {547.28, 4, "547.28"},
		{-0.5, 4, "-0.5"}, {0.00004, 4, "0"}, {-0.00004, 4, "0"}, {0.00005, 4, "0.0001"},
		{10.05, 1, "10.1"}, {100, 0, "100"}, {1.0 / 75000, 9, "0.000013333"},
		{999999.9999, 4, "999999.9999"}, {4294967295.0, 0, "4294967295"},
		{-1000000, 9, "-1000000"}, {12.3, 9, "12.3"}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;

		bdl_pdf_real(&b, cases[i].value, cases[i].decimals);
		cr_expect_str_eq(bdl_buffer_string(&b), cases[i].text);
		bdl_buffer_release(&b);
	}
}

Test(pdf_text, escapes_what_would_end_a_string)
{
	static const struct {
		const char *utf8, *pdf;
	} cases[] = {{"", "()"}, {"plain", "(plain)"}, {"a(b)c\\", "(a\\(b\\)c\\\\)"},
		{"\xC3\xA9", "<FEFF00E9>"}, {"\xE2\x82\xAC 5", "<FEFF20AC00200035>"},
		{"\xF0\x9F\x98\x80", "<FEFFD83DDE00>"}, {"a\nb", "<FEFF006100200062>"},
		{"bad \xFF", "<FEFF0062006100640020FFFD>"}, {"\xED\xA0\x80", "<FEFFFFFDFFFDFFFD>"}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;

		bdl_pdf_string(&b, cases[i].utf8, strlen(cases[i].utf8));
		cr_expect_str_eq(bdl_buffer_string(&b), cases[i].pdf);
		bdl_buffer_release(&b);
	}
}

Test(pdf_text, writes_bytes_outside_ascii_as_octal)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;

	bdl_pdf_literal(&b, "\x80 (5)\r", 6);
	cr_expect_str_eq(bdl_buffer_string(&b), "(\\200 \\(5\\)\\015)");
	bdl_buffer_release(&b);
}
