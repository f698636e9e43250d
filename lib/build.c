/*
 * The pipeline: one line a pass. Here stands the order of things and who is handed what; every
 * judgement and every foreign library is in its own room. Nothing is delivered before everything is
 * proven.
 */
#include "bundle.h"

#include "base/file.h"
#include "bind/bind.h"
#include "draw/draw.h"
#include "gather/gather.h"
#include "judge/judge.h"
#include "model/case.h"
#include "naming.h"
#include "places.h"
#include "seal/seal.h"
#include "work/work.h"
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define CASE_FILE "bundle.yaml"
#define CASE_FILE_MAX ((size_t)1024 * 1024)

/* Everything a run holds while it goes on. */
struct run {
	const struct bdl_build_options *o;
	struct bdl_bundle *b;
	struct bdl_build_result *result;
	struct bdl_error *err;
	struct bdl_places places;
	struct bdl_cache cache;
	struct bdl_pool *pool;
	struct bdl_kinds *kinds;
	struct bdl_drawn drawn;
	int drawn_part, furniture_part;
	struct bdl_new_file pdf, archive, checksum;
	struct bdl_buffer claims;
};

static bool tell(
	const struct run *r, enum bdl_doing doing, uint64_t done, uint64_t total, const char *name)
{
	return !r->o->progress || r->o->progress(r->o->progress_data, doing, done, total, name);
}

static int tell_or_stop(const struct run *r, enum bdl_doing doing)
{
	if (tell(r, doing, 0, 0, NULL))
		return 0;
	return bdl_fail(r->err, BDL_ESTOPPED, NULL, "stopped");
}

/* ---- before the passes ---- */

