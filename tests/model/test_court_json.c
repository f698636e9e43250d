/* What bundle.json says for a court, written down and read back; hostile tables. */
#include "bundle_fixture.h"

static const char *lines[] = {"In the High Court of Justice", "Administrative Court", NULL};
static const char *heading[] = {"Ms A", "Claimant", NULL};
static struct bdl_exhibited exhibited[] = {{.mark = "AB4"}, {.mark = "AB5"}};
static struct bdl_statement statements[] = {{.witness = "Anna Brown",
	.initials = "AB",
	.capacity = "solicitor",
	.on_behalf_of = "Claimant",
	.number = 2,
	.date = {2023, 6, 2},
	.exhibits = exhibited,
	.exhibit_count = 2}};
static struct bdl_essential essential[] = {
	{.file = "b.pdf", .from = 2, .to = 3, .note = "the answer", .exhibit = 1},
	{.file = "a.pdf", .exhibit = 0}};
static size_t core[] = {1}, separate[] = {0};
static unsigned core_first[] = {4};
static struct bdl_court court = {.court = lines,
	.claim_number = "AC-2023-LON-000123",
	.heading = heading,
	.statements = statements,
	.statement_count = 1,
	.essential = essential,
	.essential_count = 2,
	.reading_minutes = 90,
	.core_rows = core,
	.core_count = 1,
	.core_first = core_first,
	.core_pages = 7,
	.separate_rows = separate,
	.separate_count = 1};
static struct bdl_section sections[] = {{.letter = "A",
						.id = "exhibit",
						.title = "Letters",
						.count = 1,
						.page = 6,
						.sheets = 2,
						.mark = "AB4",
						.statement = &statements[0],
						.correspondence = BDL_LETTERS},
	{.letter = "B",
		.id = "exhibit",
		.title = "Other",
		.first = 1,
		.count = 1,
		.page = 11,
		.sheets = 1,
		.mark = "AB5",
		.statement = &statements[0]}};

static struct bdl_bundle court_table(void)
{
	struct bdl_bundle b = table_of_two();

	two_documents[1].section = 1;
	two_documents[1].first_page = 12;
	b.about.court = &court;
	b.sections = sections;
	b.section_count = 2;
	b.front = (struct bdl_front){.cover = 1, .index = 1, .essential = 1, .chronology = 2};
	b.pages = 14;
	return b;
}

Test(court_json, is_read_back_as_it_was_written)
{
	const struct bdl_bundle b = court_table();
	const struct bdl_court *c;
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	c = again.about.court;
	cr_assert_not_null(c);
	cr_expect_str_eq(c->court[1], "Administrative Court");
	cr_expect_str_eq(c->statements[0].exhibits[1].mark, "AB5");
	cr_expect_eq(again.sections[0].statement, &c->statements[0]);
	cr_expect_str_eq(again.sections[0].mark, "AB4");
	cr_expect_eq(again.sections[0].sheets, 2);
	cr_expect_eq(again.sections[0].correspondence, BDL_LETTERS);
	cr_expect_eq(again.sections[1].correspondence, BDL_MIXED);
	cr_expect_eq(again.front.essential, 1);
	cr_expect(c->essential[0].exhibit == 1 && c->essential[0].to == 3);
	cr_expect(c->core_rows[0] == 1 && c->core_first[0] == 4 && c->core_pages == 7);
	cr_expect_eq(c->separate_rows[0], 0);
	bdl_bundle_release(&again);
}

static const struct bend hostile[] = {
	{"\"mark\": \"AB5\"", "\"mark\": \"XY9\"", "mark"},
	{"\"exhibits\": [\"AB4\", \"AB5\"]", "\"exhibits\": [\"AB4\", \"\\u001b[2J\"]", "exhibits"},
	{"\"exhibits\": [\"AB4\", \"AB5\"]", "\"exhibits\": [\"AB4\", 5]", "exhibits"},
	{"\"separate\": [1]", "\"separate\": [3]", "separate"},
	{"\"separate\": [1]", "\"separate\": [-1]", "separate"},
	{"{\"exhibit\": 2, \"page\": 4}", "{\"exhibit\": 9, \"page\": 4}", "core"},
	{"{\"exhibit\": 2, \"page\": 4}", "7", "core"},
	{"\"witness\": \"Anna Brown\", ", "", "witness"},
};

Test(court_json, what_does_not_fit_is_refused)
{
	const struct bdl_bundle b = court_table();

	expect_bends_refused(&b, "", hostile, COUNT(hostile));
}

/* Each section looks its mark up in all statements. */
Test(court_json, statements_without_end_are_refused)
{
	const struct bdl_bundle b = court_table();
	struct bdl_buffer many = BDL_BUFFER_INIT;
	char *text = written(&b), *bad;

	bdl_buffer_text(&many, "\"statements\": [");
	for (unsigned i = 0; i < 100; i++)
		bdl_buffer_text(&many, "{\"witness\": \"A\", \"exhibits\": []}, ");
	bad = bent(text, "", "\"statements\": [", bdl_buffer_string(&many));
	expect_refused(bad, "statements", "statements without end");
	free(bad);
	bdl_buffer_release(&many);
	bdl_buffer_text(&many, "\"exhibits\": [");
	for (unsigned i = 0; i < 1000; i++)
		bdl_buffer_text(&many, "\"AB4\", ");
	bad = bent(text, "\"statements\"", "\"exhibits\": [", bdl_buffer_string(&many));
	expect_refused(bad, "exhibits", "marks without end");
	free(bad);
	free(text);
	bdl_buffer_release(&many);
}
