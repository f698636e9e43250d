/* The recipients that are compiled in, and files that are not as they should be. */
#include "model/kind.h"
#include "model/recipient.h"
#include "model/step.h"

#include <criterion/criterion.h>
#include <criterion/parameterized.h>
#include <stdio.h>
#include <string.h>

static const struct bdl_recipient *find(const struct bdl_recipients *all, const char *id)
{
	const struct bdl_recipient *r = bdl_recipient_find(all, id);

	cr_assert_not_null(r, "there is no recipient %s", id);
	return r;
}

Test(recipient, all_are_there_and_say_where_their_figures_come_from)
{
	static const char *const ids[] = {"cms", "ice", "mp", "phso", "tribunal", "court", "family",
		"family-financial", "complaints-team", "internal-review",
		"mandatory-reconsideration", "hmcts", "jcio", "sar", "ico", "county-court-email",
		"upper-tribunal"};
	struct bdl_recipients *all;
	struct bdl_error err = {0};
	const struct bdl_recipient *r;
	size_t n = 0;

	cr_assert_eq(bdl_recipients_load(&all, &err), 0, "%s: %s", err.path, err.message);
	for (; (r = bdl_recipient_at(all, n)); n++) {
		const struct bdl_limit *limits[] = {&r->bytes_safe, &r->bytes_most, &r->pages_most,
			&r->core_above, &r->least_type};

		cr_assert_lt(n, sizeof(ids) / sizeof(*ids));
		cr_expect_str_eq(r->id, ids[n]);
		cr_expect_eq(find(all, ids[n]), r);
		for (size_t i = 0; i < sizeof(limits) / sizeof(*limits); i++)
			cr_expect(!limits[i]->value || (limits[i]->words && limits[i]->source &&
							       limits[i]->confidence),
				"%s, limit %zu", r->id, i);
	}
	cr_expect_eq(n, sizeof(ids) / sizeof(*ids));
	cr_expect_null(bdl_recipient_find(all, "icee"));
	bdl_recipients_release(all);
}

Test(recipient, figures_are_those_that_were_confirmed)
{
	struct bdl_recipients *all;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	cr_expect_eq(find(all, "court")->bytes_safe.value, 50000000);
	cr_expect_eq(find(all, "court")->bytes_most.value, 100000000);
	cr_expect_eq(find(all, "court")->core_above.value, 400);
	cr_expect_eq(find(all, "court")->documents_count, 5);
	cr_expect_eq(find(all, "county-court-email")->bytes_most.value, 10000000);
	cr_expect_eq(find(all, "county-court-email")->pages_most.value, 50);
	cr_expect_eq(find(all, "upper-tribunal")->bytes_most.value, 50000000);
	cr_expect_eq(find(all, "family")->pages_most.value, 350);
	cr_expect_eq(find(all, "family")->pages_most.confidence, '2');
	cr_expect(find(all, "family")->by_section);
	cr_expect_not(find(all, "family-financial")->by_section);
	cr_expect(find(all, "ice")->wants_insurance && find(all, "cms")->wants_reference);
	cr_expect_not(find(all, "mp")->wants_insurance || find(all, "mp")->takes_insurance);
	cr_expect_not(find(all, "mp")->wants_reference, "advised only");
	cr_expect_not(find(all, "mandatory-reconsideration")->wants_insurance, "advised only");
	cr_expect(find(all, "mandatory-reconsideration")->takes_insurance);
	bdl_recipients_release(all);
}

/* ---- the rules beside the PDF ---- */

static void expect_steps(
	const struct bdl_step_kinds *k, const char *id, const char *rule, const char **list)
{
	for (; list && *list; list++)
		cr_expect(bdl_step_kind_find(k, *list), "%s: %s: no step %s", id, rule, *list);
}

static void expect_kinds(
	const struct bdl_kinds *k, const char *id, const char *rule, const char **list)
{
	for (; list && *list; list++)
		cr_expect(bdl_kinds_find(k, *list), "%s: %s: no kind %s", id, rule, *list);
}

