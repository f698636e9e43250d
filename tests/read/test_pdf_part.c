/* PDFs in, parts out: what stays, what goes, and where it comes to lie. */
#include "pdf_fixture.h"

#include "read/pdf/content.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define INFO "<</Producer(test)>>"
#define FONT "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

/* A document of one page, given the page's entries and its content. */
static void one_page(struct made *m, const char *entries, const char *stream)
{
	char page[2000];
	const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, FONT, INFO, NULL};

	snprintf(page, sizeof(page),
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>",
		entries);
	make(m, objects);
}

Test(pdf_part, keeps_a_page_as_it_is_between_brackets)
{
	struct bdl_buffer c = BDL_BUFFER_INIT;
	struct made m;

	one_page(&m, "/MediaBox[0 0 595 842]", "~BT /F1 12 Tf 72 700 Td (Dear Sir) Tj ET");
	content(&m, 0, &c);
	cr_expect_str_eq(c.data, "q\n\nBT /F1 12 Tf 72 700 Td (Dear Sir) Tj ET\nQ\n\nBT /BdlN 9 Tf "
				 "5 5 Td (the number) Tj ET\n");
	cr_expect_float_eq(m.part.pages[0].scale, 1, 1e-12);
	cr_expect_eq(m.part.pages[0].flags, 0);
	cr_expect_str_eq(m.facts.text, "Dear Sir", "%s", m.facts.text);
	cr_expect_eq(m.facts.text_characters, 7);
	bdl_buffer_release(&c);
	unmake(&m);
}

Test(pdf_part, leaves_no_state_open_in_front_of_the_number)
{
	static const char *const streams[] = {"~q q 1 0 0 rg", "~BT /F1 9 Tf (x) Tj",
		"~/A BMC q BT", "~Q Q 0 g Q", "~0 g (never ends", "~[(never) (ends)",
		"~q BI /W 1 /H 1 /BPC 8 /CS /G ID xyz", "~", "~Q q (a"};

	for (size_t i = 0; i < COUNT(streams); i++) {
		struct bdl_buffer c = BDL_BUFFER_INIT;
		struct pdf_content scan;
		struct pdf_operation o;
		struct made m;
		int depth = 0, marks = 0, text = 0, lowest = 0;
		bool number = false;

		one_page(&m, "/MediaBox[0 0 595 842]", streams[i]);
		content(&m, 0, &c);
		bdl_content_init(&scan, c.data, c.length);
		while (bdl_content_next(&scan, &o)) {
			depth += o.code == PDF_OP1('q') ? 1 : o.code == PDF_OP1('Q') ? -1 : 0;
			marks += o.code == PDF_OP3('B', 'M', 'C')   ? 1
				 : o.code == PDF_OP3('E', 'M', 'C') ? -1
								    : 0;
			text += o.code == PDF_OP2('B', 'T')   ? 1
				: o.code == PDF_OP2('E', 'T') ? -1
							      : 0;
			lowest = depth < lowest ? depth : lowest;
			if (o.code == PDF_OP2('T', 'f') && o.name &&
				strncmp(o.name, "/BdlN", 5) == 0) {
				number = true;
				cr_expect(depth == 0 && marks == 0 && text == 1, "%s: %s",
					streams[i], c.data);
			}
		}
		cr_expect(number, "the number is lost: %s", c.data);
		cr_expect_eq(lowest, 0, "%s: %s", streams[i], c.data);
		bdl_buffer_release(&c);
		unmake(&m);
	}
}

