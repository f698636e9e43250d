/*
 * Dates whose month is a word: "10th of February, 2023", "Feb 10, 2023", "31-Dec-00", "2023 Feb
 * 10", "February 2023", "Thu Sep 25 10:36:28 2003", and the first day of "10 to 22 August 2012" and
 * "21 March to 20 April 2023".
 */
#include "base/datefind_scan.h"

#include "base/text.h"
#include <string.h>

/* A year as it was found; `figures` are 2 or 4. */
struct year {
	int16_t value;
	size_t figures;
	bool apostrophe;
	size_t end;
};

/* Nearly every word of a text comes by here: its first two letters rule most of them out. */
static bool may_be_month(const char *name, size_t length)
{
#define LETTER(c) (1u << ((c) - 'a'))
	static const uint32_t second[26] = {['a' - 'a'] = LETTER('p') | LETTER('u') | LETTER('w'),
		['c' - 'a'] = LETTER('h'),
		['d' - 'a'] = LETTER('e'),
		['e' - 'a'] = LETTER('b'),
		['f' - 'a'] = LETTER('e'),
		['g' - 'a'] = LETTER('o'),
		['h' - 'a'] = LETTER('y'),
		['i' - 'a'] = LETTER('o'),
		['j' - 'a'] = LETTER('a') | LETTER('u'),
		['m' - 'a'] = LETTER('a') | LETTER('e'),
		['n' - 'a'] = LETTER('o'),
		['o' - 'a'] = LETTER('c'),
		['r' - 'a'] = LETTER('h'),
		['s' - 'a'] = LETTER('e'),
		['t' - 'a'] = LETTER('a')};

	if (length < 3 || length > 10)
		return false;
	return (second[bdl_lower((unsigned char)name[0]) - 'a'] &
		       LETTER(bdl_lower((unsigned char)name[1]))) != 0;
#undef LETTER
}

static size_t scan_month(const struct bdl_scan *s, size_t at, int *month)
{
	size_t n = bdl_scan_letters(s, at);

	*month = may_be_month(s->text + at, n) ? bdl_month_from_name(s->text + at, n) : 0;
	if (*month == 0 || bdl_scan_is_letter(bdl_scan_at(s, at + n)))
		return 0;
	return n;
}

/*
 * Between two pieces of a date: spaces, a full stop, a comma or one mark; or nothing at all
 * ("10Feb2023"). With `lines`, the next piece may stand on the next line.
 */
static size_t scan_gap(const struct bdl_scan *s, size_t at, bool lines)
{
	size_t start = at, taken;

	at += bdl_scan_spaces(s, at, false);
	if (bdl_scan_at(s, at) == '.')
		at++;
	if (bdl_scan_at(s, at) == ',')
		at++;
	else if (bdl_scan_mark(s, at, &taken))
		at += taken;
	at += bdl_scan_spaces(s, at, lines);
	return at - start;
}