Test(recipient, every_step_kind_and_next_stage_exists)
{
	struct bdl_recipients *all;
	struct bdl_step_kinds *steps;
	struct bdl_kinds *kinds;
	const struct bdl_recipient *r;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	cr_assert_eq(bdl_step_kinds_load(&steps, NULL, 0, NULL), 0);
	cr_assert_eq(bdl_kinds_load(&kinds, NULL, 0, NULL), 0);
	for (size_t n = 0; (r = bdl_recipient_at(all, n)); n++) {
		if (r->next)
			cr_expect(
				bdl_recipient_find(all, r->next), "%s: next is %s", r->id, r->next);
		for (size_t i = 0; i < r->enclosure_count; i++) {
			expect_steps(steps, r->id, r->enclosures[i].id, r->enclosures[i].steps);
			expect_kinds(kinds, r->id, r->enclosures[i].id, r->enclosures[i].kinds);
		}
		for (size_t i = 0; i < r->deadline_count; i++) {
			cr_expect_not_null(r->deadlines[i].triggers);
			expect_steps(steps, r->id, r->deadlines[i].id, r->deadlines[i].triggers);
			expect_steps(steps, r->id, r->deadlines[i].id, r->deadlines[i].done);
		}
		for (size_t i = 0; i < r->standard_count; i++) {
			const char *asked[] = {r->standards[i].asked, NULL};

			expect_steps(steps, r->id, r->standards[i].id, asked);
			expect_steps(steps, r->id, r->standards[i].id, r->standards[i].answered);
		}
	}
	bdl_kinds_release(kinds);
	bdl_step_kinds_release(steps);
	bdl_recipients_release(all);
}

/* clang-format off */
static const struct {
	const char *recipient, *id, *trigger, *done;
	enum bdl_period_unit unit;
	int count, post;
	bool less_a_day, rolls, first;
	char confidence;
} deadlines[] = {
	{"ice", "ice-six-months", "final-response", "ice-complaint", BDL_PERIOD_MONTHS, 6, 0, false, false, false, 'S'},
	{"mp", "mp-twelve-months", "complaint", "mp-asked", BDL_PERIOD_MONTHS, 12, 0, false, false, true, 'S'},
	{"phso", "phso-twelve-months", "complaint", "mp-asked", BDL_PERIOD_MONTHS, 12, 0, false, false, true, 'S'},
	{"mandatory-reconsideration", "mr-thirty-days", "decision", "mr-request", BDL_PERIOD_DAYS, 30, 2, false, false, false, 'S'},
	{"tribunal", "sscs-one-month", "mr-notice", "appeal", BDL_PERIOD_MONTHS, 1, 0, false, true, false, 'S'},
	{"tribunal", "sscs-reply", "appeal-response", "appeal-reply", BDL_PERIOD_MONTHS, 1, 0, false, true, false, 'S'},
	{"court", "jr-three-months", "decision", "claim-issued", BDL_PERIOD_MONTHS, 3, 0, false, true, false, 'S'},
	{"court", "jr-service", "claim-issued", "claim-served", BDL_PERIOD_DAYS, 7, 0, false, false, false, 'S'},
	{"court", "jr-reply", "claim-acknowledged", "claim-reply", BDL_PERIOD_DAYS, 7, 0, false, false, false, 'S'},
	{"jcio", "jcio-three-months", "judge-conduct", "jcio-complaint", BDL_PERIOD_MONTHS, 3, 0, true, false, false, 'S'},
	{"jcio", "jaco-twenty-eight-days", "jcio-outcome", "jaco-complaint", BDL_PERIOD_DAYS, 28, 0, false, false, false, 'M'},
	{"ico", "ico-three-months", "access-answer", "ico-complaint", BDL_PERIOD_MONTHS, 3, 0, false, false, false, 'M'},
	{"upper-tribunal", "ut-one-month", "permission-refused", "ut-application", BDL_PERIOD_MONTHS, 1, 0, false, false, false, 'S'},
};

