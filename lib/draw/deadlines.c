/*
 * Deadlines: a box for each last day that the recipient's rules set: the safe day, what it counts
 * from and where that can be seen, how else it can be reckoned, and where the rule stands (LOOK
 * section 7).
 */
#include "draw/waits.h"

#include "draw/cell.h"
#include "draw/seen_at.h"
#include "draw/words.h"
#include <ctype.h>

static const struct bdl_font DAY = {BDL_SERIF, 20};
static const double INSET = 14, WIDTH = BDL_RIGHT_EDGE - BDL_LEFT_EDGE - 28;
static const double LEADING = 16, NOTE_LEADING = 13.5;

/* "Sunday 3 September 2023", no-break. */
static const char *weekday_and_day(struct bdl_draft *d, struct bdl_day day)
{
	return bdl_draft_printf(d, "%s" BDL_NBSP "%s", bdl_day_weekday(day), bdl_words_day(d, day));
}

/* "104 days after this bundle was made" */
static const char *days_left(struct bdl_draft *d, int days)
{
	if (days == 0)
		return "the day on which this bundle was made";
	return bdl_draft_printf(d, "%s %s this bundle was made",
		bdl_words_counted(d, (size_t)(days < 0 ? -days : days), "day", "days"),
		days < 0 ? "before" : "after");
}

static bool differs(struct bdl_day a, struct bdl_day b)
{
	return bdl_day_compare(a, b) != 0;
}

/* A rule is written to stand inside a sentence: "six months from ..." */
static const char *begin_sentence(struct bdl_draft *d, const char *words)
{
	return bdl_draft_printf(
		d, "%c%s", toupper((unsigned char)words[0]), words[0] ? words + 1 : "");
}

/* "Counted from the date of the final response (page 15), 3 March 2023, the earliest reading." */
static void add_counting(
	struct bdl_draft *d, struct bdl_rich *r, const struct bdl_deadline *one, bool widest)
{
	const struct bdl_step *step = &d->b->steps[one->trigger];

	bdl_rich_text(r, bdl_draft_printf(d, " Counted from the date of the %s (", one->label));
	bdl_seen_at_rich(d, r, one->trigger, widest);
	bdl_rich_text(r, bdl_draft_printf(d,
				 step->inferred ? "), [%s], the earliest reading."
						: "), %s, the earliest reading.",
				 bdl_words_day(d, one->from)));
	if (step->inferred && !one->note) /* else that says it */
		bdl_rich_text(r, " The document does not state this date: check it.");
	if (!differs(one->safe, one->outer))
		return;
	if (bdl_day_exists(one->came))
		bdl_rich_text(r,
			bdl_draft_printf(d, " It came on %s: counted from then the last day is %s.",
				bdl_words_day(d, one->came), weekday_and_day(d, one->outer)));
	else
		bdl_rich_text(
			r, bdl_draft_printf(d, " The latest reading is %s; do not count on it.",
				   weekday_and_day(d, one->outer)));
}

/* The last working day up to it, where it is none itself. */
static void add_aim(struct bdl_draft *d, struct bdl_rich *r, const struct bdl_deadline *one)
{
	const char *weekday = bdl_day_weekday(one->safe);
	bool weekend = weekday[0] == 'S';

	if (!differs(one->safe, one->aim))
		return;
	bdl_rich_text(r, bdl_draft_printf(d, " It falls on a %s: aim for %s.",
				 weekend ? weekday : "bank holiday", weekday_and_day(d, one->aim)));
}

static void write_why(
	struct bdl_draft *d, struct bdl_rich *r, const struct bdl_deadline *one, bool widest)
{
	bdl_rich_text(r, bdl_draft_printf(d, "%s.", begin_sentence(d, one->rule)));
	add_counting(d, r, one, widest);
	add_aim(d, r, one);
	if (one->done != BDL_NO_STEP) {
		const struct bdl_step *done = &d->b->steps[one->done];

		bdl_rich_text(r,
			bdl_draft_printf(d,
				done->inferred ? " It was done on [%s] (" : " It was done on %s (",
				bdl_words_day(d, done->day)));
		bdl_seen_at_rich(d, r, one->done, widest);
		bdl_rich_text(r, ").");
	}
	if (one->note)
		bdl_rich_text(
			r, bdl_draft_printf(d, " %s", bdl_draft_spell(d, BDL_SANS, one->note)));
}

/* Draws nothing: the height of the paragraph with the widest page numbers that there can be. */
static double why_depth(struct bdl_draft *d, const struct bdl_deadline *one)
{
	struct bdl_rich why = BDL_RICH_INIT;
	bool dry = d->dry;
	double depth;

	write_why(d, &why, one, true);
	d->dry = true;
	depth = bdl_rich_draw(d, &why, 0, 0, WIDTH, LEADING);
	d->dry = dry;
	return depth;
}

const char *bdl_words_rule_source(
	struct bdl_draft *d, const char *source, const char *reviewed, char confidence)
{
	struct bdl_day day;
	const char *read = "";

	if (reviewed && bdl_day_parse_iso(reviewed, &day) == 0)
		read = bdl_draft_printf(d, ", read on %s", bdl_words_day(d, day));
	return bdl_draft_printf(d, "Source: %s%s.%s", source && *source ? source : "none given",
		read,
		bdl_rule_wants_check(confidence, reviewed, d->b->made_on) ? " Check this with them."
									  : "");
}

/* What the box says, from its upper edge; returns its height. */
static double draw_words(struct bdl_draft *d, const struct bdl_deadline *one, double top)
{
	const double left = BDL_LEFT_EDGE + INSET;
	const char *left_words = days_left(d, one->days_left);
	struct bdl_cell heading = BDL_CELL_INIT, source = BDL_CELL_INIT;
	struct bdl_rich why = BDL_RICH_INIT;
	double y, end;

	bdl_cell_add(d, &heading, BDL_STRONG, WIDTH, one->what);
	y = bdl_cell_paragraph(d, &heading, left, top + 24, LEADING) + 31;
	end = bdl_draft_text(d, DAY, left, y,
		      bdl_draft_printf(d, "By %s", weekday_and_day(d, one->safe))) +
	      INSET;
	if (end + bdl_draft_width(d, BDL_TEXT, left_words) > BDL_RIGHT_EDGE - 8) {
		end = left;
		y += 19;
	}
	bdl_draft_text(d, BDL_TEXT, end, y, left_words);
	y += 23;
	write_why(d, &why, one, false);
	bdl_rich_draw(d, &why, left, y, WIDTH, LEADING);
	y += why_depth(d, one);
	bdl_cell_add(d, &source, BDL_NOTE, WIDTH,
		bdl_words_rule_source(d, one->source, one->reviewed, one->confidence));
	y = bdl_cell_paragraph(d, &source, left, y + 17.5, NOTE_LEADING);
	bdl_cell_release(&heading);
	bdl_cell_release(&source);
	return y + 16 - top;
}

double bdl_deadline_height(struct bdl_draft *d, const struct bdl_deadline *one)
{
	bool dry = d->dry;
	double height;

	d->dry = true;
	height = draw_words(d, one, 0);
	d->dry = dry;
	return height;
}

void bdl_deadline_draw(struct bdl_draft *d, const struct bdl_deadline *one, double top)
{
	double height = draw_words(d, one, top);

	if (!d->dry)
		bdl_canvas_frame(
			d->c, BDL_LEFT_EDGE, top, BDL_RIGHT_EDGE - BDL_LEFT_EDGE, height, 1, 0);
}
