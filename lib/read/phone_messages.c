/*
 * The pages of messages: a transcript by day, one conversation after the other. See phone.h and
 * look/06-messages.png: time, who, a bar (black: sent from this phone; grey: by another), the
 * words.
 */
#include "read/phone.h"

#include <stdio.h>
#include <string.h>

#define NBSP "\xC2\xA0"

static const double NAME_AT = 116, NAME_LEAST = 52, NAME_MOST = 132;
static const double NAME_TO_BAR = 8, BAR_TO_TEXT = 8;
static const double LEADING = 15, NOTE_LEADING = 13.5, BELOW = 7.5;
static const double TALLEST = 500; /* a taller message is split over two pages */
static const double DAY_HEIGHT = 16 + 12 + 7 + 8;

static const struct bdl_font strong = {BDL_SANS_BOLD, 12};
static const struct bdl_font heading = {BDL_SANS_BOLD, 14};

struct transcript {
	struct bdl_phone *p;
	struct bdl_sheet *s;
	double bar, text; /* x */
	struct bdl_day day; /* of the heading above */
	bool any; /* a heading stands above */
	unsigned page; /* on which it stands */
};

/* ---- who ---- */

/* The name beside a message. */
static const char *author_of(const struct bdl_phone *p, const struct bdl_talk *t)
{
	if (t->type == BDL_TALK_NOTICE)
		return "";
	if (t->author)
		return t->author;
	if (p->chat)
		return "";
	if (t->mark)
		return "Not sent";
	if (t->direction == BDL_DIRECTION_OUT)
		return "Sent";
	return t->name ? t->name : t->number ? t->number : "unknown number";
}

/* The column of names is as wide as the longest, between bounds. */
static void measure(struct transcript *t, struct bdl_talk *const *list, size_t count)
{
	double widest = NAME_LEAST;

	for (size_t i = 0; i < count; i++) {
		const char *who = author_of(t->p, list[i]);
		double w;

		if (i > 0 && strcmp(who, author_of(t->p, list[i - 1])) == 0)
			continue;
		w = bdl_canvas_width(t->s->canvas, strong, who, strlen(who));
		widest = w > widest ? w : widest;
	}
	t->bar = NAME_AT + (widest < NAME_MOST ? widest : NAME_MOST) + NAME_TO_BAR;
	t->text = t->bar + BAR_TO_TEXT;
}

/* ---- headings ---- */

static void draw_line_of(struct bdl_sheet *s, struct bdl_font f, const char *text)
{
	bdl_sheet_lines(
		s, f, f.size + 4, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE, text, strlen(text));
}

/* "29 messages: 14 sent, 15 received" */
static void say_messages(struct bdl_buffer *out, struct bdl_talk *const *list, size_t count)
{
	size_t sent = 0, received = 0, unsent = 0;
	const char *between = ": ";

	for (size_t i = 0; i < count; i++) {
		unsent += list[i]->mark != NULL;
		sent += list[i]->direction == BDL_DIRECTION_OUT && !list[i]->mark;
		received += list[i]->direction == BDL_DIRECTION_IN;
	}
	bdl_phone_say_count(out, count, "message");
	if (sent > 0)
		bdl_buffer_printf(out, "%s%zu" NBSP "sent", between, sent);
	between = sent > 0 ? ", " : between;
	if (received > 0)
		bdl_buffer_printf(out, "%s%zu" NBSP "received", between, received);
	between = received > 0 ? ", " : between;
	if (unsent > 0)
		bdl_buffer_printf(out, "%s%zu" NBSP "not" NBSP "sent", between, unsent);
}

static int draw_conversation(struct transcript *t, struct bdl_talk *const *list, size_t count)
{
	const char *party = list[0]->party ? list[0]->party : "an unknown number";
	struct bdl_buffer b = BDL_BUFFER_INIT;
	int rc;

	bdl_sheet_need(t->s, 18 + 18 + 14 + DAY_HEIGHT + 40);
	t->s->y += t->s->y > BDL_SHEET_TOP ? 18 : 0;
	bdl_buffer_printf(&b, "With %s", party);
	draw_line_of(t->s, heading, bdl_buffer_string(&b));
	rc = b.failed ? -1 : 0;
	bdl_buffer_clear(&b);
	say_messages(&b, list, count);
	draw_line_of(t->s, bdl_sheet_note, bdl_buffer_string(&b));
	rc = b.failed ? -1 : rc;
	bdl_buffer_release(&b);
	t->any = false;
	return rc;
}

