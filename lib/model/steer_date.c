/* Dates in cells of index.csv: see steer_date.h. */
#include "model/steer_date.h"

#include "base/text.h"
#include <stdio.h>
#include <string.h>

enum {
	CELL_MOST = 80,
	PARTS = 3,
	FIRST_YEAR = 1900,
	LAST_YEAR = 2099,
	TURN_OF_CENTURY = 50, /* 00 to 49 are 20xx */
	FIRST_SERIAL =
		10000, /* days since 30 December 1899: 1927 to 2119, so that no year is one */
	LAST_SERIAL = 80000,
	SERIAL_ZERO = -25569 /* that day as bdl_day_number() counts */
};

/* A run of figures, or the name of a month. */
struct part {
	unsigned value; /* of figures; or 1 to 12 */
	unsigned figures; /* how many; 0: a name */
};

static bool is_weekday(const char *s, size_t n)
{
	static const char *const days[] = {
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++) {
		size_t same = 0;

		while (same < n && days[i][same] &&
			bdl_lower((unsigned char)s[same]) == days[i][same])
			same++;
		if (same == n && n >= 3)
			return true;
	}
	return false;
}

static bool is_ordinal(const char *s, size_t n)
{
	static const char *const ends[] = {"st", "nd", "rd", "th"};

	for (size_t i = 0; n == 2 && i < sizeof(ends) / sizeof(*ends); i++)
		if (bdl_lower((unsigned char)s[0]) == ends[i][0] &&
			bdl_lower((unsigned char)s[1]) == ends[i][1])
			return true;
	return false;
}

/* Length of the text without the midnight that a spreadsheet put behind the day. */
static size_t without_clock(const char *s, size_t n)
{
	size_t at = n;

	while (at > 0 && s[at - 1] != ' ' && s[at - 1] != 'T')
		at--;
	if (at == 0 || n - at < 4 || !memchr(s + at, ':', n - at) ||
		!bdl_is_digit((unsigned char)s[at]))
		return n;
	for (size_t i = at; i < n; i++)
		if (!bdl_is_digit((unsigned char)s[i]) && !strchr(":.Z", s[i]))
			return n;
	return at - 1;
}

/* Reads a word at `at`: a month, a weekday or the end of an ordinal, which count for nothing. */
static size_t take_word(const char *s, size_t n, struct part *out, bool behind_figures, bool *bad)
{
	size_t length = 0;

	while (length < n && (bdl_is_alpha((unsigned char)s[length]) || (s[length] & 0x80)))
		length++;
	out->figures = 0;
	out->value = (unsigned)bdl_month_from_name(s, length);
	if (out->value == 0 && !is_weekday(s, length) && !(behind_figures && is_ordinal(s, length)))
		*bad = true;
	return length;
}

/* The parts of a date; 0 where it is none. */
static unsigned split(const char *s, size_t n, struct part parts[PARTS])
{
	unsigned count = 0;
	bool bad = false, figures = false;

	for (size_t at = 0; at < n && !bad;) {
		struct part p = {0};

		if (strchr(" /.,-", s[at])) {
			at++;
			figures = false;
			continue;
		}
		if (bdl_is_digit((unsigned char)s[at])) {
			for (; at < n && bdl_is_digit((unsigned char)s[at]); at++) {
				p.value = p.value * 10 + (unsigned)(s[at] - '0');
				if (++p.figures > 8)
					return 0;
			}
			figures = true;
		} else {
			size_t length = take_word(s + at, n - at, &p, figures, &bad);

			if (length == 0)
				return 0;
			at += length;
			if (p.value == 0)
				continue;
		}
		if (count == PARTS)
			return 0;
		parts[count++] = p;
	}
	return bad ? 0 : count;
}

static bool is_year(struct part p)
{
	return p.figures == 4 && p.value >= FIRST_YEAR && p.value <= LAST_YEAR;
}

/* A year of four figures, or of two. 0: it is none. */
static unsigned year_of(struct part p)
{
	if (is_year(p))
		return p.value;
	if (p.figures != 2)
		return 0;
	return p.value + (p.value < TURN_OF_CENTURY ? 2000 : 1900);
}

static bool put(struct bdl_day *out, unsigned year, unsigned month, unsigned day)
{
	struct bdl_day d;

	if (year == 0 || month < 1 || month > 12 || day > 31)
		return false;
	d = (struct bdl_day){.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day};
	if (day && !bdl_day_exists(d))
		return false;
	*out = d;
	return true;
}

