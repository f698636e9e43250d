/* Exhibits to witness statements: paths, initials, marks, which document stands in which. */
#include "judge/exhibits.h"
#include "judge/marks.h"
#include "judge/paths.h"
#include "rows.h"
#include <stdio.h>

/* ---- paths ---- */

static const struct {
	const char *asked, *name;
	bool matches;
} paths[] = {
	{"a.pdf", "a.pdf", true},
	{"a.pdf", "b/a.pdf", false},
	{"letters", "letters/a.pdf", true},
	{"letters", "letters/2023/a.pdf", true},
	{"letters", "letters2/a.pdf", false},
	{".", "letters/a.pdf", true},
	{"*.pdf", "a.pdf", true},
	{"*.pdf", "letters/a.pdf", false},
	{"letters/*.pdf", "letters/a.pdf", true},
	{"letters/*.pdf", "letters/2023/a.pdf", false},
	{"letters/**.pdf", "letters/2023/a.pdf", true},
	{"letters/**/a.pdf", "letters/2023/x/a.pdf", true},
	{"let*", "letters/a.pdf", true},
	{"let*", "outlet/a.pdf", false},
	{"?.pdf", "a.pdf", true},
	{"?.pdf", "\xC5\xBB.pdf", true},
	{"?.pdf", "ab.pdf", false},
	{"?.pdf", "/.pdf", false},
	{"a[1].pdf", "a[1].pdf", true},
	{"what*.pdf", "what*.pdf", true},
	{"*", "a.pdf", true},
	{"**", "b/a.pdf", true},
	{"*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
	{"A.pdf", "a.pdf", false},
};

Test(exhibits, what_a_path_means)
{
	for (size_t i = 0; i < COUNT(paths); i++)
		cr_expect_eq(bdl_path_matches(paths[i].asked, paths[i].name), paths[i].matches,
			"\"%s\" and \"%s\"", paths[i].asked, paths[i].name);
}

static void name_rows(struct bdl_bundle *b, const char *const *names, size_t count)
{
	rows_init(b, count, BDL_STAGE_DATED);
	for (size_t i = 0; i < count; i++) {
		b->exhibits[i].path = b->exhibits[i].name = names[i];
		b->exhibits[i].kind = "letter";
	}
}

static const struct {
	const char *asked, *near;
} nowhere[] = {
	{"letters/2023-02-11.pdf", "letters/2023-02-10.pdf"},
	{"2023-02-10.pdf", "letters/2023-02-10.pdf"},
	{"leters/2023-02-10.pdf", "letters/2023-02-10.pdf"},
	{"Bank/March.csv", "bank/march.csv"},
	{"photographs/kitchen.jpeg", NULL},
};

Test(exhibits, a_path_that_is_nobodys_names_the_nearest)
{
	static const char *const names[] = {
		"bank/march.csv", "letters/2023-02-10.pdf", "letters/2022-02-10.pdf"};
	struct bdl_bundle b;
	bool found[3];

	name_rows(&b, names, COUNT(names));
	for (size_t i = 0; i < COUNT(nowhere); i++) {
		struct bdl_error err = {.code = BDL_OK};

		cr_expect_eq(bdl_path_rows(&b, "AB1", nowhere[i].asked, found, &err), 0);
		cr_expect_eq(err.code, BDL_EPATH);
		cr_expect(strstr(err.message, nowhere[i].asked), "%s", err.message);
		if (nowhere[i].near)
			cr_expect(strstr(err.hint, nowhere[i].near), "%s: %s", nowhere[i].asked,
				err.hint);
		else
			cr_expect(strstr(err.hint, "below the folder"), "%s", err.hint);
	}
	bdl_bundle_release(&b);
}

/* ---- initials and marks ---- */

static const struct {
	const char *name, *initials;
} witnesses[] = {
	{"Anna Brown", "AB"},
	{"A. B.", "AB"},
	{"Ms Anna Maria Brown", "AMB"},
	{"Dr. Jean-Luc Picard", "JLP"},
	{"Johannes van der Berg", "JB"},
	{"\xC5\xBB"
	 "aneta \xC3\x89"
	 "mond",
		"ZE"},
	{"anna brown", "AB"},
	{"One Two Three Four Five", "OTTF"},
	{"Ms A", NULL},
	{"Cher", NULL},
	{"\xE6\x9D\x8E \xE5\xA8\x9C", NULL},
};

Test(exhibits, initials_of_a_name)
{
	for (size_t i = 0; i < COUNT(witnesses); i++) {
		struct bdl_statement s = {.witness = witnesses[i].name};
		struct bdl_court court = {.statements = &s, .statement_count = 1};
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;

		rows_init(&b, 0, BDL_STAGE_DATED);
		b.about.court = &court;
		if (witnesses[i].initials) {
			cr_expect_eq(bdl_mark_exhibits(&b, &err), 0, "%s", err.message);
			cr_expect_str_eq(s.initials ? s.initials : "", witnesses[i].initials);
			cr_expect_eq(s.number, 1);
		} else {
			cr_expect_eq(bdl_mark_exhibits(&b, &err), -1, "%s", witnesses[i].name);
			cr_expect(strstr(err.hint, "initials:"), "%s", err.hint);
		}
		bdl_bundle_release(&b);
	}
}

/* Statements with up to three exhibits each; "" is a mark that is not given. */
static const struct {
	struct {
		const char *witness, *initials;
		unsigned number, first;
		const char *given[3], *marks[3];
	} s[3];

	const char *mistake; /* words of the message; NULL: none */
} turns[] = {
	{.s = {{.witness = "A B", .given = {"", ""}, .marks = {"AB1", "AB2"}},
		 {.witness = "C D", .given = {""}, .marks = {"CD1"}},
		 {.witness = "A B", .given = {""}, .marks = {"AB3"}}}},
	{.s = {{.witness = "A B", .first = 4, .given = {"", ""}, .marks = {"AB4", "AB5"}},
		 {.witness = "a b", .given = {""}, .marks = {"AB6"}}}},
	{.s = {{.witness = "A B", .given = {"AB2", "", "AB7"}, .marks = {"AB2", "AB3", "AB7"}},
		 {.witness = "A B", .given = {""}, .marks = {"AB8"}}}},
	{.s = {{.witness = "A B", .initials = "AXB", .given = {""}, .marks = {"AXB1"}},
		 {.witness = "A. B", .given = {""}, .marks = {"AB1"}}}},
	{.s = {{.witness = "Anna Brown", .given = {""}}, {.witness = "Alan Black"}},
		.mistake = "same initials, AB"},
	{.s = {{.witness = "A B", .initials = "AB"}, {.witness = "A B", .initials = "ABC"}},
		.mistake = "AB and ABC"},
	{.s = {{.witness = "A B", .given = {"", "AB1"}}}, .mistake = "AB1 comes behind AB1"},
	{.s = {{.witness = "A B", .given = {"AB3"}}, {.witness = "A B", .given = {"AB2"}}},
		.mistake = "AB2 comes behind AB3"},
	{.s = {{.witness = "A B", .given = {"CD1"}}}, .mistake = "does not begin with"},
	{.s = {{.witness = "A B", .given = {"", ""}},
		 {.witness = "A B", .first = 2, .given = {""}}},
		.mistake = "first_exhibit is 2, but AB2 is taken"},
	{.s = {{.witness = "A B", .number = 2}, {.witness = "A B", .number = 2}},
		.mistake = "number 2 of A B stands behind number 2"},
};

static void fill_turn(
	size_t turn, struct bdl_statement s[3], struct bdl_exhibited x[3][3], struct bdl_court *c)
{
	*c = (struct bdl_court){.statements = s};
	for (size_t i = 0; i < 3 && turns[turn].s[i].witness; i++, c->statement_count++) {
		s[i] = (struct bdl_statement){.witness = turns[turn].s[i].witness,
			.initials = turns[turn].s[i].initials,
			.number = turns[turn].s[i].number,
			.first_exhibit = turns[turn].s[i].first,
			.exhibits = x[i]};
		for (size_t k = 0; k < 3 && turns[turn].s[i].given[k]; k++, s[i].exhibit_count++) {
			const char *mark = turns[turn].s[i].given[k];

			x[i][k] = (struct bdl_exhibited){.mark = mark[0] ? mark : NULL};
		}
	}
}

Test(exhibits, marks_run_on_across_all_statements_of_a_witness)
{
	for (size_t turn = 0; turn < COUNT(turns); turn++) {
		struct bdl_statement s[3];
		struct bdl_exhibited x[3][3];
		struct bdl_court court;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;
		int rc;

		rows_init(&b, 0, BDL_STAGE_DATED);
		fill_turn(turn, s, x, &court);
		b.about.court = &court;
		rc = bdl_mark_exhibits(&b, &err);
		cr_expect_eq(rc, turns[turn].mistake ? -1 : 0, "%zu: %s", turn, err.message);
		if (turns[turn].mistake)
			cr_expect(strstr(err.message, turns[turn].mistake), "%zu: %s", turn,
				err.message);
		for (size_t i = 0; rc == 0 && i < court.statement_count; i++)
			for (size_t k = 0; k < s[i].exhibit_count; k++)
				cr_expect_str_eq(x[i][k].mark, turns[turn].s[i].marks[k]);
		bdl_bundle_release(&b);
	}
}

/* ---- who stands where ---- */

static const char *const folder[] = {
	"bank/2023.csv", /* 0 */
	"claim.pdf", /* 1 */
	"letters/new.pdf", /* 2 */
	"letters/old.pdf", /* 3 */
	"letters/old (copy).pdf", /* 4: of 3 */
	"mail/reply.eml", /* 5 */
	"order.pdf", /* 6 */
	"stray.pdf", /* 7 */
	"mail/reply.eml/bill.pdf" /* 8: inside 5 */
};

static struct bdl_inside in_mail = {.parent = 5};

static void fill_folder(struct bdl_bundle *b, struct bdl_court *court)
{
	name_rows(b, folder, COUNT(folder));
	b->exhibits[0].kind = "bank-statement";
	b->exhibits[1].kind = "other";
	b->exhibits[2].date = rows_day(2023, 3, 3);
	b->exhibits[3].date = rows_day(2019, 12, 9);
	b->exhibits[4].duplicate_of = 3;
	b->exhibits[5].kind = "email";
	b->exhibits[5].format = "eml";
	b->exhibits[5].date = rows_day(2021, 1, 1);
	b->exhibits[6].kind = "court-order";
	b->exhibits[8].inside = &in_mail;
	b->exhibits[8].kind = "receipt";
	for (size_t i = 0; i < COUNT(folder); i++)
		b->exhibits[i].pages = 3;
	b->about.court = court;
}

static int arrange(struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_kinds *kinds = rows_kinds();
	int rc = bdl_arrange(b, kinds, err);

	bdl_kinds_release(kinds);
	return rc;
}

static bool is_warned(const struct bdl_bundle *b, size_t row, const char *words)
{
	for (const char **w = b->exhibits[row].warnings; w && *w; w++)
		if (strstr(*w, words))
			return true;
	return false;
}

Test(exhibits, each_is_a_section_with_its_documents_by_date)
{
	const char *letters[] = {"letters/old (copy).pdf", "letters/new.pdf", NULL};
	const char *rest[] = {"order*", "mail", NULL};
	const char *core[] = {"mail", "letters/old.pdf", NULL}, *separate[] = {"claim.pdf", NULL};
	struct bdl_exhibited x[] = {{.title = "The letters", .files = letters}, {.files = rest}};
	struct bdl_statement s = {.witness = "Anna Brown", .exhibits = x, .exhibit_count = 2};
	struct bdl_essential reading[] = {{.file = "letters/old.pdf", .from = 2, .to = 3},
		{.file = "mail/reply.eml/bill.pdf"}};
	struct bdl_court court = {.statements = &s,
		.statement_count = 1,
		.core = core,
		.separate = separate,
		.essential = reading,
		.essential_count = 2};
	static const size_t order[] = {3, 2, 5, 8, 6, 0, 1, 7};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	fill_folder(&b, &court);
	cr_assert_eq(bdl_check_exhibits(&b, &err), 0, "%s", err.message);
	cr_assert_eq(arrange(&b, &err), 0, "%s", err.message);
	cr_assert_eq(b.section_count, 5);
	cr_expect_str_eq(b.sections[0].mark, "AB1");
	cr_expect_str_eq(b.sections[0].title, "The letters");
	cr_expect_eq(b.sections[0].statement, &s);
	cr_expect_eq(b.sections[0].correspondence, BDL_LETTERS);
	cr_expect_str_eq(b.sections[1].mark, "AB2");
	cr_expect_str_eq(b.sections[1].title, "Documents");
	cr_expect_eq(b.sections[1].correspondence, BDL_MIXED);
	for (size_t i = 2; i < b.section_count; i++)
		cr_expect_null(b.sections[i].mark);
	cr_assert_eq(b.order_count, COUNT(order));
	/* by section: letters behind payments is kinds.yaml's business, so only the exhibits' order
	 * is looked at */
	for (size_t i = 0; i < 5; i++)
		cr_expect_eq(b.order[i], order[i], "place %zu has row %zu", i, b.order[i]);
	cr_expect(is_warned(&b, 6, "PD 32, 13.2"));
	cr_expect(is_warned(&b, 7, "stands in no exhibit"));
	cr_expect(is_warned(&b, 0, "stands in no exhibit"));
	cr_expect_not(is_warned(&b, 1, "stands in no exhibit"), "it is filed by itself");
	cr_expect_not(is_warned(&b, 3, "stands in no exhibit"));
	cr_expect_not(is_warned(&b, 8, "stands in no exhibit"), "it came with mail");
	cr_assert_eq(court.core_count, 3);
	cr_expect(court.core_rows[0] == 3 && court.core_rows[1] == 5 && court.core_rows[2] == 8);
	cr_expect(court.separate_count == 1 && court.separate_rows[0] == 1);
	cr_expect(reading[0].exhibit == 3 && reading[1].exhibit == 8);
	bdl_bundle_release(&b);
}

Test(exhibits, to_a_single_statement_every_section_is_one)
{
	const char *separate[] = {"claim.pdf", NULL};
	struct bdl_statement s = {.witness = "Anna Brown", .first_exhibit = 3};
	struct bdl_court court = {.statements = &s, .statement_count = 1, .separate = separate};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;
	char mark[16];

	fill_folder(&b, &court);
	cr_assert_eq(arrange(&b, &err), 0, "%s", err.message);
	cr_assert_geq(b.section_count, 4);
	for (size_t i = 0; i + 1 < b.section_count; i++) {
		snprintf(mark, sizeof(mark), "AB%zu", i + 3);
		cr_assert_not_null(b.sections[i].mark);
		cr_expect_str_eq(b.sections[i].mark, mark);
		cr_expect_eq(b.sections[i].statement, &s);
	}
	cr_expect_null(b.sections[b.section_count - 1].mark, "the claim form is no exhibit");
	cr_expect_eq(b.order[b.order_count - 1], 1);
	cr_expect_eq(s.exhibit_count, b.section_count - 1);
	for (size_t i = 0; i < b.exhibit_count; i++)
		cr_expect_not(is_warned(&b, i, "stands in no exhibit"));
	bdl_bundle_release(&b);
}

Test(exhibits, letters_and_mail)
{
	const char *mail[] = {"letters", "mail", NULL}, *mixed[] = {"bank", NULL};
	struct bdl_exhibited x[] = {{.files = mail}, {.files = mixed}};
	struct bdl_statement s = {.witness = "Anna Brown", .exhibits = x, .exhibit_count = 2};
	struct bdl_court court = {.statements = &s, .statement_count = 1};
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_bundle b;

	fill_folder(&b, &court);
	cr_assert_eq(arrange(&b, &err), 0, "%s", err.message);
	cr_expect_eq(b.sections[0].correspondence, BDL_LETTERS_AND_MAIL);
	cr_expect_str_eq(b.sections[0].title, "Other letters and e-mails");
	cr_expect_eq(b.sections[1].correspondence, BDL_MIXED);
	cr_expect_str_eq(b.sections[1].title, "Payments and bank");
	bdl_bundle_release(&b);
}

static const struct {
	const char *first[2], *second[2], *core, *separate, *essential;
	unsigned to;
	const char *mistake;
} mistakes[] = {
	{.first = {"letters"},
		.second = {"letters/new.pdf"},
		.mistake = "\"letters/new.pdf\" stands in two exhibits, AB1 and AB2"},
	{.first = {"letters/old.pdf"},
		.second = {"letters/old (copy).pdf"},
		.mistake = "stands in two exhibits"},
	{.first = {"leters"}, .second = {"bank"}, .mistake = "AB1: there is no file \"leters\""},
	{.first = {"bank"}, .second = {"mail/reply.eml/bill.pdf"}, .mistake = "AB2: there is no"},
	{.first = {"bank"}, .second = {"mail"}, .core = "core/x.pdf", .mistake = "core: there is"},
	{.first = {"bank"}, .second = {"mail"}, .separate = "x", .mistake = "separate: there is"},
	{.first = {"bank"},
		.second = {"mail"},
		.separate = "letters",
		.mistake = "\"letters\" are several files"},
	{.first = {"bank"},
		.second = {"mail"},
		.essential = "letters/old.pdf",
		.to = 4,
		.mistake = "has no page 4: it has 3"},
	{.first = {"bank"},
		.second = {"mail"},
		.essential = "nowhere.pdf",
		.mistake = "essential: there is no file"},
};

Test(exhibits, mistakes_are_one_line)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		const char *first[] = {mistakes[i].first[0], NULL},
			   *second[] = {mistakes[i].second[0], NULL},
			   *core[] = {mistakes[i].core, NULL},
			   *separate[] = {mistakes[i].separate, NULL};
		struct bdl_exhibited x[] = {{.files = first}, {.files = second}};
		struct bdl_statement s = {
			.witness = "Anna Brown", .exhibits = x, .exhibit_count = 2};
		struct bdl_essential e = {.file = mistakes[i].essential, .to = mistakes[i].to};
		struct bdl_court court = {.statements = &s,
			.statement_count = 1,
			.core = core,
			.separate = separate,
			.essential = &e,
			.essential_count = mistakes[i].essential != NULL};
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;

		fill_folder(&b, &court);
		if (!mistakes[i].essential)
			cr_expect_eq(bdl_check_exhibits(&b, &err), -1, "%zu", i);
		else
			cr_expect_eq(arrange(&b, &err), -1, "%zu", i);
		cr_expect(strstr(err.message, mistakes[i].mistake), "%zu: %s", i, err.message);
		cr_expect_str_eq(err.path, "bundle.yaml");
		cr_expect_null(strchr(err.message, '\n'));
		bdl_bundle_release(&b);
	}
}

