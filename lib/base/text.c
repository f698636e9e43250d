/* Text: UTF-8, escaping, natural order. No locale anywhere. */
#include "base/text.h"

#include <string.h>

size_t bdl_utf8_next(const char *s, size_t length, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *u = (const unsigned char *)s;
	size_t count;
	uint32_t c;

	if (length == 0)
		return 0;
	*code = BDL_REPLACEMENT;
	if (u[0] < 0x80) {
		*code = u[0];
		return 1;
	}
	count = u[0] >= 0xF0 ? 4 : u[0] >= 0xE0 ? 3 : 2;
	if (u[0] < 0xC2 || u[0] > 0xF4 || count > length)
		return 1;
	c = u[0] & (0xFFu >> (count + 1));
	for (size_t i = 1; i < count; i++) {
		if ((u[i] & 0xC0) != 0x80)
			return 1;
		c = c << 6 | (u[i] & 0x3Fu);
	}
	if (c < least[count] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 1;
	*code = c;
	return count;
}

size_t bdl_utf8_put(uint32_t code, char out[4])
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = BDL_REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

/* True where bdl_utf8_next() answered U+FFFD for a byte that does not belong, not for a real
 * U+FFFD. */
static bool is_broken(uint32_t code, size_t taken)
{
	return code == BDL_REPLACEMENT && taken == 1;
}

bool bdl_utf8_valid(const char *s, size_t length)
{
	uint32_t code;

	for (size_t i = 0, n; i < length; i += n) {
		n = bdl_utf8_next(s + i, length - i, &code);
		if (is_broken(code, n))
			return false;
	}
	return true;
}

int bdl_utf8_clean(struct bdl_buffer *out, const char *s, size_t length)
{
	for (size_t i = 0, n; i < length; i += n) {
		uint32_t code;
		char bytes[4];

		n = bdl_utf8_next(s + i, length - i, &code);
		if (bdl_buffer_add(out, bytes, bdl_utf8_put(code, bytes)) < 0)
			return -1;
	}
	return 0;
}

/* What could move the cursor, end the line or turn the reading direction of what follows. */
static bool is_dangerous(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
	       (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E ||
	       c == 0x200F || c == 0xFEFF;
}

int bdl_text_escape(struct bdl_buffer *out, const char *s, size_t length)
{
	int rc = 0;

	for (size_t i = 0, n; i < length && rc == 0; i += n) {
		uint32_t code;

		n = bdl_utf8_next(s + i, length - i, &code);
		if (is_broken(code, n))
			rc = bdl_buffer_printf(out, "\\x%02X", (unsigned)(unsigned char)s[i]);
		else if (!is_dangerous(code))
			rc = bdl_buffer_add(out, s + i, n);
		else if (code < 0x100)
			rc = bdl_buffer_printf(out, "\\x%02X", (unsigned)code);
		else
			rc = bdl_buffer_printf(out, "\\u%04X", (unsigned)code);
	}
	return rc;
}

int bdl_text_casecmp(const char *a, const char *b)
{
	while (*a && bdl_lower((unsigned char)*a) == bdl_lower((unsigned char)*b)) {
		a++;
		b++;
	}
	return bdl_lower((unsigned char)*a) - bdl_lower((unsigned char)*b);
}

bool bdl_text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool bdl_text_ends(const char *s, const char *suffix)
{
	size_t n = strlen(s), m = strlen(suffix);

	return m <= n && memcmp(s + n - m, suffix, m) == 0;
}

/* Compares two runs of digits by value and steps over both. */
static int compare_numbers(const char **a, const char **b)
{
	const char *x, *y;
	size_t n = 0, m = 0;
	int order;

	while (**a == '0')
		(*a)++;
	while (**b == '0')
		(*b)++;
	x = *a;
	y = *b;
	while (bdl_is_digit((unsigned char)x[n]))
		n++;
	while (bdl_is_digit((unsigned char)y[m]))
		m++;
	*a += n;
	*b += m;
	if (n != m)
		return n < m ? -1 : 1;
	order = memcmp(x, y, n);
	return order;
}

int bdl_text_natural(const char *a, const char *b)
{
	const char *x = a, *y = b;
	int order = 0;

	while (*x && *y && order == 0) {
		if (bdl_is_digit((unsigned char)*x) && bdl_is_digit((unsigned char)*y)) {
			order = compare_numbers(&x, &y);
			continue;
		}
		order = bdl_lower((unsigned char)*x) - bdl_lower((unsigned char)*y);
		x++;
		y++;
	}
	if (order == 0)
		order = (*x != '\0') - (*y != '\0');
	return order ? order : strcmp(a, b);
}
