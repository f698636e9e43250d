/* What the program builds, held against the rules by a checker that knows nothing of how it was
 * built. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(check_built, .init = setup, .fini = teardown, .timeout = 300);

/* The verdict of each rule of the newest bundle. */
static json_t *check_built(void)
{
	struct run r;
	json_t *o;

	fixture_run(&f, &r, "$BUNDLE build $E --name 'Ms A Bundle 2026-03-01' --date 2026-03-01");
	cr_assert(r.status < 2, "%d: %s", r.status, r.err);
	run_release(&r);
	fixture_run(&f, &r, "$BUNDLE check --json $E/bundle/*.pdf");
	cr_assert(r.status < 2, "%d: %s", r.status, r.err);
	o = json_loads(r.out, 0, NULL);
	cr_assert_not_null(o, "no JSON: %s", r.out);
	run_release(&r);
	return o;
}

static void expect_verdict(const json_t *o, const char *id, const char *verdict)
{
	const json_t *list = json_object_get(o, "rules"), *rule;
	size_t i;

	json_array_foreach(list, i, rule)
	{
		const char *found = json_string_value(json_object_get(rule, "verdict"));

		if (strcmp(json_string_value(json_object_get(rule, "id")), id) == 0)
			cr_expect_str_eq(found, verdict, "%s: %s: %s", id, found,
				json_string_value(json_object_get(rule, "text")));
	}
}

static void expect_no_fail(const json_t *o)
{
	const json_t *list = json_object_get(o, "rules"), *rule;
	size_t i;

	cr_expect_eq(json_array_size(list), 47);
	json_array_foreach(list, i, rule)
	{
		cr_expect(strcmp(json_string_value(json_object_get(rule, "verdict")), "fail") != 0,
			"%s: %s", json_string_value(json_object_get(rule, "id")),
			json_string_value(json_object_get(rule, "text")));
	}
}

Test(check_built, the_example_keeps_every_rule)
{
	static const char *const passes[] = {
		"R1", "R2", "R4", "R5", "R6", "R7", "R16", "R17", "R18", "R19", "R24", "R30"};
	struct run r;
	json_t *o;

	fixture_run(&f, &r, "cp -R '%s/docs/example/.' $E/ && rm -rf $E/bundle $E/.bundle",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	o = check_built();
	expect_no_fail(o);
	for (size_t i = 0; i < sizeof(passes) / sizeof(*passes); i++)
		expect_verdict(o, passes[i], "pass");
	json_decref(o);
}

static const char *const numberings[] = {"--number-by-section",
	"--number-of-total --number-at top-centre --number-colour blue --number-size 14",
	"--number-prefix 'App ' --number-at bottom-left", "--max-pages 20",
	"--max-pages 20 --number-by-section"};

Test(check_built, however_it_is_numbered)
{
	struct run r;

	fixture_run(&f, &r,
		"cp -R '%s/docs/example/.' $E/ && rm -rf $E/bundle $E/.bundle && "
		"sed -i '/^for:/d' $E/bundle.yaml" /* whoever it is for */,
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
	for (size_t i = 0; i < sizeof(numberings) / sizeof(*numberings); i++) {
		fixture_run(&f, &r,
			"rm -rf out && $BUNDLE build $E -q --ocr off -o out --name 'Ms A Bundle "
			"2026-03-01' %s; $BUNDLE check 'out/Ms A Bundle 2026-03-01.tar.gz'",
			numberings[i]);
		cr_expect_not(strstr(r.out, "to do"), "%s: %s%s", numberings[i], r.out, r.err);
		cr_expect(strstr(r.out, "meets all requirements that apply"), "%s: %s%s",
			numberings[i], r.out, r.err);
		run_release(&r);
	}
}

/* A picture of one colour, as tall as A4 is: 24 bits a pixel, rows of a multiple of four bytes. */
static void put_picture(const char *path, unsigned char grey)
{
	enum { WIDTH = 212, HEIGHT = 300, HEAD = 54 };

	static unsigned char bmp[HEAD + WIDTH * HEIGHT * 3];
	const unsigned sizes[][2] = {
		{2, sizeof(bmp)}, {10, HEAD}, {14, 40}, {18, WIDTH}, {22, HEIGHT}};

	memset(bmp, 0, HEAD);
	memcpy(bmp, "BM", 2);
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (unsigned k = 0; k < 4; k++)
			bmp[sizes[i][0] + k] = (unsigned char)(sizes[i][1] >> 8 * k);
	bmp[26] = 1;
	bmp[28] = 24;
	memset(bmp + HEAD, grey, sizeof(bmp) - HEAD);
	fixture_put(&f, path, bmp, sizeof(bmp));
}

/* An A4 page, or what the entries make of it, with words all over it down to the lowest edge. */
static void put_full_page(const char *path, const char *box, const char *entries)
{
	char content[3000] = "", pdf[6000];
	size_t n = 0;

	for (int y = 2; y < 830; y += 20)
		n += (size_t)snprintf(content + n, sizeof(content) - n,
			"BT /F 14 Tf 300 %d Td (Words up to the right edge of the page) Tj ET\n",
			y);
	snprintf(pdf, sizeof(pdf),
		"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count "
		"1/Kids[3 0 R]>>endobj\n"
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox%s%s/Contents 4 0 "
		"R/Resources<</Font<</F<</Type/Font/Subtype/Type1"
		"/BaseFont/Helvetica>>>>>>>>endobj\n4 0 obj<</Length %zu>>stream\n%sendstream "
		"endobj\ntrailer<</Root 1 0 R>>\n",
		box, entries, n, content);
	fixture_text(&f, path, pdf);
}

/* Whatever the evidence looks like, the number is upright, in its place, and on nothing. */
Test(check_built, numbers_stand_on_nothing)
{
	json_t *o;

	put_picture("black.bmp", 0);
	put_picture("white.bmp", 255);
	put_full_page("full.pdf", "[0 0 595 842]", "");
	put_full_page("turned.pdf", "[0 0 595 842]", "/Rotate 90");
	put_full_page("cropped.pdf", "[-50 -50 700 900]", "/CropBox[0 0 595 842]");
	put_full_page("large unit.pdf", "[0 0 595 842]", "/UserUnit 1.5");
	put_full_page("tiny.pdf", "[0 0 4 4]", "");
	put_full_page("wide.pdf", "[0 0 1190 842]", "");
	o = check_built();
	expect_verdict(o, "R1", "pass");
	expect_verdict(o, "R2", "pass");
	expect_verdict(o, "R5", "pass");
	expect_verdict(o, "R6", "pass");
	expect_no_fail(o);
	json_decref(o);
}
