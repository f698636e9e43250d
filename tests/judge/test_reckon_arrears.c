/*
 * Arrears of a bundle: which transactions are payments, which count once, what is owed: against a
 * reckoning done by hand, and against another one, made in the simplest way.
 */
#include "base/months.h"
#include "judge/reckon.h"

#include "base/text.h"
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

enum { LETTER, STATEMENT, OTHER_STATEMENT, OTHER_ACCOUNT, EXHIBITS };

#define EVENTS 600

struct made {
	struct bdl_bundle b;
	struct bdl_told told;
	struct bdl_due_rule schedule[8];
	struct bdl_payment_rule rules[4];
	struct bdl_told_payment payments[200];
	struct bdl_loss losses[4];
	struct bdl_event events[EVENTS];
	struct bdl_error err;
};

static struct bdl_day day(const char *iso)
{
	struct bdl_day d = {0};

	if (iso)
		cr_assert_eq(bdl_day_parse_iso(iso, &d), 0, "%s", iso);
	return d;
}

static struct made *make(void)
{
	static const char *const names[EXHIBITS] = {"letters/liability order.pdf",
		"bank/2023-01.csv", "bank/2023-02.csv", "bank/savings.csv"};
	struct made *m = calloc(1, sizeof(*m));

	cr_assert(m);
	rows_init(&m->b, EXHIBITS, BDL_STAGE_CHRONICLED);
	for (size_t i = 0; i < EXHIBITS; i++) {
		m->b.exhibits[i].path = m->b.exhibits[i].name = names[i];
		m->b.exhibits[i].pages = 3;
	}
	m->b.exhibits[STATEMENT].account = m->b.exhibits[OTHER_STATEMENT].account = "4471";
	m->b.exhibits[OTHER_ACCOUNT].account = "9902";
	m->b.events = m->events;
	m->b.about.told = &m->told;
	m->told.schedule = m->schedule;
	m->told.payment_rules = m->rules;
	m->told.payments = m->payments;
	m->told.losses = m->losses;
	return m;
}

static void release(struct made *m)
{
	bdl_bundle_release(&m->b);
	free(m);
}

static void due(
	struct made *m, const char *from, const char *until, int64_t pence, enum bdl_every every)
{
	m->schedule[m->told.schedule_count++] = (struct bdl_due_rule){
		.from = day(from), .until = day(until), .pence = pence, .every = every};
}

static struct bdl_payment_rule *match(struct made *m, const char *payer)
{
	struct bdl_payment_rule *rule = &m->rules[m->told.payment_rule_count++];

	*rule = (struct bdl_payment_rule){.payer = payer};
	return rule;
}

static struct bdl_record *bank(
	struct made *m, size_t exhibit, const char *iso, int64_t pence, const char *text)
{
	struct bdl_event *e = &m->events[m->b.event_count++];

	cr_assert_leq(m->b.event_count, EVENTS);
	*e = (struct bdl_event){.exhibit = exhibit,
		.record = {.type = BDL_EVENT_TRANSACTION,
			.when.day = day(iso),
			.has_pence = true,
			.pence = pence,
			.text = text,
			.page = 2}};
	return &e->record;
}

static void told(struct made *m, const char *iso, int64_t pence, const char *by)
{
	m->payments[m->told.payment_count++] =
		(struct bdl_told_payment){.day = day(iso), .pence = pence, .by = by};
}

static const struct bdl_reckoning *reckon(struct made *m)
{
	cr_assert_eq(bdl_reckon_arrears(&m->b, &m->err), 0, "%s", m->err.message);
	return m->b.reckoning;
}

static void expect_error(struct made *m, enum bdl_code code, const char *words)
{
	cr_expect_eq(bdl_reckon_arrears(&m->b, &m->err), -1);
	cr_expect_eq(m->err.code, code);
	cr_expect(strstr(m->err.message, words), "no \"%s\" in: %s", words, m->err.message);
	cr_expect_null(m->b.reckoning);
}

/* ---- by hand ---- */

