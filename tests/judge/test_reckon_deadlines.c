/*
 * Deadlines of a bundle, from steps written by hand: which step starts the time, which readings its
 * date has, what is said where it is not sure; and the rules as they are shipped.
 */
#include "hand_steps.h"

TestSuite(reckon_deadlines, .init = setup, .fini = teardown);

static const char *final_response[] = {"final-response", NULL};
static const char *ice_complaint[] = {"ice-complaint", NULL};
static const char *mr_notice[] = {"mr-notice", NULL};
static const char *decisions[] = {"decision", NULL};
static const char *mr_request[] = {"mr-request", NULL};
static const char *complaints[] = {"complaint", "complaint-escalated", NULL};
static const char *mp_asked[] = {"mp-asked", NULL};

static struct bdl_deadline_rule rules_of_ice[] = {{.id = "ice-six-months",
	.what = "Complaint to the Independent Case Examiner",
	.rule = "six months from receiving the final response",
	.triggers = final_response,
	.done = ice_complaint,
	.period = {.unit = BDL_PERIOD_MONTHS, .count = 6, .days_of_post = 2, .from_receipt = true},
	.said = {"gov.uk/complain-independent-case-examiner", "2023-05-01", 'S'}}};

static struct bdl_deadline_rule rules_of_others[] = {
	{.id = "mr-30-days",
		.what = "Mandatory reconsideration",
		.rule = "30 days after the date of notification",
		.triggers = decisions,
		.done = mr_request,
		.period = {.unit = BDL_PERIOD_DAYS, .count = 30, .days_of_post = 2},
		.said = {"SI 2012/2677, reg 14", "2026-11-22", 'S'}},
	{.id = "appeal-one-month",
		.what = "Appeal",
		.rule = "one month after the notice was sent",
		.triggers = mr_notice,
		.period = {.unit = BDL_PERIOD_MONTHS, .count = 1, .rolls = true},
		.said = {"SI 2008/2685, rule 22", "2026-11-22", 'S'}},
	{.id = "phso-12-months",
		.what = "Complaint to an MP",
		.rule = "twelve months from first having notice",
		.triggers = complaints,
		.done = mp_asked,
		.first = true,
		.period = {.unit = BDL_PERIOD_MONTHS, .count = 12},
		.said = {"PCA 1967, s.6(3)", "2026-11-22", 'S'}}};

static struct bdl_recipient ice = {.id = "ice",
	.name = "Independent Case Examiner",
	.deadlines = rules_of_ice,
	.deadline_count = 1};
static struct bdl_recipient others = {
	.id = "all", .name = "All of them", .deadlines = rules_of_others, .deadline_count = 3};

static void reckon_deadlines(const struct bdl_recipient *r)
{
	const struct bdl_rules rules = {.steps = kinds, .holidays = holidays};
	struct bdl_error err = {0};

	b.recipient = r;
	cr_assert_eq(bdl_reckon_deadlines(&b, &rules, &err), 0, "%s", err.message);
}

static const struct deadline_row {
	const char *name, *steps;
	size_t trigger, done;
	const char *from, *came, *safe, *outer, *aim;
	int days_left;
} deadline_rows[] = {
	{"nobody said when it came", "2023-03-03 final-response", 0, BDL_NO_STEP, "2023-03-03", "",
		"2023-09-03", "2023-09-05", "2023-09-01", 104},
	{"somebody said: that day counts for the outer date, and no days of post besides",
		"2023-03-03 final-response received 2023-03-09", 0, BDL_NO_STEP, "2023-03-03",
		"2023-03-09", "2023-09-03", "2023-09-09", "2023-09-01", 104},
	{"it came on its own day", "2023-03-03 final-response received 2023-03-03", 0, BDL_NO_STEP,
		"2023-03-03", "2023-03-03", "2023-09-03", "2023-09-03", "2023-09-01", 104},
	{"it cannot have come before it was written",
		"2023-03-03 final-response received 2023-03-01", 0, BDL_NO_STEP, "2023-03-03", "",
		"2023-09-03", "2023-09-05", "2023-09-01", 104},
	{"the newest counts", "2022-03-03 final-response\n2023-03-03 final-response", 1,
		BDL_NO_STEP, "2023-03-03", "", "2023-09-03", "2023-09-05", "2023-09-01", 104},
	{"one that has not been written yet does not",
		"2023-03-03 final-response\n2023-05-23 final-response", 0, BDL_NO_STEP,
		"2023-03-03", "", "2023-09-03", "2023-09-05", "2023-09-01", 104},
	{"it was done", "2023-03-03 final-response\n2023-04-01 ice-complaint", 0, 1, "2023-03-03",
		"", "2023-09-03", "2023-09-05", "2023-09-01", 104},
	{"what was done before the newest does not count for it",
		"2022-03-03 final-response\n2022-04-01 ice-complaint\n2023-03-03 final-response", 2,
		BDL_NO_STEP, "2023-03-03", "", "2023-09-03", "2023-09-05", "2023-09-01", 104},
	{"over", "2022-10-22 final-response", 0, BDL_NO_STEP, "2022-10-22", "", "2023-04-22",
		"2023-04-24", "2023-04-21", -30},
	{"today", "2022-11-22 final-response", 0, BDL_NO_STEP, "2022-11-22", "", "2023-05-22",
		"2023-05-24", "2023-05-22", 0},
};

