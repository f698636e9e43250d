/*
 * The seccomp filter, through libseccomp: the only file that knows it. A list of what is denied,
 * since libraries and tools use more harmless calls than anyone could list. Landlock watches
 * opening, making and removing files; this list holds what Landlock does not: the network, other
 * processes, and changes to a file's mode, owner, times and attributes, for which an open
 * descriptor or a path is enough.
 */
#define _GNU_SOURCE
#include "work/sandbox.h"

#include "base/file.h"
#include <errno.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* clang-format off */
static const int denied[] = {
	/* the network, and every service of this machine that listens on a socket */
	SCMP_SYS(connect), SCMP_SYS(socketcall),
	/* other processes */
	SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(process_madvise),
	SCMP_SYS(process_mrelease), SCMP_SYS(pidfd_open), SCMP_SYS(pidfd_getfd), SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(kcmp), SCMP_SYS(tkill), SCMP_SYS(rt_sigqueueinfo), SCMP_SYS(rt_tgsigqueueinfo),
	SCMP_SYS(migrate_pages), SCMP_SYS(move_pages), SCMP_SYS(setpriority), SCMP_SYS(ioprio_set),
	/* out of the group that is killed when the time is up */
	SCMP_SYS(setsid), SCMP_SYS(setpgid),
	/* memory and messages that other processes share */
	SCMP_SYS(shmget), SCMP_SYS(shmat), SCMP_SYS(msgget), SCMP_SYS(semget), SCMP_SYS(mq_open),
	SCMP_SYS(ipc),
	/* files by path or descriptor, past Landlock */
	SCMP_SYS(truncate), SCMP_SYS(truncate64), SCMP_SYS(chmod), SCMP_SYS(fchmod), SCMP_SYS(fchmodat),
	SCMP_SYS(chown), SCMP_SYS(lchown), SCMP_SYS(fchown), SCMP_SYS(fchownat), SCMP_SYS(chown32),
	SCMP_SYS(lchown32), SCMP_SYS(fchown32), SCMP_SYS(setxattr), SCMP_SYS(lsetxattr),
	SCMP_SYS(fsetxattr), SCMP_SYS(removexattr), SCMP_SYS(lremovexattr), SCMP_SYS(fremovexattr),
	SCMP_SYS(utime), SCMP_SYS(utimes), SCMP_SYS(futimesat), SCMP_SYS(utimensat),
	SCMP_SYS(utimensat_time64), SCMP_SYS(open_by_handle_at), SCMP_SYS(name_to_handle_at),
	SCMP_SYS(inotify_add_watch), SCMP_SYS(fanotify_init), SCMP_SYS(fanotify_mark), SCMP_SYS(mknod),
	SCMP_SYS(mknodat), SCMP_SYS(quotactl), SCMP_SYS(quotactl_fd),
	/* another view of the system */
	SCMP_SYS(mount), SCMP_SYS(umount), SCMP_SYS(umount2), SCMP_SYS(pivot_root), SCMP_SYS(chroot),
	SCMP_SYS(setns), SCMP_SYS(unshare), SCMP_SYS(move_mount), SCMP_SYS(open_tree), SCMP_SYS(fsopen),
	SCMP_SYS(fsconfig), SCMP_SYS(fsmount), SCMP_SYS(fspick), SCMP_SYS(mount_setattr),
	/* large doors into the kernel */
	SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(bpf),
	SCMP_SYS(perf_event_open), SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter), SCMP_SYS(io_uring_register), SCMP_SYS(io_setup), SCMP_SYS(personality),
	SCMP_SYS(vmsplice), SCMP_SYS(memfd_secret), SCMP_SYS(modify_ldt),
	/* the machine */
	SCMP_SYS(kexec_load), SCMP_SYS(kexec_file_load), SCMP_SYS(init_module), SCMP_SYS(finit_module),
	SCMP_SYS(delete_module), SCMP_SYS(reboot), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(acct),
	SCMP_SYS(settimeofday), SCMP_SYS(clock_settime), SCMP_SYS(clock_settime64), SCMP_SYS(clock_adjtime),
	SCMP_SYS(adjtimex), SCMP_SYS(sethostname), SCMP_SYS(setdomainname), SCMP_SYS(iopl),
	SCMP_SYS(ioperm), SCMP_SYS(syslog), SCMP_SYS(vhangup), SCMP_SYS(nfsservctl),
	SCMP_SYS(lookup_dcookie),
};

/* ioctl() on a descriptor that is open for reading only can do these to the evidence, or to a terminal. */
static const unsigned long denied_ioctls[] = {
	FS_IOC_SETFLAGS, FS_IOC32_SETFLAGS, FS_IOC_FSSETXATTR, FS_IOC_SETVERSION, FS_IOC32_SETVERSION, TIOCSTI,
	0x40806685 /* FS_IOC_ENABLE_VERITY: makes a file unwritable for ever */,
	0x541C     /* TIOCLINUX */,
};

