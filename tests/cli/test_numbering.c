/*
 * Numbering, seen from outside: pages of every size, turn and unit go in, and pdftotext finds the
 * number where a reader sees it, whatever lies on the page.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof(*(a)))
#define A4 "/MediaBox[0 0 595 842]"

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(numbering, .init = setup, .fini = teardown, .timeout = 600);

/* Appends an object and notes where it stands. */
static void add_object(char *out, size_t size, long at[8], int number, const char *body)
{
	size_t n = strlen(out);

	at[number] = (long)n;
	snprintf(out + n, size - n, "%d 0 obj\n%s\nendobj\n", number, body);
	cr_assert_lt(strlen(out) + 200, size);
}

/* A PDF of one page; tree: entries of the node above it, which it inherits. */
static void put_page(const char *path, const char *tree, const char *page, const char *content)
{
	char out[16384] = "%PDF-1.7\n", body[8192], *end;
	long at[8], table;

	add_object(out, sizeof(out), at, 1, "<</Type/Catalog/Pages 2 0 R>>");
	snprintf(body, sizeof(body), "<</Type/Pages/Kids[3 0 R]/Count 1%s>>", tree);
	add_object(out, sizeof(out), at, 2, body);
	snprintf(body, sizeof(body),
		"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R/T 6 0 "
		"R>>>>%s>>",
		page);
	add_object(out, sizeof(out), at, 3, body);
	snprintf(body, sizeof(body), "<</Length %zu>>stream\n%s\nendstream", strlen(content),
		content);
	add_object(out, sizeof(out), at, 4, body);
	add_object(out, sizeof(out), at, 5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
	add_object(out, sizeof(out), at, 6,
		"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]"
		"/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97"
		"/Widths[10]>>");
	add_object(out, sizeof(out), at, 7,
		"<</Length 34>>stream\n10 0 0 0 10 10 d1 0 0 8 8 re f     \nendstream");
	table = (long)strlen(out);
	end = out + table;
	end += sprintf(end, "xref\n0 8\n0000000000 65535 f \n");
	for (int i = 1; i < 8; i++)
		end += sprintf(end, "%010ld 00000 n \n", at[i]);
	sprintf(end, "trailer<</Size 8/Root 1 0 R>>\nstartxref\n%ld\n%%%%EOF\n", table);
	fixture_put(&f, path, out, strlen(out));
}

/* ---- where the number is seen ---- */

/* Width and height as seen, in points; below 144 the page gets white paper. */
static const struct {
	const char *name, *tree, *page;
	double width, height, unit;
} sheets[] = {
	{"a4", "", A4, 595, 842, 1},
	{"turned 90", "", A4 "/Rotate 90", 842, 595, 1},
	{"turned 180", "", A4 "/Rotate 180", 595, 842, 1},
	{"turned 270", "", A4 "/Rotate 270", 842, 595, 1},
	{"turned from above", A4 "/Rotate 90", "", 842, 595, 1},
	{"turned backwards", "", A4 "/Rotate -90", 842, 595, 1},
	{"cropped", "", "/MediaBox[0 0 700 900]/CropBox[50 30 645 872]", 595, 842, 1},
	{"cropped from above", "/MediaBox[0 0 700 900]/CropBox[50 30 645 872]", "/Rotate 270", 842,
		595, 1},
	{"cropped beyond the paper", "", "/MediaBox[0 0 595 842]/CropBox[-50 -50 900 900]", 595,
		842, 1},
	{"negative origin", "", "/MediaBox[-300 -400 295 442]", 595, 842, 1},
	{"negative and turned", "", "/MediaBox[-300 -400 295 442]/Rotate 90", 842, 595, 1},
	{"corners the other way", "", "/MediaBox[595 842 0 0]", 595, 842, 1},
	{"unit 2", "", "/MediaBox[0 0 298 421]/UserUnit 2", 596, 842, 2},
	{"unit half", "", "/MediaBox[0 0 1190 1684]/UserUnit 0.5", 595, 842, 0.5},
	{"unit 2 turned and cropped", "",
		"/MediaBox[0 0 400 500]/CropBox[10 20 308 441]/UserUnit 2/Rotate 90", 842, 596, 2},
	{"a3", "", "/MediaBox[0 0 842 1191]", 842, 1191, 1},
	{"landscape", "", "/MediaBox[0 0 842 595]", 842, 595, 1},
	{"4 by 4", "", "/MediaBox[0 0 4 4]", 144, 144, 1},
	{"200 by 50", "", "/MediaBox[0 0 200 50]", 200, 144, 1},
	{"very wide", "", "/MediaBox[0 0 5000 300]", 5000, 300, 1},
	{"very high", "", "/MediaBox[0 0 300 5000]", 300, 5000, 1},
	{"no paper", "", "", 595.28, 841.89, 1},
};

static void put_sheets(void)
{
	for (size_t i = 0; i < COUNT(sheets); i++) {
		char path[64];

		snprintf(path, sizeof(path), "%02zu %s.pdf", i, sheets[i].name);
		put_page(path, sheets[i].tree, sheets[i].page, "0.9 g 1 1 1 1 re f");
	}
}

/* Builds; every page's words with their boxes. Free it. */
static char *build(const char *options)
{
	struct run r;
	char *words;

	fixture_run(&f, &r, "$BUNDLE build $E --name b --date 2023-05-22 %s", options);
	cr_assert_eq(r.status, 0, "%s: %s", options, r.err);
	run_release(&r);
	fixture_run(&f, &r, "pdftotext -cropbox -bbox $E/bundle/b.pdf -");
	words = r.out;
	r.out = NULL;
	run_release(&r);
	return words;
}

/* What the listing says, as data. Free it. */
static char *list(const char *options)
{
	struct run r;
	char *table;

	fixture_run(&f, &r, "$BUNDLE list $E --json --date 2023-05-22 %s", options);
	table = r.out;
	r.out = NULL;
	run_release(&r);
	return table;
}

/* The first page of the file in the listing. */
static unsigned page_of(const char *table, const char *path)
{
	char wanted[128];
	const char *at;

	snprintf(wanted, sizeof(wanted), "\"path\": \"%s\"", path);
	at = strstr(table, wanted);
	cr_assert(at, "%s is not listed", path);
	at = strstr(at, "\"first_page\": ");
	cr_assert(at);
	return (unsigned)strtoul(at + strlen("\"first_page\": "), NULL, 10);
}

/* The page (from 1) of pdftotext's answer. */
static const char *page_at(const char *words, unsigned page)
{
	for (; words && page > 0; page--)
		words = strstr(words + 1, "<page ");
	cr_assert(words, "there are too few pages");
	return words;
}

struct box {
	double left, top, right, bottom; /* from the upper left corner */
};

/* The word on that page; false: it is not there. */
static bool find_word(const char *page, const char *word, struct box *out)
{
	const char *end = strstr(page, "</page>");
	char tail[80];

	snprintf(tail, sizeof(tail), "\">%s</word>", word);
	for (const char *at = page; (at = strstr(at, "<word ")) && at < end; at++) {
		const char *close = strchr(at, '>');

		if (strncmp(close - 1, tail, strlen(tail)) == 0)
			return sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf",
				       &out->left, &out->top, &out->right, &out->bottom) == 4;
	}
	return false;
}

