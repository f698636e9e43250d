/* Bind as a whole: what it writes is a sound PDF in which everything leads where it should. */
#include "binding.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const sections[] = {"Decisions, and Gesch\xC3\xA4"
				       "fte",
	"Letters"};

static const struct sheet three[] = {{.words = "one"}, {.words = "two"}, {.words = "three"}};
static const struct sheet turned[] = {
	{.rotate = 90, .words = "turned 90"},
	{.rotate = 180, .words = "turned 180"},
	{.rotate = 270, .words = "turned 270"},
	{.media = {0, 0, 1000, 1200}, .crop = {100, 150, 695, 992}, .words = "cropped"},
	{.media = {0, 0, 1000, 1200},
		.crop = {100, 150, 695, 992},
		.rotate = 90,
		.words = "cropped and turned"},
	{.media = {-300, -400, 295.28, 441.89}, .words = "moved"},
	{.media = {0, 0, 297.64, 420.945}, .unit = 2, .words = "unit 2"},
	{.media = {0, 0, 2976.4, 4209.45}, .unit = 0.2, .rotate = 270, .words = "unit 0.2"},
	{.media = {0, 0, 40, 30}, .words = "tiny"},
	{.media = {0, 0, 8, 200}, .words = "narrow"},
	{.media = {0, 0, 841.89, 595.28}, .words = "landscape"},
};
static const struct sheet drawn[] = {
	{.flags = BDL_PAGE_DRAWN, .words = "log"}, {.flags = BDL_PAGE_DRAWN, .words = "log 2"}};

static const struct exhibit_plan plans[] = {
	{.title = "Calculation decision",
		.sheets = three,
		.count = 3,
		.with_links = true,
		.with_layers = true},
	{.title = "Voicemail",
		.count = 0,
		.date = {.precision = BDL_TO_MONTH, .day = {2023, 2, 0}}},
	{.title = "\xC5\xBB\xC3\xB3\xC5\x82\xC4\x87 \xF0\x9F\x98\x80",
		.sheets = turned,
		.count = 11,
		.section = 1,
		.date = {.precision = BDL_TO_DAY, .day = {2023, 2, 10}},
		.with_field = true},
	{.title = "Call log", .sheets = drawn, .count = 2, .section = 1},
	{.title = "Form",
		.sheets = three,
		.count = 2,
		.section = 1,
		.with_field = true,
		.with_layers = true},
};

static void bind_all(struct binding *b)
{
	binding_init(b, plans, sizeof(plans) / sizeof(plans[0]), sections);
	binding_must_bind(b);
}

Test(bind, writes_a_file_that_qpdf_finds_sound)
{
	struct binding b;
	int status;
	char *said;

	bind_all(&b);
	said = binding_run(&b, "qpdf --check \"$P\"", &status);
	cr_expect_eq(status, 0, "%s", said);
	cr_expect(strstr(said, "No syntax or stream encoding errors found") != NULL, "%s", said);
	cr_expect(strstr(said, "WARNING") == NULL, "%s", said);
	free(said);
	binding_release(&b);
}

Test(bind, keeps_every_claim)
{
	struct binding b;
	char *findings;

	bind_all(&b);
	findings = binding_prove(&b, b.pdf, b.length);
	cr_expect_str_empty(findings, "%s", findings);
	free(findings);
	binding_release(&b);
}

Test(bind, is_the_same_twice)
{
	struct binding b, c;

	bind_all(&b);
	bind_all(&c);
	cr_assert_eq(b.length, c.length);
	cr_expect_arr_eq(b.pdf, c.pdf, b.length);
	binding_release(&b);
	binding_release(&c);
}

/*
 * Where the right and the bottom edge of each turned page (from page 10 on) are, as poppler
 * measures: from the upper left corner of the turned MediaBox, in user units. On the two small
 * pages the number need only lie inside.
 */
static const struct {
	double right, bottom, unit;
	bool small;
} edges[] = {
	{841.89, 595.28, 1, false},
	{595.28, 841.89, 1, false},
	{841.89, 595.28, 1, false},
	{695, 1200 - 150, 1, false},
	{992, 695, 1, false},
	{595.28, 841.89, 1, false},
	{297.64, 420.945, 2, false},
	{4209.45, 2976.4, 0.2, false},
	{40, 30, 1, true},
	{8, 200, 1, true},
	{841.89, 595.28, 1, false},
};

