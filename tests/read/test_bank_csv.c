/* Tables of banks: known by their heads, every row a transaction, nothing lost. */
#include "reading_fixture.h"

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

static void read_table(struct made *m, const char *text)
{
	read_evidence(m, text, strlen(text), "something.csv");
	cr_assert_eq(m->rc, 0, "%s", m->err.message);
	cr_assert(m->facts.shown);
}

/* The words of all pages, every run of spaces and line ends one space. */
static const char *words(struct made *m, struct bdl_buffer *out)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;

	for (unsigned i = 1; i <= m->facts.pages; i++)
		poppler(m, "pdftotext -layout", i, "-", &text);
	for (size_t i = 0; i < text.length; i++) {
		bool nbsp = i + 1 < text.length && memcmp(text.data + i, "\xC2\xA0", 2) == 0;
		bool space = nbsp || strchr(" \n\f", text.data[i]);

		if (!space)
			bdl_buffer_byte(out, text.data[i]);
		else if (out->length > 0 && out->data[out->length - 1] != ' ')
			bdl_buffer_byte(out, ' ');
		i += nbsp;
	}
	bdl_buffer_release(&text);
	return bdl_buffer_string(out);
}

static void expect_on_page(struct made *m, const char *const *lines)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;

	words(m, &text);
	for (; *lines; lines++)
		cr_expect_not_null(strstr(bdl_buffer_string(&text), *lines), "\"%s\" is not in\n%s",
			*lines, bdl_buffer_string(&text));
	bdl_buffer_release(&text);
}

static void expect_not_on_page(struct made *m, const char *line)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;

	words(m, &text);
	cr_expect_null(strstr(bdl_buffer_string(&text), line), "%s", bdl_buffer_string(&text));
	bdl_buffer_release(&text);
}

/* ---- which bank ---- */

Test(bank_csv, knows_banks_by_their_heads)
{
	static const struct {
		const char *layout; /* NULL: a bank's, but none that is known; "": no bank's */
		const char *text;
		size_t records;
		int64_t sum;
	} cases[] = {
		{"Monzo",
			"Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local "
			"amount,Local "
			"currency,Notes and #tags,Address,Receipt,Description,Category split,Money "
			"Out,Money "
			"In\ntx_1,14/12/2022,09:15:32,Card payment,Kwik "
			"Shoes,,shopping,-24.99,GBP,-24.99,GBP,,"
			",,KWIK SHOES LEEDS,,-24.99,\n",
			1, -2499},
		{"Starling",
			"Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending "
			"Category,Notes\n15/01/"
			"2024,Grocer,Card,CONTACTLESS,-25.50,1524.50,GROCERIES,\n",
			1, -2550},
		{"Barclays",
			"Number,Date,Account,Amount,Subcategory,Memo\n,31/12/2022,20-00-00 "
			"12345678,-640.00,SO,RENT 3 EXAMPLE RD      \n",
			1, -64000},
		{"Lloyds Bank, Halifax, Bank of Scotland or TSB",
			"Transaction Date,Transaction Type,Sort Code,Account Number,Transaction "
			"Description,Debit Amount,Credit "
			"Amount,Balance\n02/01/2023,FPI,'00-00-00,00004471,MR "
			"C,,400.53,473.84\n01/01/2023,SO,'00-00-00,00004471,RENT,640.00,,73.31\n",
			2, -23947},
		{"NatWest or Royal Bank of Scotland",
			"Date, Type, Description, Value, Balance, Account Name, Account "
			"Number\n15 Apr 2022,POS,\"'SHOP\",-10.00,90.00,\"'Ms "
			"A\",\"'600000-12345678\",\n",
			1, -1000},
		{"Nationwide",
			"\"Account Name:\",\"FlexAccount ****45678\"\n\"Account "
			"Balance:\",\"\xC2\xA3"
			"1,252.70\"\n\n\"Date\",\"Transaction type\",\"Description\",\"Paid "
			"out\",\"Paid "
			"in\",\"Balance\"\n\"02 Oct 2022\",\"Payment "
			"to\",\"Books\",\"\xC2\xA3"
			"1,012.40\",\"\",\"\xC2\xA3"
			"987.60\"\n",
			1, -101240},
		{"Chase",
			"My account\nDate,Time,Transaction Type,Transaction "
			"Description,Amount,Currency,Balance\n24 Sep "
			"2022,10:11:12,Purchase,Shop,-3.50,GBP,96.50\n",
			1, -350},
		{"Revolut",
			"Type,Product,Started Date,Completed "
			"Date,Description,Amount,Fee,Currency,State,Balance\nTRANSFER,Current,2021-"
			"09-05 "
			"11:32:41,2021-09-05 11:32:41,transfer,-250,0,EUR,COMPLETED,165.52\n",
			1, -25000},
		{"HSBC", "25/12/2017,Shop one   VIS,\"-50.65\"\n20/12/2017,Pay,\"1,234.50\"\n", 2,
			118385},
		{NULL, "Date,Description,Amount,Balance\n13/02/2018,GROCER,-5.00,995.00\n", 1,
			-500},
		{NULL,
			"Date,Details,Money out,Money "
			"in\n13/02/2018,GROCER,5.00,\n14/02/2018,PAY,,9\n",
			2, 400},
		{NULL,
			"Datum;Omschrijving;Bedrag\n2018-03-01;winkel;-2,56\n2018-03-02;loon;1.750,"
			"00\n",
			2, 174744},
		{"", "Date,Time,Number,Duration,Amount\n13/02/2018,10:00,0800 1,00:01:00,0.10\n", 0,
			0},
		{"", "Date,Number called,Description,Amount\n13/02/2018,0800 1,CMS,0.10\n", 0, 0},
		{"",
			"Date,Description,Amount\n13/02/2018,School "
			"shoes,32.00\n14/02/2018,Coat,30.00\n",
			0, 0},
		{"", "13/02/2018,School shoes,32.00\n14/02/2018,Winter coat,30.00\n", 0, 0},
		{NULL, "Date,Description,Amount,Currency\n13/02/2018,GROCER,5.00,GBP\n", 1, 500},
		{"", "Week,Child,Nights\n1,Ann,3\n2,Ann,4\n", 0, 0},
		{"", "Date,Who,Amount due\n13/02/2018,Mr C,400.53\n13/03/2018,Mr C,400.53\n", 0, 0},
		{"", "Date,Description,Amount\nsoon,GROCER,5.00\nlater,GROCER,6.00\n", 0, 0},
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		struct made m;
		int64_t sum = 0;

		size_t payments = 0;

		read_table(&m, cases[i].text);
		/* a table of calls is a phone's, and has records of its own */
		for (size_t k = 0; k < m.facts.record_count; k++) {
			payments += m.facts.records[k].type == BDL_EVENT_TRANSACTION;
			sum += m.facts.records[k].pence;
		}
		cr_expect_eq(payments, cases[i].records, "%zu: %zu payments", i, payments);
		cr_expect_eq(sum, cases[i].sum, "%zu: %ld", i, (long)sum);
		if (!cases[i].layout || (!*cases[i].layout && m.facts.record_count == payments))
			cr_expect_null(m.facts.layout, "%zu", i);
		else if (*cases[i].layout)
			cr_expect_str_eq(m.facts.layout ? m.facts.layout : "none", cases[i].layout);
		unmake(&m);
	}
}

