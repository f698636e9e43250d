/* Dates in words and in names: what is one, what is none, which it is. */
#include "base/datefind.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define NBSP "\xC2\xA0"
#define EN_DASH "\xE2\x80\x93"

/* A text and the dates found in it, one after another: "2023-02-10", "?" behind an ambiguous one.
 */
struct row {
	const char *text, *dates;
};

static void append(char *out, size_t space, const struct bdl_found_date *d)
{
	char iso[BDL_DAY_TEXT];
	size_t n = strlen(out);

	bdl_day_iso(d->day, iso);
	snprintf(out + n, space - n, "%s%s%s", n ? " " : "", iso, d->ambiguous ? "?" : "");
}

static void expect_dates(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(rows[i].text);
		struct bdl_found_date d;
		char found[512] = "";

		for (size_t at = 0; bdl_find_date(rows[i].text, length, at, &d);
			at = d.at + d.length) {
			cr_assert(d.length > 0 && d.at >= at && d.at + d.length <= length, "%s",
				rows[i].text);
			append(found, sizeof(found), &d);
		}
		cr_expect_str_eq(found, rows[i].dates, "\"%s\": found \"%s\", not \"%s\"",
			rows[i].text, found, rows[i].dates);
	}
}

/* clang-format off */
static const struct row words[] = {
	{ "10 February 2023", "2023-02-10" },
	{ "10 Feb 2023", "2023-02-10" },
	{ "1 Mar 2015", "2015-03-01" },
	{ "2nd March 2026", "2026-03-02" },
	{ "21st June 2019", "2019-06-21" },
	{ "3rd of May 2001", "2001-05-03" },
	{ "10th of February, 2023", "2023-02-10" },
	{ "the 10th day of February 2023", "2023-02-10" },
	{ "10 th February 2023", "2023-02-10" },
	{ "Friday 10 February 2023", "2023-02-10" },
	{ "Friday, 10th February, 2023", "2023-02-10" },
	{ "Fri, 12 Dec 2014 10:55:50", "2014-12-12" },
	{ "Tues 9th Aug, 2015", "2015-08-09" },
	{ "10" NBSP "February" NBSP "2023", "2023-02-10" },
	{ "10\xE2\x80\xAF" "Feb\xE2\x80\xAF" "2023", "2023-02-10" },
	{ "10 FEBRUARY 2023", "2023-02-10" },
	{ "23rd february, 2016", "2016-02-23" },
	{ "11 sept. 2014", "2014-09-11" },
	{ "4 Sept 2014", "2014-09-04" },
	{ "10-Feb-2023", "2023-02-10" },
	{ "10-August-2012", "2012-08-10" },
	{ "06/Nov/2023:06:36:02", "2023-11-06" },
	{ "10.Feb.2023", "2023-02-10" },
	{ "10. Feb 2023", "2023-02-10" },
	{ "10Feb2023", "2023-02-10" },
	{ "31-Dec-00", "2000-12-31" },
	{ "21-APR-16", "2016-04-21" },
	{ "03 Aug 96", "1996-08-03" },
	{ "10 Feb '23", "2023-02-10" },
	{ "10 Feb \xE2\x80\x99" "23", "2023-02-10" },
	{ "on 10 Feb 23 he called", "2023-02-10" },
	{ "9 Jan 11 0:00", "2011-01-09" },
	{ "February 10, 2023", "2023-02-10" },
	{ "February 10 2023", "2023-02-10" },
	{ "Feb. 10, 2023", "2023-02-10" },
	{ "Mar 2, 2026", "2026-03-02" },
	{ "August 3 , 2014", "2014-08-03" },
	{ "July 13th 2014", "2014-07-13" },
	{ "Sun., March 6, 2016", "2016-03-06" },
	{ "August-10-2012", "2012-08-10" },
	{ "August/10/2012", "2012-08-10" },
	{ "Thu Sep 25 10:36:28 2003", "2003-09-25" },
	{ "Wed Apr 26 10:42:11 BST 2023", "2023-04-26" },
	{ "8:25 a.m. Dec. 12, 2014", "2014-12-12" },
	{ "0:01:02 on July 4, 1976", "1976-07-04" },
	{ "2016 july 13.", "2016-07-13" },
	{ "2017-Jan-22", "2017-01-22" },
	{ "29 February 2024", "2024-02-29" },
	{ "thank you for your letter of 16 January 2023 about it", "2023-01-16" },
	{ "Date:10 February 2023", "2023-02-10" },
	{ "(10 February 2023)", "2023-02-10" },
	{ "10 February 2023.", "2023-02-10" },
	{ "10 Chwefror 2023", "2023-02-10" },
	{ "3 Rhagfyr 2022", "2022-12-03" },
	{ "Aug 9 96", "1996-08-09" },
	{ "paid Aug 9 96 times", "" },
	{ "between 22 June 2019 and 21 October 2021", "2019-06-22 2021-10-21" },
	{ "10 to 22 August 2012", "2012-08-10" },
	{ "from 21 March to 20 April 2023", "2023-03-21 2023-04-20" },
	{ "10 August - 12 September 2013", "2013-08-10 2013-09-12" },
	{ "21 December to 20 January 2023", "2022-12-21 2023-01-20" },
	{ "August 10 - 22, 2012", "2012-08-10" },
	{ "17 August 2013 - 19 August 2013", "2013-08-17 2013-08-19" },
	/* a month */
	{ "February 2023", "2023-02" },
	{ "Feb 2023", "2023-02" },
	{ "Sept. 2022", "2022-09" },
	{ "in December 2022, for the arrears", "2022-12" },
	/* over the end of a line */
	{ "unhappy with our letter of 10 February\n2023, and", "2023-02-10" },
	{ "our letter of 10\nFebruary 2023", "2023-02-10" },
	{ "on the 10th\nFebruary 2023", "2023-02-10" },
	{ "Page 10\nFebruary 2023", "2023-02" },
	{ "10 February\n\n2023", "" },
};

