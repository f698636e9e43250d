/* Plain text on pages: every word is there, in every encoding, however long its lines are. */
#include "base/text.h"
#include "reading_fixture.h"

/* What pdftotext reads on page `page`. */
static void words_of(struct made *m, unsigned page, struct bdl_buffer *out)
{
	poppler(m, "pdftotext -raw", page, "-", out);
}

static void expect_words(const char *what, const void *bytes, size_t length, const char *expected)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_evidence(&m, bytes, length, "note.txt");
	cr_assert(m.facts.shown, "%s", what);
	words_of(&m, 1, &b);
	cr_expect_not_null(
		strstr(bdl_buffer_string(&b), expected), "%s: %s", what, bdl_buffer_string(&b));
	bdl_buffer_release(&b);
	unmake(&m);
}

#define EXPECT_WORDS(bytes, expected) expect_words(expected, bytes, sizeof(bytes) - 1, expected)

Test(text, every_encoding_reaches_the_page)
{
	EXPECT_WORDS("It cost \xA3"
		     "50, \x93ok\x94, \x80"
		     "9",
		"It cost \xC2\xA3"
		"50, \xE2\x80\x9Cok\xE2\x80\x9D, \xE2\x82\xAC"
		"9");
	EXPECT_WORDS("\xFF\xFE"
		     "D\0e\0a\0r\0 \0S\0i\0r\0",
		"Dear Sir");
	EXPECT_WORDS("\0D\0e\0a\0r\0 \0S\0i\0r", "Dear Sir");
	EXPECT_WORDS("\xFF\xFE\0\0D\0\0\0e\0\0\0a\0\0\0r\0\0\0", "Dear");
	EXPECT_WORDS("\xEF\xBB\xBF"
		     "caf\xC3\xA9",
		"caf\xC3\xA9");
	EXPECT_WORDS("one\rtwo\rthree", "one\ntwo\nthree");
	EXPECT_WORDS("one\r\n\r\nthree", "one\nthree");
}

Test(text, a_control_character_is_a_sign_that_can_be_seen)
{
	struct made m;
	const char text[] = "This line has one\a of them, and the line is long enough, so that it "
			    "still is text for whoever "
			    "looks at it and counts the characters that are none.\n";

	expect_words("bell", text, sizeof(text) - 1, "[character U+0007]");
	read_evidence(&m, text, sizeof(text) - 1, "note.txt");
	cr_expect(warns(&m, "1 control character is shown"));
	unmake(&m);
}

Test(text, a_turned_word_is_shown_as_it_stands)
{
	EXPECT_WORDS("pay \xE2\x80\xAE"
		     "001 pounds",
		"[character U+202E]");
}

Test(text, a_zero_in_a_text_is_a_sign_too)
{
	static const char line[] =
		"A line that is long enough to be text although one byte of it is none at all.\n";
	char text[sizeof(line) * 4] = "";

	for (size_t i = 0; i < 3; i++)
		memcpy(text + i * (sizeof(line) - 1), line, sizeof(line) - 1);
	text[20] = '\0';
	expect_words("zero", text, 3 * (sizeof(line) - 1), "[character U+0000]");
}

