/*
 * The page that sums up the case: what it says and in which order, where its links lead, who gets
 * it, and that it is one page however much there is, with what matters most on it.
 */
#include "draw/draw.h"
#include "model/recipient.h"
#include "pdf.h"
#include "sample.h"
#include <criterion/criterion.h>
#include <string.h>

#define MANY 400

struct drawing {
	struct sample s;
	struct bdl_recipient r;
	struct bdl_drawn d;
	struct words words;
	struct bdl_entry entries[MANY];
	struct bdl_step steps[MANY];
	struct bdl_delay delays[MANY];
	struct bdl_reckoning reckoning;
	struct bdl_losses losses;
};

static struct drawing g;

static void draw(void)
{
	struct bdl_error err = {0};

	g.d = (struct bdl_drawn)BDL_DRAWN_INIT;
	cr_assert_eq(sample_draw(&g.s, &g.d, &err), 0, "%s", err.message);
	g.words = pdf_words(&g.d.pdf);
}

static void undraw(void)
{
	free(g.words.words);
	bdl_drawn_release(&g.d);
}

static void release(void)
{
	undraw();
	sample_release(&g.s);
	memset(&g, 0, sizeof(g));
}

/* A step, and the row of the chronology that says it. */
static size_t step(const char *type, struct bdl_date date, const char *text, size_t exhibit)
{
	struct bdl_bundle *b = &g.s.b;

	g.entries[b->entry_count++] = (struct bdl_entry){.date = date,
		.text = text,
		.type = type,
		.exhibit = exhibit,
		.page = exhibit == BDL_NONE ? 0 : 1,
		.by = exhibit == BDL_NONE ? "Mr R" : NULL};
	g.steps[b->step_count] = (struct bdl_step){.type = type,
		.day = date.day,
		.exhibit = exhibit,
		.page = exhibit == BDL_NONE ? 0 : 1,
		.by = exhibit == BDL_NONE ? "Mr R" : NULL,
		.answers = BDL_NO_STEP};
	return b->step_count++;
}

static void delay(
	const char *what, size_t asked, size_t answered, const char *standard, int taken, int over)
{
	g.delays[g.s.b.delay_count++] = (struct bdl_delay){.what = what,
		.asked = asked,
		.answered = answered,
		.standard = standard,
		.source = "Parliamentary Question 26617",
		.reviewed = "2022-11-22",
		.confidence = 'S',
		.allowed = taken - over,
		.taken = taken,
		.over = over};
}

static void begin(void)
{
	struct bdl_bundle *b = &g.s.b;

	sample_case(&g.s);
	g.r = (struct bdl_recipient){.id = "mp",
		.name = "Member of Parliament",
		.wants_summary = true,
		.summary_asks = "To refer this complaint."};
	b->recipient = &g.r;
	b->entries = g.entries;
	b->entry_count = 0;
	b->steps = g.steps;
	b->delays = g.delays;
}

static void owe(void)
{
	g.reckoning = (struct bdl_reckoning){
		.sums = {.due = 2000000, .received = 760847, .paid = 760847, .owed = 1239153},
		.until = {2023, 5, 22}};
	g.s.b.reckoning = &g.reckoning;
}

static void ask(const char *remedy)
{
	g.losses = (struct bdl_losses){.remedy = remedy};
	g.s.b.losses = &g.losses;
}

static void fill(void)
{
	size_t complaint, answer, call;

	begin();
	complaint = step("complaint", sample_date(2019, 12, 9), "Complaint about the arrears.", 6);
	answer = step("response", sample_date(2020, 7, 10), "Letter: the answer.", 7);
	call = step("question", sample_date(2022, 10, 3), "Asks for a statement.", BDL_NONE);
	g.entries[g.s.b.entry_count++] = (struct bdl_entry){.date = sample_date(2022, 11, 1),
		.text = "Bank statement.",
		.exhibit = 4,
		.page = 1};
	step("final-response", sample_date(2023, 3, 3), "The final response.", 5);
	g.entries[g.s.b.entry_count - 1].date.source = BDL_FROM_FILE_NAME;
	delay("Complaint to the CMS", complaint, answer, "CMS: reply within 15 working days", 147,
		132);
	delay("Complaint to the CMS", complaint, answer, "CMS: reply within 200 working days", 147,
		0);
	delay("Question to the CMS", call, BDL_NO_STEP, "CMS: answer within 10 working days", 158,
		148);
	owe();
	ask("An apology and £500.00.");
}

