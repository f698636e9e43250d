/* Whether a bundle can be sent: a case that is ready, and what becomes of it when one thing is
 * amiss.
 */
#include "judge/reckon.h"
#include "model/recipient.h"
#include "rows.h"

#include <stdio.h>

enum { FINAL, CONSENT, COMPLAINT, STATEMENT, ROWS };

static const char *final_steps[] = {"final-response", NULL},
		  *final_kinds[] = {"final-response", NULL};
static const char *complaint_steps[] = {"complaint", NULL}, *consent_kinds[] = {"authority", NULL};
static const char *ice_done[] = {"ice-complaint", NULL};
static const char *notes[] = {"What is before a court is not looked into.", NULL};

#define OFFICIAL                                                                                   \
	{                                                                                          \
		"gov.uk/example", "2023-01-10", 'S'                                                \
	}

/* What may be made wrong. */
struct scene {
	struct bdl_bundle b;
	struct bdl_recipient r;
	struct bdl_enclosure enclosures[3];
	struct bdl_fact_rule facts[4];
	struct bdl_deadline_rule deadline_rule;
	struct bdl_said note_said[1];
	struct bdl_told told;
	struct bdl_step steps[4];
	struct bdl_deadline deadline;
	struct bdl_delay delay;
	struct bdl_entry entry;
	struct bdl_allegation allegation;
	struct bdl_due_rule due;
	struct bdl_lost lost;
	struct bdl_losses losses;
	struct bdl_steer steer;
	struct bdl_steering steering;
	struct bdl_built built;
	struct bdl_excluded excluded;
	struct bdl_court court;
	struct bdl_ready ready;
	size_t order[ROWS];
};

static struct scene s;

static void set_recipient(void)
{
	s.enclosures[0] = (struct bdl_enclosure){.id = "final-response",
		.what = "final response",
		.steps = final_steps,
		.kinds = final_kinds,
		.required = true,
		.why = "nothing is taken without it",
		.todo = "Put it in.",
		.said = OFFICIAL};
	s.enclosures[1] = (struct bdl_enclosure){.id = "complaint",
		.what = "complaint",
		.steps = complaint_steps,
		.why = "it shows what was answered",
		.said = OFFICIAL};
	s.enclosures[2] = (struct bdl_enclosure){.id = "consent",
		.what = "consent",
		.kinds = consent_kinds,
		.required = true,
		.said = OFFICIAL};
	s.facts[0] = (struct bdl_fact_rule){BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_REQUIRED,
		"the examiner asks for it", OFFICIAL};
	s.facts[1] = (struct bdl_fact_rule){
		BDL_FACT_REFERENCE, BDL_FACT_REQUIRED, "the case is found by it", OFFICIAL};
	s.facts[2] = (struct bdl_fact_rule){
		BDL_FACT_PHONE, BDL_FACT_ADVISED, "they may call you", OFFICIAL};
	s.facts[3] = (struct bdl_fact_rule){
		BDL_FACT_CONSENT, BDL_FACT_REQUIRED, "nobody may answer without it", OFFICIAL};
	s.deadline_rule = (struct bdl_deadline_rule){.id = "ice-six-months",
		.what = "Complaint to the examiner",
		.rule = "six months from receiving the final response",
		.triggers = final_steps,
		.done = ice_done,
		.period = {.unit = BDL_PERIOD_MONTHS, .count = 6},
		.said = OFFICIAL};
	s.note_said[0] = (struct bdl_said)OFFICIAL;
	s.r = (struct bdl_recipient){.id = "ice",
		.name = "Independent Case Examiner",
		.short_name = "the examiner",
		.reviewed = "2023-01-10",
		.notes = notes,
		.note_said = s.note_said,
		.enclosures = s.enclosures,
		.enclosure_count = 3,
		.facts = s.facts,
		.fact_count = 4,
		.deadlines = &s.deadline_rule,
		.deadline_count = 1,
		.bytes_safe = {20000000, "20 MB", "gov.uk/example", 'S', "2023-01-10"},
		.bytes_most = {25000000, "25 MB", "gov.uk/example", 'S', "2023-01-10"},
		.pages_most = {50, "50 pages", "gov.uk/example", 'S', "2023-01-10"},
		.core_above = {40, "over 40 pages", "PD", 'S', "2023-01-10"}};
}

