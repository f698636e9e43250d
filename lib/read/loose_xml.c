/* See loose_xml.h. */
#include "read/loose_xml.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

/* ---- tags ---- */

static bool is_name(char c)
{
	return bdl_is_alpha((unsigned char)c) || bdl_is_digit((unsigned char)c) || c == '_' ||
	       c == '-' || c == ':' || c == '.' || (unsigned char)c >= 0x80;
}

static size_t skip_space(const char *bytes, size_t length, size_t i)
{
	while (i < length && bdl_is_space((unsigned char)bytes[i]))
		i++;
	return i;
}

static size_t skip_name(const char *bytes, size_t length, size_t i)
{
	while (i < length && is_name(bytes[i]))
		i++;
	return i;
}

/* name = "value" from *at; false if none stands there. */
static bool next_attribute(
	const char *bytes, size_t length, size_t *at, struct bdl_loose_attribute *out)
{
	size_t i = *at, end = skip_name(bytes, length, i);
	const char *quote;

	if (end == i)
		return false;
	*out = (struct bdl_loose_attribute){.name = bytes + i, .name_length = end - i};
	i = skip_space(bytes, length, end);
	out->value = bytes + end;
	if (i >= length || bytes[i] != '=') {
		*at = i;
		return true;
	}
	i = skip_space(bytes, length, i + 1);
	if (i >= length || (bytes[i] != '"' && bytes[i] != '\'')) {
		*at = i;
		return true;
	}
	out->value = bytes + i + 1;
	quote = memchr(out->value, bytes[i], length - i - 1);
	out->open = quote == NULL;
	out->value_length = quote ? (size_t)(quote - out->value) : length - i - 1;
	*at = quote ? (size_t)(quote - bytes) + 1 : length;
	return true;
}

static void read_attributes(const char *bytes, size_t length, size_t *at, struct bdl_loose_tag *out)
{
	struct bdl_loose_attribute a;
	size_t i = *at;

	while ((i = skip_space(bytes, length, i)) < length) {
		if (bytes[i] == '>') {
			*at = i + 1;
			return;
		}
		if (bytes[i] == '<')
			break;
		if (bytes[i] == '/')
			out->empty = true;
		if (!next_attribute(bytes, length, &i, &a))
			i++;
		else if (out->count < BDL_LOOSE_ATTRIBUTES)
			out->attributes[out->count++] = a;
	}
	out->broken = true;
	*at = i;
}

/* Behind a comment, an instruction or a declaration that begins at i. */
static size_t skip_aside(const char *bytes, size_t length, size_t i)
{
	static const struct {
		const char *start, *end;
	} asides[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};

	for (size_t k = 0; k < sizeof(asides) / sizeof(*asides); k++) {
		const char *end;

		if (!bdl_bytes_start(bytes + i, length - i, asides[k].start))
			continue;
		end = bdl_bytes_find(bytes + i, length - i, asides[k].end);
		return end ? (size_t)(end - bytes) + strlen(asides[k].end) : length;
	}
	return i;
}

bool bdl_loose_tag(const char *bytes, size_t length, size_t *at, struct bdl_loose_tag *out)
{
	for (;;) {
		const char *open = *at < length ? memchr(bytes + *at, '<', length - *at) : NULL;
		size_t i, end;

		if (!open)
			return false;
		i = (size_t)(open - bytes);
		*at = skip_aside(bytes, length, i);
		if (*at > i)
			continue;
		out->closing = i + 1 < length && bytes[i + 1] == '/';
		i += out->closing ? 2 : 1;
		end = skip_name(bytes, length, i);
		*at = end > i ? end : i;
		if (end == i)
			continue;
		out->name = bytes + i;
		out->name_length = end - i;
		out->empty = out->broken = false;
		out->count = 0;
		read_attributes(bytes, length, at, out);
		return true;
	}
}

bool bdl_loose_is(const struct bdl_loose_tag *t, const char *name)
{
	return bdl_bytes_equal(t->name, t->name_length, name);
}

