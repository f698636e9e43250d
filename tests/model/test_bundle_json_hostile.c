/* Fields of bundle.json as no build writes them: wrong types, words that are none, numbers out of
 * range, strings that lie. */
#include "bundle_fixture.h"

static struct bdl_likeness like[] = {{.row = 1, .how = BDL_LIKE_QUOTED}};
static const char *warnings[] = {"It was turned.", NULL};
static struct bdl_entry entries[] = {
	{.date = {.day = {2023, 2, 10}, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT},
		.text = "A letter.",
		.exhibit = 1,
		.page = 1,
		.type = "complaint",
		.by = "Mr R"}};
static struct bdl_event events[] = {{.record = {.type = BDL_EVENT_CALL,
					     .when = {.day = {2023, 7, 1},
						     .zone = BDL_ZONE_LONDON,
						     .seconds = 34200,
						     .offset = 60},
					     .direction = BDL_DIRECTION_OUT,
					     .answered = BDL_ANSWERED_NO,
					     .has_length = true,
					     .length = 90,
					     .has_pence = true,
					     .pence = -5,
					     .has_balance = true,
					     .balance = 7,
					     .party = "0800",
					     .text = "Asked.",
					     .page = 1},
	.exhibit = 0}};
static struct bdl_excluded excluded[] = {
	{.path = "l\xE9nk", .name = "l\\xE9nk", .reason = "symbolic link", .inside = true}};
static struct bdl_private_found found[] = {
	{.row = 0, .page = 1, .kind = BDL_PRIVATE_CARD, .count = 1}};

/* Something in every field that a table of two can have. */
static struct bdl_bundle full(void)
{
	struct bdl_bundle b = table_of_two();

	two_documents[0].path = "caf\xE9.pdf";
	two_documents[0].like = like;
	two_documents[0].like_count = 1;
	two_documents[0].warnings = warnings;
	two_documents[0].reason = BDL_REASON_TRUNCATED;
	two_documents[0].date = (struct bdl_date){.day = {2023, 2, 10},
		.precision = BDL_TO_DAY,
		.source = BDL_FROM_TEXT,
		.raw = "10/2/2023",
		.ambiguous = true,
		.other = {2023, 10, 2}};
	b.numbering = (struct bdl_numbering)BDL_NUMBERING_INIT;
	b.numbering.of_total = true;
	b.entries = entries;
	b.entry_count = COUNT(entries);
	b.events = events;
	b.event_count = COUNT(events);
	b.excluded = excluded;
	b.excluded_count = COUNT(excluded);
	b.private_found = found;
	b.private_count = COUNT(found);
	b.redacted = true;
	return b;
}

Test(bundle_json_hostile, what_is_bent_below_is_read_back_while_it_is_straight)
{
	const struct bdl_bundle b = full();
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	cr_expect_str_eq(again.excluded[0].path, "l\xE9nk");
	bdl_bundle_release(&again);
}

