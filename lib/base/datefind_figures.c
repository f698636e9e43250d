/*
 * Dates that are all figures: "10/02/2023", "10.2.23", "2023-02-10", "25 09 2003", and in names
 * "20230210" and "10022023". Most groups of figures are no dates, so most of this file says what is
 * none: sort codes, versions, addresses of computers, times, paragraphs, references.
 */
#include "base/datefind_scan.h"

#include "base/text.h"

/* Three numbers with the same mark between them. */
struct triple {
	uint32_t value[3];
	size_t figures[3];
	char mark; /* '.', '/', '-', '_' or ' ' */
	bool loose; /* spaces round the marks */
	size_t end;
};

/* The mark between two numbers, spaces round it allowed: "10 / 02 / 2023". */
static char scan_mark_loosely(const struct bdl_scan *s, size_t at, size_t *taken, bool *loose)
{
	size_t before = bdl_scan_spaces(s, at, false), width, after;
	char mark = bdl_scan_mark(s, at, taken);

	if (mark == '_')
		return mark;
	mark = bdl_scan_mark(s, at + before, &width);
	after = mark ? bdl_scan_spaces(s, at + before + width, false) : 0;
	*taken = before + width + after;
	if (!mark && before == 1)
		return ' ';
	if (before > 1 || after > 1)
		return '\0';
	*loose = *loose || before || after;
	return mark;
}

/* "25/12/201818:32": the year and the hour have run into each other. */
static bool has_clock_behind(const struct bdl_scan *s, size_t year)
{
	uint32_t both, minutes;

	return bdl_scan_digits(s, year, &both) == 6 && bdl_scan_is_year(both / 100) &&
	       both % 100 < 24 && bdl_scan_at(s, year + 6) == ':' &&
	       bdl_scan_digits(s, year + 7, &minutes) == 2 && minutes < 60;
}

/* Reads as much of a triple as there is: 1, 2 or 3 numbers. */
static int scan_triple(const struct bdl_scan *s, size_t at, struct triple *t)
{
	int count = 0;

	*t = (struct triple){.end = at};
	while (count < 3) {
		size_t taken = 0;
		char mark = 0;

		if (count > 0) {
			mark = scan_mark_loosely(s, at, &taken, &t->loose);
			if (!mark || (count == 2 && mark != t->mark))
				break;
		}
		t->figures[count] = bdl_scan_digits(s, at + taken, &t->value[count]);
		if (count == 2 && t->figures[2] == 6 && has_clock_behind(s, at + taken)) {
			t->figures[2] = 4;
			t->value[2] /= 100;
		}
		if (t->figures[count] == 0)
			break;
		if (mark)
			t->mark = mark;
		at += taken + t->figures[count];
		t->end = at;
		count++;
	}
	return count;
}

static bool is_short(const struct triple *t, int i)
{
	return t->figures[i] == 1 || t->figures[i] == 2;
}

/* ---- what stands around ---- */

/* Nothing before `at` that the number could be part of. */
static bool begins(const struct bdl_scan *s, size_t at, char mark, bool sure)
{
	uint32_t before = bdl_scan_before(s, at);
	static const char *const glued[] = {"date", "dated", NULL};
	bool chained;

	if (before == '$' || before == 0xA3 || before == 0x20AC || before == '#' || before == '=')
		return false;
	if ((before >= '0' && before <= '9') || before == '%')
		return false;
	if (bdl_scan_is_letter(before))
		return sure && (s->name || bdl_scan_follows(s, at, glued));
	chained = at >= 2 &&
		  (bdl_scan_is_digit_at(s, at - 2) || bdl_is_alpha((unsigned char)s->text[at - 2]));
	if (before == '.' || before == ':')
		return at < 2 || !bdl_scan_is_digit_at(s, at - 2) || (sure && s->name);
	if (before == '/' || (before == '-' && mark == '-'))
		return !chained || (sure && s->name);
	return true;
}

