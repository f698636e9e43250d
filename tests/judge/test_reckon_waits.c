/* Delays and silences of a bundle, from steps written by hand: which standards count, and what
 * answers what. */
#include "hand_steps.h"
#include "judge/reckon_waits.h"

TestSuite(reckon_waits, .init = setup, .fini = teardown);

static const char *acknowledged[] = {"acknowledgement", "response", "final-response", NULL};
static const char *answered[] = {"response", "final-response", NULL};
static const char *ice_report[] = {"ice-report", NULL};
static const char *ice_settled[] = {"ice-settled", NULL};

static struct bdl_standard_rule standards_of_cms[] = {
	{.id = "cms-acknowledge",
		.what = "CMS: acknowledge within 2 working days",
		.asked = "complaint",
		.answered = acknowledged,
		.period = {.unit = BDL_PERIOD_WORKING_DAYS, .count = 2},
		.said = {"advice sites", "2026-11-22", '2'}},
	{.id = "cms-reply",
		.what = "CMS: reply within 15 working days",
		.asked = "complaint",
		.answered = answered,
		.period = {.unit = BDL_PERIOD_WORKING_DAYS, .count = 15},
		.said = {"PQ 26617", "2026-11-22", 'S'}}};

static struct bdl_standard_rule standards_of_ice[] = {
	{.id = "ice-resolve",
		.what = "ICE: resolve within 8 weeks",
		.asked = "ice-accepted",
		.answered = ice_report,
		.period = {.unit = BDL_PERIOD_WEEKS, .count = 8},
		.said = {"PQ 86473", "2026-11-22", 'S'}},
	{.id = "ice-settle",
		.what = "ICE: settle within 15 weeks",
		.asked = "ice-allocated",
		.answered = ice_settled,
		.when_answered = true,
		.period = {.unit = BDL_PERIOD_WEEKS, .count = 15},
		.said = {"PQ 86473", "2026-11-22", 'S'}}};

static struct bdl_recipient cms = {.id = "cms", .standards = standards_of_cms, .standard_count = 2};
static struct bdl_recipient again = {/* says the same as the CMS */
	.id = "complaints-team",
	.standards = standards_of_cms + 1,
	.standard_count = 1};
static struct bdl_recipient examiner = {
	.id = "ice", .standards = standards_of_ice, .standard_count = 2};

static void reckon_delays(const struct bdl_recipient *const *all)
{
	const struct bdl_rules rules = {.steps = kinds, .holidays = holidays};
	struct bdl_error err = {0};

	cr_assert_eq(bdl_reckon_delays_by(&b, all, &rules, &err), 0, "%s", err.message);
}

/* "0 by 1 147/15 +132 CMS: ..." a line */
static void spell(char *out, size_t space)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < b.delay_count; i++) {
		const struct bdl_delay *r = &b.delays[i];
		char by[32] = "open";

		if (r->answered != BDL_NO_STEP)
			snprintf(by, sizeof(by), "by %zu", r->answered);
		at += (size_t)snprintf(out + at, space - at, "%zu %s %d/%d +%d %s\n", r->asked, by,
			r->taken, r->allowed, r->over, r->standard ? r->standard : "none set");
	}
}

#define TWO "CMS: acknowledge within 2 working days\n"
#define FIFTEEN "CMS: reply within 15 working days\n"
#define EIGHT "ICE: resolve within 8 weeks\n"

/*
 * The Ombudsman's decision P-002456, with days of our own where it gives none, reckoned by hand, in
 * working days of England and Wales, the day of asking not counted: 9 December 2019 to 10 July
 * 2020: 15 in the rest of December less 2 (25 and 26), 22 in January (1st off), 20, 22, 20 in April
 * (10th, 13th off), 19 in May (8th, 25th off), 22, 8 up to 10 July: 14 + 22 + 20 + 22 + 20 + 19 +
 * 22 + 8 = 147 (10 to 31 December: 16 weekdays less 2 = 14). 20 April to 7 June 2021: 8 in April,
 * 19 in May (3rd and 31st off), 5 up to 7 June: 32. (The specimen's 34 is wrong.) 3 October 2022 to
 * 22 May 2023: 20 in October, 22, 20 in December (26th, 27th off), 21 in January (2nd off), 20, 23,
 * 18 in April (7th, 10th off), 14 up to 22 May (1st, 8th off): 158. 16 January to 10 February 2023:
 * 11 + 8 = 19.   17 February to 3 March: 7 + 3 = 10. 26 April to 4 May 2023: 27, 28 April, 2, 3, 4
 * May (1 May off): 5.
 */