static const struct {
	const char *options;
	char side; /* r, c, l */
	bool top;
	double size;
} ways[] = {
	{"", 'r', false, 12},
	{"--number-at bottom-left --number-size 9", 'l', false, 9},
	{"--number-at bottom-centre --number-size 24", 'c', false, 24},
	{"--number-at top-right --number-size 14", 'r', true, 14},
	{"--number-at top-left", 'l', true, 12},
	{"--number-at top-centre --number-size 10.5", 'c', true, 10.5},
};

Test(numbering, is_seen_at_its_place_on_pages_of_every_kind)
{
	put_sheets();
	for (size_t way = 0; way < COUNT(ways); way++) {
		char *words = build(ways[way].options), *table = list(ways[way].options);

		for (size_t i = 0; i < COUNT(sheets); i++) {
			unsigned number;
			double unit = sheets[i].unit, width = sheets[i].width,
			       height = sheets[i].height;
			bool small = width < 300 || height < 300;
			struct box b;
			char digits[16], path[64];
			double at, baseline;

			snprintf(path, sizeof(path), "%02zu %s.pdf", i, sheets[i].name);
			number = page_of(table, path);
			if (ways[way].size > 12 && small) /* then enlarged to 300 */
				width = width < 300 ? 300 : width,
				height = height < 300 ? 300 : height;
			snprintf(digits, sizeof(digits), "%u", number);
			cr_assert(find_word(page_at(words, number), digits, &b), "%s: %s has no %s",
				ways[way].options, sheets[i].name, digits);
			at = ways[way].side == 'r'   ? width - b.right * unit - 48
			     : ways[way].side == 'l' ? b.left * unit - 72
						     : (b.left + b.right) * unit - width;
			/* the box of a word reaches from 0.905 above the baseline to 0.212 below */
			baseline = b.bottom * unit - 0.212 * ways[way].size;
			if (width >= 440 || ways[way].side != 'l')
				cr_expect_float_eq(at, 0, 1, "%s: %s: %g off across",
					ways[way].options, sheets[i].name, at);
			cr_expect_float_eq(ways[way].top ? baseline : height - baseline, 24, 1.5,
				"%s: %s: baseline at %g", ways[way].options, sheets[i].name,
				height - baseline);
			cr_expect_float_eq((b.bottom - b.top) * unit, 1.117 * ways[way].size, 0.6,
				"%s: %s: height %g", ways[way].options, sheets[i].name,
				(b.bottom - b.top) * unit);
		}
		free(words);
		free(table);
	}
}

