/* Ready: a supplement is not judged by what it lacks: the bundle before it may hold that, and what
 * is known to be there counts as named. */
#include "judge/reckon.h"
#include "model/recipient.h"
#include "rows.h"

static const char *final_steps[] = {"final-response", NULL}, *consents[] = {"authority", NULL};
static const char *files[] = {"letters", NULL}, *other_files[] = {"new.txt", NULL};

static struct bdl_enclosure enclosures[2];
static struct bdl_fact_rule consent;
static struct bdl_recipient r;
static struct bdl_bundle b;
static struct bdl_earlier earlier;
static struct bdl_held held[2];
static struct bdl_told told;
static struct bdl_told_event event;
static struct bdl_allegation allegation;
static struct bdl_steer steer;
static struct bdl_steering steering;
static struct bdl_ready ready;

/* One new letter; the final response and the consent lie in the bundle before. */
static void begin(void)
{
	rows_init(&b, 1, BDL_STAGE_PAGINATED);
	b.exhibits[0].path = b.exhibits[0].name = "new.txt";
	b.exhibits[0].number = 3;
	b.exhibits[0].first_page = 4;
	b.exhibits[0].date = rows_day(2023, 6, 9);
	earlier = (struct bdl_earlier){.name = "First", .documents = 2};
	held[0] = (struct bdl_held){
		.path = "consent.txt", .name = "consent.txt", .number = 1, .page = 4};
	held[1] = (struct bdl_held){
		.path = "letters/final.txt", .name = "letters/final.txt", .number = 2, .page = 9};
	b.earlier = &earlier;
	b.supplement = 1;
	b.held = held;
	b.held_count = 2;
	event = (struct bdl_told_event){
		.type = "final-response", .file = "letters/final.txt", .row = BDL_NONE};
	allegation = (struct bdl_allegation){.heading = "Delay", .files = files};
	told = (struct bdl_told){.applicant = {.name = "Ms A"},
		.representative = {.name = "Mr R"},
		.consent = "consent.txt",
		.events = &event,
		.event_count = 1,
		.allegations = &allegation,
		.allegation_count = 1};
	b.about.told = &told;
	enclosures[0] = (struct bdl_enclosure){.id = "final-response",
		.what = "final response",
		.steps = final_steps,
		.required = true,
		.why = "it comes first",
		.todo = "Put it in.",
		.said = {"a page", "2023-01-10", 'S'}};
	enclosures[1] = (struct bdl_enclosure){.id = "consent",
		.what = "consent",
		.kinds = consents,
		.required = true,
		.said = {"a page", "2023-01-10", 'S'}};
	consent = (struct bdl_fact_rule){BDL_FACT_CONSENT, BDL_FACT_REQUIRED, "nobody may answer",
		{"a page", "2023-01-10", 'S'}};
	r = (struct bdl_recipient){.id = "ice",
		.name = "Examiner",
		.short_name = "the examiner",
		.reviewed = "2023-01-10",
		.enclosures = enclosures,
		.enclosure_count = 2,
		.facts = &consent,
		.fact_count = 1};
}

static const struct bdl_ready_finding *find(const char *id)
{
	for (size_t i = 0; i < ready.finding_count; i++)
		if (strcmp(ready.findings[i].id, id) == 0)
			return &ready.findings[i];
	return NULL;
}

static void as_it_is(void)
{
}

static void nothing_told(void)
{
	told.event_count = 0;
}

static void told_without_a_file(void)
{
	event.file = NULL;
}

static void no_consent_named(void)
{
	told.consent = NULL;
}

static void consent_not_held(void)
{
	told.consent = "elsewhere.txt";
}

static void named_by_none(void)
{
	allegation.files = NULL;
}

static void tagged_in_index(void)
{
	static const char *headings[] = {"Delay", NULL};

	named_by_none();
	steer = (struct bdl_steer){
		.path = "letters/final.txt", .allegations = headings, .matched = true};
	steering = (struct bdl_steering){.rows = &steer, .row_count = 1};
	b.steering = &steering;
}

static void of_a_new_file(void)
{
	static size_t rows[] = {0};

	allegation.files = other_files;
	allegation.rows = rows;
	allegation.row_count = 1;
}

static void no_supplement(void)
{
	b.supplement = 0;
	b.earlier = NULL;
	b.held_count = 0;
	event.file = NULL;
}

enum { NONE = -1, OK = BDL_READY_OK, TO_DO = BDL_READY_TO_DO, LOOK = BDL_READY_LOOK };

/* clang-format off */
static const struct planted {
	const char *name;
	void (*plant)(void);
	const char *id;
	int state; /* NONE: there is no such finding */
	const char *text;
} planted[] = {
#define P(f, id, state, text) {#f, f, id, state, text}
	P(as_it_is, "enclosure-final-response", OK, "final response: letters/final.txt, in First (document 2, page 9)"),
	P(nothing_told, "enclosure-final-response", LOOK,
		"final response: there is none here; this is a supplement to First, which may hold it"),
	P(told_without_a_file, "enclosure-final-response", LOOK,
		"final response: there is none here; this is a supplement to First, which may hold it"),
	P(as_it_is, "facts", OK, "consent of Ms A (in First)"),
	P(as_it_is, "consent", NONE, NULL),
	P(no_consent_named, "consent", LOOK,
		"consent of Ms A: there is none here; this is a supplement to First, which may hold it"),
	P(no_consent_named, "enclosure-consent", LOOK,
		"consent: there is none here; this is a supplement to First, which may hold it"),
	P(consent_not_held, "consent", LOOK,
		"consent of Ms A: there is none here; this is a supplement to First, which may hold it"),
	P(as_it_is, "allegation", NONE, NULL),
	P(of_a_new_file, "allegation", NONE, NULL),
	P(tagged_in_index, "allegation", NONE, NULL),
	P(named_by_none, "allegation", LOOK,
		"complaint \"Delay\": no document of this supplement to First is named for it"),
	P(no_supplement, "enclosure-final-response", TO_DO, "final response: there is none in the folder"),
	P(no_supplement, "consent", TO_DO, "consent of Ms A: there is none in the folder"),
	P(no_supplement, "allegation", LOOK, "complaint \"Delay\": no document is named for it"),
};

/* clang-format on */

Test(ready_supplement, is_not_judged_by_what_it_lacks)
{
	for (size_t i = 0; i < COUNT(planted); i++) {
		const struct planted *p = &planted[i];
		struct bdl_error err = {.code = BDL_OK};
		const struct bdl_ready_finding *f;

		begin();
		p->plant();
		cr_assert_eq(
			bdl_make_ready(&b, &r, NULL, &b.arena, &ready, &err), 0, "%s", err.message);
		f = find(p->id);
		cr_expect_eq(f ? (int)f->state : NONE, p->state, "%s: %s: %s", p->name, p->id,
			f ? f->text : "no finding");
		if (f && p->text)
			cr_expect_str_eq(f->text, p->text, "%s: %s", p->name, f->text);
		cr_expect(!f || f->state == BDL_READY_OK || (f->todo && f->todo[0]), "%s", p->name);
		bdl_bundle_release(&b);
	}
}