/* ---- supplements ---- */

static const struct {
	const char *first[3], *separate;
	bool whole;
	const char *mistake; /* NULL: none */
	size_t sections; /* that are exhibits */
} supplements[] = {
	{.first = {"letters"}, .mistake = "AB1 has documents in the earlier bundle and new ones"},
	{.first = {"old.pdf", "letters/new.pdf"}, .mistake = "and new ones"},
	{.first = {"letters/new.pdf"}, .separate = "claim form.pdf", .sections = 1},
	{.first = {"old.pdf"}, .sections = 0},
	{.first = {"nowhere.pdf"}, .mistake = "there is no file"},
	{.whole = true, .mistake = "which mark comes next"},
};

Test(exhibits, a_supplement_takes_what_is_new_and_knows_what_was_sent)
{
	static const char *const names[] = {"letters/new.pdf", "stray.pdf"};
	static struct bdl_held held[] = {{.path = "claim form.pdf", .name = "claim form.pdf"},
		{.path = "letters/old.pdf", .name = "letters/old.pdf"},
		{.path = "old.pdf", .name = "old.pdf"}};
	static const struct bdl_earlier earlier = {.documents = 3};

	for (size_t i = 0; i < COUNT(supplements); i++) {
		const char *files[] = {supplements[i].first[0], supplements[i].first[1], NULL},
			   *separate[] = {supplements[i].separate, NULL};
		struct bdl_exhibited x = {.files = files};
		struct bdl_statement s = {.witness = "Anna Brown",
			.exhibits = &x,
			.exhibit_count = !supplements[i].whole};
		struct bdl_essential e = {.file = "old.pdf"};
		struct bdl_court court = {.statements = &s,
			.statement_count = 1,
			.separate = separate,
			.essential = &e,
			.essential_count = 1};
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;
		size_t marked = 0;
		int rc;

		name_rows(&b, names, COUNT(names));
		b.held = held;
		b.held_count = COUNT(held);
		b.earlier = &earlier;
		b.about.court = &court;
		rc = arrange(&b, &err);
		cr_expect_eq(rc, supplements[i].mistake ? -1 : 0, "%zu: %s", i, err.message);
		if (supplements[i].mistake)
			cr_expect(strstr(err.message, supplements[i].mistake), "%zu: %s", i,
				err.message);
		for (size_t k = 0; rc == 0 && k < b.section_count; k++)
			marked += b.sections[k].mark != NULL;
		cr_expect_eq(marked, supplements[i].sections, "%zu", i);
		if (rc == 0)
			cr_expect(court.essential_count == 0 && court.separate_count == 0);
		bdl_bundle_release(&b);
	}
}
