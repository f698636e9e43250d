/* Mail: who, when, what was said and what was attached, in all the ways in which mail is written.
 */
#include "reading_fixture.h"

#include <string.h>

/* The words of page 1. */
static void words_of(struct made *m, struct bdl_buffer *out)
{
	poppler(m, "pdftotext -layout", 1, "-", out);
}

static void read_mail(struct made *m, const char *text, size_t length)
{
	read_evidence(m, text, length, "message.eml");
	cr_expect_str_eq(m->facts.format, "rfc822");
	cr_assert(m->facts.shown, "%.60s", text);
}

#define FROM "From: Mr R <mr.r@example.org>\r\nMIME-Version: 1.0\r\n"

/* ---- header ---- */

static void expect_header(const char *bytes, size_t length, const char *title, const char *iso)
{
	char day[32] = "";
	struct made m;

	read_mail(&m, bytes, length);
	cr_expect_str_eq(m.facts.title ? m.facts.title : "", title);
	if (m.facts.date_count > 0) {
		const struct bdl_candidate *c = &m.facts.dates[0];

		snprintf(day, sizeof(day), "%04d-%02d-%02d", c->day.year, c->day.month, c->day.day);
		cr_expect_eq(c->source, BDL_FROM_HEADER);
	}
	cr_expect_str_eq(day, iso, "%s", title);
	unmake(&m);
}

#define EXPECT_HEADER(text, title, iso) expect_header(text, sizeof(text) - 1, title, iso)
#define REST "From: a@example.org\r\nMIME-Version: 1.0\r\n\r\nSubject: not this\r\n"

Test(mail, the_subject_is_the_title_and_the_day_is_that_of_a_british_clock)
{
	EXPECT_HEADER("Subject: Arrears\r\nDate: Wed, 26 Apr 2023 10:42:11 +0100\r\n" REST,
		"Arrears", "2023-04-26");
	EXPECT_HEADER(
		"Subject: Late\nDate: 26 Apr 2023 23:59 -0800 (PST)\n" REST, "Late", "2023-04-27");
	EXPECT_HEADER("Subject: Midnight\nDate: Tue, 25 Apr 2023 23:30:00 GMT\n" REST, "Midnight",
		"2023-04-26");
	EXPECT_HEADER("Subject: No zone\nDate: Tue, 25 Apr 2023 23:30:00\n" REST, "No zone",
		"2023-04-25");
	EXPECT_HEADER("Subject: A long title\r\n that is folded\r\n\tand folded again\r\nDate:\r\n "
		      "Wed, 26 Apr 2023 09:00:00 +0000\r\n" REST,
		"A long title that is folded and folded again", "2023-04-26");
	EXPECT_HEADER("Received: by a; Tue, 1 Jan 2019 00:00:00 +0000\r\nDate: Mon, 2 Jan 2023 "
		      "00:00:00 +0000\r\n" REST,
		"", "2023-01-02");
	EXPECT_HEADER(
		"Received: by b; Wed, 2 Jan 2019 00:00:00 +0000\r\nReceived: by a; Tue, 1 Jan "
		"2019 00:00:00 +0000\r\nDate: soon\r\n" REST,
		"", "2019-01-01");
	EXPECT_HEADER("Subject: \xA3"
		      "50\r\n" REST,
		"\xC2\xA3"
		"50",
		"");
	EXPECT_HEADER("Subject: =?UTF-8?B?TXk=?=\r\n =?UTF-8?B?ISAg?=\r\n =?UTF-8?B?\?=\r\n" REST,
		"My!", "");
}

