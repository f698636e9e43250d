/* Facts: written and read back the same; what a hostile reader could answer is refused. */
#include "model/facts.h"

#include "base/text.h"
#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct bdl_candidate dates[] = {
	{.day = {2023, 2, 10},
		.precision = BDL_TO_DAY,
		.source = BDL_FROM_TEXT,
		.label = BDL_LABEL_DATE,
		.page = 1,
		.offset = 120,
		.raw = "10 February 2023"},
	{.day = {2023, 2, 0},
		.precision = BDL_TO_MONTH,
		.source = BDL_FROM_METADATA,
		.raw = "2023-02"},
	{.day = {2022, 3, 4},
		.precision = BDL_TO_DAY,
		.source = BDL_FROM_EXIF,
		.ambiguous = true,
		.raw = "4/3/22"},
};

static struct bdl_facts example(void)
{
	static const char *heads[] = {"Date", "", "Balance (\xC2\xA3)", NULL};
	static const char *warnings[] = {"It breaks off before its end.", NULL};

	static struct bdl_record records[] = {{.type = BDL_EVENT_CALL,
						      .when = {.day = {2023, 7, 1},
							      .zone = BDL_ZONE_LONDON,
							      .seconds = 34200,
							      .offset = 60},
						      .direction = BDL_DIRECTION_OUT,
						      .answered = BDL_ANSWERED_YES,
						      .has_length = true,
						      .length = 90,
						      .party = "0800 171 2345",
						      .page = 3},
		{.type = BDL_EVENT_TRANSACTION, .has_pence = true, .pence = -450, .text = "SHOP"}};
	static struct bdl_inner inner[] = {{.name = "letter.pdf", .at = 0, .length = 12},
		{.name = "a", .at = 12, .length = 0}};

	return (struct bdl_facts){.format = "pdf",
		.records = records,
		.record_count = COUNT(records),
		.inner = inner,
		.inner_count = COUNT(inner),
		.scanned = 2,
		.recognised = true,
		.is_signed = true,
		.ocr = "auto eng",
		.reserved = "bottom-right 120 600 mark",
		.account = "11-22-33, last four figures 5678",
		.message_id = "a@b",
		.media_type = "application/pdf",
		.format_basis = "sniffed: %PDF- at byte 0",
		.shown = true,
		.reason = BDL_REASON_TRUNCATED,
		.detail = "3 of 4",
		.pages = 3,
		.title = "Our response to your \xE2\x80\x9C"
			 "complaint\xE2\x80\x9D",
		.text = "Child Maintenance Service\nDate: 10 February 2023\n",
		.text_characters = 48,
		.width = 1080,
		.height = 2340,
		.look = {1028, 979, 486, 783, 80, 577, 164},
		.camera = "Example Phone 5",
		.dates = dates,
		.date_count = COUNT(dates),
		.headers = heads,
		.rows = 7,
		.warnings = warnings};
}

static void write_facts(const struct bdl_facts *f, struct bdl_buffer *json)
{
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_facts_to_json(f, json, &err), 0, "%s", err.message);
}

