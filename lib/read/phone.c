/* The list of calls and messages: its order, who is who, what goes into the facts. See phone.h. */
#include "read/phone.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

int bdl_phone_add(struct bdl_phone *p, const struct bdl_talk *t)
{
	if (p->count == p->space) {
		size_t space = p->space ? p->space * 2 : 64;
		struct bdl_talk *larger = realloc(p->items, space * sizeof(*larger));

		if (!larger)
			return -1;
		p->items = larger;
		p->space = space;
	}
	p->items[p->count] = *t;
	p->items[p->count].place = p->count;
	p->count++;
	p->calls += t->type == BDL_TALK_CALL;
	p->messages += t->type == BDL_TALK_MESSAGE;
	return 0;
}

void bdl_phone_release(struct bdl_phone *p)
{
	free(p->items);
	p->items = NULL;
	p->count = p->space = 0;
}

bool bdl_phone_not_answered(const struct bdl_talk *t)
{
	return t->unanswered || t->way == BDL_CALL_MISSED || t->way == BDL_CALL_REJECTED ||
	       t->way == BDL_CALL_VOICEMAIL;
}

/* ---- their order ---- */

static int by_time(const void *a, const void *b)
{
	return bdl_phone_compare(*(struct bdl_talk *const *)a, *(struct bdl_talk *const *)b);
}

/* Conversations in the order in which they begin. */
static int by_conversation(const void *a, const void *b)
{
	const struct bdl_talk *x = *(struct bdl_talk *const *)a, *y = *(struct bdl_talk *const *)b;
	int order = (x->begun.day.year == 0) - (y->begun.day.year == 0);

	if (order == 0)
		order = bdl_moment_compare(x->begun, y->begun);
	if (order == 0)
		order = strcmp(x->key, y->key);
	return order ? order : bdl_phone_compare(x, y);
}

/* ---- facts ---- */

/* A call that was made may have been answered or not, where no length tells. */
static enum bdl_answered answer_of(const struct bdl_talk *t)
{
	if (bdl_phone_not_answered(t))
		return BDL_ANSWERED_NO;
	return t->has_length || t->way == BDL_CALL_RECEIVED ? BDL_ANSWERED_YES
							    : BDL_ANSWERED_UNKNOWN;
}

int bdl_phone_record(struct bdl_phone *p, struct bdl_talk *t, unsigned page)
{
	struct bdl_error err = {0};
	struct bdl_record record = {.when = t->when,
		.direction = t->direction,
		.party = t->party,
		.text = t->text && *t->text ? t->text : NULL,
		.page = page};

	t->page = page;
	if (t->type == BDL_TALK_NOTICE)
		return 0;
	record.type = t->type == BDL_TALK_CALL ? BDL_EVENT_CALL : BDL_EVENT_MESSAGE;
	if (t->type == BDL_TALK_CALL) {
		record.answered = answer_of(t);
		record.has_length = t->has_length && record.answered != BDL_ANSWERED_NO;
		record.length = record.has_length ? t->length : 0;
	} else if (t->mark) {
		record.text =
			bdl_arena_printf(p->r->arena, "(%s) %s", t->mark, t->text ? t->text : "");
		if (!record.text)
			return -1;
	}
	return bdl_reading_record(p->r, &record, &err);
}

/* The first and the last of them say what time the file covers. */
static int add_date(struct bdl_phone *p, const struct bdl_talk *t, struct bdl_error *err)
{
	char day[BDL_DAY_TEXT];
	const char *raw = t->raw;

	bdl_day_long(t->when.day, day);
	if (!raw)
		raw = day;
	return bdl_reading_candidate(p->r,
		&(struct bdl_candidate){.day = t->when.day,
			.precision = BDL_TO_DAY,
			.source = BDL_FROM_TEXT,
			.label = BDL_LABEL_ROW,
			.ambiguous = p->ambiguous,
			.page = p->r->facts->shown ? t->page : 0,
			.offset = t->place,
			.raw = raw},
		strlen(raw), err);
}

static int add_dates(struct bdl_phone *p, struct bdl_error *err)
{
	const struct bdl_talk *first = NULL, *last = NULL;

	for (size_t i = 0; i < p->count; i++) {
		const struct bdl_talk *t = &p->items[i];

		if (!bdl_phone_is_dated(t) || t->type == BDL_TALK_NOTICE)
			continue;
		if (!first || bdl_moment_compare(t->when, first->when) < 0)
			first = t;
		if (!last || bdl_moment_compare(t->when, last->when) > 0)
			last = t;
	}
	if (!first)
		return 0;
	if (add_date(p, first, err) < 0)
		return -1;
	return first == last ? 0 : add_date(p, last, err);
}

static int set_opening(struct bdl_phone *p, const char *title, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc;

	if (p->table)
		return 0;
	bdl_buffer_printf(&text, "%s\n", title);
	for (size_t i = 0; i < p->count; i++) {
		const struct bdl_talk *t = &p->items[i];
		const char *who = t->author ? t->author : t->party ? t->party : "";

		bdl_buffer_printf(&text, "%s%s%s\n", who, *who && t->text ? ": " : "",
			t->text ? t->text : "");
	}
	rc = text.failed ? bdl_fail_memory(err)
			 : bdl_reading_opening(p->r, bdl_buffer_string(&text), text.length, err);
	bdl_buffer_release(&text);
	return rc;
}

