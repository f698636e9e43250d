/*
 * See office_program.h. The program wants a socket that a second copy of it would call: it listens
 * in /tmp, if it may write there as far as access() tells, which knows nothing of the sandbox; else
 * in the folder that it is told. So access() for writing is answered with no, for this program
 * alone, and it listens in its scratch folder. Nobody can call: the sandbox denies connect().
 */
#define _GNU_SOURCE
#include "read/office_program.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PROGRAM "/usr/lib/libreoffice/program/soffice.bin"
#define PATH_ROOM 4608

#define NUMBER offsetof(struct seccomp_data, nr)
#define ARGUMENT(n)                                                                                \
	(offsetof(struct seccomp_data, args) +                                                     \
		8 * (n)) /* its low half, on little-endian machines */

/* A machine whose numbers differ is left alone: the program then does not start, and the sheet says
 * so. */
static void deny_writing(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, NUMBER),
#ifdef SYS_access
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_access, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(1)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, W_OK, 0, 5),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
#endif
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_faccessat, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, ARGUMENT(2)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, W_OK, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	const struct sock_fprog program = {.len = sizeof(code) / sizeof(*code), .filter = code};

	/* where this fails there is no sandbox either, and the program may listen in /tmp */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
}

int bdl_office_become(const char *scratch, const char *name)
{
	char profile[PATH_ROOM], out[PATH_ROOM], in[PATH_ROOM];
	const char *const argv[] = {PROGRAM, profile, "-env:OSL_SOCKET_PATH=.", "--headless",
		"--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to", "pdf",
		"--outdir", out, in, NULL};

	snprintf(profile, sizeof(profile), "-env:UserInstallation=file://%s/office/profile",
		scratch);
	snprintf(out, sizeof(out), "%s/office", scratch);
	snprintf(in, sizeof(in), "%s/%s", scratch, name);
	deny_writing();
	execv(argv[0], (char *const *)(size_t)argv);
	return -1;
}
