/* The encoded words of a mail's header (RFC 2047), well made and broken. */
#include "read/mail_header.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

Test(mail_header, encoded_words_are_decoded_strictly)
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

Test(mail_header, encoded_words_may_break_off_anywhere)
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