Test(mail, people_and_time_stand_on_the_page_and_in_the_facts)
{
	static const char mail[] =
		"From: =?iso-8859-1?Q?Ren=E9_R?= <rene@example.org>\r\n"
		"To: \"CMS, Complaints\" <cms@example.gov.uk>, ms.a@example.org\r\n"
		"Cc: Team: one@example.org, two@example.org;\r\n"
		"Date: Fri, 10 Feb 2023 09:05:00 -0500\r\nSubject: Our call\r\n"
		"Message-ID: <abc.1@example.org>\r\nMIME-Version: 1.0\r\n\r\nDear Sir,\r\n";
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_mail(&m, mail, sizeof(mail) - 1);
	words_of(&m, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Ren\xC3\xA9 R <rene@example.org>"));
	cr_expect_not_null(strstr(
		bdl_buffer_string(&b), "CMS, Complaints <cms@example.gov.uk>, ms.a@example.org"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Team: one@example.org, two@example.org"));
	cr_expect_not_null(
		strstr(bdl_buffer_string(&b), "Friday 10 February 2023, 14:05 (UK time)"));
	cr_expect_str_eq(m.facts.sender, "Ren\xC3\xA9 R <rene@example.org>");
	cr_expect_str_eq(m.facts.message_id, "abc.1@example.org");
	cr_expect_not_null(strstr(m.facts.text, "Subject: Our call\n"));
	cr_expect_not_null(strstr(m.facts.text, "Dear Sir,"));
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(mail, dates_in_the_words_count_only_without_one_in_the_header)
{
	static const char with[] = FROM "Date: Fri, 10 Feb 2023 09:05:00 +0000\r\n\r\n"
					"Date: 1 March 2020\r\n";
	static const char without[] = FROM "Subject: x\r\n\r\nDate: 1 March 2020\r\n";
	struct made m;

	read_mail(&m, with, sizeof(with) - 1);
	cr_assert_eq(m.facts.date_count, 1);
	cr_expect_eq(m.facts.dates[0].source, BDL_FROM_HEADER);
	cr_expect_str_eq(m.facts.dates[0].raw, "Fri, 10 Feb 2023 09:05:00 +0000");
	unmake(&m);
	read_mail(&m, without, sizeof(without) - 1);
	cr_assert_eq(m.facts.date_count, 1);
	cr_expect_eq(m.facts.dates[0].source, BDL_FROM_TEXT);
	unmake(&m);
}

/* ---- words ---- */

static void expect_words(const char *mail, size_t length, const char *expected, const char *absent)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_mail(&m, mail, length);
	poppler(&m, "pdftotext -raw", 1, "-", &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), expected), "no \"%s\" in %s", expected,
		bdl_buffer_string(&b));
	if (absent)
		cr_expect_null(strstr(bdl_buffer_string(&b), absent), "%s", absent);
	bdl_buffer_release(&b);
	unmake(&m);
}

#define EXPECT_MAIL(text, expected, absent) expect_words(text, sizeof(text) - 1, expected, absent)
#define TYPE(type) FROM "Content-Type: " type "\r\n"

Test(mail, every_encoding_of_the_words_is_read)
{
	EXPECT_MAIL(TYPE("text/plain; charset=iso-8859-1") "\r\nIt cost \xA3"
							   "50\r\n",
		"It cost \xC2\xA3"
		"50",
		NULL);
	/* a label that is wrong */
	EXPECT_MAIL(TYPE("text/plain; charset=utf-8") "\r\nIt cost \xA3"
						      "50\r\n",
		"It cost \xC2\xA3"
		"50",
		NULL);
	EXPECT_MAIL(TYPE("text/plain; charset=iso-8859-1") "\r\ncaf\xC3\xA9 noir\r\n",
		"caf\xC3\xA9 noir", NULL);
	EXPECT_MAIL(TYPE("text/plain; charset=koi8-r") "\r\n\xC4\xC1 yes\r\n",
		"\xD0\xB4\xD0\xB0 yes", NULL);
	EXPECT_MAIL(TYPE("text/plain; charset=no-such") "\r\nplain words\r\n", "plain words", NULL);
	EXPECT_MAIL(TYPE("text/plain") "Content-Transfer-Encoding: "
				       "quoted-printable\r\n\r\none =\r\ntwo=2E\r\n",
		"one two.", NULL);
	EXPECT_MAIL(TYPE("text/plain") "Content-Transfer-Encoding: "
				       "base64\r\n\r\nRGVhciBTaXI=\r\n",
		"Dear Sir", NULL);
}

Test(mail, lines_that_were_broken_to_be_sent_are_joined)
{
	EXPECT_MAIL(TYPE("text/plain; format=flowed") "\r\nOne line that \r\nwas flowed.\r\n",
		"One line that was flowed.", NULL);
	EXPECT_MAIL(TYPE("text/plain; format=flowed; delsp=yes") "\r\nOne wo \r\nrd.\r\n",
		"One word.", NULL);
	EXPECT_MAIL(FROM "\r\nThis is the first line of a paragraph that is about as long as "
			 "lines\r\nare when they are sent, more.\r\n",
		"lines are", NULL);
	/* lines that end early stay */
	EXPECT_MAIL(FROM "\r\nYours faithfully,\r\nMr R\r\n", "Yours faithfully,\nMr R", NULL);
}

#define BOUNDARY "multipart/%s; boundary=b"
#define PLAIN "--b\r\nContent-Type: text/plain\r\n\r\n"
#define HTML "--b\r\nContent-Type: text/html\r\n\r\n"

Test(mail, of_two_versions_the_plain_one_is_shown_unless_it_says_nothing)
{
	EXPECT_MAIL(TYPE("multipart/alternative; boundary=b") "\r\n" PLAIN "Plain words.\r\n" HTML
							      "<p>Rich words.</p>\r\n--b--\r\n",
		"Plain words.", "Rich words.");
	EXPECT_MAIL(TYPE("multipart/alternative; boundary=b") "\r\n" PLAIN " \r\n" HTML
							      "<p>Rich words.</p>\r\n--b--\r\n",
		"Rich words.", NULL);
	EXPECT_MAIL(TYPE("multipart/alternative; boundary=b") "\r\n" PLAIN
							      "Please view in HTML.\r\n" HTML
							      "<p>Rich words.</p>\r\n--b--\r\n",
		"Rich words.", "view in HTML");
}

Test(mail, a_broken_build_loses_no_words)
{
	EXPECT_MAIL(TYPE("multipart/mixed; boundary=b") "\r\n" PLAIN "Not ended.\r\n", "Not ended.",
		NULL);
	EXPECT_MAIL(
		TYPE("multipart/mixed") "\r\nNo boundary at all.\r\n", "No boundary at all.", NULL);
	EXPECT_MAIL(TYPE("multipart/mixed; boundary=other") "\r\n" PLAIN "Another boundary.\r\n",
		"Another boundary.", NULL);
	EXPECT_MAIL(TYPE("text") "\r\nHalf a type.\r\n", "Half a type.", NULL);
}

Test(mail, what_is_locked_or_signed_says_so)
{
	EXPECT_MAIL(
		TYPE("multipart/encrypted; boundary=b; "
		     "protocol=\"application/pgp-encrypted\"") "\r\n--b\r\nContent-Type: "
							       "application/pgp-encrypted\r\n\r\n"
							       "Version: 1\r\n--b\r\nContent-"
							       "Type: application/octet-stream"
							       "\r\n\r\nxyz\r\n--b--\r\n",
		"This e-mail is encrypted.", NULL);
	EXPECT_MAIL(
		TYPE("multipart/signed; boundary=b; "
		     "protocol=\"application/pgp-signature\"") "\r\n" PLAIN
							       "My words.\r\n--b\r\nContent-Type: "
							       "application/pgp-signature\r\n\r\n"
							       "xyz\r\n--b--\r\n",
		"This e-mail is signed.", NULL);
}

Test(mail, quoted_words_stand_behind_a_bar)
{
	static const char mail[] =
		FROM "Subject: x\r\n\r\nI disagree.\r\n\r\nOn 1 May the CMS wrote:\r\n> Thank you "
		     "for your letter.\r\n> We will write again.\r\n";
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct seen page;
	unsigned bars = 0;
	struct made m;

	read_mail(&m, mail, sizeof(mail) - 1);
	poppler(&m, "pdftotext -raw", 1, "-", &b);
	cr_expect_not_null(
		strstr(bdl_buffer_string(&b),
			"I disagree.\nEarlier message quoted in this e-mail:\nOn 1 May the CMS "
			"wrote:\nThank you for your letter.\n"),
		"%s", bdl_buffer_string(&b));
	see_page(&m, 1, &page);
	for (unsigned y = 150; y < 400; y++)
		bars += is_colour(&page, 72.5, y, 0xB2B2B2) || is_colour(&page, 73.5, y, 0xB2B2B2);
	cr_expect_geq(bars, 40);
	unsee(&page);
	bdl_buffer_release(&b);
	unmake(&m);
}

/* ---- what is attached ---- */

static void expect_inner(struct made *m, size_t i, const char *name, const char *bytes)
{
	const struct bdl_inner *x = &m->facts.inner[i];

	cr_assert_lt(i, m->facts.inner_count, "%s", name);
	cr_expect_str_eq(x->name, name);
	cr_assert_leq(x->at + x->length, m->inner.length);
	cr_expect_eq(x->length, strlen(bytes), "%s: %zu bytes", name, (size_t)x->length);
	cr_expect_arr_eq(m->inner.data + x->at, bytes,
		x->length < strlen(bytes) ? (size_t)x->length : strlen(bytes), "%s", name);
}

Test(mail, everything_attached_is_handed_out_decoded)
{
	static const char mail[] = TYPE(
		"multipart/mixed; boundary=b") "\r\n" PLAIN "See the letter.\r\n"
					       "--b\r\nContent-Type: application/pdf; "
					       "name=\"a.pdf\"\r\nContent-Disposition: "
					       "attachment;\r\n "
					       "filename*=utf-8''caf%C3%A9.pdf\r\nContent-Transfer-"
					       "Encoding: "
					       "base64\r\n\r\nJVBERi0=\r\n"
					       "--b\r\nContent-Type: text/plain; "
					       "name=\"=?utf-8?Q?n=C3=B6te.txt?=\"\r\n\r\nA "
					       "note.\r\n"
					       "--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n"
					       "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: "
					       "c@example.org\r\nSubject: The "
					       "first\r\n\r\nHello.\r\n--b--\r\n";
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_mail(&m, mail, sizeof(mail) - 1);
	cr_expect_eq(m.facts.inner_count, 4);
	expect_inner(&m, 0, "caf\xC3\xA9.pdf", "%PDF-");
	expect_inner(&m, 1, "n\xC3\xB6te.txt", "A note.");
	expect_inner(&m, 2, "picture-1.png", "PNG");
	cr_expect_str_eq(m.facts.inner[3].name, "The first.eml");
	words_of(&m, &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Attachments"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "The first.eml"));
	cr_expect_null(strstr(bdl_buffer_string(&b), "A note."));
	for (uint32_t i = 0, next = 0; i < m.part.reloc_count; i++)
		if (m.part.relocs[i].kind == BDL_RELOC_MENTION &&
			bdl_mention_piece_of(m.part.relocs[i].value) == 0)
			cr_expect_eq(bdl_mention_inner(m.part.relocs[i].value), next++);
	cr_expect_eq(m.part.annot_count, 4, "each name is followed by a link to its page");
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(mail, a_picture_among_the_words_is_named_where_it_stood)
{
	static const char mail[] = TYPE(
		"multipart/related; boundary=b") "\r\n" HTML
						 "<p>Look: <img src=\"cid:p1@x\"> here.</p><img "
						 "src=\"http://example.org/1.gif\">\r\n"
						 "--b\r\nContent-Type: image/png; "
						 "name=house.png\r\nContent-ID: <p1@x>\r\n\r\nPNG"
						 "\r\n--b--\r\n";
	struct made m;

	EXPECT_MAIL(mail, "Look: [picture: house.png] here.", "example.org/1.gif");
	read_mail(&m, mail, sizeof(mail) - 1);
	cr_expect_eq(m.facts.inner_count, 1);
	expect_inner(&m, 0, "house.png", "PNG");
	unmake(&m);
}

Test(mail, a_file_uuencoded_among_the_words_is_handed_out)
{
	static const char mail[] = FROM "\r\nHere it is:\r\n\r\nbegin 644 "
					"note.txt\r\n#0V%T\r\n`\r\nend\r\n\r\nThat was it.\r\n";
	struct made m;

	EXPECT_MAIL(mail, "[attached: note.txt]\nThat was it.", "0V%T");
	read_mail(&m, mail, sizeof(mail) - 1);
	expect_inner(&m, 0, "note.txt", "Cat");
	unmake(&m);
}

Test(mail, parts_too_deep_inside_one_another_are_counted_not_followed)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	bdl_buffer_text(&b, FROM);
	for (int i = 0; i < 300; i++)
		bdl_buffer_printf(
			&b, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
	bdl_buffer_text(&b, "Content-Type: text/plain\r\n\r\nDeep.\r\n");
	read_mail(&m, bdl_buffer_string(&b), b.length);
	cr_expect(warns(&m, "too deep"));
	unmake(&m);
	bdl_buffer_release(&b);
}

Test(mail, damage_anywhere_does_no_harm)
{
	static const char mail[] = TYPE(
		"multipart/mixed; boundary=b") "Subject: =?utf-8?Q?x=C3=A9?=\r\nDate: Fri, 10 Feb "
					       "2023 09:05:00 +0000\r\n\r\n" PLAIN "Words.\r\n" HTML
					       "<table><tr><td>a<td>b</table>\r\n"
					       "--b\r\nContent-Type: "
					       "message/rfc822\r\n\r\nSubject: "
					       "in\r\n\r\nHello.\r\n--b--\r\n";
	char copy[sizeof(mail)];

	for (size_t i = 0; i < sizeof(mail) - 1; i += 11) {
		struct made m;

		memcpy(copy, mail, sizeof(mail));
		copy[i] = (char)(i % 3 == 0 ? '\xFF' : i % 3 == 1 ? '"' : '\n');
		read_evidence(&m, copy, sizeof(mail) - 1 - i % 7, "message.eml");
		unmake(&m);
	}
}
