/*
 * Drawn documents as parts: words that can be read back, pages that are left alone, fonts for the
 * stamps.
 */
#include "pdf_fixture.h"

#include "draw/canvas.h"
#include "read/pdf/poppler.h"

static void draw(struct made *m, const char *const *lines, const struct bdl_pdf_options *o)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_canvas *c = bdl_canvas_open(&err);
	double y = 100;

	cr_assert_not_null(c, "%s", err.message);
	bdl_canvas_page(c, BDL_A4_WIDTH, BDL_A4_HEIGHT);
	for (; *lines; lines++, y += 20)
		bdl_canvas_text(c, (struct bdl_font){BDL_SANS, 12}, BDL_BLACK, 72, y, *lines,
			strlen(*lines));
	bdl_canvas_text(c, (struct bdl_font){BDL_SERIF, 12}, BDL_BLACK, 510, 820, "corner", 6);
	cr_assert_eq(bdl_canvas_close(c, &pdf, &err), 0, "%s", err.message);
	read_bytes(m, pdf.data, pdf.length, "drawn.pdf", o);
	bdl_buffer_release(&pdf);
	open_linked(m);
}

/* What pdftotext reads in the linked PDF. */
static void words(const struct made *m, struct bdl_buffer *out)
{
	FILE *f = tmpfile();
	struct poppler_child child;
	char piece[4096];
	size_t n;

	cr_assert_not_null(f);
	cr_assert_eq(fwrite(m->linked.data, 1, m->linked.length, f), m->linked.length);
	fflush(f);
	cr_assert_eq(bdl_poppler_words(&child, fileno(f), NULL), 0);
	while ((n = bdl_poppler_read(&child, piece, sizeof(piece))) > 0)
		bdl_buffer_add(out, piece, n);
	cr_assert_eq(bdl_poppler_end(&child), 0);
	fclose(f);
}

Test(pdf_drawn, can_be_read_back_in_every_script_that_is_drawn)
{
	static const char *const lines[] = {"plain", "\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87",
		"\xD0\x96\xD1\x83\xD0\xBA", "\xCE\x91\xCE\xB8\xCE\xAE\xCE\xBD\xCE\xB1",
		"\xE2\x80\x9Cquoted\xE2\x80\x9D", "5\xE2\x82\xAC", NULL};
	const struct bdl_pdf_options o = {.drawn = true};
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	draw(&m, lines, &o);
	words(&m, &b);
	for (size_t i = 0; lines[i]; i++) {
		char word[64];

		snprintf(word, sizeof(word), ">%s</word>", lines[i]);
		cr_expect_not_null(strstr(b.data, word), "%s is not in %s", word, b.data);
	}
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(pdf_drawn, is_never_scaled_and_is_marked_when_furnished)
{
	static const char *const lines[] = {"text", NULL};
	struct made m;

	for (int furnished = 0; furnished < 2; furnished++) {
		const struct bdl_pdf_options o = {.drawn = true, .furnished = furnished};

		draw(&m, lines, &o);
		cr_expect_eq(m.part.pages[0].flags, furnished ? (uint32_t)BDL_PAGE_DRAWN : 0u);
		cr_expect_float_eq(m.part.pages[0].scale, 1, 1e-12);
		unmake(&m);
	}
}

Test(pdf_drawn, maps_codes_within_rows_of_256)
{
	static const char *const lines[] = {"\xC5\x82", NULL};
	const struct bdl_pdf_options o = {.drawn = true};
	struct made m;

	draw(&m, lines, &o);
	cr_expect(holds(&m, "<0100> <01FF> <0100>"));
	cr_expect_not(holds(&m, "<D800>"), "surrogates are no characters");
	cr_expect_not(holds(&m, "beginnotdefrange"), "libharu's own map is gone");
	unmake(&m);
}

Test(pdf_drawn, exports_the_fonts_of_the_furniture)
{
	const struct bdl_pdf_options o = {.drawn = true, .export_fonts = true};
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	const struct pdf_value *font;
	struct made m;

	cr_assert_eq(bdl_canvas_furniture(&pdf, &err), 0, "%s", err.message);
	read_bytes(&m, pdf.data, pdf.length, "furniture", &o);
	open_linked(&m);
	cr_assert_eq(m.part.export_count, 2);
	for (size_t i = 0; i < 2; i++) {
		bool bold;

		font = bdl_source_load(&m.pdf, &m.pdf.arena, (int)m.part.exports[i], 0, NULL);
		cr_expect(bdl_value_is_name(get(&m, font, "/Type"), "/Font"));
		cr_expect(bdl_value_is_name(get(&m, font, "/Encoding"), "/WinAnsiEncoding"));
		bold = strstr(get(&m, font, "/BaseFont")->text, "Bold") != NULL;
		cr_expect_eq(bold, i == 1, "regular first, then bold");
	}
	bdl_buffer_release(&pdf);
	unmake(&m);
}