/* ---- records ---- */

Test(bank_csv, row_is_a_transaction_with_time_party_amount_and_page)
{
	const struct bdl_record *r;
	struct made m;

	read_table(&m,
		"Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local "
		"amount,Local "
		"currency,Notes and #tags,Description,Balance\n"
		"tx_1,14/12/2022,09:15:32,Faster payment,Mr C,,income,400.53,GBP,400.53,GBP,for "
		"December,MAINTENANCE,512.06\n");
	cr_assert_eq(m.facts.record_count, 1);
	r = &m.facts.records[0];
	cr_expect_eq(r->type, BDL_EVENT_TRANSACTION);
	cr_expect_eq(r->when.day.year, 2022);
	cr_expect_eq(r->when.day.month, 12);
	cr_expect_eq(r->when.day.day, 14);
	cr_expect_eq(r->when.zone, BDL_ZONE_UNKNOWN);
	cr_expect_eq(r->when.seconds, 9u * 3600 + 15 * 60 + 32);
	cr_expect_eq(r->direction, BDL_DIRECTION_IN);
	cr_expect(r->has_pence && r->has_balance);
	cr_expect_eq(r->pence, 40053);
	cr_expect_eq(r->balance, 51206);
	cr_expect_str_eq(r->party, "Mr C");
	cr_expect_str_eq(r->text, "MAINTENANCE");
	cr_expect_eq(r->page, 1);
	expect_on_page(
		&m, (const char *const[]){"Drawn from the file",
			    "It is laid out as Monzo writes it.", "14 December 2022", "09:15:32",
			    "Notes and #tags: for", "400.53", "512.06", "tx_1", NULL});
	unmake(&m);
}

