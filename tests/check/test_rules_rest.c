/* R28, R31 to R45: core bundle, names, exhibits, late pages, integrity and privacy, each kept and
 * broken. */
#include "seeing.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct seeing s;

static void teardown(void)
{
	seeing_release(&s);
}

TestSuite(rules_rest, .fini = teardown, .timeout = 60);

static struct bdl_seen_word *word(unsigned page, const char *text)
{
	struct bdl_seen_page *p = &s.seen.pages[page - 1];

	for (size_t i = 0; i < p->word_count; i++)
		if (strcmp(p->words[i].text, text) == 0)
			return &p->words[i];
	cr_assert_fail("page %u does not say %s", page, text);
	return NULL;
}

/* ---- R28 ---- */

Test(rules_rest, a_core_bundle_is_nobodys_wish_without_a_recipient)
{
	see_bundle(&s, false);
	expect_verdict(&s, "R28", BDL_NOT_APPLICABLE);
	s.recipient = "ice";
	expect_verdict(&s, "R28", BDL_NOT_APPLICABLE);
	s.recipient = "court";
	expect_verdict(&s, "R28", BDL_PASS);
}

Test(rules_rest, above_four_hundred_pages_a_core_bundle_goes_with_it)
{
	seeing_init(&s, 401);
	s.recipient = "court";
	expect_verdict(&s, "R28", BDL_WARN);
	s.has_core = true;
	expect_verdict(&s, "R28", BDL_PASS);
	s.has_core = false;
	s.seen.page_count = 400;
	expect_verdict(&s, "R28", BDL_PASS);
}

Test(rules_rest, a_skeleton_has_a_length)
{
	seeing_init(&s, 60);
	see_title(&s, 1, 80, "Index");
	see_row(&s, 1, 130, 1, "Skeleton argument", "1 May 2022", "2", 2);
	see_row(&s, 1, 150, 2, "Decision letter", "9 June 2022", "28", 28);
	see_numbers(&s, "");
	s.recipient = "court";
	expect_verdict(&s, "R28", BDL_WARN);
	word(1, "28")->text = "27";
	expect_verdict(&s, "R28", BDL_PASS);
}

/* The court's own, not every letter that is a reply. */
Test(rules_rest, a_reply_has_a_length)
{
	seeing_init(&s, 60);
	see_title(&s, 1, 80, "Index");
	see_row(&s, 1, 130, 1, "Reply to the acknowledgment of service", "1 May 2022", "2", 2);
	see_row(&s, 1, 150, 2, "Reply to the complaint", "9 June 2022", "8", 8);
	see_numbers(&s, "");
	s.recipient = "court";
	expect_verdict(&s, "R28", BDL_WARN);
	word(1, "8")->text = "7";
	expect_verdict(&s, "R28", BDL_PASS);
}

/* ---- R31, R32, R44 ---- */

Test(rules_rest, a_subject_needs_a_reference_a_name_and_a_date)
{
	see_bundle(&s, true);
	expect_verdict(&s, "R31", BDL_PASS);
	cr_expect(strstr(seeing_judge(&s, "R31")->text, "22 May 2023"));
	s.with_table = false;
	expect_verdict(&s, "R31", BDL_PASS);
	word(1, "1212")->text = "none";
	expect_verdict(&s, "R31", BDL_WARN);
}

Test(rules_rest, a_court_reference_counts)
{
	seeing_init(&s, 2);
	see(&s, 1, 72, 100, "Claim no. AC-2023-LON-001234");
	expect_verdict(&s, "R31", BDL_PASS);
	s.seen.title = NULL;
	expect_verdict(&s, "R31", BDL_WARN);
}

static void no_pages_said(void)
{
	word(1, "pages")->text = "leaves";
}

static void no_fingerprint(void)
{
	word(1, "0101")->text = "none";
}

