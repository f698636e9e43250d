/* R16 to R23 and R29: how the file opens, its paper, which way up, its pictures, words and type. */
#include "looking.h"

#include <stdio.h>
#include <stdlib.h>

#define CASE(rule, wanted, words, ...)                                                             \
	{                                                                                          \
		.id = rule, .verdict = wanted, .says = words, __VA_ARGS__                          \
	}
#define MADE(...) .made = {__VA_ARGS__}

Test(rules_pages, r16_bookmarks_are_shown)
{
	static const struct rule_case cases[] = {
		CASE("R16", BDL_PASS, NULL, MADE(.pages = 2)),
		CASE("R16", BDL_WARN, "not shown", MADE(.pages = 2, .no_mode = true)),
		CASE("R16", BDL_WARN, "no bookmarks", MADE(.pages = 2, .no_outline = true)),
	};

	EXPECT_CASES(cases);
}

Test(rules_pages, r17_at_full_size)
{
	static const struct rule_case cases[] = {
		CASE("R17", BDL_PASS, NULL, MADE(.pages = 2)),
		CASE("R17", BDL_PASS, NULL,
			MADE(.pages = 2, .opening = "<</S/GoTo/D[10 0 R/XYZ 0 842 1.0]>>")),
		CASE("R17", BDL_WARN, "opens at 100 %", MADE(.pages = 2, .no_opening = true)),
		CASE("R17", BDL_WARN, "opens at 100 %",
			MADE(.pages = 2, .opening = "[10 0 R/Fit]")),
		CASE("R17", BDL_WARN, "opens at 100 %",
			MADE(.pages = 2, .opening = "[10 0 R/XYZ 0 842 null]")),
		CASE("R17", BDL_WARN, "2 bookmarks change",
			MADE(.pages = 2, .bookmark = "/Dest[10 0 R/FitH 800]")),
		CASE("R17", BDL_PASS, NULL,
			MADE(.pages = 2, .bookmark = "/Dest[10 0 R/XYZ 0 800 1]")),
		CASE("R17", BDL_WARN, "on page 2",
			MADE(.pages = 2, .odd = 2,
				.odd_entries = "/Annots[<</Subtype/Link/Rect[72 700 200 "
					       "720]/Dest[10 0 R/Fit]>>]"),
			.page = 2),
		CASE("R17", BDL_WARN, "on page 2",
			MADE(.pages = 2, .odd = 2, .catalog = "/Dests<</a[10 0 R/XYZ 0 0 2]>>",
				.odd_entries = "/Annots[<</Subtype/Link/Rect[72 700 200 "
					       "720]/A<</S/GoTo/D/a>>>>]"),
			.page = 2),
		CASE("R17", BDL_WARN, "on page 2",
			MADE(.pages = 2, .odd = 2,
				.catalog = "/Names<</Dests<</Names[(a)<</D[10 0 R/FitV 3]>>]>>>>",
				.odd_entries =
					"/Annots[<</Subtype/Link/Rect[72 700 200 720]/Dest(a)>>]"),
			.page = 2),
	};

	EXPECT_CASES(cases);
}

Test(rules_pages, r18_paper)
{
	static const struct rule_case cases[] = {
		CASE("R18", BDL_PASS, NULL, MADE(.pages = 3)),
		CASE("R18", BDL_PASS, NULL, MADE(.odd = 3, .odd_box = "[0 0 841.89 595.28]")),
		CASE("R18", BDL_PASS, NULL, MADE(.odd = 3, .odd_entries = "/Rotate 270")),
		CASE("R18", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_box = "[0 0 900 900]",
				.odd_entries = "/CropBox[10 20 605.28 861.89]")),
		CASE("R18", BDL_WARN, "Not of A4 size: page 3",
			MADE(.odd = 3, .odd_box = "[0 0 612 792]"), .page = 3),
		CASE("R18", BDL_WARN, "Not of A4 size: page 3",
			MADE(.odd = 3, .odd_entries = "/UserUnit 1.2"), .page = 3),
		CASE("R18", BDL_WARN, "Larger than A3: page 3",
			MADE(.odd = 3, .odd_box = "[0 0 1684 2384]"), .page = 3),
	};

	EXPECT_CASES(cases);
}

