/*
 * The long lists of facts as JSON: records, documents inside, what was hidden. A record is an
 * array, not an object: a phone may hold 100,000 messages, and they are all in memory at once.
 */
#include "model/facts_fit.h"

#include "base/text.h"
#include <jansson.h>
#include <string.h>

#define NUMBER_MAX ((json_int_t)1 << 53)

/* The places of a record's array. */
enum place {
	TYPE,
	WHEN,
	ZONE,
	DIRECTION,
	ANSWERED,
	LENGTH,
	PENCE,
	BALANCE,
	PAGE,
	PARTY,
	TEXT,
	PLACES
};

bool bdl_facts_is_clean(const char *s, size_t length, size_t most, bool lines)
{
	if (length > most || !bdl_utf8_valid(s, length))
		return false;
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;

		n = bdl_utf8_next(s + i, length - i, &code);
		if (bdl_facts_is_control(code) && !(lines && code == '\n'))
			return false;
	}
	return true;
}

static json_t *number_or_null(bool there, int64_t n)
{
	return there && n >= -NUMBER_MAX && n <= NUMBER_MAX ? json_integer((json_int_t)n)
							    : json_null();
}

static json_t *write_record(const struct bdl_record *r, const struct bdl_facts *f)
{
	char when[BDL_MOMENT_TEXT];
	json_t *list = json_array();
	int rc = 0;

	bdl_moment_iso(r->when, when);
	rc |= json_array_append_new(list, json_integer(r->type));
	rc |= json_array_append_new(list, json_string(when));
	rc |= json_array_append_new(list, json_integer(r->when.zone));
	rc |= json_array_append_new(list, json_integer(r->direction));
	rc |= json_array_append_new(list, json_integer(r->answered));
	rc |= json_array_append_new(list, number_or_null(r->has_length, r->length));
	rc |= json_array_append_new(list, number_or_null(r->has_pence, r->pence));
	rc |= json_array_append_new(list, number_or_null(r->has_balance, r->balance));
	rc |= json_array_append_new(
		list, json_integer(r->page <= f->pages ? (json_int_t)r->page : 0));
	rc |= json_array_append_new(
		list, bdl_facts_write_string(r->party, BDL_FACTS_STRING_MAX, false));
	rc |= json_array_append_new(
		list, bdl_facts_write_string(r->text, BDL_FACTS_RECORD_TEXT_MAX, false));
	if (rc == 0)
		return list;
	json_decref(list);
	return NULL;
}

