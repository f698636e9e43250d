/* Which date is the exhibit's own: one row, one document. The bundle is made on 22 May 2023. */
#include "rows.h"

#include "base/text.h"

#define DEAR "Child Maintenance Service\nMr R\n14 Example Close\nAnytown\n"

#define DAY(y, m, d) .day = {y, m, d}, .precision = BDL_TO_DAY
#define MONTH(y, m) .day = {y, m, 0}, .precision = BDL_TO_MONTH

/* clang-format off */
static struct row {
	const char *what, *path, *kind, *format, *text;
	struct bdl_candidate dates[5];
	const char *iso, *until;
	enum bdl_date_source source;
	bool ambiguous;
	const char *warning;
} rows[] = {
	{ "a labelled date", "scan0003.pdf", "cms-letter", "pdf",
		DEAR "Date: 10 February 2023\nDear Mr R\nThank you for your letter of 16 January 2023.",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .page = 1, .raw = "16 January 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "an unlabelled date alone at the head", "Complaint.txt", "letter", "text",
		"Mr R\nAnytown\n\n16 January 2023\n\nDear Sir or Madam\nI wrote to you on 9 December 2022 about it.",
		{ { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .page = 1, .raw = "16 January 2023" },
		  { DAY(2022, 12, 9), .source = BDL_FROM_TEXT, .page = 1, .raw = "9 December 2022" } },
		"2023-01-16", "", BDL_FROM_TEXT, false, NULL },
	{ "a place beside the date", "x.txt", "letter", "text", "Anytown, Friday 10 February 2023\nDear Ms A\nHello",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "a labelled date beats an unlabelled one above it", "x.pdf", "letter", "pdf",
		"1 January 2023\nDate: 10 February 2023\nDear Ms A",
		{ { DAY(2023, 1, 1), .source = BDL_FROM_TEXT, .page = 1, .raw = "1 January 2023" },
		  { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "the day on which a form was printed never", "x.pdf", "letter", "pdf", "SSCS2 (06/02/2023)\nNotice of appeal\n",
		{ { DAY(2023, 2, 6), .source = BDL_FROM_TEXT, .page = 1, .raw = "06/02/2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "the issue of a form never", "x.pdf", "letter", "pdf", "Form of complaint, version 1.2 (3 March 2021)\n",
		{ { DAY(2021, 3, 3), .source = BDL_FROM_TEXT, .page = 1, .raw = "3 March 2021" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "a screen's day by its name, not by what it shows", "Screenshot_20230117-141626.png", "messages-screenshot", "png",
		"3 January 2023\nPlease pay\n",
		{ { DAY(2023, 1, 3), .source = BDL_FROM_TEXT, .page = 1, .raw = "3 January 2023" } },
		"2023-01-17", "", BDL_FROM_FILE_NAME, false, NULL },
	{ "a screen without a name by what it shows", "IMG_1.png", "screenshot", "png", "3 January 2023\nPlease pay\n",
		{ { DAY(2023, 1, 3), .source = BDL_FROM_TEXT, .page = 1, .raw = "3 January 2023" } },
		"2023-01-03", "", BDL_FROM_TEXT, false, NULL },
	{ "two that stand equally well", "x.txt", "letter", "text", "10 February 2023\n\n9 May 2023\nDear Ms A\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 5, 9), .source = BDL_FROM_TEXT, .page = 1, .raw = "9 May 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, true,
		"Two dates could be its own: 10 February 2023, which is shown, and 9 May 2023. If it is the other, put it into "
		"the name of the file." },
	{ "a period and nothing else", "x.txt", "other", "text", "Contact notes\n1 March 2023 to 4 April 2023\n",
		{ { DAY(2023, 3, 1), .source = BDL_FROM_TEXT, .label = BDL_LABEL_PERIOD_START, .page = 1, .raw = "1 March 2023" },
		  { DAY(2023, 4, 4), .source = BDL_FROM_TEXT, .label = BDL_LABEL_PERIOD_END, .page = 1, .raw = "4 April 2023" } },
		"2023-03-01", "2023-04-04", BDL_FROM_TEXT, false, NULL },
	{ "the first labelled date", "x.pdf", "letter", "pdf", "Date: 10 February 2023\nDate: 11 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 2, 11), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "11 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, true,
		"Two dates could be its own: 10 February 2023, which is shown, and 11 February 2023. If it is the other, put it "
		"into the name of the file." },
	{ "of two labelled dates the one that the name says", "2023-02-11.pdf", "letter", "pdf", "Date: 10 February 2023\nDate: 11 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 2, 11), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "11 February 2023" } },
		"2023-02-11", "", BDL_FROM_TEXT, false, NULL },
	{ "the name says the first of two", "2023-02-10.pdf", "letter", "pdf", "Date: 10 February 2023\nDate: 11 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 2, 11), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "11 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "the name settles the order of day and month", "x 2023-04-03.pdf", "letter", "pdf", "Date: 03/04/2023\n",
		{ { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .ambiguous = true, .raw = "03/04/2023" } },
		"2023-04-03", "", BDL_FROM_TEXT, false, NULL },
	{ "a mention is not the letter's date", "x.pdf", "letter", "pdf", "Dear Mr R\nThank you for your letter of 16 January 2023.",
		{ { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .page = 1, .raw = "16 January 2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "a mention over the end of a line", "x.pdf", "letter", "pdf", "We wrote on\n18 November 2022.\nYours sincerely",
		{ { DAY(2022, 11, 18), .source = BDL_FROM_TEXT, .page = 1, .raw = "18 November 2022" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "another thing that is dated", "x.pdf", "letter", "pdf", "About your letter dated 16 January 2023\nDear Mr R",
		{ { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "16 January 2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "a second standing of the same date", "x.pdf", "letter", "pdf",
		"About our meeting on 10 February 2023\n10 February 2023\nDear Mr R",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "the file name beats a mention", "letter 10 Feb 2023.pdf", "letter", "pdf", "Dear Mr R\nyour letter of 16 January 2023.",
		{ { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .page = 1, .raw = "16 January 2023" } },
		"2023-02-10", "", BDL_FROM_FILE_NAME, false, NULL },
	{ "the file name beats page 2", "letter 10 Feb 2023.pdf", "letter", "pdf", "Dear Mr R\n",
		{ { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 2, .raw = "16 January 2023" } },
		"2023-02-10", "", BDL_FROM_FILE_NAME, false, NULL },
	{ "a labelled date on page 2 is better than none", "letter.pdf", "letter", "pdf", "Dear Mr R\n",
		{ { DAY(2023, 1, 16), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 2, .raw = "16 January 2023" } },
		"2023-01-16", "", BDL_FROM_TEXT, false, NULL },
	{ "births and deadlines never", "x.pdf", "letter", "pdf", "Born 1 May 1990\nPay by 3 April 2023\n",
		{ { DAY(1990, 5, 1), .source = BDL_FROM_TEXT, .label = BDL_LABEL_BIRTH, .page = 1, .raw = "1 May 1990" },
		  { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DUE, .page = 1, .raw = "3 April 2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "a day after the bundle's never", "x.pdf", "letter", "pdf", "Date: 23 May 2023\nDear Mr R",
		{ { DAY(2023, 5, 23), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "23 May 2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "the bundle's own day", "x.pdf", "letter", "pdf", "Date: 22 May 2023\nDear Mr R",
		{ { DAY(2023, 5, 22), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "22 May 2023" } },
		"2023-05-22", "", BDL_FROM_TEXT, false, NULL },
	{ "nothing before 1950", "letter 10 Feb 1949.pdf", "letter", "pdf", "Date: 31 December 1949\nDear Mr R",
		{ { DAY(1949, 12, 31), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "31 December 1949" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "a date to be ignored, everywhere", "letter 2 July 2011.pdf", "letter", "pdf", "Date: 2 July 2011\nDear Mr R",
		{ { DAY(2011, 7, 2), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "2 July 2011" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "an e-mail's header beats its words", "x.eml", "email", "rfc822", "Date: 10 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 4, 26), .source = BDL_FROM_HEADER, .raw = "Wed, 26 Apr 2023 10:42:11 +0100" } },
		"2023-04-26", "", BDL_FROM_HEADER, false, NULL },
	{ "a photograph's own data beat words in it", "x.jpg", "photograph", "jpeg", "Date: 10 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" },
		  { DAY(2023, 1, 8), .source = BDL_FROM_EXIF, .raw = "2023:01:08 10:11:12" } },
		"2023-01-08", "", BDL_FROM_EXIF, false, NULL },
	{ "a photographed letter's words beat its own data", "x.jpg", "letter", "jpeg", "Date: 10 February 2023\n",
		{ { DAY(2023, 1, 8), .source = BDL_FROM_EXIF, .raw = "2023:01:08 10:11:12" },
		  { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "a photograph's own data beat its name", "IMG_20221214_182207.jpg", "photograph", "jpeg", "",
		{ { DAY(2022, 12, 13), .source = BDL_FROM_EXIF, .raw = "2022:12:13 23:59:59" } },
		"2022-12-13", "", BDL_FROM_EXIF, false, "The file name says 14 December 2022; its own data say 13 December 2022." },
	{ "a PDF's own data tell when it was scanned", "scan.pdf", "letter", "pdf", "",
		{ { DAY(2023, 3, 1), .source = BDL_FROM_METADATA, .raw = "D:20230301" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "an office file's own data are the last resort", "note.docx", "other", "docx", "",
		{ { DAY(2023, 3, 1), .source = BDL_FROM_METADATA, .raw = "2023-03-01T10:00:00Z" } },
		"2023-03-01", "", BDL_FROM_METADATA, false, NULL },
	{ "the name beats an office file's own data", "note 2023-02-10.docx", "other", "docx", "",
		{ { DAY(2023, 3, 1), .source = BDL_FROM_METADATA, .raw = "2023-03-01T10:00:00Z" } },
		"2023-02-10", "", BDL_FROM_FILE_NAME, false, NULL },
	{ "rows of a table, in any order", "current account 2023-03-01.csv", "bank-statement", "csv", "",
		{ { DAY(2023, 2, 21), .source = BDL_FROM_TEXT, .label = BDL_LABEL_ROW, .page = 1, .raw = "21/02/2023" },
		  { DAY(2022, 3, 4), .source = BDL_FROM_TEXT, .label = BDL_LABEL_ROW, .page = 9, .raw = "04/03/2022" } },
		"2022-03-04", "2023-02-21", BDL_FROM_TEXT, false, NULL },
	{ "one row", "log.csv", "call-log", "csv", "",
		{ { DAY(2023, 2, 21), .source = BDL_FROM_TEXT, .label = BDL_LABEL_ROW, .page = 1, .raw = "21/02/2023" } },
		"2023-02-21", "", BDL_FROM_TEXT, false, NULL },
	{ "a row after the bundle's day is left out", "log.csv", "call-log", "csv", "",
		{ { DAY(2023, 2, 21), .source = BDL_FROM_TEXT, .label = BDL_LABEL_ROW, .page = 1, .raw = "21/02/2023" },
		  { DAY(2043, 2, 21), .source = BDL_FROM_TEXT, .label = BDL_LABEL_ROW, .page = 1, .raw = "21/02/2043" } },
		"2023-02-21", "", BDL_FROM_TEXT, false, NULL },
	{ "the period of a bank statement", "x.pdf", "bank-statement", "pdf", "Statement date 2 April 2023\n",
		{ { DAY(2023, 4, 2), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "2 April 2023" },
		  { DAY(2023, 3, 1), .source = BDL_FROM_TEXT, .label = BDL_LABEL_PERIOD_START, .page = 1, .raw = "1 March 2023" },
		  { DAY(2023, 3, 31), .source = BDL_FROM_TEXT, .label = BDL_LABEL_PERIOD_END, .page = 1, .raw = "31 March 2023" } },
		"2023-03-01", "2023-03-31", BDL_FROM_TEXT, false, NULL },
	{ "a period in a letter is not its date", "x.pdf", "letter", "pdf", "for the period from 22 June 2019 to 21 October 2021",
		{ { DAY(2019, 6, 22), .source = BDL_FROM_TEXT, .label = BDL_LABEL_PERIOD_START, .page = 1, .raw = "22 June 2019" },
		  { DAY(2021, 10, 21), .source = BDL_FROM_TEXT, .label = BDL_LABEL_PERIOD_END, .page = 1, .raw = "21 October 2021" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "a name that says another day", "letter 3 March 2023.pdf", "letter", "pdf", "Date: 10 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, "The file name says 3 March 2023; the document says 10 February 2023." },
	{ "a name that says the same day", "letter 10.02.23.pdf", "letter", "pdf", "Date: 10 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "a name that says the same day month first", "letter 02-10-2023.pdf", "letter", "pdf", "Date: 10 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "a name that says the same month", "letter Feb 2023.pdf", "letter", "pdf", "Date: 10 February 2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "only the month, from the name", "Statement Feb 2023.pdf", "bank-statement", "pdf", "", { { .raw = NULL } },
		"2023-02", "", BDL_FROM_FILE_NAME, false, NULL },
	{ "only the month, at the head", "x.pdf", "letter", "pdf", "February 2023\nNews for parents\n",
		{ { MONTH(2023, 2), .source = BDL_FROM_TEXT, .page = 1, .raw = "February 2023" } },
		"2023-02", "", BDL_FROM_TEXT, false, NULL },
	{ "a day in the name beats a month in the text", "x 2023-02-10.pdf", "letter", "pdf", "February 2023\nNews\n",
		{ { MONTH(2023, 2), .source = BDL_FROM_TEXT, .page = 1, .raw = "February 2023" } },
		"2023-02-10", "", BDL_FROM_FILE_NAME, false, NULL },
	{ "day first or month first: it stays open", "x.pdf", "letter", "pdf", "Date: 03/04/2023\n",
		{ { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .ambiguous = true, .raw = "03/04/2023" } },
		"2023-04-03", "", BDL_FROM_TEXT, true, NULL },
	{ "settled by a date that can only be day first", "x.pdf", "letter", "pdf", "Date: 03/04/2023\non 21/03/2023 we",
		{ { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .ambiguous = true, .raw = "03/04/2023" },
		  { DAY(2023, 3, 21), .source = BDL_FROM_TEXT, .page = 1, .raw = "21/03/2023" } },
		"2023-04-03", "", BDL_FROM_TEXT, false, NULL },
	{ "contradicted by a date that can only be month first", "x.pdf", "letter", "pdf", "Date: 03/04/2023\non 03/21/2023 we",
		{ { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .ambiguous = true, .raw = "03/04/2023" },
		  { DAY(2023, 3, 21), .source = BDL_FROM_TEXT, .page = 1, .raw = "03/21/2023" } },
		"2023-04-03", "", BDL_FROM_TEXT, true, "The date 03/04/2023 could be month first, as 03/21/2023 in the same file is." },
	{ "ISO dates settle nothing", "x.pdf", "letter", "pdf", "Date: 03/04/2023\n2023-03-21",
		{ { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .ambiguous = true, .raw = "03/04/2023" },
		  { DAY(2023, 3, 21), .source = BDL_FROM_TEXT, .page = 1, .raw = "2023-03-21" } },
		"2023-04-03", "", BDL_FROM_TEXT, true, NULL },
	{ "month first would lie after the bundle", "x.pdf", "letter", "pdf", "Date: 10/02/2023\n",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .label = BDL_LABEL_DATE, .page = 1, .ambiguous = true, .raw = "10/02/2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "one date alone far down", "x.pdf", "letter", "pdf", "Dear Mr R\nI agree.\n10 February 2023\nMs A",
		{ { DAY(2023, 2, 10), .source = BDL_FROM_TEXT, .page = 1, .raw = "10 February 2023" } },
		"2023-02-10", "", BDL_FROM_TEXT, false, NULL },
	{ "several dates alone in a letter are a table", "x.pdf", "letter", "pdf", "Dear Mr R\nPay\n3 January 2023\n400.53\n1 February 2023\n",
		{ { DAY(2023, 1, 3), .source = BDL_FROM_TEXT, .page = 1, .raw = "3 January 2023" },
		  { DAY(2023, 2, 1), .source = BDL_FROM_TEXT, .page = 1, .raw = "1 February 2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "many dates without a salutation are a list", "x.pdf", "other", "pdf", "3 January 2023\n1 February 2023\n1 March 2023\n3 April 2023\n",
		{ { DAY(2023, 1, 3), .source = BDL_FROM_TEXT, .page = 1, .raw = "3 January 2023" },
		  { DAY(2023, 2, 1), .source = BDL_FROM_TEXT, .page = 1, .raw = "1 February 2023" },
		  { DAY(2023, 3, 1), .source = BDL_FROM_TEXT, .page = 1, .raw = "1 March 2023" },
		  { DAY(2023, 4, 3), .source = BDL_FROM_TEXT, .page = 1, .raw = "3 April 2023" } },
		"", "", BDL_FROM_NOWHERE, false, NULL },
	{ "nothing at all", "scan0007.pdf", "letter", "pdf", "", { { .raw = NULL } }, "", "", BDL_FROM_NOWHERE, false, NULL },
};

/* clang-format on */

static void judge_row(struct bdl_bundle *b, struct row *row)
{
	static const char *ignored[] = {"2011-07-02", NULL};
	struct bdl_facts f = {.format = row->format, .text = row->text, .dates = row->dates};
	struct bdl_error err = {.code = BDL_OK};

	while (f.date_count < COUNT(row->dates) && row->dates[f.date_count].raw)
		f.date_count++;
	rows_init(b, 1, BDL_STAGE_READ);
	b->about.ignore_dates = ignored;
	b->exhibits[0].path = b->exhibits[0].name = row->path;
	b->exhibits[0].kind = row->kind;
	b->exhibits[0].format = row->format;
	b->exhibits[0].pages = 9;
	cr_assert_eq(bdl_date_exhibit(b, &b->exhibits[0], &f, &err), 0, "%s: %s", row->what,
		err.message);
}

Test(date, of_each_document_is_its_own)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		char iso[BDL_DAY_TEXT], until[BDL_DAY_TEXT];
		const struct bdl_exhibit *x;
		struct bdl_bundle b;

		judge_row(&b, &rows[i]);
		x = &b.exhibits[0];
		bdl_day_iso(x->date.day, iso);
		bdl_day_iso(x->date.until, until);
		cr_expect_str_eq(iso, rows[i].iso, "%s: %s", rows[i].what, iso);
		cr_expect_str_eq(until, rows[i].until, "%s: until %s", rows[i].what, until);
		cr_expect_eq(x->date.source, rows[i].source, "%s: source", rows[i].what);
		cr_expect_eq(x->date.ambiguous, rows[i].ambiguous, "%s: ambiguous", rows[i].what);
		cr_expect_eq((x->date.raw != NULL), (*iso != '\0'), "%s: raw", rows[i].what);
		cr_expect_eq(x->date.precision == BDL_UNDATED, *iso == '\0', "%s: precision",
			rows[i].what);
		if (rows[i].warning)
			cr_expect(x->warnings && strcmp(x->warnings[0], rows[i].warning) == 0 &&
					  !x->warnings[1],
				"%s: \"%s\"", rows[i].what,
				x->warnings ? x->warnings[0] : "no warning");
		else
			cr_expect_null(x->warnings, "%s: \"%s\"", rows[i].what,
				x->warnings ? x->warnings[0] : "");
		bdl_bundle_release(&b);
	}
}

Test(date, keeps_what_was_written_on_one_line_cut_between_characters)
{
	struct bdl_bundle b;
	char raw[200] = "10\nFebruary 2023 ";
	struct row row = {.what = "long",
		.path = "x",
		.kind = "email",
		.format = "rfc822",
		.text = "",
		.dates = {{DAY(2023, 2, 10), .source = BDL_FROM_HEADER}}};

	while (strlen(raw) < 100)
		strcat(raw, "\xE2\x82\xAC");
	row.dates[0].raw = raw;
	judge_row(&b, &row);
	cr_expect(strncmp(b.exhibits[0].date.raw, "10 February 2023 ", 17) == 0);
	cr_expect_eq(strlen(b.exhibits[0].date.raw), 80);
	cr_expect(bdl_utf8_valid(b.exhibits[0].date.raw, 80));
	bdl_bundle_release(&b);
}

Test(date, keeps_warnings_that_were_there)
{
	static const char *before[] = {"It breaks off before its end.", NULL};
	struct bdl_bundle b;
	struct bdl_facts f = {.format = "pdf", .text = "", .dates = rows[0].dates, .date_count = 1};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_exhibit *x;

	rows_init(&b, 1, BDL_STAGE_READ);
	x = &b.exhibits[0];
	x->path = "letter 3 March 2023.pdf";
	x->warnings = before;
	f.text = "Date: 10 February 2023";
	cr_assert_eq(bdl_date_exhibit(&b, x, &f, &err), 0);
	cr_assert(x->warnings[0] && x->warnings[1] && !x->warnings[2]);
	cr_expect_str_eq(x->warnings[0], before[0]);
	bdl_bundle_release(&b);
}

Test(date, needs_no_facts)
{
	struct bdl_bundle b;
	struct bdl_error err = {.code = BDL_OK};

	rows_init(&b, 1, BDL_STAGE_READ);
	b.exhibits[0].path = "calls/voicemail 2023-02-21.mp3";
	cr_assert_eq(bdl_date_exhibit(&b, &b.exhibits[0], NULL, &err), 0);
	cr_expect_eq(b.exhibits[0].date.day.day, 21);
	cr_expect_str_eq(b.exhibits[0].date.raw, "2023-02-21");
	bdl_bundle_release(&b);
}

Test(date, is_on_a_page_that_the_exhibit_has)
{
	struct bdl_bundle b;
	struct bdl_facts f = {.format = "csv", .text = "", .dates = rows[0].dates, .date_count = 1};
	struct bdl_candidate far = rows[0].dates[0];
	struct bdl_error err = {.code = BDL_OK};

	far.label = BDL_LABEL_ROW;
	far.page = 7;
	f.dates = &far;
	rows_init(&b, 1, BDL_STAGE_READ);
	b.exhibits[0].pages = 6;
	cr_assert_eq(bdl_date_exhibit(&b, &b.exhibits[0], &f, &err), 0);
	cr_expect_eq(b.exhibits[0].date.page, 0);
	bdl_bundle_release(&b);
}