/*
 * Nine months of 400.53 from 1 December 2022, with three days' grace. By hand:
 *
 *   came                  is set against                                        what it is
 *   400.53 on  1 Dec      1 Dec 400.53                                          on the day
 *   400.53 on 30 Dec      1 Jan 400.53                                          2 days before
 *   400.53 on 17 Feb      1 Feb 400.53                                          16 days late
 *   100.00 on  1 Mar      1 Mar 100.00                                          partial
 *   250.00 on 20 Mar      1 Mar 250.00, 50.53 still short                       split
 *   nothing in April      1 Apr 400.53 short                                    missing
 *   400.53 on  1 May      1 May 400.53
 *   400.53 on  1 May      1 Mar 50.53, 1 Apr 350.00, 50.53 still short          doubled, in one
 *                                                                               statement: two
 *   400.53 on  1 Jun      1 Jun 400.53                                          in two statements:
 *                                                                               one
 *   500.00 on  3 Jul      1 Jul 400.53, 1 Apr 50.53, 1 Aug 48.94                2 days late, and in
 *                                                                               advance
 *
 *   due       9 x 400.53                                     = 3,604.77
 *   received  6 x 400.53 + 100.00 + 250.00 + 500.00          = 3,253.18
 *   owed      3,604.77 - 3,253.18 = 1 Aug 400.53 - 48.94     =   351.59
 */
static const struct hand {
	const char *day;
	int64_t paid, short_by, owed;
	const char *parts; /* pence and days late */
} by_hand[] = {
	{"2022-12-01", 40053, 0, 0, "40053 0;"},
	{"2023-01-01", 40053, 0, 0, "40053 -2;"},
	{"2023-02-01", 40053, 0, 0, "40053 16;"},
	{"2023-03-01", 40053, 0, 0, "10000 0;25000 19;5053 61;"},
	{"2023-04-01", 40053, 0, 0, "35000 30;5053 93;"},
	{"2023-05-01", 40053, 0, 0, "40053 0;"},
	{"2023-06-01", 40053, 0, 0, "40053 0;"},
	{"2023-07-01", 40053, 0, 0, "40053 2;"},
	{"2023-08-01", 4894, 35159, 35159, "4894 -29;"},
};

static void pay_by_hand(struct made *m)
{
	bank(m, STATEMENT, "2022-12-01", 40053, "FPI  Mr C\tSMITH");
	bank(m, STATEMENT, "2022-12-30", 40053, "MR C SMITH");
	bank(m, STATEMENT, "2023-02-17", 40053, "MR C SMITH");
	bank(m, STATEMENT, "2023-03-01", 10000, "MR C SMITH");
	bank(m, STATEMENT, "2023-03-20", 25000, "MR C SMITH");
	bank(m, STATEMENT, "2023-05-01", 40053, "MR C SMITH");
	bank(m, STATEMENT, "2023-05-01", 40053, "MR C SMITH");
	bank(m, STATEMENT, "2023-06-01", 40053, "MR C SMITH");
	bank(m, OTHER_STATEMENT, "2023-06-01", 40053, "Mr  C Smith");
	bank(m, OTHER_STATEMENT, "2023-07-03", 50000, "MR C SMITH");
	bank(m, OTHER_STATEMENT, "2023-07-04", 9999, "MR CARTER");
	bank(m, OTHER_STATEMENT, "2023-07-05", -2500, "TESCO");
}

static void spell(const struct bdl_due *d, char *out, size_t space)
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < d->off_count; i++)
		at += (size_t)snprintf(out + at, space - at, "%lld %d;",
			(long long)d->offs[i].pence, d->offs[i].days_late);
}

Test(reckon_arrears, late_partial_split_doubled_and_missing_payments_as_by_hand)
{
	struct made *m = make();
	const struct bdl_reckoning *r;
	char parts[200];

	m->b.made_on = day("2023-08-31");
	due(m, "2022-12-01", NULL, 40053, BDL_EVERY_MONTH);
	match(m, "mr c");
	m->told.days_before = 3;
	pay_by_hand(m);
	r = reckon(m);
	cr_assert_eq(r->sums.row_count, COUNT(by_hand));
	for (size_t i = 0; i < COUNT(by_hand); i++) {
		const struct bdl_due *d = &r->sums.rows[i];

		cr_expect_eq(bdl_day_compare(d->day, day(by_hand[i].day)), 0, "row %zu", i);
		cr_expect_eq(d->due, 40053);
		cr_expect_eq(d->paid, by_hand[i].paid, "row %zu: %lld", i, (long long)d->paid);
		cr_expect_eq(d->short_by, by_hand[i].short_by, "row %zu", i);
		cr_expect_eq(d->owed, by_hand[i].owed, "row %zu", i);
		spell(d, parts, sizeof(parts));
		cr_expect_str_eq(parts, by_hand[i].parts, "row %zu: %s", i, parts);
	}
	cr_expect_eq(r->sums.due, 360477);
	cr_expect_eq(r->sums.received, 325318);
	cr_expect_eq(r->sums.paid, 325318);
	cr_expect_eq(r->sums.left_over, 0);
	cr_expect_eq(r->sums.owed, 35159);
	cr_assert_eq(r->double_count, 1);
	cr_expect_eq(r->doubles[0], 8);
	cr_expect_eq(r->near_count, 0);
	cr_expect_eq(r->looked_at, 12);
	cr_expect(r->matched && r->monthly);
	release(m);
}