/* ---- never over content ---- */

static const struct {
	const char *name, *page, *content;
	bool scaled;
} contents[] = {
	{"black page", "", "0 g 0 0 595 842 re f", true},
	{"dark scan", "", "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x01 EI Q", true},
	{"photograph", "", "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q", true},
	{"white scan", "", "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xFF EI Q", false},
	{"light scan", "", "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \xC0 EI Q", false},
	{"text to the edge", "",
		"BT /F 12 Tf 300 22 Td (words that run on to the very edge of it) Tj ET", true},
	{"tiny text", "", "BT /F 1 Tf 530 25 Td (tiny) Tj ET", true},
	{"text elsewhere", "", "BT /F 12 Tf 72 22 Td (left) Tj ET", false},
	{"type 3", "", "BT /T 12 Tf 510 20 Td (aaa) Tj ET", true},
	{"clipped by words", "", "q BT /F 20 Tf 7 Tr 500 20 Td (WWW) Tj ET 0 g 400 0 195 60 re f Q",
		true},
	{"white last", "", "1 g 0 0 595 842 re f", false},
	{"q left open", "", "q q 3 0 0 3 0 0 cm 1 0 0 RG", false},
	{"too many Q", "", "Q Q Q 1 g", false},
	{"text left open", "", "BT /F 12 Tf 72 600 Td (open) Tj", false},
	{"clip left on", "", "q 0 0 10 10 re W n", false},
	{"form field",
		"/Annots[<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/DA(/F 9 Tf 0 g)"
		"/Rect[500 18 545 36]>>]",
		"", true},
	{"link",
		"/Annots[<</Type/Annot/Subtype/Link/Rect[500 18 545 36]/A<</S/URI/URI(http://a.uk)"
		">>>>]",
		"", true},
	{"note", "/Annots[<</Type/Annot/Subtype/Square/C[1 0 0]/Rect[500 18 545 36]>>]", "", true},
};

/* A picture of a page, 8 bits a pixel. */
struct picture {
	int width, height;
	unsigned char *pixels;
};

