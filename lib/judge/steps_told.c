/*
 * Steps that a person told, and what a person says of those that were found: the `event` and
 * `received` of index.csv, then the events of bundle.yaml. Both win over what was found;
 * bundle.yaml wins over index.csv. See reckon.h.
 */
#include "judge/reckon.h"

#include "base/text.h"
#include "judge/paths.h"
#include "judge/step_order.h"
#include "judge/step_rows.h"
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CASE "bundle.yaml"
#define INDEX "index.csv"

struct settling {
	struct bdl_bundle *b;
	const struct bdl_step_kinds *kinds;
	struct bdl_error *err;
	unsigned char *overruled; /* by row of exhibits: enum overruled */
};

/* How much of what is known of a document does not count any more. */
enum overruled {
	STANDS,
	FOUND, /* what was found: its words are those of a document of which somebody said what it
		  is */
	ALL /* what index.csv said of it, too */
};

/* ---- mistakes ---- */

static int refuse_type(const struct settling *s, const char *file, unsigned line, const char *word)
{
	const char *near = bdl_step_kind_nearest(s->kinds, word);

	bdl_fail(s->err, BDL_EFORMAT, file, "line %u: \"%.100s\" is no type of event", line, word);
	if (near)
		return bdl_hint(s->err, "the nearest is \"%s\"", near);
	return bdl_hint(s->err, "for instance complaint, response, final-response, decision, none");
}

/* What has happened cannot lie behind the day on which the bundle is made. */
static int refuse_future(
	const struct settling *s, const char *file, unsigned line, struct bdl_day day)
{
	char said[BDL_DAY_TEXT], made[BDL_DAY_TEXT];

	bdl_day_long(day, said);
	bdl_day_long(s->b->made_on, made);
	bdl_fail(s->err, BDL_EFORMAT, file, "line %u: %s is after %s, the day of this bundle", line,
		said, made);
	return bdl_hint(
		s->err, "give the day on which it happened, or the bundle a later day with --date");
}

static bool is_later(const struct settling *s, struct bdl_day day)
{
	return day.year && bdl_day_compare(day, s->b->made_on) > 0;
}

/* A letter cannot come before it was written. */
static int refuse_early(const struct settling *s, const char *file, unsigned line,
	struct bdl_day received, struct bdl_day day)
{
	char came[BDL_DAY_TEXT], sent[BDL_DAY_TEXT];

	bdl_day_long(received, came);
	bdl_day_long(day, sent);
	bdl_fail(s->err, BDL_EFORMAT, file, "line %u: received on %s, before its date, %s", line,
		came, sent);
	return bdl_hint(s->err, "give the day on which it came, or put its date right");
}

static int check_received(const struct settling *s, const char *file, unsigned line,
	struct bdl_day received, struct bdl_day day)
{
	if (is_later(s, received))
		return refuse_future(s, file, line, received);
	if (received.year && bdl_day_exists(day) && bdl_day_compare(received, day) < 0)
		return refuse_early(s, file, line, received, day);
	return 0;
}

/* ---- index.csv ---- */

static size_t original(const struct bdl_bundle *b, size_t row)
{
	return b->exhibits[row].duplicate_of == BDL_NONE ? row : b->exhibits[row].duplicate_of;
}

static int read_received(const struct settling *s, const struct bdl_steer *w, struct bdl_day *out)
{
	*out = (struct bdl_day){0};
	if (!w->received || !w->received[0])
		return 0;
	if (bdl_day_parse_iso(w->received, out) == 0)
		return 0;
	bdl_fail(s->err, BDL_EFORMAT, INDEX, "line %u: received: \"%.100s\" is no date", w->line,
		w->received);
	return bdl_hint(s->err, "write it as 2023-02-14");
}

/* The step that the row's `event` names, as its document is dated. */
static int steered_step(
	struct settling *s, size_t row, const struct bdl_steer *w, struct bdl_day received)
{
	const struct bdl_exhibit *x = &s->b->exhibits[row];
	const struct bdl_step_kind *kind = bdl_step_kind_find(s->kinds, w->event);
	struct bdl_step step = {.day = x->date.day,
		.received = received,
		.exhibit = row,
		.page = 1,
		.basis = "given in " INDEX,
		.answers = BDL_NO_STEP,
		.given = true,
		.inferred = !bdl_date_is_stated(&x->date)};

	if (strcmp(w->event, BDL_STEP_NONE) == 0)
		return 0;
	if (!kind)
		return refuse_type(s, INDEX, w->line, w->event);
	step.type = bdl_arena_string(&s->b->arena, kind->id);
	return step.type ? bdl_add_step(s->b, &step, s->err) : bdl_fail_memory(s->err);
}

static void drop(struct bdl_step *steps, size_t *count, const unsigned char *overruled)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++) {
		unsigned how = steps[i].exhibit == BDL_NONE ? STANDS : overruled[steps[i].exhibit];

		if (how == STANDS || (how == FOUND && steps[i].given))
			steps[kept++] = steps[i];
	}
	*count = kept;
}

