/* Tables on pages: every row, in its order, under its heads, and nothing cut. */
#include "pdf_fixture.h"

#include "base/text.h"
#include "read/csv.h"

#include <stdint.h>

#define WORDS_MAX 8000
#define CLOSE 0.2 /* points */

/* A table as it came out: its part linked, opened, and read by pdftotext. */
struct drawn {
	struct made m;
	unsigned *pages; /* of each row */
	struct bdl_buffer text;
};

struct word {
	unsigned page;
	double left, top, right;
	char text[64];
};

static void pdftotext(const struct made *m, const char *option, struct bdl_buffer *out)
{
	char folder[64], command[200], piece[4096];
	FILE *f;
	size_t n;

	temporary(folder);
	snprintf(command, sizeof(command), "%s/table.pdf", folder);
	f = fopen(command, "wb");
	cr_assert_not_null(f);
	cr_assert_eq(fwrite(m->linked.data, 1, m->linked.length, f), m->linked.length);
	cr_assert_eq(fclose(f), 0);
	snprintf(command, sizeof(command), "pdftotext -q %s %s/table.pdf -", option, folder);
	f = popen(command, "r");
	cr_assert_not_null(f);
	while ((n = fread(piece, 1, sizeof(piece), f)) > 0)
		bdl_buffer_add(out, piece, n);
	cr_assert_eq(pclose(f), 0);
	bdl_remove_tree(AT_FDCWD, folder);
}

static void load_part(struct made *m, int output, const char *name)
{
	cr_assert_eq(bdl_part_load(&m->part, output, name, &m->err), 0, "%s", m->err.message);
	m->body = malloc((size_t)m->part.body_length + 1);
	cr_assert_not_null(m->body);
	cr_assert_eq(bdl_pread_all(output, m->body, (size_t)m->part.body_length, 0), 0);
	m->body[m->part.body_length] = '\0';
}

/* Draws text as the file `name`. */
static void draw(struct drawn *d, const char *text, size_t length, const char *name)
{
	struct bdl_table t = BDL_TABLE_INIT;
	struct bdl_table_shape shape;
	struct bdl_reading r = {
		.name = name, .output_limit = 1u << 30, .arena = &d->m.arena, .facts = &d->m.facts};
	char folder[64], output[96];
	FILE *part;

	*d = (struct drawn){.text = BDL_BUFFER_INIT};
	temporary(folder);
	r.scratch = folder;
	snprintf(output, sizeof(output), "%s/part", folder);
	part = fopen(output, "w+b");
	cr_assert_not_null(part);
	r.output = fileno(part);
	d->m.facts.text = "";
	cr_assert(bdl_table_guess(text, length, name, &shape), "it is taken for prose");
	cr_assert_eq(bdl_table_parse(&t, text, length, &shape, &d->m.err), 0);
	d->pages = calloc(t.row_count + 1, sizeof(*d->pages));
	cr_assert_not_null(d->pages);
	d->m.rc = bdl_csv_draw(&r, &t, d->pages, &d->m.err);
	cr_assert_eq(d->m.rc, 0, "%s", d->m.err.message);
	if (d->m.facts.shown) {
		load_part(&d->m, r.output, name);
		open_linked(&d->m);
		pdftotext(&d->m, "-raw", &d->text);
	}
	bdl_table_release(&t);
	fclose(part);
	bdl_remove_tree(AT_FDCWD, folder);
}

static void draw_text(struct drawn *d, const char *text)
{
	draw(d, text, strlen(text), "table.csv");
	cr_assert(d->m.facts.shown);
}

static void draw_buffer(struct drawn *d, struct bdl_buffer *text)
{
	cr_assert_not(text->failed);
	draw(d, text->data, text->length, "table.csv");
	bdl_buffer_release(text);
}

static void forget(struct drawn *d)
{
	bdl_buffer_release(&d->text);
	free(d->pages);
	unmake(&d->m);
}

/* ---- questions ---- */

