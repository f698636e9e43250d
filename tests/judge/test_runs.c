/* Calls and messages as events, and the rows of the chronology that they make. */
#include "rows.h"

/* day: of March 2023, may be beyond its end; party 0: none. */
struct call {
	enum bdl_event_type type;
	int day;
	char party;
	enum bdl_direction direction;
	enum bdl_answered answered;
	uint32_t length;
};

static struct bdl_record record_of(const struct call *c)
{
	static char names[128][2];
	struct bdl_record r = {.type = c->type,
		.direction = c->direction,
		.answered = c->answered,
		.has_length = c->type == BDL_EVENT_CALL,
		.length = c->length,
		.page = 2,
		.text = "text"};

	r.when = (struct bdl_moment){
		.day = bdl_day_from_number(
			bdl_day_number((struct bdl_day){2023, 3, 1}) + c->day - 1),
		.zone = BDL_ZONE_UNKNOWN,
		.seconds = 3600};
	if (c->party) {
		names[(int)c->party][0] = c->party;
		r.party = names[(int)c->party];
	}
	return r;
}

/* One undated exhibit with these records; the chronology is made. */
static void chronicle(struct bdl_bundle *b, const struct call *calls, size_t count)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_record *records = calloc(count, sizeof(*records));
	struct bdl_facts f = {.records = records, .record_count = count};
	struct bdl_error err = {0};

	for (size_t i = 0; i < count; i++)
		records[i] = record_of(&calls[i]);
	rows_init(b, 1, BDL_STAGE_DATED);
	cr_assert_eq(bdl_take_records(b, 0, &f, &err), 0);
	cr_assert_eq(bdl_arrange(b, kinds, &err), 0);
	cr_assert_eq(bdl_chronicle(b, &err), 0);
	free(records);
	bdl_kinds_release(kinds);
}

static void expect_rows(
	const struct call *calls, size_t count, const char *const *rows, size_t row_count)
{
	struct bdl_bundle b;

	chronicle(&b, calls, count);
	cr_expect_eq(b.event_count, count, "no event is lost");
	cr_assert_eq(b.entry_count, row_count, "%zu rows", b.entry_count);
	for (size_t i = 0; i < row_count; i++) {
		cr_expect_str_eq(b.entries[i].text, rows[i]);
		cr_expect_eq(b.entries[i].page, 2);
	}
	bdl_bundle_release(&b);
}

#define IN BDL_DIRECTION_IN
#define OUT BDL_DIRECTION_OUT
#define YES BDL_ANSWERED_YES
#define NO BDL_ANSWERED_NO
#define NBSP "\xC2\xA0"

Test(runs, calls_with_thirty_days_between_them_are_one_row)
{
	static const struct call calls[] = {{BDL_EVENT_CALL, 1, 'C', OUT, YES, 4320},
		{BDL_EVENT_CALL, 31, 'C', OUT, NO, 0}, {BDL_EVENT_CALL, 62, 'C', OUT, NO, 0}};
	static const char *const rows[] = {"2 calls to C, 1" NBSP "not answered, 1" NBSP
					   "hour 12" NBSP
					   "minutes in all, the last on 31 March 2023.",
		"1 call to C, not answered."};

	expect_rows(calls, COUNT(calls), rows, COUNT(rows));
}

Test(runs, messages_with_ten_days_between_them_are_one_row)
{
	static const struct call calls[] = {{BDL_EVENT_MESSAGE, 1, 'C', OUT, 0, 0},
		{BDL_EVENT_MESSAGE, 11, 'C', IN, 0, 0}, {BDL_EVENT_MESSAGE, 22, 'C', IN, 0, 0}};
	static const char *const rows[] = {
		"2 messages with C, the last on 11 March 2023.", "1 message from C."};

	expect_rows(calls, COUNT(calls), rows, COUNT(rows));
}

Test(runs, each_other_side_has_its_own_and_an_unknown_one_too)
{
	static const struct call calls[] = {{BDL_EVENT_CALL, 1, 'C', OUT, YES, 59},
		{BDL_EVENT_CALL, 2, 'D', IN, YES, 60}, {BDL_EVENT_CALL, 3, 0, IN, NO, 0},
		{BDL_EVENT_CALL, 3, 'C', IN, YES, 2}};
	static const char *const rows[] = {"2 calls with C, 1" NBSP "minute 1" NBSP
					   "second in all, the last on 3 March 2023.",
		"1 call from D, 1" NBSP "minute.", "1 call with an unknown number, not answered."};

	expect_rows(calls, COUNT(calls), rows, COUNT(rows));
}

Test(runs, with_many_people_are_told_together)
{
	struct call calls[20];
	static const char *const rows[] = {"20 messages, the last on 20 March 2023."};

	for (int i = 0; i < 20; i++)
		calls[i] = (struct call){BDL_EVENT_MESSAGE, i + 1, (char)('A' + i), IN, 0, 0};
	expect_rows(calls, COUNT(calls), rows, COUNT(rows));
}

Test(runs, a_chat_whose_owner_is_not_known_is_between_two)
{
	static const struct call calls[] = {{BDL_EVENT_MESSAGE, 1, 'D', 0, 0, 0},
		{BDL_EVENT_MESSAGE, 2, 'C', 0, 0, 0}, {BDL_EVENT_MESSAGE, 3, 'D', 0, 0, 0}};
	static const char *const rows[] = {"3 messages between C and D, the last on 3 March 2023."};

	expect_rows(calls, COUNT(calls), rows, COUNT(rows));
}

Test(runs, a_payment_is_an_event_and_no_row)
{
	static const struct call calls[] = {{BDL_EVENT_TRANSACTION, 1, 'C', OUT, 0, 0}};

	expect_rows(calls, COUNT(calls), NULL, 0);
}

Test(runs, events_stand_in_the_order_of_time_and_documents_among_them)
{
	static const struct call calls[] = {
		{BDL_EVENT_CALL, 9, 'C', OUT, YES, 1}, {BDL_EVENT_CALL, 3, 'C', OUT, YES, 1}};
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_record records[] = {record_of(&calls[0]), record_of(&calls[1])};
	struct bdl_facts f = {.records = records, .record_count = 2};
	struct bdl_error err = {0};
	struct bdl_bundle b;

	rows_init(&b, 2, BDL_STAGE_DATED);
	b.exhibits[0].date = rows_day(2023, 3, 3);
	b.exhibits[0].title = "Call log";
	b.exhibits[1].date = rows_day(2023, 3, 9);
	b.exhibits[1].title = "Letter";
	cr_assert_eq(bdl_take_records(&b, 0, &f, &err), 0);
	cr_assert_eq(bdl_arrange(&b, kinds, &err), 0);
	cr_assert_eq(bdl_chronicle(&b, &err), 0);
	cr_assert_eq(b.event_count, 4);
	cr_expect_eq(b.events[0].record.type, BDL_EVENT_DOCUMENT);
	cr_expect_eq(b.events[1].record.type, BDL_EVENT_CALL);
	cr_expect_eq(b.events[1].record.when.day.day, 3);
	cr_expect_eq(b.events[2].record.type, BDL_EVENT_DOCUMENT,
		"a day goes before the times of that day");
	cr_expect_eq(b.events[3].record.type, BDL_EVENT_CALL);
	cr_assert_eq(b.entry_count, 2, "the call log's own row is its calls");
	cr_expect_str_eq(b.entries[0].text,
		"2 calls to C, 2" NBSP "seconds in all, the last on 9 March 2023.");
	cr_expect_str_eq(b.entries[1].text, "Letter.");
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}