static const struct {
	const char *name, *made_on, *steps, *rows;
} delay_rows[] = {
	{"the published case", "2023-05-22",
		"2019-12-09 complaint\n2020-07-10 response\n2021-04-20 question\n2021-06-07 "
		"answer\n"
		"2022-10-03 question\n2023-01-16 complaint\n2023-02-10 response answers 5\n"
		"2023-02-17 complaint\n2023-03-03 final-response answers 7\n2023-04-26 "
		"mp-referred\n"
		"2023-05-04 mp-answered",
		"0 by 1 147/2 +145 " TWO "0 by 1 147/15 +132 " FIFTEEN "2 by 3 32/0 +0 none set\n"
		"4 open 158/0 +0 none set\n5 by 6 19/2 +17 " TWO "5 by 6 19/15 +4 " FIFTEEN
		"7 by 8 10/2 +8 " TWO "7 by 8 10/15 +0 " FIFTEEN "9 by 10 5/0 +0 none set\n"},
	{"acknowledged at once, answered late", "2026-11-27",
		"2026-03-20 complaint\n2026-03-23 acknowledgement\n2026-04-15 response",
		"0 by 1 1/2 +0 " TWO "0 by 2 16/15 +1 " FIFTEEN},
	{"fifteen working days over Easter, not a day more", "2026-11-27",
		"2026-03-20 complaint\n2026-04-14 response",
		"0 by 1 15/2 +13 " TWO "0 by 1 15/15 +0 " FIFTEEN},
	{"an acknowledgement of the same day, whichever stands first", "2026-11-27",
		"2026-03-20 acknowledgement\n2026-03-20 complaint\n2026-03-27 response",
		"1 by 0 0/2 +0 " TWO "1 by 2 5/15 +0 " FIFTEEN},
	{"an answer that an older complaint waited for does not answer the one of that day",
		"2026-11-27", "2026-03-02 complaint\n2026-03-20 complaint\n2026-03-20 response",
		"0 by 2 14/2 +12 " TWO "0 by 2 14/15 +0 " FIFTEEN "1 open 175/2 +173 " TWO
		"1 open 175/15 +160 " FIFTEEN},
	{"said to be acknowledged; nobody said what answers it", "2026-11-27",
		"2026-03-20 complaint\n2026-03-23 acknowledgement answers 0\n2026-04-15 response",
		"0 by 1 1/2 +0 " TWO "0 by 2 16/15 +1 " FIFTEEN},
	{"an answer of a sort of its own, because somebody said so", "2026-11-27",
		"2026-03-20 complaint\n2026-03-27 answer answers 0\n2026-04-15 response",
		"0 by 1 5/2 +3 " TWO "0 by 1 5/15 +0 " FIFTEEN},
	{"what is said to answer it but lies before it answers nothing", "2026-11-27",
		"2026-03-18 response answers 1\n2026-03-20 complaint\n2026-03-27 response",
		"1 by 2 5/2 +3 " TWO "1 by 2 5/15 +0 " FIFTEEN},
	/* 2 November 2026 and 8 weeks: 28 December, a holiday; 39 weekdays less 25 December = 38
	   working days */
	{"weeks are compared by their last day", "2027-01-20",
		"2026-11-02 ice-accepted\n2026-12-29 ice-report", "0 by 1 39/38 +1 " EIGHT},
	{"and are not over on it", "2027-01-20", "2026-10-05 ice-accepted\n2026-11-30 ice-report",
		"0 by 1 40/40 +0 " EIGHT},
	{"what is promised for a settlement says nothing of a report, nor of none", "2027-01-20",
		"2026-11-02 ice-allocated\n2026-12-29 ice-report", "0 by 1 39/0 +0 none set\n"},
	{"but of the settlement when it comes", "2026-03-20",
		"2025-11-03 ice-allocated\n2026-02-16 ice-settled",
		"0 by 1 72/72 +0 ICE: settle within 15 weeks\n"},
	{"no answer, and nothing is set", "2023-05-22", "2023-05-15 mp-asked",
		"0 open 5/0 +0 none set\n"},
	{"nothing was asked", "2023-05-22", "2023-03-03 final-response\n2023-04-03 decision", ""},
};