static const struct {
	const char *recipient, *id, *asked, *answered; /* answered: the last of them */
	enum bdl_period_unit unit;
	int count;
	bool when_answered, rolls;
	char confidence;
} standards[] = {
	{"cms", "cms-acknowledgement", "complaint", "acknowledgement", BDL_PERIOD_WORKING_DAYS, 2, true, false, '2'},
	{"cms", "cms-reply", "complaint", "final-response", BDL_PERIOD_WORKING_DAYS, 15, false, false, 'S'},
	{"complaints-team", "complaints-team-reply", "complaint-escalated", "final-response", BDL_PERIOD_WORKING_DAYS, 15, false, false, 'S'},
	{"internal-review", "internal-review-reply", "internal-review", "final-response", BDL_PERIOD_WORKING_DAYS, 15, false, false, '2'},
	{"ice", "ice-resolution", "ice-accepted", "ice-resolved", BDL_PERIOD_WEEKS, 8, true, false, 'S'},
	{"ice", "ice-settlement", "ice-allocated", "ice-settled", BDL_PERIOD_WEEKS, 15, true, false, 'S'},
	{"ice", "ice-investigation", "ice-allocated", "ice-settled", BDL_PERIOD_WEEKS, 20, false, false, 'S'},
	{"tribunal", "appeal-response", "appeal", "appeal-response", BDL_PERIOD_DAYS, 42, false, true, 'S'},
	{"court", "pre-action-reply", "pre-action-letter", "pre-action-reply", BDL_PERIOD_DAYS, 14, false, false, 'M'},
	{"court", "jr-acknowledgment", "claim-served", "claim-acknowledged", BDL_PERIOD_DAYS, 21, false, false, 'S'},
	{"hmcts", "hmcts-reply", "hmcts-complaint", "hmcts-reply", BDL_PERIOD_WORKING_DAYS, 10, false, false, 'S'},
	{"hmcts", "hmcts-review", "hmcts-review", "hmcts-review-reply", BDL_PERIOD_WORKING_DAYS, 10, false, false, 'S'},
	{"hmcts", "hmcts-investigation", "hmcts-investigation", "hmcts-investigation-reply", BDL_PERIOD_WORKING_DAYS, 15, false, false, 'S'},
	{"jcio", "jcio-acknowledgement", "jcio-complaint", "jcio-outcome", BDL_PERIOD_WORKING_DAYS, 2, false, false, 'S'},
	{"jcio", "jcio-reply", "jcio-complaint", "jcio-outcome", BDL_PERIOD_WORKING_DAYS, 15, false, false, 'S'},
	{"jcio", "jcio-outcome", "jcio-complaint", "jcio-outcome", BDL_PERIOD_WEEKS, 20, false, false, 'S'},
	{"sar", "access-answer", "access-request", "access-answer", BDL_PERIOD_MONTHS, 1, false, true, 'S'},
};

static const struct {
	const char *recipient, *enclosure;
	bool required;
} enclosures[] = {
	{"ice", "final-response", true}, {"phso", "final-response", true}, {"phso", "ice-report", true}, {"phso", "mp-referral", true},
	{"mp", "final-response", false}, {"mandatory-reconsideration", "decision", true}, {"tribunal", "mr-notice", true},
	{"court", "statement-of-facts", true}, {"court", "written-evidence", true}, {"court", "other-applications", false},
	{"court", "order", false}, {"court", "reasons", false}, {"court", "decision", true}, {"court", "documents", true},
	{"court", "statutory-material", true}, {"court", "essential-reading", true}, {"complaints-team", "response", true},
	{"ico", "request", true},
};

static const struct {
	const char *recipient;
	enum bdl_fact fact;
	enum bdl_fact_wish wish;
} facts[] = {
	{"cms", BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_REQUIRED}, {"cms", BDL_FACT_REFERENCE, BDL_FACT_REQUIRED},
	{"ice", BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_REQUIRED}, {"ice", BDL_FACT_REFERENCE, BDL_FACT_REQUIRED},
	{"ice", BDL_FACT_PHONE, BDL_FACT_REQUIRED}, {"ice", BDL_FACT_CONSENT, BDL_FACT_REQUIRED},
	{"mp", BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_HIDDEN}, {"mp", BDL_FACT_CONSTITUENCY, BDL_FACT_REQUIRED},
	{"mp", BDL_FACT_ADDRESS, BDL_FACT_REQUIRED}, {"phso", BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_HIDDEN},
	{"complaints-team", BDL_FACT_COMPLAINT_REFERENCE, BDL_FACT_ADVISED}, {"court", BDL_FACT_CLAIM_NUMBER, BDL_FACT_ADVISED},
	{"county-court-email", BDL_FACT_CLAIM_NUMBER, BDL_FACT_REQUIRED}, {"tribunal", BDL_FACT_NATIONAL_INSURANCE, BDL_FACT_HIDDEN},
};

/* clang-format on */

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const struct bdl_deadline_rule *deadline(const struct bdl_recipient *r, const char *id)
{
	for (size_t i = 0; i < r->deadline_count; i++)
		if (strcmp(r->deadlines[i].id, id) == 0)
			return &r->deadlines[i];
	return NULL;
}

