/* Rules: the kinds of evidence and of steps that are compiled in, for targets that judge by them.
 */
#ifndef TESTS_FUZZ_RULES_H
#define TESTS_FUZZ_RULES_H

#include "fault.h"
#include "model/kind.h"
#include "model/step.h"

/* Ends the target where they cannot be had. Kept until its end. */
static inline void load_rules(struct bdl_kinds **kinds, struct bdl_step_kinds **steps)
{
	struct bdl_error err = {0};

	if (bdl_kinds_load(kinds, NULL, 0, &err) < 0 ||
		bdl_step_kinds_load(steps, NULL, 0, &err) < 0)
		fault("%s: %s", err.path, err.message);
}

#endif