/* ---- pages ---- */

static int by_place(const void *a, const void *b)
{
	const struct bdl_talk *x = *(struct bdl_talk *const *)a, *y = *(struct bdl_talk *const *)b;

	return (x->place > y->place) - (x->place < y->place);
}

/* Lines of a table that are neither calls nor messages: sums, data sent. */
static void draw_rest(struct bdl_sheet *s, struct bdl_talk **list, size_t count)
{
	static const char heading[] = "Other lines of the file";
	const struct bdl_font strong = {.face = BDL_SANS_BOLD, .size = 14};

	if (count == 0)
		return;
	qsort(list, count, sizeof(*list), by_place);
	bdl_sheet_need(s, 18 + 20 + 2 * 15);
	s->y += 18;
	bdl_sheet_lines(
		s, strong, 20, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE, heading, strlen(heading));
	for (size_t i = 0; i < count; i++)
		bdl_sheet_lines(s, bdl_sheet_text, 15, BDL_LEFT_EDGE, s->right - BDL_LEFT_EDGE,
			list[i]->text, strlen(list[i]->text));
}

/* Moves those of a type to the front; how many there are. */
static size_t gather(struct bdl_talk **list, size_t count, enum bdl_talk_type type)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i]->type == type) {
			struct bdl_talk *t = list[i];

			list[i] = list[n];
			list[n++] = t;
		}
	return n;
}

/* Calls first, then the messages by conversation, then what is neither; a chat as it stands. */
static int draw(struct bdl_phone *p, struct bdl_sheet *s, struct bdl_talk **list)
{
	size_t calls, messages;

	if (p->chat) {
		if (p->sorted)
			qsort(list, p->count, sizeof(*list), by_time);
		return p->count ? bdl_phone_draw_messages(p, s, list, p->count) : 0;
	}
	calls = gather(list, p->count, BDL_TALK_CALL);
	messages = gather(list + calls, p->count - calls, BDL_TALK_MESSAGE);
	qsort(list, calls, sizeof(*list), by_time);
	qsort(list + calls, messages, sizeof(*list), by_conversation);
	if (calls > 0 && bdl_phone_draw_calls(p, s, list, calls) < 0)
		return -1;
	if (messages > 0 && bdl_phone_draw_messages(p, s, list + calls, messages) < 0)
		return -1;
	draw_rest(s, list + calls + messages, p->count - calls - messages);
	return 0;
}

static int warn(struct bdl_phone *p)
{
	size_t undated = 0;
	int rc = 0;

	for (size_t i = 0; i < p->count; i++)
		undated += !bdl_phone_is_dated(&p->items[i]) && p->items[i].type != BDL_TALK_NOTICE;
	if (undated > 0)
		rc |= bdl_reading_warn(p->r,
			"%zu of its calls or messages %s no date that can be read.", undated,
			undated == 1 ? "has" : "have");
	if (p->ambiguous)
		rc |= bdl_reading_warn(p->r,
			"Its dates could be day first or month first; they are "
			"read day first.");
	return rc;
}

static int show(struct bdl_phone *p, struct bdl_talk **list, struct bdl_error *err)
{
	const char *title, *provenance;
	struct bdl_sheet s;

	if (bdl_phone_name_parties(p, list, p->count) < 0)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < p->count; i++)
		list[i] = &p->items[i];
	title = bdl_phone_title(p);
	provenance = bdl_phone_provenance(p);
	if (!title || !provenance || warn(p) < 0)
		return bdl_fail_memory(err);
	p->r->facts->title = bdl_phone_index_title(p, title);
	p->r->facts->layout = p->layout;
	p->r->facts->rows = p->calls + p->messages;
	if (!p->r->facts->title)
		return bdl_fail_memory(err);
	if (set_opening(p, title, err) < 0 || bdl_sheet_open(&s, false, title, provenance, err) < 0)
		return -1;
	if (draw(p, &s, list) < 0) {
		bdl_sheet_abort(&s);
		return bdl_fail_memory(err);
	}
	if (bdl_sheet_close(&s, p->r, err) < 0)
		return -1;
	if (p->truncated && p->r->facts->shown)
		p->r->facts->reason = BDL_REASON_TRUNCATED;
	return add_dates(p, err);
}

int bdl_phone_show(struct bdl_phone *p, struct bdl_error *err)
{
	struct bdl_talk **list = calloc(p->count + 1, sizeof(*list));
	int rc;

	if (!list) {
		bdl_phone_release(p);
		return bdl_fail_memory(err);
	}
	for (size_t i = 0; i < p->count; i++)
		list[i] = &p->items[i];
	rc = show(p, list, err);
	free(list);
	bdl_phone_release(p);
	return rc;
}
