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

/* ---- links and bookmarks ---- */

#define TWO_PAGES                                                                                  \
	"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>",                         \
		"<</Type/Page/Parent 2 0 R/Annots[5 0 R]>>", "<</Type/Page/Parent 2 0 R>>"

/* A document of two pages with a link on the first; objects from 6 are the case's own. */
static void linked(struct made *m, const char *press, const char *six, const char *seven)
{
	char link[400];
	const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R>>", TWO_PAGES, link, six, seven, INFO, NULL};

	snprintf(link, sizeof(link), "<</Type/Annot/Subtype/Link/Rect[1 700 9 709]%s>>", press);
	make(m, objects);
}

Test(pdf_kept, a_link_is_followed_through_actions_and_structure)
{
	static const struct {
		const char *press, *six, *seven;
	} cases[] = {
		{"/A<</S/JavaScript/JS(x)/Next[<</S/ResetForm>>[<</S/GoTo/D[4 0 R/Fit]>>]]>>",
			"null", "null"},
		{"/A<</S/Hide/Next 6 0 R>>", "<</S/Launch/Next 7 0 R>>",
			"<</S/GoTo/D[4 0 R/Fit]>>"},
		{"/Dest[6 0 R/Fit]", "<</Type/StructElem/S/P/Pg 4 0 R>>", "null"},
		{"/A<</S/GoTo/SD[6 0 R/Fit]>>", "<</Type/StructElem/S/P/K[7 0 R]>>",
			"<</Type/StructElem/S/Span/K<</Type/MCR/Pg 4 0 R/MCID 0>>>>"},
		{"/Dest 6 0 R", "<</SD[7 0 R/Fit]>>", "<</S/P/Pg 4 0 R>>"},
		{"/A<</S/Named/N/NextPage>>", "null", "null"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct made m;

		linked(&m, cases[i].press, cases[i].six, cases[i].seven);
		cr_expect_eq(destination(&m, get(&m, get(&m, annot(&m, 0, 0), "/A"), "/D")), 1,
			"%s", cases[i].press);
		cr_expect_not(warns(&m, "nothing here") && !strstr(cases[i].press, "JavaScript"),
			"%s", cases[i].press);
		unmake(&m);
	}
}

Test(pdf_kept, actions_that_loop_end)
{
	struct made m;

	linked(&m, "/A 6 0 R", "<</S/Hide/Next[7 0 R 6 0 R 7 0 R]>>", "[6 0 R 7 0 R 6 0 R]");
	cr_expect_eq(get(&m, annot(&m, 0, 0), "/A")->type, PDF_NULL);
	cr_expect(warns(&m, "1 link or button in it does nothing here"));
	unmake(&m);
	linked(&m, "/Dest[6 0 R/Fit]", "<</S/P/K 7 0 R>>", "<</S/P/K[6 0 R]>>");
	cr_expect_eq(get(&m, annot(&m, 0, 0), "/A")->type, PDF_NULL);
	unmake(&m);
}

Test(pdf_kept, links_that_do_nothing_any_more_are_counted)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots["
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/Launch/F(a)>>>>"
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/GoToR/F(a.pdf)/D[0/Fit]>>>>"
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/GoToE/D[0/Fit]/T<</R/C/N(a)>>>>>>"
		"<</Type/Annot/Subtype/Widget/FT/Btn/Ff 65536/Rect[1 1 9 "
		"9]/A<</S/SubmitForm/F(a)>>>>"
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/URI/URI(ftp://a/b)>>>>"
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/URI/URI(https://a/b)>>>>"
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/GoTo/D(no such name)>>>>]>>",
		INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect(warns(&m, "5 links or buttons in it do nothing here"));
	cr_expect_not(warns(&m, "JavaScript"));
	unmake(&m);
}

Test(pdf_kept, scripts_are_said_wherever_they_stand)
{
	static const struct {
		const char *catalogue, *page;
	} cases[] = {
		{"/OpenAction<</S/JavaScript/JS(x)>>", ""},
		{"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>", ""},
		{"", "/Annots[<</Type/Annot/Subtype/Widget/Rect[1 1 9 "
		     "9]/AA<</K<</S/JavaScript>>>>>>]"},
		{"", "/Annots[<</Type/Annot/Subtype/Link/Rect[1 1 9 "
		     "9]/A<</S/JavaScript/JS(x)>>>>]"},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		char root[300], page[300];
		const char *const objects[] = {
			root, "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, INFO, NULL};
		struct made m;

		snprintf(root, sizeof(root), "<</Type/Catalog/Pages 2 0 R%s>>", cases[i].catalogue);
		snprintf(page, sizeof(page), "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>",
			cases[i].page);
		make(&m, objects);
		cr_expect(warns(&m, "scripts (JavaScript), which do nothing here"), "%s%s", root,
			page);
		cr_expect_not(holds(&m, "JavaScript"));
		unmake(&m);
	}
}

Test(pdf_kept, bookmarks_without_words_stay_and_those_without_a_page_are_said)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R>>",
		"<</First 6 0 R/Last 8 0 R/Count 3>>",
		"<</Title( )/Parent 5 0 R/Next 7 0 R/Dest[4 0 R/Fit]>>",
		"<</Title(On the web)/Parent 5 0 R/Next 8 0 R/A<</S/URI/URI(http://a.b)>>>>",
		"<</Title(By action)/Parent 5 0 R/A<</S/Hide/Next[<</S/GoTo/D[4 0 R/XYZ 0 500 "
		"0]>>]>>>>",
		INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_assert_eq(m.part.bookmark_count, 2);
	cr_expect_eq(memcmp(m.part.strings + m.part.bookmarks[0].title, "(no title)", 10), 0);
	cr_expect_eq(m.part.bookmarks[1].page, 1);
	cr_expect_float_eq(m.part.bookmarks[1].top, 500, 1e-6);
	cr_expect(warns(&m, "1 of its bookmarks leads to no page of it and is left out."));
	unmake(&m);
}

/* ---- paper ---- */

Test(pdf_kept, other_paper_is_said)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Tabs/R>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 50]/Tabs/S>>",
		"<</Type/Page/Parent 2 0 R>>", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect(warns(&m, "Page 2 is too small for a number and shown on larger paper."));
	cr_expect(warns(&m, "Page 3 is of no usable size and shown on A4 paper."));
	cr_expect(bdl_value_is_name(get(&m, m.pages[0], "/Tabs"), "/R"));
	cr_expect_eq(
		get(&m, m.pages[1], "/Tabs")->type, PDF_NULL, "there is no structure to go by");
	unmake(&m);
}

