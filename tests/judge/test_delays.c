/* Who waited for whom, and how long: the published case, and what is easily got wrong. */
#include "judge/delays.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *const complaint_answers[] = {"complaint-response", "final-response", NULL};
static const char *const mail_answers[] = {"cms-email", "cms-letter", NULL};
static const char *const mp_answers[] = {"mp-answer", NULL};
static const char *const access_answers[] = {"access-answer", NULL};
static const struct bdl_standard standards[] = {
	{.asked = "complaint",
		.answered = complaint_answers,
		.period = {.unit = BDL_PERIOD_WORKING_DAYS, .count = 15}},
	{.asked = "email", .answered = mail_answers},
	{.asked = "mp-letter", .answered = mp_answers},
	{.asked = "access-request",
		.answered = access_answers,
		.period = {.unit = BDL_PERIOD_MONTHS,
			.count = 1,
			.rolls = true,
			.days_of_post = 2,
			.from_receipt = true}},
	{.asked = "claim-served",
		.answered = access_answers,
		.period = {.unit = BDL_PERIOD_DAYS, .count = 21}}};

static struct bdl_holidays *holidays;

static void setup(void)
{
	cr_assert_eq(bdl_holidays_load(&holidays, NULL, 0, NULL), 0);
}

static void teardown(void)
{
	bdl_holidays_release(holidays);
}

TestSuite(delays, .init = setup, .fini = teardown);

/* "2019-12-09 complaint" a line; "answers N" or "received 2019-12-11" behind it where somebody said
 * so. */
static size_t fill(struct bdl_step *steps, const char *text, char sorts[][32])
{
	size_t n = 0;

	while (*text) {
		char iso[11] = "";
		unsigned of;
		int used = 0;

		cr_assert_eq(sscanf(text, "%10s %31s%n", iso, sorts[n], &used), 2);
		steps[n] =
			(struct bdl_step){.type = sorts[n], .exhibit = n, .answers = BDL_NO_STEP};
		cr_assert_eq(bdl_day_parse_iso(iso, &steps[n].day), 0);
		text += used;
		if (sscanf(text, " answers %u%n", &of, &used) == 1) {
			steps[n].answers = of;
			text += used;
		}
		if (sscanf(text, " received %10s%n", iso, &used) == 1) {
			cr_assert_eq(bdl_day_parse_iso(iso, &steps[n].received), 0);
			text += used;
		}
		text += strspn(text, " \n");
		n++;
	}
	return n;
}

static void spell(const struct bdl_delays *d, char *out, size_t space)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < d->count; i++) {
		const struct bdl_delay *r = &d->rows[i];
		char from[BDL_DAY_TEXT];

		at += (size_t)snprintf(out + at, space - at, "%zu", r->asked);
		at += r->answered == BDL_NO_STEP
			      ? (size_t)snprintf(out + at, space - at, " open")
			      : (size_t)snprintf(out + at, space - at, " by %zu", r->answered);
		bdl_day_iso(r->from, from);
		at += (size_t)snprintf(out + at, space - at, " %d/%d +%d%s%s\n", r->taken,
			r->allowed, r->over, *from ? " from " : "", from);
	}
}