/* The case file steers the names, so it comes before the first pass. */
static int read_case_file(struct run *r)
{
	struct bdl_buffer yaml = BDL_BUFFER_INIT;
	int rc = 0, fd;

	if (faccessat(r->places.evidence, CASE_FILE, F_OK, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	fd = bdl_open_regular(r->places.evidence, CASE_FILE, r->err);
	if (fd < 0)
		return -1;
	rc = bdl_read_fd(fd, CASE_FILE, CASE_FILE_MAX, &yaml, r->err);
	bdl_close_quietly(fd);
	if (rc == 0)
		rc = bdl_case_load(&r->b->about, &r->b->arena, bdl_buffer_string(&yaml),
			yaml.length, CASE_FILE, r->err);
	bdl_buffer_release(&yaml);
	return rc;
}

static int start_readers(struct run *r)
{
	const struct bdl_pool_options po = {
		.reader = r->o->reader, .readers = r->o->jobs, .scratch = r->places.work_path};
	const char *missing = NULL;

	r->pool = bdl_pool_open(&po, r->err);
	if (!r->pool)
		return -1;
	if (r->result) {
		r->result->sandboxed = bdl_pool_is_sandboxed(r->pool, &missing);
		snprintf(r->result->sandbox_missing, sizeof(r->result->sandbox_missing), "%s",
			missing ? missing : "");
	}
	return bdl_cache_open(&r->cache, r->places.work, bdl_pool_cache_key(r->pool), r->err);
}

/* ---- the passes ---- */

static bool tell_hashing(void *data, size_t done, size_t total, const char *name)
{
	return tell(data, BDL_DOING_HASH, done, total, name);
}

static bool tell_reading(void *data, size_t done, size_t total, const char *name)
{
	return tell(data, BDL_DOING_READ, done, total, name);
}

static int scan(struct run *r)
{
	const char *skip[] = {
		r->places.work_path, r->places.output_path[0] ? r->places.output_path : NULL, NULL};

	if (tell_or_stop(r, BDL_DOING_SCAN) < 0 ||
		bdl_scan(r->b, r->places.evidence, skip, r->err) < 0)
		return -1;
	if (r->b->exhibit_count == 0) {
		bdl_fail(r->err, BDL_EPATH, r->o->folder, "holds no files");
		return bdl_hint(r->err,
			"put the letters, statements and screenshots into it, then run this again");
	}
	return 0;
}

static int intake(struct run *r)
{
	struct bdl_buffer manifest = BDL_BUFFER_INIT;
	int rc = -1;

	if (bdl_intake(r->b, r->places.evidence, tell_hashing, r, r->err) < 0)
		return -1;
	if (bdl_archive_names(r->b, r->err) < 0 || bdl_manifest(r->b, &manifest, r->err) < 0)
		goto out;
	rc = bdl_digest_bytes(
		bdl_buffer_string(&manifest), manifest.length, r->b->fingerprint, r->err);
out:
	bdl_buffer_release(&manifest);
	return rc;
}

static int read_files(struct run *r)
{
	const struct bdl_read_options ro = {.folder = r->places.evidence,
		.limits = r->o->limits,
		.ocr = r->o->ocr,
		.progress = tell_reading,
		.progress_data = r};

	return bdl_read_pass(r->b, &r->cache, r->pool, &ro, r->err);
}

/* classify and date, one exhibit at a time, so that the facts of 100,000 files need not be in
 * memory at once. */
static int judge_each(struct run *r)
{
	struct bdl_bundle *b = r->b;

	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct bdl_arena a = BDL_ARENA_INIT;
		struct bdl_exhibit *x = &b->exhibits[i];
		struct bdl_facts f;
		int rc;

		if (x->duplicate_of != BDL_NONE)
			continue;
		rc = bdl_cache_facts(&r->cache, x, &a, &f, r->err);
		if (rc == 0)
			rc = bdl_classify(b, x, &f, r->kinds, r->err);
		if (rc == 0)
			rc = bdl_date_exhibit(b, x, &f, r->err);
		if (rc == 0)
			rc = bdl_take_records(b, i, &f, r->err);
		bdl_arena_release(&a);
		if (rc < 0)
			return -1;
	}
	return 0;
}

/* A copy is what its original is. */
static void judge_copies(struct bdl_bundle *b)
{
	for (size_t i = 0; i < b->exhibit_count; i++) {
		struct bdl_exhibit *x = &b->exhibits[i];
		const struct bdl_exhibit *of;

		if (x->duplicate_of == BDL_NONE)
			continue;
		of = &b->exhibits[x->duplicate_of];
		x->format = of->format;
		x->media_type = of->media_type;
		x->kind = of->kind;
		x->basis = of->basis;
		x->title = of->title;
		x->date = of->date;
	}
}

static int judge(struct run *r)
{
	struct bdl_bundle *b = r->b;

	if (tell_or_stop(r, BDL_DOING_ARRANGE) < 0 ||
		bdl_kinds_load(&r->kinds, NULL, 0, r->err) < 0 || judge_each(r) < 0)
		return -1;
	if (bdl_note_same_mail(b, r->err) < 0)
		return -1;
	judge_copies(b);
	b->stage = BDL_STAGE_DATED;
	if (bdl_arrange(b, r->kinds, r->err) < 0)
		return -1;
	return bdl_chronicle(b, r->err);
}

/* Page numbers stand in columns of their own, so the layout settles at once; the loop proves it. */
static int paginate(struct run *r)
{
	struct bdl_front front, again;

	if (bdl_draw_measure(r->b, &front, r->err) < 0)
		return -1;
	for (int round = 0; round < 5; round++) {
		r->b->stage = BDL_STAGE_CHRONICLED;
		if (bdl_paginate(r->b, &front, r->err) < 0 ||
			bdl_draw_measure(r->b, &again, r->err) < 0)
			return -1;
		if (memcmp(&front, &again, sizeof(front)) == 0)
			return 0;
		front = again;
	}
	return bdl_fail(r->err, BDL_EINTERNAL, NULL, "the length of the index does not settle");
}

/* Runs one job to its end, or until the user asks to stop. */
static int run_job(
	struct run *r, const struct bdl_job *job, enum bdl_doing doing, struct bdl_outcome *outcome)
{
	int rc = bdl_pool_start(r->pool, job, r->err);

	while (rc == 0) {
		rc = bdl_pool_wait(r->pool, 200, outcome, r->err);
		if (rc == 0 && !tell(r, doing, 0, 0, NULL))
			rc = bdl_fail(r->err, BDL_ESTOPPED, NULL, "stopped");
	}
	return rc < 0 ? -1 : 0;
}

/* One of our own drawings becomes a part, in the sandbox like everything that parses PDF. */
static int convert(struct run *r, const struct bdl_buffer *pdf, int *part)
{
	struct bdl_job job = {.kind = BDL_JOB_CONVERT, .second = -1, .result = -1};
	struct bdl_outcome outcome;
	int writing = -1, part_reading = -1, rc = -1;

	*part = -1;
	if (bdl_places_scratch(&r->places, &writing, &job.input, r->err) < 0)
		return -1;
	if (bdl_write_all(writing, bdl_buffer_string(pdf), pdf->length) < 0) {
		bdl_fail_errno(r->err, r->places.work_path, "write to");
		goto out;
	}
	if (bdl_places_scratch(&r->places, &job.output, &part_reading, r->err) < 0)
		goto out;
	*part = part_reading;
	job.limits = (struct bdl_limits){
		.seconds = 600, .memory = (uint64_t)8 << 30, .output = (uint64_t)8 << 30};
	rc = run_job(r, &job, BDL_DOING_DRAW, &outcome);
	if (rc == 0 && outcome.kind != BDL_OUTCOME_DONE)
		rc = bdl_fail(r->err, BDL_EINTERNAL, NULL,
			"the drawn pages could not be taken over: %s", outcome.message);
	bdl_close_quietly(job.output);
out:
	bdl_close_quietly(writing);
	bdl_close_quietly(job.input);
	return rc;
}

static int draw(struct run *r)
{
	if (tell_or_stop(r, BDL_DOING_DRAW) < 0 || bdl_draw(r->b, &r->drawn, r->err) < 0)
		return -1;
	r->result->missing = r->drawn.missing;
	if (convert(r, &r->drawn.pdf, &r->drawn_part) < 0 ||
		convert(r, &r->drawn.furniture, &r->furniture_part) < 0)
		return -1;
	r->b->stage = BDL_STAGE_DRAWN;
	return 0;
}

static struct bdl_bind_input bind_input(struct run *r)
{
	return (struct bdl_bind_input){.bundle = r->b,
		.drawn = &r->drawn,
		.drawn_part = r->drawn_part,
		.furniture_part = r->furniture_part,
		.parts = r->cache.folder,
		.title = r->b->about.title};
}

static int bind_parts(struct run *r)
{
	struct bdl_bind_input in = bind_input(r);
	struct stat st;

	if (tell_or_stop(r, BDL_DOING_BIND) < 0)
		return -1;
	snprintf(r->result->pdf, sizeof(r->result->pdf), "%s.pdf", r->b->name);
	if (bdl_new_file_open(&r->pdf, r->places.output, r->result->pdf, 0666, r->err) < 0)
		return -1;
	if (bdl_bind(&in, r->pdf.fd, r->err) < 0 || bdl_bind_claims(&in, &r->claims, r->err) < 0)
		return -1;
	if (fstat(r->pdf.fd, &st) < 0)
		return bdl_fail_errno(r->err, r->result->pdf, "examine");
	r->result->pdf_size = (uint64_t)st.st_size;
	r->b->stage = BDL_STAGE_BOUND;
	return 0;
}

/* The same open file, read-only: the sandbox gets nothing that can be written to but its answers.
 */
static int reopen_read_only(int fd, const char *path, struct bdl_error *err)
{
	char self[64];
	int reading;

	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	reading = open(self, O_RDONLY | O_CLOEXEC);
	if (reading < 0)
		bdl_fail_errno(err, path, "open again");
	return reading;
}

/* Nothing found: proven. Else the first finding is the message. */
static int judge_findings(struct run *r, int findings)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(findings, "findings", (size_t)1 << 20, &text, r->err);

	if (rc == 0 && text.length > 0) {
		text.data[strcspn(text.data, "\n")] = '\0';
		bdl_fail(r->err, BDL_EINTERNAL, r->result->pdf, "did not come out right: %s",
			text.data);
		rc = bdl_hint(r->err, "nothing was delivered; please report this");
	}
	bdl_buffer_release(&text);
	return rc;
}

