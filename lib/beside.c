/* Beside: see beside.h. */
#include "beside.h"

#include "base/file.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ANSWER_MOST ((size_t)16 * 1024)

const char *bdl_beside_suffix(enum bdl_witness_kind kind)
{
	return kind == BDL_WITNESS_SIGNATURE ? ".p7s" : ".tsr";
}

int bdl_beside_path(const char *archive, const char *suffix, char path[4096], struct bdl_error *err)
{
	size_t n = strlen(archive), more = strlen(suffix);

	while (n > 1 && archive[n - 1] == '/')
		n--;
	if (n + more >= 4096)
		return bdl_fail(err, BDL_EPATH, archive, "is too long a path");
	memcpy(path, archive, n);
	memcpy(path + n, suffix, more + 1);
	return 0;
}

/* ---- looking ---- */

/* The question as a file that is open for reading. -1 with err, or the descriptor. */
static int put_question(
	struct bdl_places *places, const struct bdl_question *q, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int writing = -1, reading = -1;
	int rc = bdl_places_scratch(places, &writing, &reading, err);

	if (rc == 0)
		rc = bdl_question_write(q, &text, err);
	if (rc == 0 && bdl_write_all(writing, text.data, text.length) < 0)
		rc = bdl_fail_errno(err, places->work_path, "write a temporary file in");
	bdl_buffer_release(&text);
	bdl_close_quietly(writing);
	if (rc == 0)
		return reading;
	bdl_close_quietly(reading);
	return -1;
}

static int take_answer(int fd, struct bdl_witness *w, struct bdl_error *err)
{
	struct bdl_buffer text = BDL_BUFFER_INIT;
	int rc = bdl_read_fd(fd, "", ANSWER_MOST, &text, err);

	if (rc == 0)
		rc = bdl_witness_read(w, bdl_buffer_string(&text), text.length, err);
	bdl_buffer_release(&text);
	return rc;
}

int bdl_beside_look(struct bdl_pool *pool, struct bdl_places *places, const struct bdl_listener *l,
	int fd, const struct bdl_question *q, struct bdl_witness *w, struct bdl_error *err)
{
	struct bdl_job job = {.kind = BDL_JOB_WITNESS,
		.input = fd,
		.output = -1,
		.result = -1,
		.limits = BDL_LIMITS_DEFAULT};
	struct bdl_outcome outcome;
	int answer = -1, rc = -1;

	memset(w, 0, sizeof(*w));
	job.limits.output = ANSWER_MOST;
	job.second = put_question(places, q, err);
	if (job.second < 0 || bdl_places_scratch(places, &job.result, &answer, err) < 0)
		goto out;
	rc = bdl_run_one_job(pool, &job, l, &outcome, err);
	if (rc == 0 && outcome.kind == BDL_OUTCOME_DONE)
		rc = take_answer(answer, w, err);
	else if (rc == 0)
		bdl_witness_unfit(
			w, BDL_WITNESS_BROKEN, "cannot be read: its reader %s", outcome.message);
out:
	bdl_close_quietly(job.second);
	bdl_close_quietly(job.result);
	bdl_close_quietly(answer);
	return rc;
}

/* 1: *fd is open; 0: there is nothing, and none was asked for. */
static int find(const char *archive, enum bdl_witness_kind kind, struct bdl_beside_one *one,
	int *fd, struct bdl_error *err)
{
	const char *suffix = one->given ? "" : bdl_beside_suffix(kind);

	if (bdl_beside_path(one->given ? one->given : archive, suffix, one->path, err) < 0)
		return -1;
	if (!one->given && faccessat(AT_FDCWD, one->path, F_OK, AT_SYMLINK_NOFOLLOW) < 0 &&
		errno == ENOENT)
		return 0;
	*fd = bdl_open_regular(AT_FDCWD, one->path, err);
	return *fd < 0 ? -1 : 1;
}

int bdl_beside_look_at_all(struct bdl_pool *pool, struct bdl_places *places,
	const struct bdl_listener *l, const char *archive, const struct bdl_buffer *sealed,
	struct bdl_beside *b, struct bdl_error *err)
{
	struct bdl_buffer ca = BDL_BUFFER_INIT;
	struct bdl_question q = {
		.now = b->now, .sealed = sealed->data, .sealed_length = sealed->length};
	int rc = b->ca ? bdl_beside_read(b->ca, &ca, err) : 0;

	q.ca = ca.data;
	q.ca_length = ca.length;
	for (int kind = 0; rc == 0 && kind < BDL_WITNESS_KINDS; kind++) {
		struct bdl_beside_one *one = &b->one[kind];
		int fd = -1;

		q.kind = (enum bdl_witness_kind)kind;
		rc = find(archive, q.kind, one, &fd, err);
		one->there = rc > 0;
		if (rc > 0 && sealed->length == 0)
			bdl_witness_unfit(&one->witness, BDL_WITNESS_BROKEN,
				"is about nothing: there is no tagmanifest-sha256.txt that can be "
				"read");
		else if (rc > 0 && bdl_beside_look(pool, places, l, fd, &q, &one->witness, err) < 0)
			rc = -1;
		rc = rc < 0 ? -1 : 0;
		bdl_close_quietly(fd);
	}
	bdl_buffer_release(&ca);
	return rc;
}

/* ---- reading and writing ---- */

int bdl_beside_read(const char *path, struct bdl_buffer *out, struct bdl_error *err)
{
	int fd = bdl_open_regular(AT_FDCWD, path, err);
	int rc = fd < 0 ? -1 : bdl_read_fd(fd, path, BDL_WITNESS_MOST, out, err);

	bdl_close_quietly(fd);
	if (rc == 0 && out->length == 0)
		rc = bdl_fail(err, BDL_EFORMAT, path, "is empty");
	return rc;
}

static int open_folder_of(const char *path, struct bdl_error *err)
{
	size_t n = (size_t)(bdl_path_base(path) - path);
	char folder[4096] = ".";
	int fd;

	if (n >= sizeof(folder))
		return bdl_fail(err, BDL_EPATH, path, "is too long a path");
	if (n)
		snprintf(folder, sizeof(folder), "%.*s", (int)n, path);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd < 0 ? bdl_fail_errno(err, folder, "open the folder") : fd;
}

int bdl_beside_write(const char *path, const struct bdl_buffer *bytes, struct bdl_error *err)
{
	struct bdl_new_file f;
	int folder = open_folder_of(path, err), rc = -1;

	if (folder < 0)
		return -1;
	if (bdl_new_file_open(&f, folder, bdl_path_base(path), 0666, err) == 0) {
		if (bdl_write_all(f.fd, bytes->data, bytes->length) < 0) {
			bdl_fail_errno(err, path, "write");
			bdl_new_file_abort(&f);
		} else {
			rc = bdl_new_file_commit_new(&f, err);
		}
	}
	bdl_close_quietly(folder);
	return rc;
}