/* ---- which transactions are payments ---- */

static const struct rule_case {
	const char *name;
	struct bdl_payment_rule rule;
	const char *text, *party;
	int64_t pence;
	bool counts;
	int why; /* -1: it is not even near */
} rule_cases[] = {
	{"the payer in the words", {.payer = "Mr C"}, "fpi MR  C ref 7", NULL, 100, true, -1},
	{"the payer as the other party", {.payer = "Mr C"}, "ref 7", "mr c", 100, true, -1},
	{"only whole words", {.payer = "Mr C"}, "MR CARTER", NULL, 100, false, -1},
	{"payer and reference", {.payer = "Mr C", .reference = "CMS 77"}, "cms 77", "Mr C", 100,
		true, -1},
	{"the reference is missing", {.payer = "Mr C", .reference = "CMS 77"}, "cms 78", "Mr C",
		100, false, -1},
	{"too little", {.payer = "Mr C", .least = 101}, "MR C", NULL, 100, false, BDL_NEAR_AMOUNT},
	{"just enough", {.payer = "Mr C", .least = 100, .most = 100}, "MR C", NULL, 100, true, -1},
	{"too much", {.payer = "Mr C", .most = 99}, "MR C", NULL, 100, false, BDL_NEAR_AMOUNT},
	{"money out", {.payer = "Mr C"}, "MR C", NULL, -100, false, BDL_NEAR_DIRECTION},
	{"money out for the paying parent", {.payer = "Ms A", .paid_out = true}, "MS A", NULL, -100,
		true, -1},
	{"money in for the paying parent", {.payer = "Ms A", .paid_out = true}, "MS A", NULL, 100,
		false, BDL_NEAR_DIRECTION},
	{"before the dates", {.payer = "Mr C", .from = {2023, 1, 6}}, "MR C", NULL, 100, false,
		BDL_NEAR_DAY},
	{"on the first of the dates", {.payer = "Mr C", .from = {2023, 1, 5}}, "MR C", NULL, 100,
		true, -1},
	{"after the dates", {.payer = "Mr C", .until = {2023, 1, 4}}, "MR C", NULL, 100, false,
		BDL_NEAR_DAY},
	{"on the last of the dates", {.payer = "Mr C", .until = {2023, 1, 5}}, "MR C", NULL, 100,
		true, -1},
	{"the amount alone", {.least = 100, .most = 100}, "ANYONE", NULL, 100, true, -1},
	{"another amount of anyone is not near", {.least = 101}, "ANYONE", NULL, 100, false, -1},
	{"no words at all", {.payer = "Mr C"}, NULL, NULL, 100, false, -1},
};

Test(reckon_arrears, a_rule_holds_as_a_whole)
{
	for (size_t i = 0; i < COUNT(rule_cases); i++) {
		const struct rule_case *c = &rule_cases[i];
		struct made *m = make();
		const struct bdl_reckoning *r;

		due(m, "2023-01-01", NULL, 100, BDL_EVERY_MONTH);
		m->rules[m->told.payment_rule_count++] = c->rule;
		bank(m, STATEMENT, "2023-01-05", c->pence, c->text)->party = c->party;
		r = reckon(m);
		cr_expect_eq(r->sums.payment_count, c->counts, "%s", c->name);
		cr_expect_eq(r->sums.received, c->counts ? 100 : 0, "%s", c->name);
		cr_expect_eq(r->near_count, c->why >= 0, "%s", c->name);
		if (r->near_count) {
			cr_expect_eq((int)r->near[0].why, c->why, "%s", c->name);
			cr_expect_eq(r->near[0].what.pence, c->pence, "%s", c->name);
			cr_expect_eq(r->near[0].what.event, 0, "%s", c->name);
		}
		release(m);
	}
}

Test(reckon_arrears, any_rule_will_do)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2023-01-01", NULL, 50000, BDL_EVERY_MONTH);
	match(m, "Mr C")->least = 20000;
	match(m, "CMS");
	bank(m, STATEMENT, "2023-01-05", 10000, "CMS for MR C");
	bank(m, STATEMENT, "2023-01-06", 20000, "MR C");
	r = reckon(m);
	cr_expect_eq(r->sums.received, 30000);
	cr_expect_eq(r->near_count, 0);
	release(m);
}

