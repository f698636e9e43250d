/* Errors: filling struct bdl_error. Nothing here allocates or prints. */
#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* strerror() is not safe among threads; strerror_r() has two signatures; this one is POSIX's. */
static void system_words(int number, char *out, size_t size)
{
	if (strerror_r(number, out, size) != 0)
		snprintf(out, size, "system error %d", number);
}

int bdl_fail(struct bdl_error *err, enum bdl_code code, const char *path, const char *format, ...)
{
	va_list args;

	if (!err || err->code != BDL_OK)
		return -1;
	err->code = code;
	snprintf(err->path, sizeof(err->path), "%s", path ? path : "");
	va_start(args, format);
	vsnprintf(err->message, sizeof(err->message), format, args);
	va_end(args);
	return -1;
}

int bdl_fail_errno(struct bdl_error *err, const char *path, const char *verb)
{
	int number = errno;
	char words[128];

	if (!err || err->code != BDL_OK)
		return -1;
	if (number == ENOMEM)
		return bdl_fail_memory(err);
	system_words(number, words, sizeof(words));
	bdl_fail(err, BDL_EIO, path, "cannot %s: %s", verb, words);
	err->sys = number;
	return -1;
}

int bdl_fail_memory(struct bdl_error *err)
{
	bdl_fail(err, BDL_ENOMEM, NULL, "out of memory");
	if (err && err->code == BDL_ENOMEM)
		err->sys = ENOMEM;
	return -1;
}

int bdl_hint(struct bdl_error *err, const char *format, ...)
{
	va_list args;

	if (!err || err->hint[0])
		return -1;
	va_start(args, format);
	vsnprintf(err->hint, sizeof(err->hint), format, args);
	va_end(args);
	return -1;
}
