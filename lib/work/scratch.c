/* Scratch: see scratch.h. */
#include "work/scratch.h"

#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dots(const char *name)
{
	return !strcmp(name, ".") || !strcmp(name, "..");
}

/* A file, a link, an empty folder: gone. */
static bool unlinked(int dir, const char *name)
{
	return unlinkat(dir, name, 0) == 0 || unlinkat(dir, name, AT_REMOVEDIR) == 0;
}

/*
 * A folder without permissions cannot be opened or moved. If it cannot be given any, that shows at
 * once. `name` is no link: those are unlinked before it comes to this.
 */
static void unlock(int dir, const char *name)
{
	if (fchmodat(dir, name, 0700, 0) < 0)
		errno = 0;
}

static DIR *open_folder(int dir, const char *name)
{
	int fd;
	DIR *d;

	unlock(dir, name);
	fd = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	d = fdopendir(fd);
	if (!d)
		bdl_close_quietly(fd);
	return d;
}

/* Moves the folder `name` of `from` to the top under a name that is free there. */
static bool lifted(int from, const char *name, int top, unsigned long *counter)
{
	char fresh[48];

	unlock(from, name);
	for (int attempt = 0; attempt < 1000; attempt++) {
		snprintf(fresh, sizeof(fresh), "lifted-%lu", (*counter)++);
		if (renameat(from, name, top, fresh) == 0)
			return true;
	}
	return false;
}

/* Unlinks what is in the folder, lifts its folders to the top. True if anything gave way. */
static bool take_apart(int top, const char *name, unsigned long *counter)
{
	DIR *d = open_folder(top, name);
	struct dirent *e;
	bool any = false;

	if (!d)
		return false;
	while ((e = readdir(d))) {
		if (is_dots(e->d_name))
			continue;
		if (unlinked(dirfd(d), e->d_name) || lifted(dirfd(d), e->d_name, top, counter))
			any = true;
	}
	closedir(d);
	return unlinkat(top, name, AT_REMOVEDIR) == 0 || any;
}

/* One walk over the top. *left: entries that are still there. True if anything gave way. */
static bool sweep(DIR *top, unsigned long *counter, size_t *left)
{
	struct dirent *e;
	bool any = false;

	*left = 0;
	rewinddir(top);
	while ((e = readdir(top))) {
		if (is_dots(e->d_name))
			continue;
		if (unlinked(dirfd(top), e->d_name)) {
			any = true;
			continue;
		}
		(*left)++;
		if (take_apart(dirfd(top), e->d_name, counter))
			any = true;
	}
	return any;
}

int bdl_scratch_empty(const char *path)
{
	DIR *top = open_folder(AT_FDCWD, path);
	unsigned long counter = 0;
	size_t left = 0;
	bool any;

	if (!top)
		return -1;
	do
		any = sweep(top, &counter, &left);
	while (left && any);
	closedir(top);
	return left ? -1 : 0;
}

void bdl_scratch_remove(const char *path)
{
	if (rmdir(path) == 0 || errno == ENOENT)
		return;
	(void)bdl_scratch_empty(path);
	(void)rmdir(path);
}
