/* index.csv as people and their spreadsheets hand it back: cells, dates, encodings, mistakes. */
#include "model/bundle.h"
#include "model/csv.h"
#include "model/steer.h"
#include "model/steer_columns.h"
#include "model/steer_date.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define SHA "78ec3234337fc43675286ce427688605d97b537603d480e1c6438e7af066627f"

/* ---- cells ---- */

static const struct {
	const char *text, *written;
} cells[] = {
	{"plain", "plain"},
	{"", ""},
	{"a,b", "\"a,b\""},
	{"say \"hello\"", "\"say \"\"hello\"\"\""},
	{"=1+1", "'=1+1"},
	{"-x.pdf", "'-x.pdf"},
	{"@home, +44", "\"'@home, +44\""},
	{"'quoted'", "'quoted'"},
	{"'=already", "''=already"},
	{"''-", "'''-"},
	{"two\nlines", "\"two\nlines\""},
	{" blank ", "\" blank \""},
};

Test(csv, what_is_written_is_read_back_as_it_was)
{
	for (size_t i = 0; i < COUNT(cells); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;
		struct bdl_error err = {0};
		struct bdl_csv csv;

		bdl_csv_put(&out, cells[i].text);
		cr_expect_str_eq(bdl_buffer_string(&out), cells[i].written);
		bdl_buffer_text(&out, ",end\r\n");
		bdl_csv_begin(&csv, bdl_buffer_string(&out), out.length, ',');
		cr_assert_eq(bdl_csv_next(&csv, "f", &err), 1, "%s", err.message);
		cr_expect_str_eq(bdl_csv_unguard(bdl_csv_at(&csv, 0)), cells[i].text);
		cr_expect_str_eq(bdl_csv_at(&csv, 1), "end");
		cr_expect_eq(csv.count, 2);
		cr_expect_eq(bdl_csv_next(&csv, "f", &err), 0);
		bdl_csv_release(&csv);
		bdl_buffer_release(&out);
	}
}

static const struct {
	const char *text;
	char comma;
	const char *records; /* cells with | behind, records with / behind, each with its line */
} tables[] = {
	{"a,b\nc,d\n", ',', "1 a|b|/2 c|d|/"},
	{"a;b\r\nc;d", ';', "1 a|b|/2 c|d|/"},
	{"a\tb\rc\td\r", '\t', "1 a|b|/2 c|d|/"},
	{"sep=;\r\na;b\r\n", ';', "2 a|b|/"},
	{"\"a\r\nb\",c\nd", ',', "1 a\nb|c|/3 d|/"},
	{"\"a\"\"b\"c,d", ',', "1 a\"bc|d|/"},
	{"a, \"b, c\" ,d", ',', "1 a|b, c |d|/"},
	{"a\"b\",c", ',', "1 a\"b\"|c|/"},
	{",\n\n,", ',', "1 ||/2 |/3 ||/"},
	{"", ',', ""},
};

Test(csv, reads_every_sort_of_line_and_comma)
{
	for (size_t i = 0; i < COUNT(tables); i++) {
		struct bdl_buffer seen = BDL_BUFFER_INIT;
		struct bdl_error err = {0};
		struct bdl_csv csv;

		bdl_csv_begin(&csv, tables[i].text, strlen(tables[i].text), tables[i].comma);
		while (bdl_csv_next(&csv, "f", &err) == 1) {
			bdl_buffer_printf(&seen, "%u ", csv.line);
			for (size_t k = 0; k < csv.count; k++)
				bdl_buffer_printf(&seen, "%s|", bdl_csv_at(&csv, k));
			bdl_buffer_text(&seen, "/");
		}
		cr_expect_eq(err.code, BDL_OK, "%s", err.message);
		cr_expect_str_eq(bdl_buffer_string(&seen), tables[i].records);
		bdl_csv_release(&csv);
		bdl_buffer_release(&seen);
	}
}

Test(csv, names_the_line_of_a_quotation_mark_that_is_never_closed)
{
	struct bdl_error err = {0};
	struct bdl_csv csv;
	const char *text = "a,b\n\"c\nd,e\n";

	bdl_csv_begin(&csv, text, strlen(text), ',');
	cr_expect_eq(bdl_csv_next(&csv, "f", &err), 1);
	cr_expect_eq(bdl_csv_next(&csv, "f", &err), -1);
	cr_expect_str_eq(err.message, "line 2: a quotation mark is opened and not closed");
	bdl_csv_release(&csv);
}

/* ---- dates ---- */