/* The text of a page, its lines as one. free() it. */
static char *text_of(unsigned page)
{
	char command[128], *text;

	for (unsigned i = 0; i < g.d.page_count; i++)
		if (g.d.pages[i] == page) {
			snprintf(command, sizeof(command),
				"pdftotext -q -raw -f %u -l %u $F - 2>/dev/null | tr '\\n' ' '",
				i + 1, i + 1);
			text = pdf_command(&g.d.pdf, command, NULL);
			for (char *c = text; (c = strstr(c, "\xC2\xA0"));)
				memmove(c, " ", 1), memmove(c + 1, c + 2, strlen(c + 2) + 1);
			return text;
		}
	cr_assert_fail("page %u is not drawn", page);
	return NULL;
}

static void expect_in_order(const char *text, const char *const *words)
{
	const char *at = text;

	for (; *words; words++) {
		const char *found = strstr(at, *words);

		cr_assert_not_null(found, "\"%s\" does not come next in \"%s\"", *words, at);
		at = found + strlen(*words);
	}
}

/* A long title makes the cover longer. */
static unsigned summary_page(void)
{
	return bdl_front_page(&g.s.b.front, BDL_FRONT_SUMMARY);
}

/* A link on page 2 that leads there and has the words on it, "page 36" or "36", is there. */
static bool leads(const char *words, unsigned target)
{
	for (size_t i = 0; i < g.d.link_count; i++) {
		const struct bdl_link *l = &g.d.links[i];

		for (size_t k = 0; l->page == 2 && l->target == target && k < g.words.count; k++) {
			const struct word *w = &g.words.words[k];
			double x = w->left + 2, /* stops behind it are none of it */
				y = BDL_A4_HEIGHT - (w->top + w->bottom) / 2;

			if (w->page == 2 && strstr(w->text, words) && x > l->left && x < l->right &&
				y > l->bottom && y < l->top)
				return true;
		}
	}
	return false;
}

static void expect_inside_margins(void)
{
	for (size_t i = 0; i < g.words.count; i++) {
		const struct word *w = &g.words.words[i];

		if (w->page != summary_page())
			continue;
		cr_expect(w->left >= 71.5 && w->right <= 547.8, "%s", w->text);
		cr_expect(w->bottom <= 790 || strncmp(w->text, "Index", 5) == 0 || w->top > 795,
			"%s at %g", w->text, w->top);
	}
}

Test(summary, says_the_case_on_the_page_behind_the_cover)
{
	static const char *const words[] = {"Summary", "Ms A and the Child Maintenance Service",
		"Unpaid child maintenance: what was due", "A date in [square brackets]",
		"What happened", "9 December 2019", "Complaint about the arrears.", "page",
		"10 July 2020", "Letter: the answer.", "3 October 2022", "Asks for a statement.",
		"Mr R says", "[3 March 2023]", "from the file name", "The final response.",
		"How long it took", "9 December 2019",
		"Complaint to the CMS. Answered after 147 working days; 15 allowed; over by 132.",
		"CMS: reply within 15 working days", "3 October 2022",
		"Question to the CMS. Not answered by 22 May 2023: 158 working days so far; 10 "
		"allowed; over by 148.",
		"What is owed",
		"£12,391.53 up to 22 May 2023. It is the applicant’s own reckoning, not a CMS "
		"calculation: of £20,000.00 due, £7,608.47 is paid (page",
		"What is asked for", "An apology and £500.00.", "What you are asked to do",
		"To refer this complaint.", "Index: page 3", NULL};
	char *text, *cover;

	fill();
	draw();
	cr_assert_eq(g.s.b.front.summary, 1);
	cr_expect_eq(bdl_front_page(&g.s.b.front, BDL_FRONT_INDEX), 3);
	text = text_of(2);
	expect_in_order(text, words);
	cr_expect_null(strstr(text, "Bank statement"), "it is no step");
	cr_expect_null(strstr(text, "200 working days"), "nothing is over it");
	cr_expect_null(strstr(text, "the rest"), "all of it is there");
	cover = text_of(1);
	cr_expect(strstr(cover, "Summary 2 Index of documents 3"), "%s", cover);
	free(cover);
	free(text);
	release();
}

