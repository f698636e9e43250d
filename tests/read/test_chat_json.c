/* Chats in JSON. */
#include "phone_fixture.h"

Test(chat_json, telegram_names_an_instant)
{
	static const char text[] =
		"{\"name\":\"Mr C\",\"type\":\"personal_chat\",\"messages\":["
		"{\"id\":1,\"type\":\"service\",\"date\":\"2023-07-01T10:00:00\",\"date_unixtime\":"
		"\"1688209200\","
		"\"actor\":\"Ms "
		"A\",\"action\":\"phone_call\",\"duration_seconds\":65,\"text\":\"\"},"
		"{\"id\":2,\"type\":\"message\",\"date\":\"2023-07-01T11:00:00\",\"date_unixtime\":"
		"\"1688212800\","
		"\"from\":\"Ms A\",\"text\":[\"See \",{\"type\":\"link\",\"text\":\"gov.uk\"},\" "
		"please\"]},"
		"{\"id\":3,\"type\":\"service\",\"date\":\"2023-07-01T12:00:00\",\"date_unixtime\":"
		"\"1688216400\","
		"\"actor\":\"Mr C\",\"action\":\"pin_message\",\"text\":\"\"}]}";
	struct made m;

	read_words(&m, text, "result.json");
	cr_expect_str_eq(m.facts.format, "chat");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0, "call 2023-07-01T12:00:00+01:00 Europe/London - Ms A 65 yes -");
	EXPECT_RECORD(&m, 1,
		"message 2023-07-01T13:00:00+01:00 Europe/London - Ms A 0 - See gov.uk please");
	cr_expect_str_eq(m.facts.layout, "Telegram");
	cr_expect(page_says(&m, 1, "Call, 1 min 05 s."));
	cr_expect(page_says(&m, 1, "Mr C: pin message"));
	unmake(&m);
}

Test(chat_json, messenger_s_letters_are_put_together_and_its_order_turned)
{
	static const char text[] =
		"{\"participants\":[],\"messages\":["
		"{\"sender_name\":\"Zo\\u00c3\\u00ab\",\"timestamp_ms\":1680426001000,\"content\":"
		"\"caf\\u00c3\\u00a9\"},"
		"{\"sender_name\":\"Ms "
		"A\",\"timestamp_ms\":1680336000000,\"photos\":[{\"uri\":\"photos/1.jpg\"}]}]}";
	struct made m;

	read_words(&m, text, "message_1.json");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0, "message 2023-04-01T09:00:00+01:00 Europe/London - Ms A 0 - -");
	EXPECT_RECORD(&m, 1,
		"message 2023-04-02T10:00:01+01:00 Europe/London - Zo\xC3\xAB 0 - caf\xC3\xA9");
	cr_expect(page_says(&m, 1, "photos/1.jpg"));
	unmake(&m);
}

Test(chat_json, a_plain_list_is_read)
{
	static const char text[] = "[{\"timestamp\":\"2020-01-17T20:49:00\",\"author\":\"John "
				   "Doe\",\"message\":\"Hello Jane!\"},"
				   "{\"timestamp\":\"2019-12-24T11:23:00\",\"author\":\"Jane "
				   "Doe\",\"message\":\"Hello John!\"}]";
	struct made m;

	read_words(&m, text, "list.json");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0, "message 2019-12-24T11:23:00 unknown - Jane Doe 0 - Hello John!");
	unmake(&m);
}

Test(chat_json, what_is_no_chat_or_breaks_off_is_shown_as_text)
{
	static const char *const texts[] = {
		"[{\"timestamp\":1,\"author\":\"a\",\"message\":\"b\"}, {\"timest",
		"{\"timestamp\":1,\"author\":\"a\",\"message\":\"b\"}",
		"{\"messages\":[],\"sender_name\":1,\"timestamp_ms\":2}",
		"{\"messages\":{\"from\":1},\"date\":[],\"text\":null}",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct made m;

		read_words(&m, texts[i], "a.json");
		cr_expect(m.facts.shown, "%zu", i);
		cr_expect_str_eq(m.facts.format, "text", "%zu", i);
		cr_expect_eq(m.facts.record_count, 0, "%zu", i);
		unmake(&m);
	}
}