/* clone() with any of these makes a namespace, in which a process is root. */
static const unsigned long namespaces[] = {
	CLONE_NEWNS, CLONE_NEWCGROUP, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNET,
};

/* clang-format on */

/*
 * Calls newer than libseccomp 2.5.4 has names for: numbers from 424 up are the same on all
 * architectures. Among them are fchmodat2, setxattrat and file_setattr, so all of them are answered
 * as an older kernel would, which every C library is ready for.
 */
enum { FIRST_NEW_CALL = 451, LAST_NEW_CALL = 511 };

/*
 * Stands in the filter where the child's own number belongs. Making the filter takes ten times as
 * long as handing it to the kernel, so it is made once, and each child writes its number into its
 * own copy.
 */
enum { SOMEONE = 0x7fedcba9 };

struct bdl_filter {
	struct sock_filter *code;
	size_t count;
};

#define COUNT(a) (sizeof(a) / sizeof(*(a)))

static int deny_calls(scmp_filter_ctx f)
{
	for (size_t i = 0; i < COUNT(denied); i++)
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), denied[i], 0) < 0)
			return -1;
	for (int call = FIRST_NEW_CALL; call <= LAST_NEW_CALL; call++)
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), call, 0) < 0)
			return -1;
	/* its flags lie in memory, where a filter cannot see them; the C library falls back on
	 * clone */
	return seccomp_rule_add(f, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

/*
 * Of sockets, one sort is left: a stream within this machine. Without connect(), which nobody here
 * may call, it reaches no one; it can be listened on, in the scratch folder, and LibreOffice does
 * not start unless it listens. A datagram could be sent to any service of the machine by its path,
 * also from a pair of sockets.
 */
static int deny_sockets(scmp_filter_ctx f)
{
	if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
		    SCMP_A0(SCMP_CMP_NE, AF_UNIX)) < 0)
		return -1;
	for (unsigned type = 0; type < 16; type++) {
		if (type == SOCK_STREAM)
			continue;
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
			    SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, type)) < 0)
			return -1;
	}
	return seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socketpair), 1,
		SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, SOCK_DGRAM));
}

static int deny_arguments(scmp_filter_ctx f)
{
	if (deny_sockets(f) < 0)
		return -1;
	for (size_t i = 0; i < COUNT(denied_ioctls); i++)
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(ioctl), 1,
			    SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffu, denied_ioctls[i])) < 0)
			return -1;
	for (size_t i = 0; i < COUNT(namespaces); i++)
		if (seccomp_rule_add(f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
			    SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces[i], namespaces[i])) < 0)
			return -1;
	/* limits of other processes; the C library names its own by 0 */
	if (seccomp_rule_add(
		    f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(prlimit64), 1, SCMP_A0(SCMP_CMP_NE, 0)) < 0)
		return -1;
	/* a signal to itself is how a process aborts; to any other, an attack */
	if (seccomp_rule_add(
		    f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(kill), 1, SCMP_A0(SCMP_CMP_NE, SOMEONE)) < 0)
		return -1;
	return seccomp_rule_add(
		f, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_NE, SOMEONE));
}

/* The filter as the kernel takes it. libseccomp hands it out through a descriptor only. */
static int export(scmp_filter_ctx from, struct bdl_filter *f)
{
	int fd = memfd_create("filter", MFD_CLOEXEC);
	struct stat st;
	int rc = -1;

	if (fd < 0)
		return -1;
	if (seccomp_export_bpf(from, fd) < 0 || fstat(fd, &st) < 0 || st.st_size <= 0)
		goto out;
	f->count = (size_t)st.st_size / sizeof(*f->code);
	f->code = calloc(f->count, sizeof(*f->code));
	if (!f->code || bdl_pread_all(fd, f->code, f->count * sizeof(*f->code), 0) < 0)
		goto out;
	rc = 0;
out:
	bdl_close_quietly(fd);
	return rc;
}

struct bdl_filter *bdl_filter_open(void)
{
	scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
	struct bdl_filter *f = calloc(1, sizeof(*f));

	if (!context || !f || seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2) < 0 ||
		deny_calls(context) < 0 || deny_arguments(context) < 0 || export(context, f) < 0) {
		bdl_filter_close(f);
		f = NULL;
	}
	if (context)
		seccomp_release(context);
	return f;
}

void bdl_filter_close(struct bdl_filter *f)
{
	if (!f)
		return;
	free(f->code);
	free(f);
}

int bdl_filter_load(struct bdl_filter *f)
{
	struct sock_fprog program = {.len = (unsigned short)f->count, .filter = f->code};

	for (size_t i = 0; i < f->count; i++)
		if (BPF_CLASS(f->code[i].code) == BPF_JMP && f->code[i].k == SOMEONE)
			f->code[i].k = (uint32_t)getpid();
	return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}
