/*
 * Wire: what a pool and a bundle-reader say to each other, over a pair of SOCK_SEQPACKET sockets:
 * one message a packet, fixed sizes, descriptors beside the job (SCM_RIGHTS). Both ends are of one
 * build on one machine, so the structs travel as they lie in memory; magic and version guard
 * against a mix.
 */
#ifndef BDL_WORK_WIRE_H
#define BDL_WORK_WIRE_H

#include "base/error.h"
#include "work/pool.h"
#include <stdint.h>

#define BDL_WIRE_MAGIC 0x4c444225u
#define BDL_WIRE_VERSION 4u
#define BDL_WIRE_SOCKET 3 /* the descriptor on which a reader finds its socket */
/* argv[1] of a reader; argv[2] is the absolute path of its scratch folder */
#define BDL_WIRE_ARGUMENT "--serve"

/* The descriptors of a job, in the order in which they travel. */
enum bdl_wire_place {
	BDL_WIRE_INPUT,
	BDL_WIRE_SECOND,
	BDL_WIRE_OUTPUT,
	BDL_WIRE_RESULT,
	BDL_WIRE_HIDE,
	BDL_WIRE_PLACES
};

struct bdl_wire_job {
	uint32_t magic, version;
	uint32_t kind; /* enum bdl_job_kind */
	uint32_t holds; /* 1 << place for each descriptor that travels */
	struct bdl_limits limits;
	char name[256];
	char ocr[40];
	uint32_t recognise;
	char reserved[64];
};

enum bdl_wire_word {
	BDL_WIRE_HELLO = 1, /* the reader is up: lacks, build, text = version line */
	BDL_WIRE_STARTED, /* a child runs: group */
	BDL_WIRE_OUTCOME /* it ended, and nothing of it is left: outcome, code, sys, text */
};

/* What of the sandbox a reader has to do without. */
enum { BDL_LACKS_LANDLOCK = 1, BDL_LACKS_SECCOMP = 2 };

struct bdl_wire_reply {
	uint32_t magic, version;
	uint32_t word; /* enum bdl_wire_word */
	uint32_t lacks;
	int32_t group; /* process group of the child */
	uint32_t outcome; /* enum bdl_outcome_kind */
	int32_t code, sys;
	char build[16]; /* of a hello: tells two builds of one version apart */
	char text[1024];
};

/* fds[place] is -1 where nothing travels. 0 or -1 with errno. Never raises SIGPIPE. */
int bdl_wire_send_job(
	int socket, const struct bdl_wire_job *job, const int fds[BDL_WIRE_PLACES]) BDL_MUST_CHECK;
int bdl_wire_send_reply(int socket, const struct bdl_wire_reply *reply) BDL_MUST_CHECK;

/*
 * 1: filled, and fds (the caller's to close, close-on-exec); 0: the other end is gone; -1 with
 * errno: no packet, or one that breaks the rules (EPROTO).
 */
int bdl_wire_receive_job(
	int socket, struct bdl_wire_job *job, int fds[BDL_WIRE_PLACES]) BDL_MUST_CHECK;
int bdl_wire_receive_reply(int socket, struct bdl_wire_reply *reply) BDL_MUST_CHECK;

#endif
