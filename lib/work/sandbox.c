/*
 * Sandbox: see sandbox.h. Landlock is called by its system calls: the C library has no functions
 * for it, and Debian 12's header stops at its second version, so the later flags, which are as
 * fixed as any system call, stand here.
 */
#define _GNU_SOURCE /* syscall(), O_PATH */
#include "work/sandbox.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define UNDER_ASAN 1
#endif
#endif
#ifndef UNDER_ASAN
#define UNDER_ASAN 0 /* AddressSanitizer maps terabytes, which a limit on memory would refuse */
#endif

/* Versions 3 to 6 of Landlock's interface. */
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL_DEV (UINT64_C(1) << 15)
#define NET_BIND_TCP (UINT64_C(1) << 0)
#define NET_CONNECT_TCP (UINT64_C(1) << 1)
#define SCOPE_ABSTRACT_UNIX_SOCKET (UINT64_C(1) << 0)
#define SCOPE_SIGNAL (UINT64_C(1) << 1)

struct ruleset {
	uint64_t fs, net, scoped;
};

#define FS_READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_RUN (FS_READ | LANDLOCK_ACCESS_FS_EXECUTE)
#define FS_FILE_ONLY                                                                               \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE |                               \
		LANDLOCK_ACCESS_FS_WRITE_FILE | FS_TRUNCATE)
#define FS_SCRATCH                                                                                 \
	(FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |                 \
		LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_DIR |                     \
		LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_FIFO |                       \
		LANDLOCK_ACCESS_FS_MAKE_SOCK |                                                     \
		LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER | FS_TRUNCATE)

/* What may be seen of the file system. A path that is not there is no loss. */
static const struct {
	const char *path;
	uint64_t access;
} views[] = {
	/* clang-format off */
	{ "/usr",                 FS_RUN },
	{ "/lib",                 FS_RUN },
	{ "/lib32",               FS_RUN },
	{ "/lib64",               FS_RUN },
	{ "/bin",                 FS_RUN },
	{ "/etc/fonts",           FS_READ },
	{ "/etc/libreoffice",     FS_READ },
	{ "/etc/ld.so.cache",     FS_READ },
	{ "/var/cache/fontconfig",FS_READ },
	{ "/var/lib/libreoffice", FS_READ },
	{ "/var/spool/libreoffice",FS_READ },
	{ "/dev/null",            FS_READ | LANDLOCK_ACCESS_FS_WRITE_FILE },
	{ "/dev/zero",            FS_READ },
	{ "/dev/urandom",         FS_READ },
	/* clang-format on */
};