Test(reckon_waits, who_waited_for_whom)
{
	const struct bdl_recipient *const all[] = {&cms, &again, &examiner, NULL};

	for (size_t i = 0; i < sizeof(delay_rows) / sizeof(delay_rows[0]); i++) {
		char text[2000];

		put(delay_rows[i].steps);
		b.made_on = day(delay_rows[i].made_on);
		reckon_delays(all);
		spell(text, sizeof(text));
		cr_expect_str_eq(text, delay_rows[i].rows, "%s:\n%s", delay_rows[i].name, text);
	}
}

Test(reckon_waits, a_row_says_where_its_time_comes_from)
{
	const struct bdl_recipient *const all[] = {&cms, NULL};

	put("2023-01-16 complaint\n2023-02-10 response");
	reckon_delays(all);
	cr_assert_eq(b.delay_count, 2);
	cr_expect_str_eq(b.delays[1].what, bdl_step_kind_find(kinds, "complaint")->sentence);
	cr_expect_str_eq(b.delays[1].source, "PQ 26617");
	cr_expect_str_eq(b.delays[1].reviewed, "2026-11-22");
	cr_expect_eq(b.delays[1].confidence, 'S');
	cr_expect_eq(b.delays[0].confidence, '2');
}

Test(reckon_waits, one_day_less_in_a_standard_changes_the_answer)
{
	struct bdl_standard_rule rule = standards_of_cms[1];
	const struct bdl_recipient r = {.standards = &rule, .standard_count = 1};
	const struct bdl_recipient *const all[] = {&r, NULL};

	put("2023-01-16 complaint\n2023-02-10 response");
	reckon_delays(all);
	cr_expect_eq(b.delays[0].over, 4);
	rule.period.count = 14;
	reckon_delays(all);
	cr_expect_eq(b.delays[0].over, 5);
}

Test(reckon_waits, silences_are_between_a_question_and_its_answer)
{
	const struct bdl_recipient *const all[] = {&cms, NULL};

	/* an acknowledgement is no answer to a complaint */
	put("2019-12-09 complaint\n2019-12-10 acknowledgement\n2020-07-10 response\n"
	    "2022-10-03 question\n2023-04-26 mp-referred\n2023-05-04 mp-answered");
	reckon_delays(all);
	cr_assert_eq(b.silence_count, 2);
	cr_expect_eq(b.silences[0].days, 214);
	cr_expect_eq(b.silences[0].answered, 2);
	cr_expect_not(b.silences[0].open);
	cr_expect_str_eq(b.silences[0].what, "complaint");
	cr_expect_eq(b.silences[1].days, 231);
	cr_expect(b.silences[1].open);
	cr_expect_eq(b.silences[1].asked, 3);
	expect_day(b.silences[1].until, "2023-05-22", "today");
	b.about.told = &told;
	told.silence_days = 8;
	reckon_delays(all);
	cr_expect_eq(b.silence_count, 3, "as many days as were asked for");
	told.silence_days = 215;
	reckon_delays(all);
	cr_expect_eq(b.silence_count, 1);
}

Test(reckon_waits, the_working_days_are_those_of_the_nation)
{
	const struct bdl_recipient *const all[] = {&cms, NULL};

	/* 2 January 2024 is none in Scotland, 1 April 2024 none in England and Wales */
	b.about.told = &told;
	b.made_on = day("2024-05-22");
	put("2023-12-29 complaint\n2024-01-03 response\n2024-03-28 complaint\n2024-04-02 response");
	reckon_delays(all);
	cr_expect_eq(b.delays[1].taken, 2);
	cr_expect_eq(b.delays[3].taken, 1);
	told.nation = BDL_SCOTLAND;
	reckon_delays(all);
	cr_expect_eq(b.delays[1].taken, 1);
	cr_expect_eq(b.delays[3].taken, 2);
}

/* Every question looks for its answer: were it looked for from each, this would not end in the time
 * that a test has. */
Test(reckon_waits, a_hundred_thousand_questions_take_no_time)
{
	const struct bdl_recipient *const all[] = {&cms, NULL};
	const size_t n = 100000;
	struct bdl_step *many = calloc(n, sizeof(*many));

	cr_assert_not_null(many);
	for (size_t i = 0; i < n; i++)
		many[i] = (struct bdl_step){.type = "complaint",
			.day = bdl_day_from_number((int32_t)(10000 + i / 20)),
			.exhibit = 0,
			.answers = BDL_NO_STEP};
	b.steps = many;
	b.step_count = n;
	reckon_delays(all);
	cr_expect_eq(b.delay_count, 2 * n);
	b.steps = steps;
	free(many);
}
