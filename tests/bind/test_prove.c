/* Prove can fail: whatever is changed in a bundle, or in what is claimed of it, is noticed. */
#include "bind/prove.h"
#include "binding.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const sections[] = {"Letters"};
static const struct sheet pages[] = {{.words = "one"}, {.rotate = 180, .words = "two"},
	{.flags = BDL_PAGE_DRAWN, .words = "three"}};
static const struct exhibit_plan plans[] = {
	{.title = "First letter", .sheets = pages, .count = 3, .with_links = true},
	{.title = "Second letter", .sheets = pages, .count = 2, .with_links = true},
};

static void bind_both(struct binding *b)
{
	binding_init(b, plans, 2, sections);
	binding_must_bind(b);
}

/* The nth place (from 0) of the words in the file. */
static char *find(const struct binding *b, const char *words, int nth)
{
	size_t n = strlen(words);

	for (char *at = b->pdf; at + n <= b->pdf + b->length; at++)
		if (memcmp(at, words, n) == 0 && nth-- == 0)
			return at;
	cr_assert_fail("the file does not hold %s", words);
	return NULL;
}

/* Each change keeps the length, so that nothing else is wrong. */
static const struct {
	const char *what, *from, *to;
	int nth;
	const char *finding;
} changes[] = {
	{"a wrong number", "(6) Tj", "(7) Tj", 0, "page 6: shows the number 7 instead of 6"},
	{"a number too far left", "540.608 24 Td (6)", "440.608 24 Td (6)", 0,
		"page 6: no number 6 at its place"},
	{"a number too high", "540.608 24 Td (5)", "540.608 94 Td (5)", 0,
		"page 5: no number 5 at its place"},
	{"a small number", "/BdlB 12 Tf 540.608 24 Td (5)", "/BdlB 02 Tf 540.608 24 Td (5)", 0,
		"page 5: no number 5"},
	{"a font that the page lacks", "/BdlB 12 Tf 540.608 24 Td (5)",
		"/BdlX 12 Tf 540.608 24 Td (5)", 0, "has no font"},
	{"a number upside down", "/Rotate 180", "/Rotate 360", 0,
		"page 6: its number is not upright"},
	{"a number on its side", "/Rotate 180", "/Rotate 270", 0,
		"page 6: its number is not upright"},
	{"a white number", "0 g\nBT /BdlB", "1 g\nBT /BdlB", 4, "page 5: its number is not black"},
	{"another size of page", "/MediaBox [0.000 0.000 595.280", "/MediaBox [0.000 0.000 612.280",
		0, "has another size"},
	{"another header", "(CMS reference 1212)", "(CMS reference 1213)", 0,
		"page 7: its header or foot says"},
	{"another page in the foot", "(page 2) Tj", "(page 3) Tj", 0,
		"page 7: its header or foot says"},
	{"an image in the stamp", "EMC\nQ", "X Do\n ", 0,
		"page 1: its last content stream holds an operator"},
	{"thumbnails", "/UseOutlines", "/UseThumbs  ", 0,
		"file: does not open with its bookmarks shown"},
	{"another zoom", "/XYZ null null 1]", "/XYZ null null 2]", 0,
		"file: does not open at page 1"},
	{"roman labels", "/Nums [0 << /S /D >>]", "/Nums [0 << /S /r >>]", 0,
		"page 1: its label is \"i\" instead of \"1\""},
	{"another language", "/Lang (en-GB)", "/Lang (de-DE)", 0,
		"file: does not say its language"},
	{"another title", "/Title <FEFF004D", "/Title <FEFF004E", 0, "file: its title is another"},
	{"another bookmark", "(2. Second letter [p.8])", "(3. Second letter [p.8])", 0,
		"bookmarks: another one"},
	{"an offset that is wrong", "0000000015 00000 n", "0000000016 00000 n", 0, "file: object"},
	{"an end that is missing", "%%EOF", "%%EOX", 0, "file: its beginning, its end"},
};

