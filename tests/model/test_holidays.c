/*
 * Working days: held against the official lists of 2019 to 2027, against another implementation for
 * 2000 to 2040, and against the worked examples of the rules.
 */
#include "base/months.h"
#include "model/periods.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct bdl_holidays *h;

static void setup(void)
{
	struct bdl_error err = {0};

	cr_assert_eq(bdl_holidays_load(&h, NULL, 0, &err), 0, "%s", err.message);
}

static void teardown(void)
{
	bdl_holidays_release(h);
}

TestSuite(holidays, .init = setup, .fini = teardown);

static struct bdl_day day(const char *iso)
{
	struct bdl_day d;

	cr_assert_eq(bdl_day_parse_iso(iso, &d), 0, "%s", iso);
	return d;
}

static void expect_day(struct bdl_day d, const char *iso, const char *what)
{
	char text[BDL_DAY_TEXT];

	bdl_day_iso(d, text);
	cr_expect_str_eq(text, iso, "%s: %s, not %s", what, text, iso);
}

/* gov.uk/bank-holidays.json as of August 2025, and Scotland's of June 2026 */
static const struct official {
	enum bdl_nation nation;
	int year;
	const char *days;
} official[] = {
	{BDL_ENGLAND_AND_WALES, 2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"},
	{BDL_ENGLAND_AND_WALES, 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"},
	{BDL_ENGLAND_AND_WALES, 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"},
	{BDL_ENGLAND_AND_WALES, 2022,
		"01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"},
	{BDL_ENGLAND_AND_WALES, 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"},
	{BDL_ENGLAND_AND_WALES, 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"},
	{BDL_ENGLAND_AND_WALES, 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"},
	{BDL_ENGLAND_AND_WALES, 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"},
	{BDL_ENGLAND_AND_WALES, 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"},
	{BDL_SCOTLAND, 2019, "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26"},
	{BDL_SCOTLAND, 2020, "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28"},
	{BDL_SCOTLAND, 2021, "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28"},
	{BDL_SCOTLAND, 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"},
	{BDL_SCOTLAND, 2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"},
	{BDL_SCOTLAND, 2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"},
	{BDL_SCOTLAND, 2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26"},
	{BDL_SCOTLAND, 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"},
	{BDL_SCOTLAND, 2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28"},
	{BDL_NORTHERN_IRELAND, 2019, "01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26"},
	{BDL_NORTHERN_IRELAND, 2020, "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28"},
	{BDL_NORTHERN_IRELAND, 2021, "01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28"},
	{BDL_NORTHERN_IRELAND, 2022,
		"01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27"},
	{BDL_NORTHERN_IRELAND, 2023,
		"01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"},
	{BDL_NORTHERN_IRELAND, 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"},
	{BDL_NORTHERN_IRELAND, 2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"},
	{BDL_NORTHERN_IRELAND, 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"},
	{BDL_NORTHERN_IRELAND, 2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28"},
};

Test(holidays, official_lists)
{
	for (size_t i = 0; i < sizeof(official) / sizeof(official[0]); i++) {
		char found[200] = "";
		size_t at = 0;

		for (struct bdl_day d = {(int16_t)official[i].year, 1, 1};
			d.year == official[i].year; d = bdl_day_add(d, 1)) {
			/* a day on a weekend that has a substitute is not in the lists */
			if (bdl_is_holiday(h, official[i].nation, d) && bdl_weekday(d) < 5)
				at += (size_t)snprintf(found + at, sizeof(found) - at,
					"%s%02d-%02d", at ? " " : "", d.month, d.day);
		}
		for (const char *p = official[i].days; *p; p += strcspn(p, " "), p += *p == ' ') {
			char iso[16];

			snprintf(iso, sizeof(iso), "%d-%.5s", official[i].year, p);
			cr_expect(bdl_is_holiday(h, official[i].nation, day(iso)), "%s %s",
				bdl_nation_token(official[i].nation), iso);
		}
		for (const char *p = found; *p; p += strcspn(p, " "), p += *p == ' ') {
			char one[8];

			snprintf(one, sizeof(one), "%.5s", p);
			cr_expect(strstr(official[i].days, one), "%s %d: %s is none",
				bdl_nation_token(official[i].nation), official[i].year, one);
		}
	}
}

/* By rule alone: the list of 2028 has not been published (RULES, 5) */
Test(holidays, the_year_behind_the_list_is_reckoned)
{
	static const char *const days[] = {"2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01",
		"2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"};
	unsigned count = 0;

	for (struct bdl_day d = {2028, 1, 1}; d.year == 2028; d = bdl_day_add(d, 1))
		count += bdl_weekday(d) < 5 && !bdl_is_working_day(h, BDL_ENGLAND_AND_WALES, d);
	cr_expect_eq(count, 8);
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		cr_expect(bdl_is_holiday(h, BDL_ENGLAND_AND_WALES, day(days[i])), "%s", days[i]);
	cr_expect_lt(bdl_day_compare(bdl_holidays_known_until(h), day("2028-01-01")), 0);
}

/* tests/model/holidays_peer.py works everything out in another way. */
Test(holidays, another_implementation_agrees_on_every_day_from_2000_to_2040)
{
	static char line[64];
	const char *source = getenv("BUNDLE_SOURCE");
	char command[600];
	unsigned days = 0, differ = 0;
	FILE *peer;

	cr_assert_not_null(source);
	snprintf(command, sizeof(command), "python3 '%s/tests/model/holidays_peer.py'", source);
	peer = popen(command, "r");
	cr_assert_not_null(peer);
	while (fgets(line, sizeof(line), peer)) {
		char iso[11], flags[4];
		struct bdl_day d;

		cr_assert_eq(sscanf(line, "%10s %3s", iso, flags), 2, "%s", line);
		d = day(iso);
		days++;
		for (int n = 0; n < 3; n++)
			differ += bdl_is_working_day(h, (enum bdl_nation)n, d) != (flags[n] == '1');
	}
	cr_expect_eq(pclose(peer), 0);
	cr_expect_eq(days, 14976, "every day of 41 years: %u", days);
	cr_expect_eq(differ, 0, "%u answers differ", differ);
}

static const struct {
	const char *from;
	int count;
	const char *day;
} working[] = {
	{"2026-12-14", 15, "2027-01-07"},
	{"2026-03-20", 15, "2026-04-14"},
	{"2026-04-02", 2, "2026-04-08"},
	{"2026-04-08", -2, "2026-04-02"},
	{"2026-11-27", 1, "2026-11-30"},
};

Test(holidays, so_many_working_days)
{
	for (size_t i = 0; i < sizeof(working) / sizeof(working[0]); i++) {
		struct bdl_day from = day(working[i].from);
		struct bdl_day to =
			bdl_add_working_days(h, BDL_ENGLAND_AND_WALES, from, working[i].count);

		expect_day(to, working[i].day, working[i].from);
		cr_expect_eq(bdl_working_days_between(h, BDL_ENGLAND_AND_WALES, from, to),
			working[i].count);
	}
	cr_expect_eq(bdl_working_days_between(
			     h, BDL_ENGLAND_AND_WALES, day("2026-04-03"), day("2026-04-06")),
		0, "Good Friday to Easter Monday");
}

static const struct {
	const char *from;
	int months;
	const char *to;
} months[] = {
	{"2026-01-01", 3, "2026-04-01"},
	{"2025-11-30", 3, "2026-02-28"},
	{"2025-08-31", 6, "2026-02-28"},
	{"1980-09-30", 4, "1981-01-30"}, /* Dodds v Walker */
	{"2026-01-31", 1, "2026-02-28"},
	{"2024-01-31", 1, "2024-02-29"},
	{"2023-03-03", 6, "2023-09-03"},
	{"2023-12-15", 12, "2024-12-15"},
	{"2026-09-03", 1, "2026-10-03"}, /* the Information Commissioner's example */
	{"2023-01-31", 1, "2023-02-28"}, /* and the other, with 29 February above */
	{"2024-02-29", 12, "2025-02-28"},
	{"2023-05-05", 0, "2023-05-05"},
};

Test(holidays, the_corresponding_date)
{
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		expect_day(bdl_day_add_months(day(months[i].from), months[i].months), months[i].to,
			months[i].from);
	/* JCIO's own example: 10 April, three months, must reach them by 9 July */
	expect_day(bdl_day_add(bdl_day_add_months(day("2026-04-10"), 3), -1), "2026-07-09", "JCIO");
	/* a request for one's data: received 31 January 2026, a Saturday is no day to answer on */
	expect_day(bdl_working_day_from(
			   h, BDL_ENGLAND_AND_WALES, bdl_day_add_months(day("2026-01-31"), 1)),
		"2026-03-02", "SAR");
	/* a letter of 2 March 2026: 30 days from its date, from its second day in the post */
	expect_day(bdl_day_add(day("2026-03-02"), 30), "2026-04-01", "safe");
	expect_day(bdl_day_add(day("2026-03-02"), 32), "2026-04-03", "outer, by post");
	expect_day(bdl_day_add(day("2026-03-02"), 31), "2026-04-02", "outer, online");
}

/* The other implementation counts months by Python's calendar, and days by its dates. */
Test(holidays, another_implementation_agrees_on_months_from_2000_to_2040)
{
	static char line[64];
	const char *source = getenv("BUNDLE_SOURCE");
	char command[600];
	unsigned answers = 0, differ = 0;
	FILE *peer;

	cr_assert_not_null(source);
	snprintf(command, sizeof(command), "python3 '%s/tests/model/holidays_peer.py' months",
		source);
	peer = popen(command, "r");
	cr_assert_not_null(peer);
	while (fgets(line, sizeof(line), peer)) {
		char from[11], to[11], found[BDL_DAY_TEXT];
		int count;

		cr_assert_eq(sscanf(line, "%10s %d %10s", from, &count, to), 3, "%s", line);
		bdl_day_iso(bdl_day_add_months(day(from), count), found);
		answers++;
		differ += strcmp(found, to) != 0;
	}
	cr_expect_eq(pclose(peer), 0);
	cr_expect_eq(answers, 5 * 14976, "five periods of every day of 41 years: %u", answers);
	cr_expect_eq(differ, 0, "%u answers differ", differ);
}

Test(holidays, clear_days)
{
	const enum bdl_nation n = BDL_ENGLAND_AND_WALES;

	/* the examples of CPR 2.8; 2023: 20 October is a Friday; 2025: a Monday */
	expect_day(bdl_clear_days_before(h, n, day("2023-10-20"), 3), "2023-10-16", "3 before");
	expect_day(bdl_clear_days_before(h, n, day("2025-10-20"), 3), "2025-10-14", "3 before");
	expect_day(bdl_clear_days_before(h, n, day("2026-03-30"), 7), "2026-03-22", "7 before");
	expect_day(bdl_clear_days_before(h, n, day("2017-03-14"), 5), "2017-03-06", "5 before");
	expect_day(bdl_clear_days_before(h, n, day("2026-01-16"), 14), "2026-01-01", "14 before");
	expect_day(bdl_days_after(h, n, day("2026-10-02"), 14), "2026-10-16", "14 after");
	expect_day(bdl_clear_days_after(h, n, day("2026-10-01"), 28), "2026-10-30", "28 after");
	expect_day(
		bdl_days_after(h, n, day("2026-04-02"), 2), "2026-04-08", "2 after, over Easter");
}

/* PD 6A, 10.2 to 10.7 */
static const struct {
	enum bdl_service how;
	const char *sent;
	int minutes;
	const char *served;
} served[] = {
	{BDL_BY_POST, "2026-11-02", 0, "2026-11-04"}, /* Monday: Wednesday */
	{BDL_BY_POST, "2026-11-06", 0, "2026-11-09"}, /* DX, Friday: Monday */
	{BDL_ELECTRONIC, "2026-11-07", 600, "2026-11-09"}, /* Saturday: Monday */
	{BDL_BY_HAND, "2026-11-08", 600, "2026-11-09"}, /* Sunday: Monday */
	{BDL_BY_HAND, "2026-04-02", 1000,
		"2026-04-07"}, /* Thursday before Good Friday, late: Tuesday */
	{BDL_BY_HAND, "2026-04-02", 989, "2026-04-02"},
	{BDL_BY_POST, "2026-05-04", 0, "2026-05-06"}, /* bank holiday Monday: Wednesday */
	{BDL_BY_HAND, "2026-04-02", 990, "2026-04-07"}, /* half past four itself is late */
	{BDL_CLAIM_FORM, "2026-04-02", 0, "2026-04-08"},
	/* PD 5B, 4.2: e-mail recorded at four o'clock or later is of the next open day */
	{BDL_COURT_MAIL, "2026-11-27", 959, "2026-11-27"},
	{BDL_COURT_MAIL, "2026-11-27", 960, "2026-11-30"},
	{BDL_COURT_MAIL, "2026-11-28", 600, "2026-11-30"},
};

Test(holidays, deemed_service)
{
	for (size_t i = 0; i < sizeof(served) / sizeof(served[0]); i++)
		expect_day(bdl_deemed_served(h, BDL_ENGLAND_AND_WALES, served[i].how,
				   day(served[i].sent), served[i].minutes),
			served[i].served, served[i].sent);
}

static const struct {
	const char *yaml, *message;
} broken[] = {
	{"reviewed: 2026-11-22\nsource: x\nknown_until: 2027-13-31\n",
		"\"2027-13-31\" is not a date: write 2026-12-25"},
	{"reviewed: 2026-11-22\nsource: x\nknown_until: 2027-12-31\n"
	 "added: [{date: 2026-06-15, where: [wales]}]\n",
		"2026-06-15: there is no nation \"wales\""},
	{"reviewed: 2026-11-22\n", NULL},
	{"- a\n", NULL},
};

Test(holidays, mistakes_in_the_list_are_named)
{
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		struct bdl_holidays *none = NULL;
		struct bdl_error err = {0};

		cr_expect_eq(
			bdl_holidays_load(&none, broken[i].yaml, strlen(broken[i].yaml), &err), -1);
		cr_expect_eq(err.code, BDL_EFORMAT);
		if (broken[i].message)
			cr_expect_str_eq(err.message, broken[i].message);
	}
}

Test(holidays, one_day_more_in_the_list_changes_the_answer)
{
	static const char yaml[] = "reviewed: 2026-11-22\nsource: x\nknown_until: 2027-12-31\n"
				   "added: [{date: 2026-11-30, where: [england-and-wales]}]\n";
	struct bdl_holidays *other = NULL;

	cr_assert_eq(bdl_holidays_load(&other, yaml, strlen(yaml), NULL), 0);
	expect_day(bdl_add_working_days(other, BDL_ENGLAND_AND_WALES, day("2026-11-27"), 1),
		"2026-12-01", "England");
	expect_day(bdl_add_working_days(other, BDL_NORTHERN_IRELAND, day("2026-11-27"), 1),
		"2026-11-30", "Northern Ireland");
	bdl_holidays_release(other);
}
