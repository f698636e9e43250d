/* See hiding.h. */
#include "hiding.h"

#include "base/file.h"
#include "judge/redact.h"
#include "model/bundle_json.h"
#include "one_job.h"
#include <stdlib.h>
#include <string.h>

/* What the readers are given, in a file without a name. */
static int write_list(struct bdl_run *r, const struct bdl_buffer *json)
{
	int writing, reading;

	if (bdl_places_scratch(&r->places, &writing, &reading, r->err) < 0)
		return -1;
	if (bdl_write_all(writing, json->data, json->length) < 0) {
		bdl_fail_errno(r->err, r->places.work_path, "write to");
		bdl_close_quietly(reading);
		reading = -1;
	}
	bdl_close_quietly(writing);
	if (reading < 0)
		return -1;
	r->hide_file = reading;
	return 0;
}

/* It stands on the files themselves, and the person who makes them chooses it. */
static int check_name(struct bdl_run *r)
{
	const char *clean = bdl_hide_name(&r->b->arena, r->b->name, &r->hide, NULL, r->err);

	if (!clean)
		return -1;
	if (clean == r->b->name)
		return 0;
	bdl_fail(r->err, BDL_EPATH, NULL,
		"the files would be called after something that is to be hidden: %s", clean);
	return bdl_hint(r->err, "give the bundle another name with --name");
}

int bdl_hiding_open(struct bdl_run *r)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	int rc = check_name(r);

	if (rc == 0)
		rc = bdl_hide_to_json(&r->hide, &json, r->err);
	if (rc == 0 && json.length > BDL_HIDE_MAX)
		rc = bdl_fail(r->err, BDL_ELIMIT, NULL, "too many words are to be hidden");
	if (rc == 0)
		rc = write_list(r, &json);
	if (rc == 0)
		rc = bdl_cache_open_hiding(
			&r->cache, r->places.work, bdl_pool_cache_key(r->pool), &json, r->err);
	bdl_buffer_release(&json);
	return rc;
}

int bdl_hiding_table(struct bdl_run *r)
{
	if (bdl_redact_table(r->b, &r->hide, r->err) < 0)
		return -1;
	if (!r->o->share)
		return 0;
	return bdl_withhold(r->b, &r->hide, r->err) < 0 ? -1 : bdl_run_fingerprint(r);
}

/* ---- proof ---- */

/* "page 7: national-insurance" for people. */
static int still_shown(struct bdl_run *r, const struct bdl_pressed *p, char *findings)
{
	findings[strcspn(findings, "\n")] = '\0';
	bdl_fail(r->err, BDL_EINTERNAL, p->file, "still shows something that was to be hidden: %s",
		findings);
	return bdl_hint(r->err,
		"nothing was delivered; if it is meant to be seen, list it in bundle.yaml under "
		"private: keep:");
}

static int prove_one(struct bdl_run *r, const struct bdl_pressed *p)
{
	const struct bdl_listener listener = {r->o->progress, r->o->progress_data, BDL_DOING_PROVE};
	struct bdl_job job = {.kind = BDL_JOB_SEEK,
		.second = -1,
		.output = -1,
		.hide = r->hide_file,
		.limits = {.seconds = 300 + p->pages,
			.memory = (uint64_t)8 << 30,
			.output = (uint64_t)1 << 20}};
	struct bdl_buffer findings = BDL_BUFFER_INIT;
	struct bdl_outcome outcome;
	int reading = -1, rc = -1;

	job.input = bdl_run_reopen(p->pdf.fd, p->file, r->err);
	if (job.input < 0 || bdl_places_scratch(&r->places, &job.result, &reading, r->err) < 0)
		goto out;
	if (bdl_run_one_job(r->pool, &job, &listener, &outcome, r->err) < 0)
		goto out;
	if (outcome.kind != BDL_OUTCOME_DONE)
		bdl_fail(r->err, BDL_EINTERNAL, p->file,
			"could not be searched for what was to be hidden: %s", outcome.message);
	else if (bdl_read_fd(reading, "findings", (size_t)1 << 20, &findings, r->err) == 0)
		rc = findings.length ? still_shown(r, p, findings.data) : 0;
out:
	bdl_close_quietly(job.input);
	if (reading >= 0)
		bdl_close_quietly(job.result);
	bdl_close_quietly(reading);
	bdl_buffer_release(&findings);
	return rc;
}

/* ---- the table ---- */

/*
 * All that the archive's own files say stands in bundle.json: what was listed must be in none of
 * its strings, whoever put it there.
 */
static int prove_table(struct bdl_run *r)
{
	struct bdl_buffer json = BDL_BUFFER_INIT;
	char where[BDL_HIDE_KEY];
	int rc = bdl_bundle_to_json(r->b, false, &json, r->err);

	if (rc == 0)
		rc = bdl_hide_json_says(
			bdl_buffer_string(&json), json.length, &r->hide, where, r->err);
	if (rc > 0) {
		bdl_fail(r->err, BDL_EINTERNAL, "bundle.json",
			"would still say something that was to be hidden, under \"%s\"", where);
		rc = bdl_hint(r->err,
			"nothing was delivered; without --share the archive stays with you");
	}
	bdl_buffer_release(&json);
	return rc;
}

int bdl_hiding_prove(struct bdl_run *r)
{
	if (r->o->share && prove_table(r) < 0)
		return -1;
	for (size_t i = 0; r->o->redact && i < r->pdf_count; i++)
		if (prove_one(r, &r->pdfs[i]) < 0)
			return -1;
	return 0;
}