Test(prove, notices_every_change_to_the_file)
{
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		struct binding b;
		char *findings;

		bind_both(&b);
		memcpy(find(&b, changes[i].from, changes[i].nth), changes[i].to,
			strlen(changes[i].to));
		findings = binding_prove(&b, b.pdf, b.length);
		cr_expect(strstr(findings, changes[i].finding) != NULL, "%s: \"%s\"",
			changes[i].what, findings);
		free(findings);
		binding_release(&b);
	}
}

/* A volume of an exhibit to a witness statement, with all that can be stamped. */
static void bind_with_words(struct binding *b, enum bdl_number_side side, bool top)
{
	static unsigned main_pages[9];

	binding_init(b, plans, 2, sections);
	b->bundle.numbering = (struct bdl_numbering){.size = 12,
		.prefix = "App ",
		.of_total = true,
		.side = side,
		.top = top,
		.colour = BDL_NUMBER_RED};
	b->bundle.volume = 2;
	b->bundle.volume_count = 3;
	b->sections[0].mark = "AB1";
	b->sections[0].sheets = 1;
	for (unsigned i = 3; i < 9; i++)
		main_pages[i] = 120 + i;
	b->bundle.main_pages = main_pages;
	binding_must_bind(b);
}

/* Page 5 is the first of the exhibit; what stands beside its number is changed. */
static const struct {
	const char *what, *from, *to, *finding;
} other_words[] = {
	{"another volume", "(Volume 2 of 3)", "(Volume 1 of 3)",
		"page 1: beside its number stands \"Volume 1 of 3\""},
	{"another mark", "(AB1-1)", "(AB1-2)", "page 5: beside its number stands \"AB1-2\""},
	{"another page of the main bundle", "(Main bundle page 124)", "(Main bundle page 142)",
		"page 5: beside its number stands \"Main bundle page 142\""},
	{"another total", "(Page App 2/5 of 9)", "(Page App 2/5 of 8)",
		"page 5: shows the number Page App 2/5 of 8 instead of Page App 2/5 of 9"},
	{"another prefix", "(Page App 2/5 of 9)", "(Page Apx 2/5 of 9)",
		"page 5: shows the number Page Apx 2/5 of 9"},
	{"a small mark", "/BdlN 12 Tf", "/BdlN 02 Tf", "page 5: \"AB1-1\" is not at its place"},
	{"a white mark", "0 g\nBT /BdlN 12", "1 g\nBT /BdlN 12", "page 5: \"AB1-1\" is not black"},
	{"a black number", "0.7 0 0 rg", "0.0 0 0 rg", "page 1: its number is not red"},
	{"a paler number", "0.7 0 0 rg", "0.7 1 0 rg", "page 1: its number is not red"},
	{"another label", "/P (App 2/)", "/P (App 3/)",
		"page 1: its label is \"App 3/1\" instead of \"App 2/1\""},
	{"a smaller number", "/BdlB 12 Tf", "/BdlB 11 Tf", "page 1: no number Page App 2/1 of 9"},
};

Test(prove, notices_every_change_to_the_words_beside_the_number)
{
	for (size_t i = 0; i < sizeof(other_words) / sizeof(other_words[0]); i++) {
		struct binding b;
		char *findings;

		bind_with_words(&b, BDL_NUMBER_RIGHT, false);
		memcpy(find(&b, other_words[i].from, 0), other_words[i].to,
			strlen(other_words[i].to));
		findings = binding_prove(&b, b.pdf, b.length);
		cr_expect(strstr(findings, other_words[i].finding) != NULL, "%s: \"%s\"",
			other_words[i].what, findings);
		free(findings);
		binding_release(&b);
	}
}