Test(reckon_deadlines, six_months_from_receiving_the_final_response)
{
	for (size_t i = 0; i < sizeof(deadline_rows) / sizeof(deadline_rows[0]); i++) {
		const struct deadline_row *row = &deadline_rows[i];
		const struct bdl_deadline *d;

		put(row->steps);
		reckon_deadlines(&ice);
		cr_assert_eq(b.deadline_count, 1, "%s", row->name);
		d = &b.deadlines[0];
		cr_expect_eq(d->trigger, row->trigger, "%s: %zu", row->name, d->trigger);
		cr_expect_eq(d->done, row->done, "%s: %zu", row->name, d->done);
		expect_day(d->from, row->from, row->name);
		expect_day(d->came, row->came, row->name);
		expect_day(d->safe, row->safe, row->name);
		expect_day(d->outer, row->outer, row->name);
		expect_day(d->aim, row->aim, row->name);
		cr_expect_eq(d->days_left, row->days_left, "%s: %d", row->name, d->days_left);
		cr_expect_str_eq(d->id, "ice-six-months");
		cr_expect_str_eq(d->rule, "six months from receiving the final response");
		cr_expect_eq(d->confidence, 'S');
	}
}

/* By its rule the time runs from a day that no postman moves. */
Test(reckon_deadlines, a_day_of_receipt_lengthens_only_what_runs_from_receipt)
{
	b.made_on = day("2026-03-20");
	put("2026-03-02 decision received 2026-03-16\n2026-03-10 mr-notice received 2026-03-18");
	reckon_deadlines(&others);
	cr_assert_eq(b.deadline_count, 2);
	expect_day(b.deadlines[0].from, "2026-03-02", "MR");
	expect_day(b.deadlines[0].came, "", "MR");
	expect_day(b.deadlines[0].outer, "2026-04-03", "MR: the second day after posting");
	expect_day(b.deadlines[1].came, "", "appeal");
	expect_day(b.deadlines[1].outer, "2026-04-10", "appeal: sent, not received");
	put("2026-03-02 decision received 2026-03-01");
	reckon_deadlines(&others);
	cr_expect_null(b.deadlines[0].note, "receipt is nothing to it");
}

Test(reckon_deadlines, without_a_trigger_there_is_no_last_day)
{
	put("2019-12-09 complaint\n2020-07-10 response");
	reckon_deadlines(&ice);
	cr_expect_eq(b.deadline_count, 0);
	put("2023-03-03 final-response");
	reckon_deadlines(NULL);
	cr_expect_eq(b.deadline_count, 0, "nobody's rules");
}

Test(reckon_deadlines, the_nearest_comes_first_and_the_oldest_can_count)
{
	b.made_on = day("2026-03-20");
	put("2025-05-01 complaint\n2025-06-01 complaint\n2026-03-02 decision\n2026-03-10 "
	    "mr-notice");
	reckon_deadlines(&others);
	cr_assert_eq(b.deadline_count, 3);
	cr_expect_str_eq(b.deadlines[0].id, "mr-30-days");
	expect_day(b.deadlines[0].safe, "2026-04-01", "MR");
	expect_day(b.deadlines[0].outer, "2026-04-03", "MR");
	cr_expect_str_eq(b.deadlines[1].id, "appeal-one-month");
	expect_day(b.deadlines[1].safe, "2026-04-10", "appeal");
	cr_expect_str_eq(b.deadlines[2].id, "phso-12-months");
	cr_expect_eq(b.deadlines[2].trigger, 0, "the first complaint");
	expect_day(b.deadlines[2].safe, "2026-05-01", "MP");
	cr_expect_str_eq(b.deadlines[2].note,
		"There are 2 that the time could run from; this is the first.");
}