static const struct {
	const char *cell, *means; /* as bdl_steer_date_text(); NULL: none */
	const char *turned; /* ISO; NULL: none */
} dates[] = {
	{"2023-02-10", "2023-02-10", NULL},
	{"10/02/2023", "2023-02-10", "2023-10-02"},
	{"10.2.23", "2023-02-10", "2023-10-02"},
	{"10-02-2023", "2023-02-10", "2023-10-02"},
	{"02/02/2023", "2023-02-02", NULL},
	{"13/02/2023", "2023-02-13", NULL},
	{"2/13/2023", NULL, "2023-02-13"},
	{"10-Feb-23", "2023-02-10", NULL},
	{"10-Feb-2023", "2023-02-10", NULL},
	{"10 February 2023", "2023-02-10", NULL},
	{"10th February 2023", "2023-02-10", NULL},
	{"Friday, 10 February 2023", "2023-02-10", NULL},
	{"Fri 10 Feb 2023", "2023-02-10", NULL},
	{"February 10, 2023", "2023-02-10", NULL},
	{"2023/02/10", "2023-02-10", NULL},
	{"2023-02-10 00:00:00", "2023-02-10", NULL},
	{"2023-02-10T00:00:00.000Z", "2023-02-10", NULL},
	{"10/02/2023 00:00", "2023-02-10", "2023-10-02"},
	{"20230210", "2023-02-10", NULL},
	{"44967", "2023-02-10", NULL},
	{"[2023-02-10]", "2023-02-10", NULL},
	{"2023-02", "2023-02", NULL},
	{"02/2023", "2023-02", NULL},
	{"Feb-23", "2023-02", NULL},
	{"February 2023", "2023-02", NULL},
	{"2023", "2023", NULL},
	{"10/02/75", "1975-02-10", "1975-10-02"},
	{"2023-03-01 to 2023-03-31", "2023-03-01 to 2023-03-31", NULL},
	{"1 March 2023 TO 31 March 2023", "2023-03-01 to 2023-03-31", NULL},
	{"undated", "undated", NULL},
	{"Undated", "undated", NULL},
	{"31/06/2023", NULL, NULL},
	{"29 February 2023", NULL, NULL},
	{"10/02", NULL, NULL},
	{"10-Feb", NULL, NULL},
	{"yesterday", NULL, NULL},
	{"10 Februari 2023 or so", NULL, NULL},
	{"1/2/3/4", NULL, NULL},
	{"2023-00-10", NULL, NULL},
	{"2023-02-00", NULL, NULL},
	{"0", NULL, NULL},
	{"123456", NULL, NULL},
	{"2023-03-31 to 2023-03-01", NULL, NULL},
	{"2023-03 to 2023-04", NULL, NULL},
	{"1850", NULL, NULL},
	{"[]", NULL, NULL},
	{"10 \xC3\xA9 2023", NULL, NULL},
};

Test(steer_date, reads_what_people_and_spreadsheets_write)
{
	for (size_t i = 0; i < COUNT(dates); i++) {
		char text[BDL_STEER_DATE_TEXT], turned[BDL_DAY_TEXT];
		struct bdl_steer_date d;
		bool good = bdl_steer_date(dates[i].cell, &d);

		cr_expect_eq(good, dates[i].means != NULL, "%s", dates[i].cell);
		bdl_steer_date_text(d.day, d.until, text);
		if (good)
			cr_expect_str_eq(d.undated ? "undated" : text, dates[i].means, "%s: %s",
				dates[i].cell, text);
		bdl_day_iso(d.turned, turned);
		cr_expect_str_eq(
			turned, dates[i].turned ? dates[i].turned : "", "%s", dates[i].cell);
	}
}

/* ---- the file ---- */

static struct bdl_steering *must_read(struct bdl_arena *a, const char *bytes, size_t length)
{
	struct bdl_error err = {0};
	struct bdl_steering *s = NULL;

	cr_assert(bdl_steer_is_index(bytes, length), "%s", bytes);
	cr_assert_eq(bdl_steer_read(a, bytes, length, &s, &err), 0, "%s", err.message);
	return s;
}

static void expect_one_row(const char *bytes, size_t length, const char *name)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = must_read(&a, bytes, length);

	cr_assert_eq(s->row_count, 1, "%s", name);
	cr_expect_str_eq(s->rows[0].path, "letters/\xC5\xBB.txt", "%s: %s", name, s->rows[0].path);
	cr_expect_str_eq(s->rows[0].title, "My letter", "%s", name);
	cr_expect_eq(s->rows[0].day.day, 10, "%s", name);
	cr_expect_eq(s->rows[0].day.month, 2, "%s", name);
	cr_expect_eq(s->rows[0].line, 2, "%s", name);
	bdl_arena_release(&a);
}

