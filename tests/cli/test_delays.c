/*
 * From letters in a folder to who waited for whom: the published timeline of a complaint, told and
 * shown, as it comes out in the PDF, in CSV and in bundle.json; for whom it is left out; in
 * volumes.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdio.h>
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

TestSuite(delays, .init = setup, .fini = teardown, .timeout = 600);

/* Runs a command that must end with that status. */
#define EXPECT(wanted, ...)                                                                        \
	do {                                                                                       \
		struct run run_;                                                                   \
		fixture_run(&f, &run_, __VA_ARGS__);                                               \
		cr_assert_eq(                                                                      \
			run_.status, wanted, "status %d: %s%s", run_.status, run_.out, run_.err);  \
		run_release(&run_);                                                                \
	} while (0)

static const char complaint[] = "16 January 2023\n\nDear Sir or Madam\n\nFormal complaint\n\nI am "
				"making a formal complaint about the "
				"Child Maintenance Service. The arrangement repays the arrears too "
				"slowly.\n\nYours faithfully\nMr R\n";
#define FROM_CMS(day, subject, words)                                                              \
	"Child Maintenance Service Team\nPhone number: 0800 171 2345\nWebsite: "                   \
	"www.gov.uk/child-maintenance\nDate: " day "\nYour reference number: 121212121212\n\n"     \
	"Dear Mr R\n\n" subject "\n\n" words "\n\nThe Child Maintenance Service is part of the "   \
	"Department for Work and Pensions\n"

static const char response[] = FROM_CMS("10 February 2023", "Our response to your complaint",
	"Thank you for your complaint. The arrangement stays as it is.");
static const char final_response[] = FROM_CMS("3 March 2023",
	"Our final response to your complaint",
	"This is our final response. If you are not content you can ask the Independent Case "
	"Examiner within six months.");

/*
 * The timeline of the Ombudsman's decision P-002456, the days before 2023 our own: complaint
 * January 2023, answered 10 February; a call of 17 February, final response 3 March; the Member
 * asked on 26 April, answered on 4 May. %s: who it is for.
 */
static const char told[] =
	"title: Ms A and the Child Maintenance Service\nfor: \"%s\"\nreference: \"121212121212\"\n"
	"national_insurance: QQ 12 34 56 C\n"
	"events:\n"
	"  - { date: 2019-12-09, type: complaint, text: \"Complaint: two payments missed.\", by: "
	"Mr R }\n"
	"  - { date: 2020-07-10, type: response, text: \"The CMS answers by telephone.\", by: Mr R "
	"}\n"
	"  - { date: 2022-10-03, type: access-request, text: \"Ms A asks for her data.\", by: Mr R "
	"}\n"
	"  - { date: 2023-02-17, type: complaint, text: \"Call: not content with the answer.\", "
	"by: Mr R }\n"
	"  - { date: 2023-04-26, type: mp-referred, text: \"The MP writes to the CMS.\", by: Mr R "
	"}\n"
	"  - { date: 2023-05-04, type: mp-answered, text: \"The DWP answers the MP.\", by: Mr R "
	"}\n";

static void put_case(const char *recipient)
{
	char yaml[2000];

	snprintf(yaml, sizeof(yaml), told, recipient);
	fixture_text(&f, "bundle.yaml", yaml);
	fixture_text(&f, "Complaint.txt", complaint);
	fixture_text(&f, "letters/answer.txt", response);
	fixture_text(&f, "letters/final response.txt", final_response);
}

static json_t *build(const char *options)
{
	char *text;
	json_t *table;

	EXPECT(0,
		"rm -rf out && $BUNDLE build $E --output out --name T --date 2023-05-22 %s && cd "
		"out && tar xzf T.tar.gz && "
		"cp T/bundle.json ../table.json",
		options);
	EXPECT(0,
		"python3 -c \"import json,jsonschema,sys; jsonschema.Draft202012Validator("
		"json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))\" "
		"%s/schemas/bundle.schema.json table.json",
		getenv("BUNDLE_SOURCE"));
	EXPECT(0, "$BUNDLE verify out/T.tar.gz && cd out/T && sha256sum -c --quiet "
		  "tagmanifest-sha256.txt");
	EXPECT(0, "$BUNDLE list out/T.tar.gz");
	text = fixture_read(&f, "table.json", NULL);
	table = json_loads(text, 0, NULL);
	free(text);
	cr_assert_not_null(table);
	return table;
}

