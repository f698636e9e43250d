#include "draw/canvas.h"
#include "draw/runs.h"
#include "pdf.h"
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define NOTO "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"
#define MICROHEI "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"

static struct bdl_fonts fonts;

static void setup(void)
{
	struct bdl_error err = {0};

	cr_assert_eq(bdl_fonts_init(&fonts, &err), 0, "%s: %s", err.path, err.message);
	if (access(NOTO, R_OK) < 0)
		cr_skip_test("fonts-noto-core is not installed");
}

static void teardown(void)
{
	bdl_fonts_release(&fonts);
}

TestSuite(shape, .init = setup, .fini = teardown);

static void set(struct bdl_runs *r, bool rtl, const char *text)
{
	cr_assert_eq(bdl_runs_set(r, &fonts, BDL_SANS, rtl, text, strlen(text)), 0);
}

Test(shape, leaves_to_libharu_what_it_can_draw)
{
	static const char *const texts[] = {
		"Plain words", "Zażółć gęślą jaźń", "Съешь же ещё", "Ω is drawn, ✔ too"};
	struct bdl_runs r = BDL_RUNS_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		set(&r, false, texts[i]);
		for (size_t k = 0; k < r.count; k++)
			cr_expect_not(r.runs[k].shaped, "%s", texts[i]);
	}
	cr_expect_null(fonts.shaper, "no font is opened that is not needed");
	bdl_runs_release(&r);
}

/* Glyphs say which characters they stand for: all of them, each once. */
Test(shape, accounts_for_every_character)
{
	static const char *const texts[] = {"سلام", "لا إله", "مُحَمَّد", "हिन्दी क्षत्रिय", "שָׁלוֹם",
		"ข้าพเจ้าน้ำ", "ශ්‍රී", "می‌خواهم", "a שלום (b) 12 ג"};
	struct bdl_runs r = BDL_RUNS_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t said = 0, drawn = 0;
		set(&r, false, texts[i]);
		for (size_t k = 0; k < r.count; k++) {
			const struct bdl_run *run = &r.runs[k];
			for (size_t g = run->at; run->shaped && g < run->at + run->length; g++)
				said += r.glyphs.glyphs[g].count;
			for (size_t b = run->at; !run->shaped && b < run->at + run->length; b++)
				drawn += (r.text.data[b] & 0xC0) != 0x80;
		}
		cr_expect_eq(said + drawn, r.code_count, "%s: %zu and %zu of %zu", texts[i], said,
			drawn, r.code_count);
	}
	bdl_runs_release(&r);
}

Test(shape, joins_letters)
{
	struct bdl_runs r = BDL_RUNS_INIT;
	unsigned long apart = 0, joined;

	for (size_t i = 0; i < 3; i++) {
		set(&r, false, "ب");
		apart += bdl_runs_width(&r);
	}
	set(&r, false, "ببب");
	joined = bdl_runs_width(&r);
	cr_expect_lt(joined, apart * 9 / 10, "%lu, apart %lu", joined, apart);
	set(&r, false, "لا");
	cr_expect_eq(r.glyphs.count, 1, "lam and alef are one glyph");
	bdl_runs_release(&r);
}

Test(shape, places_runs_from_right_to_left)
{
	struct bdl_runs r = BDL_RUNS_INIT;

	set(&r, true, "א ב");
	cr_assert_eq(r.count, 3);
	cr_expect_gt(r.runs[0].x, r.runs[1].x);
	cr_expect_gt(r.runs[1].x, r.runs[2].x);
	cr_expect_eq(r.runs[2].x, 0);
	set(&r, false, "x א ב y");
	cr_assert_eq(r.count, 5);
	cr_expect_eq(r.runs[0].x, 0);
	cr_expect_gt(r.runs[1].x, r.runs[3].x, "the first letter stands to the right");
	cr_expect_gt(r.runs[4].x, r.runs[1].x);
	bdl_runs_release(&r);
}

Test(shape, places_letters_from_right_to_left)
{
	static const char *const texts[] = {"שלום", "مرحبا", "(א)"};
	struct bdl_runs r = BDL_RUNS_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		set(&r, true, texts[i]);
		for (size_t k = 0; k < r.count; k++) {
			const struct bdl_glyph *g = r.glyphs.glyphs + r.runs[k].at;
			for (size_t n = 1; n < r.runs[k].length; n++) {
				cr_expect_gt(g[n].x, g[n - 1].x, "%s", texts[i]);
				cr_expect_lt(g[n].code, g[n - 1].code, "%s", texts[i]);
			}
		}
	}
	bdl_runs_release(&r);
}