static void render(const char *pdf, unsigned page, int dpi, struct picture *p)
{
	struct run r;
	char *bytes;
	size_t length;
	int head = 0;

	fixture_run(&f, &r, "pdftoppm -r %d -gray -f %u -l %u -singlefile '%s' page", dpi, page,
		page, pdf);
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	bytes = fixture_read(&f, "page.pgm", &length);
	cr_assert_eq(sscanf(bytes, "P5 %d %d 255%n", &p->width, &p->height, &head), 2);
	p->pixels = malloc((size_t)p->width * (size_t)p->height);
	cr_assert(p->pixels && length >= (size_t)head + 1 + (size_t)p->width * (size_t)p->height);
	memcpy(p->pixels, bytes + head + 1, (size_t)p->width * (size_t)p->height);
	free(bytes);
}

/* Pixels that differ above the strip of the number, which is 40 points high. */
static size_t differences(const struct picture *a, const struct picture *b, int dpi)
{
	int rows = a->height - (40 * dpi + 71) / 72;
	size_t n = 0;

	cr_assert(a->width == b->width && a->height == b->height);
	for (int i = 0; i < rows * a->width; i++)
		n += abs(a->pixels[i] - b->pixels[i]) > 8;
	return n;
}

/* The number is dark on light, with nothing else near it. */
static void expect_number_alone(const struct picture *p, const char *name)
{
	int dark = 0, right = p->width - 38, bottom = p->height - 14, light = 0;

	for (int y = bottom - 26; y < bottom; y++)
		for (int x = right - 60; x < right; x++) {
			unsigned char pixel = p->pixels[y * p->width + x];

			dark += pixel < 100;
			light += pixel > 150;
		}
	cr_expect(dark > 5 && dark < 120, "%s: %d dark pixels in the corner", name, dark);
	cr_expect_gt(light, 60 * 26 * 8 / 10, "%s: %d light ones", name, light);
}

Test(numbering, never_lies_on_content_and_leaves_other_pages_as_they_are)
{
	char *words, *table;

	for (size_t i = 0; i < COUNT(contents); i++) {
		char path[64], content[512], page[512];

		snprintf(path, sizeof(path), "%02zu %s.pdf", i, contents[i].name);
		snprintf(page, sizeof(page), A4 "%s", contents[i].page);
		snprintf(content, sizeof(content),
			"q 0.5 g BT /F 12 Tf 100 700 Td (Marker) Tj ET Q\n%s", contents[i].content);
		put_page(path, "", page, content);
	}
	words = build("");
	table = list("");
	for (size_t i = 0; i < COUNT(contents); i++) {
		char digits[16], path[96], *name = path + strlen("evidence/");
		unsigned number;
		struct picture bound, source;
		struct box b;

		snprintf(path, sizeof(path), "evidence/%02zu %s.pdf", i, contents[i].name);
		number = page_of(table, name);
		snprintf(digits, sizeof(digits), "%u", number);
		cr_expect(find_word(page_at(words, number), digits, &b), "%s", contents[i].name);
		cr_assert(find_word(page_at(words, number), "Marker", &b), "%s", contents[i].name);
		cr_expect_float_eq(b.left, contents[i].scaled ? 109.38 : 100, 0.2, "%s: at %g",
			contents[i].name, b.left);
		render("evidence/bundle/b.pdf", number, 72, &bound);
		expect_number_alone(&bound, contents[i].name);
		free(bound.pixels);
		if (contents[i].scaled)
			continue;
		render("evidence/bundle/b.pdf", number, 50, &bound);
		render(path, 1, 50, &source);
		cr_expect_eq(differences(&bound, &source, 50), 0, "%s looks different",
			contents[i].name);
		free(bound.pixels);
		free(source.pixels);
	}
	free(words);
	free(table);
}

/* ---- labels, and what is said of them ---- */

