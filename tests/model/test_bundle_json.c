/* The table written down and read back; hostile tables. */
#include "bundle_fixture.h"

#include "base/file.h"

static struct bdl_exhibit exhibits[] = {
	DOCUMENT("letters/1.pdf", .number = 2, .pages = 3, .first_page = 7,
		.date = {.day = {2023, 2, 10},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT,
			.raw = "10/2/2023",
			.page = 1,
			.ambiguous = true}),
	{.path = "caf\xE9.bin",
		.name = "caf\\xE9.bin",
		.size = 3,
		.duplicate_of = BDL_NONE,
		.format = "unknown",
		.media_type = "application/octet-stream",
		.reason = BDL_REASON_UNKNOWN_KIND,
		.detail = "application/octet-stream",
		.pages = 1,
		.kind = "other",
		.title = "caf",
		.number = 1,
		.section = 0,
		.first_page = 6},
	{.path = "copy.pdf",
		.name = "copy.pdf",
		.size = 9,
		.duplicate_of = 0,
		.format = "pdf",
		.media_type = "application/pdf",
		.kind = "letter",
		.title = "A letter",
		.section = BDL_NONE},
};
static size_t order[] = {1, 0};
static struct bdl_section sections[] = {
	{.letter = "A", .id = "other", .title = "Other", .first = 0, .count = 2, .page = 5}};
static struct bdl_entry entries[] = {
	{.date = {.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT},
		.text = "A letter.",
		.exhibit = 0,
		.page = 1}};
static struct bdl_event events[] = {{.record = {.type = BDL_EVENT_DOCUMENT,
					     .when = {.day = {2023, 2, 10}},
					     .text = "A letter.",
					     .page = 1},
					    .exhibit = 0},
	{.record = {.type = BDL_EVENT_CALL,
		 .when = {.day = {2023, 7, 1},
			 .zone = BDL_ZONE_LONDON,
			 .seconds = 34200,
			 .offset = 60},
		 .direction = BDL_DIRECTION_OUT,
		 .answered = BDL_ANSWERED_NO,
		 .has_length = true,
		 .length = 90,
		 .party = "0800 171 2345",
		 .page = 1},
		.exhibit = 0},
	{.record = {.type = BDL_EVENT_TRANSACTION,
		 .when = {.day = {2023, 7, 2}, .zone = BDL_ZONE_UNKNOWN, .seconds = 1},
		 .direction = BDL_DIRECTION_IN,
		 .has_pence = true,
		 .pence = 12345,
		 .has_balance = true,
		 .balance = -50,
		 .text = "CMS",
		 .page = 1},
		.exhibit = 1}};

static struct bdl_bundle example(void)
{
	struct bdl_bundle b = table_of_two();

	b.about = (struct bdl_case){.title = "Ms A", .reference = "121212121212"};
	b.exhibits = exhibits;
	b.exhibit_count = COUNT(exhibits);
	b.order = order;
	b.sections = sections;
	b.entries = entries;
	b.entry_count = COUNT(entries);
	b.events = events;
	b.event_count = COUNT(events);
	b.front = (struct bdl_front){.cover = 1, .summary = 1, .index = 2, .chronology = 1};
	b.pages = 9;
	return b;
}

Test(bundle_json, written_read_and_written_again_is_the_same)
{
	const struct bdl_bundle b = example();
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	cr_expect_eq(again.exhibit_count, 3);
	cr_expect_eq(again.order_count, 2);
	cr_expect_eq(again.front.summary, 1);
	cr_expect_eq(again.front.index, 2);
	cr_expect_eq(again.exhibits[2].duplicate_of, 1);
	cr_expect_eq(again.exhibits[1].date.day.day, 10);
	cr_expect(again.exhibits[1].date.ambiguous);
	cr_expect_eq(again.exhibits[0].reason, BDL_REASON_UNKNOWN_KIND);
	cr_expect_str_eq(again.about.reference, "121212121212");
	cr_expect_eq(again.entries[0].exhibit, 1);
	cr_expect_eq(again.events[1].record.length, 90);
	cr_expect_eq(again.events[1].record.when.offset, 60);
	cr_expect_eq(again.events[2].record.balance, -50);
	cr_expect_str_eq(again.exhibits[0].path, "caf\xE9.bin");
	bdl_bundle_release(&again);
}

/* Its numbers go on from those of the bundle that it adds to. */
static struct bdl_bundle supplement(void)
{
	static const struct bdl_earlier earlier = {
		.name = "E", .made_on = {2026, 1, 1}, .pages = 30, .documents = 6};
	static struct bdl_held held[] = {
		{.path = "old \xE9.pdf", .name = "old \\xE9.pdf", .number = 6, .page = 30}};
	struct bdl_bundle b = example();

	b.earlier = &earlier;
	b.supplement = 1;
	b.held = held;
	b.held_count = COUNT(held);
	exhibits[0].number = 8;
	exhibits[1].number = 7;
	return b;
}

Test(bundle_json, the_documents_of_a_supplement_are_found_by_their_numbers)
{
	const struct bdl_bundle b = supplement();
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	cr_expect_eq(again.entries[0].exhibit, 1);
	cr_expect_eq(again.events[0].exhibit, 1);
	cr_expect_eq(again.events[2].exhibit, 0);
	cr_expect_eq(again.exhibits[1].number, 8);
	bdl_bundle_release(&again);
}