Test(pdf_part, inherits_what_the_page_tree_hands_down)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2/MediaBox[0 0 300 "
		"400]/Resources<</Font<</F1 6 0 R>>>>/Rotate 90>>",
		"<</Type/Pages/Parent 2 0 R/Kids[4 0 R]/Count 1/CropBox[290 390 10 20]>>",
		"<</Type/Page/Parent 3 0 R/Contents 7 0 R>>",
		"<</Type/Page/Parent 2 0 R/Contents 7 0 R/Rotate 0/MediaBox[0 0 200 300]>>", FONT,
		"~BT /F1 12 Tf 50 200 Td (Same) Tj ET", INFO, NULL};
	static const double boxes[2][4] = {{10, 20, 290, 390}, {0, 0, 200, 300}};
	struct made m;

	make(&m, objects);
	cr_assert_eq(m.part.page_count, 2);
	for (size_t i = 0; i < 2; i++) {
		const struct pdf_value *fonts = get(&m, get(&m, m.pages[i], "/Resources"), "/Font");

		cr_expect_arr_eq(m.part.pages[i].box, boxes[i], sizeof(boxes[i]), "page %zu", i);
		cr_expect_eq(bdl_value_find(fonts, "/F1")->type, PDF_REF);
		cr_expect_eq(bdl_value_find(fonts, "/BdlN")->type, PDF_REF);
		cr_expect_eq(bdl_value_find(fonts, "/BdlB")->type, PDF_REF);
	}
	cr_expect_eq(m.part.pages[0].rotate, 90);
	cr_expect_eq(m.part.pages[1].rotate, 0);
	cr_expect_eq(bdl_value_find(m.pages[0], "/Resources")->id,
		bdl_value_find(m.pages[1], "/Resources")->id,
		"resources that pages share are written once");
	unmake(&m);
}

Test(pdf_part, normalises_boxes_and_turns)
{
	/* clang-format off */
	static const struct {
		const char *entries;
		double box[4];
		int rotate;
	} cases[] = {
		{ "/MediaBox[0 0 595 842]/Rotate -90", { 0, 0, 595, 842 }, 270 },
		{ "/MediaBox[0 0 595 842]/Rotate 450", { 0, 0, 595, 842 }, 90 },
		{ "/MediaBox[0 0 595 842]/Rotate 45", { 0, 0, 595, 842 }, 0 },
		{ "/MediaBox[595 842 0 0]", { 0, 0, 595, 842 }, 0 },
		{ "/MediaBox[0 0 595 842]/CropBox[-50 -50 400 1000]", { 0, 0, 400, 842 }, 0 },
		{ "/MediaBox[0 0 595 842]/CropBox[700 700 800 800]", { 0, 0, 595, 842 }, 0 },
		{ "/MediaBox[0 0 1000000000 1000000000]", { 0, 0, 595.28, 841.89 }, 0 },
		{ "/MediaBox[0 0 0 0]", { 0, 0, 595.28, 841.89 }, 0 },
		{ "/MediaBox[0 0 (a) 5]", { 0, 0, 595.28, 841.89 }, 0 },
		{ "/MediaBox 17", { 0, 0, 595.28, 841.89 }, 0 },
		{ "", { 0, 0, 595.28, 841.89 }, 0 },
		{ "/MediaBox[0 0 100 50]", { 0, -94, 144, 50 }, 0 },
		{ "/MediaBox[0 0 100 200]/Rotate 90", { 0, 0, 144, 200 }, 90 },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct made m;

		one_page(&m, cases[i].entries, "~");
		for (size_t k = 0; k < 4; k++)
			cr_expect_float_eq(m.part.pages[0].box[k], cases[i].box[k], 1e-6,
				"%s: %zu is %f", cases[i].entries, k, m.part.pages[0].box[k]);
		cr_expect_eq(m.part.pages[0].rotate, cases[i].rotate, "%s", cases[i].entries);
		unmake(&m);
	}
}

/* ---- the corner ---- */