/* clang-format off */
static const struct bend top[] = {
	{"\"format_version\": 1", "\"format_version\": 0", "format_version"},
	{"\"format_version\": 1", "\"format_version\": -1", "format_version"},
	{"\"format_version\": 1", "\"format_version\": 1.0", "format_version"},
	{"\"format_version\": 1", "\"format_version\": \"1\"", "format_version"},
	{"\"format_version\": 1", "\"format_version\": 18446744073709551617", NULL},
	{"\"format_version\": 1", "\"format_version\": NaN", NULL},
	{"\"format_version\": 1", "\"format_version\": 1e999", NULL},
	{"\"name\": \"T\"", "\"name\": null", "name"},
	{"\"name\": \"T\"", "\"name\": [\"T\"]", "name"},
	{"\"name\": \"T\"", "\"name\": \"T\\u0000x\"", NULL},
	{"\"name\": \"T\"", "\"name\": \"\\ud800\"", NULL},
	{"\"name\": \"T\"", "\"name\": \"\xE9\"", NULL},
	{"\"name\": \"T\"", "\"name\": \"../T\"", "name"},
	{"\"name\": \"T\"", "\"name\": \"..\"", "name"},
	{"\"name\": \"T\"", "\"name\": \"\"", "name"},
	{"\"made_on\": \"2026-03-01\"", "\"made_on\": \"2026-02-30\"", "made_on"},
	{"\"made_on\": \"2026-03-01\"", "\"made_on\": \"2026-03-01T\"", "made_on"},
	{"\"made_on\": \"2026-03-01\"", "\"made_on\": 20260301", "made_on"},
	{"\"fingerprint\": \"00", "\"fingerprint\": \"0", "fingerprint"},
	{"\"fingerprint\": \"00", "\"fingerprint\": \"zz", "fingerprint"},
	{"\"pages\": 13", "\"pages\": 2147483648", "pages"},
	{"\"pages\": 13", "\"pages\": 13.0", "pages"},
	{"\"pages\": 13", "\"pages\": true", "pages"},
	{"\"numbering\": {", "\"numbering\": 7, \"x\": {", "numbering"},
	{"\"colour\": \"black\"", "\"colour\": \"mauve\"", "numbering"},
	{"\"colour\": \"black\"", "\"colour\": 7", "colour"},
	{"\"prefix\": \"\"", "\"prefix\": \"12345678901234567\"", "numbering"},
	{"\"prefix\": \"\"", "\"prefix\": \"\\u001b[2J\"", "numbering"},
	{"\"of_total\": true", "\"of_total\": 1", "of_total"},
	{"\"front\": {", "\"front\": 7, \"x\": {", "front"},
	{"\"case\": {", "\"case\": [], \"x\": {", "case"},
	{"\"case\": {\"title\": null", "\"case\": {\"title\": 7", "title"},
	{"\"case\": {", "\"supplement_to\": [], \"case\": {", "supplement_to"},
	{"\"case\": {", "\"held\": [], \"case\": {", "held"},
	{"\"case\": {", "\"court\": 7, \"case\": {", "court"},
	{"\"case\": {", "\"told\": 7, \"case\": {", "told"},
	{"\"case\": {", "\"arrears\": 7, \"case\": {", "arrears"},
	{"\"case\": {", "\"case\": {}, \"case\": {", NULL},
	{"\"sections\": [", "\"sections\": {}, \"x\": [", "sections"},
	{"\"sections\": [", "\"sections\": [7,", "letter"},
	{"\"sections\": [", "\"sections\": [], \"x\": [", "sections"},
	{"\"id\": \"letters\"", "\"id\": \"Letters\"", "id"},
	{"\"letter\": \"A\"", "\"letter\": \"\"", "letter"},
	{"\"letter\": \"A\"", "\"letter\": \"a b\"", "letter"},
	{"\"exhibits\": 2}", "\"exhibits\": 0}", "sections"},
	{"\"exhibits\": 2}", "\"exhibits\": 3}", "sections"},
	{"\"exhibits\": 2}", "\"exhibits\": 1}", "sections"},
	{"\"exhibits\": 2}", "\"exhibits\": 2, \"mark\": \"AB1\"}", "mark"},
	{"\"exhibits\": 2}", "\"exhibits\": 2, \"correspondence\": \"post\"}", "correspondence"},
	{"\"exhibits\": [", "\"exhibits\": 7, \"x\": [", "exhibits"},
	{"\"exhibits\": [", "\"exhibits\": [[],", "path"},
	{"\"excluded\": [", "\"excluded\": {}, \"x\": [", "excluded"},
	{"\"excluded\": [", "\"excluded\": [null,", "path"},
	{"\"inside\": true", "\"inside\": \"true\"", "inside"},
	{"\"reason\": \"symbolic link\"", "\"reason\": null", "reason"},
	{"\"redactions\": [", "\"redactions\": {}, \"x\": [", "redactions"},
	{"\"kind\": \"card\"", "\"kind\": \"heart\"", "redactions"},
	{"\"chronology\": [", "\"chronology\": \"none\", \"x\": [", "chronology"},
	{"\"events\": [", "\"events\": 0, \"x\": [", "events"},
	{"\"steps\": [", "\"steps\": {\"a\": 1}, \"x\": [", "steps"},
	{"\"undated_steps\": [", "\"undated_steps\": 7, \"x\": [", "undated_steps"},
	{"\"delays\": [", "\"delays\": {}, \"x\": [", "delays"},
};

