/*
 * Signing and time stamps: what ties a sealed archive to a person and to a day. Both are over
 * tagmanifest-sha256.txt of an archive that is intact, are looked at as bdl_verify() will look at
 * them before they are put in place, and replace nothing.
 */
#include "beside.h"

#include "base/file.h"
#include "sign/request.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Before a passphrase is asked for and an archive of gigabytes is read. */
static int must_be_free(const char *path, const char *hint, struct bdl_error *err)
{
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT)
		return 0;
	bdl_fail(err, BDL_EPATH, path, "is there already");
	return bdl_hint(err, "%s", hint);
}

/* Appends what is sealed, of an archive that is intact. seal may be NULL. */
static int take_sealed(const struct bdl_verify_options *o, uint8_t *seal, struct bdl_error *err)
{
	struct bdl_report report = {.arena = BDL_ARENA_INIT};
	int rc = bdl_verify(o, &report, NULL, err);

	if (rc == 0 && !report.intact) {
		bdl_fail(err, BDL_EFORMAT, o->archive, "is not intact: nothing was done with it");
		rc = bdl_hint(err, "see bundle verify for what is wrong with it");
	}
	if (rc == 0 && (!report.has_seal || o->sealed->length == 0))
		rc = bdl_fail(err, BDL_EFORMAT, o->archive,
			"has no seal: there is no tagmanifest-sha256.txt in it");
	if (rc == 0 && seal)
		memcpy(seal, report.seal, sizeof(report.seal));
	bdl_report_release(&report);
	return rc;
}

/* Looks at bytes of ours or of a stranger as at a file. */
static int look_at_bytes(const struct bdl_verify_options *o, const struct bdl_buffer *bytes,
	const struct bdl_question *q, struct bdl_witness *w, struct bdl_error *err)
{
	const struct bdl_listener l = {o->progress, o->progress_data, BDL_DOING_VERIFY};
	struct bdl_places places;
	struct bdl_pool *pool = NULL;
	int writing = -1, reading = -1;
	int rc = bdl_places_temporary(&places, o->temporary, err);

	if (rc == 0)
		rc = bdl_places_scratch(&places, &writing, &reading, err);
	if (rc == 0 && bdl_write_all(writing, bytes->data, bytes->length) < 0)
		rc = bdl_fail_errno(err, places.work_path, "write a temporary file in");
	if (rc == 0) {
		pool = bdl_one_reader(&places, o->reader, err);
		rc = pool ? bdl_beside_look(pool, &places, &l, reading, q, w, err) : -1;
	}
	if (pool)
		bdl_pool_close(pool);
	bdl_close_quietly(writing);
	bdl_close_quietly(reading);
	bdl_places_close(&places);
	return rc;
}

/* ---- signing ---- */

static int sign_sealed(const struct bdl_sign_options *o, const struct bdl_signer *signer,
	struct bdl_buffer *der, struct bdl_witness *w, struct bdl_error *err)
{
	struct bdl_buffer sealed = BDL_BUFFER_INIT;
	const struct bdl_verify_options vo = {.archive = o->archive,
		.sealed = &sealed,
		.temporary = o->temporary,
		.reader = o->reader,
		.progress = o->progress,
		.progress_data = o->progress_data};
	int rc = take_sealed(&vo, NULL, err);

	if (rc == 0)
		rc = bdl_signer_sign(signer, sealed.data, sealed.length, der, err);
	if (rc == 0) {
		const struct bdl_question q = {.kind = BDL_WITNESS_SIGNATURE,
			.now = o->signer.now,
			.sealed = sealed.data,
			.sealed_length = sealed.length};

		rc = look_at_bytes(&vo, der, &q, w, err);
	}
	if (rc == 0 && w->fit != BDL_WITNESS_FITS)
		rc = bdl_fail(err, BDL_EINTERNAL, o->archive,
			"the signature that was made %s: it was not kept", w->why);
	bdl_buffer_release(&sealed);
	return rc;
}

