/* Calendar: civil dates by integer arithmetic. */
#include "base/calendar.h"

#include "base/text.h"
#include <stdio.h>
#include <string.h>

static const char *const months[] = {"January", "February", "March", "April", "May", "June", "July",
	"August", "September", "October", "November", "December"};

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int bdl_month_length(int year, int month)
{
	static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	if (month < 1 || month > 12)
		return 0;
	return lengths[month - 1] + (month == 2 && is_leap(year));
}

bool bdl_day_exists(struct bdl_day d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
	       d.day <= bdl_month_length(d.year, d.month);
}

int bdl_day_compare(struct bdl_day a, struct bdl_day b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

/* Counts from 1 March of year 0, so that the leap day comes last; 719468 days before 1970. */
int32_t bdl_day_number(struct bdl_day d)
{
	int32_t year = d.year - (d.month <= 2);
	int32_t era = year / 400;
	int32_t of_era = year - era * 400;
	int32_t of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct bdl_day bdl_day_from_number(int32_t number)
{
	int32_t n = number + 719468;
	int32_t era = n / 146097;
	int32_t of_era = n - era * 146097;
	int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int32_t m = (5 * of_year + 2) / 153;
	int32_t month = m + (m < 10 ? 3 : -9);
	struct bdl_day d = {.year = (int16_t)(year + era * 400 + (month <= 2)),
		.month = (int8_t)month,
		.day = (int8_t)(of_year - (153 * m + 2) / 5 + 1)};

	return d;
}

void bdl_day_iso(struct bdl_day d, char out[BDL_DAY_TEXT])
{
	out[0] = '\0';
	if (d.year && d.month && d.day)
		snprintf(out, BDL_DAY_TEXT, "%04d-%02d-%02d", d.year, d.month, d.day);
	else if (d.year && d.month)
		snprintf(out, BDL_DAY_TEXT, "%04d-%02d", d.year, d.month);
	else if (d.year)
		snprintf(out, BDL_DAY_TEXT, "%04d", d.year);
}

static void spell(struct bdl_day d, int letters, char out[BDL_DAY_TEXT])
{
	out[0] = '\0';
	if (d.year && d.month && d.day)
		snprintf(out, BDL_DAY_TEXT, "%d %.*s %d", d.day, letters, months[d.month - 1],
			d.year);
	else if (d.year && d.month)
		snprintf(out, BDL_DAY_TEXT, "%.*s %d", letters, months[d.month - 1], d.year);
	else if (d.year)
		snprintf(out, BDL_DAY_TEXT, "%d", d.year);
}

void bdl_day_long(struct bdl_day d, char out[BDL_DAY_TEXT])
{
	spell(d, 9, out);
}

void bdl_day_short(struct bdl_day d, char out[BDL_DAY_TEXT])
{
	spell(d, 3, out);
}

const char *bdl_day_weekday(struct bdl_day d)
{
	static const char *const names[] = {
		"Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"};
	int32_t n = bdl_day_number(d) % 7;

	return names[n < 0 ? n + 7 : n];
}

int bdl_day_parse_iso(const char *text, struct bdl_day *out)
{
	static const char shape[] = "dddd-dd-dd";
	struct bdl_day d;

	for (size_t i = 0; i < sizeof(shape); i++)
		if (shape[i] == 'd' ? !bdl_is_digit((unsigned char)text[i]) : text[i] != shape[i])
			return -1;
	d.year = (int16_t)((text[0] - '0') * 1000 + (text[1] - '0') * 100 + (text[2] - '0') * 10 +
			   (text[3] - '0'));
	d.month = (int8_t)((text[5] - '0') * 10 + (text[6] - '0'));
	d.day = (int8_t)((text[8] - '0') * 10 + (text[9] - '0'));
	if (!bdl_day_exists(d))
		return -1;
	*out = d;
	return 0;
}

/* True if the name is the word, ASCII case aside. */
static bool is_name(const char *name, size_t length, const char *word)
{
	size_t i = 0;

	if (length != strlen(word))
		return false;
	while (i < length && bdl_lower((unsigned char)name[i]) == word[i])
		i++;
	return i == length;
}

/* Departments write in Welsh too: "10 Chwefror 2023". */
static int month_from_welsh(const char *name, size_t length)
{
	static const char *const welsh[12] = {"ionawr", "chwefror", "mawrth", "ebrill", "mai",
		"mehefin", "gorffennaf", "awst", "medi", "hydref", "tachwedd", "rhagfyr"};

	for (int m = 0; m < 12; m++)
		if (is_name(name, length, welsh[m]))
			return m + 1;
	return 0;
}

int bdl_month_from_name(const char *name, size_t length)
{
	if (length == 4 && bdl_lower((unsigned char)name[3]) == 't' &&
		bdl_month_from_name(name, 3) == 9)
		return 9;
	for (int m = 0; m < 12; m++) {
		size_t i = 0;

		if (length != 3 && length != strlen(months[m]))
			continue;
		while (i < length &&
			bdl_lower((unsigned char)name[i]) == bdl_lower((unsigned char)months[m][i]))
			i++;
		if (i == length)
			return m + 1;
	}
	return month_from_welsh(name, length);
}