Test(recipient, last_days_are_those_that_were_confirmed)
{
	struct bdl_recipients *all;
	const struct bdl_recipient *r;
	size_t there = 0;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t i = 0; i < COUNT(deadlines); i++) {
		const struct bdl_deadline_rule *d =
			deadline(find(all, deadlines[i].recipient), deadlines[i].id);
		bool later;

		cr_assert(d, "%s", deadlines[i].id);
		cr_expect_str_eq(d->triggers[0], deadlines[i].trigger);
		cr_expect_str_eq(d->done[0], deadlines[i].done);
		cr_expect_eq(d->period.unit, deadlines[i].unit, "%s", d->id);
		cr_expect_eq(d->period.count, deadlines[i].count, "%s", d->id);
		cr_expect_eq(d->period.days_of_post, deadlines[i].post, "%s", d->id);
		cr_expect_eq(d->period.less_a_day, deadlines[i].less_a_day, "%s", d->id);
		cr_expect_eq(d->period.rolls, deadlines[i].rolls, "%s", d->id);
		later = strcmp(d->id, "jr-service") == 0 || strcmp(d->id, "jr-reply") == 0 ||
			strcmp(d->id, "sscs-reply") == 0 ||
			strcmp(d->id, "jaco-twenty-eight-days") == 0;
		cr_expect_eq(d->later, later, "%s", d->id);
		/* of all others the rules do not say so */
		cr_expect_eq(
			d->period.from_receipt, strcmp(d->id, "ice-six-months") == 0, "%s", d->id);
		cr_expect_eq(d->first, deadlines[i].first, "%s", d->id);
		cr_expect_eq(d->said.confidence, deadlines[i].confidence, "%s", d->id);
	}
	for (size_t n = 0; (r = bdl_recipient_at(all, n)); n++)
		there += r->deadline_count;
	cr_expect_eq(there, COUNT(deadlines), "a deadline that nobody confirmed");
	bdl_recipients_release(all);
}

static const struct bdl_standard_rule *standard(const struct bdl_recipient *r, const char *id)
{
	for (size_t i = 0; i < r->standard_count; i++)
		if (strcmp(r->standards[i].id, id) == 0)
			return &r->standards[i];
	return NULL;
}

Test(recipient, standards_are_those_that_were_confirmed)
{
	struct bdl_recipients *all;
	const struct bdl_recipient *r;
	size_t there = 0;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t i = 0; i < COUNT(standards); i++) {
		const struct bdl_standard_rule *s =
			standard(find(all, standards[i].recipient), standards[i].id);
		const char **last;
		bool from_receipt;

		cr_assert(s, "%s", standards[i].id);
		for (last = s->answered; last[1]; last++)
			;
		cr_expect_str_eq(s->asked, standards[i].asked);
		cr_expect_str_eq(*last, standards[i].answered, "%s", s->id);
		cr_expect_eq(s->period.unit, standards[i].unit, "%s", s->id);
		cr_expect_eq(s->period.count, standards[i].count, "%s", s->id);
		cr_expect_eq(s->period.rolls, standards[i].rolls, "%s", s->id);
		/* from the day on which the office has it: by post, two days */
		from_receipt = strcmp(s->id, "access-answer") == 0 ||
			       strcmp(s->id, "appeal-response") == 0;
		cr_expect_eq(s->period.from_receipt, from_receipt, "%s", s->id);
		cr_expect_eq(s->period.days_of_post, from_receipt ? 2 : 0, "%s", s->id);
		cr_expect_eq(s->when_answered, standards[i].when_answered, "%s", s->id);
		cr_expect_eq(s->said.confidence, standards[i].confidence, "%s", s->id);
	}
	for (size_t n = 0; (r = bdl_recipient_at(all, n)); n++)
		there += r->standard_count;
	cr_expect_eq(there, COUNT(standards), "a standard that nobody confirmed");
	bdl_recipients_release(all);
}