Test(pdf_part, scales_only_pages_whose_corner_is_taken)
{
	/* clang-format off */
	static const struct {
		const char *name, *entries, *content;
		bool scaled;
	} cases[] = {
		{ "nothing there", "", "~BT /F1 12 Tf 72 700 Td (Dear Sir) Tj ET", false },
		{ "words in it", "", "~BT /F1 12 Tf 500 20 Td (Page 1) Tj ET", true },
		{ "words running into it", "", "~BT /F1 12 Tf 400 24 Td (a footer that runs on and on) Tj ET", true },
		{ "words above it", "", "~BT /F1 12 Tf 500 60 Td (Page 1) Tj ET", false },
		{ "words left of it", "", "~BT /F1 12 Tf 72 24 Td (Page 1) Tj ET", false },
		{ "a line through it", "", "~300 30 m 590 30 l S", true },
		{ "a white line", "", "~1 G 300 30 m 590 30 l S", false },
		{ "a frame round the page", "", "~5 5 585 832 re S", false },
		{ "a thin surface", "", "~300 30 290 0.5 re f", true },
		{ "a white page", "", "~1 g 0 0 595 842 re f", false },
		{ "a white page in CMYK", "", "~0 0 0 0 k 0 0 595 842 re f", false },
		{ "a light page", "", "~0.9 g 0 0 595 842 re f", false },
		{ "a dark page", "", "~0.2 g 0 0 595 842 re f", true },
		{ "a dark page clipped away", "", "~q 0 100 595 700 re W n 0.2 g 0 0 595 842 re f Q", false },
		{ "a dark curve", "", "~0 g 0 0 m 200 200 400 0 595 100 c 595 0 l f", true },
		{ "moved there", "", "~q 1 0 0 1 200 0 cm 300 30 m 310 30 l S Q", true },
		{ "moved away", "", "~q 1 0 0 1 0 200 cm 500 30 m 510 30 l S Q", false },
		{ "a picture", "", "~q 200 0 0 200 400 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI Q", true },
		{ "a picture above", "", "~q 200 0 0 200 400 400 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI Q", false },
		{ "turned, its own corner free", "/Rotate 90", "~BT /F1 12 Tf 500 20 Td (Page 1) Tj ET", false },
		{ "turned, its own corner taken", "/Rotate 90", "~0 g 550 770 30 30 re f", true },
		{ "upside down", "/Rotate 180", "~0 g 40 800 30 20 re f", true },
		{ "turned the other way", "/Rotate 270", "~0 g 10 40 30 30 re f", true },
		{ "a link", "/Annots[<</Type/Annot/Subtype/Link/Rect[500 20 540 30]>>]", "~", true },
		{ "a link elsewhere", "/Annots[<</Type/Annot/Subtype/Link/Rect[100 20 140 30]>>]", "~", false },
		{ "a hidden note", "/Annots[<</Type/Annot/Subtype/Text/F 2/Rect[500 20 540 30]>>]", "~", false },
		{ "twice as large units", "/UserUnit 2", "~0 g 560 10 3 3 re f", true },
		{ "twice as large units, elsewhere", "/UserUnit 2", "~0 g 510 30 20 5 re f", false },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		char entries[300];
		struct made m;

		snprintf(entries, sizeof(entries), "/MediaBox[0 0 595 842]%s", cases[i].entries);
		one_page(&m, entries, cases[i].content);
		cr_expect_eq((m.part.pages[0].flags & BDL_PAGE_SCALED) != 0, cases[i].scaled, "%s",
			cases[i].name);
		cr_expect_eq(m.part.pages[0].scale < 1, cases[i].scaled, "%s", cases[i].name);
		unmake(&m);
	}
}

