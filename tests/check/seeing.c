/* Seeing: see seeing.h. */
#include "seeing.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const double WIDTH = 595.28, HEIGHT = 841.89, SIZE = 12, LETTER = 0.5;

static void *need(void *p)
{
	cr_assert_not_null(p, "out of memory");
	return p;
}

void seeing_init(struct seeing *s, unsigned pages)
{
	memset(s, 0, sizeof(*s));
	s->seen.arena = (struct bdl_arena)BDL_ARENA_INIT;
	s->seen.name = "Ms A and CMS Bundle 2023-05-22.pdf";
	s->seen.size = 1000;
	s->seen.starts_right = s->seen.ends_right = true;
	s->seen.title = "Ms A and the Child Maintenance Service";
	s->seen.language = "en-GB";
	s->seen.page_mode = "UseOutlines";
	s->seen.page_count = pages;
	s->seen.pages = need(bdl_arena_alloc(&s->seen.arena, pages * sizeof(*s->seen.pages)));
	for (unsigned i = 0; i < pages; i++)
		s->seen.pages[i] =
			(struct bdl_seen_page){.width = WIDTH, .height = HEIGHT, .unit = 1};
	bdl_bundle_init(&s->table);
}

void seeing_release(struct seeing *s)
{
	bdl_verdicts_release(&s->verdicts);
	bdl_arena_release(&s->seen.arena);
	bdl_bundle_release(&s->table);
}

static double width_of(const char *word, size_t bytes, double size)
{
	return (double)(word ? bytes : 0) * size * LETTER;
}

static void add_word(struct seeing *s, unsigned page, double x, double y, double size,
	const char *word, size_t bytes)
{
	struct bdl_seen_page *p = &s->seen.pages[page - 1];
	struct bdl_seen_word *w =
		need(bdl_arena_grow(&s->seen.arena, p->words, p->word_count, sizeof(*w)));

	p->words = w;
	w[p->word_count++] = (struct bdl_seen_word){.left = x,
		.right = x + width_of(word, bytes, size),
		.bottom = HEIGHT - y - 0.2 * size,
		.top = HEIGHT - y + 0.9 * size,
		.text = need(bdl_arena_bytes(&s->seen.arena, word, bytes))};
}

static void add_words(
	struct seeing *s, unsigned page, double x, double y, double size, const char *words)
{
	while (*words) {
		size_t n = strcspn(words, " ");

		if (n)
			add_word(s, page, x, y, size, words, n);
		x += width_of(words, n, size) + 0.28 * size;
		words += n + (words[n] == ' ');
	}
}

void see(struct seeing *s, unsigned page, double x, double y, const char *words)
{
	add_words(s, page, x, y, SIZE, words);
}

void see_title(struct seeing *s, unsigned page, double y, const char *words)
{
	add_words(s, page, 72, y, 24, words);
}

void see_to(struct seeing *s, unsigned page, double x, double y, const char *words)
{
	size_t letters = 0, spaces = 0;

	for (const char *c = words; *c; c++)
		*c == ' ' ? spaces++ : letters++;
	see(s, page, x - (double)letters * SIZE * LETTER - (double)spaces * 0.28 * SIZE, y, words);
}

void see_numbers(struct seeing *s, const char *prefix)
{
	for (unsigned page = 1; page <= s->seen.page_count; page++) {
		char number[40];

		snprintf(number, sizeof(number), "%s%u", prefix, page);
		see_to(s, page, 547.28, 817.89, number);
	}
}

struct bdl_seen_link *see_link(
	struct seeing *s, unsigned page, double left, double y, double right, unsigned to)
{
	struct bdl_seen_page *p = &s->seen.pages[page - 1];
	struct bdl_seen_link *l =
		need(bdl_arena_grow(&s->seen.arena, p->links, p->link_count, sizeof(*l)));

	p->links = l;
	l += p->link_count++;
	*l = (struct bdl_seen_link){.left = left,
		.right = right,
		.bottom = HEIGHT - y - 6,
		.top = HEIGHT - y + 14,
		.to = {.kind = to ? BDL_TARGET_PAGE : BDL_TARGET_DEAD,
			.page = to,
			.fit = "XYZ",
			.left = NAN,
			.top = NAN}};
	return l;
}

void see_bookmark(struct seeing *s, unsigned depth, const char *title, unsigned to)
{
	struct bdl_seen_bookmark *m = need(bdl_arena_grow(
		&s->seen.arena, s->seen.bookmarks, s->seen.bookmark_count, sizeof(*m)));

	s->seen.bookmarks = m;
	m[s->seen.bookmark_count++] = (struct bdl_seen_bookmark){.depth = depth,
		.title = need(bdl_arena_string(&s->seen.arena, title)),
		.to = {.kind = to ? BDL_TARGET_PAGE : BDL_TARGET_DEAD,
			.page = to,
			.fit = "XYZ",
			.left = NAN,
			.top = NAN}};
}