Test(prove, finds_nothing_amiss_wherever_the_number_stands)
{
	for (unsigned i = 0; i < 6; i++) {
		struct binding b;
		char *findings;

		bind_with_words(&b, (enum bdl_number_side)(i % 3), i > 2);
		findings = binding_prove(&b, b.pdf, b.length);
		cr_expect_str_eq(findings, "", "place %u", i);
		free(findings);
		binding_release(&b);
	}
}

/* Both what is in the file and what is claimed of it are moved: the place is wrong all the same. */
Test(prove, knows_by_itself_where_numbers_are_and_that_words_do_not_overlap)
{
	struct binding b;
	char *at, *findings;

	bind_both(&b);
	memcpy(find(&b, "540.608 24 Td (5)", 0), "440.608 24 Td (5)", 17);
	at = strstr(b.claims.data, "number 5 bottom-right 540");
	cr_assert(at);
	at[strlen("number 5 bottom-right ")] = '4';
	findings = binding_prove(&b, b.pdf, b.length);
	cr_expect(strstr(findings, "page 5: no number 5 at its place"), "\"%s\"", findings);
	free(findings);
	binding_release(&b);

	/* the mark on top of the page of the main bundle */
	bind_with_words(&b, BDL_NUMBER_RIGHT, false);
	at = find(&b, "(Main bundle page 124)", 0);
	while (strncmp(at, "72 24 Td", 8) != 0)
		at--;
	memcpy(at, "24 24 Td", 8);
	at = find(&b, "(AB1-1)", 0);
	while (strncmp(at, " Tf ", 4) != 0)
		at--;
	at[4] = ' ';
	findings = binding_prove(&b, b.pdf, b.length);
	cr_expect(strstr(findings, "page 5: \"AB1-1\" lies on \"Main bundle page 124\""), "\"%s\"",
		findings);
	free(findings);
	binding_release(&b);
}

Test(prove, counts_labels_out_by_itself)
{
	static const struct {
		const char *from, *to, *finding;
	} faults[] = {
		{"/S /r", "/S /R", "page 2: its label is \"II\" instead of \"ii\""},
		{"/S /r", "/S /a", "page 2: its label is \"b\" instead of \"ii\""},
		{"3 << /P (A)", "4 << /P (A)", "page 4: its label is \"iv\" instead of \"A1\""},
		{"/P (A) /S /D", "/P (B) /S /D", "page 5: its label is \"B2\" instead of \"A2\""},
		{"/P (A) /S /D", "/P (A) /X /D", "page 5: its label is \"A\" instead of \"A2\""},
		{"/PageLabels", "/PageLabelz", "page 4: its label is \"4\" instead of \"A1\""},
	};

	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct binding b;
		char *findings;

		binding_init(&b, plans, 2, sections);
		b.bundle.numbering.by_section = true;
		binding_must_bind(&b);
		findings = binding_prove(&b, b.pdf, b.length);
		cr_expect_str_eq(findings, "");
		free(findings);
		memcpy(find(&b, faults[i].from, 0), faults[i].to, strlen(faults[i].to));
		findings = binding_prove(&b, b.pdf, b.length);
		cr_expect(strstr(findings, faults[i].finding), "\"%s\"", findings);
		free(findings);
		binding_release(&b);
	}
}

/*
 * The object of a page, from the claim that its number links to the index: the /P of its last
 * annotation.
 */
static unsigned page_object(const struct binding *b, unsigned page)
{
	char wanted[64];
	const char *at;
	unsigned object = 0;

	snprintf(wanted, sizeof(wanted), "(%u) Tj ET\nEMC", page);
	at = find(b, wanted, 0);
	/* the page's links are written before its stamp */
	while (strncmp(at, "/P ", 3) != 0)
		at--;
	cr_assert_eq(sscanf(at, "/P %u 0 R", &object), 1);
	return object;
}

static void expect_finding(struct binding *b, const char *finding)
{
	char *findings = binding_prove(b, b->pdf, b->length);

	cr_expect(strstr(findings, finding) != NULL, "\"%s\" is not in \"%s\"", finding, findings);
	free(findings);
}