Test(reckon_arrears, without_a_rule_nothing_is_guessed)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2023-01-01", NULL, 50000, BDL_EVERY_MONTH);
	bank(m, STATEMENT, "2023-01-01", 50000, "CHILD MAINTENANCE");
	r = reckon(m);
	cr_expect_not(r->matched);
	cr_expect_eq(r->looked_at, 1);
	cr_expect_eq(r->sums.received, 0);
	cr_expect_eq(r->near_count, 0);
	cr_expect_eq(r->sums.owed, 5 * 50000);
	release(m);
}

Test(reckon_arrears, what_came_later_or_without_a_day_is_listed_and_not_counted)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2023-01-01", NULL, 10000, BDL_EVERY_MONTH);
	match(m, "Mr C");
	bank(m, STATEMENT, "2023-05-22", 10000, "MR C");
	bank(m, STATEMENT, "2023-05-23", 10000, "MR C");
	bank(m, STATEMENT, NULL, 10000, "MR C");
	told(m, "2023-06-01", 500, "Mr R");
	r = reckon(m);
	cr_expect_eq(r->sums.received, 10000);
	cr_assert_eq(r->near_count, 3);
	cr_expect_eq(r->near[0].why, BDL_NEAR_UNDATED);
	cr_expect_eq(r->near[1].why, BDL_NEAR_LATER);
	cr_expect_eq(r->near[2].why, BDL_NEAR_LATER);
	cr_expect_eq(r->near[2].what.event, BDL_NONE);
	release(m);
}

Test(reckon_arrears, calls_and_sums_without_a_figure_are_no_payments)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2023-01-01", NULL, 10000, BDL_EVERY_MONTH);
	match(m, "Mr C");
	m->events[0] = (struct bdl_event){.exhibit = STATEMENT,
		.record = {.type = BDL_EVENT_CALL, .when.day = day("2023-01-01"), .text = "Mr C"}};
	m->b.event_count = 1;
	bank(m, STATEMENT, "2023-01-01", 0, "MR C");
	bank(m, STATEMENT, "2023-01-01", 10000, "MR C")->has_pence = false;
	r = reckon(m);
	cr_expect_eq(r->looked_at, 2);
	cr_expect_eq(r->sums.received + (int64_t)r->near_count, 0);
	release(m);
}

Test(reckon_arrears, what_a_person_tells_is_counted_beside_the_bank)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2023-04-01", NULL, 10000, BDL_EVERY_MONTH);
	match(m, "Mr C");
	told(m, "2023-04-02", 2500, "Ms A");
	m->payments[0].file = "letters/liability order.pdf";
	m->payments[0].page = 3;
	bank(m, STATEMENT, "2023-04-02", 7500, "MR C");
	r = reckon(m);
	cr_assert_eq(r->sums.payment_count, 2);
	cr_expect_eq(r->payments[0].event, 0);
	cr_expect_eq(r->payments[0].exhibit, STATEMENT);
	cr_expect_eq(r->payments[1].event, BDL_NONE);
	cr_expect_eq(r->payments[1].exhibit, LETTER);
	cr_expect_eq(r->payments[1].page, 3);
	cr_expect_str_eq(r->payments[1].by, "Ms A");
	cr_expect_eq(r->sums.rows[0].short_by, 0);
	cr_expect_eq(r->sums.owed, 10000);
	release(m);
}

/* ---- statements that overlap ---- */

/* Each letter is a row of 100.00 on one day: A and B of two statements of one account, S of
 * another; small: without a balance, else the figure behind it. */
static const struct overlap {
	const char *name, *rows;
	size_t counted;
} overlaps[] = {
	{"one in each statement", "A1 B1", 1},
	{"the same without balances", "a b", 1},
	{"two in one statement are two", "A1 A2", 2},
	{"even without balances", "a a", 2},
	{"two in each", "A1 A2 B1 B2", 2},
	{"mixed up", "A1 B2 A2 B1", 2},
	{"two and one", "a a b", 2},
	{"one and two", "a b b", 2},
	{"the statements do not agree on the balance", "A1 B2", 2},
	{"one gives no balance", "A1 b", 1},
	{"one gives no balance, two and one", "A1 A2 b", 2},
	{"another account", "A1 S1", 2},
	{"another account without balances", "a s", 2},
};