static const struct row figures[] = {
	{ "20230210", "2023-02-10" },
	{ "19760704", "1976-07-04" },
	{ "DATE/TIME : 20180428/191204", "2018-04-28" },
	{ "  20230210\n", "2023-02-10" },
	{ "Date: 20230210", "2023-02-10" },
	{ "DATE 25032018 no. 7", "2018-03-25" },
	{ "26. 10.21", "2021-10-26" },
	{ "26 . 10.21 14.12", "2021-10-26" },
	{ "rates 26. 10.21", "" },
	{ "10/02/2023", "2023-02-10?" },
	{ "13/03/2014", "2014-03-13" },
	{ "3/3/94", "1994-03-03" },
	{ "10/10/2023", "2023-10-10" },
	{ "1/2/23", "2023-02-01?" },
	{ "10.2.23", "2023-02-10?" },
	{ "10.02.2023", "2023-02-10?" },
	{ "29.01.2008. 00:00", "2008-01-29" },
	{ "18.10.14 um 22:56 Uhr", "2014-10-18" },
	{ "10-02-2023", "2023-02-10?" },
	{ "10" EN_DASH "02" EN_DASH "2023", "2023-02-10?" },
	{ "10\xE2\x80\x91" "02\xE2\x80\x91" "2023", "2023-02-10?" },
	{ "10 / 02 / 2023", "2023-02-10?" },
	{ "25 09 2003", "2003-09-25" },
	{ "Friday 30-12-16", "2016-12-30?" },
	{ "23-02-10", "2010-02-23?" },
	{ "31-12-99", "1999-12-31" },
	{ "2023-02-10", "2023-02-10" },
	{ "2023-2-7.", "2023-02-07" },
	{ "2023/02/10", "2023-02-10" },
	{ "2014.12.28", "2014-12-28" },
	{ "2023-02-10T10:11:12Z", "2023-02-10" },
	{ "20030925T104941-0300", "2003-09-25" },
	{ "10/31/2023", "2023-10-31" },
	{ "01/03/2023-31/03/2023", "2023-03-01? 2023-03-31" },
	{ "01/03/2023 - 31/03/2023", "2023-03-01? 2023-03-31" },
	{ "21/02/2023,DEB,'00-00-00,00004471,LIDL", "2023-02-21" },
	{ "5,10/02/2023,x", "2023-02-10?" },
	{ "[14/08/2023, 09:15:32] Name: text", "2023-08-14" },
	{ "item 1 10/02/2023", "2023-02-10?" },
};