static void no_recipient(void)
{
	word(1, "Examiner")->text = "Somebody";
	s.table.about.recipient = NULL;
}

static void no_title(void)
{
	word(1, "Maintenance")->text = "Something";
}

static void government_mark(void)
{
	see(&s, 1, 72, 50, "OFFICIAL - SENSITIVE");
}

Test(rules_rest, the_cover_says_what_it_is)
{
	static void (*const ways[])(void) = {
		no_pages_said, no_fingerprint, no_recipient, no_title, government_mark};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		see_bundle(&s, true);
		expect_verdict(&s, "R32", BDL_PASS);
		ways[i]();
		expect_verdict(&s, "R32", BDL_WARN);
		seeing_release(&s);
	}
	see_bundle(&s, false);
	expect_verdict(&s, "R32", BDL_PASS);
	no_fingerprint();
	expect_verdict(&s, "R32", BDL_WARN);
}

Test(rules_rest, official_in_a_sentence_is_no_mark)
{
	see_bundle(&s, false);
	see(&s, 1, 72, 50, "the OFFICIAL letter");
	expect_verdict(&s, "R32", BDL_PASS);
}

Test(rules_rest, references_stand_on_the_cover_for_whom_asks)
{
	see_bundle(&s, false);
	expect_verdict(&s, "R44", BDL_NOT_APPLICABLE);
	s.recipient = "mp";
	expect_verdict(&s, "R44", BDL_NOT_APPLICABLE);
	s.recipient = "ice";
	expect_verdict(&s, "R44", BDL_PASS);
	word(1, "QQ")->text = "no";
	expect_verdict(&s, "R44", BDL_FAIL);
	seeing_release(&s);
	see_bundle(&s, false);
	s.recipient = "cms";
	word(1, "1212")->text = "121";
	expect_verdict(&s, "R44", BDL_FAIL);
}

/* ---- R33 to R35 ---- */

/* Two exhibits: AB1 on pages 2 (sheet), 3 and 4; AB2 on 5 and 6. */
static void see_exhibits(void)
{
	static const char *const marks[] = {"AB1", "AB2"};
	static const unsigned sheets[] = {2, 5};
	static const char *const numbers[] = {"AB1-1", "AB1-2", "AB2-1"};
	static const unsigned pages[] = {3, 4, 6};

	seeing_init(&s, 6);
	for (int i = 0; i < 2; i++) {
		see(&s, sheets[i], 350, 60, "On behalf of the Claimant");
		see(&s, sheets[i], 350, 80, "First statement of A. B.");
		see(&s, sheets[i], 350, 100, "Dated 2 June 2023");
		see(&s, sheets[i], 250, 400, "EXHIBIT");
		see(&s, sheets[i], 310, 400, marks[i]);
		see(&s, sheets[i], 72, 500, "Letter from the CMS, 10 February 2023");
		see(&s, sheets[i], 72, 520, "Letter to the CMS, 3 March 2023");
		see_bookmark(&s, 0, marks[i], sheets[i]);
	}
	for (int i = 0; i < 3; i++)
		see(&s, pages[i], 285, 817, numbers[i]);
	see_numbers(&s, "");
}

static void sheet_without_party(void)
{
	word(2, "behalf")->text = "-";
	word(2, "Claimant")->text = "-";
}

static void sheet_without_statement(void)
{
	word(2, "statement")->text = "-";
}

static void sheet_without_date(void)
{
	for (int i = 0; i < 3; i++)
		word(2, "2023")->text = "-";
}

static void mark_that_goes_back(void)
{
	word(5, "AB2")->text = "AB0";
}

static void page_without_number(void)
{
	word(4, "AB1-2")->text = "-";
}

static void number_that_repeats(void)
{
	word(4, "AB1-2")->text = "AB1-1";
}

static void number_at_the_side(void)
{
	word(4, "AB1-2")->left = 30;
	word(4, "AB1-2")->right = 60;
}