/* All that can be asked of the PDFs; whether it can be sent is another question. */
static void expect_requirements_met(void)
{
	EXPECT(0, "$BUNDLE check --date 2023-05-22 --all out/T.tar.gz >check.txt; "
		  "! grep -E '^to do .* R[0-9]+$' check.txt && grep -E '^ok .* R46$' check.txt");
}

static const char *text_at(const json_t *o, const char *key)
{
	const char *s = json_string_value(json_object_get(o, key));

	return s ? s : "-";
}

static long long number_at(const json_t *o, const char *key)
{
	return json_integer_value(json_object_get(o, key));
}

/*
 * By hand, in working days of England and Wales, the day of asking not counted. 16 January to 10
 * February 2023: 11 in January, 8 in February: 19, 4 over 15. 17 February to 3 March: 7 and 3: 10.
 * 26 April to 4 May: 27, 28 April, 2, 3, 4 May (the 1st is a holiday): 5. 9 December 2019 to 10
 * July 2020: 147, 132 over (tests/judge/test_reckon_waits.c has the months). 3 October 2022 to 22
 * May 2023, no answer: 158; by post it came on 5 October, a month from then is Saturday 5 November,
 * so Monday the 7th: 20 and 5 days, 133 over.
 */
static const struct row {
	const char *asked, *answered, *standard;
	int allowed, taken, over;
} rows[] = {
	{"2019-12-09", "2020-07-10", "CMS: reply within 15 working days", 15, 147, 132},
	{"2022-10-03", "-", "Answer to a subject access request within one month of receiving it",
		25, 158, 133},
	{"2023-01-16", "2023-02-10", "CMS: reply within 15 working days", 15, 19, 4},
	{"2023-02-17", "2023-03-03", "CMS: reply within 15 working days", 15, 10, 0},
	{"2023-04-26", "2023-05-04", NULL, 0, 5, 0},
};

static void expect_delays(const json_t *table)
{
	const json_t *list = json_object_get(table, "delays");

	cr_assert_eq(json_array_size(list), sizeof(rows) / sizeof(rows[0]));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const json_t *o = json_array_get(list, i);

		cr_expect_str_eq(text_at(o, "asked"), rows[i].asked);
		cr_expect_str_eq(text_at(o, "answered"), rows[i].answered, "row %zu", i);
		cr_expect_eq(number_at(o, "taken"), rows[i].taken, "row %zu", i);
		cr_expect_str_eq(text_at(o, "standard"), rows[i].standard ? rows[i].standard : "-",
			"row %zu", i);
		cr_expect_eq(number_at(o, "allowed"), rows[i].allowed, "row %zu", i);
		cr_expect_eq(number_at(o, "over"), rows[i].over, "row %zu", i);
	}
}

/* The words are in the text of the pages, each behind the one before. */
static void expect_words(const char *file, const char *const *words)
{
	struct run r;
	const char *at;

	fixture_run(&f, &r, "pdftotext -raw '%s' - | tr '\\n' ' '", file);
	at = r.out;
	for (; *words; words++) {
		const char *found = strstr(at, *words);

		cr_assert_not_null(found, "\"%s\" does not come next in %.3000s", *words, at);
		at = found + strlen(*words);
	}
	run_release(&r);
}