const struct bdl_loose_attribute *bdl_loose_find(const struct bdl_loose_tag *t, const char *name)
{
	for (size_t i = 0; i < t->count; i++)
		if (bdl_bytes_equal(t->attributes[i].name, t->attributes[i].name_length, name))
			return &t->attributes[i];
	return NULL;
}

/* ---- entities ---- */

static int digit_of(char c, unsigned base)
{
	int lower = bdl_lower((unsigned char)c);

	if (bdl_is_digit((unsigned char)c))
		return c - '0';
	return base == 16 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* "&#55357;", "&#x1F30D;"; its length, or 0. A value that no character has is U+FFFFFFFF. */
static size_t number_entity(const char *s, size_t length, uint32_t *code)
{
	unsigned base = length > 2 && bdl_lower((unsigned char)s[2]) == 'x' ? 16 : 10;
	size_t i = base == 16 ? 3 : 2, first = i;
	uint64_t value = 0;

	if (length < 4 || s[0] != '&' || s[1] != '#')
		return 0;
	for (; i < length && i < first + 10 && digit_of(s[i], base) >= 0; i++)
		value = value * base + (unsigned)digit_of(s[i], base);
	if (i == first || i == length || s[i] != ';')
		return 0;
	*code = value > 0x10FFFF ? UINT32_MAX : (uint32_t)value;
	return i + 1;
}

static size_t named_entity(const char *s, size_t length, uint32_t *code)
{
	static const struct {
		const char *name;
		uint32_t code;
	} names[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'},
		{"&apos;", '\''}, {"&nbsp;", 0xA0}};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (bdl_bytes_start(s, length, names[i].name)) {
			*code = names[i].code;
			return strlen(names[i].name);
		}
	return 0;
}

/* Half a character as three bytes, which some programs write as if it were whole. */
static size_t half_in_bytes(const char *s, size_t length, uint32_t *code)
{
	const unsigned char *u = (const unsigned char *)s;

	if (length < 3 || u[0] != 0xED || u[1] < 0xA0 || u[1] > 0xBF || (u[2] & 0xC0) != 0x80)
		return 0;
	*code = 0xD000u | (u[1] & 0x3Fu) << 6 | (u[2] & 0x3Fu);
	return 3;
}

static size_t next_code(const char *s, size_t length, uint32_t *code)
{
	size_t n = number_entity(s, length, code);

	return n ? n : half_in_bytes(s, length, code);
}

/* What an entity stands for; *n: bytes of it and of the one that completes it. */
static void add_code(const char *s, size_t length, uint32_t code, size_t *n, struct bdl_buffer *out)
{
	uint32_t second;
	char bytes[4];
	size_t more;

	if (code >= 0xD800 && code < 0xDC00) {
		more = next_code(s + *n, length - *n, &second);
		if (more && second >= 0xDC00 && second < 0xE000) {
			*n += more;
			code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
		}
	}
	if (code == UINT32_MAX)
		bdl_buffer_text(out, "[no character]");
	else if (code == 0 || (code >= 0xD800 && code < 0xE000))
		bdl_buffer_printf(out, "[character U+%04X]", (unsigned)code);
	else
		bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes));
}

void bdl_loose_value(const char *text, size_t length, struct bdl_buffer *out)
{
	size_t run = 0, n;
	uint32_t code;

	for (size_t i = 0; i < length; i += n) {
		const char *s = text + i;
		unsigned char c = (unsigned char)*s;

		n = 0;
		if (c == '&' && (n = named_entity(s, length - i, &code)) == 0)
			n = number_entity(s, length - i, &code);
		if (c == 0xED)
			n = half_in_bytes(s, length - i, &code);
		if (c == 0) {
			n = 1;
			code = 0;
		}
		if (n == 0) {
			n = 1;
			run++;
			continue;
		}
		bdl_buffer_add(out, text + i - run, run);
		run = 0;
		add_code(s, length - i, code, &n, out);
	}
	bdl_buffer_add(out, text + length - run, run);
}