static void put(size_t row, const char *path, const char *kind, struct bdl_date date)
{
	struct bdl_exhibit *x = &s.b.exhibits[row];

	x->path = x->name = path;
	x->kind = kind;
	x->date = date;
	x->number = (unsigned)row + 1;
	x->first_page = 10 + (unsigned)row;
	x->section = 0;
	s.order[row] = row;
}

static void set_bundle(void)
{
	struct bdl_bundle *b = &s.b;

	put(FINAL, "letters/final.pdf", "final-response", rows_day(2023, 3, 3));
	put(CONSENT, "consent.pdf", "authority", rows_day(2023, 4, 1));
	put(COMPLAINT, "complaint.pdf", "complaint", rows_day(2023, 1, 16));
	put(STATEMENT, "bank.pdf", "bank-statement", rows_day(2023, 2, 1));
	b->order = s.order;
	b->order_count = ROWS;
	b->pages = 20;
	s.steps[0] = (struct bdl_step){.type = "complaint",
		.day = {2023, 1, 16},
		.exhibit = COMPLAINT,
		.page = 1,
		.answers = BDL_NO_STEP};
	s.steps[1] = (struct bdl_step){.type = "final-response",
		.day = {2023, 3, 3},
		.exhibit = FINAL,
		.page = 1,
		.answers = 0};
	b->steps = s.steps;
	b->step_count = 2;
	s.deadline = (struct bdl_deadline){.id = "ice-six-months",
		.what = "Complaint to the examiner",
		.rule = "six months from receiving the final response",
		.source = "gov.uk/example",
		.reviewed = "2023-01-10",
		.confidence = 'S',
		.trigger = 1,
		.from = {2023, 3, 3},
		.safe = {2023, 9, 3},
		.outer = {2023, 9, 3},
		.aim = {2023, 9, 1},
		.days_left = 104,
		.done = BDL_NO_STEP};
	b->deadlines = &s.deadline;
	b->deadline_count = 1;
	s.entry = (struct bdl_entry){.date = rows_day(2023, 3, 3), .text = "x", .exhibit = FINAL};
	b->entries = &s.entry;
	b->entry_count = 1;
}

static void set_case(void)
{
	s.told = (struct bdl_told){.applicant = {.name = "Ms A", .phone = "0113"},
		.representative = {.name = "Mr R"},
		.consent = "consent.pdf"};
	s.b.about = (struct bdl_case){.title = "Ms A and the CMS",
		.from = "Mr R, for Ms A",
		.reference = "1212 1212 1212",
		.national_insurance = "AB 12 34 56 C",
		.told = &s.told};
}

static void begin(void)
{
	s = (struct scene){.built = {1, 3000000, 20}};
	rows_init(&s.b, ROWS, BDL_STAGE_PAGINATED);
	set_recipient();
	set_bundle();
	set_case();
}

static void ask(void)
{
	struct bdl_error err = {.code = BDL_OK};

	cr_assert_eq(bdl_make_ready(&s.b, &s.r, &s.built, &s.b.arena, &s.ready, &err), 0, "%s",
		err.message);
}

static const struct bdl_ready_finding *find(const char *id)
{
	for (size_t i = 0; i < s.ready.finding_count; i++)
		if (strcmp(s.ready.findings[i].id, id) == 0)
			return &s.ready.findings[i];
	return NULL;
}

Test(ready, a_case_in_order)
{
	begin();
	ask();
	cr_expect(s.ready.ready);
	for (size_t i = 0; i < s.ready.finding_count; i++)
		cr_expect_eq(s.ready.findings[i].state, BDL_READY_OK, "%s: %s",
			s.ready.findings[i].id, s.ready.findings[i].text);
	cr_expect_str_eq(find("enclosure-final-response")->text,
		"final response: 3 March 2023, letters/final.pdf (page 10)");
	cr_expect_str_eq(find("facts")->text, "National Insurance number, 12-digit CMS reference "
					      "1212 1212 1212, telephone number, "
					      "consent of Ms A (2)");
	cr_expect_str_eq(find("size")->text, "size: 3.0 MB of at most 20 MB");
	cr_assert_eq(s.ready.line_count, 1);
	cr_expect_str_eq(s.ready.lines[0].text,
		"Sunday 3 September 2023, in 104 days: six months from receiving the final "
		"response, "
		"counted from its date, 3 March 2023 (page 10). Aim for Friday 1 September 2023.");
	cr_expect_str_eq(s.ready.lines[0].source, "gov.uk/example, read on 10 January 2023");
	bdl_bundle_release(&s.b);
}

