/* See runs.h. */
#include "judge/runs.h"

#include "base/buffer.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS_BETWEEN_CALLS = 30, DAYS_BETWEEN_MESSAGES = 10, PARTIES_APART = 12 };

/* One run under construction: of one exhibit, one type and one other side (NULL: whoever). */
struct run {
	size_t exhibit;
	enum bdl_event_type type;
	const char *party;
	const char *second; /* of a chat whose owner is not known: the other of two who write */
	bool apart; /* each other side has runs of its own */
	struct bdl_day first, last;
	unsigned page;
	size_t count, unanswered, in, out;
	uint64_t length; /* seconds, of all */
	bool has_length;
};

static bool is_told(const struct bdl_record *r)
{
	return (r->type == BDL_EVENT_CALL || r->type == BDL_EVENT_MESSAGE) &&
	       bdl_day_exists(r->when.day);
}

static int compare_text(const char *a, const char *b)
{
	if (!a || !b)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

/* By exhibit, type, other side, then time. */
static int by_run(const void *a, const void *b)
{
	const struct bdl_event *x = *(const struct bdl_event *const *)a,
			       *y = *(const struct bdl_event *const *)b;
	int order;

	if (x->exhibit != y->exhibit)
		return x->exhibit < y->exhibit ? -1 : 1;
	if (x->record.type != y->record.type)
		return x->record.type < y->record.type ? -1 : 1;
	order = compare_text(x->record.party, y->record.party);
	if (order == 0)
		order = bdl_moment_compare(x->record.when, y->record.when);
	return order ? order : (x > y) - (x < y);
}

static int by_time(const void *a, const void *b)
{
	const struct bdl_event *x = *(const struct bdl_event *const *)a,
			       *y = *(const struct bdl_event *const *)b;
	int order = bdl_moment_compare(x->record.when, y->record.when);

	return order ? order : (x > y) - (x < y);
}

/* "14 calls", and with whom. */
static void say_what(struct bdl_buffer *out, const struct run *r)
{
	bool call = r->type == BDL_EVENT_CALL;

	bdl_buffer_printf(out, "%zu %s", r->count,
		r->count == 1 ? (call ? "call" : "message") : (call ? "calls" : "messages"));
	if (r->party && r->second)
		bdl_buffer_printf(out, " between %s and %s", r->party, r->second);
	else if (!r->party || !r->party[0])
		bdl_buffer_text(out, r->apart ? " with an unknown number" : "");
	else if (r->out == r->count)
		bdl_buffer_printf(out, " to %s", r->party);
	else if (r->in == r->count)
		bdl_buffer_printf(out, " from %s", r->party);
	else
		bdl_buffer_printf(out, " with %s", r->party);
}

static void say_part(struct bdl_buffer *out, uint64_t n, const char *unit, bool *some)
{
	if (n == 0)
		return;
	bdl_buffer_printf(
		out, "%s%" PRIu64 "\xC2\xA0%s%s", *some ? " " : "", n, unit, n == 1 ? "" : "s");
	*some = true;
}

/* ", 3 not answered, 1 hour 12 minutes in all" */
static void say_how(struct bdl_buffer *out, const struct run *r)
{
	bool some = false;

	if (r->type != BDL_EVENT_CALL)
		return;
	if (r->unanswered == r->count)
		bdl_buffer_text(out, ", not answered");
	else if (r->unanswered > 0)
		bdl_buffer_printf(out, ", %zu\xC2\xA0not answered", r->unanswered);
	if (!r->has_length || r->length == 0)
		return;
	bdl_buffer_text(out, ", ");
	say_part(out, r->length / 3600, "hour", &some);
	say_part(out, r->length / 60 % 60, "minute", &some);
	if (r->length < 600)
		say_part(out, r->length % 60, "second", &some);
	if (r->count > 1)
		bdl_buffer_text(out, " in all");
}

static int write_entry(
	struct bdl_bundle *b, const struct run *r, struct bdl_entry *e, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	char last[BDL_DAY_TEXT];

	say_what(&text, r);
	say_how(&text, r);
	if (bdl_day_compare(r->first, r->last) != 0) {
		bdl_day_long(r->last, last);
		bdl_buffer_printf(&text, ", the last on %s", last);
	}
	bdl_buffer_text(&text, ".");
	*e = (struct bdl_entry){.exhibit = r->exhibit, .page = r->page};
	e->date = (struct bdl_date){
		.day = r->first, .precision = BDL_TO_DAY, .source = BDL_FROM_TEXT, .page = r->page};
	e->text = text.failed ? NULL : bdl_arena_string(&b->arena, bdl_buffer_string(&text));
	bdl_buffer_release(&text);
	return e->text ? 0 : bdl_fail_memory(err);
}

static bool belongs(const struct run *r, const struct bdl_event *e)
{
	int32_t most = r->type == BDL_EVENT_CALL ? DAYS_BETWEEN_CALLS : DAYS_BETWEEN_MESSAGES;

	return r->count > 0 && r->exhibit == e->exhibit && r->type == e->record.type &&
	       (!r->apart || compare_text(r->party, e->record.party) == 0) &&
	       bdl_day_number(e->record.when.day) - bdl_day_number(r->last) <= most;
}

static void add(struct run *r, const struct bdl_event *e)
{
	const struct bdl_record *x = &e->record;

	r->last = x->when.day;
	r->count++;
	r->unanswered += x->answered == BDL_ANSWERED_NO;
	r->in += x->direction == BDL_DIRECTION_IN;
	r->out += x->direction == BDL_DIRECTION_OUT;
	r->has_length = r->has_length || x->has_length;
	r->length += x->has_length ? x->length : 0;
}

/*
 * Runs of the events, which all are of one exhibit and type and stand in order. between: two
 * people, where it is not known whose chat it is; else NULL.
 */
static int cut(struct bdl_bundle *b, const struct bdl_event **list, size_t n, bool apart,
	const char *const *between, struct bdl_entry *entries, size_t *count, struct bdl_error *err)
{
	struct run r = {0};

	for (size_t i = 0; i <= n; i++) {
		if (i < n && belongs(&r, list[i])) {
			add(&r, list[i]);
			continue;
		}
		if (r.count > 0 && write_entry(b, &r, &entries[(*count)++], err) < 0)
			return -1;
		if (i == n)
			break;
		r = (struct run){.exhibit = list[i]->exhibit,
			.type = list[i]->record.type,
			.party = between ? between[0]
				 : apart ? list[i]->record.party
					 : NULL,
			.second = between ? between[1] : NULL,
			.apart = apart,
			.first = list[i]->record.when.day,
			.page = list[i]->record.page ? list[i]->record.page : 1};
		add(&r, list[i]);
	}
	return 0;
}

static size_t count_parties(const struct bdl_event **list, size_t n)
{
	size_t parties = n > 0;

	for (size_t i = 1; i < n; i++)
		parties += compare_text(list[i]->record.party, list[i - 1]->record.party) != 0;
	return parties;
}

/* The two who write, in the order of their names, if nothing says which of them kept the record. */
static bool is_talk_of_two(const struct bdl_event **list, size_t n, const char *between[2])
{
	if (list[0]->record.type != BDL_EVENT_MESSAGE || count_parties(list, n) != 2)
		return false;
	for (size_t i = 0; i < n; i++)
		if (list[i]->record.direction != BDL_DIRECTION_UNKNOWN || !list[i]->record.party)
			return false;
	between[0] = list[0]->record.party;
	between[1] = list[n - 1]->record.party;
	return true;
}

/* A record of a few people says with whom; one of many says only how much. list: by other side,
 * then time. */
static int cut_group(struct bdl_bundle *b, const struct bdl_event **list, size_t n,
	struct bdl_entry *entries, size_t *count, struct bdl_error *err)
{
	const char *between[2];
	bool talk = is_talk_of_two(list, n, between);
	bool apart = !talk && count_parties(list, n) <= PARTIES_APART;

	if (!apart)
		qsort(list, n, sizeof(*list), by_time);
	return cut(b, list, n, apart, talk ? between : NULL, entries, count, err);
}

int bdl_find_runs(
	struct bdl_bundle *b, struct bdl_entry *entries, size_t *count, struct bdl_error *err)
{
	const struct bdl_event **list = calloc(b->event_count + 1, sizeof(*list));
	size_t n = 0;
	int rc = 0;

	*count = 0;
	if (!list)
		return bdl_fail_memory(err);
	for (size_t i = 0; i < b->event_count; i++)
		if (is_told(&b->events[i].record))
			list[n++] = &b->events[i];
	qsort(list, n, sizeof(*list), by_run);
	for (size_t from = 0, to; rc == 0 && from < n; from = to) {
		for (to = from + 1; to < n; to++)
			if (list[to]->exhibit != list[from]->exhibit ||
				list[to]->record.type != list[from]->record.type)
				break;
		rc = cut_group(b, list + from, to - from, entries, count, err);
	}
	free(list);
	return rc;
}