Test(recipient, enclosures_and_facts_are_those_that_were_confirmed)
{
	struct bdl_recipients *all;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t i = 0; i < COUNT(enclosures); i++) {
		const struct bdl_recipient *r = find(all, enclosures[i].recipient);
		const struct bdl_enclosure *e = NULL;

		for (size_t n = 0; n < r->enclosure_count; n++)
			if (strcmp(r->enclosures[n].id, enclosures[i].enclosure) == 0)
				e = &r->enclosures[n];
		cr_assert(e, "%s: %s", r->id, enclosures[i].enclosure);
		cr_expect_eq(e->required, enclosures[i].required, "%s: %s", r->id, e->id);
	}
	for (size_t i = 0; i < COUNT(facts); i++) {
		const struct bdl_recipient *r = find(all, facts[i].recipient);
		const struct bdl_fact_rule *f = NULL;

		for (size_t n = 0; n < r->fact_count; n++)
			if (r->facts[n].fact == facts[i].fact)
				f = &r->facts[n];
		cr_assert(f, "%s: %s", r->id, bdl_fact_label(facts[i].fact));
		cr_expect_eq(f->wish, facts[i].wish, "%s: %s", r->id, bdl_fact_label(f->fact));
	}
	cr_expect_eq(find(all, "jr"), find(all, "court"));
	cr_expect_str_eq(find(all, "ice")->address[3], "L20 7WA");
	cr_expect_null(find(all, "ice")->address[4]);
	cr_expect_str_eq(find(all, "cms")->next, "complaints-team");
	cr_expect_str_eq(find(all, "complaints-team")->next, "ice");
	bdl_recipients_release(all);
}

static void expect_said(const struct bdl_recipient *r, const struct bdl_said *s, const char *what)
{
	struct bdl_day day;

	cr_expect(s->source && s->source[0], "%s: %s has no source", r->id, what);
	cr_expect(s->reviewed && bdl_day_parse_iso(s->reviewed, &day) == 0, "%s: %s", r->id, what);
	cr_expect(s->confidence && strchr("S2CM", s->confidence), "%s: %s", r->id, what);
	/* a line that rests on nobody's text must not pass for one that does */
	if (s->source &&
		(strstr(s->source, "from memory") || strstr(s->source, "no rule was read")))
		cr_expect_eq(s->confidence, 'M', "%s: %s", r->id, what);
}

Test(recipient, every_line_says_where_it_comes_from)
{
	struct bdl_recipients *all;
	const struct bdl_recipient *r;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t n = 0; (r = bdl_recipient_at(all, n)); n++) {
		expect_said(r, &r->numbering_said, "numbering");
		if (r->address)
			expect_said(r, &r->address_said, "address");
		if (r->email)
			expect_said(r, &r->email_said, "email");
		if (r->phone)
			expect_said(r, &r->phone_said, "phone");
		if (r->site)
			expect_said(r, &r->site_said, "site");
		if (r->next || r->next_words)
			expect_said(r, &r->next_said, "next");
		for (size_t i = 0; r->notes && r->notes[i]; i++)
			expect_said(r, &r->note_said[i], r->notes[i]);
		for (size_t i = 0; i < r->enclosure_count; i++)
			expect_said(r, &r->enclosures[i].said, r->enclosures[i].id);
		for (size_t i = 0; i < r->deadline_count; i++)
			expect_said(r, &r->deadlines[i].said, r->deadlines[i].id);
		for (size_t i = 0; i < r->standard_count; i++)
			expect_said(r, &r->standards[i].said, r->standards[i].id);
		for (size_t i = 0; i < r->fact_count; i++)
			expect_said(r, &r->facts[i].said, bdl_fact_token(r->facts[i].fact));
	}
	bdl_recipients_release(all);
}

/* ---- how old, how sure ---- */

static const struct {
	const char *reviewed;
	struct bdl_day today;
	bool old;
} ages[] = {
	{"2026-11-22", {2026, 11, 22}, false},
	{"2026-11-22", {2027, 11, 22}, false},
	{"2026-11-22", {2027, 11, 23}, true},
	{"2026-11-22", {2028, 1, 1}, true},
	{"2026-11-22", {2025, 1, 1}, false},
	{"2024-02-29", {2025, 2, 28}, false},
	{"2024-02-29", {2025, 3, 1}, true},
	{NULL, {2026, 11, 22}, true},
};

Test(recipient, what_was_read_more_than_a_year_before_is_old)
{
	for (size_t i = 0; i < COUNT(ages); i++) {
		const struct bdl_said said = {.reviewed = ages[i].reviewed};

		cr_expect_eq(bdl_said_is_old(&said, ages[i].today), ages[i].old, "%zu", i);
	}
}

Test(recipient, only_an_official_text_is_sure)
{
	for (const char *c = "S2CM"; *c; c++) {
		const struct bdl_said said = {.confidence = *c};

		cr_expect_eq(bdl_said_is_official(&said), *c == 'S');
	}
}

