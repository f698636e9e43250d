/*
 * Scan: a folder becomes rows, in byte order of path. Nothing is opened here but folders, and a
 * file that may be the index which steers this program; no link is followed. What is not a regular
 * file is listed as excluded, so that nothing is dropped in silence.
 */
#include "gather/gather.h"

#include "base/exists.h"
#include "base/file.h"
#include "base/text.h"
#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct skipped {
	dev_t device;
	ino_t inode;
};

struct scan {
	struct bdl_bundle *b;
	struct skipped *skip;
	size_t skip_count;
	size_t exhibit_space, excluded_space;
	struct bdl_buffer path; /* of the folder being read, with a '/' behind it, or empty */
	struct bdl_error *err;
};

/* Files that steer this program or that an operating system strews about; not evidence. */
static const struct {
	const char *name, *reason;
} left_out[] = {
	{".DS_Store", "made by the operating system, not evidence"},
	{"Thumbs.db", "made by the operating system, not evidence"},
	{"desktop.ini", "made by the operating system, not evidence"},
};

/* Most paths are readable as they are. */
static const char *readable(struct bdl_bundle *b, const char *path)
{
	struct bdl_buffer out = BDL_BUFFER_INIT;
	const char *name = NULL;

	if (bdl_text_escape(&out, path, strlen(path)) == 0)
		name = strcmp(bdl_buffer_string(&out), path) == 0
			       ? path
			       : bdl_arena_string(&b->arena, bdl_buffer_string(&out));
	bdl_buffer_release(&out);
	return name;
}

/* Doubles an array that lives in no arena while the scan runs. */
static int room_for_one(void **rows, size_t count, size_t *space, size_t size)
{
	size_t more = *space ? *space * 2 : 64;
	void *grown;

	if (count < *space)
		return 0;
	grown = realloc(*rows, more * size);
	if (!grown)
		return -1;
	*rows = grown;
	*space = more;
	return 0;
}

static int add_exhibit(struct scan *s, const char *path)
{
	struct bdl_bundle *b = s->b;
	struct bdl_exhibit *x;
	void *rows = b->exhibits;

	if (room_for_one(&rows, b->exhibit_count, &s->exhibit_space, sizeof(*x)) < 0)
		return bdl_fail_memory(s->err);
	b->exhibits = rows;
	x = &b->exhibits[b->exhibit_count++];
	*x = (struct bdl_exhibit){.duplicate_of = BDL_NONE, .section = BDL_NONE};
	x->path = bdl_arena_string(&b->arena, path);
	x->name = x->path ? readable(b, x->path) : NULL;
	if (!x->name)
		return bdl_fail_memory(s->err);
	return 0;
}

static int add_excluded(struct scan *s, const char *path, const char *reason)
{
	struct bdl_bundle *b = s->b;
	struct bdl_excluded *e;
	void *rows = b->excluded;

	if (room_for_one(&rows, b->excluded_count, &s->excluded_space, sizeof(*e)) < 0)
		return bdl_fail_memory(s->err);
	b->excluded = rows;
	e = &b->excluded[b->excluded_count++];
	*e = (struct bdl_excluded){.reason = reason};
	e->path = bdl_arena_string(&b->arena, path);
	e->name = e->path ? readable(b, e->path) : NULL;
	if (!e->name)
		return bdl_fail_memory(s->err);
	return 0;
}

static const char *what_it_is(mode_t mode)
{
	if (S_ISLNK(mode))
		return "a link to another place: links are not followed";
	if (S_ISFIFO(mode))
		return "a pipe, not a file";
	if (S_ISSOCK(mode))
		return "a socket, not a file";
	if (S_ISBLK(mode) || S_ISCHR(mode))
		return "a device, not a file";
	return "not a regular file";
}

enum skipping {
	TAKEN, /* evidence */
	OURS, /* results or work of this program, where it puts them */
	NOT_KNOWN, /* with errno */
	MARKED_ONLY /* the marker lies in it, but it is no place where this program would have put
		       it */
};

/* "bundle", "bundle-2", ".bundle", ".bundle-7" */
static bool is_our_name(const char *name)
{
	name += *name == '.';
	if (!bdl_text_starts(name, "bundle"))
		return false;
	name += strlen("bundle");
	if (!*name)
		return true;
	if (*name++ != '-' || !bdl_is_digit((unsigned char)*name))
		return false;
	while (bdl_is_digit((unsigned char)*name))
		name++;
	return !*name;
}

/* What cannot be known is not guessed: results taken for evidence would be bundled again. */
static enum skipping skipping(const struct scan *s, int folder, const char *name, unsigned depth)
{
	struct stat st;
	int marked;