/* 3/4/2023 is read as 3 April; it may be 4 March: that is the safe reading. */
static const struct {
	const char *name, *day, *other, *made_on, *safe, *outer, *note;
} readings[] = {
	{"the other is earlier", "2023-04-03", "2023-03-04", "2023-05-22", "2023-09-04",
		"2023-10-05",
		"Its date can be read as 4 March 2023 and as 3 April 2023: the earlier is counted "
		"from."},
	{"the other is later", "2023-03-04", "2023-04-03", "2023-05-22", "2023-09-04", "2023-10-05",
		"Its date can be read as 4 March 2023 and as 3 April 2023: the earlier is counted "
		"from."},
	{"the other is still to come", "2023-03-04", "2023-04-03", "2023-04-01", "2023-09-04",
		"2023-09-06", NULL},
};

Test(reckon_deadlines, a_date_of_two_readings_counts_from_the_earlier)
{
	for (size_t i = 0; i < sizeof(readings) / sizeof(readings[0]); i++) {
		char text[64];

		snprintf(text, sizeof(text), "%s final-response", readings[i].day);
		put(text);
		b.made_on = day(readings[i].made_on);
		exhibits[0].date.ambiguous = true;
		exhibits[0].date.other = day(readings[i].other);
		reckon_deadlines(&ice);
		cr_assert_eq(b.deadline_count, 1);
		expect_day(b.deadlines[0].safe, readings[i].safe, readings[i].name);
		expect_day(b.deadlines[0].outer, readings[i].outer, readings[i].name);
		if (readings[i].note)
			cr_expect_str_eq(b.deadlines[0].note, readings[i].note, "%s: %s",
				readings[i].name, b.deadlines[0].note);
		else
			cr_expect_null(b.deadlines[0].note, "%s", readings[i].name);
	}
}

Test(reckon_deadlines, of_a_date_of_two_readings_the_earlier_counts_though_it_came_later)
{
	put("2023-04-03 final-response received 2023-04-05");
	exhibits[0].date.ambiguous = true;
	exhibits[0].date.other = day("2023-03-04");
	reckon_deadlines(&ice);
	expect_day(b.deadlines[0].from, "2023-03-04", "from");
	expect_day(b.deadlines[0].came, "2023-04-05", "came");
	expect_day(b.deadlines[0].safe, "2023-09-04", "safe");
	expect_day(b.deadlines[0].outer, "2023-10-05", "outer");
}

Test(reckon_deadlines, a_date_that_does_not_stand_in_the_document_is_said_to_be_so)
{
	put("2023-03-03 final-response");
	steps[0].inferred = true;
	exhibits[0].date.source = BDL_FROM_FILE_NAME;
	reckon_deadlines(&ice);
	cr_expect_str_eq(b.deadlines[0].note,
		"Its date does not stand in it: it comes from the name of the file.");
	steps[0].given = true;
	reckon_deadlines(&ice);
	cr_expect_str_eq(b.deadlines[0].note,
		"Its date does not stand in it: it comes from the name of the file.",
		"a person said what it is, not of which day");
	exhibits[0].date.source = BDL_FROM_AUTHOR;
	reckon_deadlines(&ice);
	cr_expect_str_eq(b.deadlines[0].note, "Its date does not stand in it: the author gave it.");
	exhibits[0].date.source = BDL_FROM_FILE_NAME;
	exhibits[0].date.day = day("2023-03-01");
	reckon_deadlines(&ice);
	cr_expect_str_eq(b.deadlines[0].note, "Its date does not stand in it: the author gave it.",
		"in bundle.yaml");
}