static void overrule_copy(struct settling *s, size_t row)
{
	if (s->overruled[row] == STANDS)
		s->overruled[row] = FOUND;
}

/* What is said of a letter is said of its scan, unless something else is said of that. */
static void overrule_copies(struct settling *s)
{
	for (size_t i = 0; i < s->b->exhibit_count; i++) {
		const struct bdl_exhibit *x = &s->b->exhibits[i];

		for (size_t n = 0; n < x->like_count; n++) {
			if (x->like[n].how != BDL_LIKE_SAME_WORDS)
				continue;
			if (s->overruled[i] == ALL)
				overrule_copy(s, x->like[n].row);
			if (s->overruled[x->like[n].row] == ALL)
				overrule_copy(s, i);
		}
	}
}

static void drop_overruled(struct settling *s)
{
	overrule_copies(s);
	drop(s->b->steps, &s->b->step_count, s->overruled);
	drop(s->b->undated_steps, &s->b->undated_step_count, s->overruled);
	memset(s->overruled, STANDS, s->b->exhibit_count + 1);
}

/* days: of each row of exhibits, all 0 where nobody said one. */
static void set_received(struct bdl_step *steps, size_t count, const struct bdl_day *days)
{
	for (size_t i = 0; i < count; i++)
		if (steps[i].exhibit != BDL_NONE && !steps[i].received.year)
			steps[i].received = days[steps[i].exhibit];
}

/* What is said of a copy is said of the document that is shown for it. */
static int take_index(struct settling *s, struct bdl_day *days)
{
	struct bdl_bundle *b = s->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		const struct bdl_steer *w = b->exhibits[i].steer;
		size_t row = original(b, i);
		struct bdl_day received;

		if (!w || (!w->event && !w->received))
			continue;
		/* the row of the document that is shown has it, too (judge/steer_copies.c) */
		if (row != i && b->exhibits[row].steer)
			continue;
		if (read_received(s, w, &received) < 0 ||
			check_received(s, INDEX, w->line, received, b->exhibits[row].date.day) < 0)
			return -1;
		if (w->event && steered_step(s, row, w, received) < 0)
			return -1;
		if (received.year && !w->event)
			days[row] = received;
	}
	return 0;
}

static int settle_index(struct settling *s)
{
	struct bdl_bundle *b = s->b;
	struct bdl_day *days = calloc(b->exhibit_count + 1, sizeof(*days));
	int rc;

	if (!days)
		return bdl_fail_memory(s->err);
	for (size_t i = 0; i < b->exhibit_count; i++)
		if (b->exhibits[i].steer && b->exhibits[i].steer->event)
			s->overruled[original(b, i)] = ALL;
	drop_overruled(s);
	rc = take_index(s, days);
	set_received(b->steps, b->step_count, days);
	set_received(b->undated_steps, b->undated_step_count, days);
	free(days);
	return rc;
}

/* ---- bundle.yaml ---- */

/* Up to a comma that stands in no brackets, without the blanks in front of it: "Mr R (father)". */
static size_t name_length(const char *from)
{
	size_t length = 0;
	unsigned open = 0;

	for (; from[length] && (from[length] != ',' || open > 0); length++) {
		open += from[length] == '(';
		open -= from[length] == ')' && open > 0;
	}
	while (length > 0 && bdl_is_space(from[length - 1]))
		length--;
	return length;
}

/* Whose bundle it is: the representative, else the applicant, else as the cover has it: "Mr R, for
 * his daughter Ms A". */
static const char *author(struct settling *s)
{
	const struct bdl_case *c = &s->b->about;
	size_t length;

	if (c->told && c->told->representative.name)
		return c->told->representative.name;
	if (c->told && c->told->applicant.name)
		return c->told->applicant.name;
	length = c->from ? name_length(c->from) : 0;
	if (length == 0)
		return "the author";
	return c->from[length] ? bdl_arena_bytes(&s->b->arena, c->from, length) : c->from;
}

static int find_file(struct settling *s, struct bdl_told_event *e)
{
	char key[64];

	e->row = BDL_NONE;
	if (!e->file || bdl_path_is_held(s->b, e->file, false))
		return 0;
	snprintf(key, sizeof(key), "line %u: file", e->line);
	e->row = bdl_path_row(s->b, key, e->file, s->err);
	if (e->row == BDL_NONE)
		return -1;
	if (e->page > s->b->exhibits[e->row].pages) {
		bdl_fail(s->err, BDL_EPATH, CASE, "line %u: \"%.150s\" has no page %u", e->line,
			e->file, e->page);
		return bdl_hint(s->err, "it has %u", s->b->exhibits[e->row].pages);
	}
	e->page = e->page ? e->page : 1;
	return 0;
}