static void swap_object(char *at, unsigned from, unsigned to)
{
	char old[16], new[16];

	snprintf(old, sizeof(old), "%u 0 R", from);
	snprintf(new, sizeof(new), "%u 0 R", to);
	cr_assert_eq(strlen(old), strlen(new));
	while (memcmp(at, old, strlen(old)) != 0)
		at++;
	memcpy(at, new, strlen(new));
}

Test(prove, notices_a_link_that_leads_to_the_next_page)
{
	struct binding b;
	unsigned five, six;

	bind_both(&b);
	five = page_object(&b, 5);
	six = page_object(&b, 6);
	/* the first link of the file is that of the index's first row, or the cover's number */
	swap_object(find(&b, "/Rect [72 680 547 699]", 0), five, six);
	expect_finding(&b, "page 2: its link at 72, 680 does not lead to page 5");
	binding_release(&b);
}

Test(prove, notices_a_link_that_lies_elsewhere)
{
	struct binding b;

	bind_both(&b);
	memcpy(find(&b, "/Rect [72 680 547 699]", 0), "/Rect [72 580 547 599]", 22);
	expect_finding(&b, "page 2: has no link at 72, 680 to page 5");
	binding_release(&b);
}

Test(prove, notices_a_bookmark_that_leads_to_the_next_page)
{
	struct binding b;

	bind_both(&b);
	swap_object(find(&b, "(1. First letter [p.5])", 0), page_object(&b, 5), page_object(&b, 6));
	expect_finding(&b, "leads to page 6 instead of 5");
	binding_release(&b);
}

Test(prove, notices_two_pages_that_were_exchanged)
{
	struct binding b;
	unsigned five, six;
	char *kids;

	bind_both(&b);
	five = page_object(&b, 5);
	six = page_object(&b, 6);
	kids = find(&b, "/Kids [", 0);
	swap_object(kids, six, 999 < six ? 1000 : six > 99 ? 100 : 10);
	swap_object(kids, five, six);
	swap_object(kids, 999 < six ? 1000 : six > 99 ? 100 : 10, five);
	expect_finding(&b, "page 5: shows the number 6 instead of 5");
	expect_finding(&b, "page 6: shows the number 5 instead of 6");
	binding_release(&b);
}

Test(prove, notices_a_page_that_is_missing)
{
	struct binding b;
	char *kids;

	bind_both(&b);
	kids = find(&b, "/Count 9 /Kids [", 0);
	memcpy(kids, "/Count 8 /Kids [", 16);
	for (kids = strchr(kids, ']') - 3; *kids != 'R'; kids--)
		*kids = ' ';
	kids = strchr(kids, ']') - 2;
	*kids = ' ';
	expect_finding(&b, "file: has 8 pages instead of 9");
	binding_release(&b);
}

Test(prove, notices_a_bookmark_that_is_missing)
{
	struct binding b;
	char *next;

	bind_both(&b);
	next = find(&b, "/Title (Cover [p.1])", 0);
	next = strstr(next, "/Next");
	memcpy(next, "/Nope", 5);
	expect_finding(&b, "bookmarks: \"Index [p.2]\" is missing");
	binding_release(&b);
}

/*
 * Every number and every title of the claims, one after another, is made another one: there must be
 * a finding each time, so there is no claim that is not looked at.
 */
