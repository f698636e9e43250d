/* The reckoning of arrears, and losses, written down and read back; tables that a stranger bent. */
#include "model/bundle_json.h"
#include "model/reckoning_json.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static struct bdl_exhibit exhibits[] = {{.path = "a.pdf",
						.name = "a.pdf",
						.archive_path = "data/a.pdf",
						.duplicate_of = BDL_NONE,
						.format = "pdf",
						.media_type = "application/pdf",
						.shown = true,
						.pages = 3,
						.kind = "letter",
						.basis = "words",
						.title = "A",
						.number = 1,
						.first_page = 8},
	{.path = "b.csv",
		.name = "b.csv",
		.archive_path = "data/b.csv",
		.duplicate_of = BDL_NONE,
		.format = "csv",
		.media_type = "text/csv",
		.shown = true,
		.pages = 3,
		.kind = "bank-statement",
		.basis = "words",
		.title = "B",
		.number = 2,
		.first_page = 12}};
static size_t order[] = {0, 1};
static struct bdl_section sections[] = {
	{.letter = "A", .id = "letters", .title = "Letters", .count = 2, .page = 7, .sheets = 1}};

#define PAID(d, sum, words)                                                                        \
	{                                                                                          \
		.exhibit = 1, .record = {                                                          \
			.type = BDL_EVENT_TRANSACTION,                                             \
			.when.day = d,                                                             \
			.has_pence = true,                                                         \
			.pence = (sum),                                                            \
			.text = (words),                                                           \
			.page = 2                                                                  \
		}                                                                                  \
	}
#define DAY(m, d)                                                                                  \
	{                                                                                          \
		2023, (m), (d)                                                                     \
	}

static struct bdl_event events[] = {PAID(DAY(1, 3), 15000, "MR C"), PAID(DAY(1, 3), 15000, "MR C"),
	PAID(DAY(2, 9), -500, "MR C \xff")};
static struct bdl_payment payments[] = {
	{.day = DAY(1, 3), .pence = 15000, .event = 0, .exhibit = 1, .page = 2},
	{.day = DAY(3, 1), .pence = 2000, .event = BDL_NONE, .exhibit = BDL_NONE, .by = "Ms A"}};
static struct bdl_set_off first[] = {{.payment = 0, .pence = 10000, .days_late = 2}};
static struct bdl_set_off second[] = {{.payment = 0, .pence = 4000, .days_late = -29}};
static struct bdl_due rows[] = {
	{.day = DAY(1, 1), .due = 10000, .paid = 10000, .offs = first, .off_count = 1},
	{.day = DAY(2, 1),
		.due = 10000,
		.paid = 4000,
		.short_by = 6000,
		.owed = 6000,
		.offs = second,
		.off_count = 1},
	{.day = DAY(3, 1), .due = 10000, .short_by = 10000, .owed = 16000}};
static int64_t left[] = {1000, 2000};
static size_t doubles[] = {1};
static struct bdl_near_miss near[] = {
	{.what = {.day = DAY(2, 9), .pence = -500, .event = 2, .exhibit = 1, .page = 2},
		.why = BDL_NEAR_DIRECTION}};
static struct bdl_reckoning reckoning = {.sums = {.rows = rows,
						 .row_count = 3,
						 .left = left,
						 .payment_count = 2,
						 .due = 30000,
						 .received = 17000,
						 .paid = 14000,
						 .left_over = 3000,
						 .owed = 16000},
	.payments = payments,
	.doubles = doubles,
	.double_count = 1,
	.until = DAY(3, 31),
	.monthly = true,
	.matched = true,
	.looked_at = 3,
	.near = near,
	.near_count = 1,
	.stated = 16000,
	.stated_exhibit = 0,
	.stated_page = 3};
static struct bdl_lost lost[] = {
	{.what = "Overdraft fees", .pence = 13250, .day = DAY(2, 1), .exhibit = 1, .page = 3},
	{.what = "Distress", .exhibit = BDL_NONE, .held = true}};
static struct bdl_losses losses = {
	.rows = lost, .count = 2, .pence = 13250, .remedy = "An apology."};

static struct bdl_bundle made(void)
{
	return (struct bdl_bundle){.name = "Ms A",
		.made_on = DAY(3, 31),
		.exhibits = exhibits,
		.exhibit_count = 2,
		.order = order,
		.order_count = 2,
		.sections = sections,
		.section_count = 1,
		.events = events,
		.event_count = 3,
		.reckoning = &reckoning,
		.losses = &losses,
		.pages = 20};
}

