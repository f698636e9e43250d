/*
 * Reserved: pages make the room that a numbering asks for, at foot or head, in one place or
 * several, and everything on them moves together.
 */
#include "pdf_fixture.h"

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define FONT "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"

static void one_page(struct made *m, const char *entries, const char *stream, const char *reserved)
{
	char page[4096];
	const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream, FONT, "<</Title(x)>>", NULL};

	snprintf(page, sizeof(page),
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>",
		entries);
	make_reserved(m, objects, reserved);
}

#define WORDS(x, y) "~BT /F1 12 Tf " #x " " #y " Td (Page 1) Tj ET"
#define PICTURE(y, grey) "~q 595 0 0 60 0 " #y " cm BI /W 1 /H 1 /BPC 8 /CS /G ID " grey " EI Q"

/* clang-format off */
static const struct {
	const char *reserved, *name, *entries, *content;
	bool scaled;
} cases[] = {
	{ "", "the usual corner", "", WORDS(500, 20), true },
	{ "", "where a volume would stand", "", WORDS(430, 20), false },
	{ "", "where a mark would stand", "", WORDS(280, 20), false },
	{ "", "where a page of the main bundle would stand", "", WORDS(80, 20), false },
	{ "bottom-right 120 600 volume", "the volume", "", WORDS(430, 20), true },
	{ "bottom-right 120 600 volume", "left of the volume", "", WORDS(370, 20), false },
	{ "bottom-right 120 600 mark", "the mark", "", WORDS(280, 20), true },
	{ "bottom-right 120 600 mark", "between mark and number", "", WORDS(400, 20), false },
	{ "bottom-right 120 600 main", "the main bundle", "", WORDS(80, 20), true },
	{ "bottom-right 120 1500", "a long number", "", WORDS(430, 20), true },
	{ "bottom-right 240 1000", "a tall number", "", WORDS(500, 48), true },
	{ "bottom-left 120 600", "the left corner", "", WORDS(80, 20), true },
	{ "bottom-left 120 600", "the right corner", "", WORDS(500, 20), false },
	{ "bottom-centre 120 600", "the middle", "", WORDS(280, 20), true },
	{ "bottom-centre 120 600", "the right corner", "", WORDS(500, 20), false },
	{ "bottom-centre 120 600 mark", "the mark beside the middle", "", WORDS(500, 20), true },
	{ "top-right 120 600", "the foot", "", WORDS(500, 20), false },
	{ "top-right 120 600", "the head", "", WORDS(500, 815), true },
	{ "top-right 120 600", "below the head", "", WORDS(500, 790), false },
	{ "top-right 120 600", "the other end of the head", "", WORDS(80, 815), false },
	{ "top-right 120 600 mark", "a mark stays at the foot", "", WORDS(280, 20), true },
	{ "top-left 120 600", "the head", "", WORDS(80, 815), true },
	{ "top-centre 120 600 volume", "the volume beside it", "", WORDS(200, 815), true },
	{ "top-right 120 600", "a line", "", "~300 820 m 590 820 l S", true },
	{ "top-right 120 600", "a dark picture", "", PICTURE(782, "\x01"), true },
	{ "top-right 120 600", "a light picture", "", PICTURE(782, "\xF0"), false },
	{ "top-right 120 600", "a dark picture elsewhere", "", PICTURE(0, "\x01"), false },
	{ "top-right 120 600", "a link", "/Annots[<</Type/Annot/Subtype/Link/Rect[500 815 540 825]>>]", "~", true },
	{ "top-right 120 600", "a link at the foot", "/Annots[<</Type/Annot/Subtype/Link/Rect[500 20 540 30]>>]", "~", false },
	{ "top-right 120 600", "a field", "/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[500 815 540 825]>>]", "~", true },
	{ "top-right 120 600", "turned, its own head", "/Rotate 90", "~0 g 20 760 10 20 re f", true },
	{ "top-right 120 600", "turned, its own foot", "/Rotate 90", "~0 g 550 770 30 30 re f", false },
	{ "top-left 120 600", "upside down", "/Rotate 180", "~0 g 500 10 30 20 re f", true },
	{ "top-left 120 600", "large units", "/UserUnit 2", "~0 g 40 828 10 3 re f", true },
	{ "bottom-right 120 600 mark volume", "a picture dark only at the mark", "",
		"~q 60 0 0 30 270 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI Q", true },
	{ "bottom-right 120 600 mark volume", "a picture dark between", "",
		"~q 30 0 0 30 350 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x01 EI Q", false },
};

/* clang-format on */