static bool three(const struct part p[PARTS], struct bdl_steer_date *out)
{
	if (is_year(p[0]))
		return p[2].figures && p[2].value &&
		       put(&out->day, p[0].value, p[1].value, p[2].value);
	if (p[0].figures == 0)
		return p[1].figures && p[1].value &&
		       put(&out->day, year_of(p[2]), p[0].value, p[1].value);
	if (p[0].figures > 2 || p[0].value == 0 || p[1].figures > 2)
		return false;
	out->figures = p[1].figures > 0;
	if (out->figures && p[0].value != p[1].value && p[1].value)
		put(&out->turned, year_of(p[2]), p[0].value, p[1].value);
	return put(&out->day, year_of(p[2]), p[1].value, p[0].value);
}

static bool two(const struct part p[PARTS], struct bdl_steer_date *out)
{
	if (is_year(p[0]))
		return (p[1].figures <= 2) && put(&out->day, p[0].value, p[1].value, 0);
	if (p[0].figures == 0)
		return put(&out->day, year_of(p[1]), p[0].value, 0);
	return p[0].figures <= 2 && is_year(p[1]) && put(&out->day, p[1].value, p[0].value, 0);
}

static bool one(struct part p, struct bdl_day *out)
{
	if (is_year(p)) {
		*out = (struct bdl_day){.year = (int16_t)p.value};
		return true;
	}
	if (p.figures == 8)
		return put(out, p.value / 10000, p.value / 100 % 100, p.value % 100) && out->day &&
		       out->year >= FIRST_YEAR && out->year <= LAST_YEAR;
	if (p.figures != 5 || p.value < FIRST_SERIAL || p.value > LAST_SERIAL)
		return false;
	*out = bdl_day_from_number((int32_t)p.value + SERIAL_ZERO);
	return true;
}

static bool single(const char *s, size_t n, struct bdl_steer_date *out)
{
	struct part parts[PARTS];

	n = without_clock(s, n);
	switch (split(s, n, parts)) {
	case 1:
		return one(parts[0], &out->day);
	case 2:
		return two(parts, out);
	case 3:
		return three(parts, out);
	default:
		return false;
	}
}

/* "2023-03-01 to 2023-03-31": where " to " stands; NULL. */
static const char *find_to(const char *s)
{
	for (; *s; s++)
		if (*s == ' ' && bdl_lower((unsigned char)s[1]) == 't' &&
			bdl_lower((unsigned char)s[2]) == 'o' && s[3] == ' ')
			return s;
	return NULL;
}

static bool span(const char *s, const char *to, struct bdl_steer_date *out)
{
	struct bdl_steer_date last = {.undated = false};
	bool good = single(s, (size_t)(to - s), out) && single(to + 4, strlen(to + 4), &last);

	if (out->turned.year == 0)
		out->turned = last.turned;
	out->until = last.day;
	return good && bdl_day_exists(out->day) && bdl_day_exists(last.day) &&
	       bdl_day_compare(out->day, last.day) < 0;
}

static bool is_iso(const char *s, size_t n)
{
	static const char form[] = "0000-00-00";
	size_t at = 0;

	while (at < n && form[at] &&
		(form[at] == '-' ? s[at] == '-' : bdl_is_digit((unsigned char)s[at])))
		at++;
	return at == n && !form[at];
}

bool bdl_steer_date(const char *cell, struct bdl_steer_date *out)
{
	char text[CELL_MOST + 1];
	size_t n = strlen(cell);
	const char *to;
	bool good;

	*out = (struct bdl_steer_date){.undated = false};
	if (n > 2 && cell[0] == '[' && cell[n - 1] == ']') {
		cell++;
		n -= 2;
	}
	if (n == 0 || n > CELL_MOST)
		return false;
	memcpy(text, cell, n);
	text[n] = '\0';
	if (bdl_text_casecmp(text, "undated") == 0) {
		out->undated = true;
		return true;
	}
	to = find_to(text);
	good = to ? span(text, to, out) : single(text, n, out);
	out->iso = is_iso(text, n);
	if (!good)
		out->day = out->until = (struct bdl_day){0};
	if (!good && to)
		out->turned = (struct bdl_day){0};
	return good;
}

void bdl_steer_date_text(struct bdl_day day, struct bdl_day until, char out[BDL_STEER_DATE_TEXT])
{
	char first[BDL_DAY_TEXT], last[BDL_DAY_TEXT];

	bdl_day_iso(day, first);
	bdl_day_iso(until, last);
	snprintf(out, BDL_STEER_DATE_TEXT, "%s%s%s", first, last[0] ? " to " : "", last);
}
