/* Saved chats: stamps in all layouts, who wrote what, what nobody wrote. */
#include "phone_fixture.h"
#include "read/chat_stamp.h"

#define LRM "\xE2\x80\x8E"
#define NNBSP "\xE2\x80\xAF"

Test(chat, stamps_of_all_layouts_are_read)
{
	static const struct {
		const char *line, *rest;
		uint32_t seconds;
	} cases[] = {
		{"[14/08/2023, 09:15:32] Ann: hi", "Ann: hi", 33332},
		{LRM "[14/08/2023, 09:15:32] Ann: hi", "Ann: hi", 33332},
		{"20/06/2021, 14:30 - Ann: hi", "Ann: hi", 52200},
		{"20/06/2021, 2:30" NNBSP "pm - Ann: hi", "Ann: hi", 52200},
		{"6/20/21, 12:05 AM - Ann: hi", "Ann: hi", 300},
		{"[3/6/18 1:55:00 p. m.] a: m", "a: m", 50100},
		{"[2018/06/13, 21:25:15] a: m", "a: m", 77115},
		{"03-06-2018, 01.55 PM - a: m", "a: m", 50100},
		{"13.6.2018 klo 21.25.15 - a: m", "a: m", 77115},
		{"13. 6. 2018. 21:25:15 a: m", "a: m", 77115},
		{"14.08.23, 09:15 \xE2\x80\x93 Ann: hi", "Ann: hi", 33300},
	};

	static const char *const none[] = {"", "hello", "14/08/2023", "14/08/2023 09:15 hello",
		"[14/08/2023 09:15 Ann: hi", "14/08/2023, 25:15 - Ann: hi", "1.2.3 - x: y",
		"[1] a: b", "20/06/2021, 14:30-Ann: hi"};
	struct bdl_chat_stamp s;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		cr_assert(bdl_chat_stamp(cases[i].line, strlen(cases[i].line), &s), "%s",
			cases[i].line);
		cr_expect_str_eq(cases[i].line + s.length, cases[i].rest);
		cr_expect_eq(s.seconds, cases[i].seconds, "%s: %u", cases[i].line, s.seconds);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		cr_expect_not(bdl_chat_stamp(none[i], strlen(none[i]), &s), "%s", none[i]);
}

static const char android[] =
	"02/11/2019, 18:00 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
	"02/11/2019, 18:01 - Ms A changed the subject to \"Trip: Friday\"\n"
	"02/11/2019, 18:04 - Ms A: Hi, the money has not come.\n"
	"02/11/2019, 18:51 - Mr C: been a bad month\n"
	"\n"
	"will sort it\n"
	"13/11/2019, 07:40 - Ms A: <Media omitted>\n"
	"13/11/2019, 07:41 - Mr C: Missed voice call\n"
	"13/11/2019, 09:41 - Ms A: Voice call, 5 min\n"
	"13/11/2019, 09:50 - Ms A: Voice call me when you can\n"
	"13/11/2019, 09:51 - Mr C: This message was deleted\n";

Test(chat, each_message_is_a_record_and_lines_that_nobody_wrote_are_only_shown)
{
	struct made m;

	read_words(&m, android, "WhatsApp Chat.txt");
	cr_assert_eq(m.facts.record_count, 7);
	EXPECT_RECORD(&m, 0,
		"message 2019-11-02T18:04:00 unknown - Ms A 0 - Hi, the money has not come.");
	EXPECT_RECORD(&m, 1,
		"message 2019-11-02T18:51:00 unknown - Mr C 0 - been a bad month will sort it");
	EXPECT_RECORD(&m, 2, "message 2019-11-13T07:40:00 unknown - Ms A 0 - <Media omitted>");
	EXPECT_RECORD(&m, 3, "call 2019-11-13T07:41:00 unknown - Mr C 0 no Missed voice call");
	EXPECT_RECORD(&m, 4, "call 2019-11-13T09:41:00 unknown - Ms A 300 yes Voice call, 5 min");
	EXPECT_RECORD(
		&m, 5, "message 2019-11-13T09:50:00 unknown - Ms A 0 - Voice call me when you can");
	EXPECT_RECORD(
		&m, 6, "message 2019-11-13T09:51:00 unknown - Mr C 0 - This message was deleted");
	cr_expect_str_eq(m.facts.layout, "WhatsApp (Android)");
	cr_expect_str_eq(m.facts.title, "Messages between Ms A and Mr C");
	cr_expect(page_says(&m, 1, "Trip: Friday"));
	cr_expect(page_says(&m, 1, "It holds 5 messages and 2 calls; all 7 are shown."));
	cr_expect(page_says(&m, 1, "Wednesday 13 November 2019"));
	cr_assert_eq(m.facts.date_count, 2);
	cr_expect_not(m.facts.dates[0].ambiguous);
	unmake(&m);
}