/* ---- what is amiss ---- */

static void no_final(void)
{
	s.b.exhibits[FINAL].kind = "cms-letter";
	s.b.step_count = 1;
	s.b.deadline_count = 0;
}

static void final_told_only(void)
{
	s.b.exhibits[FINAL].kind = "cms-letter";
	s.steps[1].exhibit = BDL_NONE;
	s.steps[1].by = "Mr R";
}

static void final_left_out(void)
{
	s.b.exhibits[FINAL].number = 0;
}

static void left_out_in_index(void)
{
	s.excluded = (struct bdl_excluded){
		.path = "letters/final.pdf", .name = "letters/final.pdf", .reason = BDL_LEFT_OUT};
	s.b.excluded = &s.excluded;
	s.b.excluded_count = 1;
	no_final();
}

static void final_locked(void)
{
	s.b.exhibits[FINAL].shown = false;
	s.b.exhibits[FINAL].reason = BDL_REASON_LOCKED;
}

static void final_undated(void)
{
	s.b.exhibits[FINAL].date = rows_day(0, 0, 0);
	s.b.step_count = 1;
	s.b.deadline_count = 0;
}

static void final_ambiguous(void)
{
	s.b.exhibits[FINAL].date.ambiguous = true;
	s.b.exhibits[FINAL].date.other = (struct bdl_day){2023, 4, 3};
}

static void final_inferred(void)
{
	s.b.exhibits[FINAL].date.source = BDL_FROM_FILE_NAME;
}

static void final_copied(void)
{
	/* an exact copy stands for its original */
	s.b.exhibits[STATEMENT].duplicate_of = FINAL;
	s.b.exhibits[STATEMENT].number = 0;
	s.b.exhibits[STATEMENT].kind = "final-response";
	s.b.order_count = STATEMENT;
}

static void no_complaint(void)
{
	s.steps[0].type = "letter";
}

static void no_insurance(void)
{
	s.b.about.national_insurance = NULL;
}

static void bad_insurance(void)
{
	s.b.about.national_insurance = "AB 12 34 5 C";
}

static void foreign_insurance(void)
{
	s.b.about.national_insurance = "GB123456C";
}

static void bad_suffix(void)
{
	s.b.about.national_insurance = "AB123456E";
}

static void example_insurance(void)
{
	s.b.about.national_insurance = "qq123456c";
}

static void insurance_hidden(void)
{
	s.facts[0].wish = BDL_FACT_HIDDEN;
}

static void insurance_in_words(void)
{
	s.facts[0].wish = BDL_FACT_HIDDEN;
	s.b.about.summary = "My number is ab123456c.";
}

static void short_reference(void)
{
	s.b.about.reference = "12121212121";
}

static void letters_in_reference(void)
{
	s.b.about.reference = "12121212121x";
}

static void other_reference(void)
{
	s.b.about.reference = "131212121212";
}

static void no_phone(void)
{
	s.told.applicant.phone = NULL;
}

/* An archive says that there is a number, not which. */
static void phone_kept_back(void)
{
	s.told.applicant.phone = NULL;
	s.told.applicant.given = BDL_GIVEN_PHONE;
}

static void no_consent(void)
{
	s.told.consent = NULL;
	s.b.exhibits[CONSENT].kind = "letter";
}

static void consent_not_shown(void)
{
	s.b.exhibits[CONSENT].shown = false;
	s.b.exhibits[CONSENT].reason = BDL_REASON_DAMAGED;
}

static void nobody_acts(void)
{
	no_consent();
	s.told.representative.name = NULL;
	s.b.about.from = "Ms A";
}

static void over(void)
{
	s.b.made_on = (struct bdl_day){2023, 10, 3};
	s.deadline.days_left = -30;
}

static void near(void)
{
	s.b.made_on = (struct bdl_day){2023, 8, 20};
	s.deadline.days_left = 14;
}