Test(facts, come_back_as_they_were_written)
{
	struct bdl_facts f = example(), back;
	struct bdl_buffer json = BDL_BUFFER_INIT, again = BDL_BUFFER_INIT;
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};

	write_facts(&f, &json);
	cr_assert_eq(bdl_facts_from_json(&back, &a, json.data, json.length, "x", &err), 0, "%s",
		err.message);
	cr_expect_str_eq(back.format, f.format);
	cr_expect_str_eq(back.title, f.title);
	cr_expect_str_eq(back.text, f.text);
	cr_expect_str_eq(back.camera, f.camera);
	cr_expect_eq(memcmp(&back.look, &f.look, sizeof(f.look)), 0);
	cr_assert_eq(back.record_count, 2);
	cr_expect_eq(back.records[0].length, 90);
	cr_expect_eq(back.records[0].when.offset, 60);
	cr_expect_str_eq(back.records[0].party, "0800 171 2345");
	cr_expect_eq(back.records[1].pence, -450);
	cr_expect_eq(back.records[1].when.day.year, 0, "a row without a date that can be read");
	cr_expect(!back.records[1].has_balance && back.records[1].page == 0);
	cr_assert_eq(back.inner_count, 2);
	cr_expect_eq(back.inner[1].at, 12);
	cr_expect_str_eq(back.ocr, "auto eng");
	cr_expect_str_eq(back.reserved, "bottom-right 120 600 mark");
	cr_expect(back.recognised && back.is_signed && back.scanned == 2);
	cr_expect_str_eq(back.detail, f.detail);
	cr_expect_str_eq(back.headers[2], f.headers[2]);
	cr_expect_null(back.headers[3]);
	cr_expect_str_eq(back.warnings[0], f.warnings[0]);
	cr_expect(back.shown && back.reason == BDL_REASON_TRUNCATED && back.pages == 3 &&
		  back.rows == 7);
	cr_assert_eq(back.date_count, COUNT(dates));
	for (size_t i = 0; i < COUNT(dates); i++) {
		cr_expect_eq(bdl_day_compare(back.dates[i].day, dates[i].day), 0, "row %zu", i);
		cr_expect_str_eq(back.dates[i].raw, dates[i].raw);
		cr_expect_eq(back.dates[i].label, dates[i].label);
		cr_expect_eq(back.dates[i].source, dates[i].source);
		cr_expect_eq(back.dates[i].ambiguous, dates[i].ambiguous);
		cr_expect_eq(back.dates[i].offset, dates[i].offset);
	}
	write_facts(&back, &again);
	cr_expect_str_eq(bdl_buffer_string(&again), bdl_buffer_string(&json));
	bdl_buffer_release(&json);
	bdl_buffer_release(&again);
	bdl_arena_release(&a);
}

Test(facts, of_a_file_that_is_not_shown_need_nothing_else)
{
	struct bdl_facts f = {.format = "audio", .reason = BDL_REASON_SOUND}, back;
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};

	write_facts(&f, &json);
	cr_assert_eq(bdl_facts_from_json(&back, &a, json.data, json.length, "x", &err), 0, "%s",
		err.message);
	cr_expect(!back.shown && back.pages == 0 && !back.title && !back.headers && !back.warnings);
	cr_expect_str_eq(back.text, "");
	bdl_buffer_release(&json);
	bdl_arena_release(&a);
}

Test(facts, are_made_to_fit_when_they_are_written)
{
	static struct bdl_candidate odd[] = {
		{.day = {2023, 2, 31},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT,
			.raw = "31 February 2023"},
		{.day = {0, 0, 0},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_EXIF,
			.raw = "0000:00:00"},
		{.day = {2023, 2, 1},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_FILE_NAME,
			.raw = "2023-02-01"},
		{.day = {2023, 2, 2},
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT,
			.page = 9,
			.raw = "2\tFeb\n2023"},
	};
	struct bdl_facts f = example(), back;
	struct bdl_buffer json = BDL_BUFFER_INIT, text = BDL_BUFFER_INIT;
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};

	for (int i = 0; i < 8000; i++)
		bdl_buffer_text(&text, "\xE2\x82\xAC\x01\n");
	f.text = bdl_buffer_string(&text);
	f.title = "bad \xFF byte \x1B[31m";
	f.dates = odd;
	f.date_count = COUNT(odd);
	write_facts(&f, &json);
	cr_assert_eq(bdl_facts_from_json(&back, &a, json.data, json.length, "x", &err), 0, "%s",
		err.message);
	cr_expect_str_eq(back.title, "bad \xEF\xBF\xBD byte  [31m");
	cr_expect(strlen(back.text) <= BDL_FACTS_TEXT_MAX &&
		  strlen(back.text) > BDL_FACTS_TEXT_MAX - 8);
	cr_expect(bdl_utf8_valid(back.text, strlen(back.text)));
	cr_assert_eq(back.date_count, 1);
	cr_expect_str_eq(back.dates[0].raw, "2 Feb 2023");
	cr_expect_eq(back.dates[0].page, 0);
	bdl_buffer_release(&json);
	bdl_buffer_release(&text);
	bdl_arena_release(&a);
}

