/* See chat_stamp.h. */
#include "read/chat_stamp.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

static bool is_blank(uint32_t code)
{
	return code == ' ' || code == '\t' || code == 0xA0 || code == 0x202F || code == 0x2009 ||
	       code == 0xFEFF || code == 0x200E || code == 0x200F ||
	       (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

size_t bdl_chat_blank(const char *s, size_t length)
{
	size_t i = 0, n;
	uint32_t code;

	while (i < length) {
		n = bdl_utf8_next(s + i, length - i, &code);
		if (!is_blank(code))
			break;
		i += n;
	}
	return i;
}

/* A comma, or a word such as "at", "klo", "um", between date and time. */
static size_t between(const char *s, size_t length)
{
	size_t i = 0, word;

	if (i < length && s[i] == '.')
		i++;
	if (i < length && s[i] == ',')
		i++;
	i += bdl_chat_blank(s + i, length - i);
	word = i;
	while (word < length && word < i + 5 &&
		(bdl_is_alpha((unsigned char)s[word]) || (unsigned char)s[word] >= 0xC3))
		word += (unsigned char)s[word] >= 0xC3 && word + 1 < length ? 2 : 1;
	if (word > i && word < length && s[word] == '.')
		word++;
	if (word > i && word < length && s[word] == ' ')
		return word + 1;
	return i;
}

/* " pm", "p.m.", " a. m." at s; its length, or 0. */
static size_t half_of_day(const char *s, size_t length, bool *afternoon)
{
	size_t i = bdl_chat_blank(s, length);
	int letter = i < length ? bdl_lower((unsigned char)s[i]) : 0;

	if (letter != 'a' && letter != 'p')
		return 0;
	*afternoon = letter == 'p';
	i++;
	if (i < length && s[i] == '.')
		i++;
	i += bdl_chat_blank(s + i, length - i);
	if (i >= length || bdl_lower((unsigned char)s[i]) != 'm')
		return 0;
	i++;
	return i < length && s[i] == '.' ? i + 1 : i;
}

size_t bdl_chat_clock(const char *s, size_t length, uint32_t *seconds, bool *has_seconds)
{
	unsigned hour, minute, second = 0;
	size_t i = bdl_bytes_number(s, length, 2, &hour), n;
	bool afternoon = false;
	char mark;

	*has_seconds = false;
	if (i == 0 || i >= length || (s[i] != ':' && s[i] != '.'))
		return 0;
	mark = s[i++];
	if (bdl_bytes_number(s + i, length - i, 2, &minute) != 2)
		return 0;
	i += 2;
	if (i < length && s[i] == mark &&
		bdl_bytes_number(s + i + 1, length - i - 1, 2, &second) == 2) {
		*has_seconds = true;
		i += 3;
	}
	n = half_of_day(s + i, length - i, &afternoon);
	if (n > 0 && hour == 12)
		hour = 0;
	if (afternoon && hour < 12)
		hour += 12;
	if (hour > 23 || minute > 59 || second > 59)
		return 0;
	*seconds = hour * 3600 + minute * 60 + second;
	return i + n;
}

/* What parts the time from the name; false: nothing that does. */
static bool read_end(
	const char *s, size_t length, size_t at, bool bracket, struct bdl_chat_stamp *out)
{
	size_t i = at + bdl_chat_blank(s + at, length - at);

	if (bracket) {
		if (i >= length || s[i] != ']')
			return false;
		out->shape = BDL_CHAT_BRACKETS;
		i++;
	} else if (i > at && bdl_bytes_start(s + i, length - i, "- ")) {
		out->shape = BDL_CHAT_DASH;
		i += 2;
	} else if (i > at && bdl_bytes_start(s + i, length - i, "\xE2\x80\x93 ")) {
		out->shape = BDL_CHAT_DASH;
		i += 4;
	} else if (i > at && out->has_seconds && i < length) {
		out->shape = BDL_CHAT_BARE;
	} else {
		return false;
	}
	out->length = i + bdl_chat_blank(s + i, length - i);
	return true;
}

bool bdl_chat_stamp(const char *line, size_t length, struct bdl_chat_stamp *out)
{
	size_t i = bdl_chat_blank(line, length), n;
	bool bracket = i < length && line[i] == '[';

	*out = (struct bdl_chat_stamp){.seconds = 0};
	i += bracket;
	n = bdl_figures_read(line + i, length - i, &out->date);
	if (n == 0)
		return false;
	out->date_at = i;
	out->date_length = n;
	i += n;
	n = between(line + i, length - i);
	if (n == 0)
		return false;
	i += n;
	n = bdl_chat_clock(line + i, length - i, &out->seconds, &out->has_seconds);
	return n > 0 && read_end(line, length, i + n, bracket, out);
}