Test(reckon_deadlines, one_day_more_in_a_rule_changes_the_answer)
{
	struct bdl_deadline_rule rule = rules_of_others[0];
	struct bdl_recipient r = {.deadlines = &rule, .deadline_count = 1};

	b.made_on = day("2026-03-20");
	put("2026-03-02 decision");
	rule.period.count = 31;
	reckon_deadlines(&r);
	expect_day(b.deadlines[0].safe, "2026-04-02", "31 days");
	expect_day(b.deadlines[0].outer, "2026-04-04", "31 days");
	cr_expect_eq(b.deadlines[0].days_left, 13);
	rule.period.count = 30;
	rule.period.days_of_post = 1;
	reckon_deadlines(&r);
	expect_day(b.deadlines[0].outer, "2026-04-02", "online");
}

Test(reckon_deadlines, a_last_day_moves_by_the_working_days_of_the_nation)
{
	/* Easter Monday is a working day in Scotland */
	b.about.told = &told;
	b.made_on = day("2026-03-20");
	put("2026-03-06 mr-notice");
	reckon_deadlines(&others);
	expect_day(b.deadlines[0].outer, "2026-04-07", "England and Wales: from Easter Monday");
	told.nation = BDL_SCOTLAND;
	reckon_deadlines(&others);
	expect_day(b.deadlines[0].outer, "2026-04-06", "Scotland");
}

/* ---- the rules as they are shipped ---- */

/* The examples that the rules themselves give, and what follows from their words. */
static const struct shipped_row {
	const char *recipient, *deadline, *today, *step, *safe, *outer;
} shipped_rows[] = {
	/* gov.uk/complain-independent-case-examiner: six months, of receipt where it is known */
	{"ice", "ice-six-months", "2023-05-22", "2023-03-03 final-response", "2023-09-03",
		"2023-09-03"},
	{"ice", "ice-six-months", "2023-05-22", "2023-03-03 final-response received 2023-03-06",
		"2023-09-03", "2023-09-06"},
	{"ice", "ice-six-months", "2026-01-10", "2025-08-31 final-response", "2026-02-28",
		"2026-02-28"},
	/* SI 2012/2677, reg 14 and 7: posted 2 March 2026; Good Friday does not move it, nor does
	   a day of receipt: the regulation deems it */
	{"mandatory-reconsideration", "mr-thirty-days", "2026-03-10", "2026-03-02 decision",
		"2026-04-01", "2026-04-03"},
	{"mandatory-reconsideration", "mr-thirty-days", "2026-03-10",
		"2026-03-02 decision received 2026-03-09", "2026-04-01", "2026-04-03"},
	/* PCA 1967, s.6(3): twelve months, to a Member, of the first of two complaints */
	{"phso", "phso-twelve-months", "2023-05-22", "2022-12-15 complaint\n2023-02-17 complaint",
		"2023-12-15", "2023-12-15"},
	{"phso", "phso-twelve-months", "2023-05-22", "2022-12-15 complaint received 2022-12-20",
		"2023-12-15", "2023-12-15"},
	{"mp", "mp-twelve-months", "2023-05-22", "2022-12-15 complaint\n2023-02-17 complaint",
		"2023-12-15", "2023-12-15"},
	/* CPR 54.5: decision of 1 January, claim by 1 April; 30 November, by 28 February */
	{"court", "jr-three-months", "2026-01-10", "2026-01-01 decision", "2026-04-01",
		"2026-04-01"},
	{"court", "jr-three-months", "2026-01-10", "2025-11-30 decision", "2026-02-28",
		"2026-03-02"},
	{"court", "jr-three-months", "2026-01-10", "2026-01-01 decision received 2026-01-05",
		"2026-04-01", "2026-04-01"},
	{"court", "jr-service", "2026-01-10", "2026-01-06 claim-issued", "2026-01-13",
		"2026-01-13"},
	/* the JCIO's own example */
	{"jcio", "jcio-three-months", "2026-05-01", "2026-04-10 judge-conduct", "2026-07-09",
		"2026-07-09"},
	/* SI 2008/2685, rules 12, 22 and 24: a last day on 26 December moves to the 29th in 2026 */
	{"tribunal", "sscs-one-month", "2026-11-27", "2026-11-26 mr-notice", "2026-12-26",
		"2026-12-29"},
	{"tribunal", "sscs-one-month", "2026-11-27", "2026-11-02 mr-notice received 2026-11-20",
		"2026-12-02", "2026-12-02"},
	{"tribunal", "sscs-reply", "2026-11-27", "2026-11-02 appeal-response", "2026-12-02",
		"2026-12-02"},
};