/* One change each to facts that are in order. */
static const struct {
	const char *from, *to;
} changes[] = {
	{"[1,\"2023-07-01T", "[4,\"2023-07-01T"},
	{"2023-07-01T09:30:00+01:00", "2023-07-01T09:30:00+05:00"},
	{"2023-07-01T09:30:00+01:00", "2023-02-30T09:30:00+01:00"},
	{",90,null,null,3,", ",-1,null,null,3,"},
	{",90,null,null,3,", ",90,null,null,4,"},
	{",90,null,null,3,", ",90,null,null,3,0,"},
	{"\"0800 171 2345\"", "\"0800\\n171\""},
	{"\"letter.pdf\"", "\"a/letter.pdf\""},
	{"\"letter.pdf\"", "\"..\""},
	{"[\"a\",12,0]", "[\"a\",11,0]"},
	{"[\"a\",12,0]", "[\"a\",12,-1]"},
	{"\"recognised\":true", "\"recognised\":1"}, {"\"signed\":true", "\"signed\":\"no\""},
	{"\"scanned\":2", "\"scanned\":-2"},
	{"\"camera\"", "\"extra\":1,\"camera\""},
	{"\"camera\":\"Example Phone 5\",", ""},
	{"\"camera\":\"Example Phone 5\",", "\"camera\":\"a\",\"camera\":\"b\","},
	{"\"Example Phone 5\"", "5"},
	{"Example Phone", "Example\\u0007Phone"},
	{"Example Phone", "Example\\nPhone"},
	{"Example Phone", "Example\\u2028Phone"},
	{"Example Phone", "Example\\u0000Phone"},
	{"Example Phone", "Example\xFFPhone"},
	{"Service\\n", "Service\\r"},
	{"\"format\":\"pdf\"", "\"format\":null"},
	{"\"format\":\"pdf\"", "\"format\":\"\""},
	{"\"format\":\"pdf\"", "\"format\":\"../pdf\""},
	{"\"pages\":3", "\"pages\":0"},
	{"\"pages\":3", "\"pages\":-1"},
	{"\"pages\":3", "\"pages\":200001"},
	{"\"pages\":3", "\"pages\":3.0"},
	{"\"pages\":3", "\"pages\":\"3\""},
	{"\"pages\":3", "\"pages\":99999999999999999999"},
	{"\"reason\":\"truncated\"", "\"reason\":\"locked\""},
	{"\"reason\":\"truncated\"", "\"reason\":\"whatever\""},
	{"\"shown\":true", "\"shown\":false"},
	{"\"shown\":true", "\"shown\":1"},
	{"\"width\":1080", "\"width\":4294967296"},
	{"\"look\":[1028,", "\"look\":[0,"},
	{"\"look\":[1028,", "\"look\":[65537,"},
	{"\"look\":[1028,", "\"look\":[1028,1,"},
	{",577,164]", ",577,256]"},
	{",577,164]", ",1001,164]"},
	{",577,164]", ",577,-1]"},
	{",577,164]", ",577,null]"},
	{"\"rows\":7", "\"rows\":-7"},
	{"\"day\":\"2023-02-10\"", "\"day\":\"2023-02-31\""},
	{"\"day\":\"2023-02-10\"", "\"day\":\"2023-02\""},
	{"\"day\":\"2023-02-10\"", "\"day\":\"1899-02-10\""},
	{"\"day\":\"2023-02-10\"", "\"day\":\"2023-02-100\""},
	{"\"day\":\"2023-02-10\"", "\"day\":\"2023x02-10\""},
	{"\"day\":\"2023-02-10\"", "\"day\":\"\""},
	{"\"label\":\"date\"", "\"label\":\"dat\""},
	{"\"source\":\"text\"", "\"source\":\"author\""},
	{"\"source\":\"text\"", "\"source\":\"file-name\""},
	{"\"precision\":\"day\"", "\"precision\":\"none\""},
	{"\"page\":1", "\"page\":4"},
	{"\"offset\":120", "\"offset\":-1"},
	{"\"ambiguous\":false", "\"ambiguous\":null"},
	{"[\"Date\"", "[null"},
	{"[\"Date\"", "[[]"},
	{"\"dates\":[", "\"dates\":[{},"},
	{"\"dates\":[", "\"dates\":[["},
};