/* A supplement's, of two documents: 7 and 8. */
static const struct bend numbers[] = {
	{"{\"number\": 7,", "{\"number\": 1,", "number"},
	{"{\"number\": 7,", "{\"number\": 8,", "number"},
	{"{\"number\": 8,", "{\"number\": 7,", "number"},
	{"{\"number\": 8,", "{\"number\": 9,", "number"},
	{"{\"number\": 8,", "{\"number\": null,", "number"},
	{"{\"number\": 8,", "{\"number\": 2147483648,", "number"},
	{"{\"number\": null, \"path\": \"copy.pdf\"", "{\"number\": 9, \"path\": \"copy.pdf\"",
		"number"},
	{"\"documents\": 6", "\"documents\": 7", "number"},
	{"\"exhibit\": 8,", "\"exhibit\": 1,", "exhibit"},
	{"\"exhibit\": 8,", "\"exhibit\": 6,", "exhibit"},
	{"\"exhibit\": 8,", "\"exhibit\": 9,", "exhibit"},
	{"\"exhibit\": 8,", "\"exhibit\": -8,", "exhibit"},
};

Test(bundle_json, numbers_run_on_from_the_earlier_bundle_without_a_gap)
{
	const struct bdl_bundle b = supplement();

	expect_bends_refused(&b, "", numbers, COUNT(numbers));
}

/* Rows that a stranger put in another order are found all the same. */
Test(bundle_json, what_is_hidden_is_found_by_its_row)
{
	static struct bdl_private_found hidden[] = {
		{.row = 0, .page = 2, .kind = BDL_PRIVATE_CARD, .count = 1},
		{.row = 1, .page = 1, .kind = BDL_PRIVATE_CARD, .count = 2}};
	struct bdl_bundle b = table_of_two(), again;
	struct bdl_error err;
	size_t count;
	char *text, *bad;

	b.redacted = true;
	b.private_found = hidden;
	b.private_count = COUNT(hidden);
	text = written(&b);
	bad = bent(text, "\"redactions\"", "\"exhibit\": 1, \"exhibit_page\": 2",
		"\"exhibit\": 2, \"exhibit_page\": 2");
	free(text);
	text = bent(bad, "\"redactions\"", "\"exhibit\": 2, \"exhibit_page\": 1",
		"\"exhibit\": 1, \"exhibit_page\": 1");
	cr_assert_eq(read_text(text, &again, &err), 0, "%s", err.message);
	cr_expect(bdl_bundle_found_of(&again, 0, &count));
	cr_expect(bdl_bundle_found_of(&again, 1, &count));
	free(bad);
	free(text);
	bdl_bundle_release(&again);
}

Test(bundle_json, times_are_recorded_only_when_asked_for)
{
	struct bdl_bundle b = example();
	struct bdl_buffer with = BDL_BUFFER_INIT, without = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_bundle_to_json(&b, true, &with, &err), 0);
	cr_assert_eq(bdl_bundle_to_json(&b, false, &without, &err), 0);
	cr_expect(strstr(with.data, "\"modified\""));
	cr_expect_not(strstr(without.data, "\"modified\""));
	cr_expect(strstr(without.data, "\"path_base64\": \"Y2Fm6S5iaW4=\""));
	bdl_buffer_release(&with);
	bdl_buffer_release(&without);
}

/* More rows than are in memory at a time. */
Test(bundle_json, written_to_a_file_is_the_same)
{
	struct bdl_bundle b = example();
	struct bdl_excluded many[5000];
	struct bdl_buffer whole = BDL_BUFFER_INIT, read = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	FILE *file = tmpfile();

	for (size_t i = 0; i < 5000; i++)
		many[i] = (struct bdl_excluded){
			.path = "null", .name = "null", .reason = "a device, not a file"};
	b.excluded = many;
	b.excluded_count = 5000;
	cr_assert_eq(bdl_bundle_to_json(&b, true, &whole, &err), 0);
	cr_assert_gt(whole.length, 150000);
	cr_assert_eq(bdl_bundle_write_json(&b, true, fileno(file), "work", &err), 0);
	rewind(file);
	cr_assert_eq(bdl_read_fd(fileno(file), "work", whole.length + 1, &read, &err), 0);
	cr_expect_eq(read.length, whole.length);
	cr_expect_str_eq(read.data, whole.data);
	bdl_buffer_release(&whole);
	bdl_buffer_release(&read);
	fclose(file);
}

Test(bundle_json, a_full_disk_is_named)
{
	struct bdl_bundle b = example();
	struct bdl_error err = {0};
	FILE *full = fopen("/dev/full", "w");

	cr_assert_eq(bdl_bundle_write_json(&b, true, fileno(full), "work", &err), -1);
	cr_expect_eq(err.code, BDL_EIO);
	cr_expect_str_eq(err.path, "work");
	cr_expect_str_eq(err.message, "cannot write to: No space left on device");
	fclose(full);
}

Test(bundle_json, a_table_cut_anywhere_is_refused)
{
	const struct bdl_bundle b = example();
	char *text = written(&b);

	for (size_t i = strlen(text) - 2; i > 0; i--) {
		text[i] = '\0';
		expect_refused(text, NULL, "a part of it");
	}
	free(text);
}

Test(bundle_json, a_table_bent_anywhere_is_refused_or_read_never_worse)
{
	const struct bdl_bundle b = example();

	expect_no_harm(&b, "", NULL);
}

static const char *const no_tables[] = {
	"",
	"[]",
	"{}",
	"{\"format_version\":1}",
	"{\"format_version\":1,\"name\":\"x\",\"exhibits\":{}}",
	"{\"format_version\":1,\"name\":\"x\",\"fingerprint\":\"zz\",\"exhibits\":[]}",
	"{\"format_version\":1,\"format_version\":1}",
};

Test(bundle_json, what_is_no_table_is_refused_with_words)
{
	for (size_t i = 0; i < COUNT(no_tables); i++)
		expect_refused(no_tables[i], NULL, no_tables[i]);
}
