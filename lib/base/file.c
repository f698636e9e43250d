/* Files: see file.h. What is opened here is never written; file_new.c has what is. */
/* O_NOATIME is Linux's own; everything else here is POSIX. */
#define _GNU_SOURCE
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void bdl_close_quietly(int fd)
{
	int kept = errno;

	if (fd >= 0)
		close(fd);
	errno = kept;
}

/* Reading leaves no trace, not even the time of access, where the file is ours; else as it can be
 * had. */
static int open_untouched(int dir, const char *path, int flags)
{
#ifdef O_NOATIME
	int fd = openat(dir, path, flags | O_NOATIME);

	if (fd >= 0 || errno != EPERM)
		return fd;
#endif
	return openat(dir, path, flags);
}

int bdl_open_folder(int dir, const char *path)
{
	return open_untouched(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Walks to the folder of path one component at a time, so that no link is followed on the way. */
static int open_parent(int dir, const char *path, const char **last)
{
	int at = dir;

	for (;;) {
		const char *slash = strchr(path, '/');
		char name[256];
		int next;

		if (!slash)
			break;
		if ((size_t)(slash - path) >= sizeof(name) || slash == path) {
			errno = ENAMETOOLONG;
			next = -1;
		} else {
			memcpy(name, path, (size_t)(slash - path));
			name[slash - path] = '\0';
			next = bdl_open_folder(at, name);
		}
		if (at != dir)
			bdl_close_quietly(at);
		if (next < 0)
			return -1;
		at = next;
		path = slash + 1;
	}
	*last = path;
	return at;
}

int bdl_open_regular(int dir, const char *path, struct bdl_error *err)
{
	const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	const char *last = path;
	struct stat st;
	int parent = dir, fd;

	if (dir != AT_FDCWD) {
		parent = open_parent(dir, path, &last);
		if (parent == -1)
			return bdl_fail_errno(err, path, "open");
	}
	fd = open_untouched(parent, last, dir == AT_FDCWD ? flags : flags | O_NOFOLLOW);
	if (parent != dir)
		bdl_close_quietly(parent);
	if (fd < 0)
		return bdl_fail_errno(err, path, "open");
	if (fstat(fd, &st) < 0) {
		bdl_fail_errno(err, path, "examine");
		bdl_close_quietly(fd);
		return -1;
	}
	if (!S_ISREG(st.st_mode)) {
		bdl_close_quietly(fd);
		return bdl_fail(err, BDL_EPATH, path, "is not a regular file");
	}
	return fd;
}

int bdl_write_all(int fd, const void *bytes, size_t length)
{
	const char *p = bytes;

	while (length) {
		ssize_t n = write(fd, p, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		p += n;
		length -= (size_t)n;
	}
	return 0;
}

int bdl_pread_all(int fd, void *bytes, size_t length, uint64_t at)
{
	char *p = bytes;

	while (length) {
		ssize_t n = pread(fd, p, length, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (n == 0)
				errno = 0;
			return -1;
		}
		p += n;
		at += (uint64_t)n;
		length -= (size_t)n;
	}
	return 0;
}

int bdl_copy_range(int from, uint64_t at, uint64_t length, int to)
{
	char block[64 * 1024];

	while (length) {
		size_t n = length < sizeof(block) ? (size_t)length : sizeof(block);

		if (bdl_pread_all(from, block, n, at) < 0 || bdl_write_all(to, block, n) < 0)
			return -1;
		at += n;
		length -= n;
	}
	return 0;
}

int bdl_read_fd(
	int fd, const char *path, size_t most, struct bdl_buffer *out, struct bdl_error *err)
{
	char piece[16384];
	uint64_t at = 0;

	for (;;) {
		ssize_t n = pread(fd, piece, sizeof(piece), (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return bdl_fail_errno(err, path, "read");
		if (n == 0)
			return 0;
		if (out->length + (size_t)n > most)
			return bdl_fail(err, BDL_ELIMIT, path, "is larger than %zu bytes", most);
		if (bdl_buffer_add(out, piece, (size_t)n) < 0)
			return bdl_fail_memory(err);
		at += (uint64_t)n;
	}
}

int bdl_make_dirs(int dir, const char *path, struct bdl_error *err)
{
	char part[4096];
	size_t length = strlen(path);

	if (length >= sizeof(part))
		return bdl_fail(err, BDL_EPATH, path, "is too long a path");
	for (size_t i = 1; i <= length; i++) {
		if (path[i] != '/' && path[i] != '\0')
			continue;
		memcpy(part, path, i);
		part[i] = '\0';
		if (mkdirat(dir, part, 0777) < 0 && errno != EEXIST)
			return bdl_fail_errno(err, part, "create the folder");
	}
	return 0;
}

void bdl_remove_tree(int dir, const char *path)
{
	int fd;
	DIR *d;
	struct dirent *e;

	if (unlinkat(dir, path, 0) == 0)
		return;
	fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return;
	d = fdopendir(fd);
	if (!d) {
		bdl_close_quietly(fd);
		return;
	}
	while ((e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			bdl_remove_tree(dirfd(d), e->d_name);
	closedir(d);
	unlinkat(dir, path, AT_REMOVEDIR);
}

const char *bdl_path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

const char *bdl_path_extension(const char *path)
{
	const char *base = bdl_path_base(path);
	const char *dot = strrchr(base, '.');

	return dot && dot != base ? dot + 1 : "";
}

int bdl_path_is_safe(const char *path)
{
	const char *p = path;

	if (!*p)
		return 0;
	for (;;) {
		size_t n = strcspn(p, "/");

		if (n == 0 || (n == 1 && p[0] == '.') || (n == 2 && p[0] == '.' && p[1] == '.'))
			return 0;
		if (!p[n])
			return 1;
		p += n + 1;
	}
}