static const struct row nothing[] = {
	{ "", "" },
	{ "31 June 2022", "" },
	{ "June 31, 2022", "" },
	{ "29 February 2023", "" },
	{ "06/31/2022", "" },
	{ "02/29/2022", "" },
	{ "32/13/2024", "" },
	{ "99/99/9999", "" },
	{ "31/04/2023", "" },
	{ "1/2", "" },
	{ "1-2-3", "" },
	{ "2012-14", "" },
	{ "2023", "" },
	{ "10 February", "" },
	{ "10 February 2150", "" },
	{ "10.2.3.4", "" },
	{ "192.168.10.12", "" },
	{ "12-34-56", "" },
	{ "20-00-00", "" },
	{ "Sort code: 20-12-18", "" },
	{ "Sort code\n11-02-23\nAccount number\n12345678", "" },
	{ "20-12-18 12345678", "" },
	{ "'11-02-23,87651234", "" },
	{ "07700 900142", "" },
	{ "020 7946 0163", "" },
	{ "0800 171 2345", "" },
	{ "07 02 2023 4567", "" },
	{ "1212 1212 1212", "" },
	{ "121212102023", "" },
	{ "QQ 12 34 56 C", "" },
	{ "AB 10 02 20 C", "" },
	{ "\xC2\xA3" "12.05.22", "" },
	{ "\xC2\xA3" "12,391.53", "" },
	{ "12.05.2", "" },
	{ "REF/10/02/2023/7", "" },
	{ "A10/02/2023", "" },
	{ "paragraph 5.2.23", "" },
	{ "version 10.2.23", "" },
	{ "v10.2.23", "" },
	{ "at 10.11.12", "" },
	{ "account 20230210", "" }, { "20230210 paid", "" }, { "20231310", "" },
	{ "2023-02", "" },
	{ "you may 20 people", "" },
	{ "10 May 20 payments", "" },
	{ "within 10 Feb 15 working days", "" },
	{ "1 Jan, 29 Mar, 1 Apr, 6 May, 27 May", "" },
	{ "3 May 31 May", "" },
	{ "10 Feb 12:30", "" },
	{ "April 2023/24", "" },
	{ "Feb '23", "" },
	{ "10 Marble 2023", "" },
	{ "10 marca 2023 r.", "" },
	{ "10 M\xC3\xA4rz 2023", "" },
	{ "12/24/36 months", "" },
	{ "24/7/365", "" },
	{ "12.53%", "" },
	{ "10/02/23%", "" },
	{ "2023-02-10\xC3\xA9", "" },
};

/* clang-format on */

static const struct row joined[] = {
	{"25/12/201818:32", "2018-12-25"},
	{"25/12/201899:32", ""},
	{"25/12/201818", ""},
	{"DATE25/12/2018", "2018-12-25"},
	{"REF25/12/2018", ""},
	{"00440010036  25032018  13:11:54", "2018-03-25"},
	{"00440010036  25032018  99:11:54", ""},
	{"account 25032018 13:11", ""},
	{"mARCH 3, 2023, marching 3, 2023", "2023-03-03"},
};

Test(datefind, takes_dates_apart_from_what_has_run_into_them)
{
	expect_dates(joined, COUNT(joined));
}

Test(datefind, finds_dates_whose_month_is_a_word)
{
	expect_dates(words, COUNT(words));
}

Test(datefind, finds_dates_in_figures_and_marks_those_that_could_be_month_first)
{
	expect_dates(figures, COUNT(figures));
}

Test(datefind, takes_nothing_else_for_a_date)
{
	expect_dates(nothing, COUNT(nothing));
}

Test(datefind, says_where_the_date_stands)
{
	const char *text = "Dated 10th of February, 2023 in London";
	struct bdl_found_date d;

	cr_assert(bdl_find_date(text, strlen(text), 0, &d));
	cr_expect_eq(d.at, 6);
	cr_expect_eq(d.length, strlen("10th of February, 2023"));
}

