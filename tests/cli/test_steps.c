/*
 * Steps from outside: the published timeline of a case (Ombudsman's decision P-002456), told in
 * letters and mails made here, comes out with the right stages and days; and what no document
 * carries, as told.
 */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct fixture f;

static void init(void)
{
	fixture_init(&f);
}

static void fini(void)
{
	fixture_release(&f);
}

TestSuite(steps, .init = init, .fini = fini, .timeout = 300);

#define CMS_HEAD(date)                                                                             \
	"Child Maintenance Service\nMail Handling Site A\nWolverhampton\n\nMr R\n14 Example "      \
	"Close\nAnytown\n\nPhone number: 0800 171 2345\nWebsite: "                                 \
	"www.gov.uk/child-maintenance\nDate: " date "\nYour reference number: 1212 1212 1212\n"    \
	"Our reference: 40128866\n\nDear Mr R\n\n"
#define CMS_FOOT                                                                                   \
	"\n\nYours sincerely\n\nComplaints manager\nChild Maintenance Service\n\nThe Child "       \
	"Maintenance Service is part of the Department for Work and Pensions\n"

static void put_complaint(void)
{
	fixture_text(&f, "letters/to CMS.txt",
		"Mr R\n14 Example Close\nAnytown\n\nChild Maintenance Service 21\nMail Handling "
		"Site A\nWolverhampton\n\n16 January 2023\n\nReference number: 1212 1212 "
		"1212\n\nDear Sir or Madam\n\nFormal complaint about unpaid maintenance\n\nYou "
		"should be taking enforcement action. Mr C is in the process of selling property, "
		"which will give him a large sum. I ask for an answer in writing.\n\nYours "
		"faithfully\n\nMr R\n");
}

static void put_answers(void)
{
	fixture_text(&f, "letters/from CMS 1.txt",
		CMS_HEAD(
			"10 February 2023") "Our response to your complaint\n\nThank you for your "
					    "letter of 16 January 2023. Mr C keeps to his "
					    "payments, so we can take no further action." CMS_FOOT);
	fixture_text(&f, "letters/from CMS 2.txt",
		CMS_HEAD("3 March 2023") "Our response to your complaint\n\nYou called us on 17 "
					 "February 2023 as you were unhappy with our letter of 10 "
					 "February 2023. The arrangement is the best option, as "
					 "payments go on. If you wish to take your complaint to "
					 "the next stage you can ask the Independent Case Examiner "
					 "to look at it." CMS_FOOT);
}

static void put_mp(void)
{
	fixture_text(&f, "mail/to MP.eml",
		"From: Mr R <mr.r@mail.example>\nTo: Mr M MP <mr.m.mp@parliament.example>\nDate: "
		"Wed, 26 Apr 2023 10:42:11 +0100\nSubject: Unpaid child "
		"maintenance\nMessage-ID: <1@mail.example>\nContent-Type: text/plain\n\nDear Mr "
		"M\n\nI live in your constituency. I complained to the Child Maintenance Service "
		"on 16 January 2023; its final response of 3 March is no help. Could you please "
		"ask the Department why nothing is done?\n\nYours sincerely\nMr R\n");
	fixture_text(&f, "letters/from DWP.txt",
		"Department for Work and Pensions\nCaxton House\nTothill Street\nLondon\n\nMr M "
		"MP\nHouse of Commons\n\n4 May 2023\n\nDear Mr M\n\nThank you for your e-mail of "
		"26 April 2023 on behalf of your constituent, Mr R. The Child Maintenance "
		"Service cannot take enforcement action while payments are made.\n\nYours "
		"sincerely\nMinister for Child Maintenance\n");
}

static void put_ice(void)
{
	fixture_text(&f, "letters/to ICE.txt",
		"Mr R\n14 Example Close\nAnytown\n\nThe Independent Case Examiner\nPO Box "
		"209\nBootle\nL20 7WA\n\n16 May 2023\n\nDear Sir or Madam\n\nI wish to complain "
		"about the Child Maintenance Service. It has not taken enough action to collect "
		"the unpaid balance. I enclose its letter of 3 March 2023.\n\nYours "
		"faithfully\n\nMr R\n");
}

static void put_timeline(void)
{
	put_complaint();
	put_answers();
	put_mp();
	put_ice();
}

#define LIST_STEPS                                                                                 \
	"$BUNDLE list $E --ocr off --date 2023-05-22 --name T --json > list.json && python3 -c '"  \
	"import json\nd = json.load(open(\"list.json\"))\nfor s in d[\"steps\"]:\n"                \
	"    print(s[\"date\"], s[\"type\"], s.get(\"stated_by\") or d[\"exhibits\"]["             \
	"s[\"exhibit\"] - 1][\"path\"])\nprint(len(d[\"undated_steps\"]))'"

static void expect_steps(const char *expected)
{
	struct run r;

	fixture_run(&f, &r, LIST_STEPS);
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect_str_eq(r.out, expected);
	run_release(&r);
}

Test(steps, the_stages_of_a_published_case_come_out_of_its_letters)
{
	put_timeline();
	fixture_text(&f, "bundle.yaml",
		"from: Mr R, for his daughter Ms A\nevents:\n  - date: 2023-02-17\n    type: "
		"call\n    text: Mr R calls the CMS and speaks with an adviser\n");
	expect_steps("2023-01-16 complaint letters/to CMS.txt\n"
		     "2023-02-10 response letters/from CMS 1.txt\n"
		     "2023-02-17 call Mr R\n"
		     "2023-03-03 final-response letters/from CMS 2.txt\n"
		     "2023-04-26 mp-asked mail/to MP.eml\n"
		     "2023-05-04 mp-answered letters/from DWP.txt\n"
		     "2023-05-16 ice-complaint letters/to ICE.txt\n0\n");
}

