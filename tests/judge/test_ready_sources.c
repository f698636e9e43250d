/* Ready: what a finding says of where its rule stands: a text that was read is named; what nobody
 * has read is never cited as if it had been. */
#include "judge/reckon.h"
#include "model/recipient.h"
#include "rows.h"

static const char *final_steps[] = {"final-response", NULL};

static struct bdl_bundle b;
static struct bdl_ready ready;
static struct bdl_enclosure enclosure;
static struct bdl_fact_rule fact;
static struct bdl_recipient r;
static struct bdl_deadline deadline;
static struct bdl_built built;

/* Everything of it stands on one source, sure or not. */
static void ask(char confidence)
{
	const struct bdl_said said = {"a certain page", "2023-01-10", confidence};
	struct bdl_error err = {.code = BDL_OK};

	enclosure = (struct bdl_enclosure){.id = "x",
		.what = "final response",
		.steps = final_steps,
		.required = true,
		.why = "it comes first",
		.said = said};
	fact = (struct bdl_fact_rule){BDL_FACT_NAME, BDL_FACT_REQUIRED, NULL, said};
	r = (struct bdl_recipient){.id = "ice",
		.name = "Examiner",
		.short_name = "the examiner",
		.reviewed = "2023-01-10",
		.enclosures = &enclosure,
		.enclosure_count = 1,
		.facts = &fact,
		.fact_count = 1,
		.pages_most = {5, "5 pages", "a certain page", confidence, "2023-01-10"},
		.core_above = {4, "over 4 pages", "a certain page", confidence, "2023-01-10"}};
	built = (struct bdl_built){1, 1, 6};
	rows_init(&b, 1, BDL_STAGE_PAGINATED);
	b.pages = 6;
	deadline = (struct bdl_deadline){.id = "none",
		.what = "To write",
		.rule = "six months",
		.source = "a certain page",
		.reviewed = "2023-01-10",
		.confidence = confidence,
		.trigger = BDL_NO_STEP,
		.from = {2023, 3, 3},
		.safe = {2023, 9, 3},
		.outer = {2023, 9, 3},
		.aim = {2023, 9, 1},
		.days_left = 104,
		.done = BDL_NO_STEP};
	b.deadlines = &deadline;
	b.deadline_count = 1;
	cr_assert_eq(bdl_make_ready(&b, &r, &built, &b.arena, &ready, &err), 0, "%s", err.message);
}

static const struct bdl_ready_finding *find(const char *id)
{
	for (size_t i = 0; i < ready.finding_count; i++)
		if (strcmp(ready.findings[i].id, id) == 0)
			return &ready.findings[i];
	cr_assert_fail("%s: nothing is said of it", id);
	return NULL;
}

/* clang-format off */
static const struct {
	const char *id, *read, *unread; /* why, where the page was read and where it was not */
} cases[] = {
	{"enclosure-x", "it comes first; see a certain page", "it comes first"},
	{"fact-name", "a certain page", "nothing that was read says so"},
	{"pages", "Examiner takes at most 5 pages (a certain page)", "Examiner takes at most 5 pages"},
	{"core", "A bundle over 4 pages needs a core bundle (a certain page)", "A bundle over 4 pages needs a core bundle"},
};

static const struct {
	char confidence;
	bool read, check;
	const char *line;
} sources[] = {
	{'S', true, false, "a certain page, read on 10 January 2023"},
	{'2', true, true, "a certain page, read on 10 January 2023: check this with them"},
	{'C', true, true, "a certain page, read on 10 January 2023: check this with them"},
	{'M', false, true, "a certain page: check this with them"},
};

/* clang-format on */

Test(ready_sources, what_was_not_read_is_not_cited)
{
	for (size_t k = 0; k < COUNT(sources); k++) {
		ask(sources[k].confidence);
		for (size_t i = 0; i < COUNT(cases); i++) {
			const struct bdl_ready_finding *f = find(cases[i].id);

			cr_expect_str_eq(f->why, sources[k].read ? cases[i].read : cases[i].unread,
				"%c: %s: %s", sources[k].confidence, cases[i].id, f->why);
			cr_expect_eq(f->check_with_them, sources[k].check, "%c: %s",
				sources[k].confidence, cases[i].id);
		}
		cr_expect_str_eq(ready.lines[0].source, sources[k].line, "%c: %s",
			sources[k].confidence, ready.lines[0].source);
		bdl_bundle_release(&b);
	}
}
