/* Mail of one Message-ID is pointed out, and only that. */
#include "rows.h"

Test(same_mail, later_copies_name_the_first)
{
	static const char *const ids[] = {"a@x", NULL, "b@x", "a@x", "A@x", "a@x", "a@x"};
	static const bool noted[] = {false, false, false, true, false, true, false};
	struct bdl_error err = {0};
	struct bdl_bundle b;

	rows_init(&b, COUNT(ids), BDL_STAGE_DATED);
	for (size_t i = 0; i < COUNT(ids); i++) {
		b.exhibits[i].message_id = ids[i];
		b.exhibits[i].name = bdl_arena_printf(&b.arena, "%zu.eml", i);
	}
	b.exhibits[6].duplicate_of = 0;
	cr_assert_eq(bdl_note_same_mail(&b, &err), 0);
	for (size_t i = 0; i < COUNT(ids); i++) {
		const char **w = b.exhibits[i].warnings;

		cr_assert_eq(w != NULL, noted[i], "row %zu", i);
		if (w)
			cr_expect_not_null(strstr(w[0], "\xE2\x80\x9C"
							"0.eml\xE2\x80\x9D"));
	}
	bdl_bundle_release(&b);
}