Test(steps, a_person_has_the_last_word)
{
	put_timeline();
	fixture_text(&f, "bundle.yaml",
		"events:\n  - file: letters/from CMS 1.txt\n    type: acknowledgement\n"
		"  - file: letters/to ICE.txt\n    type: none\n");
	expect_steps("2023-01-16 complaint letters/to CMS.txt\n"
		     "2023-02-10 acknowledgement letters/from CMS 1.txt\n"
		     "2023-03-03 final-response letters/from CMS 2.txt\n"
		     "2023-04-26 mp-asked mail/to MP.eml\n"
		     "2023-05-04 mp-answered letters/from DWP.txt\n0\n");
}

Test(steps, what_is_told_stands_in_every_form_of_the_chronology)
{
	struct run r;

	put_complaint();
	fixture_text(&f, "bundle.yaml",
		"events:\n  - date: 2023-02-17\n    type: call\n    text: Mr R calls the CMS and "
		"speaks with an adviser about the letter that came the week before\n    by: Mr "
		"R\n  - date: 2023-03-20\n    text: The landlord agrees to wait\n");
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off --date 2023-05-22 --name T --output out -q && tar xzf "
		"out/T.tar.gz && cat T/chronology.csv && pdftotext -layout T/bundle.pdf - && "
		"$BUNDLE check out/T.tar.gz --json > check.json; python3 -c '"
		"import json\nfor c in json.load(open(\"check.json\"))[\"rules\"]:\n"
		"    print(c[\"id\"], c[\"verdict\"], c[\"text\"])'");
	cr_assert_eq(r.status, 0, "%s%s", r.out, r.err);
	cr_expect(strstr(r.out, "the week before.,,,,call,Mr R"), "%s", r.out);
	cr_expect(strstr(r.out, "The landlord agrees to wait.,,,,,the author"), "%s", r.out);
	cr_expect(strstr(r.out, "17 February 2023"), "%s", r.out);
	cr_expect(strstr(r.out, "Mr R says"), "%s", r.out);
	cr_expect(strstr(r.out, "R46 pass"), "%s", strstr(r.out, "R46"));
	cr_expect(strstr(r.out, "R47 pass"), "%s", strstr(r.out, "R47"));
	run_release(&r);
}

Test(steps, a_chronology_of_what_is_told_alone_is_in_order)
{
	struct run r;

	fixture_text(&f, "note.txt", "She is well.");
	fixture_text(&f, "bundle.yaml",
		"events:\n  - date: 2023-03-20\n    text: The landlord agrees to wait\n    by: Mr "
		"R\n");
	fixture_run(&f, &r,
		"$BUNDLE build $E --ocr off --date 2023-05-22 --name T --output out -q && "
		"$BUNDLE check out/T.tar.gz --json > check.json; python3 -c '"
		"import json\nfor c in json.load(open(\"check.json\"))[\"rules\"]:\n"
		"    print(c[\"id\"], c[\"verdict\"], c[\"text\"])'");
	cr_expect(strstr(r.out, "R46 pass"), "%s%s", r.out, r.err);
	run_release(&r);
}

Test(steps, a_mistake_stops_the_build_with_its_line)
{
	struct run r;

	put_complaint();
	fixture_text(&f, "bundle.yaml",
		"events:\n  - date: 2023-02-17\n    type: complant\n    text: She complains\n");
	fixture_run(&f, &r, "$BUNDLE list $E --ocr off --date 2023-05-22");
	cr_expect_eq(r.status, 3);
	cr_expect(strstr(r.err, "complant"), "%s", r.err);
	cr_expect(strstr(r.err, "complaint\""), "%s", r.err);
	run_release(&r);
	fixture_text(&f, "bundle.yaml",
		"events:\n  - date: 2023-06-17\n    type: call\n    text: She calls\n");
	fixture_run(&f, &r, "$BUNDLE list $E --ocr off --date 2023-05-22");
	cr_expect_eq(r.status, 3);
	cr_expect(strstr(r.err, "17 June 2023 is after 22 May 2023"), "%s", r.err);
	run_release(&r);
}

Test(steps, the_rules_and_the_table_keep_their_schemas)
{
	struct run r;

	put_timeline();
	fixture_text(&f, "bundle.yaml",
		"events:\n  - date: 2023-02-17\n    type: call\n    text: Mr R calls the CMS\n");
	fixture_run(&f, &r,
		"$BUNDLE list $E --ocr off --date 2023-05-22 --name T --json > list.json && "
		"python3 -c \"import json,jsonschema,yaml,sys\n"
		"def keeps(schema, data):\n"
		"    schema = json.load(open(sys.argv[1] + schema))\n"
		"    jsonschema.Draft202012Validator.check_schema(schema)\n"
		"    jsonschema.Draft202012Validator(schema).validate(data)\n"
		"keeps('/steps.schema.json', yaml.safe_load(open(sys.argv[1] + '/steps.yaml')))\n"
		"keeps('/bundle.schema.json', json.load(open('list.json')))\" %s/schemas",
		getenv("BUNDLE_SOURCE"));
	cr_expect_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}