/* verb: only claims of that kind; NULL: all. */
static size_t bend_claims(struct binding *b, const char *verb)
{
	const char *line = b->claims.data;
	size_t tried = 0;

	for (char *at = strchr(b->claims.data, '\n') + 1; *at; at++) {
		char kept = *at, *findings;
		struct bdl_buffer said = BDL_BUFFER_INIT;
		struct bdl_error err = {0};
		int rc;

		if (at[-1] == '\n')
			line = at;
		if (at[-1] != ' ' || *at == '-' || (verb && strncmp(line, verb, strlen(verb)) != 0))
			continue;
		*at = kept == '9' || kept == 'o' ? '8' : (char)(kept + 1);
		rc = bdl_prove(b->pdf, b->length, b->claims.data, b->claims.length, &said, &err);
		findings = bdl_buffer_take(&said);
		cr_expect(rc < 0 || (findings && *findings), "claims from \"%.40s\" on", at - 1);
		free(findings);
		*at = kept;
		tried++;
	}
	return tried;
}

Test(prove, looks_at_every_claim)
{
	struct binding b;

	bind_both(&b);
	cr_expect_gt(bend_claims(&b, NULL), 150);
	binding_release(&b);
	bind_with_words(&b, BDL_NUMBER_CENTRE, false);
	cr_expect_gt(bend_claims(&b, "beside "), 50);
	cr_expect_gt(bend_claims(&b, "number 5"), 5);
	cr_expect_gt(bend_claims(&b, "label 5"), 1);
	binding_release(&b);
}

Test(prove, says_no_more_than_a_hundred_lines)
{
	static struct sheet many[60];
	struct exhibit_plan crowd[4];
	struct binding b;
	char *findings;
	unsigned lines = 0;

	for (size_t i = 0; i < 4; i++)
		crowd[i] = (struct exhibit_plan){.title = "Crowd", .sheets = many, .count = 60};
	binding_init(&b, crowd, 4, sections);
	binding_must_bind(&b);
	for (char *at = b.pdf; at + 8 < b.pdf + b.length; at++)
		if (memcmp(at, " 24 Td (", 8) == 0)
			at[1] = '3';
	findings = binding_prove(&b, b.pdf, b.length);
	for (const char *c = findings; *c; c++)
		lines += *c == '\n';
	cr_expect_eq(lines, 100);
	free(findings);
	binding_release(&b);
}

Test(prove, survives_a_file_cut_at_any_length)
{
	struct binding b;

	bind_both(&b);
	for (size_t length = 0; length < b.length; length += 37) {
		char *copy = malloc(length + 1), *findings;

		memcpy(copy, b.pdf, length);
		findings = binding_prove(&b, copy, length);
		cr_expect(*findings, "cut at %zu", length);
		free(findings);
		free(copy);
	}
	binding_release(&b);
}

Test(prove, survives_bytes_that_were_changed)
{
	struct binding b;
	uint32_t seed = 20230522;

	bind_both(&b);
	for (int i = 0; i < 1500; i++) {
		seed = seed * 1664525u + 1013904223u;
		size_t at = seed % b.length;
		char kept = b.pdf[at];

		b.pdf[at] = (char)(kept ^ (1 << (seed >> 29)));
		free(binding_prove(&b, b.pdf, b.length));
		b.pdf[at] = kept;
	}
	binding_release(&b);
}

Test(prove, a_tree_of_pages_that_can_be_understood_in_two_ways_is_refused)
{
	static const struct {
		const char *from, *to, *finding;
	} trees[] = {
		{"/Count 9 /Kids [", "/Count 7 /Kids [", "its pages cannot be found"},
		{"/Type /Pages", "/Type /Page ", "its pages cannot be found"},
		{"<< /Type /Page /Parent", "<< /Type /Pagx /Parent", "is no page"},
		{"/Annots", "/Kids  ", "is no page"},
	};

	for (size_t i = 0; i < sizeof(trees) / sizeof(trees[0]); i++) {
		struct binding b;

		bind_both(&b);
		memcpy(find(&b, trees[i].from, 0), trees[i].to, strlen(trees[i].to));
		expect_finding(&b, trees[i].finding);
		binding_release(&b);
	}
}

Test(prove, a_page_that_is_another_one_once_more_is_found)
{
	struct binding b;

	bind_both(&b);
	swap_object(find(&b, "/Kids [", 0), page_object(&b, 6), page_object(&b, 5));
	expect_finding(&b, "page 6: is page 5 once more");
	binding_release(&b);
}

