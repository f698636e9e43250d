/*
 * Mentions: a page says on which page a document inside it begins, and leads there; prove notices
 * when it does not.
 */
#include "binding.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const sections[] = {"Letters"};
static const struct sheet mail[] = {{.words = "mail", .mentions = true}};
static const struct sheet letter[] = {{.words = "letter"}, {.words = "its second page"}};
static const struct exhibit_plan plans[] = {
	{.title = "Mail", .sheets = mail, .count = 1},
	{.title = "Attached", .sheets = letter, .count = 2},
	{.title = "Of the folder", .sheets = letter, .count = 2},
};

static const struct bdl_inside in_mail = {.parent = 0}, second_in_mail = {.parent = 0, .nth = 1};

#define HEX (2 * BDL_MENTION_LENGTH + 3)

static void attach(struct binding *b)
{
	binding_init(b, plans, 3, sections);
	b->exhibits[1].inside = &in_mail;
}

/* The words, filled up, as they stand in the stream. */
static void hex_of(const char *words, char hex[HEX])
{
	char *at = hex;

	*at++ = '<';
	for (size_t i = 0; i < BDL_MENTION_LENGTH; i++, at += 2)
		snprintf(at, 3, "%02X", i < strlen(words) ? (unsigned)words[i] : 0x20u);
	snprintf(at, 2, ">");
}

static char *find(const struct binding *b, const char *words)
{
	size_t n = strlen(words);

	for (char *at = b->pdf; at + n <= b->pdf + b->length; at++)
		if (memcmp(at, words, n) == 0)
			return at;
	return NULL;
}

static char *find_words(const struct binding *b, const char *words)
{
	char hex[HEX];

	hex_of(words, hex);
	return find(b, hex);
}

static void expect_proven(struct binding *b, const char *finding)
{
	char *findings = binding_prove(b, b->pdf, b->length);

	if (finding)
		cr_expect_not_null(
			strstr(findings, finding), "wanted %s, found %s", finding, findings);
	else
		cr_expect_str_eq(findings, "");
	free(findings);
}

Test(mention, names_the_page_and_leads_there)
{
	struct binding b;
	char words[32], *out;
	int status;

	attach(&b);
	binding_must_bind(&b);
	snprintf(words, sizeof(words), "page %u", b.exhibits[1].first_page);
	cr_expect_not_null(find_words(&b, words));
	cr_expect_not_null(find_words(&b, "see the index"), "there is no second one");
	expect_proven(&b, NULL);
	out = binding_run(&b, "pdftotext $P - | grep -c 'page [0-9]\\|see the index'", &status);
	cr_expect_str_eq(out, "2\n");
	free(out);
	out = binding_run(&b, "qpdf --check $P", &status);
	cr_expect_eq(status, 0, "%s", out);
	free(out);
	binding_release(&b);
}

Test(mention, names_the_page_of_the_file_of_which_it_is_a_copy)
{
	struct binding b;
	char words[32];

	attach(&b);
	/* one more row, behind the first attachment: a copy, which is not bound */
	b.exhibits[3] = b.exhibits[2];
	b.exhibits[2] = (struct bdl_exhibit){.path = "mail/copy.pdf",
		.name = "mail/copy.pdf",
		.duplicate_of = 3,
		.inside = &second_in_mail};
	b.order[2] = 3;
	b.bundle.exhibit_count = b.drawn.stamp_count = 4;
	b.stamps[3] = b.stamps[2];
	binding_must_bind(&b);
	snprintf(words, sizeof(words), "page %u", b.exhibits[3].first_page);
	cr_expect_not_null(find_words(&b, words));
	cr_expect_null(find_words(&b, "see the index"));
	expect_proven(&b, NULL);
	binding_release(&b);
}

Test(mention, knows_a_document_by_its_place_in_its_carrier_though_the_one_before_is_left_out)
{
	struct binding b;
	char words[32];

	attach(&b);
	b.exhibits[1].inside = &second_in_mail;
	binding_must_bind(&b);
	snprintf(words, sizeof(words), "page %u", b.exhibits[1].first_page);
	cr_expect_not_null(find_words(&b, words));
	cr_expect_not_null(find_words(&b, "see the index"), "the first one is not here");
	expect_proven(&b, NULL);
	binding_release(&b);
}

Test(mention, leads_to_the_index_from_another_volume)
{
	struct binding b;

	attach(&b);
	b.exhibits[1].volume = 2;
	binding_must_bind(&b);
	cr_expect_null(find(&b, "<70616765"), "it has no page here");
	expect_proven(&b, NULL);
	binding_release(&b);
}

Test(mention, prove_notices_other_words_and_another_way)
{
	struct binding b;
	char words[32], *at;

	attach(&b);
	binding_must_bind(&b);
	snprintf(words, sizeof(words), "page %u", b.exhibits[1].first_page);
	at = find_words(&b, words);
	cr_assert_not_null(at);
	at[2 * strlen("page ") + 2]++; /* another digit */
	expect_proven(&b, "does not say where page");
	at[2 * strlen("page ") + 2]--;
	expect_proven(&b, NULL);
	at = find(&b, "/Rect [20 37 90 52] /Dest [");
	cr_assert_not_null(at);
	memcpy(at, "/Rect [20 37 90 52] /Desk [", 27);
	expect_proven(&b, "but does not lead there");
	binding_release(&b);
}

/* A link alone, as over the mark of a file that is attached to a page. */
static const struct sheet marked[] = {{.words = "marked", .marks = true}};

Test(mention, a_link_without_words_leads_there_too)
{
	static const struct exhibit_plan rows[] = {
		{.title = "Marked", .sheets = marked, .count = 1},
		{.title = "Attached", .sheets = letter, .count = 2},
	};
	struct binding b;
	char *at;

	binding_init(&b, rows, 2, sections);
	b.exhibits[1].inside = &in_mail;
	binding_must_bind(&b);
	expect_proven(&b, NULL);
	at = find(&b, "/Rect [20 37 90 52] /Dest [");
	cr_assert_not_null(at);
	memcpy(at, "/Rect [20 37 90 52] /Desk [", 27);
	expect_proven(&b, "but does not lead there");
	binding_release(&b);
}