static void expect_refused(const char *json, size_t length, const char *what)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_facts back, zero = {.pages = 0};

	memset(&zero, 0, sizeof(zero));
	cr_expect_eq(bdl_facts_from_json(&back, &a, json, length, "letter.pdf", &err), -1,
		"taken: %s", what);
	cr_expect_eq(err.code, BDL_EFORMAT, "%s", what);
	cr_expect_str_eq(err.path, "letter.pdf");
	cr_expect(memcmp(&back, &zero, sizeof(back)) == 0, "left over: %s", what);
	bdl_arena_release(&a);
}

Test(facts, that_are_not_in_order_are_refused)
{
	struct bdl_facts f = example();
	struct bdl_buffer json = BDL_BUFFER_INIT;

	write_facts(&f, &json);
	for (size_t i = 0; i < COUNT(changes); i++) {
		struct bdl_buffer changed = BDL_BUFFER_INIT;
		const char *at = strstr(json.data, changes[i].from);

		cr_assert(at, "row %zu: %s is not in %s", i, changes[i].from, json.data);
		bdl_buffer_add(&changed, json.data, (size_t)(at - json.data));
		bdl_buffer_text(&changed, changes[i].to);
		bdl_buffer_text(&changed, at + strlen(changes[i].from));
		expect_refused(bdl_buffer_string(&changed), changed.length, changes[i].to);
		bdl_buffer_release(&changed);
	}
	bdl_buffer_release(&json);
}

Test(facts, that_are_too_long_or_no_json_are_refused)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;

	expect_refused("", 0, "nothing");
	expect_refused("[]", 2, "an array");
	expect_refused("{\"a\"", 4, "half an object");
	for (size_t i = 0; i < 100000; i++)
		bdl_buffer_byte(&json, '[');
	expect_refused(json.data, json.length, "a deep nest");
	while (json.length <= BDL_FACTS_MAX)
		bdl_buffer_text(&json, "                ");
	expect_refused(json.data, json.length, "more than a reader may hand out");
	bdl_buffer_release(&json);
}

Test(facts, cut_anywhere_are_refused)
{
	struct bdl_facts f = example();
	struct bdl_buffer json = BDL_BUFFER_INIT;

	write_facts(&f, &json);
	for (size_t n = 0; n < json.length; n += 7)
		expect_refused(json.data, n, "a piece");
	bdl_buffer_release(&json);
}

Test(facts, of_a_mistaken_reader_are_not_written)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	struct bdl_facts shown = {.format = "pdf", .shown = true}, hidden = {.format = "pdf"},
			 nameless = {.pages = 1};
	struct bdl_error err = {.code = BDL_OK};

	cr_expect_eq(bdl_facts_to_json(&shown, &json, &err), -1);
	cr_expect_eq(err.code, BDL_EINTERNAL);
	cr_expect_eq(bdl_facts_to_json(&hidden, &json, &err), -1);
	cr_expect_eq(bdl_facts_to_json(&nameless, &json, &err), -1);
	cr_expect_eq(json.length, 0);
	bdl_buffer_release(&json);
}

Test(facts, every_label_has_a_token_of_its_own)
{
	for (int l = BDL_LABEL_NONE; l <= BDL_LABEL_ROW; l++)
		cr_expect_eq(
			bdl_date_label_from_token(bdl_date_label_token((enum bdl_date_label)l)), l);
	cr_expect_eq(bdl_date_label_from_token("x"), -1);
}
