/* See html_text.h. */
#include "read/html_text.h"

#include "base/text.h"
#include "read/lines.h"

#include <string.h>

void bdl_html_charset(const char *html, size_t length, char *name, size_t size)
{
	size_t look = length < 4096 ? length : 4096, n = 0;
	const char *found = bdl_bytes_find(html, look, "charset=");
	const char *end = html + look;

	name[0] = '\0';
	if (!found)
		return;
	found += strlen("charset=");
	while (found < end && (*found == '"' || *found == '\''))
		found++;
	while (found + n < end && n + 1 < size &&
		(bdl_is_alpha((unsigned char)found[n]) || bdl_is_digit((unsigned char)found[n]) ||
			found[n] == '-' || found[n] == '_'))
		n++;
	memcpy(name, found, n);
	name[n] = '\0';
}