static bool shows(const struct drawn *d, const char *words)
{
	return strstr(bdl_buffer_string(&d->text), words) != NULL;
}

static size_t count(const struct drawn *d, const char *words)
{
	const char *at = bdl_buffer_string(&d->text);
	size_t n = 0;

	for (; (at = strstr(at, words)); at += strlen(words))
		n++;
	return n;
}

static bool is_landscape(const struct drawn *d)
{
	const double *box = d->m.part.pages[0].box;

	return box[2] - box[0] > box[3] - box[1];
}

/* All words with their places. */
static size_t find_words(const struct drawn *d, struct word *words)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	unsigned page = 0;
	size_t n = 0;

	pdftotext(&d->m, "-bbox", &b);
	for (const char *at = bdl_buffer_string(&b); *at && n < WORDS_MAX;
		at += strcspn(at, "\n"), at += *at == '\n') {
		double bottom;
		struct word *w = &words[n];

		at += strspn(at, " ");
		page += strncmp(at, "<page ", 6) == 0;
		w->page = page;
		n += sscanf(at, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\">%63[^<]",
			     &w->left, &w->top, &w->right, &bottom, w->text) == 5;
	}
	bdl_buffer_release(&b);
	return n;
}

/* The nth word from 0 with that text. */
static struct word find_word(const struct drawn *d, const char *text, size_t nth)
{
	static struct word words[WORDS_MAX];
	size_t n = find_words(d, words);

	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].text, text) == 0 && nth-- == 0)
			return words[i];
	cr_assert_fail("%s is not on the pages: %s", text, bdl_buffer_string(&d->text));
	return (struct word){0};
}

static void statement(struct bdl_buffer *b, size_t rows)
{
	bdl_buffer_text(b, "Date,Description,Paid out,Balance\n");
	for (size_t i = 0; i < rows; i++)
		bdl_buffer_printf(b, "%02zu/%02zu/2023,Payment REF%05zuX,%zu.50,\"%zu,000.00\"\n",
			i % 28 + 1, i / 28 % 12 + 1, i, i % 900, i % 90 + 1);
}

/* ---- tests ---- */

static void expect_rows(const struct drawn *d, size_t rows)
{
	const char *at = bdl_buffer_string(&d->text);
	unsigned page = 1;

	for (size_t i = 0; i < rows; i++) {
		char reference[40];
		const char *found;

		snprintf(reference, sizeof(reference), "REF%05zuX", i);
		found = strstr(at, reference);
		cr_assert_not_null(found, "row %zu is missing, or out of order", i);
		for (; at < found; at++)
			page += *at == '\f';
		cr_assert_eq(d->pages[i + 1], page, "row %zu is on page %u, not %u", i, page,
			d->pages[i + 1]);
		cr_assert_eq(count(d, reference), 1, "row %zu is there twice", i);
	}
	cr_expect_eq(d->m.facts.pages, page);
}

Test(csv, shows_every_row_once_in_the_order_of_the_file)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;

	statement(&b, 200);
	draw_buffer(&d, &b);
	expect_rows(&d, 200);
	cr_expect(shows(&d, "Drawn from the file \xE2\x80\x9Ctable.csv\xE2\x80\x9D. It holds 200 "
			    "rows; all 200 are shown"));
	cr_expect(!is_landscape(&d));
	forget(&d);
}

Test(csv, shows_five_thousand_rows)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;
	const char *at;

	statement(&b, 5000);
	draw(&d, b.data, b.length, "table.csv");
	at = bdl_buffer_string(&d.text);
	for (size_t i = 0; i < 5000; i++) {
		char reference[40];

		snprintf(reference, sizeof(reference), "REF%05zuX", i);
		at = strstr(at, reference);
		cr_assert_not_null(at, "row %zu is missing, or out of order", i);
	}
	cr_expect(shows(&d, "It holds 5,000 rows; all 5,000 are shown"));
	cr_expect_eq(d.pages[5000], d.m.facts.pages, "the last row is on the last page");
	bdl_buffer_release(&b);
	forget(&d);
}

