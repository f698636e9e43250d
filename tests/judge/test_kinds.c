/* What each kind of evidence is told by: the words of made-up documents, one row each. */
#include "rows.h"

#define CMS                                                                                        \
	"Child Maintenance Service Team\nMs A\nPhone number: 0800 171 2345\nWebsite: "             \
	"www.gov.uk/child-maintenance\nDate: 10 February 2023\nYour reference number: "            \
	"121212121212\nOur reference: 40128866\nDear Ms A\n"

/* clang-format off */
static const struct {
	const char *kind, *format, *text, *basis; /* basis: words that must stand in it, or NULL */
	const char *sender, *path;
} rows[] = {
	/* letters of the CMS, by the title behind the salutation or by what only such a letter says */
	{ "cms-letter", "pdf", CMS "Thank you for your call\nWe noted it.\n", "Our reference", NULL, NULL },
	{ "mr-notice", "pdf", CMS "Mandatory Reconsideration Notice\nDate of original decision 3 May 2022\n",
		"\xE2\x80\x9CMandatory Reconsideration Notice\xE2\x80\x9D", NULL, NULL },
	{ "annual-review", "pdf", CMS "The annual review of your child maintenance\nThings stay.\n", "annual review", NULL, NULL },
	{ "final-response", "pdf", CMS "Our final response to your complaint\nThank you for your complaint.\n", "final response", NULL, NULL },
	{ "complaint-response", "pdf", CMS "Our response to your complaint\nYou asked about a liability order and a payment schedule.\n",
		"response to your", NULL, NULL },
	{ "enforcement", "pdf", CMS "Deduction from earnings order\nWe told the employer.\n", "deduction", NULL, NULL },
	{ "enforcement", "pdf", CMS "We have applied for a liability order\nAgainst Mr C.\n", "liability order", NULL, NULL },
	{ "arrears-statement", "pdf", CMS "Unpaid child maintenance\nMr C owes.\n", "unpaid child maintenance", NULL, NULL },
	{ "payment-schedule", "pdf", CMS "Your new child maintenance payment schedule\nFrom 3 January.\n", "payment schedule", NULL, NULL },
	{ "decision-letter", "jpeg", CMS "Your child maintenance payments will not change\n", "payments will not change", NULL, NULL },
	{ "cms-disclosure", "pdf", CMS "Your subject access request\nHere is a copy of your personal data.\n", "subject access", NULL, NULL },
	/* one that only speaks of them is no letter of theirs */
	{ "other", "pdf", "The Child Maintenance Service sends a Mandatory Reconsideration Notice and a payment plan.", "no mark", NULL, NULL },
	/* the family's own */
	{ "complaint", "docx", "Dear Sir or Madam\nI wish to complain about my case.\nYours faithfully\nMr R", "I wish to complain", NULL, NULL },
	{ "mr-request", "text", "Dear Child Maintenance Service\nI ask for a mandatory reconsideration.\nYours faithfully\nMs A", NULL, NULL, NULL },
	{ "access-request", "text", "Dear Sirs\nThis is a subject access request.\nYours faithfully\nMs A", "subject access request", NULL, NULL },
	{ "mp-correspondence", "text", "Dear Mr Miller MP\nI am your constituent.\nYours sincerely\nMr R", NULL, NULL, NULL },
	{ "letter", "text", "Dear Ms A\nThe rent has not come.\nYours sincerely\nLandlord", "Yours sincerely", NULL, NULL },
	{ "letter", "text", "Dear Ms A\nThank you for your complaint.\nYours sincerely\nThe school", NULL, NULL, NULL },
	/* offices and Parliament */
	{ "ice-letter", "pdf", "Office of the Independent Case Examiner\nInvestigation Report\nThe complaint", "Independent Case Examiner", NULL, NULL },
	{ "complaint", "text", "Dear Independent Case Examiner\nI wish to complain.\nYours sincerely\nMr R", NULL, NULL, NULL },
	{ "phso", "pdf", "Parliamentary and Health Service Ombudsman\nComplaint form\nYour complaint", NULL, NULL, NULL },
	{ "mp-letter", "pdf", "HOUSE OF COMMONS\nLONDON SW1A 0AA\nDear Mr R\nI have written to the Minister.\nYours sincerely\nMr M", "house of commons", NULL, NULL },
	{ "dwp-letter", "pdf", "Department for Work and Pensions\nCaxton House\nDear Mr M\nYours sincerely\n", "Caxton House", NULL, NULL },
	{ "contact-notes", "pdf", "Child Maintenance Group\nContact history\nChild Maintenance case\n03/02/2023 inbound call", "Contact history", NULL, NULL },
	/* mail, by who wrote it */
	{ "email", "rfc822", "Hello\n", "file format rfc822", "Mr C <c@example.com>", NULL },
	{ "cms-email", "rfc822", "Hello\n", "from CMS <noreply@dwp.gov.uk>", "CMS <noreply@dwp.gov.uk>", NULL },
	{ "mp-email", "msg", "Hello\n", "parliament.uk", "Mr M <m@parliament.uk>", NULL },
	{ "mp-email", "rfc822", "From: Mr R\nDear Mr Miller MP\nHelp.\n", "dear mr miller mp", "Mr R <r@example.com>", NULL },
	/* money */
	{ "bank-statement", "pdf", "Sort code 00-00-00 Account number 00004471\nBalance brought forward 10.00\n", NULL, NULL, NULL },
	{ "income-proof", "pdf", "Payslip\nNational Insurance 12.34\nTax code 1257L\nNet pay 1,500.00\n", "tax code", NULL, NULL },
	{ "income-proof", "pdf", "P60 End of Year Certificate\nTax year to 5 April 2023\n", "tax year", NULL, NULL },
	{ "receipt", "text", "SCHOOLWEAR LTD\nTel 01632 960000\n1 Blazer 58.50\nTOTAL 58.50\nCASH 60.00\nCHANGE 1.50\n", "total", NULL, NULL },
	{ "receipt", "pdf", "INVOICE\nInvoice No 12\nDance lessons\nTotal due 40.00\n", "Invoice", NULL, NULL },
	{ "other", "pdf", "Interest rates: total cost 12.50 per cent; rates may change.", NULL, NULL, NULL },
	{ "other", "text", "We went to the invoice desk in total silence.", NULL, NULL, NULL },
	/* courts and family */
	{ "court-order", "pdf", "IN THE FAMILY COURT\nCase No ZW21P00000\nORDER\nIt is ordered that the father shall", "it is ordered", NULL, NULL },
	{ "parentage", "jpeg", "CERTIFIED COPY OF AN ENTRY\nRegistration district Anytown\nName and surname", "registration district", NULL, NULL },
	{ "parentage", "pdf", "DNA paternity test\nProbability of paternity 99.99", NULL, NULL, NULL },
	{ "care-diary", "text", "Overnight stays with Ms A\nMon 3 May\nTue 4 May\n", "overnight stays", NULL, NULL },
	{ "id-document", "jpeg", "PASSPORT\nSurname R\nNationality British Citizen\n", "nationality", NULL, NULL },
	{ "authority", "pdf", "Letter of authority\nI authorise Mr R to act for me.\nSigned Ms A", "i authorise", NULL, NULL },
	/* names alone say little */
	{ "other", "pdf", "Hello", NULL, NULL, "mandatory reconsideration notice.pdf" },
	{ "other", "pdf", "Hello", NULL, NULL, "payslip P60 receipt.pdf" },
};

