/*
 * Watch: one job from fork to the last of its processes. watch.c waits and kills, child.c is what
 * runs in the child, verdict.c judges how it ended.
 */
#ifndef BDL_WORK_WATCH_H
#define BDL_WORK_WATCH_H

#include "work/sandbox.h"
#include "work/wire.h"
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/types.h>

/* What a reader has for all its jobs. */
struct bdl_server {
	int socket;
	const char *scratch; /* absolute; the working folder of reader and children */
	struct bdl_sandbox sandbox;
};

/* What a child says before it ends, through a pipe. It may be hostile: nothing in it is trusted. */
struct bdl_child_report {
	uint32_t magic;
	int32_t code, sys; /* of the error; 0: the job is done */
	char message[400];
};

/* All that is known about a child that has ended. */
struct bdl_ending {
	int status; /* as wait() gives it */
	struct rusage usage;
	bool timed_out; /* it had to be killed because its time was up */
	bool reported; /* report is there and whole */
	struct bdl_child_report report;
	char chatter[2048]; /* the end of what it and its tools wrote to stderr */
	size_t chatter_length;
};

/* child.c: never returns. report and chatter are pipes to write to. */
_Noreturn void bdl_child_run(const struct bdl_server *s, const struct bdl_wire_job *job,
	const int fds[BDL_WIRE_PLACES], int report, int chatter);

/* verdict.c: fills outcome, code, sys and text of the reply. */
void bdl_judge_ending(
	const struct bdl_ending *e, const struct bdl_limits *l, struct bdl_wire_reply *reply);

/*
 * Runs one job and fills the reply. On return no process of the job is left and the scratch folder
 * is empty. false: the pool is gone and the reader should end.
 */
bool bdl_watch(const struct bdl_server *s, const struct bdl_wire_job *job,
	const int fds[BDL_WIRE_PLACES], struct bdl_wire_reply *reply);

/* True once a signal has asked this reader to end. */
bool bdl_watch_is_over(void);
/* Sets up signals; all are held back except while the reader waits. */
int bdl_watch_signals(void) BDL_MUST_CHECK;
/* Waits until one of `count` descriptors speaks or a signal comes; milliseconds -1: no limit. */
struct pollfd;
void bdl_watch_sleep(struct pollfd *p, unsigned count, int64_t milliseconds);

#endif