/* The box of the word `number` on the page whose text begins at `at`. */
static void find_word(const char *at, unsigned number, double box[4])
{
	const char *next = strstr(at + 1, "<page "), *word;
	char wanted[40];

	snprintf(wanted, sizeof(wanted), "\">%u</word>", number);
	word = strstr(at, wanted);
	cr_assert(word && (!next || word < next), "page %u does not show its number", number);
	while (strncmp(word, "<word", 5) != 0)
		word--;
	cr_assert_eq(sscanf(word, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
			     &box[0], &box[1], &box[2], &box[3]),
		4);
}

Test(bind, prints_each_page_number_upright_in_its_corner)
{
	struct binding b;
	char *text;
	unsigned page = 0;

	bind_all(&b);
	text = binding_run(&b, "pdftotext -bbox \"$P\" -", NULL);
	for (const char *at = strstr(text, "<page "); at; at = strstr(at + 1, "<page ")) {
		double right = 595.28, bottom = 841.89, unit = 1, box[4];

		find_word(at, ++page, box);
		if (page >= 10 && page <= 20) {
			right = edges[page - 10].right;
			bottom = edges[page - 10].bottom;
			unit = edges[page - 10].unit;
		}
		if (page >= 10 && page <= 20 && edges[page - 10].small) {
			cr_expect(box[0] >= 0 && box[2] <= right && box[1] >= -1 &&
					  box[3] <= bottom + 1,
				"page %u", page);
			continue;
		}
		cr_expect_float_eq(
			(right - box[2]) * unit, 48, 0.1, "page %u ends at %f", page, box[2]);
		cr_expect((bottom - box[3]) * unit < 24 && (bottom - box[1]) * unit > 24 + 8,
			"page %u stands at %f", page, box[1]);
		cr_expect_float_eq(
			(box[2] - box[0]) * unit, page < 10 ? 6.672 : 13.344, 0.1, "page %u", page);
	}
	cr_expect_eq(page, b.bundle.pages);
	free(text);
	binding_release(&b);
}

Test(bind, gives_drawn_pages_a_header_and_a_foot)
{
	struct binding b;
	char *text;

	bind_all(&b);
	/* 3 front, 1 section, 3 + 1 pages, 1 section, 11 pages: the log begins on page 21 */
	text = binding_run(&b, "pdftotext -f 21 -l 21 -layout \"$P\" -", NULL);
	cr_expect(strstr(text, "1. Call log (3 \\ calls)") != NULL, "%s", text);
	cr_expect(strstr(text, "CMS reference 1212") != NULL, "%s", text);
	cr_expect(strstr(text, "Index: page 2") != NULL, "%s", text);
	free(text);
	text = binding_run(&b, "pdftotext -f 23 -l 23 -layout \"$P\" -", NULL);
	cr_expect(strstr(text, "Index:") == NULL, "%s", text);
	free(text);
	binding_release(&b);
}

static bool outline_holds(const char *json, const char *title)
{
	return strstr(json, title) != NULL;
}

Test(bind, nests_the_sources_bookmarks_below_its_own)
{
	struct binding b;
	char *json;

	bind_all(&b);
	json = binding_run(&b, "qpdf --json --json-key=outlines \"$P\"", NULL);
	cr_expect(outline_holds(json, "\"title\": \"Cover [p.1]\""));
	cr_expect(outline_holds(json, "\"title\": \"Chronology [p.3]\""));
	cr_expect(outline_holds(json, "\"title\": \"A  Decisions, and Gesch\xC3\xA4"
				      "fte [p.4]\""));
	cr_expect(outline_holds(json, "\"title\": \"1. Calculation decision [p.5]\""));
	cr_expect(outline_holds(json, "\"title\": \"2. Voicemail, Feb 2023 [p.8]\""));
	cr_expect(outline_holds(json, "\"title\": \"3. \xC5\xBB\xC3\xB3\xC5\x82\xC4\x87 "
				      "\xF0\x9F\x98\x80, 10 Feb 2023 [p.10]\""));
	cr_expect(outline_holds(json, "\"title\": \"Last page \xE2\x82\xAC\""));
	cr_expect(outline_holds(json, "\"title\": \"Below (it)\""), "%s", json);
	free(json);
	binding_release(&b);
}

Test(bind, keeps_equal_field_names_of_two_documents_apart)
{
	struct binding b;
	char *json;

	bind_all(&b);
	json = binding_run(&b, "qpdf --json --json-key=acroform \"$P\"", NULL);
	cr_expect(strstr(json, "\"fullname\": \"part 2.name\"") != NULL, "%s", json);
	cr_expect(strstr(json, "\"fullname\": \"part 4.name\"") != NULL, "%s", json);
	free(json);
	binding_release(&b);
}

