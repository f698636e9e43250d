/* New folder: see new_folder.h. */
#define _GNU_SOURCE /* renameat2(), syncfs() */
#include "base/new_folder.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ATTEMPTS = 100, DEEPEST = BDL_FOLDERS_DEEPEST + 1 /* data */ };

static int refuse_taken(const char *name, struct bdl_error *err)
{
	bdl_fail(err, BDL_EPATH, name, "is there already");
	return bdl_hint(err, "nothing is ever replaced: name a new folder");
}

int bdl_new_folder_open(
	struct bdl_new_folder *f, int parent, const char *name, struct bdl_error *err)
{
	struct timespec now;
	struct stat st;

	*f = (struct bdl_new_folder){.parent = parent, .fd = -1};
	if (strlen(name) >= sizeof(f->name) || strchr(name, '/') || !bdl_path_is_safe(name))
		return bdl_fail(err, BDL_EPATH, name, "is no name for a folder");
	snprintf(f->name, sizeof(f->name), "%s", name);
	if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		return refuse_taken(name, err);
	clock_gettime(CLOCK_REALTIME, &now);
	for (int i = 0; i < ATTEMPTS; i++) {
		snprintf(f->temp, sizeof(f->temp), ".bundle-tmp-%ld-%ld-%d", (long)getpid(),
			now.tv_nsec, i);
		if (mkdirat(parent, f->temp, 0700) == 0) {
			f->fd = openat(
				parent, f->temp, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			break;
		}
		if (errno != EEXIST)
			break;
	}
	return f->fd < 0 ? bdl_fail_errno(err, name, "create the folder") : 0;
}

/* The folder `name` of the folder `at`, new or made before; closes `at` unless it is f's own. */
static int step_into(const struct bdl_new_folder *f, int at, const char *name)
{
	int next = -1;

	if (mkdirat(at, name, 0700) == 0 || errno == EEXIST)
		next = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (at != f->fd)
		bdl_close_quietly(at);
	return next;
}

/* The folder that path's last part is to stand in; -1 with errno. */
static int make_way(const struct bdl_new_folder *f, const char *path, const char **last)
{
	int at = f->fd;
	size_t depth = 0;

	for (size_t n; at >= 0 && path[n = strcspn(path, "/")]; path += n + 1) {
		char name[256];

		if (n >= sizeof(name) || depth++ == DEEPEST) {
			if (at != f->fd)
				bdl_close_quietly(at);
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(name, path, n);
		name[n] = '\0';
		at = step_into(f, at, name);
	}
	*last = path;
	return at;
}

int bdl_new_folder_file(const struct bdl_new_folder *f, const char *path, struct bdl_error *err)
{
	const char *last = path;
	int at, fd;

	if (!bdl_path_is_safe(path))
		return bdl_fail(err, BDL_EPATH, path, "has a name that leads out of its folder");
	at = make_way(f, path, &last);
	if (at < 0)
		return bdl_fail_errno(err, path, "make a folder for");
	fd = openat(at, last, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (at != f->fd)
		bdl_close_quietly(at);
	if (fd < 0 && errno == EEXIST)
		return bdl_fail(err, BDL_EPATH, path,
			"cannot be written: this disk takes its name for that of another file");
	return fd < 0 ? bdl_fail_errno(err, path, "write") : fd;
}

/*
 * Some file systems know no rename that refuses to replace; but none replaces a folder that is not
 * empty, so there the name is taken by an empty folder first.
 */
static int put_in_place(const struct bdl_new_folder *f)
{
	if (renameat2(f->parent, f->temp, f->parent, f->name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	if (mkdirat(f->parent, f->name, 0700) < 0)
		return -1;
	return renameat(f->parent, f->temp, f->parent, f->name);
}

int bdl_new_folder_commit(struct bdl_new_folder *f, struct bdl_error *err)
{
	if (syncfs(f->fd) < 0) {
		bdl_fail_errno(err, f->name, "write");
		goto fail;
	}
	if (put_in_place(f) < 0) {
		if (errno == EEXIST || errno == ENOTEMPTY)
			refuse_taken(f->name, err);
		else
			bdl_fail_errno(err, f->name, "put in place");
		goto fail;
	}
	bdl_close_quietly(f->fd);
	f->fd = -1;
	(void)fsync(f->parent);
	return 0;
fail:
	bdl_new_folder_abort(f);
	return -1;
}

void bdl_new_folder_abort(struct bdl_new_folder *f)
{
	if (f->fd < 0)
		return;
	bdl_close_quietly(f->fd);
	f->fd = -1;
	bdl_remove_tree(f->parent, f->temp);
}
