/* What a person told, in bundle.json: written down, read back, what is withheld, hostile tables. */
#include "model/bundle_json.h"
#include "model/case.h"
#include "model/told.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

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

static struct bdl_exhibit exhibits[] = {{.path = "a.pdf",
						.name = "a.pdf",
						.archive_path = "data/a.pdf",
						.duplicate_of = BDL_NONE,
						.format = "pdf",
						.media_type = "application/pdf",
						.shown = true,
						.pages = 3,
						.kind = "letter",
						.title = "A",
						.number = 7,
						.first_page = 8},
	{.path = "b.pdf",
		.name = "b.pdf",
		.archive_path = "data/b.pdf",
		.duplicate_of = BDL_NONE,
		.format = "pdf",
		.media_type = "application/pdf",
		.shown = true,
		.pages = 3,
		.kind = "letter",
		.title = "B",
		.number = 8,
		.first_page = 12}};
static size_t order[] = {0, 1}, tagged[] = {1, 0};
static struct bdl_section sections[] = {
	{.letter = "A", .id = "letters", .title = "L", .count = 2, .page = 6, .sheets = 1}};

static void write(struct bdl_buffer *json)
{
	struct bdl_bundle b = {.stage = BDL_STAGE_PAGINATED,
		.name = "T",
		.made_on = {2026, 3, 1},
		.exhibits = exhibits,
		.exhibit_count = 2,
		.order = order,
		.order_count = 2,
		.sections = sections,
		.section_count = 1,
		.front = {.cover = 1, .index = 1, .chronology = 2},
		.pages = 14};
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_case_load(&b.about, &b.arena, yaml, strlen(yaml), "bundle.yaml", &err), 0,
		"%s: %s", err.path, err.message);
	b.about.told->allegations[0].rows = tagged;
	b.about.told->allegations[0].row_count = 2;
	cr_assert_eq(bdl_bundle_to_json(&b, false, json, &err), 0, "%s", err.message);
	bdl_arena_release(&b.arena);
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
	struct bdl_buffer json = BDL_BUFFER_INIT, again = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	const struct bdl_told *t;
	struct bdl_bundle b;

	write(&json);
	bdl_bundle_init(&b);
	cr_assert_eq(bdl_bundle_from_json(&b, json.data, json.length, &err), 0, "%s", err.message);
	t = b.about.told;
	cr_assert_not_null(t);
	cr_expect_str_eq(t->applicant.name, "Ms A");
	cr_expect_str_eq(t->mp, "Mr M");
	cr_expect(t->nation == BDL_SCOTLAND && t->silence_days == 45);
	expect_lists(t);
	cr_assert_eq(bdl_bundle_to_json(&b, false, &again, &err), 0);
	cr_expect_str_eq(again.data, json.data);
	bdl_bundle_release(&b);
	bdl_buffer_release(&json);
	bdl_buffer_release(&again);
}

/* What the archive must not tell: what is to be hidden, and how to find the applicant. */
static const char *const withheld[] = {
	"Secret", "private", "High Street", "0113", "example.org", "1985"};

Test(told_json, what_is_private_is_not_written_only_that_it_was_given)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	write(&json);
	for (size_t i = 0; i < COUNT(withheld); i++)
		cr_expect(!strstr(json.data, withheld[i]), "%s", withheld[i]);
	bdl_bundle_init(&b);
	cr_assert_eq(bdl_bundle_from_json(&b, json.data, json.length, &err), 0, "%s", err.message);
	cr_expect_eq(b.about.told->applicant.given,
		BDL_GIVEN_ADDRESS | BDL_GIVEN_PHONE | BDL_GIVEN_EMAIL | BDL_GIVEN_BORN);
	cr_expect_eq(b.about.told->representative.given, BDL_GIVEN_PHONE);
	cr_expect_null(b.about.told->applicant.address);
	cr_expect_eq(b.about.told->applicant.born.year, 0);
	bdl_bundle_release(&b);
	bdl_buffer_release(&json);
}

