/* R2 to R7: the numbers of the pages, in whatever way a bundle prints them. */
#define _GNU_SOURCE /* memmem() */
#include "looking.h"

#include <stdio.h>
#include <stdlib.h>

#define CASE(rule, wanted, words, ...)                                                             \
	{                                                                                          \
		.id = rule, .verdict = wanted, .says = words, __VA_ARGS__                          \
	}
#define MADE(...) .made = {__VA_ARGS__}

Test(rules_numbers, r2_in_every_manner_of_printing)
{
	static const struct rule_case cases[] = {
		CASE("R2", BDL_PASS, "1 to 6, at the bottom right", MADE(.pages = 6)),
		CASE("R2", BDL_PASS, "1 to 1", MADE(.pages = 1)),
		CASE("R2", BDL_PASS, "1 to 120, ", MADE(.pages = 120)),
		CASE("R2", BDL_PASS, "at the bottom centre", MADE(.x = 300)),
		CASE("R2", BDL_PASS, "at the top left", MADE(.x = 90, .y = 810)),
		CASE("R2", BDL_PASS, "1 to 6", MADE(.number = "Page %u of 6")),
		CASE("R2", BDL_PASS, "1 to 6", MADE(.number = "[%u]")),
		CASE("R2", BDL_PASS, "App 1 to App 6", MADE(.number = "App %u")),
		CASE("R2", BDL_PASS, "2/1 to 2/6", MADE(.number = "2/%u")),
		CASE("R2", BDL_PASS, "1 to 6", MADE(.number = "- %u -", .x = 310)),
		/* the evidence has numbers of its own, in another place and in the same strip */
		CASE("R2", BDL_PASS, "1 to 6, at the bottom right",
			MADE(.odd = 3,
				.odd_content = "BT /F1 10 Tf 280 24 Td (Page 1 of 9) Tj ET")),
		CASE("R2", BDL_PASS, "1 to 6",
			MADE(.odd = 3, .odd_content = "BT /F1 9 Tf 400 30 Td (7) Tj ET")),
	};

	EXPECT_CASES(cases);
}

Test(rules_numbers, r2_broken)
{
	static const struct rule_case cases[] = {
		CASE("R2", BDL_FAIL, "not numbered from 1 to 6", MADE(.number = "")),
		CASE("R2", BDL_FAIL, "Page 4 carries no number", MADE(.odd = 4, .odd_number = ""),
			.page = 4),
		CASE("R2", BDL_FAIL, "Page 4 of the file carries the number 5; it is wrong",
			MADE(.odd = 4, .odd_number = "5"), .page = 4),
		CASE("R2", BDL_FAIL, "Page 1 of the file carries the number 2; 6 pages are wrong",
			MADE(.shift = 1), .page = 1),
		/* the cover is not counted: numbers that are one behind */
		CASE("R2", BDL_FAIL, "carries the number 1", MADE(.shift = -1, .front = ""),
			.page = 2),
		/* the same number on every page is none */
		CASE("R2", BDL_FAIL, "not numbered", MADE(.number = "Form 17")),
		CASE("R2", BDL_FAIL, "part of a picture", MADE(.odd = 4, .hidden_number = true),
			.page = 4),
		CASE("R2", BDL_NOT_APPLICABLE, "R3", MADE(.pages = 2), .recipient = "family"),
	};

	EXPECT_CASES(cases);
}

/* Four pages whose numbers are the given ones, two characters each. */
static void expect_sections(const char *const numbers[4], enum bdl_verdict verdict, unsigned page)
{
	const struct bdl_check_scope scope = {.recipient = "family"};
	struct looking l;
	struct bdl_error err = {0};
	const struct made_options o = {.pages = 4, .number = "A%u"};
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	char path[] = "/tmp/bundle-made-XXXXXX";
	int fd = mkstemp(path);

	unlink(path);
	made_pdf(&o, &pdf);
	for (unsigned i = 0; i < 4; i++) { /* same length: the table stays right */
		char printed[16];
		char *at;

		snprintf(printed, sizeof(printed), "(A%u) Tj", i + 1);
		at = memmem(pdf.data, pdf.length, printed, strlen(printed));
		cr_assert_not_null(at);
		memcpy(at + 1, numbers[i], 2);
	}
	cr_assert_eq(write(fd, pdf.data, pdf.length), (ssize_t)pdf.length);
	cr_assert_eq(bdl_seen_look(&l.seen, fd, GOOD_NAME, &err), 0);
	cr_assert_eq(bdl_check(&l.seen, &scope, &l.verdicts, &err), 0, "%s", err.message);
	cr_expect(found_of(&l, "R3")->verdict == verdict, "%s %s %s %s: %s", numbers[0], numbers[1],
		numbers[2], numbers[3], found_of(&l, "R3")->text);
	if (page)
		cr_expect(found_of(&l, "R3")->page_count && found_of(&l, "R3")->pages[0] == page,
			"%s", found_of(&l, "R3")->text);
	cr_expect(found_of(&l, "R2")->verdict == BDL_NOT_APPLICABLE);
	cr_expect(found_of(&l, "R5")->verdict ==
			  (verdict == BDL_PASS ? BDL_PASS : found_of(&l, "R5")->verdict),
		"%s", found_of(&l, "R5")->text);
	looking_close(&l);
	bdl_buffer_release(&pdf);
	close(fd);
}