static void not_yet_near(void)
{
	s.deadline.days_left = 15;
}

static void done(void)
{
	s.steps[2] = (struct bdl_step){.type = "ice-complaint",
		.day = {2023, 5, 1},
		.exhibit = BDL_NONE,
		.by = "Mr R",
		.answers = BDL_NO_STEP};
	s.b.step_count = 3;
	s.deadline.done = 2;
}

static void done_late(void)
{
	done();
	s.deadline.outer = (struct bdl_day){2023, 9, 9};
	s.b.made_on = s.steps[2].day = (struct bdl_day){2023, 9, 10};
}

static void done_between(void)
{
	done_late();
	s.steps[2].day = (struct bdl_day){2023, 9, 9};
}

static void done_by_receipt(void)
{
	done_between();
	s.deadline.came = s.steps[1].received = (struct bdl_day){2023, 3, 9};
}

static void done_on_a_day_not_stated(void)
{
	done();
	s.steps[2].inferred = true;
}

static void near_of_a_day_not_stated(void)
{
	near();
	s.steps[1].inferred = true;
}

static void not_begun(void)
{
	s.b.deadline_count = 0;
	s.deadline_rule.later = true;
}

/* index.csv says what it is; nobody says of which day. */
static void final_given(void)
{
	final_inferred();
	s.steps[1].given = s.steps[1].inferred = true;
}

static void final_given_with_day(void)
{
	final_given();
	s.steps[1].day = (struct bdl_day){2023, 3, 4};
}

static void no_trigger(void)
{
	s.b.deadline_count = 0;
}

static void too_large(void)
{
	s.built.largest = 26000000;
}

static void rather_large(void)
{
	s.built.largest = 21000000;
}

static void too_long(void)
{
	s.built.pages = 51;
}

static void not_built_too_long(void)
{
	s.built = (struct bdl_built){0};
	s.b.pages = 51;
}

static void no_core(void)
{
	s.b.pages = 41;
}

static void undated(void)
{
	s.b.exhibits[STATEMENT].date = rows_day(0, 0, 0);
}

static void undated_as_said(void)
{
	undated();
	s.steer.undated = true;
	s.b.exhibits[STATEMENT].steer = &s.steer;
}

static void ambiguous(void)
{
	s.b.exhibits[STATEMENT].date.ambiguous = true;
}

static void inferred(void)
{
	s.b.exhibits[STATEMENT].date.source = BDL_FROM_METADATA;
}

static void dated_by_author(void)
{
	s.b.exhibits[STATEMENT].date.source = BDL_FROM_AUTHOR;
}

static void sound(void)
{
	s.b.exhibits[STATEMENT].shown = false;
	s.b.exhibits[STATEMENT].reason = BDL_REASON_SOUND;
}

static void truncated(void)
{
	s.b.exhibits[STATEMENT].reason = BDL_REASON_TRUNCATED;
}

static void messages(void)
{
	s.r.warns_of_messages = true;
}

static void row_without_file(void)
{
	s.steer = (struct bdl_steer){.line = 12, .path = "letters/gone.pdf"};
	s.steering = (struct bdl_steering){.rows = &s.steer, .row_count = 1};
	s.b.steering = &s.steering;
}

static void row_with_file(void)
{
	row_without_file();
	s.steer.matched = true;
	s.b.exhibits[STATEMENT].steer = &s.steer;
}

static void row_of_another_file(void)
{
	row_with_file();
	s.steer.changed = true;
}

static void no_chronology(void)
{
	s.b.entry_count = 0;
}

static void bare_allegation(void)
{
	s.allegation = (struct bdl_allegation){.heading = "Delay"};
	s.told.allegations = &s.allegation;
	s.told.allegation_count = 1;
}

static void no_payments(void)
{
	s.due = (struct bdl_due_rule){
		.from = {2022, 1, 1}, .pence = 10000, .every = BDL_EVERY_MONTH};
	s.told.schedule = &s.due;
	s.told.schedule_count = 1;
}

static void loss_without_proof(void)
{
	s.lost = (struct bdl_lost){.what = "Overdraft fees", .pence = 3000, .exhibit = BDL_NONE};
	s.losses = (struct bdl_losses){.rows = &s.lost, .count = 1};
	s.b.losses = &s.losses;
}

