/* The case file: what a person tells beside the documents, and what each mistake is called, with
 * its line and column. */
#include "model/case.h"

#include "model/told.h"
#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int load(struct bdl_case *c, struct bdl_arena *a, const char *yaml, struct bdl_error *err)
{
	*c = (struct bdl_case){.title = NULL};
	return bdl_case_load(c, a, yaml, strlen(yaml), "bundle.yaml", err);
}

static bool is_day(struct bdl_day d, int year, int month, int day)
{
	return d.year == year && d.month == month && d.day == day;
}

static const char whole[] =
	"# a comment\n"
	"title: \"Ms A and the CMS\"\n"
	"for: ice\n"
	"ignore_dates: [2015-04-01, 1 May 2016]\n"
	"sections: [payments, cms-letters]\n"
	"applicant:\n"
	"  name: Ms A\n"
	"  address: |\n"
	"    1 High Street,\n"
	"    Leeds\n"
	"    LS1 1AA\n"
	"  phone: 0113 496 0000\n"
	"  email: a@example.org\n"
	"  date_of_birth: 1 May 1985\n"
	"representative: {name: Mr R}\n"
	"consent: ./letters/consent.pdf\n"
	"constituency: Leeds Central and Headingley\n"
	"mp: Mr M\n"
	"complaint_reference: C 1\n"
	"nation: Northern Ireland\n"
	"silence_days: 45\n"
	"events:\n"
	"- {date: 10/02/2023, type: complaint, text: I complained by telephone, by: Ms A}\n"
	"- file: letters/final.pdf\n"
	"  type: final response\n"
	"  page: 2\n"
	"  received: 2023-04-03\n"
	"  answers: 2023-02-10\n"
	"- {file: a.pdf, type: none}\n"
	"schedule:\n"
	"- {from: 2023-01-01, amount: 81, every: 4 weeks}\n"
	"- {from: 2022-01-31, until: 2022-12-31, amount: \"\xC2\xA3"
	"1,372.06\", every: month}\n"
	"payments:\n"
	"  match:\n"
	"  - {payer: MR C, least: 10.00, most: 500, direction: out}\n"
	"  - {reference: CMS, from: 2022-01-01, until: 2023-01-01}\n"
	"  days_before: 3\n"
	"  others: [{date: 2022-05-03, amount: 50, by: Ms A, file: n.pdf, page: 1}]\n"
	"  stated: {amount: \"12,391.53\", file: letters/s.pdf, page: 3}\n"
	"losses:\n"
	"- {what: Overdraft fees, amount: 35.00, date: 2022-07-01, file: bank/a.pdf, page: 4}\n"
	"- what: Sleep\n"
	"remedy: Repay it.\n"
	"allegations:\n"
	"- heading: Delay\n"
	"  text: Nobody answered for a year.\n"
	"  files: [letters/, 'calls/*.csv']\n"
	"private:\n"
	"  children: [Child One]\n"
	"  people: [Mr C]\n"
	"  addresses: [12 Elm Road]\n"
	"  words: [07700 900000]\n"
	"  keep: [QQ 12 34 56 C]\n";

static void expect_people(const struct bdl_told *t)
{
	cr_expect_str_eq(t->applicant.name, "Ms A");
	cr_expect_str_eq(t->applicant.address, "1 High Street, Leeds, LS1 1AA");
	cr_expect_str_eq(t->applicant.phone, "0113 496 0000");
	cr_expect_str_eq(t->applicant.email, "a@example.org");
	cr_expect(is_day(t->applicant.born, 1985, 5, 1));
	cr_expect_eq(t->applicant.given,
		BDL_GIVEN_ADDRESS | BDL_GIVEN_PHONE | BDL_GIVEN_EMAIL | BDL_GIVEN_BORN);
	cr_expect_str_eq(t->representative.name, "Mr R");
	cr_expect_eq(t->representative.given, 0);
	cr_expect_str_eq(t->consent, "letters/consent.pdf");
	cr_expect_str_eq(t->constituency, "Leeds Central and Headingley");
	cr_expect_str_eq(t->mp, "Mr M");
	cr_expect_str_eq(t->complaint_reference, "C 1");
	cr_expect_eq(t->nation, BDL_NORTHERN_IRELAND);
	cr_expect_eq(t->silence_days, 45);
}

static void expect_events(const struct bdl_told *t)
{
	const struct bdl_told_event *e = t->events;

	cr_assert_eq(t->event_count, 3);
	cr_expect(is_day(e[0].day, 2023, 2, 10));
	cr_expect_str_eq(e[0].type, "complaint");
	cr_expect_str_eq(e[0].text, "I complained by telephone");
	cr_expect_str_eq(e[0].by, "Ms A");
	cr_expect(!e[0].file && e[0].page == 0 && e[0].line == 23);
	cr_expect_str_eq(e[1].type, "final-response");
	cr_expect_str_eq(e[1].file, "letters/final.pdf");
	cr_expect(e[1].page == 2 && e[1].day.year == 0 && !e[1].text && e[1].line == 24);
	cr_expect(is_day(e[1].received, 2023, 4, 3) && is_day(e[1].answers, 2023, 2, 10));
	cr_expect_str_eq(e[2].type, "none");
}