Test(bind, lists_all_layers_and_hides_those_that_were_hidden)
{
	struct binding b;
	const char *layers, *off;

	bind_all(&b);
	layers = strstr(b.pdf, "/OCGs [");
	cr_assert(layers);
	off = strstr(layers, "/OFF [");
	cr_assert(off);
	unsigned one, two, three_, four;
	cr_expect_eq(
		sscanf(layers, "/OCGs [%u 0 R %u 0 R %u 0 R %u 0 R ]", &one, &two, &three_, &four),
		4);
	char wanted[64];
	snprintf(wanted, sizeof(wanted), "/OFF [%u 0 R %u 0 R ]", two, four);
	cr_expect_eq(strncmp(off, wanted, strlen(wanted)), 0, "%.60s", off);
	binding_release(&b);
}

/* The search over the bytes is possible because bind compresses nothing of its own. */
static const char *find_bytes(const struct binding *b, const char *words)
{
	for (const char *at = b->pdf; at < b->pdf + b->length - strlen(words); at++)
		if (memcmp(at, words, strlen(words)) == 0)
			return at;
	return NULL;
}

Test(bind, opens_at_full_size_with_bookmarks_and_labels)
{
	struct binding b;

	bind_all(&b);
	cr_expect(find_bytes(&b, "/PageMode /UseOutlines"));
	cr_expect(find_bytes(&b, "/DisplayDocTitle true"));
	cr_expect(find_bytes(&b, "/PageLabels << /Nums [0 << /S /D >>] >>"));
	cr_expect(find_bytes(&b, "/XYZ null null 1]"));
	cr_expect(find_bytes(&b, "/Lang (en-GB)"));
	cr_expect(find_bytes(&b, "/CreationDate (D:20230522000000Z)"));
	cr_expect(find_bytes(&b, "/Producer (bundle "));
	binding_release(&b);
}

Test(bind, makes_a_tree_of_pages_for_many)
{
	static struct sheet many[60];
	struct exhibit_plan crowd[20];
	struct binding b;
	char *findings;
	int status;

	for (size_t i = 0; i < 60; i++)
		many[i].words = "many";
	for (size_t i = 0; i < 20; i++)
		crowd[i] = (struct exhibit_plan){.title = "Crowd", .sheets = many, .count = 60};
	binding_init(&b, crowd, 20, sections);
	binding_must_bind(&b);
	findings = binding_prove(&b, b.pdf, b.length);
	cr_expect_str_empty(findings, "%s", findings);
	free(findings);
	findings = binding_run(&b, "qpdf --check \"$P\"", &status);
	cr_expect_eq(status, 0, "%s", findings);
	free(findings);
	binding_release(&b);
}

static void note_progress(void *data, size_t done, size_t total)
{
	size_t *seen = data;

	cr_expect_eq(done, seen[0], "one after another");
	seen[0] = done + 1;
	seen[1] = total;
}

Test(bind, tells_of_its_progress)
{
	struct binding b;
	struct bdl_error err = {0};
	size_t seen[2] = {0, 0};

	binding_init(&b, plans, 5, sections);
	b.input.progress = note_progress;
	b.input.progress_data = seen;
	cr_assert_eq(binding_bind(&b, &err), 0, "%s", err.message);
	cr_expect_eq(seen[0], 5);
	cr_expect_eq(seen[1], 4, "one of the five is not shown");
	binding_release(&b);
}

Test(bind, refuses_a_plan_with_a_page_that_belongs_to_nobody)
{
	struct binding b;
	struct bdl_error err = {0};

	binding_init(&b, plans, 3, sections);
	b.bundle.pages++;
	cr_expect_eq(binding_bind(&b, &err), -1);
	cr_expect_eq(err.code, BDL_EINTERNAL);
	binding_release(&b);
}

Test(bind, refuses_a_plan_in_which_two_want_the_same_page)
{
	struct binding b;
	struct bdl_error err = {0};

	binding_init(&b, plans, 3, sections);
	b.exhibits[2].first_page--;
	cr_expect_eq(binding_bind(&b, &err), -1);
	cr_expect_eq(err.code, BDL_EINTERNAL);
	binding_release(&b);
}

Test(bind, names_the_exhibit_whose_part_has_another_number_of_pages)
{
	struct binding b;
	struct bdl_error err = {0};

	binding_init(&b, plans, 5, sections);
	b.exhibits[0].part = b.exhibits[4].part;
	cr_expect_eq(binding_bind(&b, &err), -1);
	cr_expect_eq(err.code, BDL_EFORMAT);
	cr_expect_str_eq(err.path, "Calculation decision");
	binding_release(&b);
}
