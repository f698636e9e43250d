/* What is not shown yet still says what it is about: reasons, a mail's title and date, words for
 * the judging. */
#include "read/mail_header.h"
#include "reading_fixture.h"

Test(opaque, encoded_words_are_decoded_strictly)
{
	static const struct {
		const char *written, *read;
	} words[] = {
		{"Arrears", "Arrears"},
		{"=?UTF-8?Q?Child_maintenance_=E2=80=93_Ms_A?=",
			"Child maintenance \xE2\x80\x93 Ms A"},
		{"=?utf-8?b?xbthbmV0YQ==?=", "\xC5\xBB"
					     "aneta"},
		{"=?ISO-8859-1?Q?=A350?= owed", "\xC2\xA3"
						"50 owed"},
		{"=?windows-1252?Q?=93quoted=94_=80?=",
			"\xE2\x80\x9Cquoted\xE2\x80\x9D \xE2\x82\xAC"},
		{"=?us-ascii*en?Q?plain?=", "plain"},
		/* white space between words is none; a character may be cut between them */
		{"=?UTF-8?Q?one?= \t=?UTF-8?Q?_two?=", "one two"},
		{"=?UTF-8?B?xQ==?= =?UTF-8?B?uw==?=", "\xC5\xBB"},
		{"=?UTF-8?Q?=C2?= =?ISO-8859-1?Q?=A3?=", "\xC3\x82\xC2\xA3"},
		{"a =?UTF-8?Q?b?= c", "a b c"},
		/* broken ones stay */
		{"=?UTF-8?Q?=4?=", "=?UTF-8?Q?=4?="},
		{"=?UTF-8?B?a*bc?=", "=?UTF-8?B?a*bc?="},
		{"=?UTF-8?X?abc?=", "=?UTF-8?X?abc?="},
		{"=?klingon?Q?abc?=", "=?klingon?Q?abc?="},
		{"=?UTF-8?Q?abc", "=?UTF-8?Q?abc"},
		{"=?", "=?"},
		{"=?UTF-8?Q?"
		 "?=",
			""},
		{"2=?3", "2=?3"},
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct bdl_buffer b = BDL_BUFFER_INIT;

		bdl_mail_words(words[i].written, strlen(words[i].written), &b);
		cr_expect_str_eq(bdl_buffer_string(&b), words[i].read, "%s", words[i].written);
		bdl_buffer_release(&b);
	}
}

Test(opaque, encoded_words_may_break_off_anywhere)
{
	static const char text[] = "=?UTF-8?Q?one=C3=A9?= =?iso-8859-1?B?Zm9v?=";

	for (size_t n = 0; n < sizeof(text); n++) {
		char *copy = malloc(n + 1);
		struct bdl_buffer b = BDL_BUFFER_INIT;

		cr_assert_not_null(copy);
		copy = realloc(copy, n ? n : 1);
		memcpy(copy, text, n);
		bdl_mail_words(copy, n, &b);
		cr_expect_not(b.failed);
		bdl_buffer_release(&b);
		free(copy);
	}
}

static void expect_mail(const char *bytes, size_t length, const char *title, const char *iso)
{
	char day[32] = "";
	struct made m;

	read_evidence(&m, bytes, length, "message.eml");
	cr_expect_str_eq(m.facts.format, "rfc822");
	cr_expect_not(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_NOT_YET);
	cr_expect_str_eq(m.facts.title ? m.facts.title : "", title);
	if (m.facts.date_count > 0) {
		const struct bdl_candidate *c = &m.facts.dates[0];

		snprintf(day, sizeof(day), "%04d-%02d-%02d", c->day.year, c->day.month, c->day.day);
		cr_expect_eq(c->source, BDL_FROM_HEADER);
		cr_expect_eq(c->label, BDL_LABEL_DATE);
	}
	cr_expect_str_eq(day, iso, "%s", title);
	unmake(&m);
}