Test(csv, repeats_the_column_heads_on_every_page)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct word second, third;
	struct drawn d;

	statement(&b, 120);
	draw_buffer(&d, &b);
	cr_assert_geq(d.m.facts.pages, 3);
	cr_expect_eq(count(&d, "Description"), d.m.facts.pages);
	second = find_word(&d, "Description", 1);
	third = find_word(&d, "Description", 2);
	cr_expect_eq(second.page, 2);
	cr_expect_eq(third.page, 3);
	cr_expect_float_eq(second.top, third.top, CLOSE);
	cr_expect_gt(second.top, 50, "below the header");
	forget(&d);
}

Test(csv, aligns_amounts_and_their_heads_on_the_right)
{
	struct drawn d;

	draw_text(&d,
		"Date,Account,Description,Amount,Balance\n"
		"01/02/2023,00004471,Rent,1.50,\"1,000.00\"\n02/02/2023,00004471,Food,\xC2\xA3"
		"1234.50,-3\n"
		"03/02/2023,00004471,Bus,,12.00 CR\n");
	cr_expect_float_eq(find_word(&d, "1.50", 0).right, find_word(&d, "Amount", 0).right, CLOSE);
	cr_expect_float_eq(find_word(&d,
				   "\xC2\xA3"
				   "1234.50",
				   0)
				   .right,
		find_word(&d, "Amount", 0).right, CLOSE);
	cr_expect_float_eq(find_word(&d, "1,000.00", 0).right, find_word(&d, "-3", 0).right, CLOSE);
	cr_expect_float_eq(find_word(&d, "Balance", 0).right, find_word(&d, "CR", 0).right, CLOSE);
	cr_expect_float_eq(
		find_word(&d, "Description", 0).left, find_word(&d, "Rent", 0).left, CLOSE);
	cr_expect_float_eq(find_word(&d, "Account", 0).left, find_word(&d, "00004471", 0).left,
		CLOSE, "an account number is no amount");
	forget(&d);
}

Test(csv, keeps_dates_narrow_where_a_last_row_of_words_stands_in_their_column)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;

	statement(&b, 40);
	bdl_buffer_text(
		&b, "Total of everything that was paid out in the whole of the period,,800.50,\n");
	draw_buffer(&d, &b);
	cr_expect_lt(find_word(&d, "Description", 0).left, 180);
	cr_expect(shows(&d, "Total of"));
	cr_expect(shows(&d, "period"));
	forget(&d);
}

/* Columns of a width; `count` of them. */
static void wide(struct bdl_buffer *b, size_t columns, size_t rows)
{
	for (size_t i = 0; i < columns; i++)
		bdl_buffer_printf(b, "%sHead%zu", i ? "," : "", i);
	for (size_t row = 0; row < rows; row++) {
		bdl_buffer_byte(b, '\n');
		for (size_t i = 0; i < columns; i++)
			bdl_buffer_printf(b, "%scell%zur%zux", i ? "," : "", i, row);
	}
	bdl_buffer_byte(b, '\n');
}

Test(csv, lays_the_paper_on_its_side_for_a_table_that_is_too_wide)
{
	static const struct {
		size_t columns;
		bool landscape, list;
	} cases[] = {{5, false, false}, {10, true, false}, {12, true, false}, {30, false, true},
		{300, false, true}};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;
		struct drawn d;
		char last[32];

		wide(&b, cases[i].columns, 7);
		draw_buffer(&d, &b);
		cr_expect_eq(is_landscape(&d), cases[i].landscape, "%zu columns", cases[i].columns);
		cr_expect_eq(shows(&d, "each row is a list"), cases[i].list, "%zu columns",
			cases[i].columns);
		snprintf(last, sizeof(last), "cell%zur6x", cases[i].columns - 1);
		cr_expect_eq(count(&d, "x\n") + count(&d, "x "), cases[i].columns * 7,
			"%zu columns", cases[i].columns);
		cr_expect_eq(count(&d, last), 1);
		forget(&d);
	}
}

