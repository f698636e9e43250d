/* What is not shown yet still says what it is about: reasons, words for the judging. */
#include "reading_fixture.h"

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
		{"\xFF"
		 "WPC\x10\0\0\0\1\x0A\2\1\0\0\0\0",
			16, "a.wpd", BDL_REASON_NOT_YET},
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
