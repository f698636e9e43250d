/* See step_rows.h. */
#include "judge/step_rows.h"

#include <string.h>

static int make_room(struct bdl_bundle *b, struct bdl_error *err)
{
	size_t space = b->step_space ? b->step_space * 2 : 16;
	struct bdl_step *larger;

	if (b->step_count < b->step_space)
		return 0;
	larger = bdl_arena_alloc(&b->arena, space * sizeof(*larger));
	if (!larger)
		return bdl_fail_memory(err);
	if (b->step_count)
		memcpy(larger, b->steps, b->step_count * sizeof(*larger));
	b->steps = larger;
	b->step_space = space;
	return 0;
}

int bdl_add_step(struct bdl_bundle *b, const struct bdl_step *step, struct bdl_error *err)
{
	struct bdl_step *list;

	if (bdl_day_exists(step->day)) {
		if (make_room(b, err) < 0)
			return -1;
		b->steps[b->step_count++] = *step;
		return 0;
	}
	list = bdl_arena_grow(&b->arena, b->undated_steps, b->undated_step_count, sizeof(*list));
	if (!list)
		return bdl_fail_memory(err);
	list[b->undated_step_count++] = *step;
	b->undated_steps = list;
	return 0;
}