void see_row(struct seeing *s, unsigned page, double y, unsigned number, const char *title,
	const char *date, const char *label, unsigned link)
{
	char text[20];

	snprintf(text, sizeof(text), "%u", number);
	if (number)
		see_to(s, page, 94, y, text);
	see(s, page, number ? 106 : 72, y, title);
	see(s, page, 394, y, date);
	see_to(s, page, 547.28, y, label);
	if (link)
		see_link(s, page, 70, y, 549, link);
}

/* ---- a whole bundle ---- */

static const char *const titles[] = {
	"Letter from the CMS", "Call log of Mr R", "Photograph of the house"};
static const char *const dates[] = {"10 February 2023", "3 March 2023", "8 January 2023"};
static const struct bdl_day days[] = {{2023, 2, 10}, {2023, 3, 3}, {2023, 1, 8}};

static void see_cover(struct seeing *s)
{
	see(s, 1, 72, 80, "Evidence bundle");
	see_title(s, 1, 116, "Ms A and the Child");
	see_title(s, 1, 150, "Maintenance Service");
	see(s, 1, 72, 220, "For The Independent Case Examiner");
	see(s, 1, 72, 240, "CMS reference 1212 1212 1212");
	see(s, 1, 72, 260, "National Insurance no. QQ 12 34 56 C");
	see(s, 1, 72, 280, "Made on 22 May 2023");
	see(s, 1, 72, 300, "In this bundle 3 documents, 9 pages");
	see(s, 1, 72, 700, "0101 0101 0101 0101 0101 0101 0101 0101");
	see(s, 1, 72, 715, "0101 0101 0101 0101 0101 0101 0101 0101");
}

static void see_index(struct seeing *s)
{
	see_title(s, 2, 84, "Index");
	see(s, 2, 72, 120, "No. Document");
	see(s, 2, 394, 120, "Date");
	see_to(s, 2, 547.28, 120, "Page");
	see_row(s, 2, 160, 0, "A Letters and calls", "", "4", 4);
	see_row(s, 2, 185, 1, titles[0], dates[0], "5", 5);
	see_row(s, 2, 206, 2, titles[1], dates[1], "7", 7);
	see_row(s, 2, 250, 0, "B Photographs", "", "8", 8);
	see_row(s, 2, 275, 3, titles[2], dates[2], "9", 9);
}

static void see_event(struct seeing *s, double y, const char *date, const char *event,
	const char *source, unsigned link)
{
	see(s, 3, 72, y, date);
	see(s, 3, 230, y, event);
	see(s, 3, 482, y, source);
	see_link(s, 3, 70, y, 549, link);
}

static void see_chronology(struct seeing *s)
{
	see_title(s, 3, 84, "Chronology");
	see(s, 3, 72, 120, "Date");
	see(s, 3, 230, 120, "Event");
	see(s, 3, 482, 120, "Source");
	see_event(s, 160, dates[2], "Photograph of the house.", "page 9", 9);
	see_event(s, 185, dates[0], "Letter from the CMS.", "page 5", 5);
	see_event(s, 206, dates[1], "Call log of Mr R.", "page 7", 7);
}

static void see_documents(struct seeing *s)
{
	see_title(s, 4, 186, "Letters and calls");
	see_title(s, 8, 186, "Photographs");
	see(s, 5, 72, 100, "Dear Ms A we have looked at your complaint");
	see(s, 6, 72, 100, "and this is the second page of our letter");
	see(s, 7, 72, 100, "Calls of Mr R to the Child Maintenance Service");
	for (unsigned page = 4; page <= 9; page++)
		see_link(s, page, 500, 817.89, 549, 2);
	see_bookmark(s, 0, "Cover [p.1]", 1);
	see_bookmark(s, 0, "Index [p.2]", 2);
	see_bookmark(s, 0, "Chronology [p.3]", 3);
	see_bookmark(s, 0, "A Letters and calls [p.4]", 4);
	see_bookmark(s, 1, "1. Letter from the CMS [p.5]", 5);
	see_bookmark(s, 1, "2. Call log of Mr R [p.7]", 7);
	see_bookmark(s, 0, "B Photographs [p.8]", 8);
	see_bookmark(s, 1, "3. Photograph of the house [p.9]", 9);
}

