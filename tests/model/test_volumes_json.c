/* A table of volumes written down and read back, and one that was bent. */
#include "bundle_fixture.h"

static struct bdl_exhibit exhibits[] = {
	DOCUMENT("a.pdf", .number = 1, .pages = 2, .first_page = 5, .volume = 1),
	DOCUMENT("b.pdf", .number = 2, .pages = 2, .first_page = 7, .volume = 1),
	DOCUMENT("c.pdf", .number = 3, .pages = 2, .first_page = 4, .volume = 2)};
static size_t order[] = {0, 1, 2};
static struct bdl_section sections[] = {
	{.letter = "A", .id = "letters", .title = "Letters", .count = 3, .page = 4}};
static struct bdl_section first[] = {
	{.letter = "A", .id = "letters", .title = "Letters", .count = 2, .page = 4}};
static struct bdl_section second[] = {
	{.letter = "A", .id = "letters", .title = "Letters, continued", .count = 1, .page = 3}};
static struct bdl_volume volumes[] = {{.count = 2,
					      .sections = first,
					      .section_count = 1,
					      .front = {.cover = 1, .index = 1, .chronology = 1},
					      .pages = 8,
					      .size = 12345},
	{.first = 2,
		.count = 1,
		.sections = second,
		.section_count = 1,
		.front = {.cover = 1, .index = 1},
		.pages = 5,
		.size = 999}};
static struct bdl_entry entries[] = {
	{.date = {.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT},
		.text = "A letter.",
		.exhibit = 2,
		.page = 2}};

static struct bdl_bundle example(void)
{
	return (struct bdl_bundle){.stage = BDL_STAGE_PAGINATED,
		.made_on = {2026, 3, 1},
		.name = "T",
		.exhibits = exhibits,
		.exhibit_count = 3,
		.order = order,
		.order_count = 3,
		.sections = sections,
		.section_count = 1,
		.entries = entries,
		.entry_count = 1,
		.pages = 13,
		.volumes = volumes,
		.volume_count = 2};
}

Test(volumes_json, written_read_and_written_again_is_the_same)
{
	const struct bdl_bundle b = example();
	char label[BDL_LABEL_TEXT], *text = written(&b);
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	cr_assert_eq(again.volume_count, 2);
	cr_expect_eq(again.volumes[1].first, 2);
	cr_expect_eq(again.volumes[1].size, 999);
	cr_expect_eq(again.volumes[0].front.chronology, 1);
	cr_expect_str_eq(again.volumes[1].sections[0].title, "Letters, continued");
	again.numbering.by_section = true;
	bdl_exhibit_label(&again, &again.exhibits[2], 1, label);
	cr_expect_str_eq(label, "2/A2", "%s", label);
	cr_expect(strstr(text, "\"exhibit_page\": 2, \"page\": 5, \"volume\": 2"), "%s", text);
	free(text);
	bdl_bundle_release(&again);
}

Test(volumes_json, of_a_supplement_are_read_back)
{
	static const struct bdl_earlier earlier = {
		.name = "E", .made_on = {2026, 1, 1}, .pages = 30, .documents = 6};
	struct bdl_bundle b = example(), again;

	b.earlier = &earlier;
	b.supplement = 1;
	for (size_t i = 0; i < COUNT(exhibits); i++)
		exhibits[i].number += 6;
	expect_same_again(&b, &again);
	cr_assert_eq(again.volume_count, 2);
	cr_expect_eq(again.volumes[1].first, 2);
	cr_expect_eq(again.volumes[1].count, 1);
	bdl_bundle_release(&again);
}

Test(volumes_json, whose_size_is_not_known_yet_are_read_back)
{
	struct bdl_bundle b = example(), again;
	char *text;

	volumes[1].size = 0;
	text = written(&b);
	cr_expect(strstr(text, "\"size\": null"), "%s", text);
	expect_same_again(&b, &again);
	cr_expect_eq(again.volumes[0].size, 12345);
	cr_expect_eq(again.volumes[1].size, 0);
	free(text);
	bdl_bundle_release(&again);
}

