/*
 * Seal: the tag files first, then every original in byte order, each hashed again on its way in:
 * what goes into the archive is what was taken in, or there is no archive.
 */
#include "seal/seal.h"

#include "base/file.h"
#include "seal/bag.h"
#include "seal/gzip.h"
#include "seal/tar.h"
#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE ((size_t)256 * 1024)
#define DAY 86400

/* clang-format off */
/* Made here, in the order in which they stand in the archive; the files that are given come before the index. */
enum tag {
	DECLARATION, INFO, MANIFEST, README, INDEX, CHRONOLOGY, DELAYS, ARREARS, REDACTIONS, TAG_MANIFEST, TAG_COUNT
};

static const char *const tag_names[TAG_COUNT] = {
	[DECLARATION] = "bagit.txt",
	[INFO] = "bag-info.txt",
	[MANIFEST] = "manifest-sha256.txt",
	[README] = "README.txt",
	[INDEX] = "index.csv",
	[CHRONOLOGY] = "chronology.csv",
	[DELAYS] = "delays.csv",
	[ARREARS] = "arrears.csv", /* where a schedule was given */
	[REDACTIONS] = "redactions.csv",
	[TAG_MANIFEST] = "tagmanifest-sha256.txt",
};

/* clang-format on */

/* A line of the tag manifest. */
struct line {
	const char *name;
	uint8_t digest[BDL_SHA256_SIZE];
};

struct sealing {
	const struct bdl_seal_input *in;
	struct bdl_error *err;
	struct line *lines; /* of what has gone in */
	size_t line_count;
	size_t *rows;
	struct bdl_tar *tar;
	uint8_t *piece;
	uint64_t done, total; /* bytes */
};

/* ---- tag files ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct line *)a)->name, ((const struct line *)b)->name);
}

/* Arrears where a schedule was given; what was hidden where something was to be hidden. */
static bool has_tag(const struct sealing *s, enum tag tag)
{
	if (tag == ARREARS)
		return s->in->bundle->reckoning;
	return tag != REDACTIONS || s->in->bundle->redacted;
}

/* What goes in gets a line of the tag manifest, where its digest is to be put. */
static uint8_t *add_line(struct sealing *s, const char *name)
{
	s->lines[s->line_count].name = name;
	return s->lines[s->line_count++].digest;
}

static int make_tag_manifest(struct sealing *s, struct bdl_buffer *out)
{
	qsort(s->lines, s->line_count, sizeof(*s->lines), by_name);
	for (size_t i = 0; i < s->line_count; i++)
		bdl_bag_line(out, s->lines[i].digest, s->lines[i].name);
	if (out->failed)
		return bdl_fail_memory(s->err);
	return bdl_digest_bytes(bdl_buffer_string(out), out->length, s->in->bundle->seal, s->err);
}

static int make_tag(struct sealing *s, enum tag tag, struct bdl_buffer *out)
{
	const struct bdl_bundle *b = s->in->bundle;
	int rc = 0;

	switch (tag) {
	case DECLARATION:
		bdl_bag_declaration(out);
		break;
	case INFO:
		bdl_bag_info(b, s->in->versions, out);
		break;
	case MANIFEST:
		rc = bdl_manifest(b, out, s->err);
		break;
	case README:
		bdl_bag_readme(b, out);
		break;
	case INDEX:
		rc = bdl_bag_index(b, out) < 0 ? bdl_fail_memory(s->err) : 0;
		break;
	case CHRONOLOGY:
		bdl_bag_chronology(b, out);
		break;
	case DELAYS:
		bdl_bag_delays(b, out);
		break;
	case ARREARS:
		bdl_bag_arrears(b, out);
		break;
	case REDACTIONS:
		bdl_bag_redactions(b, out);
		break;
	case TAG_MANIFEST:
		rc = make_tag_manifest(s, out);
		break;
	case TAG_COUNT:
		break;
	}
	return rc == 0 && out->failed ? bdl_fail_memory(s->err) : rc;
}

