/* Exists: see exists.h. */
#define _GNU_SOURCE /* AT_SYMLINK_NOFOLLOW for faccessat() */
#include "base/exists.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int bdl_exists(int dir, const char *name)
{
	if (faccessat(dir, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return 1;
	return errno == ENOENT ? 0 : -1;
}
