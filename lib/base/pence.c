/* Pence: see pence.h. */
#include "base/pence.h"

#include "base/text.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char pound[] = "\xC2\xA3", minus[] = "\xE2\x88\x92";

static const char *behind_spaces(const char *s)
{
	while (bdl_is_space((unsigned char)*s))
		s++;
	return s;
}

static const char *behind_pound(const char *s)
{
	s = behind_spaces(s);
	return bdl_text_starts(s, pound) ? behind_spaces(s + strlen(pound)) : s;
}

/* Digits at *s, at most 15, added to *n; how many there were. */
static size_t digits(const char **s, int64_t *n)
{
	size_t count = 0;

	for (; bdl_is_digit((unsigned char)**s) && count < 15; (*s)++, count++)
		*n = *n * 10 + (**s - '0');
	return count;
}

/* "1234", or "1,234,567": once there is a comma, groups of three follow. */
static bool pounds(const char **s, int64_t *n)
{
	size_t all = digits(s, n);

	if (all == 0 || (**s == ',' && all > 3))
		return false;
	while (**s == ',') {
		(*s)++;
		if (digits(s, n) != 3 || (all += 3) > 15)
			return false;
	}
	return true;
}

static bool pence(const char **s, int64_t *n)
{
	if (**s != '.') {
		*n *= 100;
		return true;
	}
	(*s)++;
	return digits(s, n) == 2;
}

enum bdl_pence_fault bdl_pence_parse(const char *text, int64_t most, int64_t *out)
{
	const char *s = behind_pound(text);
	bool below = *s == '-' || *s == '(' || bdl_text_starts(s, minus);
	int64_t n = 0;

	if (below)
		s = behind_pound(s + (bdl_text_starts(s, minus) ? strlen(minus) : 1));
	if (!pounds(&s, &n))
		return BDL_PENCE_NONE;
	if (!pence(&s, &n))
		return BDL_PENCE_NONE;
	if (below && *s == ')')
		s++;
	if (*behind_spaces(s))
		return BDL_PENCE_NONE;
	if (below)
		return BDL_PENCE_NEGATIVE;
	if (n == 0)
		return BDL_PENCE_ZERO;
	if (n > most)
		return BDL_PENCE_TOO_MUCH;
	*out = n;
	return BDL_PENCE_OK;
}

const char *bdl_pence_words(int64_t sum, char out[BDL_PENCE_TEXT])
{
	char figures[24];
	size_t length, at = 0;

	snprintf(figures, sizeof(figures), "%" PRId64, sum / 100);
	length = strlen(figures);
	for (size_t i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = figures[i];
	}
	snprintf(out + at, BDL_PENCE_TEXT - at, ".%02d", (int)(sum % 100));
	return out;
}