static void order_exhibited(void)
{
	see(&s, 4, 72, 100, "In the county court at Leeds before District Judge Smith");
	see(&s, 4, 72, 115, "It is ordered that the application be dismissed");
}

Test(rules_rest, exhibits_in_order_are_kept)
{
	see_exhibits();
	expect_verdict(&s, "R33", BDL_PASS);
	expect_verdict(&s, "R34", BDL_PASS);
	expect_verdict(&s, "R35", BDL_PASS);
}

/* clang-format off */
struct breach { char id[4]; int verdict, way; };

/* clang-format on */

static void (*const exhibit_ways[])(void) = {sheet_without_party, sheet_without_statement,
	sheet_without_date, mark_that_goes_back, page_without_number, number_that_repeats,
	number_at_the_side, order_exhibited};

ParameterizedTestParameters(rules_rest, what_breaks_exhibits)
{
	static struct breach list[] = {{"R33", BDL_FAIL, 0}, {"R33", BDL_FAIL, 1},
		{"R33", BDL_FAIL, 2}, {"R33", BDL_FAIL, 3}, {"R34", BDL_FAIL, 4},
		{"R34", BDL_FAIL, 5}, {"R34", BDL_FAIL, 6}, {"R35", BDL_WARN, 7}};

	return cr_make_param_array(struct breach, list, sizeof(list) / sizeof(*list));
}

ParameterizedTest(struct breach *b, rules_rest, what_breaks_exhibits)
{
	see_exhibits();
	exhibit_ways[b->way]();
	expect_verdict(&s, b->id, (enum bdl_verdict)b->verdict);
}

Test(rules_rest, exhibits_of_the_table_are_held_against_it)
{
	see_bundle(&s, true);
	expect_verdict(&s, "R33", BDL_NOT_APPLICABLE);
	s.table.sections[0].mark = "AB1";
	expect_verdict(&s, "R33", BDL_FAIL);
	expect_verdict(&s, "R34", BDL_FAIL);
	see(&s, 4, 350, 60, "On behalf of the Claimant");
	see(&s, 4, 350, 80, "First statement of A. B. marked AB1");
	see(&s, 4, 350, 100, "Dated 2 June 2023");
	see(&s, 4, 72, 300, "10 February 2023 Letter");
	see(&s, 4, 72, 320, "3 March 2023 Call log");
	see(&s, 5, 285, 817, "AB1-1");
	see(&s, 6, 285, 817, "AB1-2");
	see(&s, 7, 285, 817, "AB1-3");
	expect_verdict(&s, "R33", BDL_PASS);
	expect_verdict(&s, "R34", BDL_PASS);
	s.table.exhibits[0].date.day.year = 2024;
	expect_verdict(&s, "R34", BDL_FAIL);
	s.table.exhibits[0].date.day.year = 2023;
	s.table.exhibits[1].kind = "court-order";
	expect_verdict(&s, "R35", BDL_WARN);
}

Test(rules_rest, a_letter_about_an_exhibit_is_none)
{
	see_bundle(&s, false);
	see(&s, 5, 72, 200, "I refer to the exhibit that you sent");
	expect_verdict(&s, "R33", BDL_NOT_APPLICABLE);
}

/* ---- R36, R37 ---- */

Test(rules_rest, a_supplement_says_how_it_counts)
{
	see_bundle(&s, false);
	expect_verdict(&s, "R36", BDL_NOT_APPLICABLE);
	expect_verdict(&s, "R37", BDL_NOT_APPLICABLE);
	see(&s, 1, 72, 320, "Supplement to the bundle of 22 May 2023");
	expect_verdict(&s, "R37", BDL_WARN);
	seeing_release(&s);
	seeing_init(&s, 3);
	see(&s, 1, 72, 320, "Supplementary bundle");
	see_numbers(&s, "S");
	expect_verdict(&s, "R37", BDL_PASS);
}