/* Nothing behind `end` that it could go on with. */
static bool ends(const struct bdl_scan *s, size_t end, char mark, bool sure)
{
	uint32_t next = bdl_scan_at(s, end), value;
	size_t figures;

	if (next == '%')
		return false;
	if (bdl_scan_is_letter(next))
		return sure && (s->name || ((next == 'T' || next == 't') &&
						   bdl_scan_is_digit_at(s, end + 1)));
	if (sure && s->name)
		return true;
	if (sure && next >= '0' && next <= '9')
		return true; /* the hour: see has_clock_behind() */
	figures = bdl_scan_digits(s, end + 1, &value);
	if (next == '/' || (uint32_t)mark == next)
		return figures == 0 && (s->name || !bdl_scan_is_letter(bdl_scan_at(s, end + 1)));
	return !(next == '-' && figures > 2) &&
	       !(next == ' ' && mark == ' ' && figures > 0 && figures != 2);
}

/* A sort code, or the account number that goes with it, is near: "Sort code 20-12-18", "20-12-18
 * 12345678". */
static bool is_sort_code(const struct bdl_scan *s, size_t at, size_t end)
{
	static const char sort[] = "sort";
	size_t from = at > 160 ? at - 160 : 0, gap;
	uint32_t value;

	for (size_t i = from; i + sizeof(sort) - 1 <= at; i++) {
		size_t n = 0;

		while (n < sizeof(sort) - 1 && bdl_lower((unsigned char)s->text[i + n]) == sort[n])
			n++;
		if (n == sizeof(sort) - 1)
			return true;
	}
	if (bdl_scan_before(s, at) == '\'')
		return true;
	gap = bdl_scan_spaces(s, end, true);
	if (bdl_scan_at(s, end) == ',' || bdl_scan_at(s, end) == '/')
		gap = 1 + bdl_scan_spaces(s, end + 1, true);
	return bdl_scan_digits(s, end + gap, &value) >= 6;
}

/* "at 10.11.12", "version 10.2.23"; in text also "paragraph 5.2.23". */
static bool is_other_number(const struct bdl_scan *s, size_t at, char mark)
{
	static const char *const clock[] = {"at", NULL};
	static const char *const versions[] = {"version", "ver", "v", "release", "ip", NULL};
	static const char *const places[] = {"section", "sections", "paragraph", "paragraphs",
		"para", "paras", "clause", "rule", "chapter", "ch", "pp", "part", "appendix",
		"annex", "article", "regulation", "reg", "item", "step", "table", "figure", "ratio",
		"score", NULL};

	if (mark == '.' && bdl_scan_follows(s, at, clock))
		return true;
	return bdl_scan_follows(s, at, versions) || (!s->name && bdl_scan_follows(s, at, places));
}

/* Nothing but white space stands between `at` and the start of its line. */
static bool opens_line(const struct bdl_scan *s, size_t at)
{
	while (at > 0 && (s->text[at - 1] == ' ' || s->text[at - 1] == '\t'))
		at--;
	return at == 0 || s->text[at - 1] == '\n' || s->text[at - 1] == '\r';
}

static bool closes_line(const struct bdl_scan *s, size_t at)
{
	while (at < s->length && (s->text[at] == ' ' || s->text[at] == '\t'))
		at++;
	return at == s->length || s->text[at] == '\n' || s->text[at] == '\r';
}

static bool is_labelled(const struct bdl_scan *s, size_t at)
{
	static const char *const words[] = {"date", "dated", "time", NULL};

	return bdl_scan_follows(s, at, words);
}

/* " 13:11:54" stands at `at`. */
static bool is_clock(const struct bdl_scan *s, size_t at)
{
	size_t gap = bdl_scan_spaces(s, at, false);
	uint32_t hour, minutes;

	return gap > 0 && bdl_scan_digits(s, at + gap, &hour) == 2 && hour < 24 &&
	       bdl_scan_at(s, at + gap + 2) == ':' &&
	       bdl_scan_digits(s, at + gap + 3, &minutes) == 2 && minutes < 60;
}

/* ---- the forms ---- */

static enum bdl_form finish(
	struct bdl_found_date *out, size_t start, size_t end, struct bdl_day day, bool ambiguous)
{
	*out = (struct bdl_found_date){
		.day = day, .ambiguous = ambiguous, .at = start, .length = end - start};
	return day.year ? BDL_FORM_DATE : BDL_FORM_REFUSED;
}

