/* See bank_mt940.h. */
#include "read/bank_mt940.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

/* ":60F:" and how long it is; 0: the line begins no field. */
static size_t field_start(const char *s, size_t length)
{
	size_t n = 1;

	if (length < 4 || s[0] != ':')
		return 0;
	while (n < length && n < 4 && s[n] != ':')
		if (!bdl_is_digit((unsigned char)s[n]) && !bdl_is_alpha((unsigned char)s[n]))
			return 0;
		else
			n++;
	return n >= 3 && n < length && s[n] == ':' ? n + 1 : 0;
}

/* A line that ends a message: "-", "-}", or that begins the next: "{1:...". */
static bool is_envelope(const struct bdl_line *l)
{
	return l->length > 0 && ((l->text[0] == '-' && l->length < 5) || l->text[0] == '{');
}

/* The field at or behind *next, which moves on; false at the end. "{4:" before a field is passed
 * over. */
bool bdl_mt940_next(const struct bdl_buffer *text, size_t *next, struct bdl_mt940_field *out)
{
	const char *all = bdl_buffer_string(text);
	struct bdl_line l;
	size_t n = 0, end;

	while (n == 0) {
		if (!bdl_line_next(all, text->length, next, &l))
			return false;
		if (l.length > 0 && l.text[0] == '{') {
			const char *tag = bdl_bytes_find(l.text, l.length, "{4::");

			if (tag) {
				l.length -= (size_t)(tag + 3 - l.text);
				l.text = tag + 3;
			}
		}
		n = field_start(l.text, l.length);
	}
	*out = (struct bdl_mt940_field){.text = l.text + n};
	memcpy(out->name, l.text + 1, n - 2);
	end = l.at + l.length;
	if (l.text != all + l.at)
		end = (size_t)(l.text - all) + l.length;
	for (size_t ahead = *next; bdl_line_next(all, text->length, &ahead, &l); *next = ahead) {
		if (is_envelope(&l) || field_start(l.text, l.length) > 0)
			break;
		end = l.at + l.length;
	}
	out->length = end - (size_t)(out->text - all);
	while (out->length > 0 && bdl_is_space((unsigned char)out->text[out->length - 1]))
		out->length--;
	return true;
}

/* "230210" */
bool bdl_mt940_day(const char *s, size_t length, struct bdl_day *out)
{
	unsigned figures;

	if (bdl_bytes_number(s, length, 6, &figures) != 6)
		return false;
	*out = (struct bdl_day){(int16_t)(figures / 10000 + (figures < 500000 ? 2000 : 1900)),
		(int8_t)(figures / 100 % 100), (int8_t)(figures % 100)};
	return bdl_day_exists(*out);
}

/* The day of the entry, whose year is that of the value date or one beside it. */
static bool entry_day(
	const char *s, size_t length, int year, struct bdl_day value, struct bdl_day *out)
{
	unsigned figures;

	if (bdl_bytes_number(s, length, 4, &figures) != 4)
		return false;
	if (value.year && value.month == 12 && figures / 100 == 1)
		year++;
	else if (value.year && value.month == 1 && figures / 100 == 12)
		year--;
	*out = (struct bdl_day){(int16_t)year, (int8_t)(figures / 100), (int8_t)(figures % 100)};
	return bdl_day_exists(*out);
}

static size_t spaces(const char *s, size_t length)
{
	size_t n = 0;

	while (n < length && s[n] == ' ')
		n++;
	return n;
}

/* value date, entry date, mark (C, D, RC, RD), a letter of the currency, sum, the rest. */
bool bdl_mt940_take_apart(const char *s, size_t length, struct bdl_mt940_payment *p)
{
	unsigned figures;
	size_t at = 6, letters = 0, n;
	bool reversed;

	*p = (struct bdl_mt940_payment){0};
	if (length < 8 || bdl_bytes_number(s, length, 6, &figures) != 6)
		return false;
	p->dated = bdl_mt940_day(s, length, &p->value);
	if (!p->dated)
		p->value = (struct bdl_day){0};
	if (bdl_bytes_number(s + at, length - at, 4, &figures) == 4) {
		int year = (s[0] - '0') * 10 + (s[1] - '0');

		p->entered = entry_day(
			s + at, length - at, year + (year < 50 ? 2000 : 1900), p->value, &p->entry);
		at += 4;
	}
	at += spaces(s + at, length - at);
	reversed = at + 1 < length && (s[at] == 'R' || s[at] == 'E') &&
		   (s[at + 1] == 'C' || s[at + 1] == 'D');
	if (reversed)
		at++;
	if (at >= length || (s[at] != 'C' && s[at] != 'D'))
		return false;
	p->debit = (s[at] == 'D') != (reversed && s[at - 1] == 'R');
	at++;
	while (at < length && letters < 2 && bdl_is_alpha((unsigned char)s[at])) {
		at++;
		letters++;
	}
	p->sum = s + at;
	n = 0;
	while (at + n < length && (bdl_is_digit((unsigned char)s[at + n]) || s[at + n] == ','))
		n++;
	p->sum_length = n;
	p->rest = s + at + n;
	p->rest_length = length - at - n;
	return n > 0;
}
