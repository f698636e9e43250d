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
