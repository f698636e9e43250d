/*
 * The pages "Deadlines and delays" and the gaps in the chronology: what they say, in which order,
 * what is pressed on them and where that leads, and that nothing is torn apart where pages end.
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
	struct bdl_drawn d;
	struct words words;
	struct bdl_step steps[2 * MANY];
	struct bdl_delay delays[2 * MANY];
	struct bdl_silence silences[MANY];
	struct bdl_deadline deadlines[8];
};

static struct drawing g;

static void draw(void)
{
	struct bdl_error err = {0};

	g.d = (struct bdl_drawn)BDL_DRAWN_INIT;
	cr_assert_eq(sample_draw(&g.s, &g.d, &err), 0, "%s", err.message);
	g.words = pdf_words(&g.d.pdf);
}

static void release(void)
{
	free(g.words.words);
	bdl_drawn_release(&g.d);
	sample_release(&g.s);
	memset(&g, 0, sizeof(g));
}

static size_t step(const char *type, int year, int month, int day, size_t exhibit, unsigned page)
{
	struct bdl_bundle *b = &g.s.b;

	b->steps = g.steps;
	g.steps[b->step_count] = (struct bdl_step){.type = type,
		.day = {(int16_t)year, (int8_t)month, (int8_t)day},
		.exhibit = exhibit,
		.page = page,
		.answers = BDL_NO_STEP};
	return b->step_count++;
}

static struct bdl_delay *delay(const char *what, size_t asked, size_t answered,
	const char *standard, int allowed, int taken)
{
	struct bdl_bundle *b = &g.s.b;
	struct bdl_delay *d = &g.delays[b->delay_count++];

	b->delays = g.delays;
	*d = (struct bdl_delay){.what = what,
		.asked = asked,
		.answered = answered,
		.standard = standard,
		.source = standard ? "Parliamentary Question 26617" : NULL,
		.reviewed = standard ? "2022-11-22" : NULL,
		.confidence = standard ? 'S' : 0,
		.allowed = allowed,
		.taken = taken,
		.over = standard && taken > allowed ? taken - allowed : 0};
	return d;
}

static void silence(const char *what, size_t asked, size_t answered, int days)
{
	struct bdl_bundle *b = &g.s.b;

	b->silences = g.silences;
	g.silences[b->silence_count++] = (struct bdl_silence){.asked = asked,
		.answered = answered,
		.what = what,
		.from = g.steps[asked].day,
		.until = answered == BDL_NO_STEP ? b->made_on : g.steps[answered].day,
		.days = days,
		.open = answered == BDL_NO_STEP};
}

static struct bdl_deadline *deadline(size_t trigger)
{
	struct bdl_bundle *b = &g.s.b;
	struct bdl_deadline *d = &g.deadlines[b->deadline_count++];

	b->deadlines = g.deadlines;
	*d = (struct bdl_deadline){.id = "ice-six-months",
		.what = "Complaint to the Independent Case Examiner",
		.rule = "six months from receiving the final response",
		.source = "gov.uk/complain-independent-case-examiner",
		.reviewed = "2023-05-01",
		.confidence = 'S',
		.trigger = trigger,
		.label = "final response",
		.from = g.steps[trigger].day,
		.safe = {2023, 9, 3},
		.outer = {2023, 9, 5},
		.aim = {2023, 9, 1},
		.days_left = 104,
		.done = BDL_NO_STEP};
	return d;
}

/* The case of look/LOOK.md: rows 0 to 17 of sample_case(); 5 is the final response, 7 the answer of
 * July 2020. */
static void fill(void)
{
	size_t complaint, answer, acknowledged, mail, second, reply, final, told;

	sample_case(&g.s);
	complaint = step("complaint", 2019, 12, 9, 6, 2);
	answer = step("response", 2020, 7, 10, 7, 1);
	mail = step("question", 2022, 10, 3, BDL_NONE, 0);
	g.steps[mail].text = "E-mail: asks for a statement of the arrears.";
	g.steps[mail].by = "Mr R";
	second = step("complaint", 2023, 1, 16, 8, 1);
	g.steps[second].inferred = true;
	acknowledged = step("acknowledgement", 2023, 1, 17, 11, 1);
	reply = step("response", 2023, 2, 10, 10, 2);
	told = step("mp-asked", 2023, 2, 20, BDL_NONE, 0);
	final = step("final-response", 2023, 3, 3, 5, 3);
	deadline(final);
	delay("Complaint", complaint, answer, "DWP: reply within 15 working days", 15, 147);
	delay("Question to the CMS", mail, BDL_NO_STEP, NULL, 0, 158);
	delay("Complaint", second, acknowledged, "DWP: acknowledgement within 2 working days", 2, 1)
		->confidence = '2';
	delay("Complaint", second, reply, "DWP: reply within 15 working days", 15, 19);
	delay("Request to the Member of Parliament", told, BDL_NO_STEP,
		"MP: reply within 60 working days", 60, 58);
	silence("complaint", complaint, answer, 214);
	silence("question", mail, BDL_NO_STEP, 231);
}