/* How often the words stand in the text. */
static unsigned times(const char *text, const char *words)
{
	unsigned n = 0;

	for (; (text = strstr(text, words)); text++)
		n++;
	return n;
}

/* The findings of all shares, one after another. */
static char *prove_shares(struct binding *b, unsigned of, unsigned *looked_at)
{
	struct bdl_buffer share = BDL_BUFFER_INIT, findings = BDL_BUFFER_INIT;
	struct bdl_error err = {0};

	bdl_buffer_text(&findings, "");
	for (unsigned i = 0; i < of; i++) {
		struct bdl_claims_share s =
			bdl_claims_share(b->claims.data, b->claims.length, i, of);

		if (s.from == s.to)
			continue;
		bdl_buffer_clear(&share);
		bdl_buffer_add(&share, b->claims.data, s.head);
		bdl_buffer_add(&share, b->claims.data + s.from, s.to - s.from);
		bdl_buffer_text(&share, "");
		*looked_at += times(share.data, "\npage ");
		cr_assert_eq(
			bdl_prove(b->pdf, b->length, share.data, share.length, &findings, &err), 0,
			"share %u of %u: %s", i, of, err.message);
	}
	bdl_buffer_release(&share);
	return bdl_buffer_take(&findings);
}

Test(prove, in_shares_looks_at_every_claim_once)
{
	for (unsigned of = 1; of < 20; of++) {
		struct binding b;
		unsigned pages_looked_at = 0;
		char *findings, *next;

		bind_both(&b);
		findings = prove_shares(&b, of, &pages_looked_at);
		cr_expect_str_eq(findings, "", "%u shares %s", of, findings);
		cr_expect_eq(pages_looked_at, 9, "%u shares look at %u pages", of, pages_looked_at);
		free(findings);
		next = strstr(find(&b, "/Title (Cover [p.1])", 0), "/Next");
		memcpy(next, "/Nope", 5);
		findings = prove_shares(&b, of, &pages_looked_at);
		cr_expect_eq(times(findings, "bookmarks: \"Index [p.2]\" is missing"), 1,
			"%u shares: %s", of, findings);
		free(findings);
		binding_release(&b);
	}
}

/* More pages than prove looks at before it opens the file anew, and more bookmarks behind them. */
Test(prove, a_long_bundle_is_proven_to_its_end)
{
	static struct sheet many[64];
	struct exhibit_plan crowd[BINDING_EXHIBITS];
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct bdl_error err = {0};
	struct binding b;
	char *said;
	int fd;

	for (size_t i = 0; i < BINDING_EXHIBITS; i++)
		crowd[i] = (struct exhibit_plan){.title = "Crowd", .sheets = many, .count = 64};
	binding_init(&b, crowd, BINDING_EXHIBITS, sections);
	binding_must_bind(&b);
	fd = binding_part(&b, "mapped");
	cr_assert_eq(write(fd, b.pdf, b.length), (ssize_t)b.length);
	cr_assert_eq(bdl_prove_file(fd, b.claims.data, b.claims.length, &findings, &err), 0);
	cr_expect_eq(findings.length, 0, "%s", bdl_buffer_string(&findings));
	close(fd);
	memcpy(find(&b, "(2052) Tj", 0), "(2053) Tj", 9);
	memcpy(find(&b, "(32. Crowd [p.1989])", 0), "(31. Crowd [p.1989])", 20);
	said = binding_prove(&b, b.pdf, b.length);
	cr_expect(strstr(said, "page 2052: shows the number 2053"), "%s", said);
	cr_expect(strstr(said, "bookmarks: another one"), "%s", said);
	cr_expect_eq(times(said, "\n"), 2, "%s", said);
	free(said);
	binding_release(&b);
}
