/* The table written down and read back; hostile tables. */
#include "model/bundle_json.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct bdl_exhibit exhibits[] = {
	{.path = "letters/1.pdf",
		.name = "letters/1.pdf",
		.archive_path = "data/letters/1.pdf",
		.size = 1234,
		.duplicate_of = BDL_NONE,
		.format = "pdf",
		.media_type = "application/pdf",
		.shown = true,
		.pages = 3,
		.kind = "letter",
		.basis = "words",
		.title = "A letter",
		.number = 2,
		.section = 0,
		.first_page = 7,
		.date = {.day = {2023, 2, 10},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT,
			.raw = "10/2/2023",
			.page = 1,
			.ambiguous = true}},
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
		.size = 1234,
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
static struct bdl_event events[] = {
	{.record = {.type = BDL_EVENT_DOCUMENT, .when = {.day = {2023, 2, 10}}, .text = "A letter.", .page = 1},
		.exhibit = 0},
	{.record = {.type = BDL_EVENT_CALL,
		 .when = {.day = {2023, 7, 1}, .zone = BDL_ZONE_LONDON, .seconds = 34200, .offset = 60},
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
		 .page = 2},
		.exhibit = 1}};

static struct bdl_bundle example(void)
{
	return (struct bdl_bundle){.stage = BDL_STAGE_PAGINATED,
		.made_on = {2026, 3, 1},
		.name = "T",
		.about = {.title = "Ms A", .reference = "121212121212"},
		.exhibits = exhibits,
		.exhibit_count = 3,
		.order = order,
		.order_count = 2,
		.sections = sections,
		.section_count = 1,
		.entries = entries,
		.entry_count = 1,
		.events = events,
		.event_count = 3,
		.front = {.cover = 1, .summary = 1, .index = 2, .chronology = 1},
		.pages = 9};
}

Test(bundle_json, written_read_and_written_again_is_the_same)
{
	struct bdl_bundle b = example(), again;
	struct bdl_buffer one = BDL_BUFFER_INIT, two = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	bdl_bundle_init(&again);
	cr_assert_eq(bdl_bundle_to_json(&b, false, &one, &err), 0);
	cr_assert_eq(
		bdl_bundle_from_json(&again, one.data, one.length, &err), 0, "%s", err.message);
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
	cr_assert_eq(bdl_bundle_to_json(&again, false, &two, &err), 0);
	cr_expect_str_eq(one.data, two.data);
	bdl_buffer_release(&one);
	bdl_buffer_release(&two);
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

Test(bundle_json, a_table_cut_or_bent_anywhere_is_refused_or_read_never_worse)
{
	struct bdl_bundle b = example();
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_bundle_to_json(&b, false, &json, &err), 0);
	for (size_t i = 0; i < json.length; i++) {
		struct bdl_bundle r;
		char kept = json.data[i];

		bdl_bundle_init(&r);
		err = (struct bdl_error){0};
		cr_expect_eq(bdl_bundle_from_json(&r, json.data, i, &err),
			i >= json.length - 1 ? 0 : -1, "cut at %zu", i);
		bdl_bundle_release(&r);
		json.data[i] = (char)(kept == '9' ? '-' : '9');
		err = (struct bdl_error){0};
		if (bdl_bundle_from_json(&r, json.data, json.length, &err) < 0)
			cr_expect_gt(strlen(err.message), 3);
		bdl_bundle_release(&r);
		json.data[i] = kept;
	}
	bdl_buffer_release(&json);
}

static const char *const bent[] = {
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
	for (size_t i = 0; i < sizeof(bent) / sizeof(bent[0]); i++) {
		struct bdl_bundle b;
		struct bdl_error err = {0};

		bdl_bundle_init(&b);
		cr_expect_eq(bdl_bundle_from_json(&b, bent[i], strlen(bent[i]), &err), -1, "%s",
			bent[i]);
		cr_expect_eq(err.code, BDL_EFORMAT, "%s", bent[i]);
		bdl_bundle_release(&b);
	}
}