Test(summary, leads_to_what_it_names)
{
	char label[32];
	const size_t rows[] = {6, 7, 5};

	fill();
	draw();
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		unsigned page = g.s.exhibits[rows[i]].first_page;

		snprintf(label, sizeof(label), "%u", page);
		cr_expect(leads(label, page), "row %zu, page %u", rows[i], page);
	}
	snprintf(label, sizeof(label), "%u", bdl_front_page(&g.s.b.front, BDL_FRONT_ARREARS));
	cr_expect(leads(label, bdl_front_page(&g.s.b.front, BDL_FRONT_ARREARS)));
	cr_expect(leads("3", 3), "the index");
	expect_inside_margins();
	release();
}

/* clang-format off */
static const struct who {
	const char *name;
	bool wanted, supplement;
	unsigned volume, pages;
} whos[] = {
	{"who wants it",        true,  false, 0, 1},
	{"who does not",        false, false, 0, 0},
	{"the first volume",    true,  false, 1, 1},
	{"the second volume",   true,  false, 2, 0},
	{"a supplement",        true,  true,  0, 0},
};

/* clang-format on */

Test(summary, is_for_those_who_ask_and_stands_once)
{
	for (size_t i = 0; i < sizeof(whos) / sizeof(*whos); i++) {
		const struct who *w = &whos[i];
		struct bdl_volume volumes[2];
		struct bdl_front front;
		struct bdl_error err = {0};

		fill();
		volumes[0] = volumes[1] = (struct bdl_volume){.count = g.s.b.order_count,
			.sections = g.s.sections,
			.section_count = g.s.b.section_count};
		g.r.wants_summary = w->wanted;
		g.s.b.supplement = w->supplement;
		g.s.b.volume = w->volume;
		g.s.b.volumes = w->volume ? volumes : NULL;
		g.s.b.volume_count = w->volume ? 2 : 0;
		g.s.b.stage = BDL_STAGE_CHRONICLED;
		cr_assert_eq(bdl_draw_measure(&g.s.b, &front, &err), 0, "%s", err.message);
		cr_expect_eq(front.summary, w->pages, "%s", w->name);
		sample_release(&g.s);
		memset(&g, 0, sizeof(g));
	}
}

Test(summary, where_nothing_is_known_there_is_none)
{
	begin();
	g.s.b.about.summary = NULL;
	draw();
	cr_expect_eq(g.s.b.front.summary, 0);
	cr_expect_eq(bdl_front_page(&g.s.b.front, BDL_FRONT_INDEX), 2);
	release();
}

Test(summary, without_a_word_on_it_asks_for_nothing)
{
	char *text;

	begin();
	g.r.summary_asks = NULL;
	step("decision", sample_date(2020, 7, 10), "A decision.", 7);
	draw();
	text = text_of(2);
	cr_expect(strstr(text, "A decision."));
	cr_expect_null(strstr(text, "What you are asked to do"));
	cr_expect_null(strstr(text, "What is asked for"));
	cr_expect_null(strstr(text, "What is owed"));
	cr_expect_null(strstr(text, "How long it took"));
	free(text);
	release();
}

/* Money that came in is not kept from a reader who is told what is owed. */
Test(summary, says_what_came_in_and_is_set_against_no_sum)
{
	static const char *const words[] = {"What is owed",
		"£1,000.00 up to 22 May 2023. It is the applicant’s own reckoning, not a CMS "
		"calculation: of £1,400.00 due, £400.00 is paid (page ",
		"). £1,200.00 was received, of which £800.00 is set against no sum. What you are",
		NULL};
	char *text;

	fill();
	g.s.b.losses = NULL;
	g.reckoning.sums = (struct bdl_arrears){.due = 140000,
		.received = 120000,
		.paid = 40000,
		.left_over = 80000,
		.owed = 100000};
	draw();
	text = text_of(2);
	expect_in_order(text, words);
	free(text);
	release();
}