json_t *bdl_facts_write_records(const struct bdl_facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0;
		list && i < f->record_count && json_array_size(list) < BDL_FACTS_RECORDS_MAX; i++) {
		const struct bdl_record *r = &f->records[i];

		if (!bdl_facts_day_fits(r->when.day, BDL_TO_DAY) && r->when.day.year != 0)
			continue;
		if (json_array_append_new(list, write_record(r, f)) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

json_t *bdl_facts_write_inner(const struct bdl_facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < f->inner_count && i < BDL_FACTS_INNER_MAX; i++) {
		json_t *one = json_array();
		int rc = json_array_append_new(
			one, bdl_facts_write_string(f->inner[i].name, BDL_FACTS_STRING_MAX, false));

		rc |= json_array_append_new(one, json_integer((json_int_t)f->inner[i].at));
		rc |= json_array_append_new(one, json_integer((json_int_t)f->inner[i].length));
		if (rc < 0 || json_array_append_new(list, one) < 0) {
			if (rc < 0)
				json_decref(one);
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

/* A whole number of the array within its range; false: it is none. */
static bool read_whole(
	const json_t *list, size_t at, json_int_t least, json_int_t most, json_int_t *out)
{
	const json_t *v = json_array_get(list, at);

	*out = json_integer_value(v);
	return json_is_integer(v) && *out >= least && *out <= most;
}

/* The same, or null. */
static bool read_optional(const json_t *list, size_t at, json_int_t least, json_int_t most,
	bool *there, json_int_t *out)
{
	*there = !json_is_null(json_array_get(list, at));
	*out = 0;
	return !*there || read_whole(list, at, least, most, out);
}

static bool read_text(struct bdl_arena *a, const json_t *list, size_t at, size_t most,
	const char **out, bool *memory)
{
	const json_t *v = json_array_get(list, at);

	*out = NULL;
	if (json_is_null(v))
		return true;
	if (!json_is_string(v) ||
		!bdl_facts_is_clean(json_string_value(v), json_string_length(v), most, false))
		return false;
	*out = bdl_arena_string(a, json_string_value(v));
	*memory = !*out;
	return *out != NULL;
}

static bool read_when(const json_t *list, struct bdl_moment *out)
{
	const char *iso = json_string_value(json_array_get(list, WHEN));
	json_int_t zone;

	if (!iso || !read_whole(list, ZONE, BDL_ZONE_NONE, BDL_ZONE_LONDON, &zone))
		return false;
	if (*iso == '\0') {
		*out = (struct bdl_moment){.zone = BDL_ZONE_NONE};
		return zone == BDL_ZONE_NONE;
	}
	return bdl_moment_parse(iso, bdl_zone_name((enum bdl_zone)zone), out) == 0 &&
	       bdl_facts_day_fits(out->day, BDL_TO_DAY);
}

static bool read_record(struct bdl_facts *f, struct bdl_arena *a, const json_t *list,
	struct bdl_record *r, bool *memory)
{
	json_int_t type, direction, answered, length, pence, balance, page;

	if (json_array_size(list) != PLACES || !read_when(list, &r->when) ||
		!read_whole(list, TYPE, BDL_EVENT_CALL, BDL_EVENT_TRANSACTION, &type) ||
		!read_whole(
			list, DIRECTION, BDL_DIRECTION_UNKNOWN, BDL_DIRECTION_OUT, &direction) ||
		!read_whole(list, ANSWERED, BDL_ANSWERED_UNKNOWN, BDL_ANSWERED_NO, &answered) ||
		!read_optional(list, LENGTH, 0, UINT32_MAX, &r->has_length, &length) ||
		!read_optional(list, PENCE, -NUMBER_MAX, NUMBER_MAX, &r->has_pence, &pence) ||
		!read_optional(list, BALANCE, -NUMBER_MAX, NUMBER_MAX, &r->has_balance, &balance) ||
		!read_whole(list, PAGE, 0, f->pages, &page) ||
		!read_text(a, list, PARTY, BDL_FACTS_STRING_MAX, &r->party, memory) ||
		!read_text(a, list, TEXT, BDL_FACTS_RECORD_TEXT_MAX, &r->text, memory))
		return false;
	r->type = (enum bdl_event_type)type;
	r->direction = (enum bdl_direction)direction;
	r->answered = (enum bdl_answered)answered;
	r->length = (uint32_t)length;
	r->pence = pence;
	r->balance = balance;
	r->page = (unsigned)page;
	return true;
}

int bdl_facts_read_records(
	struct bdl_facts *f, struct bdl_arena *a, const json_t *list, bool *memory)
{
	size_t count = json_array_size(list);

	if (!json_is_array(list) || count > BDL_FACTS_RECORDS_MAX)
		return -1;
	f->records = bdl_arena_alloc(a, count * sizeof(*f->records));
	*memory = !f->records;
	if (*memory)
		return -1;
	for (size_t i = 0; i < count; i++)
		if (!read_record(f, a, json_array_get(list, i), &f->records[i], memory))
			return -1;
	f->record_count = count;
	return 0;
}

/* Not empty, no folder in it, not "." or "..". */
static bool is_name(const char *s)
{
	return s && *s && !strchr(s, '/') && strcmp(s, ".") != 0 && strcmp(s, "..") != 0;
}

int bdl_facts_read_inner(struct bdl_facts *f, struct bdl_arena *a, const json_t *list, bool *memory)
{
	size_t count = json_array_size(list);
	uint64_t next = 0;

	if (!json_is_array(list) || count > BDL_FACTS_INNER_MAX)
		return -1;
	f->inner = bdl_arena_alloc(a, count * sizeof(*f->inner));
	*memory = !f->inner;
	if (*memory)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const json_t *one = json_array_get(list, i);
		json_int_t at, length;

		if (json_array_size(one) != 3 ||
			!read_text(a, one, 0, BDL_FACTS_STRING_MAX, &f->inner[i].name, memory) ||
			!is_name(f->inner[i].name) || !read_whole(one, 1, 0, NUMBER_MAX, &at) ||
			!read_whole(one, 2, 0, NUMBER_MAX, &length) || (uint64_t)at != next)
			return -1;
		f->inner[i].at = (uint64_t)at;
		f->inner[i].length = (uint64_t)length;
		next += (uint64_t)length;
	}
	f->inner_count = count;
	return 0;
}

json_t *bdl_facts_write_hidden(const struct bdl_facts *f)
{
	json_t *list = json_array();

	for (size_t i = 0; list && i < f->hidden_count && i < BDL_FACTS_HIDDEN_MAX; i++) {
		const struct bdl_hidden *h = &f->hidden[i];

		json_t *text = bdl_facts_write_string(h->text, BDL_FACTS_HIDDEN_TEXT, false);

		if (json_array_append_new(list, json_pack("[i,i,i,o]", (int)h->page, (int)h->kind,
							(int)h->count, text)) < 0) {
			json_decref(list);
			return NULL;
		}
	}
	return list;
}

int bdl_facts_read_hidden(
	struct bdl_facts *f, struct bdl_arena *a, const json_t *list, bool *memory)
{
	size_t count = json_array_size(list);

	if (!json_is_array(list) || count > BDL_FACTS_HIDDEN_MAX)
		return -1;
	f->hidden = bdl_arena_alloc(a, count * sizeof(*f->hidden));
	*memory = !f->hidden;
	if (*memory)
		return -1;
	for (size_t i = 0; i < count; i++) {
		const json_t *one = json_array_get(list, i);
		json_int_t page, kind, places;
		const char *text;

		if (json_array_size(one) != 4 || !read_whole(one, 0, 0, f->pages, &page) ||
			!read_whole(one, 1, BDL_PRIVATE_INSURANCE, BDL_PRIVATE_GPS, &kind) ||
			!read_whole(one, 2, 1, INT32_MAX, &places) ||
			!read_text(a, one, 3, BDL_FACTS_HIDDEN_TEXT, &text, memory))
			return -1;
		f->hidden[i] = (struct bdl_hidden){.page = (unsigned)page,
			.text = text,
			.kind = (enum bdl_private_kind)kind,
			.count = (unsigned)places};
	}
	f->hidden_count = count;
	return 0;
}
