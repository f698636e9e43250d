/*
 * Steps written by hand: a bundle of nothing but steps, one a line, and the rules that reckoning needs.
 */
#ifndef TESTS_JUDGE_HAND_STEPS_H
#define TESTS_JUDGE_HAND_STEPS_H

#include "judge/reckon.h"
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct bdl_holidays *holidays;
static struct bdl_step_kinds *kinds;
static struct bdl_bundle b;
static struct bdl_exhibit exhibits[16];
static struct bdl_step steps[32];
static char types[32][40];
static struct bdl_told told;

static inline void setup(void)
{
	cr_assert_eq(bdl_holidays_load(&holidays, NULL, 0, NULL), 0);
	cr_assert_eq(bdl_step_kinds_load(&kinds, NULL, 0, NULL), 0);
	bdl_bundle_init(&b);
	memset(exhibits, 0, sizeof(exhibits));
	memset(&told, 0, sizeof(told));
	b.exhibits = exhibits;
	b.exhibit_count = 16;
	b.steps = steps;
	b.made_on = (struct bdl_day){2023, 5, 22};
}

static inline void teardown(void)
{
	bdl_holidays_release(holidays);
	bdl_step_kinds_release(kinds);
	bdl_bundle_release(&b);
}

static inline struct bdl_day day(const char *iso)
{
	struct bdl_day d;

	cr_assert_eq(bdl_day_parse_iso(iso, &d), 0, "%s", iso);
	return d;
}

/* "2019-12-09 complaint" a line; behind it "answers 0" or "received 2023-03-06". Each has a
 * document of its date. */
static inline void put(const char *text)
{
	b.step_count = 0;
	while (*text) {
		struct bdl_step *s = &steps[b.step_count];
		char iso[11];
		unsigned of;
		int used = 0;

		cr_assert_eq(sscanf(text, "%10s %39s%n", iso, types[b.step_count], &used), 2);
		cr_assert_not_null(bdl_step_kind_find(kinds, types[b.step_count]));
		text += used;
		*s = (struct bdl_step){.type = types[b.step_count],
			.day = day(iso),
			.exhibit = b.step_count % 16,
			.page = 1,
			.answers = BDL_NO_STEP};
		exhibits[s->exhibit].date = (struct bdl_date){
			.day = s->day, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT};
		if (sscanf(text, " answers %u%n", &of, &used) == 1) {
			s->answers = of;
			text += used;
		}
		if (sscanf(text, " received %10s%n", iso, &used) == 1) {
			s->received = day(iso);
			text += used;
		}
		text += strspn(text, " \n");
		b.step_count++;
	}
}

static inline void expect_day(struct bdl_day d, const char *iso, const char *what)
{
	char text[BDL_DAY_TEXT];

	bdl_day_iso(d, text);
	cr_expect_str_eq(text, iso, "%s: %s, not %s", what, text, iso);
}

#endif
