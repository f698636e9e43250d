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

static const char *const databases[DATABASE_COUNT] = {
	"/usr/lib/file/magic.mgc", "/usr/share/misc/magic.mgc", "/usr/share/file/magic.mgc"};

/* Keeps the answer if it says anything. */
static int ask(int flags, const void *bytes, size_t length, char *type, size_t type_size)
{
	magic_t m = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS | flags);
	const char *answer = NULL;
	int found = 0;

	if (!m)
		return 0;
	for (int i = 0; i < DATABASE_COUNT && !answer; i++)
		if (magic_load(m, databases[i]) == 0)
			answer = magic_buffer(m, bytes, length);
	if (answer && strchr(answer, '/') && strcmp(answer, NOTHING) != 0) {
		snprintf(type, type_size, "%s", answer);
		found = 1;
	}
	magic_close(m);
	return found;
}

void bdl_magic(const void *bytes, size_t length, char *type, size_t type_size, char *basis,
	size_t basis_size)
{
	const int no_text = MAGIC_NO_CHECK_TEXT | MAGIC_NO_CHECK_ENCODING | MAGIC_NO_CHECK_TOKENS |
			    MAGIC_NO_CHECK_CSV | MAGIC_NO_CHECK_JSON;

	snprintf(type, type_size, "%s", NOTHING);
	snprintf(basis, basis_size, "libmagic %d.%02d", magic_version() / 100,
		magic_version() % 100);
	if (!ask(no_text, bytes, length, type, type_size))
		ask(0, bytes, length, type, type_size);
}