#define HEAD "id: xx\nname: X\nreviewed: \"2026-11-22\"\n"
#define NUMBERS "  numbering: { value: plain, source: a, confidence: S }\n"

struct broken {
	char yaml[300];
};

ParameterizedTestParameters(recipient, refuses_what_breaks_its_schema)
{
	static struct broken list[] = {{""}, {"id: x\n"}, {HEAD}, {HEAD "pdf: {}\n"},
		{HEAD "pdf:\n" NUMBERS "  more: 1\n"},
		{HEAD "pdf:\n  numbering: { value: roman, source: a, confidence: S }\n"},
		{HEAD "pdf:\n" NUMBERS "  summary: true\n"},
		{HEAD "pdf:\n" NUMBERS "  summary: { asks: b, source: a }\n"},
		{HEAD "pdf:\n  numbering: { value: plain, source: a, confidence: X }\n"},
		{HEAD "pdf:\n" NUMBERS
		      "  pages_most: { value: 0, words: w, source: s, confidence: S }\n"},
		{HEAD "pdf:\n" NUMBERS "  pages_most: { value: 5, words: w, confidence: S }\n"},
		{HEAD "pdf:\n" NUMBERS
		      "  pages_most: { value: many, words: w, source: s, confidence: S }\n"},
		{HEAD "pdf:\n" NUMBERS "  reference: { source: s, confidence: sure }\n"},
		{"id: xx\nname: X\nreviewed: yesterday\npdf:\n" NUMBERS}};

	return cr_make_param_array(struct broken, list, sizeof(list) / sizeof(*list));
}

ParameterizedTest(struct broken *b, recipient, refuses_what_breaks_its_schema)
{
	struct bdl_recipients *one;
	struct bdl_error err = {0};

	cr_expect_eq(
		bdl_recipients_load_one(&one, b->yaml, strlen(b->yaml), &err), -1, "%s", b->yaml);
	cr_expect(err.message[0]);
	cr_expect_null(one);
}

Test(recipient, takes_what_keeps_it)
{
	static const char yaml[] =
		HEAD "pdf:\n" NUMBERS
		     "  pages_most: { value: 5, words: five, source: s, confidence: C }\n";
	struct bdl_recipients *one;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_recipients_load_one(&one, yaml, strlen(yaml), &err), 0, "%s", err.message);
	cr_expect_eq(find(one, "xx")->pages_most.value, 5);
	cr_expect_str_eq(find(one, "xx")->pages_most.words, "five");
	cr_expect_eq(find(one, "xx")->pages_most.confidence, 'C');
	bdl_recipients_release(one);
}

/* ---- the summary ---- */

Test(recipient, who_wants_a_summary_says_so)
{
	static const char yaml[] =
		HEAD "pdf:\n" NUMBERS "  summary: { source: a, confidence: M }\n";
	struct bdl_recipients *all, *own;
	struct bdl_error err = {0};

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	cr_expect(find(all, "mp")->wants_summary);
	cr_expect(strstr(find(all, "mp")->summary_asks, "Ombudsman"));
	cr_expect_eq(find(all, "mp")->summary_said.confidence, 'M');
	cr_expect_not(find(all, "ice")->wants_summary);
	cr_expect_null(find(all, "ice")->summary_said.source);
	bdl_recipients_release(all);
	cr_assert_eq(bdl_recipients_load_one(&own, yaml, strlen(yaml), &err), 0, "%s", err.message);
	cr_expect(bdl_recipient_at(own, 0)->wants_summary);
	cr_expect_null(bdl_recipient_at(own, 0)->summary_asks);
	bdl_recipients_release(own);
}

/* ---- recipients of the user's own ---- */

#define OWN(id, standard)                                                                          \
	"id: " id "\nname: Our Panel\nreviewed: \"2026-05-01\"\n"                                  \
	"standards:\n  - id: " standard "\n    what: w\n    asked: complaint\n"                    \
	"    answered: [response]\n    weeks: 3\n    source: s\n    confidence: C\n"               \
	"    reviewed: \"2026-06-02\"\n"                                                           \
	"pdf:\n  numbering: { value: by-section, source: s, confidence: S }\n"

static int add(struct bdl_recipients *all, const char *yaml, const struct bdl_recipient **one,
	struct bdl_error *err)
{
	return bdl_recipients_add(all, "./own.yaml", yaml, strlen(yaml), one, err);
}

