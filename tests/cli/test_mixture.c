/*
 * What people really have, in one folder: mail with the letter attached, a phone's messages, a
 * chat, two banks, an office document. Each becomes pages, records or documents of its own; what is
 * broken says so.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void setup(void)
{
	fixture_init(&f);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(mixture, .init = setup, .fini = teardown, .timeout = 300);

static const char mail[] =
	"From: Ms A <a@example.org>\r\nTo: Child Maintenance Service <cms@example.gov.uk>\r\n"
	"Subject: =?utf-8?q?My_complaint_of_=C2=A3500?=\r\nDate: Mon, 03 Jul 2023 23:30:00 "
	"+0000\r\n"
	"Message-ID: <one@example.org>\r\nMIME-Version: 1.0\r\n"
	"Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n"
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear Sirs,\r\n\r\nplease see the "
	"letter.\r\n"
	"--b\r\nContent-Type: text/plain; name=\"letter.txt\"\r\n"
	"Content-Disposition: attachment; filename=\"letter.txt\"\r\n\r\n"
	"Child Maintenance Service\r\nDate: 10 February 2023\r\nDear Ms A\r\n"
	"--b\r\nContent-Type: message/rfc822\r\n\r\n"
	"From: Mr C <c@example.org>\r\nSubject: Earlier words\r\nDate: Sat, 01 Jul 2023 08:00:00 "
	"+0100\r\n\r\n"
	"I will not pay.\r\n"
	"--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; "
	"filename=\"empty.pdf\"\r\n\r\n"
	"--b--\r\n";

static const char sms[] =
	"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"2\">\n"
	"<sms protocol=\"0\" address=\"07700900001\" date=\"1688166000000\" type=\"1\" "
	"body=\"Money is late &#55357;&#56832;\" "
	"read=\"1\" status=\"-1\" contact_name=\"Mr C\" />\n"
	"<sms protocol=\"0\" address=\"07700900001\" date=\"1688252400000\" type=\"2\" "
	"body=\"Again?\" read=\"1\" status=\"-1\" "
	"contact_name=\"Mr C\" />\n</smses>\n";

static const char calls[] =
	"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<calls count=\"2\">\n"
	"<call number=\"08001712345\" duration=\"754\" date=\"1688166000000\" type=\"2\" "
	"presentation=\"1\" "
	"contact_name=\"(Unknown)\" />\n"
	"<call number=\"08001712345\" duration=\"0\" date=\"1688252400000\" type=\"3\" "
	"presentation=\"1\" "
	"contact_name=\"(Unknown)\" />\n</calls>\n";

static const char chat[] = "[14/08/2023, 09:15:32] Ms A: Where is the money?\n"
			   "[14/08/2023, 09:16:02] Mr C: Not this month\nnor the next\n"
			   "[15/08/2023, 10:00:00] Ms A: I see.\n";

static const char monzo[] =
	"Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local "
	"currency,Notes and #tags,"
	"Address,Receipt,Description,Category split,Money Out,Money In\n"
	"tx_1,01/03/2023,10:00:00,Faster payment,CMS,,Income,81.00,GBP,81.00,GBP,,,,CMS COLLECT "
	"PAY,,,81.00\n"
	"tx_2,02/03/2023,11:00:00,Card payment,Shop,,Groceries,-4.50,GBP,-4.50,GBP,,,,SHOP "
	"LTD,,-4.50,\n";

static const char qif[] =
	"!Type:Bank\nD28/03/2023\nT-4.50\nPShop\n^\nD29/03/2023\nT81.00\nPCMS\n^\n";

static const char rtf[] =
	"{\\rtf1\\ansi\\ansicpg1252 5 April 2023\\par Dear CMS\\par Yours, Ms A\\par}";

static json_t *build(const char *options, int status)
{
	struct run r;
	json_t *table;
	char *text;

	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --name T --date 2026-03-01 --json %s >table.json",
		options);
	cr_assert_eq(r.status, status, "status %d: %s", r.status, r.err);
	run_release(&r);
	fixture_run(&f, &r, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	fixture_run(&f, &r,
		"$BUNDLE verify out/T.tar.gz && $BUNDLE list out/T.tar.gz --json >listed.json");
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
	text = fixture_read(&f, "table.json", NULL);
	table = json_loads(text, 0, NULL);
	free(text);
	cr_assert_not_null(table);
	return table;
}

static const char *string(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "";
}

static long long number(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

static const json_t *row(const json_t *table, const char *path)
{
	const json_t *x;
	size_t i;

	json_array_foreach(json_object_get(table, "exhibits"), i, x)
	{
		if (!strcmp(string(x, "path"), path))
			return x;
	}
	cr_assert_fail("there is no row for %s", path);
	return NULL;
}

/* Events of the type on an exhibit. */
static size_t count_events(const json_t *table, const char *type, const char *path)
{
	long long exhibit = number(row(table, path), "number");
	size_t i, count = 0;
	const json_t *e;

	json_array_foreach(json_object_get(table, "events"), i, e)
	{
		count += !strcmp(string(e, "type"), type) && number(e, "exhibit") == exhibit;
	}
	return count;
}

