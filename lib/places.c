/* Places: see places.h. The only file that decides where something is written. */
#include "places.h"

#include "base/exists.h"
#include "base/file.h"
#include "gather/gather.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define ATTEMPTS 1000

static const char marker_text[] = BDL_MARKER_WORDS;

static bool is_empty(int folder)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	bool empty = true;

	if (!d) {
		bdl_close_quietly(fd);
		return false;
	}
	errno = 0;
	while (empty && (e = readdir(d)))
		empty = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..");
	empty = empty && errno == 0;
	closedir(d);
	return empty;
}

/* As bdl_exists(). What cannot be found out is not guessed: results would go to another place, or
 * be taken as evidence. */
static int is_marked(int folder)
{
	return bdl_exists(folder, BDL_MARKER);
}

/* Litter of a run that was killed: only our temporary names, only in a folder of ours that we have
 * locked. */
static void sweep(int folder)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	if (!d) {
		bdl_close_quietly(fd);
		return;
	}
	while ((e = readdir(d)))
		if (strncmp(e->d_name, ".bundle-tmp-", 12) == 0)
			bdl_remove_tree(dirfd(d), e->d_name);
	closedir(d);
}

/* Marks a folder as ours and locks it; the lock's descriptor or -1. */
static int mark_and_lock(int folder, const char *shown, struct bdl_error *err)
{
	int fd = openat(folder, BDL_MARKER, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
	struct stat st;

	if (fd < 0)
		return bdl_fail_errno(err, shown, "write to the folder");
	if (flock(fd, LOCK_EX | LOCK_NB) < 0 && errno == EWOULDBLOCK) {
		bdl_close_quietly(fd);
		bdl_fail(err, BDL_EIO, shown, "is in use by another bundle that is still running");
		return bdl_hint(err, "wait until it is done, then try again");
	}
	if (fstat(fd, &st) == 0 && st.st_size == 0 &&
		bdl_write_all(fd, marker_text, sizeof(marker_text) - 1) < 0) {
		bdl_fail_errno(err, shown, "write to the folder");
		bdl_close_quietly(fd);
		return -1;
	}
	sweep(folder);
	return fd;
}

static int open_folder(int dir, const char *path)
{
	return openat(dir, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/*
 * Opens or makes PARENT/BASE, or BASE-2, BASE-3 ... where the name is taken by something that is
 * not ours. Descriptor or -1 with errno; *name is which.
 */
static int claim(int parent, const char *base, char name[64], bool *created)
{
	for (int i = 1; i < ATTEMPTS; i++) {
		int fd, marked;

		snprintf(name, 64, i == 1 ? "%s" : "%s-%d", base, i);
		*created = mkdirat(parent, name, 0777) == 0;
		if (!*created && errno != EEXIST)
			return -1;
		fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (fd < 0) {
			if (errno == ENOTDIR || errno == ELOOP)
				continue;
			return -1;
		}
		marked = *created ? 1 : is_marked(fd);
		if (marked > 0 || (marked == 0 && is_empty(fd)))
			return fd;
		bdl_close_quietly(fd);
		if (marked < 0)
			return -1;
	}
	errno = EEXIST;
	return -1;
}

static int real_path(int folder, const char *shown, char out[4096], struct bdl_error *err)
{
	char link[64];
	ssize_t n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", folder);
	n = readlink(link, out, 4095);
	if (n < 0 || n >= 4095)
		return bdl_fail(
			err, BDL_EPATH, shown, "is a folder whose path cannot be found out");
	out[n] = '\0';
	return 0;
}

static int make_temporary(struct bdl_places *p, const char *temporary, struct bdl_error *err)
{
	if ((size_t)snprintf(p->work_path, sizeof(p->work_path), "%s/bundle-XXXXXX", temporary) >=
		sizeof(p->work_path))
		return bdl_fail(err, BDL_EPATH, temporary, "is too long a path");
	if (!mkdtemp(p->work_path)) {
		p->work_path[0] = '\0';
		return bdl_fail_errno(err, temporary, "make a temporary folder");
	}
	p->work_is_temporary = true;
	p->work = open_folder(AT_FDCWD, p->work_path);
	if (p->work < 0)
		return bdl_fail_errno(err, p->work_path, "open the folder");
	return 0;
}

static bool lies_inside(const char *path, const char *folder)
{
	size_t n = strlen(folder);

	return strncmp(path, folder, n) == 0 && (path[n] == '/' || (n && folder[n - 1] == '/'));
}

/*
 * A folder that the user named: made if need be; must not be evidence. `ours`: everything in it may
 * be deleted and it will never be taken as evidence, so it must be new, empty, or ours already.
 */
static int open_named(struct bdl_places *p, const char *path, bool ours, char real[4096],
	bool *created, struct bdl_error *err)
{
	struct stat st;
	int fd, marked;

	*created = stat(path, &st) < 0;
	if (bdl_make_dirs(AT_FDCWD, path, err) < 0)
		return -1;
	fd = open_folder(AT_FDCWD, path);
	if (fd < 0)
		return bdl_fail_errno(err, path, "open the folder");
	if (real_path(fd, path, real, err) < 0)
		goto fail;
	if (strcmp(real, p->evidence_path) == 0) {
		bdl_fail(err, BDL_EPATH, path, "is the evidence folder itself");
		bdl_hint(err, "name another folder: what is put there would be taken as evidence "
			      "next time");
		goto fail;
	}
	marked = is_marked(fd);
	if (marked < 0) {
		bdl_fail_errno(err, path, "look into the folder");
		goto fail;
	}
	if ((ours || lies_inside(real, p->evidence_path)) && !marked && !is_empty(fd)) {
		bdl_fail(err, BDL_EPATH, path,
			ours ? "holds files of somebody else"
			     : "lies in the evidence folder and holds files");
		bdl_hint(err, "name a new or empty folder");
		goto fail;
	}
	return fd;
fail:
	bdl_close_quietly(fd);
	return -1;
}

static int open_work(struct bdl_places *p, const struct bdl_build_options *o, struct bdl_error *err)
{
	char name[64];
	bool created;

	if (o->work) {
		p->work = open_named(p, o->work, true, p->work_path, &created, err);
		if (p->work < 0)
			return -1;
	} else {
		p->work = claim(p->evidence, ".bundle", name, &created);
		if (p->work < 0)
			return make_temporary(p, o->temporary, err);
		if (real_path(p->work, name, p->work_path, err) < 0)
			return -1;
	}
	/* a folder of ours that can be read but not written to (a disc, another's folder) */
	if (!o->work && faccessat(p->work, ".", W_OK, 0) < 0) {
		bdl_close_quietly(p->work);
		p->work = -1;
		return make_temporary(p, o->temporary, err);
	}
	p->work_lock = mark_and_lock(p->work, o->work ? o->work : p->work_path, err);
	return p->work_lock < 0 ? -1 : 0;
}

static void reset(struct bdl_places *p)
{
	memset(p, 0, sizeof(*p));
	p->evidence = p->output = p->work = p->output_lock = p->work_lock = -1;
}

int bdl_places_open(struct bdl_places *p, const struct bdl_build_options *o, struct bdl_error *err)
{
	int marked;

	reset(p);
	p->evidence = open_folder(AT_FDCWD, o->folder);
	if (p->evidence < 0) {
		if (errno == ENOTDIR) {
			bdl_fail(err, BDL_EPATH, o->folder, "is a file, not a folder");
			return bdl_hint(err, "put it into a folder and name the folder");
		}
		return bdl_fail_errno(err, o->folder, "open the folder");
	}
	if (real_path(p->evidence, o->folder, p->evidence_path, err) < 0)
		return -1;
	marked = is_marked(p->evidence);
	if (marked < 0)
		return bdl_fail_errno(err, o->folder, "look into the folder");
	if (marked) {
		bdl_fail(err, BDL_EPATH, o->folder, "holds results of bundle, not evidence");
		return bdl_hint(err, "name the folder that the evidence is in");
	}
	return open_work(p, o, err);
}

int bdl_places_temporary(struct bdl_places *p, const char *temporary, struct bdl_error *err)
{
	reset(p);
	return make_temporary(p, temporary, err);
}

int bdl_places_output(
	struct bdl_places *p, const struct bdl_build_options *o, struct bdl_error *err)
{
	char name[64];

	if (o->output) {
		p->output =
			open_named(p, o->output, false, p->output_path, &p->output_created, err);
		snprintf(p->output_shown, sizeof(p->output_shown), "%s", o->output);
	} else {
		p->output = claim(p->evidence, "bundle", name, &p->output_created);
		if (p->output < 0) {
			bdl_fail_errno(err, o->folder, "make the folder for the results in");
			return bdl_hint(err, "name another place for them with --output");
		}
		if (snprintf(p->output_shown, sizeof(p->output_shown), "%s%s%s",
			    strcmp(o->folder, ".") ? o->folder : "",
			    strcmp(o->folder, ".") && o->folder[strlen(o->folder) - 1] != '/' ? "/"
											      : "",
			    name) < 0)
			return bdl_fail_memory(err);
		if (real_path(p->output, name, p->output_path, err) < 0)
			return -1;
	}
	if (p->output < 0)
		return -1;
	if (faccessat(p->output, ".", W_OK, 0) < 0) {
		bdl_fail_errno(err, p->output_shown, "write to the folder");
		return bdl_hint(err, "name another place for the results with --output");
	}
	if (strcmp(p->output_path, p->work_path) == 0) {
		bdl_fail(err, BDL_EPATH, p->output_shown, "is the folder of the cache as well");
		return bdl_hint(err, "name two different folders with --output and --work");
	}
	/* outside the evidence there is nothing to be mistaken for evidence, and no reason to leave
	 * a marker */
	if (!lies_inside(p->output_path, p->evidence_path))
		return 0;
	p->output_lock = mark_and_lock(p->output, p->output_shown, err);
	return p->output_lock < 0 ? -1 : 0;
}

int bdl_places_scratch(struct bdl_places *p, int *writing, int *reading, struct bdl_error *err)
{
	struct bdl_new_file f;

	*writing = *reading = -1;
	if (bdl_new_file_open(&f, p->work, "scratch", 0600, err) < 0)
		return -1;
	if (f.temp[0]) {
		*reading = openat(p->work, f.temp, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
		unlinkat(p->work, f.temp, 0);
	} else {
		char self[64];

		snprintf(self, sizeof(self), "/proc/self/fd/%d", f.fd);
		*reading = open(self, O_RDONLY | O_CLOEXEC);
	}
	*writing = f.fd;
	if (*reading < 0) {
		bdl_fail_errno(err, p->work_path, "open a temporary file in");
		bdl_close_quietly(f.fd);
		*writing = -1;
		return -1;
	}
	return 0;
}

/* Only the marker is in it. */
static bool nothing_delivered(int folder)
{
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	bool nothing = true;

	if (!d) {
		bdl_close_quietly(fd);
		return false;
	}
	while (nothing && (e = readdir(d)))
		nothing = !strcmp(e->d_name, ".") || !strcmp(e->d_name, "..") ||
			  !strcmp(e->d_name, BDL_MARKER);
	closedir(d);
	return nothing;
}

void bdl_places_close(struct bdl_places *p)
{
	if (p->output >= 0 && p->output_created && nothing_delivered(p->output)) {
		unlinkat(p->output, BDL_MARKER, 0);
		(void)rmdir(p->output_path);
	}
	if (p->work_is_temporary && p->work_path[0])
		bdl_remove_tree(AT_FDCWD, p->work_path);
	bdl_close_quietly(p->output_lock);
	bdl_close_quietly(p->work_lock);
	bdl_close_quietly(p->output);
	bdl_close_quietly(p->work);
	bdl_close_quietly(p->evidence);
	reset(p);
}
