/* The page of a call log: every call in the order of time, the sums, and with whom. See phone.h and
 * look/06-call-log.png. */
#include "read/ledger.h"
#include "read/phone.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NBSP "\xC2\xA0"

static const struct bdl_ledger_column call_columns[] = {
	{.head = "Date", .x = 72, .width = 108},
	{.head = "Time", .x = 182, .width = 44},
	{.head = "Call", .x = 228, .width = 72},
	{.head = "With", .x = 304, .width = 142},
	{.head = "Length", .x = BDL_RIGHT_EDGE, .width = 96, .right = true},
};

static const struct bdl_ledger_column caller_columns[] = {
	{.head = "With", .x = 72, .width = 188},
	{.head = "Calls", .x = 300, .width = 36, .right = true},
	{.head = "Not answered", .x = 376, .width = 70, .right = true},
	{.head = "Missed", .x = 420, .width = 40, .right = true},
	{.head = "Time on calls", .x = BDL_RIGHT_EDGE, .width = 120, .right = true},
};

/* ---- one call ---- */

static const char *way_word(const struct bdl_talk *t)
{
	static const char *const words[BDL_CALL_WAYS] = {
		"", "made", "received", "missed", "rejected", "voicemail"};

	return words[t->way];
}

static void say_date(struct bdl_buffer *out, const struct bdl_talk *t)
{
	char day[BDL_DAY_TEXT];

	if (t->when.day.year == 0) {
		bdl_buffer_text(out, t->raw && *t->raw ? t->raw : "no date");
		return;
	}
	bdl_day_long(t->when.day, day);
	bdl_buffer_text(out, day);
}

static void say_clock(struct bdl_buffer *out, const struct bdl_talk *t)
{
	if (t->when.zone != BDL_ZONE_NONE)
		bdl_buffer_printf(out, "%02u:%02u", (unsigned)(t->when.seconds / 3600),
			(unsigned)(t->when.seconds / 60 % 60));
}

static void say_answer(struct bdl_buffer *out, const struct bdl_talk *t)
{
	if (t->has_length && t->length > 0)
		bdl_phone_say_length(out, t->length);
	else if (t->unanswered)
		bdl_buffer_text(out, "not" NBSP "answered");
	else if (bdl_phone_not_answered(t) || !t->has_length)
		bdl_buffer_text(out, "\xE2\x80\x93");
	else
		bdl_phone_say_length(out, 0);
}

/* A number without a name, and one that several names or numbers share, is told in full. */
static const char *with_whom(const struct bdl_talk *t)
{
	return t->name ? t->name : t->number ? t->number : "unknown number";
}

static unsigned draw_call(struct bdl_ledger *l, const struct bdl_talk *t)
{
	struct bdl_buffer date = BDL_BUFFER_INIT, clock = BDL_BUFFER_INIT, length = BDL_BUFFER_INIT,
			  whom = BDL_BUFFER_INIT;
	const char *with = with_whom(t);
	unsigned page;

	say_date(&date, t);
	say_clock(&clock, t);
	say_answer(&length, t);
	bdl_canvas_spell(l->sheet->canvas, BDL_SANS, with, strlen(with), &whom, NULL);
	if (t->text && *t->text)
		bdl_buffer_printf(&whom, "\n%s", t->text);
	page = bdl_ledger_row(l,
		(const char *const[]){bdl_buffer_string(&date), bdl_buffer_string(&clock),
			way_word(t), bdl_buffer_string(&whom), bdl_buffer_string(&length)},
		false, 0);
	bdl_buffer_release(&date);
	bdl_buffer_release(&clock);
	bdl_buffer_release(&length);
	bdl_buffer_release(&whom);
	return page;
}

/* ---- sums ---- */

struct sums {
	const char *party;
	size_t calls, ways[BDL_CALL_WAYS], unanswered;
	uint64_t seconds;
};

static void add(struct sums *s, const struct bdl_talk *t)
{
	s->calls++;
	s->ways[t->way]++;
	s->unanswered += t->unanswered;
	if (t->has_length && !bdl_phone_not_answered(t))
		s->seconds += t->length;
}

/* "23 calls: 19 made, 5 of them not answered; 2 received; 2 missed." */
static void say_sums(struct bdl_buffer *out, const struct sums *s)
{
	static const char *const words[BDL_CALL_WAYS] = {"without a word of which way they went",
		"made", "received", "missed", "rejected", "to voicemail"};
	const char *between = ": ";

	bdl_phone_say_count(out, s->calls, "call");
	for (int i = 1; i <= BDL_CALL_WAYS; i++) {
		int way = i % BDL_CALL_WAYS;

		if (s->ways[way] == 0)
			continue;
		bdl_buffer_printf(out, "%s%zu" NBSP "%s", between, s->ways[way], words[way]);
		if (way == BDL_CALL_MADE && s->unanswered > 0 && s->ways[way] == 1)
			bdl_buffer_text(out, ", not answered");
		else if (way == BDL_CALL_MADE && s->unanswered > 0)
			bdl_buffer_printf(out, ", %zu of them not answered", s->unanswered);
		between = "; ";
	}
	bdl_buffer_text(out, ".");
}

static void draw_paragraph(struct bdl_sheet *s, const struct bdl_buffer *text)
{
	bdl_sheet_lines(s, bdl_sheet_text, 16, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
		bdl_buffer_string(text), text->length);
}

