/* What must still be there, at its place, in the part that comes of a PDF: by what it looks like.
 */
#include "reading_fixture.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define INFO "<</Producer(test)>>"
#define FONT "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

/* ---- pages that are scaled ---- */

/* A pattern in two squares; the words in the corner have the page scaled. */
static void patterned(struct made *m, const char *contents, const char *first, const char *second)
{
	char page[400];
	const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, first, second, FONT,
		"~{/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 40 40]/XStep "
		"400/YStep 400"
		"/Matrix[1 0 0 1 0 0]/Resources<<>>}1 0 0 rg 0 0 40 40 re f",
		INFO, NULL};

	snprintf(page, sizeof(page),
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents%s"
		"/Resources<</Font<</F1 6 0 R>>/Pattern<</P1 7 0 R>>>>>>",
		contents);
	make(m, objects);
}

Test(pdf_kept, patterns_move_with_a_page_that_is_scaled)
{
	static const char *const contents[] = {" 4 0 R", "[4 0 R 5 0 R]", " 4 0 R"};
	static const char *const first[] = {
		"~/Pattern cs /P1 scn 0 0 100 100 re f BT /F1 12 Tf 310 20 Td (Corner) Tj ET",
		"~/Pattern cs /P1 scn 0 0 100 100 re f",
		"~/Pattern cs /P1 scn 0 0 100 100 re f BT /F1 12 Tf 310 20 Td (Corner) Tj ET Q",
	};

	for (size_t i = 0; i < COUNT(contents); i++) {
		struct bdl_buffer words = BDL_BUFFER_INIT;
		struct made m;
		struct seen s;
		double scale;

		patterned(&m, contents[i], first[i], "~BT /F1 12 Tf 310 20 Td (Corner) Tj ET");
		scale = m.part.pages[0].scale;
		cr_assert_lt(scale, 1, "case %zu", i);
		see_page(&m, 1, &s);
		/* the square's upper right corner, 40 40, moved towards the middle of the upper
		 * edge */
		cr_expect(is_colour(&s, 200 - 160 * scale - 4, 400 - (400 - 360 * scale) + 4,
				  0xFF0000),
			"case %zu: the pattern did not move", i);
		cr_expect(is_colour(&s, 200 - 160 * scale - 4, 400 - (400 - 400 * scale) + 4,
				  0xFFFFFF),
			"case %zu: the pattern is where it was", i);
		poppler(&m, "pdftotext", 1, "-", &words);
		cr_expect(strstr(bdl_buffer_string(&words), "Corner") != NULL);
		bdl_buffer_release(&words);
		unsee(&s);
		unmake(&m);
	}
}

/* ---- signatures ---- */

Test(pdf_kept, of_a_signature_only_the_look_stays)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</SigFlags 3/Fields[4 0 R 7 0 R 9 0 R]>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R 7 0 R 9 0 R]>>",
		"<</FT/Sig/T(by all)/V 6 0 R/Kids[5 0 R]>>",
		"<</Type/Annot/Subtype/Widget/Parent 4 0 R/Rect[100 700 200 740]/F 132/AP<</N 8 0 "
		"R>>>>",
		"<</Type/Sig/Filter/Adobe.PPKLite/ByteRange[0 1 2 3]/Contents<00>>>",
		"<</Type/Annot/Subtype/Widget/FT/Sig/T(unseen)/V<</Type/DocTimeStamp>>/Rect[0 0 0 "
		"0]>>",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 100 40]}0 0 1 rg 0 0 100 40 re f",
		"<</Type/Annot/Subtype/Widget/FT/Sig/T(open)/Rect[300 700 400 740]>>", INFO, NULL};
	struct made m;
	struct seen s;

	make(&m, objects);
	cr_expect(m.facts.is_signed);
	cr_expect_eq(m.part.annot_count, 2, "what cannot be seen goes");
	cr_expect(bdl_value_is_name(get(&m, annot(&m, 0, 0), "/Subtype"), "/Stamp"));
	cr_expect_eq(m.part.field_count, 1, "a field that nobody has signed stays");
	cr_expect_not(holds(&m, "ByteRange"));
	cr_expect_not(holds(&m, "by all"));
	see_page(&m, 1, &s);
	cr_expect(is_colour(&s, 150, 842 - 720, 0x0000FF));
	unsee(&s);
	unmake(&m);
}

Test(pdf_kept, a_certified_document_is_signed_and_one_to_be_signed_is_not)
{
	static const char *const catalogues[] = {
		"<</Type/Catalog/Pages 2 0 R/Perms<</DocMDP<</Type/Sig>>>>>>",
		"<</Type/Catalog/Pages 2 0 R/Perms<</UR3<</Type/Sig>>>>>>",
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[<</FT/Sig/T(a)>>]>>>>",
	};

	for (size_t i = 0; i < COUNT(catalogues); i++) {
		const char *const objects[] = {catalogues[i], "<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", INFO, NULL};
		struct made m;

		make(&m, objects);
		cr_expect_eq(m.facts.is_signed, i == 0, "%s", catalogues[i]);
		unmake(&m);
	}
}