/* UTF-8 as UTF-16 of either order, with or without a mark. */
static size_t as_utf16(const char *text, bool big, bool mark, char *out)
{
	size_t n = 0;

	if (mark) {
		out[n++] = big ? '\xFE' : '\xFF';
		out[n++] = big ? '\xFF' : '\xFE';
	}
	for (; *text; text++) {
		unsigned code = (unsigned char)*text;

		if (code == 0xC5) { /* the only character of several bytes in these tests */
			code = 0x17B;
			text++;
		}
		out[n++] = (char)(big ? code >> 8 : code & 0xFF);
		out[n++] = (char)(big ? code & 0xFF : code >> 8);
	}
	return n;
}

Test(steer, reads_every_encoding_and_comma)
{
	static const char comma[] = "path,title,date\nletters/\xC5\xBB.txt,My letter,10/02/2023\n";
	static const char semicolon[] =
		"\xEF\xBB\xBFPath;Title;Date\r\nletters/\xC5\xBB.txt;My letter;10-Feb-23\r\n";
	static const char tab[] = "date\tmine\tTITLE\tpath\n10 February 2023\tx, y; z\tMy letter"
				  "\tletters/\xC5\xBB.txt";
	char wide[400];

	expect_one_row(comma, strlen(comma), "commas");
	expect_one_row(semicolon, strlen(semicolon), "semicolons, mark");
	expect_one_row(tab, strlen(tab), "tabs, other order");
	expect_one_row(wide, as_utf16(tab, false, true, wide), "UTF-16 little");
	expect_one_row(wide, as_utf16(tab, true, true, wide), "UTF-16 big");
	expect_one_row(wide, as_utf16(tab, false, false, wide), "UTF-16 without a mark");
}

Test(steer, reads_windows_1252)
{
	static const char bytes[] = "path;title\r\na.txt;M\xFCller \x96 \x93letter\x94\r\n";
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = must_read(&a, bytes, strlen(bytes));

	cr_expect_str_eq(
		s->rows[0].title, "M\xC3\xBCller \xE2\x80\x93 \xE2\x80\x9Cletter\xE2\x80\x9D");
	bdl_arena_release(&a);
}

static const struct {
	const char *text;
	bool ours;
} heads[] = {
	{"", true},
	{"\xEF\xBB\xBF\r\n", true},
	{"path,title\n", true},
	{"sha256;include\n", true},
	{"Number,PATH , \"Date\"\n", true},
	{"number,path,title,date,precision,date_source,kind,section,pages,first_page,shown,"
	 "duplicate_of,sha256,size,"
	 "media_type,stored_as,parent\r\n",
		true},
	{"path,size\n", false},
	{"title,date\n", false},
	{"Date,Description,Paid out,Paid in,Balance\n", false},
	{"my notes\n", false},
	{"path", false},
};

Test(steer, knows_its_own_file_from_evidence)
{
	for (size_t i = 0; i < COUNT(heads); i++)
		cr_expect_eq(bdl_steer_is_index(heads[i].text, strlen(heads[i].text)),
			heads[i].ours, "%s", heads[i].text);
}

