/* Holidays: see holidays.h. The rules of the Act, and the list of exceptions through libcyaml. */
#include "model/holidays.h"

#include "base/months.h"
#include <assert.h>
#include <cyaml/cyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The text of schemas/holidays.yaml, written into the build by bdl_embed(). */
extern const unsigned char bdl_holidays_yaml[];
extern const unsigned long bdl_holidays_yaml_size;

enum { MOST_ENTRIES = 1000, REASON_MAX = 200 };

/* clang-format off */
struct exception {
	char *date, *title;
	char **where; unsigned where_count;
	struct bdl_day day;
	unsigned nations;        /* 1 << enum bdl_nation */
};

struct bdl_holidays {
	char *reviewed_text, *source, *known_until_text;
	struct exception *added; unsigned added_count;
	struct exception *removed; unsigned removed_count;
	struct bdl_day reviewed, known_until;
};

#define TEXT(key, type, member) CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, type, member, 1, 200)

static const cyaml_schema_value_t word = { CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 1, 40) };
static const cyaml_schema_field_t exception_fields[] = {
	TEXT("date", struct exception, date),
	CYAML_FIELD_STRING_PTR("title", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct exception, title, 1, 200),
	CYAML_FIELD_SEQUENCE("where", CYAML_FLAG_POINTER, struct exception, where, &word, 1, 3),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t exception_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct exception, exception_fields)
};
static const cyaml_schema_field_t top_fields[] = {
	TEXT("reviewed", struct bdl_holidays, reviewed_text),
	TEXT("source", struct bdl_holidays, source),
	TEXT("known_until", struct bdl_holidays, known_until_text),
	CYAML_FIELD_SEQUENCE("added", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_holidays, added,
		&exception_schema, 0, MOST_ENTRIES),
	CYAML_FIELD_SEQUENCE("removed", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct bdl_holidays, removed,
		&exception_schema, 0, MOST_ENTRIES),
	CYAML_FIELD_END
};
static const cyaml_schema_value_t top_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct bdl_holidays, top_fields)
};
/* clang-format on */

static const cyaml_config_t config = {.mem_fn = cyaml_mem};

static const char *const tokens[] = {"england-and-wales", "scotland", "northern-ireland"};

const char *bdl_nation_token(enum bdl_nation n)
{
	return tokens[n];
}

int bdl_nation_from_token(const char *token)
{
	for (int i = 0; i < 3; i++)
		if (token && strcmp(token, tokens[i]) == 0)
			return i;
	return -1;
}

/* ---- loading ---- */

BDL_PRINTF(3, 0)

static void keep_reason(cyaml_log_t level, void *reason, const char *format, va_list args)
{
	char *text = reason;

	(void)level;
	if (text && text[0] == '\0')
		vsnprintf(text, REASON_MAX, format, args);
	if (text)
		text[strcspn(text, "\n")] = '\0';
}

static int take_day(const char *text, struct bdl_day *out, struct bdl_error *err)
{
	if (bdl_day_parse_iso(text, out) == 0)
		return 0;
	return bdl_fail(err, BDL_EFORMAT, "holidays.yaml",
		"\"%.40s\" is not a date: write 2026-12-25", text);
}

static int take_exception(struct exception *x, struct bdl_error *err)
{
	if (take_day(x->date, &x->day, err) < 0)
		return -1;
	x->nations = 0;
	for (unsigned i = 0; i < x->where_count; i++) {
		int nation = bdl_nation_from_token(x->where[i]);

		if (nation < 0)
			return bdl_fail(err, BDL_EFORMAT, "holidays.yaml",
				"%s: there is no nation \"%.40s\"", x->date, x->where[i]);
		x->nations |= 1u << nation;
	}
	return 0;
}

static int take(struct bdl_holidays *h, struct bdl_error *err)
{
	if (take_day(h->reviewed_text, &h->reviewed, err) < 0 ||
		take_day(h->known_until_text, &h->known_until, err) < 0)
		return -1;
	for (unsigned i = 0; i < h->added_count; i++)
		if (take_exception(&h->added[i], err) < 0)
			return -1;
	for (unsigned i = 0; i < h->removed_count; i++)
		if (take_exception(&h->removed[i], err) < 0)
			return -1;
	return 0;
}

int bdl_holidays_load(
	struct bdl_holidays **out, const char *yaml, size_t length, struct bdl_error *err)
{
	const uint8_t *text = yaml ? (const uint8_t *)yaml : bdl_holidays_yaml;
	char reason[REASON_MAX] = "";
	cyaml_config_t telling = config;
	cyaml_data_t *data = NULL;
	cyaml_err_t failed;

	telling.log_fn = keep_reason;
	telling.log_ctx = reason;
	telling.log_level = CYAML_LOG_ERROR;
	failed = cyaml_load_data(
		text, yaml ? length : bdl_holidays_yaml_size, &telling, &top_schema, &data, NULL);
	if (failed == CYAML_ERR_OOM)
		return bdl_fail_memory(err);
	if (failed != CYAML_OK || !data)
		return bdl_fail(err, BDL_EFORMAT, "holidays.yaml", "%s",
			*reason ? reason : cyaml_strerror(failed));
	if (take((struct bdl_holidays *)data, err) < 0) {
		bdl_holidays_release((struct bdl_holidays *)data);
		return -1;
	}
	*out = (struct bdl_holidays *)data;
	return 0;
}

