/* Verifying from outside: a stranger's archive goes into the sandbox, a checked report comes out.
 */
#include "bundle.h"

#include "base/file.h"
#include "beside.h"
#include "look.h"
#include "model/bundle_json.h"
#include "one_job.h"
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REPORT_MAX ((size_t)1 << 30)
#define SEALED_MAX ((size_t)1 << 20)

/*
 * libarchive hangs on some archives that were made for it, so its time is limited: by what a slow
 * disk and the most that deflate can hold in a byte could need. Of a folder nothing is parsed.
 */
#define SECONDS_ANYHOW 30u
#define SECONDS_PER_MB 4u
#define SECONDS_MOST 1000000u
#define MEMORY_MOST ((uint64_t)3 << 30)

struct bdl_limits bdl_look_limits(int fd, uint64_t output)
{
	struct stat st;
	uint64_t size = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	uint64_t seconds = SECONDS_ANYHOW + size / 1000000 * SECONDS_PER_MB;

	return (struct bdl_limits){.output = output,
		.memory = MEMORY_MOST,
		.seconds = !size                    ? 0
			   : seconds > SECONDS_MOST ? SECONDS_MOST
						    : (unsigned)seconds};
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

int bdl_look_open(
	struct bdl_examination *l, const struct bdl_verify_options *o, struct bdl_error *err)
{
	struct stat st;

	*l = (struct bdl_examination){.o = o, .err = err, .archive = -1};
	if (bdl_places_temporary(&l->places, o->temporary, err) < 0)
		return -1;
	l->archive = open_bag(o->archive, err);
	if (l->archive < 0)
		return -1;
	if (fstat(l->archive, &st) < 0)
		return bdl_fail_errno(err, o->archive, "examine");
	l->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	l->pool = bdl_one_reader(&l->places, o->reader, err);
	return l->pool ? 0 : -1;
}

void bdl_look_close(struct bdl_examination *l)
{
	if (l->pool)
		bdl_pool_close(l->pool);
	bdl_close_quietly(l->archive);
	bdl_places_close(&l->places);
}

static int run_job(struct bdl_examination *l, const struct bdl_job *job)
{
	const struct bdl_listener listener = {
		l->o->progress, l->o->progress_data, BDL_DOING_VERIFY};
	struct bdl_outcome outcome;

	if (bdl_run_one_job(l->pool, job, &listener, &outcome, l->err) < 0)
		return -1;
	if (outcome.kind != BDL_OUTCOME_DONE)
		return bdl_fail(l->err, BDL_EFORMAT, l->o->archive,
			"cannot be read as an archive: %s", outcome.message);
	return 0;
}

static int take_report(struct bdl_examination *l, int fd, struct bdl_report *report)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(fd, l->o->archive, REPORT_MAX, &json, l->err);

	if (rc == 0)
		rc = bdl_report_from_json(report, bdl_buffer_string(&json), json.length, l->err);
	bdl_buffer_release(&json);
	return rc;
}

/* A descriptor of a job for whoever wants the bytes; its other end in *from. -1 stays where nobody
 * does. */
static int ask_for(
	struct bdl_examination *l, const struct bdl_buffer *wanted, int *place, int *from)
{
	return wanted ? bdl_places_scratch(&l->places, place, from, l->err) : 0;
}

static int read_what_came(
	const struct bdl_examination *l, int from, size_t most, struct bdl_buffer *wanted)
{
	return wanted ? bdl_read_fd(from, l->o->archive, most, wanted, l->err) : 0;
}

/* Believed only where its hash is the seal that the report gives. */
static int believe_sealed(const struct bdl_examination *l, const struct bdl_report *r,
	const struct bdl_buffer *sealed)
{
	uint8_t digest[BDL_SHA256_SIZE];

	if (!sealed || sealed->length == 0)
		return 0;
	if (bdl_digest_bytes(sealed->data, sealed->length, digest, l->err) < 0)
		return -1;
	if (!r->has_seal || memcmp(digest, r->seal, sizeof(digest)) != 0)
		return bdl_fail(l->err, BDL_EFORMAT, l->o->archive,
			"the reader's report on the archive is not what it should be");
	return 0;
}

int bdl_look_verify(struct bdl_examination *l, enum bdl_job_kind kind, struct bdl_report *report,
	struct bdl_buffer *output, struct bdl_buffer *second)
{
	struct bdl_job job = {.kind = kind,
		.input = l->archive,
		.second = -1,
		.output = -1,
		.result = -1,
		.limits = bdl_look_limits(l->archive, REPORT_MAX)};
	int from_result = -1, from_output = -1, from_second = -1, rc = -1;

	if (bdl_places_scratch(&l->places, &job.result, &from_result, l->err) == 0 &&
		ask_for(l, output, &job.output, &from_output) == 0 &&
		ask_for(l, second, &job.second, &from_second) == 0 && run_job(l, &job) == 0)
		rc = take_report(l, from_result, report);
	if (rc == 0)
		rc = read_what_came(l, from_output, REPORT_MAX, output);
	if (rc == 0)
		rc = read_what_came(
			l, from_second, kind == BDL_JOB_MEMBERS ? REPORT_MAX : SEALED_MAX, second);
	if (rc == 0 && kind == BDL_JOB_VERIFY)
		rc = believe_sealed(l, report, second);
	bdl_close_quietly(job.result);
	bdl_close_quietly(job.output);
	bdl_close_quietly(job.second);
	bdl_close_quietly(from_result);
	bdl_close_quietly(from_output);
	bdl_close_quietly(from_second);
	return rc;
}

static int take_table(
	const struct bdl_examination *l, const struct bdl_buffer *json, struct bdl_bundle *table)
{
	if (json->length == 0) {
		bdl_fail(l->err, BDL_EFORMAT, l->o->archive,
			"holds no bundle.json that can be read");
		return bdl_hint(l->err, "see bundle verify for what is wrong with it");
	}
	return bdl_bundle_from_json(table, bdl_buffer_string(json), json->length, l->err);
}

/* What is beside the archive is held against what was sealed. */
static int look_beside(struct bdl_examination *l, const struct bdl_buffer *sealed)
{
	const struct bdl_listener listener = {
		l->o->progress, l->o->progress_data, BDL_DOING_VERIFY};

	if (l->o->sealed && bdl_buffer_add(l->o->sealed, sealed->data, sealed->length) < 0)
		return bdl_fail_memory(l->err);
	if (!l->o->beside)
		return 0;
	return bdl_beside_look_at_all(
		l->pool, &l->places, &listener, l->o->archive, sealed, l->o->beside, l->err);
}

int bdl_verify(const struct bdl_verify_options *o, struct bdl_report *report,
	struct bdl_bundle *table, struct bdl_error *err)
{
	struct bdl_buffer json = BDL_BUFFER_INIT, sealed = BDL_BUFFER_INIT;
	bool witnessed = o->sealed || o->beside;
	struct bdl_examination l;
	int rc = bdl_look_open(&l, o, err);

	if (rc == 0)
		rc = bdl_look_verify(&l, BDL_JOB_VERIFY, report, table ? &json : NULL,
			witnessed ? &sealed : NULL);
	if (rc == 0)
		rc = look_beside(&l, &sealed);
	if (rc == 0 && table)
		rc = take_table(&l, &json, table);
	bdl_buffer_release(&json);
	bdl_buffer_release(&sealed);
	bdl_look_close(&l);
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