/* The object by itself. */
static json_t *object_of(const struct bdl_bundle *b)
{
	bool failed = false;
	json_t *o = bdl_reckoning_json(b, &failed);

	cr_assert(o && !failed);
	return o;
}

static int64_t number(const json_t *o, const char *key)
{
	cr_assert(json_is_integer(json_object_get(o, key)), "%s", key);
	return json_integer_value(json_object_get(o, key));
}

Test(reckoning_json, has_the_words_that_check_says)
{
	const struct bdl_bundle b = made();
	json_t *o = object_of(&b), *row, *part, *unmatched;

	cr_expect_eq(number(o, "due_pence"), 30000);
	cr_expect_eq(number(o, "paid_pence"), 14000);
	cr_expect_eq(number(o, "owed_pence"), 16000);
	cr_expect_eq(number(o, "received_pence"), 17000);
	cr_expect_eq(number(o, "left_over_pence"), 3000);
	cr_assert_eq(json_array_size(json_object_get(o, "rows")), 3);
	row = json_array_get(json_object_get(o, "rows"), 1);
	cr_expect_eq(number(row, "short_pence"), 6000);
	part = json_array_get(json_object_get(row, "payments"), 0);
	cr_expect_eq(number(part, "pence"), 4000);
	cr_expect_eq(number(part, "days_late"), -29);
	cr_expect_eq(number(part, "exhibit"), 2);
	cr_expect_eq(number(part, "page"), 13);
	unmatched = json_object_get(o, "unmatched");
	cr_assert_eq(json_array_size(unmatched), 3);
	cr_expect_str_eq(
		json_string_value(json_object_get(json_array_get(unmatched, 0), "side")), "due");
	cr_expect_eq(number(json_array_get(unmatched, 0), "pence"), 10000);
	cr_expect_str_eq(json_string_value(json_object_get(json_array_get(unmatched, 1), "side")),
		"payment");
	cr_expect_eq(number(json_array_get(unmatched, 1), "pence"), 1000);
	cr_expect_eq(number(json_array_get(unmatched, 2), "pence"), 2000);
	cr_expect_eq(json_array_size(json_object_get(o, "losses")), 2);
	json_decref(o);
}

Test(reckoning_json, without_a_schedule_only_losses_are_there)
{
	struct bdl_bundle b = made();
	json_t *o;

	b.reckoning = NULL;
	o = object_of(&b);
	cr_expect_null(json_object_get(o, "rows"));
	cr_expect_eq(number(o, "losses_pence"), 13250);
	json_decref(o);
	b.losses = NULL;
	o = object_of(&b);
	cr_expect(json_is_null(o));
	json_decref(o);
}

/* ---- there and back ---- */

static char *write_down(const struct bdl_bundle *b)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	char *text;

	cr_assert_eq(bdl_bundle_to_json(b, false, &out, &err), 0, "%s", err.message);
	text = strdup(bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	cr_assert(text);
	return text;
}

Test(reckoning_json, comes_back_as_it_was)
{
	const struct bdl_bundle b = made();
	char *text = write_down(&b), *again;
	struct bdl_error err = {0};
	struct bdl_bundle back;
	const struct bdl_reckoning *r;

	bdl_bundle_init(&back);
	cr_assert_eq(bdl_bundle_from_json(&back, text, strlen(text), &err), 0, "%s", err.message);
	r = back.reckoning;
	cr_assert(r && back.losses);
	cr_expect_eq(r->sums.owed, 16000);
	cr_expect_eq(r->sums.left_over, 3000);
	cr_expect_eq(r->sums.rows[1].offs[0].payment, 0);
	cr_expect_eq(r->sums.rows[2].off_count, 0);
	cr_expect_eq(r->payments[0].event, 0);
	cr_expect_eq(r->payments[1].event, BDL_NONE);
	cr_expect_str_eq(r->payments[1].by, "Ms A");
	cr_expect_eq(r->near[0].why, BDL_NEAR_DIRECTION);
	cr_expect_eq(r->near[0].what.pence, -500);
	cr_expect_eq(r->doubles[0], 1);
	cr_expect_eq(r->stated_exhibit, 0);
	cr_expect_eq(r->stated_page, 3);
	cr_expect(r->monthly && r->matched);
	cr_expect_eq(back.losses->rows[0].page, 3);
	cr_expect_eq(back.losses->rows[1].exhibit, BDL_NONE);
	cr_expect(back.losses->rows[1].held);
	again = write_down(&back);
	cr_expect(strcmp(strstr(text, "\"arrears\""), strstr(again, "\"arrears\"")) == 0, "%s\n%s",
		strstr(text, "\"arrears\""), strstr(again, "\"arrears\""));
	free(again);
	free(text);
	bdl_bundle_release(&back);
}