Test(recipient, one_of_the_users_own_is_like_the_others)
{
	struct bdl_recipients *all;
	const struct bdl_recipient *one, *ice;
	struct bdl_error err = {0};
	size_t n = 0;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	ice = find(all, "ice");
	cr_assert_eq(
		add(all, OWN("our-panel", "our-three-weeks"), &one, &err), 0, "%s", err.message);
	cr_expect_eq(find(all, "our-panel"), one);
	cr_expect_eq(find(all, "ice"), ice, "what was lent has moved");
	cr_expect_str_eq(one->path, "./own.yaml");
	cr_expect_null(ice->path);
	cr_expect_str_eq(one->short_name, "Our Panel");
	cr_expect(one->by_section);
	cr_expect_str_eq(one->standards[0].said.reviewed, "2026-06-02");
	cr_expect_str_eq(one->numbering_said.reviewed, "2026-05-01");
	while (bdl_recipient_at(all, n + 1))
		n++;
	cr_expect_eq(bdl_recipient_at(all, n), one, "without an order it is the last");
	bdl_recipients_release(all);
}

Test(recipient, one_of_the_users_own_takes_the_place_of_its_namesake)
{
	struct bdl_recipients *all;
	const struct bdl_recipient *one, *r;
	struct bdl_error err = {0};
	size_t called = 0;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	/* with a standard of the one whose place it takes */
	cr_assert_eq(add(all, OWN("ice", "ice-settlement"), &one, &err), 0, "%s", err.message);
	for (size_t n = 0; (r = bdl_recipient_at(all, n)); n++)
		called += strcmp(r->id, "ice") == 0;
	cr_expect_eq(called, 1);
	cr_expect_eq(find(all, "ice"), one);
	bdl_recipients_release(all);
}

Test(recipient, nothing_is_added_that_clashes_with_what_is_there)
{
	static const struct {
		const char *yaml, *place, *says;
	} clashes[] = {
		{OWN("our-panel", "cms-reply"), "./own.yaml:5:9",
			"standards: id: cms has \"cms-reply\" already"},
		{OWN("jr", "our-weeks"), "./own.yaml:1:5", "id: court has \"jr\" already"},
	};
	struct bdl_recipients *all;

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t i = 0; i < COUNT(clashes); i++) {
		struct bdl_error err = {0};
		const struct bdl_recipient *one = NULL;

		cr_expect_eq(add(all, clashes[i].yaml, &one, &err), -1);
		cr_expect_str_eq(err.message, clashes[i].says);
		cr_expect_str_eq(err.path, clashes[i].place);
		cr_expect_null(one);
		cr_expect_null(bdl_recipient_find(all, "our-panel"));
	}
	bdl_recipients_release(all);
}

static const struct {
	const char *word;
	bool path;
} words[] = {{"ice", false}, {"Independent Case Examiner", false}, {"my.yaml", true},
	{"my.yml", true}, {"./tribunal", true}, {"a/b", true}, {"yaml", false}};

Test(recipient, a_path_is_told_from_an_id)
{
	for (size_t i = 0; i < COUNT(words); i++)
		cr_expect_eq(
			bdl_recipient_is_path(words[i].word), words[i].path, "%s", words[i].word);
}

/* What stands between head and pdf, from line 4 on; what is said of it. */
#define FROM " source: s, confidence: S "

