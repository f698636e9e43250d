/* Names as file systems compare them. See name_fold.h. */
#include "base/name_fold.h"

#include <string.h>
#include <utf8proc.h>

char *bdl_name_compose(const char *name)
{
	utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)name,
		(utf8proc_ssize_t)strlen(name), &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (n < 0)
		return n == UTF8PROC_ERROR_NOMEM ? NULL : strdup(name);
	return (char *)composed;
}

char *bdl_name_fold(const char *name)
{
	const utf8proc_option_t how =
		UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *folded = NULL;
	utf8proc_ssize_t n = utf8proc_map(
		(const utf8proc_uint8_t *)name, (utf8proc_ssize_t)strlen(name), &folded, how);

	if (n < 0)
		return n == UTF8PROC_ERROR_NOMEM ? NULL : strdup(name);
	while (n > 0 && (folded[n - 1] == '.' || folded[n - 1] == ' '))
		folded[--n] = '\0';
	return (char *)folded;
}