/* ---- bent ---- */

/* What stands in the file, and what a stranger writes there instead; only behind "arrears". */
static const struct bent {
	const char *was, *is;
} bents[] = {
	{"\"owed_pence\": 16000", "\"owed_pence\": 15999"},
	{"\"due_pence\": 30000", "\"due_pence\": 30001"},
	{"\"paid_pence\": 14000", "\"paid_pence\": \"14000\""},
	{"\"received_pence\": 17000", "\"received_pence\": -17000"},
	{"\"left_over_pence\": 3000", "\"left_over_pence\": 0"},
	{"\"short_pence\": 6000", "\"short_pence\": 5999"},
	{"\"due_pence\": 10000", "\"due_pence\": 0"},
	{"\"due_pence\": 10000", "\"due_pence\": 9007199254740993"},
	{"\"pence\": 10000", "\"pence\": 10001"},
	{"\"pence\": 10000", "\"pence\": -10000"},
	{"\"payment\": 1", "\"payment\": 3"},
	{"\"payment\": 1", "\"payment\": 0"},
	{"\"payment\": 1", "\"payment\": 99999999999"},
	{"\"days_late\": 2", "\"days_late\": 3"},
	{"\"date\": \"2023-01-01\"", "\"date\": \"2023-13-01\""},
	{"\"date\": \"2023-01-01\"", "\"date\": null"},
	{"\"until\": \"2023-03-31\"", "\"until\": \"2023\""},
	{"\"left_pence\": 1000", "\"left_pence\": 999"},
	{"\"event\": 1", "\"event\": 4"},
	{"\"event\": 2", "\"event\": null"},
	{"\"exhibit\": 2", "\"exhibit\": 3"},
	{"\"exhibit\": 1", "\"exhibit\": 4294967295"},
	{"\"why\": \"direction\"", "\"why\": \"sideways\""},
	{"\"losses_pence\": 13250", "\"losses_pence\": 13251"},
	{"\"what\": \"Overdraft fees\"", "\"what\": null"},
	{"\"pence\": 13250", "\"pence\": -1"},
	{"\"monthly\": true", "\"monthly\": \"yes\""},
};

Test(reckoning_json, what_does_not_agree_is_not_taken)
{
	const struct bdl_bundle b = made();
	char *text = write_down(&b);

	for (size_t i = 0; i < sizeof(bents) / sizeof(*bents); i++) {
		char *at = strstr(strstr(text, "\"arrears\": {"), bents[i].was), *bent;
		struct bdl_error err = {0};
		struct bdl_bundle back;

		cr_assert(at, "no %s", bents[i].was);
		bent = calloc(1, strlen(text) + strlen(bents[i].is) + 1);
		cr_assert(bent);
		memcpy(bent, text, (size_t)(at - text));
		strcat(bent, bents[i].is);
		strcat(bent, at + strlen(bents[i].was));
		bdl_bundle_init(&back);
		cr_expect_eq(bdl_bundle_from_json(&back, bent, strlen(bent), &err), -1, "%s",
			bents[i].is);
		cr_expect_eq(err.code, BDL_EFORMAT, "%s", bents[i].is);
		bdl_bundle_release(&back);
		free(bent);
	}
	free(text);
}

Test(reckoning_json, a_letter_changed_anywhere_does_no_harm)
{
	const struct bdl_bundle b = made();
	char *text = write_down(&b), *from = strstr(text, "\"arrears\"");

	for (char *p = from; p < text + strlen(text); p += 7) {
		char *copy = strdup(text);
		struct bdl_error err = {0};
		struct bdl_bundle back;

		cr_assert(copy);
		copy[p - text] = *p == '1' ? '2' : *p == ':' ? ',' : '1';
		bdl_bundle_init(&back);
		if (bdl_bundle_from_json(&back, copy, strlen(copy), &err) < 0)
			cr_expect(err.code == BDL_EFORMAT || err.code == BDL_ELIMIT);
		bdl_bundle_release(&back);
		free(copy);
	}
	free(text);
}