	if (fstat(folder, &st) < 0)
		return NOT_KNOWN;
	for (size_t i = 0; i < s->skip_count; i++)
		if (s->skip[i].device == st.st_dev && s->skip[i].inode == st.st_ino)
			return OURS;
	marked = bdl_exists(folder, BDL_MARKER);
	if (marked <= 0)
		return marked < 0 ? NOT_KNOWN : TAKEN;
	return depth == 1 && is_our_name(name) ? OURS : MARKED_ONLY;
}

/* A file that this program wrote: the marker, the cache, or one of a bundle's three, which come
 * together. As bdl_exists(). */
static int is_our_file(int folder, const char *name)
{
	char archive[NAME_MAX + 16];
	size_t n = strlen(name);

	if (!strcmp(name, BDL_MARKER) || bdl_text_starts(name, ".bundle-tmp-") ||
		bdl_text_starts(name, "cache-") || bdl_text_starts(name, "hiding-"))
		return 1;
	if (bdl_text_ends(name, ".tar.gz") || bdl_text_ends(name, ".tar.gz.sha256"))
		return 1;
	if (n > NAME_MAX || !bdl_text_ends(name, ".pdf"))
		return 0;
	snprintf(archive, sizeof(archive), "%.*s.tar.gz", (int)(n - 4), name);
	return bdl_exists(folder, archive);
}

/* Without "." and ".."; NULL at the end, or with *rc -1. */
static struct dirent *next_entry(struct scan *s, DIR *d, int *rc)
{
	struct dirent *e;

	do {
		errno = 0;
		e = readdir(d);
	} while (e && (!strcmp(e->d_name, ".") || !strcmp(e->d_name, "..")));
	if (!e && errno)
		*rc = bdl_fail_errno(s->err, bdl_buffer_string(&s->path), "read the folder");
	return e;
}

/* What somebody put among our results is no result: it is named, so that it is not lost in silence.
 * Closes folder. */
static int list_foreign(struct scan *s, int folder)
{
	DIR *d = fdopendir(folder);
	size_t before = s->path.length;
	struct dirent *e;
	int rc = 0;

	if (!d) {
		bdl_close_quietly(folder);
		return bdl_fail_errno(s->err, bdl_buffer_string(&s->path), "read the folder");
	}
	while (rc == 0 && (e = next_entry(s, d, &rc))) {
		int ours = is_our_file(dirfd(d), e->d_name);

		if (ours > 0)
			continue;
		if (ours < 0)
			rc = bdl_fail_errno(s->err, e->d_name, "examine");
		else if (bdl_buffer_printf(&s->path, "/%s", e->d_name) < 0)
			rc = bdl_fail_memory(s->err);
		else
			rc = add_excluded(s, bdl_buffer_string(&s->path),
				"it lies among the results of bundle; move it out of there to have "
				"it taken");
		s->path.length = before;
		s->path.data[before] = '\0';
	}
	closedir(d);
	return rc;
}

static int scan_folder(struct scan *s, int folder, unsigned depth);

/* Closes folder in any case. */
static int scan_evidence(struct scan *s, int folder, unsigned depth)
{
	size_t before = s->path.length;
	int rc;

	if (depth > BDL_FOLDERS_DEEPEST) {
		bdl_close_quietly(folder);
		return bdl_fail(s->err, BDL_ELIMIT, bdl_buffer_string(&s->path),
			"is a folder more than %d folders deep", BDL_FOLDERS_DEEPEST);
	}
	if (bdl_buffer_byte(&s->path, '/') < 0) {
		bdl_close_quietly(folder);
		return bdl_fail_memory(s->err);
	}
	rc = scan_folder(s, folder, depth);
	s->path.length = before;
	s->path.data[before] = '\0';
	return rc;
}

static int scan_subfolder(struct scan *s, int parent, const char *name, unsigned depth)
{
	int folder = bdl_open_folder(parent, name);

	if (folder < 0)
		return bdl_fail_errno(s->err, bdl_buffer_string(&s->path), "open the folder");
	switch (skipping(s, folder, name, depth)) {
	case TAKEN:
		return scan_evidence(s, folder, depth);
	case OURS:
		return list_foreign(s, folder);
	case NOT_KNOWN:
		bdl_fail_errno(s->err, bdl_buffer_string(&s->path), "look into the folder");
		bdl_close_quietly(folder);
		return -1;
	case MARKED_ONLY:
		bdl_close_quietly(folder);
		return add_excluded(
			s, bdl_buffer_string(&s->path), "a folder of results of bundle");
	}
	return 0;
}

static const char *left_out_because(const struct scan *s, const char *name)
{
	for (size_t i = 0; i < sizeof(left_out) / sizeof(left_out[0]); i++)
		if (strcmp(left_out[i].name, name) == 0)
			return left_out[i].reason;
	if (strcmp(bdl_buffer_string(&s->path), "bundle.yaml") == 0)
		return "the case file, which steers this program";
	return NULL;
}