/* ---- members ---- */

static int tell(struct sealing *s, size_t more)
{
	s->done += more;
	if (s->in->progress && !s->in->progress(s->in->progress_data, s->done, s->total))
		return bdl_fail(s->err, BDL_ESTOPPED, NULL, "stopped");
	return 0;
}

static int changed(struct sealing *s, const char *path)
{
	bdl_fail(s->err, BDL_ECHANGED, path, "is not the file any more that was read at the start");
	return bdl_hint(
		s->err, "close the program that is changing it, then run bundle build again");
}

static int begin(struct sealing *s, const char *path, uint64_t size)
{
	struct bdl_buffer name = BDL_BUFFER_INIT;
	int rc = bdl_buffer_printf(&name, "%s/%s", s->in->bundle->name, path);

	rc = rc < 0 ? bdl_fail_memory(s->err)
		    : bdl_tar_member(s->tar, bdl_buffer_string(&name), size, s->err);
	bdl_buffer_release(&name);
	return rc;
}

/*
 * Copies what is read from fd: size bytes, no more, no less. found: their digest. `path` is for
 * messages.
 */
static int copy(
	struct sealing *s, int fd, const char *path, uint64_t size, uint8_t found[BDL_SHA256_SIZE])
{
	struct bdl_digest *d = bdl_digest_open();
	uint64_t at = 0;
	int rc = d ? 0 : bdl_fail_memory(s->err);

	while (rc == 0) {
		ssize_t n = pread(fd, s->piece, PIECE, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			rc = bdl_fail_errno(s->err, path, "read");
		if (n <= 0)
			break;
		at += (uint64_t)n;
		if (at > size)
			break;
		bdl_digest_add(d, s->piece, (size_t)n);
		rc = bdl_tar_add(s->tar, s->piece, (size_t)n, s->err);
		if (rc == 0)
			rc = tell(s, (size_t)n);
	}
	if (d && bdl_digest_close(d, rc == 0 ? found : NULL, s->err) < 0)
		rc = -1;
	if (rc == 0 && at != size)
		rc = changed(s, path);
	return rc;
}

/* Made when its turn comes and gone afterwards: of 100,000 originals the lists are large. */
static int add_tag(struct sealing *s, enum tag tag)
{
	struct bdl_buffer b = BDL_BUFFER_INIT;
	int rc = make_tag(s, tag, &b);

	if (rc == 0)
		rc = begin(s, tag_names[tag], b.length);
	if (rc == 0)
		rc = bdl_tar_add(s->tar, bdl_buffer_string(&b), b.length, s->err);
	if (rc == 0)
		rc = bdl_digest_bytes(
			bdl_buffer_string(&b), b.length, add_line(s, tag_names[tag]), s->err);
	bdl_buffer_release(&b);
	return rc;
}

static int size_of(struct sealing *s, const struct bdl_sealed_file *f, uint64_t *size)
{
	struct stat st;

	if (fstat(f->fd, &st) < 0)
		return bdl_fail_errno(s->err, f->name, "examine");
	*size = (uint64_t)st.st_size;
	return 0;
}

static int add_files(struct sealing *s)
{
	for (size_t i = 0; i < s->in->file_count; i++) {
		const struct bdl_sealed_file *f = &s->in->files[i];
		uint8_t *digest = add_line(s, f->name);
		uint64_t size = 0;

		if (size_of(s, f, &size) < 0 || begin(s, f->name, size) < 0 ||
			copy(s, f->fd, f->name, size, digest) < 0)
			return -1;
		if (f->digest)
			memcpy(f->digest, digest, BDL_SHA256_SIZE);
	}
	return 0;
}

/* Opened again as at intake; gone, or a link or pipe in its place, is a change like any other. */
static int open_original(struct sealing *s, const struct bdl_exhibit *x)
{
	struct bdl_error why = {0};
	int fd = bdl_open_regular(s->in->folder, x->path, &why);

	if (fd >= 0)
		return fd;
	if (why.code == BDL_EPATH || why.sys == ENOENT || why.sys == ELOOP || why.sys == ENOTDIR)
		return changed(s, x->path);
	if (s->err && s->err->code == BDL_OK)
		*s->err = why;
	return -1;
}

static int add_original(struct sealing *s, const struct bdl_exhibit *x)
{
	uint8_t found[BDL_SHA256_SIZE];
	struct stat st;
	int fd = open_original(s, x), rc;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) < 0)
		rc = bdl_fail_errno(s->err, x->path, "examine");
	else if ((uint64_t)st.st_size != x->size)
		rc = changed(s, x->path);
	else
		rc = begin(s, x->archive_path, x->size);
	if (rc == 0)
		rc = copy(s, fd, x->path, x->size, found);
	if (rc == 0 && memcmp(found, x->sha256, sizeof(found)) != 0)
		rc = changed(s, x->path);
	bdl_close_quietly(fd);
	return rc;
}

