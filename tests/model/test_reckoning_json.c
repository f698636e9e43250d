/* The reckoning of arrears, and losses, written down and read back; tables that a stranger bent. */
#include "bundle_fixture.h"
#include "model/reckoning_json.h"

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
	struct bdl_bundle b = table_of_two();

	b.events = events;
	b.event_count = COUNT(events);
	b.reckoning = &reckoning;
	b.losses = &losses;
	return b;
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
	cr_expect_eq(number(part, "page"), 12);
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

Test(reckoning_json, comes_back_as_it_was)
{
	const struct bdl_bundle b = made();
	struct bdl_bundle back;
	const struct bdl_reckoning *r;

	expect_same_again(&b, &back);
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
	bdl_bundle_release(&back);
}

/* ---- bent ---- */

static const struct bend bends[] = {
	{"\"owed_pence\": 16000", "\"owed_pence\": 15999", "owed_pence"},
	{"\"due_pence\": 30000", "\"due_pence\": 30001", "due_pence"},
	{"\"paid_pence\": 14000", "\"paid_pence\": \"14000\"", "paid_pence"},
	{"\"received_pence\": 17000", "\"received_pence\": -17000", "received_pence"},
	{"\"left_over_pence\": 3000", "\"left_over_pence\": 0", "left_over_pence"},
	{"\"short_pence\": 6000", "\"short_pence\": 5999", "short_pence"},
	{"\"due_pence\": 10000", "\"due_pence\": 0", "due_pence"},
	{"\"due_pence\": 10000", "\"due_pence\": 9007199254740993", "due_pence"},
	{"\"pence\": 10000", "\"pence\": 10001", "payments"},
	{"\"pence\": 10000", "\"pence\": -10000", "pence"},
	{"\"payment\": 1", "\"payment\": 3", "payments"},
	{"\"payment\": 1", "\"payment\": 0", "payments"},
	{"\"payment\": 1", "\"payment\": 99999999999", "payment"},
	{"\"days_late\": 2", "\"days_late\": 3", "days_late"},
	{"\"date\": \"2023-01-01\"", "\"date\": \"2023-13-01\"", "date"},
	{"\"date\": \"2023-01-01\"", "\"date\": null", "date"},
	{"\"until\": \"2023-03-31\"", "\"until\": \"2023\"", "until"},
	{"\"left_pence\": 1000", "\"left_pence\": 999", "left_pence"},
	{"\"event\": 1", "\"event\": 4", "event"},
	{"\"event\": 2", "\"event\": null", "doubles"},
	{"\"exhibit\": 2", "\"exhibit\": 3", "exhibit"},
	{"\"exhibit\": 1", "\"exhibit\": 4294967295", "exhibit"},
	{"\"why\": \"direction\"", "\"why\": \"sideways\"", "why"},
	{"\"losses_pence\": 13250", "\"losses_pence\": 13251", "losses_pence"},
	{"\"what\": \"Overdraft fees\"", "\"what\": null", "what"},
	{"\"pence\": 13250", "\"pence\": -1", "pence"},
	{"\"monthly\": true", "\"monthly\": \"yes\"", "monthly"},
};

Test(reckoning_json, what_does_not_agree_is_not_taken)
{
	const struct bdl_bundle b = made();

	expect_bends_refused(&b, "\"arrears\": {", bends, COUNT(bends));
}

Test(reckoning_json, a_letter_changed_anywhere_does_no_harm)
{
	const struct bdl_bundle b = made();

	expect_no_harm(&b, "\"arrears\": {", NULL);
}
