/* What came out of which document, and what is a copy of which, read back from bundle.json; tables
 * that lead nowhere or in a ring. */
#include "bundle_fixture.h"

/* Two documents, what came out of the first and out of that again, and copies. */
static struct bdl_inside out_of_a = {.parent = 0}, out_of_b = {.parent = 1};
static struct bdl_exhibit family[] = {DOCUMENT("a.eml", .number = 1, .pages = 1, .first_page = 8),
	DOCUMENT("a.eml/b.eml", .number = 2, .pages = 1, .first_page = 9, .inside = &out_of_a),
	DOCUMENT("a.eml/b.eml/c.pdf", .number = 3, .pages = 1, .first_page = 10,
		.inside = &out_of_b),
	{.path = "d.pdf",
		.name = "d.pdf",
		.size = 9,
		.duplicate_of = 2,
		.format = "pdf",
		.media_type = "application/pdf",
		.kind = "letter",
		.title = "d.pdf"},
	{.path = "e.pdf",
		.name = "e.pdf",
		.size = 9,
		.duplicate_of = 2,
		.format = "pdf",
		.media_type = "application/pdf",
		.kind = "letter",
		.title = "e.pdf"}};
static size_t family_order[] = {0, 1, 2};

static struct bdl_bundle family_table(void)
{
	struct bdl_bundle b = table_of_two();

	b.exhibits = family;
	b.exhibit_count = COUNT(family);
	b.order = family_order;
	b.order_count = COUNT(family_order);
	one_section[0].count = COUNT(family_order);
	return b;
}

Test(bundle_json_exhibits, what_came_out_of_which_is_read_back)
{
	const struct bdl_bundle b = family_table();
	struct bdl_bundle again;

	expect_same_again(&b, &again);
	cr_expect_eq(again.exhibits[2].inside->parent, 1);
	cr_expect_eq(again.exhibits[4].duplicate_of, 2);
	bdl_bundle_release(&again);
}

static const struct bend relations[] = {
	{"\"parent\": \"a.eml\"", "\"parent\": \"a.eml/b.eml/c.pdf\"", "parent"},
	{"\"parent\": \"a.eml\"", "\"parent\": \"a.eml/b.eml\"", "parent"},
	{"\"parent\": \"a.eml\"", "\"parent\": \"nowhere.eml\"", "parent"},
	{"\"parent\": \"a.eml\"", "\"parent\": \"d.pdf\"", "parent"},
	{"\"parent\": \"a.eml\"", "\"parent\": 1", "parent"},
	{"\"parent\": null", "\"parent\": \"a.eml/b.eml/c.pdf\"", "parent"},
	{"\"duplicate_of\": \"a.eml/b.eml/c.pdf\"", "\"duplicate_of\": \"d.pdf\"", "duplicate_of"},
	{"\"duplicate_of\": \"a.eml/b.eml/c.pdf\"", "\"duplicate_of\": \"e.pdf\"", "duplicate_of"},
	{"\"duplicate_of\": \"a.eml/b.eml/c.pdf\"", "\"duplicate_of\": \"f.pdf\"", "duplicate_of"},
	{"\"duplicate_of\": \"a.eml/b.eml/c.pdf\"", "\"duplicate_of\": true", "duplicate_of"},
	{"\"duplicate_of\": \"a.eml/b.eml/c.pdf\"", "\"duplicate_of\": \"a.eml\"", "duplicate_of"},
};

Test(bundle_json_exhibits, nothing_comes_out_of_itself_and_a_copy_is_a_copy_of_no_copy)
{
	const struct bdl_bundle b = family_table();

	family[0].sha256[0] = 1; /* other bytes than c.pdf and its copies */
	expect_bends_refused(&b, "\"exhibits\"", relations, COUNT(relations));
}

/* A name that is not UTF-8 is written readably where another document says what it is to it. */
Test(bundle_json_exhibits, a_copy_finds_its_original_where_two_names_read_the_same)
{
	struct bdl_bundle b = family_table(), again;

	family[1].path = "x\xE8.pdf";
	family[1].inside = NULL;
	family[2].path = "x\xE9.pdf";
	family[2].inside = NULL;
	family[3].path = "x\xEA.pdf";
	family[1].sha256[0] = family[4].sha256[0] = 1;
	family[4].duplicate_of = 1;
	expect_same_again(&b, &again);
	cr_expect_eq(again.exhibits[3].duplicate_of, 2);
	cr_expect_eq(again.exhibits[4].duplicate_of, 1);
	bdl_bundle_release(&again);
}

/* As deep as it goes, in both directions of the table: one walk serves all that it meets. */
Test(bundle_json_exhibits, a_long_chain_of_parents_takes_no_longer_than_its_rows)
{
	enum { DEPTH = 10000 };
	struct bdl_bundle b = table_of_two(), again;
	struct bdl_exhibit *rows = calloc(DEPTH, sizeof(*rows));
	struct bdl_inside *inside = calloc(DEPTH, sizeof(*inside));
	size_t *all = calloc(DEPTH, sizeof(*all));
	char(*names)[16] = calloc(DEPTH, sizeof(*names)), *text, *ring;
	struct bdl_error err;

	cr_assert(rows && inside && all && names);
	for (size_t i = 0; i < DEPTH; i++) {
		snprintf(names[i], sizeof(names[i]), "%zu", i);
		rows[i] = two_documents[0];
		rows[i].path = rows[i].name = names[i];
		rows[i].number = (unsigned)i + 1;
		inside[i].parent = i + 1;
		rows[i].inside = i + 1 < DEPTH ? &inside[i] : NULL;
		all[i] = i;
	}
	b.exhibits = rows;
	b.order = all;
	b.exhibit_count = b.order_count = one_section[0].count = DEPTH;
	text = written(&b);
	cr_expect_eq(read_text(text, &again, &err), 0, "%s", err.message);
	bdl_bundle_release(&again);
	ring = bent(text, "\"path\": \"9999\"", "\"parent\": null", "\"parent\": \"0\"");
	expect_refused(ring, "parent", "a ring of 10,000");
	free(ring);
	free(text);
	free(names);
	free(all);
	free(inside);
	free(rows);
}