Test(csv, names_each_value_of_a_list_by_its_head)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;

	wide(&b, 40, 3);
	draw_buffer(&d, &b);
	cr_expect(shows(&d, "Head0: cell0r0x\nHead1: cell1r0x"), "%s", d.text.data);
	cr_expect(shows(&d, "Head39: cell39r2x"));
	cr_expect_eq(count(&d, "Head17: "), 3);
	cr_expect_eq(d.pages[1], 1);
	cr_expect_eq(d.pages[2], 2, "it is split, as it is taller than a page");
	forget(&d);
}

Test(csv, names_the_columns_that_no_list_shows_since_they_are_empty)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;

	for (size_t i = 0; i < 40; i++)
		bdl_buffer_printf(&b, "%sHead%zu", i ? "," : "", i);
	for (size_t row = 0; row < 3; row++)
		for (size_t i = 0; i < 40; i++)
			bdl_buffer_printf(
				&b, "%s%s", i ? "," : "\n", i == 7 || i == 39 ? "" : "filled");
	draw_buffer(&d, &b);
	cr_expect(shows(&d, "Empty in every row: Head7; Head39\nHead0: filled"), "%s", d.text.data);
	cr_expect_eq(count(&d, "Head7"), 1);
	forget(&d);
}

Test(csv, shows_cells_beyond_the_last_column_below_their_row)
{
	struct drawn d;

	draw_text(&d,
		"Date,What,Amount\n01/02/2023,Rent,5.00\n02/02/2023,Food,6.00,stray,,lost sheep\n"
		"03/02/2023,Bus,7.00,\n04/02/2023,Short\n");
	cr_expect(shows(&d, "6.00\ncolumn 4: stray\ncolumn 6: lost sheep\n03/02/2023"), "%s",
		d.text.data);
	cr_expect_not(shows(&d, "column 5"), "an empty cell beyond the last column is nothing");
	cr_expect(shows(&d, "04/02/2023 Short"));
	forget(&d);
}

Test(csv, invents_no_heads_and_no_numbers_of_rows)
{
	struct drawn d;

	draw_text(&d, "20/10/2017,First,1.00\n21/10/2017,Second,2.00\n22/10/2017,Third,3.00\n");
	cr_expect(shows(&d, "own order.\n20/10/2017 First 1.00\n21/10/2017 Second 2.00\n22/10/2017 "
			    "Third 3.00\n"),
		"%s", d.text.data);
	cr_expect(shows(&d, "It holds 3 rows"));
	forget(&d);
}

Test(csv, shows_what_stands_above_the_heads_as_plain_lines)
{
	struct drawn d;

	draw_text(&d, "Account Name:,FlexAccount ****12345\nBalance:,\xC2\xA3"
		      "1252.70\n\nDate,What,Paid out,Paid in,Note\n"
		      "01/02/2023,Rent,5.00,,a\n02/02/2023,Food,6.00,,b\n");
	cr_expect(shows(&d, "Account Name: FlexAccount ****12345\nBalance: \xC2\xA3"
			    "1252.70\nDate What Paid out Paid in Note\n01/02/2023"),
		"%s", d.text.data);
	cr_expect(shows(&d, "It holds 2 rows"));
	cr_expect_eq(d.pages[0], 1);
	forget(&d);
}

