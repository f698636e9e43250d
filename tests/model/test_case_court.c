/* The court's part of bundle.yaml: what is taken over, and what a mistake is called. */
#include "model/case.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static int load(struct bdl_case *c, struct bdl_arena *a, const char *yaml, struct bdl_error *err)
{
	*c = (struct bdl_case){.title = NULL};
	return bdl_case_load(c, a, yaml, strlen(yaml), "bundle.yaml", err);
}

static const char whole[] =
	"title: R (Ms A) v Secretary of State\n"
	"proceedings:\n"
	"  court: In the High Court of Justice, King's Bench Division, Administrative Court\n"
	"  claim_number: AC-2023-LON-000123\n"
	"  parties:\n"
	"  - {name: The King on the application of Ms A, role: Claimant}\n"
	"  - {name: 'Secretary of State', role: Defendant}\n"
	"statements:\n"
	"- witness: Anna  Brown\n"
	"  initials: AXB\n"
	"  capacity: solicitor for the Claimant\n"
	"  on_behalf_of: Claimant\n"
	"  number: 2\n"
	"  date: 2023-06-02\n"
	"  first_exhibit: 4\n"
	"  exhibits:\n"
	"  - title: Letters\n"
	"    files: [./letters/, 'two  spaces.pdf']\n"
	"  - {mark: AXB7, files: ['bank/*.csv']}\n"
	"- witness: C. Dee\n"
	"essential:\n"
	"- {file: letters/a.pdf, pages: 2-3, note: the answer}\n"
	"- {file: b.pdf, pages: 4}\n"
	"- {file: c.pdf}\n"
	"reading_minutes: 45\n"
	"core: [letters/a.pdf]\n"
	"separate: [claim.pdf]\n";

static void expect_lines(const char *const *lines, const char *const *expected, size_t count)
{
	cr_assert_not_null(lines);
	for (size_t i = 0; i < count; i++)
		cr_expect_str_eq(lines[i] ? lines[i] : "", expected[i]);
	cr_expect_null(lines[count]);
}

Test(case_court, everything_is_taken_over)
{
	static const char *const court[] = {"In the High Court of Justice", "King's Bench Division",
		"Administrative Court"},
				 *const heading[] = {"The King on the application of Ms A",
					 "Claimant", "and", "Secretary of State", "Defendant"},
				 *const files[] = {"letters", "two  spaces.pdf"};
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};
	const struct bdl_statement *s;
	const struct bdl_court *k;
	struct bdl_case c;

	cr_assert_eq(load(&c, &a, whole, &err), 0, "%s", err.message);
	k = c.court;
	cr_assert_not_null(k);
	expect_lines(k->court, court, COUNT(court));
	expect_lines(k->heading, heading, COUNT(heading));
	cr_expect_str_eq(k->claim_number, "AC-2023-LON-000123");
	cr_assert_eq(k->statement_count, 2);
	s = &k->statements[0];
	cr_expect_str_eq(s->witness, "Anna Brown");
	cr_expect_str_eq(s->initials, "AXB");
	cr_expect_str_eq(s->capacity, "solicitor for the Claimant");
	cr_expect_str_eq(s->on_behalf_of, "Claimant");
	cr_expect(s->number == 2 && s->first_exhibit == 4 && s->exhibit_count == 2);
	cr_expect(s->date.year == 2023 && s->date.month == 6 && s->date.day == 2);
	cr_expect_null(s->exhibits[0].mark);
	cr_expect_str_eq(s->exhibits[0].title, "Letters");
	expect_lines(s->exhibits[0].files, files, COUNT(files));
	cr_expect_str_eq(s->exhibits[1].mark, "AXB7");
	cr_expect_null(k->statements[1].initials);
	cr_expect_eq(k->statements[1].exhibit_count, 0);
	cr_assert_eq(k->essential_count, 3);
	cr_expect(k->essential[0].from == 2 && k->essential[0].to == 3);
	cr_expect_str_eq(k->essential[0].note, "the answer");
	cr_expect(k->essential[1].from == 4 && k->essential[1].to == 4);
	cr_expect(k->essential[2].from == 0 && k->essential[2].to == 0);
	cr_expect_eq(k->reading_minutes, 45);
	cr_expect_str_eq(k->core[0], "letters/a.pdf");
	cr_expect_str_eq(k->separate[0], "claim.pdf");
	cr_expect(bdl_is_for_court(&c));
	bdl_arena_release(&a);
}