Test(rules_pages, r19_the_right_way_up)
{
	static const struct rule_case cases[] = {
		CASE("R19", BDL_PASS, NULL, MADE(.pages = 3)),
		CASE("R19", BDL_FAIL, "Upside down: page 3",
			MADE(.odd = 3, .odd_entries = "/Rotate 180"), .page = 3),
		CASE("R19", BDL_FAIL, "Upside down: page 3",
			MADE(.odd = 3, .odd_body = "",
				.odd_content = "-1 0 0 -1 595 842 cm BT /F1 12 Tf 100 400 Td (A "
					       "letter the wrong way up) Tj ET"),
			.page = 3),
		CASE("R19", BDL_FAIL, "Upside down: page 3",
			MADE(.odd = 3, .odd_body = "",
				.odd_content = "BT 3 Tr /F1 12 Tf -1 0 0 -1 400 400 Tm (Recognised "
					       "upside down) Tj ET"),
			.page = 3),
		CASE("R19", BDL_WARN, "page 3", MADE(.odd = 3, .odd_entries = "/Rotate 90"),
			.page = 3),
		/* a table that lies on its side in the file, and is turned to be seen */
		CASE("R19", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_body = "", .odd_entries = "/Rotate 90",
				.odd_number = "",
				.odd_content = "BT /F1 12 Tf 0 1 -1 0 300 100 Tm (A table turned "
					       "to be seen) Tj ET")),
		/* one stamp upside down makes no page upside down */
		CASE("R19", BDL_PASS, NULL,
			MADE(.odd = 3,
				.odd_content = "BT /F1 12 Tf -1 0 0 -1 300 300 Tm (Paid) Tj ET")),
	};

	EXPECT_CASES(cases);
}

Test(rules_pages, r20_how_fine_pictures_are)
{
	static const struct rule_case cases[] = {
		CASE("R20", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_content = "72 0 0 72 72 400 cm /P1 Do")),
		CASE("R20", BDL_WARN, "up to 400",
			MADE(.odd = 3, .odd_content = "54 0 0 54 72 400 cm /P1 Do"), .page = 3),
		CASE("R20", BDL_WARN, "up to 400",
			MADE(.odd = 3, .odd_entries = "/UserUnit 0.75",
				.odd_content = "72 0 0 72 72 400 cm /P1 Do"),
			.page = 3),
		CASE("R20", BDL_WARN, "coarser than 150",
			MADE(.odd = 3, .odd_content = "560 0 0 560 20 100 cm /P1 Do"), .page = 3),
		CASE("R20", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_content = "200 0 0 200 72 400 cm /P1 Do")),
		CASE("R20", BDL_WARN, "up to 720",
			MADE(.odd = 3, .odd_content = "q 1 0 0 1 72 400 cm BI /W 10 /H 10 /BPC 8 "
						      "/CS /G /F /AHx ID 00> EI Q"),
			.page = 3),
	};

	EXPECT_CASES(cases);
}

Test(rules_pages, r21_words_that_can_be_searched)
{
	static const struct rule_case cases[] = {
		CASE("R21", BDL_PASS, NULL, MADE(.pages = 3)),
		CASE("R21", BDL_FAIL, "page 3: they are pictures of paper",
			MADE(.odd = 3, .odd_body = "", .odd_content = "595 0 0 842 0 0 cm /P1 Do"),
			.page = 3),
		CASE("R21", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_body = "",
				.odd_content = "q 595 0 0 842 0 0 cm /P1 Do Q BT 3 Tr /F1 12 Tf "
					       "100 400 Td (recognised words) Tj ET")),
		CASE("R21", BDL_WARN, "photographs",
			MADE(.odd = 3, .odd_body = "",
				.odd_content = "200 0 0 200 100 300 cm /P1 Do"),
			.page = 3),
		/* an empty page is R29's */
		CASE("R21", BDL_PASS, NULL, MADE(.odd = 3, .odd_body = "")),
	};

	EXPECT_CASES(cases);
}

