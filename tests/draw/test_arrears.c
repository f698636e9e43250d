/*
 * The pages "Arrears and losses": what they say, what is pressed on them and where that leads, what
 * is carried over the ends of pages; nothing is cut and nothing stands on something else.
 */
#include "base/months.h"
#include "draw/draw.h"
#include "judge/reckon.h"
#include "pdf.h"
#include "sample.h"

#include <criterion/criterion.h>
#include <string.h>

#define MOST 800

struct drawing {
	struct sample s;
	struct bdl_drawn d;
	struct bdl_told told;
	struct bdl_due_rule rules[2];
	struct bdl_payment_rule match;
	struct bdl_told_payment cash[2];
	struct bdl_loss losses[80];
	struct bdl_event events[MOST];
	size_t statement; /* row of exhibits */
};

static struct drawing g;

static void begin(void)
{
	memset(&g, 0, sizeof(g));
	sample_case(&g.s);
	for (size_t i = 0; i < g.s.b.exhibit_count; i++)
		if (strstr(g.s.exhibits[i].title, "Bank statements"))
			g.statement = i;
	g.s.b.about.told = &g.told;
	g.s.b.events = g.events;
	g.told.schedule = g.rules;
	g.told.payments = g.cash;
	g.told.losses = g.losses;
	g.told.payment_rules = &g.match;
	g.match.payer = "MR C";
}

static void due(struct bdl_day from, struct bdl_day until, int64_t pence, enum bdl_every every)
{
	g.rules[g.told.schedule_count++] =
		(struct bdl_due_rule){.from = from, .until = until, .pence = pence, .every = every};
	g.told.payment_rule_count = 1;
}

static void pay(struct bdl_day day, int64_t pence, unsigned page)
{
	cr_assert_lt(g.s.b.event_count, MOST);
	g.events[g.s.b.event_count++] = (struct bdl_event){.exhibit = g.statement,
		.record = {.type = BDL_EVENT_TRANSACTION,
			.when.day = day,
			.has_pence = true,
			.pence = pence,
			.text = "FPI MR C SMITH",
			.page = page}};
}

static void draw(void)
{
	struct bdl_error err = {0};

	g.s.b.stage = BDL_STAGE_CHRONICLED;
	cr_assert_eq(bdl_reckon_arrears(&g.s.b, &err), 0, "%s", err.message);
	g.d = (struct bdl_drawn)BDL_DRAWN_INIT;
	cr_assert_eq(sample_draw(&g.s, &g.d, &err), 0, "%s", err.message);
}

static void release(void)
{
	bdl_drawn_release(&g.d);
	sample_release(&g.s);
}

static unsigned first_page(void)
{
	return bdl_front_page(&g.s.b.front, BDL_FRONT_ARREARS);
}

/* The text of the part's pages, as it stands on them. free() it. */
static char *text_of_pages(const char *how)
{
	char command[128];
	unsigned first = first_page();

	cr_assert_gt(g.s.b.front.arrears, 0);
	snprintf(command, sizeof(command), "pdftotext -q %s -f %u -l %u $F - 2>/dev/null", how,
		first, first + g.s.b.front.arrears - 1);
	return pdf_command(&g.d.pdf, command, NULL);
}

/* Every line of the text with its runs of spaces made one. */
static char *squeezed(char *text)
{
	char *to = text;

	for (char *from = text; *from; from++)
		if (*from != ' ' || (to > text && to[-1] != ' ' && to[-1] != '\n'))
			*to++ = *from;
	*to = '\0';
	return text;
}

static void expect(const char *text, const char *words)
{
	cr_expect(strstr(text, words), "no \"%s\" in:\n%s", words, text);
}

/* The same, wherever its lines end. free() it. */
static char *flowing(void)
{
	char *text = text_of_pages("-raw");

	for (char *p = text; *p; p++)
		if (*p == '\n')
			*p = ' ';
	return squeezed(text);
}

static size_t count(const char *text, const char *words)
{
	size_t n = 0;

	for (const char *at = text; (at = strstr(at, words)); at += strlen(words))
		n++;
	return n;
}

/* Nothing outside the margins, nothing where the number will stand, no word on another. */
static void expect_words_apart(void)
{
	struct words w = pdf_words(&g.d.pdf);
	unsigned first = first_page(), last = first + g.s.b.front.arrears - 1;

	for (size_t i = 0; i < w.count; i++) {
		const struct word *a = &w.words[i];

		if (a->page < first || a->page > last)
			continue;
		cr_expect(a->left >= 71.5 && a->right <= 547.8 && a->top > 25, "%s", a->text);
		cr_expect(a->bottom < BDL_A4_HEIGHT - 40 || a->right < 180, "%s", a->text);
		for (size_t k = i + 1; k < w.count && w.words[k].page == a->page; k++) {
			const struct word *b = &w.words[k];
			double high = (a->bottom < b->bottom ? a->bottom : b->bottom) -
				      (a->top > b->top ? a->top : b->top);
			bool apart = a->right <= b->left + 0.5 || b->right <= a->left + 0.5;

			cr_expect(apart || high < 3.5, "\"%s\" and \"%s\" on page %u", a->text,
				b->text, a->page);
		}
	}
	free(w.words);
}

