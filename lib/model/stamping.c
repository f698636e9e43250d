/* Stamping: see stamping.h. The measures are those of look/LOOK.md, sections 5 and 6. */
#include "model/stamping.h"

#include "model/type.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

#define SIZE_USUAL 12.0
#define BASELINE 24.0 /* from the edge of the page */
#define BELOW 10.0 /* of a slot, from the baseline down */
#define ABOVE 16.0 /* and up; both grow with the type beyond 12 */
#define AIR 10.0 /* from a slot's outer edge to the words in it */
#define RIGHT_EDGE                                                                                 \
	38.0 /* of the outermost slot, from the page's right edge: words end 48 from it */
#define LEFT_EDGE 62.0 /* the same at the left: words begin at 72, where those of drawn pages do   \
			*/
#define NUMBER_LEAST 60.0
#define NUMBER_MOST 300.0
#define NUMBER_AIR 16.0 /* of its slot, beyond the longest number */
#define VOLUME_WIDTH 82.0
#define VOLUME_AIR 2.0 /* from the number's slot to "Volume 2 of 3" */
#define VOLUME_SIZE 10.0
#define MARK_WIDTH 90.0
#define MAIN_WIDTH 126.0
#define MAIN_SIZE 10.0
#define STACKED 17.0 /* height of a slot above another */
#define STACKED_BASELINE 4.0
#define TOUCH 0.01 /* slots may touch */

/* ---- what is asked for ---- */

double bdl_longest_label(const struct bdl_numbering *n, bool volumes)
{
	const char *count = n->by_section ? "WW0000" : volumes ? "0000" : "000000";
	double width =
		bdl_type_width(true, n->prefix ? n->prefix : "") + bdl_type_width(true, count);

	if (volumes)
		width += bdl_type_width(true, "00/");
	return width;
}

/* The same of what is printed on a page of evidence. */
static double longest_number(const struct bdl_numbering *n, bool volumes)
{
	return bdl_longest_label(n, volumes) +
	       (n->of_total ? bdl_type_width(true, "Page  of 000000") : 0);
}

void bdl_stamping_of(const struct bdl_numbering *n, bool volumes, bool marks, bool main,
	struct bdl_stamping *out)
{
	double size = n->size, longest = longest_number(n, volumes), width;

	if (longest * size + NUMBER_AIR > NUMBER_MOST)
		size = (NUMBER_MOST - NUMBER_AIR) / longest;
	width = fmax(longest * size + NUMBER_AIR, NUMBER_LEAST);
	*out = (struct bdl_stamping){.side = n->side,
		.top = n->top,
		.size = (unsigned)(size * 10 + 1e-6),
		.width = (unsigned)ceil(width * 10 - 1e-6)};
	out->has[BDL_SLOT_NUMBER] = true;
	out->has[BDL_SLOT_VOLUME] = volumes;
	out->has[BDL_SLOT_MARK] = marks;
	out->has[BDL_SLOT_MAIN] = main;
}

static const char *const sides[] = {"right", "centre", "left"};
static const char *const kinds[BDL_SLOT_COUNT] = {"", "mark", "volume", "main"};

void bdl_stamping_text(const struct bdl_stamping *s, char out[BDL_STAMPING_TEXT])
{
	int n = snprintf(out, BDL_STAMPING_TEXT, "%s-%s %u %u", s->top ? "top" : "bottom",
		sides[s->side], s->size % 10000, s->width % 100000);

	for (int kind = BDL_SLOT_MARK; kind < BDL_SLOT_COUNT; kind++)
		if (s->has[kind])
			n += snprintf(out + n, (size_t)(BDL_STAMPING_TEXT - n), " %s", kinds[kind]);
}

/* Moves behind `word` if it stands there. */
static bool take_word(const char **at, const char *word)
{
	size_t n = strlen(word);

	if (strncmp(*at, word, n) != 0)
		return false;
	*at += n;
	return true;
}

static bool take_tenths(const char **at, unsigned most, unsigned *out)
{
	unsigned value = 0, digits = 0;

	if (!take_word(at, " "))
		return false;
	for (; **at >= '0' && **at <= '9' && digits < 6; ++*at, digits++)
		value = value * 10 + (unsigned)(**at - '0');
	*out = value;
	return digits > 0 && value > 0 && value <= most;
}