static void add_overlap(struct made *m, const char *rows)
{
	for (; *rows; rows++) {
		bool has_balance = *rows == 'A' || *rows == 'B' || *rows == 'S';
		size_t exhibit = strchr("Aa", *rows)   ? STATEMENT
				 : strchr("Bb", *rows) ? OTHER_STATEMENT
						       : OTHER_ACCOUNT;
		struct bdl_record *r;

		if (*rows == ' ' || bdl_is_digit(*rows))
			continue;
		r = bank(m, exhibit, "2023-01-01", 10000, "MR C");
		r->has_balance = has_balance;
		if (has_balance)
			r->balance = rows[1] - '0';
	}
}

Test(reckon_arrears, what_two_statements_have_in_common_counts_once)
{
	for (size_t i = 0; i < COUNT(overlaps); i++) {
		struct made *m = make();
		const struct bdl_reckoning *r;

		due(m, "2023-01-01", NULL, 100000, BDL_EVERY_MONTH);
		match(m, "Mr C");
		add_overlap(m, overlaps[i].rows);
		r = reckon(m);
		cr_expect_eq(r->sums.payment_count, overlaps[i].counted, "%s: %zu",
			overlaps[i].name, r->sums.payment_count);
		cr_expect_eq(r->sums.payment_count + r->double_count, m->b.event_count, "%s",
			overlaps[i].name);
		cr_expect_eq(r->sums.received, (int64_t)overlaps[i].counted * 10000);
		release(m);
	}
}

Test(reckon_arrears, an_account_that_is_not_known_may_be_the_same)
{
	struct made *m = make();

	m->b.exhibits[OTHER_ACCOUNT].account = NULL;
	due(m, "2023-01-01", NULL, 100000, BDL_EVERY_MONTH);
	match(m, "Mr C");
	add_overlap(m, "A1 S1");
	cr_expect_eq(reckon(m)->sums.payment_count, 1);
	release(m);
}

/* ---- the schedule ---- */

/* Seed 002: £500.00 from 1 April 2022 up to November, £400.53 from December: paid in full until the
 * end of 2022, then once too little. */
Test(reckon_arrears, a_schedule_that_changes)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	m->b.made_on = day("2023-02-28");
	due(m, "2022-04-01", NULL, 50000, BDL_EVERY_MONTH);
	due(m, "2022-12-01", NULL, 40053, BDL_EVERY_MONTH);
	match(m, "Mr C");
	for (int i = 0; i < 8; i++)
		bank(m, STATEMENT, NULL, 50000, "MR C")->when.day =
			bdl_day_add_months(day("2022-04-01"), i);
	bank(m, STATEMENT, "2022-12-01", 40053, "MR C");
	bank(m, STATEMENT, "2023-01-03", 40053, "MR C");
	bank(m, STATEMENT, "2023-02-01", 31953, "MR C");
	r = reckon(m);
	cr_expect_eq(r->sums.row_count, 11);
	cr_expect_eq(r->sums.due, 8 * 50000 + 3 * 40053);
	cr_expect_eq(r->sums.owed, 8100);
	cr_expect_eq(r->sums.rows[7].due, 50000);
	cr_expect_eq(r->sums.rows[8].due, 40053);
	cr_expect_eq(r->sums.rows[9].offs[0].days_late, 2);
	release(m);
}

/*
 * Seed 002: of £12,391.53 that the liability order names, £127.94 a month was paid from April to
 * November 2022: 8 x 127.94 = 1,023.52, which leaves 11,368.01; then 81.00 a month of the 400.53.
 */
Test(reckon_arrears, the_liability_order_of_the_published_case)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	m->b.made_on = day("2022-11-30");
	due(m, "2021-10-21", "2021-10-21", 1239153, BDL_ONCE);
	match(m, "Mr C");
	for (int i = 0; i < 8; i++)
		bank(m, STATEMENT, NULL, 12794, "MR C")->when.day =
			bdl_day_add_months(day("2022-04-01"), i);
	m->told.stated_owed = 1136801;
	m->told.stated_in = "letters/liability order.pdf";
	m->told.stated_page = 2;
	r = reckon(m);
	cr_expect_eq(r->sums.paid, 102352);
	cr_expect_eq(r->sums.owed, 1136801);
	cr_expect_eq(r->stated, r->sums.owed);
	cr_expect_eq(r->stated_exhibit, LETTER);
	cr_expect_eq(r->stated_page, 2);
	cr_expect_not(r->monthly);
	release(m);
}

