/* See lines.h. */
#include "read/lines.h"

#include "base/text.h"

#include <string.h>

bool bdl_line_next(const char *text, size_t length, size_t *next, struct bdl_line *out)
{
	const char *end;

	if (*next >= length)
		return false;
	out->at = *next;
	out->text = text + *next;
	end = memchr(out->text, '\n', length - *next);
	out->length = end ? (size_t)(end - out->text) : length - *next;
	*next += out->length + 1;
	return true;
}

bool bdl_bytes_start(const char *s, size_t length, const char *prefix)
{
	for (size_t i = 0; prefix[i]; i++)
		if (i == length ||
			bdl_lower((unsigned char)s[i]) != bdl_lower((unsigned char)prefix[i]))
			return false;
	return true;
}

bool bdl_bytes_equal(const char *s, size_t length, const char *word)
{
	return strlen(word) == length && bdl_bytes_start(s, length, word);
}

const char *bdl_bytes_find(const char *s, size_t length, const char *what)
{
	size_t n = strlen(what);

	for (size_t i = 0; i + n <= length; i++)
		if (bdl_lower((unsigned char)s[i]) == what[0] &&
			bdl_bytes_start(s + i, length - i, what))
			return s + i;
	return NULL;
}

size_t bdl_bytes_number(const char *s, size_t length, size_t most, unsigned *value)
{
	size_t n = 0;

	*value = 0;
	while (n < length && n < most && bdl_is_digit((unsigned char)s[n]))
		*value = *value * 10 + (unsigned)(s[n++] - '0');
	return n;
}
