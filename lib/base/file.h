/*
 * Files: opening without following links, whole reads and writes, and files that appear under
 * their final name only when they are whole. `dir` is a directory descriptor or AT_FDCWD.
 */
#ifndef BDL_BASE_FILE_H
#define BDL_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define BDL_FOLDERS_DEEPEST 512 /* one in the other, of evidence: whoever walks them keeps a descriptor of each */

/*
 * Opens a regular file read-only. No component of `path` may be a symbolic link when dir is not
 * AT_FDCWD; the open never blocks (a pipe that took the file's place is refused). fd or -1.
 */
int bdl_open_regular(int dir, const char *path, struct bdl_error *err) BDL_MUST_CHECK;

/* Opens a folder for reading, no link, leaving its time of access alone where it can. fd or -1 with errno. */
int bdl_open_folder(int dir, const char *path);

/* close() whose failure does not matter; fd may be -1. errno is kept. */
void bdl_close_quietly(int fd);

/* All of it or -1 with errno; EINTR and short counts are dealt with. */
int bdl_write_all(int fd, const void *bytes, size_t length) BDL_MUST_CHECK;
/* Reads exactly length bytes at `at`; -1 with errno, or with errno 0 at the end of the file. */
int bdl_pread_all(int fd, void *bytes, size_t length, uint64_t at) BDL_MUST_CHECK;

/* Copies length bytes at `at` of `from` to where `to` stands; -1 with errno, or with errno 0 where `from` ends before. */
int bdl_copy_range(int from, uint64_t at, uint64_t length, int to) BDL_MUST_CHECK;

/* Appends the whole of fd from its start; more than `most` bytes is BDL_ELIMIT. */
int bdl_read_fd(int fd, const char *path, size_t most, struct bdl_buffer *out, struct bdl_error *err)
	BDL_MUST_CHECK;

/* Creates path and its parents as the umask allows; there already is fine. */
int bdl_make_dirs(int dir, const char *path, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * A file under construction, without a name (O_TMPFILE) where the file system can, else under a temporary
 * one; commit() does fsync, rename and fsync of the directory, and only then does the final name exist.
 * abort() leaves nothing behind.
 */
enum bdl_placed {
	BDL_PLACED_NOT,
	BDL_PLACED_FRESH, /* where nothing was */
	BDL_PLACED_EXCHANGED, /* the earlier file has the temporary name, and can have its own back */
	BDL_PLACED_FOR_GOOD /* the earlier file is gone */
};

struct bdl_new_file {
	int fd;       /* write here */
	int dir;      /* borrowed from the caller, must stay open */
	char name[256]; /* final name, inside dir */
	char temp[64];  /* "" while it has no name at all; the earlier file's once it has been exchanged */
	enum bdl_placed placed; /* while it is committed */
};

int bdl_new_file_open(struct bdl_new_file *f, int dir, const char *name, mode_t mode, struct bdl_error *err)
	BDL_MUST_CHECK;
/*
 * Everything of a commit that is likely to fail (fsync, a name in the folder) but the last rename; for
 * several files that are to appear together. The caller commits or aborts afterwards.
 */
int bdl_new_file_ready(struct bdl_new_file *f, struct bdl_error *err) BDL_MUST_CHECK;
/* Frees the descriptor in any case; on failure the temporary file is gone and the final name untouched. */
int bdl_new_file_commit(struct bdl_new_file *f, struct bdl_error *err) BDL_MUST_CHECK;
/*
 * Several in one folder: all of them, or on failure none, and what was there before is there again. Where a
 * file system cannot exchange two names, the hint says that a part is in place.
 */
int bdl_new_files_commit(struct bdl_new_file *const files[], size_t count, struct bdl_error *err) BDL_MUST_CHECK;
/* The same, but what stands under the final name is never replaced: BDL_EPATH "is there already". */
int bdl_new_file_commit_new(struct bdl_new_file *f, struct bdl_error *err) BDL_MUST_CHECK;
void bdl_new_file_abort(struct bdl_new_file *f);
/* A folder that was just made has its own name made safe on the disk. -1 with errno. */
int bdl_sync_parent(int folder) BDL_MUST_CHECK;

/* Removes a directory tree below dir (not followed through links). Failures are ignored: it is litter. */
void bdl_remove_tree(int dir, const char *path);

/* The part of path behind the last '/'; and a pointer to its extension behind the dot, "" if none. */
const char *bdl_path_base(const char *path);
const char *bdl_path_extension(const char *path);
/* A relative path that stays inside: no empty, "." or ".." component, no leading '/', no NUL. */
int bdl_path_is_safe(const char *path);

#endif
