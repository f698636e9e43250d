/* What is seen of a PDF: places as they are on the page that is shown, however the file turns, cuts
 * and scales it. */
#include "looking.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define NEAR(a, b)                                                                                 \
	cr_expect(fabs((double)(a) - (double)(b)) < 0.6, #a " is %.2f, not %.2f", (double)(a),     \
		(double)(b))

static void look_at(struct bdl_seen *seen, const struct made_options *o)
{
	struct bdl_error err = {0};
	int fd = made_file(o);

	cr_assert_eq(bdl_seen_look(seen, fd, GOOD_NAME, &err), 0, "%s", err.message);
	close(fd);
	cr_assert_null(seen->unreadable, "%s", seen->unreadable);
}

/* The first visible run of that size. */
static const struct bdl_seen_run *run_of(const struct bdl_seen_page *p, double size)
{
	for (size_t i = 0; i < p->run_count; i++)
		if (fabs(p->runs[i].size - size) < 0.05)
			return &p->runs[i];
	cr_assert_fail("no run of %.1f points", size);
	return NULL;
}

static const struct bdl_seen_word *word_of(const struct bdl_seen_page *p, const char *text)
{
	for (size_t i = 0; i < p->word_count; i++)
		if (strcmp(p->words[i].text, text) == 0)
			return &p->words[i];
	cr_assert_fail("no word \"%s\"", text);
	return NULL;
}

/*
 * A word, a picture, a link and a note at one place of a page whose box begins at 100, 50 and is
 * 400 by 300: what is seen of them after each turn. The word's baseline begins 40 from the left and
 * 60 from the lower edge.
 */
#define BOX "[100 50 500 350]"
#define CONTENT                                                                                    \
	"BT /F1 10 Tf 140 110 Td (Marker) Tj ET q 50 0 0 20 200 250 cm /P1 Do Q q 0 0 1 rg BT "    \
	"/F1 11 Tf 140 200 Td "                                                                    \
	"[(Blue) -100 (ish)] TJ ET Q"
#define ANNOTS                                                                                     \
	"/Annots[<</Subtype/Link/Rect[140 110 170 120]/Dest[10 0 R/XYZ 72 700 null]>>"             \
	"<</Subtype/Text/Rect[200 250 250 270]>><</Subtype/Link/F 2/Rect[150 60 140 "              \
	"70]/A<</S/URI/URI(http://a)>>>>]"

static void expect_turned(int turn, const char *entries, double unit)
{
	const struct made_options o = {.pages = 2,
		.number = "",
		.odd = 2,
		.odd_body = "",
		.odd_box = BOX,
		.odd_content = CONTENT,
		.odd_entries = entries};
	/* of a point x, y of the page from its lower left corner: where it is seen */
	const double at[2] = {40, 60};
	double width = (turn % 180 ? 300 : 400) * unit, height = (turn % 180 ? 400 : 300) * unit, x,
	       y;
	const struct bdl_seen_run *r;
	const struct bdl_seen_page *p;
	struct bdl_seen seen;

	look_at(&seen, &o);
	p = &seen.pages[1];
	NEAR(p->width, width);
	NEAR(p->height, height);
	x = (turn == 0            ? at[0]
		    : turn == 90  ? at[1]
		    : turn == 180 ? 400 - at[0]
				  : 300 - at[1]) *
	    unit;
	y = (turn == 0            ? at[1]
		    : turn == 90  ? 400 - at[0]
		    : turn == 180 ? 300 - at[1]
				  : at[0]) *
	    unit;
	r = run_of(p, 10 * unit);
	NEAR(r->angle, turn ? 360 - turn : 0);
	cr_expect(
		x > r->left - 0.1 && x < r->right + 0.1 && y > r->bottom - 0.1 && y < r->top + 0.1,
		"turned by %d: the run is at %.1f %.1f %.1f %.1f, not around %.1f %.1f", turn,
		r->left, r->bottom, r->right, r->top, x, y);
	NEAR(fmax(r->right - r->left, r->top - r->bottom), 30 * unit);
	cr_assert_eq(p->link_count, 2);
	/* the link lies on the word */
	NEAR(p->links[0].right > r->left && p->links[0].left < r->right &&
			p->links[0].top > r->bottom && p->links[0].bottom < r->top,
		1);
	cr_expect_eq(p->links[0].to.kind, BDL_TARGET_PAGE);
	cr_expect_eq(p->links[0].to.page, 1);
	NEAR(p->links[0].to.left, 72);
	NEAR(p->links[0].to.top, 700);
	cr_expect_eq(p->links[1].to.kind, BDL_TARGET_WEB);
	cr_expect(p->links[1].hidden && !p->links[0].hidden);
	/* the note lies exactly on the picture */
	cr_assert_eq(p->picture_count, 1);
	cr_assert_eq(p->mark_count, 1);
	NEAR(p->pictures[0].left, p->marks[0].left);
	NEAR(p->pictures[0].top, p->marks[0].top);
	NEAR(p->pictures[0].dots, 300 / (20 * unit / 72));
	cr_expect(p->pictures[0].grey_or_black);
	cr_expect_str_eq(p->marks[0].kind, "Text");
	r = run_of(p, 11 * unit);
	cr_expect(r->red == 0 && r->blue == 1);
	NEAR(fmax(r->right - r->left, r->top - r->bottom), (7 * 5.5 + 1.1) * unit);
	if (turn == 0) {
		NEAR(word_of(p, "Marker")->left, x);
		NEAR(word_of(p, "Marker")->right, x + 30 * unit);
	}
	bdl_seen_release(&seen);
}

