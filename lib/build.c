/*
 * The pipeline: one line a pass. Here stands the order of things and who is handed what; every
 * judgement and every foreign library is in its own room. Nothing is delivered before everything is
 * proven.
 */
#include "bundle.h"

#include "court.h"
#include "deliver.h"
#include "earlier.h"
#include "gather/gather.h"
#include "hiding.h"
#include "judge/judge.h"
#include "judge/reckon.h"
#include "judge/redact.h"
#include "judge/steer.h"
#include "model/case.h"
#include "naming.h"
#include "press.h"
#include "proof.h"
#include "seal/seal.h"
#include "settle.h"
#include "split.h"
#include "steering.h"
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool bdl_run_tell(const struct bdl_run *r, enum bdl_doing doing, uint64_t done, uint64_t total,
	const char *name)
{
	return !r->o->progress || r->o->progress(r->o->progress_data, doing, done, total, name);
}

int bdl_run_tell_or_stop(const struct bdl_run *r, enum bdl_doing doing)
{
	if (bdl_run_tell(r, doing, 0, 0, NULL))
		return 0;
	return bdl_fail(r->err, BDL_ESTOPPED, NULL, "stopped");
}

int bdl_run_reopen(int fd, const char *path, struct bdl_error *err)
{
	char self[64];
	int reading;

	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	reading = open(self, O_RDONLY | O_CLOEXEC);
	if (reading < 0)
		bdl_fail_errno(err, path, "open again");
	return reading;
}

/* ---- before the passes ---- */

/* They take their time to load, in which the evidence is hashed. */
static int start_readers(struct bdl_run *r)
{
	const struct bdl_pool_options po = {.reader = r->o->reader,
		.readers = r->o->jobs,
		.scratch = r->places.work_path,
		.greet_later = true};

	r->pool = bdl_pool_open(&po, r->err);
	return r->pool ? 0 : -1;
}

static int meet_readers(struct bdl_run *r)
{
	const char *missing = NULL;

	if (bdl_pool_greet(r->pool, r->err) < 0)
		return -1;
	if (r->result) {
		r->result->sandboxed = bdl_pool_is_sandboxed(r->pool, &missing);
		snprintf(r->result->sandbox_missing, sizeof(r->result->sandbox_missing), "%s",
			missing ? missing : "");
	}
	if (bdl_hide_of_case(&r->b->about, r->b->recipient, &r->b->arena, &r->hide, r->err) < 0)
		return -1;
	if (r->o->redact)
		return bdl_hiding_open(r);
	return bdl_cache_open(&r->cache, r->places.work, bdl_pool_cache_key(r->pool), r->err);
}

/* ---- the passes ---- */

static bool tell_hashing(void *data, size_t done, size_t total, const char *name)
{
	return bdl_run_tell(data, BDL_DOING_HASH, done, total, name);
}

static bool tell_reading(void *data, size_t done, size_t total, const char *name)
{
	return bdl_run_tell(data, BDL_DOING_READ, done, total, name);
}

static int scan(struct bdl_run *r)
{
	const char *skip[] = {
		r->places.work_path, r->places.output_path[0] ? r->places.output_path : NULL, NULL};

	if (bdl_run_tell_or_stop(r, BDL_DOING_SCAN) < 0 ||
		bdl_scan(r->b, r->places.evidence, skip, r->err) < 0)
		return -1;
	if (r->b->exhibit_count == 0) {
		bdl_fail(r->err, BDL_EPATH, r->o->folder, "holds no files");
		return bdl_hint(r->err,
			"put the letters, statements and screenshots into it, then run this again");
	}
	return 0;
}

/*
 * What the earlier bundle is called decides how this one is, so it is opened before the first pass;
 * its documents are kept until the files of the folder are known.
 */
static int open_earlier(struct bdl_run *r)
{
	const struct bdl_verify_options vo = {.archive = r->o->supplement_to,
		.temporary = r->o->temporary,
		.reader = r->o->reader,
		.progress = r->o->progress,
		.progress_data = r->o->progress_data};
	struct bdl_report report = {.arena = BDL_ARENA_INIT};
	int rc = bdl_verify(&vo, &report, &r->earlier, r->err);

	if (rc == 0 && !report.intact) {
		rc = bdl_fail(r->err, BDL_EFORMAT, r->o->supplement_to,
			"is not as it was when it was sealed, so nothing can be added to it");
		bdl_hint(r->err, "see bundle verify for what is wrong with it");
	}
	memcpy(r->earlier.seal, report.seal, sizeof(r->earlier.seal));
	r->b->supplement = r->earlier.supplement + 1;
	bdl_report_release(&report);
	return rc;
}

static int supplement(struct bdl_run *r)
{
	struct bdl_bundle *b = r->b;

	if (bdl_supplement(b, &r->earlier, r->earlier.seal, r->err) < 0)
		return -1;
	if (strcmp(b->name, b->earlier->name) == 0) {
		bdl_fail(r->err, BDL_EPATH, b->name, "is the name of the earlier bundle");
		return bdl_hint(r->err, "give the supplement another one with --name");
	}
	return 0;
}