Test(reckon_arrears, gaps_and_ends_of_the_schedule_hold_and_later_sums_do_not_count)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2022-01-31", "2022-03-31", 10000, BDL_EVERY_MONTH);
	due(m, "2022-09-05", "2022-09-25", 2000, BDL_EVERY_WEEK);
	due(m, "2023-05-22", NULL, 300, BDL_EVERY_MONTH);
	r = reckon(m);
	cr_expect_eq(r->sums.row_count, 3 + 3 + 1);
	cr_expect_eq(bdl_day_compare(r->sums.rows[1].day, day("2022-02-28")), 0);
	cr_expect_eq(bdl_day_compare(r->sums.rows[5].day, day("2022-09-19")), 0);
	cr_expect_eq(bdl_day_compare(r->sums.rows[6].day, day("2023-05-22")), 0);
	cr_expect_eq(r->sums.owed, 30000 + 6000 + 300);
	release(m);
}

Test(reckon_arrears, a_schedule_that_begins_later_owes_nothing_yet)
{
	struct made *m = make();
	const struct bdl_reckoning *r;

	due(m, "2023-06-01", NULL, 10000, BDL_EVERY_MONTH);
	match(m, "Mr C");
	bank(m, STATEMENT, "2023-05-01", 10000, "MR C");
	r = reckon(m);
	cr_expect_eq(r->sums.row_count, 0);
	cr_expect_eq(r->sums.owed, 0);
	cr_expect_eq(r->sums.left_over, 10000);
	release(m);
}

/* ---- mistakes ---- */

Test(reckon_arrears, stretches_that_overlap_are_a_mistake)
{
	struct made *m = make();

	due(m, "2022-10-31", "2023-02-01", 50000, BDL_EVERY_MONTH);
	due(m, "2023-01-09", NULL, 8100, BDL_EVERY_MONTH);
	expect_error(m, BDL_EFORMAT, "stretch 2");
	release(m);
}

Test(reckon_arrears, days_before_must_be_fewer_than_lie_between_two_sums)
{
	struct made *m = make();

	due(m, "2022-10-31", NULL, 5000, BDL_EVERY_WEEK);
	m->told.days_before = 7;
	expect_error(m, BDL_EFORMAT, "days_before is 7");
	m->told.days_before = 6;
	m->err = (struct bdl_error){0};
	cr_expect_eq(bdl_reckon_arrears(&m->b, &m->err), 0, "%s", m->err.message);
	release(m);
}

Test(reckon_arrears, payments_without_a_schedule_do_not_vanish)
{
	struct made *m = make();

	told(m, "2023-01-01", 100, NULL);
	expect_error(m, BDL_EFORMAT, "not what was due");
	release(m);
}

Test(reckon_arrears, no_schedule_and_no_losses_is_nothing)
{
	struct made *m = make();

	cr_expect_eq(bdl_reckon_arrears(&m->b, &m->err), 0);
	cr_expect_null(m->b.reckoning);
	cr_expect_null(m->b.losses);
	m->b.about.told = NULL;
	cr_expect_eq(bdl_reckon_arrears(&m->b, &m->err), 0);
	release(m);
}

/* ---- losses ---- */

Test(reckon_arrears, a_loss_leads_to_its_proof)
{
	struct made *m = make();

	m->losses[0] = (struct bdl_loss){
		.what = "Overdraft fees", .pence = 13250, .file = "bank/2023-01.csv", .page = 3};
	m->losses[1] = (struct bdl_loss){.what = "Distress", .file = "bank/2023-02.csv"};
	m->losses[2] = (struct bdl_loss){.what = "Loan", .pence = 5, .day = day("2023-01-01")};
	m->told.loss_count = 3;
	m->told.remedy = "An apology.";
	cr_assert_eq(bdl_reckon_arrears(&m->b, &m->err), 0, "%s", m->err.message);
	cr_assert(m->b.losses);
	cr_expect_null(m->b.reckoning);
	cr_expect_eq(m->b.losses->count, 3);
	cr_expect_eq(m->b.losses->pence, 13255);
	cr_expect_eq(m->b.losses->rows[0].exhibit, STATEMENT);
	cr_expect_eq(m->b.losses->rows[0].page, 3);
	cr_expect_eq(m->b.losses->rows[1].exhibit, OTHER_STATEMENT);
	cr_expect_eq(m->b.losses->rows[1].page, 1);
	cr_expect_eq(m->b.losses->rows[2].exhibit, BDL_NONE);
	cr_expect_str_eq(m->b.losses->remedy, "An apology.");
	release(m);
}

