/*
 * Chart: what was due in each month as a stepped line, what was paid of it as bars (LOOK section
 * 7). A sum belongs to the month that it is due in, so a month of weekly sums shows them added up.
 */
#include "draw/reckoned.h"
#include "draw/words.h"
#include <string.h>

static const double LEFT = 102; /* of the plot, where the axis needs no more room */
static const double HEIGHT = 60;
static const double BELOW_HEADING = 8; /* the plot's upper edge below the heading's baseline */
static const double AXIS_GAP = 9; /* between its labels and the plot */
static const double YEARS_BELOW = 12; /* their baseline below the axis */
static const double BAR_MOST = 12;
static const double YEAR_ROOM = 28; /* of "2019" and the air behind it */
static const double TICKS_APART = 2.5; /* at least */

struct month {
	int64_t due, paid;
};

struct chart {
	struct bdl_draft *d;
	struct month *months;
	int first; /* the first month, counted from the year 0 */
	int count;
	int64_t most; /* pence at the upper edge */
	double left, top, slot;
};

static int month_of(struct bdl_day day)
{
	return day.year * 12 + day.month - 1;
}

static bool add_up(struct chart *c, const struct bdl_arrears *s)
{
	c->first = month_of(s->rows[0].day);
	c->count = month_of(s->rows[s->row_count - 1].day) - c->first + 1;
	c->months = bdl_arena_alloc(&c->d->arena, (size_t)c->count * sizeof(*c->months));
	if (!c->months) {
		bdl_fail_memory(&c->d->failure);
		return false;
	}
	for (size_t i = 0; i < s->row_count; i++) {
		struct month *m = &c->months[month_of(s->rows[i].day) - c->first];

		m->due += s->rows[i].due;
		m->paid += s->rows[i].paid;
	}
	return true;
}

/* The least of 2, 4, 6, 8, 10 times a power of ten that is not below what is shown, so that its
 * half is round too. */
static int64_t round_up(int64_t pence)
{
	static const int steps[] = {2, 4, 6, 8, 10};

	for (int64_t power = 1;; power *= 10)
		for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
			if (power * steps[i] >= pence)
				return power * steps[i];
}

static double height_of(const struct chart *c, int64_t pence)
{
	return c->top + HEIGHT - HEIGHT * (double)pence / (double)c->most;
}

static double month_x(const struct chart *c, int month)
{
	return c->left + c->slot * month;
}

/* "600"; with pence where they matter. */
static const char *axis_words(struct bdl_draft *d, int64_t pence)
{
	char pounds[BDL_NUMBER_TEXT];

	if (pence % 100)
		return bdl_words_money(d, pence);
	bdl_words_count((size_t)(pence / 100), pounds);
	return bdl_draft_printf(d, "%s", pounds);
}

static void draw_axis(struct chart *c)
{
	const int64_t values[] = {c->most, c->most / 2, 0};

	for (size_t i = 0; i < 3; i++) {
		double y = height_of(c, values[i]);

		if (values[i])
			bdl_draft_rule(c->d, c->left, BDL_RIGHT_EDGE, y, 0.4, 0.6);
		bdl_draft_text_right(
			c->d, BDL_NOTE, c->left - AXIS_GAP, y + 3.5, axis_words(c->d, values[i]));
	}
}

static void draw_tick(struct chart *c, double x, double length)
{
	if (!c->d->dry)
		bdl_canvas_bar(c->d->c, x, c->top + HEIGHT, c->top + HEIGHT + length, 0.75, 0);
}

/* Months have ticks while there is room; years are named as often as there is room. */
static void draw_time(struct chart *c)
{
	double free_from = 0, width = bdl_draft_width(c->d, BDL_NOTE, "2000");

	for (int m = 0; m <= c->count; m++) {
		double x = month_x(c, m);
		bool year = (c->first + m) % 12 == 0;

		if (year || c->slot >= TICKS_APART)
			draw_tick(c, x, year ? 5 : 2.5);
		if ((!year && m > 0) || m == c->count)
			continue;
		if (x < free_from || x + width > BDL_RIGHT_EDGE)
			continue;
		/* a part of a year in front of the first whole one may be too short for its name */
		if (!year && 12 - (c->first + m) % 12 < c->count &&
			c->slot * (12 - (c->first + m) % 12) < YEAR_ROOM)
			continue;
		bdl_draft_text(c->d, BDL_NOTE, x, c->top + HEIGHT + YEARS_BELOW,
			bdl_draft_printf(c->d, "%d", (c->first + m) / 12));
		free_from = x + YEAR_ROOM;
	}
	bdl_draft_rule(c->d, c->left, BDL_RIGHT_EDGE, c->top + HEIGHT, 0.75, 0);
}

