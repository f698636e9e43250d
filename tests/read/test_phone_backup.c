/* Backups of phones: each call and each message is shown and is a record. */
#include "phone_fixture.h"
#include "read/phone.h"
#include "read/phone_parts.h"

#define XML "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"

Test(phone_backup, each_call_is_a_row_and_a_record_in_uk_time)
{
	static const char text[] =
		XML "<calls count=\"5\">\n"
		    "<call number=\"08001712345\" duration=\"2292\" date=\"1676628120000\" "
		    "type=\"2\" contact_name=\"CMS\" />\n"
		    "<call number=\"+448001712345\" duration=\"0\" date=\"1673863380000\" "
		    "type=\"2\" contact_name=\"CMS\" />\n"
		    "<call number=\"07700900371\" duration=\"65\" date=\"1688209200000\" "
		    "type=\"1\" contact_name=\"(Unknown)\" />\n"
		    "<call number=\"-2\" duration=\"0\" date=\"1688212800000\" type=\"3\" "
		    "presentation=\"2\" contact_name=\"(Unknown)\" />\n"
		    "<call number=\"07700900371\" duration=\"0\" date=\"1688216400000\" type=\"5\" "
		    "contact_name=\"(Unknown)\" />\n"
		    "</calls>\n";
	struct made m;

	read_words(&m, text, "calls.xml");
	cr_assert(m.facts.shown);
	cr_assert_eq(m.facts.record_count, 5);
	EXPECT_RECORD(&m, 0,
		"call 2023-01-16T10:03:00+00:00 Europe/London out CMS (+448001712345) 0 no -");
	EXPECT_RECORD(&m, 1,
		"call 2023-02-17T10:02:00+00:00 Europe/London out CMS (+448001712345) 2292 yes -");
	EXPECT_RECORD(
		&m, 2, "call 2023-07-01T12:00:00+01:00 Europe/London in 07700900371 65 yes -");
	EXPECT_RECORD(
		&m, 3, "call 2023-07-01T13:00:00+01:00 Europe/London in number withheld 0 no -");
	EXPECT_RECORD(&m, 4, "call 2023-07-01T14:00:00+01:00 Europe/London in 07700900371 0 no -");
	cr_expect_str_eq(m.facts.layout, "SMS Backup & Restore");
	cr_expect_eq(m.facts.rows, 5);
	cr_expect_str_eq(m.facts.title, "Call log: 5 calls");
	cr_expect(page_says(&m, 1, "It holds 5 calls; all 5 are shown. Times are UK time"));
	cr_expect(page_says(&m, 1, "38 min 12 s"));
	cr_expect(page_says(&m, 1,
		"5 calls: 2 made, 1 of them not answered; 1 received; 1 missed; 1 rejected."));
	cr_expect(page_says(&m, 1, "Time on calls: 39 minutes 17 seconds."));
	cr_assert_eq(m.facts.date_count, 2);
	cr_expect_eq(m.facts.dates[0].day.month, 1);
	cr_expect_eq(m.facts.dates[1].day.month, 7);
	cr_expect_eq(m.facts.dates[1].label, BDL_LABEL_ROW);
	unmake(&m);
}

Test(phone_backup, messages_are_told_by_conversation)
{
	static const char text[] =
		XML "<smses count=\"4\">"
		    "<sms address=\"07700900371\" date=\"1572717840000\" type=\"2\" body=\"The "
		    "money has not come.\" contact_name=\"Mr C\"/>"
		    "<sms address=\"07700900372\" date=\"1572717900000\" type=\"1\" body=\"Hello "
		    "&#55357;&#56832; &#55357;\" contact_name=\"(Unknown)\"/>"
		    "<sms address=\"+447700900371\" date=\"1572720660000\" type=\"1\" body=\"a bad "
		    "month&#10;will sort it\" contact_name=\"Mr C\"/>"
		    "<sms address=\"07700900371\" date=\"1572721660000\" type=\"5\" body=\"When?\" "
		    "contact_name=\"Mr C\"/>"
		    "</smses>";
	struct made m;

	read_words(&m, text, "sms.xml");
	cr_assert_eq(m.facts.record_count, 4);
	EXPECT_RECORD(&m, 0,
		"message 2019-11-02T18:04:00+00:00 Europe/London out Mr C (07700900371) 0 - The "
		"money has not come.");
	EXPECT_RECORD(&m, 1,
		"message 2019-11-02T18:51:00+00:00 Europe/London in Mr C (07700900371) 0 - a bad "
		"month will sort it");
	EXPECT_RECORD(&m, 2,
		"message 2019-11-02T19:07:40+00:00 Europe/London out Mr C (07700900371) 0 - (not "
		"sent) When?");
	EXPECT_RECORD(&m, 3,
		"message 2019-11-02T18:05:00+00:00 Europe/London in 07700900372 0 - Hello "
		"\xF0\x9F\x98\x80 [character U+D83D]");
	cr_expect(page_says(&m, 1, "With Mr C (07700900371)"));
	cr_expect(page_says(&m, 1, "3 messages: 1 sent, 1 received, 1 not sent"));
	cr_expect(page_says(&m, 1, "Saturday 2 November 2019"));
	cr_expect(page_says(&m, 1, "Not sent."));
	unmake(&m);
}