Test(pdf_part, scales_everything_on_a_page_together)
{
	const double s = 802.0 / 842.0;
	struct bdl_buffer c = BDL_BUFFER_INIT;
	const struct pdf_value *rect, *quads;
	struct made m;

	one_page(&m,
		"/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/Highlight/Rect[100 842 200 "
		"100]"
		"/QuadPoints[100 842 200 842 100 100 200 100]>>]",
		"~BT /F1 12 Tf 500 20 Td (Page 1) Tj ET");
	cr_expect_float_eq(m.part.pages[0].scale, s, 1e-9);
	content(&m, 0, &c);
	cr_expect_not_null(strstr(c.data, " cm\n"), "%s", c.data);
	cr_expect_not_null(strstr(c.data, " re W n\n"), "nothing from outside may come into view");
	rect = get(&m, annot(&m, 0, 0), "/Rect");
	quads = get(&m, annot(&m, 0, 0), "/QuadPoints");
	cr_expect_float_eq(item(&m, rect, 0)->number, 297.5 + s * (100 - 297.5), 1e-4);
	cr_expect_float_eq(item(&m, rect, 1)->number, 842, 1e-4, "the upper edge stays");
	cr_expect_float_eq(item(&m, rect, 3)->number, 842 - s * 742, 1e-4);
	cr_expect_float_eq(item(&m, quads, 7)->number, 842 - s * 742, 1e-4);
	bdl_buffer_release(&c);
	unmake(&m);
}

/* ---- what goes ---- */

Test(pdf_part, takes_out_everything_that_acts)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(secretly)>>"
		"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(secretly)>>]>>>>/AA<</WC 6 0 "
		"R>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O 6 0 R>>/Contents 4 0 "
		"R/Annots[5 0 R 7 0 R 8 0 R 9 0 R]"
		"/Metadata 10 0 R/PieceInfo<</X 6 0 R>>/StructParents 3>>",
		"~0 g",
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A 6 0 R/AA<</E 6 0 "
		"R>>/PA<</S/URI/URI(http://a.b)>>>>",
		"<</Type/Action/S/JavaScript/JS(secretly)>>",
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/Launch/F(secretly.exe)>>>>",
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/A<</S/URI/URI(file:///secretly)>>>>",
		"<</Type/Annot/Subtype/Link/Rect[1 1 9 "
		"9]/A<</S/GoToR/F(secretly.pdf)/D[0/Fit]>>/Next 6 0 R>>",
		"~{/Type/Metadata/Subtype/XML}secretly", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect_not(holds(&m, "secretly"), "%s", m.body);
	cr_expect_not(holds(&m, "JavaScript"));
	cr_expect_not(holds(&m, "/AA"));
	cr_expect_not(holds(&m, "StructParents"));
	cr_expect_eq(m.part.annot_count, 4, "what was pressed is still seen");
	unmake(&m);
}

Test(pdf_part, keeps_web_and_mail_links_only)
{
	/* clang-format off */
	static const struct {
		const char *uri;
		bool kept;
	} cases[] = {
		{ "(https://www.gov.uk/)", true }, { "(HTTP://example.org)", true }, { "(mailto:a@b.org)", true },
		{ "<68747470733A2F2F61>", true }, { "(file:///etc/passwd)", false }, { "(javascript:alert\\(1\\))", false },
		{ "(www.gov.uk)", false }, { "(https://a\\nb)", false }, { "17", false }, { "()", false },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		char entries[300];
		struct made m;

		snprintf(entries, sizeof(entries),
			"/MediaBox[0 0 595 842]/Annots[<</Type/Annot/Subtype/Link/Rect[1 1 9 "
			"9]/A<</S/URI/URI%s>>>>]",
			cases[i].uri);
		one_page(&m, entries, "~");
		cr_expect_eq(get(&m, annot(&m, 0, 0), "/A")->type == PDF_DICT, cases[i].kept, "%s",
			cases[i].uri);
		unmake(&m);
	}
}

