/* Dates of an index.csv that a spreadsheet rewrote: which are as the program wrote them, which way
 * round the others are. */
#include "base/buffer.h"
#include "model/steer.h"
#include "model/steer_columns.h"
#include "model/steer_date.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define MOST 3

/* A cell of the column date: what was judged when it was written, how it came back, and what that
 * says; "-": nothing. */
struct seen {
	const char *judged, *shown, *says;
	const char *source; /* the cell date_source */
};

#define SEEN(judged, shown, says)                                                                  \
	{                                                                                          \
		judged, shown, says, "text"                                                        \
	}
#define GIVEN(judged, shown, says)                                                                 \
	{                                                                                          \
		judged, shown, says, "author"                                                      \
	}

static const struct {
	const char *name;
	struct seen rows[MOST];
	const char *message; /* instead of what they say */
} files[] = {
	{"one date that is the old one if it was turned", {SEEN("2023-02-10", "02/10/2023", "")},
		"line 2: date: \"02/10/2023\" could be 2 October 2023, or 10 February 2023 as it "
		"was, turned by a spreadsheet"},
	{"the same, where the day is known to come first",
		{SEEN("2023-02-10", "02/10/2023", "2023-10-02"),
			SEEN("2023-02-13", "13/02/2023", "-")},
		NULL},
	{"the same, the proof in front",
		{SEEN("2023-02-13", "13/02/2023", "-"),
			SEEN("2023-02-10", "02/10/2023", "2023-10-02")},
		NULL},
	{"the same, where the month is known to come first",
		{SEEN("2023-02-10", "2/10/2023", "-"), SEEN("2023-02-13", "2/13/2023", "-")}, NULL},
	{"the same, where both are",
		{SEEN("2023-02-10", "2/10/2023", ""), SEEN("2023-02-13", "2/13/2023", ""),
			SEEN("2023-02-14", "14/02/2023", "")},
		"line 2: date: \"2/10/2023\" could be 2 October 2023 or 10 February 2023: line 3 "
		"shows that the spreadsheet writes the month first"},
	{"dates that prove nothing",
		{SEEN("2023-02-10", "02/10/2023", ""), SEEN("2023-04-03", "03/04/2023", ""),
			SEEN("2023-02-13", "2023-02-13", "")},
		"line 2: date: \"02/10/2023\" could be 2 October 2023, or"},
	{"one that somebody made up proves nothing",
		{SEEN("2023-02-10", "02/10/2023", ""), SEEN("2023-02-13", "14/02/2023", "")},
		"line 2: date: \"02/10/2023\" could be 2 October 2023, or"},
	{"as it was, day first, in a file that writes the month first",
		{SEEN("2023-02-10", "10/2/2023", ""), SEEN("2023-02-13", "2/13/2023", "")},
		"line 2: date: \"10/2/2023\" could be 10 February 2023 or 2 October 2023: line 3 "
		"shows"},
	{"a new one, day first", {SEEN("2023-02-10", "03/04/2023", "2023-04-03")}, NULL},
	{"a new one, with a word", {SEEN("2023-02-10", "02-Oct-23", "2023-10-02")}, NULL},
	{"a new one, as text", {SEEN("2023-02-10", "2023-10-02", "2023-10-02")}, NULL},
	{"a turned one that is confirmed", {GIVEN("2023-02-10", "02/10/2023", "")},
		"line 2: date: \"02/10/2023\" could be 2 October 2023, or"},
	{"the same, where the month is known to come first",
		{GIVEN("2023-02-10", "2/10/2023", "2023-02-10"),
			GIVEN("2023-02-13", "2/13/2023", "2023-02-13")},
		NULL},
	{"two days of which one cannot be turned",
		{SEEN("2023-02-10", "02/10/2023 to 05/10/2023", "2023-10-02 to 2023-10-05")}, NULL},

	{"a month as a spreadsheet writes it", {SEEN("2023-03", "01/03/2023", "-")}, NULL},
	{"a month with its midnight", {SEEN("2023-03", "2023-03-01 00:00:00", "-")}, NULL},
	{"a month as days since 1900", {SEEN("2023-03", "44986", "-")}, NULL},
	{"a month of which the first day is meant", {SEEN("2023-03", "2023-03-01", "2023-03-01")},
		NULL},
	{"the same, confirmed", {GIVEN("2023-03", "01/03/2023", "2023-03-01")}, NULL},
	{"a month with the month in front", {SEEN("2023-03", "3/1/2023", "")},
		"line 2: date: \"3/1/2023\" could be 3 January 2023, or March 2023 as it was, "
		"turned by a spreadsheet"},
	{"the same, where that is known",
		{SEEN("2023-03", "3/1/2023", "-"), SEEN("2023-02-13", "2/13/2023", "-")}, NULL},
};

static void add_row(struct bdl_buffer *csv, const struct seen *row)
{
	struct bdl_buffer notes = BDL_BUFFER_INIT;

	bdl_steer_note(&notes, BDL_STEER_DATE, row->judged);
	bdl_buffer_printf(
		csv, "a.pdf;%s;%s;%s\n", row->shown, row->source, bdl_buffer_string(&notes));
	bdl_buffer_release(&notes);
}

