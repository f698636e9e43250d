/* Page numbers of bundle.json lead to pages that there are: of the PDF, of the volume, of the
 * document, of the earlier bundle. */
#include "bundle_fixture.h"

static struct bdl_entry entries[] = {
	{.date = {.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT},
		.text = "A letter.",
		.exhibit = 1,
		.page = 3}};
static struct bdl_event events[] = {{.record = {.type = BDL_EVENT_DOCUMENT,
					     .when = {.day = {2023, 2, 10}},
					     .text = "A letter.",
					     .page = 3},
					    .exhibit = 1},
	{.record = {.type = BDL_EVENT_STATED, .when = {.day = {2023, 2, 10}}, .text = "Told."},
		.exhibit = BDL_NONE}};
static struct bdl_private_found found[] = {
	{.row = 0, .page = 3, .kind = BDL_PRIVATE_CARD, .count = 1},
	{.row = 1, .page = 0, .kind = BDL_PRIVATE_CARD, .count = 2},
	{.row = BDL_NONE, .kind = BDL_PRIVATE_CARD, .count = 1}};
static struct bdl_step steps[] = {{.type = "complaint",
	.day = {2023, 1, 16},
	.exhibit = 0,
	.page = 3,
	.answers = BDL_NO_STEP}};
static struct bdl_essential essential[] = {{.file = "a.pdf", .from = 2, .to = 3, .exhibit = 0}};
static size_t core[] = {1};
static unsigned core_first[] = {7};
static struct bdl_court court = {.essential = essential,
	.essential_count = 1,
	.core_rows = core,
	.core_count = 1,
	.core_first = core_first,
	.core_pages = 9};
static const struct bdl_earlier earlier = {
	.name = "E", .made_on = {2026, 1, 1}, .pages = 30, .documents = 6};
static struct bdl_held held[] = {{.path = "old.pdf", .name = "old.pdf", .number = 6, .page = 30}};

/* On every page that there is, the last is the last one possible. */
static struct bdl_bundle full(void)
{
	struct bdl_bundle b = table_of_two();

	b.earlier = &earlier;
	b.supplement = 1;
	b.held = held;
	b.held_count = COUNT(held);
	two_documents[0].number = 7;
	two_documents[1].number = 8;
	two_documents[1].date = (struct bdl_date){
		.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT, .page = 3};
	b.about.court = &court;
	b.entries = entries;
	b.entry_count = COUNT(entries);
	b.events = events;
	b.event_count = COUNT(events);
	b.steps = steps;
	b.step_count = COUNT(steps);
	b.private_found = found;
	b.private_count = COUNT(found);
	b.redacted = true;
	return b;
}

Test(bundle_json_pages, the_last_page_of_everything_is_read_back)
{
	const struct bdl_bundle b = full();
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	cr_expect_eq(again.entries[0].page, 3);
	bdl_bundle_release(&again);
}

static const struct bend beyond[] = {
	{"\"pages\": 13", "\"pages\": 12", "first_page"},
	{"\"pages\": 13", "\"pages\": 0", "front"},
	{"\"pages\": 13", "\"pages\": -13", "pages"},
	{"\"cover\": 1", "\"cover\": 2147483647", "front"},
	{"\"cover\": 1, \"index\": 1, \"chronology\": 4",
		"\"cover\": 2147483647, \"index\": 2147483647, \"chronology\": 8", "front"},
	{"\"page\": 7, \"exhibits\": 2", "\"page\": 14, \"exhibits\": 2", "sections"},
	{"\"page\": 7, \"exhibits\": 2", "\"page\": 13, \"sheets\": 2, \"exhibits\": 2",
		"sections"},
	{"\"page\": 7, \"exhibits\": 2", "\"page\": 7, \"sheets\": 2147483647, \"exhibits\": 2",
		"sections"},
	{"\"pages\": 3, \"first_page\": 11", "\"pages\": 3, \"first_page\": 12", "first_page"},
	{"\"pages\": 3, \"first_page\": 11", "\"pages\": 2147483647, \"first_page\": 2147483647",
		"pages"},
	{"\"pages\": 3, \"first_page\": 11", "\"pages\": 0, \"first_page\": 11", "pages"},
	{"\"pages\": 3, \"first_page\": 11", "\"pages\": 14, \"first_page\": null", "pages"},
	{"\"until\": null, \"page\": 3", "\"until\": null, \"page\": 4", "date"},
	{"\"from\": 2, \"to\": 3", "\"from\": 2, \"to\": 4", "essential"},
	{"\"from\": 2, \"to\": 3", "\"from\": 3, \"to\": 2", "essential"},
	{"\"from\": 2, \"to\": 3", "\"from\": 4", "essential"},
	{"\"page\": 7}", "\"page\": 10}", "core"},
	{"\"number\": 6, \"page\": 30", "\"number\": 6, \"page\": 31", "held"},
	{"\"number\": 6, \"page\": 30", "\"number\": 7, \"page\": 30", "held"},
	{"\"text\": \"A letter.\", \"exhibit\": 8, \"exhibit_page\": 3",
		"\"text\": \"A letter.\", \"exhibit\": 8, \"exhibit_page\": 4", "exhibit_page"},
	{"\"text\": \"A letter.\", \"exhibit\": 8, \"exhibit_page\": 3",
		"\"text\": \"A letter.\", \"exhibit\": null, \"exhibit_page\": 3", "exhibit_page"},
	{"\"when\": \"2023-02-10\", \"exhibit\": 8, \"exhibit_page\": 3",
		"\"when\": \"2023-02-10\", \"exhibit\": 8, \"exhibit_page\": 4", "exhibit_page"},
	{"\"when\": \"2023-02-10\", \"exhibit\": null, \"exhibit_page\": null",
		"\"when\": \"2023-02-10\", \"exhibit\": null, \"exhibit_page\": 1", "exhibit_page"},
	{"\"exhibit\": 7, \"exhibit_page\": 3, \"page\": 10, \"kind\"",
		"\"exhibit\": 7, \"exhibit_page\": 4, \"page\": 10, \"kind\"", "exhibit_page"},
	{"\"exhibit\": null, \"exhibit_page\": null, \"page\": null, \"kind\"",
		"\"exhibit\": null, \"exhibit_page\": 1, \"page\": null, \"kind\"", "exhibit_page"},
	{"\"date\": \"2023-01-16\", \"exhibit\": 7, \"exhibit_page\": 3",
		"\"date\": \"2023-01-16\", \"exhibit\": 7, \"exhibit_page\": 4", "exhibit_page"},
};

Test(bundle_json_pages, beyond_the_last_is_refused)
{
	const struct bdl_bundle b = full();

	expect_bends_refused(&b, "", beyond, COUNT(beyond));
}

/* A copy stands on no page. */
Test(bundle_json_pages, of_a_copy_are_refused)
{
	struct bdl_bundle b = table_of_two();
	static const struct bend bends[] = {
		{"\"pages\": 0, \"first_page\": null", "\"pages\": 1, \"first_page\": null",
			"pages"},
		{"\"pages\": 0, \"first_page\": null", "\"pages\": 0, \"first_page\": 8",
			"first_page"},
	};

	two_documents[1] = (struct bdl_exhibit)DOCUMENT("b.pdf", .number = 0);
	two_documents[1].duplicate_of = 0;
	b.order_count = one_section[0].count = 1;
	expect_bends_refused(&b, "", bends, COUNT(bends));
}