Test(pdf_part, says_what_it_left_behind)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</XFA(x)/Fields[6 0 R]>>"
		"/Names<</EmbeddedFiles<</Names[(a.txt)<</Type/Filespec/EF<</F 7 0 R>>>>]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R 5 0 R 6 0 R]>>",
		"<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS<</Type/Filespec/EF<</F 7 0 "
		"R>>>>>>",
		"<</Type/Annot/Subtype/Screen/Rect[1 1 9 9]/A<</S/Rendition>>>>",
		"<</Type/Annot/Subtype/Widget/Rect[1 1 9 "
		"9]/FT/Sig/T(s)/V<</Type/Sig/Contents<00>/Reference[1 0 R]>>/AP<</N 8 0 R>>>>",
		"~{/Type/EmbeddedFile}attached", "~{/Type/XObject/Subtype/Form/BBox[0 0 8 8]}0 g",
		INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect(warns(&m, "1 file was attached to this PDF"), "both are one file");
	cr_expect(warns(&m, "film or sound"));
	cr_expect(m.facts.is_signed);
	cr_expect(warns(&m, "XFA"));
	cr_expect_not(holds(&m, "attached"));
	cr_expect_not(holds(&m, "/Sig/"));
	cr_expect_eq(m.part.annot_count, 3,
		"the attachment's mark, a link over it, and the signature's look");
	cr_expect_eq(get(&m, get(&m, annot(&m, 0, 2), "/AP"), "/N")->type, PDF_DICT);
	cr_expect(bdl_value_is_name(get(&m, annot(&m, 0, 2), "/Subtype"), "/Stamp"));
	cr_expect_eq(m.part.field_count, 0, "a field without its signature asks to be signed");
	unmake(&m);
}

/* ---- links ---- */

Test(pdf_part, resolves_destinations_of_every_kind)
{
	/* clang-format off */
	static const struct {
		const char *press;
		int page;
		double left, top;
	} cases[] = {
		{ "/Dest[4 0 R/XYZ 10 20 3]", 1, 10, 20 },
		{ "/Dest[4 0 R/XYZ null null 0]", 1, 0, 842 },
		{ "/Dest[4 0 R/Fit]", 1, 0, 842 },
		{ "/Dest[4 0 R/FitH 500]", 1, 0, 500 },
		{ "/Dest[4 0 R/FitR 1 2 3 4]", 1, 1, 4 },
		{ "/Dest[1/XYZ 5 6 0]", 1, 5, 6 },
		{ "/Dest(tree)", 1, 7, 8 },
		{ "/Dest<74726565>", 1, 7, 8 },
		{ "/Dest(deep)", 0, 9, 9 },
		{ "/Dest/old", 1, 3, 4 },
		{ "/Dest/with#20space", 0, 0, 842 },
		{ "/A<</S/GoTo/D(tree)>>", 1, 7, 8 },
		{ "/A<</S/GoTo/D[4 0 R/Fit]>>", 1, 0, 842 },
		{ "/A<</S/JavaScript/JS(x)/Next<</S/GoTo/D(tree)>>>>", 1, 7, 8 },
		{ "/A<</S/Named/N/LastPage>>", 1, 0, 842 },
		{ "/A<</S/Named/N/NextPage>>", 1, 0, 842 },
		{ "/A<</S/Named/N/Print>>", -1, 0, 0 },
		{ "/Dest(unknown)", -1, 0, 0 },
		{ "/Dest[99 0 R/Fit]", -1, 0, 0 },
		{ "/Dest[7/Fit]", -1, 0, 0 },
		{ "/Dest[5 0 R/Fit]", -1, 0, 0 },
		{ "/Dest(loop)", -1, 0, 0 },
	};

	/* clang-format on */

	for (size_t i = 0; i < COUNT(cases); i++) {
		char page[400];
		const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/Dests<</old[4 0 R/XYZ "
					       "3 4 0]/with#20space[3 0 R/Fit]>>"
					       "/Names<</Dests 6 0 R>>>>",
			"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>", page,
			"<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R>>",
			"<</Kids[7 0 R 8 0 R 6 0 R]>>",
			"<</Limits[(deep)(loop)]/Names[(deep)<</D[3 0 R/XYZ 9 9 "
			"0]>>(loop)(loop)]>>",
			"<</Limits[(tree)(tree)]/Names[(tree)[4 0 R/XYZ 7 8 null]]>>", INFO, NULL};
		const struct pdf_value *dest;
		struct made m;

		snprintf(page, sizeof(page),
			"<</Type/Page/Parent 2 0 R/Annots[<</Type/Annot/Subtype/Link/Rect[1 1 9 "
			"9]%s>>]>>",
			cases[i].press);
		make(&m, objects);
		dest = get(&m, get(&m, annot(&m, 0, 0), "/A"), "/D");
		cr_expect_eq(destination(&m, dest), cases[i].page, "%s", cases[i].press);
		if (cases[i].page >= 0) {
			cr_expect_float_eq(item(&m, dest, 2)->number, cases[i].left, 1e-6, "%s",
				cases[i].press);
			cr_expect_float_eq(item(&m, dest, 3)->number, cases[i].top, 1e-6, "%s",
				cases[i].press);
			cr_expect_eq(item(&m, dest, 4)->type, PDF_NULL, "the reader's zoom stays");
		}
		unmake(&m);
	}
}