/* How many links on the part's pages lead to that page of the bundle. */
static size_t links_to(unsigned target)
{
	unsigned first = first_page();
	size_t n = 0;

	for (size_t i = 0; i < g.d.link_count; i++)
		n += g.d.links[i].page >= first &&
		     g.d.links[i].page < first + g.s.b.front.arrears &&
		     g.d.links[i].target == target;
	return n;
}

/* The case of the look: 28 months, seven payments, the liability order. */
static void the_published_case(void)
{
	static const struct {
		struct bdl_day day;
		int64_t pence;
	} paid[] = {{{2019, 6, 24}, 56147}, {{2019, 7, 22}, 56147}, {{2019, 8, 22}, 56147},
		{{2019, 12, 30}, 30000}, {{2020, 3, 23}, 56147}, {{2020, 9, 22}, 56147},
		{{2021, 4, 26}, 22228}};

	begin();
	due((struct bdl_day){2019, 6, 22}, (struct bdl_day){2021, 10, 21}, 56147, BDL_EVERY_MONTH);
	for (unsigned i = 0; i < 7; i++)
		pay(paid[i].day, paid[i].pence, i + 1);
	g.told.stated_owed = 1239153;
	g.told.stated_in = g.s.exhibits[3].name;
	g.told.stated_page = 2;
}

Test(arrears_pages, say_what_the_look_says)
{
	char *text;

	the_published_case();
	draw();
	text = squeezed(text_of_pages("-layout"));
	expect(text, "Arrears and losses");
	expect(text, "The applicant’s own reckoning, not a CMS calculation");
	expect(text, "Due and paid each month");
	expect(text, "Month from Due Paid Seen on Short by Owed");
	expect(text, "22 September 2019 561.47 0.00 561.47 561.47");
	expect(text, "30 December 2019, 8 days late");
	expect(text, "Total 15,721.16 3,329.63 12,391.53 12,391.53");
	expect(text, "Of 15,721.16 due, 3,329.63 is paid and 12,391.53 owed.");
	expect(text, "Nothing was paid of 21 of 28 sums.");
	expect(text, "£12,391.53 (page");
	expect(text, "the same figure.");
	cr_expect_null(strstr(text, "Losses"));
	for (unsigned i = 0; i < 7; i++)
		cr_expect_eq(links_to(g.s.exhibits[g.statement].first_page + i), 1);
	cr_expect_eq(links_to(g.s.exhibits[3].first_page + 1), 1);
	expect_words_apart();
	free(text);
	release();
}

static const struct size {
	size_t rows;
	bool weekly, changes;
	int64_t pence;
	unsigned pages; /* at least */
} sizes[] = {
	{1, false, false, 1, 1},
	{2, true, false, 9999999, 1},
	{12, false, true, 9999999, 1},
	{60, false, false, 9999999, 2},
	{260, true, false, 8100, 6},
	{260, true, true, 8100, 6},
};

static void fill(const struct size *c)
{
	unsigned seed = (unsigned)c->rows;
	enum bdl_every every = c->weekly ? BDL_EVERY_WEEK : BDL_EVERY_MONTH;
	struct bdl_day from = {2018, 1, 5}, until, middle, none = {0};

	until = c->weekly ? bdl_day_add(from, 7 * ((int)c->rows - 1))
			  : bdl_day_add_months(from, (int)c->rows - 1);
	middle = bdl_day_add(from, bdl_days_between(from, until) / 2);
	due(from, c->changes ? none : until, c->pence, every);
	if (c->changes)
		due(middle, until, c->pence / 2, every);
	for (size_t i = 0; i < c->rows; i++) {
		struct bdl_day day = c->weekly ? bdl_day_add(from, 7 * (int)i)
					       : bdl_day_add_months(from, (int)i);
		unsigned what = (unsigned)rand_r(&seed) % 4;

		if (what == 0)
			continue;
		pay(bdl_day_add(day, (int)(what - 1) * 2), what == 3 ? c->pence / 3 + 1 : c->pence,
			1 + (unsigned)i % 12);
		if (what == 3)
			pay(bdl_day_add(day, 5), c->pence / 3 + 1, 1 + (unsigned)i % 12);
	}
}