/* clang-format on */

static void classify(struct bdl_bundle *b, const struct bdl_kinds *kinds, const char *path,
	const struct bdl_facts *f)
{
	struct bdl_error err = {.code = BDL_OK};

	rows_init(b, 1, BDL_STAGE_READ);
	b->exhibits[0] = (struct bdl_exhibit){.path = path, .name = path, .duplicate_of = BDL_NONE};
	cr_assert_eq(
		bdl_classify(b, &b->exhibits[0], f, kinds, &err), 0, "%s: %s", path, err.message);
}

Test(kinds, each_is_told_by_its_words)
{
	struct bdl_kinds *kinds = rows_kinds();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bdl_facts f = {
			.format = rows[i].format, .text = rows[i].text, .sender = rows[i].sender};
		const struct bdl_exhibit *x;
		struct bdl_bundle b;

		classify(&b, kinds, rows[i].path ? rows[i].path : "file", &f);
		x = &b.exhibits[0];
		cr_expect_str_eq(x->kind, rows[i].kind, "row %zu, %s, is a %s (%s)", i,
			rows[i].kind, x->kind, x->basis);
		if (rows[i].basis)
			cr_expect(strstr(x->basis, rows[i].basis), "row %zu has the basis \"%s\"",
				i, x->basis);
		bdl_bundle_release(&b);
	}
	bdl_kinds_release(kinds);
}