/* "2023-02-10" */
static enum bdl_form year_first(
	const struct bdl_scan *s, size_t at, const struct triple *t, struct bdl_found_date *out)
{
	bool padded = t->figures[1] == 2 && t->figures[2] == 2;

	if (!bdl_scan_is_year(t->value[0]) || !is_short(t, 1) || !is_short(t, 2) || t->loose)
		return BDL_FORM_NONE;
	if ((t->mark == '.' && !padded) || (t->mark == ' ' && !(padded && s->name)))
		return BDL_FORM_NONE;
	if (!begins(s, at, t->mark, true) || !ends(s, t->end, t->mark, true))
		return BDL_FORM_NONE;
	return finish(out, at, t->end, bdl_scan_day(t->value[0], t->value[1], t->value[2]), false);
}

/* "10/02/2023", and "10/31/2023", which can only be month first. */
static enum bdl_form year_last(
	const struct bdl_scan *s, size_t at, const struct triple *t, struct bdl_found_date *out)
{
	bool padded = t->figures[0] == 2 && t->figures[1] == 2;
	bool american = t->value[1] > 12 && t->value[0] <= 12 && (t->mark == '/' || t->mark == '-');

	if (!bdl_scan_is_year(t->value[2]) || !is_short(t, 0) || !is_short(t, 1))
		return BDL_FORM_NONE;
	if (!padded && (t->mark == ' ' || (t->loose && t->mark != '/')))
		return BDL_FORM_NONE;
	if (!begins(s, at, t->mark, true) || !ends(s, t->end, t->mark, true))
		return BDL_FORM_NONE;
	if (t->mark == ' ' && at >= 2 && bdl_scan_is_digit_at(s, at - 2))
		return BDL_FORM_NONE;
	if (american)
		return finish(out, at, t->end, bdl_scan_day(t->value[2], t->value[0], t->value[1]),
			false);
	return finish(out, at, t->end, bdl_scan_day(t->value[2], t->value[1], t->value[0]),
		t->value[0] <= 12 && t->value[1] <= 12 && t->value[0] != t->value[1]);
}

/*
 * "10.2.23"; set apart, "26. 10.21", only where a date is looked for. With dashes it may be year
 * first as well ("23-02-10"), which makes it ambiguous even where the day is above 12; and it may
 * be a sort code.
 */
static enum bdl_form short_year(
	const struct bdl_scan *s, size_t at, const struct triple *t, struct bdl_found_date *out)
{
	bool dashes = t->mark == '-';
	bool apart = t->loose && t->mark == '.' && t->figures[0] == 2 && t->figures[1] == 2 &&
		     (opens_line(s, at) || is_labelled(s, at));
	struct bdl_day day;
	bool ambiguous;

	if ((t->loose && !apart) || t->mark == ' ' || t->mark == '_' || !is_short(t, 0) ||
		!is_short(t, 1) || t->figures[2] != 2)
		return BDL_FORM_NONE;
	if (dashes && (is_sort_code(s, at, t->end) ||
			      (!s->name && (t->figures[0] != 2 || t->figures[1] != 2))))
		return BDL_FORM_NONE;
	if (!begins(s, at, t->mark, false) || !ends(s, t->end, t->mark, false) ||
		(t->mark != '-' && is_other_number(s, at, t->mark)))
		return BDL_FORM_NONE;
	day = bdl_scan_day((uint32_t)bdl_scan_century(t->value[2]), t->value[1], t->value[0]);
	ambiguous = t->value[0] <= 12 && t->value[0] != t->value[1];
	if (dashes && t->value[0] != t->value[2] &&
		bdl_scan_day((uint32_t)bdl_scan_century(t->value[0]), t->value[1], t->value[2])
			.year)
		ambiguous = true;
	return finish(out, at, t->end, day, ambiguous);
}