static int prove(struct run *r)
{
	struct bdl_job job = {
		.kind = BDL_JOB_PROVE, .input = -1, .second = -1, .output = -1, .result = -1};
	struct bdl_outcome outcome;
	int writing = -1, findings = -1, rc = -1;

	if (tell_or_stop(r, BDL_DOING_PROVE) < 0)
		return -1;
	job.input = reopen_read_only(r->pdf.fd, r->result->pdf, r->err);
	if (job.input < 0 || bdl_places_scratch(&r->places, &writing, &job.second, r->err) < 0 ||
		bdl_places_scratch(&r->places, &job.result, &findings, r->err) < 0)
		goto out;
	if (bdl_write_all(writing, bdl_buffer_string(&r->claims), r->claims.length) < 0) {
		bdl_fail_errno(r->err, r->places.work_path, "write to");
		goto out;
	}
	job.limits = (struct bdl_limits){.seconds = 120 + r->b->pages / 20,
		.memory = (uint64_t)8 << 30,
		.output = (uint64_t)1 << 20};
	if (run_job(r, &job, BDL_DOING_PROVE, &outcome) < 0)
		goto out;
	if (outcome.kind != BDL_OUTCOME_DONE)
		bdl_fail(r->err, BDL_EINTERNAL, r->result->pdf, "could not be proven: %s",
			outcome.message);
	else
		rc = judge_findings(r, findings);
	r->b->stage = BDL_STAGE_PROVEN;
out:
	bdl_close_quietly(writing);
	bdl_close_quietly(findings);
	bdl_close_quietly(job.input);
	bdl_close_quietly(job.second);
	bdl_close_quietly(job.result);
	return rc;
}