static bool is_word_at(const struct bdl_scan *s, size_t at, const char *word)
{
	size_t n = strlen(word);

	if (bdl_scan_letters(s, at) != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (bdl_lower((unsigned char)s->text[at + i]) != word[i])
			return false;
	return true;
}

static size_t scan_ordinal(const struct bdl_scan *s, size_t at)
{
	size_t space = bdl_scan_spaces(s, at, false);

	at += space;
	if (is_word_at(s, at, "st") || is_word_at(s, at, "nd") || is_word_at(s, at, "rd") ||
		is_word_at(s, at, "th"))
		return space + 2;
	return 0;
}

/* A day of the month with its ordinal; 0 if the number cannot be one. */
static size_t scan_day(const struct bdl_scan *s, size_t at, uint32_t *day)
{
	size_t n = bdl_scan_digits(s, at, day);

	if (n < 1 || n > 2 || *day < 1)
		return 0;
	return n + scan_ordinal(s, at + n);
}

/* " of ", " day of ". */
static size_t scan_of(const struct bdl_scan *s, size_t at)
{
	size_t start = at;

	at += bdl_scan_spaces(s, at, true);
	if (is_word_at(s, at, "day"))
		at += 3 + bdl_scan_spaces(s, at + 3, true);
	if (!is_word_at(s, at, "of"))
		return 0;
	return at + 2 - start;
}

/*
 * "within 10 Feb 15 working days", "10 May 20 payments" and "3 May 31 May" count something: 15, 20
 * and 31 are no years.
 */
static bool counts_something(const struct bdl_scan *s, size_t at)
{
	size_t word = at + bdl_scan_spaces(s, at, false);
	size_t n = bdl_scan_letters(s, word);
	int month;

	if (scan_month(s, word, &month))
		return true;

	if (is_word_at(s, word, "working") || is_word_at(s, word, "people") ||
		is_word_at(s, word, "of"))
		return true;
	return n >= 4 && bdl_lower((unsigned char)s->text[word + n - 1]) == 's' &&
	       !is_word_at(s, word, "this");
}

/* True if a number that ends at `end` goes on, as a time, a sum or a longer number would. */
static bool goes_on(const struct bdl_scan *s, size_t end)
{
	uint32_t next = bdl_scan_at(s, end);

	if (bdl_scan_is_letter(next) || next == '%' || bdl_scan_is_digit_at(s, end))
		return true;
	return (next == ':' || next == '.' || next == ',' || next == '/') &&
	       bdl_scan_is_digit_at(s, end + 1);
}

/* A year behind a day and a month's name. */
static bool scan_year(const struct bdl_scan *s, size_t at, struct year *y)
{
	uint32_t mark = bdl_scan_at(s, at), value;

	*y = (struct year){.apostrophe = mark == '\'' || mark == 0x2019 || mark == 0x2018};
	if (y->apostrophe)
		at += mark == '\'' ? 1 : 3;
	y->figures = bdl_scan_digits(s, at, &value);
	y->end = at + y->figures;
	if (y->figures == 4 && !y->apostrophe) {
		y->value = (int16_t)value;
		return bdl_scan_is_year(value) &&
		       (s->name || !bdl_scan_is_letter(bdl_scan_at(s, y->end)));
	}
	if (y->figures != 2 || goes_on(s, y->end))
		return false;
	y->value = bdl_scan_century(value);
	return y->apostrophe || !counts_something(s, y->end);
}

static enum bdl_form finish(
	struct bdl_found_date *out, size_t start, size_t end, struct bdl_day day)
{
	*out = (struct bdl_found_date){.day = day, .at = start, .length = end - start};
	return day.year ? BDL_FORM_DATE : BDL_FORM_REFUSED;
}

/* What joins the ends of a span: "to", "until"; with `dash`, a dash too. */
static size_t scan_span(const struct bdl_scan *s, size_t at, bool dash)
{
	size_t start = at, taken;

	at += bdl_scan_spaces(s, at, !dash);
	if (is_word_at(s, at, "to"))
		at += 2;
	else if (is_word_at(s, at, "until"))
		at += 5;
	else if (dash && bdl_scan_mark(s, at, &taken) == '-')
		at += taken;
	else
		return 0;
	return at + bdl_scan_spaces(s, at, true) - start;
}

/* "February 2023" behind a day; *end is where it ends. */
static bool scan_month_year(const struct bdl_scan *s, size_t at, int *month, struct year *y)
{
	size_t n = scan_month(s, at, month);

	if (n == 0)
		return false;
	at += n;
	return scan_year(s, at + scan_gap(s, at, true), y);
}

/*
 * A short year behind a comma is the next item of a list ("1 Jan, 29 Mar"); lower-case "may" and
 * "march" are verbs more often than months that come with a short year.
 */
static bool is_doubtful(
	const struct bdl_scan *s, size_t month_at, size_t gap_at, const struct year *y)
{
	if (y->figures != 2 || y->apostrophe)
		return false;
	for (size_t i = gap_at; i < y->end; i++)
		if (s->text[i] == ',')
			return true;
	return bdl_scan_at(s, month_at) == 'm' &&
	       (is_word_at(s, month_at, "may") || is_word_at(s, month_at, "march"));
}

/* Nothing but spaces between `at` and the start of its line. */
static bool opens_line(const struct bdl_scan *s, size_t at)
{
	while (at > 0 && s->text[at - 1] == ' ')
		at--;
	return at == 0 || s->text[at - 1] == '\n';
}

/*
 * "10 to 22 August 2012": the first day. start, at: of the first number, behind it. With a dash,
 * which may also part a number from its item, only where it opens a line, and then in doubt: "10 -
 * 22 August 2012".
 */
static bool day_span(const struct bdl_scan *s, size_t start, size_t at, uint32_t day,
	struct bdl_day *first, size_t *end, bool *doubtful)
{
	size_t join, n;
	size_t before = at;
	bool dash = !s->name && opens_line(s, start);
	uint32_t last;
	struct year y;
	int month;

	join = scan_span(s, at, dash);
	if (join == 0)
		return false;
	at += join;
	n = scan_day(s, at, &last);
	if (n == 0 || last <= day)
		return false;
	at += n + scan_of(s, at + n);
	at += scan_gap(s, at, true);
	if (!scan_month_year(s, at, &month, &y) || y.figures != 4)
		return false;
	*end = y.end;
	*doubtful = scan_span(s, before, false) == 0;
	*first = bdl_scan_day((uint32_t)y.value, (uint32_t)month, day);
	return bdl_scan_day((uint32_t)y.value, (uint32_t)month, last).year != 0;
}

/* "21 March to 20 April 2023": the year of the first day. at: behind its month. 0 if it is no span.
 */
static uint32_t year_of_span(const struct bdl_scan *s, size_t at, int month)
{
	size_t join = scan_span(s, at, true), n;
	uint32_t last;
	struct year y;
	int last_month;

	if (join == 0)
		return 0;
	at += join;
	n = scan_day(s, at, &last);
	if (n == 0)
		return 0;
	at += n + scan_of(s, at + n);
	at += scan_gap(s, at, true);
	if (!scan_month_year(s, at, &last_month, &y) || y.figures != 4)
		return 0;
	return (uint32_t)(last_month < month ? y.value - 1 : y.value);
}

/*
 * "our letter of 10", next line "February 2023", is a date; "Page 10", next line "February 2023",
 * is none. So the line may end behind the day only in a sentence, or where an ordinal or "of" shows
 * that it is a day.
 */
static bool may_wrap(const struct bdl_scan *s, size_t day_at, size_t end)
{
	static const char *const words[] = {"of", "on", "from", "to", "by", "dated", "until", "and",
		"since", "before", "after", "between", "the", NULL};

	return bdl_is_alpha((unsigned char)s->text[end - 1]) || bdl_scan_follows(s, day_at, words);
}

/* Day, month, year. */
static enum bdl_form day_first(const struct bdl_scan *s, size_t start, struct bdl_found_date *out)
{
	size_t at = start, n, month_at;
	struct bdl_day first;
	uint32_t day, year;
	bool doubtful;
	struct year y;
	int month;

	n = scan_day(s, at, &day);
	if (n == 0)
		return BDL_FORM_NONE;
	at += n;
	if (day_span(s, start, at, day, &first, &n, &doubtful)) {
		enum bdl_form form = finish(out, start, n, first);

		out->ambiguous = doubtful;
		return form;
	}
	at += scan_of(s, at);
	month_at = at + scan_gap(s, at, may_wrap(s, start, at));
	n = scan_month(s, month_at, &month);
	if (n == 0)
		return BDL_FORM_NONE;
	at = month_at + n;
	year = year_of_span(s, at, month);
	if (year)
		return finish(out, start, at, bdl_scan_day(year, (uint32_t)month, day));
	if (!scan_year(s, at + scan_gap(s, at, true), &y) || is_doubtful(s, month_at, at, &y))
		return BDL_FORM_NONE;
	return finish(out, start, y.end, bdl_scan_day((uint32_t)y.value, (uint32_t)month, day));
}

/* " 10:36:28", ", 10:36:28", " 10:36:28 BST", as the C library and logs write it between day and
 * year. */
static size_t scan_clock(const struct bdl_scan *s, size_t at)
{
	size_t start = at, comma = bdl_scan_at(s, at) == ',',
	       n = bdl_scan_spaces(s, at + comma, false);
	uint32_t value;

	at += comma + n;
	if (n == 0 || bdl_scan_digits(s, at, &value) != 2)
		return 0;
	at += 2;
	for (int i = 0; i < 2; i++) {
		if (bdl_scan_at(s, at) != ':' || bdl_scan_digits(s, at + 1, &value) != 2)
			return 0;
		at += 3;
	}
	n = bdl_scan_spaces(s, at, false);
	if (n && bdl_scan_letters(s, at + n) >= 1 && bdl_scan_letters(s, at + n) <= 5)
		at += n + bdl_scan_letters(s, at + n);
	return at - start;
}

/* "- 22" in "August 10 - 22, 2012". */
static size_t scan_last_day(const struct bdl_scan *s, size_t at, uint32_t day)
{
	size_t join = scan_span(s, at, true), n;
	uint32_t last;

	n = join ? scan_day(s, at + join, &last) : 0;
	return n && last > day && last <= 31 ? join + n : 0;
}

/* Nothing else stands in the line. */
static bool is_whole_line(const struct bdl_scan *s, size_t start, size_t end)
{
	while (start > 0 && s->text[start - 1] == ' ')
		start--;
	while (end < s->length && (s->text[end] == ' ' || s->text[end] == '\r'))
		end++;
	return (start == 0 || s->text[start - 1] == '\n') &&
	       (end == s->length || s->text[end] == '\n');
}

/* Month, day, year; at: behind the month. A short year counts only where nothing else stands in the
 * line. */
static enum bdl_form month_first(
	const struct bdl_scan *s, size_t start, size_t at, int month, struct bdl_found_date *out)
{
	uint32_t day;
	size_t n, gap;
	struct year y;

	at += scan_gap(s, at, false);
	n = scan_day(s, at, &day);
	if (n == 0)
		return BDL_FORM_NONE;
	at += n;
	at += scan_last_day(s, at, day);
	at += scan_clock(s, at);
	gap = scan_gap(s, at, true);
	if (gap == 0 || !scan_year(s, at + gap, &y) ||
		(y.figures == 2 && !y.apostrophe && !is_whole_line(s, start, y.end)))
		return BDL_FORM_NONE;
	return finish(out, start, y.end, bdl_scan_day((uint32_t)y.value, (uint32_t)month, day));
}

/* "April 2023/24" and "April 2023-24" name a tax year. */
static bool is_tax_year(const struct bdl_scan *s, size_t end)
{
	uint32_t value;
	size_t taken;
	char mark = bdl_scan_mark(s, end, &taken);

	return (mark == '/' || mark == '-') && bdl_scan_digits(s, end + taken, &value) == 2 &&
	       !bdl_scan_mark(s, end + taken + 2, &taken);
}

static enum bdl_form month_alone(
	const struct bdl_scan *s, size_t start, size_t at, int month, struct bdl_found_date *out)
{
	struct bdl_day day = {.month = (int8_t)month};
	size_t gap = scan_gap(s, at, true);
	struct year y;

	if ((gap == 0 && !s->name) || !scan_year(s, at + gap, &y) || y.figures != 4 ||
		is_tax_year(s, y.end))
		return BDL_FORM_NONE;
	if (!s->name && bdl_scan_at(s, start) == 'm' && (month == 3 || month == 5))
		return BDL_FORM_NONE;
	day.year = y.value;
	return finish(out, start, y.end, day);
}

/* Year, month, day: "2016 July 13", "2023-Feb-10". Not "2022 February 10, 2023". */
static enum bdl_form year_first(const struct bdl_scan *s, size_t start, struct bdl_found_date *out)
{
	uint32_t year, day;
	size_t at = start, n;
	struct year y;
	int month;

	if (bdl_scan_digits(s, at, &year) != 4 || !bdl_scan_is_year(year))
		return BDL_FORM_NONE;
	at += 4;
	at += scan_gap(s, at, false);
	n = scan_month(s, at, &month);
	if (n == 0)
		return BDL_FORM_NONE;
	at += n;
	at += scan_gap(s, at, false);
	n = scan_day(s, at, &day);
	if (n == 0 || goes_on(s, at + n) || scan_year(s, at + n + scan_gap(s, at + n, false), &y))
		return BDL_FORM_NONE;
	if (!s->name &&
		bdl_scan_is_letter(bdl_scan_at(s, at + n + bdl_scan_spaces(s, at + n, false))))
		return BDL_FORM_NONE;
	return finish(out, start, at + n, bdl_scan_day(year, (uint32_t)month, day));
}

/* A number that begins here may belong to a longer one: "1.10 February", "£10 February". */
static bool is_number_inside(const struct bdl_scan *s, size_t at)
{
	uint32_t before = bdl_scan_before(s, at);

	if (before == '$' || before == 0xA3 || before == 0x20AC || before == '#')
		return true;
	if (bdl_scan_is_letter(before))
		return !s->name;
	return (before == '.' || before == '/') && at >= 2 && bdl_scan_is_digit_at(s, at - 2);
}

enum bdl_form bdl_form_words(const struct bdl_scan *s, size_t at, struct bdl_found_date *out)
{
	enum bdl_form form;
	uint32_t before;
	size_t n;
	int month;

	if (bdl_scan_is_digit_at(s, at)) {
		if (is_number_inside(s, at))
			return BDL_FORM_NONE;
		form = day_first(s, at, out);
		return form != BDL_FORM_NONE ? form : year_first(s, at, out);
	}
	n = scan_month(s, at, &month);
	if (n == 0)
		return BDL_FORM_NONE;
	before = bdl_scan_before(s, at);
	if (bdl_scan_is_letter(before) || (before >= '0' && before <= '9' && !s->name))
		return BDL_FORM_NONE;
	form = month_first(s, at, at + n, month, out);
	return form != BDL_FORM_NONE ? form : month_alone(s, at, at + n, month, out);
}