Test(case_court, essential_reading_may_be_a_list_of_paths)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_case c;

	cr_assert_eq(load(&c, &a, "title: T\nessential: [a.pdf, b/c.pdf]\ncore: [d]\n", &err), 0,
		"%s", err.message);
	cr_assert_eq(c.court->essential_count, 2);
	cr_expect_str_eq(c.title, "T");
	cr_expect_str_eq(c.court->essential[1].file, "b/c.pdf");
	cr_expect_str_eq(c.court->core[0], "d");
	bdl_arena_release(&a);
}

Test(case_court, nothing_said_is_nothing)
{
	struct bdl_arena a = BDL_ARENA_INIT;
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_case c;

	cr_assert_eq(load(&c, &a, "title: T\n", &err), 0);
	cr_expect_null(c.court);
	cr_expect_not(bdl_is_for_court(&c));
	bdl_arena_release(&a);
}

static const struct {
	const char *recipient;
	bool court;
} recipients[] = {{"The Administrative Court", true}, {"the family court at Anytown", true},
	{"The Independent Case Examiner", false}, {"Mrs Courtney MP", false},
	{"Courtauld Trust", false}, {NULL, false}};

Test(case_court, a_court_is_known_by_its_name)
{
	for (size_t i = 0; i < COUNT(recipients); i++) {
		const struct bdl_case c = {.recipient = recipients[i].recipient};

		cr_expect_eq(bdl_is_for_court(&c), recipients[i].court, "%s",
			recipients[i].recipient ? recipients[i].recipient : "nobody");
	}
}

static const struct {
	const char *yaml, *message;
} mistakes[] = {
	{"statements:\n- witnes: A\n", "statements: there is no \"witnes\"; did you mean \"witness\"?"},
	{"statements:\n- witness: A B\n  exhibits:\n  - {fils: [a]}\n", "there is no \"fils\""},
	{"statements: foo\n", "statements: a list is expected"},
	{"ignore_dates: foo\n", "ignore_dates: a list is expected: [...]"},
	{"statements: [{capacity: solicitor}]\n", "a statement has no witness"},
	{"statements: [{witness: A B, date: 2023-02-30}]\n", "\"2023-02-30\" is not a date"},
	{"statements: [{witness: A B, initials: ab}]\n", "initials: \"ab\" is not usable"},
	{"statements: [{witness: A B, number: two}]\n", "number: a whole number from 1 to 9999"},
	{"statements: [{witness: A B, exhibits: [{mark: AB, files: [a]}]}]\n",
		"\"AB\" is no mark of an exhibit"},
	{"statements: [{witness: A B, exhibits: [{mark: AB01, files: [a]}]}]\n", "is no mark"},
	{"statements: [{witness: A B, exhibits: [{title: T}]}]\n",
		"an exhibit has no files"},
	{"statements: [{witness: A B, exhibits: [{files: ['']}]}]\n", "a path is empty"},
	{"proceedings: x\n", "proceedings: lines of the form"},
	{"proceedings: {heading: [A], parties: [{name: A, role: B}]}\n", "a heading and parties"},
	{"proceedings: {parties: [{name: A}]}\n", "a party has no name or no role"},
	{"essential: [{file: a, pages: x}]\n", "\"x\" are no pages"},
	{"essential: [{file: a, pages: 3-2}]\n", "\"3-2\" are no pages"},
	{"essential: [{file: a, pages: 0}]\n", "\"0\" are no pages"},
	{"essential: [{pages: 2}]\n", "an entry has no file"},
	{"essential: [{file: a}, [b]]\n", "a path is expected, or one of"},
	{"essential: [a]\nfoo: 1\n", "there is no \"foo\""},
	{"reading_minutes: soon\n", "reading_minutes: a whole number"},
	{"core: [[a]]\n", "core: a list stands where a text is expected"},
};

Test(case_court, a_mistake_is_one_clear_line)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_case c;

		cr_expect_eq(load(&c, &a, mistakes[i].yaml, &err), -1, "%s", mistakes[i].yaml);
		cr_expect_eq(err.code, BDL_EFORMAT);
		cr_expect(strstr(err.message, mistakes[i].message), "%s: %s", mistakes[i].yaml,
			err.message);
		cr_expect_null(strchr(err.message, '\n'));
		cr_expect(err.hint[0]);
		bdl_arena_release(&a);
	}
}

static const struct {
	unsigned number;
	const char *words;
} ordinals[] = {{1, "first"}, {3, "third"}, {10, "tenth"}, {11, "11th"}, {12, "12th"}, {13, "13th"},
	{21, "21st"}, {22, "22nd"}, {103, "103rd"}, {111, "111th"}, {112, "112th"}};

Test(case_court, ordinals)
{
	for (size_t i = 0; i < COUNT(ordinals); i++) {
		char out[BDL_ORDINAL_TEXT];

		bdl_ordinal(ordinals[i].number, out);
		cr_expect_str_eq(out, ordinals[i].words);
	}
}