void bdl_holidays_release(struct bdl_holidays *h)
{
	if (h)
		cyaml_free(&config, &top_schema, (cyaml_data_t *)h, 0);
}

struct bdl_day bdl_holidays_known_until(const struct bdl_holidays *h)
{
	return h->known_until;
}

struct bdl_day bdl_holidays_reviewed(const struct bdl_holidays *h)
{
	return h->reviewed;
}

/* ---- the rules ---- */

enum { MONDAY, TUESDAY, FRIDAY = 4, SATURDAY, SUNDAY };

static bool is(struct bdl_day d, int month, int day)
{
	return d.month == month && d.day == day;
}

/* A day that moves to the Monday after a weekend. */
static bool is_or_moved(struct bdl_day d, int month, int day)
{
	int weekday = bdl_weekday(d);

	if (d.month != month)
		return false;
	return d.day == day ||
	       (weekday == MONDAY && (d.day == day + 1 || d.day == day + 2) && d.day > day);
}

static bool is_first_monday(struct bdl_day d, int month)
{
	return d.month == month && bdl_weekday(d) == MONDAY && d.day <= 7;
}

static bool is_last_monday(struct bdl_day d, int month)
{
	return d.month == month && bdl_weekday(d) == MONDAY &&
	       d.day + 7 > bdl_month_length(d.year, month);
}

/*
 * Two days in a row that both move when they fall on a weekend: Christmas and Boxing Day, in
 * Scotland the first two days of January.
 */
static bool is_pair(struct bdl_day d, int month, int first)
{
	int weekday = bdl_weekday(d);

	if (d.month != month)
		return false;
	if (d.day == first || d.day == first + 1)
		return true;
	/* Friday and Saturday: the Monday; Saturday and Sunday: Monday and Tuesday; Sunday and
	 * Monday: the Tuesday */
	if (d.day == first + 2)
		return weekday == MONDAY || weekday == TUESDAY;
	return d.day == first + 3 && (weekday == MONDAY || weekday == TUESDAY);
}

/* St Andrew's Day may move into December. */
static bool is_st_andrew(struct bdl_day d)
{
	int weekday = bdl_weekday(d);

	return d.year >= 2007 &&
	       (is(d, 11, 30) || (weekday == MONDAY && (is(d, 12, 1) || is(d, 12, 2))));
}

static bool is_regular(enum bdl_nation n, struct bdl_day d)
{
	struct bdl_day easter = bdl_easter(d.year);
	int from_easter = bdl_days_between(easter, d);

	if (from_easter == -2 || is_first_monday(d, 5) || is_last_monday(d, 5) ||
		is_pair(d, 12, 25))
		return true;
	if (n == BDL_SCOTLAND)
		return is_pair(d, 1, 1) || is_first_monday(d, 8) || is_st_andrew(d);
	if (from_easter == 1 || is_last_monday(d, 8) || is_or_moved(d, 1, 1))
		return true;
	return n == BDL_NORTHERN_IRELAND && (is_or_moved(d, 3, 17) || is_or_moved(d, 7, 12));
}

static bool holds(const struct exception *list, unsigned count, enum bdl_nation n, struct bdl_day d)
{
	for (unsigned i = 0; i < count; i++)
		if (bdl_day_compare(list[i].day, d) == 0 && (list[i].nations & 1u << n))
			return true;
	return false;
}

bool bdl_is_holiday(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d)
{
	assert(bdl_day_exists(d));
	if (holds(h->added, h->added_count, n, d))
		return true;
	return is_regular(n, d) && !holds(h->removed, h->removed_count, n, d);
}

/* ---- counting ---- */

bool bdl_is_working_day(const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d)
{
	return bdl_weekday(d) < SATURDAY && !bdl_is_holiday(h, n, d);
}

struct bdl_day bdl_working_day_from(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d)
{
	while (!bdl_is_working_day(h, n, d))
		d = bdl_day_add(d, 1);
	return d;
}

struct bdl_day bdl_working_day_until(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d)
{
	while (!bdl_is_working_day(h, n, d))
		d = bdl_day_add(d, -1);
	return d;
}

struct bdl_day bdl_add_working_days(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day d, int count)
{
	int step = count < 0 ? -1 : 1;

	assert(count != 0);
	for (; count != 0; count -= step)
		do
			d = bdl_day_add(d, step);
		while (!bdl_is_working_day(h, n, d));
	return d;
}

int bdl_working_days_between(
	const struct bdl_holidays *h, enum bdl_nation n, struct bdl_day from, struct bdl_day to)
{
	int count = 0;

	if (bdl_day_compare(to, from) < 0)
		return -bdl_working_days_between(h, n, to, from);
	while (bdl_day_compare(from, to) < 0) {
		from = bdl_day_add(from, 1);
		count += bdl_is_working_day(h, n, from);
	}
	return count;
}