Test(phone_backup, pictures_of_a_message_are_handed_out_and_its_words_shown)
{
	static const char text[] =
		XML "<smses count=\"1\"><mms date=\"1572717840000\" msg_box=\"1\" "
		    "address=\"07700900371\" contact_name=\"Mr C\" sub=\"null\">"
		    "<parts><part seq=\"-1\" ct=\"application/smil\" text='&lt;smil&gt;' "
		    "name=\"a.smil\"/>"
		    "<part seq=\"0\" ct=\"image/png\" cl=\"dir/damp.png\" text=\"null\" "
		    "data=\"aGVs bG8=\"/>"
		    "<part seq=\"0\" ct=\"text/plain\" cl=\"t.txt\" text=\"Look at this\"/>"
		    "<part seq=\"0\" ct=\"image/jpeg\" cl=\"bad.jpg\" data=\"no-base64!\"/>"
		    "<part seq=\"0\" ct=\"audio/amr\" cl=\"null\" data=\"\"/></parts>"
		    "<addrs><addr address=\"07700900371\" type=\"137\"/></addrs></mms></smses>";
	struct made m;

	read_words(&m, text, "sms.xml");
	cr_assert_eq(m.facts.record_count, 1);
	EXPECT_RECORD(&m, 0,
		"message 2019-11-02T18:04:00+00:00 Europe/London in Mr C (07700900371) 0 - Look at "
		"this");
	cr_assert_eq(m.facts.inner_count, 1);
	cr_expect_str_eq(m.facts.inner[0].name, "dir_damp.png");
	cr_expect_eq(m.inner.length, 5);
	cr_expect(memcmp(m.inner.data, "hello", 5) == 0);
	cr_expect(page_says(&m, 1, "damp.png"));
	cr_expect(page_lacks(&m, 1, "a.smil"));
	cr_expect(page_says(&m, 1, "It is damaged and could not be read."));
	cr_expect(page_says(&m, 1, "Sound recording.amr"));
	cr_expect(has_warning(&m, "1 of the pictures or files"));
	cr_expect_str_eq(m.facts.title, "Messages with Mr C (07700900371)");
	unmake(&m);
}

Test(phone_backup, who_wrote_in_a_group_is_named)
{
	static const char text[] =
		XML "<smses><mms date=\"1572717840000\" msg_box=\"1\" "
		    "address=\"07700900371~07700900372\">"
		    "<parts><part ct=\"text/plain\" text=\"hi\"/></parts>"
		    "<addrs><addr address=\"insert-address-token\" type=\"151\"/><addr "
		    "address=\"07700900372\" type=\"137\"/></addrs>"
		    "</mms></smses>";
	struct made m;

	read_words(&m, text, "sms.xml");
	EXPECT_RECORD(&m, 0,
		"message 2019-11-02T18:04:00+00:00 Europe/London in 07700900371, 07700900372 0 - "
		"hi");
	cr_expect(page_says(&m, 1, "18:04 07700900372 hi"));
	unmake(&m);
}

Test(phone_backup, a_file_that_breaks_off_is_shown_as_far_as_it_goes)
{
	static const char text[] =
		XML "<smses count=\"9\"><sms address=\"1\" date=\"1572717840000\" type=\"1\" "
		    "body=\"whole\"/>"
		    "<sms address=\"1\" date=\"bad\" type=\"1\" body=\"half a mess";
	struct made m;

	read_words(&m, text, "sms.xml");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	cr_assert_eq(m.facts.record_count, 2);
	EXPECT_RECORD(&m, 1, "message - - in 1 0 - half a mess");
	cr_expect(has_warning(&m, "says of itself that it holds 9; 2 were found"));
	cr_expect(has_warning(&m, "no date that can be read"));
	cr_expect(page_says(&m, 1, "The file breaks off before its end."));
	cr_expect(page_says(&m, 1, "Without a date"));
	unmake(&m);
}

Test(phone_backup, super_backup_uses_other_names)
{
	static const char text[] = XML
		"<alllogs count=\"1\"><log number=\"0800 171 2345\" time=\"17 Feb 2023 10:02:00\" "
		"date=\"1676628120000\" type=\"2\" name=\"CMS\" new=\"1\" dur=\"12\" /></alllogs>";
	struct made m;

	read_words(&m, text, "calllogs.xml");
	cr_expect_str_eq(m.facts.format, "calls-xml");
	cr_assert_eq(m.facts.record_count, 1);
	EXPECT_RECORD(&m, 0,
		"call 2023-02-17T10:02:00+00:00 Europe/London out CMS (0800 171 2345) 12 yes -");
	cr_expect_str_eq(m.facts.layout, "Super Backup");
	cr_expect_eq(m.facts.reason, BDL_REASON_NONE);
	unmake(&m);
}