static void loss_with_proof(void)
{
	loss_without_proof();
	s.lost.exhibit = STATEMENT;
}

static void court_order(void)
{
	s.b.exhibits[STATEMENT].kind = "court-order";
}

static void court_itself(void)
{
	court_order();
	s.r.court = true;
}

static void old_rules(void)
{
	s.r.reviewed = "2022-05-21";
}

static void rules_of_a_year(void)
{
	s.r.reviewed = "2022-05-22";
}

enum { NONE = -1, OK = BDL_READY_OK, TO_DO = BDL_READY_TO_DO, LOOK = BDL_READY_LOOK };

/* clang-format off */
static const struct planted {
	void (*plant)(void);
	const char *name, *id;
	int state;           /* NONE: there is no such finding */
	const char *words;   /* that its text holds; NULL: any */
} planted[] = {
#define P(f, id, state, words) {f, #f, id, state, words}
	P(no_final, "enclosure-final-response", TO_DO, "there is none in the folder"),
	P(no_final, "deadline-ice-six-months", LOOK, "cannot be counted"),
	P(final_told_only, "enclosure-final-response", TO_DO, "Mr R says 3 March 2023, but no document"),
	P(final_left_out, "enclosure-final-response", TO_DO, "letters/final.pdf is left out"),
	P(final_locked, "enclosure-final-response", TO_DO, "could not be shown. It is locked with a password"),
	P(final_undated, "enclosure-final-response", TO_DO, "without a full date"),
	P(final_ambiguous, "enclosure-final-response", LOOK, "of 3 March 2023 or of 3 April 2023"),
	P(final_inferred, "enclosure-final-response", LOOK, "a date that it does not state itself"),
	P(final_copied, "enclosure-final-response", OK, "letters/final.pdf"),
	P(no_complaint, "enclosure-complaint", LOOK, "there is none"),
	P(no_insurance, "fact-national-insurance", TO_DO, "the examiner asks for it, none is given"),
	P(bad_insurance, "fact-national-insurance", TO_DO, "two letters, six figures and a letter"),
	P(foreign_insurance, "fact-national-insurance", TO_DO, "given to nobody"),
	P(bad_suffix, "fact-national-insurance", TO_DO, "does not end with A, B, C or D"),
	P(example_insurance, "fact-national-insurance", LOOK, "as examples do"),
	P(insurance_hidden, "fact-national-insurance", OK, "left off the cover"),
	P(insurance_in_words, "fact-national-insurance", TO_DO, "stands in words that the cover shows"),
	P(short_reference, "fact-reference", TO_DO, "has not 12 figures"),
	P(letters_in_reference, "fact-reference", TO_DO, "no figures"),
	P(other_reference, "fact-reference", LOOK, "does not begin with 121"),
	P(no_phone, "fact-phone", LOOK, "can use it, none is given"),
	P(phone_kept_back, "fact-phone", NONE, NULL),
	P(no_consent, "consent", TO_DO, "consent of Ms A: there is none"),
	P(consent_not_shown, "consent", TO_DO, "cannot be read"),
	P(nobody_acts, "consent", NONE, NULL),
	P(nobody_acts, "enclosure-consent", NONE, NULL),
	P(over, "deadline-ice-six-months", TO_DO, "the last day was Sunday 3 September 2023, 30 days ago"),
	P(near, "deadline-ice-six-months", LOOK, "the last day is Sunday 3 September 2023, in 14 days"),
	P(not_yet_near, "deadline-ice-six-months", NONE, NULL),
	P(done, "deadline-ice-six-months", OK, "1 May 2023; the last day is 3 September 2023"),
	P(done_late, "deadline-ice-six-months", LOOK, "10 September 2023; the last day is 3 September 2023: it was done after that"),
	P(done_between, "deadline-ice-six-months", OK, "2023, in time only in the reading that allows most, up to 9 September 2023"),
	P(done_by_receipt, "deadline-ice-six-months", OK, "2023, in time only if counted from receipt, 9 March 2023"),
	P(done_on_a_day_not_stated, "deadline-ice-six-months", OK, "examiner: [1 May 2023]; the last day"),
	P(near_of_a_day_not_stated, "deadline-ice-six-months", LOOK, "counted from its date, [3 March 2023] (page 10)"),
	P(not_begun, "deadline-ice-six-months", NONE, NULL),
	P(final_given, "enclosure-final-response", LOOK, "a date that it does not state itself"),
	P(final_given_with_day, "enclosure-final-response", OK, "final response: 4 March 2023"),
	P(no_trigger, "deadline-ice-six-months", LOOK, "cannot be counted"),
	P(too_large, "size", TO_DO, "has 26.0 MB, the limit is 25 MB"),
	P(rather_large, "size", LOOK, "only up to 20 MB is certain"),
	P(too_long, "pages", TO_DO, "51, the limit is 50 pages"),
	P(not_built_too_long, "pages", TO_DO, "51, the limit is 50 pages"),
	P(no_core, "core", LOOK, "41 pages"),
	P(undated, "undated", LOOK, "1 document has no date: 4"),
	P(undated_as_said, "undated", NONE, NULL),
	P(ambiguous, "ambiguous-dates", LOOK, "1 date can be read in two ways: 4"),
	P(inferred, "inferred-dates", LOOK, "1 date is not stated in the document: 4"),
	P(dated_by_author, "inferred-dates", NONE, NULL),
	P(sound, "not-shown", LOOK, "4 could not be shown: it is a sound recording"),
	P(truncated, "shown-in-part", LOOK, "4 is shown only in part: it breaks off"),
	P(messages, "messages", LOOK, "1 letter, message or photograph"),
	P(row_without_file, "index-row", TO_DO, "index.csv, line 12: there is no file letters/gone.pdf"),
	P(row_with_file, "index-row", NONE, NULL),
	P(row_with_file, "index-changed", NONE, NULL),
	P(row_of_another_file, "index-changed", LOOK, "line 12: bank.pdf is another file"),
	P(left_out_in_index, "enclosure-final-response", TO_DO, "none in the folder"),
	P(no_chronology, "chronology", LOOK, "no entry"),
	P(bare_allegation, "allegation", LOOK, "Delay"),
	P(no_payments, "arrears", LOOK, "which payments"),
	P(loss_without_proof, "losses", LOOK, "1 loss has no proof: Overdraft fees"),
	P(loss_with_proof, "losses", NONE, NULL),
	P(court_order, "proceedings", LOOK, "in the folder: 4"),
	P(court_itself, "proceedings", NONE, NULL),
	P(old_rules, "rules-old", LOOK, "21 May 2022, more than a year ago"),
	P(rules_of_a_year, "rules-old", NONE, NULL),
};

