/* Arrears from outside: a bank's CSV files and bundle.yaml become the pages, the CSV and
 * bundle.json. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* As Monzo exports them; the last row is of the next statement, too. */
#define HEADS                                                                                      \
	"Transaction ID,Date,Time,Type,Name,Emoji,Category,Amount,Currency,Local amount,Local "    \
	"currency,Notes and #tags,Address,Receipt,Description,Category split,Money Out,Money In\n"
#define IN(id, date, name, sum)                                                                    \
	id "," date ",09:00:00,Faster payment," name ",,Income," sum ",GBP," sum                   \
	   ",GBP,,,,CMS,,," sum "\n"
#define BOTH IN("tx_04", "01/02/2023", "Mr C Smith", "400.53")

static const char january[] = HEADS IN("tx_01", "01/12/2022", "Mr C Smith", "400.53") IN("tx_02",
	"17/01/2023", "Mr C Smith", "200.00") IN("tx_03", "18/01/2023", "Mr Carter", "9.99") BOTH;
static const char february[] = HEADS BOTH IN("tx_05", "01/03/2023", "MR C SMITH", "500.00")
	IN("tx_06", "02/03/2023", "MR C SMITH", "5.00");

static const char schedule[] =
	"title: Ms A\n"
	"schedule:\n"
	"- {from: 2022-12-01, until: 2023-02-28, amount: 400.53, every: month}\n"
	"- {from: 2023-03-01, amount: 500, every: month}\n"
	"payments:\n"
	"  match: [{payer: mr c, least: 50}]\n"
	"  days_before: 0\n"
	"  others: [{date: 2023-01-31, amount: 100, by: Ms A}]\n"
	"  stated: {amount: 600.53, file: order.txt, page: 1}\n"
	"losses:\n"
	"- {what: Overdraft fees, amount: 35, date: 2023-01-31, file: bank/february.csv, page: 1}\n"
	"remedy: Pay what is owed.\n";

static void put(struct fixture *f, const char *yaml)
{
	fixture_init(f);
	fixture_text(f, "bank/january.csv", january);
	fixture_text(f, "bank/february.csv", february);
	fixture_text(f, "order.txt",
		"Liability order\n\n14 April 2023\n\nThe sum owed is 600.53 pounds.\n");
	fixture_text(f, "bundle.yaml", yaml);
}

static void expect(const char *text, const char *words)
{
	cr_expect(strstr(text, words), "no \"%s\" in:\n%s", words, text);
}

/*
 * By hand: due 3 x 400.53 + 2 x 500.00 = 2,201.59; received 400.53 + 200.00 + 100.00 + 400.53
 * (once) + 500.00 = 1,601.06; owed 600.53: 100.53 of January and all of April.
 */
Test(arrears, from_the_folder_to_the_pages, .timeout = 600)
{
	struct fixture f;
	struct run r;

	put(&f, schedule);
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --work work --name T --date 2023-04-14 --json && "
		"tar xzf out/T.tar.gz && (cd T && sha256sum -c tagmanifest-sha256.txt) && "
		"$BUNDLE verify out/T.tar.gz");
	cr_assert_eq(r.status, 0, "%s\n%s", r.out, r.err);
	expect(r.out, "arrears.csv: OK");
	run_release(&r);

	fixture_run(&f, &r, "cat T/arrears.csv");
	expect(r.out, "due,2023-01-01,400.53,300.00,100.53,100.53,");
	expect(r.out, "part,2023-01-01,,,,,2023-01-17,200.00,16,");
	expect(r.out, "part,2023-01-01,,,,,2023-01-31,100.00,30,,,,,Ms A,");
	expect(r.out, "due,2023-04-01,500.00,0.00,500.00,600.53,");
	expect(r.out, "not counted,,,,,,2023-03-02,5.00,");
	expect(r.out, "counted once,,,,,,2023-02-01,400.53,");
	expect(r.out, "total,,2201.59,1601.06,600.53,600.53,,1601.06,");
	run_release(&r);

	fixture_run(&f, &r, "tr -d ' \\n' < T/bundle.json");
	expect(r.out,
		"\"due_pence\":220159,\"received_pence\":160106,\"paid_pence\":160106,"
		"\"left_over_pence\":0,\"owed_pence\":60053,\"matched\":true,\"transactions\":7");
	expect(r.out, "\"losses_pence\":3500");
	run_release(&r);

	fixture_run(&f, &r, "pdftotext -raw out/T.pdf - | tr '\\n' ' '");
	expect(r.out, "The applicant’s own reckoning, not a CMS calculation");
	expect(r.out, "Total 2,201.59 1,601.06 600.53 600.53");
	expect(r.out, "the same figure.");
	expect(r.out, "Overdraft fees");
	expect(r.out, "Pay what is owed.");
	run_release(&r);
	fixture_release(&f);
}

Test(arrears, without_a_schedule_there_is_no_table, .timeout = 600)
{
	struct fixture f;
	struct run r;

	put(&f, "title: Ms A\n");
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --work work --name T --date 2023-04-14 && "
		"tar tzf out/T.tar.gz");
	cr_expect_eq(r.status, 0, "%s", r.err);
	cr_expect_null(strstr(r.out, "arrears.csv"));
	run_release(&r);
	fixture_release(&f);
}

static const struct mistake {
	const char *yaml, *words;
} mistakes[] = {
	{"losses:\n- {what: Fees, amount: 1, file: bank/march.csv}\n",
		"bundle.yaml:2:33: losses: file: there is no file \"bank/march.csv\""},
	{"losses:\n- {what: Fees, amount: 1, file: order.txt, page: 9}\n",
		"line 2: losses: \"order.txt\" has no page 9"},
	{"payments: {match: [{payer: mr c}]}\n", "payments are given, but not what was due"},
	{"schedule: [{from: 2023-01-01, amount: 5, every: week}]\npayments: {days_before: 7}\n",
		"days_before is 7"},
};

Test(arrears, mistakes_are_named_with_their_line, .timeout = 600)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(*mistakes); i++) {
		struct fixture f;
		struct run r;

		put(&f, mistakes[i].yaml);
		fixture_run(&f, &r,
			"$BUNDLE build $E --output out --work work --name T --date 2023-04-14");
		cr_expect_eq(r.status, 3, "%s", mistakes[i].yaml);
		expect(r.err, mistakes[i].words);
		cr_expect_not(fixture_exists(&f, "out/T.pdf"));
		run_release(&r);
		fixture_release(&f);
	}
}
