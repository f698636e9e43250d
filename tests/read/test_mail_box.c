/* Mailboxes: each message is handed out as it was, and listed. */
#include "reading_fixture.h"

#include <string.h>

#define ONE                                                                                        \
	"From a@example.org Tue Jan 17 14:26:31 2023\n"                                            \
	"From: Ms A <a@example.org>\nSubject: First\nDate: Tue, 17 Jan 2023 14:26:31 +0000\n\n"    \
	"Dear Sir,\n\n>From then on I paid.\n>>From was quoted.\nFrom me to you, with no time.\n"
#define TWO                                                                                        \
	"From b@example.org Fri Feb 10 10:00:00 2023\n"                                            \
	"From: b@example.org\nSubject: a/b\nDate: Fri, 10 Feb 2023 23:30:00 -0500\n\nHello\n"

static void expect_message(struct made *m, size_t i, const char *name, const char *bytes)
{
	const struct bdl_inner *x = &m->facts.inner[i];

	cr_assert_lt(i, m->facts.inner_count);
	cr_expect_str_eq(x->name, name);
	cr_expect_eq(x->length, strlen(bytes), "%s: %zu", name, (size_t)x->length);
	cr_expect_arr_eq(m->inner.data + x->at, bytes, strlen(bytes));
}

Test(mail_box, hands_out_each_message_as_it_was)
{
	static const char box[] = ONE "\n" TWO;
	struct bdl_buffer b = BDL_BUFFER_INIT;
	struct made m;

	read_evidence(&m, box, sizeof(box) - 1, "Inbox.mbox");
	cr_expect_str_eq(m.facts.format, "mbox");
	cr_assert(m.facts.shown);
	cr_assert_eq(m.facts.inner_count, 2);
	expect_message(&m, 0, "0001 First.eml",
		"From: Ms A <a@example.org>\nSubject: First\nDate: Tue, 17 Jan 2023 14:26:31 "
		"+0000\n\nDear Sir,\n\nFrom then on I paid.\n>From was quoted.\nFrom me to you, "
		"with no time.\n");
	expect_message(&m, 1, "0002 a_b.eml",
		"From: b@example.org\nSubject: a/b\nDate: Fri, 10 Feb 2023 23:30:00 "
		"-0500\n\nHello\n");
	poppler(&m, "pdftotext -layout", 1, "-", &b);
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "It holds 2 e-mails"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "Ms A <a@example.org>"));
	cr_expect_not_null(strstr(bdl_buffer_string(&b), "11 February 2023,"));
	cr_assert_eq(m.facts.date_count, 2);
	cr_expect_eq(m.facts.dates[0].day.day, 17);
	cr_expect_eq(m.facts.dates[1].day.day, 11);
	cr_expect_eq(m.facts.dates[1].label, BDL_LABEL_ROW);
	bdl_buffer_release(&b);
	unmake(&m);
}

Test(mail_box, of_one_message_is_that_message)
{
	struct made m;

	read_evidence(&m, ONE, sizeof(ONE) - 1, "Inbox.mbox");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.inner_count, 0);
	cr_expect_str_eq(m.facts.title, "First");
	unmake(&m);
}

Test(mail_box, knows_where_messages_begin)
{
	static const struct {
		const char *box;
		size_t count;
	} boxes[] = {
		{"From - \nFrom: a\nSubject: 1\nMIME-Version: 1.0\n\nx\nFrom - \nFrom: b\n\ny\n",
			2},
		{"From a\nFrom: a\nReceived: x\n\nx\n\nFrom b\nFrom: b\n\ny\n", 2},
		{ONE "\nFrom Russia with love\nYear: 1963\n\n" TWO, 2},
		{ONE TWO "\n" ONE, 3},
	};

	for (size_t i = 0; i < sizeof(boxes) / sizeof(*boxes); i++) {
		struct made m;

		read_evidence(&m, boxes[i].box, strlen(boxes[i].box), "Inbox.mbox");
		cr_expect_eq(m.facts.inner_count, boxes[i].count, "%s: %zu", boxes[i].box,
			m.facts.inner_count);
		unmake(&m);
	}
}