/* A piece of the table, and what a stranger puts in its place. */
static const struct {
	const char *from, *to;
} hostile[] = {
	{"\"nation\": \"scotland\"", "\"nation\": \"wales\""},
	{"\"nation\": \"scotland\"", "\"nation\": 1"},
	{"\"address_given\": true", "\"address_given\": \"1 High Street\""},
	{"\"silence_days\": 45", "\"silence_days\": -45"},
	{"\"type\": \"complaint\"", "\"type\": \"\\u001b[2J\""},
	{"\"date\": \"2023-02-10\", \"type\"", "\"date\": \"2023-02-30\", \"type\""},
	{"\"date\": \"2023-02-10\", \"type\"", "\"date\": \"2023-02\", \"type\""},
	{"\"date\": \"2023-02-10\", \"type\"", "\"date\": 5, \"type\""},
	{"\"file\": \"a.pdf\", \"page\": 2", "\"page\": 2"},
	{"\"pence\": 137206", "\"pence\": 0"},
	{"\"pence\": 137206", "\"pence\": -1"},
	{"\"pence\": 137206", "\"pence\": 1.5"},
	{"\"pence\": 137206", "\"pence\": 100000000001"},
	{"\"pence\": 137206", "\"pence\": 9223372036854775807"},
	{"\"pence\": 137206, ", ""},
	{"\"every\": \"month\"", "\"every\": \"fortnight\""},
	{"\"from\": \"2023-01-01\"", "\"from\": \"2022-12-31\""},
	{"\"from\": \"2022-01-31\", ", ""},
	{"\"until\": \"2022-12-31\"", "\"until\": \"2022-01-30\""},
	{"\"days_before\": 3", "\"days_before\": 28"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [8, 9]"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [6]"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [\"8\"]"},
	{"\"exhibits\": [8, 7]", "\"exhibits\": [8, 7, 8]"},
	{"\"heading\": \"Silence\", ", ""},
	{"\"what\": \"Sleep\"", "\"what\": null"},
	{"\"stated\": {\"pence\": 1239153, ", "\"stated\": {"},
	{"\"losses\": [", "\"losses\": 7, \"x\": ["},
	{"\"told\": {", "\"told\": [], \"x\": {"},
};

Test(told_json, what_does_not_fit_is_refused)
{
	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct bdl_buffer json = BDL_BUFFER_INIT, bad = BDL_BUFFER_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;
		const char *at;

		write(&json);
		at = strstr(json.data, hostile[i].from);
		cr_assert_not_null(at, "%s", hostile[i].from);
		bdl_buffer_add(&bad, json.data, (size_t)(at - json.data));
		bdl_buffer_text(&bad, hostile[i].to);
		bdl_buffer_text(&bad, at + strlen(hostile[i].from));
		bdl_bundle_init(&b);
		cr_expect_eq(bdl_bundle_from_json(&b, bad.data, bad.length, &err), -1, "%s",
			hostile[i].to);
		bdl_bundle_release(&b);
		bdl_buffer_release(&json);
		bdl_buffer_release(&bad);
	}
}

Test(told_json, a_list_without_end_is_refused)
{
	struct bdl_buffer json = BDL_BUFFER_INIT, bad = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;
	const char *at;

	write(&json);
	at = strstr(json.data, "{\"what\": \"Sleep\"}");
	cr_assert_not_null(at);
	bdl_buffer_add(&bad, json.data, (size_t)(at - json.data));
	for (unsigned i = 0; i < BDL_TOLD_MOST; i++)
		bdl_buffer_text(&bad, "{\"what\": \"Sleep\"}, ");
	bdl_buffer_text(&bad, at);
	bdl_bundle_init(&b);
	cr_expect_eq(bdl_bundle_from_json(&b, bad.data, bad.length, &err), -1);
	cr_expect_eq(err.code, BDL_EFORMAT);
	bdl_bundle_release(&b);
	bdl_buffer_release(&json);
	bdl_buffer_release(&bad);
}
