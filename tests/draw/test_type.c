/* Type: the table of widths is that of the fonts which are really used. */
#include "draw/canvas.h"
#include "model/type.h"

#include <criterion/criterion.h>

Test(type, widths_are_those_of_the_fonts)
{
	struct bdl_error err = {0};
	struct bdl_canvas *c = bdl_canvas_open(&err);

	cr_assert(c, "%s", err.message);
	for (int bold = 0; bold < 2; bold++)
		for (char letter = ' '; letter <= '~'; letter++) {
			const struct bdl_font font = {bold ? BDL_SANS_BOLD : BDL_SANS, 1000};
			const char words[] = {letter, '\0'};

			cr_expect_float_eq(bdl_canvas_width(c, font, words, 1),
				1000 * bdl_type_width(bold, words), 0.01, "%s %c",
				bold ? "bold" : "regular", letter);
		}
	cr_expect_eq(bdl_canvas_close(c, NULL, &err), 0);
}

Test(type, a_letter_that_is_not_in_the_table_is_wide)
{
	cr_expect_float_eq(bdl_type_width(false, "\xE9"), 1.015, 1e-9);
	cr_expect_float_eq(bdl_type_width(true, "12"), 2 * 0.556, 1e-9);
	cr_expect_float_eq(bdl_type_width(true, ""), 0, 1e-9);
}