static void expect_money(const struct bdl_told *t)
{
	cr_assert_eq(t->schedule_count, 2);
	cr_expect(is_day(t->schedule[0].from, 2022, 1, 31) && t->schedule[0].pence == 137206);
	cr_expect(is_day(t->schedule[0].until, 2022, 12, 31) &&
		  t->schedule[0].every == BDL_EVERY_MONTH);
	cr_expect(t->schedule[1].pence == 8100 && t->schedule[1].every == BDL_EVERY_4_WEEKS);
	cr_assert_eq(t->payment_rule_count, 2);
	cr_expect_str_eq(t->payment_rules[0].payer, "MR C");
	cr_expect(t->payment_rules[0].least == 1000 && t->payment_rules[0].most == 50000);
	cr_expect(t->payment_rules[0].paid_out);
	cr_expect_str_eq(t->payment_rules[1].reference, "CMS");
	cr_expect(is_day(t->payment_rules[1].until, 2023, 1, 1));
	cr_expect_eq(t->days_before, 3);
	cr_assert_eq(t->payment_count, 1);
	cr_expect(t->payments[0].pence == 5000 && t->payments[0].page == 1);
	cr_expect_str_eq(t->payments[0].file, "n.pdf");
	cr_expect(t->stated_owed == 1239153 && t->stated_page == 3);
	cr_expect_str_eq(t->stated_in, "letters/s.pdf");
	cr_assert_eq(t->loss_count, 2);
	cr_expect(t->losses[0].pence == 3500 && is_day(t->losses[0].day, 2022, 7, 1));
	cr_expect(t->losses[1].pence == 0 && !t->losses[1].file);
	cr_expect_str_eq(t->remedy, "Repay it.");
}

static void expect_rest(const struct bdl_told *t)
{
	cr_assert_eq(t->allegation_count, 1);
	cr_expect_str_eq(t->allegations[0].heading, "Delay");
	cr_expect_str_eq(t->allegations[0].files[0], "letters");
	cr_expect_str_eq(t->allegations[0].files[1], "calls/*.csv");
	cr_expect_null(t->allegations[0].files[2]);
	cr_expect_str_eq(t->private.children[0], "Child One");
	cr_expect_str_eq(t->private.people[0], "Mr C");
	cr_expect_str_eq(t->private.addresses[0], "12 Elm Road");
	cr_expect_str_eq(t->private.words[0], "07700 900000");
	cr_expect_str_eq(t->private.keep[0], "QQ 12 34 56 C");
	cr_expect_null(t->private.keep[1]);
}

Test(case, everything_told_is_taken_over)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_case c;

	cr_assert_eq(load(&c, &a, whole, &err), 0, "%s: %s", err.path, err.message);
	cr_assert_not_null(c.told);
	cr_expect_null(c.court);
	cr_expect_str_eq(c.recipient, "ice");
	cr_expect_str_eq(c.ignore_dates[0], "2015-04-01");
	cr_expect_str_eq(c.ignore_dates[1], "2016-05-01");
	cr_expect_str_eq(c.sections[0], "payments");
	cr_expect_str_eq(c.sections[1], "cms-letters");
	cr_expect_null(c.sections[2]);
	expect_people(c.told);
	expect_events(c.told);
	expect_money(c.told);
	expect_rest(c.told);
	bdl_arena_release(&a);
}

static const char *const nothings[] = {"", "# nothing\n", "---\n", "title: T\n",
	"title: T\nevents:\nprivate:\nproceedings: ~\nremedy: null\n"};

Test(case, nothing_told_is_nothing)
{
	for (size_t i = 0; i < COUNT(nothings); i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_case c;

		cr_assert_eq(
			load(&c, &a, nothings[i], &err), 0, "%s: %s", nothings[i], err.message);
		cr_expect(!c.told && !c.court, "%s", nothings[i]);
		bdl_arena_release(&a);
	}
}

/* People pay a little early; who wants it to the day says so. */
Test(case, payments_may_come_three_days_early_where_nothing_is_said)
{
	static const struct {
		const char *yaml;
		unsigned days;
	} cases[] = {{"payments: {match: [{payer: Mr C}]}\n", 3},
		{"payments: {match: [{payer: Mr C}], days_before: 0}\n", 0},
		{"payments: {days_before: 5, match: [{payer: Mr C}]}\n", 5}};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_case c;

		cr_assert_eq(load(&c, &a, cases[i].yaml, &err), 0, "%s", err.message);
		cr_assert(c.told, "%s", cases[i].yaml);
		cr_expect_eq(c.told->days_before, cases[i].days, "%s", cases[i].yaml);
		bdl_arena_release(&a);
	}
}