/* What the bundle's own list says of its documents is believed. */
Test(rules_pages, r21_what_is_listed)
{
	const struct made_options o = {
		.odd = 3, .odd_body = "", .odd_content = "595 0 0 842 0 0 cm /P1 Do"};
	struct bdl_exhibit x = {.number = 1,
		.first_page = 3,
		.pages = 1,
		.shown = true,
		.path = "a.jpg",
		.name = "a.jpg",
		.format = "jpeg",
		.media_type = "image/jpeg",
		.kind = "photograph",
		.title = "A photograph"};
	struct bdl_bundle table;
	struct looking l;

	bdl_bundle_init(&table);
	table.exhibits = &x;
	table.exhibit_count = 1;
	table.pages = 6;
	looking_open(&l, &o, GOOD_NAME, NULL, &table);
	cr_expect(found_of(&l, "R21")->verdict == BDL_PASS, "a photograph: %s",
		found_of(&l, "R21")->text);
	looking_close(&l);
	x.scanned = 1;
	looking_open(&l, &o, GOOD_NAME, NULL, &table);
	cr_expect(
		found_of(&l, "R21")->verdict == BDL_FAIL, "a scan: %s", found_of(&l, "R21")->text);
	looking_close(&l);
	x.recognised = true;
	looking_open(&l, &o, GOOD_NAME, NULL, &table);
	cr_expect(found_of(&l, "R21")->verdict == BDL_PASS,
		"a scan in which there are no words: %s", found_of(&l, "R21")->text);
	looking_close(&l);
	bdl_bundle_release(&table);
}

Test(rules_pages, r22_typefaces)
{
	static const struct rule_case cases[] = {
		CASE("R22", BDL_PASS, NULL, MADE(.pages = 3)),
		CASE("R22", BDL_WARN, "Helvetica",
			MADE(.odd = 3, .odd_content = "BT /F2 12 Tf 100 400 Td (words) Tj ET"),
			.page = 3),
		/* a layer of recognised words needs no typeface */
		CASE("R22", BDL_PASS, NULL,
			MADE(.odd = 3,
				.odd_content = "BT 3 Tr /F2 12 Tf 100 400 Td (words) Tj ET")),
		CASE("R22", BDL_WARN, "copied",
			MADE(.odd = 3, .odd_body = "", .odd_number = "",
				.odd_entries = "/Resources<</Font<</F9<</Type/Font/Subtype/Type0/"
					       "BaseFont/X/Encoding/Identity-H"
					       "/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/"
					       "BaseFont/X"
					       "/CIDSystemInfo<</Registry(Adobe)/"
					       "Ordering(Identity)/Supplement 0>>>>]>>>>>>",
				.odd_content = "BT /F9 12 Tf 100 400 Td <00410042> Tj ET"),
			.page = 3),
	};

	EXPECT_CASES(cases);
}

#define LINKS                                                                                      \
	"/Annots[<</Subtype/Link/Rect[72 700 200 720]/Dest[10 0 R/XYZ 0 0 "                        \
	"0]>><</Subtype/Link/Rect[72 600 200 620]"                                                 \
	"/Dest[10 0 R/XYZ 0 0 0]>><</Subtype/Link/Rect[72 500 200 520]/Dest[10 0 R/XYZ 0 0 0]>>]"

Test(rules_pages, r23_type_of_what_the_bundle_adds)
{
	static const struct rule_case cases[] = {
		CASE("R23", BDL_NOT_APPLICABLE, NULL, MADE(.odd = 2, .odd_entries = LINKS)),
		CASE("R23", BDL_PASS, "12 points", MADE(.odd = 2, .odd_entries = LINKS),
			.recipient = "family-financial"),
		CASE("R23", BDL_WARN, "10.0 points",
			MADE(.odd = 2, .odd_entries = LINKS,
				.odd_content = "BT /F1 10 Tf 100 400 Td (a row) Tj ET"),
			.page = 2, .recipient = "family-financial"),
		/* evidence has the type that it has */
		CASE("R23", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_content = "BT /F1 6 Tf 100 400 Td (small print) Tj ET"),
			.recipient = "family-financial"),
	};

	EXPECT_CASES(cases);
}

Test(rules_pages, r29_blank_pages)
{
	static const struct rule_case cases[] = {
		CASE("R29", BDL_PASS, NULL, MADE(.pages = 3)),
		CASE("R29", BDL_WARN, "page 3", MADE(.odd = 3, .odd_body = ""), .page = 3),
		CASE("R29", BDL_WARN, "page 3",
			MADE(.odd = 3, .odd_body = "", .odd_content = "1 g 0 0 595 842 re f"),
			.page = 3),
		CASE("R29", BDL_PASS, NULL,
			MADE(.odd = 3, .odd_body = "",
				.odd_content = "99 0 0 99 200 300 cm /P1 Do")),
	};

	EXPECT_CASES(cases);
}
