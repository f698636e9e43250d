/*
 * See magic.h. The database is named, since otherwise a line in /etc/magic changes the answer;
 * bytes are handed over, not the file, since otherwise its mode bits do. First without the tests
 * for text, which are slow and which own sniffers do better; the whole database where that finds
 * nothing.
 */
#include "read/magic.h"

#include <magic.h>
#include <stdio.h>
#include <string.h>

#define NOTHING "application/octet-stream"
#define DATABASE_COUNT 3
#define LOOKED_AT ((size_t)64 * 1024)

static const char *const databases[DATABASE_COUNT] = {
	"/usr/lib/file/magic.mgc", "/usr/share/misc/magic.mgc", "/usr/share/file/magic.mgc"};

/* The database, opened once in a process with these flags, since that takes longer than an answer;
 * NULL without one. */
static magic_t opened(magic_t *kept, int flags)
{
	if (*kept)
		return *kept;
	*kept = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | flags);
	for (int i = 0; *kept && i < DATABASE_COUNT; i++)
		if (magic_load(*kept, databases[i]) == 0)
			return *kept;
	if (*kept)
		magic_close(*kept);
	*kept = NULL;
	return NULL;
}

/* Keeps the answer if it says anything. */
static int ask(magic_t m, const void *bytes, size_t length, char *type, size_t type_size)
{
	const char *answer =
		m ? magic_buffer(m, bytes, length < LOOKED_AT ? length : LOOKED_AT) : NULL;

	if (!answer || !strchr(answer, '/') || strcmp(answer, NOTHING) == 0)
		return 0;
	snprintf(type, type_size, "%s", answer);
	return 1;
}

void bdl_magic(const void *bytes, size_t length, char *type, size_t type_size, char *basis,
	size_t basis_size)
{
	static magic_t without_text, whole;
	const int no_text = MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TOKENS |
			    MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_JSON;

	snprintf(type, type_size, "%s", NOTHING);
	snprintf(basis, basis_size, "libmagic %d.%02d", magic_version() / 100,
		magic_version() % 100);
	if (!ask(opened(&without_text, no_text), bytes, length, type, type_size))
		ask(opened(&whole, 0), bytes, length, type, type_size);
}