Test(bank_csv, account_numbers_are_shown_by_their_end)
{
	struct made m;

	read_table(&m, "Date,Type,Description,Value,Balance,Account Name,Account Number\n"
		       "15/04/2022,POS,SHOP,-10.00,90.00,Ms A,600000-12345678\n"
		       "16/04/2022,POS,SHOP,-10.00,80.00,Ms A,600000-12345678\n"
		       "16/04/2022,POS,SHOP,-10.00,50.00,Savings,600000-87654321\n");
	cr_expect_str_eq(m.facts.account, "5678, 4321");
	expect_on_page(
		&m, (const char *const[]){"Account ending 5678", "Account ending 4321", NULL});
	expect_not_on_page(&m, "12345678");
	expect_not_on_page(&m, "600000");
	cr_expect_null(m.facts.warnings);
	unmake(&m);
}

Test(bank_csv, row_without_an_account_stays_with_the_rows_above_it)
{
	struct made m;

	read_table(&m, "Date,Description,Value,Balance,Account "
		       "Number\n15/04/2022,SHOP,-10.00,90.00,12345678\n"
		       "16/04/2022,SHOP,-10.00,80.00,12345678\n,,,,\nEnd of statement,,,,\n");
	cr_expect_str_eq(m.facts.account ? m.facts.account : "none", "5678");
	expect_on_page(&m, (const char *const[]){"account ending 5678", "End of statement", NULL});
	expect_not_on_page(&m, "12345678");
	unmake(&m);
}

Test(bank_csv, number_above_the_table_is_shown_by_its_end)
{
	struct made m;

	read_table(&m,
		"\"Account Name:\",\"FlexAccount ****45678\"\n\"Account Balance:\",\"\xC2\xA3"
		"1,252.70\"\n\n\"Date\",\"Transaction type\",\"Description\",\"Paid out\",\"Paid "
		"in\",\"Balance\"\n\"02 Oct 2022\",\"Payment to\",\"Page and\nSpine "
		"Books\",\"\xC2\xA3"
		"12.40\",\"\",\"\xC2\xA3"
		"987.60\"\n");
	cr_expect_str_eq(m.facts.account, "5678");
	expect_on_page(
		&m, (const char *const[]){"FlexAccount ending 5678", "Page and Spine Books", NULL});
	expect_not_on_page(&m, "45678");
	unmake(&m);
}

Test(bank_csv, numbers_of_mingled_and_of_other_accounts_are_shown_by_their_end)
{
	struct made m;

	read_table(&m,
		"Date,Description,Amount,Account Number,Bank account\n"
		"13/04/2022,AA,-10.00,12345678,99991111\n14/04/2022,BB,-10.00,87654321,99992222\n"
		"15/04/2022,CC,-10.00,12345678,99991111\n");
	expect_on_page(&m, (const char *const[]){"ending 5678", "ending 4321", "ending 1111",
				   "ending 2222", NULL});
	expect_not_on_page(&m, "12345678");
	expect_not_on_page(&m, "9999");
	unmake(&m);
}

/* ---- nothing lost ---- */

Test(bank_csv, row_that_cannot_be_read_is_shown_and_counted)
{
	struct made m;

	read_table(&m, "Date,Description,Amount,Currency\n"
		       "2022-04-02,Good row,100.00,GBP\n"
		       "2022-04-03,Garbled row,12..34,GBP\n"
		       "2022-04-31,Day that is none,5.00,GBP\n"
		       "2022-04-04,Good row,100.00,GBP\n"
		       "2022-04-05,Good row,100.00,GBP\n"
		       "Carried over from last year,,,\n");
	cr_expect_eq(m.facts.record_count, 5);
	cr_expect_eq(m.facts.rows, 5);
	cr_expect_not(m.facts.records[1].has_pence);
	cr_expect_eq(m.facts.records[2].when.day.year, 0);
	cr_expect(warns(&m, "1 row has an amount that could not be read"));
	cr_expect(warns(&m, "1 row has a date that could not be read"));
	expect_on_page(
		&m, (const char *const[]){"12..34", "2022-04-31", "Carried over from last year",
			    "1 other row is shown as it stands", NULL});
	unmake(&m);
}

Test(bank_csv, nothing_is_cut_however_long)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, seen = BDL_BUFFER_INIT;
	struct made m;
	size_t letters = 0;

	bdl_buffer_text(&text, "Date,Description,Amount\n13/01/2022,");
	for (int i = 0; i < 9000; i++)
		bdl_buffer_byte(&text, 'Q');
	bdl_buffer_text(&text, ",-1.00\n14/01/2022,B,2.00\n");
	read_table(&m, bdl_buffer_string(&text));
	words(&m, &seen);
	for (size_t i = 0; i < seen.length; i++)
		letters += seen.data[i] == 'Q';
	cr_expect_eq(letters, 9000, "%zu letters", letters);
	bdl_buffer_release(&text);
	bdl_buffer_release(&seen);
	unmake(&m);
}