Test(rules_numbers, r3_letters_of_sections)
{
	expect_sections((const char *const[]){"A1", "A2", "A3", "A4"}, BDL_PASS, 0);
	expect_sections((const char *const[]){"A1", "A2", "B1", "B2"}, BDL_PASS, 0);
	expect_sections((const char *const[]){"i ", "A1", "A2", "B1"}, BDL_PASS, 0);
	expect_sections((const char *const[]){"A1", "A2", "A2", "A3"}, BDL_FAIL, 3);
	expect_sections((const char *const[]){"A1", "A2", "B2", "B3"}, BDL_FAIL, 3);
	expect_sections((const char *const[]){"B1", "B2", "A1", "A2"}, BDL_FAIL, 3);
}

Test(rules_numbers, r3_asked_for_and_not_there)
{
	static const struct rule_case cases[] = {
		CASE("R3", BDL_FAIL, "by section", MADE(.pages = 3), .recipient = "family"),
		CASE("R3", BDL_NOT_APPLICABLE, NULL, MADE(.pages = 3)),
	};

	EXPECT_CASES(cases);
}

Test(rules_numbers, r4_labels)
{
	static const struct rule_case cases[] = {
		CASE("R4", BDL_PASS, NULL, MADE(.pages = 3)),
		CASE("R4", BDL_PASS, "the numbers that are printed",
			MADE(.labels = "<</Nums[0<</S/D>>]>>")),
		CASE("R4", BDL_PASS, NULL,
			MADE(.number = "2/%u", .labels = "<</Nums[0<</S/D/P(2/)>>]>>")),
		CASE("R4", BDL_PASS, NULL,
			MADE(.number = "Page %u of 6", .labels = "<</Nums[0<</S/D>>]>>")),
		CASE("R4", BDL_PASS, NULL,
			MADE(.front = "i", .shift = -1,
				.labels = "<</Kids[<</Nums[0<</S/r>>1<</S/D>>]>>]>>"),
			.page = 0),
		CASE("R4", BDL_PASS, NULL,
			MADE(.number = "Volume 2 of 3  2/%u",
				.labels = "<</Nums[0<</S/D/P(2/)>>]>>")),
		CASE("R4", BDL_PASS, NULL,
			MADE(.number = "2/%u", .labels = "<</Nums[0<</S/D>>]>>")),
		CASE("R4", BDL_FAIL, "but \"A1\"",
			MADE(.number = "A%u", .labels = "<</Nums[0<</S/D>>]>>")),
		CASE("R4", BDL_FAIL, "calls page 1 \"5\", but \"1\"",
			MADE(.labels = "<</Nums[0<</S/D/St 5>>]>>"), .page = 1),
		CASE("R4", BDL_FAIL, "calls page 3 \"C\"",
			MADE(.labels = "<</Nums[0<</S/D>>2<</S/A/St 3>>3<</S/D/St 4>>]>>"),
			.page = 3),
		CASE("R4", BDL_FAIL, "\"App 1\", but \"1\"",
			MADE(.labels = "<</Nums[0<</S/D/P(App )>>]>>"), .page = 1),
	};

	EXPECT_CASES(cases);
}

