/*
 * Walk: see walk.h. Of libarchive one reader is switched on: that of tar, which is fed bytes
 * already unpacked, or that of ZIP.
 *
 * Names: under a UTF-8 locale libarchive 3.6.2 composes the names of pax headers (NFC), and a name
 * would not be the one in the manifest any more. In the "C" locale it gives up with a warning and
 * hands out the exact bytes.
 */
#include "verify/walk.h"

#include "base/digest.h"
#include "base/file.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <string.h>

#define ZEROS_MOST ((uint64_t)64 * 1024 * 1024) /* behind the end of the tar */
#define RECORD 512

struct walking {
	struct bdl_walk *w;
	struct archive *archive;
	struct bdl_error *err;
	const uint8_t *block; /* lent by ahead; its first byte is number block_at of the tar */
	size_t block_length;
	uint64_t block_at;
	uint8_t before[RECORD]; /* the last bytes in front of the block, right-aligned */
	char top[256]; /* the top folder's name, "" before the first member */
	bool damaged; /* a bad header was told */
	bool failed; /* err is filled: reading failed or memory is out */
};

/* Keeps the end of the block in hand, which is about to go. */
static void keep_end(struct walking *g)
{
	size_t n = g->block_length < RECORD ? g->block_length : RECORD;

	if (!n)
		return;
	memmove(g->before, g->before + n, RECORD - n);
	memcpy(g->before + RECORD - n, g->block + g->block_length - n, n);
}

static int next_block(struct walking *g)
{
	keep_end(g);
	g->block_at += g->block_length;
	g->block_length = 0;
	if (bdl_ahead_next(g->w->ahead, &g->block, &g->block_length, g->err) == 0)
		return 0;
	g->failed = true;
	return -1;
}

static la_ssize_t supply(struct archive *a, void *data, const void **bytes)
{
	struct walking *g = data;

	if (next_block(g) < 0) {
		archive_set_error(a, EIO, "cannot be read");
		return -1;
	}
	*bytes = g->block;
	return (la_ssize_t)g->block_length;
}

/* ---- one member ---- */

/* Hashes the member's bytes as far as they are there. */
static int read_data(struct walking *g, struct bdl_incoming *in)
{
	const void *bytes;
	size_t length;
	la_int64_t at;
	int rc;

	while ((rc = archive_read_data_block(g->archive, &bytes, &length, &at)) >= ARCHIVE_WARN) {
		if (rc == ARCHIVE_EOF)
			break;
		if (bdl_incoming_add(in, bytes, length, g->err) < 0) {
			g->failed = true;
			break;
		}
	}
	if (g->failed)
		bdl_incoming_drop(in);
	else if (bdl_incoming_end(in, rc != ARCHIVE_EOF, g->err) < 0)
		g->failed = true;
	return g->failed ? -1 : 0;
}

/* A byte of the tar that is not far back; 0 where it is out of reach. */
static uint8_t byte_at(const struct walking *g, uint64_t at)
{
	if (at >= g->block_at)
		return at - g->block_at < g->block_length ? g->block[at - g->block_at] : 0;
	return g->block_at - at <= RECORD ? g->before[RECORD - (g->block_at - at)] : 0;
}

/* A file is filled up to a whole record; what others hide there is shown by no program. */
static void check_padding(struct walking *g, const struct bdl_incoming *in, const char *path)
{
	uint64_t end = (uint64_t)archive_filter_bytes(g->archive, 0);
	uint64_t at = end - (RECORD - in->row->size % RECORD) % RECORD;

	while (at < end && byte_at(g, at) == 0)
		at++;
	if (at < end)
		bdl_findings_note(g->w->findings, path,
			"is followed by bytes that belong to no file; no content is changed");
}

/*
 * Of a file that is nothing but holes libarchive tells no hole and hands out no byte, and others
 * unpack it as so many noughts.
 */
static bool has_its_size(
	struct walking *g, struct archive_entry *e, const struct bdl_incoming *in, const char *path)
{
	uint64_t said = (uint64_t)archive_entry_size(e);