static const char *said(const struct bdl_steer *row, char text[BDL_STEER_DATE_TEXT])
{
	bdl_steer_date_text(row->day, row->until, text);
	return row->has_date ? text : row->undated ? "undated" : "-";
}

Test(steer_dates, what_a_spreadsheet_may_have_turned_is_never_taken_silently)
{
	for (size_t i = 0; i < COUNT(files); i++) {
		struct bdl_buffer csv = BDL_BUFFER_INIT;
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_steering *s = NULL;
		struct bdl_error err = {0};
		char text[BDL_STEER_DATE_TEXT];
		int rc;

		bdl_buffer_text(&csv, "path;date;date_source;unedited\n");
		for (size_t k = 0; k < MOST && files[i].rows[k].judged; k++)
			add_row(&csv, &files[i].rows[k]);
		rc = bdl_steer_read(&a, bdl_buffer_string(&csv), csv.length, &s, &err);
		cr_expect_eq(rc, files[i].message ? -1 : 0, "%s: %s", files[i].name, err.message);
		if (files[i].message)
			cr_expect(strncmp(err.message, files[i].message,
					  strlen(files[i].message)) == 0 &&
					  strstr(err.hint, "month as a word"),
				"%s: %s", files[i].name, err.message);
		for (size_t k = 0; rc == 0 && k < s->row_count; k++)
			cr_expect_str_eq(said(&s->rows[k], text), files[i].rows[k].says, "%s: %s",
				files[i].name, said(&s->rows[k], text));
		bdl_arena_release(&a);
		bdl_buffer_release(&csv);
	}
}

/* ---- dates that the author gave, written once more ---- */

static const struct {
	const char *name, *date,
		*received; /* as they came back; 2023-02-10 and 2023-02-12 were written */
	bool month_first; /* another row proves it */
	const char *says, *came, *message;
} given[] = {
	{"as they were", "2023-02-10", "2023-02-12", false, "2023-02-10", "2023-02-12", NULL},
	{"day first", "10/02/2023", "12/02/2023", false, "2023-02-10", "2023-02-12", NULL},
	{"month first", "2/10/2023", "2/12/2023", true, "2023-02-10", "2023-02-12", NULL},
	{"not known which", "2/10/2023", "2023-02-12", false, NULL, NULL,
		"line 2: date: \"2/10/2023\" could be 2 October 2023, or 10 February 2023"},
	{"of the day on which it came", "2023-02-10", "2/12/2023", false, NULL, NULL,
		"line 2: received: \"2/12/2023\" could be 2 December 2023, or 12 February 2023"},
	{"given anew", "11/02/2023", "13/02/2023", false, "2023-02-11", "2023-02-13", NULL},
};

/* "author" stands beside it because it was given, not because somebody means the first day. */
Test(steer_dates, a_month_that_the_author_gave_stays_a_month)
{
	struct bdl_buffer csv = BDL_BUFFER_INIT;
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_steering *s = NULL;
	struct bdl_error err = {0};
	char text[BDL_STEER_DATE_TEXT];

	bdl_buffer_text(&csv, "path;date;date_source;unedited\na.pdf;01/03/2023;author;");
	bdl_steer_note(&csv, BDL_STEER_DATE_SOURCE, "2023-03");
	cr_assert_eq(bdl_steer_read(&a, bdl_buffer_string(&csv), csv.length, &s, &err), 0, "%s",
		err.message);
	cr_expect_str_eq(said(&s->rows[0], text), "2023-03");
	bdl_arena_release(&a);
	bdl_buffer_release(&csv);
}

Test(steer_dates, what_the_author_gave_is_the_authors_whatever_a_spreadsheet_makes_of_it)
{
	for (size_t i = 0; i < COUNT(given); i++) {
		struct bdl_buffer csv = BDL_BUFFER_INIT, notes = BDL_BUFFER_INIT;
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_steering *s = NULL;
		struct bdl_error err = {0};
		char text[BDL_STEER_DATE_TEXT];
		int rc;

		bdl_steer_note(&notes, BDL_STEER_DATE_SOURCE, "2023-02-10");
		bdl_steer_note(&notes, BDL_STEER_RECEIVED, "2023-02-12");
		bdl_buffer_printf(&csv, "path;date;received;unedited\na.pdf;%s;%s;%s\n",
			given[i].date, given[i].received, bdl_buffer_string(&notes));
		bdl_buffer_clear(&notes);
		bdl_steer_note(&notes, BDL_STEER_DATE, "2023-02-13");
		if (given[i].month_first)
			bdl_buffer_printf(&csv, "b.pdf;2/13/2023;;%s\n", bdl_buffer_string(&notes));
		rc = bdl_steer_read(&a, bdl_buffer_string(&csv), csv.length, &s, &err);
		cr_expect_eq(rc, given[i].message ? -1 : 0, "%s: %s", given[i].name, err.message);
		if (given[i].message)
			cr_expect(strstr(err.message, given[i].message), "%s: %s", given[i].name,
				err.message);
		if (rc == 0) {
			cr_expect_str_eq(
				said(&s->rows[0], text), given[i].says, "%s", given[i].name);
			cr_expect_str_eq(s->rows[0].received, given[i].came, "%s", given[i].name);
		}
		bdl_arena_release(&a);
		bdl_buffer_release(&csv);
		bdl_buffer_release(&notes);
	}
}
