/* Stamped: what stands where on a page, on pages of every size and for every way of numbering. */
#include "bind/stamped.h"
#include "model/type.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define NEAR 1e-6
#define A4_WIDTH 595.28
#define A4_HEIGHT 841.89

static const struct bdl_place a4 = {{0, 0, A4_WIDTH, A4_HEIGHT}, 1, 0};

/* A bundle whose page 6 is the second behind an exhibit's front sheet. */
static unsigned main_pages[20] = {[5] = 1234};
static struct bdl_section exhibit = {.letter = "A", .mark = "AB1", .page = 4, .sheets = 1};

static struct bdl_bundle whole(struct bdl_numbering n)
{
	return (struct bdl_bundle){.numbering = n, .pages = 20};
}

static void stamp(const struct bdl_bundle *b, unsigned page, const struct bdl_place *p,
	const struct bdl_stamp *furniture, struct bdl_stamped *out)
{
	const struct bdl_stamping s = bdl_bundle_stamping(b);

	bdl_stamped_page(b, &s, page, p, furniture, out);
}

Test(stamped, puts_the_number_48_from_the_right_and_24_from_the_bottom)
{
	struct bdl_bundle b = whole((struct bdl_numbering)BDL_NUMBERING_INIT);
	struct bdl_stamped s;
	const struct bdl_stamped_words *n = &s.at[BDL_SLOT_NUMBER];

	b.pages = 2000;
	stamp(&b, 1234, &a4, NULL, &s);
	cr_expect_str_eq(n->words, "1234");
	cr_expect_float_eq(n->size, 12, NEAR);
	cr_expect_float_eq(n->left + n->width, 547.28, NEAR);
	cr_expect_float_eq(n->width, 4 * 6.672, NEAR);
	cr_expect_float_eq(n->baseline, 24, NEAR);
	for (int kind = BDL_SLOT_MARK; kind < BDL_SLOT_COUNT; kind++)
		cr_expect_null(s.at[kind].words);
}

/* Where each side and edge has it, on A4. */
static const struct {
	enum bdl_number_side side;
	bool top;
	double left, right, baseline; /* 0: not looked at */
} places[] = {
	{BDL_NUMBER_RIGHT, false, 0, 547.28, 24},
	{BDL_NUMBER_LEFT, false, 72, 0, 24},
	{BDL_NUMBER_RIGHT, true, 0, 547.28, A4_HEIGHT - 24},
	{BDL_NUMBER_LEFT, true, 72, 0, A4_HEIGHT - 24},
};

Test(stamped, has_a_place_for_each_side)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct bdl_numbering numbering = {
			.size = 14, .prefix = "App ", .side = places[i].side, .top = places[i].top};
		struct bdl_bundle b = whole(numbering);
		struct bdl_stamped s;
		const struct bdl_stamped_words *n = &s.at[BDL_SLOT_NUMBER];

		stamp(&b, 12, &a4, NULL, &s);
		cr_expect_str_eq(n->words, "App 12");
		cr_expect_float_eq(n->size, 14, NEAR);
		cr_expect_float_eq(n->baseline, places[i].baseline, NEAR, "row %zu", i);
		if (places[i].left > 0)
			cr_expect_float_eq(n->left, places[i].left, NEAR, "row %zu", i);
		if (places[i].right > 0)
			cr_expect_float_eq(n->left + n->width, places[i].right, NEAR, "row %zu", i);
		b.numbering.side = BDL_NUMBER_CENTRE;
		stamp(&b, 12, &a4, NULL, &s);
		cr_expect_float_eq(n->left + n->width / 2, A4_WIDTH / 2, NEAR);
	}
}

Test(stamped, volume_mark_and_main_bundle_stand_where_the_look_has_them)
{
	struct bdl_bundle b = whole((struct bdl_numbering)BDL_NUMBERING_INIT);
	struct bdl_stamped s;
	const struct bdl_stamped_words *volume = &s.at[BDL_SLOT_VOLUME],
				       *mark = &s.at[BDL_SLOT_MARK], *main = &s.at[BDL_SLOT_MAIN];

	b.volume = 2;
	b.volume_count = 3;
	b.sections = &exhibit;
	b.section_count = 1;
	b.main_pages = main_pages;
	stamp(&b, 6, &a4, NULL, &s);
	cr_expect_str_eq(s.at[BDL_SLOT_NUMBER].words, "2/6");
	cr_expect_str_eq(volume->words, "Volume 2 of 3");
	cr_expect_float_eq(volume->left + volume->width, 495.28, NEAR);
	cr_expect_float_eq(volume->size, 10, NEAR);
	cr_expect_str_eq(mark->words, "AB1-2");
	cr_expect_float_eq(mark->left + mark->width / 2, A4_WIDTH / 2, NEAR);
	cr_expect_float_eq(mark->size, 12, NEAR);
	cr_expect_str_eq(main->words, "Main bundle page 1234");
	cr_expect_float_eq(main->left, 72, NEAR);
	cr_expect_float_eq(main->size, 10, NEAR);
	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++)
		cr_expect_float_eq(s.at[kind].baseline, 24, NEAR);
	stamp(&b, 4, &a4, NULL, &s);
	cr_expect_null(mark->words, "the front sheet has no mark beside its number");
}