Test(steer, takes_what_each_cell_says)
{
	static const char bytes[] =
		"path,title,date,kind,section,order,include,event,received,allegations,sha256,"
		"colour\n"
		"a.pdf,\"  My\n letter \",2023-02,letter,Mine,\"1,5\",YES,complaint,12/02/2023,"
		"\"Delay; poor  communication;;delay \"," SHA ",red\n"
		"b.pdf,,undated,,,,No,,,,,\n"
		",,,,,,,,,,,only mine\n"
		",,,,,,false,,,," SHA ",\n";
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = must_read(&a, bytes, strlen(bytes));

	cr_assert_eq(s->row_count, 3);
	cr_expect_str_eq(s->rows[0].title, "My letter");
	cr_expect_str_eq(s->rows[0].kind, "letter");
	cr_expect_str_eq(s->rows[0].section, "Mine");
	cr_expect_str_eq(s->rows[0].event, "complaint");
	cr_expect_str_eq(s->rows[0].received, "2023-02-12");
	cr_expect_float_eq(s->rows[0].order, 1.5, 1e-9);
	cr_expect(s->rows[0].has_date && s->rows[0].day.month == 2 && s->rows[0].day.day == 0);
	cr_expect_not(s->rows[0].left_out);
	cr_assert(s->rows[0].has_sha256);
	cr_expect_eq(s->rows[0].sha256[0], 0x78);
	cr_expect_str_eq(s->rows[0].allegations[0], "Delay");
	cr_expect_str_eq(s->rows[0].allegations[1], "poor communication");
	cr_expect_null(s->rows[0].allegations[2], "each once");
	cr_expect_eq(s->own_count, 1);
	cr_expect_str_eq(s->own[0], "colour");
	cr_expect_str_eq(s->rows[0].own[0], "red");
	cr_expect(s->rows[1].undated && s->rows[1].left_out && !s->rows[1].has_date);
	cr_expect_null(s->rows[1].title);
	cr_expect_null(s->rows[1].own);
	cr_expect_eq(s->rows[1].line, 4, "a cell of two lines counts as two");
	cr_expect(s->rows[2].left_out && !s->rows[2].path && s->rows[2].has_sha256);
	bdl_arena_release(&a);
}

static const struct {
	const char *rows, *message;
} mistakes[] = {
	{"a.pdf,2/13/2023,,,,\n", "line 2: date: \"2/13/2023\" is not a date"},
	{"a.pdf,,,,,\nb.pdf,next week,,,,\n", "line 3: date: \"next week\" is not a date"},
	{"a.pdf,,first,,,\n", "line 2: order: \"first\" is not a number above 0"},
	{"a.pdf,,0,,,\n", "line 2: order: \"0\" is not a number above 0"},
	{"a.pdf,,-1,,,\n", "line 2: order: \"-1\" is not a number above 0"},
	{"a.pdf,,1e3,,,\n", "line 2: order: \"1e3\" is not a number above 0"},
	{"a.pdf,,,maybe,,\n", "line 2: include: \"maybe\" is neither yes nor no"},
	{"a.pdf,,,,Feb-23,\n", "line 2: received: \"Feb-23\" is not a date"},
	{"a.pdf,,,,,1.23E+15\n", "line 2: sha256: \"1.23E+15\" is not one"},
	{",10/02/2023,,,,\n", "line 2 does not say which file it is about"},
	{"a.pdf,\"10/02/2023,,,,\n", "line 2: a quotation mark is opened and not closed"},
};

Test(steer, names_each_mistake_by_its_line)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_steering *s = NULL;
		struct bdl_error err = {0};
		char text[400];

		snprintf(text, sizeof(text), "path,date,order,include,received,sha256\n%s",
			mistakes[i].rows);
		cr_expect_eq(bdl_steer_read(&a, text, strlen(text), &s, &err), -1, "%s", text);
		cr_expect_str_eq(err.message, mistakes[i].message);
		cr_expect_str_eq(err.path, "index.csv");
		cr_expect(err.hint[0], "%s", err.message);
		bdl_arena_release(&a);
	}
}

Test(steer, refuses_two_columns_of_one_name)
{
	static const char bytes[] = "path,title,Title\na,b,c\n";
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};

	cr_expect_eq(bdl_steer_read(&a, bytes, strlen(bytes), &s, &err), -1);
	cr_expect_str_eq(err.message, "line 1: two columns are called \"title\"");
	bdl_arena_release(&a);
}

Test(steer, takes_an_empty_file_for_one_without_rows)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = must_read(&a, "", 0);

	cr_expect_eq(s->row_count, 0);
	bdl_arena_release(&a);
}

Test(steer, refuses_what_is_no_text)
{
	static const char bytes[] = "path,title\na\0b,c\n";
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};

	cr_expect_eq(bdl_steer_read(&a, bytes, sizeof(bytes) - 1, &s, &err), -1);
	cr_expect_str_eq(err.message, "holds bytes that stand for no character");
	bdl_arena_release(&a);
}

/* ---- what the program itself wrote ---- */

/* A row as the program writes it, its notes behind. */
static void noted(char *out, size_t size, const char *title, const char *date,
	const char *shown_title, const char *shown_date)
{
	struct bdl_buffer notes = BDL_BUFFER_INIT;

	bdl_steer_note(&notes, BDL_STEER_TITLE, title);
	bdl_steer_note(&notes, BDL_STEER_DATE, date);
	snprintf(out, size, "path;title;date;unedited\na.pdf;%s;%s;%s\n", shown_title, shown_date,
		bdl_buffer_string(&notes));
	bdl_buffer_release(&notes);
}