#define EXPECT_MAIL(text, title, iso) expect_mail(text, sizeof(text) - 1, title, iso)
#define REST                                                                                       \
	"From: a@example.org\r\nMIME-Version: 1.0\r\n\r\nSubject: not this\r\nDate: 1 Jan "        \
	"2001\r\n"

Test(opaque, a_mail_has_the_title_and_the_day_of_its_header)
{
	EXPECT_MAIL("Subject: Arrears\r\nDate: Wed, 26 Apr 2023 10:42:11 +0100\r\n" REST, "Arrears",
		"2023-04-26");
	EXPECT_MAIL("SUBJECT:Arrears\nDATE: 26 Apr 2023 23:59 -0800 (PST)\n" REST, "Arrears",
		"2023-04-26");
	EXPECT_MAIL("Subject: A long title\r\n that is folded\r\n\tand folded again\r\nDate:\r\n "
		    "Wed, 26 Apr 2023\r\n" REST,
		"A long title that is folded and folded again", "2023-04-26");
	EXPECT_MAIL("Subject: =?UTF-8?Q?Child_=E2=80=93?=\r\n =?UTF-8?Q?_maintenance?=\r\n" REST,
		"Child \xE2\x80\x93 maintenance", "");
	EXPECT_MAIL("Subject: =?x-unknown?Q?abc?=\r\nDate: soon\r\n" REST, "", "");
	EXPECT_MAIL("Received: by a; Tue, 1 Jan 2019 00:00:00 +0000\r\nDate: Mon, 2 Jan 2023 "
		    "00:00:00 +0000\r\n" REST,
		"", "2023-01-02");
	EXPECT_MAIL("Subject: \xA3"
		    "50\r\n" REST,
		"\xC2\xA3"
		"50",
		"");
	EXPECT_MAIL("Subject: binary\nMIME-Version: 1.0\nDate: 2 Jan 2023\n\nH\0e\0l\0l\0o\0 "
		    "\0y\0o\0u\0\1\0\2\0\3\0",
		"binary", "2023-01-02");
}

Test(opaque, every_kind_that_is_not_shown_says_why)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *name;
		enum bdl_reason reason;
	} files[] = {
		{"", 0, "a.pdf", BDL_REASON_EMPTY},
		{"ID3\3\0\0\0\0\0\0", 10, "a.mp3", BDL_REASON_SOUND},
		{"\0\0\0\x14"
		 "ftypqt  \0\0\2\0qt  ",
			20, "a.mov", BDL_REASON_VIDEO},
		{"PK\3\4"
		 "\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2\2",
			34, "a.zip", BDL_REASON_DAMAGED},
		{"{\\rtf1 Dear Sir}", 16, "a.rtf", BDL_REASON_NOT_YET},
		{"\1\2\3\4\5\6\7\x0E\x0F\x10\x11\x12\x13\x14\xFE\xFF\0\0", 18, "a.xyz",
			BDL_REASON_UNKNOWN_KIND},
		{"\1\2\3\4\5\6\7\x0E\x0F\x10\x11\x12\x13\x14\xFE\xFF\0\0", 18, "a.jpg",
			BDL_REASON_DAMAGED},
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++) {
		struct made m;

		read_evidence(&m, files[i].bytes, files[i].length, files[i].name);
		cr_expect_not(m.facts.shown, "%s", files[i].name);
		cr_expect_eq(m.facts.reason, files[i].reason, "%s: %d", files[i].name,
			(int)m.facts.reason);
		cr_expect_eq(m.facts.pages, 0);
		unmake(&m);
	}
}

Test(opaque, records_give_their_words_and_dates)
{
	static const char chat[] =
		"17/01/2023, 14:26 - Mum: Hello\n18/01/2023, 14:27 - Me: Child Maintenance\n";
	struct made m;

	read_evidence(&m, chat, sizeof(chat) - 1, "chat.txt");
	cr_expect_str_eq(m.facts.format, "whatsapp");
	cr_expect_not_null(strstr(m.facts.text, "Child Maintenance"));
	cr_expect_eq(m.facts.date_count, 2);
	unmake(&m);
}