Test(csv, takes_no_line_of_a_preamble_for_the_column_heads)
{
	static const char *const preambles[] = {"Account Name:,FlexAccount\nBalance:,1252.70\n",
		"Account Name,FlexAccount\nType,Current\n",
		"Account Name:,FlexAccount,\nBalance:,1252.70,\n",
		"Account,Flex,\nType,Current,\n,,\n", "Account,Flex,\n,,\n,,1252.70\n"};

	for (size_t i = 0; i < sizeof(preambles) / sizeof(*preambles); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;
		struct drawn d;

		bdl_buffer_text(&b, preambles[i]);
		bdl_buffer_text(&b, "Date,What,Amount\n01/02/2023,Rent,5.00\n02/02/2023,Food,6.00\n"
				    "03/02/2023,Bus,7.00\n04/02/2023,Bus,8.00\n");
		draw_buffer(&d, &b);
		cr_expect(shows(&d, "It holds 4 rows"), "preamble %zu: %s", i, d.text.data);
		cr_expect(shows(&d, "Date What Amount\n01/02/2023 Rent"), "preamble %zu: %s", i,
			d.text.data);
		forget(&d);
	}
}

Test(csv, keeps_the_heads_above_rows_of_words_alone)
{
	struct drawn d;

	draw_text(&d, "Name,Role,Telephone\nAnn,Clerk,none\nBob,MP,07700 900142\n"
		      "Cy,Clerk,07700 900143\n");
	cr_expect(shows(&d, "It holds 3 rows"), "%s", d.text.data);
	cr_expect(shows(&d, "Name Role Telephone\nAnn Clerk none\n"), "%s", d.text.data);
	forget(&d);
}

Test(csv, stands_apart_from_its_title_as_other_drawn_documents_do)
{
	struct drawn d;

	draw_text(&d, "Date,What,Amount\n01/02/2023,Rent,5.00\n02/02/2023,Food,6.00\n");
	cr_expect_float_eq(find_word(&d, "Drawn", 0).top, 96.95, CLOSE, "its baseline is at 106");
	cr_expect_float_eq(
		find_word(&d, "Amount", 0).top - find_word(&d, "Drawn", 0).top, 26, CLOSE);
	forget(&d);
}

Test(csv, goes_on_over_pages_with_a_cell_that_is_taller_than_one)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;
	const char *at;

	bdl_buffer_text(&b, "Date,Who,Message\n01/02/2023,A,\"");
	for (size_t i = 0; i < 3000; i++)
		bdl_buffer_printf(&b, "word%zux ", i);
	bdl_buffer_text(&b, "\"\n02/02/2023,B,behind it\n03/02/2023,A,the last\n");
	draw_buffer(&d, &b);
	at = d.text.data;
	for (size_t i = 0; i < 3000; i++) {
		char word[40];

		snprintf(word, sizeof(word), "word%zux", i);
		at = strstr(at, word);
		cr_assert_not_null(at, "%s is missing, or out of order", word);
	}
	cr_expect_geq(d.m.facts.pages, 3);
	cr_expect_eq(count(&d, "Date Who Message"), d.m.facts.pages);
	cr_expect_not_null(strstr(at, "behind it"));
	forget(&d);
}

Test(csv, shows_lists_where_a_head_is_taller_than_a_page)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;
	size_t missing = 0;

	bdl_buffer_text(&b, "Date,One,Two,Three,Four,Five,Six,Seven,");
	for (size_t i = 0; i < 900; i++)
		bdl_buffer_printf(&b, "word%zux ", i);
	for (size_t i = 1; i < 10; i++)
		bdl_buffer_printf(&b, "\n%02zu/02/2023,1,2,3,4,5,6,7,end%zux", i, i);
	draw_buffer(&d, &b);
	for (size_t i = 0; i < 900; i++) {
		char word[40];

		snprintf(word, sizeof(word), "word%zux", i);
		missing += strstr(d.text.data, word) == NULL;
	}
	cr_expect_eq(missing, 0, "%zu words of the head are missing", missing);
	cr_expect(shows(&d, "each row is a list"), "%.300s", d.text.data);
	cr_expect(shows(&d, "end9x"));
	forget(&d);
}

