#include "draw/canvas.h"
#include "draw/draw.h"
#include "pdf.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

static const struct bdl_font text12 = {BDL_SANS, 12};

/* 16 by 16 pixels: red, green, blue and white quarters, row by row. */
static const unsigned char quarters[] = {
	0xFF,
	0xD8,
	0xFF,
	0xE0,
	0x00,
	0x10,
	0x4A,
	0x46,
	0x49,
	0x46,
	0x00,
	0x01,
	0x01,
	0x00,
	0x00,
	0x01,
	0x00,
	0x01,
	0x00,
	0x00,
	0xFF,
	0xDB,
	0x00,
	0x43,
	0x00,
	0x08,
	0x06,
	0x06,
	0x07,
	0x06,
	0x05,
	0x08,
	0x07,
	0x07,
	0x07,
	0x09,
	0x09,
	0x08,
	0x0A,
	0x0C,
	0x14,
	0x0D,
	0x0C,
	0x0B,
	0x0B,
	0x0C,
	0x19,
	0x12,
	0x13,
	0x0F,
	0x14,
	0x1D,
	0x1A,
	0x1F,
	0x1E,
	0x1D,
	0x1A,
	0x1C,
	0x1C,
	0x20,
	0x24,
	0x2E,
	0x27,
	0x20,
	0x22,
	0x2C,
	0x23,
	0x1C,
	0x1C,
	0x28,
	0x37,
	0x29,
	0x2C,
	0x30,
	0x31,
	0x34,
	0x34,
	0x34,
	0x1F,
	0x27,
	0x39,
	0x3D,
	0x38,
	0x32,
	0x3C,
	0x2E,
	0x33,
	0x34,
	0x32,
	0xFF,
	0xDB,
	0x00,
	0x43,
	0x01,
	0x09,
	0x09,
	0x09,
	0x0C,
	0x0B,
	0x0C,
	0x18,
	0x0D,
	0x0D,
	0x18,
	0x32,
	0x21,
	0x1C,
	0x21,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0x32,
	0xFF,
	0xC0,
	0x00,
	0x11,
	0x08,
	0x00,
	0x10,
	0x00,
	0x10,
	0x03,
	0x01,
	0x11,
	0x00,
	0x02,
	0x11,
	0x01,
	0x03,
	0x11,
	0x01,
	0xFF,
	0xC4,
	0x00,
	0x16,
	0x00,
	0x01,
	0x01,
	0x01,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x07,
	0x06,
	0x08,
	0xFF,
	0xC4,
	0x00,
	0x14,
	0x10,
	0x01,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0xFF,
	0xC4,
	0x00,
	0x17,
	0x01,
	0x00,
	0x03,
	0x01,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x06,
	0x07,
	0x08,
	0x05,
	0xFF,
	0xC4,
	0x00,
	0x14,
	0x11,
	0x01,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0x00,
	0xFF,
	0xDA,
	0x00,
	0x0C,
	0x03,
	0x01,
	0x00,
	0x02,
	0x11,
	0x03,
	0x11,
	0x00,
	0x3F,
	0x00,
	0x8B,
	0x0C,
	0x9E,
	0x24,
	0xA0,
	0xD2,
	0x2F,
	0x03,
	0x2B,
	0xC3,
	0x31,
	0xB8,
	0x88,
	0xE6,
	0x9B,
	0xFF,
	0xD9,
};

static struct bdl_canvas *begin(void)
{
	struct bdl_error err = {0};
	struct bdl_canvas *c = bdl_canvas_open(&err);

	cr_assert_not_null(c, "%s: %s", err.path, err.message);
	bdl_canvas_page(c, BDL_A4_WIDTH, BDL_A4_HEIGHT);
	return c;
}

static struct bdl_buffer end(struct bdl_canvas *c)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_canvas_close(c, &pdf, &err), 0, "%s", err.message);
	return pdf;
}

static double width(struct bdl_canvas *c, struct bdl_font f, const char *text)
{
	return bdl_canvas_width(c, f, text, strlen(text));
}

static void draw(struct bdl_canvas *c, double y, const char *text)
{
	bdl_canvas_text(c, text12, BDL_BLACK, 72, y, text, strlen(text));
}