int bdl_sign_archive(
	const struct bdl_sign_options *o, struct bdl_beside_one *out, struct bdl_error *err)
{
	struct bdl_buffer der = BDL_BUFFER_INIT;
	struct bdl_signer *signer;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (bdl_beside_path(o->archive, bdl_beside_suffix(BDL_WITNESS_SIGNATURE), out->path, err) <
			0 ||
		must_be_free(out->path, "bundle verify says whose it is; move it away to sign anew",
			err) < 0)
		return -1;
	signer = bdl_signer_open(&o->signer, err);
	if (signer)
		rc = sign_sealed(o, signer, &der, &out->witness, err);
	bdl_signer_close(signer);
	if (rc == 0)
		rc = bdl_beside_write(out->path, &der, err);
	out->there = rc == 0;
	bdl_buffer_release(&der);
	return rc;
}

/* ---- time stamps ---- */

static int take_sealed_of(const struct bdl_stamp_options *o, struct bdl_buffer *sealed,
	uint8_t *seal, struct bdl_error *err)
{
	const struct bdl_verify_options vo = {.archive = o->archive,
		.sealed = sealed,
		.temporary = o->temporary,
		.reader = o->reader,
		.progress = o->progress,
		.progress_data = o->progress_data};

	return take_sealed(&vo, seal, err);
}

int bdl_stamp_ask(const struct bdl_stamp_options *o, char path[4096], struct bdl_error *err)
{
	struct bdl_buffer sealed = BDL_BUFFER_INIT, request = BDL_BUFFER_INIT;
	uint8_t seal[BDL_SHA256_SIZE];
	int rc = bdl_beside_path(o->archive, BDL_BESIDE_REQUEST, path, err);

	if (rc == 0)
		rc = must_be_free(path, "send it, or delete it to ask anew", err);
	if (rc == 0)
		rc = take_sealed_of(o, &sealed, seal, err);
	if (rc == 0)
		rc = bdl_request_write(seal, &request, err);
	if (rc == 0)
		rc = bdl_beside_write(path, &request, err);
	bdl_buffer_release(&sealed);
	bdl_buffer_release(&request);
	return rc;
}

int bdl_stamp_request(const char *archive, struct bdl_buffer *request, struct bdl_error *err)
{
	char path[4096];

	if (bdl_beside_path(archive, BDL_BESIDE_REQUEST, path, err) < 0)
		return -1;
	if (faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) < 0 && errno == ENOENT) {
		bdl_fail(err, BDL_EPATH, path, "is not there: no time stamp was asked for");
		return bdl_hint(err, "bundle timestamp ARCHIVE writes the request");
	}
	return bdl_beside_read(path, request, err);
}

static int judge_answer(const struct bdl_stamp_options *o, const char *name,
	const struct bdl_buffer *response, struct bdl_witness *w, struct bdl_error *err)
{
	struct bdl_buffer sealed = BDL_BUFFER_INIT, request = BDL_BUFFER_INIT;
	const struct bdl_verify_options vo = {.temporary = o->temporary,
		.reader = o->reader,
		.progress = o->progress,
		.progress_data = o->progress_data};
	int rc = bdl_stamp_request(o->archive, &request, err);

	if (rc == 0)
		rc = take_sealed_of(o, &sealed, NULL, err);
	if (rc == 0) {
		const struct bdl_question q = {.kind = BDL_WITNESS_STAMP,
			.now = o->now,
			.sealed = sealed.data,
			.sealed_length = sealed.length,
			.request = request.data,
			.request_length = request.length};

		rc = look_at_bytes(&vo, response, &q, w, err);
	}
	if (rc == 0 && w->fit != BDL_WITNESS_FITS)
		rc = bdl_fail(err, BDL_EFORMAT, name, "%s", w->why);
	bdl_buffer_release(&sealed);
	bdl_buffer_release(&request);
	return rc;
}

int bdl_stamp_keep(const struct bdl_stamp_options *o, const char *name,
	const struct bdl_buffer *response, struct bdl_beside_one *out, struct bdl_error *err)
{
	int rc;

	memset(out, 0, sizeof(*out));
	rc = bdl_beside_path(o->archive, bdl_beside_suffix(BDL_WITNESS_STAMP), out->path, err);
	if (rc == 0)
		rc = must_be_free(out->path,
			"bundle verify says what it is; move it away to have a new one", err);
	if (rc == 0)
		rc = judge_answer(o, name, response, &out->witness, err);
	if (rc == 0)
		rc = bdl_beside_write(out->path, response, err);
	out->there = rc == 0;
	return rc;
}
