/* Reading the pieces of a date: numbers, spaces, marks, what stands around them. Bytes may be
 * anything. */
#include "base/datefind_scan.h"

#include "base/text.h"
#include <string.h>

enum { SPACES_MAX = 4, WORD_MAX = 16 };

uint32_t bdl_scan_before(const struct bdl_scan *s, size_t at)
{
	uint32_t code = 0;
	size_t start = at;

	if (at == 0)
		return 0;
	do
		start--;
	while (start > 0 && at - start < 4 && ((unsigned char)s->text[start] & 0xC0) == 0x80);
	if (bdl_utf8_next(s->text + start, at - start, &code) != at - start)
		return BDL_REPLACEMENT;
	return code;
}

uint32_t bdl_scan_at(const struct bdl_scan *s, size_t at)
{
	uint32_t code = 0;

	if (at < s->length)
		bdl_utf8_next(s->text + at, s->length - at, &code);
	return code;
}

/* Beyond ASCII by blocks: signs and punctuation are no letters, all else is. */
bool bdl_scan_is_letter(uint32_t c)
{
	if (c < 0x80)
		return bdl_is_alpha((int)c);
	if (c < 0xC0 || c == 0xD7 || c == 0xF7 || c == BDL_REPLACEMENT)
		return c == 0xAA || c == 0xB5 || c == 0xBA;
	return !(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F) &&
	       !(c >= 0xFE00 && c <= 0xFF20);
}

bool bdl_scan_is_digit_at(const struct bdl_scan *s, size_t at)
{
	return at < s->length && bdl_is_digit((unsigned char)s->text[at]);
}

size_t bdl_scan_digits(const struct bdl_scan *s, size_t at, uint32_t *value)
{
	size_t n = 0;

	*value = 0;
	for (; bdl_scan_is_digit_at(s, at + n); n++)
		*value = n < 9 ? *value * 10 + (uint32_t)(s->text[at + n] - '0') : UINT32_MAX;
	return n;
}

size_t bdl_scan_letters(const struct bdl_scan *s, size_t at)
{
	size_t n = 0;

	while (at + n < s->length && bdl_is_alpha((unsigned char)s->text[at + n]))
		n++;
	return n;
}

/* The bytes of one space that is not the end of a line; 0 if there is none. */
static size_t one_space(const struct bdl_scan *s, size_t at)
{
	uint32_t code = bdl_scan_at(s, at);

	if (code == ' ' || code == '\t' || (s->name && (code == '_' || code == '+')))
		return 1;
	if (code == 0xA0)
		return 2;
	return (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x3000 ? 3 : 0;
}

size_t bdl_scan_spaces(const struct bdl_scan *s, size_t at, bool lines)
{
	size_t start = at;

	for (int i = 0; i < SPACES_MAX; i++) {
		size_t n = one_space(s, at);

		if (n == 0 && lines && at < s->length && s->text[at] == '\r')
			n = 1;
		else if (n == 0 && lines && at < s->length && s->text[at] == '\n') {
			lines = false;
			n = 1;
		}
		if (n == 0)
			break;
		at += n;
	}
	return at - start;
}

char bdl_scan_mark(const struct bdl_scan *s, size_t at, size_t *taken)
{
	uint32_t code = bdl_scan_at(s, at);

	*taken = 1;
	if (code == '.' || code == '/' || code == '-' || (code == '_' && s->name))
		return (char)code;
	*taken = 3;
	if ((code >= 0x2010 && code <= 0x2013) || code == 0x2212)
		return '-';
	*taken = 0;
	return 0;
}

bool bdl_scan_follows(const struct bdl_scan *s, size_t at, const char *const *words)
{
	size_t end = at, n = 0;

	while (end > 0 && strchr(" :.#_\t", s->text[end - 1]) && s->text[end - 1] &&
		at - end < SPACES_MAX)
		end--;
	while (n < end && n < WORD_MAX && bdl_is_alpha((unsigned char)s->text[end - n - 1]))
		n++;
	for (; *words; words++) {
		size_t i = 0;

		if (strlen(*words) != n)
			continue;
		while (i < n && bdl_lower((unsigned char)s->text[end - n + i]) == (*words)[i])
			i++;
		if (i == n)
			return true;
	}
	return false;
}

int16_t bdl_scan_century(uint32_t year)
{
	return (int16_t)(year < 50 ? 2000 + year : 1900 + year);
}

bool bdl_scan_is_year(uint32_t year)
{
	return year >= 1900 && year <= 2099;
}

struct bdl_day bdl_scan_day(uint32_t year, uint32_t month, uint32_t day)
{
	struct bdl_day d = {.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day};
	struct bdl_day none = {0};

	return bdl_scan_is_year(year) && month <= 12 && day <= 31 && bdl_day_exists(d) ? d : none;
}