Test(pdf_reserved, scales_pages_that_have_something_where_something_is_stamped)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		char entries[300];
		struct made m;

		snprintf(entries, sizeof(entries), "/MediaBox[0 0 595 842]%s", cases[i].entries);
		one_page(&m, entries, cases[i].content, cases[i].reserved);
		cr_expect_eq((m.part.pages[0].flags & BDL_PAGE_SCALED) != 0, cases[i].scaled,
			"%s: %s", cases[i].reserved, cases[i].name);
		unmake(&m);
	}
}

Test(pdf_reserved, facts_tell_what_room_was_made)
{
	struct made m;

	one_page(&m, "/MediaBox[0 0 595 842]", "~", "top-right 120 600 mark");
	cr_expect_str_eq(m.facts.reserved, "top-right 120 600 mark");
	unmake(&m);
	one_page(&m, "/MediaBox[0 0 595 842]", "~", NULL);
	cr_expect_str_eq(m.facts.reserved, "bottom-right 120 600");
	unmake(&m);
	one_page(&m, "/MediaBox[0 0 595 842]", "~", "nonsense");
	cr_expect_str_eq(m.facts.reserved, "bottom-right 120 600");
	unmake(&m);
}

/* One of each kind that says where it lies; x and y by turns. */
static const struct {
	const char *key, *entries;
	double points[8];
	size_t count;
} kinds[] = {
	{"/Rect", "/Subtype/Link/Rect[100 300 200 320]/A<</S/URI/URI(http://a.uk)>>",
		{100, 300, 200, 320}, 4},
	{"/QuadPoints",
		"/Subtype/Highlight/Rect[100 300 200 320]/QuadPoints[100 320 200 320 100 300 200 "
		"300]",
		{100, 320, 200, 320, 100, 300, 200, 300}, 8},
	{"/InkList", "/Subtype/Ink/Rect[90 290 210 330]/InkList[[100 300 150 320 200 310]]",
		{100, 300, 150, 320, 200, 310}, 6},
	{"/Vertices", "/Subtype/Polygon/Rect[90 290 210 330]/Vertices[100 300 150 320 200 310]",
		{100, 300, 150, 320, 200, 310}, 6},
	{"/Vertices", "/Subtype/PolyLine/Rect[90 290 210 330]/Vertices[100 300 150 320 200 310]",
		{100, 300, 150, 320, 200, 310}, 6},
	{"/L", "/Subtype/Line/Rect[90 290 210 330]/L[100 300 200 320]", {100, 300, 200, 320}, 4},
	{"/CL",
		"/Subtype/FreeText/DA(/F1 9 Tf)/Contents(x)/Rect[90 290 210 330]/CL[100 300 150 "
		"320 200 310]",
		{100, 300, 150, 320, 200, 310}, 6},
	{"/Rect", "/Subtype/Square/Rect[100 300 200 320]", {100, 300, 200, 320}, 4},
	{"/Rect", "/Subtype/Circle/Rect[100 300 200 320]", {100, 300, 200, 320}, 4},
	{"/Rect", "/Subtype/Stamp/Rect[100 300 200 320]", {100, 300, 200, 320}, 4},
	{"/Rect", "/Subtype/Text/Contents(x)/Rect[100 300 120 320]", {100, 300, 120, 320}, 4},
	{"/Rect", "/Subtype/Caret/Rect[100 300 120 320]", {100, 300, 120, 320}, 4},
	{"/Rect", "/Subtype/Popup/Rect[100 300 200 320]", {100, 300, 200, 320}, 4},
	{"/Rect", "/Subtype/Redact/Rect[100 300 200 320]", {100, 300, 200, 320}, 4},
	{"/Rect", "/Subtype/Widget/FT/Tx/T(a)/V(b)/DA(/F1 9 Tf)/Rect[100 300 200 320]",
		{100, 300, 200, 320}, 4},
};

/* How the page is freed: foot, head, and both. The height that stays, of 842, and the scale. */
static const struct {
	const char *reserved, *content;
	double fixed, scale;
} ways[] = {
	{"", WORDS(500, 20), 842, 802.0 / 842},
	{"top-right 120 600", WORDS(500, 815), 0, 808.0 / 842},
	{"top-right 120 600 mark", WORDS(280, 20), 842 * 40.0 / 74, 768.0 / 842},
};