int bdl_run_fingerprint(struct bdl_run *r)
{
	struct bdl_buffer manifest = BDL_BUFFER_INIT;
	int rc = bdl_manifest(r->b, &manifest, r->err);

	if (rc == 0)
		rc = bdl_digest_bytes(
			bdl_buffer_string(&manifest), manifest.length, r->b->fingerprint, r->err);
	bdl_buffer_release(&manifest);
	return rc;
}

static int intake(struct bdl_run *r)
{
	if (bdl_intake(r->b, r->places.evidence, tell_hashing, r, r->err) < 0 ||
		bdl_steer_files(r->b, r->o->keep_unmatched, r->err) < 0)
		return -1;
	if (r->o->supplement_to && supplement(r) < 0)
		return -1;
	return bdl_archive_names(r->b, r->err) < 0 ? -1 : bdl_run_fingerprint(r);
}

static int read_files(struct bdl_run *r)
{
	const struct bdl_read_options ro = {.folder = r->places.evidence,
		.limits = r->o->limits,
		.ocr = r->o->ocr,
		.hide = r->hide_file,
		.stamping = r->b->stamping,
		.progress = tell_reading,
		.progress_data = r};

	if (bdl_read_pass(r->b, &r->cache, r->pool, &ro, r->err) < 0)
		return -1;
	return bdl_steer_inner(r->b, r->o->keep_unmatched, r->err);
}

/* classify and date, one exhibit at a time, so that the facts of 100,000 files need not be in
 * memory at once. */
static int judge_each(struct bdl_run *r)
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
		if (rc == 0)
			rc = bdl_take_steps(b, i, &f, r->step_kinds, r->err);
		if (rc == 0 && !r->o->redact)
			rc = bdl_find_private(b, i, &f, &r->hide, r->err);
		if (rc == 0)
			rc = bdl_sketches_add(&r->sketches, b, i, &f, r->err);
		bdl_arena_release(&a);
		if (rc < 0)
			return -1;
	}
	if (bdl_kinds_ran_short(r->kinds) || bdl_steps_ran_short(r->step_kinds))
		return bdl_fail_memory(r->err);
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

static int judge(struct bdl_run *r)
{
	struct bdl_bundle *b = r->b;
	const struct bdl_rules rules = {
		.recipients = r->recipients, .steps = r->step_kinds, .holidays = r->holidays};

	if (bdl_run_tell_or_stop(r, BDL_DOING_ARRANGE) < 0 || judge_each(r) < 0)
		return -1;
	bdl_bundle_sort_found(b);
	if (bdl_note_same_mail(b, r->err) < 0 ||
		(b->earlier && bdl_note_replaced(b, &r->earlier, r->err) < 0))
		return -1;
	if (bdl_note_near(b, &r->sketches, r->err) < 0)
		return -1;
	bdl_sketches_release(&r->sketches);
	judge_copies(b);
	b->stage = BDL_STAGE_DATED;
	if (bdl_arrange(b, r->kinds, r->err) < 0 ||
		bdl_settle_steps(b, r->step_kinds, r->err) < 0 || bdl_chronicle(b, r->err) < 0)
		return -1;
	if (bdl_reckon(b, &rules, r->err) < 0)
		return -1;
	return r->o->redact ? bdl_hiding_table(r) : 0;
}

/* ---- the PDFs ---- */

static int tell_result(struct bdl_run *r)
{
	struct bdl_pdf_result *list = bdl_arena_alloc(&r->b->arena, r->pdf_count * sizeof(*list));

	if (!list)
		return bdl_fail_memory(r->err);
	for (size_t i = 0; i < r->pdf_count; i++) {
		const struct bdl_pressed *p = &r->pdfs[i];

		list[i] = (struct bdl_pdf_result){.pages = p->pages, .size = p->size};
		snprintf(list[i].file, sizeof(list[i].file), "%s", p->file);
		r->result->missing += p->missing;
	}
	r->result->pdfs = list;
	r->result->pdf_count = r->pdf_count;
	r->result->max_size = r->split.max_size;
	r->result->max_pages = r->split.max_pages;
	if (bdl_split_size_is_theirs(r))
		r->result->size_of = bdl_arena_string(&r->b->arena, r->b->recipient->name);
	return 0;
}

static int press_all(struct bdl_run *r)
{
	char file[300];

	snprintf(file, sizeof(file), "%s.pdf", r->b->name);
	if (bdl_split_is_asked(r) ? bdl_split_press(r) < 0
				  : bdl_press_view(r, r->b, file, "bundle.pdf") < 0)
		return -1;
	if (bdl_court_press(r) < 0)
		return -1;
	r->b->stage = BDL_STAGE_BOUND;
	return tell_result(r);
}