static bool parse(const char *at, struct bdl_stamping *s)
{
	unsigned side = 0;

	*s = (struct bdl_stamping){.has = {true}};
	s->top = take_word(&at, "top-");
	if (!s->top && !take_word(&at, "bottom-"))
		return false;
	while (side < 3 && !take_word(&at, sides[side]))
		side++;
	s->side = (enum bdl_number_side)side;
	if (side == 3 || !take_tenths(&at, (unsigned)BDL_NUMBER_SIZE_MOST * 10, &s->size) ||
		!take_tenths(&at, (unsigned)NUMBER_MOST * 10 + 10, &s->width))
		return false;
	for (int kind = BDL_SLOT_MARK; kind < BDL_SLOT_COUNT; kind++) {
		const char *before = at;

		s->has[kind] = take_word(&at, " ") && take_word(&at, kinds[kind]);
		if (!s->has[kind])
			at = before;
	}
	return *at == '\0';
}

bool bdl_stamping_parse(const char *text, struct bdl_stamping *out)
{
	const struct bdl_stamping usual = BDL_STAMPING_INIT;

	if (!text || !text[0]) {
		*out = usual;
		return true;
	}
	if (parse(text, out))
		return true;
	*out = usual;
	return false;
}

/* ---- where it stands ---- */

struct layout {
	const struct bdl_stamping *s;
	double width, height;
	double size, number_width;
	struct bdl_slot *slots;
};

/* Across: from `left` on, as far as the page goes. */
static void put_across(const struct layout *l, struct bdl_slot *slot, double left, double wide)
{
	wide = fmin(wide, l->width);
	left = fmin(fmax(left, 0), l->width - wide);
	slot->box[0] = left;
	slot->box[2] = left + wide;
}

/* Words at the slot's side, `air` from its edge; less where the slot had to be cut. */
static void align(struct bdl_slot *slot, enum bdl_number_side side, double air, double wide)
{
	double cut = slot->box[2] - slot->box[0] < wide ? (slot->box[2] - slot->box[0]) / wide : 1;

	slot->align = side;
	slot->edge = (slot->box[0] + slot->box[2]) / 2;
	if (side == BDL_NUMBER_RIGHT)
		slot->edge = slot->box[2] - air * cut;
	else if (side == BDL_NUMBER_LEFT)
		slot->edge = slot->box[0] + air * cut;
}

/* The left edge of a slot at a side of the page; on a narrow page it moves to the middle. */
static double at_side(const struct layout *l, enum bdl_number_side side, double wide)
{
	double room = fmax(l->width - wide, 0) / 2;

	if (side == BDL_NUMBER_LEFT)
		return fmin(LEFT_EDGE, room);
	if (side == BDL_NUMBER_RIGHT)
		return l->width - fmin(RIGHT_EDGE, room) - wide;
	return room;
}

static void put_number(const struct layout *l, struct bdl_slot *slot)
{
	double wide = l->number_width;

	put_across(l, slot, at_side(l, l->s->side, wide), wide);
	align(slot, l->s->side, AIR, wide);
}

static void put_volume(const struct layout *l, struct bdl_slot *slot)
{
	const double *number = l->slots[BDL_SLOT_NUMBER].box;
	bool before = l->s->side != BDL_NUMBER_LEFT;

	put_across(l, slot, before ? number[0] - VOLUME_WIDTH : number[2], VOLUME_WIDTH);
	align(slot, before ? BDL_NUMBER_RIGHT : BDL_NUMBER_LEFT, VOLUME_AIR, VOLUME_WIDTH);
	slot->size = VOLUME_SIZE;
}

/* In the middle; where the number stands there, at the right. */
static void put_mark(const struct layout *l, struct bdl_slot *slot)
{
	bool beside = l->s->side == BDL_NUMBER_CENTRE && !l->s->top;
	enum bdl_number_side side = beside ? BDL_NUMBER_RIGHT : BDL_NUMBER_CENTRE;

	put_across(l, slot, at_side(l, side, MARK_WIDTH), MARK_WIDTH);
	align(slot, side, AIR, MARK_WIDTH);
}