static const json_t *first_event(const json_t *table, const char *type)
{
	const json_t *e;
	size_t i;

	json_array_foreach(json_object_get(table, "events"), i, e)
	{
		if (!strcmp(string(e, "type"), type))
			return e;
	}
	cr_assert_fail("no %s", type);
	return NULL;
}

static void expect_date(const json_t *table, const char *path, const char *iso, const char *source)
{
	const json_t *date = json_object_get(row(table, path), "date");

	cr_expect_str_eq(string(date, "iso"), iso, "%s: %s", path, string(date, "iso"));
	cr_expect_str_eq(string(date, "source"), source, "%s: %s", path, string(date, "source"));
}

Test(mixture, a_mail_brings_its_letter_and_the_mail_in_it)
{
	json_t *table;
	const json_t *letter;

	fixture_text(&f, "mail.eml", mail);
	table = build("", 1);
	cr_expect_eq(number(json_object_get(table, "accounted"), "files"), 1);
	cr_expect_eq(number(json_object_get(table, "accounted"), "inside"), 3);
	cr_expect_eq(number(json_object_get(table, "accounted"), "inside_not_shown"), 1);
	expect_date(table, "mail.eml", "2023-07-04", "header");
	cr_expect_not_null(
		strstr(string(row(table, "mail.eml"), "title"), "My complaint of \xC2\xA3"
								"500"));
	letter = row(table, "mail.eml/letter.txt");
	cr_expect_str_eq(string(letter, "parent"), "mail.eml");
	cr_expect_eq(number(letter, "number"), 2);
	expect_date(table, "mail.eml/letter.txt", "2023-02-10", "text");
	expect_date(table, "mail.eml/Earlier words.eml", "2023-07-01", "header");
	cr_expect_str_eq(string(row(table, "mail.eml/empty.pdf"), "reason_code"), "empty");
	json_decref(table);
}

Test(mixture, phones_and_banks_give_an_event_for_each_of_their_rows)
{
	const json_t *e;
	json_t *table;

	fixture_text(&f, "sms.xml", sms);
	fixture_text(&f, "calls.xml", calls);
	fixture_text(&f, "_chat.txt", chat);
	fixture_text(&f, "monzo.csv", monzo);
	fixture_text(&f, "account.qif", qif);
	table = build("", 0);
	cr_expect_eq(count_events(table, "message", "sms.xml"), 2);
	cr_expect_eq(count_events(table, "call", "calls.xml"), 2);
	cr_expect_eq(count_events(table, "message", "_chat.txt"), 3);
	cr_expect_eq(count_events(table, "transaction", "monzo.csv"), 2);
	cr_expect_eq(count_events(table, "transaction", "account.qif"), 2);
	e = first_event(table, "call");
	cr_expect_str_eq(string(e, "when"), "2023-07-01T00:00:00+01:00");
	cr_expect_str_eq(string(e, "zone"), "Europe/London");
	cr_expect_str_eq(string(e, "direction"), "out");
	cr_expect_eq(number(e, "seconds"), 754);
	cr_expect(json_is_true(json_object_get(e, "answered")));
	e = first_event(table, "transaction");
	cr_expect_eq(number(e, "pence"), 8100);
	cr_expect_str_eq(string(e, "direction"), "in");
	cr_expect_gt(number(e, "page"), 0);
	json_decref(table);
}

Test(mixture, an_office_document_is_shown_with_or_without_an_office)
{
	json_t *table;

	fixture_text(&f, "letter.rtf", rtf);
	table = build("", 0);
	cr_expect(json_is_true(json_object_get(row(table, "letter.rtf"), "shown")));
	expect_date(table, "letter.rtf", "2023-04-05", "text");
	json_decref(table);
}

Test(mixture, the_same_folder_gives_the_same_bytes_again)
{
	struct run r;

	fixture_text(&f, "mail.eml", mail);
	fixture_text(&f, "sms.xml", sms);
	fixture_text(&f, "monzo.csv", monzo);
	fixture_text(&f, "letter.rtf", rtf);
	fixture_run(&f, &r,
		"for n in 1 2; do $BUNDLE build $E --output out$n --work work$n --jobs $n --name T "
		"--date 2026-03-01 "
		">/dev/null; done; cmp out1/T.pdf out2/T.pdf && cmp out1/T.tar.gz out2/T.tar.gz");
	cr_expect_eq(r.status, 0, "%s%s", r.out, r.err);
	run_release(&r);
}
