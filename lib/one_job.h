/*
 * One job: runs a job to its end in a pool that has nothing else to do, or until the user asks to stop.
 * What build does with many jobs at a time stands in build.c and proof.c.
 */
#ifndef BDL_ONE_JOB_H
#define BDL_ONE_JOB_H

#include "bundle.h"
#include "places.h"
#include "work/pool.h"

/* Who is told that it goes on, and may ask to stop. */
struct bdl_listener {
	bdl_progress progress; /* may be NULL */
	void *data;
	enum bdl_doing doing;  /* what they are told is being done */
};

/*
 * A pool of one reader with its scratch in the work folder of p. The caller's, with bdl_pool_close(); p must outlive it.
 * NULL with err set: the reader cannot be started.
 */
struct bdl_pool *bdl_one_reader(const struct bdl_places *p, const char *reader, struct bdl_error *err) BDL_MUST_CHECK;

/*
 * Runs the job. 0: it has an outcome, of any kind. -1 with err set: it could not be started or waited for, or
 * BDL_ESTOPPED; the job may still be running then, and ends with the pool.
 */
int bdl_run_one_job(struct bdl_pool *pool, const struct bdl_job *job, const struct bdl_listener *l,
	struct bdl_outcome *outcome, struct bdl_error *err) BDL_MUST_CHECK;

/* The same of a job that the caller has started. */
int bdl_wait_one_job(struct bdl_pool *pool, const struct bdl_listener *l, struct bdl_outcome *outcome,
	struct bdl_error *err) BDL_MUST_CHECK;

#endif