/* ---- layers ---- */

Test(pdf_kept, layers_are_as_a_screen_shows_them)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R 7 0 R]/D<</OFF[7 0 R]"
		"/AS[<</Event/View/Category[/View]/OCGs[5 0 R 7 0 R]>>"
		"<</Event/Print/Category[/Print]/OCGs[7 0 R]>>]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
		"/Resources<</Properties<</A 5 0 R/B 6 0 R/C 8 0 R>>>>>>",
		"~/OC /A BDC 1 0 0 rg 0 400 50 50 re f EMC /OC /B BDC 0 1 0 rg 100 400 50 50 re f "
		"EMC "
		"/OC /C BDC 0 0 1 rg 200 400 50 50 re f EMC",
		"<</Type/OCG/Name(not on a screen)/Usage<</View<</ViewState/OFF>>>>>>",
		"<</Type/OCG/Name(not asked to heed)/Usage<</View<</ViewState/OFF>>>>>>",
		"<</Type/OCG/Name(screen, not "
		"paper)/Usage<</View<</ViewState/ON>>/Print<</PrintState/OFF>>>>>>",
		"<</Type/OCMD/OCGs[7 0 R 5 0 R]/P/AnyOn/VE[/Or 7 0 R 5 0 R]>>", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_assert_eq(m.part.layer_count, 3);
	cr_expect_eq(m.part.layers[0].flags, BDL_LAYER_OFF);
	cr_expect_eq(m.part.layers[1].flags, 0);
	cr_expect_eq(m.part.layers[2].flags, 0, "its own word for a screen counts, not the list");
	cr_expect(holds(&m, "/OCMD"), "who belongs together stays");
	cr_expect(warns(&m, "only on the screen or only on paper"));
	unmake(&m);
}

/* ---- form fields ---- */

Test(pdf_kept, a_field_that_is_turned_is_filled_in_turned)
{
	for (int turn = 0; turn < 360; turn += 90) {
		char field[300];
		const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 "
					       "R]/DA(/Helv 20 Tf 0 g)>>>>",
			"<</Type/Pages/Kids[3 0 R]/Count 1>>",
			"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots[4 0 R]>>", field,
			INFO, NULL};
		struct bdl_buffer words = BDL_BUFFER_INIT;
		struct made m;
		double x0, x1, y0, y1;
		const char *at;

		snprintf(field, sizeof(field),
			"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(IIIIIIIIIIIIIIII)/Rect%s/MK<</R "
			"%d>>>>",
			turn % 180 ? "[200 100 230 300]" : "[100 200 300 230]", turn);
		make(&m, objects);
		poppler(&m, "pdftotext -bbox", 1, "-", &words);
		at = strstr(bdl_buffer_string(&words), ">IIII");
		while (at && at > words.data && strncmp(at, "xMin", 4) != 0)
			at--;
		cr_assert_not_null(
			at, "turn %d: nothing is seen: %s", turn, bdl_buffer_string(&words));
		cr_assert_eq(sscanf(at, "xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x0,
				     &y0, &x1, &y1),
			4);
		cr_expect_eq(y1 - y0 > x1 - x0, turn % 180 == 90, "turn %d: %s", turn, at);
		cr_expect(x0 >= 98 && x1 <= 302 && y0 >= 98 && y1 <= 302, "turn %d: %s", turn, at);
		bdl_buffer_release(&words);
		unmake(&m);
	}
}