static bool tell_sealing(void *data, uint64_t done, uint64_t total)
{
	return tell(data, BDL_DOING_SEAL, done, total, NULL);
}

static int write_checksum(struct run *r)
{
	char hex[BDL_SHA256_HEX], line[BDL_SHA256_HEX + 300];
	int n;

	bdl_hex(r->result->archive_sha256, hex);
	n = snprintf(line, sizeof(line), "%s  %s\n", hex, r->result->archive);
	if (bdl_new_file_open(&r->checksum, r->places.output, r->result->checksum, 0666, r->err) <
		0)
		return -1;
	if (bdl_write_all(r->checksum.fd, line, (size_t)n) < 0)
		return bdl_fail_errno(r->err, r->result->checksum, "write");
	return 0;
}

static int seal(struct run *r)
{
	struct bdl_build_result *result = r->result;
	struct bdl_seal_input in = {.bundle = r->b,
		.folder = r->places.evidence,
		.record_times = r->o->record_times,
		.threads = r->o->jobs,
		.versions = bdl_arena_printf(
			&r->b->arena, BDL_BYTES_BY "; %s", bdl_pool_version(r->pool)),
		.progress = tell_sealing,
		.progress_data = r};
	struct stat st;
	int rc;

	if (!in.versions)
		return bdl_fail_memory(r->err);
	snprintf(result->archive, sizeof(result->archive), "%s.tar.gz", r->b->name);
	snprintf(result->checksum, sizeof(result->checksum), "%s.tar.gz.sha256", r->b->name);
	if (bdl_new_file_open(&r->archive, r->places.output, result->archive, 0666, r->err) < 0)
		return -1;
	in.pdf = reopen_read_only(r->pdf.fd, result->pdf, r->err);
	if (in.pdf < 0)
		return -1;
	rc = bdl_seal(&in, r->archive.fd, result->archive_sha256, r->err);
	bdl_close_quietly(in.pdf);
	if (rc < 0)
		return -1;
	if (fstat(r->archive.fd, &st) < 0)
		return bdl_fail_errno(r->err, result->archive, "examine");
	result->archive_size = (uint64_t)st.st_size;
	r->b->stage = BDL_STAGE_SEALED;
	return write_checksum(r);
}