/* "Saturday 2 November 2019" */
static int draw_day(struct transcript *t, struct bdl_day day, bool again)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	char text[BDL_DAY_TEXT];
	int rc;

	if (day.year == 0) {
		bdl_buffer_text(&b, "Without a date");
	} else {
		bdl_day_long(day, text);
		bdl_buffer_printf(&b, "%s %s", bdl_day_weekday(day), text);
	}
	if (again)
		bdl_buffer_text(&b, ", continued");
	t->s->y += t->s->y > BDL_SHEET_TOP ? 14 : 2;
	draw_line_of(t->s, strong, bdl_buffer_string(&b));
	t->s->y += 2;
	bdl_canvas_rule(t->s->canvas, BDL_LEFT_EDGE, t->s->right, t->s->y, 1, 0);
	t->s->y += BELOW;
	rc = b.failed ? -1 : 0;
	bdl_buffer_release(&b);
	t->day = day;
	t->any = true;
	t->page = t->s->pages;
	return rc;
}

/* ---- one message ---- */

/* Lines with the bar beside each, so that it goes on over the end of a page. */
static int draw_words(struct transcript *t, struct bdl_font f, double leading, double grey,
	const char *text, size_t length)
{
	struct bdl_sheet *s = t->s;
	bool rtl = false;
	size_t at = 0;

	while (at < length && !s->full) {
		size_t next = 0, n;

		if (at == 0 || text[at - 1] == '\n')
			rtl = bdl_canvas_is_rtl(text + at, length - at);
		if (s->y + leading > s->bottom) {
			bdl_sheet_page(s);
			if (s->full || draw_day(t, t->day, true) < 0)
				return s->full ? 0 : -1;
		}
		n = bdl_canvas_break(
			s->canvas, f, s->right - t->text, text + at, length - at, &next);
		bdl_canvas_line(s->canvas, f, BDL_BLACK, t->text, s->y + f.size, s->right - t->text,
			rtl, text + at, n);
		if (grey < 1)
			bdl_canvas_bar(s->canvas, t->bar, s->y, s->y + leading, 1.5, grey);
		s->y += leading;
		at += next;
	}
	return 0;
}

static double name_height(struct transcript *t, const char *who)
{
	return LEADING * bdl_sheet_count_lines(
				 t->s, strong, t->bar - NAME_TO_BAR - NAME_AT, who, strlen(who));
}

/* Of a message beside a name of that height. */
static double height_of(struct transcript *t, const struct bdl_talk *m, double name)
{
	struct bdl_sheet *s = t->s;
	double width = s->right - t->text;
	unsigned words = m->text && *m->text ? bdl_sheet_count_lines(s, bdl_sheet_text, width,
						       m->text, strlen(m->text))
					     : 0,
		 notes = m->notes ? bdl_sheet_count_lines(
					    s, bdl_sheet_note, width, m->notes, strlen(m->notes))
				  : 0;
	double text = words * LEADING + notes * NOTE_LEADING;

	return (text > name ? text : name) + BELOW;
}

/* The name beside the words, in as many lines as it needs, for which there is room; where they end.
 */
static double draw_name(struct transcript *t, const char *who, double y)
{
	size_t at = 0, length = strlen(who);

	while (at < length) {
		size_t next = 0;
		size_t n = bdl_canvas_break(t->s->canvas, strong, t->bar - NAME_TO_BAR - NAME_AT,
			who + at, length - at, &next);

		bdl_canvas_text(t->s->canvas, strong, BDL_BLACK, NAME_AT, y + 12, who + at, n);
		y += LEADING;
		at += next;
	}
	return y;
}

