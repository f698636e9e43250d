/*
 * Words of scans: what was printed is found again, in its place, whichever way the page lies in its
 * file, and nothing else is; the page looks as before.
 */
#include "ocr_fixture.h"

#include "base/text.h"

#define STAMP_WORDS 2 /* of the number that the fixture's linker stamps on the page */

/* A sheet in a PDF: how its picture lies there and how the page is shown. */
struct sheet {
	const char *page; /* entries of the page */
	const char *matrix; /* of the picture */
	const char *more; /* content behind it */
	double unit;
};

static void scan(struct bdl_buffer *out, const struct picture_of_sheet *p, const struct sheet *s)
{
	char content[300];
	size_t table, offsets[6], count = 0;

	snprintf(content, sizeof(content), "q %s cm /I Do Q %s", s->matrix, s->more ? s->more : "");
	bdl_buffer_text(out, "%PDF-1.7\n");
	offsets[++count] = out->length;
	bdl_buffer_text(out, "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
	offsets[++count] = out->length;
	bdl_buffer_text(out, "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
	offsets[++count] = out->length;
	bdl_buffer_printf(out,
		"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R%s"
		"/Resources<</XObject<</I 5 0 R>>"
		"/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n",
		s->page);
	offsets[++count] = out->length;
	bdl_buffer_printf(out, "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n",
		strlen(content), content);
	offsets[++count] = out->length;
	bdl_buffer_printf(out,
		"5 0 obj<</Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8"
		"/ColorSpace/DeviceGray/Length %zu>>stream\n",
		p->width, p->height, (size_t)p->width * p->height);
	bdl_buffer_add(out, p->pixels, (size_t)p->width * p->height);
	bdl_buffer_text(out, "\nendstream endobj\n");
	table = out->length;
	bdl_buffer_text(out, "xref\n0 6\n0000000000 65535 f \n");
	for (size_t i = 1; i <= count; i++)
		bdl_buffer_printf(out, "%010zu 00000 n \n", offsets[i]);
	bdl_buffer_printf(out, "trailer<</Size 6/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", table);
}

static void make_scan(struct bdl_buffer *pdf, const char *const *lines, const struct sheet *s,
	struct words *printed)
{
	struct bdl_buffer drawn = BDL_BUFFER_INIT;
	struct picture_of_sheet picture;

	draw_letter(&drawn, lines);
	picture_letter(&picture, &drawn);
	scan(pdf, &picture, s);
	if (printed)
		find_words(printed, drawn.data, drawn.length);
	bdl_buffer_release(&drawn);
	bdl_buffer_release(&picture.pgm);
}

static const struct sheet plain = {"/MediaBox[0 0 360 250]", "360 0 0 250 0 0", NULL, 1};

/* Each printed word is there, within 3 points of its place. */
static void expect_words(struct made *m, const struct words *printed, double unit, const char *what)
{
	struct words found;
	unsigned missing = 0;

	if (m->linked.length == 0)
		link_part(m);
	find_words(&found, m->linked.data, m->linked.length);
	for (size_t i = 0; i < printed->count; i++) {
		const struct word *p = &printed->list[i], *f;
		struct word scaled = *p;

		scaled.left /= unit;
		scaled.right /= unit;
		scaled.bottom /= unit;
		f = nearest_word(&found, &scaled);
		if (!f) {
			missing++;
			continue;
		}
		cr_expect(fabs(f->left - scaled.left) * unit < 3 &&
				  fabs(f->right - scaled.right) * unit < 3 &&
				  fabs(f->bottom - scaled.bottom) * unit < 3,
			"%s: \"%s\" at %.1f to %.1f, %.1f; printed at %.1f to %.1f, %.1f", what,
			p->text, f->left, f->right, f->bottom, scaled.left, scaled.right,
			scaled.bottom);
	}
	cr_expect(missing * 50 <= printed->count, "%s: %u of %zu words are missing", what, missing,
		printed->count);
}

TestSuite(ocr, .timeout = 300);

Test(ocr, words_of_a_scan_are_found_in_their_places)
{
	static const struct {
		const char *what;
		struct sheet sheet;
	} cases[] = {
		{"as it is", {"/MediaBox[0 0 360 250]", "360 0 0 250 0 0", NULL, 1}},
		{"on its side, turned by the page, cut out of a larger one",
			{"/MediaBox[-50 -50 500 500]/CropBox[10 20 260 380]/Rotate 90",
				"0 360 -250 0 260 20", NULL, 1}},
		{"in units of half a point, with a stamp of a few words",
			{"/MediaBox[0 0 720 500]/UserUnit 0.5", "720 0 0 500 0 0",
				"BT/F 12 Tf 20 8 Td(Page 12 of the scanned bundle of evidence)Tj "
				"ET",
				0.5}},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_buffer pdf = BDL_BUFFER_INIT;
		struct words printed;
		struct made m;

		make_scan(&pdf, letter, &cases[i].sheet, &printed);
		read_evidence_with(&m, pdf.data, pdf.length, "scan.pdf", "auto eng", true);
		cr_expect_eq(m.facts.scanned, 1, "%s", cases[i].what);
		cr_expect(m.facts.recognised);
		cr_expect(m.facts.date_count == 1 && m.facts.dates[0].day.month == 3,
			"%s: %zu dates", cases[i].what, m.facts.date_count);
		cr_expect_not_null(
			strstr(m.facts.text, "Our reference: 39902518\n"), "%s", m.facts.text);
		expect_words(&m, &printed, cases[i].sheet.unit, cases[i].what);
		unmake(&m);
		bdl_buffer_release(&pdf);
	}
}

/*
 * A page that was laid on the glass the wrong way round. It is also scaled, since its words reach
 * into the number's corner.
 */
Test(ocr, words_that_stand_on_their_head_are_found_too)
{
	const struct sheet sheet = {"/MediaBox[0 0 360 250]", "-360 0 0 -250 360 250", NULL, 1};
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct words printed, found;
	double scale;
	struct made m;

	make_scan(&pdf, letter, &sheet, &printed);
	read_evidence_with(&m, pdf.data, pdf.length, "scan.pdf", "auto eng", true);
	cr_expect_not_null(strstr(m.facts.text, "Our reference: 39902518\n"), "%s", m.facts.text);
	link_part(&m);
	find_words(&found, m.linked.data, m.linked.length);
	scale = m.part.pages[0].scale;
	cr_expect(scale < 1);
	for (size_t i = 0; i < found.count; i++)
		if (strcmp(found.list[i].text, "39902518") == 0) {
			const struct word *f = &found.list[i], *p = nearest_word(&printed, f);

			cr_assert_not_null(p);
			cr_expect(fabs(f->right - SHEET_WIDE / 2 -
					  scale * (SHEET_WIDE / 2 - p->left)) < 3 &&
					  fabs(f->top - scale * (SHEET_HIGH - p->bottom)) < 3,
				"from %.1f to %.1f, %.1f to %.1f; printed %.1f, %.1f", f->left,
				f->right, f->top, f->bottom, p->left, p->bottom);
		}
	unmake(&m);
	bdl_buffer_release(&pdf);
}

Test(ocr, the_page_looks_as_before_and_is_only_counted_at_first)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct seen before, after;
	struct made counted, read;

	make_scan(&pdf, letter, &plain, NULL);
	read_evidence_with(&counted, pdf.data, pdf.length, "scan.pdf", "auto eng", false);
	read_evidence_with(&read, pdf.data, pdf.length, "scan.pdf", "auto eng", true);
	cr_expect(counted.facts.scanned == 1 && !counted.facts.recognised);
	cr_expect_str_eq(counted.facts.text, "");
	see_page(&counted, 1, &before);
	see_page(&read, 1, &after);
	cr_expect(before.ppm.length == after.ppm.length &&
		  memcmp(before.ppm.data, after.ppm.data, after.ppm.length) == 0);
	unsee(&before);
	unsee(&after);
	unmake(&counted);
	unmake(&read);
	bdl_buffer_release(&pdf);
}

Test(ocr, nothing_is_read_where_nothing_is_asked_for_and_nothing_stands)
{
	static const char *const blank[] = {NULL};

	static const struct {
		const char *const *lines;
		const char *ocr;
		bool recognise;
		const char *warning;
	} cases[] = {
		{letter, "", true, NULL},
		{blank, "all eng", true, NULL},
		{letter, "auto tlh", true, "the language \"tlh\" is not installed"},
		{letter, "auto ../eng", true, "is not installed"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_buffer pdf = BDL_BUFFER_INIT;
		struct words found;
		struct made m;

		make_scan(&pdf, cases[i].lines, &plain, NULL);
		read_evidence_with(
			&m, pdf.data, pdf.length, "scan.pdf", cases[i].ocr, cases[i].recognise);
		cr_expect_eq(m.facts.scanned, cases[i].warning ? 1u : 0u, "case %zu", i);
		cr_expect(!cases[i].warning || !m.facts.recognised, "case %zu", i);
		cr_expect(!cases[i].warning || warns(&m, cases[i].warning), "case %zu", i);
		link_part(&m);
		find_words(&found, m.linked.data, m.linked.length);
		cr_expect_eq(found.count, STAMP_WORDS, "case %zu", i);
		unmake(&m);
		bdl_buffer_release(&pdf);
	}
}

/* A page of words is not rendered and read, whatever picture lies under them. */
Test(ocr, a_page_with_words_of_its_own_is_no_scan)
{
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	const struct sheet sheet = {"/MediaBox[0 0 360 250]", "360 0 0 250 0 0",
		"BT 3 Tr/F 12 Tf 40 120 Td(Words that somebody has recognised already)Tj ET", 1};
	struct made m;

	make_scan(&pdf, letter, &sheet, NULL);
	read_evidence_with(&m, pdf.data, pdf.length, "scan.pdf", "auto eng", false);
	cr_expect_eq(m.facts.scanned, 0);
	unmake(&m);
	bdl_buffer_release(&pdf);
}
