/* Kinds, the reasons for them, and titles: one row, one file. */
#include "rows.h"

#define CMS_HEAD                                                                                   \
	"Child Maintenance Service\nMr R\n14 Example Close\nPhone number: 0800 171 2345\nDate: "   \
	"10 February 2023\n"                                                                       \
	"Your reference number: 1212 1212 1212\nOur reference: 40128866\n"
#define CMS_FOOT                                                                                   \
	"\nThe Child Maintenance Service is part of the Department for Work and Pensions\nPage 1 " \
	"of 2\n"

static const char *lloyds[] = {"Transaction Date", "Transaction Type", "Sort Code",
	"Account Number", "Transaction Description", "Debit Amount", "Credit Amount", "Balance",
	NULL};
static const char *monzo[] = {"Transaction ID", "Date", "Time", "Type", "Name", "Emoji", "Category",
	"Amount", "Currency", "Local amount", "Local currency", NULL};
static const char *starling[] = {"Date", "Counter Party", "Reference", "Type", "Amount (GBP)",
	"Balance (GBP)", "Spending Category", "Notes", NULL};
static const char *barclays[] = {
	"Number", "Date", "Account", "Amount", "Subcategory", "Memo", NULL};
static const char *natwest[] = {
	"Date", " Type", " Description", " Value", " Balance", " Account Name", NULL};
static const char *nationwide[] = {
	"Date", "Transaction type", "Description", "Paid out", "Paid in", "Balance", NULL};
static const char *first_direct[] = {"Date", "Description", "Amount", "Balance", NULL};
static const char *revolut[] = {
	"Type", "Product", "Started Date", "Completed Date", "Description", "Amount", NULL};
static const char *calls[] = {"Date", "Time", "Direction", "Number", "Name", "Duration", NULL};
static const char *school[] = {"Name", "Class", "Date of birth", NULL};

