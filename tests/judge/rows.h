/* Tables for the tests of the passes: a bundle of so many exhibits, each with a path and no more.
 */
#ifndef TESTS_JUDGE_ROWS_H
#define TESTS_JUDGE_ROWS_H

#include "judge/judge.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static inline void rows_init(struct bdl_bundle *b, size_t count, enum bdl_stage stage)
{
	bdl_bundle_init(b);
	b->stage = stage;
	b->made_on = (struct bdl_day){2023, 5, 22};
	b->exhibits = bdl_arena_alloc(&b->arena, count * sizeof(*b->exhibits));
	cr_assert(b->exhibits);
	b->exhibit_count = count;
	for (size_t i = 0; i < count; i++)
		b->exhibits[i] = (struct bdl_exhibit){.path = "file",
			.name = "file",
			.format = "pdf",
			.kind = "other",
			.title = "File",
			.shown = true,
			.pages = 1,
			.duplicate_of = BDL_NONE,
			.section = BDL_NONE};
}

static inline struct bdl_kinds *rows_kinds(void)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_kinds *k = NULL;

	cr_assert_eq(bdl_kinds_load(&k, NULL, 0, &err), 0, "%s", err.message);
	return k;
}

static inline struct bdl_date rows_day(int year, int month, int day)
{
	struct bdl_date d = {
		.day = {(int16_t)year, (int8_t)month, (int8_t)day}, .source = BDL_FROM_TEXT};

	d.precision = day ? BDL_TO_DAY : month ? BDL_TO_MONTH : year ? BDL_TO_YEAR : BDL_UNDATED;
	return d;
}

#endif