static const struct bend exhibit[] = {
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": 7", "path_base64"},
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": \"\"", "path_base64"},
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": \"Y2Fm6S5wZGY\"", "path_base64"},
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": \"Y2Fm6S5wZGY=Y2Fm\"", "path_base64"},
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": \"!!!!\"", "path_base64"},
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": \"AAAA\"", "path_base64"},
	{"\"path_base64\": \"Y2Fm6S5wZGY=\"", "\"path_base64\": \"Yi5wZGY=\"", "path_base64"},
	{"\"sha256\": \"00", "\"sha256\": \"0g", "sha256"},
	{"\"size\": 9,", "\"size\": -9,", "size"},
	{"\"size\": 9,", "\"size\": 9.5,", "size"},
	{"\"size\": 9,", "\"size\": 9007199254740993,", "size"},
	{"\"size\": 9,", "", "size"},
	{"\"format\": \"pdf\"", "\"format\": \"PDF\"", "format"},
	{"\"format\": \"pdf\"", "\"format\": \"\"", "format"},
	{"\"format\": \"pdf\"", "\"format\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "format"},
	{"\"kind\": \"letter\"", "\"kind\": \"\\u001b[2J\"", "kind"},
	{"\"media_type\": \"application/pdf\"", "\"media_type\": null", "media_type"},
	{"\"title\": \"a.pdf\"", "\"title\": 7", "title"},
	{"\"date\": {\"iso\"", "\"date\": 7, \"x\": {\"iso\"", "date"},
	{"\"iso\": \"2023-02-10\"", "\"iso\": 20230210", "iso"},
	{"\"iso\": \"2023-02-10\"", "\"iso\": \"2023-13\"", "iso"},
	{"\"iso\": \"2023-02-10\"", "\"iso\": \"0000\"", "iso"},
	{"\"iso\": \"2023-02-10\"", "\"iso\": \"2023-02-1\"", "iso"},
	{"\"precision\": \"day\"", "\"precision\": \"hour\"", "precision"},
	{"\"precision\": \"day\"", "\"precision\": 3", "precision"},
	{"\"source\": \"text\"", "\"source\": [\"text\"]", "source"},
	{"\"ambiguous\": true", "\"ambiguous\": null", "ambiguous"},
	{"\"other\": \"2023-10-02\"", "\"other\": {}", "other"},
	{"\"shown\": true", "\"shown\": 1", "shown"},
	{"\"reason_code\": \"truncated\"", "\"reason_code\": \"bored\"", "reason_code"},
	{"\"reason_code\": \"truncated\"", "\"reason_code\": 3", "reason_code"},
	{"\"warnings\": [", "\"warnings\": {}, \"x\": [", "warnings"},
	{"\"warnings\": [", "\"warnings\": [7, ", "warnings"},
	{"\"like\": [", "\"like\": 7, \"x\": [", "like"},
	{"\"how\": \"quoted\"", "\"how\": \"sideways\"", "how"},
	{"\"how\": \"quoted\"", "\"how\": null", "how"},
	{"\"like\": [{\"number\": 2", "\"like\": [{\"number\": 3", "like"},
	{"\"like\": [{\"number\": 2", "\"like\": [{\"number\": null", "like"},
};

static const struct bend rows[] = {
	{"\"text\": \"A letter.\"", "\"text\": null", "text"},
	{"\"type\": \"complaint\"", "\"type\": \"Complaint\"", "type"},
	{"\"stated_by\": \"Mr R\"", "\"stated_by\": {}", "stated_by"},
	{"\"type\": \"call\"", "\"type\": \"shout\"", "type"},
	{"\"type\": \"call\"", "\"type\": null", "type"},
	{"\"type\": \"call\"", "\"type\": 1", "type"},
	{"\"when\": \"2023-07-01T09:30:00+01:00\"", "\"when\": \"2023-07-01T24:30:00+01:00\"", "when"},
	{"\"when\": \"2023-07-01T09:30:00+01:00\"", "\"when\": \"2023-07-01T09:30:00+07:00\"", "when"},
	{"\"when\": \"2023-07-01T09:30:00+01:00\"", "\"when\": 20230701", "when"},
	{"\"zone\": \"Europe/London\"", "\"zone\": \"Mars\"", "when"},
	{"\"zone\": \"Europe/London\"", "\"zone\": 7", "zone"},
	{"\"when\": \"2023-07-01T09:30:00+01:00\", \"zone\": \"Europe/London\"", "\"when\": \"2023-07-01\", \"zone\": \"Mars\"", "when"},
	{"\"direction\": \"out\"", "\"direction\": \"up\"", "direction"},
	{"\"direction\": \"out\"", "\"direction\": 2", "direction"},
	{"\"party\": \"0800\"", "\"party\": 800", "party"},
	{"\"seconds\": 90", "\"seconds\": -1", "seconds"},
	{"\"seconds\": 90", "\"seconds\": 4294967296", "seconds"},
	{"\"seconds\": 90", "\"seconds\": 1.5", "seconds"},
	{"\"answered\": false", "\"answered\": \"no\"", "answered"},
	{"\"pence\": -5", "\"pence\": 9007199254740993", "pence"},
	{"\"pence\": -5", "\"pence\": -5.0", "pence"},
	{"\"balance\": 7", "\"balance\": \"7\"", "balance"},
};

/* clang-format on */

Test(bundle_json_hostile, a_field_that_is_not_in_order_is_named)
{
	const struct bdl_bundle b = full();

	expect_bends_refused(&b, "", top, COUNT(top));
	expect_bends_refused(&b, "\"exhibits\": [", exhibit, COUNT(exhibit));
	expect_bends_refused(&b, "\"chronology\": [", rows, COUNT(rows));
}

/* Deeper than any stack bears, and more than any table has. */
Test(bundle_json_hostile, neither_depth_nor_number_is_without_end)
{
	enum { DEEP = 1000 * 1000, MANY = 12 * 1000 * 1000 };
	struct bdl_bundle b;
	struct bdl_error err;
	char *text = calloc(1, MANY + 2);

	cr_assert_not_null(text);
	memset(text, '[', DEEP);
	expect_refused(text, NULL, "a million brackets");
	memset(text, ',', MANY + 1);
	cr_expect_eq(read_text(text, &b, &err), -1);
	cr_expect_eq(err.code, BDL_ELIMIT, "%s", err.message);
	bdl_bundle_release(&b);
	free(text);
}