/* What its sheet lists, and which exhibit to a statement it is. */
Test(volumes_json, have_all_of_their_sections)
{
	static struct bdl_exhibited exhibited[] = {{.mark = "AB1"}};
	static struct bdl_statement statement = {.witness = "Anna Brown",
		.initials = "AB",
		.number = 1,
		.exhibits = exhibited,
		.exhibit_count = 1};
	static struct bdl_court court = {.statements = &statement, .statement_count = 1};
	struct bdl_bundle b = example(), again;

	b.about.court = &court;
	first[0].mark = "AB1";
	first[0].correspondence = BDL_LETTERS;
	second[0].sheets = 2;
	second[0].page = 2;
	expect_same_again(&b, &again);
	cr_expect_str_eq(again.volumes[0].sections[0].statement->witness, "Anna Brown");
	cr_expect_eq(again.volumes[1].sections[0].sheets, 2);
	bdl_bundle_release(&again);
}

Test(volumes_json, one_pdf_has_none_of_the_keys)
{
	const struct bdl_bundle b = table_of_two();
	char *text = written(&b);

	cr_expect_not(strstr(text, "volume"), "%s", text);
	free(text);
}

static void ask_for_labels(const struct bdl_bundle *b)
{
	char label[BDL_LABEL_TEXT];

	for (size_t i = 0; i < b->exhibit_count; i++)
		bdl_exhibit_label(b, &b->exhibits[i], 1, label);
}

/* What is read can be asked for its labels, whatever it says. */
Test(volumes_json, bent_anywhere_it_is_refused_or_read_never_worse)
{
	const struct bdl_bundle b = example();

	expect_no_harm(&b, "", ask_for_labels);
}

static const struct bend bends[] = {
	{"\"first\": 1,", "\"first\": 2,", "volumes"},
	{"\"first\": 3,", "\"first\": 2,", "volumes"},
	{"\"last\": 2,", "\"last\": 3,", "volumes"},
	{"\"last\": 3,", "\"last\": 9,", "volumes"},
	{"\"last\": 3,", "\"last\": 1,", "volumes"},
	{"\"title\": \"Letters, continued\", \"page\": 3, \"exhibits\": 1",
		"\"title\": \"Letters, continued\", \"page\": 3, \"exhibits\": 2", "volumes"},
	{"\"title\": \"Letters\", \"page\": 4, \"exhibits\": 2",
		"\"title\": \"Letters\", \"page\": 4, \"exhibits\": 0", "volumes"},
	{"\"volume\": 2, \"shown\"", "\"volume\": 3, \"shown\"", "volume"},
	{"\"volume\": 2, \"shown\"", "\"volume\": 1, \"shown\"", "volume"},
	{"\"volume\": 2, \"shown\"", "\"shown\"", "volume"},
	{"\"pages\": 13", "\"pages\": 14", "pages"},
	{"\"pages\": 8, \"size\"", "\"pages\": 2147483647, \"size\"", "pages"},
	{"\"pages\": 5, \"size\"", "\"pages\": 4, \"size\"", "pages"},
	{"\"first_page\": 4,", "\"first_page\": 5,", "first_page"},
	{"\"index\": 1, \"chronology\": 0}", "\"index\": 5, \"chronology\": 0}", "front"},
	{"\"title\": \"Letters, continued\", \"page\": 3",
		"\"title\": \"Letters, continued\", \"page\": 6", "sections"},
	{"\"size\": 999", "\"size\": 0", "size"},
	{"\"size\": 999", "\"size\": -1", "size"},
	{"\"size\": 999", "\"size\": 1.5", "size"},
	{"\"size\": 999", "\"size\": \"999\"", "size"},
};

Test(volumes_json, volumes_that_do_not_hold_every_exhibit_once_are_refused)
{
	const struct bdl_bundle b = example();

	expect_bends_refused(&b, "", bends, COUNT(bends));
}

Test(volumes_json, an_exhibit_in_no_volume_is_refused)
{
	struct bdl_bundle b = example();
	char *text;

	exhibits[2].volume = 0;
	b.volume_count = 1;
	text = written(&b);
	expect_refused(text, NULL, "a document in no volume");
	free(text);
}