static int add_members(struct sealing *s)
{
	const struct bdl_bundle *b = s->in->bundle;

	for (int tag = 0; tag < TAG_COUNT; tag++)
		if ((tag == INDEX && add_files(s) < 0) ||
			(has_tag(s, (enum tag)tag) && add_tag(s, (enum tag)tag) < 0))
			return -1;
	for (size_t i = 0, count = bdl_bag_files(b); i < count; i++)
		if (add_original(s, &b->exhibits[s->rows[i]]) < 0)
			return -1;
	return 0;
}

/* ---- the archive ---- */

static int write_archive(struct sealing *s, int fd, uint8_t digest[BDL_SHA256_SIZE])
{
	const struct bdl_day day = s->in->bundle->made_on;
	int64_t mtime = bdl_day_exists(day) ? (int64_t)bdl_day_number(day) * DAY : 0;
	struct bdl_gzip *gzip = bdl_gzip_open(fd, s->in->threads, s->err);
	struct bdl_error tar_error = {0}, *err = s->err;
	int rc = -1;

	if (!gzip)
		return -1;
	/* where writing fails both ends notice: the gzip knows why, so the tar's words come second
	 */
	s->err = &tar_error;
	s->tar = bdl_tar_open(gzip, mtime > 0 ? mtime : 0, s->err);
	if (s->tar)
		rc = add_members(s);
	if (bdl_tar_close(s->tar, rc < 0, s->err) < 0)
		rc = -1;
	s->err = err;
	if (bdl_gzip_close(gzip, rc < 0 ? NULL : digest, err) < 0)
		rc = -1;
	if (rc < 0 && err && err->code == BDL_OK)
		*err = tar_error;
	return rc;
}

/* How much there is to go in, the small lists aside. */
static int measure(struct sealing *s)
{
	s->total = bdl_bag_payload(s->in->bundle);
	for (size_t i = 0; i < s->in->file_count; i++) {
		uint64_t size = 0;

		if (size_of(s, &s->in->files[i], &size) < 0)
			return -1;
		s->total += size;
	}
	return 0;
}

int bdl_seal(const struct bdl_seal_input *in, int fd, uint8_t archive_digest[BDL_SHA256_SIZE],
	struct bdl_error *err)
{
	struct sealing s = {.in = in, .err = err};
	int rc = -1;

	assert(in->bundle->stage == BDL_STAGE_BOUND || in->bundle->stage == BDL_STAGE_PROVEN);
	s.rows = bdl_bag_order(in->bundle);
	s.piece = malloc(PIECE);
	s.lines = calloc(TAG_COUNT + in->file_count, sizeof(*s.lines));
	if (!s.rows || !s.piece || !s.lines) {
		bdl_fail_memory(err);
		goto out;
	}
	if (measure(&s) < 0)
		goto out;
	rc = write_archive(&s, fd, archive_digest);
	if (rc == 0)
		in->bundle->stage = BDL_STAGE_SEALED;
out:
	free(s.rows);
	free(s.piece);
	free(s.lines);
	return rc;
}