/* ---- R38 to R42 ---- */

Test(rules_rest, a_pdf_alone_proves_nothing_of_its_sources)
{
	see_bundle(&s, false);
	expect_verdict(&s, "R38", BDL_NOT_APPLICABLE);
	expect_verdict(&s, "R39", BDL_NOT_APPLICABLE);
	expect_verdict(&s, "R40", BDL_NOT_APPLICABLE);
	expect_verdict(&s, "R42", BDL_NOT_APPLICABLE);
}

static void more_pages(void)
{
	s.table.pages = 10;
}

static void page_of_nobody(void)
{
	s.table.exhibits[0].pages = 1;
}

static void page_of_two(void)
{
	s.table.exhibits[0].pages = 3;
}

static void no_digest(void)
{
	memset(s.table.exhibits[1].sha256, 0, BDL_SHA256_SIZE);
}

Test(rules_rest, every_page_has_one_source)
{
	static void (*const ways[])(void) = {more_pages, page_of_nobody, page_of_two, no_digest};

	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		see_bundle(&s, true);
		expect_verdict(&s, "R38", BDL_PASS);
		ways[i]();
		expect_verdict(&s, "R38", BDL_FAIL);
		seeing_release(&s);
	}
}

Test(rules_rest, the_same_bytes_are_bound_once)
{
	see_bundle(&s, true);
	expect_verdict(&s, "R41", BDL_PASS);
	memcpy(s.table.exhibits[2].sha256, s.table.exhibits[0].sha256, BDL_SHA256_SIZE);
	expect_verdict(&s, "R41", BDL_WARN);
}

/* Three hundred words in lines of ten, the first `changed` of them others than in the first text.
 */
static void see_text(unsigned page, unsigned seed, unsigned changed)
{
	for (unsigned line = 0; line < 30; line++) {
		char text[200] = "";

		for (unsigned i = line * 10; i < line * 10 + 10; i++)
			snprintf(text + strlen(text), sizeof(text) - strlen(text), "v%u ",
				i < changed ? 9000 + seed * 1000 + i : i * 7919 % 1000);
		see(&s, page, 72, 200 + 15 * (double)line, text);
	}
}

Test(rules_rest, a_letter_that_was_scanned_twice_is_pointed_out)
{
	for (int table = 0; table < 2; table++) {
		see_bundle(&s, table);
		see_text(5, 1, 0);
		see_text(9, 2, 10);
		expect_verdict(&s, "R41", BDL_WARN);
		cr_expect(strstr(seeing_judge(&s, "R41")->text, "5 and 9"), "%s",
			seeing_judge(&s, "R41")->text);
		seeing_release(&s);
	}
}

Test(rules_rest, a_letter_that_another_quotes_is_pointed_out)
{
	see_bundle(&s, true);
	see_text(7, 1, 0);
	see_text(9, 2, 0);
	for (unsigned i = 0; i < 150; i++) {
		char text[20];

		snprintf(text, sizeof(text), "x%u", i);
		see(&s, 8, 72 + 40 * (i % 10), 250 + 15 * (double)(i / 10), text);
		see(&s, 9, 72 + 40 * (i % 10), 650 + 10 * (double)(i / 10), text);
	}
	expect_verdict(&s, "R41", BDL_WARN);
	cr_expect(strstr(seeing_judge(&s, "R41")->text, "stand in the one on page 9"));
}

Test(rules_rest, letters_that_share_a_half_are_two)
{
	see_bundle(&s, true);
	see_text(7, 1, 150);
	see_text(9, 2, 150);
	expect_verdict(&s, "R41", BDL_PASS);
}

/* ---- R43, R45 ---- */

/* clang-format off */
struct slip { char words[60]; int verdict; };

/* clang-format on */