Test(csv, keeps_a_row_together_that_fits_on_a_page)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;

	bdl_buffer_text(&b, "Date,Message\n");
	for (size_t i = 0; i < 12; i++) {
		bdl_buffer_printf(&b, "%02zu/02/2023,\"begin%zux", i + 1, i);
		for (size_t k = 0; k < 9; k++)
			bdl_buffer_text(&b, "\nline");
		bdl_buffer_printf(&b, "\nend%zux\"\n", i);
	}
	draw_buffer(&d, &b);
	for (size_t i = 0; i < 12; i++) {
		char begin[40], end[40];

		snprintf(begin, sizeof(begin), "begin%zux", i);
		snprintf(end, sizeof(end), "end%zux", i);
		cr_expect_eq(find_word(&d, begin, 0).page, d.pages[i + 1]);
		cr_expect_eq(find_word(&d, end, 0).page, d.pages[i + 1], "row %zu is split", i);
	}
	cr_expect_eq(count(&d, "\nline"), 12 * 9);
	forget(&d);
}

Test(csv, keeps_the_lines_of_a_cell_and_letters_of_every_kind)
{
	struct drawn d;

	draw_text(&d, "Date,Who,Text\n01/02/2023,\xC5\xBB"
		      "aneta,\"first \xE2\x82\xAC\nsecond\n\nfourth\"\n"
		      "02/02/2023,Zo\xC3\xAB,\xF0\x9F\xAB\xA0 "
		      "yes\n03/02/2023,\xD0\x96\xD1\x83\xD0\xBA,no\n");
	cr_expect(shows(&d, "\xC5\xBB"
			    "aneta first \xE2\x82\xAC\nsecond\nfourth\n"),
		"%s", d.text.data);
	cr_expect(shows(&d, "[character U+1FAE0] yes"));
	cr_expect(shows(&d, "\xD0\x96\xD1\x83\xD0\xBA no"));
	cr_expect(warns(&d.m, "1 character that cannot be printed here is shown by a sign"));
	cr_expect_float_eq(find_word(&d, "fourth", 0).top - find_word(&d, "second", 0).top, 30,
		CLOSE, "an empty line stays");
	forget(&d);
}

Test(csv, breaks_a_word_that_no_column_can_hold)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;
	size_t found = 0;

	bdl_buffer_text(&b, "Date,Link,Amount\n01/02/2023,");
	for (size_t i = 0; i < 500; i++)
		bdl_buffer_byte(&b, 'q');
	bdl_buffer_text(&b, ",5.00\n02/02/2023,short,6.00\n");
	draw_buffer(&d, &b);
	found = count(&d, "q");
	cr_expect_eq(found, 500, "%zu of 500 letters", found);
	cr_expect_lt(find_word(&d, "6.00", 0).right, BDL_RIGHT_EDGE + CLOSE);
	forget(&d);
}

Test(csv, says_how_many_rows_there_are_in_words_that_fit)
{
	struct drawn d;

	draw_text(&d, "Date,What,Amount\n01/02/2023,Rent,5.00\n");
	cr_expect(shows(&d, "It holds 1 row, which is shown."), "%s", d.text.data);
	forget(&d);
}

Test(csv, draws_the_same_table_to_the_same_bytes)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn one, two;

	statement(&b, 60);
	draw(&one, b.data, b.length, "table.csv");
	draw(&two, b.data, b.length, "table.csv");
	cr_assert_eq(one.m.part.body_length, two.m.part.body_length);
	cr_expect_arr_eq(one.m.body, two.m.body, (size_t)one.m.part.body_length);
	forget(&one);
	forget(&two);
	bdl_buffer_release(&b);
}

Test(csv, says_so_when_a_table_would_fill_too_many_pages)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct drawn d;

	bdl_buffer_text(&b, "Date,What,Amount\n01/02/2023,Rent,5.00\n02/02/2023,\"");
	for (size_t i = 0; i < 300000; i++)
		bdl_buffer_text(&b, "\n.");
	bdl_buffer_text(&b, "\",6.00\n");
	draw_buffer(&d, &b);
	cr_expect_not(d.m.facts.shown);
	cr_expect_eq(d.m.facts.reason, BDL_REASON_TOO_BIG);
	forget(&d);
}