/* What is there to be sent; a document that is filed by itself and a core bundle go beside it. */
static struct bdl_built built_of(const struct bdl_run *r)
{
	struct bdl_built built = {.count = 0};

	for (size_t i = 0; i < r->pdf_count; i++) {
		const struct bdl_pressed *p = &r->pdfs[i];

		if (strncmp(p->tag, "bundle", 6) != 0)
			continue;
		built.count++;
		built.pages += p->pages;
		if (p->size > built.largest)
			built.largest = p->size;
	}
	return built;
}

/* Said with the result: whether it can be sent. */
static int judge_ready(struct bdl_run *r)
{
	struct bdl_arena *a = &r->b->arena;
	const struct bdl_recipient *to = r->b->recipient;
	const struct bdl_built built = built_of(r);
	struct bdl_ready *ready;

	if (!to)
		return 0;
	ready = bdl_arena_alloc(a, sizeof(*ready));
	if (!ready)
		return bdl_fail_memory(r->err);
	if (bdl_make_ready(r->b, to, &built, a, ready, r->err) < 0)
		return -1;
	/* its rules go with the run */
	ready->recipient = bdl_arena_string(a, to->path ? to->path : to->id);
	ready->name = bdl_arena_string(a, to->name);
	r->result->ready = ready;
	return ready->recipient && ready->name ? 0 : bdl_fail_memory(r->err);
}

/* ---- the runs ---- */

static void open_run(struct bdl_run *r, const struct bdl_build_options *o, struct bdl_bundle *b,
	struct bdl_build_result *result, struct bdl_error *err)
{
	*r = (struct bdl_run){.o = o, .b = b, .result = result, .err = err};
	r->cache.folder = r->archive.fd = r->checksum.fd = -1;
	r->places.evidence = r->places.output = r->places.work = -1;
	r->places.output_lock = r->places.work_lock = -1;
	bdl_bundle_init(&r->earlier);
}

static void close_run(struct bdl_run *r)
{
	r->b->recipient = NULL; /* its rules go with the run */
	if (r->pool)
		bdl_pool_close(r->pool);
	for (size_t i = 0; i < r->pdf_count; i++)
		bdl_pressed_release(&r->pdfs[i]);
	free(r->pdfs);
	bdl_new_file_abort(&r->archive);
	bdl_new_file_abort(&r->checksum);
	bdl_kinds_release(r->kinds);
	bdl_step_kinds_release(r->step_kinds);
	bdl_recipients_release(r->recipients);
	bdl_holidays_release(r->holidays);
	bdl_sketches_release(&r->sketches);
	bdl_bundle_release(&r->earlier);
	if (r->hide_file > 0)
		bdl_close_quietly(r->hide_file);
	bdl_cache_close(&r->cache);
	bdl_places_close(&r->places);
}

/* The table, from the folder to the page numbers. */
static int fill_table(struct bdl_run *r)
{
	r->b->made_on = r->o->made_on;
	assert(bdl_day_exists(r->b->made_on));
	if (bdl_settle_case(r) < 0 || bdl_run_read_steering(r) < 0 ||
		(r->o->supplement_to && open_earlier(r) < 0) || bdl_settle_shape(r) < 0 ||
		bdl_name_bundle(r->b, r->o->name, r->places.evidence_path, r->err) < 0 ||
		start_readers(r) < 0)
		return -1;
	if (scan(r) < 0 || intake(r) < 0 || bdl_check_exhibits(r->b, r->err) < 0 ||
		bdl_check_told_paths(r->b, r->err) < 0 || meet_readers(r) < 0 || read_files(r) < 0)
		return -1;
	if (judge(r) < 0)
		return -1;
	if (bdl_split_paginate(r) < 0)
		return -1;
	return bdl_court_core(r);
}

int bdl_build(const struct bdl_build_options *o, struct bdl_bundle *b,
	struct bdl_build_result *result, struct bdl_error *err)
{
	struct bdl_run r;
	int rc = -1;

	memset(result, 0, sizeof(*result));
	open_run(&r, o, b, result, err);
	if (bdl_places_open(&r.places, o, err) < 0 || bdl_places_output(&r.places, o, err) < 0)
		goto out;
	snprintf(result->output, sizeof(result->output), "%s", r.places.output_shown);
	if (fill_table(&r) < 0)
		goto out;
	if (press_all(&r) < 0 || bdl_hiding_prove(&r) < 0 || judge_ready(&r) < 0 ||
		bdl_prove_and_seal(&r) < 0)
		goto out;
	rc = bdl_deliver(&r);
out:
	close_run(&r);
	return rc;
}

int bdl_list_folder(const struct bdl_build_options *o, struct bdl_bundle *b, struct bdl_error *err)
{
	struct bdl_run r;
	int rc = -1;

	open_run(&r, o, b, NULL, err);
	if (bdl_places_open(&r.places, o, err) == 0)
		rc = fill_table(&r);
	close_run(&r);
	return rc;
}