ParameterizedTestParameters(rules_rest, what_slips_through)
{
	static struct slip list[] = {{"My number is AB 12 34 56 C", BDL_WARN},
		{"AB123456C", BDL_WARN}, {"HMRC's example QQ 12 34 56 C", BDL_PASS},
		{"not one: GB 12 34 56 C", BDL_PASS}, {"XAB123456C", BDL_PASS},
		{"AB 12 34 56 E", BDL_PASS}, {"20-00-00 12345678", BDL_WARN},
		{"Sort code 20-00-00 Account number 12345678", BDL_WARN},
		{"Sort code 20-00-00 Account ****5678", BDL_PASS},
		{"on 20-01-23 and 12345678 things", BDL_WARN}, {"2023-01-20 12345678", BDL_PASS},
		{"4111 1111 1111 1111", BDL_WARN}, {"4111111111111111", BDL_WARN},
		{"4111-1111-1111-1111", BDL_WARN}, {"4111 1111 1111 1112", BDL_PASS},
		{"4111 1111 1111", BDL_PASS}, {"1111 4111 1111 1111 1111", BDL_PASS},
		{"1212 1212 1212", BDL_PASS}, {"0800 171 2345", BDL_PASS}};

	return cr_make_param_array(struct slip, list, sizeof(list) / sizeof(*list));
}

ParameterizedTest(struct slip *slip, rules_rest, what_slips_through)
{
	const struct bdl_rule_found *found;

	see_bundle(&s, false);
	see(&s, 6, 72, 300, slip->words);
	for (int made = 0; made < 2; made++) {
		found = made ? seeing_judge_made(&s, "R43") : seeing_judge(&s, "R43");
		cr_expect_eq(found->verdict, (enum bdl_verdict)slip->verdict, "%s: %s", slip->words,
			found->text);
		if (slip->verdict == BDL_WARN) {
			cr_assert_eq(found->page_count, 1);
			cr_expect_eq(found->pages[0], 6);
		}
	}
}

Test(rules_rest, the_number_may_stand_on_the_cover_where_it_is_asked_for)
{
	see_bundle(&s, false);
	see(&s, 1, 72, 330, "AB 12 34 56 C");
	expect_verdict(&s, "R43", BDL_PASS);
	s.recipient = "ice";
	expect_verdict(&s, "R43", BDL_PASS);
	s.recipient = "mp";
	expect_verdict(&s, "R43", BDL_WARN);
}

Test(rules_rest, properties_of_the_file_are_read_too)
{
	see_bundle(&s, false);
	s.seen.keywords = "AB123456C";
	expect_verdict(&s, "R43", BDL_WARN);
}

Test(rules_rest, the_family_court_is_warned_of_letters)
{
	see_bundle(&s, true);
	expect_verdict(&s, "R45", BDL_NOT_APPLICABLE);
	s.recipient = "court";
	expect_verdict(&s, "R45", BDL_NOT_APPLICABLE);
	s.recipient = "family";
	expect_verdict(&s, "R45", BDL_WARN);
	cr_expect_eq(seeing_judge(&s, "R45")->page_count, 2);
	s.with_table = false;
	expect_verdict(&s, "R45", BDL_WARN);
	seeing_release(&s);
	see_bundle(&s, true);
	s.recipient = "family";
	s.table.exhibits[0].kind = s.table.exhibits[2].kind = "bank-statement";
	expect_verdict(&s, "R45", BDL_PASS);
}

Test(rules_rest, without_pages_nothing_is_judged)
{
	seeing_init(&s, 1);
	s.seen.page_count = 0;
	s.seen.unreadable = "it needs a password";
	expect_verdict_by_hand(&s, "R8", BDL_NOT_APPLICABLE);
	expect_verdict_by_hand(&s, "R41", BDL_NOT_APPLICABLE);
	expect_verdict_by_hand(&s, "R43", BDL_NOT_APPLICABLE);
	s.recipient = "court";
	expect_verdict_by_hand(&s, "R28", BDL_NOT_APPLICABLE);
}
