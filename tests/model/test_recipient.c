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
		"mandatory-reconsideration", "hmcts", "jcio", "sar", "county-court-email",
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
	cr_expect_eq(find(all, "court")->documents_count, 4);
	cr_expect_eq(find(all, "county-court-email")->bytes_most.value, 10000000);
	cr_expect_eq(find(all, "county-court-email")->pages_most.value, 50);
	cr_expect_eq(find(all, "upper-tribunal")->bytes_most.value, 50000000);
	cr_expect_eq(find(all, "family")->pages_most.value, 350);
	cr_expect_eq(find(all, "family")->pages_most.confidence, '2');
	cr_expect(find(all, "family")->by_section);
	cr_expect_not(find(all, "family-financial")->by_section);
	cr_expect(find(all, "ice")->wants_insurance && find(all, "cms")->wants_reference);
	cr_expect_not(find(all, "mp")->wants_insurance);
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

static const struct {
	const char *recipient, *id, *trigger;
	enum bdl_period_unit unit;
	int count, post;
	bool less_a_day, rolls, first;
	char confidence;
} deadlines[] = {
	{"ice", "ice-six-months", "final-response", BDL_PERIOD_MONTHS, 6, 0, false, false, false,
		'S'},
	{"phso", "phso-twelve-months", "complaint", BDL_PERIOD_MONTHS, 12, 0, false, false, true,
		'S'},
	{"mandatory-reconsideration", "mr-thirty-days", "decision", BDL_PERIOD_DAYS, 30, 2, false,
		false, false, 'S'},
	{"court", "jr-three-months", "decision", BDL_PERIOD_MONTHS, 3, 0, false, true, false, 'S'},
	{"court", "jr-service", "claim-issued", BDL_PERIOD_DAYS, 7, 0, false, false, false, 'S'},
};

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

	cr_assert_eq(bdl_recipients_load(&all, NULL), 0);
	for (size_t i = 0; i < sizeof(deadlines) / sizeof(deadlines[0]); i++) {
		const struct bdl_deadline_rule *d =
			deadline(find(all, deadlines[i].recipient), deadlines[i].id);

		cr_assert(d, "%s", deadlines[i].id);
		cr_expect_str_eq(d->triggers[0], deadlines[i].trigger);
		cr_expect_eq(d->period.unit, deadlines[i].unit, "%s", d->id);
		cr_expect_eq(d->period.count, deadlines[i].count, "%s", d->id);
		cr_expect_eq(d->period.days_of_post, deadlines[i].post, "%s", d->id);
		cr_expect_eq(d->period.less_a_day, deadlines[i].less_a_day, "%s", d->id);
		cr_expect_eq(d->period.rolls, deadlines[i].rolls, "%s", d->id);
		cr_expect_eq(d->first, deadlines[i].first, "%s", d->id);
		cr_expect_eq(d->said.confidence, deadlines[i].confidence, "%s", d->id);
		cr_expect_str_eq(d->said.reviewed, "2026-11-22");
	}
	bdl_recipients_release(all);
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
