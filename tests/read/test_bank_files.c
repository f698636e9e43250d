/* Files that banks make for programs: OFX, QIF, MT940, camt. Every payment a record, whatever the
 * liberties taken. */
#include "reading_fixture.h"

#include <stdarg.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

struct expected {
	const char *day; /* "" : none */
	int64_t pence;
	const char *party, *text; /* NULL: none */
};

static void read_file(struct made *m, const char *text, const char *name)
{
	read_evidence(m, text, strlen(text), name);
	cr_assert_eq(m->rc, 0, "%s", m->err.message);
	cr_assert(m->facts.shown);
}

static const char *or_none(const char *s)
{
	return s ? s : "(none)";
}

static void expect_records(const struct made *m, const struct expected *e, size_t count)
{
	char day[BDL_DAY_TEXT];

	cr_assert_eq(m->facts.record_count, count, "%zu records", m->facts.record_count);
	for (size_t i = 0; i < count; i++) {
		const struct bdl_record *r = &m->facts.records[i];

		bdl_day_iso(r->when.day, day);
		cr_expect_str_eq(day, e[i].day, "%zu", i);
		cr_expect_eq(r->pence, e[i].pence, "%zu: %ld", i, (long)r->pence);
		cr_expect_eq(r->type, BDL_EVENT_TRANSACTION);
		cr_expect_str_eq(or_none(r->party), or_none(e[i].party));
		cr_expect_str_eq(or_none(r->text), or_none(e[i].text));
	}
}

/* The words of page 1, runs of spaces and line ends made one space. */
static void expect_on_page(struct made *m, const char *const *lines)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, flat = BDL_BUFFER_INIT;

	poppler(m, "pdftotext -layout", 1, "-", &text);
	for (size_t i = 0; i < text.length; i++)
		if (!strchr(" \n\f", text.data[i]))
			bdl_buffer_byte(&flat, text.data[i]);
		else if (flat.length > 0 && flat.data[flat.length - 1] != ' ')
			bdl_buffer_byte(&flat, ' ');
	for (; *lines; lines++)
		cr_expect_not_null(strstr(bdl_buffer_string(&flat), *lines), "\"%s\" is not in\n%s",
			*lines, bdl_buffer_string(&flat));
	bdl_buffer_release(&text);
	bdl_buffer_release(&flat);
}

/* ---- OFX ---- */

#define SGML                                                                                       \
	"OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n"

static const char ofx[] = SGML
	"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP<BANKACCTFROM><BANKID>000000<ACCTID>"
	"00004471"
	"<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20230101<DTEND>20230228"
	"<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20230103120000[0:GMT]<TRNAMT>400.53<FITID>1<NAME>MR "
	"C<MEMO>MAINTENANCE &amp; ARREARS</STMTTRN>"
	"<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20230201093000<TRNAMT>-640.00<FITID>2<NAME>RENT</STMTTRN>"
	"</BANKTRANLIST><LEDGERBAL><BALAMT>73.31<DTASOF>20230228</LEDGERBAL></STMTRS></STMTTRNRS>"
	"</BANKMSGSRSV1></OFX>";

Test(ofx, payments_of_an_sgml_file_are_records)
{
	static const struct expected e[] = {{"2023-01-03", 40053, "MR C", "MAINTENANCE & ARREARS"},
		{"2023-02-01", -64000, "RENT", "RENT"}};
	struct made m;

	read_file(&m, ofx, "statement.ofx");
	cr_expect_str_eq(m.facts.format, "ofx");
	cr_expect_str_eq(m.facts.layout, "OFX");
	cr_expect_str_eq(m.facts.account, "4471");
	expect_records(&m, e, COUNT(e));
	cr_expect_eq(m.facts.records[0].when.zone, BDL_ZONE_NONE);
	cr_expect_eq(m.facts.records[1].when.zone, BDL_ZONE_UNKNOWN);
	cr_expect_eq(m.facts.records[1].when.seconds, 34200);
	cr_expect_eq(m.facts.reason, BDL_REASON_NONE);
	expect_on_page(&m, (const char *const[]){"account ending 4471",
				   "It covers 1 January 2023 to 28 February 2023.",
				   "Balance at the end, 28 February 2023: 73.31.", "640.00", NULL});
	unmake(&m);
}