/* What a line is broken by is what it is drawn with. */
Test(shape, breaks_no_line_that_is_wider_than_it_may_be)
{
	static const char *const texts[] = {"السلام عليكم ورحمة الله وبركاته نص حكيم له سر قاطع",
		"ऋषियों को सताने वाले दुष्ट राक्षसों के राजा रावण", "เป็นมนุษย์สุดประเสริฐเลิศคุณค่ากว่าบรรดาฝูงสัตว์",
		"ခွင့်ပြုပါရန်လေးစားစွာတောင်းပန်အပ်ပါသည်", "abc שלום עולם (12) def مرحبا",
		"ااااااااااااااااااااااااااااااااااااااااااااااااااااااااااا"};
	struct bdl_runs scratch = BDL_RUNS_INIT, drawn = BDL_RUNS_INIT;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t length = strlen(texts[i]);
		for (unsigned long width = 3000; width < 12000; width += 700) {
			for (size_t at = 0, next = 0; at < length; at += next) {
				size_t count = bdl_runs_break(&scratch, &fonts, BDL_SANS, width,
					texts[i] + at, length - at, &next);
				cr_assert_gt(next, 0);
				cr_assert_leq(count, next);
				cr_assert_eq(bdl_runs_set(&drawn, &fonts, BDL_SANS, true,
						     texts[i] + at, count),
					0);
				cr_expect_leq(bdl_runs_width(&drawn), width,
					"%s at %zu: %lu of %lu", texts[i], at,
					bdl_runs_width(&drawn), width);
			}
		}
	}
	bdl_runs_release(&scratch);
	bdl_runs_release(&drawn);
}

/* Lines of text, broken at `width` thousandths, with '|' between. */
static void broken(const char *text, unsigned long width, char *out)
{
	struct bdl_runs scratch = BDL_RUNS_INIT;
	size_t length = strlen(text);

	*out = '\0';
	for (size_t at = 0, next = 0; at < length; at += next) {
		size_t count = bdl_runs_break(
			&scratch, &fonts, BDL_SANS, width, text + at, length - at, &next);
		strncat(out, text + at, count);
		strcat(out, "|");
	}
	bdl_runs_release(&scratch);
}

Test(shape, breaks_where_the_script_allows_it)
{
	char out[512];

	if (access(MICROHEI, R_OK) < 0)
		cr_skip_test("fonts-wqy-microhei is not installed");
	broken("日本語の手紙です", 4000, out);
	cr_expect_str_eq(out, "日本語の|手紙です|");
	broken("日本語で。手紙", 4000, out);
	cr_expect_str_eq(out, "日本語|で。手紙|", "no full stop begins a line");
	broken("日本語「手紙」", 4000, out);
	cr_expect_str_eq(out, "日本語|「手紙」|", "no bracket opens at the end of one");
	broken("서울 대한민국", 4500, out);
	cr_expect_str_eq(out, "서울|대한민국|", "Korean has spaces");
}

static const struct bdl_font text12 = {BDL_SANS, 12};

Test(shape, is_copied_as_it_was_written)
{
	static const char *const texts[] = {"السلام", "שָׁלוֹם", "می‌خواهم", "नमस्ते किताब",
		"வணக்கம் கொ", "สวัสดี น้ำ", "မြန်မာ", "ខ្ញុំ", "ශ්‍රී"};
	struct bdl_error err = {0};
	struct bdl_canvas *c = bdl_canvas_open(&err);
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	char *text;

	cr_assert_not_null(c);
	bdl_canvas_page(c, BDL_A4_WIDTH, BDL_A4_HEIGHT);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		bdl_canvas_text(
			c, text12, BDL_BLACK, 72, 100 + 20 * (double)i, texts[i], strlen(texts[i]));
	cr_expect_eq(bdl_canvas_missing(c), 0);
	cr_assert_eq(bdl_canvas_close(c, &pdf, &err), 0, "%s", err.message);
	text = pdf_command(&pdf, "pdftotext -q $F - 2>/dev/null", NULL);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		cr_expect_not_null(strstr(text, texts[i]), "%s", texts[i]);
	free(text);
	bdl_buffer_release(&pdf);
}

/* The same picture as another program's, HarfBuzz's own, is too much to ask; the same width is not.
 */
Test(shape, is_drawn_where_it_is_said_to_be)
{
	static const char *const texts[] = {"السلام", "हिन्दी", "שלום עולם"};
	struct bdl_error err = {0};
	struct bdl_canvas *c = bdl_canvas_open(&err);
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct words words;
	double end[3];

	cr_assert_not_null(c);
	bdl_canvas_page(c, BDL_A4_WIDTH, BDL_A4_HEIGHT);
	for (size_t i = 0; i < 3; i++) {
		double y = 100 + 40 * (double)i;
		end[i] = bdl_canvas_text(c, text12, BDL_BLACK, 72, y, texts[i], strlen(texts[i]));
		bdl_canvas_line(
			c, text12, BDL_BLACK, 300, y, 200, true, texts[i], strlen(texts[i]));
	}
	cr_assert_eq(bdl_canvas_close(c, &pdf, &err), 0, "%s", err.message);
	words = pdf_words(&pdf);
	for (size_t i = 0; i < 3; i++) {
		double y = 96 + 40 * (double)i, least = 1000, most = 0, right = 0;
		for (size_t k = 0; k < words.count; k++) {
			const struct word *w = &words.words[k];
			if (w->top > y || w->bottom < y)
				continue;
			if (w->left < 250) {
				least = fmin(least, w->left);
				most = fmax(most, w->right);
			} else {
				right = fmax(right, w->right);
			}
		}
		cr_expect_float_eq(least, 72, 0.1, "%s begins at %g", texts[i], least);
		cr_expect_float_eq(
			most, end[i], 0.1, "%s ends at %g, not %g", texts[i], most, end[i]);
		cr_expect_float_eq(right, 500, 0.1, "%s ends at %g", texts[i], right);
	}
	free(words.words);
	bdl_buffer_release(&pdf);
}