Test(numbering, by_section_is_said_the_same_everywhere)
{
	struct run r;
	char *text;

	put_page("a.pdf", "", A4, "BT /F 12 Tf 72 700 Td (Dear Sir) Tj ET");
	fixture_text(&f, "bundle.yaml",
		"numbering:\n  by_section: yes\n  prefix: \"S-\"\n  at: top-left\n  size: 10.5\n");
	fixture_put(&f, "b.bin", "\x01\x02\x03\xFF\xFE", 5);
	fixture_run(
		&f, &r, "$BUNDLE build $E --name b --date 2023-05-22 --number-at bottom-centre");
	cr_expect_eq(r.status, 1);
	cr_expect(strstr(r.out, "b.bin (page S-B2)"), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE list $E --number-at bottom-centre --json");
	cr_expect(strstr(r.out, "\"label\": \"S-A2\""), "%s", r.out);
	cr_expect(strstr(r.out, "\"at\": \"bottom-centre\""), "the command line wins: %s", r.out);
	cr_expect(strstr(r.out, "\"size\": \"10.5\""), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "qpdf --json --json-key=pagelabels $E/bundle/b.pdf | tr -d ' \\n'");
	cr_expect(
		strstr(r.out, "\"index\":0,\"label\":{\"/P\":\"u:S-\",\"/S\":\"/r\""), "%s", r.out);
	cr_expect(strstr(r.out, "\"label\":{\"/P\":\"u:S-A\",\"/S\":\"/D\""), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "pdftotext -layout $E/bundle/b.pdf -");
	text = r.out;
	cr_expect(strstr(text, "S-i\n") && strstr(text, "S-ii\n"), "%s", text);
	cr_expect(strstr(text, "S-A1") && strstr(text, "pages S-A1 to S-A2"), "%s", text);
	run_release(&r);
	fixture_run(&f, &r, "tar -xzOf $E/bundle/b.tar.gz b/index.csv b/bundle.json");
	cr_expect(strstr(r.out, ",1,S-A2,yes,"), "%s", r.out);
	cr_expect(strstr(r.out, "\"numbering\": {\"at\": \"bottom-centre\""), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE list $E/bundle/b.tar.gz");
	cr_expect(strstr(r.out, " S-A2 "), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE verify $E/bundle/b.tar.gz");
	cr_expect_eq(r.status, 0, "%s", r.out);
	run_release(&r);
}

Test(numbering, of_a_total_is_printed_and_not_what_a_page_is_called)
{
	struct run r;
	char *words;

	put_page("a.pdf", "", A4, "BT /F 12 Tf 72 700 Td (Dear Sir) Tj ET");
	words = build("--number-of-total --number-colour red");
	free(words);
	fixture_run(&f, &r, "pdftotext -f 4 -l 4 -layout $E/bundle/b.pdf -");
	cr_expect(strstr(r.out, "Page 4 of 4"), "%s", r.out);
	run_release(&r);
	fixture_run(&f, &r, "qpdf --json --json-key=pagelabels $E/bundle/b.pdf | tr -d ' \\n'");
	cr_expect(
		strstr(r.out, "[{\"index\":0,\"label\":{\"/S\":\"/D\",\"/St\":1}}]"), "%s", r.out);
	run_release(&r);
}

/* Pages that leave the room anyway are taken from the cache whatever the numbering is. */
Test(numbering, another_numbering_reads_only_what_it_must)
{
	struct run r;

	put_page("a.pdf", "", A4, "BT /F 12 Tf 500 20 Td (here) Tj ET");
	fixture_text(&f, "note.txt", "Dear Sir\n");
	free(build(""));
	fixture_run(&f, &r,
		"cd $E/.bundle/*/ && touch -d 2001-01-01 * && cd - >/dev/null && "
		"$BUNDLE build $E --name b --date 2023-05-22 --number-at top-left --quiet && "
		"find $E/.bundle -name '*.facts' -newermt 2002-01-01 | wc -l");
	cr_expect_str_eq(r.out, "1\n", "%s%s", r.out, r.err);
	run_release(&r);
	fixture_run(&f, &r, "pdftotext -bbox $E/bundle/b.pdf - | grep '>here<'");
	cr_expect(
		strstr(r.out, "xMin=\"500.0"), "at the head, the page need not shrink: %s", r.out);
	run_release(&r);
}
