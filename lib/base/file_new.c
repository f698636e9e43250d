/*
 * New files: see file.h. They are written without their name, made safe on the disk, and only then
 * put under it: one alone, or several together, of which all are put in place or none.
 */
#define _GNU_SOURCE /* O_TMPFILE, renameat2() */
#include "base/file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A name that nobody else uses: process, time, attempt. */
static void temporary_name(struct bdl_new_file *f, int attempt)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(f->temp, sizeof(f->temp), ".bundle-tmp-%ld-%ld-%d", (long)getpid(), now.tv_nsec,
		attempt);
}

int bdl_new_file_open(
	struct bdl_new_file *f, int dir, const char *name, mode_t mode, struct bdl_error *err)
{
	f->fd = -1;
	f->dir = dir;
	f->placed = BDL_PLACED_NOT;
	f->temp[0] = '\0';
	if (strlen(name) >= sizeof(f->name))
		return bdl_fail(err, BDL_EPATH, name, "is too long a name");
	snprintf(f->name, sizeof(f->name), "%s", name);
#ifdef O_TMPFILE
	/* a file without a name leaves no litter, however the program ends; not every file system
	 * has them */
	f->fd = openat(dir, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
	if (f->fd >= 0)
		return 0;
#endif
	for (int attempt = 0; attempt < 100; attempt++) {
		temporary_name(f, attempt);
		f->fd = openat(
			dir, f->temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (f->fd >= 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	f->temp[0] = '\0';
	return bdl_fail_errno(err, name, "create");
}

void bdl_new_file_abort(struct bdl_new_file *f)
{
	if (f->fd < 0)
		return;
	bdl_close_quietly(f->fd);
	f->fd = -1;
	if (f->temp[0])
		unlinkat(f->dir, f->temp, 0);
}

/* Gives a nameless file a temporary name, since linkat() does not replace and rename() does. */
static int give_name(struct bdl_new_file *f)
{
	char self[64];

	if (f->temp[0])
		return 0;
	snprintf(self, sizeof(self), "/proc/self/fd/%d", f->fd);
	for (int attempt = 0; attempt < 100; attempt++) {
		temporary_name(f, attempt);
		if (linkat(AT_FDCWD, self, f->dir, f->temp, AT_SYMLINK_FOLLOW) == 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	f->temp[0] = '\0';
	return -1;
}

int bdl_new_file_ready(struct bdl_new_file *f, struct bdl_error *err)
{
	struct stat st;

	if (fstatat(f->dir, f->name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(st.st_mode))
		return bdl_fail(
			err, BDL_EPATH, f->name, "is a folder: the file cannot take its place");
	if (fsync(f->fd) < 0)
		return bdl_fail_errno(err, f->name, "write");
	if (give_name(f) < 0)
		return bdl_fail_errno(err, f->name, "put in place");
	return 0;
}

/* ---- in place ---- */

/*
 * The names in the folder, safe on the disk. There are file systems that cannot do that to a
 * folder; there the files themselves, which were made safe before, are all that can be had.
 */
static int sync_folder(int dir)
{
	if (fsync(dir) == 0 || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
		return 0;
	return -1;
}

/* Where there is an earlier file, the two change names, so that it can have its own back. */
static int put_in_place(struct bdl_new_file *f)
{
	f->placed = BDL_PLACED_EXCHANGED;
	if (renameat2(f->dir, f->temp, f->dir, f->name, RENAME_EXCHANGE) == 0)
		return 0;
	f->placed = errno == ENOENT ? BDL_PLACED_FRESH : BDL_PLACED_FOR_GOOD;
	/* the last two are a file system's way to say that it cannot do that */
	if ((errno == ENOENT || errno == EINVAL || errno == ENOSYS) &&
		renameat(f->dir, f->temp, f->dir, f->name) == 0)
		return 0;
	f->placed = BDL_PLACED_NOT;
	return -1;
}

/* -1: it has to stay, and what has the temporary name with it. */
static int take_back(struct bdl_new_file *f)
{
	const unsigned how = f->placed == BDL_PLACED_EXCHANGED ? RENAME_EXCHANGE : RENAME_NOREPLACE;

	if (f->placed == BDL_PLACED_NOT)
		return 0;
	if (f->placed == BDL_PLACED_FOR_GOOD ||
		renameat2(f->dir, f->name, f->dir, f->temp, how) < 0) {
		f->temp[0] = '\0';
		return -1;
	}
	f->placed = BDL_PLACED_NOT;
	return 0;
}

static int take_all_back(struct bdl_new_file *const files[], size_t count, struct bdl_error *err)
{
	int rc = 0;

	for (size_t i = count; i-- > 0;)
		if (take_back(files[i]) < 0)
			rc = -1;
	for (size_t i = 0; i < count; i++)
		bdl_new_file_abort(files[i]);
	if (rc < 0 && count > 1)
		bdl_hint(err, "a part of the new files is in place: run this again");
	return -1;
}

/* What is not needed any more: the descriptor, and the earlier file, which has the temporary name.
 */
static void forget(struct bdl_new_file *f)
{
	bdl_close_quietly(f->fd);
	f->fd = -1;
	if (f->placed == BDL_PLACED_EXCHANGED)
		unlinkat(f->dir, f->temp, 0);
}

int bdl_new_files_commit(struct bdl_new_file *const files[], size_t count, struct bdl_error *err)
{
	for (size_t i = 0; i < count; i++) {
		assert(files[i]->dir == files[0]->dir);
		if (bdl_new_file_ready(files[i], err) < 0)
			return take_all_back(files, count, err);
	}
	for (size_t i = 0; i < count; i++)
		if (put_in_place(files[i]) < 0) {
			bdl_fail_errno(err, files[i]->name, "put in place");
			return take_all_back(files, count, err);
		}
	if (count && sync_folder(files[0]->dir) < 0) {
		bdl_fail_errno(err, files[0]->name, "make safe on the disk");
		return take_all_back(files, count, err);
	}
	for (size_t i = 0; i < count; i++)
		forget(files[i]);
	return 0;
}

int bdl_new_file_commit(struct bdl_new_file *f, struct bdl_error *err)
{
	return bdl_new_files_commit((struct bdl_new_file *[]){f}, 1, err);
}

int bdl_sync_parent(int folder)
{
	int parent = openat(folder, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = parent < 0 ? 0
			    : sync_folder(parent); /* one that may not be looked into is not ours */

	bdl_close_quietly(parent);
	return rc;
}

/* A file system that cannot rename in this way can link, which fails where a name is taken, too. */
static int put_where_nothing_is(struct bdl_new_file *f)
{
	if (renameat2(f->dir, f->temp, f->dir, f->name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (linkat(f->dir, f->temp, f->dir, f->name, 0) < 0)
		return -1;
	unlinkat(f->dir, f->temp, 0);
	return 0;
}

int bdl_new_file_commit_new(struct bdl_new_file *f, struct bdl_error *err)
{
	if (bdl_new_file_ready(f, err) < 0)
		goto fail;
	if (put_where_nothing_is(f) < 0) {
		if (errno == EEXIST)
			bdl_fail(err, BDL_EPATH, f->name, "is there already");
		else
			bdl_fail_errno(err, f->name, "put in place");
		goto fail;
	}
	if (sync_folder(f->dir) < 0) {
		bdl_fail_errno(err, f->name, "make safe on the disk");
		unlinkat(f->dir, f->name, 0);
		goto fail;
	}
	forget(f);
	return 0;
fail:
	bdl_new_file_abort(f);
	return -1;
}
