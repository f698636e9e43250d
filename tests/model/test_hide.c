/* Private matter taken out of a line: what is left holds none of it. */
#include "model/hide.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *names[] = {"Ann Example", NULL};

static const struct {
	const char *text, *hidden;
} lines[] = {
	{"nothing", "nothing"},
	{"Ann Example came", "[hidden] came"},
	{"AB 12 34 56 C", "[hidden]"},
	/* only once the name is gone it shows that a number ends there */
	{"NI AB 12 34 56Ann Example", "NI [hidden][hidden]"},
};

Test(hide, line_holds_nothing_of_it_any_more)
{
	const struct bdl_private_list l = {.names = names, .patterns = true};

	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct bdl_arena arena = BDL_ARENA_INIT;
		struct bdl_error err = {0};
		const char *line = bdl_hide_line(&arena, lines[i].text, &l, NULL, &err);

		cr_assert_not_null(line, "%s", err.message);
		cr_expect_str_eq(line, lines[i].hidden);
		bdl_arena_release(&arena);
	}
}