static const struct bdl_deadline *deadline_of(const char *id)
{
	for (size_t i = 0; i < b.deadline_count; i++)
		if (strcmp(b.deadlines[i].id, id) == 0)
			return &b.deadlines[i];
	return NULL;
}

Test(reckon_deadlines, the_rules_that_are_shipped_give_their_own_examples)
{
	struct bdl_recipients *all = NULL;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t i = 0; i < sizeof(shipped_rows) / sizeof(shipped_rows[0]); i++) {
		const struct shipped_row *row = &shipped_rows[i];
		const struct bdl_recipient *r = bdl_recipient_find(all, row->recipient);
		const struct bdl_deadline *d;

		cr_assert_not_null(r, "%s", row->recipient);
		put(row->step);
		b.made_on = day(row->today);
		reckon_deadlines(r);
		d = deadline_of(row->deadline);
		cr_assert_not_null(d, "%s", row->deadline);
		expect_day(d->safe, row->safe, row->deadline);
		expect_day(d->outer, row->outer, row->deadline);
		cr_expect_str_eq(
			d->label, bdl_step_kind_find(kinds, steps[d->trigger].type)->label);
	}
	bdl_recipients_release(all);
}

/* All of a file but its days. */
#define PANEL                                                                                      \
	"id: panel\nname: Panel\nreviewed: \"2026-05-01\"\n"                                       \
	"deadlines:\n  - id: panel-days\n    what: Appeal to the panel\n    rule: within its "     \
	"days\n"                                                                                   \
	"    triggers: [decision]\n    days: %d\n    source: s\n    confidence: S\n"               \
	"standards:\n  - id: panel-weeks\n    what: \"Panel: answers\"\n    asked: appeal\n"       \
	"    answered: [appeal-decision]\n    working_days: %d\n    source: s\n    confidence: "   \
	"S\n"                                                                                      \
	"pdf:\n  numbering: { value: plain, source: s, confidence: S }\n"

Test(reckon_deadlines, one_day_more_in_a_file_changes_the_answer)
{
	static const struct {
		int days, working_days;
		const char *safe;
		int over;
	} files[] = {
		{30, 15, "2026-04-01", 1}, {31, 14, "2026-04-02", 2}, {29, 16, "2026-03-31", 0}};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct bdl_recipients *one = NULL;
		struct bdl_error err = {0};
		struct bdl_rules rules = {.steps = kinds, .holidays = holidays};
		char yaml[1000];

		snprintf(yaml, sizeof(yaml), PANEL, files[i].days, files[i].working_days);
		cr_assert_eq(bdl_recipients_load_one(&one, yaml, strlen(yaml), &err), 0, "%s",
			err.message);
		rules.recipients = one;
		b.made_on = day("2026-05-01");
		b.recipient = bdl_recipient_find(one, "panel");
		put("2026-03-02 decision\n2026-03-20 appeal\n2026-04-15 appeal-decision");
		cr_assert_eq(bdl_reckon_deadlines(&b, &rules, &err), 0);
		cr_assert_eq(bdl_reckon_delays(&b, &rules, &err), 0);
		cr_assert_eq(b.deadline_count, 1);
		expect_day(b.deadlines[0].safe, files[i].safe, "safe");
		cr_assert_eq(b.delay_count, 1);
		cr_expect_eq(b.delays[0].over, files[i].over, "%d", b.delays[0].over);
		bdl_recipients_release(one);
	}
}

static const struct {
	char confidence;
	const char *reviewed, *today;
	bool wants;
} checks[] = {
	{'S', "2026-11-22", "2027-11-22", false},
	{'S', "2026-11-22", "2027-11-23", true},
	{'S', "2026-11-22", "2023-05-22", false},
	{'2', "2026-11-22", "2026-11-23", true},
	{'M', "2026-11-22", "2026-11-23", true},
	{'S', NULL, "2026-11-23", true},
	{'S', "last year", "2026-11-23", true},
};

Test(reckon_deadlines, a_rule_that_is_not_sure_is_to_be_checked)
{
	for (size_t i = 0; i < sizeof(checks) / sizeof(checks[0]); i++)
		cr_expect_eq(bdl_rule_wants_check(checks[i].confidence, checks[i].reviewed,
				     day(checks[i].today)),
			checks[i].wants, "%zu", i);
}
