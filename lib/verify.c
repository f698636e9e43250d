/* Verifying from outside: a stranger's archive goes into the sandbox, a checked report comes out.
 */
#include "bundle.h"

#include "base/file.h"
#include "model/bundle_json.h"
#include "one_job.h"
#include "places.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define REPORT_MAX ((size_t)1 << 30)

struct look {
	const struct bdl_verify_options *o;
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_pool *pool;
	struct bdl_job job;
	int report, table; /* read-only ends of result and output */
};

static int run_job(struct look *l)
{
	const struct bdl_listener listener = {
		l->o->progress, l->o->progress_data, BDL_DOING_VERIFY};
	struct bdl_outcome outcome;

	l->pool = bdl_one_reader(&l->places, l->o->reader, l->err);
	if (!l->pool || bdl_run_one_job(l->pool, &l->job, &listener, &outcome, l->err) < 0)
		return -1;
	if (outcome.kind != BDL_OUTCOME_DONE)
		return bdl_fail(l->err, BDL_EFORMAT, l->o->archive,
			"cannot be read as an archive: %s", outcome.message);
	return 0;
}

static int take_report(struct look *l, struct bdl_report *report)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(l->report, l->o->archive, REPORT_MAX, &json, l->err);

	if (rc == 0)
		rc = bdl_report_from_json(report, bdl_buffer_string(&json), json.length, l->err);
	bdl_buffer_release(&json);
	return rc;
}

static int take_table(struct look *l, struct bdl_bundle *table)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(l->table, l->o->archive, REPORT_MAX, &json, l->err);

	if (rc == 0 && json.length == 0) {
		bdl_fail(l->err, BDL_EFORMAT, l->o->archive,
			"holds no bundle.json that can be read");
		rc = bdl_hint(l->err, "see bundle verify for what is wrong with it");
	}
	if (rc == 0)
		rc = bdl_bundle_from_json(table, bdl_buffer_string(&json), json.length, l->err);
	bdl_buffer_release(&json);
	return rc;
}

/* An archive, or the folder of a bag. */
static int open_bag(const char *path, struct bdl_error *err)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return bdl_open_regular(AT_FDCWD, path, err);
	if (faccessat(fd, "bagit.txt", F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		return fd;
	bdl_close_quietly(fd);
	bdl_fail(err, BDL_EPATH, path, "is a folder that holds no bag: it has no bagit.txt");
	bdl_hint(err, "give the sealed archive itself, the file that ends in .tar.gz");
	return -1;
}

int bdl_verify(const struct bdl_verify_options *o, struct bdl_report *report,
	struct bdl_bundle *table, struct bdl_error *err)
{
	struct look l = {.o = o, .err = err, .report = -1, .table = -1};
	int rc = -1;

	l.job = (struct bdl_job){
		.kind = BDL_JOB_VERIFY, .input = -1, .second = -1, .output = -1, .result = -1};
	l.job.limits.output = REPORT_MAX;
	if (bdl_places_temporary(&l.places, o->temporary, err) < 0)
		goto out;
	l.job.input = open_bag(o->archive, err);
	if (l.job.input < 0 || bdl_places_scratch(&l.places, &l.job.result, &l.report, err) < 0 ||
		bdl_places_scratch(&l.places, &l.job.output, &l.table, err) < 0)
		goto out;
	if (run_job(&l) < 0 || take_report(&l, report) < 0)
		goto out;
	rc = table ? take_table(&l, table) : 0;
out:
	if (l.pool)
		bdl_pool_close(l.pool);
	bdl_close_quietly(l.job.input);
	bdl_close_quietly(l.job.result);
	bdl_close_quietly(l.job.output);
	bdl_close_quietly(l.report);
	bdl_close_quietly(l.table);
	bdl_places_close(&l.places);
	return rc;
}

int bdl_versions(
	const char *reader, const char *temporary, struct bdl_buffer *out, struct bdl_error *err)
{
	struct bdl_places places;
	struct bdl_pool *pool = NULL;
	int rc = -1;

	if (bdl_places_temporary(&places, temporary, err) == 0) {
		pool = bdl_one_reader(&places, reader, err);
		if (pool)
			rc = bdl_buffer_printf(out,
				"bundle " BDL_VERSION ", built with " BDL_BUILT_WITH "\n%s",
				bdl_pool_version(pool));
	}
	if (pool)
		bdl_pool_close(pool);
	bdl_places_close(&places);
	return rc;
}