/* "2023-02" in a name, but not the tax years "2011-12" and "2021-22". */
static enum bdl_form year_and_month(
	const struct bdl_scan *s, size_t at, const struct triple *t, struct bdl_found_date *out)
{
	struct bdl_day day = {.year = (int16_t)t->value[0], .month = (int8_t)t->value[1]};

	if (!s->name || !bdl_scan_is_year(t->value[0]) || t->figures[1] != 2 || t->loose)
		return BDL_FORM_NONE;
	if (t->mark == ' ' || t->value[1] < 1 || t->value[1] > 12 ||
		t->value[1] == (t->value[0] + 1) % 100)
		return BDL_FORM_NONE;
	if (!begins(s, at, t->mark, true) || bdl_scan_is_letter(bdl_scan_at(s, t->end)))
		return BDL_FORM_NONE;
	return finish(out, at, t->end, day, false);
}

static enum bdl_form grouped(const struct bdl_scan *s, size_t at, struct bdl_found_date *out)
{
	struct triple t;
	int count = scan_triple(s, at, &t);

	if (t.figures[0] == 4 && count == 3)
		return year_first(s, at, &t, out);
	if (t.figures[0] == 4 && count == 2)
		return year_and_month(s, at, &t, out);
	if (count == 3)
		return t.figures[2] == 4 ? year_last(s, at, &t, out) : short_year(s, at, &t, out);
	return BDL_FORM_NONE;
}

/* ---- without marks ---- */

static uint32_t part(const struct bdl_scan *s, size_t at, size_t figures)
{
	uint32_t value = 0;

	for (size_t i = 0; i < figures; i++)
		value = value * 10 + (uint32_t)(s->text[at + i] - '0');
	return value;
}

static bool is_reference(const struct bdl_scan *s, size_t at)
{
	static const char *const words[] = {"account", "acc", "ac", "no", "number", "ref",
		"reference", "roll", "policy", "customer", "case", "card", "invoice", "tel",
		"phone", "mobile", NULL};

	return bdl_scan_follows(s, at, words);
}

/*
 * "20230210", "20230210101112" and, day first, "10022023": in names, and in text where nothing else
 * stands in the line, the word "date" stands before it or a clock behind it; also "20230210T10...".
 */
static enum bdl_form compact(
	const struct bdl_scan *s, size_t at, size_t figures, struct bdl_found_date *out)
{
	bool clock = figures == 14 && part(s, at + 8, 2) < 24 && part(s, at + 10, 2) < 60 &&
		     part(s, at + 12, 2) < 60;
	uint32_t next = bdl_scan_at(s, at + figures);
	bool zulu = next == 'T' && bdl_scan_is_digit_at(s, at + figures + 1);
	uint32_t year = part(s, at, 4), last = part(s, at + 4, 4);
	bool alone = s->name || is_labelled(s, at) ||
		     (figures == 8 && bdl_scan_before(s, at) <= ' ' && is_clock(s, at + 8)) ||
		     (opens_line(s, at) && closes_line(s, at + figures));
	struct bdl_day day;

	if (figures != 8 && !clock)
		return BDL_FORM_NONE;
	if (!zulu && (!alone || bdl_scan_is_letter(next) || is_reference(s, at)))
		return BDL_FORM_NONE;
	day = bdl_scan_day(year, part(s, at + 4, 2), part(s, at + 6, 2));
	if (day.year >= (s->name ? 1990 : 1950))
		return finish(out, at, at + figures, day, false);
	day = bdl_scan_day(last, part(s, at + 2, 2), part(s, at, 2));
	if (figures == 8 && !zulu && last >= 2000 && last < 2040 && day.year)
		return finish(out, at, at + 8, day, day.day <= 12 && day.day != day.month);
	return BDL_FORM_NONE;
}

enum bdl_form bdl_form_figures(const struct bdl_scan *s, size_t at, struct bdl_found_date *out)
{
	uint32_t value;
	size_t figures = bdl_scan_digits(s, at, &value);

	if (figures == 8 || figures == 14)
		return compact(s, at, figures, out);
	if (figures == 1 || figures == 2 || figures == 4)
		return grouped(s, at, out);
	return BDL_FORM_NONE;
}