Test(look, places_are_as_they_are_seen)
{
	expect_turned(0, ANNOTS, 1);
	expect_turned(90, "/Rotate 90" ANNOTS, 1);
	expect_turned(180, "/Rotate -180" ANNOTS, 1);
	expect_turned(270, "/Rotate 270" ANNOTS, 1);
	expect_turned(0, "/UserUnit 2" ANNOTS, 2);
	expect_turned(90, "/Rotate 450/UserUnit 0.5" ANNOTS, 0.5);
}

/* What a form shows is seen where the form puts it; a form that draws itself ends. */
Test(look, forms_are_walked_and_bounded)
{
	const struct made_options o = {.pages = 2,
		.odd = 2,
		.odd_body = "",
		.number = "",
		.odd_entries = "/Resources<</XObject<</A 5 0 R>>>>",
		.odd_content = "1 0 0 1 100 100 cm /A Do"};
	struct bdl_buffer pdf = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct bdl_seen seen;
	char path[] = "/tmp/bundle-made-XXXXXX";
	int fd = mkstemp(path);
	const char form[] =
		"5 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Matrix[2 0 0 2 0 "
		"0]/Length 57"
		"/Resources<</Font<</F1 6 0 R>>/XObject<</A 5 0 R>>>>>>\nstream\n"
		"BT /F1 10 Tf 20 30 Td (Form) Tj ET 0.5 0 0 0.5 0 0 cm /A Do\nendstream\nendobj\n";

	unlink(path);
	made_pdf(&o, &pdf);
	/* a broken table is rebuilt: the last object of a number counts */
	bdl_buffer_text(&pdf, form);
	cr_assert_eq(write(fd, pdf.data, pdf.length), (ssize_t)pdf.length);
	cr_assert_eq(write(fd, "startxref\n1\n%%EOF\n", 18), 18);
	cr_assert_eq(bdl_seen_look(&seen, fd, GOOD_NAME, &err), 0, "%s", err.message);
	cr_assert_null(seen.unreadable, "%s", seen.unreadable);
	cr_expect(seen.damaged);
	cr_assert_eq(seen.page_count, 2);
	cr_assert(seen.pages[1].run_count > 0);
	NEAR(seen.pages[1].runs[0].size, 20);
	NEAR(seen.pages[1].runs[0].left, 140);
	cr_expect(seen.pages[1].broken, "it never ended");
	cr_expect(seen.pages[1].run_count < 20);
	bdl_seen_release(&seen);
	bdl_buffer_release(&pdf);
	close(fd);
}

Test(look, what_the_document_says_of_itself)
{
	const struct made_options o = {.pages = 3,
		.info = "/Title(\376\377\000A\000\351)/Author(Jo)",
		.labels = "<</Nums[0<</S/r>>2<</S/A/P(X-)/St 28>>]>>",
		.catalog = "/AcroForm<</SigFlags "
			   "3/Fields[]>>/Names<</EmbeddedFiles<</Kids[<</Names[(k)<</"
			   "F(a.csv)>>]>>]>>>>",
		.bookmark = "/A<</S/GoTo/D[999 0 R/XYZ 0 0 1.5]>>"};
	struct bdl_seen seen;

	/* a NUL inside a literal string ends the C string that the options are */
	const struct made_options utf16 = {.pages = 1, .info = "/Title<FEFF004100E9>"};

	look_at(&seen, &utf16);
	cr_expect_str_eq(seen.title, "A\303\251");
	cr_expect_null(seen.author);
	cr_expect_eq(seen.opens.page, 1);
	NEAR(seen.opens.zoom, 1);
	bdl_seen_release(&seen);
	look_at(&seen, &(struct made_options){.pages = o.pages,
			       .info = "/Author(Jo)",
			       .labels = o.labels,
			       .catalog = o.catalog,
			       .bookmark = o.bookmark});
	cr_expect_null(seen.title);
	cr_expect_str_eq(seen.author, "Jo");
	cr_expect_str_eq(seen.pages[0].label, "i");
	cr_expect_str_eq(seen.pages[1].label, "ii");
	cr_expect_str_eq(seen.pages[2].label, "X-BB");
	cr_expect(seen.signed_pdf);
	cr_assert_eq(seen.file_count, 1);
	cr_expect_str_eq(seen.files[0].name, "a.csv");
	cr_assert_eq(seen.bookmark_count, 3);
	cr_expect_str_eq(seen.bookmarks[2].title, "Page 3 [p.3]");
	cr_expect_eq(seen.bookmarks[2].to.kind, BDL_TARGET_DEAD);
	bdl_seen_release(&seen);
}

/* A bookmark that comes after itself is met once. */
Test(look, bookmarks_that_loop_end)
{
	const struct made_options o = {.pages = 3, .bookmark = "/Next 28 0 R/First 28 0 R"};
	struct bdl_seen seen;

	look_at(&seen, &o);
	cr_expect(seen.bookmark_count <= 3, "%zu bookmarks", seen.bookmark_count);
	bdl_seen_release(&seen);
}

Test(look, words_of_many_pages_come_in_order)
{
	const struct made_options o = {.pages = 250};
	struct bdl_seen seen;

	look_at(&seen, &o);
	cr_assert_eq(seen.page_count, 250);
	for (unsigned i = 0; i < 250; i++) {
		char number[8];

		snprintf(number, sizeof(number), "%u", i + 1);
		cr_assert_eq(seen.pages[i].word_count, 5, "page %u has %zu words", i + 1,
			seen.pages[i].word_count);
		cr_assert_str_eq(seen.pages[i].words[3].text, number);
		cr_assert_str_eq(seen.pages[i].words[4].text, number);
	}
	bdl_seen_release(&seen);
}
