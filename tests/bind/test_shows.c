/* Shows: the reading of stamps, by tables; what is not understood is refused. */
#include "bind/prove/shows.h"
#include "bind/stamp.h"

#include <criterion/criterion.h>
#include <string.h>

Test(shows, reads_back_what_a_stamp_says)
{
	const struct bdl_place p = {{10, 20, 605.28, 861.89}, 1, 90};
	const struct bdl_stamp s = {.header_left = "1. Log (a)",
		.header_right = "Ref \\ \xA3",
		.header_right_x = 400,
		.foot = "Index: ",
		.foot_link = "page 2",
		.foot_link_left = 100,
		.foot_link_right = 130};
	struct bdl_show shows[BDL_SHOWS_MAX];
	struct bdl_buffer b = BDL_BUFFER_INIT;
	size_t count;
	struct bdl_stamped stamped = {.foot_left = 72, .foot_baseline = 24};

	stamped.at[BDL_SLOT_NUMBER] = (struct bdl_stamped_words){"31", 12, 500, 24, 13.344};
	bdl_stamp_content(&b, &p, &s, &stamped, BDL_NUMBER_BLACK);
	cr_assert_null(bdl_read_shows(b.data, b.length, shows, &count), "%s", b.data);
	cr_assert_eq(count, 5);
	cr_expect_str_eq(shows[0].text, "1. Log (a)");
	cr_expect_str_eq(shows[1].text, "Ref \\ \xA3");
	cr_expect_str_eq(shows[3].text, "page 2");
	cr_expect_float_eq(shows[3].colour[2], 0.451, 1e-9);
	cr_expect_str_eq(shows[4].text, "31");
	cr_expect_str_eq(shows[4].font, "BdlB");
	cr_expect_float_eq(shows[4].colour[0], 0, 1e-9);
	cr_expect_float_eq(shows[4].size, 12, 1e-9);
	/* turned by 90: to the right is up, and the bottom is the right edge */
	cr_expect_float_eq(shows[4].m[1], 1, 1e-9);
	cr_expect_float_eq(shows[4].m[4], 605.28 - 24, 1e-4);
	bdl_buffer_release(&b);
}

Test(shows, refuses_what_it_does_not_understand)
{
	static const struct {
		const char *content;
		bool good;
	} cases[] = {
		{"", true},
		{"BT /F 12 Tf 1 2 Td (\\061) Tj ET", true},
		{"q 2 0 0 2 0 0 cm BT (x) Tj ET Q", true},
		{"BT (x) Tj", false},
		{"(x) Tj", false},
		{"q", false},
		{"Q", false},
		{"BT [(x)] TJ ET", false},
		{"BT (x) ' ET", false},
		{"/X Do", false},
		{"BT <31> Tj ET", false},
		{"BT (x Tj ET", false},
		{"BT (x\\", false},
		{"BT 1 Td (x) Tj ET", false},
		{"1.2.3 g", false},
		{"1 2 3 4 5 6 7 8 9 cm", false},
		{"BI ID EI", false},
		{"3 Tr", false},
		{"averyveryverylongoperator", false},
		{"q q q q q q q q q q Q Q Q Q Q Q Q Q Q Q", false},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct bdl_show shows[BDL_SHOWS_MAX];
		size_t count;
		const char *fault =
			bdl_read_shows(cases[i].content, strlen(cases[i].content), shows, &count);

		cr_expect_eq(fault == NULL, cases[i].good, "%s: %s", cases[i].content,
			fault ? fault : "good");
	}
}