Test(text, a_form_feed_ends_the_page)
{
	static const char text[] = "first\fsecond 10 February 2023\n\fthird";
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_evidence(&m, text, sizeof(text) - 1, "fax.txt");
	cr_expect_eq(m.facts.pages, 3);
	words_of(&m, 3, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "third"));
	cr_assert_eq(m.facts.date_count, 1);
	cr_expect_eq(m.facts.dates[0].page, 2);
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(text, what_was_aligned_with_spaces_still_is)
{
	static const char text[] =
		"Date         What            Amount\n01/02/2023   Rent            500.00\n"
		"02/02/2023   Mowing the lawn  20.00\n03/02/2023   III              20.00\n";
	struct bdl_buffer b = BDL_BUFFER_INIT;
	double left[2] = {0, 0};
	unsigned found = 0;
	struct made m;

	read_evidence(&m, text, sizeof(text) - 1, "export.txt");
	cr_assert(m.facts.shown);
	poppler(&m, "pdftotext -bbox", 1, "-", &b);
	for (const char *p = b.data; found < 2 && (p = strstr(p, "xMin=\"")); p++) {
		const char *end = strchr(p, '\n');

		if (end && end - p > 16 && memcmp(end - 12, "20.00</word>", 12) == 0)
			left[found++] = strtod(p + 6, NULL);
	}
	cr_expect_eq(found, 2);
	cr_expect_float_eq(left[0], left[1], 0.01);
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(text, wide_aligned_text_lies_on_its_side)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct made m;

	for (int i = 0; i < 5; i++)
		bdl_buffer_printf(&text, "%-50s%-40s%d\n", "one", "two", i);
	read_evidence(&m, text.data, text.length, "wide.txt");
	cr_assert(m.facts.shown);
	cr_expect(m.part.pages[0].box[2] > m.part.pages[0].box[3]);
	bdl_buffer_release(&text);
	unmake(&m);
}

Test(text, form_feeds_make_no_empty_pages)
{
	static const char text[] = "\fone\f\f\n\ftwo\f";
	struct made m;

	read_evidence(&m, text, sizeof(text) - 1, "feeds.txt");
	cr_expect_eq(m.facts.pages, 2, "%u", m.facts.pages);
	unmake(&m);
}

Test(text, nothing_but_white_space_is_said_to_be_that)
{
	EXPECT_WORDS("  \n\t\n", "nothing but white space");
}

Test(text, tabs_keep_columns)
{
	EXPECT_WORDS("Rent\t500\nFood\t20\n", "Rent 500\nFood 20");
}

Test(text, the_file_is_named_and_the_title_is_its_name)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_evidence(&m, "Hello\n", 6, "Note_to_the_CMS.txt");
	words_of(&m, 1, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Note to the CMS\n"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Note_to_the_CMS.txt"));
	cr_expect_str_eq(m.facts.text, "Hello\n");
	cr_expect_eq(m.facts.text_characters, 6);
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(text, a_line_of_three_megabytes_is_whole)
{
	const size_t length = 3u << 20;
	char *text = malloc(length);
	struct bdl_buffer b = BDL_BUFFER_INIT;
	size_t letters = 0;
	struct made m;

	cr_assert_not_null(text);
	memset(text, 'x', length);
	read_evidence(&m, text, length, "long.txt");
	cr_assert(m.facts.shown, "reason %d", (int)m.facts.reason);
	cr_expect(m.facts.pages > 500 && m.facts.pages < 2000, "%u pages", m.facts.pages);
	cr_expect_eq(m.facts.text_characters, length);
	words_of(&m, 2, &b);
	for (size_t i = 0; i < b.length; i++)
		letters += b.data[i] == 'x';
	cr_expect(letters > 3000, "%zu letters", letters);
	bdl_buffer_release(&b);
	unmake(&m);
	free(text);
}

Test(text, too_many_pages_are_said_to_be_too_many)
{
	const size_t length = 400000;
	char *text = malloc(length);
	struct made m;

	cr_assert_not_null(text);
	memset(text, '\n', length);
	text[0] = 'x';
	read_evidence(&m, text, length, "empty-lines.txt");
	cr_expect_not(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TOO_BIG);
	unmake(&m);
	free(text);
}

Test(text, no_line_is_lost_over_a_page_break)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, all = BDL_BUFFER_INIT;
	struct made m;

	for (int i = 0; i < 200; i++)
		bdl_buffer_printf(&text, "This is line %d.\n", i);
	read_evidence(&m, text.data, text.length, "lines.txt");
	cr_assert(m.facts.shown);
	cr_expect(m.facts.pages > 3);
	for (unsigned page = 1; page <= m.facts.pages; page++)
		words_of(&m, page, &all);
	for (int i = 0; i < 200; i++) {
		char line[32];

		snprintf(line, sizeof(line), "This is line %d.", i);
		cr_expect_not_null(strstr(all.data, line), "%s", line);
	}
	bdl_buffer_release(&text);
	bdl_buffer_release(&all);
	unmake(&m);
}
