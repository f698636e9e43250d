/* Words, times and lengths of calls and messages, as files write them and as pages say them. See
 * phone.h. */
#include "read/phone.h"

#include "base/text.h"
#include "base/uktime.h"
#include "read/lines.h"

#include <inttypes.h>
#include <string.h>

#define LENGTH_MAX (UINT32_C(365) * 24 * 3600)

/* Marks that say in which direction the words around run; phones strew them round names. */
static bool is_steering(uint32_t code)
{
	return code == 0x200E || code == 0x200F || code == 0x202A || code == 0x202B ||
	       code == 0x202C || (code >= 0x2066 && code <= 0x2069) || code == 0xFEFF;
}

const char *bdl_phone_words(struct bdl_reading *r, const char *text, size_t length)
{
	struct bdl_buffer clean = BDL_BUFFER_INIT, plain = BDL_BUFFER_INIT;
	const char *words, *copy = NULL;
	size_t n, end;
	uint32_t code;
	char bytes[4];

	for (size_t i = 0; i < length; i += n) {
		n = bdl_utf8_next(text + i, length - i, &code);
		if (code == '\r' && i + 1 < length && text[i + 1] == '\n')
			continue;
		if (code == '\r' || code == 0x2028 || code == 0x2029)
			code = '\n';
		if (!is_steering(code))
			bdl_buffer_add(&clean, bytes, bdl_utf8_put(code, bytes));
	}
	(void)bdl_sheet_plain(&plain, bdl_buffer_string(&clean), clean.length);
	words = bdl_buffer_string(&plain);
	end = plain.length;
	while (end > 0 && bdl_is_space((unsigned char)words[end - 1]))
		end--;
	n = 0;
	while (n < end && bdl_is_space((unsigned char)words[n]))
		n++;
	if (!clean.failed && !plain.failed)
		copy = bdl_arena_bytes(r->arena, words + n, end - n);
	bdl_buffer_release(&clean);
	bdl_buffer_release(&plain);
	return copy;
}

struct bdl_moment bdl_phone_instant(int64_t epoch)
{
	struct bdl_moment none = {.zone = BDL_ZONE_NONE};
	struct bdl_uk_time t;

	if (epoch <= 0)
		return none;
	if (epoch >= INT64_C(100000000000))
		epoch /= 1000;
	if (!bdl_uk_time(epoch, &t))
		return none;
	return (struct bdl_moment){
		.day = t.day, .zone = BDL_ZONE_LONDON, .seconds = t.seconds, .offset = t.offset};
}

/* ---- lengths ---- */

/* Numbers parted by colons: hours, minutes and seconds, or minutes and seconds, or seconds. */
static bool colons(const char *text, size_t length, uint64_t *seconds)
{
	size_t i = 0, parts = 0;

	*seconds = 0;
	for (;;) {
		unsigned value;
		size_t n = bdl_bytes_number(text + i, length - i, 7, &value);

		if (n == 0 || ++parts > 3 || (parts > 1 && value > 59))
			return false;
		*seconds = *seconds * 60 + value;
		i += n;
		if (i == length)
			return true;
		/* "192.0" */
		if (text[i] == '.' && parts == 1) {
			while (++i < length && text[i] == '0')
				;
			return i == length;
		}
		if (text[i++] != ':')
			return false;
	}
}

/* Seconds of a unit: "h", "hrs", "minutes", "s"; 0: it is none. */
static unsigned unit_of(const char *text, size_t length)
{
	static const struct {
		const char *word;
		unsigned seconds;
	} units[] = {{"h", 3600}, {"hr", 3600}, {"hrs", 3600}, {"hour", 3600}, {"hours", 3600},
		{"m", 60}, {"min", 60}, {"mins", 60}, {"minute", 60}, {"minutes", 60}, {"s", 1},
		{"sec", 1}, {"secs", 1}, {"second", 1}, {"seconds", 1}};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (bdl_bytes_equal(text, length, units[i].word))
			return units[i].seconds;
	return 0;
}

/* "3m 12s", "1 hr 2 min". */
static bool with_units(const char *text, size_t length, uint64_t *seconds)
{
	size_t i = 0;

	*seconds = 0;
	while (i < length) {
		unsigned value, unit;
		size_t n = bdl_bytes_number(text + i, length - i, 7, &value);

		i += n;
		while (i < length && text[i] == ' ')
			i++;
		for (text += i, length -= i, i = 0;
			i < length && bdl_is_alpha((unsigned char)text[i]); i++)
			;
		unit = unit_of(text, i);
		if (n == 0 || unit == 0)
			return false;
		*seconds += (uint64_t)value * unit;
		while (i < length && (text[i] == ' ' || text[i] == ',' || text[i] == '.'))
			i++;
	}
	return true;
}

bool bdl_phone_length(const char *text, size_t length, uint32_t *seconds)
{
	char line[48];
	size_t used = 0, n;
	uint64_t value;
	uint32_t code;

	for (size_t i = 0; i < length; i += n) {
		n = bdl_utf8_next(text + i, length - i, &code);
		if (code == 0xA0 || code == 0x202F || code == 0x2009)
			code = ' ';
		if (code >= 0x80 || used == sizeof(line))
			return false;
		if (code != ' ' || used > 0)
			line[used++] = (char)code;
	}
	while (used > 0 && line[used - 1] == ' ')
		used--;
	if (used == 0 || (!colons(line, used, &value) && !with_units(line, used, &value)) ||
		value > LENGTH_MAX)
		return false;
	*seconds = (uint32_t)value;
	return true;
}

#define NBSP "\xC2\xA0"

void bdl_phone_say_number(struct bdl_buffer *out, size_t n)
{
	if (n >= 1000000)
		bdl_buffer_printf(out, "%zu,%03zu,%03zu", n / 1000000, n / 1000 % 1000, n % 1000);
	else if (n >= 1000)
		bdl_buffer_printf(out, "%zu,%03zu", n / 1000, n % 1000);
	else
		bdl_buffer_printf(out, "%zu", n);
}

void bdl_phone_say_count(struct bdl_buffer *out, size_t n, const char *what)
{
	bdl_phone_say_number(out, n);
	bdl_buffer_printf(out, NBSP "%s%s", what, n == 1 ? "" : "s");
}

void bdl_phone_say_length(struct bdl_buffer *out, uint64_t seconds)
{
	uint64_t h = seconds / 3600, m = seconds / 60 % 60, s = seconds % 60;

	if (h > 0)
		bdl_buffer_printf(out,
			"%" PRIu64 NBSP "h" NBSP "%02" PRIu64 NBSP "min" NBSP "%02" PRIu64 NBSP "s",
			h, m, s);
	else if (m > 0)
		bdl_buffer_printf(out, "%" PRIu64 NBSP "min" NBSP "%02" PRIu64 NBSP "s", m, s);
	else
		bdl_buffer_printf(out, "%" PRIu64 NBSP "s", s);
}

static void say_part(struct bdl_buffer *out, uint64_t n, const char *unit, bool *any)
{
	if (n == 0)
		return;
	bdl_buffer_printf(
		out, "%s%" PRIu64 NBSP "%s%s", *any ? " " : "", n, unit, n == 1 ? "" : "s");
	*any = true;
}

void bdl_phone_say_time(struct bdl_buffer *out, uint64_t seconds)
{
	bool any = false;

	say_part(out, seconds / 3600, "hour", &any);
	say_part(out, seconds / 60 % 60, "minute", &any);
	say_part(out, seconds % 60, "second", &any);
	if (!any)
		bdl_buffer_text(out, "none");
}