static void fill_exhibits(struct bdl_bundle *b)
{
	static const unsigned first[] = {5, 7, 9}, pages[] = {2, 1, 1};
	static const char *const kinds[] = {"cms-letter", "call-log", "photograph"};

	b->exhibit_count = b->order_count = 3;
	b->exhibits = need(bdl_arena_alloc(&b->arena, 3 * sizeof(*b->exhibits)));
	b->order = need(bdl_arena_alloc(&b->arena, 3 * sizeof(*b->order)));
	for (size_t i = 0; i < 3; i++) {
		b->order[i] = i;
		b->exhibits[i] = (struct bdl_exhibit){.path = titles[i],
			.name = titles[i],
			.title = titles[i],
			.size = 100,
			.duplicate_of = BDL_NONE,
			.shown = true,
			.pages = pages[i],
			.first_page = first[i],
			.kind = kinds[i],
			.number = (unsigned)i + 1,
			.section = i == 2,
			.date = {.day = days[i], .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT}};
		memset(b->exhibits[i].sha256, (int)i + 1, BDL_SHA256_SIZE);
	}
}

static void fill_table(struct bdl_bundle *b)
{
	static const size_t told[] = {2, 0, 1};

	b->name = "Ms A and CMS Bundle 2023-05-22";
	b->made_on = (struct bdl_day){2023, 5, 22};
	b->about = (struct bdl_case){.title = "Ms A and the Child Maintenance Service",
		.recipient = "The Independent Case Examiner",
		.reference = "121212121212",
		.national_insurance = "QQ123456C"};
	b->numbering = (struct bdl_numbering)BDL_NUMBERING_INIT;
	b->pages = 9;
	b->front = (struct bdl_front){.cover = 1, .index = 1, .chronology = 1};
	memset(b->fingerprint, 1, sizeof(b->fingerprint));
	fill_exhibits(b);
	b->section_count = 2;
	b->sections = need(bdl_arena_alloc(&b->arena, 2 * sizeof(*b->sections)));
	b->sections[0] = (struct bdl_section){
		.letter = "A", .title = "Letters and calls", .count = 2, .page = 4, .sheets = 1};
	b->sections[1] = (struct bdl_section){.letter = "B",
		.title = "Photographs",
		.first = 2,
		.count = 1,
		.page = 8,
		.sheets = 1};
	b->entry_count = 3;
	b->entries = need(bdl_arena_alloc(&b->arena, 3 * sizeof(*b->entries)));
	for (size_t i = 0; i < 3; i++)
		b->entries[i] = (struct bdl_entry){.date = b->exhibits[told[i]].date,
			.text = need(bdl_arena_printf(&b->arena, "%s.", titles[told[i]])),
			.exhibit = told[i],
			.page = 1};
}

void see_bundle(struct seeing *s, bool with_table)
{
	seeing_init(s, 9);
	see_cover(s);
	see_index(s);
	see_chronology(s);
	see_documents(s);
	see_numbers(s, "");
	s->with_table = with_table;
	if (with_table)
		fill_table(&s->table);
}

static const struct bdl_rule_found *judge(
	struct seeing *s, const struct bdl_seen *seen, const char *id)
{
	const struct bdl_check_scope scope = {.recipient = s->recipient,
		.table = s->with_table ? &s->table : NULL,
		.has_core = s->has_core};
	struct bdl_error err = {0};

	bdl_verdicts_release(&s->verdicts);
	cr_assert_eq(bdl_check(seen, &scope, &s->verdicts, &err), 0, "%s", err.message);
	cr_assert_eq(s->verdicts.count, 47);
	for (size_t i = 0; i < s->verdicts.count; i++)
		if (strcmp(s->verdicts.rules[i].id, id) == 0)
			return &s->verdicts.rules[i];
	cr_assert_fail("there is no rule %s", id);
	return NULL;
}

const struct bdl_rule_found *seeing_judge(struct seeing *s, const char *id)
{
	return judge(s, &s->seen, id);
}

const struct bdl_rule_found *seeing_judge_made(struct seeing *s, const char *id)
{
	const struct bdl_rule_found *found;
	struct bdl_seen seen;
	struct bdl_error err = {0};
	int fd = seeing_file(s);

	cr_assert_eq(bdl_seen_look(&seen, fd, s->seen.name, &err), 0, "%s", err.message);
	cr_assert_null(seen.unreadable, "%s", seen.unreadable);
	cr_assert_not(seen.damaged, "%s", seen.damage);
	found = judge(s, &seen, id);
	bdl_seen_release(&seen);
	close(fd);
	return found;
}