/* Lets `path`, and all below it, be used as `access` says. */
static int allow(int rules, const char *path, uint64_t access, uint64_t handled)
{
	struct landlock_path_beneath_attr beneath = {.allowed_access = access & handled};
	struct stat st;
	int rc = 0;

	beneath.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
	if (fstat(beneath.parent_fd, &st) == 0 && !S_ISDIR(st.st_mode))
		beneath.allowed_access &= FS_FILE_ONLY;
	if (beneath.allowed_access)
		rc = (int)syscall(
			SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
	bdl_close_quietly(beneath.parent_fd);
	return rc;
}

/* A program outside /usr needs its own folder: itself, and what was built with it. */
static int allow_program(int rules, uint64_t handled)
{
	char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	if (n <= 0)
		return 0;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (!slash || slash == path || !strncmp(path, "/usr/", 5))
		return 0;
	*slash = '\0';
	return allow(rules, path, FS_RUN, handled);
}

/* Everything that the running kernel can watch is watched; version 0 or less: it has no Landlock.
 */
static size_t choose(long version, struct ruleset *r)
{
	*r = (struct ruleset){.fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	if (version >= 2)
		r->fs |= LANDLOCK_ACCESS_FS_REFER;
	if (version >= 3)
		r->fs |= FS_TRUNCATE;
	if (version >= 4)
		r->net = NET_BIND_TCP | NET_CONNECT_TCP;
	if (version >= 5)
		r->fs |= FS_IOCTL_DEV;
	if (version >= 6)
		r->scoped = SCOPE_ABSTRACT_UNIX_SOCKET | SCOPE_SIGNAL;
	/* an older kernel knows a shorter struct and refuses a longer one */
	return version >= 6   ? sizeof(*r)
	       : version >= 4 ? offsetof(struct ruleset, scoped)
			      : sizeof(r->fs);
}

/* The ruleset, or -1 where the kernel has none to offer. */
static int make_rules(const char *scratch)
{
	long version =
		syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	struct ruleset r;
	size_t size;
	int rules;

	if (version <= 0)
		return -1;
	size = choose(version, &r);
	rules = (int)syscall(SYS_landlock_create_ruleset, &r, size, 0);
	if (rules < 0)
		return -1;
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++)
		if (allow(rules, views[i].path, views[i].access, r.fs) < 0)
			goto fail;
	if (allow_program(rules, r.fs) < 0 || allow(rules, scratch, FS_SCRATCH, r.fs) < 0)
		goto fail;
	return rules;
fail:
	bdl_close_quietly(rules);
	return -1;
}

int bdl_sandbox_show(const struct bdl_sandbox *s, int fd)
{
	const struct landlock_path_beneath_attr beneath = {
		.allowed_access = FS_READ, .parent_fd = fd};

	if (s->rules < 0)
		return 0;
	return (int)syscall(
		SYS_landlock_add_rule, s->rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
}

static int limit(int what, uint64_t most)
{
	struct rlimit r;

	if (getrlimit((__rlimit_resource_t)what, &r) < 0)
		return -1;
	if (r.rlim_max == RLIM_INFINITY || r.rlim_max > most)
		r.rlim_max = (rlim_t)most;
	r.rlim_cur = r.rlim_max;
	return setrlimit((__rlimit_resource_t)what, &r);
}

/*
 * RLIMIT_DATA counts private writable memory, RLIMIT_AS would count the mapped evidence as well.
 * Processor time warns (SIGXCPU) one second before it kills. The count of processes is of the whole
 * user, so it can only stop a flood: what there is on the machine now and a good deal more.
 */
static int set_limits(const struct bdl_limits *l)
{
	const unsigned processes = 1024;
	struct sysinfo machine;

	if (l->seconds) {
		struct rlimit r = {.rlim_cur = l->seconds, .rlim_max = (rlim_t)l->seconds + 1};

		if (setrlimit(RLIMIT_CPU, &r) < 0 && limit(RLIMIT_CPU, l->seconds) < 0)
			return -1;
	}
	if (!UNDER_ASAN && l->memory && limit(RLIMIT_DATA, l->memory) < 0)
		return -1;
	if (l->output && limit(RLIMIT_FSIZE, l->output) < 0)
		return -1;
	if (sysinfo(&machine) == 0 && limit(RLIMIT_NPROC, (uint64_t)machine.procs + processes) < 0)
		return -1;
	if (limit(RLIMIT_NOFILE, 256) < 0 || limit(RLIMIT_CORE, 0) < 0 ||
		limit(RLIMIT_MSGQUEUE, 0) < 0)
		return -1;
	return 0;
}

/* Root's powers are not needed for anything here, and seccomp alone should not have to hold them.
 */
static int drop_capabilities(void)
{
	struct __user_cap_header_struct head = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

	return (int)syscall(SYS_capset, &head, none);
}

static int raise_walls(int rules, struct bdl_filter *filter)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return -1;
	if (rules >= 0 && syscall(SYS_landlock_restrict_self, rules, 0) < 0)
		return -1;
	if (drop_capabilities() < 0)
		return -1;
	return filter ? bdl_filter_load(filter) : 0;
}

int bdl_sandbox_enter(
	const struct bdl_sandbox *s, const struct bdl_limits *l, struct bdl_error *err)
{
	if (set_limits(l) < 0)
		return bdl_fail_errno(err, "", "set the limits of the sandbox");
	if (raise_walls(s->rules, s->filter) < 0)
		return bdl_fail_errno(err, "", "enter the sandbox");
	return 0;
}

/* In a process of its own: which walls are not there once they have been put up. */
static unsigned find_gaps(const struct bdl_sandbox *s)
{
	unsigned lacks = 0;
	int fd;

	if (raise_walls(s->rules, NULL) < 0)
		return BDL_LACKS_LANDLOCK | BDL_LACKS_SECCOMP;
	fd = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0)
		lacks |= BDL_LACKS_LANDLOCK;
	bdl_close_quietly(fd);
	if (!s->filter || bdl_filter_load(s->filter) < 0)
		return lacks | BDL_LACKS_SECCOMP;
	fd = socket(AF_INET, SOCK_STREAM, 0);
	if (fd >= 0)
		lacks |= BDL_LACKS_SECCOMP;
	bdl_close_quietly(fd);
	return lacks;
}

/* Tries it out in a child. What cannot be tried counts as missing. */
static unsigned try_out(const struct bdl_sandbox *s)
{
	const unsigned both = BDL_LACKS_LANDLOCK | BDL_LACKS_SECCOMP;
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit((int)find_gaps(s));
	if (pid < 0)
		return both;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return both;
	return WIFEXITED(status) ? (unsigned)WEXITSTATUS(status) & both : both;
}

void bdl_sandbox_prepare(struct bdl_sandbox *s, const char *scratch)
{
	*s = (struct bdl_sandbox){.rules = make_rules(scratch), .filter = bdl_filter_open()};
	s->lacks = try_out(s);
	if (s->lacks & BDL_LACKS_LANDLOCK) {
		bdl_close_quietly(s->rules);
		s->rules = -1;
	}
	if (s->lacks & BDL_LACKS_SECCOMP) {
		bdl_filter_close(s->filter);
		s->filter = NULL;
	}
}

void bdl_sandbox_release(struct bdl_sandbox *s)
{
	bdl_close_quietly(s->rules);
	bdl_filter_close(s->filter);
	*s = (struct bdl_sandbox){.rules = -1};
}
