/*
 * Page: what the preload library and the tests say to each other, in a file that both have mapped.
 * A file, and not a descriptor or a message, because a sandboxed child has neither, and because
 * what is written there is still there after the process has been killed.
 */
#ifndef BDL_TESTS_FAULT_PAGE_H
#define BDL_TESTS_FAULT_PAGE_H

#include <stdatomic.h>

/* What shall happen at the chosen call. */
enum fault_how { FAULT_COUNT_ONLY, FAULT_FAIL, FAULT_KILL };

/* What happens to a file just before it is opened. */
enum fault_edit {
	FAULT_LEAVE,
	FAULT_GROW,
	FAULT_CHANGE, /* other bytes, as many as before */
	FAULT_VANISH,
	FAULT_BECOME_LINK, /* to a file of the same bytes */
	FAULT_BECOME_PIPE,
	FAULT_BECOME_FOLDER,
	FAULT_EDIT_COUNT
};

/* The calls that are watched. Those of one kind are counted together: open, open64, openat ... */
#define FAULT_KINDS(X)                                                                             \
	X(MEMORY, "memory", ENOMEM)                                                                \
	X(OPEN, "open", EMFILE)                                                                    \
	X(READ, "read", EIO)                                                                       \
	X(WRITE, "write", ENOSPC)                                                                  \
	X(SYNC, "fsync", EIO)                                                                      \
	X(RENAME, "rename", EIO)                                                                   \
	X(LINK, "link", EIO)                                                                       \
	X(UNLINK, "unlink", EIO)                                                                   \
	X(FOLDER, "mkdir", ENOSPC)                                                                 \
	X(TRUNCATE, "ftruncate", EIO)                                                              \
	X(SEEK, "lseek", EIO)                                                                      \
	X(STAT, "stat", EIO)                                                                       \
	X(ACCESS, "access", EIO)                                                                   \
	X(NAME, "readlink", EIO)                                                                   \
	X(LIST, "readdir", EIO)                                                                    \
	X(LOCK, "flock", ENOLCK)                                                                   \
	X(MAP, "mmap", ENOMEM)                                                                     \
	X(DUPLICATE, "dup", EMFILE)                                                                \
	X(CONTROL, "fcntl", EMFILE)                                                                \
	X(FORK, "fork", EAGAIN)                                                                    \
	X(SPAWN, "spawn", EAGAIN)                                                                  \
	X(EXEC, "exec", ENOEXEC)                                                                   \
	X(PIPE, "pipe", EMFILE)                                                                    \
	X(SOCKETS, "socketpair", EMFILE)                                                           \
	X(SEND, "sendmsg", EPIPE)                                                                  \
	X(RECEIVE, "recv", EIO)                                                                    \
	X(POLL, "poll", ENOMEM)                                                                    \
	X(WAIT, "wait", ECHILD)                                                                    \
	X(THREAD, "thread", EAGAIN)                                                                \
	X(LIMIT, "rlimit", EPERM)                                                                  \
	X(PRCTL, "prctl", EPERM)                                                                   \
	X(SYSCALL, "syscall", EPERM)                                                               \
	X(SIGNAL, "signal", EINVAL)                                                                \
	X(CLOSE, "close", EIO)                                                                     \
	X(CLOCK, "clock", EINVAL)

enum fault_kind {

#define X(id, name, error) FAULT_##id,
	FAULT_KINDS(X)
#undef X
		FAULT_KIND_COUNT,
	FAULT_ANY = FAULT_KIND_COUNT /* any of them but memory, threads and the clock */
};

enum { FAULT_PLACES = 16384 };

struct fault_page {
	/* said by the test, before the program starts */
	int how, kind, error;
	long at; /* the call of this kind that is struck, from 1 */
	int slow; /* reads and writes of files give one byte, or EINTR */
	int backwards; /* the clock of the day runs backwards */
	int edit; /* what happens to the file of this name at its opening number `at` */
	char edited[64];

	/* said by the library */
	atomic_long calls[FAULT_KIND_COUNT + 1];
	atomic_int struck; /* how often: 0 or 1 */
	atomic_long opened; /* how often the file to be edited was opened */
	char where[256]; /* the call, and what it was about, as far as it is known */

	/* While memory is only counted: the first call from each place, told by its callers. */
	int place_count;
	long places[FAULT_PLACES];
};

/* The variable that names the page's file; and the one that asks for readers, not the program. */
#define FAULT_PAGE "FAULT_PAGE"
#define FAULT_READERS "FAULT_READERS"

#endif