Test(pdf_part, moves_destinations_with_a_scaled_page)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 "
		"842]/Resources<</Font<</F1 5 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Annots[<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/Dest[4 "
		"0 R/XYZ 0 421 0]>>]>>",
		"<</Type/Page/Parent 2 0 R/Contents 8 0 R>>", FONT, "<</First 7 0 R>>",
		"<</Title(Half way)/Dest[4 0 R/XYZ 0 421 0]>>",
		"~BT /F1 12 Tf 500 20 Td (Page 2) Tj ET", INFO, NULL};
	const double top = 842 - 421 * 802.0 / 842.0;
	const struct pdf_value *dest;
	struct made m;

	make(&m, objects);
	dest = get(&m, get(&m, annot(&m, 0, 0), "/A"), "/D");
	cr_expect_float_eq(item(&m, dest, 3)->number, top, 1e-4);
	cr_assert_eq(m.part.bookmark_count, 1);
	cr_expect_float_eq(m.part.bookmarks[0].top, top, 1e-6);
	unmake(&m);
}

Test(pdf_part, keeps_bookmarks_and_their_depth)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R>>", "<</First 5 0 R/Last 8 0 R>>",
		"<</Title(One)/Dest[3 0 R/XYZ 0 700 0]/Next 6 0 R>>",
		"<</Title<FEFF017B00F30142>/First 7 0 R/Next 8 0 R>>",
		"<</Title(Below)/A<</S/GoTo/D[3 0 R/Fit]>>>>",
		"<</Title(Web)/A<</S/URI/URI(http://a.b)>>/Next 5 0 R>>", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_assert_eq(m.part.bookmark_count, 3, "%u", m.part.bookmark_count);
	cr_expect_eq(m.part.bookmarks[0].depth, 0);
	cr_expect_float_eq(m.part.bookmarks[0].top, 700, 1e-9);
	cr_expect_eq(m.part.bookmarks[1].depth, 0);
	cr_expect_eq(m.part.bookmarks[1].title_length, 6, "UTF-8");
	cr_expect_eq(m.part.bookmarks[2].depth, 1);
	cr_expect(isnan(m.part.bookmarks[2].top));
	unmake(&m);
}

Test(pdf_part, refers_from_pages_to_nothing_outside_itself)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 5 0 R>>/Properties<</P 4 0 R/Q "
		"6 0 R/R 88 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R>>",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 1 1]/StructParent 4/Metadata 6 0 "
		"R/F(outside)}",
		"<</Type/Page/MediaBox[0 0 9 9]/Parent 2 0 R/Contents 7 0 R>>",
		"~an orphan's content", INFO, NULL};
	const struct pdf_value *properties;
	struct made m;

	make(&m, objects);
	properties = get(&m, get(&m, m.pages[0], "/Resources"), "/Properties");
	cr_expect_eq((uint32_t)bdl_value_find(properties, "/P")->id, m.part.pages[1].object,
		"a page is its own page");
	cr_expect_eq(
		get(&m, properties, "/Q")->type, PDF_NULL, "a page outside the tree is nothing");
	cr_expect_eq(get(&m, properties, "/R")->type, PDF_NULL);
	cr_expect_not(holds(&m, "orphan"));
	cr_expect_not(holds(&m, "outside"));
	unmake(&m);
}

