/*
 * Preload: a library that stands before the C library in one process, counts calls, and lets one of
 * them fail or be the last. Which one stands in a page (see page.h) whose file the environment
 * names. Without it, or for calls that no fault is meant for, nothing changes.
 *
 * The readers get an empty environment from the pool, so the library hands itself on to them where
 * the test asks for it: then the readers are struck and the program is not.
 *
 * It reaches calls of the program and of every library, but not those that the C library makes
 * within itself: what fopen() and posix_spawn() do inside is one call here.
 */
#define _GNU_SOURCE
#include "page.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <regex.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <unwind.h>

static struct fault_page *page;
static _Thread_local bool exempt; /* inside a call that is struck as a whole */
static bool for_readers; /* this process only hands the library on */
static char own_path[4096], page_path[4096];

/* ---- the page ---- */

__attribute__((constructor)) static void open_page(void)
{
	const char *path = getenv(FAULT_PAGE);
	Dl_info self;
	void *p;
	int fd;

	if (!path)
		return;
	if (dladdr((void *)&page, &self) && self.dli_fname)
		snprintf(own_path, sizeof(own_path), "%s", self.dli_fname);
	snprintf(page_path, sizeof(page_path), "%s", path);
	for_readers = getenv(FAULT_READERS) != NULL;
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return;
	p = mmap(NULL, sizeof(*page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return;
	page = p;
}

/* The next function of that name; the C library's, or a sanitizer's that stands before it. */
static void *next(const char *name)
{
	void *f = dlsym(RTLD_NEXT, name);

	if (!f)
		_exit(125);
	return f;
}

static void note(const char *call, const char *about)
{
	size_t n = 0;

	for (const char *p = call; *p && n < sizeof(page->where) - 2; p++)
		page->where[n++] = *p;
	if (about)
		page->where[n++] = ' ';
	for (const char *p = about ? about : ""; *p && n < sizeof(page->where) - 1; p++)
		page->where[n++] = *p;
	page->where[n] = '\0';
}

struct callers {
	uint64_t hash;
	int depth;
};

static _Unwind_Reason_Code add_caller(struct _Unwind_Context *c, void *data)
{
	struct callers *all = data;

	all->hash = (all->hash ^ _Unwind_GetIP(c)) * 1099511628211u;
	return ++all->depth == 24 ? _URC_END_OF_STACK : _URC_NO_REASON;
}

/*
 * Whether this call for memory comes from where none came from before. Two hundred thousand calls
 * come from a few thousand places; a hash of the callers tells them apart, and where two meet in
 * one hash, one is not tried.
 */
static void note_place(long number)
{
	static atomic_uchar seen[1 << 20];
	static _Thread_local bool inside; /* who looks at the callers may want memory itself */
	struct callers all = {.hash = 14695981039346656037u};
	int at;

	if (inside)
		return;
	inside = true;
	_Unwind_Backtrace(add_caller, &all);
	inside = false;
	if (atomic_exchange(&seen[(all.hash ^ all.hash >> 32) % sizeof(seen)], 1))
		return;
	at = atomic_fetch_add(&page->place_count, 1);
	if (at < FAULT_PLACES)
		page->places[at] = number;
}

/* Counts the call; true when it shall fail, with errno. Here a process is killed. */
static bool strikes(enum fault_kind kind, const char *call, const char *about)
{
	long mine, any = 0;

	if (!page || for_readers || exempt)
		return false;
	mine = atomic_fetch_add(&page->calls[kind], 1) + 1;
	if (kind != FAULT_MEMORY && kind != FAULT_THREAD && kind != FAULT_CLOCK)
		any = atomic_fetch_add(&page->calls[FAULT_ANY], 1) + 1;
	if (page->how == FAULT_COUNT_ONLY) {
		if (kind == FAULT_MEMORY && page->kind == FAULT_MEMORY)
			note_place(mine);
		return false;
	}
	if (page->kind == FAULT_ANY ? any != page->at : page->kind != (int)kind || mine != page->at)
		return false;
	atomic_fetch_add(&page->struck, 1);
	note(call, about);
	if (page->how == FAULT_KILL)
		kill(getpid(), SIGKILL);
	errno = page->error;
	return true;
}

/*
 * CALL(result, name, kind, about, failure, (parameters), (arguments)): `name` stands before the
 * function of that name. `about` is a path, or NULL.
 */
#define CALL(result, name, kind, about, failure, parameters, arguments)                            \
	result name parameters;                                                                    \
	result name parameters                                                                     \
	{                                                                                          \
		static result(*real) parameters;                                                   \
		if (!real)                                                                         \
			real = (result(*) parameters)next(#name);                                  \
		if (strikes(FAULT_##kind, #name, about))                                           \
			return failure;                                                            \
		return real arguments;                                                             \
	}

/* ---- memory ---- */

/*
 * dlsym() itself may ask for memory; what it gets then is never given back, so it must be little.
 * Such memory may come back to free() and realloc(), which know it by its address.
 */
static char early[16384] __attribute__((aligned(16)));
static size_t early_used;

static void *early_memory(size_t size)
{
	void *p = early + early_used;

	size = (size + 15) & ~(size_t)15;
	if (size > sizeof(early) - early_used)
		return NULL;
	early_used += size;
	return p;
}

static bool is_early(const void *p)
{
	return (const char *)p >= early && (const char *)p < early + sizeof(early);
}

static void *(*real_malloc)(size_t), *(*real_calloc)(size_t, size_t),
	*(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

static bool memory_is_found(void)
{
	static bool looking;

	if (real_free)
		return true;
	if (looking)
		return false;
	looking = true;
	real_malloc = (void *(*)(size_t))next("malloc");
	real_calloc = (void *(*)(size_t, size_t))next("calloc");
	real_realloc = (void *(*)(void *, size_t))next("realloc");
	real_free = (void (*)(void *))next("free");
	looking = false;
	return true;
}

void *malloc(size_t size)
{
	if (!memory_is_found())
		return early_memory(size);
	return strikes(FAULT_MEMORY, "malloc", NULL) ? NULL : real_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	if (!memory_is_found())
		return early_memory(count * size);
	return strikes(FAULT_MEMORY, "calloc", NULL) ? NULL : real_calloc(count, size);
}

void *realloc(void *p, size_t size)
{
	if (!memory_is_found() || is_early(p)) {
		void *fresh = malloc(size);
		size_t most = (size_t)(early + sizeof(early) - (char *)p);

		if (fresh && p)
			memcpy(fresh, p, size < most ? size : most);
		return fresh;
	}
	return strikes(FAULT_MEMORY, "realloc", NULL) ? NULL : real_realloc(p, size);
}

void free(void *p)
{
	if (p && !is_early(p) && memory_is_found())
		real_free(p);
}

/* clang-format off */
CALL(char *, strdup, MEMORY, NULL, NULL, (const char *s), (s))
CALL(char *, strndup, MEMORY, NULL, NULL, (const char *s, size_t n), (s, n))

/* ---- files ---- */

CALL(FILE *, fopen, OPEN, path, NULL, (const char *path, const char *mode), (path, mode))
CALL(FILE *, fopen64, OPEN, path, NULL, (const char *path, const char *mode), (path, mode))
CALL(DIR *, opendir, OPEN, path, NULL, (const char *path), (path))
CALL(DIR *, fdopendir, LIST, NULL, NULL, (int fd), (fd))
CALL(ssize_t, writev, WRITE, NULL, -1, (int fd, const struct iovec *v, int n), (fd, v, n))
CALL(int, fsync, SYNC, NULL, -1, (int fd), (fd))
CALL(int, fdatasync, SYNC, NULL, -1, (int fd), (fd))
CALL(int, rename, RENAME, to, -1, (const char *from, const char *to), (from, to))
CALL(int, renameat, RENAME, to, -1, (int d, const char *from, int e, const char *to), (d, from, e, to))
CALL(int, renameat2, RENAME, to, -1, (int d, const char *from, int e, const char *to, unsigned f), (d, from, e, to, f))
CALL(int, link, LINK, to, -1, (const char *from, const char *to), (from, to))
CALL(int, linkat, LINK, to, -1, (int d, const char *from, int e, const char *to, int f), (d, from, e, to, f))
CALL(int, unlink, UNLINK, path, -1, (const char *path), (path))
CALL(int, unlinkat, UNLINK, path, -1, (int d, const char *path, int f), (d, path, f))
CALL(int, rmdir, UNLINK, path, -1, (const char *path), (path))
CALL(int, mkdir, FOLDER, path, -1, (const char *path, mode_t m), (path, m))
CALL(int, mkdirat, FOLDER, path, -1, (int d, const char *path, mode_t m), (d, path, m))
CALL(char *, mkdtemp, FOLDER, path, NULL, (char *path), (path))
CALL(int, ftruncate, TRUNCATE, NULL, -1, (int fd, off_t n), (fd, n))
CALL(int, ftruncate64, TRUNCATE, NULL, -1, (int fd, off64_t n), (fd, n))
CALL(off_t, lseek, SEEK, NULL, -1, (int fd, off_t n, int w), (fd, n, w))
CALL(off64_t, lseek64, SEEK, NULL, -1, (int fd, off64_t n, int w), (fd, n, w))
CALL(int, stat, STAT, path, -1, (const char *path, struct stat *s), (path, s))
CALL(int, stat64, STAT, path, -1, (const char *path, struct stat64 *s), (path, s))
CALL(int, lstat, STAT, path, -1, (const char *path, struct stat *s), (path, s))
CALL(int, lstat64, STAT, path, -1, (const char *path, struct stat64 *s), (path, s))
CALL(int, fstat, STAT, NULL, -1, (int fd, struct stat *s), (fd, s))
CALL(int, fstat64, STAT, NULL, -1, (int fd, struct stat64 *s), (fd, s))
CALL(int, fstatat, STAT, path, -1, (int d, const char *path, struct stat *s, int f), (d, path, s, f))
CALL(int, fstatat64, STAT, path, -1, (int d, const char *path, struct stat64 *s, int f), (d, path, s, f))
CALL(int, statx, STAT, path, -1, (int d, const char *path, int f, unsigned m, struct statx *s), (d, path, f, m, s))
CALL(int, access, ACCESS, path, -1, (const char *path, int m), (path, m))
CALL(int, faccessat, ACCESS, path, -1, (int d, const char *path, int m, int f), (d, path, m, f))
CALL(ssize_t, readlink, NAME, path, -1, (const char *path, char *b, size_t n), (path, b, n))
CALL(char *, realpath, NAME, path, NULL, (const char *path, char *out), (path, out))
CALL(struct dirent *, readdir, LIST, NULL, NULL, (DIR *d), (d))
CALL(struct dirent64 *, readdir64, LIST, NULL, NULL, (DIR *d), (d))
CALL(int, flock, LOCK, NULL, -1, (int fd, int how), (fd, how))
CALL(void *, mmap, MAP, NULL, MAP_FAILED, (void *a, size_t n, int p, int f, int fd, off_t o), (a, n, p, f, fd, o))
CALL(void *, mmap64, MAP, NULL, MAP_FAILED, (void *a, size_t n, int p, int f, int fd, off64_t o), (a, n, p, f, fd, o))
CALL(int, dup, DUPLICATE, NULL, -1, (int fd), (fd))
CALL(int, dup2, DUPLICATE, NULL, -1, (int from, int to), (from, to))
CALL(int, dup3, DUPLICATE, NULL, -1, (int from, int to, int f), (from, to, f))
CALL(int, memfd_create, OPEN, name, -1, (const char *name, unsigned f), (name, f))

/* ---- processes ---- */

CALL(pid_t, fork, FORK, NULL, -1, (void), ())
CALL(int, execv, EXEC, path, -1, (const char *path, char *const a[]), (path, a))
CALL(int, execve, EXEC, path, -1, (const char *path, char *const a[], char *const e[]), (path, a, e))
CALL(int, execvp, EXEC, path, -1, (const char *path, char *const a[]), (path, a))
CALL(int, pipe, PIPE, NULL, -1, (int p[2]), (p))
CALL(int, pipe2, PIPE, NULL, -1, (int p[2], int f), (p, f))
CALL(int, socketpair, SOCKETS, NULL, -1, (int d, int t, int p, int s[2]), (d, t, p, s))
CALL(ssize_t, sendmsg, SEND, NULL, -1, (int fd, const struct msghdr *m, int f), (fd, m, f))
CALL(ssize_t, recv, RECEIVE, NULL, -1, (int fd, void *b, size_t n, int f), (fd, b, n, f))
CALL(ssize_t, recvmsg, RECEIVE, NULL, -1, (int fd, struct msghdr *m, int f), (fd, m, f))
CALL(int, poll, POLL, NULL, -1, (struct pollfd *p, nfds_t n, int t), (p, n, t))
CALL(int, ppoll, POLL, NULL, -1, (struct pollfd *p, nfds_t n, const struct timespec *t, const sigset_t *s), (p, n, t, s))
CALL(pid_t, waitpid, WAIT, NULL, -1, (pid_t pid, int *s, int f), (pid, s, f))
CALL(pid_t, wait4, WAIT, NULL, -1, (pid_t pid, int *s, int f, struct rusage *u), (pid, s, f, u))
CALL(int, waitid, WAIT, NULL, -1, (idtype_t t, id_t id, siginfo_t *i, int f), (t, id, i, f))
CALL(int, getrlimit, LIMIT, NULL, -1, (__rlimit_resource_t w, struct rlimit *l), (w, l))
CALL(int, getrlimit64, LIMIT, NULL, -1, (__rlimit_resource_t w, struct rlimit64 *l), (w, l))
CALL(int, setrlimit, LIMIT, NULL, -1, (__rlimit_resource_t w, const struct rlimit *l), (w, l))
CALL(int, setrlimit64, LIMIT, NULL, -1, (__rlimit_resource_t w, const struct rlimit64 *l), (w, l))
CALL(int, sigaction, SIGNAL, NULL, -1, (int s, const struct sigaction *a, struct sigaction *b), (s, a, b))
CALL(int, sigprocmask, SIGNAL, NULL, -1, (int h, const sigset_t *a, sigset_t *b), (h, a, b))
CALL(int, close_range, CLOSE, NULL, -1, (unsigned a, unsigned b, int f), (a, b, f))
CALL(int, setenv, MEMORY, NULL, -1, (const char *n, const char *v, int o), (n, v, o))

/* clang-format on */

/* ---- calls with more to them ---- */

/* What somebody does to a file while the program is at work, at the worst moment: just before. */
static void edit(int dir, const char *path)
{
	static int (*real)(int, const char *, int, ...);
	const int how = page ? page->edit : FAULT_LEAVE;
	int fd;

	if (how == FAULT_LEAVE || for_readers || strcmp(path, page->edited) != 0 ||
		atomic_fetch_add(&page->opened, 1) + 1 != page->at)
		return;
	atomic_fetch_add(&page->struck, 1);
	if (!real)
		real = (int (*)(int, const char *, int, ...))next("openat");
	if (how == FAULT_GROW || how == FAULT_CHANGE) {
		fd = real(dir, path, how == FAULT_GROW ? O_WRONLY | O_APPEND : O_WRONLY);
		(void)!syscall(SYS_write, fd, "% more\n", 7);
		(void)syscall(SYS_close, fd);
		return;
	}
	if (how == FAULT_BECOME_LINK)
		(void)renameat(dir, path, dir, ".kept");
	else
		(void)unlinkat(dir, path, 0);
	if (how == FAULT_BECOME_LINK)
		(void)symlinkat(".kept", dir, path);
	if (how == FAULT_BECOME_PIPE)
		(void)mkfifoat(dir, path, 0600);
	if (how == FAULT_BECOME_FOLDER)
		(void)mkdirat(dir, path, 0700);
}

/* The mode is there only for files that are created; to hand on what is not there does no harm. */
#define OPEN_CALL(name, dir, parameters, arguments, last)                                          \
	int name parameters;                                                                       \
	int name parameters                                                                        \
	{                                                                                          \
		static int(*real) parameters;                                                      \
		mode_t mode;                                                                       \
		va_list more;                                                                      \
		if (!real)                                                                         \
			real = (int(*) parameters)next(#name);                                     \
		va_start(more, last);                                                              \
		mode = va_arg(more, mode_t);                                                       \
		va_end(more);                                                                      \
		edit(dir, path);                                                                   \
		if (strikes(FAULT_OPEN, #name, path))                                              \
			return -1;                                                                 \
		return real arguments;                                                             \
	}

OPEN_CALL(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode), flags)
OPEN_CALL(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode), flags)
OPEN_CALL(openat, dir, (int dir, const char *path, int flags, ...), (dir, path, flags, mode), flags)
OPEN_CALL(
	openat64, dir, (int dir, const char *path, int flags, ...), (dir, path, flags, mode), flags)

#define CONTROL_CALL(name, kind, type, result, first)                                              \
	result name(first, type request, ...);                                                     \
	result name(first what, type request, ...)                                                 \
	{                                                                                          \
		static result (*real)(first, type, ...);                                           \
		long a, b, c, d;                                                                   \
		va_list more;                                                                      \
		if (!real)                                                                         \
			real = (result(*)(first, type, ...))next(#name);                           \
		va_start(more, request);                                                           \
		a = va_arg(more, long);                                                            \
		b = va_arg(more, long);                                                            \
		c = va_arg(more, long);                                                            \
		d = va_arg(more, long);                                                            \
		va_end(more);                                                                      \
		if (strikes(FAULT_##kind, #name, NULL))                                            \
			return -1;                                                                 \
		return real(what, request, a, b, c, d);                                            \
	}

CONTROL_CALL(fcntl, CONTROL, int, int, int)
CONTROL_CALL(fcntl64, CONTROL, int, int, int)

int prctl(int option, ...)
{
	static int (*real)(int, ...);
	long a[4];
	va_list more;

	if (!real)
		real = (int (*)(int, ...))next("prctl");
	va_start(more, option);
	for (int i = 0; i < 4; i++)
		a[i] = va_arg(more, long);
	va_end(more);
	if (strikes(FAULT_PRCTL, "prctl", NULL))
		return -1;
	return real(option, a[0], a[1], a[2], a[3]);
}

long syscall(long number, ...)
{
	static long (*real)(long, ...);
	long a[6];
	va_list more;

	if (!real)
		real = (long (*)(long, ...))next("syscall");
	va_start(more, number);
	for (int i = 0; i < 6; i++)
		a[i] = va_arg(more, long);
	va_end(more);
	if (strikes(FAULT_SYSCALL, "syscall", NULL))
		return -1;
	return real(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

/* It really closes: what fails is the last chance to hear that data was lost. */
int close(int fd)
{
	static int (*real)(int);
	bool fails = strikes(FAULT_CLOSE, "close", NULL);
	int rc;

	if (!real)
		real = (int (*)(int))next("close");
	rc = real(fd);
	if (!fails)
		return rc;
	errno = page->error;
	return -1;
}

/* On a disk; what lies in memory is never slow. */
static bool is_file(int fd)
{
	static int (*real)(int, struct stat *);
	static ssize_t (*where)(const char *, char *, size_t);
	char link[64], path[8] = "";
	struct stat st;

	if (!real)
		real = (int (*)(int, struct stat *))next("fstat");
	if (!where)
		where = (ssize_t(*)(const char *, char *, size_t))next("readlink");
	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	return real(fd, &st) == 0 && S_ISREG(st.st_mode) && where(link, path, sizeof(path)) > 0 &&
	       memcmp(path, "/memfd:", 7) != 0;
}

/* On a slow disk: how much of what is asked for is done now, a byte of a little; 0 is EINTR. */
static size_t portion(int fd, size_t length)
{
	static atomic_ulong turn;

	if (!page || !page->slow || for_readers || length < 2 || !is_file(fd))
		return length ? length : 1;
	if (atomic_fetch_add(&turn, 1) % 97 == 96) {
		errno = EINTR;
		return 0;
	}
	return length > 32768 ? length / 3 : 1;
}

#define TRANSFER(name, kind, parameters, before, after)                                            \
	ssize_t name parameters;                                                                   \
	ssize_t name parameters                                                                    \
	{                                                                                          \
		static ssize_t(*real) parameters;                                                  \
		size_t now;                                                                        \
		if (!real)                                                                         \
			real = (ssize_t(*) parameters)next(#name);                                 \
		if (strikes(FAULT_##kind, #name, NULL))                                            \
			return -1;                                                                 \
		now = portion(fd, length);                                                         \
		if (!now)                                                                          \
			return -1;                                                                 \
		if (now > length)                                                                  \
			now = length;                                                              \
		return real(fd, bytes, now after);                                                 \
	}

#define AT , at
TRANSFER(read, READ, (int fd, void *bytes, size_t length), , )
TRANSFER(write, WRITE, (int fd, const void *bytes, size_t length), , )
TRANSFER(pread, READ, (int fd, void *bytes, size_t length, off_t at), , AT)
TRANSFER(pread64, READ, (int fd, void *bytes, size_t length, off64_t at), , AT)
TRANSFER(pwrite, WRITE, (int fd, const void *bytes, size_t length, off_t at), , AT)
TRANSFER(pwrite64, WRITE, (int fd, const void *bytes, size_t length, off64_t at), , AT)

/* As a whole: where memory ends in its middle, glibc 2.36 frees a piece twice. */
int regcomp(regex_t *r, const char *pattern, int flags)
{
	static int (*real)(regex_t *, const char *, int);
	int rc;

	if (!real)
		real = (int (*)(regex_t *, const char *, int))next("regcomp");
	if (strikes(FAULT_MEMORY, "regcomp", pattern))
		return REG_ESPACE;
	exempt = true;
	rc = real(r, pattern, flags);
	exempt = false;
	return rc;
}

/* Returns its error and leaves errno alone. */
int pthread_create(pthread_t *t, const pthread_attr_t *how, void *(*go)(void *), void *argument)
{
	static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);

	if (!real)
		real = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
			void *))next("pthread_create");
	if (strikes(FAULT_THREAD, "pthread_create", NULL))
		return page->error;
	return real(t, how, go, argument);
}

/* The day's clock only: the other one does not run backwards anywhere. */
static void turn_back(time_t *seconds)
{
	static atomic_long past;

	if (page && page->backwards && !for_readers)
		*seconds -= 100 * atomic_fetch_add(&past, 1);
}

int clock_gettime(clockid_t clock, struct timespec *t)
{
	static int (*real)(clockid_t, struct timespec *);
	int rc;

	if (!real)
		real = (int (*)(clockid_t, struct timespec *))next("clock_gettime");
	if (strikes(FAULT_CLOCK, "clock_gettime", NULL))
		return -1;
	rc = real(clock, t);
	if (rc == 0 && clock == CLOCK_REALTIME)
		turn_back(&t->tv_sec);
	return rc;
}

time_t time(time_t *out)
{
	static time_t (*real)(time_t *);
	time_t now;

	if (!real)
		real = (time_t(*)(time_t *))next("time");
	now = real(NULL);
	turn_back(&now);
	if (out)
		*out = now;
	return now;
}

/* ---- the readers ---- */

/* Hands the library on to the reader, into the environment that was to be nearly empty. */
int posix_spawn(pid_t *restrict pid, const char *restrict path,
	const posix_spawn_file_actions_t *files, const posix_spawnattr_t *restrict how,
	char *const a[restrict], char *const e[restrict])
{
	static int (*real)(pid_t *, const char *, const posix_spawn_file_actions_t *,
		const posix_spawnattr_t *, char *const[], char *const[]);
	static char preload[sizeof(own_path) + 16], at[sizeof(page_path) + 16], sanitizer[512];
	char *more[32];
	int n = 0;

	if (!real)
		real = (int (*)(pid_t *, const char *, const posix_spawn_file_actions_t *,
			const posix_spawnattr_t *, char *const[],
			char *const[]))next("posix_spawn");
	if (strikes(FAULT_SPAWN, "posix_spawn", path))
		return page->error;
	if (!page || !for_readers)
		return real(pid, path, files, how, a, e);
	for (; n < 24 && e[n]; n++)
		more[n] = e[n];
	snprintf(preload, sizeof(preload), "LD_PRELOAD=%s", own_path);
	snprintf(at, sizeof(at), FAULT_PAGE "=%s", page_path);
	snprintf(sanitizer, sizeof(sanitizer), "ASAN_OPTIONS=%s",
		getenv("ASAN_OPTIONS") ? getenv("ASAN_OPTIONS") : "");
	more[n++] = preload;
	more[n++] = at;
	more[n++] = sanitizer;
	more[n] = NULL;
	return real(pid, path, files, how, a, more);
}