static const struct {
	const char *part, *place, *says;
} mistakes[] = {
	{"enclosures:\n  - { id: a1, what: w, wish: must, why: y, todo: t," FROM "}\n",
		"recipient.yaml:5:30", "enclosures: wish: \"must\" is no wish"},
	{"enclosures:\n  - { id: A1, what: w, wish: advised, why: y, todo: t," FROM "}\n",
		"recipient.yaml:5:11", "enclosures: id: \"A1\" is no id"},
	{"enclosures:\n  - { id: a1, what: w, wish: advised, why: y, todo: t, kinds: [leter]," FROM
	 "}\n",
		"recipient.yaml:5:64",
		"enclosures: kinds: there is no kind of evidence \"leter\"; did you mean "
		"\"letter\"?"},
	{"enclosures:\n  - { id: a1, what: w, wish: advised, why: y, todo: t," FROM "}\n"
	 "  - { id: a1, what: w, wish: advised, why: y, todo: t," FROM "}\n",
		"recipient.yaml:6:11", "enclosures: id: \"a1\" is there twice, first in line 5"},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decison], days: 3," FROM "}\n",
		"recipient.yaml:5:44",
		"deadlines: triggers: there is no step \"decison\"; did you mean \"decision\"?"},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision], days: 0," FROM "}\n",
		"recipient.yaml:5:61",
		"deadlines: days: a whole number from 1 to 400 is expected, not \"0\""},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision], weeks: 401," FROM "}\n",
		"recipient.yaml:5:62",
		"deadlines: weeks: a whole number from 1 to 400 is expected, not \"401\""},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision]," FROM "}\n",
		"recipient.yaml:5:5", "deadlines: a period is missing"},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision], days: 3, months: "
	 "1," FROM "}\n",
		"recipient.yaml:5:5", "deadlines: there are two periods"},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [], days: 3," FROM "}\n",
		"recipient.yaml:5:43", "deadlines: triggers: a step is needed"},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision], days: 3, days_of_post: "
	 "6," FROM "}\n",
		"recipient.yaml:5:78",
		"deadlines: days_of_post: a whole number from 0 to 5 is expected, not \"6\""},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision, decision], days: 3," FROM
	 "}\n",
		"recipient.yaml:5:54", "deadlines: triggers: decision is there twice"},
	{"deadlines:\n  - { id: d1, what: w, rule: r, triggers: [decision], days: 3, counts: "
	 "last," FROM "}\n",
		"recipient.yaml:5:72", "deadlines: counts: \"last\" is no way of counting"},
	{"standards:\n  - { id: s1, what: w, asked: complaint, answered: [], days: 3," FROM "}\n",
		"recipient.yaml:5:52", "standards: answered: a step is needed"},
	{"standards:\n  - { id: s1, what: w, asked: complain, answered: [response], days: 3," FROM
	 "}\n",
		"recipient.yaml:5:31",
		"standards: asked: there is no step \"complain\"; did you mean \"complaint\"?"},
	{"facts:\n  - { fact: shoe-size, wish: required, why: y," FROM "}\n", "recipient.yaml:5:13",
		"facts: fact: \"shoe-size\" is no fact"},
	{"facts:\n  - { fact: name, wish: maybe, why: y," FROM "}\n", "recipient.yaml:5:25",
		"facts: wish: \"maybe\" is no wish"},
	{"facts:\n  - { fact: phone, wish: hidden, why: y," FROM
	 "}\n  - { fact: phone, wish: hidden, why: y," FROM "}\n",
		"recipient.yaml:6:13", "facts: fact: \"phone\" is there twice, first in line 5"},
	{"notes:\n  - { text: t, source: s, confidence: Z }\n", "recipient.yaml:5:39",
		"notes: confidence: \"Z\" is not S, 2, C or M"},
	{"notes:\n  - { text: t," FROM ", reviewed: \"2026-13-01\" }\n", "recipient.yaml:5:53",
		"notes: reviewed: \"2026-13-01\" is not a date"},
	{"notes:\n  - { text: t, confidence: S }\n", "recipient.yaml:5:5",
		"notes: \"source\" is missing"},
	{"address: { lines: []," FROM "}\n", "recipient.yaml:4:10",
		"address: \"lines\" is missing"},
	{"next: {" FROM "}\n", "recipient.yaml:4:7", "next: \"words\" is missing"},
	{"order: 1001\n", "recipient.yaml:4:8",
		"order: a whole number from 1 to 1000 is expected, not \"1001\""},
	{"postcode: x\n", "recipient.yaml:4:1", "there is no \"postcode\""},
};

Test(recipient, each_mistake_is_named_with_its_line)
{
	for (size_t i = 0; i < COUNT(mistakes); i++) {
		struct bdl_recipients *one;
		struct bdl_error err = {0};
		char yaml[1000];

		snprintf(yaml, sizeof(yaml), HEAD "%spdf:\n" NUMBERS, mistakes[i].part);
		cr_expect_eq(
			bdl_recipients_load_one(&one, yaml, strlen(yaml), &err), -1, "%s", yaml);
		cr_expect_str_eq(err.path, mistakes[i].place, "%s", yaml);
		cr_expect_str_eq(err.message, mistakes[i].says);
		cr_expect(err.hint[0], "%s", yaml);
		cr_expect_null(one);
	}
}
