/* See bank_date.h. */
#include "read/bank_date.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/lines.h"

#include <string.h>

/* ---- a reader of characters ---- */

struct scan {
	const char *text;
	size_t length, at;
};

static char peek(const struct scan *s)
{
	return s->at < s->length ? s->text[s->at] : '\0';
}

static void skip_spaces(struct scan *s)
{
	while (s->at < s->length) {
		if (bdl_is_space((unsigned char)s->text[s->at]))
			s->at++;
		else if (s->length - s->at >= 2 && memcmp(s->text + s->at, "\xC2\xA0", 2) == 0)
			s->at += 2;
		else if (s->length - s->at >= 3 && memcmp(s->text + s->at, "\xE2\x80\xAF", 3) == 0)
			s->at += 3;
		else
			return;
	}
}

static size_t number(struct scan *s, size_t most, unsigned *value)
{
	size_t n = bdl_bytes_number(s->text + s->at, s->length - s->at, most, value);

	s->at += n;
	return n;
}

static bool take(struct scan *s, char c)
{
	if (peek(s) != c || c == '\0')
		return false;
	s->at++;
	return true;
}

/* ---- days ---- */

static bool make_day(unsigned year, unsigned month, unsigned day, struct bdl_day *out)
{
	if (year < 1900 || year > 2099 || month > 12 || day > 31)
		return false;
	*out = (struct bdl_day){(int16_t)year, (int8_t)month, (int8_t)day};
	return bdl_day_exists(*out);
}

static bool read_year(struct scan *s, unsigned *year)
{
	size_t n;

	take(s, '\'');
	skip_spaces(s);
	n = number(s, 4, year);
	if (n == 1 || n == 2)
		*year += *year < 50 ? 2000 : 1900;
	return n == 4 || n == 2 || n == 1;
}

/* A month's name, with a point behind it perhaps. */
static bool read_month(struct scan *s, unsigned *month)
{
	size_t n = 0;

	while (s->at + n < s->length && bdl_is_alpha((unsigned char)s->text[s->at + n]))
		n++;
	*month = n ? (unsigned)bdl_month_from_name(s->text + s->at, n) : 0;
	if (*month == 0)
		return false;
	s->at += n;
	take(s, '.');
	return true;
}

static void skip_between(struct scan *s)
{
	skip_spaces(s);
	if (!take(s, '-') && !take(s, '/'))
		take(s, ',');
	skip_spaces(s);
}

/* "Feb 10, 2023" */
static bool month_named_first(struct scan *s, struct bdl_day *out)
{
	unsigned year, month, day;

	if (!read_month(s, &month))
		return false;
	skip_between(s);
	if (number(s, 2, &day) == 0)
		return false;
	skip_between(s);
	return read_year(s, &year) && make_day(year, month, day, out);
}

static bool is_mark(char c)
{
	return c == '/' || c == '-' || c == '.';
}

struct parts {
	unsigned first, second, year;
	bool named; /* the second is a month's name */
	bool dotted; /* "10.2.23": nobody writes the month first so */
};

/* "10/02/2023", "10 Feb 23", "1/ 5' 4" */
static bool read_parts(struct scan *s, struct parts *p)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};

	*p = (struct parts){0};
	if (number(s, 2, &p->first) == 0)
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (bdl_bytes_start(s->text + s->at, s->length - s->at, ends[i])) {
			s->at += 2;
			break;
		}
	if (is_mark(peek(s))) {
		const char mark = peek(s);

		s->at++;
		p->dotted = mark == '.';
		skip_spaces(s);
		p->named = read_month(s, &p->second);
		if (!p->named && number(s, 2, &p->second) == 0)
			return false;
		skip_spaces(s);
		return (take(s, mark) || peek(s) == '\'') && read_year(s, &p->year);
	}
	skip_spaces(s);
	p->named = read_month(s, &p->second);
	skip_between(s);
	return p->named && read_year(s, &p->year);
}

/* "2023-02-10", "2012/3/22", "20230210" */
static bool year_first(struct scan *s, struct bdl_day *out)
{
	unsigned year, month, day;
	char mark;

	if (number(s, 8, &year) == 8)
		return make_day(year / 10000, year / 100 % 100, year % 100, out);
	mark = peek(s);
	if (!is_mark(mark))
		return false;
	s->at++;
	return number(s, 2, &month) > 0 && take(s, mark) && number(s, 2, &day) > 0 &&
	       make_day(year, month, day, out);
}

static size_t digits_here(const struct scan *s)
{
	size_t n = 0;

	while (s->at + n < s->length && bdl_is_digit((unsigned char)s->text[s->at + n]))
		n++;
	return n;
}