/* clang-format off */
static const struct row {
	const char *path, *format, *text;
	const char **headers;
	const char *camera, *own_title;
	unsigned width, height;
	const char *kind, *title, *basis; /* basis: words that must stand in it, or NULL */
} rows[] = {
	/* letters of the CMS, and letters to it */
	{ "scan0003.pdf", "pdf", CMS_HEAD "Dear Mr R\n\nOur response to your complaint\nThank you for your letter of 16 January 2023."
		CMS_FOOT, NULL, NULL, NULL, 0, 0, "complaint-response", "Letter from the CMS: Our response to your complaint",
		"\xE2\x80\x9CYour reference number\xE2\x80\x9D" },
	{ "CMSL4222.pdf", "pdf", CMS_HEAD "Dear Mr R\nYour child maintenance payments will not change\nWhat this means for you\n", NULL, NULL, NULL,
		0, 0, "decision-letter", "Letter from the CMS: Your child maintenance payments will not change", NULL },
	{ "CMS letter (1).pdf", "pdf", CMS_HEAD "Dear Mr R\nThank you for your letter of 16 January 2023 about your\ndaughter.\n" CMS_FOOT,
		NULL, NULL, NULL, 0, 0, "cms-letter", "CMS letter (1)", NULL },
	{ "Complaint to CMS.txt", "text", "Mr R\n\nChild Maintenance Service 21\nMail Handling Site A\n\n16 January 2023\n\n"
		"Reference number: 1212 1212 1212\n\nDear Sir or Madam\n\nFORMAL COMPLAINT\n\nYours faithfully\nMr R\n", NULL, NULL, NULL, 0, 0,
		"complaint", "Complaint to CMS", "\xE2\x80\x9CYours faithfully\xE2\x80\x9D" },
	{ "a.docx", "docx", "Your reference number: 1212\nOur reference: AB/1\nDear Child Maintenance Service\nPlease answer.\nYours sincerely\n"
		"Mr R", NULL, NULL, NULL, 0, 0, "letter", "Letter a", NULL },
	{ "reply.pdf", "pdf", "Department for Work and Pensions\nCaxton House\nDear Mr M\n\nThank you for your letter.\nYours sincerely\n",
		NULL, NULL, NULL, 0, 0, "dwp-letter", "Letter from the DWP: Reply", NULL },
	{ "letters/scan0007.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "letter", "Letter scan0007", "file\xE2\x80\x99s path \xE2\x80\x9Cletters\xE2\x80\x9D" },
	{ "rent 2023-02-17.pdf", "pdf", "Dear Ms A\nRent\nYours sincerely\nLandlord", NULL, NULL, NULL, 0, 0, "letter", "Rent", NULL },
	{ "scan0008.pdf", "pdf", "Mr L\nDear Ms A\nArrears of rent\nPlease pay by Friday.\nYours sincerely\nMr L", NULL, NULL, NULL, 0, 0,
		"letter", "Arrears of rent", NULL },
	{ "scan0009.pdf", "pdf", "Mr L\nDear Ms A\nPlease pay. It is late\nThanks.\nYours sincerely\nMr L", NULL, NULL, NULL, 0, 0,
		"letter", "Letter scan0009", NULL },
	{ "to the landlord.pdf", "pdf", "Dear Mr L\nArrears of rent\nPlease wait.\nYours sincerely\nMs A", NULL, NULL, NULL, 0, 0,
		"letter", "To the landlord", NULL },
	/* banks */
	{ "current account 2022-23.csv", "csv", "", lloyds, NULL, NULL, 0, 0, "bank-statement", "Bank statement: Current account 2022-23",
		"column heads Transaction Date, Transaction Description, Debit Amount, Credit Amount, Balance" },
	{ "monzo.csv", "csv", "", monzo, NULL, NULL, 0, 0, "bank-statement", "Bank statement: Monzo", NULL },
	{ "s.csv", "csv", "", starling, NULL, NULL, 0, 0, "bank-statement", "Bank statement s", "Amount (GBP)" },
	{ "b.csv", "csv", "", barclays, NULL, NULL, 0, 0, "bank-statement", "Bank statement b", NULL },
	{ "n.csv", "csv", "", natwest, NULL, NULL, 0, 0, "bank-statement", "Bank statement n", NULL },
	{ "w.csv", "csv", "", nationwide, NULL, NULL, 0, 0, "bank-statement", "Bank statement w", NULL },
	{ "f.csv", "csv", "", first_direct, NULL, NULL, 0, 0, "bank-statement", "Bank statement f", NULL },
	{ "r.csv", "csv", "", revolut, NULL, NULL, 0, 0, "bank-statement", "Bank statement r", NULL },
	{ "Statement Feb 2023.pdf", "pdf", "Sort code 00-00-00 Account number 00004471\nBalance brought forward 10.00\n", NULL, NULL, NULL, 0, 0,
		"bank-statement", "Statement Feb 2023", "\xE2\x80\x9CSort code\xE2\x80\x9D" },
	{ "x.ofx", "ofx", "", NULL, NULL, NULL, 0, 0, "bank-statement", "Bank statement x", "file format ofx" },
	{ "bank/bank statement.pdf", "pdf", "Hello", NULL, NULL, NULL, 0, 0, "other", "Bank statement", "no mark" },
	{ "bank/statement HSBC.csv", "csv", "Hello", school, NULL, NULL, 0, 0, "other", "Statement HSBC", "no mark" },
	/* calls, messages, mail, sound */
	{ "Call log.csv", "csv", "", calls, NULL, NULL, 0, 0, "call-log", "Call log", "column heads Direction, Number, Duration" },
	{ "calls-20230427.xml", "calls-xml", "", NULL, NULL, NULL, 0, 0, "call-log", "Call log: Calls", NULL },
	{ "sms.xml", "sms-xml", "", NULL, NULL, NULL, 0, 0, "message-export", "Sms", NULL },
	{ "WhatsApp Chat with Mr C.txt", "whatsapp", "", NULL, NULL, NULL, 0, 0, "message-export", "WhatsApp Chat with Mr C", NULL },
	{ "mail/Unpaid.eml", "rfc822", "", NULL, NULL, "Unpaid child maintenance", 0, 0, "email", "E-mail: Unpaid child maintenance", NULL },
	{ "p.pdf", "pdf", "From: Mr R\nSent: 1 May 2023\nTo: CMS\nSubject: Hello\n", NULL, NULL, NULL, 0, 0, "email", "E-mail p", NULL },
	{ "voicemail 2023-02-21.mp3", "audio", "", NULL, NULL, NULL, 0, 0, "recording", "Voicemail", "file format audio" },
	/* pictures */
	{ "IMG_0412.jpg", "jpeg", "", NULL, "Example Phone 5", NULL, 4032, 3024, "photograph", "Photograph IMG_0412", "Example Phone 5" },
	{ "photos/note by the phone.webp", "webp", "", NULL, NULL, NULL, 900, 1200, "photograph", "Note by the phone", "900 by 1200 pixels" },
	{ "IMG-20240101-WA0001.jpg", "jpeg", "", NULL, NULL, NULL, 1600, 1200, "photograph", "Photograph IMG-20240101-WA0001", NULL },
	{ "IMG_2290.HEIC", "heic", "", NULL, NULL, NULL, 4032, 3024, "photograph", "Photograph IMG_2290", NULL },
	{ "Screenshot_20230117-141626_Messages.png", "png", "", NULL, NULL, NULL, 1080, 2340, "messages-screenshot", "Screenshot, Messages",
		"1080 by 2340 pixels, the size of a screen" },
	{ "Screenshot 2024-01-01 at 10.11.12.png", "png", "", NULL, NULL, NULL, 1234, 567, "screenshot",
		"Screenshot 2024-01-01 at 10.11.12", "\xE2\x80\x9Cscreenshot\xE2\x80\x9D" },
	{ "IMG_0001.PNG", "png", "", NULL, NULL, NULL, 1170, 2532, "screenshot", "Screenshot IMG_0001", NULL },
	{ "IMG-20240101-WA0002.jpg", "jpeg", "", NULL, NULL, NULL, 738, 1600, "screenshot", "Screenshot IMG-20240101-WA0002", NULL },
	{ "receipt.jpg", "jpeg", "", NULL, NULL, NULL, 463, 1026, "other", "Receipt", NULL },
	{ "scan.png", "png", "", NULL, NULL, NULL, 1654, 2339, "other", "Document scan", NULL },
	/* titles of what is none of these */
	{ "x.pdf", "pdf", "", NULL, NULL, "Potential and Kinetic Energy", 0, 0, "other", "Potential and Kinetic Energy", NULL },
	{ "x.pdf", "pdf", "", NULL, NULL, "Microsoft Word - letter v2.doc", 0, 0, "other", "Document x", NULL },
	{ "school costs.pdf", "pdf", "", NULL, NULL, "Untitled Document", 0, 0, "other", "School costs", NULL },
	{ "school costs.pdf", "pdf", "", NULL, NULL, "C:\\My files\\a b.rpt", 0, 0, "other", "School costs", NULL },
	{ "school costs.pdf", "pdf", "", NULL, NULL, "12345", 0, 0, "other", "School costs", NULL },
	{ "school costs.pdf", "pdf", "", NULL, NULL, "valid_letter", 0, 0, "other", "School costs", NULL },
	{ "x.pdf", "pdf", "", NULL, NULL, " Two\n lines\xE2\x80\xAE ", 0, 0, "other", "Two lines", NULL },
	{ "a/New payment schedule Dec 22.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "New payment schedule Dec 22", NULL },
	{ "Consent form 10.02.23.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "Consent form", NULL },
	{ "10.02.23.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "Document 10.02.23", NULL },
	{ "2023-02-10 note of the call.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "Note of the call", NULL },
	{ "note dated 10 Feb 2023.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "Note", NULL },
	{ "note (10 Feb 2023) signed.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "Note signed", NULL },
	{ "1 Jan 2023 to 31 Mar 2023 costs.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "1 Jan 2023 to 31 Mar 2023 costs", NULL },
	{ "school__costs_of%20Ms_A.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "School costs of Ms A", NULL },
	{ "list-of-school-costs.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "List of school costs", NULL },
	{ "e-mail list.pdf", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "E-mail list", NULL },
	{ "iPhone backup", "unknown", "", NULL, NULL, NULL, 0, 0, "other", "iPhone backup", NULL },
	{ "Notatka od cioci \xC5\xBB" "anety.txt", "text", "", NULL, NULL, NULL, 0, 0, "other", "Notatka od cioci \xC5\xBB" "anety", NULL },
	{ "\xD0\xBF\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE.txt", "text", "", NULL, NULL, NULL, 0, 0, "other",
		"\xD0\xBF\xD0\xB8\xD1\x81\xD1\x8C\xD0\xBC\xD0\xBE", NULL },
	{ "scan0007", "pdf", "", NULL, NULL, NULL, 0, 0, "other", "Document scan0007", NULL },
	{ "___", "unknown", "", NULL, NULL, NULL, 0, 0, "other", "Document ___", NULL },
	{ ".hidden", "unknown", "", NULL, NULL, NULL, 0, 0, "other", ".hidden", NULL },
	{ "a\\x0Ab.txt", "text", "", NULL, NULL, NULL, 0, 0, "other", "A\\x0Ab", NULL },
};

/* clang-format on */

static void classify(struct bdl_bundle *b, const struct bdl_kinds *kinds, const struct row *row)
{
	struct bdl_facts f = {.format = row->format,
		.text = row->text,
		.headers = row->headers,
		.camera = row->camera,
		.title = row->own_title,
		.width = row->width,
		.height = row->height};
	struct bdl_error err = {.code = BDL_OK};

	rows_init(b, 1, BDL_STAGE_READ);
	b->exhibits[0] = (struct bdl_exhibit){
		.path = row->path, .name = row->path, .duplicate_of = BDL_NONE};
	cr_assert_eq(bdl_classify(b, &b->exhibits[0], &f, kinds, &err), 0, "%s: %s", row->path,
		err.message);
}

Test(classify, tells_kinds_apart_says_why_and_finds_a_title)
{
	struct bdl_kinds *kinds = rows_kinds();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bdl_bundle b;
		const struct bdl_exhibit *x;

		classify(&b, kinds, &rows[i]);
		x = &b.exhibits[0];
		cr_expect_str_eq(
			x->kind, rows[i].kind, "%s is a %s (%s)", rows[i].path, x->kind, x->basis);
		cr_expect_str_eq(
			x->title, rows[i].title, "%s has the title \"%s\"", rows[i].path, x->title);
		if (rows[i].basis)
			cr_expect(strstr(x->basis, rows[i].basis), "%s has the basis \"%s\"",
				rows[i].path, x->basis);
		cr_expect(*x->basis && !strchr(x->basis, '\n'));
		bdl_bundle_release(&b);
	}
	bdl_kinds_release(kinds);
}

Test(classify, needs_no_facts)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	rows_init(&b, 1, BDL_STAGE_READ);
	b.exhibits[0].name = b.exhibits[0].path = "secret.pdf";
	cr_assert_eq(bdl_classify(&b, &b.exhibits[0], NULL, kinds, &err), 0);
	cr_expect_str_eq(b.exhibits[0].kind, "other");
	cr_expect_str_eq(b.exhibits[0].title, "Secret");
	bdl_bundle_release(&b);
	bdl_kinds_release(kinds);
}

/* Whatever a file is called, it has a title of one line. */
Test(classify, every_name_gives_a_title)
{
	static const char *const pieces[] = {"2023-02-10", " ", "_", "-", ".", "(", ")", "IMG",
		"scan", "letter", "%20", "1", "\xC3\xA9", "\xE2\x80\xAE", "dated", " of",
		"Screenshot", "at 10.11.12", ",", "+"};
	struct bdl_kinds *kinds = rows_kinds();
	uint32_t seed = 3;

	for (int round = 0; round < 3000; round++) {
		struct row row = {.format = round & 1 ? "png" : "pdf",
			.text = "",
			.width = 1080,
			.height = 2340};
		struct bdl_buffer name = BDL_BUFFER_INIT;
		struct bdl_bundle b;

		for (int i = 0; i < 1 + round % 6; i++) {
			seed = seed * 1664525u + 1013904223u;
			bdl_buffer_text(&name, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		row.path = bdl_buffer_string(&name);
		classify(&b, kinds, &row);
		cr_assert(b.exhibits[0].title[0] && b.exhibits[0].title[0] != ' ', "\"%s\"",
			row.path);
		cr_assert(!strchr(b.exhibits[0].title, '\n') &&
			  !strstr(b.exhibits[0].title, "\xE2\x80\xAE"));
		bdl_bundle_release(&b);
		bdl_buffer_release(&name);
	}
	bdl_kinds_release(kinds);
}