static const struct row {
	const char *name, *steps, *rows;
} cases[] = {
	{"the published case",
		"2019-12-09 complaint\n2020-07-10 complaint-response\n2021-04-20 email\n"
		"2021-06-07 cms-letter\n2022-10-03 email\n2023-01-16 complaint\n"
		"2023-02-10 complaint-response\n2023-02-17 complaint\n2023-03-03 final-response\n"
		"2023-04-26 mp-letter\n2023-05-04 mp-answer",
		"0 by 1 147/15 +132\n2 by 3 32/0 +0\n4 open 158/0 +0\n5 by 6 19/15 +4\n"
		"7 by 8 10/15 +0\n9 by 10 5/0 +0\n"},
	{"one answer to two complaints",
		"2023-01-02 complaint\n2023-01-09 complaint\n2023-01-16 final-response",
		"0 by 2 10/15 +0\n1 by 2 5/15 +0\n"},
	{"on the same day", "2023-01-09 complaint\n2023-01-09 final-response", "0 by 1 0/15 +0\n"},
	{"an answer before the question is none", "2023-01-02 final-response\n2023-01-09 complaint",
		"1 open 91/15 +76\n"},
	{"another sort of answer is none", "2023-01-09 complaint\n2023-01-16 cms-email",
		"0 open 91/15 +76\n"},
	{"exactly in time", "2023-01-09 complaint\n2023-01-30 final-response", "0 by 1 15/15 +0\n"},
	{"a day over", "2023-01-09 complaint\n2023-01-31 final-response", "0 by 1 16/15 +1\n"},
	{"somebody says which",
		"2023-01-02 complaint\n2023-01-09 complaint\n2023-01-16 final-response answers 1",
		"0 open 96/15 +81\n1 by 2 5/15 +0\n"},
	{"tomorrow has not come yet",
		"2023-01-09 complaint\n2023-05-23 final-response\n2023-05-24 complaint",
		"0 open 91/15 +76\n"},
	/* 10 January, by post until the 12th: up to Monday 13 February 2023, the 12th being a
	   Sunday */
	{"a request that nobody says when it came is deemed to have come by post",
		"2023-01-10 access-request\n2023-02-13 access-answer",
		"0 by 1 24/24 +0 from 2023-01-12\n"},
	{"a day over, all the same", "2023-01-10 access-request\n2023-02-14 access-answer",
		"0 by 1 25/24 +1 from 2023-01-12\n"},
	{"it is counted from the day on which it came, though that was later",
		"2023-01-10 access-request received 2023-01-16\n2023-02-16 access-answer",
		"0 by 1 27/27 +0 from 2023-01-16\n"},
	{"or earlier", "2023-01-10 access-request received 2023-01-10\n2023-02-13 access-answer",
		"0 by 1 24/23 +1\n"},
	{"two of one day that came on different days",
		"2023-01-10 access-request received 2023-01-10\n"
		"2023-01-10 access-request received 2023-01-16\n2023-02-13 access-answer",
		"0 by 2 24/23 +1\n1 by 2 24/27 +0 from 2023-01-16\n"},
	{"what runs from another day is not moved by receipt",
		"2023-01-10 claim-served received 2023-01-16\n2023-02-01 access-answer",
		"0 by 1 16/15 +1\n"},
	{"nothing was asked", "2023-05-01 final-response", ""},
};

Test(delays, who_waited_for_whom)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_step steps[16];
		char sorts[16][32], text[600];
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_delays d;
		const struct bdl_delays_input in = {.steps = steps,
			.step_count = fill(steps, cases[i].steps, sorts),
			.standards = standards,
			.standard_count = sizeof(standards) / sizeof(standards[0]),
			.today = {2023, 5, 22},
			.silence_least = 30,
			.holidays = holidays,
			.nation = BDL_ENGLAND_AND_WALES};

		cr_assert_eq(bdl_delays_find(&in, &a, &d, NULL), 0);
		spell(&d, text, sizeof(text));
		cr_expect_str_eq(text, cases[i].rows, "%s:\n%s", cases[i].name, text);
		bdl_arena_release(&a);
	}
}

Test(delays, silences)
{
	struct bdl_step steps[16];
	char sorts[16][32];
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_delays d;
	const struct bdl_delays_input in = {.steps = steps,
		.step_count = fill(steps,
			"2019-12-09 complaint\n2020-07-10 complaint-response\n"
			"2022-10-03 email\n2023-05-01 complaint",
			sorts),
		.standards = standards,
		.standard_count = 3,
		.today = {2023, 5, 22},
		.silence_least = 30,
		.holidays = holidays,
		.nation = BDL_ENGLAND_AND_WALES};

	cr_assert_eq(bdl_delays_find(&in, &a, &d, NULL), 0);
	cr_assert_eq(d.silence_count, 2);
	cr_expect_eq(d.silences[0].days, 214);
	cr_expect_not(d.silences[0].open);
	cr_expect_eq(d.silences[1].asked, 2);
	cr_expect_eq(d.silences[1].days, 231);
	cr_expect(d.silences[1].open);
	bdl_arena_release(&a);
}