static bool read_day(struct scan *s, bool month_first, struct bdl_day *out)
{
	size_t digits = digits_here(s);
	struct parts p;

	if (digits == 0)
		return month_named_first(s, out);
	if (digits == 4 || digits == 8)
		return year_first(s, out);
	if (digits > 2 || !read_parts(s, &p))
		return false;
	if (month_first && !p.named)
		return make_day(p.year, p.first, p.second, out);
	return make_day(p.year, p.second, p.first, out);
}

/* ---- times ---- */

/* "Z", "+01:00", "-0500" behind a time. */
static bool read_offset(struct scan *s, int32_t *offset)
{
	unsigned hours, minutes = 0;
	bool west;

	if (take(s, 'Z')) {
		*offset = 0;
		return true;
	}
	west = peek(s) == '-';
	if (!take(s, '+') && !take(s, '-'))
		return false;
	if (number(s, 2, &hours) != 2 || hours > 14)
		return false;
	take(s, ':');
	if (digits_here(s) >= 2 && (number(s, 2, &minutes) != 2 || minutes > 59))
		return false;
	*offset = (int32_t)(hours * 60 + minutes) * (west ? -1 : 1);
	return true;
}

static bool read_clock(struct scan *s, uint32_t *seconds)
{
	unsigned hour, minute, second = 0, ignored;

	if (number(s, 2, &hour) == 0 || !take(s, ':') || number(s, 2, &minute) != 2)
		return false;
	if (take(s, ':') && number(s, 2, &second) != 2)
		return false;
	if (take(s, '.') && number(s, 9, &ignored) == 0)
		return false;
	skip_spaces(s);
	if (s->length - s->at >= 2 && bdl_lower((unsigned char)s->text[s->at + 1]) == 'm') {
		int half = bdl_lower((unsigned char)peek(s));

		if ((half != 'a' && half != 'p') || hour < 1 || hour > 12)
			return false;
		hour = hour % 12 + (half == 'p' ? 12 : 0);
		s->at += 2;
	}
	*seconds = hour * 3600 + minute * 60 + second;
	return hour < 24 && minute < 60 && second < 60;
}

/* The time of day that follows the day, to the end. */
static bool read_rest(struct scan *s, struct bdl_moment *m)
{
	struct bdl_uk_time here;
	int32_t offset;

	take(s, 'T');
	take(s, ',');
	skip_spaces(s);
	if (s->at == s->length)
		return true;
	if (!read_clock(s, &m->seconds))
		return false;
	m->zone = BDL_ZONE_UNKNOWN;
	skip_spaces(s);
	if (s->at == s->length)
		return true;
	if (!read_offset(s, &offset) || s->at != s->length)
		return false;
	if (!bdl_uk_time(bdl_epoch(m->day, m->seconds, offset), &here))
		return false;
	*m = (struct bdl_moment){.day = here.day,
		.zone = BDL_ZONE_LONDON,
		.seconds = here.seconds,
		.offset = here.offset};
	return true;
}

bool bdl_bank_day(const char *text, size_t length, bool month_first, struct bdl_moment *out)
{
	struct scan s = {.text = text, .length = length};
	struct bdl_moment m = {0};

	skip_spaces(&s);
	while (s.length > s.at && bdl_is_space((unsigned char)text[s.length - 1]))
		s.length--;
	if (!read_day(&s, month_first, &m.day) || !read_rest(&s, &m))
		return false;
	*out = m;
	return true;
}

bool bdl_bank_time(const char *text, size_t length, struct bdl_moment *m)
{
	struct scan s = {.text = text, .length = length};
	uint32_t seconds;

	skip_spaces(&s);
	if (!read_clock(&s, &seconds))
		return false;
	skip_spaces(&s);
	if (s.at != s.length)
		return false;
	m->seconds = seconds;
	m->zone = BDL_ZONE_UNKNOWN;
	return true;
}

/* ---- day first or month first ---- */

void bdl_bank_order_see(struct bdl_bank_order *o, const char *text, size_t length)
{
	struct scan s = {.text = text, .length = length};
	struct parts p;

	skip_spaces(&s);
	if (digits_here(&s) > 2 || !read_parts(&s, &p) || p.named || p.first == 0 || p.second == 0)
		return;
	if (p.dotted || (p.first > 12 && p.first <= 31 && p.second <= 12))
		o->day_first++;
	else if (p.second > 12 && p.second <= 31 && p.first <= 12)
		o->month_first++;
	else if (p.first <= 12 && p.second <= 12 && p.first != p.second)
		o->either++;
}

bool bdl_bank_order_month_first(const struct bdl_bank_order *o)
{
	return o->month_first > 0 && o->day_first == 0;
}

bool bdl_bank_order_open(const struct bdl_bank_order *o)
{
	return o->either > 0 && o->month_first == 0 && o->day_first == 0;
}