	if (in->row->cut || !archive_entry_size_is_set(e) || said == in->row->size)
		return true;
	bdl_findings_broken(g->w->findings, path,
		"is stored with holes: it says %s bytes and holds %s",
		bdl_findings_number(g->w->findings, said),
		bdl_findings_number(g->w->findings, in->row->size));
	return false;
}

static int take_file(struct walking *g, struct archive_entry *e, const char *name, const char *path)
{
	struct bdl_incoming in;
	int rc = bdl_incoming_begin(&in, g->w, name, path, g->err);

	if (rc < 0)
		g->failed = true;
	if (rc != 0 || !in.row)
		return rc;
	if (read_data(g, &in) < 0)
		return -1;
	if (has_its_size(g, e, &in, path) && !in.row->cut && g->w->ahead)
		check_padding(g, &in, path);
	return 0;
}

/* Why this kind of member has no place in a bundle; NULL: it has. */
static const char *objection(struct archive_entry *e)
{
	if (archive_entry_hardlink(e))
		return "is a link to another member";
	if (archive_entry_filetype(e) == AE_IFLNK)
		return "is a symbolic link";
	if (archive_entry_filetype(e) != AE_IFREG && archive_entry_filetype(e) != AE_IFDIR)
		return "is a device or a pipe";
	if (archive_entry_sparse_count(e) > 0)
		return "is stored with holes";
	return NULL;
}

/*
 * The name inside the top folder, "" for that folder itself; NULL after telling what is wrong with
 * it.
 */
static const char *inside_top(struct walking *g, const char *path)
{
	size_t n = strcspn(path, "/");

	if (!bdl_path_is_safe(path)) {
		bdl_findings_broken(
			g->w->findings, path, "has a name that leads out of the bundle");
		return NULL;
	}
	if (!g->top[0] && n < sizeof(g->top)) {
		memcpy(g->top, path, n);
		g->top[n] = '\0';
	}
	if (strlen(g->top) != n || memcmp(g->top, path, n) != 0) {
		bdl_findings_broken(g->w->findings, path, "lies outside the bundle's folder");
		return NULL;
	}
	return path[n] ? path + n + 1 : path + n;
}

/* 1: enough seen. */
static int take_entry(struct walking *g, struct archive_entry *e)
{
	const char *path = archive_entry_pathname(e), *why = objection(e), *name;
	bool folder = archive_entry_filetype(e) == AE_IFDIR;
	char plain[8192];
	size_t n;

	if (!path) {
		bdl_findings_broken(g->w->findings, "", "holds a member whose name cannot be read");
		return 0;
	}
	while (path[0] == '.' && path[1] == '/')
		path += 2;
	n = strlen(path);
	if (n >= sizeof(plain) || why) {
		bdl_findings_broken(
			g->w->findings, path, "%s", why ? why : "has a name too long to be used");
		return 0;
	}
	memcpy(plain, path, n + 1);
	while (folder && n && plain[n - 1] == '/')
		plain[--n] = '\0';
	if (folder && (n == 0 || strcmp(plain, ".") == 0))
		return 0;
	name = inside_top(g, plain);
	if (!name || folder)
		return 0;
	if (!*name) {
		bdl_findings_broken(g->w->findings, plain, "lies outside the bundle's folder");
		return 0;
	}
	if (bdl_name_is_foreign(g->w, name, plain))
		return 0;
	return take_file(g, e, name, plain);
}

/* ---- the tar ---- */

static bool all_zero(const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i])
			return false;
	return true;
}

/* The end is two records of zeros, at least; one is enough to know that no file is missing. */
static void check_mark(struct walking *g, uint64_t zeros)
{
	if (zeros < RECORD)
		bdl_findings_broken(
			g->w->findings, "", "the archive is cut short: its end is missing");
	else if (zeros < (uint64_t)2 * RECORD || zeros % RECORD)
		bdl_findings_note(g->w->findings, "",
			"its last bytes are missing, which are zeros that mark its end; no file is "
			"missing");
}