Test(pdf_reserved, annotations_of_every_kind_move_with_their_page)
{
	for (size_t way = 0; way < COUNT(ways); way++) {
		const double s = ways[way].scale, fixed = ways[way].fixed;
		char entries[3500];
		size_t n = 0;
		struct made m;

		n += (size_t)snprintf(entries, sizeof(entries), "/MediaBox[0 0 595 842]/Annots[");
		for (size_t i = 0; i < COUNT(kinds); i++)
			n += (size_t)snprintf(entries + n, sizeof(entries) - n, "<</Type/Annot%s>>",
				kinds[i].entries);
		snprintf(entries + n, sizeof(entries) - n, "]");
		one_page(&m, entries, ways[way].content, ways[way].reserved);
		cr_expect_float_eq(m.part.pages[0].scale, s, 1e-9, "%s", ways[way].reserved);
		cr_assert_eq(m.part.pages[0].annot_count, COUNT(kinds));
		for (size_t i = 0; i < COUNT(kinds); i++) {
			const struct pdf_value *list = get(&m, annot(&m, 0, i), kinds[i].key);

			if (strcmp(kinds[i].key, "/InkList") == 0)
				list = item(&m, list, 0);
			for (size_t k = 0; k < kinds[i].count; k++) {
				double at = k % 2 ? fixed : 297.5;

				cr_expect_float_eq(item(&m, list, k)->number,
					at + s * (kinds[i].points[k] - at), 1e-3, "%s %zu: %g",
					kinds[i].entries, k, item(&m, list, k)->number);
			}
		}
		unmake(&m);
	}
}

/* What is drawn lies where the annotations are: the matrix is the same. */
Test(pdf_reserved, content_moves_as_annotations_do)
{
	for (size_t way = 0; way < COUNT(ways); way++) {
		const double s = ways[way].scale;
		struct bdl_buffer c = BDL_BUFFER_INIT;
		double n[6];
		struct made m;

		one_page(&m, "/MediaBox[0 0 595 842]", ways[way].content, ways[way].reserved);
		content(&m, 0, &c);
		cr_assert_eq(sscanf(c.data, "q %lf %lf %lf %lf %lf %lf cm", &n[0], &n[1], &n[2],
				     &n[3], &n[4], &n[5]),
			6, "%s", c.data);
		cr_expect_float_eq(n[0], s, 1e-6);
		cr_expect_float_eq(n[3], s, 1e-6);
		cr_expect_float_eq(n[4], 297.5 * (1 - s), 1e-3);
		cr_expect_float_eq(n[5], ways[way].fixed * (1 - s), 1e-3);
		bdl_buffer_release(&c);
		unmake(&m);
	}
}

Test(pdf_reserved, destinations_and_bookmarks_move_with_their_page)
{
	static const char *const objects[] = {"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
		"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 "
		"842]/Resources<</Font<</F1 5 0 R>>>>>>",
		"<</Type/Page/Parent 2 0 R/Annots[<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/Dest[4 "
		"0 R/XYZ 100 421 0]>>]>>",
		"<</Type/Page/Parent 2 0 R/Contents 8 0 R>>", FONT, "<</First 7 0 R>>",
		"<</Title(Half way)/Dest[4 0 R/XYZ 100 421 0]>>", WORDS(500, 815), "<</Title(x)>>",
		NULL};
	const double s = 808.0 / 842.0;
	const struct pdf_value *dest;
	struct made m;

	make_reserved(&m, objects, "top-right 120 600");
	dest = get(&m, get(&m, annot(&m, 0, 0), "/A"), "/D");
	cr_expect_float_eq(item(&m, dest, 2)->number, 297.5 + s * (100 - 297.5), 1e-3);
	cr_expect_float_eq(item(&m, dest, 3)->number, s * 421, 1e-3);
	cr_assert_eq(m.part.bookmark_count, 1);
	cr_expect_float_eq(m.part.bookmarks[0].top, s * 421, 1e-3);
	unmake(&m);
}

/* Small pages get white paper, onto which nothing comes that could not be seen before. */
Test(pdf_reserved, small_pages_are_enlarged_and_clipped_to_what_they_showed)
{
	static const struct {
		const char *reserved;
		double side;
	} sizes[] = {{"", 144}, {"bottom-left 120 600 mark", 300}};

	for (size_t i = 0; i < COUNT(sizes); i++) {
		struct bdl_buffer c = BDL_BUFFER_INIT;
		struct made m;

		one_page(&m, "/MediaBox[0 0 400 400]/CropBox[100 100 150 150]",
			"~0 g 0 0 400 400 re f", sizes[i].reserved);
		cr_expect_float_eq(
			m.part.pages[0].box[2] - m.part.pages[0].box[0], sizes[i].side, 1e-6);
		cr_expect_float_eq(m.part.pages[0].box[3], 150, 1e-6);
		content(&m, 0, &c);
		cr_expect(strstr(c.data, "100 100 50 50 re W n"), "%.200s", c.data);
		bdl_buffer_release(&c);
		unmake(&m);
	}
}