static int check_days(struct settling *s, const struct bdl_told_event *e)
{
	struct bdl_day day = e->day;

	if (is_later(s, day))
		return refuse_future(s, CASE, e->line, day);
	if (!day.year && e->row != BDL_NONE)
		day = s->b->exhibits[e->row].date.day;
	if (!day.year && (e->text || e->row == BDL_NONE)) {
		bdl_fail(s->err, BDL_EFORMAT, CASE, "line %u: the event has no date", e->line);
		return bdl_hint(s->err,
			e->row == BDL_NONE ? "add the day on which it happened: date: 2023-02-17"
					   : "its document has none either: add date: 2023-02-17");
	}
	return check_received(s, CASE, e->line, e->received, day);
}

/* A row that says no more than the document's own row does is none. */
static bool says_more(const struct settling *s, const struct bdl_told_event *e)
{
	const struct bdl_exhibit *x = e->row == BDL_NONE ? NULL : &s->b->exhibits[e->row];

	if (!x)
		return true;
	if (e->text && strcmp(e->text, x->title) != 0)
		return true;
	return e->day.year && bdl_day_compare(e->day, x->date.day) != 0;
}

static int look_at(struct settling *s, struct bdl_told_event *e)
{
	const struct bdl_step_kind *kind = NULL;
	bool none = e->type && strcmp(e->type, BDL_STEP_NONE) == 0;

	e->said_by = e->by ? e->by : author(s);
	e->sentence = NULL;
	if (!e->said_by)
		return bdl_fail_memory(s->err);
	if (e->type && !none) {
		kind = bdl_step_kind_find(s->kinds, e->type);
		if (!kind)
			return refuse_type(s, CASE, e->line, e->type);
	}
	if (find_file(s, e) < 0)
		return -1;
	if (e->answers.year && (!e->type || none)) {
		bdl_fail(s->err, BDL_EFORMAT, CASE,
			"line %u: answers: the event has no type that could answer anything",
			e->line);
		return bdl_hint(s->err, "add its type, for instance type: response");
	}
	if (none && !e->file) {
		bdl_fail(s->err, BDL_EFORMAT, CASE, "line %u: \"none\" names no document", e->line);
		return bdl_hint(s->err, "add file: the document that is no step");
	}
	if (e->row != BDL_NONE && e->type)
		s->overruled[e->row] = ALL;
	if (none && !e->text)
		return 0;
	if (check_days(s, e) < 0)
		return -1;
	if (!says_more(s, e))
		return 0;
	e->sentence = e->text;
	if (!e->sentence && kind)
		e->sentence = bdl_arena_string(&s->b->arena, kind->sentence);
	else if (!e->sentence && e->row != BDL_NONE)
		e->sentence = s->b->exhibits[e->row].title;
	return e->sentence || !kind ? 0 : bdl_fail_memory(s->err);
}

/* On which the day of a told step stands: one that a person gave for a letter is not stated in it,
 * unless it is the same. */
static bool is_inferred(const struct bdl_exhibit *x, struct bdl_day said)
{
	if (!x)
		return false;
	return !bdl_date_is_stated(&x->date) ||
	       (said.year && bdl_day_compare(said, x->date.day) != 0);
}

static int told_step(struct settling *s, const struct bdl_told_event *e)
{
	const struct bdl_exhibit *x = e->row == BDL_NONE ? NULL : &s->b->exhibits[e->row];
	struct bdl_step step = {.type = bdl_arena_string(&s->b->arena, e->type),
		.day = e->day.year ? e->day
		       : x         ? x->date.day
				   : (struct bdl_day){0},
		.received = e->received,
		.exhibit = e->row,
		.page = x ? e->page : 0,
		.basis = "given in " CASE,
		.text = e->text,
		.by = x ? NULL : e->said_by,
		.answers = BDL_NO_STEP,
		.given = true,
		.inferred = is_inferred(x, e->day)};

	return step.type ? bdl_add_step(s->b, &step, s->err) : bdl_fail_memory(s->err);
}

static int settle_told(struct settling *s)
{
	struct bdl_told *told = s->b->about.told;
	size_t count = told ? told->event_count : 0;

	for (size_t i = 0; i < count; i++)
		if (look_at(s, &told->events[i]) < 0)
			return -1;
	drop_overruled(s);
	for (size_t i = 0; i < count; i++) {
		const struct bdl_told_event *e = &told->events[i];

		if (e->type && strcmp(e->type, BDL_STEP_NONE) != 0 && told_step(s, e) < 0)
			return -1;
	}
	return 0;
}

int bdl_settle_steps(
	struct bdl_bundle *b, const struct bdl_step_kinds *kinds, struct bdl_error *err)
{
	struct settling s = {
		.b = b, .kinds = kinds, .err = err, .overruled = calloc(b->exhibit_count + 1, 1)};
	int rc = s.overruled ? 0 : bdl_fail_memory(err);

	assert(b->stage == BDL_STAGE_ARRANGED);
	if (rc == 0)
		rc = settle_index(&s);
	if (rc == 0)
		rc = settle_told(&s);
	free(s.overruled);
	if (rc == 0)
		rc = bdl_order_steps(b, err);
	if (rc == 0)
		rc = bdl_bind_answers(b, kinds, err);
	return rc;
}
