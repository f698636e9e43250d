/* Words of pictures: a photographed letter is read, a picture of things is not. */
#include "image_fixture.h"
#include "ocr_fixture.h"

#include "read/ocr_gate.h"

TestSuite(ocr_picture, .init = start_vips, .timeout = 300);

static VipsImage *letter_image(struct words *printed)
{
	struct bdl_buffer drawn = BDL_BUFFER_INIT;
	struct picture_of_sheet p;
	VipsImage *image;

	draw_letter(&drawn, letter);
	picture_letter(&p, &drawn);
	find_words(printed, drawn.data, drawn.length);
	image = from_memory(p.pixels, (size_t)p.width * p.height, (int)p.width, (int)p.height, 1,
		VIPS_FORMAT_UCHAR);
	bdl_buffer_release(&drawn);
	bdl_buffer_release(&p.pgm);
	return image;
}

Test(ocr_picture, words_of_a_letter_are_found_over_the_picture)
{
	struct words printed, found;
	struct bytes b = saved(letter_image(&printed), ".jpg[Q=85]");
	struct bdl_placing at = bdl_image_place(1000, 694, 1, false);
	double by = at.width / SHEET_WIDE;
	unsigned missing = 0;
	struct made m;

	read_evidence_with(&m, b.data, b.length, "letter.jpg", "auto eng", false);
	cr_expect(m.facts.scanned == 1 && !m.facts.recognised);
	unmake(&m);
	read_evidence_with(&m, b.data, b.length, "letter.jpg", "auto eng", true);
	cr_expect(m.facts.scanned == 1 && m.facts.recognised);
	cr_expect_not_null(strstr(m.facts.text, "Dear Ms Archer"), "%s", m.facts.text);
	cr_expect(m.facts.date_count == 1 && m.facts.dates[0].page == 1);
	link_part(&m);
	find_words(&found, m.linked.data, m.linked.length);
	for (size_t i = 0; i < printed.count; i++) {
		const struct word *p = &printed.list[i], *f;
		struct word moved = *p;

		moved.left = at.x + p->left * by;
		moved.bottom = at.y + p->bottom * by;
		f = nearest_word(&found, &moved);
		missing += !f;
		cr_expect(!f || (fabs(f->left - moved.left) < 3 &&
					fabs(f->bottom - moved.bottom) < 4),
			"\"%s\" at %.1f, %.1f; printed at %.1f, %.1f", p->text, f->left, f->bottom,
			moved.left, moved.bottom);
	}
	cr_expect(missing * 50 <= printed.count, "%u of %zu words are missing", missing,
		printed.count);
	unmake(&m);
	g_free(b.data);
}

/* Leaves and gravel: no ground, no words. */
static VipsImage *thicket(void)
{
	static unsigned char pixels[500 * 400];
	uint32_t seed = 7;

	for (size_t i = 0; i < sizeof(pixels); i++) {
		seed = seed * 1664525 + 1013904223;
		pixels[i] =
			(unsigned char)((i >= 3 ? pixels[i - 3] * 3u : 384u) / 4 + (seed >> 26));
	}
	return from_memory(pixels, sizeof(pixels), 500, 400, 1, VIPS_FORMAT_UCHAR);
}

Test(ocr_picture, a_picture_of_things_has_no_words)
{
	struct bytes b = saved(thicket(), ".jpg[Q=90]");
	struct made m;

	read_evidence_with(&m, b.data, b.length, "hedge.jpg", "auto eng", false);
	cr_expect_eq(m.facts.scanned, 0);
	unmake(&m);
	read_evidence_with(&m, b.data, b.length, "hedge.jpg", "all eng", true);
	cr_expect(m.facts.scanned == 0 && m.facts.recognised);
	cr_expect_str_eq(m.facts.text, "");
	unmake(&m);
	g_free(b.data);
}

Test(ocr_picture, the_gate_tells_writing_from_other_things)
{
	static unsigned char pixels[640 * 480];
	const struct bdl_grey g = {pixels, 640, 480};

	/* ground, stroke, width of a stroke and of what is between strokes */
	static const struct {
		const char *what;
		int ground, stroke, share;
		bool passes;
	} cases[] = {
		{"a page with lines of writing", 240, 30, 100, true},
		{"light letters on a dark screen", 20, 200, 100, true},
		{"a page with three lines", 240, 30, 20, true},
		{"blank paper", 240, 240, 100, false},
		{"paper with faint creases", 240, 230, 100, false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_gate gate;

		for (int y = 0; y < 480; y++)
			for (int x = 0; x < 640; x++) {
				bool line = y % 16 < 8 && y < 480 * cases[i].share / 100;
				bool stroke = line && x % 8 < 2 && x > 60 && x < 580;

				pixels[y * 640 + x] =
					(unsigned char)(stroke ? cases[i].stroke : cases[i].ground);
			}
		gate = bdl_gate_look(&g);
		cr_expect_eq(bdl_gate_passes(&gate), cases[i].passes, "%s: %u, %u", cases[i].what,
			gate.writing, gate.bare);
	}
}

/* ---- two readings of one picture ---- */

static void put(struct bdl_layer *l, const char *text, double x, double y, enum bdl_word_end end)
{
	const struct bdl_layer_word w = {.x = x, .y = y, .width = 30, .size = 10, .end = end};

	bdl_layer_add(l, &w, text, strlen(text));
}

Test(ocr_picture, a_second_reading_adds_what_is_missing_where_it_is_read)
{
	struct bdl_layer first = {.count = 0}, second = {.count = 0};
	struct bdl_buffer text = BDL_BUFFER_INIT;

	put(&first, "before", 0, 0, BDL_WORD_LINE);
	put(&first, "shoes", 0, 50, BDL_WORD_LINE);
	put(&first, "skirt", 0, 70, BDL_WORD_LINE);
	put(&second, "top", 40, 20, BDL_WORD_LINE);
	put(&second, "sh0es", 2, 50, BDL_WORD_SPACE);
	put(&second, "GBP", 60, 50, BDL_WORD_SPACE);
	put(&second, "22.00", 100, 51, BDL_WORD_LINE);
	put(&second, "total", 0, 90, BDL_WORD_LINE);
	bdl_layer_merge(&first, 1, &second);
	bdl_layer_write(&first, 0, &text);
	cr_expect_str_eq(bdl_buffer_string(&text), "before\ntop\nshoes GBP 22.00\nskirt\ntotal\n");
	bdl_buffer_release(&text);
	bdl_layer_release(&first);
	bdl_layer_release(&second);
}