/* Behind the end mark there may be zeros, to fill the last record, and nothing else. */
static int check_end(struct walking *g)
{
	uint64_t mark = (uint64_t)archive_read_header_position(g->archive);
	uint64_t at = (uint64_t)archive_filter_bytes(g->archive, 0);
	bool clean = true;

	if (g->block_length)
		clean = all_zero(g->block + (at - g->block_at),
			g->block_length - (size_t)(at - g->block_at));
	while (clean && next_block(g) == 0 && g->block_length)
		clean = all_zero(g->block, g->block_length) && g->block_at - mark < ZEROS_MOST;
	if (g->failed)
		return -1;
	if (!clean)
		bdl_findings_broken(g->w->findings, "",
			"more bytes follow where the archive says that it ends");
	else
		check_mark(g, g->block_at - mark);
	g->w->ended = true;
	return 0;
}

static int end_of_zip(struct walking *g)
{
	g->w->ended = true;
	return 0;
}

/* Skips what can be skipped: 0 go on, 1 nothing more can be read. */
static int bad_header(struct walking *g, int rc)
{
	uint64_t at = (uint64_t)archive_filter_bytes(g->archive, 0);

	if (!g->damaged && g->top[0])
		bdl_findings_broken(g->w->findings, "",
			"the archive is damaged or cut short near byte %s of its contents",
			bdl_findings_number(g->w->findings, at));
	g->damaged = true;
	return rc == ARCHIVE_RETRY ? 0 : 1;
}

static int read_members(struct walking *g)
{
	struct archive_entry *e;
	int rc = 0;

	while (rc == 0 && !g->failed) {
		int got = archive_read_next_header(g->archive, &e);

		if (got == ARCHIVE_EOF)
			return g->w->ahead ? check_end(g) : end_of_zip(g);
		if (g->failed)
			break;
		rc = got == ARCHIVE_OK || got == ARCHIVE_WARN ? take_entry(g, e)
							      : bad_header(g, got);
	}
	return g->failed ? -1 : 0;
}

/* Members of the archive that `open` opens. */
static int walk(struct walking *g, const char *locale, int (*format)(struct archive *),
	int (*start)(struct walking *))
{
	locale_t c = newlocale(LC_CTYPE_MASK, locale, (locale_t)0), before = uselocale((locale_t)0);
	int rc = -1;

	g->archive = archive_read_new();
	if (!g->archive || c == (locale_t)0) {
		bdl_fail_memory(g->err);
		goto out;
	}
	uselocale(c);
	if (format(g->archive) != ARCHIVE_OK) {
		bdl_fail_memory(g->err);
		goto out;
	}
	if (start(g) == ARCHIVE_OK)
		rc = read_members(g);
	else if (!g->failed)
		rc = bad_header(g, ARCHIVE_FATAL) < 0 ? -1 : 0;
out:
	uselocale(before);
	archive_read_free(g->archive);
	if (c != (locale_t)0)
		freelocale(c);
	return rc;
}

static int start_tar(struct walking *g)
{
	return archive_read_open(g->archive, g, NULL, supply, NULL);
}

int bdl_walk(struct bdl_walk *w, struct bdl_error *err)
{
	struct walking g = {.w = w, .err = err};

	return walk(&g, "C", archive_read_support_format_tar, start_tar);
}

/* By its directory, as people's programs unpack it, not by what stands before each member. */
static int start_zip(struct walking *g)
{
	int rc = archive_read_open_fd(g->archive, g->w->fd, 64 * 1024);

	if (rc != ARCHIVE_OK)
		bdl_findings_broken(g->w->findings, "",
			"this ZIP file is damaged or cut short: its directory cannot be read");
	return rc;
}

int bdl_walk_zip(struct bdl_walk *w, struct bdl_error *err)
{
	struct walking g = {.w = w, .err = err};

	return walk(&g, "C.UTF-8", archive_read_support_format_zip_seekable, start_zip);
}