Test(ofx, period_of_the_statement_is_a_candidate)
{
	struct made m;
	size_t found = 0;

	read_file(&m, ofx, "statement.ofx");
	for (size_t i = 0; i < m.facts.date_count; i++)
		found += (m.facts.dates[i].label == BDL_LABEL_PERIOD_START &&
				 m.facts.dates[i].day.month == 1) ||
			 (m.facts.dates[i].label == BDL_LABEL_PERIOD_END &&
				 m.facts.dates[i].day.day == 28);
	cr_expect_eq(found, 2);
	unmake(&m);
}

Test(ofx, file_that_breaks_off_shows_what_it_has)
{
	struct made m;

	read_evidence(&m, ofx, (size_t)(strstr(ofx, "<NAME>RENT") - ofx), "statement.ofx");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	cr_expect_eq(m.facts.record_count, 2);
	unmake(&m);
}

Test(ofx, xml_with_two_accounts_and_dealings_in_shares)
{
	static const struct expected e[] = {{"2023-01-31", -2300, "Interest", "Interest"},
		{"2023-03-02", -10050, NULL, "bought"}};
	struct made m;

	read_file(&m,
		"<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?><OFX>"
		"<CCSTMTRS><CURDEF>GBP</CURDEF><CCACCTFROM><ACCTID>4929000000001234</ACCTID></"
		"CCACCTFROM>"
		"<BANKTRANLIST><STMTTRN><TRNTYPE>INT</TRNTYPE><DTPOSTED>20230201003000[+2:EET]</"
		"DTPOSTED>"
		"<TRNAMT>-23.00</TRNAMT><NAME>Interest</NAME></STMTTRN></BANKTRANLIST></CCSTMTRS>"
		"<INVSTMTRS><CURDEF>USD</CURDEF><INVACCTFROM><ACCTID>77778888</ACCTID></"
		"INVACCTFROM>"
		"<INVTRANLIST><BUYMF><INVTRAN><DTTRADE>20230302</DTTRADE><MEMO>bought</MEMO></"
		"INVTRAN>"
		"<UNITS>5.5</UNITS><TOTAL>-100.50</TOTAL></BUYMF></INVTRANLIST>"
		"<INVPOSLIST><POSMF><UNITS>5.5</UNITS></POSMF></INVPOSLIST></INVSTMTRS></OFX>",
		"statement.ofx");
	expect_records(&m, e, COUNT(e));
	cr_expect_eq(m.facts.records[0].when.zone, BDL_ZONE_LONDON);
	cr_expect_str_eq(m.facts.account, "1234, 8888");
	expect_on_page(
		&m, (const char *const[]){"Account ending 1234", "Account ending 8888",
			    "Amounts are in USD.", "It also lists 1 holding", "Units: 5.5", NULL});
	unmake(&m);
}

Test(ofx, without_an_account_is_shown_as_text)
{
	struct made m;

	read_file(&m, SGML "<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>", "statement.ofx");
	cr_expect_eq(m.facts.record_count, 0);
	cr_expect(warns(&m, "shown as text"));
	unmake(&m);
}

/* ---- QIF ---- */

Test(ofx, name_of_a_tag_that_is_too_long_is_not_cut_in_a_letter)
{
	struct made m;

	read_file(&m,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?><?OFX OFXHEADER=\"200\"?><OFX><STMTTRN>"
		"<DTPOSTED>20230103<TRNAMT>-1<"
		"x\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89"
		"\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89\xC3\x89>note</"
		"STMTTRN></OFX>",
		"statement.ofx");
	expect_on_page(&m, (const char *const[]){"X: note", NULL});
	unmake(&m);
}

Test(qif, payments_are_records)
{
	static const struct expected e[] = {
		{"2024-03-30", -108000, "RENT", "RENT"}, {"2024-04-02", 120000, "MR C", "MR C"}};
	struct made m;

	read_file(&m,
		"!Type:Bank\nD30/03/2024\nT-1,080.00\nPRENT\nMMarch\nLHousing\n^\nD02/04/"
		"2024\nT1200.00\nPMR "
		"C\n",
		"statement.qif");
	cr_expect_str_eq(m.facts.layout, "QIF");
	expect_records(&m, e, COUNT(e));
	expect_on_page(
		&m, (const char *const[]){"RENT", "March", "Category: Housing", "1,200.00", NULL});
	unmake(&m);
}