Test(delays, the_published_timeline)
{
	static const char *const words[] = {"Deadlines and delays 4", "Chronology What happened",
		"2020 214 days without an answer to the complaint of 9 December 2019 10 July 2020",
		"231 days without an answer to the subject access request of 3 October 2022, up to "
		"22 May 2023",
		"Deadlines and delays Complaint to the Independent Case Examiner By Sunday 3 "
		"September 2023",
		"104 days after this bundle was made",
		"Six months from receiving the final response. Counted from the date of the final "
		"response (page",
		"3 March 2023, the earliest reading.", "aim for Friday 1 September 2023.",
		"Source: gov.uk/complain-independent-case-examiner", "How long each answer took",
		"Complaint: two payments missed, Mr R says 9 December 2019 10 July 2020, Mr R says "
		"15 147 132",
		"not answered by 22 May 2023", "16 January 2023 10 February 2023, page", "15 19 4",
		"Call: not content with the answer, Mr R says", "15 10 in time",
		"The MP writes to the CMS, Mr R says 26 April 2023 4 May 2023, Mr R says none set "
		"5 –",
		"“Allowed” is the time", NULL};
	json_t *table;
	const json_t *d;

	put_case("The Independent Case Examiner");
	table = build("");
	expect_delays(table);
	d = json_array_get(json_object_get(table, "deadlines"), 0);
	cr_expect_str_eq(text_at(d, "safe"), "2023-09-03");
	cr_expect_eq(number_at(d, "days_left"), 104);
	cr_expect_str_eq(text_at(json_object_get(d, "trigger"), "type"), "final-response");
	cr_expect_eq(json_array_size(json_object_get(table, "silences")), 2);
	expect_words("out/T.pdf", words);
	EXPECT(0, "python3 %s/tests/support/check_bundle.py out/T.pdf table.json",
		getenv("BUNDLE_SOURCE"));
	expect_requirements_met();
	EXPECT(0, "grep -q '^Complaint to the "
		  "CMS,2023-01-16,.*,Complaint.txt,2023-02-10,.*,letters/answer.txt,"
		  "CMS: reply within 15 working days,15,19,4,' out/T/delays.csv && test $(wc -l "
		  "<out/T/delays.csv) = 6");
	EXPECT(0, "grep -q '^2023-01-16,.*,Complaint.txt,complaint,,2023-01-16,2023-02-10,15,19,4' "
		  "out/T/chronology.csv && "
		  "grep -q '^2019-12-09,.*,complaint,Mr R,2019-12-09,2020-07-10,15,147,132' "
		  "out/T/chronology.csv");
	json_decref(table);
}

Test(delays, a_court_gets_neither_the_pages_nor_the_gaps)
{
	json_t *table;

	put_case("Administrative Court");
	table = build("");
	cr_expect_null(json_object_get(json_object_get(table, "front"), "delays"));
	expect_delays(table); /* the table has them all the same */
	EXPECT(1, "pdftotext out/T.pdf - | grep -E 'without an answer|Deadlines and delays'");
	json_decref(table);
}

Test(delays, without_a_final_response_there_is_no_last_day)
{
	json_t *table;

	put_case("The Independent Case Examiner");
	EXPECT(0, "rm \"$E/letters/final response.txt\"");
	table = build("");
	cr_expect_eq(json_array_size(json_object_get(table, "deadlines")), 0);
	EXPECT(0, "pdftotext out/T.pdf - | grep -q 'How long each answer took'");
	EXPECT(1, "pdftotext out/T.pdf - | grep 'Six months'");
	json_decref(table);
}

/* Twenty pages of something else, so that what is named lies in other volumes. */
Test(delays, pages_of_other_volumes_are_named_and_not_pressed)
{
	json_t *table;

	put_case("The Independent Case Examiner");
	for (unsigned i = 1; i <= 6; i++) {
		char path[64];

		snprintf(path, sizeof(path), "letters/2021-%02u-10 letter.pdf", i);
		fixture_pdf(&f, path, path + 8, 4, 0);
	}
	table = build("--max-pages 20");
	cr_assert_geq(json_array_size(json_object_get(table, "volumes")), 2);
	expect_delays(table);
	for (unsigned i = 1; i <= 2; i++)
		EXPECT(0,
			"python3 %s/tests/support/check_bundle.py \"$(ls out/*'Volume %u of "
			"'*.pdf)\" table.json --volume %u",
			getenv("BUNDLE_SOURCE"), i, i);
	expect_requirements_met();
	EXPECT(0, "head -1 out/T/delays.csv | grep -q ',asked_volume,answered_volume'");
	json_decref(table);
}