/* A file of that name may be evidence, too: its first line tells. -1 where it cannot be read. */
static int left_out_as_index(
	const struct scan *s, int folder, const char *name, const char **reason)
{
	int fd, ours;

	if (*reason || strcmp(bdl_buffer_string(&s->path), BDL_STEER_FILE) != 0)
		return 0;
	fd = bdl_open_regular(folder, name, s->err);
	if (fd < 0)
		return -1;
	ours = bdl_steer_file_is_index(fd);
	if (ours < 0)
		bdl_fail_errno(s->err, name, "read");
	if (ours > 0)
		*reason = "the index file, which steers this program";
	bdl_close_quietly(fd);
	return ours < 0 ? -1 : 0;
}

static int scan_entry(struct scan *s, int folder, const char *name, unsigned depth)
{
	const char *path, *reason;
	size_t before = s->path.length;
	struct stat st;
	int rc;

	if (bdl_buffer_text(&s->path, name) < 0)
		return bdl_fail_memory(s->err);
	path = bdl_buffer_string(&s->path);
	reason = left_out_because(s, name);
	if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
		rc = bdl_fail_errno(s->err, path, "examine");
	else if (S_ISDIR(st.st_mode))
		rc = scan_subfolder(s, folder, name, depth + 1);
	else if (!S_ISREG(st.st_mode))
		rc = add_excluded(s, path, what_it_is(st.st_mode));
	else if (left_out_as_index(s, folder, name, &reason) < 0)
		rc = -1;
	else
		rc = reason ? add_excluded(s, path, reason) : add_exhibit(s, path);
	s->path.length = before;
	s->path.data[before] = '\0';
	return rc;
}

/* Closes folder in any case. */
static int scan_folder(struct scan *s, int folder, unsigned depth)
{
	DIR *d = fdopendir(folder);
	struct dirent *e;
	int rc = 0;

	if (!d) {
		bdl_close_quietly(folder);
		return bdl_fail_errno(s->err, bdl_buffer_string(&s->path), "read the folder");
	}
	while (rc == 0 && (e = next_entry(s, d, &rc)))
		rc = scan_entry(s, dirfd(d), e->d_name, depth);
	closedir(d);
	return rc;
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct bdl_exhibit *)a)->path, ((const struct bdl_exhibit *)b)->path);
}

static int by_excluded_path(const void *a, const void *b)
{
	return strcmp(
		((const struct bdl_excluded *)a)->path, ((const struct bdl_excluded *)b)->path);
}

/* Moves the grown arrays into the arena, sorted. */
static int settle(struct scan *s)
{
	struct bdl_bundle *b = s->b;
	void *exhibits = bdl_arena_bytes(&b->arena, b->exhibit_count ? (void *)b->exhibits : "",
		b->exhibit_count * sizeof(*b->exhibits));
	void *excluded = bdl_arena_bytes(&b->arena, b->excluded_count ? (void *)b->excluded : "",
		b->excluded_count * sizeof(*b->excluded));

	free(b->exhibits);
	free(b->excluded);
	b->exhibits = exhibits;
	b->excluded = excluded;
	if (!exhibits || !excluded) {
		b->exhibit_count = b->excluded_count = 0;
		return bdl_fail_memory(s->err);
	}
	if (b->exhibit_count)
		qsort(b->exhibits, b->exhibit_count, sizeof(*b->exhibits), by_path);
	if (b->excluded_count)
		qsort(b->excluded, b->excluded_count, sizeof(*b->excluded), by_excluded_path);
	return 0;
}

static int note_skipped(struct scan *s, const char *const *skip)
{
	size_t n = 0;

	while (skip && skip[n])
		n++;
	s->skip = calloc(n + 1, sizeof(*s->skip));
	if (!s->skip)
		return bdl_fail_memory(s->err);
	for (size_t i = 0; i < n; i++) {
		struct stat st;

		if (stat(skip[i], &st) < 0)
			continue;
		s->skip[s->skip_count].device = st.st_dev;
		s->skip[s->skip_count++].inode = st.st_ino;
	}
	return 0;
}

int bdl_scan(struct bdl_bundle *b, int folder, const char *const *skip, struct bdl_error *err)
{
	struct scan s = {.b = b, .err = err, .path = BDL_BUFFER_INIT};
	int top, rc = -1;

	assert(b->stage == BDL_STAGE_EMPTY);
	if (note_skipped(&s, skip) < 0)
		goto out;
	top = bdl_open_folder(folder, ".");
	if (top < 0) {
		bdl_fail_errno(err, "", "read the folder");
		goto out;
	}
	rc = scan_folder(&s, top, 0);
	if (settle(&s) < 0)
		rc = -1;
	b->stage = BDL_STAGE_SCANNED;
out:
	bdl_buffer_release(&s.path);
	free(s.skip);
	return rc;
}