Test(canvas, measures_as_the_pdf_does)
{
	struct bdl_canvas *c = begin();

	cr_expect_float_eq(width(c, text12, "10 February 2023"), 94.68, 0.001);
	cr_expect_float_eq(width(c, text12, "10\u00A0February\u00A02023"), 94.68, 0.001);
	cr_expect_float_eq(width(c, text12, ""), 0, 0.001);
	cr_expect_float_eq(width(c, text12, "xé"), width(c, text12, "xe\u0301"), 0.001);
	cr_expect_eq(bdl_canvas_close(c, NULL, NULL), 0);
}

Test(canvas, returns_where_the_text_ends_and_right_aligns_to_it)
{
	static const char *const texts[] = {
		"page 154", "Żółć", "Ω ✔ መ", "مرحبا", "e\u0301 x\u0302"};
	struct bdl_canvas *c = begin();
	struct bdl_buffer pdf;
	struct words words;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		double end_x =
			bdl_canvas_text(c, text12, BDL_ACCENT, 72, 100, texts[i], strlen(texts[i]));
		cr_expect_float_eq(end_x - 72, width(c, text12, texts[i]), 0.001, "%s", texts[i]);
		bdl_canvas_text_right(c, text12, BDL_BLACK, 500, 200 + 20 * (double)i, texts[i],
			strlen(texts[i]));
	}
	pdf = end(c);
	words = pdf_words(&pdf);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		double right = 0;
		for (size_t k = 0; k < words.count; k++) {
			if (fabs((words.words[k].top + words.words[k].bottom) / 2 - 196 -
				    20 * (double)i) < 6)
				right = fmax(right, words.words[k].right);
		}
		cr_expect_float_eq(right, 500, 0.02, "%s ends at %g", texts[i], right);
	}
	free(words.words);
	bdl_buffer_release(&pdf);
}

Test(canvas, draws_the_letters_of_europe_and_signs_for_the_rest)
{
	static const char *const drawn[] = {"Zażółć gęślą jaźń", "Съешь же ещё этих",
		"Ξεσκεπάζω την ψυχοφθόρα", "Þórður, naïveté, Ağrı", "£500.00 – “quoted”… €"};
	struct bdl_canvas *c = begin();
	struct bdl_buffer pdf;
	char *text;

	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
		draw(c, 100 + 20 * (double)i, drawn[i]);
	cr_expect_eq(bdl_canvas_missing(c), 0);
	draw(c, 300, "a مرحبا b \U0001FAE0 c \a\uE000");
	cr_expect_eq(bdl_canvas_missing(c), 3);
	pdf = end(c);
	text = pdf_text(&pdf);
	for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
		cr_expect_not_null(strstr(text, drawn[i]), "%s", drawn[i]);
	cr_expect_not_null(strstr(text, "مرحبا"));
	cr_expect_not_null(strstr(text, "[character U+1FAE0] c [characters U+0007 U+E000]"));
	free(text);
	bdl_buffer_release(&pdf);
}

Test(canvas, draws_no_break_spaces_as_spaces_so_that_words_are_found)
{
	struct bdl_canvas *c = begin();
	struct bdl_buffer pdf;
	char *text;

	draw(c, 100, "10\u00A0February\u00A02023");
	pdf = end(c);
	text = pdf_text(&pdf);
	cr_expect_not_null(strstr(text, "10 February 2023"));
	free(text);
	bdl_buffer_release(&pdf);
}

static struct bdl_buffer everything(void)
{
	static const unsigned char pixels[12] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 9, 9};
	struct bdl_canvas *c = begin();

	draw(c, 100, "Żółć Ω ✔ መ مرحبا");
	bdl_canvas_rule(c, 72, 547, 120, 0.4, 0.75);
	bdl_canvas_underline(c, 72, 100, 100);
	bdl_canvas_bar(c, 60, 100, 200, 1.5, 0.6);
	bdl_canvas_frame(c, 72, 200, 100, 100, 0.4, 0.6);
	bdl_canvas_jpeg(c, quarters, sizeof quarters, 6, 72, 200, 100, 100);
	bdl_canvas_page(c, 842, 595);
	bdl_canvas_pixels(c, pixels, 2, 2, 3, 72, 72, 100, 100);
	cr_expect_eq(bdl_canvas_page_count(c), 2);
	return end(c);
}

Test(canvas, draws_the_same_bytes_twice)
{
	struct bdl_buffer one = everything(), two = everything();

	cr_assert_eq(one.length, two.length);
	cr_expect_eq(memcmp(one.data, two.data, one.length), 0);
	bdl_buffer_release(&one);
	bdl_buffer_release(&two);
}

