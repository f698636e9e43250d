/*
 * One reader as the pool sees it: a process, a socket to it, a scratch folder. Knows how to start,
 * greet and end one; not what jobs are.
 */
#ifndef BDL_WORK_POOL_READER_H
#define BDL_WORK_POOL_READER_H

#include "work/wire.h"
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct bdl_pool_reader {
	pid_t pid; /* 0: no process */
	int socket; /* -1: none */
	char *scratch; /* absolute path of its folder; owned */
	bool greeted; /* its hello has come */
	bool busy;
	size_t tag; /* of the job it is busy with */
	pid_t group; /* process group of the job's child; 0: not known */
	int64_t give_up_at; /* when to stop trusting the reader's own clock; INT64_MAX: never */
};

/* Starts the process in the scratch folder that is named in r; the hello is still to come. */
int bdl_pool_reader_start(
	struct bdl_pool_reader *r, const char *program, struct bdl_error *err) BDL_MUST_CHECK;
/* Waits for the hello. */
int bdl_pool_reader_greet(struct bdl_pool_reader *r, const char *program,
	struct bdl_wire_reply *hello, struct bdl_error *err) BDL_MUST_CHECK;

/* Asks the reader to end: it kills its child, empties its scratch and goes. */
void bdl_pool_reader_dismiss(struct bdl_pool_reader *r);
/* Ends the process, by force if it does not go by itself, with its child and its scratch. */
void bdl_pool_reader_end(struct bdl_pool_reader *r);

#endif
