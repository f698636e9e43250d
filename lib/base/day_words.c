/* Days as a person types them: see day_words.h. */
#include "base/day_words.h"

#include "base/text.h"
#include <string.h>

/* Up to `most` digits at *s, which moves behind them; -1: there are none. */
static int number(const char **s, int most)
{
	int n = 0, count = 0;

	for (; bdl_is_digit((unsigned char)**s) && count < most; (*s)++, count++)
		n = n * 10 + (**s - '0');
	return count ? n : -1;
}

static bool year(const char **s, struct bdl_day *d)
{
	const char *from = *s;
	int n = number(s, 4);

	if (*s - from != 4)
		return false;
	d->year = (int16_t)n;
	return true;
}

static void skip_suffix(const char **s)
{
	static const char *const suffixes[] = {"st", "nd", "rd", "th"};

	for (int i = 0; i < 4; i++)
		if (bdl_text_starts(*s, suffixes[i])) {
			*s += 2;
			return;
		}
}

/* "10 February 2023" behind its day. */
static bool by_name(const char **s, struct bdl_day *d)
{
	const char *name;

	skip_suffix(s);
	if (**s != ' ')
		return false;
	*s += strspn(*s, " ");
	name = *s;
	while (bdl_is_alpha((unsigned char)**s))
		(*s)++;
	d->month = (int8_t)bdl_month_from_name(name, (size_t)(*s - name));
	if (d->month == 0 || **s != ' ')
		return false;
	*s += strspn(*s, " ");
	return year(s, d);
}

/* "10/02/2023" behind its day. */
static bool by_figures(const char **s, struct bdl_day *d)
{
	int n;

	(*s)++;
	n = number(s, 2);
	if (n < 1 || n > 12 || **s != '/')
		return false;
	d->month = (int8_t)n;
	(*s)++;
	return year(s, d);
}

static bool day_first(const char **s, struct bdl_day *d)
{
	int n = number(s, 2);

	if (n < 1 || n > 31)
		return false;
	d->day = (int8_t)n;
	return **s == '/' ? by_figures(s, d) : by_name(s, d);
}

static bool year_first(const char **s, struct bdl_day *d)
{
	char iso[11];

	if (strlen(*s) < 10)
		return false;
	memcpy(iso, *s, 10);
	iso[10] = '\0';
	*s += 10;
	return bdl_day_parse_iso(iso, d) == 0;
}

int bdl_day_parse_words(const char *text, struct bdl_day *out)
{
	const char *s = text + strspn(text, " \t\r\n"), *again = s;
	struct bdl_day d = {0, 0, 0};

	if (!year_first(&s, &d)) {
		d = (struct bdl_day){0, 0, 0};
		s = again;
		if (!day_first(&s, &d))
			return -1;
	}
	if (s[strspn(s, " \t\r\n")] || !bdl_day_exists(d))
		return -1;
	*out = d;
	return 0;
}
