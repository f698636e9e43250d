/*
 * Extract: verified first, then written, and only what was verified. Both times the archive is
 * parsed in the sandbox; out here names are looked up, bytes hashed and files made. What is to be
 * written, and whether it may be, is decided in this file.
 */
#include "bundle.h"

#include "base/file.h"
#include "base/size.h"
#include "base/text.h"
#include "extract_files.h"
#include "look.h"
#include "one_job.h"
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* More than this, and more than so many times the archive, is asked about first. */
#define BOMB_SIZE ((uint64_t)200000000)
#define BOMB_RATIO 100u

struct extracting {
	const struct bdl_extract_options *o;
	struct bdl_extract_result *result;
	struct bdl_report *report;
	struct bdl_error *err;
	struct bdl_examination look;
	struct bdl_buffer text; /* of the listing */
	struct bdl_listing listing;
	struct bdl_new_folder folder;
	int parent; /* the folder that it is made in */
};

/* ---- where ---- */

/* "Ms A.tar.gz" -> "Ms A"; the name that the archive's own folder has is a stranger's. */
static int name_folder(const struct extracting *x)
{
	static const char *const endings[] = {".tar.gz", ".tgz", ".tar", ".zip"};
	const char *base = bdl_path_base(x->o->from.archive);
	size_t length = strlen(base), room = sizeof(x->result->folder);

	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
		if (length > strlen(endings[i]) &&
			bdl_text_casecmp(base + length - strlen(endings[i]), endings[i]) == 0) {
			length -= strlen(endings[i]);
			snprintf(x->result->folder, room, "%.*s", (int)length, base);
			return 0;
		}
	bdl_fail(x->err, BDL_EPATH, x->o->from.archive,
		"has a name that does not say what the new folder is to be called");
	return bdl_hint(x->err, "name it with --output");
}

