/* Ready: which documents are taken for what a recipient asks to find: by the step that they show,
 * and by their kind only where they show no other. */
#include "judge/reckon.h"
#include "model/recipient.h"
#include "rows.h"

#include <stdio.h>
#include <time.h>

enum { ROWS = 3 };

static const char *report[] = {"ice-report", "ice-settled", NULL};
static const char *letters[] = {"ice-letter", NULL};

static struct bdl_enclosure enclosure;
static struct bdl_recipient r;
static struct bdl_bundle b;
static struct bdl_step steps[4];
static struct bdl_ready ready;

static void put(size_t row, const char *name, const char *kind, struct bdl_date date)
{
	struct bdl_exhibit *x = &b.exhibits[row];

	x->path = x->name = name;
	x->kind = kind;
	x->date = date;
	x->number = (unsigned)row + 1;
	x->first_page = 10 + (unsigned)row;
	b.order[b.order_count++] = row;
}

static void shows(size_t row, const char *type)
{
	steps[b.step_count++] = (struct bdl_step){.type = type,
		.day = b.exhibits[row].date.day,
		.exhibit = row,
		.page = 1,
		.answers = BDL_NO_STEP};
}

/* A report of 2 May, a refusal of 9 May, a bill. */
static void begin(void)
{
	rows_init(&b, ROWS, BDL_STAGE_PAGINATED);
	b.order = bdl_arena_alloc(&b.arena, ROWS * sizeof(*b.order));
	b.steps = steps;
	put(0, "report.pdf", "ice-letter", rows_day(2023, 5, 2));
	put(1, "refusal.pdf", "ice-letter", rows_day(2023, 5, 9));
	put(2, "bill.pdf", "receipt", rows_day(2023, 5, 1));
	enclosure = (struct bdl_enclosure){.id = "ice-report",
		.what = "report",
		.steps = report,
		.kinds = letters,
		.required = true,
		.why = "it comes first",
		.todo = "Put it in.",
		.said = {"a page", "2023-01-10", 'S'}};
	r = (struct bdl_recipient){.id = "phso",
		.name = "Ombudsman",
		.reviewed = "2023-01-10",
		.enclosures = &enclosure,
		.enclosure_count = 1};
}

static const struct bdl_ready_finding *ask(void)
{
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_make_ready(&b, &r, NULL, &b.arena, &ready, &err), 0, "%s", err.message);
	for (size_t i = 0; i < ready.finding_count; i++)
		if (strcmp(ready.findings[i].id, "enclosure-ice-report") == 0)
			return &ready.findings[i];
	cr_assert_fail("nothing is said of it");
	return NULL;
}

/* ---- what is there ---- */

static void by_kind_alone(void)
{
	b.exhibits[1].kind = "receipt";
}

static void both_steps(void)
{
	shows(0, "ice-report");
	shows(1, "ice-refused");
}

static void two_reports(void)
{
	shows(0, "ice-report");
	shows(1, "ice-report");
}

static void two_of_one_day(void)
{
	b.exhibits[1].date = b.exhibits[0].date;
	two_reports();
}

/* Of one document that shows two of the steps it is still one. */
static void twice_a_report(void)
{
	two_reports();
	shows(0, "ice-settled");
}

static void a_copy_besides(void)
{
	two_reports();
	b.exhibits[2].kind = "ice-letter";
	b.exhibits[2].duplicate_of = 0;
	b.exhibits[2].number = 0;
	b.order_count = 2;
}

static void only_refusal(void)
{
	b.exhibits[0].kind = "receipt";
	shows(1, "ice-refused");
}

static void undated_refusal(void)
{
	only_refusal();
	b.undated_steps = steps;
	b.undated_step_count = b.step_count;
	b.step_count = 0;
}

/* The step of a letter and its scan stands with one of them. */
static void refusal_scanned(void)
{
	static struct bdl_likeness like = {.row = 1, .how = BDL_LIKE_SAME_WORDS};

	shows(1, "ice-refused");
	b.exhibits[0].like = &like;
	b.exhibits[0].like_count = 1;
}

static void quoted_by_refusal(void)
{
	static struct bdl_likeness like = {.row = 1, .how = BDL_LIKE_QUOTED};

	refusal_scanned();
	b.exhibits[0].like = &like;
}

static void none_in_index(void)
{
	static struct bdl_steer steer = {.event = BDL_STEP_NONE};

	only_refusal();
	b.step_count = 0;
	b.exhibits[1].steer = &steer;
}

