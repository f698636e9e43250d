/* What bundle.json says for a court, written down and read back; hostile tables. */
#include "model/bundle_json.h"

#include <criterion/criterion.h>
#include <string.h>

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
static struct bdl_exhibit exhibits[] = {{.path = "a.pdf",
						.name = "a.pdf",
						.archive_path = "data/a.pdf",
						.duplicate_of = BDL_NONE,
						.format = "pdf",
						.media_type = "application/pdf",
						.shown = true,
						.pages = 3,
						.kind = "letter",
						.basis = "words",
						.title = "A",
						.number = 1,
						.first_page = 8},
	{.path = "b.pdf",
		.name = "b.pdf",
		.archive_path = "data/b.pdf",
		.duplicate_of = BDL_NONE,
		.format = "pdf",
		.media_type = "application/pdf",
		.shown = true,
		.pages = 3,
		.kind = "letter",
		.basis = "words",
		.title = "B",
		.number = 2,
		.section = 1,
		.first_page = 12}};
static size_t order[] = {0, 1};
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

static void write(struct bdl_buffer *json)
{
	const struct bdl_bundle b = {.stage = BDL_STAGE_PAGINATED,
		.name = "T",
		.made_on = {2026, 3, 1},
		.about = {.title = "T", .court = &court},
		.exhibits = exhibits,
		.exhibit_count = 2,
		.order = order,
		.order_count = 2,
		.sections = sections,
		.section_count = 2,
		.front = {.cover = 1, .index = 1, .essential = 1, .chronology = 2},
		.pages = 14};
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_bundle_to_json(&b, false, json, &err), 0, "%s", err.message);
}

Test(court_json, is_read_back_as_it_was_written)
{
	struct bdl_buffer json = BDL_BUFFER_INIT, again = BDL_BUFFER_INIT;
	struct bdl_error err = {.code = BDL_OK};
	const struct bdl_court *c;
	struct bdl_bundle b;

	write(&json);
	bdl_bundle_init(&b);
	cr_assert_eq(bdl_bundle_from_json(&b, json.data, json.length, &err), 0, "%s", err.message);
	c = b.about.court;
	cr_assert_not_null(c);
	cr_expect_str_eq(c->court[1], "Administrative Court");
	cr_expect_str_eq(c->statements[0].exhibits[1].mark, "AB5");
	cr_expect_eq(b.sections[0].statement, &c->statements[0]);
	cr_expect_str_eq(b.sections[0].mark, "AB4");
	cr_expect_eq(b.sections[0].sheets, 2);
	cr_expect_eq(b.sections[0].correspondence, BDL_LETTERS);
	cr_expect_eq(b.sections[1].correspondence, BDL_MIXED);
	cr_expect_eq(b.front.essential, 1);
	cr_expect(c->essential[0].exhibit == 1 && c->essential[0].to == 3);
	cr_expect(c->core_rows[0] == 1 && c->core_first[0] == 4 && c->core_pages == 7);
	cr_expect_eq(c->separate_rows[0], 0);
	cr_assert_eq(bdl_bundle_to_json(&b, false, &again, &err), 0);
	cr_expect_str_eq(again.data, json.data);
	bdl_bundle_release(&b);
	bdl_buffer_release(&json);
	bdl_buffer_release(&again);
}

/* A piece of the table, and what a stranger puts in its place. */
static const struct {
	const char *from, *to;
} hostile[] = {
	{"\"mark\": \"AB5\"", "\"mark\": \"XY9\""},
	{"\"exhibits\": [\"AB4\", \"AB5\"]", "\"exhibits\": [\"AB4\", \"\\u001b[2J\"]"},
	{"\"exhibits\": [\"AB4\", \"AB5\"]", "\"exhibits\": [\"AB4\", 5]"},
	{"\"separate\": [1]", "\"separate\": [3]"},
	{"\"separate\": [1]", "\"separate\": [-1]"},
	{"{\"exhibit\": 2, \"page\": 4}", "{\"exhibit\": 9, \"page\": 4}"},
	{"{\"exhibit\": 2, \"page\": 4}", "7"},
	{"\"witness\": \"Anna Brown\", ", ""},
};

Test(court_json, what_does_not_fit_is_refused)
{
	for (size_t i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++) {
		struct bdl_buffer json = BDL_BUFFER_INIT, bad = BDL_BUFFER_INIT;
		struct bdl_error err = {.code = BDL_OK};
		struct bdl_bundle b;
		const char *at;

		write(&json);
		at = strstr(json.data, hostile[i].from);
		cr_assert_not_null(at, "%s", hostile[i].from);
		bdl_buffer_add(&bad, json.data, (size_t)(at - json.data));
		bdl_buffer_text(&bad, hostile[i].to);
		bdl_buffer_text(&bad, at + strlen(hostile[i].from));
		bdl_bundle_init(&b);
		cr_expect_eq(bdl_bundle_from_json(&b, bad.data, bad.length, &err), -1, "%s",
			hostile[i].to);
		bdl_bundle_release(&b);
		bdl_buffer_release(&json);
		bdl_buffer_release(&bad);
	}
}
