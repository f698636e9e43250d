/*
 * Sandbox: what a child that touches evidence may do. Landlock: read libraries and fonts, write its
 * own scratch, nothing else. seccomp: no network, no other process, no change to a file's owner,
 * mode or times. Limits on memory, processor time and output. Prepared once in the reader, entered
 * in each child; where the kernel lacks a wall, the others stand alone and `lacks` says so.
 */
#ifndef BDL_WORK_SANDBOX_H
#define BDL_WORK_SANDBOX_H

#include "work/wire.h"

struct bdl_filter;

struct bdl_sandbox {
	int rules; /* Landlock ruleset, or -1 */
	struct bdl_filter *filter; /* seccomp, or NULL */
	unsigned lacks; /* BDL_LACKS_*: found by trying, not by asking */
};

/* scratch: the folder that children may write to. Forks once, to see whether the walls hold. */
void bdl_sandbox_prepare(struct bdl_sandbox *s, const char *scratch);
void bdl_sandbox_release(struct bdl_sandbox *s);

/* Lets the child read the folder that fd is, and all below it. -1 with errno. */
int bdl_sandbox_show(const struct bdl_sandbox *s, int fd) BDL_MUST_CHECK;

/* In the child, after which there is no way back. -1: it must not go on. */
int bdl_sandbox_enter(const struct bdl_sandbox *s, const struct bdl_limits *l,
	struct bdl_error *err) BDL_MUST_CHECK;

/* filter.c: the seccomp filter; NULL where none can be made. */
struct bdl_filter *bdl_filter_open(void);
void bdl_filter_close(struct bdl_filter *f);
/* Puts it on, for this process and all below it. After PR_SET_NO_NEW_PRIVS. 0 or -1 with errno. */
int bdl_filter_load(struct bdl_filter *f) BDL_MUST_CHECK;

#endif