static void none_in_case(void)
{
	static struct bdl_told_event event = {.type = BDL_STEP_NONE, .file = "refusal.pdf"};
	static struct bdl_told told = {.events = &event, .event_count = 1};

	only_refusal();
	b.step_count = 0;
	b.about.told = &told;
}

/* A list of kinds alone takes whatever is of them. */
static void any_letter_will_do(void)
{
	only_refusal();
	enclosure.steps = NULL;
}

/* clang-format off */
static const struct papers {
	const char *name;
	void (*plant)(void);
	enum bdl_ready_state state;
	const char *text;
} cases[] = {
#define P(f, state, text) {#f, f, state, text}
	P(by_kind_alone, BDL_READY_OK, "report: 2 May 2023, report.pdf (page 10)"),
	P(both_steps, BDL_READY_OK, "report: 2 May 2023, report.pdf (page 10)"),
	P(two_reports, BDL_READY_OK, "report: 9 May 2023, refusal.pdf (page 11); 2 documents in all"),
	P(two_of_one_day, BDL_READY_OK, "report: 2 May 2023, report.pdf (page 10); 2 documents in all"),
	P(twice_a_report, BDL_READY_OK, "report: 9 May 2023, refusal.pdf (page 11); 2 documents in all"),
	P(a_copy_besides, BDL_READY_OK, "report: 9 May 2023, refusal.pdf (page 11); 2 documents in all"),
	P(only_refusal, BDL_READY_TO_DO, "report: there is none in the folder"),
	P(undated_refusal, BDL_READY_TO_DO, "report: there is none in the folder"),
	P(refusal_scanned, BDL_READY_TO_DO, "report: there is none in the folder"),
	P(quoted_by_refusal, BDL_READY_OK, "report: 2 May 2023, report.pdf (page 10)"),
	P(none_in_index, BDL_READY_TO_DO, "report: there is none in the folder"),
	P(none_in_case, BDL_READY_TO_DO, "report: there is none in the folder"),
	P(any_letter_will_do, BDL_READY_OK, "report: 9 May 2023, refusal.pdf (page 11)"),
};

/* clang-format on */

Test(ready_papers, a_document_that_shows_another_step_is_not_it)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct bdl_ready_finding *f;

		begin();
		cases[i].plant();
		f = ask();
		cr_expect_eq(f->state, cases[i].state, "%s: %d", cases[i].name, (int)f->state);
		cr_expect_str_eq(f->text, cases[i].text, "%s: %s", cases[i].name, f->text);
		bdl_bundle_release(&b);
	}
}

Test(ready_papers, what_is_taken_for_another_step_is_named)
{
	begin();
	only_refusal();
	cr_expect_str_eq(ask()->todo,
		"Put it in. If refusal.pdf (page 11) is one, say so in index.csv: it is taken for "
		"another step (ice-refused).");
	bdl_bundle_release(&b);
}

/* ---- many ---- */

enum { MANY = 20000, ENCLOSURES = 8 };

/* Each document shows a step, and each enclosure asks it of each: what takes as long as both
 * multiplied would be minutes. */
Test(ready_papers, twenty_thousand_documents_take_no_time, .timeout = 600)
{
	static const char *notes[] = {"What is before a court is not looked into.", NULL};
	static struct bdl_said said = {"a page", "2023-01-10", 'S'};
	static struct bdl_enclosure all[ENCLOSURES];
	struct bdl_error err = {.code = BDL_OK};
	clock_t start;
	double seconds;

	begin();
	for (size_t i = 0; i < ENCLOSURES; i++)
		all[i] = enclosure;
	r.enclosures = all;
	r.enclosure_count = ENCLOSURES;
	r.notes = notes;
	r.note_said = &said;
	bdl_bundle_release(&b);
	rows_init(&b, MANY, BDL_STAGE_PAGINATED);
	b.order = bdl_arena_alloc(&b.arena, MANY * sizeof(*b.order));
	b.steps = bdl_arena_alloc(&b.arena, MANY * sizeof(*b.steps));
	for (size_t i = 0; i < MANY; i++) {
		put(i, "letter.pdf", "ice-letter", rows_day(2020, 1 + (int)i / 2000, 1));
		b.steps[b.step_count++] = (struct bdl_step){.type = "ice-refused",
			.day = b.exhibits[i].date.day,
			.exhibit = i,
			.page = 1,
			.answers = BDL_NO_STEP};
	}
	start = clock();
	cr_assert_eq(bdl_make_ready(&b, &r, NULL, &b.arena, &ready, &err), 0, "%s", err.message);
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	cr_expect(seconds < 1, "%.2f s", seconds);
	bdl_bundle_release(&b);
}