Test(reckon_arrears, a_proof_that_is_not_there_is_named_with_its_line)
{
	struct made *m = make();

	m->losses[0] = (struct bdl_loss){
		.what = "Fees", .pence = 1, .file = "bank/2023-03.csv", .line = 34};
	m->told.loss_count = 1;
	expect_error(m, BDL_EPATH, "line 34: losses");
	cr_expect(strstr(m->err.message, "bank/2023-03.csv"), "%s", m->err.message);
	release(m);
}

Test(reckon_arrears, a_page_behind_the_last_is_a_mistake)
{
	struct made *m = make();

	m->losses[0] = (struct bdl_loss){
		.what = "Fees", .pence = 1, .file = "bank/2023-01.csv", .page = 4, .line = 7};
	m->told.loss_count = 1;
	expect_error(m, BDL_EPATH, "line 7: losses: \"bank/2023-01.csv\" has no page 4");
	release(m);
}

Test(reckon_arrears, proof_that_the_earlier_bundle_holds_is_no_mistake)
{
	struct made *m = make();
	struct bdl_held held = {.path = "bank/2022.csv", .name = "bank/2022.csv"};

	m->b.held = &held;
	m->b.held_count = 1;
	m->losses[0] = (struct bdl_loss){.what = "Fees", .pence = 1, .file = "bank/2022.csv"};
	m->told.loss_count = 1;
	cr_assert_eq(bdl_reckon_arrears(&m->b, &m->err), 0, "%s", m->err.message);
	cr_expect(m->b.losses->rows[0].held);
	cr_expect_eq(m->b.losses->rows[0].exhibit, BDL_NONE);
	release(m);
}

/* ---- whatever is paid when ---- */

/* The rule of arrears.h in its simplest form, penny by penny's worth of loops, knowing nothing of
 * stretches or cursors. */
struct simple {
	int32_t due_on[400];
	int64_t short_by[400];
	size_t rows;
	int64_t due, received, left;
};

static int64_t take_from(struct simple *s, size_t row, int64_t pence)
{
	int64_t taken = pence < s->short_by[row] ? pence : s->short_by[row];

	s->short_by[row] -= taken;
	return pence - taken;
}

static void simple_pay(struct simple *s, int32_t on, int64_t pence, int before)
{
	size_t own = s->rows;

	s->received += pence;
	for (size_t i = 0; i < s->rows; i++)
		if (s->due_on[i] - before <= on)
			own = i;
	if (own < s->rows)
		pence = take_from(s, own, pence);
	for (size_t i = 0; own < s->rows && i < own; i++)
		if (s->due_on[i] <= on)
			pence = take_from(s, i, pence);
	for (size_t i = own; i < s->rows; i++)
		pence = take_from(s, i, pence);
	s->left += pence;
}

static void simple_due(
	struct simple *s, struct bdl_day from, struct bdl_day last, int every, int64_t pence)
{
	static const int days[] = {
		[BDL_EVERY_WEEK] = 7, [BDL_EVERY_2_WEEKS] = 14, [BDL_EVERY_4_WEEKS] = 28};

	for (int i = 0;; i++) {
		struct bdl_day on = every == BDL_EVERY_MONTH ? bdl_day_add_months(from, i)
							     : bdl_day_add(from, days[every] * i);

		if (bdl_day_compare(on, last) > 0)
			return;
		cr_assert_lt(s->rows, 400);
		s->due_on[s->rows] = bdl_day_number(on);
		s->short_by[s->rows++] = pence;
		s->due += pence;
	}
}

/* Two stretches, the second from a day of 2022 on, up to 22 May 2023. */
static void random_schedule(struct made *m, struct simple *s, unsigned *seed)
{
	enum bdl_every every[] = {
		(enum bdl_every)(1 + rand_r(seed) % 4), (enum bdl_every)(1 + rand_r(seed) % 4)};

	int64_t pence[] = {1 + rand_r(seed) % 60000, 1 + rand_r(seed) % 60000};
	struct bdl_day first = bdl_day_add(day("2021-01-01"), rand_r(seed) % 60),
		       second = bdl_day_add(day("2022-01-01"), rand_r(seed) % 365);

	due(m, "2021-01-01", NULL, pence[0], every[0]);
	due(m, "2021-01-01", NULL, pence[1], every[1]);
	m->schedule[0].from = first;
	m->schedule[1].from = second;
	simple_due(s, first, bdl_day_add(second, -1), every[0], pence[0]);
	simple_due(s, second, m->b.made_on, every[1], pence[1]);
}