/* ---- layers and forms ---- */

Test(pdf_part, lists_layers_that_are_used_and_hides_what_was_hidden)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 "
					      "R 6 0 R 7 0 R]/D<</OFF[6 0 R]>>>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Properties<</A 5 0 R/B 6 0 "
		"R>>>>>>",
		"~/OC /A BDC 0 g EMC /OC /B BDC 0 0 9 9 re f EMC", "<</Type/OCG/Name(Seen)>>",
		"<</Type/OCG/Name(Hidden)>>", "<</Type/OCG/Name(Unused)>>", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_assert_eq(m.part.layer_count, 2);
	cr_expect_eq(m.part.layers[0].flags, 0);
	cr_expect_eq(m.part.layers[1].flags, BDL_LAYER_OFF);
	unmake(&m);
}

Test(pdf_part, keeps_fields_in_their_tree)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/DA(/Helv 0 Tf 0 g)>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Annots[6 0 R 7 0 R]>>",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 90 20]}0 g",
		"<</T(group)/FT/Tx/Kids[6 0 R 7 0 R 5 0 R]/AA<</K<</S/JavaScript/JS(x)>>>>>>",
		"<</Type/Annot/Subtype/Widget/T(a)/V(first)/Rect[100 700 190 720]/Parent 5 0 "
		"R/AP<</N 4 0 R>>>>",
		"<</Type/Annot/Subtype/Widget/T(b)/V(second)/Rect[100 600 190 620]/Parent 5 0 "
		"R/AP<</N 4 0 R>>>>",
		INFO, NULL};
	const struct pdf_value *field, *kids;
	struct made m;

	make(&m, objects);
	cr_assert_eq(m.part.field_count, 1);
	field = bdl_source_load(&m.pdf, &m.pdf.arena, (int)m.part.fields[0], 0, NULL);
	kids = bdl_value_find(field, "/Kids");
	cr_expect_eq(bdl_value_count(kids), 2);
	cr_expect_eq(bdl_value_find(field, "/Parent")->id, (int)m.part.object_count + 4,
		"it hangs on bind's field");
	cr_expect_eq(bdl_value_find(annot(&m, 0, 0), "/Parent")->id, (int)m.part.fields[0]);
	cr_expect_eq(bdl_value_find(field, "/DA")->type, PDF_STRING);
	cr_expect_not(holds(&m, "JavaScript"));
	unmake(&m);
}

Test(pdf_part, shows_what_was_filled_in_without_a_look)
{
	static const char *const objects[] = {
		"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R 6 0 R 7 0 R]/NeedAppearances "
		"true/DA(/Helv 10 Tf 0 0 1 rg)>>>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R/Annots[5 0 R 6 0 R 7 0 R]>>",
		"~{/Type/XObject/Subtype/Form/BBox[0 0 90 20]}0 g",
		"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(Paid \\200)/Rect[100 700 190 "
		"720]/AP<</N 4 0 R>>>>",
		"<</Type/Annot/Subtype/Widget/FT/Btn/T(b)/V/Yes/AS/Yes/Rect[100 600 120 620]>>",
		"<</Type/Annot/Subtype/Widget/FT/Ch/T(c)/V(x)/Opt[[(x)(Extra)]]/Rect[100 500 190 "
		"520]>>",
		INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect(holds(&m, "<506169642095> Tj"), "a bullet is 95 in WinAnsi");
	cr_expect(holds(&m, "0 0 1 rg"));
	cr_expect(holds(&m, "<4578747261> Tj"), "a choice shows what people read");
	cr_expect(holds(&m, " l S"), "a tick");
	cr_expect_eq(bdl_value_find(annot(&m, 0, 1), "/AS")->type, PDF_NULL);
	unmake(&m);
}

/* ---- damage ---- */

Test(pdf_part, leaves_a_lost_page_blank_and_says_so)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R 9 0 R 4 0 R]/Count 3/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R>>", "<</Type/Page/Parent 2 0 R>>", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect_eq(m.facts.pages, 3);
	cr_expect(warns(&m, "Page 2 is missing"));
	unmake(&m);
}

