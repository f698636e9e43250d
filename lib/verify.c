/* Verifying from outside: a stranger's archive goes into the sandbox, a checked report comes out.
 */
#include "bundle.h"

#include "base/file.h"
#include "beside.h"
#include "model/bundle_json.h"
#include "one_job.h"
#include "places.h"
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define REPORT_MAX ((size_t)1 << 30)
#define SEALED_MAX ((size_t)1 << 20)

struct look {
	const struct bdl_verify_options *o;
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_pool *pool;
	struct bdl_job job;
	int report, table, sealed; /* read-only ends of result, output and second */
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

/* Believed only where its hash is the seal that the report gives. */
static int take_sealed(struct look *l, const struct bdl_report *r, struct bdl_buffer *sealed)
{
	uint8_t digest[BDL_SHA256_SIZE];

	if (bdl_read_fd(l->sealed, l->o->archive, SEALED_MAX, sealed, l->err) < 0)
		return -1;
	if (sealed->length == 0)
		return 0;
	if (bdl_digest_bytes(sealed->data, sealed->length, digest, l->err) < 0)
		return -1;
	if (!r->has_seal || memcmp(digest, r->seal, sizeof(digest)) != 0)
		return bdl_fail(l->err, BDL_EFORMAT, l->o->archive,
			"the reader's report on the archive is not what it should be");
	return 0;
}

static int look_beside(struct look *l, const struct bdl_report *r)
{
	const struct bdl_listener listener = {
		l->o->progress, l->o->progress_data, BDL_DOING_VERIFY};
	struct bdl_buffer sealed = BDL_BUFFER_INIT;
	int rc = 0;

	if (l->sealed >= 0)
		rc = take_sealed(l, r, &sealed);
	if (rc == 0 && l->o->sealed && bdl_buffer_add(l->o->sealed, sealed.data, sealed.length) < 0)
		rc = bdl_fail_memory(l->err);
	if (rc == 0 && l->o->beside)
		rc = bdl_beside_look_at_all(l->pool, &l->places, &listener, l->o->archive, &sealed,
			l->o->beside, l->err);
	bdl_buffer_release(&sealed);
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
	struct look l = {.o = o, .err = err, .report = -1, .table = -1, .sealed = -1};
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
	if ((o->sealed || o->beside) &&
		bdl_places_scratch(&l.places, &l.job.second, &l.sealed, err) < 0)
		goto out;
	if (run_job(&l) < 0 || take_report(&l, report) < 0 || look_beside(&l, report) < 0)
		goto out;
	rc = table ? take_table(&l, table) : 0;
out:
	if (l.pool)
		bdl_pool_close(l.pool);
	bdl_close_quietly(l.job.input);
	bdl_close_quietly(l.job.result);
	bdl_close_quietly(l.job.output);
	bdl_close_quietly(l.job.second);
	bdl_close_quietly(l.report);
	bdl_close_quietly(l.table);
	bdl_close_quietly(l.sealed);
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