Test(qif, line_that_begins_with_a_long_letter_is_not_cut_in_it)
{
	struct made m;

	read_file(&m, "!Type:Bank\nD30/03/2024\nT-1.00\nPRENT\n\xC3\x89mile paid\n^\n",
		"statement.qif");
	expect_on_page(&m, (const char *const[]){"\xC3\x89mile paid", NULL});
	unmake(&m);
}

Test(qif, accounts_have_headings_and_lists_are_counted)
{
	struct made m;

	read_file(&m,
		"!Type:Cat\nNFood\n^\nNRent\n^\n!Account\nNJoint\nTBank\n^\n!Type:Bank\nD8/15/"
		"13\nT-1.00\n^\n"
		"!Account\nNSavings\n^\n!Type:Bank\nD8/2/13\nT2.00\n^\n",
		"statement.qif");
	cr_expect_eq(m.facts.record_count, 2);
	cr_expect_eq(m.facts.records[1].when.day.month, 8);
	expect_on_page(&m, (const char *const[]){"Joint", "Savings", "2 entries of lists", NULL});
	unmake(&m);
}

/* ---- MT940 ---- */

Test(mt940, liberties_of_banks_are_understood)
{
	static const struct {
		const char *line, *day;
		int64_t pence;
	} cases[] = {
		{"2301030104CR400,53NTRFNONREF//B4E07", "2023-01-04", 40053},
		{"230103D25,03NTRFNONREF", "2023-01-03", -2503},
		{"230103D000000001213,28N0440121470966  MR C", "2023-01-03", -121328},
		{"230103C500NTRFX", "2023-01-03", 50000},
		{"2301030103DR4,5NTRFX", "2023-01-03", -450},
		{"230103    DD212,39NMSCNONREF//", "2023-01-03", -21239},
		{"230103RC7,00NMSCX", "2023-01-03", -700},
		{"230103RD7,00NMSCX", "2023-01-03", 700},
		{"2212310102C1,00NMSCX", "2023-01-02", 100},
		{"2302300301D6,00N024NONREF", "2023-03-01", -600},
		{"230103CN50,00NZ10NONREF", "2023-01-03", 5000},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct bdl_buffer text = BDL_BUFFER_INIT;
		struct made m;
		char day[BDL_DAY_TEXT];

		bdl_buffer_printf(&text,
			":20:STARTUMS\r\n:25:12345678/1020304050\r\n:28C:1/"
			"1\r\n:60F:C230101EUR0,\r\n:61:%s\r\n",
			cases[i].line);
		read_file(&m, bdl_buffer_string(&text), "statement.sta");
		cr_assert_eq(m.facts.record_count, 1, "%s", cases[i].line);
		bdl_day_iso(m.facts.records[0].when.day, day);
		cr_expect_str_eq(day, cases[i].day, "%s", cases[i].line);
		cr_expect_eq(m.facts.records[0].pence, cases[i].pence, "%s", cases[i].line);
		unmake(&m);
		bdl_buffer_release(&text);
	}
}

Test(mt940, words_about_a_payment_are_put_together)
{
	static const struct expected e[] = {
		{"2017-09-14", -23315, "Tax Office Anytown", "PAYMENT 123 OF MAY"},
		{"2017-09-15", 100, NULL, "First line SECOND LINE"}};
	struct made m;

	read_file(&m,
		"{1:F01BANK}{4:\n:20:START\n:25:12345678/"
		"1020304050EUR\n:28C:7\n:60F:C170914EUR300,00\n"
		":61:170914D233,15NMSC\n:86:105?00DIRECT "
		"DEBIT?20PAYMENT 123?21 OF MAY?31DE99700500000000012345?32Tax "
		"Office An?33ytown\n:61:170915C1,00NMSCREF//BANKREF\n:86:First line\nSECOND "
		"LINE\n:62F:C170915EUR67,85\n-}\n",
		"statement.sta");
	expect_records(&m, e, COUNT(e));
	cr_expect_str_eq(m.facts.account, "4050");
	cr_expect_null(m.facts.warnings, "%s", m.facts.warnings ? m.facts.warnings[0] : "");
	expect_on_page(
		&m, (const char *const[]){"Balance at the beginning, 14 September 2017: 300.00.",
			    "Other account: ending 2345", "BANKREF", "Amounts are in EUR.", NULL});
	unmake(&m);
}