static int draw_sums(struct bdl_sheet *s, const struct sums *all)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	int rc;

	bdl_sheet_need(s, 2 * 16 + 6);
	s->y += 4;
	say_sums(&b, all);
	draw_paragraph(s, &b);
	rc = b.failed ? -1 : 0;
	bdl_buffer_clear(&b);
	bdl_buffer_text(&b, "Time on calls: ");
	bdl_phone_say_time(&b, all->seconds);
	bdl_buffer_text(&b, ".");
	draw_paragraph(s, &b);
	rc = b.failed ? -1 : rc;
	bdl_buffer_release(&b);
	return rc;
}

/* ---- with whom ---- */

static int by_count(const void *a, const void *b)
{
	const struct sums *x = a, *y = b;

	if (x->calls != y->calls)
		return x->calls > y->calls ? -1 : 1;
	if (!x->party || !y->party)
		return (x->party == NULL) - (y->party == NULL);
	return strcmp(x->party, y->party);
}

static int by_key(const void *a, const void *b)
{
	return strcmp((*(struct bdl_talk *const *)a)->key, (*(struct bdl_talk *const *)b)->key);
}

/* One for each other side, most calls first; NULL: out of memory. */
static struct sums *sum_callers(struct bdl_talk *const *list, size_t count, size_t *callers)
{
	struct bdl_talk **sorted = calloc(count, sizeof(*sorted));
	struct sums *sums = calloc(count, sizeof(*sums));

	*callers = 0;
	if (!sorted || !sums) {
		free(sorted);
		free(sums);
		return NULL;
	}
	memcpy(sorted, list, count * sizeof(*sorted));
	qsort(sorted, count, sizeof(*sorted), by_key);
	for (size_t i = 0; i < count; i++) {
		if (i == 0 || strcmp(sorted[i]->key, sorted[i - 1]->key) != 0)
			sums[(*callers)++].party = sorted[i]->party;
		add(&sums[*callers - 1], sorted[i]);
	}
	free(sorted);
	qsort(sums, *callers, sizeof(*sums), by_count);
	return sums;
}

static int draw_caller(struct bdl_ledger *l, const struct sums *c)
{
	const char *party = c->party ? c->party : "unknown number";
	struct bdl_buffer who = BDL_BUFFER_INIT, time = BDL_BUFFER_INIT;
	char calls[24], unanswered[24], missed[24];
	int rc;

	snprintf(calls, sizeof(calls), "%zu", c->calls);
	snprintf(unanswered, sizeof(unanswered), "%zu", c->unanswered);
	snprintf(missed, sizeof(missed), "%zu",
		c->ways[BDL_CALL_MISSED] + c->ways[BDL_CALL_REJECTED] +
			c->ways[BDL_CALL_VOICEMAIL]);
	bdl_canvas_spell(l->sheet->canvas, BDL_SANS, party, strlen(party), &who, NULL);
	if (c->seconds > 0)
		bdl_phone_say_length(&time, c->seconds);
	else
		bdl_buffer_text(&time, "\xE2\x80\x93");
	(void)bdl_ledger_row(l,
		(const char *const[]){bdl_buffer_string(&who), calls, unanswered, missed,
			bdl_buffer_string(&time)},
		false, 0);
	rc = who.failed || time.failed ? -1 : 0;
	bdl_buffer_release(&who);
	bdl_buffer_release(&time);
	return rc;
}

static int draw_callers(struct bdl_sheet *s, struct bdl_talk *const *list, size_t count)
{
	static const char heading[] = "With whom";
	struct bdl_ledger ledger;
	size_t callers;
	struct sums *sums = sum_callers(list, count, &callers);
	int rc = 0;

	if (!sums)
		return -1;
	if (callers < 2 && count > 0) {
		free(sums);
		return 0;
	}
	bdl_sheet_need(s, 24 + 20 + 17 + 2 * 21);
	s->y += 24;
	if (!s->full)
		bdl_canvas_text(s->canvas, (struct bdl_font){.face = BDL_SANS_BOLD, .size = 14},
			BDL_BLACK, BDL_LEFT_EDGE, s->y, heading, strlen(heading));
	s->y += 12;
	bdl_ledger_begin(
		&ledger, s, caller_columns, sizeof(caller_columns) / sizeof(*caller_columns));
	for (size_t i = 0; rc == 0 && i < callers; i++)
		rc = draw_caller(&ledger, &sums[i]);
	bdl_ledger_end(&ledger);
	free(sums);
	return rc;
}

/* ---- all of it ---- */

/* "Child Maintenance Service" is the number 0800 171 2345: said once where there is but one. */
static int draw_number(struct bdl_sheet *s, struct bdl_talk *const *list, size_t count)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	int rc;

	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i]->key, list[0]->key) != 0)
			return 0;
	if (!list[0]->name || !list[0]->number)
		return 0;
	bdl_buffer_printf(
		&b, "\xE2\x80\x9C%s\xE2\x80\x9D is the number %s.", list[0]->name, list[0]->number);
	draw_paragraph(s, &b);
	rc = b.failed ? -1 : 0;
	bdl_buffer_release(&b);
	return rc;
}

int bdl_phone_draw_calls(
	struct bdl_phone *p, struct bdl_sheet *s, struct bdl_talk *const *list, size_t count)
{
	struct sums all = {0};
	struct bdl_ledger ledger;

	s->y += 6;
	bdl_ledger_begin(&ledger, s, call_columns, sizeof(call_columns) / sizeof(*call_columns));
	for (size_t i = 0; i < count && !s->full; i++) {
		unsigned page = draw_call(&ledger, list[i]);

		if (bdl_phone_record(p, list[i], page) < 0)
			return -1;
		add(&all, list[i]);
	}
	bdl_ledger_end(&ledger);
	if (draw_sums(s, &all) < 0 || draw_number(s, list, count) < 0)
		return -1;
	return draw_callers(s, list, count);
}