Test(phone_backup, an_empty_backup_says_so)
{
	struct made m;

	read_words(&m, XML "<calls count=\"0\"></calls>", "calls.xml");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.record_count, 0);
	cr_expect_eq(m.facts.reason, BDL_REASON_NONE);
	cr_expect(page_says(&m, 1, "It holds no calls or messages."));
	unmake(&m);
}

Test(phone_backup, a_long_conversation_goes_on_over_pages)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct made m;

	bdl_buffer_text(&text, "<smses>");
	for (int i = 0; i < 120; i++)
		bdl_buffer_printf(&text,
			"<sms address=\"1\" date=\"%d000\" type=\"%d\" body=\"number %d\"/>",
			1572717840 + i, 1 + i % 2, i);
	bdl_buffer_text(&text, "</smses>");
	read_evidence(&m, text.data, text.length, "sms.xml");
	cr_assert_gt(m.facts.pages, 2);
	cr_expect_eq(m.facts.record_count, 120);
	cr_expect_eq(m.facts.records[119].page, m.facts.pages);
	cr_expect(page_says(&m, 2, "Saturday 2 November 2019, continued"));
	cr_expect(page_says(&m, m.facts.pages, "number 119"));
	unmake(&m);
	bdl_buffer_release(&text);
}

Test(phone_backup, every_beginning_of_a_file_is_read)
{
	static const char text[] = "<smses><mms date=\"1572717840000\" msg_box=\"1\"><parts><part "
				   "ct=\"image/png\" data=\"aGVsbG8=\"/></parts></mms></smses>";

	for (size_t length = 8; length < strlen(text); length += 17) {
		struct made m;

		read_evidence(&m, text, length, "sms.xml");
		cr_expect(m.facts.shown, "%zu", length);
		cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED, "%zu", length);
		unmake(&m);
	}
}

Test(phone_backup, base64_is_decoded_as_far_as_it_is_sound)
{
	static const struct {
		const char *text, *is;
		bool sound;
	} cases[] = {
		{"aGVsbG8=", "hello", true},
		{"aGVs\r\nbG8h", "hello!", true},
		{"aGVsbG8", "hello", true},
		{"", "", true},
		{"aGVsbG8=x", "hello", false},
		{"aGVs!", "hel", false},
		{"a", "", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct bdl_buffer out = BDL_BUFFER_INIT;

		cr_expect_eq(bdl_base64_decode(cases[i].text, strlen(cases[i].text), &out),
			cases[i].sound, "%s", cases[i].text);
		cr_expect_str_eq(bdl_buffer_string(&out), cases[i].is, "%s", cases[i].text);
		bdl_buffer_release(&out);
	}
}

Test(phone_backup, name_that_is_taller_than_a_page_goes_on_over_the_next)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	struct made m;

	bdl_buffer_text(&text, XML "<smses count=\"1\"><sms address=\"");
	for (unsigned i = 0; i < 90; i++)
		bdl_buffer_printf(&text, "%s07700900%03u", i ? "~" : "", i);
	bdl_buffer_text(&text, "\" date=\"1572717840000\" type=\"1\" body=\"hello\" "
			       "contact_name=\"(Unknown)\"/></smses>");
	read_words(&m, bdl_buffer_string(&text), "sms.xml");
	cr_assert_eq(m.facts.pages, 2);
	cr_expect(page_says(&m, 2, "07700900089"));
	cr_expect(page_says(&m, 2, "hello"));
	unmake(&m);
	bdl_buffer_release(&text);
}

Test(phone_backup, lengths_are_read_as_people_write_them)
{
	static const struct {
		const char *text;
		uint32_t seconds;
	} cases[] = {{"0:03:12", 192}, {"192", 192}, {"3m 12s", 192}, {"00:03", 3},
		{"1 hr 2 min", 3720}, {"5 min", 300}, {"12\xE2\x80\xAFsec", 12},
		{" 00:21:40 ", 1300}, {"58.0", 58}};

	static const char *const none[] = {"", "-", "x", "0:61", "1:2:3:4", "12 apples", "5 min x"};
	uint32_t seconds;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		cr_expect(bdl_phone_length(cases[i].text, strlen(cases[i].text), &seconds), "%s",
			cases[i].text);
		cr_expect_eq(seconds, cases[i].seconds, "%s: %u", cases[i].text, seconds);
	}
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		cr_expect_not(bdl_phone_length(none[i], strlen(none[i]), &seconds), "%s", none[i]);
}