/* clang-format on */

Test(ready, what_is_amiss)
{
	for (size_t i = 0; i < COUNT(planted); i++) {
		const struct planted *p = &planted[i];
		const struct bdl_ready_finding *f;

		begin();
		p->plant();
		ask();
		f = find(p->id);
		cr_expect_eq(f ? (int)f->state : NONE, p->state, "%s: %s: %s", p->name, p->id,
			f ? f->text : "no finding");
		if (f && p->words)
			cr_expect(strstr(f->text, p->words), "%s: \"%s\" is not in \"%s\"", p->name,
				p->words, f->text);
		/* ready is what the states say, and what is not ok says what to do */
		cr_expect_eq(
			s.ready.ready, s.ready.findings[0].state != BDL_READY_TO_DO, "%s", p->name);
		if (p->state == TO_DO)
			cr_expect_not(s.ready.ready, "%s", p->name);
		for (size_t k = 0; k < s.ready.finding_count; k++)
			cr_expect(s.ready.findings[k].state == BDL_READY_OK ||
					  (s.ready.findings[k].todo && s.ready.findings[k].todo[0]),
				"%s: %s", p->name, s.ready.findings[k].text);
		bdl_bundle_release(&s.b);
	}
}

Test(ready, to_do_comes_first_then_look_then_ok)
{
	static const int weights[] = {
		[BDL_READY_TO_DO] = 0, [BDL_READY_LOOK] = 1, [BDL_READY_OK] = 2};
	int before = 0;

	begin();
	no_insurance();
	undated();
	too_large();
	sound();
	ask();
	for (size_t i = 0; i < s.ready.finding_count; i++) {
		int now = weights[s.ready.findings[i].state];

		cr_expect(now >= before, "%s", s.ready.findings[i].id);
		before = now;
	}
	bdl_bundle_release(&s.b);
}

