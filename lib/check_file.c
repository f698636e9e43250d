/* Checking from outside: a finished PDF goes into the sandbox, verdicts come out.
 */
#include "bundle.h"

#include "base/file.h"
#include "one_job.h"
#include "places.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define VERDICTS_MAX ((size_t)64 << 20)
#define SECONDS 900u /* of wall time: tens of thousands of pages */
#define MEMORY ((uint64_t)2 << 30)

struct look {
	const struct bdl_check_options *o;
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_pool *pool;
	struct bdl_job job;
	int verdicts; /* read-only end of the result */
	int asked; /* writing end of the request */
};

/* Who it is for, which volume, whether there is a core bundle, and how long the recipient's own
 * rules are, on the first line; then those rules, then the bundle's own table. */
static int write_request(struct look *l)
{
	const struct bdl_check_options *o = l->o;
	char first[128];
	int n = snprintf(first, sizeof(first), "%s\t%u\t%d\t%zu\n",
		o->recipient ? o->recipient : "", o->volume, o->has_core,
		o->rules ? o->rules_length : 0);

	if (n >= (int)sizeof(first))
		return bdl_fail(l->err, BDL_EPATH, o->recipient, "is no recipient that is known");
	if (bdl_places_scratch(&l->places, &l->asked, &l->job.second, l->err) < 0)
		return -1;
	if (bdl_write_all(l->asked, first, (size_t)n) < 0 ||
		(o->rules && bdl_write_all(l->asked, o->rules, o->rules_length) < 0) ||
		(o->table_json && bdl_write_all(l->asked, o->table_json, o->table_length) < 0))
		return bdl_fail_errno(l->err, "", "write a file in the temporary folder");
	return 0;
}

static int run_job(struct look *l)
{
	const struct bdl_listener listener = {l->o->progress, l->o->progress_data, BDL_DOING_CHECK};
	struct bdl_outcome outcome;

	l->pool = bdl_one_reader(&l->places, l->o->reader, l->err);
	if (!l->pool || bdl_run_one_job(l->pool, &l->job, &listener, &outcome, l->err) < 0)
		return -1;
	if (outcome.kind != BDL_OUTCOME_DONE)
		return bdl_fail(
			l->err, BDL_EFORMAT, l->o->name, "cannot be checked: %s", outcome.message);
	return 0;
}

static int take_verdicts(struct look *l, struct bdl_verdicts *out)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(l->verdicts, l->o->name, VERDICTS_MAX, &json, l->err);

	if (rc == 0)
		rc = bdl_verdicts_from_json(out, bdl_buffer_string(&json), json.length, l->err);
	bdl_buffer_release(&json);
	return rc;
}

int bdl_check_file(
	const struct bdl_check_options *o, struct bdl_verdicts *out, struct bdl_error *err)
{
	struct look l = {.o = o, .err = err, .verdicts = -1, .asked = -1};
	int rc = -1;

	*out = (struct bdl_verdicts){.arena = BDL_ARENA_INIT};
	l.job = (struct bdl_job){
		.kind = BDL_JOB_CHECK, .input = o->pdf, .second = -1, .output = -1, .result = -1};
	l.job.limits =
		(struct bdl_limits){.seconds = SECONDS, .memory = MEMORY, .output = VERDICTS_MAX};
	snprintf(l.job.name, sizeof(l.job.name), "%s", o->name);
	if (bdl_places_temporary(&l.places, o->temporary, err) < 0)
		goto out;
	if (write_request(&l) < 0 ||
		bdl_places_scratch(&l.places, &l.job.result, &l.verdicts, err) < 0)
		goto out;
	if (run_job(&l) == 0)
		rc = take_verdicts(&l, out);
out:
	if (l.pool)
		bdl_pool_close(l.pool);
	bdl_close_quietly(l.job.second);
	bdl_close_quietly(l.job.result);
	bdl_close_quietly(l.verdicts);
	bdl_close_quietly(l.asked);
	bdl_places_close(&l.places);
	return rc;
}