/* What stands below the words in small type: NULL: nothing. */
static const char *notes_of(struct bdl_phone *p, const struct bdl_talk *m)
{
	static const char empty[] = "No words.";
	const char *notes = m->notes;

	if (!notes && !(m->text && *m->text))
		notes = m->type == BDL_TALK_MESSAGE ? empty : NULL;
	if (m->mark)
		return bdl_arena_printf(p->r->arena, "%s%s%s",
			strcmp(m->mark, "draft") == 0 ? "Draft, not sent." : "Not sent.",
			notes ? "\n" : "", notes ? notes : "");
	return notes;
}

static int draw_message(struct transcript *t, struct bdl_talk *m)
{
	struct bdl_sheet *s = t->s;
	struct bdl_talk copy = *m;
	const char *who = author_of(t->p, m);
	double grey = m->type == BDL_TALK_NOTICE ? 1 : m->direction == BDL_DIRECTION_OUT ? 0 : 0.7;
	double name = name_height(t, who), height, names = 0;
	bool beside =
		name + BELOW <= TALLEST; /* else it stands above the words, where it can be split */
	char clock[8];
	unsigned page;
	bool same = t->any && bdl_day_compare(t->day, m->when.day) == 0;

	copy.notes = notes_of(t->p, m);
	if (m->mark && !copy.notes)
		return -1;
	height = height_of(t, &copy, name);
	if (height > TALLEST)
		height = (beside && name > 3 * LEADING ? name : 3 * LEADING) + LEADING;
	bdl_sheet_need(s, height + (same ? 0 : DAY_HEIGHT));
	if (s->full)
		return 0;
	if ((!same || t->page != s->pages) && draw_day(t, m->when.day, same) < 0)
		return -1;
	page = s->pages;
	if (m->when.zone != BDL_ZONE_NONE) {
		snprintf(clock, sizeof(clock), "%02u:%02u", (unsigned)(m->when.seconds / 3600 % 24),
			(unsigned)(m->when.seconds / 60 % 60));
		bdl_canvas_text(s->canvas, bdl_sheet_text, BDL_BLACK, BDL_LEFT_EDGE, s->y + 12,
			clock, strlen(clock));
	}
	if (beside)
		names = draw_name(t, who, s->y);
	else if (draw_words(t, strong, LEADING, grey, who, strlen(who)) < 0)
		return -1;
	if (copy.text &&
		draw_words(t, bdl_sheet_text, LEADING, grey, copy.text, strlen(copy.text)) < 0)
		return -1;
	if (copy.notes && draw_words(t, bdl_sheet_note, NOTE_LEADING, grey, copy.notes,
				  strlen(copy.notes)) < 0)
		return -1;
	if (s->pages == page && names > s->y)
		s->y = names;
	s->y += BELOW;
	t->page = s->pages;
	return bdl_phone_record(t->p, m, page);
}

/* ---- all of it ---- */

static int draw_list(struct transcript *t, struct bdl_talk *const *list, size_t count)
{
	measure(t, list, count);
	for (size_t i = 0; i < count && !t->s->full; i++)
		if (draw_message(t, list[i]) < 0)
			return -1;
	if (!t->s->full && count > 0)
		bdl_canvas_rule(t->s->canvas, BDL_LEFT_EDGE, t->s->right, t->s->y, 1, 0);
	t->s->y += 8;
	return 0;
}

int bdl_phone_draw_messages(
	struct bdl_phone *p, struct bdl_sheet *s, struct bdl_talk *const *list, size_t count)
{
	struct transcript t = {.p = p, .s = s};
	bool one = p->chat || (strcmp(list[0]->key, list[count - 1]->key) == 0 && p->calls == 0);

	if (one)
		return draw_list(&t, list, count);
	for (size_t from = 0, to; from < count && !s->full; from = to) {
		for (to = from + 1; to < count && strcmp(list[to]->key, list[from]->key) == 0; to++)
			;
		if (draw_conversation(&t, list + from, to - from) < 0 ||
			draw_list(&t, list + from, to - from) < 0)
			return -1;
	}
	return 0;
}