Test(ready, a_rule_that_is_not_official_says_so)
{
	static const struct {
		char confidence;
		const char *reviewed;
		bool doubtful;
	} rows[] = {{'S', "2023-01-10", false}, {'2', "2023-01-10", true},
		{'C', "2023-01-10", true}, {'M', "2023-01-10", true}, {'S', "2022-05-22", false},
		{'S', "2022-05-21", true}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		begin();
		no_insurance();
		s.facts[0].said.confidence = rows[i].confidence;
		s.facts[0].said.reviewed = rows[i].reviewed;
		ask();
		cr_expect_eq(find("fact-national-insurance")->check_with_them, rows[i].doubtful,
			"row %zu", i);
		bdl_bundle_release(&s.b);
	}
}

Test(ready, what_is_missing_may_be_among_what_was_left_out)
{
	begin();
	left_out_in_index();
	ask();
	cr_expect(
		strstr(find("enclosure-final-response")->todo, "among the 1 file that index.csv"));
	bdl_bundle_release(&s.b);
}

Test(ready, a_day_of_receipt_is_said_and_whether_it_helps)
{
	begin();
	s.steps[1].received = s.deadline.came = (struct bdl_day){2023, 3, 9};
	ask();
	cr_expect(strstr(s.ready.lines[0].text,
			  "from its date, 3 March 2023 (page 10); it came on 9 March 2023."),
		"%s", s.ready.lines[0].text);
	s.deadline.came = (struct bdl_day){0};
	ask();
	cr_expect(strstr(s.ready.lines[0].text,
			  "(page 10); that it came on 9 March 2023 does not lengthen it."),
		"%s", s.ready.lines[0].text);
	bdl_bundle_release(&s.b);
}

/* A court is never sent a link to a shared file. */
Test(ready, what_is_too_large_for_a_court_goes_to_its_upload_centre)
{
	begin();
	too_large();
	s.r.court = true;
	ask();
	cr_expect(strstr(find("size")->todo, "upload centre"));
	cr_expect(strstr(find("size")->todo, "no link to a shared file"));
	bdl_bundle_release(&s.b);
}

Test(ready, delays_over_and_what_is_owed_are_said_below)
{
	struct bdl_reckoning owed = {
		.sums = {.due = 1239153, .paid = 100, .owed = 1239053}, .until = {2023, 5, 22}};

	begin();
	s.delay = (struct bdl_delay){.asked = 0,
		.answered = 1,
		.what = "Complaint",
		.standard = "CMS: reply within 15 working days",
		.reviewed = "2023-01-10",
		.confidence = 'S',
		.allowed = 15,
		.taken = 34,
		.over = 19};
	s.b.delays = &s.delay;
	s.b.delay_count = 1;
	s.b.reckoning = &owed;
	ask();
	cr_assert_eq(s.ready.line_count, 3);
	cr_expect_str_eq(s.ready.lines[1].text,
		"Complaint of 16 January 2023, page 12: answered on 3 March 2023, page 10, 34 "
		"working "
		"days; allowed 15, over by 19 (CMS: reply within 15 working days).");
	cr_expect(strstr(s.ready.lines[2].text, "£12,390.53 owed up to 22 May 2023"), "%s",
		s.ready.lines[2].text);
	s.delay.over = 0;
	ask();
	cr_expect_eq(s.ready.line_count, 2);
	bdl_bundle_release(&s.b);
}

Test(ready, one_more_finding_takes_its_place)
{
	const struct bdl_ready_finding f = {
		.id = "bundle", .state = BDL_READY_TO_DO, .text = "none", .todo = "Build it."};
	struct bdl_error err = {.code = BDL_OK};

	begin();
	ask();
	cr_assert(s.ready.ready);
	cr_assert_eq(bdl_ready_add(&s.ready, &f, &s.b.arena, &err), 0);
	cr_expect_not(s.ready.ready);
	cr_expect_str_eq(s.ready.findings[0].id, "bundle");
	bdl_bundle_release(&s.b);
}