static void box_of(const struct bdl_stamped_words *w, double box[4])
{
	box[0] = w->left;
	box[1] = w->baseline - BDL_TYPE_DEPTH * w->size;
	box[2] = w->left + w->width;
	box[3] = w->baseline + BDL_TYPE_HEIGHT * w->size;
}

static bool meet(const double a[4], const double b[4])
{
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/* Every numbering that can be asked for, or as good as. */
struct wish {
	struct bdl_numbering n;
	unsigned volume;
	bool mark, main;
};

#define WISHES (6u * 4u * 3u * 2u * 2u * 8u)

static struct wish wish(unsigned i)
{
	static const double sizes[] = {9, 12, 17.5, 24};
	static const char *const prefixes[] = {NULL, "App ", "WWWWWWWWWWWWWWWW"};
	struct wish w = {.n = {.size = sizes[i % 4]}};

	i /= 4;
	w.n.side = (enum bdl_number_side)(i % 3);
	i /= 3;
	w.n.top = i % 2;
	i /= 2;
	w.n.prefix = prefixes[i % 3];
	i /= 3;
	w.n.of_total = i % 2;
	i /= 2;
	w.n.by_section = i % 2;
	i /= 2;
	w.volume = i & 1 ? 12 : 0;
	w.mark = i & 2;
	w.main = i & 4;
	return w;
}

static struct bdl_bundle granted(const struct wish *w)
{
	struct bdl_bundle b = whole(w->n);

	b.pages = 1999;
	b.volume = w->volume;
	b.volume_count = 14;
	b.sections = &exhibit;
	b.section_count = 1;
	exhibit.mark = w->mark ? "AB1" : NULL;
	b.main_pages = w->main ? main_pages : NULL;
	return b;
}

static const double sides[][2] = {{A4_WIDTH, A4_HEIGHT}, {A4_HEIGHT, A4_WIDTH}, {842, 1191},
	{420, 595}, {298, 420}, {200, 300}, {2000, 300}, {150, 150}};

/* Words of the stamp lie in their slots, on the page, upon no others, whatever is asked for. */
Test(stamped, words_never_lie_on_each_other_nor_leave_their_slots)
{
	static const struct bdl_stamp furniture = {.foot = "Index: ",
		.foot_link = "page App 12/1234",
		.foot_link_left = 105,
		.foot_link_right = 190};

	for (unsigned i = 0; i < WISHES * 8; i++) {
		const struct wish w = wish(i / 8);
		const double *side = sides[i % 8];
		const struct bdl_place place = {{0, 0, side[0], side[1]}, 1, 0};
		const struct bdl_bundle b = granted(&w);
		const struct bdl_stamping stamping = bdl_bundle_stamping(&b);
		bool drawn = i % 8 < 2;
		struct bdl_slot slots[BDL_SLOT_COUNT];
		struct bdl_stamped s;
		double boxes[BDL_SLOT_COUNT + 1][4];
		int count = 0;

		stamp(&b, 6, &place, drawn ? &furniture : NULL, &s);
		bdl_stamping_lay(&stamping, side[0], side[1], slots);
		for (int kind = 0; kind < BDL_SLOT_COUNT; kind++) {
			const double *box = boxes[count], *slot = slots[kind].box;

			if (!s.at[kind].words) {
				cr_expect(
					!slots[kind].used || side[1] < 200, "%u: slot %d", i, kind);
				continue;
			}
			box_of(&s.at[kind], boxes[count++]);
			cr_expect(box[0] >= slot[0] - NEAR && box[1] >= slot[1] - NEAR &&
					  box[2] <= slot[2] + NEAR && box[3] <= slot[3] + NEAR,
				"%u: slot %d: %g %g %g %g not in %g %g %g %g", i, kind, box[0],
				box[1], box[2], box[3], slot[0], slot[1], slot[2], slot[3]);
			cr_expect(box[0] >= 0 && box[1] >= 0 && box[2] <= side[0] &&
					  box[3] <= side[1],
				"%u: slot %d leaves the page", i, kind);
		}
		if (drawn) {
			double *box = boxes[count++];

			box[0] = s.foot_left;
			box[1] = s.foot_baseline - 3;
			box[2] = s.foot_left + 118;
			box[3] = s.foot_baseline + 8;
			cr_expect(box[0] >= 0 && box[2] <= side[0] && box[3] <= 60, "%u: foot", i);
		}
		for (int a = 0; a < count; a++)
			for (int k = 0; k < a; k++)
				cr_expect_not(
					meet(boxes[a], boxes[k]), "%u: %d lies on %d", i, a, k);
	}
}

/* Drawn pages leave 60 points at the foot and 48 at the head free: slots take no more. */
Test(stamped, slots_of_a4_fit_into_what_drawn_pages_leave_free)
{
	for (unsigned i = 0; i < WISHES; i++) {
		const struct wish w = wish(i);
		const struct bdl_bundle b = granted(&w);
		const struct bdl_stamping stamping = bdl_bundle_stamping(&b);

		for (int k = 0; k < 2; k++) {
			struct bdl_slot slots[BDL_SLOT_COUNT];
			double foot, head;

			bdl_stamping_lay(&stamping, sides[k][0], sides[k][1], slots);
			bdl_stamping_strips(slots, sides[k][1], &foot, &head);
			cr_expect(foot <= BDL_STAMP_STRIP_MOST + NEAR && head <= 62, "%u: %g %g", i,
				foot, head);
		}
	}
}

Test(stamped, keeps_the_number_inside_the_smallest_page)
{
	static const double lengths[] = {0.01, 1, 5, 12, 30, 60, 110, 116, 150, 400};
	const size_t count = sizeof(lengths) / sizeof(lengths[0]);
	struct bdl_bundle b = whole((struct bdl_numbering)BDL_NUMBERING_INIT);

	b.pages = 200000;
	for (size_t i = 0; i < count * count * 6; i++) {
		const struct bdl_place p = {
			{0, 0, lengths[i % count], lengths[i / count % count]}, 1, 0};
		struct bdl_stamped s;
		const struct bdl_stamped_words *n = &s.at[BDL_SLOT_NUMBER];

		b.numbering.side = (enum bdl_number_side)(i / count / count % 3);
		b.numbering.top = i / count / count > 2;
		stamp(&b, 200000, &p, NULL, &s);
		cr_expect(n->left >= 0 && n->left + n->width <= p.box[2], "%g wide", p.box[2]);
		cr_expect(n->baseline >= 0 && n->baseline + 0.73 * n->size <= p.box[3], "%g high",
			p.box[3]);
		cr_expect_gt(n->size, 0);
	}
}

/* What is reserved while reading says all that there is to know of where the stamps go. */
Test(stamped, the_room_that_is_reserved_travels_as_words)
{
	char text[BDL_STAMPING_TEXT];

	for (unsigned i = 0; i < WISHES; i++) {
		const struct wish w = wish(i);
		struct bdl_stamping s, again;

		bdl_stamping_of(&w.n, w.volume > 0, w.mark, w.main, &s);
		bdl_stamping_text(&s, text);
		cr_expect(bdl_stamping_parse(text, &again), "%s", text);
		cr_expect(s.side == again.side && s.top == again.top && s.size == again.size &&
				  s.width == again.width &&
				  memcmp(s.has, again.has, sizeof(s.has)) == 0,
			"%s", text);
	}
}

Test(stamped, refuses_words_that_are_none)
{
	static const char *const wrong[] = {"bottom", "bottom-right", "bottom-right 120",
		"bottom-right 120 600 ", "bottom-right 120 600 volume mark", "bottom-right 0 600",
		"bottom-right 12000 600", "bottom-right 120 99999", "middle 120 600",
		"bottom-right -1 600", "bottom-right 120 600 mark x"};
	struct bdl_stamping s;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		cr_expect_not(bdl_stamping_parse(wrong[i], &s), "%s", wrong[i]);
		cr_expect_eq(s.width, 600);
	}
	cr_expect(bdl_stamping_parse("", &s) && s.size == 120 && s.has[BDL_SLOT_NUMBER]);
	cr_expect(bdl_stamping_parse(NULL, &s) && !s.top);
}
