/* Ready: what is said of money: what is owed, what was received, and what of that is set against
 * no sum. */
#include "judge/reckon.h"
#include "model/recipient.h"
#include "rows.h"

static const struct bdl_recipient nobody = {
	.id = "ice", .name = "Independent Case Examiner", .short_name = "the examiner"};

static struct bdl_bundle b;
static struct bdl_ready ready;

static void ask(const struct bdl_arrears *sums)
{
	static struct bdl_reckoning reckoning;
	struct bdl_error err = {.code = BDL_OK};

	reckoning = (struct bdl_reckoning){.sums = *sums, .until = {2023, 5, 22}};
	rows_init(&b, 1, BDL_STAGE_PAGINATED);
	b.reckoning = &reckoning;
	cr_assert_eq(
		bdl_make_ready(&b, &nobody, NULL, &b.arena, &ready, &err), 0, "%s", err.message);
}

static const struct bdl_ready_finding *left_over(void)
{
	for (size_t i = 0; i < ready.finding_count; i++)
		if (strcmp(ready.findings[i].id, "arrears-left-over") == 0)
			return &ready.findings[i];
	return NULL;
}

/* clang-format off */
static const struct money {
	const char *name;
	struct bdl_arrears sums;
	const char *line;
	bool look;
} cases[] = {
	{"all of it was for a sum",
		{.due = 1239153, .received = 100, .paid = 100, .owed = 1239053},
		"£12,390.53 owed up to 22 May 2023: £12,391.53 was due, £1.00 was paid. The applicant's own reckoning, not a "
		"CMS calculation.", false},
	{"some is left over while something is owed",
		{.due = 140000, .received = 120000, .paid = 40000, .left_over = 80000, .owed = 100000},
		"£1,000.00 owed up to 22 May 2023: £1,400.00 was due, £400.00 was paid. £1,200.00 was received, of which "
		"£800.00 is set against no sum. The applicant's own reckoning, not a CMS calculation.", true},
	{"some is left over and nothing is owed",
		{.due = 40000, .received = 120000, .paid = 40000, .left_over = 80000},
		"£0.00 owed up to 22 May 2023: £400.00 was due, £400.00 was paid. £1,200.00 was received, of which £800.00 is "
		"set against no sum. The applicant's own reckoning, not a CMS calculation.", false},
};

/* clang-format on */

Test(ready_money, what_came_in_and_is_set_against_nothing_is_said)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct bdl_ready_finding *f;

		ask(&cases[i].sums);
		cr_assert_eq(ready.line_count, 1, "%s", cases[i].name);
		cr_expect_str_eq(ready.lines[0].text, cases[i].line, "%s: %s", cases[i].name,
			ready.lines[0].text);
		f = left_over();
		cr_expect_eq(f != NULL, cases[i].look, "%s", cases[i].name);
		if (f) {
			cr_expect_eq(f->state, BDL_READY_LOOK);
			cr_expect_str_eq(f->text,
				"arrears: £800.00 was received and is set against no sum, while "
				"£1,000.00 is owed");
			cr_expect(f->why && f->todo && f->todo[0]);
		}
		bdl_bundle_release(&b);
	}
}
