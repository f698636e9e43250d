/* What a person told, in bundle.json: written down, read back, what is withheld, hostile tables. */
#include "bundle_fixture.h"
#include "model/case.h"
#include "model/told.h"

static const char yaml[] =
	"title: T\n"
	"applicant: {name: Ms A, address: 1 High Street, phone: 0113 496 0000, email: "
	"a@example.org,"
	" date_of_birth: 1985-05-01}\n"
	"representative: {name: Mr R, phone: 0113 496 0001}\n"
	"consent: consent.pdf\n"
	"constituency: Leeds\n"
	"mp: Mr M\n"
	"complaint_reference: C1\n"
	"nation: scotland\n"
	"silence_days: 45\n"
	"events:\n"
	"- {date: 2023-02-10, type: complaint, text: I complained, by: Ms A}\n"
	"- {file: a.pdf, page: 2, type: response, received: 2023-04-03, answers: 2023-02-10}\n"
	"schedule:\n"
	"- {from: 2022-01-31, until: 2022-12-31, amount: 1372.06, every: month}\n"
	"- {from: 2023-01-01, amount: 81, every: 4 weeks}\n"
	"payments:\n"
	"  match: [{payer: MR C, reference: CMS, least: 10, most: 500, direction: out, "
	"from: 2022-01-01, until: 2024-01-01}]\n"
	"  days_before: 3\n"
	"  others: [{date: 2022-05-03, amount: 50, by: Ms A, file: n.pdf, page: 1}]\n"
	"  stated: {amount: 12391.53, file: s.pdf, page: 3}\n"
	"losses:\n"
	"- {what: Fees, amount: 35, date: 2022-07-01, file: f.pdf, page: 4}\n"
	"- {what: Sleep}\n"
	"remedy: Repay it.\n"
	"allegations:\n"
	"- {heading: Delay, text: A year., files: [a.pdf]}\n"
	"- {heading: Silence}\n"
	"private: {children: [Secret One], people: [Secret Two], addresses: [Secret Three],"
	" words: [Secret Four], keep: [Secret Five]}\n";

static size_t tagged[] = {1, 0};

/* A supplement: its numbers go on from those of the bundle that it adds to. */
static const struct bdl_earlier earlier = {
	.name = "E", .made_on = {2026, 1, 1}, .pages = 30, .documents = 6};

/* *a holds what the case file says. */
static struct bdl_bundle told_table(struct bdl_arena *a)
{
	struct bdl_bundle b = table_of_two();
	struct bdl_error err = {.code = BDL_OK};

	b.earlier = &earlier;
	b.supplement = 1;
	two_documents[0].number = 7;
	two_documents[1].number = 8;
	cr_assert_eq(bdl_case_load(&b.about, a, yaml, strlen(yaml), "bundle.yaml", &err), 0,
		"%s: %s", err.path, err.message);
	b.about.told->allegations[0].rows = tagged;
	b.about.told->allegations[0].row_count = 2;
	return b;
}

static void expect_lists(const struct bdl_told *t)
{
	cr_assert_eq(t->event_count, 2);
	cr_expect_str_eq(t->events[0].type, "complaint");
	cr_expect(t->events[0].day.day == 10 && t->events[1].day.year == 0);
	cr_expect(t->events[1].page == 2 && t->events[1].received.month == 4);
	cr_assert_eq(t->schedule_count, 2);
	cr_expect(t->schedule[0].pence == 137206 && t->schedule[0].every == BDL_EVERY_MONTH);
	cr_expect(t->schedule[1].until.year == 0 && t->schedule[1].every == BDL_EVERY_4_WEEKS);
	cr_assert_eq(t->payment_rule_count, 1);
	cr_expect(t->payment_rules[0].least == 1000 && t->payment_rules[0].most == 50000);
	cr_expect(t->payment_rules[0].paid_out);
	cr_expect_eq(t->days_before, 3);
	cr_expect(t->payment_count == 1 && t->payments[0].pence == 5000);
	cr_expect(t->stated_owed == 1239153 && t->stated_page == 3);
	cr_expect(t->loss_count == 2 && t->losses[0].pence == 3500 && t->losses[1].pence == 0);
	cr_assert_eq(t->allegation_count, 2);
	cr_expect(t->allegations[0].row_count == 2 && t->allegations[0].rows[0] == 1 &&
		  t->allegations[0].rows[1] == 0);
	cr_expect_str_eq(t->allegations[0].files[0], "a.pdf");
	cr_expect_eq(t->allegations[1].row_count, 0);
}

Test(told_json, is_read_back_as_it_was_written)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct bdl_bundle b = told_table(&a);
	const struct bdl_told *t;
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	t = again.about.told;
	cr_assert_not_null(t);
	cr_expect_str_eq(t->applicant.name, "Ms A");
	cr_expect_str_eq(t->mp, "Mr M");
	cr_expect(t->nation == BDL_SCOTLAND && t->silence_days == 45);
	expect_lists(t);
	bdl_bundle_release(&again);
	bdl_arena_release(&a);
}