Test(rules_numbers, r5_missing_twice_or_on_something)
{
	static const struct rule_case cases[] = {
		CASE("R5", BDL_PASS, NULL, MADE(.pages = 6)),
		CASE("R5", BDL_NOT_APPLICABLE, "no numbers", MADE(.number = "")),
		CASE("R5", BDL_FAIL, "missing", MADE(.odd = 4, .odd_number = ""), .page = 4),
		CASE("R5", BDL_FAIL, "twice", MADE(.odd = 4, .odd_number = "3"), .page = 4),
		CASE("R5", BDL_FAIL, "other words",
			MADE(.odd = 4,
				.odd_content = "BT /F1 12 Tf 500 31 Td (longer words here) Tj ET"),
			.page = 4),
		CASE("R5", BDL_PASS, NULL,
			MADE(.odd = 4,
				.odd_content =
					"BT /F1 12 Tf 440 44 Td (words above it here) Tj ET")),
		CASE("R5", BDL_FAIL, "a note",
			MADE(.odd = 4,
				.odd_entries = "/Annots[<</Subtype/Stamp/Rect[520 20 560 40]>>]"),
			.page = 4),
		CASE("R5", BDL_FAIL, "form field",
			MADE(.odd = 4,
				.odd_entries =
					"/Annots[<</Subtype/Widget/FT/Tx/Rect[520 20 560 40]>>]"),
			.page = 4),
		CASE("R5", BDL_PASS, NULL,
			MADE(.odd = 4, .odd_entries = "/Annots[<</Subtype/Widget/F "
						      "2/FT/Tx/Rect[520 20 560 40]>>]")),
		CASE("R5", BDL_FAIL, "dark parts",
			MADE(.odd = 4, .odd_content = "595 0 0 842 0 0 cm /P2 Do"), .page = 4),
		CASE("R5", BDL_PASS, NULL,
			MADE(.odd = 4, .odd_content = "595 0 0 842 0 0 cm /P1 Do")),
		CASE("R5", BDL_FAIL, "dark parts",
			MADE(.odd = 4, .odd_content = "0.2 g 400 10 190 40 re f"), .page = 4),
		CASE("R5", BDL_PASS, NULL,
			MADE(.odd = 4, .odd_content = "0.97 g 400 10 190 40 re f")),
		CASE("R5", BDL_PASS, NULL, MADE(.odd = 4, .odd_content = "0 g 20 10 200 40 re f")),
	};

	EXPECT_CASES(cases);
}

Test(rules_numbers, r6_legible_and_in_one_place)
{
	static const struct rule_case cases[] = {
		CASE("R6", BDL_PASS, NULL, MADE(.pages = 6)),
		CASE("R6", BDL_PASS, NULL, MADE(.size = 9)),
		CASE("R6", BDL_FAIL, "smaller than 9 points", MADE(.size = 8), .page = 1),
		CASE("R6", BDL_FAIL, "pale", MADE(.colour = "0.8 g"), .page = 1),
		CASE("R6", BDL_FAIL, "pale", MADE(.colour = "0 0 0.3 0 k"), .page = 1),
		CASE("R6", BDL_PASS, NULL, MADE(.colour = "0.7 0 0 rg")),
		CASE("R6", BDL_PASS, NULL, MADE(.colour = "0 0 0.8 rg")),
		CASE("R6", BDL_FAIL, "in another place", MADE(.odd = 4, .odd_move = 40), .page = 4),
		CASE("R6", BDL_WARN, "mixed up",
			MADE(.odd = 4, .odd_content = "BT /F1 10 Tf 500 24 Td (77) Tj ET"),
			.page = 4),
		CASE("R6", BDL_PASS, NULL,
			MADE(.odd = 4, .odd_content = "BT /F1 10 Tf 300 24 Td (77) Tj ET")),
	};

	EXPECT_CASES(cases);
}

/* What turns and shrinks a page turns and shrinks its number, as it is seen. */
Test(rules_numbers, r6_as_it_is_seen)
{
	static const struct rule_case cases[] = {
		CASE("R6", BDL_FAIL, "smaller",
			MADE(.odd = 4, .odd_entries = "/UserUnit 0.5",
				.odd_box = "[0 0 1190.56 1683.78]", .odd_move = -595, .size = 12),
			.page = 4),
		CASE("R6", BDL_PASS, NULL,
			MADE(.odd = 4, .odd_box = "[-100 -50 495.28 791.89]", .odd_number = "",
				.odd_content = "BT /F1 12 Tf 1 0 0 1 441 -26 Tm (4) Tj ET")),
		CASE("R6", BDL_PASS, NULL,
			MADE(.odd = 4, .odd_entries = "/Rotate 90", .odd_number = "",
				.odd_box = "[0 0 841.89 595.28]",
				.odd_content = "BT /F1 12 Tf 0 1 -1 0 817.89 541 Tm (4) Tj ET")),
	};

	EXPECT_CASES(cases);
}

Test(rules_numbers, r7_the_first_page_is_one)
{
	static const struct rule_case cases[] = {
		CASE("R7", BDL_PASS, NULL, MADE(.pages = 6)),
		CASE("R7", BDL_FAIL, "carries no number", MADE(.shift = -1, .front = ""),
			.page = 1),
		CASE("R7", BDL_FAIL, "carries the number 2", MADE(.shift = 1), .page = 1),
	};

	EXPECT_CASES(cases);
}