Test(bank_csv, what_has_no_column_goes_into_the_description)
{
	struct made m;

	read_table(&m, "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending "
		       "Category,Notes\n"
		       "15/01/2022,Grocer,Shop 7,CARD,-25.50,1524.50,FOOD,for school\n"
		       "16/01/2022,Mr C,January,FPI,400.00,1924.50,INCOME,\n");
	expect_on_page(&m, (const char *const[]){"Grocer", "Shop 7, CARD", "FOOD",
				   "Notes: for school", "25.50", NULL});
	cr_expect_str_eq(m.facts.records[0].text, "Shop 7");
	cr_expect_str_eq(m.facts.records[0].party, "Grocer");
	unmake(&m);
}

Test(bank_csv, what_all_rows_have_alike_is_said_once)
{
	struct made m;

	read_table(&m, "Date,Description,Amount,Status\n13/01/2022,A1,-1.00,SETTLED\n"
		       "14/01/2022,B2,-2.00,SETTLED\n15/01/2022,C3,3.50,SETTLED\n");
	expect_on_page(&m, (const char *const[]){"The same in every row: Status SETTLED.", "Total",
				   "2 paid out, 1 paid in", "3.00", "3.50", NULL});
	unmake(&m);
}

Test(bank_csv, currencies_are_not_added_up_together)
{
	struct made m;

	read_table(&m, "Date,Description,Amount,Currency\n13/01/2022,A1,-1.00,USD\n14/01/"
		       "2022,B2,-2.00,EUR\n");
	expect_on_page(&m, (const char *const[]){"more than one currency", "Currency: USD",
				   "Currency: EUR", NULL});
	expect_not_on_page(&m, "Total");
	unmake(&m);
}

/* ---- signs ---- */

Test(bank_csv, column_of_debits_may_have_its_minus_already)
{
	struct made m;

	read_table(&m,
		"Date,Label,Debit,Credit\n13/04/2020,L1,\"-50,00\",\n14/04/2020,L2,,\"1300,00\"\n");
	cr_assert_eq(m.facts.record_count, 2);
	cr_expect_eq(m.facts.records[0].pence, -5000);
	cr_expect_eq(m.facts.records[1].pence, 130000);
	unmake(&m);
}

Test(bank_csv, column_of_d_and_c_gives_the_sign)
{
	struct made m;

	read_table(&m, "Date,Label,Amount,D/C\n13/04/2020,L1,50.00,D\n14/04/2020,L2,13.00,C\n");
	cr_assert_eq(m.facts.record_count, 2);
	cr_expect_eq(m.facts.records[0].pence, -5000);
	cr_expect_eq(m.facts.records[1].pence, 1300);
	unmake(&m);
}

/* ---- dates ---- */

Test(bank_csv, period_is_first_and_last_row)
{
	struct made m;

	read_table(&m, "Date,Description,Amount\n21/02/2023,A1,-1.00\n03/02/2023,B2,-2.00\n"
		       "05/01/2023,B2,-2.00\n");
	cr_assert_eq(m.facts.date_count, 2);
	cr_expect_eq(m.facts.dates[0].day.month, 1);
	cr_expect_eq(m.facts.dates[0].label, BDL_LABEL_ROW);
	cr_expect_eq(m.facts.dates[1].day.day, 21);
	cr_expect_not(m.facts.dates[0].ambiguous);
	expect_on_page(&m, (const char *const[]){"newest first", NULL});
	unmake(&m);
}

Test(bank_csv, order_of_day_and_month_that_nothing_decides_is_said)
{
	struct made m;

	read_table(&m, "Date,Description,Amount\n01/02/2023,A1,-1.00\n03/02/2023,B2,-2.00\n");
	cr_assert_eq(m.facts.date_count, 2);
	cr_expect(m.facts.dates[0].ambiguous);
	cr_expect_eq(m.facts.dates[0].day.month, 2);
	cr_expect(warns(&m, "whether the day or the month stands first"));
	unmake(&m);
	read_table(&m, "Date,Description,Amount\n12/15/2018,A1,-1.00\n01/02/2019,B2,-2.00\n");
	cr_expect_eq(m.facts.records[1].when.day.month, 1);
	cr_expect_not(warns(&m, "whether the day"));
	unmake(&m);
}

/* ---- pages ---- */