Test(canvas, appends_a_pdf_that_qpdf_finds_no_fault_with)
{
	struct bdl_buffer pdf = everything();

	free(pdf_command(&pdf, "qpdf --check $F", NULL));
	bdl_buffer_release(&pdf);
}

/* The colour of the pixel at x, y of page 1: 'r', 'g', 'b', 'w'. One pixel is one point. */
static char colour(const char *ppm, size_t x, size_t y)
{
	const unsigned char *p;
	unsigned columns, rows;
	int header;

	cr_assert_eq(sscanf(ppm, "P6 %u %u 255%n", &columns, &rows, &header), 2);
	p = (const unsigned char *)ppm + header + 1 + 3 * (y * columns + x);
	if (p[0] > 128 && p[1] > 128 && p[2] > 128)
		return 'w';
	return p[0] > 128 ? 'r' : p[1] > 128 ? 'g' : p[2] > 128 ? 'b' : 'k';
}

Test(canvas, turns_pictures_upright_for_every_exif_orientation)
{
	/* Upper left, upper right, lower left, lower right of what is seen. */
	static const char *const seen[] = {
		"rgbw", "rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb", "rgbw"};

	for (int turn = 0; turn <= 9; turn++) {
		struct bdl_canvas *c = begin();
		struct bdl_buffer pdf;
		char *ppm, corners[5] = {0};
		bdl_canvas_jpeg(c, quarters, sizeof quarters, turn, 100, 200, 80, 40);
		pdf = end(c);
		ppm = pdf_command(&pdf, "pdftoppm -q -r 72 $F", NULL);
		for (size_t i = 0; i < 4; i++)
			corners[i] = colour(ppm, 100 + 20 + 40 * (i % 2), 200 + 10 + 20 * (i / 2));
		cr_expect_str_eq(corners, seen[turn], "turn %d: %s", turn, corners);
		free(ppm);
		bdl_buffer_release(&pdf);
	}
}

Test(canvas, draws_pixels_from_the_top)
{
	static const unsigned char pixels[12] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255};
	struct bdl_canvas *c = begin();
	struct bdl_buffer pdf;
	char *ppm;

	bdl_canvas_pixels(c, pixels, 2, 2, 3, 100, 200, 80, 40);
	pdf = end(c);
	ppm = pdf_command(&pdf, "pdftoppm -q -r 72 $F", NULL);
	cr_expect_eq(colour(ppm, 115, 205), 'r');
	cr_expect_eq(colour(ppm, 165, 205), 'g');
	cr_expect_eq(colour(ppm, 115, 235), 'b');
	free(ppm);
	bdl_buffer_release(&pdf);
}

Test(canvas, reports_a_picture_that_is_none)
{
	static const unsigned char broken[] = {0xFF, 0xD8, 0xFF, 0xD9};

	for (size_t length = 0; length <= sizeof broken; length++) {
		struct bdl_canvas *c = begin();
		struct bdl_buffer pdf = BDL_BUFFER_INIT;
		struct bdl_error err = {0};
		bdl_canvas_jpeg(c, broken, length, 1, 0, 0, 10, 10);
		cr_expect_eq(bdl_canvas_close(c, &pdf, &err), -1, "%zu bytes", length);
		cr_expect_neq(err.code, BDL_OK);
		cr_expect_eq(pdf.length, 0);
		bdl_buffer_release(&pdf);
	}
}

Test(canvas, makes_furniture_of_two_fonts_with_every_letter_of_win_ansi)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	char *text, *fonts;

	cr_assert_eq(bdl_canvas_furniture(&pdf, &err), 0, "%s", err.message);
	text = pdf_text(&pdf);
	cr_expect_not_null(strstr(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
	cr_expect_not_null(strstr(text, "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"));
	cr_expect_not_null(strstr(text, "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ"));
	fonts = pdf_command(&pdf, "pdffonts $F", NULL);
	cr_expect_not_null(strstr(fonts, "LiberationSans "));
	cr_expect_not_null(strstr(fonts, "LiberationSans-Bold"));
	free(fonts);
	fonts = pdf_command(&pdf, "qpdf --qdf $F - | strings | grep -A 2 '/Font <<'", NULL);
	cr_expect_not_null(strstr(fonts, "/F1 "));
	cr_expect_not_null(strstr(fonts, "/F2 "));
	free(fonts);
	free(text);
	bdl_buffer_release(&pdf);
}
