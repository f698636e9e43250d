/* One job: see one_job.h. */
#include "one_job.h"

#define MILLISECONDS 200 /* between two words to the listener */

struct bdl_pool *bdl_one_reader(
	const struct bdl_places *p, const char *reader, struct bdl_error *err)
{
	const struct bdl_pool_options o = {.reader = reader, .readers = 1, .scratch = p->work_path};

	return bdl_pool_open(&o, err);
}

int bdl_wait_one_job(struct bdl_pool *pool, const struct bdl_listener *l,
	struct bdl_outcome *outcome, struct bdl_error *err)
{
	int rc = 0;

	while (rc == 0) {
		rc = bdl_pool_wait(pool, MILLISECONDS, outcome, err);
		if (rc == 0 && l->progress && !l->progress(l->data, l->doing, 0, 0, NULL))
			rc = bdl_fail(err, BDL_ESTOPPED, NULL, "stopped");
	}
	return rc < 0 ? -1 : 0;
}

int bdl_run_one_job(struct bdl_pool *pool, const struct bdl_job *job, const struct bdl_listener *l,
	struct bdl_outcome *outcome, struct bdl_error *err)
{
	if (bdl_pool_start(pool, job, err) < 0)
		return -1;
	return bdl_wait_one_job(pool, l, outcome, err);
}