Test(chat, an_iphone_s_chat_loses_only_marks_that_are_not_seen)
{
	static const char text[] =
		"[14/08/2023, 09:15:32] Ann: " LRM
		"Messages and calls are end-to-end encrypted.\r\n" LRM
		"[14/08/2023, 09:16:00] Ann: " LRM "<attached: 0042-PHOTO.jpg>\r\n"
		"[14/08/2023, 9:17:00" NNBSP "PM] " LRM "Bob: ok\r\n";
	struct made m;

	read_words(&m, text, "_chat.txt");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(
		&m, 0, "message 2023-08-14T09:16:00 unknown - Ann 0 - <attached: 0042-PHOTO.jpg>");
	EXPECT_RECORD(&m, 1, "message 2023-08-14T21:17:00 unknown - Bob 0 - ok");
	cr_expect_str_eq(m.facts.layout, "WhatsApp (iPhone)");
	unmake(&m);
}

Test(chat, month_first_is_found_out_and_doubt_is_said)
{
	struct made m;

	read_words(&m, "1/2/23, 9:00 AM - Ann: a\n1/20/23, 9:00 AM - Bob: b\n", "chat.txt");
	EXPECT_RECORD(&m, 0, "message 2023-01-02T09:00:00 unknown - Ann 0 - a");
	cr_expect_not(has_warning(&m, "day first"));
	unmake(&m);
	read_words(&m, "1/2/23, 9:00 AM - Ann: a\n3/2/23, 9:00 AM - Bob: b\n", "chat.txt");
	EXPECT_RECORD(&m, 0, "message 2023-02-01T09:00:00 unknown - Ann 0 - a");
	cr_expect(has_warning(&m, "day first"));
	cr_assert_gt(m.facts.date_count, 0);
	cr_expect(m.facts.dates[0].ambiguous);
	cr_expect_str_eq(m.facts.dates[0].raw, "1/2/23");
	unmake(&m);
}

Test(chat, who_took_back_a_message_as_you_owns_the_phone)
{
	struct made m;

	read_words(&m,
		"20/01/2023, 09:00 - Ann: You deleted this message\n"
		"20/01/2023, 09:01 - Bob: You deleted this message, I saw it\n",
		"chat.txt");
	EXPECT_RECORD(
		&m, 0, "message 2023-01-20T09:00:00 unknown out Ann 0 - You deleted this message");
	EXPECT_RECORD(&m, 1,
		"message 2023-01-20T09:01:00 unknown in Bob 0 - You deleted this message, I saw "
		"it");
	unmake(&m);
}

Test(chat, a_date_that_does_not_exist_leaves_the_message_undated)
{
	struct made m;

	read_words(&m, "30/02/2023, 09:00 - Ann: a\n28/02/2023, 09:00 - Bob: b\n", "chat.txt");
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 0, "message - - - Ann 0 - a");
	cr_expect(page_says(&m, 1, "Without a date"));
	unmake(&m);
}

Test(chat, a_log_of_a_machine_is_no_chat)
{
	struct made m;

	read_words(&m, "2023-01-02 09:00:00 INFO: started\n2023-01-02 09:00:01 INFO: stopped\n",
		"a.log");
	cr_expect_str_eq(m.facts.format, "text");
	cr_expect_eq(m.facts.record_count, 0);
	unmake(&m);
}

Test(chat, a_message_longer_than_a_page_is_shown_whole)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct made m;

	bdl_buffer_text(&text, "02/11/2019, 18:04 - Ann: begin\n");
	for (int i = 0; i < 100; i++)
		bdl_buffer_printf(&text, "line %d\n", i);
	bdl_buffer_text(&text, "end\n03/11/2019, 18:04 - Bob: after\n");
	read_evidence(&m, text.data, text.length, "chat.txt");
	cr_assert_eq(m.facts.record_count, 2);
	cr_expect(page_says(&m, 1, "begin"));
	cr_expect(page_says(&m, 2, "Saturday 2 November 2019, continued"));
	cr_expect(page_says(&m, m.facts.pages, "after"));
	cr_expect_eq(m.facts.records[0].page, 1);
	unmake(&m);
	bdl_buffer_release(&text);
}
