/*
 * Fifty thousand steps: they are settled and reckoned with in a time that grows with their number,
 * not with its square, which would take minutes.
 */
#include "judge/reckon.h"
#include "rows.h"

#include <time.h>

#define MANY ((size_t)50 * 1000)
#define SECONDS 8 /* of the processor, with sanitizers; the square takes many times that */

struct crowd {
	struct bdl_bundle b;
	struct bdl_kinds *kinds;
	struct bdl_step_kinds *steps;
	struct bdl_holidays *holidays;
	struct bdl_recipients *recipients;
	struct bdl_error err;
	clock_t from;
};

/* Documents, each a complaint or its answer; days: on how many days they are. */
static void start(struct crowd *c, size_t days)
{
	struct bdl_bundle *b = &c->b;

	*c = (struct crowd){.kinds = rows_kinds()};
	cr_assert_eq(bdl_step_kinds_load(&c->steps, NULL, 0, &c->err), 0);
	cr_assert_eq(bdl_holidays_load(&c->holidays, NULL, 0, &c->err), 0);
	cr_assert_eq(bdl_recipients_load(&c->recipients, &c->err), 0);
	rows_init(b, MANY, BDL_STAGE_DATED);
	b->steps = bdl_arena_alloc(&b->arena, MANY * sizeof(*b->steps));
	cr_assert(b->steps);
	b->step_space = b->step_count = MANY;
	for (size_t i = 0; i < MANY; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];

		x->path = x->name = bdl_arena_printf(&b->arena, "letters/%06zu.txt", i);
		x->kind = "complaint";
		x->date = (struct bdl_date){.day = bdl_day_from_number((int32_t)(12000 + i % days)),
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT};
		b->steps[i] = (struct bdl_step){.type = i % 3 ? "complaint" : "access-request",
			.day = x->date.day,
			.exhibit = i,
			.page = 1,
			.basis = "kind",
			.answers = BDL_NO_STEP};
	}
	cr_assert_eq(bdl_arrange(b, c->kinds, &c->err), 0, "%s", c->err.message);
	c->from = clock();
}

static void expect_soon(const struct crowd *c, const char *what)
{
	double taken = (double)(clock() - c->from) / CLOCKS_PER_SEC;

	cr_log_info("%s: %.2f s", what, taken);
	cr_expect_lt(taken, SECONDS, "%s: %.2f s", what, taken);
}

static void stop(struct crowd *c)
{
	bdl_recipients_release(c->recipients);
	bdl_holidays_release(c->holidays);
	bdl_step_kinds_release(c->steps);
	bdl_kinds_release(c->kinds);
	bdl_bundle_release(&c->b);
}

static void settle(struct crowd *c)
{
	cr_assert_eq(bdl_settle_steps(&c->b, c->steps, &c->err), 0, "%s", c->err.message);
	cr_expect_eq(c->b.step_count, MANY);
}

Test(steps_many, all_on_one_day)
{
	struct crowd c;

	start(&c, 1);
	settle(&c);
	expect_soon(&c, "all on one day");
	stop(&c);
}

Test(steps_many, each_with_a_day_of_receipt)
{
	struct bdl_steer *rows = calloc(MANY, sizeof(*rows));
	struct crowd c;

	cr_assert(rows);
	start(&c, 5000);
	for (size_t i = 0; i < MANY; i++) {
		rows[i] = (struct bdl_steer){.line = (unsigned)i + 2, .received = "2023-05-20"};
		c.b.exhibits[i].steer = &rows[i];
	}
	settle(&c);
	cr_expect_eq(c.b.steps[0].received.day, 20);
	expect_soon(&c, "each with a day of receipt");
	stop(&c);
	free(rows);
}

Test(steps_many, are_reckoned_with)
{
	struct bdl_ready ready;
	struct crowd c;

	start(&c, 5000);
	settle(&c);
	c.b.recipient = bdl_recipient_find(c.recipients, "ice");
	c.b.stage = BDL_STAGE_PAGINATED;
	{
		const struct bdl_rules rules = {c.recipients, c.steps, c.holidays};

		cr_assert_eq(bdl_reckon_deadlines(&c.b, &rules, &c.err), 0);
		cr_assert_eq(bdl_reckon_delays(&c.b, &rules, &c.err), 0);
	}
	cr_expect_geq(c.b.delay_count, MANY);
	expect_soon(&c, "reckoned");
	c.from = clock();
	cr_assert_eq(bdl_make_ready(&c.b, c.b.recipient, NULL, &c.b.arena, &ready, &c.err), 0);
	expect_soon(&c, "asked whether it is ready");
	stop(&c);
}