/* clang-format off */
static const struct row names[] = {
	{ "CMS letter 2023-02-10.pdf", "2023-02-10" },
	{ "letters/CMS letter 10 Feb 2023.pdf", "2023-02-10" },
	{ "10.02.23 letter.pdf", "2023-02-10?" },
	{ "10.02.23.pdf", "2023-02-10?" },
	{ "payment schedule 10.02.23.pdf", "2023-02-10?" },
	{ "10-02-23-letter.pdf", "2023-02-10?" },
	{ "letter_10.02.2023_CMS.pdf", "2023-02-10?" },
	{ "2023_02_10", "2023-02-10" },
	{ "10_02_2023.pdf", "2023-02-10?" },
	{ "20230210-1.pdf", "2023-02-10" },
	{ "10022023.pdf", "2023-02-10?" },
	{ "25122022.pdf", "2022-12-25" },
	{ "letter 10 Feb 2023", "2023-02-10" },
	{ "10th_February_2023.pdf", "2023-02-10" },
	{ "letter10Feb2023.pdf", "2023-02-10" },
	{ "letter%2010%20Feb%202023.pdf", "2023-02-10" },
	{ "letter+10+Feb+2023.pdf", "2023-02-10" },
	{ "letter 1-10 Feb 2023.pdf", "2023-02-10" },
	{ "letter 1 - 10 Feb 2023.pdf", "2023-02-10" },
	{ "1-2023-02-10.pdf", "2023-02-10" },
	{ "3-10-02-2023.pdf", "2023-02-10?" },
	{ "CMSL4222-1-20230210.pdf", "2023-02-10" },
	{ "IMG_20201110_171155.jpg", "2020-11-10" },
	{ "IMG-20240101-WA0001.jpg", "2024-01-01" },
	{ "PXL_20230210_171155123.jpg", "2023-02-10" },
	{ "Screenshot_20230117-141626_Messages.png", "2023-01-17" },
	{ "Screenshot_20230117141626.png", "2023-01-17" },
	{ "WhatsApp Image 2024-01-01 at 10.11.12.jpeg", "2024-01-01" },
	{ "signal-2023-01-17-141626.jpg", "2023-01-17" },
	{ "20240101_120000.jpg", "2024-01-01" },
	{ "Statement Feb 2023", "2023-02" },
	{ "statement 2023-02.pdf", "2023-02" },
	{ "Statement Feb 2023, sent 10 March 2023.pdf", "2023-03-10" },
	{ "Feb 2023/IMG_0001.jpg", "2023-02" },
	{ "2023-02-10/scan.pdf", "2023-02-10" },
	{ "2022-12-25/letter 10 Feb 2023.pdf", "2023-02-10" },
	{ "Zusammen \xFF\xFE 2023-02-10.pdf", "2023-02-10" },
	{ "New payment schedule Dec 22.pdf", "" },
	{ "current account 2022-23.csv", "" },
	{ "P60 2011-12.pdf", "" },
	{ "IMG_0001", "" },
	{ "scan0007", "" },
	{ "IMG_2290.HEIC", "" },
	{ "121212345678.pdf", "" },
	{ "20230231.pdf", "" },
	{ "2023-02-31.pdf", "" },
	{ "account 20120304.pdf", "" },
	{ "20-12-18 12345678.pdf", "" },
	{ "Screenshot at 10.11.12.png", "" },
	{ "FB_IMG_1673951186000.jpg", "" },
	{ "v1.2.23.zip", "" },
	{ "192.168.10.12.log", "" },
	{ "", "" },
	{ "a//b/", "" },
};

/* clang-format on */

Test(datefind, finds_the_date_in_a_name)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct bdl_found_date d;
		char found[64] = "";

		if (bdl_find_date_in_name(names[i].text, &d)) {
			cr_assert(d.at + d.length <= strlen(names[i].text));
			append(found, sizeof(found), &d);
		}
		cr_expect_str_eq(
			found, names[i].dates, "\"%s\": found \"%s\"", names[i].text, found);
	}
}

Test(datefind, goes_through_any_bytes_to_the_end)
{
	unsigned char bytes[4096];
	uint32_t seed = 1;

	for (int round = 0; round < 200; round++) {
		static const char likely[] =
			"0123456789/-. :,FebMarthofdy\n\xC2\xA0\xE2\x80\x93_'T";
		struct bdl_found_date d;
		size_t at = 0;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525u + 1013904223u;
			bytes[i] =
				seed >> 30
					? (unsigned char)likely[(seed >> 16) % (sizeof(likely) - 1)]
					: (unsigned char)(seed >> 20);
		}
		while (bdl_find_date((const char *)bytes, sizeof(bytes), at, &d)) {
			cr_assert(d.at >= at && d.length > 0 && d.at + d.length <= sizeof(bytes));
			cr_assert(d.day.day == 0 || bdl_day_exists(d.day));
			cr_assert(d.day.year >= 1900 && d.day.year <= 2099);
			at = d.at + d.length;
		}
	}
}