/* All that is likely to fail is done for all three before the first of them appears. */
static int deliver(struct run *r)
{
	if (bdl_new_file_ready(&r->archive, r->err) < 0 ||
		bdl_new_file_ready(&r->checksum, r->err) < 0 ||
		bdl_new_file_ready(&r->pdf, r->err) < 0)
		return -1;
	/* two builds into one folder outside the evidence must not mix their three files */
	if (flock(r->places.output, LOCK_EX) < 0)
		return bdl_fail_errno(r->err, r->places.output_shown, "lock the folder");
	if (bdl_new_file_commit(&r->archive, r->err) < 0)
		return -1;
	if (bdl_new_file_commit(&r->checksum, r->err) < 0 ||
		bdl_new_file_commit(&r->pdf, r->err) < 0)
		return bdl_hint(r->err, "a part of the new bundle is in place: run this again");
	return 0;
}

/* ---- the runs ---- */

static void open_run(struct run *r, const struct bdl_build_options *o, struct bdl_bundle *b,
	struct bdl_build_result *result, struct bdl_error *err)
{
	*r = (struct run){.o = o, .b = b, .result = result, .err = err};
	r->cache.folder = r->drawn_part = r->furniture_part = -1;
	r->pdf.fd = r->archive.fd = r->checksum.fd = -1;
	r->places.evidence = r->places.output = r->places.work = -1;
	r->places.output_lock = r->places.work_lock = -1;
}

static void close_run(struct run *r)
{
	if (r->pool)
		bdl_pool_close(r->pool);
	bdl_new_file_abort(&r->pdf);
	bdl_new_file_abort(&r->archive);
	bdl_new_file_abort(&r->checksum);
	bdl_close_quietly(r->drawn_part);
	bdl_close_quietly(r->furniture_part);
	bdl_drawn_release(&r->drawn);
	bdl_buffer_release(&r->claims);
	bdl_kinds_release(r->kinds);
	bdl_cache_close(&r->cache);
	bdl_places_close(&r->places);
}

/* The table, from the folder to the page numbers. */
static int fill_table(struct run *r)
{
	r->b->made_on = r->o->made_on;
	assert(bdl_day_exists(r->b->made_on));
	if (read_case_file(r) < 0 ||
		bdl_name_bundle(r->b, r->o->name, r->places.evidence_path, r->err) < 0 ||
		start_readers(r) < 0)
		return -1;
	if (scan(r) < 0 || intake(r) < 0 || read_files(r) < 0)
		return -1;
	if (judge(r) < 0)
		return -1;
	return paginate(r);
}

int bdl_build(const struct bdl_build_options *o, struct bdl_bundle *b,
	struct bdl_build_result *result, struct bdl_error *err)
{
	struct run r;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	open_run(&r, o, b, result, err);
	if (bdl_places_open(&r.places, o, err) < 0 || bdl_places_output(&r.places, o, err) < 0)
		goto out;
	snprintf(result->output, sizeof(result->output), "%s", r.places.output_shown);
	if (fill_table(&r) < 0)
		goto out;
	if (draw(&r) < 0 || bind_parts(&r) < 0 || prove(&r) < 0 || seal(&r) < 0)
		goto out;
	rc = deliver(&r);
out:
	close_run(&r);
	return rc;
}

int bdl_list_folder(const struct bdl_build_options *o, struct bdl_bundle *b, struct bdl_error *err)
{
	struct run r;
	int rc = -1;

	open_run(&r, o, b, NULL, err);
	if (bdl_places_open(&r.places, o, err) == 0)
		rc = fill_table(&r);
	close_run(&r);
	return rc;
}