Test(pdf_kept, buttons_show_the_state_they_are_in)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R 5 0 R]>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots[6 0 R 7 0 R 5 0 R]>>",
		"<</FT/Btn/Ff 49152/T(radio)/V/b/Kids[6 0 R 7 0 R]>>",
		"<</Type/Annot/Subtype/Widget/FT/Btn/T(box)/V/Yes/AS/Yes/Rect[100 300 120 320]"
		"/AP<</N<</Yes 8 0 R/Off 9 0 R>>>>>>",
		"<</Type/Annot/Subtype/Widget/Parent 4 0 R/AS/Off/Rect[100 100 120 120]"
		"/AP<</N<</a 8 0 R/Off 9 0 R>>>>>>",
		"<</Type/Annot/Subtype/Widget/Parent 4 0 R/AS/b/Rect[100 200 120 220]"
		"/AP<</N<</b 8 0 R/Off 9 0 R>>>>>>",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 20 20]}1 0 0 rg 0 0 20 20 re f",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 20 20]}0 0 1 rg 0 0 20 20 re f", INFO, NULL};
	struct made m;
	struct seen s;

	make(&m, objects);
	see_page(&m, 1, &s);
	cr_expect(is_colour(&s, 110, 400 - 310, 0xFF0000), "the box is ticked");
	cr_expect(is_colour(&s, 110, 400 - 110, 0x0000FF), "the first choice is not taken");
	cr_expect(is_colour(&s, 110, 400 - 210, 0xFF0000), "the second is");
	cr_expect_eq(m.part.field_count, 2);
	unsee(&s);
	unmake(&m);
}

Test(pdf_kept, a_list_shows_its_lines_and_which_are_chosen)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/DA(/Helv 12 Tf 0 g)>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots[4 0 R]>>",
		"<</Type/Annot/Subtype/Widget/FT/Ch/Ff 2097152/T(a)/V[(p)(Cherry)]/TI 1/Rect[100 "
		"100 300 146]"
		"/Opt[(Apple)[(p)(Plum)](Pear)(Cherry)(Quince)]>>",
		INFO, NULL};
	struct bdl_buffer words = BDL_BUFFER_INIT;
	struct made m;
	struct seen s;

	make(&m, objects);
	poppler(&m, "pdftotext", 1, "-", &words);
	cr_expect_not_null(
		strstr(bdl_buffer_string(&words), "Plum\nPear\nCherry"), "%s", words.data);
	cr_expect_null(strstr(bdl_buffer_string(&words), "Apple"), "it is scrolled past the first");
	see_page(&m, 1, &s);
	cr_expect(is_colour(&s, 280, 400 - 138, 0xBFBFBF), "the plum is chosen");
	cr_expect(is_colour(&s, 280, 400 - 124, 0xFFFFFF), "the pear is not");
	cr_expect(is_colour(&s, 280, 400 - 110, 0xBFBFBF), "the cherry is chosen");
	bdl_buffer_release(&words);
	unsee(&s);
	unmake(&m);
}

Test(pdf_kept, a_look_stays_rather_than_lose_characters)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</NeedAppearances true/Fields[4 0 R 5 0 "
		"R]/DA(/Helv 9 Tf)>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Annots[4 0 R 5 0 R]>>",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V<FEFF0141>/Rect[100 100 200 120]/AP<</N "
		"6 0 R>>>>",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(b)/V(new)/Rect[100 200 200 220]/AP<</N 6 0 "
		"R>>>>",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 100 20]}1 0 0 rg 0 0 100 20 re f", INFO,
		NULL};
	struct made m;
	struct seen s;

	make(&m, objects);
	see_page(&m, 1, &s);
	cr_expect(is_colour(&s, 190, 400 - 110, 0xFF0000), "what shows a Polish name is kept");
	cr_expect(is_colour(&s, 190, 400 - 210, 0xFFFFFF), "what is out of date is not");
	cr_expect_not(warns(&m, "cannot be printed"));
	unsee(&s);
	unmake(&m);
}
