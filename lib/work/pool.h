/*
 * Pool: one bundle-reader per core, each of which forks a sandboxed child for every job. The first is started with the pool,
 * each of the others when there is work for it: loading all its libraries takes longer than many a job. Evidence reaches a
 * child as a read-only descriptor; what comes back goes to descriptors that this process gave. A crash, a hang
 * or a bomb costs that job only.
 */
#ifndef BDL_WORK_POOL_H
#define BDL_WORK_POOL_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* clang-format off */
enum bdl_job_kind {
	BDL_JOB_READ = 1, /* input: evidence -> result: facts (JSON), output: part, second: the documents inside it */
	BDL_JOB_CONVERT,  /* input: a PDF drawn by this program -> output: part (fonts of page 1 exported) */
	BDL_JOB_PROVE,    /* input: bundle.pdf, second: claims -> result: findings, one a line */
	BDL_JOB_VERIFY,   /* input: an archive -> result: report (JSON), output: its bundle.json, second: what is sealed */
	BDL_JOB_MEMBERS,  /* input: an archive -> result: report (JSON), second: what may be taken out (verify/listing.h) */
	BDL_JOB_CHECK,    /* input: a PDF, second: who it is for and bundle.json, or none -> result: verdicts (JSON) */
	BDL_JOB_SEEK,     /* input: a PDF, hide: what is not to be in it -> result: what is, one a line */
	BDL_JOB_TAKE,     /* input: an archive -> output: its PDFs, result: which, one a line */
	BDL_JOB_WITNESS,  /* input: a signature or time stamp, second: what is asked -> result: as sign/witness.h has it */
	BDL_JOB_STREAM    /* input: an archive -> output, a pipe: its files (verify/stream.h) */
};

struct bdl_limits {
	unsigned seconds;     /* wall time; processor time is limited to as much for each process; 0: none */
	uint64_t memory;      /* bytes of private memory a process may have; 0: none */
	uint64_t output;      /* bytes a file written by the job may have; 0: no limit */
};

#define BDL_LIMITS_DEFAULT { .seconds = 30, .memory = (uint64_t)1 << 30, .output = (uint64_t)1 << 32 }

struct bdl_job {
	enum bdl_job_kind kind;
	size_t tag;           /* the caller's, comes back with the outcome */
	int input;            /* borrowed until the outcome is there; -1: none */
	int second;           /* READ, VERIFY: read-write */
	int output;           /* read-write, borrowed */
	int result;           /* read-write, borrowed */
	int hide;             /* READ, SEEK: what pages must not show, as model/hide.h writes it; 0: nothing. Borrowed */
	char name[256];       /* base name of the evidence (a hint, never trusted), cut to fit */
	char ocr[40];         /* READ: which pages count as scanned, and their language: "", "auto eng", "all eng" */
	bool recognise;       /* READ: read them; else they are only counted */
	char reserved[64];    /* READ: what is to be free on pages: bdl_stamping_text(), "" for BDL_STAMPING_INIT */
	struct bdl_limits limits;
};

enum bdl_outcome_kind {
	BDL_OUTCOME_DONE,
	BDL_OUTCOME_FAILED,   /* the job ended by saying that it failed: see message */
	BDL_OUTCOME_CRASHED,  /* by a signal that is not one of ours, or without a word */
	BDL_OUTCOME_TOO_SLOW,
	BDL_OUTCOME_TOO_BIG   /* memory or output */
};

struct bdl_outcome {
	size_t tag;
	enum bdl_outcome_kind kind;
	enum bdl_code code;   /* of FAILED and TOO_BIG: what the job itself said, never proof of anything */
	int sys;              /* the errno that it named, or 0 */
	char message[256];    /* one line, safe to print */
};

struct bdl_pool;

struct bdl_pool_options {
	const char *reader;   /* path of the bundle-reader program */
	unsigned readers;     /* 1 to 256 */
	const char *scratch;  /* an existing folder of ours: each reader makes a folder in it for its jobs */
	bool greet_later;     /* bdl_pool_greet() comes before all else but bdl_pool_close() */
};
/* clang-format on */

/*
 * Starts the first reader. NULL with err (BDL_EIO: the reader program cannot be started). Readers die with the thread
 * that called this, however it ends, so it must live as long as the pool.
 */
struct bdl_pool *bdl_pool_open(const struct bdl_pool_options *o, struct bdl_error *err);

/*
 * Waits until the first reader is there, which takes as long as loading its libraries: other work can be done meanwhile.
 * Fails as bdl_pool_open() does.
 */
int bdl_pool_greet(struct bdl_pool *p, struct bdl_error *err) BDL_MUST_CHECK;

/* The version line of the readers and their libraries; lent. */
const char *bdl_pool_version(const struct bdl_pool *p);
/* The same, and which build it is: what bdl_cache_open() wants for `version`; lent. */
const char *bdl_pool_cache_key(const struct bdl_pool *p);
/* True where Landlock and seccomp are both in force; what is not is named in *missing ("" if nothing; lent). */
bool bdl_pool_is_sandboxed(const struct bdl_pool *p, const char **missing);

/* A place for one more job, without waiting. */
bool bdl_pool_has_room(const struct bdl_pool *p);
/* How many readers have been started so far. */
unsigned bdl_pool_started(const struct bdl_pool *p);
/* Starts a job; only when there is room. */
int bdl_pool_start(struct bdl_pool *p, const struct bdl_job *job, struct bdl_error *err) BDL_MUST_CHECK;
/*
 * Waits for one job to end, at most `milliseconds` (-1: no limit). 1: *out is filled; 0: nothing ended in time, or
 * a signal came, or nothing is running; -1: the pool itself failed. A reader that died is replaced and its job's
 * outcome is CRASHED.
 */
int bdl_pool_wait(struct bdl_pool *p, int milliseconds, struct bdl_outcome *out, struct bdl_error *err)
	BDL_MUST_CHECK;
/* Starts the job, waits for it alone (nothing else may be running). */
int bdl_pool_run(struct bdl_pool *p, const struct bdl_job *job, struct bdl_outcome *out, struct bdl_error *err)
	BDL_MUST_CHECK;

/* Ends the jobs that are running: their outcomes never come. The pool can be used again. */
void bdl_pool_abandon(struct bdl_pool *p);

/* Ends every reader and every child, and removes their scratch. */
void bdl_pool_close(struct bdl_pool *p);

#endif