Test(mt940, balances_that_do_not_meet_are_said)
{
	struct made m;

	read_file(&m,
		":20:A\n:25:12345678\n:60F:C170914EUR300,00\n:61:170914D100,00NMSC\n:62F:"
		"C170915EUR150,00\n",
		"statement.sta");
	cr_expect(warns(&m, "do not add up to the balance at the end"));
	unmake(&m);
}

Test(mt940, payment_that_cannot_be_taken_apart_is_shown)
{
	struct made m;

	read_file(&m, ":20:A\n:25:12345678\n:60F:C170914EUR3,00\n:61:GARBLED ENTRY\n",
		"statement.sta");
	cr_expect_eq(m.facts.record_count, 1);
	cr_expect_not(m.facts.records[0].has_pence);
	cr_expect(warns(&m, "1 row has an amount that could not be read"));
	unmake(&m);
}

/* ---- camt ---- */

#define CAMT(inside)                                                                               \
	"<?xml version=\"1.0\"?><Document "                                                        \
	"xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\"><BkToCstmrStmt><Stmt><Acct><Id>" \
	"<IBAN>"                                                                                   \
	"GB00TEST00000000004471</IBAN></Id></Acct>" inside "</Stmt></BkToCstmrStmt></Document>"

static const char entry[] = CAMT(
	"<FrToDt><FrDtTm>2023-01-01T00:00:00+01:00</FrDtTm><ToDtTm>2023-01-31T23:59:59</ToDtTm></"
	"FrToDt>"
	"<Ntry><Amt Ccy=\"GBP\">400.53</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
	"<BookgDt><Dt>2023-01-03+01:00</Dt></BookgDt><ValDt><Dt>2023-01-04</Dt></ValDt>"
	"<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Mr C</Nm><PstlAdr><StrtNm>High "
	"Street</StrtNm><TwnNm>Anytown</TwnNm></PstlAdr></"
	"Dbtr><DbtrAcct><Id><IBAN>GB11TEST00000000001"
	"234</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Maintenance</Ustrd></RmtInf></TxDtls>"
	"</NtryDtls></Ntry>"
	"<Ntry><Amt Ccy=\"GBP\">640</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>"
	"<BookgDt><DtTm>2023-01-05T10:15:00Z</DtTm></BookgDt><AddtlNtryInf>Rent</AddtlNtryInf></"
	"Ntry>");

Test(camt, entries_are_records)
{
	static const struct expected e[] = {
		{"2023-01-03", 40053, "Mr C", "Maintenance"}, {"2023-01-05", -64000, NULL, "Rent"}};
	struct made m;

	read_file(&m, entry, "statement.xml");
	cr_expect_str_eq(m.facts.format, "camt");
	cr_expect_str_eq(m.facts.layout, "camt.053");
	cr_expect_str_eq(m.facts.account, "4471");
	expect_records(&m, e, COUNT(e));
	cr_expect_eq(m.facts.records[1].when.zone, BDL_ZONE_LONDON);
	cr_expect_eq(m.facts.records[1].when.seconds, 36900);
	cr_assert_geq(m.facts.date_count, 2);
	cr_expect_eq(m.facts.dates[0].label, BDL_LABEL_PERIOD_START);
	cr_expect_eq(m.facts.dates[0].day.day, 1);
	cr_expect_eq(m.facts.dates[1].day.day, 31);
	expect_on_page(&m, (const char *const[]){"account ending 4471", "High Street, Anytown",
				   "Account: ending 1234", "Value date: 4 January 2023",
				   "Status: PDNG", NULL});
	unmake(&m);
}

Test(camt, file_that_breaks_off_shows_what_it_has)
{
	struct made m;

	read_evidence(&m, entry, (size_t)(strstr(entry, "<ValDt>") - entry) + 3, "statement.xml");
	cr_assert(m.facts.shown);
	cr_expect_eq(m.facts.reason, BDL_REASON_TRUNCATED);
	cr_expect_eq(m.facts.record_count, 1);
	unmake(&m);
}

Test(camt, entities_are_not_put_in)
{
	struct made m;

	read_file(&m,
		CAMT("<Ntry><Amt Ccy=\"GBP\">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
		     "<AddtlNtryInf>see &b; here</AddtlNtryInf></Ntry>"),
		"statement.xml");
	cr_assert_eq(m.facts.record_count, 1);
	cr_expect_str_eq(m.facts.records[0].text, "see here");
	unmake(&m);
}
