/* Stamped: see stamped.h. */
#include "bind/stamped.h"

#include "model/type.h"
#include <math.h>

#define GAP 2.0 /* words keep so far from the inner edge of their slot */
#define FOOT_LEFT 72.0 /* where draw has measured the foot */
#define FOOT_RIGHT 48.0 /* from the right edge, where there is no room for it at the left */
#define FOOT_BASELINE 24.0
#define FOOT_UP 17.0 /* to the line above */
#define FOOT_LINES 3
#define FOOT_GAP 8.0
#define FOOT_DEPTH 4.0
#define FOOT_HEIGHT 10.0
#define LEAST_OF_PAGE 0.9 /* of a small page that the words may take */

/* How wide words may be in the slot, so that they stay within it whichever way they are aligned. */
static double room(const struct bdl_slot *slot)
{
	double wide = slot->box[2] - slot->box[0], gap = fmin(GAP, wide / 10);

	if (slot->align == BDL_NUMBER_RIGHT)
		return slot->edge - slot->box[0] - gap;
	if (slot->align == BDL_NUMBER_LEFT)
		return slot->box[2] - slot->edge - gap;
	return wide - 2 * gap;
}

static void put(struct bdl_stamped_words *w, const struct bdl_slot *slot, const char *words,
	bool bold, double height)
{
	double width = bdl_type_width(bold, words);

	w->words = words;
	w->size = fmin(slot->size, LEAST_OF_PAGE * height / BDL_TYPE_HEIGHT);
	w->size = fmin(w->size, room(slot) / width);
	w->width = width * w->size;
	w->baseline = slot->baseline;
	w->left = slot->edge;
	if (slot->align == BDL_NUMBER_RIGHT)
		w->left -= w->width;
	else if (slot->align == BDL_NUMBER_CENTRE)
		w->left -= w->width / 2;
}

static bool is_on_page(const struct bdl_stamped_words *w, double height)
{
	return w->baseline >= 0 && w->baseline + BDL_TYPE_HEIGHT * w->size <= height;
}

/* Is the foot's place from `left` to `right` on this baseline free of everything else? */
static bool is_free(const struct bdl_stamped *s, double left, double right, double baseline)
{
	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++) {
		const struct bdl_stamped_words *w = &s->at[kind];

		if (w->words && left < w->left + w->width + FOOT_GAP &&
			w->left < right + FOOT_GAP &&
			baseline - FOOT_DEPTH < w->baseline + BDL_TYPE_HEIGHT * w->size &&
			w->baseline - BDL_TYPE_DEPTH * w->size < baseline + FOOT_HEIGHT)
			return false;
	}
	return true;
}

/* At the left if it is free, else at the right, else on the line above. */
static void put_foot(struct bdl_stamped *s, const struct bdl_stamp *furniture, double width)
{
	double wide = furniture->foot_link_right - FOOT_LEFT;

	s->foot_left = FOOT_LEFT;
	s->foot_baseline = FOOT_BASELINE;
	for (int line = 0; line < FOOT_LINES; line++) {
		double baseline = FOOT_BASELINE + FOOT_UP * line;
		const double lefts[] = {FOOT_LEFT, width - FOOT_RIGHT - wide};

		for (int side = 0; side < 2; side++) {
			if (!is_free(s, lefts[side], lefts[side] + wide, baseline))
				continue;
			s->foot_left = lefts[side];
			s->foot_baseline = baseline;
			return;
		}
	}
}

void bdl_stamped_page(const struct bdl_bundle *b, const struct bdl_stamping *s, unsigned page,
	const struct bdl_place *place, const struct bdl_stamp *furniture, struct bdl_stamped *out)
{
	const double width = bdl_place_width(place), height = bdl_place_height(place);
	const char *const words[BDL_SLOT_COUNT] = {[BDL_SLOT_NUMBER] = out->all.number,
		[BDL_SLOT_MARK] = out->all.mark,
		[BDL_SLOT_VOLUME] = out->all.volume,
		[BDL_SLOT_MAIN] = out->all.main};
	struct bdl_slot slots[BDL_SLOT_COUNT];

	*out = (struct bdl_stamped){.foot_left = FOOT_LEFT};
	bdl_page_words(b, page, &out->all);
	bdl_stamping_lay(s, width, height, slots);
	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++) {
		if (!words[kind][0] || !slots[kind].used)
			continue;
		put(&out->at[kind], &slots[kind], words[kind], kind == BDL_SLOT_NUMBER, height);
		if (kind != BDL_SLOT_NUMBER && !is_on_page(&out->at[kind], height))
			out->at[kind].words = NULL;
	}
	if (furniture)
		put_foot(out, furniture, width);
}