static const struct {
	const char *title, *date, *shown_title, *shown_date;
	bool new_title, new_date;
} notes[] = {
	{"Letter", "2023-02-10", "Letter", "2023-02-10", false, false},
	{"Letter", "2023-02-10", "  Letter", "10/02/2023", false, false},
	{"Letter", "2023-02-13", "Letter", "2/13/2023", false, false},
	{"Letter", "1875-02-13", "Letter", "1875-02-13", false, false},
	{"Letter", "2023-02-10", "Letter", "10-Feb-23", false, false},
	{"Letter", "2023-02-10", "Letter", "44967", false, false},
	{"Letter", "2023-02", "Letter", "Feb-23", false, false},
	{"Letter", "2023-02", "Letter", "01/02/2023", false, false},
	{"Letter", "2023-03-01 to 2023-03-31", "Letter", "2023-03-01 to 2023-03-31", false, false},
	{"Letter", "2023-02-10", "Letters", "11/02/2023", true, true},
	{"Letter", "2023-02-10", "Letter", "undated", false, true},
	{"Letter", "2023-02-10", "", "", false, false},
	{"Letter", "", "Letter", "10/02/2023", false, true},
	{"Letter", "2023-02", "Letter", "02/02/2023", false, true},
};

Test(steer, what_the_program_wrote_is_no_news)
{
	for (size_t i = 0; i < COUNT(notes); i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_steering *s;
		char text[400];

		noted(text, sizeof(text), notes[i].title, notes[i].date, notes[i].shown_title,
			notes[i].shown_date);
		s = must_read(&a, text, strlen(text));
		cr_assert_eq(s->row_count, 1);
		cr_expect_eq(s->rows[0].title != NULL, notes[i].new_title, "%s", text);
		cr_expect_eq(
			s->rows[0].has_date || s->rows[0].undated, notes[i].new_date, "%s", text);
		bdl_arena_release(&a);
	}
}

Test(steer, a_spreadsheet_that_writes_the_month_first_is_noticed)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};
	char text[600];

	/* the first row is as the program wrote it, but turned; the second was edited */
	noted(text, sizeof(text), "Letter", "2023-02-13", "Letter", "2/13/2023");
	strcat(text, "b.pdf;;3/4/2023;\n");
	cr_expect_eq(bdl_steer_read(&a, text, strlen(text), &s, &err), -1);
	cr_expect_str_eq(err.message, "line 3: date: \"3/4/2023\" could be 3 April 2023 or 4 March "
				      "2023: line 2 shows that the "
				      "spreadsheet writes the month first");
	bdl_arena_release(&a);

	noted(text, sizeof(text), "Letter", "2023-02-13", "Letter", "13/02/2023");
	strcat(text, "b.pdf;;3/4/2023;\n");
	s = must_read(&a, text, strlen(text));
	cr_expect_eq(s->rows[1].day.month, 4, "day first");
	bdl_arena_release(&a);
}

Test(steer, a_date_that_the_author_confirms_is_the_authors)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s;
	static const char bytes[] =
		"path,date,date_source\na,2023-02-10,author\nb,2023-02-10,text\n";

	s = must_read(&a, bytes, strlen(bytes));
	cr_expect(s->rows[0].confirmed);
	cr_expect_not(s->rows[1].confirmed);
	bdl_arena_release(&a);
}

/* Every prefix of a file is read or refused, and never more than that. */
Test(steer, survives_being_cut_anywhere)
{
	static const char bytes[] =
		"\xEF\xBB\xBFpath;title;date;order;include;allegations;sha256;unedited\r\n"
		"\"a;b\";\"'=x\";[2023-02-10] ;1,5;no;\"a; b\";" SHA
		";t:00000000 d:11111111\r\nc;\xFF\xC3;10/2/23;;;;;\r\n";
	char wide[2 * sizeof(bytes) + 2];
	size_t wide_length = as_utf16(bytes + 3, true, true, wide);

	for (size_t n = 0; n < sizeof(bytes) + wide_length; n++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_steering *s = NULL;
		struct bdl_error err = {0};
		bool utf16 = n >= sizeof(bytes);
		const char *from = utf16 ? wide : bytes;
		size_t length = utf16 ? n - sizeof(bytes) : n;

		if (bdl_steer_read(&a, from, length, &s, &err) < 0)
			cr_expect(err.message[0]);
		else
			cr_assert_not_null(s);
		bdl_arena_release(&a);
	}
}