/* Opens the folder that the new one is made in; *name is the new one's. */
static int open_parent(struct extracting *x, const char **name)
{
	char *path = x->result->folder, *slash, way[sizeof(x->result->folder)];
	size_t length;

	if (!x->o->output && name_folder(x) < 0)
		return -1;
	if (x->o->output && snprintf(path, sizeof(x->result->folder), "%s", x->o->output) >=
				    (int)sizeof(x->result->folder))
		return bdl_fail(x->err, BDL_EPATH, x->o->output, "is too long a path");
	for (length = strlen(path); length > 1 && path[length - 1] == '/';)
		path[--length] = '\0';
	memcpy(way, path, length + 1);
	slash = strrchr(way, '/');
	*name = slash ? path + (slash - way) + 1 : path;
	if (slash)
		slash[slash == way] = '\0';
	x->parent = open(slash ? way : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (x->parent < 0)
		return bdl_fail_errno(x->err, way, "open the folder");
	return 0;
}

/* ---- whether ---- */

/*
 * Originals are as sealed only where the list of their hashes is: a changed letter whose line in
 * the manifest was changed as well is "as sealed" by that line alone.
 */
static bool is_vouched(const struct bdl_report *r)
{
	if (r->own && !r->has_seal)
		return false;
	for (size_t i = 0; i < r->count; i++) {
		const struct bdl_finding *f = &r->findings[i];

		if (f->kind != BDL_FINDING_NOTE && (f->tag || f->kind == BDL_FINDING_BROKEN) &&
			(bdl_text_starts(f->path, "manifest-") ||
				bdl_text_starts(f->path, "tagmanifest-")))
			return false;
	}
	return true;
}

/* False: nothing is to be written, and the result says why. */
static bool may_write(const struct extracting *x)
{
	if (x->report->intact)
		return true;
	x->result->unvouched = x->o->only_intact && !is_vouched(x->report);
	return x->o->only_intact && !x->result->unvouched;
}

/* ---- what ---- */

static bool lies_at(const char *path, const char *wanted, size_t length)
{
	return strncmp(path, wanted, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

/* Marks what lies at `path` below `below`. How many. */
static size_t want(struct extracting *x, const char *below, const char *path)
{
	size_t skip = strlen(below), length = strlen(path), n = 0;

	while (length > 1 && path[length - 1] == '/')
		length--;
	for (size_t i = 0; i < x->listing.count; i++) {
		struct bdl_listed *row = &x->listing.rows[i];

		if (!bdl_text_starts(row->path, below) || !lies_at(row->path + skip, path, length))
			continue;
		row->wanted = true;
		n++;
	}
	return n;
}

/* Something that was asked for by name and is not as it was sealed, or not there. */
static int miss(const struct extracting *x, const char *path)
{
	bdl_fail(x->err, BDL_EPATH, path,
		x->report->intact ? "is not in the archive"
				  : "is not in the archive, or not as it was sealed");
	return bdl_hint(x->err, "see the names in it with: bundle list ARCHIVE");
}

static int choose(struct extracting *x)
{
	for (size_t i = 0; i < x->o->path_count; i++) {
		const char *path = x->o->paths[i];

		if (!want(x, "", path) && !want(x, "data/", path))
			return miss(x, path);
	}
	for (size_t i = 0; i < x->listing.count; i++) {
		struct bdl_listed *row = &x->listing.rows[i];

		row->wanted |= x->o->path_count == 0;
		row->wanted &= x->report->intact || row->kind != BDL_LISTED_ALIKE;
		x->result->files += row->wanted;
		if (row->wanted && UINT64_MAX - x->result->bytes < row->size)
			return bdl_fail(x->err, BDL_EFORMAT, NULL,
				"the reader's list of files is not what it should be");
		x->result->bytes += row->wanted ? row->size : 0;
	}
	return 0;
}

/* ---- how much ---- */

static int fits(const struct extracting *x)
{
	char size[BDL_SIZE_TEXT], room[BDL_SIZE_TEXT];
	uint64_t bytes = x->result->bytes, most = x->o->max_size;
	struct statvfs disk;

	bdl_size_words(bytes, size);
	if (most && bytes > most) {
		bdl_fail(x->err, BDL_ELIMIT, x->o->from.archive, "unpacks to %s, more than %s",
			size, bdl_size_words(most, room));
		return bdl_hint(x->err, "nothing was written");
	}
	if (!most && bytes > BOMB_SIZE && x->look.size && bytes / BOMB_RATIO > x->look.size) {
		bdl_fail(x->err, BDL_ELIMIT, x->o->from.archive,
			"unpacks to %s, more than %u times its own size", size, BOMB_RATIO);
		return bdl_hint(x->err, "if you expect that, allow it with --max-size");
	}
	if (fstatvfs(x->parent, &disk) == 0 && bytes / disk.f_frsize > disk.f_bavail) {
		bdl_fail(x->err, BDL_EIO, x->result->folder, "needs %s, and the disk has %s left",
			size, bdl_size_words((uint64_t)disk.f_bavail * disk.f_frsize, room));
		return bdl_hint(x->err, "nothing was written; name another place with --output");
	}
	return 0;
}

/* ---- writing ---- */

/* Starts the job that hands the files out; the read end of its pipe, or -1. */
static int start_stream(struct extracting *x)
{
	struct bdl_job job = {
		.kind = BDL_JOB_STREAM, .input = x->look.archive, .second = -1, .result = -1};
	int ends[2];

	if (pipe(ends) < 0)
		return bdl_fail_errno(x->err, x->o->from.archive, "make a pipe for");
	(void)fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
	job.output = ends[1];
	if (bdl_pool_start(x->look.pool, &job, x->err) < 0) {
		bdl_close_quietly(ends[0]);
		ends[0] = -1;
	}
	/* the reader has its own, and nobody else may keep the pipe open */
	bdl_close_quietly(ends[1]);
	return ends[0];
}

/* Why the pipe broke off. */
static int explain(struct extracting *x)
{
	const struct bdl_listener listener = {
		x->o->from.progress, x->o->from.progress_data, BDL_DOING_EXTRACT};
	struct bdl_outcome outcome;

	*x->err = (struct bdl_error){0};
	if (bdl_wait_one_job(x->look.pool, &listener, &outcome, x->err) < 0)
		return -1;
	return bdl_fail(x->err, BDL_EFORMAT, x->o->from.archive, "cannot be unpacked: %s",
		outcome.kind == BDL_OUTCOME_DONE ? "its reader said too little" : outcome.message);
}

static int write_files(struct extracting *x)
{
	struct bdl_receiving r = {.stream = start_stream(x),
		.archive = x->o->from.archive,
		.listing = &x->listing,
		.folder = &x->folder,
		.progress = x->o->from.progress,
		.progress_data = x->o->from.progress_data,
		.total = x->result->bytes};
	int rc = r.stream < 0 ? -1 : bdl_receive_files(&r, x->err);

	bdl_close_quietly(r.stream);
	if (rc < 0)
		return r.broke_off ? explain(x) : -1;
	if (bdl_new_folder_commit(&x->folder, x->err) < 0)
		return -1;
	x->result->written = true;
	return 0;
}

static int extract(struct extracting *x)
{
	const char *name = NULL;

	/* the folder is made first: a name that is taken is told before much time is spent */
	if (open_parent(x, &name) < 0 ||
		bdl_new_folder_open(&x->folder, x->parent, name, x->err) < 0 ||
		bdl_look_open(&x->look, &x->o->from, x->err) < 0 ||
		bdl_look_verify(&x->look, BDL_JOB_MEMBERS, x->report, NULL, &x->text) < 0)
		return -1;
	if (!may_write(x))
		return 0;
	if (bdl_listing_parse(&x->listing, &x->text, x->err) < 0 || choose(x) < 0)
		return -1;
	if (x->result->files == 0)
		return 0;
	return fits(x) < 0 ? -1 : write_files(x);
}

int bdl_extract(const struct bdl_extract_options *o, struct bdl_report *report,
	struct bdl_extract_result *result, struct bdl_error *err)
{
	struct extracting x = {.o = o,
		.result = result,
		.report = report,
		.err = err,
		.look = {.archive = -1},
		.text = BDL_BUFFER_INIT,
		.folder = {.fd = -1},
		.parent = -1};
	int rc;

	*result = (struct bdl_extract_result){.written = false};
	rc = extract(&x);
	bdl_new_folder_abort(&x.folder);
	if (x.look.o)
		bdl_look_close(&x.look);
	bdl_listing_release(&x.listing);
	bdl_buffer_release(&x.text);
	bdl_close_quietly(x.parent);
	return rc;
}