/* The balance goes over each page end of the table, and every row is there once. */
Test(arrears_pages, hold_any_number_of_rows)
{
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		const struct bdl_reckoning *r;
		char *text;

		begin();
		fill(&sizes[i]);
		draw();
		r = g.s.b.reckoning;
		text = squeezed(text_of_pages("-layout"));
		cr_expect_geq(g.s.b.front.arrears, sizes[i].pages, "%zu", sizes[i].rows);
		cr_expect_eq(count(text, "Balance carried forward"),
			count(text, "Balance brought forward"));
		cr_expect_geq(count(text, "Balance carried forward") + 1, sizes[i].pages);
		for (size_t k = 0; k < r->sums.row_count; k++) {
			char day[BDL_DAY_TEXT], row[80];

			bdl_day_long(r->sums.rows[k].day, day);
			snprintf(row, sizeof(row), "\n%s %s", day,
				r->sums.rows[k].due == 1 ? "0.01" : "");
			cr_expect_geq(count(text, row), 1, "%s", row);
		}
		cr_expect_eq(count(text, "\nTotal "), 1);
		expect_words_apart();
		free(text);
		release();
	}
}

Test(arrears_pages, list_what_was_not_counted)
{
	char *text;

	begin();
	due((struct bdl_day){2023, 1, 1}, (struct bdl_day){2023, 3, 31}, 10000, BDL_EVERY_MONTH);
	g.match.least = 5000;
	pay((struct bdl_day){2023, 1, 1}, 10000, 1);
	pay((struct bdl_day){2023, 1, 2}, 2500, 2);
	pay((struct bdl_day){2023, 1, 3}, -10000, 3);
	pay((struct bdl_day){2023, 3, 1}, 30050, 4);
	g.cash[0] = (struct bdl_told_payment){.day = {2022, 12, 1}, .pence = 777, .by = "Ms A"};
	g.told.payment_count = 1;
	draw();
	text = squeezed(text_of_pages("-layout"));
	expect(text, "Received, and set against nothing that was due");
	expect(text, "1 December 2022 a payment that Ms A tells of 7.77 no document");
	expect(text, "1 March 2023 FPI MR C SMITH 100.50 page");
	expect(text, "the rest of 300.50");
	expect(text, "Looks like a payment, and is not counted");
	expect(text, "2 January 2023 FPI MR C SMITH 25.00 page");
	expect(text, "another amount than is asked for");
	expect(text, "3 January 2023 FPI MR C SMITH −100.00 page");
	free(text);
	text = flowing();
	expect(text, "Of 408.27 received, 300.00 is set against what was due and 108.27 against "
		     "nothing. Something was paid of every sum.");
	free(text);
	expect_words_apart();
	release();
}

Test(arrears_pages, without_a_rule_they_say_that_nothing_was_looked_for)
{
	char *text;

	begin();
	due((struct bdl_day){2023, 1, 1}, (struct bdl_day){0}, 10000, BDL_EVERY_2_WEEKS);
	g.told.payment_rule_count = 0;
	pay((struct bdl_day){2023, 1, 1}, 10000, 1);
	draw();
	text = flowing();
	expect(text,
		"No rule says which transactions in the bank’s records (1 in all) are payments, so "
		"none of them is counted.");
	expect(text, "Nothing was paid of any of 11 sums.");
	free(text);
	release();
}

Test(arrears_pages, losses_have_their_proof_and_the_remedy_stands_below)
{
	char *text;

	begin();
	for (size_t i = 0; i < 80; i++)
		g.losses[i] = (struct bdl_loss){.what = "Overdraft fees of the current account, "
							"and interest upon them",
			.pence = 12345,
			.day = {2022, 9, 30},
			.file = i % 2 ? NULL : g.s.exhibits[g.statement].name,
			.page = i % 2 ? 0 : 3};
	g.told.loss_count = 80;
	g.told.remedy = "A financial payment of at least £9,532.99, and an apology.";
	draw();
	text = squeezed(text_of_pages("-layout"));
	expect(text, "What Date Amount Proof");
	cr_expect_eq(count(text, "123.45"), 80);
	cr_expect_eq(count(text, "no document"), 40);
	expect(text, "Total 9,876.00");
	expect(text, "What is asked for");
	expect(text, "at least £9,532.99");
	cr_expect_eq(links_to(g.s.exhibits[g.statement].first_page + 2), 40);
	cr_expect_null(strstr(text, "not a CMS calculation"));
	expect_words_apart();
	free(text);
	release();
}

Test(arrears_pages, are_not_there_where_nothing_is_said)
{
	begin();
	draw();
	cr_expect_eq(g.s.b.front.arrears, 0);
	release();
}

Test(arrears_pages, a_court_gets_them_with_a_schedule_only)
{
	for (int schedule = 0; schedule < 2; schedule++) {
		begin();
		g.s.b.about.recipient = "The Family Court";
		if (schedule)
			due((struct bdl_day){2023, 1, 1}, (struct bdl_day){0}, 10000,
				BDL_EVERY_MONTH);
		g.told.remedy = "An apology.";
		draw();
		cr_expect_eq(g.s.b.front.arrears, schedule);
		release();
	}
}