/* What the archive must not tell: what is to be hidden, and how to find the applicant. */
static const char *const withheld[] = {
	"Secret", "private", "High Street", "0113", "example.org", "1985"};

Test(told_json, what_is_private_is_not_written_only_that_it_was_given)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct bdl_bundle b = told_table(&a);
	char *text = written(&b);
	struct bdl_bundle again;
	struct bdl_error err;

	for (size_t i = 0; i < COUNT(withheld); i++)
		cr_expect(!strstr(text, withheld[i]), "%s", withheld[i]);
	cr_assert_eq(read_text(text, &again, &err), 0, "%s", err.message);
	cr_expect_eq(again.about.told->applicant.given,
		BDL_GIVEN_ADDRESS | BDL_GIVEN_PHONE | BDL_GIVEN_EMAIL | BDL_GIVEN_BORN);
	cr_expect_eq(again.about.told->representative.given, BDL_GIVEN_PHONE);
	cr_expect_null(again.about.told->applicant.address);
	cr_expect_eq(again.about.told->applicant.born.year, 0);
	free(text);
	bdl_bundle_release(&again);
	bdl_arena_release(&a);
}

static const struct bend hostile[] = {
	{"\"nation\": \"scotland\"", "\"nation\": \"wales\"", "nation"},
	{"\"nation\": \"scotland\"", "\"nation\": 1", "nation"},
	{"\"address_given\": true", "\"address_given\": \"1 High Street\"", "address_given"},
	{"\"silence_days\": 45", "\"silence_days\": -45", "silence_days"},
	{"\"type\": \"complaint\"", "\"type\": \"\\u001b[2J\"", "type"},
	{"\"date\": \"2023-02-10\", \"type\"", "\"date\": \"2023-02-30\", \"type\"", "date"},
	{"\"date\": \"2023-02-10\", \"type\"", "\"date\": \"2023-02\", \"type\"", "date"},
	{"\"date\": \"2023-02-10\", \"type\"", "\"date\": 5, \"type\"", "date"},
	{"\"file\": \"a.pdf\", \"page\": 2", "\"page\": 2", "events"},
	{"\"pence\": 137206", "\"pence\": 0", "pence"},
	{"\"pence\": 137206", "\"pence\": -1", "pence"},
	{"\"pence\": 137206", "\"pence\": 1.5", "pence"},
	{"\"pence\": 137206", "\"pence\": 100000000001", "pence"},
	{"\"pence\": 137206", "\"pence\": 9223372036854775807", "pence"},
	{"\"pence\": 137206, ", "", "pence"},
	{"\"every\": \"month\"", "\"every\": \"fortnight\"", "every"},
	{"\"from\": \"2023-01-01\"", "\"from\": \"2022-12-31\"", "schedule"},
	{"\"from\": \"2022-01-31\", ", "", "from"},
	{"\"until\": \"2022-12-31\"", "\"until\": \"2022-01-30\"", "schedule"},
	{"\"days_before\": 3", "\"days_before\": 28", "days_before"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [8, 9]", "allegations"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [6]", "allegations"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [\"8\"]", "allegations"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [8, 7, 8]", "allegations"},
	{"\"heading\": \"Silence\", ", "", "heading"},
	{"\"what\": \"Sleep\"", "\"what\": null", "what"},
	{"\"stated\": {\"pence\": 1239153, ", "\"stated\": {", "pence"},
	{"\"losses\": [", "\"losses\": 7, \"x\": [", "losses"},
	{"\"told\": {", "\"told\": [], \"x\": {", "told"},
};

Test(told_json, what_does_not_fit_is_refused)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct bdl_bundle b = told_table(&a);

	expect_bends_refused(&b, "\"told\"", hostile, COUNT(hostile));
	bdl_arena_release(&a);
}

Test(told_json, a_list_without_end_is_refused)
{
	static const char one[] = "{\"what\": \"Sleep\"}";
	struct bdl_arena a = BDL_ARENA_INIT;
	const struct bdl_bundle b = told_table(&a);
	struct bdl_buffer many = BDL_BUFFER_INIT;
	char *text = written(&b), *bad;

	bdl_buffer_text(&many, one);
	for (unsigned i = 0; i < BDL_TOLD_MOST; i++)
		bdl_buffer_printf(&many, ", %s", one);
	bad = bent(text, "\"told\"", one, bdl_buffer_string(&many));
	expect_refused(bad, "losses", "a list without end");
	free(bad);
	free(text);
	bdl_buffer_release(&many);
	bdl_arena_release(&a);
}