struct paid {
	int32_t on;
	int64_t pence;
	bool told;
};

/* By day, as the events of a bundle are. */
static size_t random_payments(struct paid *out, unsigned *seed)
{
	size_t count = (size_t)(rand_r(seed) % 120);
	int32_t on = bdl_day_number(day("2020-12-01"));

	for (size_t i = 0; i < count; i++) {
		on += rand_r(seed) % 12; /* often several on one day */
		out[i] = (struct paid){
			.on = on, .pence = 1 + rand_r(seed) % 90000, .told = rand_r(seed) % 5 == 0};
	}
	while (count && out[count - 1].on > bdl_day_number(day("2023-05-22")))
		count--;
	return count;
}

static void give(struct made *m, const struct paid *p)
{
	if (p->told)
		told(m, "2021-01-01", p->pence, "Ms A");
	else
		bank(m, STATEMENT, "2021-01-01", p->pence, "MR C");
	if (p->told)
		m->payments[m->told.payment_count - 1].day = bdl_day_from_number(p->on);
	else
		m->events[m->b.event_count - 1].record.when.day = bdl_day_from_number(p->on);
}

static void expect_whole(const struct bdl_reckoning *r, const struct simple *s, int round)
{
	int64_t due = 0, parts = 0, owed = 0, received = 0, left = 0;

	cr_expect_eq(r->sums.row_count, s->rows, "round %d", round);
	for (size_t i = 0; i < r->sums.row_count; i++) {
		const struct bdl_due *d = &r->sums.rows[i];
		int64_t paid = 0;

		for (size_t k = 0; k < d->off_count; k++)
			paid += d->offs[k].pence;
		due += d->due;
		parts += paid;
		owed += d->short_by;
		cr_expect(d->paid == paid && d->short_by == d->due - paid && d->short_by >= 0 &&
			  d->owed == owed);
		cr_expect_eq(d->short_by, s->short_by[i], "round %d, row %zu", round, i);
	}
	for (size_t i = 0; i < r->sums.payment_count; i++) {
		received += r->payments[i].pence;
		left += r->sums.left[i];
	}
	cr_expect(due == r->sums.due && due == s->due, "round %d", round);
	cr_expect(received == r->sums.received && received == s->received, "round %d", round);
	cr_expect(left == r->sums.left_over && left == s->left, "round %d", round);
	cr_expect_eq(parts, r->sums.paid);
	cr_expect_eq(owed, r->sums.owed);
	cr_expect_eq(due, parts + owed, "round %d", round);
	cr_expect_eq(received, parts + left, "round %d", round);
}

Test(reckon_arrears, no_penny_is_lost_and_a_simple_reckoning_says_the_same)
{
	unsigned seed = 5;

	for (int round = 0; round < 400; round++) {
		struct made *m = make();
		struct simple s = {.rows = 0};
		struct paid paid[120];
		size_t count;

		match(m, "Mr C");
		m->told.days_before = (unsigned)(rand_r(&seed) % 7);
		random_schedule(m, &s, &seed);
		count = random_payments(paid, &seed);
		for (size_t i = 0; i < count; i++) {
			give(m, &paid[i]);
			simple_pay(&s, paid[i].on, paid[i].pence, (int)m->told.days_before);
		}
		expect_whole(reckon(m), &s, round);
		release(m);
	}
}

/* The same payments, those of one day the other way round. */
Test(reckon_arrears, the_order_of_payments_of_one_day_changes_no_total)
{
	unsigned seed = 77;

	for (int round = 0; round < 200; round++) {
		unsigned again = seed;
		int64_t owed[2], left[2];

		for (int turn = 0; turn < 2; turn++) {
			struct made *m = make();
			struct simple s = {.rows = 0};
			struct paid paid[120];
			size_t count;

			seed = again;
			match(m, "Mr C");
			random_schedule(m, &s, &seed);
			count = random_payments(paid, &seed);
			for (size_t i = 0, end; i < count; i = end) {
				for (end = i + 1; end < count && paid[end].on == paid[i].on;)
					end++;
				for (size_t k = i; k < end; k++)
					give(m, &paid[turn ? end - 1 - (k - i) : k]);
			}
			owed[turn] = reckon(m)->sums.owed;
			left[turn] = m->b.reckoning->sums.left_over;
			release(m);
		}
		cr_expect_eq(owed[0], owed[1], "round %d", round);
		cr_expect_eq(left[0], left[1], "round %d", round);
	}
}
