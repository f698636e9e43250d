/* See bank_ofx.h. */
#include "read/bank_ofx.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/lines.h"

#include <string.h>

static size_t trim(const char **text, size_t length)
{
	while (length > 0 && bdl_is_space((unsigned char)**text)) {
		++*text;
		length--;
	}
	while (length > 0 && bdl_is_space((unsigned char)(*text)[length - 1]))
		length--;
	return length;
}

/* The tag at or behind *at, which moves on; false at the end. */
bool bdl_ofx_next(const struct bdl_buffer *text, size_t *at, struct bdl_ofx_tag *out)
{
	const char *all = bdl_buffer_string(text), *open, *end, *stop;
	size_t n = 0;

	for (;;) {
		open = *at < text->length ? memchr(all + *at, '<', text->length - *at) : NULL;
		if (!open || !(end = memchr(open, '>', text->length - (size_t)(open - all))))
			return false;
		*at = (size_t)(end - all) + 1;
		if (open[1] != '?' && open[1] != '!')
			break;
	}
	*out = (struct bdl_ofx_tag){.closes = open[1] == '/'};
	for (const char *p = open + 1 + out->closes; p < end && !bdl_is_space((unsigned char)*p);
		p++)
		if (n + 1 < BDL_OFX_NAME && *p != '/' && (unsigned char)*p < 0x80)
			out->name[n++] = (char)(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
	out->value = all + *at;
	stop = memchr(all + *at, '<', text->length - *at);
	out->length = stop ? (size_t)(stop - out->value) : text->length - *at;
	out->length = trim(&out->value, out->length);
	return true;
}

/* "&amp;" and its like; anything else stays as it is. */
static size_t entity(const char *s, size_t length, char out[4], size_t *put)
{
	static const struct {
		const char *name;
		uint32_t code;
	} known[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'},
		{"&apos;", '\''}, {"&nbsp;", 0xA0}};

	unsigned code;
	size_t n;

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (bdl_bytes_start(s, length, known[i].name)) {
			*put = bdl_utf8_put(known[i].code, out);
			return strlen(known[i].name);
		}
	if (length < 4 || s[1] != '#')
		return 0;
	n = bdl_bytes_number(s + 2, length - 2, 6, &code);
	if (n == 0 || 2 + n >= length || s[2 + n] != ';' || code < 32 ||
		(code >= 127 && code < 160))
		return 0;
	*put = bdl_utf8_put(code, out);
	return n + 3;
}

const char *bdl_ofx_line(struct bdl_bank *b, const struct bdl_ofx_tag *t)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	const char *line;
	char piece[4];
	size_t put;

	for (size_t i = 0; i < t->length;) {
		size_t n =
			t->value[i] == '&' ? entity(t->value + i, t->length - i, piece, &put) : 0;

		if (n > 0)
			bdl_buffer_add(&text, piece, put);
		else
			bdl_buffer_byte(&text, t->value[i]);
		i += n > 0 ? n : 1;
	}
	b->failed |= text.failed;
	line = bdl_bank_line(b, bdl_buffer_string(&text), text.length);
	bdl_buffer_release(&text);
	return line;
}

/* "[-5:EST]" */
static bool read_zone(const char *s, size_t length, int32_t *offset)
{
	unsigned hours = 0, part = 0;
	size_t i = 1, n;
	bool west;

	if (length < 3 || s[0] != '[')
		return false;
	west = s[i] == '-';
	i += s[i] == '-' || s[i] == '+';
	n = bdl_bytes_number(s + i, length - i, 2, &hours);
	if (n == 0 || hours > 14)
		return false;
	i += n;
	if (i + 1 < length && s[i] == '.' &&
		bdl_bytes_number(s + i + 1, length - i - 1, 2, &part) == 2)
		part = part * 60 / 100;
	*offset = (int32_t)(hours * 60 + part) * (west ? -1 : 1);
	return true;
}

/*
 * "20120720", "20120720143000.000[-4:EDT]". Midnight and noon stand for "some time that day": they
 * give no time, and the day is the bank's own.
 */
bool bdl_ofx_day(const struct bdl_ofx_tag *t, struct bdl_moment *out)
{
	unsigned date, clock = 0, ignored;
	struct bdl_uk_time here;
	size_t at = 8, n;
	int32_t offset;

	*out = (struct bdl_moment){0};
	if (bdl_bytes_number(t->value, t->length, 8, &date) != 8)
		return false;
	out->day = (struct bdl_day){
		(int16_t)(date / 10000), (int8_t)(date / 100 % 100), (int8_t)(date % 100)};
	if (date < 19000101 || date > 20991231 || !bdl_day_exists(out->day))
		return false;
	n = bdl_bytes_number(t->value + at, t->length - at, 6, &clock);
	if (n == 4)
		clock *= 100;
	else if (n != 6 && n != 0)
		return false;
	if (clock == 0 || clock == 120000)
		return true;
	at += n;
	if (clock / 10000 > 23 || clock / 100 % 100 > 59 || clock % 100 > 59)
		return false;
	out->zone = BDL_ZONE_UNKNOWN;
	out->seconds = clock / 10000 * 3600 + clock / 100 % 100 * 60 + clock % 100;
	if (at < t->length && t->value[at] == '.')
		at += 1 + bdl_bytes_number(t->value + at + 1, t->length - at - 1, 3, &ignored);
	if (at < t->length && read_zone(t->value + at, t->length - at, &offset) &&
		bdl_uk_time(bdl_epoch(out->day, out->seconds, offset), &here))
		*out = (struct bdl_moment){here.day, BDL_ZONE_LONDON, here.seconds, here.offset};
	return true;
}
