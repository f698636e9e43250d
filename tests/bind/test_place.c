/* Place: what is seen at a corner lies at that corner, whatever the page's turn, boxes and unit. */
#include "bind/place.h"

#include <criterion/criterion.h>
#include <stddef.h>

#define NEAR 1e-6

/* The user space points that are seen at the lower left and at the upper right. */
static const struct {
	const char *name;
	struct bdl_place place;
	double width, height, lower_left[2], upper_right[2];
} cases[] = {
	{"upright", {{0, 0, 600, 800}, 1, 0}, 600, 800, {0, 0}, {600, 800}},
	{"turned 90", {{0, 0, 600, 800}, 1, 90}, 800, 600, {600, 0}, {0, 800}},
	{"turned 180", {{0, 0, 600, 800}, 1, 180}, 600, 800, {600, 800}, {0, 0}},
	{"turned 270", {{0, 0, 600, 800}, 1, 270}, 800, 600, {0, 800}, {600, 0}},
	{"moved", {{100, -50, 700, 750}, 1, 0}, 600, 800, {100, -50}, {700, 750}},
	{"moved and turned", {{100, -50, 700, 750}, 1, 90}, 800, 600, {700, -50}, {100, 750}},
	{"unit 2", {{0, 0, 300, 400}, 2, 0}, 600, 800, {0, 0}, {300, 400}},
	{"unit 0.5, turned", {{0, 0, 1200, 1600}, 0.5, 270}, 800, 600, {0, 1600}, {1200, 0}},
};

Test(place, finds_the_corners_of_every_page)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double user[2], width = bdl_place_width(&cases[i].place),
				height = bdl_place_height(&cases[i].place);

		cr_expect_float_eq(width, cases[i].width, NEAR, "%s", cases[i].name);
		cr_expect_float_eq(height, cases[i].height, NEAR, "%s", cases[i].name);
		bdl_place_point(&cases[i].place, 0, 0, user);
		cr_expect_float_eq(user[0], cases[i].lower_left[0], NEAR, "%s", cases[i].name);
		cr_expect_float_eq(user[1], cases[i].lower_left[1], NEAR, "%s", cases[i].name);
		bdl_place_point(&cases[i].place, width, height, user);
		cr_expect_float_eq(user[0], cases[i].upper_right[0], NEAR, "%s", cases[i].name);
		cr_expect_float_eq(user[1], cases[i].upper_right[1], NEAR, "%s", cases[i].name);
	}
}

Test(place, gives_rectangles_with_left_before_right)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double user[4];

		bdl_place_rect(&cases[i].place, (const double[]){10, 20, 30, 50}, user);
		cr_expect(user[0] < user[2] && user[1] < user[3], "%s", cases[i].name);
		cr_expect_float_eq((user[2] - user[0]) * (user[3] - user[1]) * cases[i].place.unit *
					   cases[i].place.unit,
			600, NEAR, "%s", cases[i].name);
	}
}