Test(pdf_part, ends_in_a_page_tree_that_loops)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R 2 0 R 4 0 R]/Count 1/MediaBox[0 0 595 842]>>",
		"<</Type/Page/Parent 2 0 R>>", "<</Type/Pages/Kids[2 0 R 4 0 R]>>", INFO, NULL};
	struct made m;

	make(&m, objects);
	cr_expect_eq(m.facts.pages, 1);
	unmake(&m);
}

Test(pdf_part, shows_a_stream_that_cannot_be_decoded_behind_glass)
{
	struct bdl_buffer c = BDL_BUFFER_INIT;
	struct made m;

	one_page(&m, "/MediaBox[0 0 595 842]", "~{/Filter/FlateDecode}this is no deflate");
	content(&m, 0, &c);
	cr_expect_not_null(strstr(c.data, "/BdlX0 Do"), "%s", c.data);
	cr_expect(warns(&m, "Page 1 is damaged"));
	cr_expect_eq(
		get(&m, get(&m, get(&m, m.pages[0], "/Resources"), "/XObject"), "/BdlX0")->type,
		PDF_DICT);
	bdl_buffer_release(&c);
	unmake(&m);
}

/* Poppler gives up a stream at an operator that lacks operands; the stamp behind it must be drawn all the same. */
Test(pdf_part, draws_content_with_a_starved_operator_behind_glass)
{
	struct bdl_buffer c = BDL_BUFFER_INIT;
	struct made m;

	one_page(&m, "/MediaBox[0 0 595 842]", "~q BT TD (words) Tj");
	content(&m, 0, &c);
	cr_expect_not_null(strstr(c.data, "/BdlX0 Do"), "%s", c.data);
	cr_expect_null(strstr(c.data, "TD"), "%s", c.data);
	cr_expect_eq(
		get(&m, get(&m, get(&m, m.pages[0], "/Resources"), "/XObject"), "/BdlX0")->type,
		PDF_DICT);
	bdl_buffer_release(&c);
	unmake(&m);
}

Test(pdf_part, is_the_same_each_time)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
		"~q 500 20 9 9 re f", INFO, NULL};
	struct made a, b;

	make(&a, objects);
	make(&b, objects);
	cr_expect_eq(a.facts.pages, 2, "a page that stands in the tree twice is two pages");
	cr_assert_eq(a.part.body_length, b.part.body_length);
	cr_expect_arr_eq(a.body, b.body, (size_t)a.part.body_length);
	unmake(&a);
	unmake(&b);
}

Test(pdf_part, does_the_same_for_a_pdf_in_memory)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 "
		"R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
		"~BT /F1 12 Tf 500 20 Td (Page 1) Tj ET", FONT, INFO, NULL};
	const struct bdl_pdf_options o = {0};
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct made m;

	write_pdf(&pdf, objects);
	read_bytes(&m, pdf.data, pdf.length, "converted.docx", &o);
	cr_assert_eq(m.rc, 0, "%s", m.err.message);
	cr_expect_eq(m.facts.pages, 1);
	cr_expect_eq(m.part.pages[0].flags, BDL_PAGE_SCALED, "words in the corner are found");
	unmake(&m);
	read_bytes(&m, "no PDF", 6, "converted.docx", &o);
	cr_expect_eq(m.rc, -1);
	cr_expect_eq(m.err.code, BDL_EFORMAT);
	bdl_buffer_release(&pdf);
	unmake(&m);
}
