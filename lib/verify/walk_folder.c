/*
 * A bag that lies open in a folder: its files in byte order of their paths, nothing followed that
 * points elsewhere. See walk.h.
 */
#define _GNU_SOURCE /* scandirat() */
#include "verify/walk.h"

#include "base/file.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MOST = 250 }; /* each level keeps a descriptor */

#define PIECE ((size_t)256 * 1024)
#define PATH_LONGEST ((size_t)32 * 1024)

struct folder_walk {
	struct bdl_walk *w;
	struct bdl_error *err;
	char *piece;
	struct bdl_buffer path; /* of the entry in hand, inside the bag */
};

static int read_file(struct folder_walk *f, int fd, struct bdl_incoming *in)
{
	for (;;) {
		ssize_t n = read(fd, f->piece, PIECE);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			return bdl_incoming_end(in, false, f->err);
		if (n < 0) {
			bdl_findings_broken(f->w->findings, bdl_buffer_string(&f->path),
				"cannot be read: %s", strerror(errno));
			return bdl_incoming_end(in, true, f->err);
		}
		if (bdl_incoming_add(in, f->piece, (size_t)n, f->err) < 0) {
			bdl_incoming_drop(in);
			return -1;
		}
	}
}

static int take_file(struct folder_walk *f, int parent, const char *name)
{
	const char *path = bdl_buffer_string(&f->path);
	struct bdl_incoming in = {.row = NULL};
	int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK), rc;

	if (fd < 0) {
		bdl_findings_broken(f->w->findings, path, "cannot be opened: %s", strerror(errno));
		return 0;
	}
	rc = bdl_name_is_foreign(f->w, path, path)
		     ? 0
		     : bdl_incoming_begin(&in, f->w, path, path, f->err);
	if (rc == 0 && in.row)
		rc = read_file(f, fd, &in);
	bdl_close_quietly(fd);
	return rc;
}

static int take_folder(struct folder_walk *f, int fd, unsigned depth);

static int enter(struct folder_walk *f, int parent, const char *name, unsigned depth)
{
	int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd >= 0 && depth < DEPTH_MOST)
		return take_folder(f, fd, depth + 1);
	bdl_findings_broken(f->w->findings, bdl_buffer_string(&f->path), "cannot be opened: %s",
		fd < 0 ? strerror(errno) : "it lies too deep");
	bdl_close_quietly(fd);
	return 0;
}

static int take_entry(struct folder_walk *f, int parent, const char *name, unsigned depth)
{
	size_t before = f->path.length;
	struct stat st;
	int rc = 0;

	if ((before && bdl_buffer_byte(&f->path, '/') < 0) || bdl_buffer_text(&f->path, name) < 0)
		return bdl_fail_memory(f->err);
	if (f->path.length > PATH_LONGEST || fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		bdl_findings_broken(f->w->findings, name, "cannot be examined");
	else if (S_ISDIR(st.st_mode))
		rc = enter(f, parent, name, depth);
	else if (S_ISREG(st.st_mode))
		rc = take_file(f, parent, name);
	else
		bdl_findings_broken(f->w->findings, bdl_buffer_string(&f->path), "%s",
			S_ISLNK(st.st_mode) ? "is a symbolic link" : "is a device or a pipe");
	f->path.length = before;
	if (f->path.data)
		f->path.data[before] = '\0';
	return rc;
}

static int is_entry(const struct dirent *e)
{
	return strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0;
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Closes fd. */
static int take_folder(struct folder_walk *f, int fd, unsigned depth)
{
	struct dirent **list = NULL;
	int count = scandirat(fd, ".", &list, is_entry, by_bytes), rc = 0;

	if (count < 0)
		bdl_findings_broken(f->w->findings, bdl_buffer_string(&f->path),
			"cannot be listed: %s", strerror(errno));
	for (int i = 0; i < count; i++) {
		if (rc == 0)
			rc = take_entry(f, fd, list[i]->d_name, depth);
		free(list[i]);
	}
	free(list);
	bdl_close_quietly(fd);
	return rc;
}

int bdl_walk_folder(struct bdl_walk *w, struct bdl_error *err)
{
	struct folder_walk f = {.w = w, .err = err, .path = BDL_BUFFER_INIT};
	int fd = openat(w->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = -1;

	f.piece = malloc(PIECE);
	if (fd < 0) {
		bdl_fail_errno(err, NULL, "open the folder");
	} else if (!f.piece) {
		bdl_close_quietly(fd);
		bdl_fail_memory(err);
	} else {
		rc = take_folder(&f, fd, 0) < 0 ? -1 : 0;
	}
	free(f.piece);
	bdl_buffer_release(&f.path);
	w->ended = rc == 0;
	return rc;
}