/* Page of the bundle on which a part of the front begins. */
static unsigned page_of(enum bdl_front_part part)
{
	return bdl_front_page(&g.s.b.front, part);
}

/* Lines become one, pages stay apart. */
static char *flat(char *text)
{
	for (char *c = text; *c; c++)
		if (*c == '\n')
			*c = ' ';
	return text;
}

static char *text_of(unsigned page)
{
	char command[128];

	for (unsigned i = 0; i < g.d.page_count; i++)
		if (g.d.pages[i] == page) {
			snprintf(command, sizeof(command),
				"pdftotext -q -raw -f %u -l %u $F - 2>/dev/null", i + 1, i + 1);
			return flat(pdf_command(&g.d.pdf, command, NULL));
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

/* The middle of the word is: brackets and stops around it belong to it. */
static bool is_inside(const struct word *w, const struct bdl_link *l)
{
	double x = (w->left + w->right) / 2, y = BDL_A4_HEIGHT - (w->top + w->bottom) / 2;

	return g.d.pages[w->page - 1] == l->page && x > l->left && x < l->right && y > l->bottom &&
	       y < l->top;
}

/* "(page 32)." leads to page 32. */
static bool says(const char *words, unsigned page)
{
	unsigned said = 0;

	return sscanf(words + (words[0] == '('), "page %u", &said) == 1 && said == page;
}

/* Each link of the page lies on its own words, which say where it leads; returns how many there
 * are. */
static unsigned expect_links(unsigned page)
{
	unsigned count = 0;

	for (size_t i = 0; i < g.d.link_count; i++) {
		const struct bdl_link *l = &g.d.links[i];
		char said[64] = "";

		if (l->page != page)
			continue;
		count++;
		for (size_t k = 0; k < g.words.count; k++)
			if (is_inside(&g.words.words[k], l)) {
				strncat(said, g.words.words[k].text, 30);
				strncat(said, " ", 2);
			}
		cr_expect(says(said, l->target), "\"%s\" leads to %u", said, l->target);
		for (size_t k = i + 1; k < g.d.link_count; k++) {
			const struct bdl_link *o = &g.d.links[k];

			cr_expect(o->page != page || l->right <= o->left || o->right <= l->left ||
					  l->top <= o->bottom || o->top <= l->bottom,
				"links %zu and %zu overlap", i, k);
		}
	}
	return count;
}

static void expect_words_inside_margins(void)
{
	for (size_t i = 0; i < g.words.count; i++) {
		const struct word *w = &g.words.words[i];

		cr_expect(w->left >= 71.5 && w->right <= 547.8 && w->top > 25 && w->bottom < 823,
			"page %u: %s", g.d.pages[w->page - 1], w->text);
		cr_expect(w->right < BDL_A4_WIDTH - 98 || w->bottom < BDL_A4_HEIGHT - 40,
			"page %u: %s", g.d.pages[w->page - 1], w->text);
	}
}

Test(delays, say_what_was_asked_and_how_long_it_took)
{
	static const char *const words[] = {"Deadlines and delays",
		"Complaint to the Independent Case Examiner", "By Sunday 3 September 2023",
		"104 days after this bundle was made",
		"Six months from receiving the final response. Counted from the date of the final "
		"response (page 32), 3 March 2023, the earliest reading. The latest reading is "
		"Tuesday 5 September 2023; do not count on it. It falls on a Sunday: aim for "
		"Friday 1 September 2023.",
		"Source: gov.uk/complain-independent-case-examiner, read on 1 May 2023. How",
		" long each answer took",
		"In working days of England and Wales, not counting the day of asking. A date in",
		"[square brackets] is not stated in the document, or can be read in two ways.",
		"Asked on Answered on Allowed Taken Over by",
		/* a document of another name: its sort stands in front */
		"Complaint: Letter: case opened, page 36", "9 December 2019 10 July 2020, page 37",
		"15 147 132", "E-mail: asks for a statement of the arrears, Mr R says",
		"3 October 2022 not answered by 22 May 2023 none set 158 so far –",
		/* a copy: its page is its original's; one whose name says it */
		"Answer to the complaint of 9 December 2019, page 37",
		"[16 January 2023] 17 January 2023, page", "2 1 in time",
		"DWP: acknowledgement within 2 working days", "[16 January 2023] 10 February 2023,",
		"15 19 4", "DWP: reply within 15 working days",
		"Request to the Member of Parliament", "the author says", "60 58 so far not yet",
		"“Allowed” is the time", "Where no time is set",
		"DWP: reply within 15 working days.",
		"Source: Parliamentary Question 26617, read on 22 November 2022. DWP",
		": acknowledgement within 2 working days.", "Check this with them.",
		"Index: page 2", NULL};
	char *text;

	fill();
	draw();
	cr_assert_eq(g.s.b.front.delays, 1);
	text = text_of(page_of(BDL_FRONT_DELAYS));
	expect_in_order(text, words);
	cr_expect_null(strstr(text, "excessive"));
	cr_expect_eq(
		expect_links(page_of(BDL_FRONT_DELAYS)), 7, "trigger, 3 asked, 3 answered, index");
	expect_words_inside_margins();
	free(text);
	release();
}

static void expect_box(const char *const *words)
{
	char *text;

	draw();
	text = text_of(page_of(BDL_FRONT_DELAYS));
	expect_in_order(text, words);
	free(text);
}

Test(delays, a_day_that_can_be_read_in_two_ways_is_in_brackets)
{
	static const char *const words[] = {"can be read in two ways.",
		"[9 December 2019] 10 July 2020, page 37", NULL};
	const struct bdl_step *asked;
	struct bdl_date *date;

	fill();
	asked = &g.steps[g.s.b.delays[0].asked];
	date = &g.s.b.exhibits[asked->exhibit].date;
	date->day = asked->day;
	date->ambiguous = true;
	expect_box(words);
	release();
}

Test(delays, the_box_says_what_is_known_of_the_day)
{
	static const char *const received[] = {"Counted from the date of the final response (page "
					       "32), 3 March 2023, the earliest reading.",
		"It came on 6 March 2023: counted from then the last day is",
		"Wednesday 6 September 2023.", "The documents are not sure.", NULL};
	static const char *const deemed[] = {
		"3 March 2023, the earliest reading. The latest reading is Tuesday 5 September "
		"2023; do not count on it.",
		NULL};
	static const char *const done[] = {
		"By Saturday 22 April 2023", "30 days before this bundle was made", "Index", NULL};
	static const char *const holiday[] = {"By Monday 28 August 2023",
		"It falls on a bank holiday: aim for Friday 25 August 2023.",
		"It was done on [10 July 2020] (page 37).", "Check this with them.", "Index", NULL};

	fill();
	g.steps[7].received = g.deadlines[0].came = (struct bdl_day){2023, 3, 6};
	g.deadlines[0].outer = (struct bdl_day){2023, 9, 6};
	g.deadlines[0].note = "The documents are not sure.";
	expect_box(received);
	release();
	/* by a rule that does not run from receipt */
	fill();
	g.steps[7].received = (struct bdl_day){2023, 3, 3};
	expect_box(deemed);
	release();
	fill();
	g.s.b.delay_count = 0;
	g.deadlines[0].safe = g.deadlines[0].outer = g.deadlines[0].aim =
		(struct bdl_day){2023, 4, 22};
	g.deadlines[0].days_left = -30;
	expect_box(done);
	release();
	fill();
	g.deadlines[0].safe = g.deadlines[0].outer = (struct bdl_day){2023, 8, 28};
	g.deadlines[0].aim = (struct bdl_day){2023, 8, 25};
	g.deadlines[0].done = 1;
	g.steps[1].inferred = true;
	g.deadlines[0].reviewed = "2022-05-21";
	expect_box(holiday);
	release();
}

Test(delays, a_time_that_runs_from_receipt_names_its_day)
{
	static const char *const came[] = {"9 December 2019 10 July 2020, page 37",
		"DWP: reply within 15 working days; counted from 12 December 2019, the day on "
		"which it came",
		"Time runs from the day after the date of the letter, e-mail or call; where it "
		"runs from receipt, from the day that is named.",
		NULL};
	static const char *const post[] = {"9 December 2019 10 July 2020, page 37",
		"DWP: reply within 15 working days; counted from 11 December 2019, with days for "
		"the post",
		NULL};

	fill();
	g.steps[0].received = g.delays[0].from = (struct bdl_day){2019, 12, 12};
	expect_box(came);
	release();
	fill();
	g.delays[0].from = (struct bdl_day){2019, 12, 11};
	expect_box(post);
	release();
}

Test(delays, whoever_says_it_is_named_whole_and_inside_the_column)
{
	static const char *const words[] = {
		"E-mail: asks for a statement of the arrears, Mr R (father) says",
		"3 October 2022 10 July 2020,", "Mr Roberts (father of", "the child, and her carer",
		"since she was born in", "March 2009) says", NULL};

	fill();
	g.steps[2].by = "Mr R (father)";
	g.steps[1].exhibit = BDL_NONE;
	g.steps[1].by = "Mr Roberts (father of the child, and her carer since she was born in "
			"March 2009)";
	g.delays[1].answered = 1;
	expect_box(words);
	expect_words_inside_margins();
	release();
}

Test(delays, nothing_to_say_takes_no_page)
{
	fill();
	g.s.b.delay_count = g.s.b.deadline_count = 0;
	draw();
	cr_expect_eq(g.s.b.front.delays, 0);
	release();
}

static const struct {
	const char *recipient, *called; /* in the case file */
	bool court, page, gaps;
} recipients[] = {
	{"Independent Case Examiner", "The Independent Case Examiner", false, true, true},
	{"Your Member of Parliament", "My MP", false, true, true},
	{"First-tier Tribunal (Social Entitlement)", "First-tier Tribunal (Social Entitlement)",
		false, true, false},
	{"First-tier Tribunal (Social Entitlement)", "sscs", false, true, false},
	{"Administrative Court", "Administrative Court", false, false, false},
	{"Another body", "jr", true, false, false},
};

Test(delays, courts_have_neither_and_tribunals_no_gaps)
{
	for (size_t i = 0; i < sizeof(recipients) / sizeof(recipients[0]); i++) {
		const struct bdl_recipient r = {
			.name = recipients[i].recipient, .court = recipients[i].court};
		char *text;

		fill();
		g.s.b.recipient = &r;
		g.s.b.about.recipient = recipients[i].called;
		draw();
		cr_expect_eq(g.s.b.front.delays > 0, recipients[i].page, "%s", r.name);
		text = flat(pdf_text(&g.d.pdf));
		cr_expect_eq(strstr(text, "without an answer") != NULL, recipients[i].gaps, "%s",
			r.name);
		cr_expect_eq(strstr(text, "Deadlines and delays") != NULL, recipients[i].page, "%s",
			r.name);
		free(text);
		release();
	}
}

Test(delays, of_several_volumes_the_first_has_them)
{
	struct bdl_volume volumes[2];
	struct bdl_front front;
	struct bdl_error err = {0};

	fill();
	g.s.b.stage = BDL_STAGE_CHRONICLED;
	for (unsigned i = 0; i < 2; i++)
		volumes[i] = (struct bdl_volume){.count = g.s.b.order_count,
			.sections = g.s.sections,
			.section_count = g.s.b.section_count};
	g.s.b.volumes = volumes;
	g.s.b.volume_count = 2;
	for (unsigned i = 0; i < 2; i++) {
		struct bdl_bundle view;

		bdl_volume_view(&g.s.b, i + 1, &view);
		cr_assert_eq(bdl_draw_measure(&view, &front, &err), 0, "%s", err.message);
		cr_expect_eq(front.delays, i == 0 ? 1 : 0);
	}
	sample_release(&g.s);
}

/* Questions with titles of all lengths, some with two times: as many pages as it takes, nothing
 * torn. */
Test(delays, a_table_of_many_pages_is_torn_nowhere)
{
	unsigned first, questions = 0, links = 0;

	sample_many(&g.s, MANY);
	for (size_t i = 0; i + 1 < MANY; i += 2) {
		size_t asked = step("complaint", 2000 + (int)i / 20, 1, 2, i, 1),
		       answered = step("response", 2000 + (int)i / 20, 2, 3, i + 1, 1);

		delay("Complaint", asked, answered, "DWP: reply within 15 working days", 15, 22);
		if (i % 3 == 0)
			delay("Complaint", asked, answered, "DWP: within 2 working days", 2, 22);
		questions++;
	}
	draw();
	first = page_of(BDL_FRONT_DELAYS);
	cr_assert_gt(g.s.b.front.delays, 9);
	for (unsigned i = 0; i < g.s.b.front.delays; i++) {
		char *text = text_of(first + i);
		const char *heads = strstr(text, "Asked on Answered on Allowed Taken Over by");

		cr_expect(heads || i + 1 == g.s.b.front.delays, "page %u has no heads", first + i);
		cr_expect(i == 0 || strstr(text, "Deadlines and delays, continued"));
		/* what was asked stands above its days, never at the foot of the page before */
		cr_expect(!heads || strncmp(heads + 43, "Complaint: Letter", 17) == 0, "%.60s",
			heads ? heads + 43 : "");
		links += expect_links(first + i) - 1;
		free(text);
	}
	expect_words_inside_margins();
	cr_expect_eq(links, 2 * questions + (questions + 2) / 3, "%u links for %u questions", links,
		questions);
	release();
}

Test(delays, boxes_that_do_not_fit_go_on_the_next_page)
{
	char *text;

	fill();
	for (int i = 0; i < 5; i++)
		deadline(7)->what = "Another step that is to be taken";
	draw();
	cr_expect_eq(g.s.b.front.delays, 3);
	text = text_of(page_of(BDL_FRONT_DELAYS) + 1);
	cr_expect_not_null(strstr(text, "Deadlines and delays, continued"));
	free(text);
	expect_links(page_of(BDL_FRONT_DELAYS) + 1);
	expect_words_inside_margins();
	release();
}

/* ---- gaps ---- */

Test(gaps, stand_before_the_row_that_ends_them)
{
	static const char *const words[] = {"2020",
		"214 days without an answer to the complaint of", "9 December 2019", "10 July 2020",
		"The CMS answers", "2023", "3 March 2023", "15 May 2023", "landlord",
		"231 days without an answer to the question of",
		"[3 October 2022], up to 22 May 2023", "Index: page 2", NULL};
	char *text;

	fill();
	g.steps[2].inferred = true;
	draw();
	text = text_of(page_of(BDL_FRONT_CHRONOLOGY));
	expect_in_order(text, words);
	cr_expect_null(strstr(text, "2019, up to"));
	free(text);
	release();
}

Test(gaps, one_whose_answer_has_no_row_stands_in_its_own_year)
{
	static const char *const words[] = {"2020", "The CMS answers", "100 days without an answer",
		"2023", "Final response", NULL};
	size_t asked, answered;
	char *text;

	fill();
	asked = step("question", 2022, 5, 1, BDL_NONE, 0);
	answered = step("answer", 2022, 8, 9, BDL_NONE, 0);
	silence("question", asked, answered, 100);
	draw();
	text = text_of(page_of(BDL_FRONT_CHRONOLOGY));
	expect_in_order(text, words);
	free(text);
	release();
}

/* The row that ends a gap is on its page, wherever the page ends; the last one keeps what is open.
 */
Test(gaps, stay_with_the_row_that_ends_them)
{
	for (size_t rows = 22; rows < 44; rows++) {
		size_t asked, answered;
		char *text;
		const char *gap, *open, *answer;
		char wanted[64];

		sample_many(&g.s, rows);
		asked = step("complaint", 1999, 1, 1, 0, 1);
		answered = step("response", 0, 0, 0, rows - 5, 1);
		g.steps[answered].day = g.s.events[rows - 5].date.day;
		silence("complaint", asked, answered, 1234);
		silence("complaint", asked, BDL_NO_STEP, 8543);
		for (size_t i = 0; i + 1 < rows; i++) /* the sample's days are not in order */
			if (bdl_day_compare(g.s.events[i].date.day, g.s.events[i + 1].date.day) > 0)
				g.s.events[i + 1].date.day = g.s.events[i].date.day;
		g.steps[answered].day = g.silences[0].until = g.s.events[rows - 5].date.day;
		draw();
		text = flat(pdf_text(&g.d.pdf));
		gap = strstr(text, "1,234 days without an answer to the complaint of");
		cr_assert_not_null(gap);
		snprintf(wanted, sizeof(wanted), "Letter %zu from the CMS", rows - 4);
		answer = strstr(gap, wanted);
		cr_assert_not_null(answer, "%zu rows", rows);
		cr_expect_lt(answer - gap, (long)strcspn(gap, "\f"), "%zu rows: torn", rows);
		open = strstr(gap, "8,543 days without an answer");
		cr_assert_not_null(open);
		snprintf(wanted, sizeof(wanted), "Letter %zu from the CMS", rows);
		answer = strstr(answer, wanted);
		cr_assert_not_null(answer);
		cr_expect_lt(open - answer, (long)strcspn(answer, "\f"),
			"%zu rows: torn at the end", rows);
		expect_words_inside_margins();
		free(text);
		release();
	}
}