static void fill_many(size_t steps, size_t delays)
{
	begin();
	for (size_t i = 0; i < steps; i++) {
		char text[64];

		snprintf(text, sizeof(text), "Step number %zu.", i);
		step("question",
			sample_date(2020 + (int)i / 300, 1 + (int)i / 25 % 12, 1 + (int)i % 25),
			sample_keep(&g.s, text), BDL_NONE);
	}
	for (size_t i = 0; i < delays; i++)
		delay("Question to the CMS", i, BDL_NO_STEP, "CMS: answer within 10 working days",
			10 + (int)i + 1, (int)i + 1);
}

/* Rows that are left out are said; what was late stays, however old. */
Test(summary, holds_on_one_page_what_matters_most)
{
	static const char *asked_for[] = {"ice-report", NULL};
	struct bdl_deadline deadline = {.id = "x",
		.what = "To write",
		.rule = "six months from the complaint",
		.source = "a law",
		.reviewed = "2023-05-01",
		.confidence = 'S',
		.trigger = 11,
		.label = "complaint",
		.from = {2020, 1, 12},
		.safe = {2023, 9, 1},
		.outer = {2023, 9, 1},
		.aim = {2023, 9, 1},
		.days_left = 102,
		.done = BDL_NO_STEP};
	struct bdl_enclosure enclosure = {.id = "x", .steps = asked_for};
	char *text;

	fill_many(300, 0);
	g.entries[9].type = g.steps[9].type = "ice-report";
	g.s.b.deadlines = &deadline;
	g.s.b.deadline_count = 1;
	g.r.enclosures = &enclosure;
	g.r.enclosure_count = 1;
	delay("Question to the CMS", 3, 4, "CMS: answer within 10 working days", 200, 190);
	owe();
	ask("An apology.");
	draw();
	cr_expect_eq(g.s.b.front.summary, 1);
	text = text_of(2);
	cr_expect(strstr(text, "Step number 3. "), "asked, and late");
	cr_expect(strstr(text, "Step number 4. "), "the late answer");
	cr_expect(strstr(text, "Step number 9. "), "what the reader asks for");
	cr_expect(strstr(text, "Step number 11. "), "a last day counts from it");
	cr_expect(strstr(text, "Step number 299. "), "the newest");
	cr_expect_null(strstr(text, "Step number 5. "), "%s", text);
	cr_expect(strstr(text, "The chronology has the rest (page "), "%s", text);
	cr_expect(leads("", bdl_front_page(&g.s.b.front, BDL_FRONT_CHRONOLOGY)));
	cr_expect(strstr(text, "To refer this complaint."));
	expect_inside_margins();
	free(text);
	release();
}

Test(summary, gives_delays_their_share)
{
	char *text;

	fill_many(300, 300);
	g.delays[299].confidence = 'M';
	draw();
	cr_expect_eq(g.s.b.front.summary, 1);
	text = text_of(2);
	cr_expect(strstr(text, "over by 299."), "the longest");
	cr_expect_null(strstr(text, "over by 300."), "its time is not sure");
	cr_expect_null(strstr(text, "over by 200."));
	cr_expect(strstr(text, "The chronology has the rest (page "));
	cr_expect(strstr(text, "“Deadlines and delays” has the rest (page "), "%s", text);
	expect_inside_margins();
	free(text);
	release();
}

/* Whatever is written, at whatever length: whole lines, and inside the page. */
Test(summary, long_words_are_cut_at_lines_and_never_run_over)
{
	char many[4000] = "";

	for (size_t i = 0; i < 500; i++)
		strcat(many, "words ");
	for (size_t steps = 0; steps < 40; steps += 3) {
		char *text;

		fill_many(steps, steps / 2);
		g.s.b.about.title = g.s.b.about.summary = many;
		g.r.summary_asks = many;
		owe();
		ask(many);
		draw();
		cr_expect_eq(g.s.b.front.summary, 1);
		text = text_of(summary_page());
		cr_expect(strstr(text, "The cover has the rest (page 1)."), "%s", text);
		cr_expect(strstr(text, "“Arrears and losses” has the rest (page "), "%s", text);
		expect_inside_margins();
		free(text);
		release();
	}
}