Test(bank_csv, balance_is_carried_to_the_next_page_and_the_total_is_not_alone)
{
	struct bdl_buffer text = BDL_BUFFER_INIT, page = BDL_BUFFER_INIT;
	struct made m;

	bdl_buffer_text(&text, "Date,Description,Amount,Balance\n");
	for (int i = 0; i < 65; i++)
		bdl_buffer_printf(&text, "%02d/%02d/2022,ROW NUMBER %d,-1.00,%d.00\n", 1 + i % 28,
			1 + i / 28, i, 1000 - i);
	read_table(&m, bdl_buffer_string(&text));
	cr_expect_eq(m.facts.record_count, 65);
	cr_assert_eq(m.facts.pages, 3);
	poppler(&m, "pdftotext -layout", 1, "-", &page);
	cr_expect_not_null(strstr(bdl_buffer_string(&page), "Balance carried forward"));
	bdl_buffer_clear(&page);
	poppler(&m, "pdftotext -layout", 2, "-", &page);
	cr_expect_not_null(strstr(bdl_buffer_string(&page), "Balance brought forward"));
	bdl_buffer_clear(&page);
	poppler(&m, "pdftotext -layout", 3, "-", &page);
	cr_expect_not_null(strstr(bdl_buffer_string(&page), "65 paid out"));
	cr_expect_not_null(strstr(bdl_buffer_string(&page), "ROW NUMBER 63"));
	cr_expect_eq(m.facts.records[64].page, 3);
	cr_expect_eq(m.facts.records[0].page, 1);
	bdl_buffer_release(&page);
	bdl_buffer_release(&text);
	unmake(&m);
}

/* ---- balances ---- */

static bool misses_a_row(const char *text)
{
	struct made m;
	bool said;

	read_table(&m, text);
	said = warns(&m, "does not follow from the one before it");
	unmake(&m);
	return said;
}

#define HEADS "Date,Description,Amount,Balance\n"

Test(bank_csv, row_taken_out_is_noticed_in_either_order)
{
	cr_expect(misses_a_row(HEADS "13/01/2022,AA,-1.00,99.00\n14/01/2022,BB,-1.00,98.00\n"
				     "15/01/2022,CC,-1.00,97.00\n17/01/2022,EE,-1.00,90.00\n"
				     "18/01/2022,FF,-1.00,89.00\n19/01/2022,GG,-1.00,88.00\n"
				     "20/01/2022,HH,-1.00,87.00\n"));
	cr_expect(misses_a_row(HEADS "20/01/2022,HH,-1.00,87.00\n19/01/2022,GG,-1.00,88.00\n"
				     "18/01/2022,FF,-1.00,89.00\n17/01/2022,EE,-1.00,90.00\n"
				     "15/01/2022,CC,-1.00,97.00\n14/01/2022,BB,-1.00,98.00\n"
				     "13/01/2022,AA,-1.00,99.00\n"));
}

Test(bank_csv, sound_statements_raise_no_alarm)
{
	/* whole; a declined row without balance; two rows that changed places; balances of
	 * something else */
	cr_expect_not(misses_a_row(HEADS "13/01/2022,AA,-1.00,99.00\n14/01/2022,BB,-1.00,98.00\n"
					 "15/01/2022,CC,-1.00,97.00\n"));
	cr_expect_not(misses_a_row(HEADS "13/01/2022,AA,-1.00,99.00\n14/01/2022,BB,-5.00,\n"
					 "15/01/2022,CC,-1.00,98.00\n16/01/2022,DD,-1.00,97.00\n"));
	cr_expect_not(misses_a_row(HEADS "13/01/2022,AA,-1.00,99.00\n14/01/2022,BB,-2.00,97.00\n"
					 "15/01/2022,CC,-4.00,85.00\n15/01/2022,DD,-8.00,89.00\n"
					 "16/01/2022,EE,-1.00,84.00\n17/01/2022,FF,-1.00,83.00\n"
					 "18/01/2022,GG,-1.00,82.00\n19/01/2022,HH,-1.00,81.00\n"
					 "20/01/2022,HH,-1.00,80.00\n21/01/2022,HH,-1.00,79.00\n"
					 "22/01/2022,HH,-1.00,78.00\n23/01/2022,HH,-1.00,77.00\n"
					 "24/01/2022,HH,-1.00,76.00\n25/01/2022,HH,-1.00,75.00\n"
					 "26/01/2022,HH,-1.00,74.00\n27/01/2022,HH,-1.00,73.00\n"));
	cr_expect_not(misses_a_row(HEADS "13/01/2022,AA,-1.00,50.00\n14/01/2022,BB,-1.00,10.00\n"
					 "15/01/2022,CC,-1.00,70.00\n16/01/2022,DD,-1.00,20.00\n"));
}