/* A picture of words: a screenshot stays one, a photograph of paper becomes what its words say. */
Test(kinds, words_make_a_letter_of_paper_only)
{
	static const struct {
		struct bdl_look look;
		unsigned width, height;
		const char *kind;
	} pictures[] = {
		{{15000, 100, 0, 920, 0, 850, 208}, 1500, 2000, "mr-notice"},
		{{300, 980, 600, 960, 1, 960, 240}, 1080, 2400, "account-screenshot"},
		{{50000, 40, 0, 100, 60, 250, 90}, 1600, 1200, "photograph"},
	};
	struct bdl_kinds *kinds = rows_kinds();

	for (size_t i = 0; i < COUNT(pictures); i++) {
		struct bdl_facts f = {.format = "png",
			.text = CMS "Mandatory Reconsideration Notice\n",
			.width = pictures[i].width,
			.height = pictures[i].height,
			.look = pictures[i].look};
		struct bdl_bundle b;

		classify(&b, kinds, "a.png", &f);
		cr_expect_str_eq(b.exhibits[0].kind, pictures[i].kind, "%s: %s (%s)",
			pictures[i].kind, b.exhibits[0].kind, b.exhibits[0].basis);
		bdl_bundle_release(&b);
	}
	bdl_kinds_release(kinds);
}

Test(kinds, what_the_reader_took_decides_over_columns)
{
	static const struct {
		enum bdl_event_type type;
		const char *format, *layout, *kind, *basis;
	} tables[] = {
		{BDL_EVENT_TRANSACTION, "csv", "Monzo", "bank-statement", "laid out as Monzo"},
		{BDL_EVENT_CALL, "csv", NULL, "call-log", "it holds calls"},
		{BDL_EVENT_MESSAGE, "text", "WhatsApp (iPhone)", "message-export", "messages"},
	};
	struct bdl_kinds *kinds = rows_kinds();

	for (size_t i = 0; i < COUNT(tables); i++) {
		struct bdl_record record = {.type = tables[i].type};
		struct bdl_facts f = {.format = tables[i].format,
			.layout = tables[i].layout,
			.records = &record,
			.record_count = 1};
		struct bdl_bundle b;

		classify(&b, kinds, "a", &f);
		cr_expect_str_eq(b.exhibits[0].kind, tables[i].kind, "%s", b.exhibits[0].basis);
		cr_expect(strstr(b.exhibits[0].basis, tables[i].basis), "%s", b.exhibits[0].basis);
		bdl_bundle_release(&b);
	}
	bdl_kinds_release(kinds);
}

/* Words without end, made to keep a matcher busy. */
Test(kinds, hostile_text_is_soon_read)
{
	static const char *const pieces[] = {"dear ", "from: ", "total 1", "your reference 121",
		"yours sincerely ", "(", "Mandatory Reconsideration ", ".", "case no ", "@"};
	struct bdl_kinds *kinds = rows_kinds();

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct bdl_buffer text = BDL_BUFFER_INIT;
		struct bdl_facts f = {.format = "pdf"};
		struct bdl_bundle b;

		while (text.length + 40 < BDL_FACTS_TEXT_MAX)
			bdl_buffer_text(&text, pieces[i]);
		bdl_buffer_text(&text, " Child Maintenance Dear ");
		f.text = bdl_buffer_string(&text);
		classify(&b, kinds, "a", &f);
		bdl_bundle_release(&b);
		bdl_buffer_release(&text);
	}
	bdl_kinds_release(kinds);
}