/* At the left; where the number stands there, at the right. */
static void put_main(const struct layout *l, struct bdl_slot *slot)
{
	bool beside = l->s->side == BDL_NUMBER_LEFT && !l->s->top;
	enum bdl_number_side side = beside ? BDL_NUMBER_RIGHT : BDL_NUMBER_LEFT;

	put_across(l, slot, at_side(l, side, MAIN_WIDTH), MAIN_WIDTH);
	align(slot, side, AIR, MAIN_WIDTH);
	slot->size = MAIN_SIZE;
}

/* On the first line: its words' baseline is 24 from the edge, or in the middle of a low page. */
static void put_down(const struct layout *l, struct bdl_slot *slot, bool top)
{
	double tall = BDL_TYPE_HEIGHT * slot->size, grown = fmax(slot->size / SIZE_USUAL, 1);
	double base = top ? l->height - BASELINE : BASELINE, middle = (l->height - tall) / 2;

	slot->baseline = fmax(top ? fmax(base, middle) : fmin(base, middle), 0);
	slot->box[1] = fmax(slot->baseline - BELOW * grown, 0);
	slot->box[3] = fmin(slot->baseline + ABOVE * grown, l->height);
}

static bool meet(const double a[4], const double b[4])
{
	return a[0] < b[2] - TOUCH && b[0] < a[2] - TOUCH && a[1] < b[3] - TOUCH &&
	       b[1] < a[3] - TOUCH;
}

/* Away from the edge of the page until it meets none of those before it; true if it had to. */
static bool give_way(const struct layout *l, int kind, bool top)
{
	struct bdl_slot *slot = &l->slots[kind];
	bool moved = false;

	for (int other = 0; other < kind; other++) {
		const double *in_the_way = l->slots[other].box;

		if (!l->slots[other].used || !meet(slot->box, in_the_way))
			continue;
		slot->box[1] = top ? in_the_way[1] - STACKED : in_the_way[3];
		slot->box[3] = slot->box[1] + STACKED;
		slot->baseline = slot->box[1] + STACKED_BASELINE;
		moved = true;
		other = -1;
	}
	return moved;
}

/* True if they stand in one line. */
static bool lay(const struct layout *l)
{
	static void (*const put[])(const struct layout *, struct bdl_slot *) = {
		put_number, put_mark, put_volume, put_main};
	bool one_line = true;

	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++) {
		bool top = l->s->top && (kind == BDL_SLOT_NUMBER || kind == BDL_SLOT_VOLUME);
		struct bdl_slot *slot = &l->slots[kind];

		*slot = (struct bdl_slot){.used = l->s->has[kind], .size = SIZE_USUAL};
		if (kind == BDL_SLOT_NUMBER)
			slot->size = l->size;
		if (!slot->used)
			continue;
		put[kind](l, slot);
		put_down(l, slot, top);
		if (give_way(l, kind, top))
			one_line = false;
	}
	return one_line;
}

void bdl_stamping_lay(const struct bdl_stamping *s, double width, double height,
	struct bdl_slot out[BDL_SLOT_COUNT])
{
	struct layout l = {.s = s,
		.width = width,
		.height = height,
		.size = s->size / 10.0,
		.number_width = s->width / 10.0,
		.slots = out};

	if (lay(&l) || l.size <= SIZE_USUAL)
		return;
	/* large type that leaves the others no room is printed in the usual size */
	l.number_width = fmax(
		(l.number_width - NUMBER_AIR) * SIZE_USUAL / l.size + NUMBER_AIR, NUMBER_LEAST);
	l.size = SIZE_USUAL;
	(void)lay(&l);
}

void bdl_stamping_strips(
	const struct bdl_slot slots[BDL_SLOT_COUNT], double height, double *foot, double *head)
{
	*foot = *head = 0;
	for (int kind = 0; kind < BDL_SLOT_COUNT; kind++) {
		const struct bdl_slot *slot = &slots[kind];

		if (slot->used && slot->baseline < height / 2)
			*foot = fmax(*foot, slot->box[3]);
		else if (slot->used)
			*head = fmax(*head, height - slot->box[1]);
	}
}
