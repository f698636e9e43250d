/* See cache_home.h. statx() tells the moment of birth, to the nanosecond where the file system
 * keeps it. */
#define _GNU_SOURCE
#include "work/cache_home.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NOTE "home"
#define NOTE_SIZE 128

/* The identity as text; false where it cannot be had. */
static bool identity(int folder, char out[NOTE_SIZE])
{
	struct statx s;

	if (statx(folder, "", AT_EMPTY_PATH, STATX_INO | STATX_BTIME, &s) < 0)
		return false;
	if (!(s.stx_mask & STATX_BTIME))
		s.stx_btime = (struct statx_timestamp){.tv_sec = 0};
	snprintf(out, NOTE_SIZE, "%llu %lld.%09u\n", (unsigned long long)s.stx_ino,
		(long long)s.stx_btime.tv_sec, (unsigned)s.stx_btime.tv_nsec);
	return true;
}

bool bdl_cache_is_home(int folder)
{
	char expected[NOTE_SIZE], found[NOTE_SIZE] = "";
	int fd = openat(folder, NOTE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t n;

	if (fd < 0)
		return false;
	n = pread(fd, found, sizeof(found) - 1, 0);
	bdl_close_quietly(fd);
	return n > 0 && identity(folder, expected) && strcmp(found, expected) == 0;
}

int bdl_cache_make_home(int folder, struct bdl_error *err)
{
	char note[NOTE_SIZE];
	int fd, rc = 0;

	if (!identity(folder, note))
		return bdl_fail_errno(err, NOTE, "find out the identity of the cache for");
	fd = openat(folder, NOTE, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return bdl_fail_errno(err, NOTE, "create");
	if (bdl_write_all(fd, note, strlen(note)) < 0)
		rc = bdl_fail_errno(err, NOTE, "write");
	bdl_close_quietly(fd);
	return rc;
}