static double bar_width(const struct chart *c)
{
	double width = c->slot * 0.64;

	return width < BAR_MOST ? width : BAR_MOST;
}

static void draw_bars(struct chart *c)
{
	for (int m = 0; m < c->count && !c->d->dry; m++)
		if (c->months[m].paid)
			bdl_canvas_bar(c->d->c, month_x(c, m) + c->slot * 0.18 + bar_width(c) / 2,
				height_of(c, c->months[m].paid), c->top + HEIGHT, bar_width(c),
				0.25);
}

static void draw_due(struct chart *c)
{
	for (int m = 0, end; m < c->count; m = end) {
		double y = height_of(c, c->months[m].due);

		for (end = m + 1; end < c->count && c->months[end].due == c->months[m].due; end++)
			;
		bdl_draft_rule(c->d, month_x(c, m) - 0.5, month_x(c, end) + (end < c->count) * 0.5,
			y, 1, 0);
		if (end < c->count && !c->d->dry) {
			double next = height_of(c, c->months[end].due);

			bdl_canvas_bar(c->d->c, month_x(c, end), next < y ? next : y,
				next < y ? y : next, 1, 0);
		}
	}
}

/* The line named where it ends: over it, where no bar and no other step stands in the way, else
 * over the plot. */
static void name_due(struct chart *c, double heading)
{
	int64_t last = c->months[c->count - 1].due;
	bool level = true;
	const char *words;
	double width, y = height_of(c, last) - 3.5;

	for (int m = 0; m < c->count; m++)
		level = level && c->months[m].due == last;
	words = level ? bdl_draft_printf(c->d, "due: %s", bdl_words_money(c->d, last)) : "due";
	width = bdl_draft_width(c->d, BDL_NOTE, words);
	for (int m = c->count - 1; m >= 0 && month_x(c, m + 1) > BDL_RIGHT_EDGE - width - 4; m--)
		if (c->months[m].due > last)
			y = heading;
	if (y - 8 < c->top ||
		(y - 8 < height_of(c, c->most / 2) && y + 2 > height_of(c, c->most / 2)))
		y = heading; /* no line runs through the words */
	bdl_draft_text_right(c->d, BDL_NOTE, BDL_RIGHT_EDGE, y, words);
}

/* The bars named beside the first that has free months behind it; false: none has. */
static bool name_paid(struct chart *c)
{
	double width = bdl_draft_width(c->d, BDL_NOTE, "paid");

	for (int m = 0; m < c->count; m++) {
		double x = month_x(c, m) + c->slot * 0.18 + bar_width(c) + 4, y;
		int next = m + 1;

		if (!c->months[m].paid || height_of(c, c->months[m].paid) > c->top + HEIGHT - 14)
			continue;
		while (next < c->count && !c->months[next].paid)
			next++;
		if ((next < c->count ? month_x(c, next) : BDL_RIGHT_EDGE) < x + width + 4)
			continue;
		for (int k = m; k < next && month_x(c, k) < x + width; k++)
			if (height_of(c, c->months[k].due) > c->top + HEIGHT - 16)
				return false; /* the line would run through the word */
		y = c->top + HEIGHT - 5;
		bdl_draft_text(c->d, BDL_NOTE, x, y, "paid");
		return true;
	}
	return false;
}

double bdl_arrears_chart(struct bdl_draft *d, const struct bdl_reckoning *r, double y)
{
	struct chart c = {.d = d, .top = y + BELOW_HEADING};
	int64_t most = 0, paid = 0;
	bool named;

	if (r->sums.row_count == 0 || !add_up(&c, &r->sums))
		return y;
	for (int m = 0; m < c.count; m++) {
		most = c.months[m].due > most ? c.months[m].due : most;
		paid += c.months[m].paid;
	}
	c.most = round_up(most);
	c.left = BDL_LEFT_EDGE + AXIS_GAP + bdl_draft_width(d, BDL_NOTE, axis_words(d, c.most));
	c.left = c.left > LEFT ? c.left : LEFT;
	c.slot = (BDL_RIGHT_EDGE - c.left) / c.count;
	named = paid == 0 || name_paid(&c);
	bdl_draft_text(d, BDL_NOTE_STRONG, BDL_LEFT_EDGE, y,
		named ? "Due and paid each month" : "Due (line) and paid (bars) each month");
	draw_axis(&c);
	draw_bars(&c);
	draw_time(&c);
	draw_due(&c);
	name_due(&c, y);
	return c.top + HEIGHT + YEARS_BELOW;
}
